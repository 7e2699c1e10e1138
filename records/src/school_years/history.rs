//! What the log says about the calendar of a year: who changed what of it, when, and by which document.

use domain::{
    people::PersonId,
    record_types::KeptRules,
    school_years::{CalendarChange, ChangedDueDays, DueDaysChange, YearId},
};
use serde_json::Value;

use crate::{
    error::Error,
    events::{self, Entry, EventKind},
    record_types,
    values::unread,
    work::Work,
};

/// Every time that the calendar of `year` was saved or the year was renamed, the oldest first. It is read from the log, so that it
/// tells what happened before this could be looked at, and nobody can change it.
pub async fn history(work: &mut Work, year: YearId) -> Result<Vec<CalendarChange>, Error> {
    let kinds = [EventKind::CalendarKept, EventKind::SchoolYearRenamed];
    let entries = events::about(work, year.uuid(), kinds).await?;
    entries.into_iter().map(|entry| change(&entry)).collect()
}

/// Every change of the calendar of `year` and of the rules since the school is open: what was tried before that moved nobody's day.
pub(crate) async fn due_days_changes(work: &mut Work, year: YearId) -> Result<Vec<DueDaysChange>, Error> {
    let opened = events::about(work, work.school.uuid(), [EventKind::SetupOpened, EventKind::SetupFinished]).await?;
    let opened = opened.last().map(|entry| entry.at);
    let calendar = history(work, year).await?;
    let rules = record_types::versions(work).await?;
    let changes = calendar.iter().filter_map(DueDaysChange::of_calendar).chain(rules.into_iter().filter_map(of_rules));
    Ok(changes.filter(|one| opened.is_none_or(|opened| opened <= one.at)).collect())
}

/// A later version of the rules: the first one is no change.
fn of_rules(kept: KeptRules) -> Option<DueDaysChange> {
    let KeptRules { version, decision, by, at } = kept;
    let what = ChangedDueDays::Rules { version: version.id, number: version.number };
    let at = at.filter(|_| version.number > 1)?;
    Some(DueDaysChange { at, by, document: decision, from: version.effective_from, what })
}

fn change(entry: &Entry) -> Result<CalendarChange, Error> {
    let detail: Value = serde_json::from_str(&entry.detail).map_err(|_| unread("events", "detail", &entry.detail))?;
    let text = |field: &str| detail.get(field).and_then(Value::as_str).map(str::to_owned);
    let lines = detail.get("changes").and_then(Value::as_array);
    let lines = lines.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    let is_renamed = entry.kind == EventKind::SchoolYearRenamed.code();
    Ok(CalendarChange {
        at: entry.at,
        by: entry.actor.map(PersonId::new),
        document: text("document").unwrap_or_default(),
        lines,
        renamed: if is_renamed { text("name") } else { None },
    })
}

#[cfg(test)]
mod tests;
