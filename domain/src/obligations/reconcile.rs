//! Bringing the stored list up to a changed calendar, organisation or set of rules, without making any judgement worse.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    Judged, Obligation, ObligationId, Owner, Period, Regime, Terms,
    generate::{dashboard_week, due_of, generate},
    judge,
};
use crate::{
    days::day_of,
    deadlines::{Due, Hours, NoDue},
    people::DepartmentId,
    record_types::RecordTypeId,
};

/// What is stored already.
pub type Existing = Obligation;

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

/// What must change so that `existing` says what `regime` says, on the day `today`.
///
/// The past is never re-judged for the worse (Điều 11, and "nobody is late because the school was
/// shut"): a due day never moves earlier onto today or a day before it, what has come due keeps its rule,
/// its hours, its row of the dashboard and its turn, what was handed in keeps its judgement unless the new
/// one is kinder, and what first comes to be owed after its day is not owed at all. Only the first list
/// of a year, made from the day on which the school says it counts, begins with the past.
///
/// # Errors
/// `NoDue`, as `generate`.
pub fn reconcile(regime: Regime<'_>, existing: &[Existing], today: NaiveDate) -> Result<Vec<Change>, NoDue> {
    let mut stored: HashMap<(RecordTypeId, Period, Owner), &Existing> =
        existing.iter().map(|old| ((old.record_type, old.period, old.owner), old)).collect();
    let mut changes = Vec::new();
    for want in generate(regime)? {
        match stored.remove(&(want.record_type, want.period, want.owner)) {
            None if existing.is_empty() || !has_come(want.due.as_ref(), today) => changes.push(Change::Add(want)),
            None => {}
            Some(old) => {
                let want = by_its_own_rule(regime, old, want, today)?;
                if !stays_closed(old, &want, today) {
                    changes.extend(update(regime, old, want, today));
                }
            }
        }
    }
    let gone = existing.iter().filter(|old| stored.contains_key(&(old.record_type, old.period, old.owner)));
    // A record that was handed in stands as it was judged, even where nobody owes its like any more.
    let unfinished = gone.filter(|old| old.closing.is_none() && old.handed_in.is_none());
    changes.extend(unfinished.map(|old| Change::Close(old.id)));
    Ok(changes)
}

/// The due day is today or has passed.
fn has_come(due: Option<&Due>, today: NaiveDate) -> bool {
    due.is_some_and(|due| due.day <= today)
}

/// A rule that is changed today is for what comes: a record that came due by another rule is looked at by that one, so
/// that only the calendar can still move its day.
fn by_its_own_rule(regime: Regime<'_>, old: &Existing, want: Terms, today: NaiveDate) -> Result<Terms, NoDue> {
    let Some(stored) = old.due.as_ref().filter(|stored| stored.day <= today) else { return Ok(want) };
    if want.due.as_ref().is_some_and(|due| due.rule == stored.rule) {
        return Ok(want);
    }
    let Some(span) = old.period.span(regime.calendar, regime.themes) else { return Ok(want) };
    let due = due_of(regime.calendar, stored.rule, span)?.or_else(|| Some(stored.clone()));
    Ok(Terms { week: dashboard_week(regime.calendar, old.period, due.as_ref()), due, ..want })
}

/// What came due while it was closed was not owed then, and owing it again must not make it overdue.
fn stays_closed(old: &Existing, want: &Terms, today: NaiveDate) -> bool {
    let Some(closing) = &old.closing else { return false };
    let due = settle(old, want.due.as_ref(), today);
    let overdue_before = due.is_some_and(|due| due.day < day_of(closing.at));
    old.handed_in.is_none() && has_come(due, today) && !overdue_before
}

fn update(regime: Regime<'_>, old: &Existing, mut want: Terms, today: NaiveDate) -> Option<Change> {
    let new = want.due.take();
    want.due = settle(old, new.as_ref(), today).cloned();
    if want.due != new {
        // The week of the dashboard goes with the due day that stays.
        want.week = old.week;
    }
    if has_come(want.due.as_ref(), today) {
        want.practice = old.practice;
        want.turn = old.turn;
        // A department that is gone has no row any more.
        let is_gone = |id: DepartmentId| regime.organisation.department(id).is_none();
        if !old.department.is_some_and(is_gone) {
            want.department = old.department;
        }
    }
    if has_come(want.due.as_ref(), today) || old.handed_in.is_some() {
        want.rules = old.rules;
    }
    let before = old.handed_in.as_ref().map(|handed_in| handed_in.judged);
    let judged = judged_now(regime, old, &want);
    (differs(old, &want) || judged != before).then_some(Change::Update { id: old.id, to: want, judged })
}

/// The judgement of what was handed in, as it stands or kinder.
fn judged_now(regime: Regime<'_>, old: &Existing, want: &Terms) -> Option<Judged> {
    let handed_in = old.handed_in.as_ref()?;
    let before = handed_in.judged;
    // A record that got its due day only after it was handed in came before that day.
    let by = before.by.max(want.due.as_ref().map(|due| due.day));
    if want.practice || old.exemption.is_some() {
        return Some(Judged { by, ..before });
    }
    let hours = regime.rules.iter().find(|rules| rules.id == want.rules).map_or_else(Hours::default, |rules| rules.hours);
    let verdict = before.verdict.kinder(judge(regime.calendar, &hours, by, handed_in.first_at));
    Some(Judged { by, verdict })
}

/// The due day to keep, given the stored record and the day that the changed rules give.
fn settle<'a>(old: &'a Existing, new: Option<&'a Due>, today: NaiveDate) -> Option<&'a Due> {
    match (old.due.as_ref(), new) {
        (Some(stored), Some(new)) if new.day < stored.day && new.day <= today => Some(stored),
        (Some(stored), None) if stored.day <= today || old.handed_in.is_some() => Some(stored),
        // A rule set today does not make last month's records overdue.
        (None, Some(new)) if new.day <= today => None,
        (_, new) => new,
    }
}

fn differs(old: &Existing, new: &Terms) -> bool {
    old.closing.is_some()
        || old.due != new.due
        || old.week != new.week
        || old.department != new.department
        || old.turn != new.turn
        || old.practice != new.practice
        || old.rules != new.rules
}

#[cfg(test)]
mod tests;
