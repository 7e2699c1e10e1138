//! Exports of the whole school for its principal: made in the background, offered for some hours to whoever asked, and gone.
//!
//! The database is read in one snapshot, which takes seconds; the stored files, which never change, are read and compared after it.
//! What is made lies in files without a name on the server's disk (`files::prepared`): the pages, the tables and the lists, and never
//! a second copy of what was handed in.

pub mod offers;

use std::{
    io,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use domain::{
    days::Timestamp,
    files::{Sha256, StoredFile},
    obligations::Reason,
    people::{PersonId, SchoolId},
    readable_export::{LACKING, SchoolExport, lacking_told, root_name},
    vietnamese,
};
use records::{
    Work,
    readable_export::{self, ExportError, Exported, Outlet},
};
use sha2::Digest;
use tokio::task::spawn_blocking;

use offers::{Offer, Progress, Standing};

use crate::{
    files::{
        blobs::{Blobs, is_full},
        prepared::{Looked, Prepared, Preparing},
    },
    readable_export::{SUMS, size_of, sum_line, with_mark},
    state::AppState,
};

/// How long one that was made can be taken: a morning, so that a line that breaks can be tried again.
pub const OFFERED_FOR: Duration = Duration::from_secs(4 * 60 * 60);

/// Why none was made.
#[derive(Debug, thiserror::Error)]
enum NotMade {
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error(transparent)]
    Disk(#[from] io::Error),
    #[error(transparent)]
    Records(#[from] records::Error),
}

impl NotMade {
    /// For whoever asked.
    fn words(&self) -> String {
        let is_without_room = match self {
            Self::Export(ExportError::Disk(error)) | Self::Disk(error) => is_full(error),
            Self::Records(records::Error::Full) => true,
            Self::Export(_) | Self::Records(_) => false,
        };
        match self {
            Self::Records(records::Error::Refused(refusal)) => {
                let words = refusal.words();
                format!("{}. {}", words.fact, words.advice)
            }
            _ if is_without_room => "Đĩa của máy chủ không còn chỗ. Báo tổ quản lý phần mềm dọn đĩa, rồi lập lại.".to_owned(),
            Self::Export(_) | Self::Disk(_) | Self::Records(_) => {
                "Không lập được bản xuất. Báo tổ quản lý phần mềm xem nhật ký chương trình, rồi lập lại.".to_owned()
            }
        }
    }
}

/// Begins to make an export for `by`, who may; nobody waits for it.
///
/// # Errors
/// Since when one is being made.
pub fn begin(state: &AppState, school: SchoolId, by: PersonId, purpose: Reason) -> Result<(), Timestamp> {
    let progress = state.exports.begin(school, state.database.now())?;
    let state = state.clone();
    tokio::spawn(async move {
        let making = state.clone();
        let made = tokio::spawn(async move { make(&making, school, by, purpose, &progress).await });
        match made.await.unwrap_or_else(|error| Err(io::Error::from(error).into())) {
            Ok(offer) => {
                let number = offer.number;
                state.exports.set(school, Standing::Offered(Arc::new(offer)));
                tokio::time::sleep(OFFERED_FOR).await;
                state.exports.end(school, number);
            }
            Err(error) => {
                tracing::warn!(%error, "an export of the whole school was not made");
                state.exports.set(school, Standing::Failed { at: state.database.now(), words: error.words() });
            }
        }
    });
    Ok(())
}

async fn make(
    state: &AppState,
    school: SchoolId,
    by: PersonId,
    purpose: Reason,
    progress: &Arc<Progress>,
) -> Result<Offer, NotMade> {
    let at = state.database.now();
    let outlet = ArchiveOutlet::new(state.data.path(), at)?;
    let (outlet, exported) = readable_export::write(&state.database, school, outlet).await?;
    let (blobs, closing, progress) = (state.blobs.clone(), state.closing.subscribe(), progress.clone());
    let finish = move || outlet.finish(exported, &blobs, &progress, || *closing.borrow());
    let (prepared, exported, sums) = spawn_blocking(finish).await.map_err(io::Error::from)??;
    let size = size_of(&exported, prepared.length());
    let store = state.facts.clone();
    let note = async move |work: &mut Work| readable_export::note(work, &store, purpose, (size, sums)).await;
    let SchoolExport { number, at: made_at, .. } = state.database.write(school, Some(by), note).await?;
    let until = made_at + OFFERED_FOR;
    let name = format!("Ho so toan truong {} - ban {number}.zip", vietnamese::date(domain::days::day_of(at)).replace('/', "-"));
    Ok(Offer { number, by, until, name, prepared })
}

/// An archive, and the list of the hashes of what lies in it.
struct ArchiveOutlet {
    archive: Preparing,
    root: String,
    /// Of the file that was begun last.
    path: String,
    sums: Sums,
}

/// The list of hashes, which is written into the archive behind everything else.
struct Sums {
    file: io::BufWriter<std::fs::File>,
    digest: sha2::Sha256,
}

impl Sums {
    fn add(&mut self, sha256: Sha256, path: &str) -> io::Result<()> {
        let line = sum_line(sha256, path);
        self.digest.update(&line);
        io::Write::write_all(&mut self.file, line.as_bytes())
    }
}

impl ArchiveOutlet {
    fn new(folder: &std::path::Path, at: Timestamp) -> io::Result<Self> {
        let file = io::BufWriter::new(tempfile::tempfile_in(folder)?);
        let sums = Sums { file, digest: sha2::Sha256::new() };
        Ok(Self { archive: Preparing::new(folder, at)?, root: root_name(at), path: String::new(), sums })
    }

    /// Looks at the files, and ends the archive with what lacks and the list of hashes.
    fn finish(
        mut self,
        mut exported: Exported,
        blobs: &Blobs,
        progress: &Progress,
        is_closing: impl Fn() -> bool,
    ) -> io::Result<(Prepared, Exported, Sha256)> {
        exported.files = 0;
        let sums = &mut self.sums;
        self.archive.look(blobs, &self.root, |path, sha256, looked| {
            progress.files.fetch_add(1, Ordering::Relaxed);
            match looked {
                Looked::Whole(size) => {
                    progress.bytes.fetch_add(size, Ordering::Relaxed);
                    exported.files += 1;
                    sums.add(sha256, path)?;
                }
                Looked::Broken => exported.lacking.push(readable_export::not_whole(path, sha256)),
            }
            if is_closing() { Err(io::ErrorKind::Interrupted.into()) } else { Ok(()) }
        })?;
        self.begin(LACKING)?;
        self.write(with_mark(&lacking_told(&exported.lacking)).as_bytes())?;
        self.end()?;
        let Self { mut archive, root, sums: Sums { file, digest }, .. } = self;
        let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        io::Seek::rewind(&mut file)?;
        archive.begin(format!("{root}/{SUMS}"));
        let mut piece = vec![0; 64 * 1024];
        loop {
            let read = io::Read::read(&mut file, &mut piece)?;
            let Some(bytes) = piece.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
            archive.write(bytes)?;
        }
        archive.end()?;
        Ok((archive.finish()?, exported, Sha256::new(digest.finalize().into())))
    }
}

impl Outlet for ArchiveOutlet {
    fn begin(&mut self, path: &str) -> io::Result<()> {
        path.clone_into(&mut self.path);
        self.archive.begin(format!("{}/{path}", self.root));
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.archive.write(bytes)
    }

    fn end(&mut self) -> io::Result<()> {
        let sha256 = self.archive.end()?;
        let path = std::mem::take(&mut self.path);
        self.sums.add(sha256, &path)
    }

    /// The snapshot waits for no file: they are looked at behind it.
    fn copy(&mut self, path: &str, file: &StoredFile) -> io::Result<bool> {
        self.archive.keep_waiting(path, file)?;
        Ok(true)
    }
}
