//! Keys and signatures as bytes (Ed25519, RFC 8032).

use std::fmt;

use crate::hex;

/// Declares bytes of one length that are shown as hex digits.
macro_rules! bytes {
    ($(#[$about:meta])* $name:ident, $length:literal) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $name([u8; $length]);

        impl $name {
            pub const fn new(bytes: [u8; $length]) -> Self {
                Self(bytes)
            }

            pub const fn bytes(&self) -> &[u8; $length] {
                &self.0
            }

            /// Reads the hex digits that `Display` prints.
            pub fn from_hex(text: &str) -> Option<Self> {
                hex::read(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                hex::write(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    };
}

bytes! {
    /// The fingerprint of a public key: the first half of its SHA-256. It names the key, and people compare it.
    KeyId, 16
}

bytes! {
    /// By which a signature of the school is checked; no secret.
    PublicKey, 32
}

bytes! {
    /// Over the bytes of a statement.
    Signature, 64
}

impl KeyId {
    /// For the screen and for paper: groups of four digits.
    pub fn grouped(&self) -> String {
        let hex = self.to_string();
        let groups: Vec<&str> = (0..hex.len()).step_by(4).filter_map(|from| hex.get(from..from + 4)).collect();
        groups.join(" ")
    }
}
