//! ClamAV: where it listens, and how it stands.
//!
//! Nobody waits for it while handing in. Whatever is wrong with it is its own fault and told to leadership and management team; a
//! file is to blame only where the scanner says so again and again while it answers otherwise.

pub mod clamd;
pub mod rounds;

use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::{days::Timestamp, inspection::Scanner, refusal::Words};
use tokio::sync::Semaphore;

use self::clamd::{Clamd, ClamdAddress, Limits};

/// How many are scanned at once: one of the queue, and what people open meanwhile.
const AT_ONCE: usize = 3;

/// The scanner that the program was started with, and how it stands.
#[derive(Debug)]
pub struct VirusScanner {
    clamd: Clamd,
    standing: Mutex<Scanner>,
    turns: Semaphore,
}

impl VirusScanner {
    pub fn at(address: ClamdAddress) -> Self {
        Self::with_limits(address, Limits::default())
    }

    /// With other times than a server has: for tests.
    pub fn with_limits(address: ClamdAddress, limits: Limits) -> Self {
        Self { clamd: Clamd { address, limits }, standing: Mutex::new(Scanner::Unknown), turns: Semaphore::new(AT_ONCE) }
    }

    /// How it stands, as it was found last.
    pub fn standing(&self) -> Scanner {
        self.known().clone()
    }

    /// What leadership and management team are told on their pages.
    pub fn alarm(&self) -> Option<Words> {
        self.known().alarm()
    }

    fn answers(&self, version: &str) {
        let mut known = self.known();
        if !matches!(&*known, Scanner::Answers { version: before } if before == version) {
            tracing::info!(version, "the virus scanner answers");
            *known = Scanner::Answers { version: version.to_owned() };
        }
    }

    fn is_silent(&self, now: Timestamp, why: &'static str) {
        let mut known = self.known();
        let since = match &*known {
            Scanner::Silent { since, .. } => *since,
            Scanner::None | Scanner::Unknown | Scanner::Answers { .. } => {
                tracing::error!("TỔ QUẢN LÝ PHẦN MỀM: trình quét virus không trả lời: {why}");
                now
            }
        };
        *known = Scanner::Silent { since, why };
    }

    fn known(&self) -> MutexGuard<'_, Scanner> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
