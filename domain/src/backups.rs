//! "Sao lưu" (Điều 5b): what is known of the backups that were made, which of them may go, and when somebody has to be told.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::{
    days::{Timestamp, day_of, local},
    people::PersonId,
    vietnamese,
};

/// A last good backup that is older than this is told in red: one is made each night, and takes its time.
pub const STALE_AFTER: TimeDelta = TimeDelta::hours(26);
/// A drill with the key of the envelope is due again after this: twice in a school year.
pub const DRILL_AFTER: TimeDelta = TimeDelta::days(120);
/// So many of the newest stay, whatever a clock says of their age.
pub const MIN_KEPT: usize = 7;
/// The hour of the school's day from which the backup of the night is due.
const NIGHT: NaiveTime = match NaiveTime::from_hms_opt(1, 30, 0) {
    Some(night) => night,
    None => NaiveTime::MIN,
};
/// After one that failed.
const TRY_AGAIN: TimeDelta = TimeDelta::hours(6);
/// For how long every one stays, then the last good one of each week, and then of each month.
const ALL_FOR: TimeDelta = TimeDelta::days(14);
const WEEKS_FOR: TimeDelta = TimeDelta::weeks(10);
const MONTHS_FOR: TimeDelta = TimeDelta::days(731);

/// What has become of a try to make a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BackupOutcome {
    /// It is whole, and was opened again and compared.
    Good,
    /// It is there, and what the server itself had lost or broken is not in it.
    Incomplete,
    /// There is none.
    Failed,
}

impl BackupOutcome {
    pub const ALL: [Self; 3] = [Self::Good, Self::Incomplete, Self::Failed];

    /// As it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Incomplete => "incomplete",
            Self::Failed => "failed",
        }
    }

    /// On screens.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Good => "Tốt",
            Self::Incomplete => "Thiếu",
            Self::Failed => "Không thành",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// What a backup holds, and what of it had to be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupCounts {
    /// Lines of the log.
    pub entries: u64,
    /// Files of the store.
    pub files: u64,
    /// In bytes, as they lie in the place of backups.
    pub bytes: u64,
    /// Files that the place did not have yet.
    pub sent_files: u64,
    pub sent_bytes: u64,
    /// Files that the server itself had lost or broken.
    pub lacking: u64,
}

/// One try to make a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupRun {
    /// From 1, in the school.
    pub number: i64,
    pub begun_at: Timestamp,
    pub ended_at: Timestamp,
    /// The folder, as whoever looks after the server named it.
    pub place: String,
    pub outcome: BackupOutcome,
    pub counts: BackupCounts,
    /// What went wrong, in words for people; empty of a good one.
    pub fault: String,
    /// Who asked for it; nobody where the server made it by itself.
    pub by: Option<PersonId>,
}

/// A restore that was tried with the key of the envelope, beside all that people work with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestoreDrill {
    /// From 1, in the school.
    pub number: i64,
    pub at: Timestamp,
    pub place: String,
    /// When the backup was made that was restored.
    pub backup_at: Timestamp,
    pub files: u64,
    pub seconds: u64,
}

/// The public half of a key, for which backups are locked; the secret half lies in the envelope alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryKey {
    /// From 1; a lost envelope needs another one.
    pub number: i64,
    /// As the `age` format writes it.
    pub recipient: String,
    /// From which the names of files in backups are derived, so that they tell nothing of what is inside.
    pub tags: [u8; 32],
    pub made_at: Timestamp,
}

/// How old the last good backup is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupAge {
    Never,
    Fresh(TimeDelta),
    Stale(TimeDelta),
}

impl BackupAge {
    /// By the instant at which the last good one was begun: what came after it is not in it.
    pub fn of(last_good: Option<Timestamp>, now: Timestamp) -> Self {
        match last_good.map(|at| (now - at).max(TimeDelta::zero())) {
            None => Self::Never,
            Some(age) if age > STALE_AFTER => Self::Stale(age),
            Some(age) => Self::Fresh(age),
        }
    }
}

/// What of a place of backups is not as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpoiledPlace {
    /// There is something, and nothing says any more that it is a place of backups.
    Marker,
    /// So many labels cannot be read, were changed, or have names that the program gives to none.
    Labels(usize),
    /// So many parts of the newest backup are gone, or of another length, or have other bytes.
    Parts(usize),
    /// The newest label has a signature of somebody else.
    Signer,
}

impl SpoiledPlace {
    /// For people.
    pub fn words(self) -> String {
        let number = |many: usize| vietnamese::number(i64::try_from(many).unwrap_or(i64::MAX));
        match self {
            Self::Marker => "không còn dấu của nơi sao lưu".to_owned(),
            Self::Labels(many) => format!("{} nhãn bản sao lưu bị sửa, bị hỏng hoặc lạ", number(many)),
            Self::Parts(many) => format!("{} phần của bản mới nhất bị mất hoặc bị sửa", number(many)),
            Self::Signer => "bản mới nhất không mang chữ ký của trường".to_owned(),
        }
    }
}

/// What a look at the place of backups has found, which the server takes every few minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceStanding {
    /// Nobody has made a backup there yet.
    Unused,
    /// The newest backup there, of which all that was looked at is as it was written.
    Whole {
        /// Of the backup.
        number: u64,
        at: Timestamp,
    },
    /// Nothing can be said: a disk that is not plugged in, a store that does not answer. In words for people.
    Away(String),
    Spoiled(SpoiledPlace),
}

/// When the place of backups was looked at last, and how it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceLook {
    pub at: Timestamp,
    pub standing: PlaceStanding,
}

/// Whether a backup is to be made by itself now: none that is good has begun since the last night, and none was tried a moment ago.
pub fn is_due(last_good: Option<Timestamp>, last_try: Option<Timestamp>, now: Timestamp) -> bool {
    let here = local(now);
    let day = if here.time() >= NIGHT { Some(here.date()) } else { here.date().pred_opt() };
    let since = |at: Timestamp| day.is_some_and(|day| local(at) >= day.and_time(NIGHT));
    // An instant that is still to come was noted by a clock that was ahead: it says nothing.
    let is_made = last_good.is_some_and(|at| at <= now && since(at));
    let is_tried = last_try.is_some_and(|at| at <= now && now - at < TRY_AGAIN);
    !is_made && !is_tried
}

/// What is known of a backup that lies in the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Counted on with each backup of a place: the order of them, whatever a clock said.
    pub number: u64,
    pub at: Timestamp,
    pub is_good: bool,
}

/// The numbers of the backups that may go. The newest ones and the last good one always stay; a clock that is ahead or behind
/// makes more of them stay, never fewer than these.
pub fn spare(kept: &[Kept], now: Timestamp) -> BTreeSet<u64> {
    let mut newest_first = kept.to_vec();
    newest_first.sort_by_key(|one| std::cmp::Reverse(one.number));
    let good = || newest_first.iter().filter(|one| one.is_good);
    let mut stays: BTreeSet<u64> = newest_first.iter().take(MIN_KEPT).map(|one| one.number).collect();
    stays.extend(good().take(MIN_KEPT).map(|one| one.number));
    stays.extend(newest_first.iter().filter(|one| now - one.at <= ALL_FOR).map(|one| one.number));
    let (mut weeks, mut months) = (BTreeMap::new(), BTreeMap::new());
    for one in good() {
        let day = day_of(one.at);
        if now - one.at <= WEEKS_FOR {
            weeks.entry((day.iso_week().year(), day.iso_week().week())).or_insert(one.number);
        }
        if now - one.at <= MONTHS_FOR {
            months.entry((day.year(), day.month())).or_insert(one.number);
        }
    }
    stays.extend(weeks.values().chain(months.values()));
    kept.iter().map(|one| one.number).filter(|number| !stays.contains(number)).collect()
}

#[cfg(test)]
#[path = "backups_tests.rs"]
mod tests;
