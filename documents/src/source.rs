//! Where the bytes come from: a file that tells its own faults from those of the disk under it.

use std::{
    cell::RefCell,
    io::{self, Read, Seek, SeekFrom},
    rc::Rc,
};

use rawzip::ReaderAt;

/// A file or a part of one, of a size that is known, read from many places. Clones read the same file.
#[derive(Debug)]
pub struct Source<R> {
    shared: Rc<RefCell<Shared<R>>>,
    /// In bytes.
    size: u64,
    place: u64,
}

#[derive(Debug)]
struct Shared<R> {
    inner: R,
    /// What went wrong under us, kept until somebody asks: parsers wrap errors, and some lose them.
    fault: Option<io::ErrorKind>,
    number: Option<i32>,
}

impl<R> Clone for Source<R> {
    fn clone(&self) -> Self {
        Self { shared: Rc::clone(&self.shared), size: self.size, place: self.place }
    }
}

impl<R: Read + Seek> Source<R> {
    /// # Errors
    /// Those of the disk, when it is asked for the size.
    pub fn new(mut inner: R) -> io::Result<Self> {
        let size = inner.seek(SeekFrom::End(0))?;
        Ok(Self { shared: Rc::new(RefCell::new(Shared { inner, fault: None, number: None })), size, place: 0 })
    }

    /// In bytes.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The fault of the disk, if there was one: then nothing is known of the file, whatever a parser made of it.
    ///
    /// # Errors
    /// That fault.
    pub fn check(&self) -> io::Result<()> {
        let shared = self.shared.borrow();
        match (shared.number, shared.fault) {
            (Some(number), _) => Err(io::Error::from_raw_os_error(number)),
            (None, Some(kind)) => Err(kind.into()),
            (None, None) => Ok(()),
        }
    }

    /// Up to so many bytes from this place on; fewer where the file ends.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn piece(&self, from: u64, most: usize) -> io::Result<Vec<u8>> {
        let length = most.min(usize::try_from(self.size.saturating_sub(from)).unwrap_or(usize::MAX));
        let mut piece = vec![0; length];
        let mut filled = 0;
        while let Some(rest) = piece.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match self.read_at(rest, from + filled as u64)? {
                0 => break,
                read => filled += read,
            }
        }
        piece.truncate(filled);
        Ok(piece)
    }
}

impl<R: Read + Seek> ReaderAt for Source<R> {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let left = self.size.saturating_sub(offset);
        if left == 0 {
            return Ok(0);
        }
        let most = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let mut shared = self.shared.borrow_mut();
        let Some(buffer) = buffer.get_mut(..most) else { return Ok(0) };
        let read = shared.inner.seek(SeekFrom::Start(offset)).and_then(|_| shared.inner.read(buffer));
        read.inspect_err(|error| {
            if error.kind() != io::ErrorKind::Interrupted {
                shared.fault = Some(error.kind());
                shared.number = error.raw_os_error();
            }
        })
    }
}

impl<R: Read + Seek> Read for Source<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.read_at(buffer, self.place)?;
        self.place += read as u64;
        Ok(read)
    }
}

impl<R: Read + Seek> Seek for Source<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.place.checked_add_signed(by),
        };
        self.place = place.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.place)
    }
}
