//! Keeping: from a temporary file to a file of the store that outlives a power cut, never over another one.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::Path,
    thread,
    time::{Duration, SystemTime},
};

use domain::files::Sha256;
use sha2::Digest;
use tempfile::{PathPersistError, TempPath};
use tokio::task::spawn_blocking;
use uuid::Uuid;

use super::{BlobError, Blobs, Incoming, folder};

impl Blobs {
    /// Moves a received file into the store; when this returns, the bytes are on the disk and a row may
    /// name them. The same content twice is one file: what is there already is read and compared, not trusted.
    /// Goes on to its end even if the caller goes away.
    ///
    /// # Errors
    /// `BlobError`; the store then holds the file whole or not at all.
    pub async fn keep(&self, incoming: Incoming) -> Result<(), BlobError> {
        let target = self.place(incoming.sha256());
        let damaged = self.folder.join(folder::DAMAGED);
        spawn_blocking(move || place(incoming, &target, &damaged)).await.map_err(io::Error::from)?
    }
}

fn place(incoming: Incoming, target: &Path, damaged: &Path) -> Result<(), BlobError> {
    let (size, sha256) = (incoming.size(), incoming.sha256());
    incoming.file.sync_all()?;
    let Incoming { file, temporary, .. } = incoming;
    drop(file);
    if let Err(taken) = move_to(temporary, target)? {
        match look_again(target, size, sha256)? {
            Kept::Whole => {}
            Kept::Damaged => {
                tracing::error!(%sha256, "a stored file was damaged; it is set aside, the new copy takes its place");
                set_aside(target, damaged)?;
                // If somebody else with the same content was faster now, theirs was written a moment ago.
                let _same_content_again = move_to(taken, target)?;
            }
            Kept::Gone => {
                let _same_content_again = move_to(taken, target)?;
            }
        }
    }
    if let Some(part) = target.parent() {
        folder::sync_folder(part)?;
    }
    Ok(())
}

/// Renames without replacing; gives the temporary file back if the name is taken.
fn move_to(mut temporary: TempPath, target: &Path) -> io::Result<Result<(), TempPath>> {
    let mut tries = 0;
    loop {
        match temporary.persist_noclobber(target) {
            Ok(()) => return Ok(Ok(())),
            Err(PathPersistError { error, path }) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Ok(Err(path));
            }
            // Windows: an antivirus program looks at the new file and holds it for a moment.
            Err(PathPersistError { error, path }) if cfg!(windows) && is_held(&error) && tries < 20 => {
                tries += 1;
                temporary = path;
                thread::sleep(Duration::from_millis(25));
            }
            Err(PathPersistError { error, .. }) => return Err(error),
        }
    }
}

/// Access denied, sharing violation.
fn is_held(error: &io::Error) -> bool {
    matches!(error.raw_os_error(), Some(5 | 32))
}

/// What lies under a name that is taken.
enum Kept {
    Whole,
    Damaged,
    /// It was taken into quarantine a moment ago: nobody had named it for long.
    Gone,
}

/// Somebody wants this content again: says so by the file's time, so that it is not taken for forgotten, and reads it.
fn look_again(target: &Path, size: u64, sha256: Sha256) -> io::Result<Kept> {
    let looked = File::open(target).and_then(|mut file| {
        file.set_modified(SystemTime::now())?;
        is_whole(&mut file, size, sha256, Duration::ZERO)
    });
    match looked {
        Ok(whole) => Ok(if whole { Kept::Whole } else { Kept::Damaged }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Kept::Gone),
        Err(error) => Err(error),
    }
}

/// Whether an open file has this size and these bytes. Sleeps for `pause` after each 256 kB, for whoever is in no hurry.
pub(super) fn is_whole(file: &mut File, size: u64, sha256: Sha256, pause: Duration) -> io::Result<bool> {
    if file.metadata()?.len() != size {
        return Ok(false);
    }
    let mut hash = sha2::Sha256::new();
    let mut chunk = vec![0; 256 * 1024];
    loop {
        match file.read(&mut chunk)? {
            0 => return Ok(hash.finalize().as_slice() == sha256.bytes()),
            length => hash.update(chunk.get(..length).unwrap_or_default()),
        }
        if !pause.is_zero() {
            thread::sleep(pause);
        }
    }
}

fn set_aside(target: &Path, damaged: &Path) -> io::Result<()> {
    fs::create_dir_all(damaged)?;
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    fs::rename(target, damaged.join(format!("{name}.{}", Uuid::new_v4())))
}
