//! SQLite needs a disk of this machine: network shares and synchronised folders lose data.

use std::path::{Component, Path, Prefix};

use super::OpenError;

/// File systems of Linux that are another machine's, or a mask in front of one.
const REMOTE: [&str; 9] = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "fuse.rclone", "fuse.glusterfs"];

/// Folders that a background program copies away under the feet of the database.
const SYNCED: [&str; 6] = ["onedrive", "dropbox", "google drive", "my drive", "icloud drive", "nextcloud"];

/// Refuses a folder where SQLite cannot keep its promise.
pub(super) fn refuse_shared(path: &Path) -> Result<(), OpenError> {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mounts = std::fs::read_to_string("/proc/mounts").unwrap_or_default();
    match synced(&whole).or_else(|| remote(&whole, &mounts)) {
        Some(kind) => Err(OpenError::SharedFolder { path: path.to_owned(), kind }),
        None => Ok(()),
    }
}

/// The synchronising program whose folder this is in, or the share it is on (Windows).
fn synced(path: &Path) -> Option<String> {
    path.components().find_map(|component| match component {
        Component::Prefix(prefix) => match prefix.kind() {
            Prefix::UNC(..) | Prefix::VerbatimUNC(..) => Some("UNC".to_owned()),
            _ => None,
        },
        Component::Normal(name) => {
            let name = name.to_string_lossy();
            let folded = name.to_lowercase();
            // "OneDrive - Trường Mầm non Hoa Sen" is one as well.
            SYNCED.iter().any(|synced| folded == *synced || folded.starts_with(&format!("{synced} - "))).then(|| name.into_owned())
        }
        _ => None,
    })
}

/// The remote file system it is on, by the longest mount point above it (Linux).
fn remote(path: &Path, mounts: &str) -> Option<String> {
    let mount = mounts
        .lines()
        .filter_map(|line| {
            let mut fields = line.split(' ').skip(1);
            let point = fields.next()?.replace("\\040", " ");
            let kind = fields.next()?;
            path.starts_with(&point).then_some((point.len(), kind))
        })
        .max_by_key(|(length, _)| *length);
    mount.map(|(_, kind)| kind).filter(|kind| REMOTE.contains(kind)).map(str::to_owned)
}

#[cfg(test)]
#[path = "place_tests.rs"]
mod tests;
