//! The schools' secret keys, each in a file of the data folder that nobody but the program reads: outside of the database, so
//! that a copy of that cannot sign.
//!
//! A key is made when a school signs for the first time, file before row. Where the file is gone a new one is made: what
//! was signed before is verified by its public key, which stays in the database.

use std::{
    fs::{self, DirBuilder, File, Permissions},
    io::{self, ErrorKind, Write},
    os::unix::fs::{DirBuilderExt, PermissionsExt},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use domain::people::SchoolId;
use records::signing::SchoolKey;

/// Of the data folder.
pub const FOLDER: &str = "signing-keys";
/// How the file of a key begins; the hex digits of the secret half follow.
const HEAD: &str = "hoso-ed25519-secret 1 ";

/// Why a key cannot be used; nothing is signed then.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("{}: {source}", .path.display())]
    Disk { path: PathBuf, source: io::Error },
    #[error("{} holds no key", .path.display())]
    NoKey { path: PathBuf },
    #[error("the machine gives no random bytes: {0}")]
    Random(getrandom::Error),
}

/// The keys of all schools, each read anew whenever something is signed: a file that was taken away or replaced counts at once.
#[derive(Clone, Debug)]
pub struct SigningKeys {
    folder: PathBuf,
    making: Arc<Mutex<()>>,
}

impl SigningKeys {
    /// Those of a data folder; nothing is read or made yet.
    pub fn of(data: &Path) -> Self {
        Self { folder: data.join(FOLDER), making: Arc::default() }
    }

    /// The key of a school, made where there is none. It waits for the disk.
    ///
    /// # Errors
    /// `KeyError`.
    pub fn of_school(&self, school: SchoolId) -> Result<SchoolKey, KeyError> {
        // Two who sign first at the same time must not make two keys.
        let _making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        let path = self.folder.join(school.to_string());
        match fs::read_to_string(&path) {
            Ok(text) => kept(&path, &text),
            Err(error) if error.kind() == ErrorKind::NotFound => self.make(&path),
            Err(source) => Err(KeyError::Disk { path, source }),
        }
    }

    /// Keeps a key that has signed already, as that of a school.
    ///
    /// # Errors
    /// `KeyError`.
    pub fn keep(&self, school: SchoolId, key: &SchoolKey) -> Result<(), KeyError> {
        let path = self.folder.join(school.to_string());
        self.write(&path, key).map_err(|source| KeyError::Disk { path, source })
    }

    fn make(&self, path: &Path) -> Result<SchoolKey, KeyError> {
        let key = SchoolKey::make().map_err(KeyError::Random)?;
        self.write(path, &key).map_err(|source| KeyError::Disk { path: path.to_owned(), source })?;
        tracing::info!(key = %key.id(), path = %path.display(), "a new key signs from now on");
        Ok(key)
    }

    /// The file is on the disk, whole, before anything is signed with its key.
    fn write(&self, path: &Path, key: &SchoolKey) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(&self.folder)?;
        // The temporary file is made for its owner alone (0600) from the beginning.
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        let digits: String = key.secret().iter().map(|byte| format!("{byte:02x}")).collect();
        writeln!(file, "{HEAD}{digits}")?;
        file.as_file().sync_all()?;
        file.persist_noclobber(path).map_err(|error| error.error)?;
        File::open(&self.folder)?.sync_all()?;
        File::open(self.folder.parent().unwrap_or(&self.folder))?.sync_all()
    }
}

fn kept(path: &Path, text: &str) -> Result<SchoolKey, KeyError> {
    let secret = text.trim_end().strip_prefix(HEAD).and_then(domain::hex::read);
    let key = secret.map(|secret| SchoolKey::of_secret(&secret)).ok_or_else(|| KeyError::NoKey { path: path.to_owned() })?;
    shut(path).map_err(|source| KeyError::Disk { path: path.to_owned(), source })?;
    Ok(key)
}

/// Whoever copied the data folder may have opened the file to others.
fn shut(path: &Path) -> io::Result<()> {
    let mode = fs::metadata(path)?.permissions().mode();
    if mode & 0o077 != 0 {
        tracing::warn!(path = %path.display(), "others could read a signing key; the file is shut again");
        fs::set_permissions(path, Permissions::from_mode(0o600))?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "signing_keys_tests.rs"]
mod tests;
