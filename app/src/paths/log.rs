//! The addresses of the log.

use std::fmt::Display;

use domain::{log::LogFilter, vietnamese};

use super::percent;

/// What happened, the newest first.
pub const LOG: &str = "/nhat-ky";

/// The log of one record.
pub fn record_log(obligation: impl Display) -> String {
    format!("{LOG}?ho-so={obligation}")
}

/// The log, narrowed, and behind the line at which the page before ended.
pub fn filtered_log(filter: &LogFilter) -> String {
    let LogFilter { person, topic, from, until, record, search, account: _, behind } = filter;
    let parts = [
        search.as_ref().map(|search| format!("q={}", percent(search))),
        person.map(|person| format!("nguoi={person}")),
        topic.map(|topic| format!("loai={}", topic.code())),
        from.map(|day| format!("tu={}", percent(&vietnamese::date(day)))),
        until.map(|day| format!("den={}", percent(&vietnamese::date(day)))),
        record.map(|record| format!("ho-so={record}")),
        behind.map(|behind| format!("sau={behind}")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { LOG.to_owned() } else { format!("{LOG}?{}", parts.join("&")) }
}
