//! The few words of `clamd` that are needed: its version, and a file sent in pieces (`INSTREAM`).
//!
//! `z` in front of a command ends it and its answer with a zero. A file goes in pieces of four bytes of length and the bytes, and
//! a length of zero ends it. Time and memory are bounded whatever the other side does.

use std::{fmt, io, path::PathBuf, str::FromStr, time::Duration};

use domain::inspection::{ScanAnswer, Undecided};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpStream, UnixStream},
    time::timeout,
};

/// How much of a file is sent at once, and held in memory.
const PIECE: usize = 64 * 1024;
/// An answer is a name and a word; what is longer is none.
const MAX_ANSWER: usize = 4096;
/// How much of the name of a virus is kept.
const MAX_NAME: usize = 200;

/// Where `clamd` listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClamdAddress {
    /// `unix:/run/clamav/clamd.ctl`
    Unix(PathBuf),
    /// `127.0.0.1:3310`
    Tcp(String),
}

/// How long to wait for it.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub connect: Duration,
    /// For one piece to be taken.
    pub piece: Duration,
    /// From the last piece to the end of the answer: a film takes a minute, and `clamd` itself gives up after two.
    pub answer: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let [connect, piece, answer] = [5, 30, 180].map(Duration::from_secs);
        Self { connect, piece, answer }
    }
}

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum ScanFault {
    #[error("clamd cannot be reached")]
    Unreachable(#[source] io::Error),
    #[error("clamd does not answer in time")]
    Slow,
    #[error("clamd closed the connection without an answer")]
    Closed,
    #[error("clamd answers with something else: {0:?}")]
    Garbled(String),
    #[error("clamd answers with an error: {0:?}")]
    Error(String),
    #[error("the file cannot be read")]
    File(#[source] io::Error),
}

impl ScanFault {
    /// The end of a sentence, for leadership and management team.
    pub const fn why(&self) -> &'static str {
        match self {
            Self::Unreachable(_) => "máy chủ không gọi được ClamAV",
            Self::Slow => "ClamAV trả lời quá chậm",
            Self::Closed => "ClamAV ngắt giữa chừng",
            Self::Garbled(_) => "ClamAV trả lời không hiểu được",
            Self::Error(_) => "ClamAV báo lỗi",
            Self::File(_) => "máy chủ không đọc được tệp",
        }
    }

    /// Whether another file may do better: only such a fault is counted against the file.
    pub const fn may_be_of_the_file(&self) -> bool {
        match self {
            Self::Slow | Self::Closed | Self::Error(_) | Self::File(_) => true,
            Self::Unreachable(_) | Self::Garbled(_) => false,
        }
    }
}

/// One `clamd`.
#[derive(Clone, Debug)]
pub struct Clamd {
    pub address: ClamdAddress,
    pub limits: Limits,
}

trait Wire: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Wire for T {}

impl Clamd {
    /// What it says of its program and signatures: "ClamAV 1.4.3/27500/Mon Nov 30 08:00:00 2026".
    ///
    /// # Errors
    /// `ScanFault`.
    pub async fn version(&self) -> Result<String, ScanFault> {
        let mut wire = self.connect().await?;
        self.send(&mut wire, b"zVERSION\0").await?;
        let answer = timeout(self.limits.connect, answer(&mut wire)).await.map_err(|_| ScanFault::Slow)??;
        if answer.starts_with("ClamAV") { Ok(answer) } else { Err(ScanFault::Garbled(answer)) }
    }

    /// What it says of a file.
    ///
    /// # Errors
    /// `ScanFault`.
    pub async fn scan(&self, file: impl AsyncRead + Send + Unpin) -> Result<ScanAnswer, ScanFault> {
        let mut wire = self.connect().await?;
        let sent = self.send_all(&mut wire, file).await;
        match sent {
            Ok(()) | Err(ScanFault::Closed) => {}
            Err(fault) => return Err(fault),
        }
        heard(sent, timeout(self.limits.answer, answer(&mut wire)).await.map_err(|_| ScanFault::Slow)?)
    }

    async fn connect(&self) -> Result<Box<dyn Wire>, ScanFault> {
        let connecting = async {
            Ok::<Box<dyn Wire>, io::Error>(match &self.address {
                ClamdAddress::Unix(path) => Box::new(UnixStream::connect(path).await?),
                ClamdAddress::Tcp(address) => Box::new(TcpStream::connect(address).await?),
            })
        };
        let connected = timeout(self.limits.connect, connecting).await.map_err(|_| ScanFault::Slow)?;
        connected.map_err(ScanFault::Unreachable)
    }

    async fn send_all(&self, wire: &mut Box<dyn Wire>, mut file: impl AsyncRead + Send + Unpin) -> Result<(), ScanFault> {
        self.send(wire, b"zINSTREAM\0").await?;
        let mut piece = vec![0; PIECE];
        loop {
            let read = file.read(&mut piece).await.map_err(ScanFault::File)?;
            let length = u32::try_from(read).map_err(|_| ScanFault::Closed)?;
            self.send(wire, &length.to_be_bytes()).await?;
            if read == 0 {
                return Ok(());
            }
            self.send(wire, piece.get(..read).unwrap_or_default()).await?;
        }
    }

    async fn send(&self, wire: &mut Box<dyn Wire>, bytes: &[u8]) -> Result<(), ScanFault> {
        let sent = timeout(self.limits.piece, wire.write_all(bytes)).await.map_err(|_| ScanFault::Slow)?;
        sent.map_err(|_| ScanFault::Closed)
    }
}

/// An answer up to its zero; one that ends before, or never does, is none.
async fn answer(wire: &mut Box<dyn Wire>) -> Result<String, ScanFault> {
    let mut said = Vec::new();
    let mut piece = [0; 512];
    loop {
        let read = wire.read(&mut piece).await.unwrap_or_default();
        let new = piece.get(..read).unwrap_or_default();
        if let Some(end) = new.iter().position(|byte| *byte == 0) {
            said.extend_from_slice(new.get(..end).unwrap_or_default());
            return String::from_utf8(said).map_err(|error| ScanFault::Garbled(shown(error.as_bytes())));
        }
        said.extend_from_slice(new);
        if read == 0 && said.is_empty() {
            return Err(ScanFault::Closed);
        }
        if read == 0 || said.len() > MAX_ANSWER {
            return Err(ScanFault::Garbled(shown(&said)));
        }
    }
}

/// For the log.
fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes.get(..bytes.len().min(80)).unwrap_or_default()).into_owned()
}

/// What it said of a file that was sent so far: where it took no more of it, it has said why, and nothing good of the rest.
fn heard(sent: Result<(), ScanFault>, answered: Result<String, ScanFault>) -> Result<ScanAnswer, ScanFault> {
    match (answered, sent) {
        (Ok(said), Ok(())) => verdict(&said),
        (Ok(said), Err(cut_short)) => match verdict(&said)? {
            ScanAnswer::Clean => Err(cut_short),
            said @ (ScanAnswer::Infected(_) | ScanAnswer::Undecided(_)) => Ok(said),
        },
        (Err(_), Err(cut_short)) => Err(cut_short),
        (Err(fault), Ok(())) => Err(fault),
    }
}

/// What the answer about a file means.
fn verdict(said: &str) -> Result<ScanAnswer, ScanFault> {
    let said = said.trim();
    if said.starts_with("INSTREAM size limit exceeded") {
        return Ok(ScanAnswer::Undecided(Undecided::TooLarge));
    }
    let Some(of_file) = said.strip_prefix("stream: ") else {
        return Err(if said.ends_with("ERROR") {
            ScanFault::Error(said.to_owned())
        } else {
            ScanFault::Garbled(shown(said.as_bytes()))
        });
    };
    if of_file == "OK" {
        return Ok(ScanAnswer::Clean);
    }
    match of_file.strip_suffix(" FOUND") {
        // With `AlertExceedsMax` and `AlertEncrypted` it says by such names that it did not look into all of it.
        Some(name) if name.starts_with("Heuristics.Limits.Exceeded") => Ok(ScanAnswer::Undecided(Undecided::TooLarge)),
        Some(name) if name.starts_with("Heuristics.Encrypted") => Ok(ScanAnswer::Undecided(Undecided::Locked)),
        Some(name) if !name.trim().is_empty() => {
            let name = name.chars().filter(|letter| !letter.is_control()).take(MAX_NAME).collect();
            Ok(ScanAnswer::Infected(name))
        }
        Some(_) => Err(ScanFault::Garbled(shown(said.as_bytes()))),
        None if of_file.ends_with("ERROR") => Err(ScanFault::Error(shown(said.as_bytes()))),
        None => Err(ScanFault::Garbled(shown(said.as_bytes()))),
    }
}

/// What was typed is no address.
#[derive(Debug, thiserror::Error)]
#[error("ghi unix:ĐƯỜNG-DẪN (ví dụ unix:/run/clamav/clamd.ctl) hoặc MÁY:CỔNG (ví dụ 127.0.0.1:3310)")]
pub struct AddressError;

impl FromStr for ClamdAddress {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(path) = text.strip_prefix("unix:") {
            return if path.starts_with('/') { Ok(Self::Unix(PathBuf::from(path))) } else { Err(AddressError) };
        }
        match text.rsplit_once(':') {
            Some((host, port)) if !host.is_empty() && port.parse::<u16>().is_ok_and(|port| port > 0) => {
                Ok(Self::Tcp(text.to_owned()))
            }
            Some(_) | None => Err(AddressError),
        }
    }
}

impl fmt::Display for ClamdAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
            Self::Tcp(address) => f.write_str(address),
        }
    }
}

#[cfg(test)]
#[path = "clamd_tests.rs"]
mod tests;
