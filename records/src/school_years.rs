//! The school year: its calendar, from which day records are owed, and the week of practice.

mod change;
mod history;

use chrono::NaiveDate;
use domain::{
    calendar::{CalendarParts, SchoolCalendar, SpecialDay, SpecialDayKind, UnnumberedWeek, WorkingDays},
    days::day_of,
    ids::Id,
    permissions::{Allowed, ChangeSchool},
    refusal::Refusal,
    school_years::{SchoolYear, YearId, running},
};
use uuid::Uuid;

#[cfg(test)]
pub(crate) use change::seen_of;
pub use change::{change, change_next};
pub(crate) use history::due_days_changes;
pub use history::history;

use crate::{
    error::{Error, internal},
    events::Event,
    sql::sql,
    values::{count, new_id, one_row, unread},
    work::Work,
};

#[derive(sqlx::FromRow)]
struct YearRow {
    id: Uuid,
    name: String,
    first_week: NaiveDate,
    weeks: i64,
    semester_2_starts_in_week: i64,
    working_days: String,
    counts_from: NaiveDate,
    practice_week: Option<i64>,
}

/// The school year that is shown today; `None` until one was entered.
pub async fn current(work: &mut Work) -> Result<Option<SchoolYear>, Error> {
    let (rows, shown) = ordered(work).await?;
    match shown.and_then(|at| rows.into_iter().nth(at)) {
        Some(row) => load(work, row).await.map(Some),
        None => Ok(None),
    }
}

/// The one after it, where it has been entered.
pub async fn next(work: &mut Work) -> Result<Option<SchoolYear>, Error> {
    let (rows, shown) = ordered(work).await?;
    match shown.and_then(|at| rows.into_iter().nth(at + 1)) {
        Some(row) => load(work, row).await.map(Some),
        None => Ok(None),
    }
}

/// The year of this id.
///
/// # Errors
/// `NotFound` for a year of another school.
pub(crate) async fn one(work: &mut Work, id: YearId) -> Result<SchoolYear, Error> {
    let (rows, _) = ordered(work).await?;
    let row = rows.into_iter().find(|row| row.id == id.uuid()).ok_or(Error::NotFound)?;
    load(work, row).await
}

/// The years whose successor has taken over, with their names; the one that ended last first.
pub async fn ended(work: &mut Work) -> Result<Vec<(YearId, String)>, Error> {
    let (rows, shown) = ordered(work).await?;
    let ended = rows.into_iter().take(shown.unwrap_or_default()).rev();
    Ok(ended.map(|row| (YearId::new(row.id), row.name)).collect())
}

/// Every year, the oldest first, and which of them is shown today.
async fn ordered(work: &mut Work) -> Result<(Vec<YearRow>, Option<usize>), Error> {
    let select = sql("SELECT id, name, first_week, weeks, semester_2_starts_in_week, working_days, counts_from, practice_week \
         FROM school_years WHERE school_id = $1 ORDER BY first_week, id");
    let rows: Vec<YearRow> = work.all(select.bind(work.school)).await?;
    let first_weeks: Vec<NaiveDate> = rows.iter().map(|row| row.first_week).collect();
    let shown = running(&first_weeks, day_of(work.now));
    Ok((rows, shown))
}

/// The calendar of a year as it is kept.
async fn kept(work: &mut Work, id: YearId) -> Result<CalendarParts, Error> {
    Ok(one(work, id).await?.calendar.parts().clone())
}

async fn load(work: &mut Work, row: YearRow) -> Result<SchoolYear, Error> {
    let id = YearId::new(row.id);
    let select = sql("SELECT monday, reason, staff_off FROM unnumbered_weeks WHERE school_id = $1 AND school_year_id = $2 \
         ORDER BY monday");
    let unnumbered: Vec<(NaiveDate, String, bool)> = work.all(select.bind_all((work.school, id))).await?;
    let select = sql("SELECT from_day, to_day, kind, name FROM special_days WHERE school_id = $1 AND school_year_id = $2 \
         ORDER BY from_day, id");
    let special: Vec<(NaiveDate, NaiveDate, String, String)> = work.all(select.bind_all((work.school, id))).await?;
    let special_days = special
        .into_iter()
        .map(|(from, to, kind, name)| {
            let kind = SpecialDayKind::parse(&kind).map_err(|_| unread("special_days", "kind", &kind))?;
            Ok(SpecialDay { from, to, kind, name })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    let parts = CalendarParts {
        school_year: row.name,
        first_week: row.first_week,
        weeks: count("school_years", "weeks", row.weeks)?,
        semester_2_starts_in_week: count("school_years", "semester_2_starts_in_week", row.semester_2_starts_in_week)?,
        working_days: working_days(&row.working_days)?,
        unnumbered: unnumbered
            .into_iter()
            .map(|(monday, reason, staff_off)| UnnumberedWeek { monday, reason, staff_off })
            .collect(),
        special_days,
    };
    let calendar = SchoolCalendar::new(parts)
        .map_err(|problems| internal("school_years", &format!("a kept calendar is refused: {problems:?}")))?;
    Ok(SchoolYear {
        id,
        calendar,
        counts_from: row.counts_from,
        practice_week: row.practice_week.map(|week| count("school_years", "practice_week", week)).transpose()?,
    })
}

/// Weekday codes, one space between: "mon tue wed thu fri".
fn working_days(text: &str) -> Result<WorkingDays, Error> {
    text.split_whitespace()
        .map(|code| WorkingDays::parse_weekday(code).map_err(|_| unread("school_years", "working_days", text)))
        .try_fold(WorkingDays::NONE, |days, weekday| Ok(days.with(weekday?)))
}

/// Another name for the same year.
///
/// # Errors
/// `Refused` where another year has it.
pub(crate) async fn rename(work: &mut Work, _allowed: &Allowed<ChangeSchool>, id: YearId, name: &str) -> Result<(), Error> {
    let select = sql("SELECT id FROM school_years WHERE school_id = $1 AND name = $2 AND id <> $3");
    let taken: Option<(Uuid,)> = work.optional(select.bind_all((work.school, name, id))).await?;
    if taken.is_some() {
        let reason = format!("đã có năm học {name}");
        return Err(Refusal::Field { field: "Năm học".to_owned(), reason }.into());
    }
    let update = sql("UPDATE school_years SET name = $1 WHERE school_id = $2 AND id = $3");
    let touched = work.run(update.bind_all((name, work.school, id))).await?;
    one_row(touched)?;
    work.note(Event::SchoolYearRenamed { year: id, name });
    Ok(())
}

/// Keeps a calendar that no document is named for.
///
/// # Errors
/// As of `keep_by_document`.
pub(crate) async fn keep(
    work: &mut Work,
    allowed: &Allowed<ChangeSchool>,
    calendar: &SchoolCalendar,
    counts_from: NaiveDate,
    practice_week: Option<u8>,
) -> Result<YearId, Error> {
    keep_by_document(work, allowed, calendar, (counts_from, practice_week), "").await
}

/// Keeps a calendar: as a new school year, or in place of the one of the same name. What is owed is
/// brought up to it by `obligations::bring_up_to_date`. The log names the document by which it is so; it may be empty.
pub(crate) async fn keep_by_document(
    work: &mut Work,
    _allowed: &Allowed<ChangeSchool>,
    calendar: &SchoolCalendar,
    (counts_from, practice_week): (NaiveDate, Option<u8>),
    document: &str,
) -> Result<YearId, Error> {
    let parts = calendar.parts();
    let select = sql("SELECT id FROM school_years WHERE school_id = $1 AND name = $2");
    let known: Option<(Uuid,)> = work.optional(select.bind_all((work.school, parts.school_year.as_str()))).await?;
    let days = parts.working_days.codes().collect::<Vec<_>>().join(" ");
    let (weeks, semester_2) = (i64::from(parts.weeks), i64::from(parts.semester_2_starts_in_week));
    let row = (parts.first_week, weeks, semester_2, days.as_str(), counts_from, practice_week.map(i64::from));
    let mut changes = Vec::new();
    let id = match known {
        Some((id,)) => {
            let id = YearId::new(id);
            changes = parts.changes_from(&kept(work, id).await?);
            for clear in [
                sql("DELETE FROM unnumbered_weeks WHERE school_id = $1 AND school_year_id = $2"),
                sql("DELETE FROM special_days WHERE school_id = $1 AND school_year_id = $2"),
            ] {
                work.run(clear.bind_all((work.school, id))).await?;
            }
            let update = sql("UPDATE school_years SET first_week = $1, weeks = $2, semester_2_starts_in_week = $3, \
                 working_days = $4, counts_from = $5, practice_week = $6 WHERE school_id = $7 AND id = $8");
            work.run(update.bind_all(row).bind_all((work.school, id))).await?;
            id
        }
        None => {
            let id = new_id();
            let insert = sql("INSERT INTO school_years (first_week, weeks, semester_2_starts_in_week, working_days, counts_from, \
                 practice_week, school_id, id, name) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
            work.run(insert.bind_all(row).bind_all((work.school, id, parts.school_year.as_str()))).await?;
            id
        }
    };
    for week in &parts.unnumbered {
        let insert =
            sql("INSERT INTO unnumbered_weeks (school_id, school_year_id, monday, reason, staff_off) VALUES ($1, $2, $3, $4, $5)");
        work.run(insert.bind_all((work.school, id, week.monday, week.reason.as_str(), week.staff_off))).await?;
    }
    for day in &parts.special_days {
        let day_id: Id<SpecialDay> = new_id();
        let insert = sql(
            "INSERT INTO special_days (school_id, id, school_year_id, from_day, to_day, kind, name) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        );
        work.run(insert.bind_all((work.school, day_id, id, day.from, day.to, day.kind.code(), day.name.as_str()))).await?;
    }
    work.note(Event::CalendarKept { year: id, calendar, changes: &changes, document });
    Ok(id)
}

#[cfg(test)]
#[path = "school_years_tests.rs"]
mod tests;
