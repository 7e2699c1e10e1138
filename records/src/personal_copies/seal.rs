//! The list of a copy as its bytes stand in it, and the school's signature over them.

use domain::{
    files,
    people::SchoolId,
    personal_copies::{CopyList, CopySeal, sealed_bytes},
    signing::PublicKey,
};
use sha2::{Digest, Sha256};

use crate::{
    error::{Error, internal},
    signing::{SchoolKey, verifies},
};

/// The bytes of "danh-sach.json".
///
/// # Errors
/// None that is known of: every field can be written.
pub fn list_bytes(list: &CopyList) -> Result<Vec<u8>, Error> {
    serde_json::to_vec_pretty(list).map_err(|error| internal("personal_copies", &error.to_string()))
}

/// The signature of the school's key over these bytes of a list.
pub fn seal(school: SchoolId, list: &[u8], key: &SchoolKey) -> CopySeal {
    let hash = hash_of(list);
    CopySeal::new(hash, &key.public(), &key.sign(&sealed_bytes(school, hash)))
}

/// By which key the bytes of a list are signed for this school; `None` where they are not.
pub fn sealed_by(school: SchoolId, list: &[u8], seal: &CopySeal) -> Option<PublicKey> {
    let hash = hash_of(list);
    let (key, signature) = seal.over(hash)?;
    verifies(&key, &sealed_bytes(school, hash), &signature).then_some(key)
}

fn hash_of(bytes: &[u8]) -> files::Sha256 {
    files::Sha256::new(Sha256::digest(bytes).into())
}

#[cfg(test)]
#[path = "seal_tests.rs"]
mod tests;
