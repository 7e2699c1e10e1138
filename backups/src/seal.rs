//! Locking and unlocking: whatever is sent is locked for the key of the envelope and for a second one that this run alone knows.

use std::{
    io::{self, BufReader, BufWriter, Read, Write},
    str::FromStr,
};

use age::{DecryptError, Decryptor, Encryptor, Identity, Recipient, x25519};
use domain::files::Sha256;

use crate::{
    error::{BackupError, PlaceError},
    label::Object,
    place::Place,
    read_back::{CHUNK, Tap},
};

/// Locks objects, and opens what it has locked.
pub struct Sealer {
    envelope: x25519::Recipient,
    /// Made for this run, and forgotten with it.
    own: x25519::Identity,
}

/// What was locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sealed {
    pub object: Object,
    /// Of the bytes inside.
    pub sha256: Sha256,
    /// Inside, in bytes.
    pub size: u64,
}

/// Why something was not locked.
#[derive(Debug)]
pub enum SealError {
    /// What was to be read could not be.
    Source(io::Error),
    Place(PlaceError),
}

impl From<PlaceError> for SealError {
    fn from(error: PlaceError) -> Self {
        Self::Place(error)
    }
}

impl Sealer {
    /// For this key of an envelope.
    ///
    /// # Errors
    /// `BackupError::BadKey`.
    pub fn new(recipient: &str) -> Result<Self, BackupError> {
        let envelope = x25519::Recipient::from_str(recipient).map_err(|_| BackupError::BadKey)?;
        Ok(Self { envelope, own: x25519::Identity::generate() })
    }

    /// Locks what `source` gives into a file that is on the disk; it has no name yet that counts.
    ///
    /// # Errors
    /// `SealError`; nothing is left behind.
    pub fn seal(&self, source: &mut dyn Read, place: &Place) -> Result<(Sealed, tempfile::TempPath), SealError> {
        let file = place.temporary()?;
        let path = file.path().to_owned();
        let failed = |error| SealError::Place(PlaceError::of(&path, error));
        let (file, temporary) = file.into_parts();
        let mut source = Tap::new(source);
        let written = self.write(&mut source, Tap::new(BufWriter::with_capacity(CHUNK, &file)), &failed)?;
        file.sync_all().map_err(failed)?;
        drop(file);
        let (sha256, size) = source.finish();
        let object = Object { sha256: written.0, size: written.1 };
        Ok((Sealed { object, sha256, size }, temporary))
    }

    /// Gives what was locked its name in the place, which has given it back as it was sent.
    pub fn keep(&self, (sealed, temporary): (Sealed, tempfile::TempPath), place: &Place) -> Result<Sealed, PlaceError> {
        place.keep(temporary, sealed.object.sha256, &|locked| self.opens(locked, sealed))?;
        Ok(sealed)
    }

    fn write<W: Write>(
        &self,
        source: &mut impl Read,
        mut locked: Tap<W>,
        failed: &impl Fn(io::Error) -> SealError,
    ) -> Result<(Sha256, u64), SealError> {
        let own = self.own.to_public();
        let recipients: [&dyn Recipient; 2] = [&self.envelope, &own];
        let encryptor =
            Encryptor::with_recipients(recipients.into_iter()).map_err(|error| failed(io::Error::other(error.to_string())))?;
        let mut plain = encryptor.wrap_output(&mut locked).map_err(failed)?;
        let mut chunk = vec![0; CHUNK];
        loop {
            match source.read(&mut chunk) {
                Ok(0) => break,
                Ok(length) => plain.write_all(chunk.get(..length).unwrap_or_default()).map_err(failed)?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(SealError::Source(error)),
            }
        }
        plain.finish().map_err(failed)?;
        locked.flush().map_err(failed)?;
        Ok(locked.finish())
    }

    /// Whether this is what was written, and opens to the same bytes.
    fn opens(&self, locked: Box<dyn Read>, sealed: Sealed) -> io::Result<bool> {
        match unlock(locked, &self.own, &mut io::sink()) {
            Ok(found) => Ok(found == sealed),
            Err(UnlockError::Disk(error)) => Err(error),
            Err(UnlockError::WrongKey | UnlockError::Damaged) => Ok(false),
            // Nothing is written anywhere.
            Err(UnlockError::Target(error)) => Err(error),
        }
    }

    /// Opens an object of this run into `target`.
    pub fn unlock_own(&self, locked: Box<dyn Read>, target: &mut dyn Write) -> Result<Sealed, UnlockError> {
        unlock(locked, &self.own, target)
    }
}

/// Why an object does not open.
#[derive(Debug)]
pub enum UnlockError {
    WrongKey,
    /// It was cut off, or changed.
    Damaged,
    /// It cannot be read.
    Disk(io::Error),
    /// What it opens to cannot be written.
    Target(io::Error),
}

/// Opens an object, and says what it was and what is inside.
///
/// # Errors
/// `UnlockError`; what came out until then is of no use.
pub fn unlock(locked: Box<dyn Read>, key: &dyn Identity, target: &mut dyn Write) -> Result<Sealed, UnlockError> {
    let mut locked = Tap::new(BufReader::with_capacity(CHUNK, locked));
    let opened = Decryptor::new(&mut locked).and_then(|decryptor| decryptor.decrypt(std::iter::once(key)));
    let (sha256, size) = match opened {
        Ok(plain) => copy(Tap::new(plain), target)?,
        Err(DecryptError::NoMatchingKeys) => return Err(UnlockError::WrongKey),
        Err(DecryptError::Io(error)) => return Err(of_reading(error)),
        Err(_) => return Err(UnlockError::Damaged),
    };
    // Nothing may stand behind the end.
    io::copy(&mut locked, &mut io::sink()).map_err(of_reading)?;
    let (outside, length) = locked.finish();
    Ok(Sealed { object: Object { sha256: outside, size: length }, sha256, size })
}

fn copy<R: Read>(mut plain: Tap<R>, target: &mut dyn Write) -> Result<(Sha256, u64), UnlockError> {
    let mut chunk = vec![0; CHUNK];
    loop {
        match plain.read(&mut chunk) {
            Ok(0) => return Ok(plain.finish()),
            Ok(length) => target.write_all(chunk.get(..length).unwrap_or_default()).map_err(UnlockError::Target)?,
            Err(error) => return Err(of_reading(error)),
        }
    }
}

/// What was changed or cut off is told by the format as one of these kinds; a disk that fails has others.
fn of_reading(error: io::Error) -> UnlockError {
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput => UnlockError::Damaged,
        _ => UnlockError::Disk(error),
    }
}
