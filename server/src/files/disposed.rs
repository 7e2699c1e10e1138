//! Taking the files of what was disposed of out of the store for good, once nothing names them any more.
//!
//! Somebody has decided and somebody executes; nothing here is called by a timer. What cannot be deleted now lies there still, named by
//! nobody, and the page of the list offers to delete it again.

use std::collections::{BTreeMap, BTreeSet};

use domain::files::Sha256;
use records::stored_files;

use super::blobs::BlobError;
use crate::state::Services;

/// Why it did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum NotDeleted {
    #[error("the database does not say what it names")]
    Database(#[from] records::Error),
    #[error("the store cannot be changed")]
    Store(#[from] BlobError),
}

/// Of these files those that nobody names and that lie in the store.
///
/// # Errors
/// `NotDeleted`.
pub async fn left(state: &Services, files: &BTreeSet<Sha256>) -> Result<BTreeSet<Sha256>, NotDeleted> {
    let mut left = BTreeSet::new();
    for (part, files) in parts(files) {
        let named = stored_files::named(&state.database, part).await?;
        for sha256 in files.into_iter().filter(|file| !named.contains_key(file)) {
            if state.blobs.look(sha256).await?.is_some() {
                left.insert(sha256);
            }
        }
    }
    Ok(left)
}

/// Deletes of these files those that nobody names, with the pages that were made of them; says how many went. One that somebody names
/// meanwhile is put back: it went aside first.
///
/// Whoever sends the same content in the same moment, before it is named, is told to send it again: a hand-in looks for its files once
/// more before a receipt promises them.
///
/// # Errors
/// `NotDeleted`; what was deleted before then is gone, all else is there.
pub async fn delete(state: &Services, files: &BTreeSet<Sha256>) -> Result<usize, NotDeleted> {
    let mut gone = BTreeSet::new();
    for (part, files) in parts(files) {
        let named = stored_files::named(&state.database, part).await?;
        for sha256 in files.into_iter().filter(|file| !named.contains_key(file)) {
            if let Some(found) = state.blobs.look(sha256).await?
                && !state.blobs.quarantine(found).await?
            {
                continue;
            }
            if stored_files::named(&state.database, part).await?.contains_key(&sha256) {
                state.blobs.bring_back(sha256).await?;
                continue;
            }
            state.blobs.delete_aside(sha256).await?;
            gone.insert(sha256);
        }
    }
    let many = gone.len();
    state.pages.retain(move |sha256| !gone.contains(&sha256)).await;
    Ok(many)
}

/// By the first byte, as the database is asked.
fn parts(files: &BTreeSet<Sha256>) -> BTreeMap<u8, Vec<Sha256>> {
    let mut parts: BTreeMap<u8, Vec<Sha256>> = BTreeMap::new();
    for file in files {
        let [first, ..] = *file.bytes();
        parts.entry(first).or_default().push(*file);
    }
    parts
}
