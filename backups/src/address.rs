//! Where backups lie: a folder of another disk, or a bucket of a store that speaks S3. Keys of a store come from the environment of
//! the program: what stands on a command line is read by everybody on the machine, and what is typed on a page by the browser.

use std::{
    fmt,
    path::{Path, PathBuf},
    time::Duration,
};

/// How the address of a bucket begins.
const SCHEME: &str = "s3://";

/// A place of backups, by name.
#[derive(Clone, Debug)]
pub enum Address {
    Folder(PathBuf),
    Bucket(Box<Bucket>),
}

/// A part of a bucket, and how it is reached.
#[derive(Clone)]
pub struct Bucket {
    pub(crate) name: String,
    /// Within the bucket, without a slash at either end; empty where it is all of it.
    pub(crate) prefix: String,
    /// `https://…`; Amazon's own where there is none.
    pub(crate) endpoint: Option<String>,
    pub(crate) region: String,
    pub(crate) key_id: String,
    pub(crate) secret: String,
    pub(crate) token: Option<String>,
    /// Whether an `http://…` may be used: what is kept is locked, and nobody on the way is kept from taking it away.
    pub(crate) allow_http: bool,
    pub(crate) patience: Patience,
}

/// How long a store is waited for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience {
    /// Until it takes or gives anything.
    pub(crate) silence: Duration,
    pub(crate) retries: usize,
    /// What is longer goes in parts of this many bytes; S3 takes none below five million but the last one.
    pub(crate) part: usize,
}

impl Patience {
    /// Eight MiB in three minutes: a slow line of a school.
    const USUAL: Self = Self { silence: Duration::from_secs(180), retries: 4, part: 8 * 1024 * 1024 };
}

/// Why an address names no place.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum AddressError {
    #[error("{0} không phải là địa chỉ kho S3. Ghi s3://TÊN-KHO/THƯ-MỤC.")]
    NoBucket(String),
    #[error(
        "chưa có khóa truy cập của kho S3. Đặt hai biến môi trường AWS_ACCESS_KEY_ID và AWS_SECRET_ACCESS_KEY \
         (kho không phải của Amazon thì thêm AWS_ENDPOINT), rồi chạy lại; đừng ghi khóa vào dòng lệnh."
    )]
    NoKeys,
    #[error(
        "AWS_ENDPOINT là {0}, không bắt đầu bằng https://. Nếu kho ở ngay trong mạng của trường, đặt thêm AWS_ALLOW_HTTP=true."
    )]
    NotHttps(String),
}

impl Address {
    /// Reads what was typed; `variable` gives the environment.
    ///
    /// # Errors
    /// `AddressError`, for a bucket only.
    pub fn parse(text: &str, variable: impl Fn(&str) -> Option<String>) -> Result<Self, AddressError> {
        let Some(rest) = text.strip_prefix(SCHEME) else { return Ok(Self::Folder(PathBuf::from(text))) };
        let (name, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let prefix = prefix.trim_matches('/');
        let is_plain = |text: &str| text.chars().all(|letter| letter.is_ascii_alphanumeric() || "-._/".contains(letter));
        if name.is_empty() || !is_plain(name) || !is_plain(prefix) || prefix.split('/').any(|part| part == "..") {
            return Err(AddressError::NoBucket(text.to_owned()));
        }
        let given = |names: &[&str]| names.iter().find_map(|name| variable(name).filter(|value| !value.trim().is_empty()));
        let (Some(key_id), Some(secret)) = (given(&["AWS_ACCESS_KEY_ID"]), given(&["AWS_SECRET_ACCESS_KEY"])) else {
            return Err(AddressError::NoKeys);
        };
        let endpoint = given(&["AWS_ENDPOINT", "AWS_ENDPOINT_URL"]);
        let allow_http = given(&["AWS_ALLOW_HTTP"]).is_some_and(|value| value.trim() == "true");
        if let Some(endpoint) = endpoint.as_ref().filter(|endpoint| !endpoint.starts_with("https://") && !allow_http) {
            return Err(AddressError::NotHttps(endpoint.clone()));
        }
        Ok(Self::Bucket(Box::new(Bucket {
            name: name.to_owned(),
            prefix: prefix.to_owned(),
            endpoint,
            region: given(&["AWS_REGION", "AWS_DEFAULT_REGION"]).unwrap_or_else(|| "us-east-1".to_owned()),
            key_id,
            secret,
            token: given(&["AWS_SESSION_TOKEN"]),
            allow_http,
            patience: Patience::USUAL,
        })))
    }

    /// Reads what was typed, with the environment of this process.
    ///
    /// # Errors
    /// `AddressError`.
    pub fn from_env(text: &str) -> Result<Self, AddressError> {
        Self::parse(text, |name| std::env::var(name).ok())
    }

    /// The folder, where it is one.
    pub(crate) fn folder(&self) -> Option<&Path> {
        match self {
            Self::Folder(folder) => Some(folder),
            Self::Bucket(_) => None,
        }
    }
}

impl From<&Path> for Address {
    fn from(folder: &Path) -> Self {
        Self::Folder(folder.to_owned())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "{}", folder.display()),
            Self::Bucket(bucket) => bucket.fmt(f),
        }
    }
}

impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{SCHEME}{}", self.name)?;
        if self.prefix.is_empty() { Ok(()) } else { write!(f, "/{}", self.prefix) }
    }
}

/// Without its keys, which would stand in a journal else.
impl fmt::Debug for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bucket").field("name", &self.name).field("prefix", &self.prefix).finish_non_exhaustive()
    }
}
