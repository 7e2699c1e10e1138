//! Looking into a file that was cut short by something outside of it: nothing is known of the file, and it is tried again.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::days::Timestamp;

/// What cut it short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Interruption {
    /// Somebody or the machine ended what looked, as Linux does where memory runs out.
    Killed,
    /// The machine was so busy that what looked did not get to its end.
    Late,
    /// It came back from a personal copy, and nobody has looked yet: it came by no door at which one looks.
    CameBack,
}

/// A file that cuts short whatever looks into it so many times is itself the reason: nobody can look into it.
pub const MAX_TRIES: usize = 5;

/// How long after one try the next one comes: what was in the way may have passed.
pub const BETWEEN_TRIES: TimeDelta = TimeDelta::seconds(30);

impl Interruption {
    pub const ALL: [Self; 3] = [Self::Killed, Self::Late, Self::CameBack];

    /// The word in the database; never changed.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Late => "late",
            Self::CameBack => "came_back",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The end of a sentence: "… vì máy chủ thiếu bộ nhớ".
    pub(super) const fn reason(self) -> &'static str {
        match self {
            Self::Killed => "máy chủ ngắt việc kiểm tra, thường do thiếu bộ nhớ",
            Self::Late => "máy chủ đang quá bận",
            Self::CameBack => "tệp vừa được nhận lại từ bản lưu cá nhân",
        }
    }
}

/// Whether a file whose last try was at `last` is looked into again at `now`.
pub fn is_tried_again(last: Timestamp, now: Timestamp) -> bool {
    now - last >= BETWEEN_TRIES
}
