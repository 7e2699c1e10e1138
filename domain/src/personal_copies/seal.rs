//! "chu-ky.json": the school's signature over the list of a copy, so that what is given back after a disaster is told from what
//! somebody wrote.

use serde::{Deserialize, Serialize};

use crate::{
    files::Sha256,
    people::SchoolId,
    signing::{PublicKey, Signature},
};

/// The name of the list in the folder of a copy.
pub const LIST_FILE: &str = "danh-sach.json";
/// The name of its signature beside it.
pub const SEAL_FILE: &str = "chu-ky.json";
/// The number of the form of the signature.
const SEAL_FORMAT: u32 = 1;
/// How the signed bytes begin: nothing else that the key signs does.
const FORM: &[u8] = b"hoso copy list 1\n";

/// The signature as it stands in its file. Key and signature are hex digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopySeal {
    pub format: u32,
    /// Of the bytes of the list.
    pub list: Sha256,
    pub key: String,
    pub signature: String,
}

impl CopySeal {
    pub fn new(list: Sha256, key: &PublicKey, signature: &Signature) -> Self {
        Self { format: SEAL_FORMAT, list, key: key.to_string(), signature: signature.to_string() }
    }

    /// The signature over a list with this hash, and by which key it is to be checked; `None` where it is one of another list, or
    /// none at all.
    pub fn over(&self, list: Sha256) -> Option<(PublicKey, Signature)> {
        if self.format != SEAL_FORMAT || self.list != list {
            return None;
        }
        Some((PublicKey::from_hex(&self.key)?, Signature::from_hex(&self.signature)?))
    }
}

/// The bytes that are signed: `hoso copy list 1\n`; of the school 16 bytes; the 32 of the SHA-256 of the list.
pub fn sealed_bytes(school: SchoolId, list: Sha256) -> Vec<u8> {
    [FORM, school.uuid().as_bytes(), list.bytes()].concat()
}
