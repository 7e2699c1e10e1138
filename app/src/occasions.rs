//! What happened by itself, in one sentence: on the page of all of it, and on the page of an order.

use chrono::TimeDelta;
use domain::{
    days::{Timestamp, local},
    schedule::{About, OccasionLine},
    vietnamese,
};

/// So long after its minute something counts as done at it: the server looks once in a minute.
const AT_ONCE: TimeDelta = TimeDelta::minutes(2);

/// Whether it was noted later than at its minute: no server ran, or none could write.
pub fn is_late(line: &OccasionLine) -> bool {
    line.ran_at.is_some_and(|ran_at| AT_ONCE < ran_at - line.at)
}

/// "Hẹn 17:00:00 ngày 27/11/2026, ghi lúc 17:00:02 ngày 27/11/2026."; nothing of what is to come.
pub fn done_words(line: &OccasionLine) -> Option<String> {
    let ran_at = line.ran_at?;
    let late = match line.about {
        _ if !is_late(line) => "",
        About::Order(_) => " Ghi bù sau giờ đã hẹn; hiệu lực vẫn tính từ giờ đã hẹn.",
        About::Update(_) => " Ghi bù sau giờ đã hẹn; hồ sơ vẫn khóa lại từ giờ đã hẹn.",
        About::Delegation => " Ghi bù sau giờ đã hẹn; ủy quyền vẫn hết từ giờ đã hẹn.",
        About::Digest => " Báo sau giờ đã hẹn; số liệu tính lúc báo.",
    };
    Some(format!("Hẹn {}, ghi lúc {}.{late}", moment(line.at), moment(ran_at)))
}

fn moment(at: Timestamp) -> String {
    let at = local(at);
    format!("{} ngày {}", vietnamese::hour_with_seconds(at.time()), vietnamese::date(at.date()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    #[test]
    fn what_was_noted_late_says_so_and_not_why() {
        let instant = |text: &str| text.parse::<Timestamp>().unwrap_or_default();
        let id = "00000000-0000-0000-0000-000000000007";
        let (order, update) = (About::Order(id.parse().unwrap()), About::Update(id.parse().unwrap()));
        let check = |about: About, ran_at: &str, wanted: &str| {
            let (at, ran_at) = (instant("2026-11-27T17:00:00+07:00"), Some(instant(ran_at)));
            let words = done_words(&OccasionLine { words: String::new(), about, at, ran_at }).unwrap_or_default();
            assert_eq!(words.split_once("2026. ").map_or("", |(_, late)| late), wanted, "{words}");
        };
        check(order, "2026-11-27T17:02:00+07:00", "");
        check(order, "2026-11-27T17:03:00+07:00", "Ghi bù sau giờ đã hẹn; hiệu lực vẫn tính từ giờ đã hẹn.");
        check(update, "2026-11-27T17:03:00+07:00", "Ghi bù sau giờ đã hẹn; hồ sơ vẫn khóa lại từ giờ đã hẹn.");
        check(About::Delegation, "2026-11-27T17:03:00+07:00", "Ghi bù sau giờ đã hẹn; ủy quyền vẫn hết từ giờ đã hẹn.");
        check(About::Digest, "2026-11-27T17:03:00+07:00", "Báo sau giờ đã hẹn; số liệu tính lúc báo.");
    }
}
