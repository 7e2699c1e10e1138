//! The folder on disk: its parts, the marker that pairs it with a database, and whether it can be used.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
};

use domain::{files::STORE_MARKER, vietnamese};
use uuid::Uuid;

use super::is_full;

/// Uploads under way; on the same volume as the files, or the rename would be a copy.
pub const TEMPORARY: &str = "tmp";
/// Files found damaged when the same content came again: kept for whoever looks into it.
pub const DAMAGED: &str = "damaged";
/// Files that nobody named for days: kept for some weeks more, in case that was a mistake.
pub const QUARANTINE: &str = "quarantine";
const LOCK: &str = "lock";

/// Why the store cannot be used, in words for the console and for `/healthz`.
#[derive(Debug, thiserror::Error)]
pub enum BlobStoreError {
    #[error(
        "Kho tệp {} là của một cơ sở dữ liệu khác: kho mang số {found}, cơ sở dữ liệu mang số {expected}. \
         Xem lại thư mục dữ liệu (--data) và ổ đĩa đã gắn. Chưa có gì bị thay đổi.", .folder.display()
    )]
    OtherStore { folder: PathBuf, found: String, expected: Uuid },
    #[error(
        "Cơ sở dữ liệu đã có tệp nhưng kho tệp {} không có dấu của kho. Có thể ổ đĩa chưa được gắn, \
         hoặc thư mục dữ liệu (--data) chưa đúng. Chưa có gì bị thay đổi.", .folder.display()
    )]
    NoMarker { folder: PathBuf },
    #[error("Kho tệp {} đang được một chương trình khác dùng. Tắt chương trình đó rồi chạy lại.", .folder.display())]
    InUse { folder: PathBuf },
    #[error("Không ghi được vào kho tệp {}: {source}. Xem lại quyền ghi của thư mục và ổ đĩa.", .folder.display())]
    Unwritable { folder: PathBuf, source: io::Error },
    #[error(
        "Ổ đĩa của kho tệp {} chỉ còn trống {}, cần ít nhất {}. Dọn bớt ổ đĩa; trong lúc này chưa nhận thêm tệp.",
        .folder.display(), vietnamese::file_size(*.free), vietnamese::file_size(*.least)
    )]
    Full { folder: PathBuf, free: u64, least: u64 },
}

/// Makes or checks every part of the store, and takes its lock.
pub fn prepare(folder: &Path, store: Uuid, may_be_new: bool) -> Result<File, BlobStoreError> {
    let unwritable = |source| BlobStoreError::Unwritable { folder: folder.to_owned(), source };
    let marker = read_marker(folder).map_err(unwritable)?;
    match &marker {
        Some(found) => compare(folder, found, store)?,
        None if !may_be_new || holds_files(folder) => return Err(BlobStoreError::NoMarker { folder: folder.to_owned() }),
        None => {}
    }
    fs::create_dir_all(folder.join(TEMPORARY)).map_err(unwritable)?;
    let lock = take_lock(folder)?;
    make_parts(folder).map_err(unwritable)?;
    if marker.is_none() {
        write_synced(&folder.join(STORE_MARKER), format!("{store}\n").as_bytes()).map_err(unwritable)?;
    }
    sweep(&folder.join(TEMPORARY)).map_err(unwritable)?;
    // On a full disk files can still be read; "/healthz" says that none are taken.
    probe(folder).or_else(|error| if is_full(&error) { Ok(()) } else { Err(error) }).map_err(unwritable)?;
    sync_folder(folder).map_err(unwritable)?;
    Ok(lock)
}

/// What `/healthz` wants to know.
pub fn examine(folder: &Path, store: Uuid, least: u64) -> Result<(), BlobStoreError> {
    let unwritable = |source| BlobStoreError::Unwritable { folder: folder.to_owned(), source };
    check_marker(folder, store)?;
    let free = fs4::available_space(folder).map_err(unwritable)?;
    if free < least {
        return Err(BlobStoreError::Full { folder: folder.to_owned(), free, least });
    }
    probe(folder).map_err(unwritable)
}

/// Whether the folder carries the random number of this database.
pub fn check_marker(folder: &Path, store: Uuid) -> Result<(), BlobStoreError> {
    match read_marker(folder) {
        Ok(Some(found)) => compare(folder, &found, store),
        Ok(None) => Err(BlobStoreError::NoMarker { folder: folder.to_owned() }),
        Err(source) => Err(BlobStoreError::Unwritable { folder: folder.to_owned(), source }),
    }
}

/// Makes a rename or a new name in `folder` last through a power cut.
#[cfg(unix)]
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows has no fsync of folders; NTFS journals names by itself.
#[cfg(not(unix))]
pub fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

fn read_marker(folder: &Path) -> io::Result<Option<String>> {
    match fs::read_to_string(folder.join(STORE_MARKER)) {
        Ok(text) => Ok(Some(text.trim().to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn compare(folder: &Path, found: &str, expected: Uuid) -> Result<(), BlobStoreError> {
    if Uuid::parse_str(found) == Ok(expected) {
        return Ok(());
    }
    let found = found.chars().take(40).collect();
    Err(BlobStoreError::OtherStore { folder: folder.to_owned(), found, expected })
}

/// Is there a stored file? Then a missing marker is no new store but somebody's mistake.
fn holds_files(folder: &Path) -> bool {
    letters().any(|part| fs::read_dir(folder.join(part)).is_ok_and(|mut inside| inside.next().is_some()))
}

fn take_lock(folder: &Path) -> Result<File, BlobStoreError> {
    let unwritable = |source| BlobStoreError::Unwritable { folder: folder.to_owned(), source };
    let lock = File::create(folder.join(LOCK)).map_err(unwritable)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(BlobStoreError::InUse { folder: folder.to_owned() }),
        Err(TryLockError::Error(source)) => Err(unwritable(source)),
    }
}

/// All 256 parts at once: so a file kept later has one folder to sync, not two.
fn make_parts(folder: &Path) -> io::Result<()> {
    letters().try_for_each(|part| fs::create_dir_all(folder.join(part)))
}

fn letters() -> impl Iterator<Item = String> {
    (0..=u8::MAX).map(|part| format!("{part:02x}"))
}

fn sweep(temporary: &Path) -> io::Result<()> {
    for left_over in fs::read_dir(temporary)? {
        let path = left_over?.path();
        if path.is_file() {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

fn probe(folder: &Path) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder.join(TEMPORARY))?;
    file.write_all(b"hoso")?;
    file.as_file().sync_all()?;
    file.close()
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
