//! The demo's calendar: the year of 2026–2027 as a school would enter it, any other year by the same rules.

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};
use domain::{
    calendar::{CalendarParts, SchoolCalendar, SpecialDay, SpecialDayKind, UnnumberedWeek},
    calendar_file,
    days::{Span, monday_of},
};

use crate::error::{Error, internal};

/// What the year of 2026–2027 looks like in a file: the one with which due days are tested.
const YEAR_2026: &str = include_str!("../../../domain/tests/fixtures/calendars/2026-2027.toml");

type MonthDay = (u32, u32);

/// Mùng một Tết, its name, and giỗ Tổ (10/3 âm lịch), computed at 105° east: not the Chinese dates (2030 differs).
const LUNAR: [(i32, MonthDay, &str, MonthDay); 11] = [
    (2025, (1, 29), "Ất Tỵ", (4, 7)),
    (2026, (2, 17), "Bính Ngọ", (4, 26)),
    (2027, (2, 6), "Đinh Mùi", (4, 16)),
    (2028, (1, 26), "Mậu Thân", (4, 4)),
    (2029, (2, 13), "Kỷ Dậu", (4, 23)),
    (2030, (2, 2), "Canh Tuất", (4, 12)),
    (2031, (1, 23), "Tân Hợi", (4, 1)),
    (2032, (2, 11), "Nhâm Tý", (4, 19)),
    (2033, (1, 31), "Quý Sửu", (4, 9)),
    (2034, (2, 19), "Giáp Dần", (4, 28)),
    (2035, (2, 8), "Ất Mão", (4, 17)),
];

/// "Chủ đề" of the year: name, first and last week.
pub(super) const THEMES: [(&str, u8, u8); 9] = [
    ("Trường mầm non", 1, 4),
    ("Bản thân", 5, 8),
    ("Gia đình", 9, 11),
    ("Thế giới thực vật", 12, 15),
    ("Nghề nghiệp", 16, 18),
    ("Tết và mùa xuân", 19, 22),
    ("Thế giới động vật", 23, 26),
    ("Giao thông", 27, 30),
    ("Quê hương, đất nước, Bác Hồ", 31, 35),
];

/// The calendar year in which the school year of `day` begins: a new one begins in August.
pub(super) fn starts_in(day: NaiveDate) -> i32 {
    if day.month() >= 8 { day.year() } else { day.year() - 1 }
}

/// From which day records are owed: 1 September.
pub(super) fn counts_from(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, 9, 1)
}

/// The calendar of the school year that begins in `year`.
pub(super) fn calendar(year: i32) -> Result<SchoolCalendar, Error> {
    if year == 2026 {
        return calendar_file::parse(YEAR_2026).map_err(|faults| impossible(&format!("{faults:?}")));
    }
    by_rule(year)
}

/// The calendar that most provinces decide on: week 1 from the first Monday after the opening day, one week of Tết.
pub(super) fn by_rule(year: i32) -> Result<SchoolCalendar, Error> {
    let parts = parts(year).ok_or_else(|| impossible("no such year"))?;
    SchoolCalendar::new(parts).map_err(|problems| impossible(&format!("{problems:?}")))
}

fn impossible(what: &str) -> Error {
    internal("the demo's calendar", what)
}

fn parts(year: i32) -> Option<CalendarParts> {
    let fifth = NaiveDate::from_ymd_opt(year, 9, 5)?;
    let first_week = (0..7).map(|days| fifth + Days::new(days)).find(|day| day.weekday() == Weekday::Mon)?;
    let mut parts = CalendarParts::starting(&format!("{year}-{}", year + 1), first_week);
    parts.semester_2_starts_in_week = 19;
    let day = |year, (month, day)| NaiveDate::from_ymd_opt(year, month, day);
    let holiday = |from, to, name: &str| SpecialDay { from, to, kind: SpecialDayKind::Holiday, name: name.to_owned() };
    parts.special_days.push(holiday(day(year, (9, 1))?, day(year, (9, 2))?, "Quốc khánh"));
    let new_year = day(year + 1, (1, 1))?;
    parts.special_days.push(holiday(new_year, new_year, "Tết Dương lịch"));
    let ends = Span::new(day(year + 1, (4, 30))?, day(year + 1, (5, 1))?);
    parts.special_days.push(holiday(ends.from, ends.to, "30/4 và 1/5"));
    if let Some((_, tet, name, kings)) = LUNAR.into_iter().find(|(lunar, ..)| *lunar == year + 1) {
        let (tet, name, kings) = (day(year + 1, tet)?, format!("Tết {name}"), day(year + 1, kings)?);
        // Two days before and four after, as in most years' decisions.
        let off = Span::new(tet - TimeDelta::days(2), tet + TimeDelta::days(4));
        parts.special_days.push(holiday(off.from, off.to, &name));
        parts.special_days.push(holiday(kings, kings, "Giỗ Tổ Hùng Vương"));
        parts.unnumbered.push(UnnumberedWeek { monday: fullest_week(off), reason: name, staff_off: true });
    }
    Some(parts)
}

/// The Monday of the week that loses most working days: that one carries no number.
fn fullest_week(off: Span) -> NaiveDate {
    let taught = |day: &NaiveDate| day.weekday().num_days_from_monday() < 5;
    let lost = |monday: NaiveDate| off.days().filter(taught).filter(|day| monday_of(*day) == monday).count();
    let (first, last) = (monday_of(off.from), monday_of(off.to));
    if lost(last) >= lost(first) { last } else { first }
}
