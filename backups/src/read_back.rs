//! Reading what was written from the disk itself, as far as the system lets one: its memory of the bytes is forgotten first.

use std::{
    fs::{File, OpenOptions},
    io::{self, ErrorKind, Read},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use domain::files::Sha256;
use rustix::fs::{Advice, OFlags, fadvise};
use sha2::Digest;

/// How much is read at once.
pub const CHUNK: usize = 256 * 1024;

/// Opens a file of a disk that somebody else may have written to: a link leads out of it, and a pipe never ends.
pub fn open_plain(path: &Path) -> io::Result<File> {
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let file = OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::new(ErrorKind::InvalidData, "no plain file")) }
}

/// Opens a synced file whose bytes come from the disk.
pub fn open(path: &Path) -> io::Result<File> {
    let file = open_plain(path)?;
    // A system that does not want to forget reads from memory; that is no fault.
    let _ = fadvise(&file, 0, None, Advice::DontNeed);
    Ok(file)
}

/// The SHA-256 of what can be read, and its length.
pub fn hash(bytes: impl Read) -> io::Result<(Sha256, u64)> {
    let mut tap = Tap::new(bytes);
    io::copy(&mut tap, &mut io::sink())?;
    Ok(tap.finish())
}

/// Counts and hashes whatever is read through it.
#[derive(Debug)]
pub struct Tap<R> {
    inner: R,
    hash: sha2::Sha256,
    length: u64,
}

impl<R> Tap<R> {
    pub fn new(inner: R) -> Self {
        Self { inner, hash: sha2::Sha256::new(), length: 0 }
    }

    pub fn finish(self) -> (Sha256, u64) {
        (Sha256::new(self.hash.finalize().into()), self.length)
    }
}

impl<R: Read> Read for Tap<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.hash.update(buffer.get(..length).unwrap_or_default());
        self.length += length as u64;
        Ok(length)
    }
}

impl<W: io::Write> io::Write for Tap<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let length = self.inner.write(buffer)?;
        self.hash.update(buffer.get(..length).unwrap_or_default());
        self.length += length as u64;
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
