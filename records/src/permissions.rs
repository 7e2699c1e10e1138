//! The proof that the one who works may do what the use case does, asked in its transaction.

use domain::{
    days::day_of,
    permissions::{Actor, Allowed, ChangeSchool, Deed, decide_change_school, decide_in_set_up},
    refusal::Refusal,
    setup::Phase,
};

use crate::{error::Error, people, schools, work::Work};

/// May this work change what the school is? In the first set-up nobody has signed in, but the school must not be open yet;
/// afterwards it is for the leadership, whatever page the form was opened on.
///
/// # Errors
/// `Refused` where that is not so, or nobody works in an open school.
pub(crate) async fn change_school(work: &mut Work, phase: Phase) -> Result<Allowed<ChangeSchool>, Error> {
    match phase {
        Phase::SettingUp => in_set_up(work).await,
        Phase::Open => {
            let person = work.actor.ok_or(Refusal::SettingsNotYours)?;
            let organisation = people::organisation(work, None).await?;
            let actor = Actor::of(&organisation, person, day_of(work.now));
            Ok(decide_change_school(&actor, &organisation)?)
        }
    }
}

/// May the first set-up do this deed?
///
/// # Errors
/// `Refused` once the school is open.
pub(crate) async fn in_set_up<D: Deed>(work: &mut Work) -> Result<Allowed<D>, Error> {
    Ok(decide_in_set_up(schools::setup(work).await?.finished)?)
}
