//! What the board changes in an open school.

use domain::{
    days::day_of,
    people::PersonId,
    permissions::{Action, Actor, Allowed, decide},
    refusal::Refusal,
    setup::SchoolPlan,
};

use crate::{error::Error, facts, people, schools, work::Work};

/// Asks inside the transaction whether the one who works may still change the school.
///
/// # Errors
/// `Refused` where that is not so, or nobody works here.
pub async fn allowed(work: &mut Work) -> Result<Allowed, Error> {
    let person = work.actor.map(PersonId::new).ok_or(Error::Refused(Refusal::SettingsNotYours))?;
    let organisation = people::organisation(work, None).await?;
    let actor = Actor { person, positions: organisation.positions(person, day_of(work.now)) };
    decide(&actor, &organisation, Action::ChangeSchool).map_err(Error::Refused)
}

/// The school's name and how large a file may be; what stays is not written.
pub async fn settle_school(work: &mut Work, _: Allowed, plan: &SchoolPlan) -> Result<(), Error> {
    if facts::school(work).await?.name != plan.name {
        schools::rename(work, &plan.name).await?;
    }
    if schools::setup(work).await?.file_limit != plan.file_limit {
        schools::set_file_limit(work, plan.file_limit).await?;
    }
    Ok(())
}
