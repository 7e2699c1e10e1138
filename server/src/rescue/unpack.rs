//! A copy that is given back, read from its archive or from the folder into which somebody has unpacked it: the list first, then each
//! file, into the store where its bytes are those of the list.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::{self, Read},
    path::{Component, Path, PathBuf},
};

use bytes::Bytes;
use documents::{
    kind::kind_of,
    package::{Package, PackageError},
    source::Source,
};
use domain::{
    files::{FileKind, Sha256},
    personal_copies::{CopiedFile, CopyList, CopyRefusal, CopySeal, FORMAT, LIST_FILE, ListHead, ListSignature, SEAL_FILE},
    submissions::SubmissionId,
};
use futures::stream;
use records::{personal_copies::sealed_by, signing::key_id};
use serde::Deserialize;
use tokio::runtime::Handle;

use crate::files::blobs::{BlobError, Blobs, IncomingError};

/// The largest list that is read, in bytes: a version is some 1,500.
const MAX_LIST: usize = 64 * 1024 * 1024;

/// How much of a file is read at once, in bytes.
const PIECE: usize = 256 * 1024;

/// A copy with what of its files lies in the store now.
#[derive(Debug)]
pub struct Unpacked {
    pub list: CopyList,
    pub signature: ListSignature,
    /// Whose bytes were those of the list, with what they are.
    pub files: BTreeMap<Sha256, FileKind>,
}

/// Why nothing of a copy was read.
#[derive(Debug, thiserror::Error)]
pub enum UnpackError {
    #[error("không đọc được: {0}")]
    Disk(#[from] io::Error),
    #[error("không phải tệp ZIP nguyên vẹn ({0}). Lấy lại đúng tệp đã tải về.")]
    Archive(#[from] PackageError),
    #[error("không thấy {LIST_FILE}: tệp tải về chưa đủ, không phải bản lưu cá nhân, hoặc thư mục đã bị sắp xếp lại.")]
    NoList,
    #[error("{LIST_FILE} đã hỏng hoặc bị sửa: {0}")]
    List(String),
    #[error("bản lưu theo dạng {0}, bản phần mềm này không đọc được. Dùng bản phần mềm mới hơn.")]
    OtherFormat(u32),
    #[error(transparent)]
    NotBelieved(#[from] CopyRefusal),
    #[error("kho tệp của trường không ghi được: {0}")]
    Store(#[from] BlobError),
}

/// Where the files of a copy lie.
enum Place {
    Archive(Package<File>),
    Folder(PathBuf),
}

/// The number of a format alone, which is read before anything that it changes.
#[derive(Deserialize)]
struct Format {
    format: u32,
}

/// Whether a list is to be believed, by what stands at its beginning and by whose signature is over it.
pub type Believes<'b> = &'b dyn Fn(&ListHead, ListSignature) -> Result<(), CopyRefusal>;

/// Reads a copy, and keeps in the store what of its files is as it was. It waits for the disk, and is called where it may. Of a list
/// that is not believed nothing else is read or kept: whoever wrote it could fill memory and disk by it. The files of `disposed`
/// versions are left where they are.
///
/// # Errors
/// `UnpackError`. A file that is missing or altered is left out.
pub fn unpack(
    path: &Path,
    blobs: &Blobs,
    believes: Believes<'_>,
    disposed: &BTreeSet<SubmissionId>,
) -> Result<Unpacked, UnpackError> {
    let place = if fs::metadata(path)?.is_dir() {
        Place::Folder(path.to_owned())
    } else {
        Place::Archive(Package::open(Source::new(File::open(path)?)?)?)
    };
    let root = place.root().ok_or(UnpackError::NoList)?;
    let bytes = place.read(&format!("{root}{LIST_FILE}"))?.ok_or(UnpackError::NoList)?;
    let unread = |error: serde_json::Error| UnpackError::List(error.to_string());
    let Format { format } = serde_json::from_slice(&bytes).map_err(unread)?;
    if format != FORMAT {
        return Err(UnpackError::OtherFormat(format));
    }
    let head: ListHead = serde_json::from_slice(&bytes).map_err(unread)?;
    let signature = match place.read(&format!("{root}{SEAL_FILE}"))? {
        None => ListSignature::None,
        Some(seal) => {
            let seal = serde_json::from_slice::<CopySeal>(&seal).ok();
            let key = seal.and_then(|seal| sealed_by(head.school, &bytes, &seal));
            key.map_or(ListSignature::Broken, |key| ListSignature::By(key_id(&key)))
        }
    };
    believes(&head, signature)?;
    let list: CopyList = serde_json::from_slice(&bytes).map_err(unread)?;
    let (mut files, mut seen) = (BTreeMap::new(), BTreeSet::new());
    // What a council has disposed of does not come back into the store by a copy that somebody still has.
    let versions = list.records.iter().flat_map(|record| &record.versions).filter(|one| !disposed.contains(&one.submission));
    let listed = versions.flat_map(|version| &version.files);
    for file in listed {
        let Some(path) = file.path.as_ref().filter(|path| seen.insert((*path).clone())) else { continue };
        let Some(content) = place.open(&format!("{root}{path}"))? else { continue };
        if let Some(kind) = kept(blobs, file, content)? {
            files.insert(file.sha256, kind);
        }
    }
    Ok(Unpacked { list, signature, files })
}

/// Keeps the file in the store where it is what the list says, and says what its bytes are.
fn kept(blobs: &Blobs, file: &CopiedFile, content: Box<dyn Read + '_>) -> Result<Option<FileKind>, UnpackError> {
    let handle = Handle::current();
    let incoming = match handle.block_on(blobs.receive(stream::iter(Pieces(content)), file.size)) {
        Ok(incoming) => incoming,
        Err(IncomingError::TooLarge { .. } | IncomingError::Interrupted(_)) => return Ok(None),
        Err(IncomingError::Store(error)) => return Err(error.into()),
    };
    if incoming.sha256() != file.sha256 || incoming.size() != file.size {
        return Ok(None);
    }
    let Ok(kind) = kind_of(File::open(incoming.path())?)? else { return Ok(None) };
    handle.block_on(blobs.keep(incoming))?;
    Ok(Some(kind))
}

/// What is read, piece by piece.
struct Pieces<'c>(Box<dyn Read + 'c>);

impl Iterator for Pieces<'_> {
    type Item = io::Result<Bytes>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut piece = vec![0; PIECE];
        match self.0.read(&mut piece) {
            Ok(0) => None,
            Ok(read) => {
                piece.truncate(read);
                Some(Ok(Bytes::from(piece)))
            }
            Err(error) => Some(Err(error)),
        }
    }
}

impl Place {
    /// What stands before the name of every file: nothing, or the folder of the copy. Somebody may have packed it once more.
    fn root(&self) -> Option<String> {
        match self {
            Self::Archive(package) => {
                let names = package.parts().iter().filter_map(|part| part.name.strip_suffix(LIST_FILE));
                names.filter(|root| root.is_empty() || root.ends_with('/')).min_by_key(|root| root.len()).map(str::to_owned)
            }
            Self::Folder(folder) => {
                if folder.join(LIST_FILE).is_file() {
                    return Some(String::new());
                }
                let inside = fs::read_dir(folder).ok()?.filter_map(Result::ok);
                let mut names = inside.filter_map(|entry| entry.file_name().into_string().ok());
                names.find(|name| folder.join(name).join(LIST_FILE).is_file()).map(|name| format!("{name}/"))
            }
        }
    }

    /// The file of this name; nothing where there is none.
    fn open(&self, name: &str) -> Result<Option<Box<dyn Read + '_>>, UnpackError> {
        match self {
            Self::Archive(package) => {
                let Some(part) = package.part(name) else { return Ok(None) };
                Ok(Some(Box::new(package.contents(part)?)))
            }
            Self::Folder(folder) => {
                // A list that leads out of its folder leads nowhere.
                let is_inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
                if !is_inside {
                    return Ok(None);
                }
                match File::open(folder.join(name)) {
                    Ok(file) => Ok(Some(Box::new(file))),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                    Err(error) => Err(error.into()),
                }
            }
        }
    }

    /// The whole file of this name, a list or its signature.
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, UnpackError> {
        let Some(content) = self.open(name)? else { return Ok(None) };
        let mut bytes = Vec::new();
        content.take(MAX_LIST as u64 + 1).read_to_end(&mut bytes)?;
        if bytes.len() > MAX_LIST { Err(UnpackError::List("quá dài".to_owned())) } else { Ok(Some(bytes)) }
    }
}
