//! A short text that says what somebody has looked at: the form sends it back with the confirmation, and where it is another one by
//! then, what would follow now is shown first.

use std::fmt::{self, Display};

/// A digest of all that was shown, part by part, as 16 hex digits. Nobody is kept out by it, for whoever sends another one deceives
/// nobody but themselves; it has to tell two looks apart, and to be the same for every server that may get the form, whichever its
/// build (FNV-1a, 64 bits).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest(u64);

/// The two bytes that are in no text.
const END_OF_PART: u8 = 0xff;
const END_OF_LIST: u8 = 0xfe;

impl Digest {
    /// Nothing was shown yet.
    pub const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// One more part, as it is written. What can be absent is a list of none or one.
    #[must_use]
    pub fn with(self, part: impl Display) -> Self {
        part.to_string().bytes().chain([END_OF_PART]).fold(self, Self::byte)
    }

    /// Parts of which there may be any number: two lists one after the other are not the same as one of both.
    #[must_use]
    pub fn with_all<T: Display>(self, parts: impl IntoIterator<Item = T>) -> Self {
        parts.into_iter().fold(self, Self::with).byte(END_OF_LIST)
    }

    const fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ byte as u64).wrapping_mul(0x0100_0000_01b3))
    }
}

impl Default for Digest {
    fn default() -> Self {
        Self::new()
    }
}

impl Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests;
