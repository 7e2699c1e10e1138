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
    os::unix::process::ExitStatusExt,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use documents::kind::UnfitError;
use domain::{
    files::FileKind,
    inspection::{Cause, Inspection, Interruption},
    people::PersonId,
    tables::Table,
};
use tokio::{task::spawn_blocking, time::timeout};

use super::turns::{Turn, Turns};
pub use wire::{FilePage, PICTURES_AT};
use wire::{Job, Said};

/// More at once only wait for the two cores of the machine, and each takes memory.
const MAX_AT_ONCE: usize = 2;

/// How long a file on its way in waits for its turn: in a rush each takes some hundredths of a second, and nobody wants to choose
/// it again.
const TURN_WITHIN: Duration = Duration::from_secs(60);

/// How long a page waits for its turn: whoever looks at it is told rather than left waiting.
const PAGE_WITHIN: Duration = Duration::from_secs(8);

/// How often a file is looked into at once where looking is cut short: most of what ends a process ends it once.
const LOOKS: usize = 2;

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
    turns: Turns,
    /// For whom; nobody where the program looks by itself.
    person: Option<PersonId>,
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
    /// The reader was ended from outside, or the machine was too busy for it. The kind, where it was known before that.
    #[error("the reader was ended before it had read the file")]
    CutShort { kind: Option<FileKind>, why: Interruption },
}

/// Why a file cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PreviewError {
    /// Whoever asks again hears the same sentence.
    Always(String),
    /// Its reader did not come to its end; it may have been a busy machine.
    Today,
    /// It is being made.
    Soon,
    /// LibreOffice did not come to its end, or could not be started; it is tried again.
    NotNow,
}

impl PreviewError {
    /// What is true, and what to do, in Vietnamese.
    pub fn sentence(&self) -> String {
        match self {
            Self::Always(sentence) => sentence.clone(),
            Self::Soon => {
                "Máy chủ đang chuyển tệp này sang PDF. Chờ nửa phút rồi tải lại trang; bản gốc thì tải về được ngay.".to_owned()
            }
            Self::NotNow => {
                "LibreOffice không chuyển được tệp này sang PDF lúc này. Vài phút nữa mở lại trang này thì máy chủ thử \
                             lại; bản gốc thì tải về được ngay."
                    .to_owned()
            }
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
        Self { program: program.into(), turns: Turns::new(MAX_AT_ONCE), person: None, told: Arc::default() }
    }

    /// This reader on behalf of a person, whose files are read one after the other.
    pub fn on_behalf_of(&self, person: PersonId) -> Self {
        Self { person: Some(person), ..self.clone() }
    }

    /// This reader on behalf of the program itself, which waits behind nobody's own files.
    pub fn on_behalf_of_nobody(&self) -> Self {
        Self { person: None, ..self.clone() }
    }

    /// Looks into the file at `path`. Inside, why it is not taken: also where its reader fell over it before it knew the kind.
    ///
    /// # Errors
    /// `ReaderError`; nothing is known of the file then.
    pub async fn look_into(&self, path: PathBuf) -> Result<Result<Looked, UnfitError>, ReaderError> {
        let mut looks = 1;
        loop {
            match self.look_once(path.clone()).await {
                Err(ReaderError::CutShort { .. }) if looks < LOOKS => looks += 1,
                looked => return looked,
            }
        }
    }

    async fn look_once(&self, path: PathBuf) -> Result<Result<Looked, UnfitError>, ReaderError> {
        let ReaderAnswer { said, ending, .. } = self.ask(path, &Job::Inspect, MAX_WORDS, TURN_WITHIN).await?;
        let kind = said.iter().find_map(|said| if let Said::Kind(kind) = said { Some(*kind) } else { None });
        let found = said.into_iter().find_map(|said| if let Said::Inspection(found) = said { Some(found) } else { None });
        match (kind, found, ending) {
            (Some(Ok(kind)), Some(inspection), Ending::Whole) => Ok(Ok(Looked { kind, inspection })),
            (Some(Err(unfit)), _, _) => Ok(Err(unfit)),
            (kind, _, Ending::CutShort(why)) => Err(ReaderError::CutShort { kind: kind.and_then(Result::ok), why }),
            (Some(Ok(kind)), _, _) => Ok(Ok(Looked { kind, inspection: Inspection::Held(vec![Cause::Unreadable]) })),
            (None, _, _) => Ok(Err(UnfitError::Unknown)),
        }
    }

    /// Reads a Word document or an Excel workbook as a page. Inside, why it cannot be shown, in a sentence.
    ///
    /// # Errors
    /// `ReaderError`.
    pub async fn page(&self, path: PathBuf, kind: FileKind) -> Result<Result<FilePage, PreviewError>, ReaderError> {
        let ReaderAnswer { said, ending, .. } = self.ask(path, &Job::Page(kind), MAX_PAGE, PAGE_WITHIN).await?;
        Ok(match said.into_iter().nth(1) {
            Some(Said::Page(page)) if ending == Ending::Whole => Ok(page),
            Some(Said::NotShown(sentence)) => Err(PreviewError::Always(sentence)),
            _ => Err(PreviewError::Today),
        })
    }

    /// Reads the sheets of an Excel workbook as tables. Inside, why they cannot be read, in a sentence.
    ///
    /// # Errors
    /// `ReaderError`.
    pub async fn tables(&self, path: PathBuf) -> Result<Result<Vec<Table>, PreviewError>, ReaderError> {
        let ReaderAnswer { said, ending, .. } = self.ask(path, &Job::Tables, MAX_PAGE, PAGE_WITHIN).await?;
        Ok(match said.into_iter().nth(1) {
            Some(Said::Tables(tables)) if ending == Ending::Whole => Ok(tables),
            Some(Said::NotShown(sentence)) => Err(PreviewError::Always(sentence)),
            _ => Err(PreviewError::Today),
        })
    }

    /// Reads one picture of a Word document.
    ///
    /// # Errors
    /// `ReaderError`.
    pub async fn picture(&self, path: PathBuf, name: &str) -> Result<Option<Vec<u8>>, ReaderError> {
        let most = child::MAX_PICTURE as u64 + MAX_WORDS;
        let ReaderAnswer { said, ending, rest } = self.ask(path, &Job::Picture(name.to_owned()), most, PAGE_WITHIN).await?;
        Ok(matches!(said.last(), Some(Said::Picture) if ending == Ending::Whole).then_some(rest))
    }

    /// Starts a child for one file and hears what it says, up to so many bytes. Goes on to its end even if the caller goes
    /// away: a child that ended is waited for.
    async fn ask(&self, path: PathBuf, job: &Job, most: u64, within: Duration) -> Result<ReaderAnswer, ReaderError> {
        let turn = self.turns.next(self.person, within).await.ok_or(ReaderError::Busy)?;
        let job = serde_json::to_string(job).map_err(io::Error::from)?;
        let asked = tokio::spawn(asked(self.program.clone(), path, job, most, turn));
        let (bytes, ending) = asked.await.map_err(io::Error::from)??;
        self.heard(&bytes, ending)
    }

    fn heard(&self, bytes: &[u8], ending: Ending) -> Result<ReaderAnswer, ReaderError> {
        if ending != Ending::Whole {
            tracing::warn!(?ending, "the reader of a file did not come to its end");
        }
        let (said, rest) = words(bytes);
        for said in &said {
            match said {
                Said::Begun { missing } if !missing.is_empty() && !self.told.swap(true, Ordering::Relaxed) => {
                    tracing::warn!(?missing, "readers of files are not shut in as they should be on this machine");
                }
                Said::DiskError(number) => return Err(io::Error::from_raw_os_error(*number).into()),
                Said::Begun { .. } | Said::Kind(_) | Said::Inspection(_) | Said::Escaped(_) => {}
                Said::Page(_) | Said::Tables(_) | Said::NotShown(_) | Said::Picture => {}
            }
        }
        Ok(ReaderAnswer { said, ending, rest: rest.to_vec() })
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

/// How a child ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// By itself, and all was said.
    Whole,
    /// It fell over the file, met one of its limits, or said more than it may.
    OverTheFile,
    /// Something else ended it.
    CutShort(Interruption),
}

impl Ending {
    /// A crash and the limits of the system have signals of their own. Those by which people, service managers and the kernel that
    /// has no memory left end a process say nothing of the file.
    fn of(status: ExitStatus) -> Self {
        match status.signal() {
            None if status.success() => Self::Whole,
            Some(libc::SIGKILL | libc::SIGTERM | libc::SIGINT | libc::SIGHUP | libc::SIGQUIT) => {
                Self::CutShort(Interruption::Killed)
            }
            None | Some(_) => Self::OverTheFile,
        }
    }
}

/// What a child said, and how it ended.
async fn asked(program: Arc<Path>, path: PathBuf, job: String, most: u64, _turn: Turn) -> io::Result<(Vec<u8>, Ending)> {
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
    let ending = match (is_too_much, is_late) {
        (true, _) => Ending::OverTheFile,
        // What computes for ever meets the limit on computing long before.
        (false, true) => Ending::CutShort(Interruption::Late),
        (false, false) => Ending::of(ended),
    };
    Ok((bytes, ending))
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

struct ReaderAnswer {
    said: Vec<Said>,
    ending: Ending,
    /// The bytes of a picture.
    rest: Vec<u8>,
}
