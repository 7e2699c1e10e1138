//! Old Office files and presentations as PDF, by LibreOffice where it is on this machine: `docs/decisions/0018-…`.
//!
//! LibreOffice is a large program that was not written for files of strangers, so each file gets a process, a profile and a folder
//! of its own, with limits, without a network and without the data folder (`office/confine.rs`). One runs at a time. What comes
//! out is a file of a stranger still: it is looked into before anybody sees it.

pub mod child;
mod confine;
#[cfg(test)]
mod tests;

use std::{
    env, fs,
    io::{self, Read},
    os::unix::{
        fs::FileTypeExt,
        process::{CommandExt, ExitStatusExt},
    },
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::Arc,
    time::{Duration, SystemTime},
};

use domain::files::FileKind;
use rustix::process::{Pid, Signal, kill_process_group};
use tempfile::TempDir;
use tokio::{
    sync::Semaphore,
    task::spawn_blocking,
    time::{Instant, timeout_at},
};

/// Under these names it is looked for where programs lie.
const NAMES: [&str; 2] = ["soffice", "libreoffice"];

/// Where programs lie; the environment may say other places.
const USUAL: &str = "/usr/local/bin:/usr/bin:/bin";

/// How long one file may take: a presentation of a hundred slides with pictures takes some 15 seconds.
const WITHIN: Duration = Duration::from_secs(60);

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

/// Makes PDFs; clones wait for each other.
#[derive(Clone, Debug)]
pub struct Office {
    /// LibreOffice, where it is there.
    program: Option<Arc<Path>>,
    /// This program, which shuts itself in and becomes LibreOffice.
    own: Arc<Path>,
    place: Arc<Semaphore>,
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    #[error("LibreOffice is not on this machine")]
    Missing,
    /// It fell over the file, made nothing of it, or took too long: the next one would as well.
    #[error("LibreOffice makes nothing of this file")]
    OverTheFile,
    /// Something else ended it.
    #[error("LibreOffice was ended from outside")]
    CutShort,
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
        Self { program: program.map(Into::into), own: own.into(), place: Arc::new(Semaphore::new(1)) }
    }

    pub const fn is_here(&self) -> bool {
        self.program.is_some()
    }

    /// The file at `path` as PDF. Goes on to its end even if the caller goes away; nothing is left behind.
    ///
    /// # Errors
    /// `OfficeError`.
    pub async fn pdf(&self, path: PathBuf, kind: FileKind) -> Result<Vec<u8>, OfficeError> {
        let program = self.program.clone().ok_or(OfficeError::Missing)?;
        let (own, place) = (self.own.clone(), self.place.clone());
        let made = tokio::spawn(async move {
            let _place = place.acquire_owned().await.map_err(io::Error::other)?;
            made(&own, program, path, kind).await
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

async fn made(own: &Path, program: Arc<Path>, path: PathBuf, kind: FileKind) -> Result<Vec<u8>, OfficeError> {
    let folder = spawn_blocking(move || prepare(&path, kind)).await.map_err(io::Error::from)??;
    let until = Instant::now() + WITHIN;
    let mut ended = run(own, &program, &folder, kind, until).await?;
    if ended.is_some_and(|status| status.code() == Some(ONCE_MORE)) {
        ended = run(own, &program, &folder, kind, until).await?;
    }
    let read = spawn_blocking(move || {
        if let Ok(missing) = fs::read_to_string(folder.path().join(MISSING)) {
            tracing::warn!(missing, "LibreOffice is not shut in as it should be on this machine");
        }
        read(&folder)
    });
    match (read.await.map_err(io::Error::from)?, ended) {
        (Ok(pdf), Some(status)) if status.success() => Ok(pdf),
        (_, ended) => {
            tracing::warn!(?ended, "LibreOffice did not make a PDF of a file");
            Err(if ended.is_some_and(was_ended) { OfficeError::CutShort } else { OfficeError::OverTheFile })
        }
    }
}

/// How it ended; `None` where it took too long and was ended.
async fn run(own: &Path, program: &Path, folder: &TempDir, kind: FileKind, until: Instant) -> io::Result<Option<ExitStatus>> {
    let began = SystemTime::now();
    let mut child = start(own, program, folder.path(), kind)?;
    let group = Pid::from_child(&child);
    let mut waiting = spawn_blocking(move || child.wait());
    let in_time = timeout_at(until, &mut waiting).await;
    // And whatever it has started and left.
    let _gone = kill_process_group(group, Signal::KILL);
    let ended = match in_time {
        Ok(ended) => Some(ended??),
        Err(_) => {
            waiting.await??;
            None
        }
    };
    forget_sockets(began);
    Ok(ended)
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

/// By somebody, or by a kernel that has no memory left.
fn was_ended(status: ExitStatus) -> bool {
    matches!(status.signal(), Some(libc::SIGKILL | libc::SIGTERM | libc::SIGINT | libc::SIGHUP | libc::SIGQUIT))
}

/// A folder that goes when it is dropped, with the file and a profile in it.
fn prepare(path: &Path, kind: FileKind) -> io::Result<TempDir> {
    let folder = TempDir::with_prefix("hoso-")?;
    fs::copy(path, folder.path().join(NAME).with_extension(kind.ending()))?;
    let user = folder.path().join("profile/user");
    fs::create_dir_all(&user)?;
    fs::write(user.join("registrymodifications.xcu"), PROFILE)?;
    Ok(folder)
}

fn start(own: &Path, program: &Path, folder: &Path, kind: FileKind) -> io::Result<Child> {
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
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
}

/// The program behind the script that people start, which would start it again by itself.
fn itself(program: &Path) -> PathBuf {
    let script = fs::canonicalize(program).unwrap_or_else(|_| program.to_owned());
    let behind = script.with_file_name("soffice.bin");
    if behind.is_file() { behind } else { script }
}

fn read(folder: &TempDir) -> io::Result<Vec<u8>> {
    let place = folder.path().join("out").join(NAME).with_extension("pdf");
    // A link would lead elsewhere, now that nothing shuts the reader in.
    if !fs::symlink_metadata(&place)?.is_file() {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut pdf = Vec::new();
    fs::File::open(&place)?.take(MAX_PDF + 1).read_to_end(&mut pdf)?;
    if pdf.len() as u64 > MAX_PDF { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(pdf) }
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
