//! `hoso export-readable`: a whole school in a folder that is read without this program, beside a running server.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, BufWriter, ErrorKind, Read, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use domain::{
    files::StoredFile,
    readable_export::{ExportSize, LACKING, lacking_told},
    vietnamese,
};
use records::{
    Clock, Database, DatabaseLocation, Error, OpenError, Work,
    readable_export::{self, ExportError, Exported, Outlet},
    schools,
};
use sha2::{Digest, Sha256};

use crate::{
    files::blobs::{Beside, BlobStoreError},
    startup,
};

/// The list of the hashes of all files.
pub(crate) const SUMS: &str = "SHA256SUMS.txt";
/// How much of a file is read at once.
const PIECE: usize = 128 * 1024;
/// How many files that are not in it are named at the console.
const MAX_NAMED: usize = 20;

/// Why there is no export.
#[derive(Debug, thiserror::Error)]
pub enum NotExported {
    #[error("không thấy cơ sở dữ liệu {}. Ghi --data đúng như khi chạy chương trình; dùng PostgreSQL thì ghi cả --database-url.", .0.display())]
    NoDatabase(PathBuf),
    #[error("đã có {}. Xuất ra một thư mục mới.", .0.display())]
    IsThere(PathBuf),
    #[error("không tạo được thư mục {}: {source}. Xem lại ổ đĩa và quyền.", .folder.display())]
    Folder { folder: PathBuf, source: io::Error },
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Store(#[from] BlobStoreError),
    #[error("cơ sở dữ liệu chưa có trường nào.")]
    NoSchool,
    #[error(transparent)]
    Export(#[from] ExportError),
}

/// Writes every school of a database into `folder`, which must not be there; several schools into a folder each.
///
/// # Errors
/// `NotExported`; what was written then is no export, and the words say so.
pub async fn export(folder: &Path, data: &Path, database_url: Option<&str>) -> Result<String, NotExported> {
    let place = startup::place(data, database_url);
    if let DatabaseLocation::File(database) = &place
        && !database.exists()
    {
        return Err(NotExported::NoDatabase(database.clone()));
    }
    let database = Database::open_as_it_is(&place, Clock::System).await?;
    let done = export_from(&database, folder, &data.join("blobs")).await;
    database.close().await;
    done
}

async fn export_from(database: &Database, folder: &Path, blobs: &Path) -> Result<String, NotExported> {
    Beside::of(blobs, database.store())?;
    let all = schools::all(database).await.map_err(ExportError::from)?;
    make(folder)?;
    let mut words = Vec::new();
    for school in &all {
        let into = if all.len() == 1 { folder.to_owned() } else { folder.join(school.id.to_string()) };
        if all.len() > 1 {
            make(&into)?;
        }
        let outlet = FolderOutlet::new(into.clone(), blobs.to_owned());
        let (outlet, exported) = readable_export::write(database, school.id, outlet).await?;
        let (bytes, sums) = outlet.finish(&exported).map_err(ExportError::from)?;
        let size = size_of(&exported, bytes);
        let note = async move |work: &mut Work| readable_export::note_at_console(work, size, sums).await;
        let noted = database.write(school.id, None, note).await.map(drop);
        words.push(told(&school.name, &into, &exported, noted));
    }
    if words.is_empty() { Err(NotExported::NoSchool) } else { Ok(words.join("\n")) }
}

/// For its owner's eyes alone.
fn make(folder: &Path) -> Result<(), NotExported> {
    DirBuilder::new().mode(0o700).create(folder).map_err(|source| match source.kind() {
        ErrorKind::AlreadyExists => NotExported::IsThere(folder.to_owned()),
        _ => NotExported::Folder { folder: folder.to_owned(), source },
    })
}

/// How much an export holds, whose files and lists are so many bytes together.
pub(crate) fn size_of(exported: &Exported, bytes: u64) -> ExportSize {
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    ExportSize {
        records: number(exported.records),
        versions: number(exported.versions),
        files: number(exported.files),
        lacking: number(exported.lacking.len()),
        bytes,
    }
}

fn told(school: &str, folder: &Path, exported: &Exported, noted: Result<(), Error>) -> String {
    let number = |count: usize| vietnamese::number(i64::try_from(count).unwrap_or(i64::MAX));
    let mut words = format!(
        "{school}: {} hồ sơ, {} phiên bản, {} tệp vào {}.\nMở index.html để đọc; README.txt ghi cách kiểm tra. Trong đó có hồ sơ hạn chế \
         người xem: giữ kín.",
        number(exported.records),
        number(exported.versions),
        number(exported.files),
        folder.display()
    );
    if !exported.lacking.is_empty() {
        let named: Vec<&str> = exported.lacking.iter().take(MAX_NAMED).map(String::as_str).collect();
        words.push_str(&format!("\n{} tệp không có trong đó:\n  {}", number(exported.lacking.len()), named.join("\n  ")));
    }
    // A copy on a disk that takes nothing is exported all the same.
    if noted.is_err() {
        words.push_str("\nBản xuất đủ, nhưng không ghi được vào nhật ký của cơ sở dữ liệu này.");
    }
    words
}

/// A line of the list of hashes, as `sha256sum` reads it.
pub(crate) fn sum_line(sha256: domain::files::Sha256, path: &str) -> String {
    format!("{sha256}  {path}\n")
}

/// What begins a file that Windows is to read as UTF-8.
pub(crate) fn with_mark(text: &str) -> String {
    format!("\u{feff}{text}")
}

/// A folder, and the list of the hashes of what was written into it.
struct FolderOutlet {
    folder: PathBuf,
    blobs: PathBuf,
    open: Option<(String, BufWriter<File>, Sha256)>,
    sums: Option<(BufWriter<File>, Sha256)>,
    /// Of all that was written.
    bytes: u64,
}

impl FolderOutlet {
    fn new(folder: PathBuf, blobs: PathBuf) -> Self {
        Self { folder, blobs, open: None, sums: None, bytes: 0 }
    }

    /// A new file, never over another one.
    fn create(&self, path: &str) -> io::Result<File> {
        let place = self.folder.join(path);
        if let Some(parent) = place.parent() {
            DirBuilder::new().recursive(true).mode(0o700).create(parent)?;
        }
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(place)
    }

    fn note(&mut self, path: &str, hash: Sha256) -> io::Result<()> {
        if self.sums.is_none() {
            self.sums = Some((BufWriter::new(self.create(SUMS)?), Sha256::new()));
        }
        let line = sum_line(domain::files::Sha256::new(hash.finalize().into()), path);
        self.bytes += line.len() as u64;
        match &mut self.sums {
            Some((sums, digest)) => {
                digest.update(&line);
                sums.write_all(line.as_bytes())
            }
            None => Ok(()),
        }
    }

    /// All of it is on the disk, with what is not in it; how many bytes, and the hash of the list of hashes.
    fn finish(mut self, exported: &Exported) -> io::Result<(u64, domain::files::Sha256)> {
        self.begin(LACKING)?;
        self.write(with_mark(&lacking_told(&exported.lacking)).as_bytes())?;
        self.end()?;
        let (mut sums, digest) = self.sums.ok_or(ErrorKind::NotFound)?;
        sums.flush()?;
        sums.get_ref().sync_all()?;
        Ok((self.bytes, domain::files::Sha256::new(digest.finalize().into())))
    }
}

impl Outlet for FolderOutlet {
    fn begin(&mut self, path: &str) -> io::Result<()> {
        self.open = Some((path.to_owned(), BufWriter::new(self.create(path)?), Sha256::new()));
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some((_, file, hash)) = &mut self.open else { return Err(ErrorKind::NotFound.into()) };
        hash.update(bytes);
        self.bytes += bytes.len() as u64;
        file.write_all(bytes)
    }

    fn end(&mut self) -> io::Result<()> {
        let Some((path, mut file, hash)) = self.open.take() else { return Err(ErrorKind::NotFound.into()) };
        file.flush()?;
        file.get_ref().sync_all()?;
        self.note(&path, hash)
    }

    fn copy(&mut self, path: &str, stored: &StoredFile) -> io::Result<bool> {
        // What the store's disk does not give is no better than what it gives otherwise, and holds up no other file.
        let unread = |error: io::Error| {
            tracing::error!(%error, sha256 = %stored.sha256, "a stored file cannot be read: it is not in the export");
        };
        let mut from = match File::open(self.blobs.join(stored.sha256.place())) {
            Ok(from) => from,
            Err(error) => {
                unread(error);
                return Ok(false);
            }
        };
        let mut into = self.create(path)?;
        let (mut hash, mut piece, mut is_read) = (Sha256::new(), vec![0; PIECE], true);
        loop {
            let read = match from.read(&mut piece) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) => {
                    unread(error);
                    is_read = false;
                    break;
                }
            };
            let bytes = piece.get(..read).unwrap_or_default();
            hash.update(bytes);
            into.write_all(bytes)?;
        }
        if !is_read || <[u8; 32]>::from(hash.clone().finalize()) != *stored.sha256.bytes() {
            fs::remove_file(self.folder.join(path))?;
            return Ok(false);
        }
        into.sync_all()?;
        self.bytes += stored.size;
        self.note(path, hash)?;
        Ok(true)
    }
}

#[cfg(test)]
#[path = "readable_export_tests.rs"]
mod tests;
