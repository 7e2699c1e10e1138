//! `hoso export-readable`: a whole school in a folder that is read without this program, beside a running server.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, BufWriter, ErrorKind, Read, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use domain::{files::StoredFile, vietnamese};
use records::{
    Clock, Database, DatabaseLocation, OpenError,
    readable_export::{self, ExportError, Exported, Outlet},
    schools,
};
use sha2::{Digest, Sha256};

use crate::{
    files::blobs::{Beside, BlobStoreError},
    startup,
};

/// The list of the hashes of all files.
const SUMS: &str = "SHA256SUMS.txt";
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
        outlet.finish().map_err(ExportError::from)?;
        words.push(told(&school.name, &into, &exported));
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

fn told(school: &str, folder: &Path, exported: &Exported) -> String {
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
    words
}

/// A folder, and the list of the hashes of what was written into it.
struct FolderOutlet {
    folder: PathBuf,
    blobs: PathBuf,
    open: Option<(String, BufWriter<File>, Sha256)>,
    sums: Option<BufWriter<File>>,
}

impl FolderOutlet {
    fn new(folder: PathBuf, blobs: PathBuf) -> Self {
        Self { folder, blobs, open: None, sums: None }
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
            self.sums = Some(BufWriter::new(self.create(SUMS)?));
        }
        let digest = domain::files::Sha256::new(hash.finalize().into());
        match &mut self.sums {
            Some(sums) => writeln!(sums, "{digest}  {path}"),
            None => Ok(()),
        }
    }

    /// All of it is on the disk.
    fn finish(self) -> io::Result<()> {
        match self.sums {
            Some(mut sums) => {
                sums.flush()?;
                sums.get_ref().sync_all()
            }
            None => Ok(()),
        }
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
        file.write_all(bytes)
    }

    fn end(&mut self) -> io::Result<()> {
        let Some((path, mut file, hash)) = self.open.take() else { return Err(ErrorKind::NotFound.into()) };
        file.flush()?;
        file.get_ref().sync_all()?;
        self.note(&path, hash)
    }

    fn copy(&mut self, path: &str, stored: &StoredFile) -> io::Result<bool> {
        let mut from = match File::open(self.blobs.join(stored.sha256.place())) {
            Ok(from) => from,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(error),
        };
        let mut into = self.create(path)?;
        let (mut hash, mut piece) = (Sha256::new(), vec![0; PIECE]);
        loop {
            let read = from.read(&mut piece)?;
            if read == 0 {
                break;
            }
            let bytes = piece.get(..read).unwrap_or_default();
            hash.update(bytes);
            into.write_all(bytes)?;
        }
        if <[u8; 32]>::from(hash.clone().finalize()) != *stored.sha256.bytes() {
            fs::remove_file(self.folder.join(path))?;
            return Ok(false);
        }
        into.sync_all()?;
        self.note(path, hash)?;
        Ok(true)
    }
}

#[cfg(test)]
#[path = "readable_export_tests.rs"]
mod tests;
