//! Passwords that are guessed first.

use serde::{Deserialize, Serialize};

/// Why a password is guessed first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EasyToGuess {
    /// On the list of those that many people choose.
    Common,
    /// The name of the school, of the person or of the account, perhaps with a few digits.
    Name,
    /// One letter again and again, or nothing but blanks.
    OneLetter,
}

/// How long whoever guessed too often waits.
pub(super) fn seconds_words(seconds: u64) -> String {
    if seconds < 60 { format!("{} giây", seconds.max(1)) } else { format!("{} phút", seconds.div_ceil(60)) }
}
