//! Dates, hours, numbers and sizes as Vietnamese teachers write them.

mod amounts;

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Timelike, Weekday};

pub use amounts::{decimal, file_limit, file_size, number};

use crate::days::{Span, Timestamp, local};

/// "thứ Sáu", "Chủ nhật"
pub fn weekday(day: NaiveDate) -> &'static str {
    weekday_name(day.weekday())
}

/// "thứ Sáu", "Chủ nhật"
pub const fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "thứ Hai",
        Weekday::Tue => "thứ Ba",
        Weekday::Wed => "thứ Tư",
        Weekday::Thu => "thứ Năm",
        Weekday::Fri => "thứ Sáu",
        Weekday::Sat => "thứ Bảy",
        Weekday::Sun => "Chủ nhật",
    }
}

/// The head of a calendar's column: "T2" … "T7", "CN"
pub const fn weekday_short(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "T2",
        Weekday::Tue => "T3",
        Weekday::Wed => "T4",
        Weekday::Thu => "T5",
        Weekday::Fri => "T6",
        Weekday::Sat => "T7",
        Weekday::Sun => "CN",
    }
}

/// "27/11/2026"
pub fn date(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// "ngày 05 tháng 02 năm 2027", as an administrative paper has it: days below 10 and the first two months with a nought before them
/// (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4).
pub fn date_of_paper(day: NaiveDate) -> String {
    let month = if day.month() < 3 { format!("{:02}", day.month()) } else { day.month().to_string() };
    format!("ngày {:02} tháng {month} năm {:04}", day.day(), day.year())
}

/// "27/11"
pub fn day_month(day: NaiveDate) -> String {
    format!("{:02}/{:02}", day.day(), day.month())
}

/// "thứ Sáu 27/11/2026"
pub fn weekday_and_date(day: NaiveDate) -> String {
    format!("{} {}", weekday(day), date(day))
}

/// What a person typed as dd/MM/yyyy, with or without leading zeros; the year has four figures.
pub fn parse_date(typed: &str) -> Option<NaiveDate> {
    let mut parts = typed.trim().split(['/', '-', '.']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let figures = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let well_formed = parts.next().is_none() && figures(day, 1..=2) && figures(month, 1..=2) && figures(year, 4..=4);
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).filter(|_| well_formed)
}

/// "23/11–27/11/2026", "28/12/2026–01/01/2027", and "27/11/2026" for one day.
pub fn days(span: Span) -> String {
    match span {
        Span { from, to } if from == to => date(to),
        Span { from, to } if from.year() == to.year() => format!("{}–{}", day_month(from), date(to)),
        Span { from, to } => format!("{}–{}", date(from), date(to)),
    }
}

/// "từ 23/11 đến 27/11/2026", with both years where they differ.
pub fn from_to(span: Span) -> String {
    let Span { from, to } = span;
    let from = if from.year() == to.year() { day_month(from) } else { date(from) };
    format!("từ {from} đến {}", date(to))
}

/// "Tuần 12 (23/11–27/11/2026)", from the number of a week and the days on which it is taught.
pub fn week(number: u8, taught: Span) -> String {
    format!("Tuần {number} ({})", days(taught))
}

/// "2026–2027", from the calendar's "2026-2027".
pub fn school_year(name: &str) -> String {
    name.replace('-', "–")
}

/// A reason inside another sentence.
pub fn without_stop(reason: &str) -> &str {
    reason.trim_end_matches(['.', ' '])
}

/// "14:20"
pub fn hour(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// What a person typed as an hour: "17:00", "17h", "7h30", "17 giờ".
pub fn parse_hour(typed: &str) -> Option<NaiveTime> {
    let text = typed.to_lowercase().replace("giờ", ":").replace(['h', '.', 'g'], ":");
    let (hours, minutes) = text.split_once(':').unwrap_or((&text, ""));
    let minutes = if minutes.trim().is_empty() { Some(0) } else { minutes.trim().parse().ok() };
    hours.trim().parse().ok().zip(minutes).and_then(|(hours, minutes)| NaiveTime::from_hms_opt(hours, minutes, 0))
}

/// "14:20:07"
pub fn hour_with_seconds(time: NaiveTime) -> String {
    format!("{}:{:02}", hour(time), time.second())
}

/// "14:20 ngày 25/11/2026"
pub fn moment(instant: Timestamp) -> String {
    let local = local(instant);
    format!("{} ngày {}", hour(local.time()), date(local.date()))
}

/// "2 ngày 1 giờ", "5 giờ", "40 phút", "20 giây": the two largest units of a day and more, else the largest one.
pub fn duration(length: TimeDelta) -> String {
    let (days, hours) = (length.num_days(), length.num_hours());
    match (days, hours, length.num_minutes()) {
        (1.., _, _) if hours % 24 == 0 => format!("{days} ngày"),
        (1.., _, _) => format!("{days} ngày {} giờ", hours % 24),
        (_, 1.., _) => format!("{hours} giờ"),
        (_, _, minutes @ 1..) => format!("{minutes} phút"),
        _ => format!("{} giây", length.num_seconds().max(0)),
    }
}

/// "thứ Sáu 27/11/2026, trước 17:00"
pub fn due(day: NaiveDate, shown: NaiveTime) -> String {
    format!("{}, trước {}", weekday_and_date(day), hour(shown))
}

/// "Tệp này" as it stands after a colon: "tệp này"
pub fn with_small_beginning(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// With a capital first letter, to begin a sentence.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
