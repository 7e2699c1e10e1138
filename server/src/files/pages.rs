//! What stands in the files of the store, as pages, kept by their hashes: a long plan is read once.
//!
//! The folder can be deleted at any time; what is missing is read again.

#[cfg(test)]
mod tests;

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use domain::{
    file_text::FileText,
    files::{FileKind, Sha256},
};
use serde::{Deserialize, Serialize};
use tokio::task::spawn_blocking;

use super::{
    blobs::Blobs,
    reader::{FilePage, NotShown, Reader, ReaderError},
};

/// The folder beside the store; another number for pages that are made in another way.
const FOLDER: &str = "pages-1";

/// How much is kept, in bytes: some hundred long plans, or a year of ordinary ones.
const MAX_KEPT: u64 = 256 * 1024 * 1024;

/// Where more is kept, the pages that were read longest ago go until so much is left.
const LEFT: u64 = 192 * 1024 * 1024;

/// Reads files as pages; clones share what is kept.
#[derive(Clone, Debug)]
pub struct Pages {
    folder: Arc<Path>,
    blobs: Blobs,
    reader: Reader,
}

/// As it is kept.
#[derive(Serialize, Deserialize)]
enum Kept {
    Page(FilePage),
    NotShown(String),
}

impl Pages {
    /// `data` is the data folder.
    pub fn new(data: &Path, blobs: Blobs, reader: Reader) -> Self {
        Self { folder: data.join(FOLDER).into(), blobs, reader }
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
            Err(NotShown::Today) => None,
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
            fs::create_dir_all(&folder)?;
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
