//! "Năm học": the calendar of the year week by week, with what is due on each day.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

use crate::{
    calendar::{CalendarWeekKind, Semester},
    days::{Span, Timestamp, day_of},
    deadlines::due,
    facts::Facts,
    obligations::Period,
    record_types::{RecordType, RecordTypeId, Recurrence},
    regime::Regime,
    school_years::{CalendarWarning, warnings},
};

/// One day of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearDay {
    pub day: NaiveDate,
    /// Something is due on it.
    pub due: bool,
    pub kind: DayKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayKind {
    Taught,
    /// A planned day off, with its name.
    Off(String),
    /// Closed at short notice.
    Closed(String),
    Makeup(String),
    /// No working day of this school.
    NotWorked,
}

/// What is due on one day: the records, and why the day is not the nominal one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueLine {
    pub day: NaiveDate,
    /// "giáo án, kế hoạch tuần 13".
    pub records: String,
    /// "Hạn sớm hơn 1 ngày vì thứ Sáu nghỉ Tết Dương lịch."
    pub moved: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearRow {
    /// `None`: a week without number.
    pub number: Option<u8>,
    /// "Tuần 12", "Tết Đinh Mùi", "Trước năm học".
    pub label: String,
    pub span: Span,
    pub days: Vec<YearDay>,
    pub due: Vec<DueLine>,
    /// Names of what is special in the week, with their days.
    pub special: Vec<(Span, String)>,
    pub now: bool,
    pub practice: bool,
    pub semester: Option<Semester>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearPage {
    /// "2026-2027".
    pub name: String,
    pub weeks: u8,
    pub span: Span,
    pub today: NaiveDate,
    pub rows: Vec<YearRow>,
    pub semesters: Vec<(Semester, Span)>,
    pub warnings: Vec<CalendarWarning>,
}

/// The page at `now`. What the school itself owes is told too; what one section owes is not.
pub fn school_year(facts: &Facts, now: Timestamp) -> YearPage {
    let calendar = facts.calendar();
    let today = day_of(now);
    let due = due_days(facts);
    let first = calendar.first_day();
    let rows = calendar
        .calendar_weeks()
        .into_iter()
        .map(|week| {
            let span = Span::week_of(week.monday);
            let (number, label) = match &week.kind {
                CalendarWeekKind::Numbered(week) => (Some(week.number), format!("Tuần {}", week.number)),
                CalendarWeekKind::Unnumbered(gap) => (None, gap.reason.clone()),
            };
            YearRow {
                number,
                label,
                days: span.days().map(|day| year_day(facts, day, due.contains_key(&day))).collect(),
                // The first plans are due before the first week, and stand in it.
                due: due
                    .range(if span.contains(first) { NaiveDate::MIN } else { span.from }..=span.to)
                    .flat_map(|(_, lines)| lines.clone())
                    .collect(),
                special: week
                    .special_days
                    .iter()
                    .map(|day| (Span::new(day.from.max(span.from), day.to.min(span.to)), day.name.clone()))
                    .collect(),
                now: span.contains(today),
                practice: number.is_some() && number == facts.regime.practice_week,
                semester: number.map(|number| calendar.semester_of(number)),
                span,
            }
        })
        .collect();
    YearPage {
        name: calendar.school_year().to_owned(),
        weeks: calendar.parts().weeks,
        span: Span::new(calendar.first_day(), calendar.last_day()),
        today,
        rows,
        semesters: Semester::BOTH.into_iter().filter_map(|one| Some((one, as_written(facts, calendar.semester(one)?)))).collect(),
        warnings: warnings(calendar),
    }
}

/// To the last weekday of its last working week, as people write it.
fn as_written(facts: &Facts, span: Span) -> Span {
    let last = facts.calendar().last_numbered_week_on_or_before(span.to).map_or(span.to, |week| week.last_day);
    Span::new(span.from, last)
}

fn year_day(facts: &Facts, day: NaiveDate, due: bool) -> YearDay {
    let calendar = facts.calendar();
    let kind = if let Some(name) = calendar.closed(day) {
        DayKind::Closed(name.to_owned())
    } else if calendar.is_makeup(day) {
        DayKind::Makeup("làm bù".to_owned())
    } else if let Some(name) = calendar.planned_off(day) {
        DayKind::Off(name.to_owned())
    } else if calendar.is_working_day(day) {
        DayKind::Taught
    } else {
        DayKind::NotWorked
    };
    YearDay { day, due, kind }
}

/// For each day what falls due, weekly types of one week together; of a type that came into use during the year only
/// what somebody owes.
fn due_days(facts: &Facts) -> BTreeMap<NaiveDate, Vec<DueLine>> {
    let regime = &facts.regime;
    let owed: HashSet<(RecordTypeId, Period)> =
        facts.open_obligations().map(|one| (one.terms.record_type, one.terms.period)).collect();
    let mut days: BTreeMap<NaiveDate, Vec<DueLine>> = BTreeMap::new();
    for week in regime.calendar.teaching_weeks() {
        let mut together: BTreeMap<(NaiveDate, Option<String>), Vec<String>> = BTreeMap::new();
        for record_type in regime.types_in_use().filter(|one| one.recurrence == Recurrence::EachWeek) {
            if !owed.contains(&(record_type.id, Period::Week(week.number))) {
                continue;
            }
            if let Ok(Some(due)) = due(&regime.calendar, regime.due_rule(record_type, week.monday), week.span()) {
                together.entry((due.day, crate::why::moved_in_short(&due))).or_default().push(record_type.short.to_lowercase());
            }
        }
        for ((day, moved), records) in together {
            let records = format!("{} tuần {}", records.join(", "), week.number);
            days.entry(day).or_default().push(DueLine { day, records, moved });
        }
    }
    for record_type in regime.types_in_use().filter(|one| one.recurrence != Recurrence::EachWeek) {
        for period in others(record_type, regime).into_iter().filter(|period| owed.contains(&(record_type.id, *period))) {
            let Some(span) = period.span(&regime.calendar, &regime.themes) else { continue };
            if let Ok(Some(due)) = due(&regime.calendar, regime.due_rule(record_type, span.from), span) {
                let records = format!("{} {}", record_type.short.to_lowercase(), period.words(&regime.themes));
                let moved = crate::why::moved_in_short(&due);
                days.entry(due.day).or_default().push(DueLine { day: due.day, records, moved });
            }
        }
    }
    days
}

fn others(record_type: &RecordType, regime: &Regime) -> Vec<Period> {
    match record_type.recurrence {
        Recurrence::EachWeek => Vec::new(),
        Recurrence::EachMonth => regime.calendar.months().into_iter().map(Period::Month).collect(),
        Recurrence::EachTheme => regime.themes.iter().map(|theme| Period::Theme(theme.id)).collect(),
        Recurrence::EachSemester => Semester::BOTH.map(Period::Semester).to_vec(),
        Recurrence::OneSemester(semester) => vec![Period::Semester(semester)],
        Recurrence::OnceAYear => vec![Period::Year],
    }
}
