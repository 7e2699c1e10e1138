//! What is known of a late record in words: a title for each cause, and a sentence with its times.

use super::{Away, Cause, CoverTold, RefusedTime, Tries};
use crate::{
    absences::AbsenceKind,
    days::{Timestamp, local},
    extensions::Wish,
    outages::Outage,
    vietnamese,
};

impl Cause {
    /// Title and sentence, at `now`.
    pub fn told(&self, now: Timestamp) -> (&'static str, String) {
        match self {
            Self::Outage(outage) => {
                ("Máy chủ ngừng hoặc không nhận được tệp", format!("{}, khi sắp hết hạn nộp.", outage_words(outage, now)))
            }
            Self::Closure { name, from, to } => (
                "Trường nghỉ",
                format!(
                    "{name}: hạn đã dời từ {} sang {}, tính theo hạn mới.",
                    vietnamese::weekday_and_date(*from),
                    vietnamese::weekday_and_date(*to)
                ),
            ),
            Self::Away(away) => (away.kind.map_or("Có người nghỉ", AbsenceKind::words), away_words(away)),
            Self::Incident { year, number, from, until } => {
                let until =
                    until.map_or_else(|| "chưa xử lý xong".to_owned(), |until| format!("xử lý xong {}", vietnamese::moment(until)));
                ("Có sự cố đang mở", format!("Sự cố số {number}/{year}, báo lúc {}, {until}.", vietnamese::moment(*from)))
            }
            Self::Tries(tries) => ("Đã thử nộp", tries_words(tries)),
            Self::AskedForTime { at, wish, refused } => {
                let at = vietnamese::moment(*at);
                let answer = match refused {
                    Some(RefusedTime { at, because: Some(because) }) => {
                        format!("không được đồng ý lúc {}: {}", vietnamese::moment(*at), vietnamese::without_stop(because))
                    }
                    Some(RefusedTime { at, because: None }) => format!("không được đồng ý lúc {}", vietnamese::moment(*at)),
                    None => "chưa được trả lời trước khi nộp".to_owned(),
                };
                let what = match wish {
                    Wish::Until(_) => "Đã xin gia hạn",
                    Wish::Freedom => "Đã xin miễn",
                };
                (what, format!("Xin {} lúc {at}; {answer}.", wish.words()))
            }
            Self::DoubtfulTime { from, until } => {
                let until = until.map_or_else(|| "đến nay".to_owned(), |until| format!("đến {}", vietnamese::moment(until)));
                (
                    "Giờ máy chủ chờ xác nhận",
                    format!("Từ {} {until}; trong lúc đó không ai bị tính muộn thêm.", vietnamese::moment(*from)),
                )
            }
            Self::LateReturn { review_by, at } => (
                "Trả lại để sửa sau hạn duyệt",
                format!("Hạn duyệt {}, trả lại lúc {}.", vietnamese::weekday_and_date(*review_by), vietnamese::moment(*at)),
            ),
        }
    }
}

/// "Nguyễn Thị Hoa nghỉ từ 17/11 đến 20/11/2026, ghi lúc 08:00 ngày 18/11/2026. Trần Thị Vân nộp thay, biết trước hạn 2 ngày làm
/// việc."
fn away_words(away: &Away) -> String {
    let noted = vietnamese::moment(away.noted_at);
    let cover = match &away.cover {
        None => "Không có người nộp thay.".to_owned(),
        Some(CoverTold { who, knew_for: Some(0) }) => format!("{who} nộp thay, được báo trong chính ngày đến hạn."),
        Some(CoverTold { who, knew_for: Some(days) }) => format!("{who} nộp thay, biết trước hạn {days} ngày làm việc."),
        Some(CoverTold { who, knew_for: None }) => format!("{who} làm thay, hồ sơ này vẫn của {}.", away.who),
    };
    format!("{} nghỉ {}, ghi lúc {noted}. {cover}", away.who, vietnamese::from_to(away.days))
}

/// "Nguyễn Thị Hoa, thứ Sáu 20/11/2026, 3 lần: 16:41 tệp quá lớn, 16:52 và 16:57 đứt giữa chừng."
fn tries_words(told: &Tries) -> String {
    let hour = |at: &Timestamp| vietnamese::hour(local(*at).time());
    let of_one_kind = told.tries.chunk_by(|one, other| one.1 == other.1).filter_map(|some| {
        let times: Vec<String> = some.iter().map(|(at, _)| hour(at)).collect();
        let (last, before) = times.split_last()?;
        let times = if before.is_empty() { last.clone() } else { format!("{} và {last}", before.join(", ")) };
        Some(format!("{times} {}", some.first()?.1.words()))
    });
    let kinds: Vec<String> = of_one_kind.collect();
    let more = if told.is_full { "ít nhất " } else { "" };
    let day = vietnamese::weekday_and_date(told.day);
    format!("{}, {day}, {more}{} lần: {}.", told.who, told.tries.len(), kinds.join(", "))
}

/// "Từ 14:00 đến 15:10 ngày 20/11/2026 (1 giờ 10 phút)".
pub fn outage_words(outage: &Outage, now: Timestamp) -> String {
    let length = length_words(outage, now);
    let from = local(outage.from);
    match outage.until {
        None => format!("Từ {} đến nay ({length})", vietnamese::moment(outage.from)),
        Some(until) if local(until).date() == from.date() => {
            format!("Từ {} đến {} ({length})", vietnamese::hour(from.time()), vietnamese::moment(until))
        }
        Some(until) => format!("Từ {} đến {} ({length})", vietnamese::moment(outage.from), vietnamese::moment(until)),
    }
}

/// "1 giờ 10 phút", "2 ngày 3 giờ".
fn length_words(outage: &Outage, now: Timestamp) -> String {
    let length = outage.length(now);
    match (length.num_hours(), length.num_minutes() % 60) {
        (1..24, minutes @ 1..) => format!("{} {minutes} phút", vietnamese::duration(length)),
        _ => vietnamese::duration(length),
    }
}
