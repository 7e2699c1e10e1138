//! The upkeep of the store: what the database names is there and whole, and what it does not name goes after a while.
//!
//! Two rounds, in the background of a running server. The *scrub* looks at one of the 256 parts of the store every ten
//! minutes, so at all of it in less than two days: each file that is named must be there, of its size, and hold the bytes of
//! its name. The *sweep* takes out once a day what nobody has named for a week, keeps it aside for thirty days, and does
//! nothing at all where anything looks wrong: most of what was ever lost to a cleaner was lost to one that read a wrong
//! or empty database.

use std::{
    collections::BTreeMap,
    time::{Duration, SystemTime},
};

use domain::files::Sha256;
use records::stored_files::{self, Named};
use tokio::time::sleep;

use super::{
    blobs::{BlobError, Found},
    findings::Amiss,
};
use crate::state::{AppState, Services};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// How long a file lies unnamed before it is taken out: uploads wait for a day, and a week leaves time to ask.
pub const UNNAMED_FOR: Duration = Duration::from_secs(7 * DAY.as_secs());
/// How long it then lies aside before it is gone.
pub const QUARANTINED_FOR: Duration = Duration::from_secs(30 * DAY.as_secs());
/// Between two parts of the scrub.
const EVERY: Duration = Duration::from_secs(10 * 60);
/// So many unnamed files go in one sweep, or one in a hundred of all where that is more.
const MAX_AT_ONCE: usize = 100;

/// Why a round did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum UpkeepError {
    #[error("the database does not say what it names")]
    Database(#[from] records::Error),
    #[error("the store cannot be looked at")]
    Store(#[from] BlobError),
    #[error("the database is damaged")]
    DatabaseDamaged,
    #[error("the machine's clock is doubtful")]
    ClockDoubtful,
    #[error("the store holds {files} files, and the database names none")]
    NothingNamed { files: usize },
    #[error("{unnamed} of {files} files are named by nobody: too many to go at once")]
    TooMany { unnamed: usize, files: usize },
    #[error("files of the store are of tomorrow: the machine's clock is not to be trusted")]
    FromTomorrow,
}

/// What a sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    pub quarantined: usize,
    pub gone: usize,
}

/// Goes on until the program is asked to end.
pub async fn run(state: AppState) {
    let mut closing = state.closing.subscribe();
    let rounds = async {
        for part in 0..=u8::MAX {
            log(scrub(&state, part, Depth::Sizes).await);
        }
        let mut swept = None;
        loop {
            sleep(EVERY).await;
            let now = SystemTime::now();
            // And again where something was amiss: whoever restores a file from a backup sees it soon.
            for part in state.findings.parts().into_iter().chain([part_of(now)]) {
                log(scrub(&state, part, Depth::Bytes).await);
            }
            if swept.is_none_or(|before| now.duration_since(before).is_ok_and(|since| since >= DAY)) {
                swept = Some(now);
                log(sweep(&state, now).await.map(|swept| tracing::info!(?swept, "the store was swept")));
            }
        }
    };
    tokio::select! {
        () = rounds => {}
        _ = closing.changed() => {}
    }
}

fn log(done: Result<(), UpkeepError>) {
    if let Err(error) = done {
        let cause = std::error::Error::source(&error).map(ToString::to_string);
        tracing::error!(%error, cause, "the upkeep of the store stopped; nothing was taken out");
    }
}

/// By the hour, and not by a counter: a program that is started each morning still looks at everything.
fn part_of(now: SystemTime) -> u8 {
    let since = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    (since.as_secs() / EVERY.as_secs()).to_le_bytes()[0]
}

/// How closely a file is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// That it is there, and of its size.
    Sizes,
    /// Every byte, slowly.
    Bytes,
}

/// Looks whether the files of one part that the database names are in the store, and keeps what is amiss in
/// `Services::findings`. One that lies in quarantine is put back.
///
/// # Errors
/// `UpkeepError::Database`, `UpkeepError::Store`; what was found before then stands.
pub async fn scrub(state: &Services, part: u8, depth: Depth) -> Result<(), UpkeepError> {
    let named = stored_files::named(&state.database, part).await?;
    let there: BTreeMap<Sha256, u64> = state.blobs.part(part).await?.into_iter().map(|found| (found.sha256, found.size)).collect();
    state.findings.keep_only(part, &named);
    for (&sha256, Named { size, schools }) in &named {
        let amiss = match there.get(&sha256) {
            None if state.blobs.bring_back(sha256).await? => None,
            None => Some(Amiss::Missing),
            Some(found) if found != size => Some(Amiss::Damaged),
            Some(_) if depth == Depth::Sizes => continue,
            Some(_) => match state.blobs.is_whole(sha256, *size).await {
                Ok(whole) => (!whole).then_some(Amiss::Damaged),
                Err(BlobError::Missing(_)) => Some(Amiss::Missing),
                Err(error) => return Err(error.into()),
            },
        };
        state.findings.note(sha256, amiss, schools);
    }
    Ok(())
}

/// Takes out of the store what nobody has named for `UNNAMED_FOR`, and deletes what has lain aside for `QUARANTINED_FOR`.
///
/// # Errors
/// `UpkeepError`; nothing has then been taken out, unless the store itself failed on the way.
pub async fn sweep(state: &Services, now: SystemTime) -> Result<Swept, UpkeepError> {
    if state.database.db().is_damaged() {
        return Err(UpkeepError::DatabaseDamaged);
    }
    if state.database.is_clock_doubtful() {
        return Err(UpkeepError::ClockDoubtful);
    }
    let (mut files, mut names) = (0, 0);
    let mut unnamed = Vec::new();
    for part in 0..=u8::MAX {
        // The list first: what is named after it was made cannot be on it as forgotten.
        let found = state.blobs.part(part).await?;
        let named = stored_files::named(&state.database, part).await?;
        if found.iter().any(|file| file.since > now + DAY) {
            return Err(UpkeepError::FromTomorrow);
        }
        files += found.len();
        names += named.len();
        unnamed.extend(found.into_iter().filter(|file| is_forgotten(file, &named, now)));
    }
    if names == 0 && files > 0 {
        return Err(UpkeepError::NothingNamed { files });
    }
    if unnamed.len() > MAX_AT_ONCE.max(files / 100) {
        return Err(UpkeepError::TooMany { unnamed: unnamed.len(), files });
    }
    let mut swept = Swept::default();
    for file in unnamed {
        swept.quarantined += usize::from(state.blobs.quarantine(file).await?);
    }
    if let Some(before) = now.checked_sub(QUARANTINED_FOR) {
        swept.gone = state.blobs.empty_quarantine(before).await?;
    }
    Ok(swept)
}

fn is_forgotten(file: &Found, named: &BTreeMap<Sha256, Named>, now: SystemTime) -> bool {
    !named.contains_key(&file.sha256) && now.duration_since(file.since).is_ok_and(|age| age >= UNNAMED_FOR)
}
