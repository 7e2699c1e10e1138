//! Which file stands under a name, to notice when it is removed or replaced while the program runs.

use std::{io, path::Path};

/// A file by what the system calls it, not by its name.
///
/// Looked up by name and never opened: closing a second handle of a database file would let go of SQLite's own locks on it
/// (POSIX).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    device: u64,
    number: u64,
}

impl Identity {
    #[cfg(unix)]
    pub(crate) fn of(path: &Path) -> io::Result<Self> {
        use std::os::unix::fs::MetadataExt;
        let found = std::fs::metadata(path)?;
        Ok(Self { device: found.dev(), number: found.ino() })
    }

    /// Windows keeps an open file where it is.
    #[cfg(not(unix))]
    pub(crate) fn of(_path: &Path) -> io::Result<Self> {
        Ok(Self { device: 0, number: 0 })
    }

    /// Fails where another file, or none, stands under this name now.
    pub(crate) fn refuse_other(&self, path: &Path) -> io::Result<()> {
        match Self::of(path) {
            Ok(found) if found == *self => Ok(()),
            Ok(_) => Err(moved(path, "another file stands in its place")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(moved(path, "it is gone")),
            Err(error) => Err(error),
        }
    }
}

fn moved(path: &Path, what: &str) -> io::Error {
    tracing::error!(
        path = %path.display(), what,
        "TỔ QUẢN LÝ PHẦN MỀM: tệp dữ liệu đã bị dời hoặc xóa khi chương trình đang chạy; chưa nhận thêm gì. \
         Đưa tệp về chỗ cũ, hoặc tắt chương trình và khôi phục."
    );
    io::Error::new(io::ErrorKind::NotFound, format!("a file of the database is not in its place: {what}"))
}
