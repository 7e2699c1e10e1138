//! Somebody hands over what they hold, while somebody follows what happens.

use domain::{
    days::day_of,
    handovers::{HandoverForm, HandoverOutlook, positions_to_hand_over},
    people::{PersonId, Position},
    vietnamese,
};

use crate::{error::Error, facts::FactStore, facts::load_now, handovers, new_id, work::Work};

/// Somebody who leads nobody leaves after today, and nobody takes anything over.
pub(super) async fn confirms(work: &mut Work) -> Result<(), Error> {
    let (facts, today) = (load_now(work).await?, day_of(work.now));
    let organisation = facts.organisation();
    let leads = |one: &Position| matches!(one, Position::Principal | Position::VicePrincipal);
    let leaves = |person: PersonId| {
        let held = positions_to_hand_over(organisation, person, today);
        !held.is_empty() && !held.iter().any(leads)
    };
    let of = organisation.people.iter().map(|one| one.id).find(|id| Some(*id) != work.actor && leaves(*id)).unwrap();
    let form = HandoverForm {
        key: new_id::<domain::handovers::Handover>().to_string(),
        leaving: "school".to_owned(),
        last: vietnamese::date(today),
        ..HandoverForm::default()
    };
    let plan = form.parse(organisation, of, today).unwrap();
    let drafts = handovers::count_drafts(work, of).await?;
    let seen = HandoverOutlook::of(&facts, &plan, drafts, work.now).seen().to_owned();
    handovers::confirm(work, &FactStore::default(), of, &form, &seen).await?.unwrap();
    Ok(())
}

/// The minutes were signed on paper.
pub(super) async fn signs(work: &mut Work) -> Result<(), Error> {
    let handover = handovers::all(work).await?.remove(0);
    handovers::sign(work, &FactStore::default(), handover.id, handover.of).await
}
