//! What the log says about the calendar of a year: who changed what of it, when, and by which document.

use domain::{
    people::PersonId,
    school_years::{CalendarChange, YearId},
};
use serde_json::Value;

use crate::{
    error::Error,
    events::{self, Entry, EventKind},
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
