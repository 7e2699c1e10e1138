#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::calendar::{CalendarParts, SpecialDay, SpecialDayKind, UnnumberedWeek, WorkingDays};
use crate::days::Month;
use crate::deadlines::due;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// 2026-2027 with New Year, a Tết week, and a storm on Monday 30/11 and on Thursday 04/03.
fn parts() -> CalendarParts {
    let special = |kind, from, to, name: &str| SpecialDay { from: day(from), to: day(to), kind, name: name.to_owned() };
    CalendarParts {
        unnumbered: vec![UnnumberedWeek { monday: day("2027-02-08"), reason: "Tết Đinh Mùi".to_owned(), staff_off: true }],
        special_days: vec![
            special(SpecialDayKind::Closure, "2026-11-30", "2026-11-30", "Nghỉ bão số 3"),
            special(SpecialDayKind::Holiday, "2027-01-01", "2027-01-01", "Tết Dương lịch"),
            special(SpecialDayKind::Holiday, "2027-02-04", "2027-02-10", "Tết Đinh Mùi"),
            special(SpecialDayKind::Closure, "2027-03-04", "2027-03-04", "Mất điện"),
            special(SpecialDayKind::SwapOff, "2027-03-05", "2027-03-05", "Hoán đổi ngày 05/3"),
        ],
        ..CalendarParts::starting("2026-2027", day("2026-09-07"))
    }
}

fn calendar() -> SchoolCalendar {
    SchoolCalendar::new(parts()).unwrap()
}

fn asked(rule: DueRule, period: &'static str, span: Span) -> Asked<'static> {
    Asked {
        record: "giáo án",
        period,
        span,
        rule,
        source: "Điều 9 của Quy chế",
        clause: None,
        hours: Hours::default(),
        version: 1,
        in_force_from: day("2024-09-06"),
        decision: "",
    }
}

/// Strong words stand between stars. A strip is a line: [due], (nominal), t taught, x off, ! closed, + make-up, / not
/// worked.
fn shown(calendar: &SchoolCalendar, asked: &Asked<'_>) -> String {
    let due = due(calendar, asked.rule, asked.span).unwrap().unwrap();
    let why = why(calendar, asked, &due);
    let phrase = |phrase: &Phrase| {
        let star = if phrase.strong { "*" } else { "" };
        format!("{star}{}{star}", phrase.text)
    };
    let mut lines: Vec<String> = why.steps.iter().map(|step| step.words.iter().map(phrase).collect()).collect();
    lines.extend(why.two_weeks.iter().map(line_of_strip));
    lines.push(why.rule);
    lines.join("\n")
}

fn line_of_strip(strip: &CalendarStrip) -> String {
    let day = |day: &StripDay| {
        let number = day.day.format("%-d");
        let number = match (day.due, day.nominal) {
            (true, _) => format!("[{number}]"),
            (_, true) => format!("({number})"),
            _ => number.to_string(),
        };
        let marks =
            [(day.taught, 't'), (day.off.is_some(), 'x'), (day.closed.is_some(), '!'), (day.makeup, '+'), (day.not_worked, '/')];
        marks.iter().filter(|(stands, _)| *stands).fold(number, |number, (_, mark)| number + &mark.to_string())
    };
    format!("{}: {}", strip.label, strip.days.iter().map(day).collect::<Vec<_>>().join(" "))
}

fn check_plan(week: u8, wanted: &str) {
    let calendar = calendar();
    let period = format!("tuần {week}");
    let asked = asked(DueRule::FRIDAY_BEFORE, "", calendar.week(week).unwrap().span());
    assert_eq!(shown(&calendar, &Asked { period: &period, ..asked }), wanted);
}

#[test]
fn a_day_that_did_not_move() {
    check_plan(
        12,
        "*Điều 9 của Quy chế:* giáo án nộp chiều thứ Sáu của tuần trước khi dạy.\n\
         Tuần 12 dạy từ *thứ Hai 23/11/2026*; thứ Sáu của tuần trước là *20/11/2026*.\n\
         Ngày 20/11 trường làm việc bình thường, hạn không dời.\n\
         Giờ ghi trên hạn là 17:00. Nộp đến 23:59 cùng ngày vẫn tính đúng hạn.\n\
         Tuần 11: 16 17 18 19 [20] 21/ 22/\n\
         Tuần 12: 23t 24t 25t 26t 27t 28/ 29/\n\
         Quy định bản 1, áp dụng từ 06/09/2024",
    );
}

#[test]
fn a_day_pulled_back() {
    check_plan(
        18,
        "*Điều 9 của Quy chế:* giáo án nộp chiều thứ Sáu của tuần trước khi dạy.\n\
         Tuần 18 dạy từ *thứ Hai 04/01/2027*; thứ Sáu của tuần trước là *01/01/2027*.\n\
         *01/01/2027 nghỉ Tết Dương lịch.* Ngày nghỉ đã biết trước thì hạn dời sớm về ngày làm việc liền trước: \
         *thứ Năm 31/12/2026*.\n\
         Giờ ghi trên hạn là 17:00. Nộp đến 23:59 cùng ngày vẫn tính đúng hạn.\n\
         Tuần 17: 28 29 30 [31] (1)x 2/ 3/\n\
         Tuần 18: 4t 5t 6t 7t 8t 9/ 10/\n\
         Quy định bản 1, áp dụng từ 06/09/2024",
    );
}

#[test]
fn a_day_pulled_back_over_tet_shows_the_week_off() {
    check_plan(
        23,
        "*Điều 9 của Quy chế:* giáo án nộp chiều thứ Sáu của tuần trước khi dạy.\n\
         Tuần 23 dạy từ *thứ Hai 15/02/2027*; thứ Sáu của tuần trước là *12/02/2027*.\n\
         *12/02/2027 nghỉ Tết Đinh Mùi.* Ngày nghỉ đã biết trước thì hạn dời sớm về ngày làm việc liền trước: \
         *thứ Tư 03/02/2027*.\n\
         Giờ ghi trên hạn là 17:00. Nộp đến 23:59 cùng ngày vẫn tính đúng hạn.\n\
         Tuần 22: 1 2 [3] 4x 5x 6x/ 7x/\n\
         Tết: 8x 9x 10x 11x (12)x 13x/ 14x/\n\
         Quy định bản 1, áp dụng từ 06/09/2024",
    );
}

#[test]
fn a_day_pulled_back_and_then_pushed_forward() {
    check_plan(
        26,
        "*Điều 9 của Quy chế:* giáo án nộp chiều thứ Sáu của tuần trước khi dạy.\n\
         Tuần 26 dạy từ *thứ Hai 08/03/2027*; thứ Sáu của tuần trước là *05/03/2027*.\n\
         Ngày 05/03/2027 nghỉ hoán đổi ngày 05/3, hạn dời sớm về 04/03/2027. *04/03/2027 nghỉ Mất điện.* Nghỉ đột \
         xuất nên hạn dời sang ngày làm việc kế tiếp, không ai bị tính muộn: *thứ Hai 08/03/2027*.\n\
         Giờ ghi trên hạn là 17:00. Nộp đến 23:59 cùng ngày vẫn tính đúng hạn.\n\
         Tuần 25: 1 2 3 4! (5)x 6/ 7/\n\
         Tuần 26: [8]t 9t 10t 11t 12t 13/ 14/\n\
         Quy định bản 1, áp dụng từ 06/09/2024",
    );
}

#[test]
fn the_principals_own_rules() {
    let calendar = calendar();
    let month = Month { year: 2026, month: 11 }.span().unwrap();
    let own = |rule| Asked {
        record: "hồ sơ thu chi",
        source: "Hiệu trưởng quy định",
        version: 2,
        in_force_from: day("2026-10-01"),
        decision: "25/QĐ-MNNT",
        ..asked(rule, "tháng 11/2026", month)
    };
    assert_eq!(
        shown(&calendar, &own(DueRule::LastWorkingDayOfPeriod)),
        "*Hiệu trưởng quy định:* hồ sơ thu chi nộp chậm nhất ngày làm việc cuối của kỳ.\n\
         Tháng 11/2026 từ 01/11 đến 30/11/2026; ngày làm việc cuối là *thứ Hai 30/11/2026*.\n\
         *30/11/2026 nghỉ bão số 3.* Nghỉ đột xuất nên hạn dời sang ngày làm việc kế tiếp, không ai bị tính muộn: \
         *thứ Ba 01/12/2026*.\n\
         Giờ ghi trên hạn là 17:00. Nộp đến 23:59 cùng ngày vẫn tính đúng hạn.\n\
         Tuần 13: (30)t! [1] 2 3 4 5/ 6/\n\
         Tuần 14: 7 8 9 10 11 12/ 13/\n\
         Quy định bản 2, áp dụng từ 01/10/2026, theo Quyết định số 25/QĐ-MNNT"
    );
    let strict = Hours { counted_until: Hours::default().shown, ..Hours::default() };
    assert_eq!(
        shown(&calendar, &Asked { hours: strict, ..own(DueRule::WorkingDaysAfterPeriod(5)) }),
        "*Hiệu trưởng quy định:* hồ sơ thu chi nộp trong 5 ngày làm việc sau khi hết kỳ.\n\
         Tháng 11/2026 kết thúc *thứ Hai 30/11/2026*; ngày làm việc thứ 5 sau đó là *thứ Hai 07/12/2026*.\n\
         Ngày 07/12 trường làm việc bình thường, hạn không dời.\n\
         Giờ ghi trên hạn là 17:00. Nộp sau giờ đó là nộp muộn.\n\
         Tuần 14: [7] 8 9 10 11 12/ 13/\n\
         Tuần 15: 14 15 16 17 18 19/ 20/\n\
         Quy định bản 2, áp dụng từ 01/10/2026, theo Quyết định số 25/QĐ-MNNT"
    );
}

#[test]
fn education_plans() {
    let calendar = calendar();
    let asked = Asked {
        record: "kế hoạch giáo dục",
        clause: Some("kế hoạch giáo dục học kỳ II nộp trong tuần 18."),
        ..asked(DueRule::LastWorkingDayOfWeek(Some(18)), "học kỳ II", calendar.year())
    };
    assert_eq!(
        shown(&calendar, &asked),
        "*Điều 9 của Quy chế:* kế hoạch giáo dục học kỳ II nộp trong tuần 18.\n\
         Ngày làm việc cuối của tuần 18 là *thứ Sáu 08/01/2027*.\n\
         Ngày 08/01 trường làm việc bình thường, hạn không dời.\n\
         Giờ ghi trên hạn là 17:00. Nộp đến 23:59 cùng ngày vẫn tính đúng hạn.\n\
         Tuần 18: 4t 5t 6t 7t [8]t 9/ 10/\n\
         Tuần 19: 11t 12t 13t 14t 15t 16/ 17/\n\
         Quy định bản 1, áp dụng từ 06/09/2024"
    );
}

#[test]
fn another_day_of_the_week_is_named() {
    let (calendar, period) = (calendar(), "tuần 12".to_owned());
    let told = |rule: DueRule, wanted: [&str; 2]| {
        let span = calendar.week(12).unwrap().span();
        let words = shown(&calendar, &Asked { period: &period, clause: None, ..asked(rule, "", span) });
        assert!(wanted.iter().all(|line| words.contains(line)), "{words}");
    };
    told(
        DueRule::InWeekBefore(chrono::Weekday::Thu),
        ["nộp thứ Năm của tuần trước.", "Tuần 12 dạy từ *thứ Hai 23/11/2026*; thứ Năm của tuần trước là *19/11/2026*."],
    );
    told(DueRule::InWeek(chrono::Weekday::Thu), ["nộp thứ Năm của tuần.", "; thứ Năm của tuần là *26/11/2026*."]);
}

#[test]
fn a_move_in_one_line() {
    let check = |calendar: &SchoolCalendar, week: u8, wanted: Option<&str>| {
        let due = due(calendar, DueRule::FRIDAY_BEFORE, calendar.week(week).unwrap().span()).unwrap().unwrap();
        assert_eq!(moved_in_short(&due).as_deref(), wanted);
    };
    check(&calendar(), 12, None);
    check(&calendar(), 18, Some("Hạn sớm hơn 1 ngày vì thứ Sáu nghỉ Tết Dương lịch."));
    check(&calendar(), 23, Some("Hạn sớm hơn 9 ngày vì thứ Sáu nghỉ Tết Đinh Mùi."));
    check(&calendar(), 26, Some("Hạn dời từ thứ Năm 04/03 sang thứ Hai 08/03 vì nghỉ Mất điện."));
    let to_thursday = ["mon", "tue", "wed", "thu"].map(|code| WorkingDays::parse_weekday(code).unwrap());
    let parts = CalendarParts { working_days: to_thursday.into_iter().collect(), ..parts() };
    let to_thursday = SchoolCalendar::new(parts).unwrap();
    check(&to_thursday, 12, Some("Hạn sớm hơn 1 ngày vì trường không làm việc thứ Sáu."));
}
