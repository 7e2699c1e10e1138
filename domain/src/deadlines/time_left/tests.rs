#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use chrono::TimeDelta;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn what_happens_after_the_hour() {
    let check = |shown: &str, until: &str, wanted: &str| {
        let hours = Hours { shown: shown.parse().unwrap(), counted_until: until.parse().unwrap() };
        assert_eq!(after_the_hour(&hours), wanted);
    };
    let late = "vẫn nộp được, ghi là nộp muộn.";
    check("17:00:00", "23:59:59", &format!("Sau 17:00 nộp trong ngày vẫn là đúng hạn; từ ngày sau {late}"));
    check("16:30:00", "20:00:00", &format!("Sau 16:30 nộp đến 20:00 vẫn là đúng hạn; sau đó {late}"));
    check("17:00:00", "17:00:00", &format!("Sau 17:00 {late}"));
}

#[test]
fn time_left_and_time_late() {
    let hours = Hours::default();
    let check = |now: &str, wanted: Option<&str>| {
        let now = (now.parse::<chrono::NaiveDateTime>().unwrap() - TimeDelta::hours(7)).and_utc();
        assert_eq!(remaining(day("2026-11-27"), &hours, now).as_deref(), wanted, "{now}");
    };
    check("2026-11-25T14:20:00", Some("còn 2 ngày"));
    check("2026-11-25T00:00:00", Some("còn 2 ngày"));
    check("2026-11-26T23:59:59", Some("còn 1 ngày"));
    check("2026-11-27T00:00:00", Some("còn 17 giờ"));
    check("2026-11-27T12:00:00", Some("còn 5 giờ"));
    check("2026-11-27T16:20:00", Some("còn 40 phút"));
    check("2026-11-27T16:59:30", Some("còn 1 phút"));
    check("2026-11-27T17:00:00", Some("đến 23:59 vẫn đúng hạn"));
    check("2026-11-27T23:59:59", Some("đến 23:59 vẫn đúng hạn"));
    check("2026-11-28T00:00:00", None);
}

#[test]
fn how_late() {
    let check = |said: String, wanted: &str| assert_eq!(said, wanted);
    check(overdue(Lateness::WorkingDays(3)), "quá 3 ngày làm việc");
    check(late(Lateness::WorkingDays(3)), "muộn 3 ngày làm việc");
    check(late(Lateness::Hours(44)), "muộn dưới 1 ngày làm việc");
    check(late(Lateness::Minutes(1)), "muộn dưới 1 ngày làm việc");
    check(overdue(Lateness::Hours(40)), "quá dưới 1 ngày làm việc");
}
