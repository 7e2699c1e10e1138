//! What a virus scanner says of a file, and when it is asked again.
//!
//! A scan stands beside what was found by looking into the file (`Inspection`): each can keep it from others by itself.

use chrono::TimeDelta;

use super::Cause;
use crate::{days::Timestamp, refusal::Words, vietnamese};

/// How long after its first scan a clean file is scanned again whenever the scanner has learnt something: what is new is
/// recognised by then, in most cases within days.
pub const FRESH_FOR: TimeDelta = TimeDelta::days(14);

/// So long after its last scan any other file is scanned again, once the scanner has learnt something.
pub const AGAIN_AFTER: TimeDelta = TimeDelta::days(30);

/// So many times is a file tried that the scanner answers of with an error, or does not come to the end of.
pub const MAX_SCANS: u32 = 5;

/// How a file stands with the virus scanner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scan {
    /// The school has no scanner, and none has ever said anything of the file.
    NotAsked,
    /// "Đang kiểm tra": nobody but its sender opens it.
    Waiting,
    /// "Sạch".
    Clean { at: Timestamp },
    /// "Cách ly": the scanner knows it by this name.
    Infected { at: Timestamp, name: String },
    /// The scanner cannot say: the management team may let others open it.
    Undecided { at: Timestamp, why: Undecided },
}

/// What a scanner answered about one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScanAnswer {
    Clean,
    /// The name under which the scanner knows what is in it.
    Infected(String),
    Undecided(Undecided),
}

/// Why a scanner cannot say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecided {
    /// Larger than it was told to read.
    TooLarge,
    /// Locked by a password.
    Locked,
    /// It ended with an error, or did not come to its end, each time.
    Failed,
}

impl Undecided {
    pub const ALL: [Self; 3] = [Self::TooLarge, Self::Locked, Self::Failed];

    /// The word in the database; never changed.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::Locked => "locked",
            Self::Failed => "failed",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// For the list of files that are held.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::TooLarge => "Trình quét virus không kết luận được: tệp lớn hơn mức trình quét đọc",
            Self::Locked => "Trình quét virus không kết luận được: tệp đặt mật khẩu",
            Self::Failed => "Trình quét virus không kết luận được: lần nào cũng báo lỗi",
        }
    }
}

impl Scan {
    /// Since when it is said; nothing where nothing was said.
    pub const fn at(&self) -> Option<Timestamp> {
        match self {
            Self::NotAsked | Self::Waiting => None,
            Self::Clean { at } | Self::Infected { at, .. } | Self::Undecided { at, .. } => Some(*at),
        }
    }

    /// Whether others may be shown the file as far as the scanner is concerned, and something may be made of it.
    pub const fn lets_through(&self) -> bool {
        match self {
            Self::NotAsked | Self::Clean { .. } => true,
            Self::Waiting | Self::Infected { .. } | Self::Undecided { .. } => false,
        }
    }

    /// Whether whoever decided at this instant knew what the scanner says.
    pub(super) fn is_seen_by(&self, decided: Timestamp) -> bool {
        match self {
            Self::Infected { at, .. } | Self::Undecided { at, .. } => *at <= decided,
            Self::NotAsked | Self::Waiting | Self::Clean { .. } => true,
        }
    }

    /// Why it keeps the file from others until somebody has decided; nothing while it waits, for then nobody decides.
    pub(super) const fn causes(&self) -> &'static [Cause] {
        match self {
            Self::Infected { .. } => &[Cause::Virus],
            Self::Undecided { .. } => &[Cause::Unscanned],
            Self::NotAsked | Self::Waiting | Self::Clean { .. } => &[],
        }
    }

    /// What the list of held files says of it; nothing where the scan keeps it from nobody.
    pub fn sentence(&self) -> Option<String> {
        match self {
            Self::Infected { at, name } => Some(format!("Trình quét virus nhận ra {name}, lúc {}", vietnamese::moment(*at))),
            Self::Undecided { why, .. } => Some(why.sentence().to_owned()),
            Self::NotAsked | Self::Waiting | Self::Clean { .. } => None,
        }
    }
}

/// Whether what the scanner said last is asked anew at `now`, where its signatures are others since: `first` is when it was first
/// said of the file, `last` when it was said last. What is infected stays so until somebody asks.
pub fn worth_scanning_again(first: Timestamp, last: Timestamp, now: Timestamp) -> bool {
    now - first <= FRESH_FOR || now - last >= AGAIN_AFTER
}

/// How the scanner itself stands, as the program found it last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scanner {
    /// The program was started without one.
    None,
    /// The program has just been started and has not asked it yet.
    Unknown,
    /// It answers; this is what it says of its program and signatures.
    Answers { version: String },
    /// It has not answered, or not in a way that can be understood, since then.
    Silent { since: Timestamp, why: &'static str },
}

impl Scanner {
    /// What the page of held files says of it; `waiting` files wait for it.
    pub fn words(&self, waiting: u32) -> Words {
        let (fact, advice) = match self {
            Self::None => (
                "Trường chưa dùng trình quét virus".to_owned(),
                "Mọi tệp vẫn được xem cấu trúc bên trong khi gửi lên, tệp có phần tự chạy vẫn bị giữ lại; virus chưa được dò theo mẫu. \
                 Người giữ máy chủ bật bằng --clamd, cách làm có trong README."
                    .to_owned(),
            ),
            Self::Unknown => ("Máy chủ vừa khởi động, đang gọi trình quét virus".to_owned(), waits(waiting)),
            Self::Answers { version } => (format!("Trình quét virus đang chạy: {version}"), waits(waiting)),
            Self::Silent { since, why } => (
                format!("Trình quét virus không trả lời từ {}: {why}", vietnamese::moment(*since)),
                format!(
                    "{} Giờ nộp vẫn giữ nguyên, không ai bị tính muộn; tệp chưa quét chỉ người gửi mở được. Báo người giữ máy chủ xem \
                     lại ClamAV.",
                    waits(waiting)
                ),
            ),
        };
        Words { fact, advice }
    }

    /// What leadership and management team are told on their pages; nothing while all is well.
    pub fn alarm(&self) -> Option<Words> {
        match self {
            Self::Silent { since, .. } => Some(Words {
                fact: format!("Trình quét virus không trả lời từ {}", vietnamese::moment(*since)),
                advice:
                    "Giờ nộp của mọi người vẫn giữ nguyên, nhưng tệp mới gửi chưa ai khác mở được. Báo người giữ máy chủ xem lại \
                         ClamAV; trang Tệp giữ lại cho biết đang chờ bao nhiêu tệp."
                        .to_owned(),
            }),
            Self::None | Self::Unknown | Self::Answers { .. } => None,
        }
    }
}

fn waits(waiting: u32) -> String {
    match waiting {
        0 => "Không có tệp nào đang chờ quét.".to_owned(),
        waiting => format!("{waiting} tệp đang chờ quét."),
    }
}

#[cfg(test)]
#[path = "scan_tests.rs"]
mod tests;
