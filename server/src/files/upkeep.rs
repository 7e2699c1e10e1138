//! The upkeep of the store: what the database names is there and whole, and what it does not name goes after a while.
//!
//! Two rounds, in the background of a running server. The *scrub* looks at one of the 256 parts of the store every ten
//! minutes, so at all of it in less than two days: each file that is named must be there, of its size, and hold the bytes of
//! its name. The *sweep* takes out once a day what nobody has named for a week, and keeps it aside for thirty days.
//!
//! Most of what was ever lost to a cleaner was lost to one that read a wrong, old or empty database. So the sweep takes out
//! nothing at all where the store is another database's, damage of the database was seen since the start (which reads it
//! through), the machine's clock is doubted, a part of the store cannot be listed, or a file is of tomorrow; and where
//! *strangers* lie in the store, files that the database neither names nor remembers as uploads:
//!
//! - any at all, and it names none;
//! - one from a day on which nobody was signed in as far as it knows: it is a state from before that day;
//! - more than a handful of them would go, and more than one in a hundred of all files.
//!
//! Why it took nothing out is told to whoever looks after the data (`Findings::unswept`). A database from a backup that lacks
//! a handful of files, all of days on which it was in use, is not told from one that forgot them; they lie aside for thirty
//! days, and are put back as soon as a database names them.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, SystemTime},
};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{files::Sha256, refusal::Words};
use records::stored_files::{self, Named};
use tokio::time::sleep;

use super::{
    blobs::{BlobError, BlobStoreError, Found},
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
/// Between the instant at which a file is in the store and the one at which the database names or remembers it there may be no
/// more than this.
const UNKNOWN_FOR: Duration = DAY;
/// How many strangers go in one sweep, or one in a hundred of all files where that is more. The database remembers uploads for
/// longer than they lie unnamed, so an ordinary day leaves no stranger, and one with a power cut or after holidays leaves a few;
/// of a week that is lost with an old database, a school of twelve classes misses more.
pub const MAX_STRANGERS: usize = 20;
/// How many strangers the log names.
const NAMED_IN_LOG: usize = 100;

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
    #[error("the store is not this database's")]
    NotOurs(#[from] BlobStoreError),
    #[error("the store holds {files} files of which the database knows nothing, and it names none")]
    NothingNamed { files: usize },
    #[error("{strangers} of {files} files are unknown to the database: too many to go at once")]
    TooMany { strangers: usize, files: usize },
    #[error("files came on a day on which the database was not in use: it is an older state")]
    FromUnknownDays,
    #[error("files of the store are of tomorrow: the machine's clock is not to be trusted")]
    FromTomorrow,
    #[error("the store failed when {taken} files had been taken out")]
    OnTheWay {
        taken: usize,
        #[source]
        error: BlobError,
    },
}

impl UpkeepError {
    /// Why nothing is swept, for whoever looks after the data; `None` where "/healthz", or the question about the clock, tells it.
    fn told(&self) -> Option<Words> {
        const OLDER: &str = "Có thể cơ sở dữ liệu được khôi phục từ bản sao lưu cũ, nên chưa dọn tệp nào. \
             Báo người giữ máy chủ: tên các tệp có trong nhật ký của chương trình.";
        let words = |fact: String, advice: &str| Some(Words { fact, advice: advice.to_owned() });
        match self {
            Self::Database(_) | Self::DatabaseDamaged | Self::ClockDoubtful | Self::NotOurs(_) => None,
            Self::Store(_) | Self::OnTheWay { .. } => words(
                "Không dọn được kho tệp".to_owned(),
                "Báo người giữ máy chủ xem lại ổ đĩa; chi tiết có trong nhật ký của chương trình.",
            ),
            Self::NothingNamed { files } => words(format!("Kho có {files} tệp mà cơ sở dữ liệu không ghi tệp nào"), OLDER),
            Self::TooMany { strangers, .. } => words(format!("Kho có {strangers} tệp mà cơ sở dữ liệu không biết"), OLDER),
            Self::FromUnknownDays => words("Kho có tệp của những ngày mà cơ sở dữ liệu không ghi việc nào".to_owned(), OLDER),
            Self::FromTomorrow => words(
                "Kho có tệp mang ngày chưa đến".to_owned(),
                "Chưa dọn tệp nào. Báo người giữ máy chủ xem lại đồng hồ của máy.",
            ),
        }
    }
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
            log_scrub(scrub(&state, part, Depth::Sizes).await);
        }
        let mut swept = None;
        loop {
            sleep(EVERY).await;
            let now = SystemTime::now();
            // The parts where something was amiss are looked at once more: whoever restores a file from a backup sees it soon.
            for part in state.findings.parts().into_iter().chain([part_of(now)]) {
                log_scrub(scrub(&state, part, Depth::Bytes).await);
            }
            if swept.is_none_or(|before| now.duration_since(before).is_ok_and(|since| since >= DAY)) {
                swept = Some(now);
                log_sweep(sweep(&state, now).await);
                log_scrub(forget_pages(&state).await);
            }
        }
    };
    tokio::select! {
        () = rounds => {}
        _ = closing.changed() => {}
    }
}

fn log_scrub(done: Result<(), UpkeepError>) {
    if let Err(error) = done {
        tracing::error!(%error, cause = cause(&error), "a part of the store could not be looked through");
    }
}

fn log_sweep(done: Result<Swept, UpkeepError>) {
    match done {
        Ok(swept) => tracing::info!(?swept, "the store was swept"),
        Err(error @ UpkeepError::OnTheWay { .. }) => {
            tracing::error!(%error, cause = cause(&error), "the sweep of the store broke off");
        }
        Err(error) => tracing::error!(%error, cause = cause(&error), "the store was not swept; nothing was taken out"),
    }
}

fn cause(error: &UpkeepError) -> Option<String> {
    std::error::Error::source(error).map(ToString::to_string)
}

/// By the hour, and not by a counter: a program that is started each morning still looks at everything.
fn part_of(now: SystemTime) -> u8 {
    let since = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    (since.as_secs() / EVERY.as_secs()).to_le_bytes()[0]
}

/// How closely a file is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Whether it is there, and of its size.
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

/// Takes out of the store what nobody has named for `UNNAMED_FOR`, and deletes what has lain aside for `QUARANTINED_FOR`. Where
/// it must not, `Services::findings` tells why until the next one.
///
/// # Errors
/// `UpkeepError`; nothing has then been taken out, but for `UpkeepError::OnTheWay`.
pub async fn sweep(state: &Services, now: SystemTime) -> Result<Swept, UpkeepError> {
    let swept = try_to_sweep(state, now).await;
    state.findings.note_unswept(swept.as_ref().err().and_then(UpkeepError::told));
    swept
}

/// Deletes what was read in files that nobody names any longer: uploads that were given up, for one. What is deleted by mistake
/// is read again, so this asks less than the sweep.
///
/// # Errors
/// `UpkeepError::Database`.
pub async fn forget_pages(state: &Services) -> Result<(), UpkeepError> {
    let mut named = BTreeSet::new();
    for part in 0..=u8::MAX {
        named.extend(stored_files::named(&state.database, part).await?.into_keys());
    }
    state.pages.retain(move |sha256| named.contains(&sha256)).await;
    Ok(())
}

async fn try_to_sweep(state: &Services, now: SystemTime) -> Result<Swept, UpkeepError> {
    if state.database.db().is_damaged() {
        return Err(UpkeepError::DatabaseDamaged);
    }
    if state.database.is_clock_doubtful() {
        return Err(UpkeepError::ClockDoubtful);
    }
    state.blobs.check_marker().await?;
    let listed = list(state, now).await?;
    refuse_strangers(state, &listed, now).await?;
    let mut swept = Swept::default();
    let on_the_way = |taken| move |error| UpkeepError::OnTheWay { taken, error };
    for file in listed.forgotten {
        swept.quarantined += usize::from(state.blobs.quarantine(file).await.map_err(on_the_way(swept.quarantined))?);
    }
    if let Some(before) = now.checked_sub(QUARANTINED_FOR) {
        swept.gone = state.blobs.empty_quarantine(before).await.map_err(on_the_way(swept.quarantined))?;
    }
    Ok(swept)
}

/// The store beside what the database knows of it.
#[derive(Debug, Default)]
struct Listed {
    /// How many files there are.
    files: usize,
    /// How many the database names.
    names: usize,
    /// Named by nobody for `UNNAMED_FOR`.
    forgotten: Vec<Found>,
    /// Of which the database knows nothing, though it has had the time.
    strangers: Vec<Found>,
}

async fn list(state: &Services, now: SystemTime) -> Result<Listed, UpkeepError> {
    let mut listed = Listed::default();
    for part in 0..=u8::MAX {
        // The list first: what is named after it was made cannot be on it as forgotten.
        let found = state.blobs.part(part).await?;
        let named = stored_files::named(&state.database, part).await?;
        let mut known = stored_files::uploaded(&state.database, part).await?;
        // What was disposed of and lies there still, or came again, the database has not forgotten.
        known.extend(stored_files::disposed(&state.database, part).await?);
        if found.iter().any(|file| file.since > now + DAY) {
            return Err(UpkeepError::FromTomorrow);
        }
        listed.files += found.len();
        listed.names += named.len();
        let unnamed = || found.iter().copied().filter(|file| !named.contains_key(&file.sha256));
        listed.forgotten.extend(unnamed().filter(|file| file.age(now) >= UNNAMED_FOR));
        listed.strangers.extend(unnamed().filter(|file| file.age(now) >= UNKNOWN_FOR && !known.contains(&file.sha256)));
    }
    Ok(listed)
}

/// Nothing goes while the database may be an older one than the store.
async fn refuse_strangers(state: &Services, listed: &Listed, now: SystemTime) -> Result<(), UpkeepError> {
    let Listed { files, names, strangers, .. } = listed;
    let going = strangers.iter().filter(|file| file.age(now) >= UNNAMED_FOR).count();
    let refusal = if *names == 0 && !strangers.is_empty() {
        UpkeepError::NothingNamed { files: strangers.len() }
    } else if going > MAX_STRANGERS.max(files / 100) {
        UpkeepError::TooMany { strangers: going, files: *files }
    } else if came_unseen(state, strangers, now).await? {
        UpkeepError::FromUnknownDays
    } else {
        return Ok(());
    };
    for file in strangers.iter().take(NAMED_IN_LOG) {
        tracing::warn!(sha256 = %file.sha256, since = %DateTime::<Utc>::from(file.since), "the database knows nothing of this file");
    }
    Err(refusal)
}

/// Whether any of these files came on a day on which nothing happened in the database. How long ago is counted by the clock of
/// the disk for the files and by the school's for the database: they need not show the same.
async fn came_unseen(state: &Services, strangers: &[Found], now: SystemTime) -> Result<bool, UpkeepError> {
    let hours: BTreeSet<u64> = strangers.iter().map(|file| file.age(now).as_secs() / (60 * 60)).collect();
    let present = state.database.now();
    for hours in hours {
        let came = present - TimeDelta::hours(hours.cast_signed());
        if !stored_files::was_in_use(&state.database, came).await? {
            return Ok(true);
        }
    }
    Ok(false)
}
