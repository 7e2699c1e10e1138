//! The recovery key: made once, its secret half in one file that is printed for a sealed envelope and then removed.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    str::FromStr,
};

use age::{secrecy::ExposeSecret, x25519};
use tempfile::NamedTempFile;
use uuid::Uuid;

/// How the line of the secret begins; the format's own word.
const SECRET: &str = "AGE-SECRET-KEY-1";
/// How the line begins that says whose it is.
const STORE: &str = "Mã kho: ";

/// Why the file of a key cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error("đã có tệp {}. Chọn một tên khác: khóa không ghi đè lên tệp nào.", .0.display())]
    Taken(PathBuf),
    #[error("không đọc hoặc ghi được tệp khóa {}: {source}.", .path.display())]
    Disk { path: PathBuf, source: io::Error },
    #[error("tệp {} không phải là tờ khóa khôi phục: không thấy dòng {SECRET}…", .0.display())]
    NoKey(PathBuf),
    #[error("dòng {SECRET}… trong {} gõ chưa đúng. So lại từng chữ với tờ giấy trong phong bì.", .0.display())]
    Mistyped(PathBuf),
}

/// A new key: its secret half, and the recipient for which backups are locked.
pub fn make_key() -> (x25519::Identity, String) {
    let identity = x25519::Identity::generate();
    let recipient = identity.to_public().to_string();
    (identity, recipient)
}

/// Writes the sheet for the envelope, which nobody but its owner reads, and reads it again.
///
/// # Errors
/// `KeyFileError`; there is no file then.
pub fn write_key(path: &Path, identity: &x25519::Identity, school: &str, store: Uuid) -> Result<(), KeyFileError> {
    let failed = |source| KeyFileError::Disk { path: path.to_owned(), source };
    if path.exists() {
        return Err(KeyFileError::Taken(path.to_owned()));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // The temporary file is made for its owner alone (0600) from the beginning.
    let mut file = NamedTempFile::new_in(folder).map_err(failed)?;
    let secret = identity.to_string();
    let secret = secret.expose_secret();
    let sheet = format!(
        "KHÓA KHÔI PHỤC DỮ LIỆU\n\
         Trường: {school}\n\
         {STORE}{store}\n\n\
         {secret}\n\n\
         In tờ này làm hai bản, cho vào phong bì dán kín, hiệu trưởng ký giáp lai và cất ở hai nơi khác nhau.\n\
         In xong thì xóa tệp này: khóa không được nằm trên máy chủ, trên mạng hay trên USB chứa bản sao lưu.\n\
         Mất hết máy chủ thì chỉ khóa này mở được các bản sao lưu; mất khóa thì không ai mở được chúng.\n\
         Ai có khóa này và có bản sao lưu thì đọc được mọi hồ sơ của trường.\n\
         Cách khôi phục: xem docs/khoi-phuc.md.\n"
    );
    file.write_all(sheet.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    let file = file.persist_noclobber(path).map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => KeyFileError::Taken(path.to_owned()),
        _ => failed(error.error),
    })?;
    drop(file);
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)?;
    let again = KeyFile::read(path)?;
    let same = again.identity.to_public().to_string() == identity.to_public().to_string() && again.store == Some(store);
    if same { Ok(()) } else { Err(KeyFileError::Mistyped(path.to_owned())) }
}

/// The key of an envelope, as its file was kept or typed in again.
#[derive(Clone)]
pub struct KeyFile {
    pub(crate) identity: x25519::Identity,
    /// Whose it is, where the sheet was typed in with that line.
    pub(crate) store: Option<Uuid>,
}

impl std::fmt::Debug for KeyFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyFile").field("store", &self.store).finish_non_exhaustive()
    }
}

impl KeyFile {
    /// Reads it; whatever else stands in the file is words for people. Spaces within the key, as typists make them, do not matter.
    ///
    /// # Errors
    /// `KeyFileError`.
    pub fn read(path: &Path) -> Result<Self, KeyFileError> {
        let text = fs::read_to_string(path).map_err(|source| KeyFileError::Disk { path: path.to_owned(), source })?;
        let typed = |line: &str| line.split_whitespace().collect::<String>().to_uppercase();
        let secret =
            text.lines().map(typed).find(|line| line.starts_with(SECRET)).ok_or_else(|| KeyFileError::NoKey(path.to_owned()))?;
        let identity = x25519::Identity::from_str(&secret).map_err(|_| KeyFileError::Mistyped(path.to_owned()))?;
        let store =
            text.lines().find_map(|line| line.trim().strip_prefix(STORE).and_then(|store| Uuid::parse_str(store.trim()).ok()));
        Ok(Self { identity, store })
    }
}
