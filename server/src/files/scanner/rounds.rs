//! What waits for the scanner is scanned as it came, what somebody opens is scanned at once, and what was clean is scanned again
//! when the scanner has learnt something.

use std::time::Duration;

use domain::{files::Sha256, inspection::Scanner, people::SchoolId};
use records::{Work, inspections::scans, schools};
use tokio::time::{sleep, timeout};

use super::{VirusScanner, clamd::ScanFault};
use crate::{
    files::blobs::BlobError,
    state::{AppState, Services},
};

/// Between two rounds in which there was nothing to do.
const EVERY: Duration = Duration::from_secs(2);
/// After a round in which something went wrong.
const AFTER_TROUBLE: Duration = Duration::from_secs(30);
/// How many files of a school are scanned before the next school has its turn.
const IN_ONE_ROUND: usize = 20;
/// How long somebody who opens a file waits for its scan.
const OPENS_WITHIN: Duration = Duration::from_secs(8);

/// What became of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Round {
    Idle,
    Worked,
    Trouble,
}

/// What became of one file.
enum Scanned {
    Answered,
    /// The file's own fault as it seems; the queue goes on.
    Failed,
    /// The scanner's fault: the queue stands.
    Silent,
}

/// Scans until the program is asked to end; at once over where it was started without a scanner.
pub async fn run(state: AppState) {
    let Some(scanner) = &state.scanner else { return };
    let mut closing = state.closing.subscribe();
    let rounds = async {
        loop {
            let done = round(&state, scanner).await.unwrap_or_else(|error| {
                tracing::warn!(%error, "files that wait for the virus scanner were not scanned");
                Round::Trouble
            });
            match done {
                Round::Idle => sleep(EVERY).await,
                Round::Worked => {}
                Round::Trouble => sleep(AFTER_TROUBLE).await,
            }
        }
    };
    tokio::select! {
        () = rounds => {}
        _ = closing.changed() => {}
    }
}

/// One round over all schools.
///
/// # Errors
/// Those of the database; the next round goes on from there.
pub async fn round(state: &Services, scanner: &VirusScanner) -> Result<Round, records::Error> {
    // A school that was founded since the start waits for it too.
    require(state, true).await?;
    let version = match scanner.clamd.version().await {
        Ok(version) => version,
        Err(fault) => {
            scanner.is_silent(state.database.now(), fault.why());
            return Ok(Round::Trouble);
        }
    };
    let mut done = Round::Idle;
    for school in schools::all(&state.database).await? {
        let signatures = version.clone();
        let next = async move |work: &mut Work| scans::next(work, &signatures, IN_ONE_ROUND).await;
        for file in state.database.read(school.id, None, next).await? {
            done = done.max(match scan(state, scanner, school.id, file, &version).await? {
                Scanned::Answered => Round::Worked,
                Scanned::Failed => Round::Trouble,
                Scanned::Silent => return Ok(Round::Trouble),
            });
        }
    }
    // One that answers who it is and nothing about files is as good as silent.
    if done != Round::Trouble {
        scanner.answers(&version);
    }
    Ok(done)
}

/// Every school has a scanner from now on, or none has.
///
/// # Errors
/// Those of the database.
pub async fn require(state: &Services, on: bool) -> Result<(), records::Error> {
    for school in schools::all(&state.database).await? {
        let is_set = async move |work: &mut Work| scans::is_set(work, on).await;
        if !state.database.read(school.id, None, is_set).await? {
            let set = async move |work: &mut Work| scans::set_scanning(work, on).await;
            state.database.write(school.id, None, set).await?;
        }
    }
    Ok(())
}

/// Scans a file that somebody opens before its turn, if the scanner can be had now.
pub async fn scan_now(state: &Services, school: SchoolId, file: Sha256) {
    let Some(scanner) = &state.scanner else { return };
    let Scanner::Answers { version } = scanner.standing() else { return };
    // Whoever waits no longer lets go of the connection; the queue comes to the file in its turn.
    match timeout(OPENS_WITHIN, scan(state, scanner, school, file, &version)).await {
        Ok(Ok(_)) | Err(_) => {}
        Ok(Err(error)) => tracing::info!(%error, "what the virus scanner said was not noted"),
    }
}

async fn scan(
    state: &Services,
    scanner: &VirusScanner,
    school: SchoolId,
    file: Sha256,
    version: &str,
) -> Result<Scanned, records::Error> {
    let Ok(_turn) = scanner.turns.acquire().await else { return Ok(Scanned::Silent) };
    let signatures = version.to_owned();
    let opened = match state.blobs.read(file).await {
        Ok((opened, _)) => opened,
        Err(BlobError::Missing(_)) => {
            let gone = async move |work: &mut Work| scans::note_gone(work, file, &signatures).await;
            state.database.write_quietly(school, None, gone).await?;
            return Ok(Scanned::Failed);
        }
        // The disk does not give it: others must not wait behind it for ever.
        Err(error @ BlobError::Disk(_)) => {
            tracing::warn!(%error, sha256 = %file, "a file could not be read for the virus scanner");
            let failed = async move |work: &mut Work| scans::note_failed(work, file, &signatures).await;
            state.database.write_quietly(school, None, failed).await?;
            return Ok(Scanned::Failed);
        }
        Err(error @ (BlobError::Busy | BlobError::Full)) => {
            tracing::info!(%error, sha256 = %file, "a file is read for the virus scanner a little later");
            return Ok(Scanned::Silent);
        }
    };
    match scanner.clamd.scan(opened).await {
        Ok(answer) => {
            tracing::debug!(sha256 = %file, ?answer, "the virus scanner answered");
            let note = async move |work: &mut Work| scans::note(work, file, &answer, &signatures).await;
            state.database.write_quietly(school, None, note).await?;
            Ok(Scanned::Answered)
        }
        Err(fault) if fault.may_be_of_the_file() => {
            tracing::warn!(%fault, sha256 = %file, "the virus scanner did not come to the end of a file");
            let note = async move |work: &mut Work| scans::note_failed(work, file, &signatures).await;
            state.database.write_quietly(school, None, note).await?;
            if matches!(fault, ScanFault::Slow | ScanFault::Closed) {
                scanner.is_silent(state.database.now(), fault.why());
            }
            Ok(Scanned::Failed)
        }
        Err(fault) => {
            tracing::warn!(%fault, "the virus scanner cannot be had");
            scanner.is_silent(state.database.now(), fault.why());
            Ok(Scanned::Silent)
        }
    }
}
