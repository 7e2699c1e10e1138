//! Old Office files and presentations as PDF, by LibreOffice where it is on this machine: `docs/decisions/0018-…`.
//!
//! LibreOffice is a large program that was not written for files of strangers, so each file gets a process, a profile and a folder
//! of its own, with limits, without a network and without the data folder (`office/confine.rs`). One runs at a time, in turns that
//! are fair to everybody. What comes out is a file of a stranger still: it is looked into before anybody sees it.

pub mod child;
mod confine;
#[cfg(test)]
mod corpus_tests;
#[cfg(test)]
mod tests;

use std::{
    env,
    fs::{self, File},
    io::{self, Read},
    os::unix::{
        fs::{FileExt, FileTypeExt, OpenOptionsExt},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
    sync::Arc,
    time::{Duration, SystemTime},
};

use domain::{files::FileKind, people::PersonId};
use rustix::process::{Pid, Signal, kill_process_group};
use tempfile::TempDir;
use tokio::{
    task::spawn_blocking,
    time::{Instant, timeout_at},
};

use super::turns::{Turn, Turns};

/// Under these names it is looked for where programs lie.
const NAMES: [&str; 2] = ["soffice", "libreoffice"];

/// Where programs lie; the environment may say other places.
const USUAL: &str = "/usr/local/bin:/usr/bin:/bin";

/// How long one file may take: a presentation of a hundred slides with pictures takes some 15 seconds, and no hostile
/// one shall hold the only place longer than twice that.
const WITHIN: Duration = Duration::from_secs(30);

/// How long a file waits for its turn: behind twenty that take all their time. Nobody looks at its page any longer then, and whoever
/// comes back asks again.
const TURN_WITHIN: Duration = Duration::from_secs(600);

/// The largest PDF that is taken, in bytes.
pub const MAX_PDF: u64 = 64 * 1024 * 1024;

/// The name of the file in its folder, without its ending.
const NAME: &str = "tep";

/// Where LibreOffice puts a socket by which a second one would find it, whatever the environment says: it may make one there and
/// nothing else, so that whoever started it takes it away.
const SOCKETS: &str = "/tmp";

/// With this it ends where it has made its profile and is to be started once more.
const ONCE_MORE: i32 = 81;

/// How that socket's name begins.
const SOCKET: &str = "OSL_PIPE_";

/// What this machine lacks to shut it in, beside the file.
const MISSING: &str = "missing";

/// What it says, beside the file.
const SAID: &str = "said";

/// With this it says that a file is none that it can read. It says it on standard error, in English whatever its language.
const CANNOT_LOAD: &str = "source file could not be loaded";

/// How much of what it says is read, in bytes.
const MAX_SAID: usize = 64 * 1024;

/// Makes PDFs; clones wait for each other.
#[derive(Clone, Debug)]
pub struct Office {
    /// LibreOffice, where it is there.
    program: Option<Arc<Path>>,
    /// This program, which shuts itself in and becomes LibreOffice.
    own: Arc<Path>,
    turns: Turns,
    /// How long one file may take.
    within: Duration,
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    #[error("LibreOffice is not on this machine")]
    Missing,
    /// It says so itself, or what it made is none that is taken: it would be the same another time.
    #[error("LibreOffice makes nothing of this file")]
    OverTheFile,
    /// It took too long, crashed, was ended, or made nothing without a word: the file may be the reason, or the machine.
    #[error("LibreOffice did not come to its end")]
    CutShort,
    /// The machine is at fault, and nothing is known of the file.
    #[error("LibreOffice could not be started, or the disk failed under it")]
    Machine(#[from] io::Error),
}

impl Office {
    /// `own` is a file of this program; `program` is LibreOffice, where it is.
    pub fn new(own: &Path, program: Option<&Path>) -> Self {
        match program {
            Some(program) => tracing::info!(program = %program.display(), "old Office files are shown through LibreOffice"),
            None => tracing::info!("LibreOffice is not here: doc, xls, ppt and pptx are offered for download alone"),
        }
        Self { program: program.map(Into::into), own: own.into(), turns: Turns::new(1), within: WITHIN }
    }

    pub const fn is_here(&self) -> bool {
        self.program.is_some()
    }

    /// The next turn of this person, or of the program itself, whose own files come one after the other; `None` where it does not
    /// come for so long that nobody waits for it any more.
    pub async fn turn(&self, person: Option<PersonId>) -> Option<Arc<Turn>> {
        self.turns.next(person, TURN_WITHIN).await.map(Arc::new)
    }

    /// The file at `path` as PDF. Goes on to its end even if the caller goes away, and keeps the turn until then; nothing is left
    /// behind.
    ///
    /// # Errors
    /// `OfficeError`.
    pub async fn pdf(&self, path: PathBuf, kind: FileKind, turn: &Arc<Turn>) -> Result<File, OfficeError> {
        let program = self.program.clone().ok_or(OfficeError::Missing)?;
        let (own, within, turn) = (self.own.clone(), self.within, turn.clone());
        let made = tokio::spawn(async move {
            let _turn = turn;
            made(&own, program, path, kind, within).await
        });
        made.await.map_err(io::Error::from)?
    }
}

/// LibreOffice where programs lie.
pub fn look_for() -> Option<PathBuf> {
    let folders = env::var_os("PATH").unwrap_or_else(|| USUAL.into());
    let places = env::split_paths(&folders).flat_map(|folder| NAMES.map(|name| folder.join(name)));
    places.into_iter().find(|place| place.is_file())
}

/// A folder with one file and a profile in it, which goes when it is dropped; and what LibreOffice says there.
struct Workplace {
    folder: TempDir,
    said: File,
}

async fn made(own: &Path, program: Arc<Path>, path: PathBuf, kind: FileKind, within: Duration) -> Result<File, OfficeError> {
    let place = spawn_blocking(move || prepare(&path, kind)).await.map_err(io::Error::from)??;
    let until = Instant::now() + within;
    let mut ended = run(own, &program, &place, kind, until).await?;
    if ended.is_some_and(|status| status.code() == Some(ONCE_MORE)) {
        ended = run(own, &program, &place, kind, until).await?;
    }
    spawn_blocking(move || {
        if let Ok(missing) = fs::read_to_string(place.folder.path().join(MISSING)) {
            tracing::warn!(missing, "LibreOffice is not shut in as it should be on this machine");
        }
        let said = place.said()?;
        let outcome = match ended {
            Some(_) if said.contains(CANNOT_LOAD) && place.has_room() => Err(OfficeError::OverTheFile),
            Some(status) if status.success() => place.pdf(),
            Some(_) | None => Err(OfficeError::CutShort),
        };
        if outcome.is_err() {
            tracing::warn!(?ended, said, "LibreOffice did not make a PDF of a file");
        }
        outcome
    })
    .await
    .map_err(io::Error::from)?
}

/// How it ended; `None` where it took too long and was ended.
async fn run(own: &Path, program: &Path, place: &Workplace, kind: FileKind, until: Instant) -> io::Result<Option<ExitStatus>> {
    let began = SystemTime::now();
    let mut child = start(own, program, place, kind)?;
    let told = child.stdout.take();
    let group = Pid::from_child(&child);
    let mut waiting = spawn_blocking(move || child.wait());
    let in_time = timeout_at(until, &mut waiting).await;
    // Whatever it has started and left ends with it.
    let _gone = kill_process_group(group, Signal::KILL);
    let ended = match in_time {
        Ok(ended) => Some(ended??),
        Err(_) => {
            waiting.await??;
            None
        }
    };
    forget_sockets(began);
    spawn_blocking(move || not_started(told)).await??;
    Ok(ended)
}

/// What this program says on its standard output where it could not become LibreOffice, which never has that output.
///
/// # Errors
/// Where it says something.
fn not_started(told: Option<ChildStdout>) -> io::Result<()> {
    let mut words = String::new();
    told.map(|told| told.take(MAX_SAID as u64).read_to_string(&mut words)).transpose()?;
    if words.is_empty() { Ok(()) } else { Err(io::Error::other(words)) }
}

/// Those that were made since an instant. Another LibreOffice that began meanwhile works on without its own.
fn forget_sockets(began: SystemTime) {
    let Ok(entries) = fs::read_dir(SOCKETS) else { return };
    for entry in entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(SOCKET)) {
        let is_new =
            entry.metadata().is_ok_and(|about| about.file_type().is_socket() && about.modified().is_ok_and(|at| at >= began));
        if is_new && let Err(error) = fs::remove_file(entry.path()) {
            tracing::debug!(%error, "a socket of LibreOffice was left");
        }
    }
}

fn prepare(path: &Path, kind: FileKind) -> io::Result<Workplace> {
    let folder = TempDir::with_prefix("hoso-")?;
    fs::copy(path, folder.path().join(NAME).with_extension(kind.ending()))?;
    let user = folder.path().join("profile/user");
    fs::create_dir_all(&user)?;
    fs::write(user.join("registrymodifications.xcu"), PROFILE)?;
    let said = File::options().read(true).append(true).create_new(true).open(folder.path().join(SAID))?;
    Ok(Workplace { folder, said })
}

fn start(own: &Path, program: &Path, place: &Workplace, kind: FileKind) -> io::Result<Child> {
    let folder = place.folder.path();
    Command::new(own)
        .arg("convert-file")
        .arg(folder)
        .arg(itself(program))
        .arg(kind.ending())
        .env_clear()
        .env("PATH", USUAL)
        .env("HOME", folder)
        .env("TMPDIR", folder)
        .env("LANG", "C.UTF-8")
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(place.said.try_clone()?)
        .process_group(0)
        .spawn()
}

/// The program behind the script that people start, which would start it again by itself.
fn itself(program: &Path) -> PathBuf {
    let script = fs::canonicalize(program).unwrap_or_else(|_| program.to_owned());
    let behind = script.with_file_name("soffice.bin");
    if behind.is_file() { behind } else { script }
}

impl Workplace {
    fn said(&self) -> io::Result<String> {
        let mut bytes = vec![0; MAX_SAID];
        let length = self.said.read_at(&mut bytes, 0)?;
        bytes.truncate(length);
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// On a disk without room it can read nothing, and says so of the file.
    fn has_room(&self) -> bool {
        fs4::available_space(self.folder.path()).is_ok_and(|bytes| bytes > MAX_PDF)
    }

    fn pdf(&self) -> Result<File, OfficeError> {
        let place = self.folder.path().join("out").join(NAME).with_extension("pdf");
        // A link would lead elsewhere, now that nothing shuts the reader in.
        let pdf = match File::options().read(true).custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK).open(place) {
            Ok(pdf) => pdf,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(OfficeError::CutShort),
            Err(error) if error.raw_os_error() == Some(libc::ELOOP) => return Err(OfficeError::OverTheFile),
            Err(error) => return Err(error.into()),
        };
        let about = pdf.metadata()?;
        if about.is_file() && about.len() <= MAX_PDF { Ok(pdf) } else { Err(OfficeError::OverTheFile) }
    }
}

/// No macro runs, nothing is fetched or asked, and nothing is remembered.
const PROFILE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"#;
