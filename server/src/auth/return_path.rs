//! Through the sign-in and back to where somebody was.

use app::paths;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The sign-in that says that the session is over, and leads on to `path`, an address of ours.
pub fn sign_in_and_back(path: &str) -> String {
    paths::sign_in_again(utf8_percent_encode(path, NON_ALPHANUMERIC))
}

/// An address on this server to go back to; anything else leads to the start.
pub fn safe_next(next: &str) -> &str {
    // Browsers skip control letters in an address: "/<tab>/evil" would be another server.
    let local =
        next.starts_with('/') && !next.starts_with("//") && !next.contains(|letter: char| letter == '\\' || letter.is_control());
    if local { next } else { paths::START }
}
