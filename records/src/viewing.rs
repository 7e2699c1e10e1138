//! "Xem như người này": that somebody looked at another one's screen is noted before it is shown.

use domain::{days::day_of, people::PersonId, permissions::decide_view_as, refusal::Refusal, staff::positions_from};

use crate::{error::Error, events::Event, facts::FactStore, work::Work};

/// Notes that the actor of this work looks at a screen of `person`.
///
/// # Errors
/// `Refused` where it is not the actor's to look at; `NotFound` for a person of another school.
pub async fn note(work: &mut Work, store: &FactStore, person: PersonId, screen: &str) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let organisation = facts.organisation();
    organisation.person(person).ok_or(Error::NotFound)?;
    let positions = positions_from(organisation, person, day_of(work.now));
    let actor = facts.actor(by, work.now);
    let _allowed = decide_view_as(&actor, organisation, &facts.regime.record_types, person, &positions)?;
    work.note(Event::ViewedAs { person, screen });
    Ok(())
}
