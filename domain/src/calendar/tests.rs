#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::school_years::{CalendarWarning, warnings};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn special(kind: SpecialDayKind, from: &str, to: &str, name: &str) -> SpecialDay {
    SpecialDay { from: day(from), to: day(to), kind, name: name.to_owned() }
}

/// 2026-2027 in short: one Tết week, học kỳ II from week 19.
fn parts() -> CalendarParts {
    use SpecialDayKind::*;
    CalendarParts {
        semester_2_starts_in_week: 19,
        unnumbered: vec![UnnumberedWeek { monday: day("2027-02-08"), reason: "Tết Đinh Mùi".to_owned(), staff_off: true }],
        special_days: vec![
            special(Closure, "2026-11-27", "2026-11-28", "Nghỉ bão"),
            special(Holiday, "2027-01-01", "2027-01-01", "Tết Dương lịch"),
            special(Holiday, "2027-02-04", "2027-02-10", "Tết (âm lịch)"),
            special(Makeup, "2027-02-13", "2027-02-13", "Làm bù"),
        ],
        ..CalendarParts::starting("2026-2027", day("2026-09-07"))
    }
}

fn calendar() -> SchoolCalendar {
    SchoolCalendar::new(parts()).unwrap()
}

#[test]
fn weeks_are_numbered_around_tet() {
    let calendar = calendar();
    let check = |from: &str, wanted: WeekOf<'_>| assert_eq!(calendar.week_of(day(from)), wanted, "{from}");
    check("2026-09-06", WeekOf::Before);
    check("2026-09-07", WeekOf::Numbered(1));
    check("2026-09-13", WeekOf::Numbered(1));
    check("2027-02-07", WeekOf::Numbered(22));
    check("2027-02-08", WeekOf::Unnumbered("Tết Đinh Mùi"));
    check("2027-02-14", WeekOf::Unnumbered("Tết Đinh Mùi"));
    check("2027-02-15", WeekOf::Numbered(23));
    check("2027-05-16", WeekOf::Numbered(35));
    check("2027-05-17", WeekOf::After);
    assert_eq!(calendar.week(12).map(|week| week.taught()), Some(Span::new(day("2026-11-23"), day("2026-11-27"))));
    assert_eq!(calendar.week(0), None);
    assert_eq!(calendar.week(36), None);
    let before = |from: &str| calendar.last_numbered_week_on_or_before(day(from)).map(|week| week.number);
    assert_eq!(before("2026-09-06"), None);
    assert_eq!(before("2027-02-10"), Some(22));
    assert_eq!(before("2028-01-01"), Some(35));
}

#[test]
fn the_year_and_its_parts() {
    let calendar = calendar();
    let span = |from: &str, to: &str| Span::new(day(from), day(to));
    assert_eq!((calendar.first_day(), calendar.last_day()), (day("2026-09-07"), day("2027-05-14")));
    assert_eq!(calendar.year(), span("2026-09-07", "2027-05-16"));
    assert_eq!(calendar.semester(Semester::First), Some(span("2026-09-07", "2027-01-10")));
    assert_eq!(calendar.semester(Semester::Second), Some(span("2027-01-11", "2027-05-16")));
    assert_eq!(calendar.semester_of(18), Semester::First);
    let months = calendar.months();
    assert_eq!(months.len(), 9);
    assert_eq!((months[0], months[8]), (Month { year: 2026, month: 9 }, Month { year: 2027, month: 5 }));
    let weeks = calendar.calendar_weeks();
    assert_eq!(weeks.len(), 36);
    assert!(matches!(weeks[22].kind, CalendarWeekKind::Unnumbered(week) if week.reason == "Tết Đinh Mùi"));
    let named = |week: &CalendarWeek<'_>| week.special_days.iter().map(|day| day.name.clone()).collect::<Vec<_>>();
    assert_eq!(named(&weeks[22]), ["Tết (âm lịch)", "Làm bù"]);
    assert_eq!(named(&weeks[11]), ["Nghỉ bão"]);
}

#[test]
fn what_a_day_is() {
    let calendar = calendar();
    let check = |on: &str, working: bool, open: bool, off: Option<&str>, closed: Option<&str>| {
        let on = day(on);
        let said = (calendar.is_working_day(on), calendar.is_open(on), calendar.planned_off(on), calendar.closed(on));
        assert_eq!(said, (working, open, off, closed), "{on}");
    };
    check("2026-11-26", true, true, None, None);
    check("2026-11-27", true, false, None, Some("Nghỉ bão"));
    check("2026-11-28", false, false, None, Some("Nghỉ bão"));
    check("2026-11-29", false, false, None, None);
    check("2027-01-01", false, false, Some("Tết Dương lịch"), None);
    check("2027-02-04", false, false, Some("Tết (âm lịch)"), None);
    // The special day names it first, then the unnumbered week.
    check("2027-02-10", false, false, Some("Tết (âm lịch)"), None);
    check("2027-02-11", false, false, Some("Tết Đinh Mùi"), None);
    check("2027-02-13", true, true, None, None);
    check("2027-02-14", false, false, Some("Tết Đinh Mùi"), None);
    // Far outside the year the weekday decides.
    check("2020-01-03", true, true, None, None);
    check("2040-01-01", false, false, None, None);
}

#[test]
fn open_days_are_counted_after_the_first_and_through_the_last() {
    let calendar = calendar();
    let check = |after: &str, through: &str, wanted: u32| {
        assert_eq!(calendar.working_days_between(day(after), day(through)), wanted, "({after}, {through}]");
    };
    check("2026-11-20", "2026-11-25", 3);
    check("2026-11-26", "2026-11-29", 0);
    check("2026-11-26", "2026-11-30", 1);
    check("2026-11-25", "2026-11-25", 0);
    check("2026-11-25", "2026-11-20", 0);
    check("2027-02-03", "2027-02-15", 2);
    check("2026-01-01", "2026-01-31", 21);
    check("2026-08-31", "2026-09-08", 6);
    check("2027-05-13", "2027-05-24", 7);
    check("2030-01-04", "2030-01-07", 1);
}

#[test]
fn semesters_that_disagree_with_the_regulation_are_told() {
    let spring = [
        special(SpecialDayKind::Holiday, "2027-04-16", "2027-04-16", "Giỗ Tổ"),
        special(SpecialDayKind::Holiday, "2027-04-30", "2027-04-30", "30/4"),
    ];
    let special_days: Vec<SpecialDay> = parts().special_days.into_iter().chain(spring).collect();
    let parts = || CalendarParts { special_days: Vec::clone(&special_days), ..parts() };
    let warning = warnings(&SchoolCalendar::new(parts()).unwrap()).pop().unwrap();
    assert_eq!(warning.title(), "Hai nguồn ghi khác nhau.");
    assert_eq!(
        warning.sentence(),
        "Lịch này ghi học kỳ I có 18 tuần, như nhiều Sở quy định. Điều 9 của Quy chế ghi 17 tuần, tuần 18 đã là học kỳ II. \
         Bảng theo dõi chia học kỳ theo lịch này; hạn “KHGD học kỳ II” vẫn tính theo Điều 9, là thứ Sáu 08/01/2027."
    );
    let as_regulated = CalendarParts { semester_2_starts_in_week: 18, ..parts() };
    assert_eq!(warnings(&SchoolCalendar::new(as_regulated).unwrap()), []);
    let short = CalendarParts { weeks: 10, school_year: "2025-2026".to_owned(), special_days: Vec::new(), ..parts() };
    let short = CalendarParts { unnumbered: Vec::new(), ..short };
    let short = SchoolCalendar::new(short).unwrap();
    assert_eq!(short.semester(Semester::Second), None);
    let sentences: Vec<String> = warnings(&short).iter().map(CalendarWarning::sentence).collect();
    assert_eq!(
        sentences,
        ["Học kỳ II ghi từ tuần 19, năm học chỉ có 10 tuần.", "Năm học ghi 2025-2026, tuần 1 từ thứ Hai 07/09/2026."]
    );
}

#[test]
fn everything_wrong_is_told_at_once_and_in_its_place() {
    let check = |change: &dyn Fn(&mut CalendarParts), wanted: &[(CalendarField, &str)]| {
        let mut parts = parts();
        change(&mut parts);
        let errors = SchoolCalendar::new(parts).err().unwrap_or_default();
        let errors: Vec<_> = errors.iter().map(|error| (error.field, error.to_string())).collect();
        let wanted: Vec<_> = wanted.iter().map(|(place, said)| (*place, said.to_string())).collect();
        assert_eq!(errors, wanted);
    };
    let add = |kind, from: &'static str, to: &'static str| {
        move |parts: &mut CalendarParts| parts.special_days.push(special(kind, from, to, "Mới"))
    };
    use SpecialDayKind::*;
    check(&|_| {}, &[]);
    check(&|parts| parts.school_year = " ".to_owned(), &[(CalendarField::SchoolYear, "còn để trống")]);
    check(&|parts| parts.first_week = day("2026-09-08"), &[(CalendarField::FirstWeek, "08/09/2026 là thứ Ba, phải là thứ Hai")]);
    check(&|parts| parts.weeks = 0, &[(CalendarField::Weeks, "số tuần là 0, phải từ 1 đến 53")]);
    check(
        &|parts| parts.semester_2_starts_in_week = 1,
        &[(CalendarField::Semester2StartsInWeek, "học kỳ II từ tuần 1, phải từ tuần 2 đến tuần 53")],
    );
    check(
        &|parts| parts.working_days = WorkingDays::NONE,
        &[(CalendarField::WorkingDays, "cần ít nhất một ngày làm việc trong tuần")],
    );
    check(
        &|parts| parts.unnumbered[0].monday = day("2026-08-31"),
        &[(CalendarField::UnnumberedMonday(0), "tuần không đánh số 31/08/2026 nằm trước tuần 1 (07/09/2026)")],
    );
    check(
        &|parts| parts.unnumbered[0].monday = day("2026-09-07"),
        &[(CalendarField::UnnumberedMonday(0), "tuần 07/09/2026 là tuần 1, không thể là tuần không đánh số")],
    );
    check(
        &|parts| parts.unnumbered.push(parts.unnumbered[0].clone()),
        &[(CalendarField::UnnumberedMonday(1), "tuần không đánh số 08/02/2027 ghi hai lần")],
    );
    check(
        &add(Holiday, "2026-11-05", "2026-11-04"),
        &[(CalendarField::SpecialDayTo(4), "ngày cuối 04/11/2026 trước ngày đầu 05/11/2026")],
    );
    check(
        &add(SwapOff, "2027-02-10", "2027-02-11"),
        &[(CalendarField::SpecialDayFrom(4), "10/02/2027 ghi nghỉ hai lần, lần kia là “Tết (âm lịch)”")],
    );
    check(
        &add(Closure, "2026-11-01", "2026-12-01"),
        &[(CalendarField::SpecialDayFrom(4), "27/11/2026 ghi nghỉ đột xuất hai lần, lần kia là “Nghỉ bão”")],
    );
    check(
        &add(Makeup, "2027-02-13", "2027-02-13"),
        &[(CalendarField::SpecialDayFrom(4), "13/02/2027 ghi làm bù hai lần, lần kia là “Làm bù”")],
    );
    // Groups may meet: a make-up day on a holiday, a closure on either; an unnumbered week may overlap special days.
    check(&add(Makeup, "2027-01-01", "2027-01-01"), &[]);
    check(&add(Closure, "2027-01-01", "2027-02-13"), &[]);
    // Sixty days before Monday 07/09/2026 and after Sunday 16/05/2027 are still allowed.
    check(&add(Holiday, "2026-07-09", "2026-07-09"), &[]);
    check(&add(Holiday, "2027-07-15", "2027-07-15"), &[]);
    let outside = "nằm ngoài năm học (07/09/2026–16/05/2027) quá 60 ngày";
    check(&add(Holiday, "2026-07-08", "2026-07-09"), &[(CalendarField::SpecialDayFrom(4), &format!("08/07/2026 {outside}"))]);
    check(&add(Holiday, "2027-07-15", "2027-07-16"), &[(CalendarField::SpecialDayTo(4), &format!("16/07/2027 {outside}"))]);
    check(&add(Closure, "2030-01-01", "2030-01-01"), &[(CalendarField::SpecialDayFrom(4), &format!("01/01/2030 {outside}"))]);
    check(
        &|parts| {
            parts.first_week = day("2026-09-08");
            parts.special_days[0].name = String::new();
            parts.special_days[1].to = day("2026-12-31");
            parts.unnumbered[0].monday = day("2027-02-09");
        },
        &[
            (CalendarField::FirstWeek, "08/09/2026 là thứ Ba, phải là thứ Hai"),
            (CalendarField::UnnumberedMonday(0), "09/02/2027 là thứ Ba, phải là thứ Hai"),
            (CalendarField::SpecialDayName(0), "còn để trống"),
            (CalendarField::SpecialDayTo(1), "ngày cuối 31/12/2026 trước ngày đầu 01/01/2027"),
        ],
    );
}

#[test]
fn an_unnumbered_week_after_the_last_numbered_one_changes_no_number() {
    let mut parts = parts();
    let monday = day("2027-05-24");
    parts.unnumbered.push(UnnumberedWeek { monday, reason: "Tổng kết".to_owned(), staff_off: false });
    let calendar = SchoolCalendar::new(parts).unwrap();
    assert_eq!(calendar.teaching_weeks(), self::calendar().teaching_weeks());
    assert_eq!(calendar.week_of(monday), WeekOf::Unnumbered("Tổng kết"));
    assert_eq!(calendar.calendar_weeks().len(), 36);
}

#[test]
fn the_working_week_decides_where_a_week_ends() {
    let to_saturday = WorkingDays::default().with(chrono::Weekday::Sat);
    let calendar = SchoolCalendar::new(CalendarParts { working_days: to_saturday, ..parts() }).unwrap();
    assert_eq!(calendar.last_day(), day("2027-05-15"));
    assert_eq!(to_saturday.codes().collect::<Vec<_>>(), ["mon", "tue", "wed", "thu", "fri", "sat"]);
    assert_eq!(WorkingDays::parse_weekday("Mon"), Err(UnknownCodeError("Mon".to_owned())));
}
