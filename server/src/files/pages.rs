//! What stands in the files of the store, as pages, kept by their hashes: a long plan is read once.
//!
//! The folder can be deleted at any time; what is missing is read again.

mod moved;
mod no_pdf;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeSet,
    fs::{self, DirBuilder, File, Permissions},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, FileExt, PermissionsExt},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use documents::comparison::compare;
use domain::{
    comparison::MovedPlaces,
    days::Timestamp,
    file_text::FileText,
    files::{FileKind, Sha256},
    inspection::Inspection,
    people::PersonId,
};
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;
use tokio::{task::spawn_blocking, time::timeout};

use moved::Moved;

use super::{
    blobs::Blobs,
    office::{Office, OfficeError},
    reader::{FilePage, Looked, PreviewError, Reader, ReaderError},
};
use no_pdf::NoPdf;

/// The folder beside the store; another number for pages that are made in another way.
const FOLDER: &str = "pages-1";

/// How much is kept, in bytes: some hundred long plans, or a year of ordinary ones.
const MAX_KEPT: u64 = 256 * 1024 * 1024;

/// Where more is kept, the pages that were read longest ago go until so much is left.
const LEFT: u64 = 192 * 1024 * 1024;

/// How long a page waits for its PDF; most take some seconds.
const SHOWN_WITHIN: Duration = Duration::from_secs(25);

/// How a PNG begins.
const PNG: &[u8; 4] = b"\x89PNG";

/// Reads files as pages; clones share what is kept.
#[derive(Clone, Debug)]
pub struct Pages {
    folder: Arc<Path>,
    blobs: Blobs,
    reader: Reader,
    office: Office,
    moved: Moved,
    /// For whom; nobody where the program reads by itself.
    person: Option<PersonId>,
}

/// What was made of a file: on the disk, and where the disk has no room for it in memory.
#[derive(Debug)]
pub enum Made {
    Kept(File),
    Unkept(Bytes),
}

/// What is kept of a file in the folder of pages.
#[derive(Serialize, Deserialize)]
enum Kept {
    Page(FilePage),
    NotShown(String),
}

impl Made {
    /// By its first bytes.
    pub fn is_png(&self) -> bool {
        let mut first = [0; PNG.len()];
        match self {
            Self::Kept(file) => file.read_exact_at(&mut first, 0).is_ok() && first == *PNG,
            Self::Unkept(bytes) => bytes.starts_with(PNG),
        }
    }
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
        Self { folder, blobs, reader, office, moved: Moved::default(), person: None }
    }

    /// These pages on behalf of this person, whose files are read and converted one after the other.
    pub fn on_behalf_of(&self, person: PersonId) -> Self {
        Self { reader: self.reader.on_behalf_of(person), person: Some(person), ..self.clone() }
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
            FileKind::Jpeg
            | FileKind::Png
            | FileKind::Webp
            | FileKind::Heic
            | FileKind::Mp3
            | FileKind::M4a
            | FileKind::Mp4
            | FileKind::Mov
            | FileKind::ThreeGp => false,
        }
    }

    /// The page of a file of the store, of a kind that is read here, without its text where it was kept. Inside, why it cannot be shown.
    ///
    /// # Errors
    /// `ReaderError`.
    pub async fn page(&self, sha256: Sha256, kind: FileKind) -> Result<Result<FilePage, PreviewError>, ReaderError> {
        match self.kept_page(sha256).await {
            Some(Kept::Page(page)) => Ok(Ok(page)),
            Some(Kept::NotShown(sentence)) => Ok(Err(PreviewError::Always(sentence))),
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
        // Kept by whoever compares: also for a page that waits no longer.
        let moved = self.moved.clone();
        let compared = spawn_blocking(move || {
            let found = compare(&old, &new).places();
            let places = Arc::new(MovedPlaces::new(&old, found));
            moved.keep((before, after), places.clone());
            places
        });
        compared.await.ok()
    }

    /// Whether files of this kind can be made a PDF of here: where LibreOffice is, and only what is not shown otherwise.
    pub const fn converts(&self, kind: FileKind) -> bool {
        let is_of_office = match kind {
            FileKind::Docx | FileKind::Xlsx | FileKind::Doc | FileKind::Xls | FileKind::Pptx | FileKind::Ppt => true,
            FileKind::Pdf
            | FileKind::Jpeg
            | FileKind::Png
            | FileKind::Webp
            | FileKind::Heic
            | FileKind::Mp3
            | FileKind::M4a
            | FileKind::Mp4
            | FileKind::Mov
            | FileKind::ThreeGp => false,
        };
        is_of_office && self.office.is_here()
    }

    /// Sees to it that a file of the store, of a kind that is converted here, is there as PDF. Inside, why not.
    ///
    /// # Errors
    /// `ReaderError`.
    pub async fn convert(&self, sha256: Sha256, kind: FileKind, now: Timestamp) -> Result<Result<(), PreviewError>, ReaderError> {
        if let Some(known) = self.converted(sha256, now).await {
            return Ok(known);
        }
        let pages = self.clone();
        // Goes on where the caller does not wait for it: whoever comes later finds it.
        let making = tokio::spawn(async move { pages.make_pdf(sha256, kind, now).await });
        match timeout(SHOWN_WITHIN, making).await {
            Ok(made) => made.map_err(io::Error::from)?,
            Err(_) => Ok(Err(PreviewError::Soon)),
        }
    }

    /// The PDF that was made of a file of the store.
    pub async fn pdf(&self, sha256: Sha256) -> Option<File> {
        open_kept(self.pdf_place(sha256)).await
    }

    async fn converted(&self, sha256: Sha256, now: Timestamp) -> Option<Result<(), PreviewError>> {
        if self.pdf_place(sha256).is_file() {
            return Some(Ok(()));
        }
        self.no_pdf(sha256).await?.told(now).map(Err)
    }

    async fn no_pdf(&self, sha256: Sha256) -> Option<NoPdf> {
        serde_json::from_slice(&kept(self.no_pdf_place(sha256)).await?).ok()
    }

    async fn make_pdf(&self, sha256: Sha256, kind: FileKind, now: Timestamp) -> Result<Result<(), PreviewError>, ReaderError> {
        let Some(turn) = self.office.turn(self.person).await else { return Ok(Err(PreviewError::Soon)) };
        // Whoever had a turn before may have made it.
        if let Some(known) = self.converted(sha256, now).await {
            return Ok(known);
        }
        let pdf = match self.office.pdf(self.blobs.path(sha256), kind, &turn).await {
            Ok(pdf) => pdf,
            Err(OfficeError::OverTheFile) => return self.no_pdf_of(sha256, NoPdf::OfTheFile, now).await,
            Err(OfficeError::CutShort) => {
                let once_more = NoPdf::once_more(self.no_pdf(sha256).await, now);
                return self.no_pdf_of(sha256, once_more, now).await;
            }
            Err(OfficeError::Missing) => return Ok(Err(PreviewError::NotNow)),
            Err(OfficeError::Machine(error)) => {
                tracing::error!(%error, "a file could not be given to LibreOffice");
                return Ok(Err(PreviewError::NotNow));
            }
        };
        let aside = match self.set_aside(pdf).await {
            Ok(aside) => aside,
            Err(error) => {
                tracing::info!(%error, "a PDF was not kept");
                return Ok(Err(PreviewError::NotNow));
            }
        };
        // What was made of a file of a stranger is one. The turn of everybody waits for it, so it waits for nobody's own files.
        match self.reader.on_behalf_of_nobody().look_into(aside.path().to_owned()).await? {
            Ok(Looked { kind: FileKind::Pdf, inspection: Inspection::Clean | Inspection::Odd(_) }) => {
                let kept = self.keep_file(aside, self.pdf_place(sha256)).await;
                Ok(if kept { Ok(()) } else { Err(PreviewError::NotNow) })
            }
            found => {
                tracing::warn!(?found, %sha256, "what LibreOffice made of a file is not shown");
                self.no_pdf_of(sha256, NoPdf::OfTheFile, now).await
            }
        }
    }

    /// Keeps why there is no PDF.
    async fn no_pdf_of(&self, sha256: Sha256, why: NoPdf, now: Timestamp) -> Result<Result<(), PreviewError>, ReaderError> {
        let words = serde_json::to_vec(&why).map_err(io::Error::from)?;
        self.keep(self.no_pdf_place(sha256), words.into()).await;
        Ok(Err(why.told(now).unwrap_or(PreviewError::NotNow)))
    }

    /// A copy beside what is kept, which goes unless it is kept too.
    async fn set_aside(&self, mut made: File) -> io::Result<NamedTempFile> {
        let folder = self.folder.clone();
        let copy = spawn_blocking(move || {
            let mut file = beside(&folder)?;
            io::copy(&mut made, &mut file)?;
            Ok(file)
        });
        copy.await?
    }

    fn pdf_place(&self, sha256: Sha256) -> PathBuf {
        self.folder.join(format!("{sha256}.pdf"))
    }

    /// Why there is no PDF. Versions before kept `.no-pdf` there, also where the machine was the reason.
    fn no_pdf_place(&self, sha256: Sha256) -> PathBuf {
        self.folder.join(format!("{sha256}.no-pdf.json"))
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

    async fn read(&self, sha256: Sha256, kind: FileKind) -> Result<Result<FilePage, PreviewError>, ReaderError> {
        let read = self.reader.page(self.blobs.path(sha256), kind).await?;
        let keep = match &read {
            Ok(page) => {
                self.keep(self.text_place(sha256), serde_json::to_vec(&page.text).map_err(io::Error::from)?.into()).await;
                Some(Kept::Page(FilePage { text: FileText::default(), ..page.clone() }))
            }
            Err(PreviewError::Always(sentence)) => Some(Kept::NotShown(sentence.clone())),
            Err(PreviewError::Today | PreviewError::Soon | PreviewError::NotNow) => None,
        };
        if let Some(keep) = keep {
            self.keep(self.page_place(sha256), serde_json::to_vec(&keep).map_err(io::Error::from)?.into()).await;
        }
        Ok(read)
    }

    /// One picture of a Word document, by its number in the page; `None` where there is none.
    ///
    /// # Errors
    /// `ReaderError`.
    pub async fn picture(&self, sha256: Sha256, kind: FileKind, number: usize) -> Result<Option<Made>, ReaderError> {
        let place = self.folder.join(format!("{sha256}-{number}.picture"));
        if let Some(kept) = open_kept(place.clone()).await {
            return Ok(Some(Made::Kept(kept)));
        }
        let Ok(page) = self.page(sha256, kind).await? else { return Ok(None) };
        let Some(name) = page.pictures.get(number).and_then(Option::as_deref) else { return Ok(None) };
        let Some(picture) = self.reader.picture(self.blobs.path(sha256), name).await? else { return Ok(None) };
        let picture = Bytes::from(picture);
        self.keep(place.clone(), picture.clone()).await;
        Ok(Some(open_kept(place).await.map_or(Made::Unkept(picture), Made::Kept)))
    }

    /// A disk without room keeps nothing, and the next one reads again.
    async fn keep(&self, place: PathBuf, bytes: Bytes) {
        let folder = self.folder.clone();
        let written = spawn_blocking(move || {
            let mut file = beside(&folder)?;
            file.write_all(&bytes)?;
            Ok::<_, io::Error>(file)
        });
        match written.await.map_err(io::Error::from).flatten() {
            Ok(file) => _ = self.keep_file(file, place).await,
            Err(error) => tracing::info!(%error, "a page was not kept"),
        }
    }

    /// Whether it was kept.
    async fn keep_file(&self, file: NamedTempFile, place: PathBuf) -> bool {
        let folder = self.folder.clone();
        let kept = spawn_blocking(move || {
            file.persist(&place)?;
            make_room(&folder, MAX_KEPT, LEFT)?;
            Ok::<_, io::Error>(place.is_file())
        });
        kept.await.map_err(io::Error::from).flatten().unwrap_or_else(|error| {
            tracing::info!(%error, "a page was not kept");
            false
        })
    }
}

/// An empty file in the folder of what is kept, which is for the program alone: what is in there is as confidential as the files.
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    NamedTempFile::new_in(folder)
}

/// What is kept there, and noted as read now.
async fn kept(place: PathBuf) -> Option<Vec<u8>> {
    let read = spawn_blocking(move || {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut read_now(&place)?, &mut bytes)?;
        Ok::<_, io::Error>(bytes)
    });
    read.await.ok()?.ok()
}

/// What was read in a file, for whoever reads it piece by piece.
async fn open_kept(place: PathBuf) -> Option<File> {
    spawn_blocking(move || read_now(&place)).await.ok()?.ok()
}

fn read_now(place: &Path) -> io::Result<File> {
    let file = File::open(place)?;
    file.set_modified(SystemTime::now())?;
    Ok(file)
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
