#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use chrono::NaiveDateTime;

use super::*;
use crate::calendar::{CalendarParts, Semester, SpecialDay, SpecialDayKind, UnnumberedWeek, WorkingDays};
use crate::days::Month;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A school whose year begins on Monday 07/09/2026, with special days written "kind from..to name".
struct School(CalendarParts);

fn school() -> School {
    School(CalendarParts::starting("2026-2027", day("2026-09-07")))
}

impl School {
    fn works(mut self, weekdays: &str) -> School {
        self.0.working_days = weekdays.split(' ').map(|code| WorkingDays::parse_weekday(code).unwrap()).collect();
        self
    }

    fn with(mut self, line: &str) -> School {
        let mut words = line.splitn(3, ' ');
        let kind = SpecialDayKind::parse(words.next().unwrap()).unwrap();
        let days = words.next().unwrap();
        let (from, to) = days.split_once("..").unwrap_or((days, days));
        let name = words.next().unwrap().to_owned();
        self.0.special_days.push(SpecialDay { from: day(from), to: day(to), kind, name });
        self
    }

    fn unnumbered(mut self, monday: &str, reason: &str, staff_off: bool) -> School {
        self.0.unnumbered.push(UnnumberedWeek { monday: day(monday), reason: reason.to_owned(), staff_off });
        self
    }

    fn calendar(&self) -> SchoolCalendar {
        SchoolCalendar::new(self.0.clone()).unwrap()
    }

    /// "nominal due because"; the two days only, where nothing moved.
    fn says(&self, rule: DueRule, period: impl Fn(&SchoolCalendar) -> Span, wanted: &str) -> &School {
        let calendar = self.calendar();
        let due = due(&calendar, rule, period(&calendar)).unwrap().unwrap();
        assert_eq!(due.moved.is_none(), due.day == due.nominal);
        let because = due.moved.map_or(String::new(), |moved| moved.because);
        assert_eq!(format!("{} {} {because}", due.nominal, due.day).trim_end(), wanted);
        self
    }

    fn plan_of_week(&self, week: u8, wanted: &str) -> &School {
        self.says(DueRule::FRIDAY_BEFORE, |calendar| calendar.week(week).unwrap().span(), wanted)
    }

    fn khgd(&self, week: u8, wanted: &str) -> &School {
        self.says(DueRule::LastWorkingDayOfWeek(Some(week)), SchoolCalendar::year, wanted)
    }
}

#[test]
fn plans_are_due_on_the_friday_before() {
    school().plan_of_week(1, "2026-09-04 2026-09-04").plan_of_week(13, "2026-11-27 2026-11-27");
    // A school that works on Saturdays still hands in on Friday; one that does not work on Fridays, before.
    school().works("mon tue wed thu fri sat").plan_of_week(13, "2026-11-27 2026-11-27");
    school().works("mon tue wed thu").plan_of_week(13, "2026-11-27 2026-11-26");
    school().works("sun").plan_of_week(13, "2026-11-27 2026-11-22");
    // Across a week without number the Friday is still that of the calendar week before.
    let tet = school().unnumbered("2027-02-08", "Tết", false);
    tet.plan_of_week(23, "2027-02-12 2027-02-12");
}

#[test]
fn every_day_of_a_week_can_be_the_day_of_a_rule() {
    let of = |code: &str, wanted: &str| {
        let rule: DueRule = code.parse().unwrap();
        assert_eq!(rule.to_string(), code, "it is stored as it was read");
        school().says(rule, |calendar| calendar.week(13).unwrap().span(), wanted);
    };
    of("monday_before", "2026-11-23 2026-11-23");
    of("thursday_before", "2026-11-26 2026-11-26");
    of("friday_before", "2026-11-27 2026-11-27");
    of("thursday", "2026-12-03 2026-12-03");
    // Not a day of this school: the working day before.
    of("saturday", "2026-12-05 2026-12-04");
    school().works("mon tue wed thu fri sat").says(
        DueRule::InWeek(Weekday::Sat),
        |calendar| calendar.week(13).unwrap().span(),
        "2026-12-05 2026-12-05",
    );
    for none in ["thursday_before:2", "thursday:1", "thu", ""] {
        assert!(none.parse::<DueRule>().is_err(), "{none}");
    }
    assert_eq!(DueRule::InWeekBefore(Weekday::Thu).shown(), "thứ Năm của tuần trước");
    assert_eq!(DueRule::InWeek(Weekday::Thu).shown(), "thứ Năm của tuần");
}

#[test]
fn planned_days_off_pull_back() {
    school().with("holiday 2027-01-01 Tết Dương lịch").plan_of_week(18, "2027-01-01 2026-12-31 Tết Dương lịch");
    school().with("swap_off 2026-11-26..2026-11-27 Hoán đổi").plan_of_week(13, "2026-11-27 2026-11-25 Hoán đổi");
    // Back over weekends and weeks in which the staff is off, numbered under the reason of the nominal day.
    school()
        .unnumbered("2027-02-01", "Tết, tuần 1", true)
        .unnumbered("2027-02-08", "Tết, tuần 2", true)
        .with("holiday 2027-01-28..2027-01-31 Nghỉ sớm")
        .plan_of_week(22, "2027-02-12 2027-01-27 Tết, tuần 2");
    // A special day names a day before the unnumbered week does.
    school()
        .unnumbered("2027-02-08", "Tuần Tết", true)
        .with("holiday 2027-02-12 Mùng 7")
        .plan_of_week(23, "2027-02-12 2027-02-05 Mùng 7");
    // The nominal day is merely not worked: nothing to blame, even if a holiday lengthens the way back.
    school().works("mon tue wed thu").with("holiday 2026-11-26 Lễ").plan_of_week(13, "2026-11-27 2026-11-25");
    school().works("mon tue wed thu").with("holiday 2026-11-27 Lễ").plan_of_week(13, "2026-11-27 2026-11-26 Lễ");
}

#[test]
fn a_make_up_day_wins_over_a_day_off() {
    school().with("holiday 2026-11-27 Lễ").with("makeup 2026-11-27 Làm bù").plan_of_week(13, "2026-11-27 2026-11-27");
    school().unnumbered("2027-02-08", "Tết", true).with("makeup 2027-02-10 Trực Tết").plan_of_week(23, "2027-02-12 2027-02-10 Tết");
    // A make-up Saturday before a holiday Friday's week.
    school()
        .with("holiday 2026-11-23..2026-11-27 Nghỉ cả tuần")
        .with("makeup 2026-11-21 Làm bù")
        .plan_of_week(13, "2026-11-27 2026-11-21 Nghỉ cả tuần");
}

#[test]
fn closures_push_forward() {
    school().with("closure 2026-11-27 Bão").plan_of_week(13, "2026-11-27 2026-11-30 Bão");
    // Over weekends, holidays and further closures, under the name of the closure that began it.
    school()
        .with("closure 2026-11-27 Bão")
        .with("closure 2026-11-30 Lụt")
        .with("holiday 2026-12-01 Lễ")
        .with("closure 2026-12-02..2026-12-04 Mất điện")
        .plan_of_week(13, "2026-11-27 2026-12-07 Bão");
    // Onto a make-up Saturday, unless that is closed too.
    school().with("closure 2026-11-27 Bão").with("makeup 2026-11-28 Làm bù").plan_of_week(13, "2026-11-27 2026-11-28 Bão");
    school()
        .with("closure 2026-11-27..2026-11-28 Bão")
        .with("makeup 2026-11-28 Làm bù")
        .plan_of_week(13, "2026-11-27 2026-11-30 Bão");
    // First back from the holiday, then forward from the closure, past the holiday again.
    school().with("holiday 2027-01-01 Tết Dương lịch").with("closure 2026-12-31 Bão").plan_of_week(18, "2027-01-01 2027-01-04 Bão");
    // A closed Friday that is a holiday anyway only matters as a holiday.
    school()
        .with("holiday 2027-01-01 Tết Dương lịch")
        .with("closure 2027-01-01 Bão")
        .plan_of_week(18, "2027-01-01 2026-12-31 Tết Dương lịch");
}

#[test]
fn education_plans_are_due_on_the_last_working_day_of_their_week() {
    school().khgd(1, "2026-09-11 2026-09-11").khgd(18, "2027-01-08 2027-01-08");
    school().works("mon tue wed thu fri sat").khgd(18, "2027-01-09 2027-01-09");
    school().works("mon tue wed thu").khgd(18, "2027-01-07 2027-01-07");
    school().with("makeup 2027-01-10 Làm bù").khgd(18, "2027-01-10 2027-01-10");
    school().with("makeup 2027-01-06 Làm bù").khgd(18, "2027-01-08 2027-01-08");
    school().with("makeup 2027-01-09..2027-01-10 Làm bù").khgd(18, "2027-01-10 2027-01-10");
    school().with("holiday 2027-01-08 Lễ").with("makeup 2027-01-09 Làm bù").khgd(18, "2027-01-09 2027-01-09");
    // A whole week closed is pushed into the next; a whole week off is pulled into the one before.
    school().with("closure 2027-01-04..2027-01-10 Dịch").khgd(18, "2027-01-08 2027-01-11 Dịch");
    school().with("holiday 2027-01-04..2027-01-10 Nghỉ").khgd(18, "2027-01-08 2027-01-01 Nghỉ");
    let short = School(CalendarParts { weeks: 17, ..school().0 }).calendar();
    assert_eq!(khgd_due(&short, 18), None);
    let refused = due(&short, DueRule::LastWorkingDayOfWeek(Some(18)), short.year());
    assert_eq!(refused, Err(DueDayError::NoSuchWeek(18)));
}

#[test]
fn periods_end_on_their_last_working_day() {
    let month = |year, month| move |_: &SchoolCalendar| Month { year, month }.span().unwrap();
    let rule = DueRule::LastWorkingDayOfPeriod;
    school()
        .says(rule, month(2026, 11), "2026-11-30 2026-11-30")
        .says(rule, month(2027, 1), "2027-01-29 2027-01-29")
        .says(rule, |calendar| calendar.semester(Semester::First).unwrap(), "2027-01-01 2027-01-01")
        .says(rule, SchoolCalendar::year, "2027-05-07 2027-05-07");
    school().with("makeup 2027-01-30 Bù").says(rule, month(2027, 1), "2027-01-30 2027-01-30");
    school().with("holiday 2027-04-30 Lễ").says(rule, month(2027, 4), "2027-04-30 2027-04-29 Lễ");
    school().with("closure 2026-11-30 Bão").says(rule, month(2026, 11), "2026-11-30 2026-12-01 Bão");
    // A period without any weekday worked is due before its last day.
    let weekend = |_: &SchoolCalendar| Span::new(day("2026-11-28"), day("2026-11-29"));
    school().says(rule, weekend, "2026-11-29 2026-11-27");

    let own_week = DueRule::LastWorkingDayOfWeek(None);
    school().says(own_week, |calendar| calendar.week(13).unwrap().span(), "2026-12-04 2026-12-04");
}

#[test]
fn days_after_the_period_are_working_days() {
    let november = |_: &SchoolCalendar| Month { year: 2026, month: 11 }.span().unwrap();
    let after = DueRule::WorkingDaysAfterPeriod;
    school().says(after(0), november, "2026-11-30 2026-11-30").says(after(1), november, "2026-12-01 2026-12-01").says(
        after(5),
        november,
        "2026-12-07 2026-12-07",
    );
    school().with("holiday 2026-12-02..2026-12-03 Lễ").says(after(5), november, "2026-12-09 2026-12-09");
    school().with("makeup 2026-12-05 Bù").says(after(5), november, "2026-12-05 2026-12-05");
    // A closure on the way shortens nobody's count; on the day itself it pushes.
    school().with("closure 2026-12-02 Bão").says(after(5), november, "2026-12-07 2026-12-07");
    school().with("closure 2026-12-07 Bão").says(after(5), november, "2026-12-07 2026-12-08 Bão");
    let january = |_: &SchoolCalendar| Month { year: 2027, month: 1 }.span().unwrap();
    school().says(after(0), january, "2027-01-31 2027-01-29");
}

#[test]
fn without_a_rule_there_is_no_due_day() {
    let calendar = school().calendar();
    assert_eq!(due(&calendar, DueRule::NotSet, calendar.year()), Ok(None));
}

#[test]
fn a_school_that_is_off_all_year_is_due_before_the_year() {
    school()
        .with("holiday 2026-07-09..2027-07-08 Nghỉ")
        .plan_of_week(35, "2027-04-30 2026-07-08 Nghỉ")
        .khgd(1, "2026-09-11 2026-07-08 Nghỉ");
    school().with("closure 2026-07-09..2027-07-08 Dịch").plan_of_week(1, "2026-09-04 2027-07-09 Dịch");
}

#[test]
fn codes_of_rules() {
    let check = |rule: DueRule, code: &str| {
        assert_eq!(rule.to_string(), code);
        assert_eq!(code.parse(), Ok(rule));
    };
    check(DueRule::FRIDAY_BEFORE, "friday_before");
    check(DueRule::LastWorkingDayOfWeek(None), "last_working_day_of_week");
    check(DueRule::LastWorkingDayOfWeek(Some(18)), "last_working_day_of_week:18");
    check(DueRule::LastWorkingDayOfPeriod, "last_working_day_of_period");
    check(DueRule::WorkingDaysAfterPeriod(5), "working_days_after_period:5");
    check(DueRule::NotSet, "not_set");
    let unknown = ["", "freitag", "friday_before:1", "last_working_day_of_week:0", "last_working_day_of_week:256"];
    for code in unknown.into_iter().chain(["working_days_after_period", "working_days_after_period:-1", "not_set:"]) {
        assert_eq!(code.parse::<DueRule>(), Err(UnknownRuleError(code.to_owned())));
    }
}

fn instant(on_the_schools_clock: &str) -> Timestamp {
    let shown: NaiveDateTime = on_the_schools_clock.parse().unwrap();
    at(shown.date(), shown.time())
}

#[test]
fn the_last_second_of_the_due_day_is_on_time() {
    let hours = Hours::default();
    assert_eq!((hours.shown.to_string(), hours.counted_until.to_string()), ("17:00:00".into(), "23:59:59".into()));
    let check = |received: &str, on_time: bool| {
        assert_eq!(hours.on_time(day("2026-11-27"), instant(received)), on_time, "{received}");
    };
    check("2026-11-27T17:00:01", true);
    check("2026-11-27T23:59:59", true);
    check("2026-11-27T23:59:59.9", true);
    check("2026-11-28T00:00:00", false);
}

#[test]
fn lateness_is_told_in_working_days_then_hours_then_minutes() {
    let calendar = school().with("closure 2026-12-01 Bão").with("holiday 2026-12-02 Lễ").calendar();
    let check = |received: &str, wanted: Option<Lateness>| {
        let said = lateness(&calendar, day("2026-11-27"), &Hours::default(), instant(received));
        assert_eq!(said, wanted, "{received}");
    };
    check("2026-11-27T23:59:59", None);
    check("2026-11-28T00:00:00", Some(Lateness::Minutes(1)));
    check("2026-11-28T00:40:30", Some(Lateness::Minutes(40)));
    check("2026-11-28T00:59:59", Some(Lateness::Hours(1)));
    check("2026-11-28T05:10:00", Some(Lateness::Hours(5)));
    check("2026-11-29T20:14:00", Some(Lateness::Hours(44)));
    check("2026-11-30T00:00:00", Some(Lateness::WorkingDays(1)));
    check("2026-12-02T12:00:00", Some(Lateness::WorkingDays(1)));
    check("2026-12-03T12:00:00", Some(Lateness::WorkingDays(2)));
    // A stricter hour counts the evening of the due day itself.
    let strict = Hours { counted_until: "17:00:00".parse().unwrap(), ..Hours::default() };
    let evening = lateness(&calendar, day("2026-11-27"), &strict, instant("2026-11-27T19:30:00"));
    assert_eq!(evening, Some(Lateness::Hours(2)));
}

#[test]
fn days_of_the_summer_are_no_working_days_and_make_nothing_later() {
    // Its 35 weeks end on Friday 07/05/2027.
    let calendar = school().calendar();
    assert_eq!(calendar.last_day(), day("2027-05-07"));
    let check = |due: &str, received: &str, wanted: Option<Lateness>| {
        let said = lateness(&calendar, day(due), &Hours::default(), instant(received));
        assert_eq!(said, wanted, "due {due}, at {received}");
    };
    check("2027-05-04", "2027-05-07T12:00:00", Some(Lateness::WorkingDays(3)));
    check("2027-05-04", "2027-05-10T08:00:00", Some(Lateness::WorkingDays(3)));
    check("2027-05-04", "2028-01-03T08:00:00", Some(Lateness::WorkingDays(3)));
    // Due on the last day it is late all the same, by the two days to the end of its week.
    check("2027-05-07", "2027-05-07T20:00:00", None);
    check("2027-05-07", "2027-05-08T05:00:00", Some(Lateness::Hours(5)));
    check("2027-05-07", "2027-06-01T08:00:00", Some(Lateness::Hours(48)));
    // What is due in the summer, of a month that ends in it, is late by a day at most.
    check("2027-05-31", "2027-05-31T20:00:00", None);
    check("2027-05-31", "2027-06-01T08:00:00", Some(Lateness::WorkingDays(1)));
    check("2027-05-31", "2027-08-02T08:00:00", Some(Lateness::WorkingDays(1)));
}

#[test]
fn names_are_quoted_as_rfc_4180_has_it() {
    let check = |name: &str, wanted: &str| {
        let csv = deadlines_csv(&school().with(&format!("holiday 2026-11-27 {name}")).calendar());
        let wanted = format!("\ngiao-an,13,2026-11-27,2026-11-26,{wanted}\ngiao-an,14,");
        assert!(csv.contains(&wanted), "{csv}");
    };
    check("Giỗ Tổ", "Giỗ Tổ");
    check("30/4, 1/5", "\"30/4, 1/5\"");
    check("Ngày \"Văn hóa\"", "\"Ngày \"\"Văn hóa\"\"\"");
    check("hai\ndòng", "\"hai\ndòng\"");
    check(" cách ", " cách ");
    check("=1+1", "'=1+1");
    check("-Nghỉ, bù", "\"'-Nghỉ, bù\"");
}

#[test]
fn a_short_year_has_no_second_education_plan() {
    let csv = deadlines_csv(&School(CalendarParts { weeks: 2, ..school().0 }).calendar());
    let wanted = "record,week,nominal,due,moved_because\n\
                  khgd-hk1,1,2026-09-11,2026-09-11,\n\
                  giao-an,1,2026-09-04,2026-09-04,\ngiao-an,2,2026-09-11,2026-09-11,\n\
                  ke-hoach-tuan,1,2026-09-04,2026-09-04,\nke-hoach-tuan,2,2026-09-11,2026-09-11,\n";
    assert_eq!(csv, wanted);
}
