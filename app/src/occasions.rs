//! What happened by itself, in one sentence: on the page of all of it, and on the page of an order.

use chrono::TimeDelta;
use domain::{
    days::{Timestamp, local},
    schedule::OccasionLine,
    vietnamese,
};

/// So long after its minute something counts as done at it: the server looks once in a minute.
const AT_ONCE: TimeDelta = TimeDelta::minutes(2);

/// Whether it was noted later than at its minute, because no server ran.
pub fn is_late(line: &OccasionLine) -> bool {
    line.ran_at.is_some_and(|ran_at| AT_ONCE < ran_at - line.at)
}

/// "Hẹn 17:00:00 ngày 27/11/2026, ghi lúc 17:00:02 ngày 27/11/2026."; nothing of what is to come.
pub fn done_words(line: &OccasionLine) -> Option<String> {
    let ran_at = line.ran_at?;
    let off = if is_late(line) {
        " Lúc đến giờ máy chủ không chạy; khóa, mở vẫn tính từ giờ đã hẹn."
    } else {
        ""
    };
    Some(format!("Hẹn {}, ghi lúc {}.{off}", moment(line.at), moment(ran_at)))
}

fn moment(at: Timestamp) -> String {
    let at = local(at);
    format!("{} ngày {}", vietnamese::hour_with_seconds(at.time()), vietnamese::date(at.date()))
}
