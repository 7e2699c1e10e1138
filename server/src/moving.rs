//! `hoso export` and `hoso import`: a school moves from one database to another, and what is told of it at the console.

use std::{
    fs::File,
    io::{BufReader, BufWriter, ErrorKind},
    path::{Path, PathBuf},
};

use domain::{people::School, vietnamese};
use records::{
    Clock, Database, DatabaseLocation, OpenError,
    log::{self, Break},
    moving::{self, Digests, MoveError},
    schools, stored_files,
};
use tempfile::NamedTempFile;

use crate::{
    files::blobs::{Beside, BlobError, BlobStoreError},
    startup::{
        self,
        data_folder::{DataFolder, FolderError},
    },
    verify,
};

/// How many files that are not there are named.
const MAX_NAMED: usize = 20;

/// Why nothing was moved, or what of it does not fit.
#[derive(Debug, thiserror::Error)]
pub enum NotMoved {
    #[error(transparent)]
    Move(#[from] MoveError),
    #[error(transparent)]
    Folder(#[from] FolderError),
    #[error("không thấy cơ sở dữ liệu {}. Ghi --data đúng như khi chạy chương trình; dùng PostgreSQL thì ghi cả --database-url.", .0.display())]
    NoDatabase(PathBuf),
    #[error("đã có tệp {}. Xuất ra một tên khác, hoặc xóa tệp cũ nếu không cần nữa. Chưa có gì bị thay đổi.", .0.display())]
    FileIsThere(PathBuf),
    #[error("không đọc hoặc ghi được {}: {source}. Xem lại tên tệp, quyền và ổ đĩa. Chưa có gì bị thay đổi.", .file.display())]
    File { file: PathBuf, source: std::io::Error },
    #[error(transparent)]
    Store(BlobStoreError),
    /// Everything is in the database, and the log of a school was broken before it was exported.
    #[error("đã nhập đủ và đúng như tệp, nhưng nhật ký của {school} không liền mạch từ trước khi xuất: {words}.")]
    Broken { school: String, words: String },
    #[error("đã nhập đủ và đúng như tệp, nhưng chưa xem lại được nhật ký và kho tệp: {0}. Chạy hoso verify để xem.")]
    NotLookedAt(String),
}

impl NotMoved {
    fn file(file: &Path, source: std::io::Error) -> Self {
        match source.kind() {
            ErrorKind::AlreadyExists => Self::FileIsThere(file.to_owned()),
            _ => Self::File { file: file.to_owned(), source },
        }
    }

    fn not_looked_at(error: &dyn std::fmt::Display) -> Self {
        Self::NotLookedAt(error.to_string())
    }
}

/// `hoso export`: writes everything that a database holds into a new file, for the reader's eyes alone. No server may run.
///
/// # Errors
/// `NotMoved`; there is no file then.
pub async fn export(file: &Path, data: &Path, database_url: Option<&str>) -> Result<String, NotMoved> {
    let place = startup::place(data, database_url);
    if let DatabaseLocation::File(database) = &place
        && !database.exists()
    {
        return Err(NotMoved::NoDatabase(database.clone()));
    }
    if file.exists() {
        return Err(NotMoved::FileIsThere(file.to_owned()));
    }
    // Held to the end: what a server took meanwhile would be left behind. A folder that is not there is not made for that.
    let held = if data.exists() { Some(DataFolder::take(data)?) } else { None };
    let beside = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |error| NotMoved::file(file, error);
    // Under another name until it is whole and on the disk.
    let temporary = NamedTempFile::new_in(beside).map_err(failed)?;
    let digests = moving::export(&place, &mut BufWriter::new(temporary.as_file())).await?;
    temporary.as_file().sync_all().map_err(failed)?;
    temporary.persist_noclobber(file).map_err(|error| failed(error.error))?;
    drop(held);
    Ok(format!(
        "Đã xuất {} vào {}.\nMã kiểm tra: {}\n\
         Trong tệp có mọi dữ liệu của trường, cả mật khẩu đã băm: giữ kín, và xóa đi khi đã nhập xong.\n\
         Các tệp đã nộp không nằm trong đó: kho tệp và khóa của trường ở lại trong {}.",
        counted(&digests),
        file.display(),
        digests.whole,
        data.display()
    ))
}

/// `hoso import`: takes all of a file into an empty database, reads it again, compares, and looks through log and files.
///
/// # Errors
/// `NotMoved`: nothing was taken then, but for `NotMoved::Broken` and `NotMoved::NotLookedAt`.
pub async fn import(file: &Path, data: &Path, database_url: Option<&str>) -> Result<String, NotMoved> {
    let failed = |error| NotMoved::file(file, error);
    let mut reader = BufReader::new(File::open(file).map_err(failed)?);
    // Before any folder is made: a file that cannot be taken leaves nothing behind.
    let expected = moving::look(&mut reader)?;
    let place = startup::place(data, database_url);
    let _held = DataFolder::take(data)?;
    let blobs = data.join("blobs");
    let store = match Beside::of(&blobs, expected.store) {
        Ok(store) => Some(store),
        // It may be copied afterwards.
        Err(BlobStoreError::NoMarker { .. }) => None,
        Err(other) => return Err(NotMoved::Store(other)),
    };
    let taken = moving::import(&mut reader, &place, Clock::System.now()).await?;
    let compared = format!(
        "Đã nhập {} từ {}.\nMã kiểm tra của tệp:          {}\nMã kiểm tra của cơ sở dữ liệu: {}",
        counted(&taken),
        file.display(),
        expected.whole,
        taken.whole
    );
    let database =
        Database::open_as_it_is(&place, Clock::System).await.map_err(|error: OpenError| NotMoved::not_looked_at(&error))?;
    let looked = look_through(&database, store.as_ref(), &blobs).await;
    database.close().await;
    Ok(format!("{compared}\n{}", looked?))
}

fn counted(digests: &Digests) -> String {
    let rows = i64::try_from(digests.rows()).unwrap_or(i64::MAX);
    format!("{} dòng của {} bảng", vietnamese::number(rows), digests.tables.len())
}

/// The logs of all schools, and whether every file that the database names is there.
async fn look_through(database: &Database, store: Option<&Beside>, blobs: &Path) -> Result<String, NotMoved> {
    let mut words = Vec::new();
    let unread = |error: records::Error| NotMoved::not_looked_at(&error);
    for School { id, name } in schools::all(database).await.map_err(unread)? {
        match log::verify(database, id, &[]).await.map_err(unread)? {
            Ok(whole) => words.push(format!("{name}: nhật ký liền mạch {} dòng.", vietnamese::number(whole.entries))),
            Err(first) => return Err(broken(name, &first)),
        }
    }
    words.push(files(database, store, blobs).await?);
    Ok(words.join("\n"))
}

fn broken(school: String, first: &Break) -> NotMoved {
    NotMoved::Broken { school, words: verify::break_words(first) }
}

async fn files(database: &Database, store: Option<&Beside>, blobs: &Path) -> Result<String, NotMoved> {
    let (mut there, mut lacking) = (0_i64, Vec::new());
    for part in 0..=u8::MAX {
        let named = stored_files::named(database, part).await.map_err(|error| NotMoved::not_looked_at(&error))?;
        for (sha256, file) in named {
            let found = match store {
                Some(store) => store.has(sha256, file.size).await.map_err(|error: BlobError| NotMoved::not_looked_at(&error))?,
                None => false,
            };
            if found { there += 1 } else { lacking.push(sha256.to_string()) }
        }
    }
    let number = vietnamese::number;
    if lacking.is_empty() {
        return Ok(format!("Kho tệp: đủ {} tệp mà cơ sở dữ liệu ghi.", number(there)));
    }
    let many = number(i64::try_from(lacking.len()).unwrap_or(i64::MAX));
    let named = lacking.into_iter().take(MAX_NAMED).collect::<Vec<_>>().join("\n  ");
    Ok(format!(
        "Kho tệp CÒN THIẾU {many} tệp (có {}). Chép cả thư mục blobs của nơi cũ vào {} trước khi chạy chương trình, \
         rồi xem lại bằng hoso verify:\n  {named}",
        number(there),
        blobs.display()
    ))
}

#[cfg(test)]
#[path = "moving_tests.rs"]
mod tests;
