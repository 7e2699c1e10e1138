//! The way of reviews as the form says: asked, read, compared and kept.

use domain::{days::day_of, permissions::check_setting, refusal::Refusal, review_settings::ReviewSettingsForm, setup::Phase};

use crate::{
    error::{Checked, Error},
    facts, permissions, review_settings,
    work::Work,
};

/// Takes the form that `read` makes of what is in force, and keeps what differs from it.
///
/// # Errors
/// `Refused` for whoever may not change the school, or not this of it; what is wrong with the form is told inside.
pub async fn change(work: &mut Work, read: impl FnOnce(ReviewSettingsForm) -> ReviewSettingsForm) -> Result<Checked, Error> {
    let facts = facts::load_now(work).await?;
    let allowed = permissions::change_school(work, Phase::Open).await?;
    let in_force = ReviewSettingsForm::of(&facts.regime.review_settings, facts.regime.types_in_use(), work.now);
    let changes = match read(in_force.clone()).changes(&in_force) {
        Ok(changes) => changes,
        Err(errors) => return Ok(Err(errors)),
    };
    let actor = facts.actor(work.actor.ok_or(Refusal::SettingsNotYours)?, work.now);
    for to in &changes {
        check_setting(&actor, facts.organisation(), to, day_of(work.now))?;
    }
    for to in changes {
        review_settings::add(work, &allowed, &to).await?;
    }
    Ok(Ok(()))
}
