//! Foreign files are read in a process of their own: this program again, shut in, for one file at a time.
//!
//! The file is handed over as an open descriptor and the answer comes over a pipe. The child has no other handle, an empty
//! environment, and limits on memory and time; where the kernel has seccomp it can open, connect and start nothing
//! (`reader/confine.rs`). A file that makes its reader crash, hang or grow is a file that cannot be read, and nothing more.

pub mod child;
mod confine;
#[cfg(test)]
mod tests;
mod wire;

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use documents::kind::Unfit;
use domain::{
    files::FileKind,
    inspection::{Cause, Inspection},
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task::spawn_blocking,
    time::timeout,
};

pub use wire::{FilePage, PICTURES_AT};
use wire::{Job, Said};

/// More at once only wait for the two cores of the machine, and each takes memory.
const AT_ONCE: usize = 2;

/// How long a file waits for its turn: in a rush each takes some hundredths of a second.
const TURN_WITHIN: Duration = Duration::from_secs(60);

/// How much longer than it may compute a child may take, for a disk and a machine that others use as well.
const WAITING_FACTOR: u32 = 5;

/// What is said about a file without what it holds, in bytes.
const MAX_WORDS: u64 = 64 * 1024;

/// The page of one file as it is sent and kept, in bytes: its HTML has 16 MB at most, its text fewer, and in JSON some letters
/// take two.
const MAX_PAGE: u64 = 64 * 1024 * 1024;

/// Starts readers; clones count together.
#[derive(Clone, Debug)]
pub struct Reader {
    /// This program.
    program: Arc<Path>,
    places: Arc<Semaphore>,
    told: Arc<AtomicBool>,
}

/// Why nothing is known of a file: our own machine.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    /// Too many wait for their turn; the same may be read a little later.
    #[error("too many files are being read")]
    Busy,
    #[error("no reader could be started, or the disk failed under it")]
    Machine(#[from] io::Error),
}

/// Why a file cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotShown {
    /// Whoever asks again hears the same sentence.
    Always(String),
    /// Its reader did not come to its end; it may have been a busy machine.
    Today,
}

impl NotShown {
    /// What is true, and what to do, in Vietnamese.
    pub fn sentence(&self) -> String {
        match self {
            Self::Always(sentence) => sentence.clone(),
            Self::Today => "Không đọc được tệp ở đây. Hãy tải bản gốc về và mở bằng phần mềm trên máy.".to_owned(),
        }
    }
}

/// What a file is, and what is inside of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    pub kind: FileKind,
    pub inspection: Inspection,
}

impl Reader {
    /// `program` is a file of this program: its command `read-file` is what is started.
    pub fn new(program: &Path) -> Self {
        Self { program: program.into(), places: Arc::new(Semaphore::new(AT_ONCE)), told: Arc::default() }
    }

    /// Looks into the file at `path`. Inside, why it is not taken: also where its reader ended before it knew the kind.
    ///
    /// # Errors
    /// `ReaderError`; nothing is known of the file then.
    pub async fn look_into(&self, path: PathBuf) -> Result<Result<Looked, Unfit>, ReaderError> {
        let Answer { said, whole, .. } = self.ask(path, &Job::Inspect, MAX_WORDS).await?;
        let kind = said.iter().find_map(|said| if let Said::Kind(kind) = said { Some(*kind) } else { None });
        let found = said.into_iter().find_map(|said| if let Said::Inspection(found) = said { Some(found) } else { None });
        Ok(match (kind, found) {
            (Some(Ok(kind)), Some(inspection)) if whole => Ok(Looked { kind, inspection }),
            (Some(Ok(kind)), _) => Ok(Looked { kind, inspection: Inspection::Held(vec![Cause::Unreadable]) }),
            (Some(Err(unfit)), _) => Err(unfit),
            (None, _) => Err(Unfit::Unknown),
        })
    }

    /// Reads a Word document or an Excel workbook as a page. Inside, why it cannot be shown, in a sentence.
    ///
    /// # Errors
    /// `ReaderError`.
    pub async fn page(&self, path: PathBuf, kind: FileKind) -> Result<Result<FilePage, NotShown>, ReaderError> {
        let Answer { said, whole, .. } = self.ask(path, &Job::Page(kind), MAX_PAGE).await?;
        Ok(match said.into_iter().nth(1) {
            Some(Said::Page(page)) if whole => Ok(page),
            Some(Said::NotShown(sentence)) => Err(NotShown::Always(sentence)),
            _ => Err(NotShown::Today),
        })
    }

    /// Reads one picture of a Word document.
    ///
    /// # Errors
    /// `ReaderError`.
    pub async fn picture(&self, path: PathBuf, name: &str) -> Result<Option<Vec<u8>>, ReaderError> {
        let most = child::MAX_PICTURE as u64 + MAX_WORDS;
        let Answer { said, whole, rest } = self.ask(path, &Job::Picture(name.to_owned()), most).await?;
        Ok(matches!(said.last(), Some(Said::Picture) if whole).then_some(rest))
    }

    /// Starts a child for one file and hears what it says, up to so many bytes. Goes on to its end even if the caller goes
    /// away: a child that ended is waited for.
    async fn ask(&self, path: PathBuf, job: &Job, most: u64) -> Result<Answer, ReaderError> {
        let place = self.place().await?;
        let job = serde_json::to_string(job).map_err(io::Error::from)?;
        let asked = tokio::spawn(asked(self.program.clone(), path, job, most, place));
        let (bytes, ended) = asked.await.map_err(io::Error::from)??;
        self.heard(&bytes, ended)
    }

    async fn place(&self) -> Result<OwnedSemaphorePermit, ReaderError> {
        match timeout(TURN_WITHIN, self.places.clone().acquire_owned()).await {
            Ok(Ok(place)) => Ok(place),
            Ok(Err(_)) | Err(_) => Err(ReaderError::Busy),
        }
    }

    fn heard(&self, bytes: &[u8], ended: Option<ExitStatus>) -> Result<Answer, ReaderError> {
        let whole = ended.is_some_and(|status| status.success());
        if !whole {
            tracing::warn!(?ended, "the reader of a file did not come to its end");
        }
        let (said, rest) = words(bytes);
        for said in &said {
            match said {
                Said::Begun { missing } if !missing.is_empty() && !self.told.swap(true, Ordering::Relaxed) => {
                    tracing::warn!(?missing, "readers of files are not shut in as they should be on this machine");
                }
                Said::Fault(number) => return Err(io::Error::from_raw_os_error(*number).into()),
                Said::Begun { .. } | Said::Kind(_) | Said::Inspection(_) | Said::Escaped(_) => {}
                Said::Page(_) | Said::NotShown(_) | Said::Picture => {}
            }
        }
        Ok(Answer { said, whole, rest: rest.to_vec() })
    }
}

/// What was said, line by line, and the bytes of a picture behind it. What was cut off in the middle of a word was not said.
fn words(bytes: &[u8]) -> (Vec<Said>, &[u8]) {
    let (mut said, mut rest) = (Vec::new(), bytes);
    while let Some(end) = memchr::memchr(b'\n', rest) {
        let (line, after) = rest.split_at(end);
        let Ok(word) = serde_json::from_slice(line) else { break };
        rest = after.get(1..).unwrap_or_default();
        said.push(word);
        if said.last() == Some(&Said::Picture) {
            break;
        }
    }
    (said, rest)
}

/// What a child said, and how it ended; `None` where it was made to end.
async fn asked(
    program: Arc<Path>,
    path: PathBuf,
    job: String,
    most: u64,
    _place: OwnedSemaphorePermit,
) -> io::Result<(Vec<u8>, Option<ExitStatus>)> {
    let (mut child, size) = spawn_blocking(move || start(&program, &path, &job)).await??;
    let answer = child.stdout.take();
    let mut reading = spawn_blocking(move || {
        let mut bytes = Vec::new();
        answer.map(|answer| answer.take(most + 1).read_to_end(&mut bytes)).transpose()?;
        Ok::<_, io::Error>(bytes)
    });
    let heard = timeout(confine::may_compute(size) * WAITING_FACTOR, &mut reading).await;
    let is_late = heard.is_err();
    if is_late {
        // Its end of the pipe ends with it.
        child.kill()?;
    }
    let bytes = match heard {
        Ok(heard) => heard??,
        Err(_) => reading.await??,
    };
    let is_too_much = bytes.len() as u64 > most;
    if is_too_much {
        child.kill()?;
    }
    let ended = spawn_blocking(move || child.wait()).await??;
    Ok((bytes, (!is_late && !is_too_much).then_some(ended)))
}

/// The child, and how large its file is.
fn start(program: &Path, path: &Path, job: &str) -> io::Result<(Child, u64)> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    let child = Command::new(program)
        .args(["read-file", job])
        .env_clear()
        .current_dir("/")
        .stdin(file)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    Ok((child, size))
}

struct Answer {
    said: Vec<Said>,
    /// The child came to its end by itself.
    whole: bool,
    /// The bytes of a picture.
    rest: Vec<u8>,
}
