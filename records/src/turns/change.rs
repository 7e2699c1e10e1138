//! Turns as the form says: asked, read, saved, and what is owed brought up to them.

use domain::{
    people::ClassGroupId,
    school_years::WhichYear,
    setup::Phase,
    turns::{ClassTurns, TurnsForm},
};

use crate::{
    error::{Checked, Error},
    facts, follow_up, permissions, turns,
    work::Work,
};

/// Shares the weeks of one class out as the form says, in this year or in the next one. A hand-in keeps its judgement whoever's turn
/// it was.
///
/// # Errors
/// `Refused` where that is not the actor's to do; `NotFound` where there is no such class, or no such year yet.
pub async fn change(work: &mut Work, which: WhichYear, class: ClassGroupId, form: &TurnsForm) -> Result<Checked, Error> {
    let allowed = permissions::change_school(work, Phase::Open).await?;
    let facts = facts::load_of(work, which).await?;
    let year = facts.regime.year;
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
