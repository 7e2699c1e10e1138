//! The list of the classes of a new year with their teachers: it waits for whoever brought it, as a list of people does, and is taken
//! over as it was looked at.

use domain::{
    days::{Timestamp, day_of},
    facts::Facts,
    people::{ClassGroupId, PersonId, Position},
    permissions::{Action, Actor, decide, decide_change_school, decide_end, decide_over_appointment},
    refusal::Refusal,
    staff::decide_over_person,
    year_classes::{ChangeOfYear, ClassChange, ClassFate, ClassListPreview, change_of_year, decided, preview},
};

use crate::{
    error::Error,
    facts::FactStore,
    follow_up, people, school_years,
    staff::{
        lists::{self, ListKind, WaitingList},
        waiting, write_end,
    },
    units,
    work::Work,
};

/// The change that a list would bring today; `None` where it would be of a year whose calendar was not entered yet.
///
/// # Errors
/// Those of the database.
pub async fn change(work: &mut Work, facts: &Facts) -> Result<Option<ChangeOfYear>, Error> {
    let next = school_years::next(work).await?;
    Ok(change_of_year(facts.calendar(), next.as_ref().map(|year| &year.calendar), day_of(work.now)))
}

/// What a list would bring, as `actor` may do it.
///
/// # Errors
/// Those of the rule for whoever manages no accounts.
pub fn outlook(
    facts: &Facts,
    actor: &Actor,
    list: WaitingList,
    change: ChangeOfYear,
    now: Timestamp,
) -> Result<ClassListPreview, Refusal> {
    decide(actor, facts.organisation(), Action::ManageAccounts)?;
    let shown = preview(list.table, &list.answers, facts.organisation(), change, day_of(now));
    Ok(decided(shown, facts, actor, now))
}

/// What was taken over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassesTakenOver {
    /// How many classes were opened.
    pub opened: usize,
    /// How many people change, begin or leave a class.
    pub people: usize,
}

/// Takes over what the list of the actor says and what is settled of it; `None` where that is not what was looked at (`seen`), or
/// where there is no list, or no year of which it could be, any more.
///
/// # Errors
/// `Refused` where it is not the actor's to do.
pub async fn take_over(work: &mut Work, store: &FactStore, seen: &str) -> Result<Option<ClassesTakenOver>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let actor = facts.actor(by, work.now);
    decide(&actor, facts.organisation(), Action::ManageAccounts)?;
    let Some(list) = lists::load(work, by, ListKind::Classes).await? else { return Ok(None) };
    let Some(change) = self::change(work, &facts).await? else { return Ok(None) };
    let shown = outlook(&facts, &actor, list, change, work.now)?;
    if shown.seen().to_string() != seen {
        return Ok(None);
    }
    let mut done = ClassesTakenOver::default();
    for line in &shown.lines {
        let ClassFate::Changes { opens, changes } = &line.fate else { continue };
        let class = match (line.known, opens) {
            (Some(known), _) => known,
            (None, Some(department)) => {
                let allowed = decide_change_school(&actor, facts.organisation())?;
                done.opened += 1;
                units::open_class(work, &allowed, &line.line.class, *department, Some(shown.change.from)).await?
            }
            (None, None) => continue,
        };
        for one in changes {
            make(work, &facts, &actor, class, one, &shown.change).await?;
        }
        done.people += changes.len();
    }
    // What changes nothing leaves no line in the log, and is taken off its page by whoever brought it.
    if !shown.is_open() && shown.to_save() > 0 {
        lists::forget(work, by, ListKind::Classes).await?;
    }
    follow_up::bring_up_to_date(work, "lớp và phân công được sửa").await?;
    Ok(Some(done))
}

/// "Chuyển lớp" for one person: what ends does so on the day before, and what begins is entered as on the person's own page.
async fn make(
    work: &mut Work,
    facts: &Facts,
    actor: &Actor,
    class: ClassGroupId,
    one: &ClassChange,
    change: &ChangeOfYear,
) -> Result<(), Error> {
    let today = day_of(work.now);
    for left in &one.ends {
        end(work, facts, actor, one.person, *left, change).await?;
    }
    if !one.begins {
        return Ok(());
    }
    let position = Position::Teacher(class);
    decide_over_person(facts, actor.person, one.person, work.now)?;
    let allowed = decide_over_appointment(actor, facts.organisation(), &[position], today)?;
    let entry = waiting::Entry { person: one.person, position, from: change.from, until: None, mandate: None, reason: None };
    waiting::enter(work, facts, actor, &allowed, entry).await
}

/// Ends what somebody teaches on the last day with the classes of before.
async fn end(
    work: &mut Work,
    facts: &Facts,
    actor: &Actor,
    person: PersonId,
    class: ClassGroupId,
    change: &ChangeOfYear,
) -> Result<(), Error> {
    let (position, last) = (Position::Teacher(class), change.last());
    let allowed = decide_over_person(facts, actor.person, person, work.now)?;
    decide_end(&allowed, actor, person, position, &facts.regime, day_of(work.now))?;
    for (id, held) in people::held(work, person).await? {
        let is_it = held.position == position && held.acting.is_none() && held.until.is_none_or(|until| last < until);
        if is_it && held.from <= last {
            write_end(work, &held, id, (last, None), &allowed).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
#[path = "year_classes_tests.rs"]
mod tests;
