//! An archive that is prepared before it is sent: what was written for it lies in files without a name, the stored files are read and
//! compared once, and so its length is known to the byte before anybody takes it.
//!
//! Nothing of it can be opened by a name, and nothing is left of it when the program ends, however that comes. Memory holds a piece
//! of one file, however many there are: also the plan of what follows what lies in such a file.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, ErrorKind, Read, Write},
    os::unix::fs::FileExt,
    path::Path,
    sync::Arc,
};

use axum::{
    body::Body,
    http::{
        HeaderValue, Response,
        header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE},
    },
};
use bytes::Bytes;
use domain::{
    days::Timestamp,
    files::{Sha256, StoredFile},
};
use futures::stream;
use sha2::Digest;
use tokio::task::spawn_blocking;

use super::{
    blobs::{BlobError, Blobs},
    download::{ALWAYS, CHUNK, Sending, disposition},
    zip::{Archive, Entry},
};

/// An archive that is being put together.
pub struct Preparing {
    /// Headers and whatever was written for the archive, in no order.
    made: Growing,
    /// Every name once more, with its place.
    directory: Growing,
    /// What comes after what: a line for each part.
    plan: Growing,
    /// Stored files of which nobody has looked at the bytes: a line for each.
    waiting: Option<Growing>,
    archive: Archive,
    at: Timestamp,
    /// How long the parts of the plan are together.
    length: u64,
    open: Option<Open>,
}

/// A file that is being written into it.
struct Open {
    path: String,
    /// Where it begins.
    begins: u64,
    crc: crc32fast::Hasher,
    hash: sha2::Sha256,
}

/// A file without a name that grows at its end.
struct Growing {
    file: BufWriter<File>,
    length: u64,
}

impl Growing {
    fn new(folder: &Path) -> io::Result<Self> {
        Ok(Self { file: BufWriter::new(tempfile::tempfile_in(folder)?), length: 0 })
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    fn finish(self) -> io::Result<Arc<File>> {
        Ok(Arc::new(self.file.into_inner().map_err(io::IntoInnerError::into_error)?))
    }
}

/// What has become of a stored file that was to be in the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    /// It is in it, with so many bytes.
    Whole(u64),
    /// It is not what was handed in, or not there.
    Broken,
}

impl Preparing {
    /// Nothing yet; what is written lies in files without a name on the disk of `folder`.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn new(folder: &Path, at: Timestamp) -> io::Result<Self> {
        let grow = || Growing::new(folder);
        Ok(Self {
            made: grow()?,
            directory: grow()?,
            plan: grow()?,
            waiting: Some(grow()?),
            archive: Archive::default(),
            at,
            length: 0,
            open: None,
        })
    }

    /// Begins a file that is written here.
    pub fn begin(&mut self, path: String) {
        let begins = self.made.length;
        self.open = Some(Open { path, begins, crc: crc32fast::Hasher::new(), hash: sha2::Sha256::new() });
    }

    /// Adds to the file that was begun last.
    ///
    /// # Errors
    /// Those of the disk; `NotFound` where none was begun.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let open = self.open.as_mut().ok_or(ErrorKind::NotFound)?;
        open.crc.update(bytes);
        open.hash.update(bytes);
        self.made.write(bytes)
    }

    /// Ends it; what it is.
    ///
    /// # Errors
    /// Those of the disk; `NotFound` where none was begun.
    pub fn end(&mut self) -> io::Result<Sha256> {
        let Open { path, begins, crc, hash } = self.open.take().ok_or(ErrorKind::NotFound)?;
        let size = self.made.length - begins;
        self.add(path, size, crc.finalize())?;
        self.part(&format!("made {begins} {size}"), size)?;
        Ok(Sha256::new(hash.finalize().into()))
    }

    /// Names a stored file that is to be in it; its bytes are looked at by `look`.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn keep_waiting(&mut self, path: &str, file: &StoredFile) -> io::Result<()> {
        let waiting = self.waiting.as_mut().ok_or(ErrorKind::NotFound)?;
        waiting.write(format!("{} {} {path}\n", file.sha256, file.size).as_bytes())
    }

    /// Looks at every stored file that was named, once, and puts in what is what was handed in; `told` hears of each, with its path,
    /// and may end it all by an error.
    ///
    /// # Errors
    /// Those of the disk, and whatever `told` says.
    pub fn look(
        &mut self,
        blobs: &Blobs,
        root: &str,
        mut told: impl FnMut(&str, Sha256, Looked) -> io::Result<()>,
    ) -> io::Result<()> {
        let waiting = self.waiting.take().ok_or(ErrorKind::NotFound)?.finish()?;
        for line in BufReader::new(FromBegin { file: waiting, at: 0 }).lines() {
            let line = line?;
            let (sha256, size, path) = named(&line).ok_or(ErrorKind::InvalidData)?;
            match sum(&blobs.path(sha256), sha256, size)? {
                Some(crc) => {
                    self.add(format!("{root}/{path}"), size, crc)?;
                    self.part(&format!("stored {sha256} {size}"), size)?;
                    told(path, sha256, Looked::Whole(size))?;
                }
                None => told(path, sha256, Looked::Broken)?,
            }
        }
        Ok(())
    }

    /// All of it, to be sent as often as one likes.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn finish(mut self) -> io::Result<Prepared> {
        let last = self.archive.directory();
        self.directory.write(&last)?;
        let end = self.archive.end();
        self.directory.write(&end)?;
        let length = self.length + self.directory.length;
        let behind = self.directory.length;
        self.plan.write(format!("directory 0 {behind}\n").as_bytes())?;
        Ok(Prepared { made: self.made.finish()?, directory: self.directory.finish()?, plan: self.plan.finish()?, length })
    }

    /// The header of a file, whose bytes come next.
    fn add(&mut self, path: String, size: u64, crc: u32) -> io::Result<()> {
        let header = self.archive.header(&Entry { path, size, at: self.at }, crc);
        let begins = self.made.length;
        self.made.write(&header)?;
        let size = header.len() as u64;
        self.part(&format!("made {begins} {size}"), size)?;
        let directory = self.archive.directory();
        self.directory.write(&directory)
    }

    fn part(&mut self, line: &str, size: u64) -> io::Result<()> {
        self.length += size;
        self.plan.write(line.as_bytes())?;
        self.plan.write(b"\n")
    }
}

/// A stored file as `keep_waiting` wrote it down.
fn named(line: &str) -> Option<(Sha256, u64, &str)> {
    let (sha256, rest) = line.split_once(' ')?;
    let (size, path) = rest.split_once(' ')?;
    Some((Sha256::from_hex(sha256)?, size.parse().ok()?, path))
}

/// The sum of a stored file that is what was handed in.
fn sum(place: &Path, sha256: Sha256, size: u64) -> io::Result<Option<u32>> {
    let mut file = match File::open(place) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let (mut crc, mut hash, mut length, mut chunk) = (crc32fast::Hasher::new(), sha2::Sha256::new(), 0, vec![0; CHUNK]);
    loop {
        let read = file.read(&mut chunk)?;
        let Some(piece) = chunk.get(..read).filter(|piece| !piece.is_empty()) else { break };
        crc.update(piece);
        hash.update(piece);
        length += piece.len() as u64;
    }
    let is_whole = length == size && hash.finalize().as_slice() == sha256.bytes();
    Ok(is_whole.then(|| crc.finalize()))
}

/// An archive that can be sent.
#[derive(Debug)]
pub struct Prepared {
    made: Arc<File>,
    directory: Arc<File>,
    plan: Arc<File>,
    length: u64,
}

impl Prepared {
    /// In bytes.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The answer that carries it, under this name, with its exact length. Every stored file is compared once more on its way: where
    /// one is not what it was, the connection breaks before its last piece.
    ///
    /// # Errors
    /// `BlobError::Busy` where too many files are on their way.
    pub async fn send(&self, blobs: &Blobs, name: &str) -> Result<Response<Body>, BlobError> {
        let handle = blobs.handle_to_send().await?;
        let sent = Sent {
            blobs: blobs.clone(),
            made: self.made.clone(),
            directory: self.directory.clone(),
            plan: BufReader::new(FromBegin { file: self.plan.clone(), at: 0 }),
            place: Place::Plan,
        };
        let pieces = stream::try_unfold((sent, handle), |(sent, handle)| async {
            let piece = spawn_blocking(|| sent.next()).await??;
            Ok::<_, io::Error>(piece.map(|(piece, sent)| (piece, (sent, handle))))
        });
        let mut response = Response::new(Body::from_stream(pieces));
        let headers = response.headers_mut();
        headers.extend(ALWAYS);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/zip"));
        headers.insert(CONTENT_LENGTH, HeaderValue::from(self.length));
        headers.insert(CONTENT_DISPOSITION, disposition(name));
        Ok(response)
    }
}

/// Reads a file from its beginning, wherever others read it.
struct FromBegin {
    file: Arc<File>,
    at: u64,
}

impl Read for FromBegin {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read_at(into, self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}

/// What comes next.
enum Place {
    /// The next line of the plan.
    Plan,
    /// A part of a file without a name.
    Part {
        file: Arc<File>,
        at: u64,
        left: u64,
    },
    Stored(Box<Sending>),
}

struct Sent {
    blobs: Blobs,
    made: Arc<File>,
    directory: Arc<File>,
    plan: BufReader<FromBegin>,
    place: Place,
}

impl Sent {
    /// The next piece of the archive; at its end none.
    fn next(mut self) -> io::Result<Option<(Bytes, Self)>> {
        loop {
            match std::mem::replace(&mut self.place, Place::Plan) {
                Place::Part { file, at, left } if left > 0 => {
                    let mut piece = vec![0; CHUNK.min(usize::try_from(left).unwrap_or(CHUNK))];
                    file.read_exact_at(&mut piece, at)?;
                    let read = piece.len() as u64;
                    self.place = Place::Part { file, at: at + read, left: left - read };
                    return Ok(Some((Bytes::from(piece), self)));
                }
                Place::Stored(sending) => {
                    if let Some((piece, sending)) = sending.next()? {
                        self.place = Place::Stored(Box::new(sending));
                        return Ok(Some((piece, self)));
                    }
                }
                Place::Part { .. } | Place::Plan => {
                    let mut line = String::new();
                    if self.plan.read_line(&mut line)? == 0 {
                        return Ok(None);
                    }
                    self.place = self.planned(line.trim_end()).ok_or(ErrorKind::InvalidData)??;
                }
            }
        }
    }

    fn planned(&self, line: &str) -> Option<io::Result<Place>> {
        let mut words = line.split(' ');
        let (what, first, second) = (words.next()?, words.next()?, words.next()?.parse().ok()?);
        let part = |file: &Arc<File>| Some(Ok(Place::Part { file: file.clone(), at: first.parse().ok()?, left: second }));
        match what {
            "made" => part(&self.made),
            "directory" => part(&self.directory),
            _ => {
                let sha256 = Sha256::from_hex(first)?;
                let opened = File::open(self.blobs.path(sha256));
                Some(opened.map(|file| Place::Stored(Box::new(Sending::all_of(file, second, sha256)))))
            }
        }
    }
}

#[cfg(test)]
mod tests;
