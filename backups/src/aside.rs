//! Folders for what lies about unlocked while a backup is made or restored, and their end where a run was killed.
//!
//! Beside each such folder lies a file that its run holds locked. The system lets go of it when the run ends in whatever way: so
//! whoever gets the lock knows that nobody works there any more, and clears both away.

use std::{
    fs::{self, DirBuilder, File, TryLockError},
    io::{self, ErrorKind},
    os::unix::fs::{DirBuilderExt, MetadataExt},
    path::{Path, PathBuf},
};

use uuid::Uuid;

/// How the names of such folders begin.
const PREFIX: &str = ".hoso-restore-";
/// What is added to the name of the file beside one.
const HELD: &str = ".held";

/// A new folder that nobody else reads; gone with this, unless it was given another name.
#[derive(Debug)]
pub struct Aside {
    folder: PathBuf,
    held: PathBuf,
    _lock: File,
}

impl Aside {
    /// Makes one in `parent`, and clears away what killed runs have left there.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn new(parent: &Path) -> io::Result<Self> {
        sweep(parent)?;
        loop {
            let folder = parent.join(format!("{PREFIX}{}", Uuid::new_v4()));
            let held = beside(&folder);
            let lock = File::options().create_new(true).write(true).open(&held)?;
            // Where another run has swept between these two lines, the file is gone, and its lock protects nothing.
            if lock.try_lock().is_ok() && is_same(&lock, &held)? {
                let aside = Self { folder, held, _lock: lock };
                DirBuilder::new().mode(0o700).create(&aside.folder)?;
                return Ok(aside);
            }
        }
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Gives the folder its own name; where there is something already, nothing happens but an error.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn rename(self, into: &Path) -> io::Result<()> {
        fs::rename(&self.folder, into)
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if let Err(error) = clear(&self.folder, &self.held) {
            tracing::warn!(%error, folder = %self.folder.display(), "what was laid aside could not be removed");
        }
    }
}

/// Clears away what killed runs have left in `parent`, and nothing of one that goes on. What cannot be cleared away, because it is
/// another one's, stays, and is told in the journal.
///
/// # Errors
/// Those of reading `parent`.
pub fn sweep(parent: &Path) -> io::Result<()> {
    for entry in fs::read_dir(parent)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let Some(folder) = name.strip_suffix(HELD).filter(|name| name.starts_with(PREFIX)) else { continue };
        let (folder, held) = (parent.join(folder), parent.join(&name));
        if let Err(error) = clear_if_left(&folder, &held) {
            tracing::warn!(%error, folder = %folder.display(), "what a killed run has left could not be cleared away");
        }
    }
    Ok(())
}

fn clear_if_left(folder: &Path, held: &Path) -> io::Result<()> {
    if !fs::symlink_metadata(held)?.is_file() {
        return Ok(());
    }
    let lock = File::options().write(true).open(held)?;
    match lock.try_lock() {
        Ok(()) => {
            tracing::info!(folder = %folder.display(), "what a killed run has left is cleared away");
            clear(folder, held)
        }
        Err(TryLockError::WouldBlock) => Ok(()),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn beside(folder: &Path) -> PathBuf {
    let mut name = folder.as_os_str().to_owned();
    name.push(HELD);
    PathBuf::from(name)
}

/// First the folder: as long as the file is there, somebody comes back for it.
fn clear(folder: &Path, held: &Path) -> io::Result<()> {
    for gone in [fs::remove_dir_all(folder), fs::remove_file(held)] {
        match gone {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}

fn is_same(lock: &File, held: &Path) -> io::Result<bool> {
    let mine = lock.metadata()?;
    match fs::metadata(held) {
        Ok(found) => Ok((found.dev(), found.ino()) == (mine.dev(), mine.ino())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
