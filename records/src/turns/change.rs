//! Turns as the form says: asked, read, saved, and what is owed brought up to them.

use domain::{
    people::ClassGroupId,
    setup::Phase,
    turns::{ClassTurns, TurnsForm},
};

use crate::{
    error::{Checked, Error},
    facts, follow_up, permissions, school_years, turns,
    work::Work,
};

/// Shares the weeks of one class out as the form says. A hand-in keeps its judgement whoever's turn it was.
///
/// # Errors
/// `Refused` where that is not the actor's to do; `NotFound` where there is no such class.
pub async fn change(work: &mut Work, class: ClassGroupId, form: &TurnsForm) -> Result<Checked, Error> {
    let allowed = permissions::change_school(work, Phase::Open).await?;
    let year = school_years::current(work).await?.ok_or(Error::NotFound)?.id;
    let facts = facts::load_now(work).await?;
    let before = ClassTurns::of(&facts, class, work.now).ok_or(Error::NotFound)?;
    let shared = match form.parse(&before) {
        Ok(shared) => shared,
        Err(errors) => return Ok(Err(errors)),
    };
    if shared != before.turns() {
        turns::set(work, &allowed, year, class, &shared).await?;
        follow_up::bring_up_to_date(work, "lượt dạy được chia lại").await?;
    }
    Ok(Ok(()))
}
