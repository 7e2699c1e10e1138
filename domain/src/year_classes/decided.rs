//! Which rows of a list of classes the viewer may carry out: what is not theirs to do is told in its row, before anything is done.

use super::{
    head::ClassColumn,
    preview::{ClassChange, ClassFate, ClassListPreview},
    problems::ClassProblem,
};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    people::{ClassGroupId, Position},
    permissions::{Actor, TakesEffect, decide_change_school, decide_end, decide_over_appointment, takes_effect},
    refusal::Refusal,
    staff::decide_over_person,
};

/// The preview as `actor` sees it.
#[must_use]
pub fn decided(mut preview: ClassListPreview, facts: &Facts, actor: &Actor, now: Timestamp) -> ClassListPreview {
    for line in &mut preview.lines {
        let ClassFate::Changes { opens, changes } = &mut line.fate else { continue };
        let opened = opens.map_or(Ok(()), |_| decide_change_school(actor, facts.organisation()).map(drop));
        let mut refused = opened.err().map(|refusal| (ClassColumn::Class, refusal));
        for change in changes {
            if refused.is_none() {
                let may = may_change(facts, actor, line.known, change, now);
                refused = may.err().map(|refusal| (ClassColumn::Teacher, refusal));
            }
        }
        if let Some((column, refusal)) = refused {
            let words = refusal.words();
            line.fate = ClassFate::Wrong(vec![ClassProblem { column, words: format!("{}. {}", words.fact, words.advice) }]);
        }
    }
    preview
}

/// Asks of each step what is asked on the page of the person, and notes what waits. Of a class that is not there yet nobody but the
/// leadership says anything, whose hand gives it at once, but to themselves.
fn may_change(
    facts: &Facts,
    actor: &Actor,
    class: Option<ClassGroupId>,
    change: &mut ClassChange,
    now: Timestamp,
) -> Result<(), Refusal> {
    let (organisation, today) = (facts.organisation(), day_of(now));
    let allowed = decide_over_person(facts, actor.person, change.person, now)?;
    for class in &change.ends {
        decide_end(&allowed, actor, change.person, Position::Teacher(*class), &facts.regime, today)?;
    }
    let Some(class) = class.filter(|_| change.begins) else {
        change.waits = change.begins && actor.person == change.person;
        return Ok(());
    };
    let position = Position::Teacher(class);
    decide_over_appointment(actor, organisation, &[position], today)?;
    let effect = takes_effect(&allowed, actor, change.person, position, &facts.regime, today);
    change.waits = matches!(effect, TakesEffect::OnceConfirmed(_));
    Ok(())
}
