//! The year at a glance, beside the form: its weeks by month, and which due days its holidays move.

use super::warnings::{CalendarWarning, warnings};
use crate::{
    calendar::{CalendarWeekKind, SchoolCalendar, Semester},
    days::{Month, Span},
    deadlines::{DueRule, KHGD_HK1_WEEK, KHGD_HK2_WEEK, due, khgd_due},
    vietnamese::{day_month, weekday_and_date},
};

/// One cell of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WeekCell {
    Numbered {
        number: u8,
        second_semester: bool,
    },
    /// A week without number, in one or two words.
    Gap(String),
}

/// The weeks whose Mondays lie in one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthRow {
    /// "Tháng 9".
    pub label: String,
    pub weeks: Vec<WeekCell>,
}

/// What a calendar comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearPreview {
    pub weeks: u8,
    /// From the Monday of week 1 to the last day of the working week of the last one.
    pub span: Span,
    pub months: Vec<MonthRow>,
    /// How many due days of Điều 9 are moved by a day off or a closure.
    pub moved: usize,
    /// The due days that moved, in sentences.
    pub moved_words: Vec<String>,
    pub warnings: Vec<CalendarWarning>,
}

impl YearPreview {
    pub fn of(calendar: &SchoolCalendar) -> Self {
        let (moved, moved_words) = moved(calendar);
        Self {
            weeks: calendar.parts().weeks,
            span: Span::new(calendar.first_day(), calendar.last_day()),
            months: months(calendar),
            moved,
            moved_words,
            warnings: warnings(calendar),
        }
    }
}

fn months(calendar: &SchoolCalendar) -> Vec<MonthRow> {
    let mut rows: Vec<(Month, MonthRow)> = Vec::new();
    for week in calendar.calendar_weeks() {
        let month = Month::of(week.monday);
        let cell = match week.kind {
            CalendarWeekKind::Numbered(week) => {
                WeekCell::Numbered { number: week.number, second_semester: calendar.semester_of(week.number) == Semester::Second }
            }
            CalendarWeekKind::Unnumbered(gap) => WeekCell::Gap(short(&gap.reason)),
        };
        match rows.last_mut().filter(|(last, _)| *last == month) {
            Some((_, row)) => row.weeks.push(cell),
            None => rows.push((month, MonthRow { label: format!("Tháng {}", month.month), weeks: vec![cell] })),
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

/// As narrow as a number: "Tết" for "Tết Đinh Mùi".
fn short(reason: &str) -> String {
    match reason.split_whitespace().next() {
        Some("Tết") => "Tết".to_owned(),
        Some("Tuần") if reason.contains("Tết") => "Tết".to_owned(),
        _ => "Nghỉ".to_owned(),
    }
}

fn moved(calendar: &SchoolCalendar) -> (usize, Vec<String>) {
    let mut words = Vec::new();
    let lessons: Vec<String> = calendar
        .teaching_weeks()
        .iter()
        .filter_map(|week| {
            let due = due(calendar, DueRule::FRIDAY_BEFORE, week.span()).ok().flatten()?;
            due.moved.is_some().then(|| format!("tuần {} ({})", week.number, day_month(due.day)))
        })
        .collect();
    if !lessons.is_empty() {
        words.push(format!("{} hạn giáo án và kế hoạch tuần dời vì ngày nghỉ: {}.", lessons.len(), lessons.join(", ")));
    }
    let mut count = lessons.len();
    for (semester, week) in [("I", KHGD_HK1_WEEK), ("II", KHGD_HK2_WEEK)] {
        if let Some(due) = khgd_due(calendar, week).filter(|due| due.moved.is_some()) {
            count += 1;
            words.push(format!("KHGD học kỳ {semester} dời sang {}.", weekday_and_date(due.day)));
        }
    }
    (count, words)
}
