//! What stands in the files of the store, as pages, kept by their hashes: a long plan is read once.
//!
//! The folder can be deleted at any time; what is missing is read again.

mod moved;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeSet,
    fs::{self, DirBuilder, Permissions},
    io,
    os::unix::fs::{DirBuilderExt, PermissionsExt},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use documents::comparison::compare;
use domain::{
    comparison::MovedPlaces,
    file_text::FileText,
    files::{FileKind, Sha256},
    inspection::Inspection,
    people::PersonId,
};
use serde::{Deserialize, Serialize};
use tokio::{sync::Mutex, task::spawn_blocking, time::timeout};

use moved::Moved;

use super::{
    blobs::Blobs,
    office::{Office, OfficeError},
    reader::{FilePage, Looked, NotShown, Reader, ReaderError},
};

/// The folder beside the store; another number for pages that are made in another way.
const FOLDER: &str = "pages-1";

/// How much is kept, in bytes: some hundred long plans, or a year of ordinary ones.
const MAX_KEPT: u64 = 256 * 1024 * 1024;

/// Where more is kept, the pages that were read longest ago go until so much is left.
const LEFT: u64 = 192 * 1024 * 1024;

/// How long a page waits for its PDF; most take some seconds.
const SHOWN_WITHIN: Duration = Duration::from_secs(25);

/// Reads files as pages; clones share what is kept.
#[derive(Clone, Debug)]
pub struct Pages {
    folder: Arc<Path>,
    blobs: Blobs,
    reader: Reader,
    office: Office,
    /// Held by whoever makes a PDF.
    converting: Arc<Mutex<()>>,
    moved: Moved,
}

/// As it is kept.
#[derive(Serialize, Deserialize)]
enum Kept {
    Page(FilePage),
    NotShown(String),
}

impl Pages {
    /// `data` is the data folder.
    pub fn new(data: &Path, blobs: Blobs, reader: Reader, office: Office) -> Self {
        let folder: Arc<Path> = data.join(FOLDER).into();
        // Versions before made it for everybody on the machine.
        if let Err(error) = fs::set_permissions(&folder, Permissions::from_mode(0o700))
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::error!(%error, "the folder of what was read in files could not be shut to others");
        }
        Self { folder, blobs, reader, office, converting: Arc::default(), moved: Moved::default() }
    }

    /// The same for this person, whose files are read one after the other.
    pub fn on_behalf_of(&self, person: PersonId) -> Self {
        Self { reader: self.reader.on_behalf_of(person), ..self.clone() }
    }

    /// Forgets what stands in these files: they were taken off, or nobody names them any longer.
    pub async fn forget(&self, files: BTreeSet<Sha256>) {
        self.retain(move |sha256| !files.contains(&sha256)).await;
    }

    /// Keeps what stands in files of which this is so, and nothing else.
    pub async fn retain(&self, is_kept: impl Fn(Sha256) -> bool + Send + 'static) {
        self.moved.retain(&is_kept);
        let folder = self.folder.clone();
        let done = spawn_blocking(move || match fs::read_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
            Ok(entries) => {
                for entry in entries {
                    let entry = entry?;
                    let of = entry.file_name().to_str().and_then(|name| Sha256::from_hex(name.get(..64)?));
                    if of.is_some_and(|sha256| !is_kept(sha256)) {
                        fs::remove_file(entry.path())?;
                    }
                }
                Ok(())
            }
        });
        if let Ok(Err(error)) = done.await {
            tracing::error!(%error, "what was read in files that are gone could not be deleted");
        }
    }

    /// Kinds that are read here.
    pub const fn reads(kind: FileKind) -> bool {
        match kind {
            FileKind::Docx | FileKind::Xlsx => true,
            FileKind::Doc | FileKind::Xls | FileKind::Pptx | FileKind::Ppt | FileKind::Pdf => false,
            FileKind::Jpeg | FileKind::Png | FileKind::Heic | FileKind::Mp3 | FileKind::Mp4 => false,
        }
    }

    /// The page of a file of the store, of a kind that is read here, without its text where it was kept. Inside, why it cannot be shown.
    ///
    /// # Errors
    /// `ReaderError`.
    pub async fn page(&self, sha256: Sha256, kind: FileKind) -> Result<Result<FilePage, NotShown>, ReaderError> {
        match self.kept_page(sha256).await {
            Some(Kept::Page(page)) => Ok(Ok(page)),
            Some(Kept::NotShown(sentence)) => Ok(Err(NotShown::Always(sentence))),
            None => self.read(sha256, kind).await,
        }
    }

    /// What stands in a file of the store, as plain text; `None` where it cannot be read.
    ///
    /// # Errors
    /// `ReaderError`.
    pub async fn text(&self, sha256: Sha256, kind: FileKind) -> Result<Option<FileText>, ReaderError> {
        if let Some(bytes) = kept(self.text_place(sha256)).await
            && let Ok(text) = serde_json::from_slice(&bytes)
        {
            return Ok(Some(text));
        }
        if let Some(Kept::NotShown(_)) = self.kept_page(sha256).await {
            return Ok(None);
        }
        Ok(self.read(sha256, kind).await?.ok().map(|page| page.text))
    }

    /// Where the places of an older file of the store are in a newer one, both of this kind; `None` where one of them cannot be
    /// read, or not now.
    pub async fn moved_places(&self, before: Sha256, after: Sha256, kind: FileKind) -> Option<Arc<MovedPlaces>> {
        if let Some(known) = self.moved.get((before, after)) {
            return Some(known);
        }
        let old = self.text(before, kind).await.ok().flatten()?;
        let new = self.text(after, kind).await.ok().flatten()?;
        let compared = spawn_blocking(move || {
            let found = compare(&old, &new).places();
            Arc::new(MovedPlaces::new(&old, found))
        });
        let places = compared.await.ok()?;
        self.moved.keep((before, after), places.clone());
        Some(places)
    }

    /// Whether files of this kind can be made a PDF of here: where LibreOffice is, and only what is not shown otherwise.
    pub const fn converts(&self, kind: FileKind) -> bool {
        let is_of_office = match kind {
            FileKind::Docx | FileKind::Xlsx | FileKind::Doc | FileKind::Xls | FileKind::Pptx | FileKind::Ppt => true,
            FileKind::Pdf | FileKind::Jpeg | FileKind::Png | FileKind::Heic | FileKind::Mp3 | FileKind::Mp4 => false,
        };
        is_of_office && self.office.is_here()
    }

    /// Sees to it that a file of the store, of a kind that is converted here, is there as PDF. Inside, why not.
    ///
    /// # Errors
    /// `ReaderError`.
    pub async fn convert(&self, sha256: Sha256, kind: FileKind) -> Result<Result<(), NotShown>, ReaderError> {
        if let Some(known) = self.converted(sha256).await {
            return Ok(known);
        }
        let pages = self.clone();
        // Goes on where the caller does not wait for it: whoever comes later finds it.
        let making = tokio::spawn(async move { pages.make_pdf(sha256, kind).await });
        match timeout(SHOWN_WITHIN, making).await {
            Ok(made) => made.map_err(io::Error::from)?,
            Err(_) => Ok(Err(NotShown::Soon)),
        }
    }

    /// The PDF that was made of a file of the store.
    pub async fn pdf(&self, sha256: Sha256) -> Option<Vec<u8>> {
        kept(self.pdf_place(sha256)).await
    }

    async fn converted(&self, sha256: Sha256) -> Option<Result<(), NotShown>> {
        if self.pdf_place(sha256).is_file() {
            return Some(Ok(()));
        }
        let sentence = String::from_utf8(kept(self.no_pdf_place(sha256)).await?).ok()?;
        Some(Err(NotShown::Always(sentence)))
    }

    async fn make_pdf(&self, sha256: Sha256, kind: FileKind) -> Result<Result<(), NotShown>, ReaderError> {
        // Of those who wait for the same file, the first one makes it.
        let _one = self.converting.lock().await;
        if let Some(known) = self.converted(sha256).await {
            return Ok(known);
        }
        let not_shown =
            || "LibreOffice không chuyển được tệp này sang PDF. Hãy tải bản gốc về và mở bằng phần mềm trên máy.".to_owned();
        let refused = async || {
            self.keep(self.no_pdf_place(sha256), not_shown().into_bytes()).await;
            Ok(Err(NotShown::Always(not_shown())))
        };
        let pdf = match self.office.pdf(self.blobs.path(sha256), kind).await {
            Ok(pdf) => pdf,
            Err(OfficeError::OverTheFile) => return refused().await,
            Err(OfficeError::Missing | OfficeError::CutShort) => return Ok(Err(NotShown::Today)),
            Err(OfficeError::Machine(error)) => return Err(error.into()),
        };
        // What was made of a file of a stranger is one.
        let temporary = spawn_blocking(move || {
            let mut file = tempfile::NamedTempFile::new()?;
            io::Write::write_all(&mut file, &pdf)?;
            Ok::<_, io::Error>((file, pdf))
        });
        let (file, pdf) = temporary.await.map_err(io::Error::from)??;
        match self.reader.look_into(file.path().to_owned()).await? {
            Ok(Looked { kind: FileKind::Pdf, inspection: Inspection::Clean | Inspection::Odd(_) }) => {
                self.keep(self.pdf_place(sha256), pdf).await;
                Ok(if self.pdf_place(sha256).is_file() { Ok(()) } else { Err(NotShown::Today) })
            }
            found => {
                tracing::warn!(?found, %sha256, "what LibreOffice made of a file is not shown");
                refused().await
            }
        }
    }

    fn pdf_place(&self, sha256: Sha256) -> PathBuf {
        self.folder.join(format!("{sha256}.pdf"))
    }

    /// Why there is no PDF.
    fn no_pdf_place(&self, sha256: Sha256) -> PathBuf {
        self.folder.join(format!("{sha256}.no-pdf"))
    }

    fn page_place(&self, sha256: Sha256) -> PathBuf {
        self.folder.join(format!("{sha256}.json"))
    }

    /// The text lies by itself: warnings are made of it wherever the file is named, and a page may be long.
    fn text_place(&self, sha256: Sha256) -> PathBuf {
        self.folder.join(format!("{sha256}.text.json"))
    }

    async fn kept_page(&self, sha256: Sha256) -> Option<Kept> {
        serde_json::from_slice(&kept(self.page_place(sha256)).await?).ok()
    }

    async fn read(&self, sha256: Sha256, kind: FileKind) -> Result<Result<FilePage, NotShown>, ReaderError> {
        let read = self.reader.page(self.blobs.path(sha256), kind).await?;
        let keep = match &read {
            Ok(page) => {
                self.keep(self.text_place(sha256), serde_json::to_vec(&page.text).map_err(io::Error::from)?).await;
                Some(Kept::Page(FilePage { text: FileText::default(), ..page.clone() }))
            }
            Err(NotShown::Always(sentence)) => Some(Kept::NotShown(sentence.clone())),
            Err(NotShown::Today | NotShown::Soon) => None,
        };
        if let Some(keep) = keep {
            self.keep(self.page_place(sha256), serde_json::to_vec(&keep).map_err(io::Error::from)?).await;
        }
        Ok(read)
    }

    /// One picture of a Word document, by its number in the page; `None` where there is none.
    ///
    /// # Errors
    /// `ReaderError`.
    pub async fn picture(&self, sha256: Sha256, kind: FileKind, number: usize) -> Result<Option<Vec<u8>>, ReaderError> {
        let place = self.folder.join(format!("{sha256}-{number}.picture"));
        if let Some(bytes) = kept(place.clone()).await {
            return Ok(Some(bytes));
        }
        let Ok(page) = self.page(sha256, kind).await? else { return Ok(None) };
        let Some(name) = page.pictures.get(number).and_then(Option::as_deref) else { return Ok(None) };
        let picture = self.reader.picture(self.blobs.path(sha256), name).await?;
        if let Some(bytes) = &picture {
            self.keep(place, bytes.clone()).await;
        }
        Ok(picture)
    }

    /// A disk without room keeps nothing, and the next one reads again.
    async fn keep(&self, place: PathBuf, bytes: Vec<u8>) {
        let folder = self.folder.clone();
        let kept = spawn_blocking(move || {
            // What is in there is as confidential as the files: for the program alone.
            DirBuilder::new().recursive(true).mode(0o700).create(&folder)?;
            let mut file = tempfile::NamedTempFile::new_in(&folder)?;
            io::Write::write_all(&mut file, &bytes)?;
            file.persist(&place)?;
            make_room(&folder, MAX_KEPT, LEFT)
        });
        if let Ok(Err(error)) = kept.await {
            tracing::info!(%error, "a page was not kept");
        }
    }
}

/// What is kept there, and noted as read now.
async fn kept(place: PathBuf) -> Option<Vec<u8>> {
    let read = spawn_blocking(move || {
        let bytes = fs::read(&place)?;
        fs::File::open(&place)?.set_modified(SystemTime::now())?;
        Ok::<_, io::Error>(bytes)
    });
    read.await.ok()?.ok()
}

/// Where more than `most` bytes are kept, deletes the oldest until `left` are.
fn make_room(folder: &Path, most: u64, left: u64) -> io::Result<()> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let about = entry.metadata()?;
        files.push((about.modified()?, about.len(), entry.path()));
    }
    let mut kept: u64 = files.iter().map(|(_, length, _)| length).sum();
    if kept <= most {
        return Ok(());
    }
    files.sort_unstable();
    for (_, length, path) in files {
        if kept <= left {
            break;
        }
        fs::remove_file(path)?;
        kept -= length;
    }
    Ok(())
}
