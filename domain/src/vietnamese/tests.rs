#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn check(said: impl AsRef<str>, wanted: &str) {
    assert_eq!(said.as_ref(), wanted);
}

#[test]
fn days_and_hours() {
    let friday = day("2026-11-27");
    let clock: NaiveTime = "14:20:07".parse().unwrap();
    check(weekday_and_date(friday), "thứ Sáu 27/11/2026");
    check(date_of_paper(friday), "ngày 27 tháng 11 năm 2026");
    check(date_of_paper(day("2027-02-05")), "ngày 05 tháng 02 năm 2027");
    check(date_of_paper(day("2027-03-05")), "ngày 05 tháng 3 năm 2027");
    check(weekday(day("2026-11-29")), "Chủ nhật");
    check(weekday_short(Weekday::Sun), "CN");
    check(day_month(friday), "27/11");
    check(hour(clock), "14:20");
    check(hour_with_seconds(clock), "14:20:07");
    check(due(friday, "17:00:00".parse().unwrap()), "thứ Sáu 27/11/2026, trước 17:00");
    check(moment(crate::days::at(friday, clock)), "14:20 ngày 27/11/2026");
    check(school_year("2026-2027"), "2026–2027");
    check(capitalised("đã nộp"), "Đã nộp");
    check(capitalised(""), "");
}

#[test]
fn spans_name_their_years() {
    let span = |from: &str, to: &str| Span { from: day(from), to: day(to) };
    check(days(span("2026-11-23", "2026-11-27")), "23/11–27/11/2026");
    check(days(span("2026-12-28", "2027-01-01")), "28/12/2026–01/01/2027");
    check(days(span("2026-11-27", "2026-11-27")), "27/11/2026");
    check(from_to(span("2026-11-30", "2026-12-04")), "từ 30/11 đến 04/12/2026");
    check(from_to(span("2026-09-07", "2027-05-14")), "từ 07/09/2026 đến 14/05/2027");
    check(week(12, span("2026-11-23", "2026-11-27")), "Tuần 12 (23/11–27/11/2026)");
}

#[test]
fn typed_dates() {
    let check = |typed: &str, wanted: Option<&str>| assert_eq!(parse_date(typed), wanted.map(day), "{typed}");
    check("27/11/2026", Some("2026-11-27"));
    check(" 7/9/2026 ", Some("2026-09-07"));
    check("27-11-2026", Some("2026-11-27"));
    check("27.11.2026", Some("2026-11-27"));
    check("30/02/2027", None);
    check("27/11/26", None);
    check("2026-11-27", None);
    check("27/11/2026/1", None);
    check("+7/11/2026", None);
    check("", None);
}

#[test]
fn lengths() {
    check(duration(TimeDelta::minutes(49 * 60 + 18)), "2 ngày 1 giờ");
    check(duration(TimeDelta::days(2)), "2 ngày");
    check(duration(TimeDelta::minutes(119)), "1 giờ");
    check(duration(TimeDelta::minutes(40)), "40 phút");
    check(duration(TimeDelta::seconds(20)), "20 giây");
}

#[test]
fn numbers_and_sizes() {
    check(number(0), "0");
    check(number(38), "38");
    check(number(1_184), "1.184");
    check(number(1_234_567), "1.234.567");
    check(number(-1_184), "−1.184");
    check(decimal(925), "92,5");
    check(decimal(920), "92");
    check(decimal(-5), "−0,5");
    check(decimal(-125), "−12,5");
    check(decimal(-20), "−2");
    check(file_size(0), "0 byte");
    check(file_size(162), "1 kB");
    check(file_size(1_024), "1 kB");
    check(file_size(1_025), "2 kB");
    check(file_size(37_200), "37 kB");
    check(file_size(1_047_552), "1.023 kB");
    check(file_size(1_047_553), "1 MB");
    check(file_size(2_516_582), "2,4 MB");
    check(file_size(200 * 1024 * 1024), "200 MB");
    check(file_size(1_073_689_395), "1.023,9 MB");
    check(file_size(1_073_689_396), "1 GB");
    check(file_size(1_342_177_280), "1,3 GB");
}
