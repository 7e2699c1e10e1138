//! Bringing the stored list up to a changed calendar, organisation or set of rules, without making any judgement worse.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    HandedIn, Judged, Obligation, ObligationId, Terms,
    generate::{dashboard_week, due_of, generate},
    judge,
};
use crate::{
    days::day_of,
    deadlines::{Due, DueDayError},
    extensions::extended,
    people::{DepartmentId, PersonId},
    regime::Regime,
};

/// One thing to do with the stored list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Add(Terms),
    /// The obligation stays, or is owed again, and takes these values.
    Update {
        id: ObligationId,
        to: Terms,
        /// Of a record that was handed in.
        judged: Option<Judged>,
    },
    /// It is owed no longer.
    Close(ObligationId),
}

/// What must change so that the `stored` list says what `regime` says, on the day `today`.
///
/// The past is never re-judged for the worse (Điều 11, and "nobody is late because the school was
/// shut"): a due day never moves earlier onto today or a day before it, nor from a day to which a closure pushed it once
/// the day that was shut has come; what has come due keeps its rule,
/// its hours, its row of the dashboard and its turn, what was handed in keeps its judgement unless the new
/// one is kinder, and what first comes to be owed after its day is not owed at all. Only the first list
/// of a year, made from the day on which the school says it counts, begins with the past.
/// One turn passes on its very day: that of whoever is ill this morning, to whoever stands in for them.
/// What lies in the archive stays as it is, whatever is settled since.
///
/// # Errors
/// `DueDayError`, as `generate`.
pub fn reconcile<'a>(
    regime: &Regime,
    stored: impl IntoIterator<Item = &'a Obligation>,
    today: NaiveDate,
) -> Result<Vec<Change>, DueDayError> {
    let stored: Vec<&Obligation> = stored.into_iter().collect();
    let mut gone: HashMap<_, &Obligation> = stored.iter().map(|old| (old.terms.key(), *old)).collect();
    let mut changes = Vec::new();
    for new in generate(regime)? {
        match gone.remove(&new.key()) {
            None if stored.is_empty() || !has_come(new.due.as_ref(), today) => changes.push(Change::Add(new)),
            None => {}
            Some(old) if old.archived.is_some() => {}
            Some(old) => {
                let new = extended(regime, old.id, by_its_own_rule(regime, old, new, today)?);
                if !stays_closed(old, &new, today) {
                    changes.extend(update(regime, old, new, today));
                }
            }
        }
    }
    let is_open = |old: &&Obligation| old.closing.is_none() && old.archived.is_none();
    let gone = stored.into_iter().filter(|old| gone.contains_key(&old.terms.key()) && is_open(old));
    changes.extend(gone.filter_map(|old| no_longer_owed(regime, old)));
    Ok(changes)
}

/// A record that was handed in stands as it was judged or kinder, even where nobody owes its like any more.
fn no_longer_owed(regime: &Regime, old: &Obligation) -> Option<Change> {
    let Some(handed_in) = &old.handed_in else { return Some(Change::Close(old.id)) };
    let judged = judged_now(regime, old, &old.terms);
    let differs = judged != Some(handed_in.judged);
    differs.then(|| Change::Update { id: old.id, to: old.terms.clone(), judged })
}

/// The day on which it comes is today or has passed; a closure or more time that was given takes that back of no record.
fn has_come(due: Option<&Due>, today: NaiveDate) -> bool {
    due.is_some_and(|due| due.comes_on() <= today)
}

/// A rule that is changed today is for what comes: a record that came due by another rule is looked at by that one, and in the row
/// in which it came, so that only the calendar can still move its day. So is one that was handed in before its day: it stays under
/// the version of the rules that it names.
fn by_its_own_rule(regime: &Regime, old: &Obligation, new: Terms, today: NaiveDate) -> Result<Terms, DueDayError> {
    let stays = |kept: &&Due| has_come(Some(kept), today) || old.handed_in.is_some();
    let Some(kept) = old.terms.due.as_ref().filter(stays) else { return Ok(new) };
    let is_same = |due: &Due| due.rule == kept.rule && old.terms.department == new.department;
    if new.due.as_ref().is_some_and(is_same) {
        return Ok(new);
    }
    let Some(span) = old.terms.period.span(&regime.calendar, &regime.themes) else { return Ok(new) };
    let by_own_rule = |terms: &Terms| due_of(regime.calendar_of(terms.unit()), kept.rule, span);
    let new = if has_come(by_own_rule(&new)?.as_ref(), today) { in_its_own_row(regime, old, new) } else { new };
    let due = by_own_rule(&new)?.or_else(|| Some(kept.clone()));
    let week = dashboard_week(&regime.calendar, old.terms.period, due.as_ref().map(|due| due.day));
    Ok(Terms { week, due, ..new })
}

/// A department that is gone has no row any more.
fn in_its_own_row(regime: &Regime, old: &Obligation, new: Terms) -> Terms {
    let is_gone = |id: DepartmentId| regime.organisation.department(id).is_none();
    if old.terms.department.is_some_and(is_gone) { new } else { Terms { department: old.terms.department, ..new } }
}

/// What came due while it was closed was not owed then, and owing it again must not make it overdue. A closure of that day does
/// not make it owed: the day before any closure is asked as well.
fn stays_closed(old: &Obligation, new: &Terms, today: NaiveDate) -> bool {
    let Some(closing) = &old.closing else { return false };
    let Some(due) = settle(old, new.due.as_ref(), today) else { return false };
    let while_closed = |day: NaiveDate| day_of(closing.at) <= day && day <= today;
    old.handed_in.is_none() && (while_closed(due.planned_day()) || while_closed(due.day))
}

fn update(regime: &Regime, old: &Obligation, new: Terms, today: NaiveDate) -> Option<Change> {
    let mut to = Terms { due: settle(old, new.due.as_ref(), today).cloned(), ..new.clone() };
    if to.due != new.due {
        // The week of the dashboard goes with the due day that stays.
        to.week = old.terms.week;
    }
    let has_come = has_come(to.due.as_ref(), today);
    if has_come {
        to.practice = old.terms.practice;
        to = in_its_own_row(regime, old, to);
    }
    to.turn = turn(regime, old, &to, today);
    if has_come || old.handed_in.is_some() {
        to.rules = old.terms.rules;
    }
    let before = old.handed_in.as_ref().map(|handed_in| handed_in.judged);
    let judged = judged_now(regime, old, &to);
    let differs = old.closing.is_some() || old.terms != to || judged != before;
    differs.then_some(Change::Update { id: old.id, to, judged })
}

/// What has come due keeps its turn, but what is due today and passes today to whoever covers. What was handed in passes to nobody,
/// whoever covers now: it stays with whoever wrote it in their turn.
fn turn(regime: &Regime, old: &Obligation, to: &Terms, today: NaiveDate) -> Option<PersonId> {
    let due = to.due.as_ref().map(Due::comes_on);
    let taken_over = |day| old.terms.turn.zip(to.turn).is_some_and(|(old, new)| regime.organisation.takes_over(old, new, day));
    let is_covered = || {
        let cover = old.terms.turn.zip(due).and_then(|(turn, due)| regime.organisation.cover_of(turn, due));
        cover.is_some() && cover == to.turn
    };
    let wrote_it = |done: &HandedIn| old.terms.turn.is_some_and(|turn| done.is_by(turn));
    let stays = match (&old.handed_in, due) {
        (Some(done), _) if wrote_it(done) => true,
        (Some(_), Some(due)) => due <= today || is_covered(),
        (None, Some(due)) => due < today || (due == today && !taken_over(due)),
        (_, None) => false,
    };
    if stays { old.terms.turn } else { to.turn }
}

/// The judgement of what was handed in, as it stands or kinder.
fn judged_now(regime: &Regime, old: &Obligation, to: &Terms) -> Option<Judged> {
    let handed_in = old.handed_in.as_ref()?;
    let before = handed_in.judged;
    // A record that got its due day only after it was handed in came before that day.
    let by = before.by.max(to.due_day());
    if to.practice || old.exemption.is_some() {
        return Some(Judged { by, ..before });
    }
    let verdict = before.verdict.kinder(judge(regime.calendar_of(to.unit()), &regime.hours(to.rules), by, handed_in.first_at));
    Some(Judged { by, verdict })
}

/// The due day to keep, given the stored record and the day that the changed rules give.
fn settle<'a>(old: &'a Obligation, new: Option<&'a Due>, today: NaiveDate) -> Option<&'a Due> {
    match (old.terms.due.as_ref(), new) {
        // Whoever was told that the school is shut today has no other day than the one that this gave them.
        (Some(kept), Some(new)) if new.day < kept.day && new.planned_day() <= today => Some(kept),
        (Some(kept), None) if has_come(Some(kept), today) || old.handed_in.is_some() => Some(kept),
        // A rule set today does not make last month's records overdue.
        (None, Some(new)) if has_come(Some(new), today) => None,
        (_, new) => new,
    }
}

#[cfg(test)]
mod tests;
