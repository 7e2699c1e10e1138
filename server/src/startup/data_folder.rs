//! The data folder: taken by one process at a time, and tried before anything in it is opened.

use std::{
    fs::{self, File, TryLockError},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use crate::files::blobs::is_full;

/// Held open and locked as long as the program runs; empty.
const LOCK: &str = "lock";
/// There while a demo school is being made, and left behind by one that was killed meanwhile.
const DEMO_UNFINISHED: &str = "demo-unfinished";
/// Room that is given back in portions where the disk is full at a start: without it the database could not even be read, and
/// nobody sign in.
const RESERVE: &str = "reserve";
const RESERVE_BYTES: u64 = 1024 * 1024;
/// What one start is given back. Others may take it while the program runs, and the next start needs another one: so many
/// starts go on a full disk, eight in a row.
const PORTION: u64 = 2 * TRIAL as u64;
/// A reserve is made where so much is left beside it: it must not take the very room in which the database is opened.
const LEFT_BESIDE: u64 = 16 * 1024 * 1024;
const DATABASE: [&str; 3] = ["hoso.db", "hoso.db-wal", "hoso.db-shm"];
const BLOBS: &str = "blobs";
/// What the database needs at its opening, in bytes: the index of its log is 32 kB, and a page of the log more.
const TRIAL: usize = 64 * 1024;

/// Why the program cannot work in this folder, in words for the console. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    #[error("thư mục dữ liệu {} đang được một chương trình khác dùng. Tắt chương trình đó rồi chạy lại.", .folder.display())]
    InUse { folder: PathBuf },
    #[error("ổ đĩa của {} đã đầy. Xóa bớt những gì không cần trên ổ đĩa đó rồi chạy lại; đừng xóa gì trong thư mục dữ liệu.", .path.display())]
    Full { path: PathBuf },
    #[error(
        "{} nằm trên ổ đĩa chỉ đọc. Gắn lại ổ đĩa để ghi được (mount -o remount,rw) rồi chạy lại; \
         nếu máy tự chuyển sang chỉ đọc thì ổ đĩa có thể đã hỏng, hãy sao chép dữ liệu trước.", .path.display()
    )]
    ReadOnlyDisk { path: PathBuf },
    #[error(
        "chương trình không có quyền ghi vào {}. Có thể nó thuộc người dùng khác hoặc chỉ cho đọc: \
         giao thư mục dữ liệu cho người dùng chạy chương trình (chown -R) và cho ghi (chmod -R u+rwX) rồi chạy lại.", .path.display()
    )]
    NotOurs { path: PathBuf },
    #[error("{} là một tệp, không phải thư mục. Chọn một thư mục bằng --data rồi chạy lại.", .path.display())]
    NotAFolder { path: PathBuf },
    #[error("không dùng được {}: {source}. Xem lại thư mục dữ liệu (--data) và ổ đĩa.", .path.display())]
    Unusable { path: PathBuf, source: io::Error },
}

impl FolderError {
    fn of(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            _ if is_full(&error) => Self::Full { path },
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnlyDisk { path },
            ErrorKind::PermissionDenied => Self::NotOurs { path },
            _ => Self::Unusable { path, source: error },
        }
    }
}

/// A data folder that this process alone works in.
#[derive(Debug)]
pub struct DataFolder {
    path: PathBuf,
    /// Holds the lock.
    _lock: File,
}

impl DataFolder {
    /// Makes the folder where there is none, takes it, and tries whether it and the files of the database can be written.
    /// Where the disk is full, some of the reserve is given back, and the program can start for those who read.
    ///
    /// # Errors
    /// `FolderError`.
    pub fn take(path: &Path) -> Result<Self, FolderError> {
        fs::create_dir_all(path).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists | ErrorKind::NotADirectory => FolderError::NotAFolder { path: path.to_owned() },
            _ => FolderError::of(path, error),
        })?;
        let lock = lock(path)?;
        make_room(path).map_err(|error| FolderError::of(path, error))?;
        // Before any connection is open: closing a second handle would let go of SQLite's locks (POSIX).
        for name in DATABASE {
            let file = path.join(name);
            match File::options().write(true).open(&file) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(FolderError::of(&file, error)),
                _ => {}
            }
        }
        Ok(Self { path: path.to_owned(), _lock: lock })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A demo school was begun here and not finished.
    pub fn has_unfinished_demo(&self) -> bool {
        self.path.join(DEMO_UNFINISHED).exists()
    }

    /// To be called before the first thing of a demo is made.
    ///
    /// # Errors
    /// `FolderError`.
    pub fn demo_begins(&self) -> Result<(), FolderError> {
        let mark = self.path.join(DEMO_UNFINISHED);
        File::create(&mark).and_then(|file| file.sync_all()).map_err(|error| FolderError::of(&mark, error))
    }

    /// To be called when it is there wholly.
    ///
    /// # Errors
    /// `FolderError`.
    pub fn demo_is_whole(&self) -> Result<(), FolderError> {
        gone(fs::remove_file(self.path.join(DEMO_UNFINISHED))).map_err(|error| FolderError::of(&self.path, error))
    }

    /// Throws away what was made of a demo; its mark stays until the next one is whole.
    ///
    /// # Errors
    /// `FolderError`.
    pub fn throw_demo_away(&self) -> Result<(), FolderError> {
        let files = DATABASE.iter().map(|name| gone(fs::remove_file(self.path.join(name))));
        let all = files.chain([gone(fs::remove_dir_all(self.path.join(BLOBS)))]);
        all.collect::<io::Result<()>>().map_err(|error| FolderError::of(&self.path, error))
    }
}

/// Whether another process works in this folder.
pub fn is_taken(path: &Path) -> bool {
    matches!(lock(path), Err(FolderError::InUse { .. }))
}

fn lock(folder: &Path) -> Result<File, FolderError> {
    let path = folder.join(LOCK);
    let lock =
        File::options().create(true).truncate(false).write(true).open(&path).map_err(|error| FolderError::of(&path, error))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(FolderError::InUse { folder: folder.to_owned() }),
        Err(TryLockError::Error(error)) => Err(FolderError::of(&path, error)),
    }
}

/// Keeps the reserve where there is room for it, and gives back of it what the start needs where there is none.
fn make_room(folder: &Path) -> io::Result<()> {
    loop {
        match try_writing(folder) {
            Err(error) if is_full(&error) && give_portion_back(folder)? => {}
            other => return other.inspect(|()| keep_reserve(folder)),
        }
    }
}

/// The reserve is there when it is whole; where there is no room for one now, the next start tries again.
fn keep_reserve(folder: &Path) {
    let path = folder.join(RESERVE);
    let there = fs::metadata(&path).map_or(0, |found| found.len());
    if there == RESERVE_BYTES {
        return;
    }
    let written = fs4::available_space(folder).and_then(|free| {
        let free = free + there;
        if free < RESERVE_BYTES + LEFT_BESIDE {
            return Err(ErrorKind::StorageFull.into());
        }
        fs::write(&path, vec![0; RESERVE_BYTES as usize])?;
        File::open(&path)?.sync_all()
    });
    if let Err(error) = written {
        tracing::warn!(%error, bytes = there, "there is no room for a whole reserve");
    }
}

/// Says whether there was any left.
fn give_portion_back(folder: &Path) -> io::Result<bool> {
    let reserve = match File::options().write(true).open(folder.join(RESERVE)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        other => other?,
    };
    let left = reserve.metadata()?.len();
    if left == 0 {
        return Ok(false);
    }
    reserve.set_len(left.saturating_sub(PORTION))?;
    tracing::error!(
        starts = left.saturating_sub(PORTION) / PORTION,
        "TỔ QUẢN LÝ PHẦN MỀM: ổ đĩa đã đầy. Xem thì vẫn được, ghi thì không; hãy dọn bớt ổ đĩa ngay."
    );
    Ok(true)
}

fn try_writing(folder: &Path) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&[0; TRIAL])?;
    file.as_file().sync_all()?;
    file.close()
}

fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(test)]
#[path = "data_folder_tests.rs"]
mod tests;
