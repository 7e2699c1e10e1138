//! Passwords that are guessed first.

use serde::{Deserialize, Serialize};

/// Why a password is guessed first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EasyToGuess {
    /// On the list of those that many people choose.
    Common,
    /// The name of the school, of the account or of a person, perhaps with a few digits or a day of birth.
    Name,
    /// One letter again and again, or nothing but blanks.
    OneLetter,
    /// Digits and nothing else: a day of birth, a telephone, a citizen's number.
    Digits,
}

impl EasyToGuess {
    /// What is true of such a password.
    pub(super) fn fact(self) -> &'static str {
        match self {
            Self::Common => "Mật khẩu này nhiều người dùng nên bị đoán ra trước tiên",
            Self::Name => "Tên trường, tên đăng nhập hay tên người thì ai cũng đoán được",
            Self::OneLetter => "Một ký tự lặp lại thì ai cũng đoán được",
            Self::Digits => "Toàn chữ số như ngày sinh, số điện thoại thì ai cũng đoán được",
        }
    }
}

/// How long whoever guessed too often waits.
pub(super) fn seconds_words(seconds: u64) -> String {
    if seconds < 60 { format!("{} giây", seconds.max(1)) } else { format!("{} phút", seconds.div_ceil(60)) }
}
