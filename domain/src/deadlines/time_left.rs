//! What is left until a due hour, and how far behind it is.

use chrono::NaiveDate;

use super::{Hours, Lateness};
use crate::{
    days::{Timestamp, at, day_of},
    vietnamese::hour,
};

/// "còn 2 ngày" by the school's days; on the due day "còn 5 giờ" or "còn 40 phút" until the hour shown, then
/// "đến 23:59 vẫn đúng hạn" until the last second that counts, then nothing.
pub fn remaining(due_day: NaiveDate, counted: &Hours, now: Timestamp) -> Option<String> {
    if !counted.on_time(due_day, now) {
        return None;
    }
    let days = (due_day - day_of(now)).num_days();
    let until_shown = at(due_day, counted.shown) - now;
    // A minute that has begun is left, until the hour itself.
    let minutes = (until_shown.num_seconds() + 59) / 60;
    Some(match (days, until_shown.num_hours(), minutes) {
        (1.., _, _) => format!("còn {days} ngày"),
        (_, hours @ 1.., _) => format!("còn {hours} giờ"),
        (_, _, minutes @ 1..) => format!("còn {minutes} phút"),
        _ => format!("đến {} vẫn đúng hạn", hour(counted.counted_until)),
    })
}

/// What happens after the hour that stands on a due date.
pub fn after_the_hour(hours: &Hours) -> String {
    let late = "vẫn nộp được, ghi là nộp muộn";
    let (shown, until) = (hour(hours.shown), hour(hours.counted_until));
    match (hours.counted_until > hours.shown, until.as_str()) {
        (false, _) => format!("Sau {shown} {late}."),
        (true, "23:59") => format!("Sau {shown} nộp trong ngày vẫn là đúng hạn; từ ngày sau {late}."),
        (true, until) => format!("Sau {shown} nộp đến {until} vẫn là đúng hạn; sau đó {late}."),
    }
}

/// Of a record not handed in: "quá 3 ngày làm việc", "quá dưới 1 ngày làm việc".
pub fn overdue(lateness: Lateness) -> String {
    format!("quá {}", length(lateness))
}

/// Of a record handed in: "muộn 3 ngày làm việc", "muộn dưới 1 ngày làm việc".
pub fn late(lateness: Lateness) -> String {
    format!("muộn {}", length(lateness))
}

/// Both clocks, that of whoever hands in and that of whoever reviews, are told in working time alone.
fn length(lateness: Lateness) -> String {
    match lateness {
        // Hours of a night or of days off: no working time has passed, and a clock's hours beside working days would say more.
        Lateness::Minutes(_) | Lateness::Hours(_) => "dưới 1 ngày làm việc".to_owned(),
        Lateness::WorkingDays(days) => format!("{days} ngày làm việc"),
    }
}

#[cfg(test)]
mod tests;
