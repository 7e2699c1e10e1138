//! Which rows of a list the viewer may carry out: what is not theirs to do is told in its row, before anything is done.

use super::{
    super::decide_over_person,
    head::ListColumn,
    lines::ListProblem,
    preview::{Fate, ListPreview, Settled},
};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    people::PersonId,
    permissions::{Actor, decide_over_appointment},
    refusal::Refusal,
};

/// The preview as `actor` sees it.
#[must_use]
pub fn decided(mut preview: ListPreview, facts: &Facts, actor: &Actor, now: Timestamp) -> ListPreview {
    for line in &mut preview.lines {
        let why_not = match &line.fate {
            Fate::Add(settled) => may_appoint(facts, actor, settled, now).err(),
            Fate::Change(person, settled) => may_change(facts, actor, *person, settled, now).err(),
            Fate::Unchanged(_) | Fate::LeftOut | Fate::Asked | Fate::Wrong(_) => None,
        };
        if let Some(refusal) = why_not {
            let words = refusal.words();
            line.fate =
                Fate::Wrong(vec![ListProblem { column: ListColumn::Post, words: format!("{}. {}", words.fact, words.advice) }]);
        }
    }
    preview
}

fn may_appoint(facts: &Facts, actor: &Actor, settled: &Settled, now: Timestamp) -> Result<(), Refusal> {
    decide_over_appointment(actor, facts.organisation(), &settled.positions, day_of(now)).map(drop)
}

fn may_change(facts: &Facts, actor: &Actor, person: PersonId, settled: &Settled, now: Timestamp) -> Result<(), Refusal> {
    if settled.birth_year.is_some() || settled.phone.is_some() {
        decide_over_person(facts, actor.person, person, now).map(drop)?;
    }
    if settled.positions.is_empty() { Ok(()) } else { may_appoint(facts, actor, settled, now) }
}
