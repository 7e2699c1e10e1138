//! The SHA-256 of bytes, in hexadecimal digits: names hold it, so that they change with what they name.

use sha2::{Digest, Sha256};

pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
