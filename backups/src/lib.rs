//! Backups that restore: what the school has, locked for a key in an envelope, in a folder on another disk or in a bucket of a store
//! that speaks S3.
//!
//! A place of backups is a folder, or holds such names in a bucket:
//!
//! | what | |
//! | --- | --- |
//! | `hoso-backups` | the marker: whose backups these are |
//! | `objects/ab/abcd…` | whatever is kept, locked, each under the SHA-256 of its locked bytes |
//! | `backups/N.hoso` | one backup: a label, signed with the school's key, of all the objects that belong to it |
//! | `tmp`, `lock` | what is under way |
//!
//! An object is written under a temporary name, synced, read back from the disk, unlocked, compared with what had been read, and
//! only then given its name; a bucket gets it under its name, and must give it back as well. A backup is there when its label is,
//! and the label comes last. Nothing is ever written over.
//!
//! The server has no key that opens a backup. What is read back is opened with a second key of the run, which is made for it, kept
//! in memory, and forgotten with it ([decision 0042](../docs/decisions/0042-backups.md)).

mod address;
mod aside;
mod contents;
mod error;
mod label;
mod list;
mod look;
mod make;
mod place;
mod read_back;
mod recovery;
mod restore;
mod seal;
mod take;
mod tidy;

pub use address::{Address, AddressError, Bucket};
pub use error::{BackupError, BucketError, LabelFault, PlaceError, RestoreError};
pub use label::Label;
pub use list::{Listed, Whole, list};
pub use look::{Standing, look};
pub use make::{Made, Source, make, sweep};
pub use recovery::{KeyFile, KeyFileError, make_key, write_key};
pub use restore::{Asked, Chosen, Restored, rehearse, restore};

#[cfg(test)]
mod tests;
