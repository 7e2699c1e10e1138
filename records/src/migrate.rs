//! Bringing a database up to this program's version: forward only, each step whole or not at all.

mod steps;

use chrono::{DateTime, Utc};

use crate::db::{OpenError, Pools};
use crate::error::Error;
use steps::{missing, step};

/// A step: the statements for both engines, then those that only one of them understands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Migration {
    pub version: i64,
    pub name: &'static str,
    pub both: &'static str,
    pub sqlite: &'static str,
    pub postgres: &'static str,
}

/// What a file of `records/migrations` says.
macro_rules! file {
    ($number:literal, $name:literal, $ending:literal) => {
        include_str!(concat!("../migrations/", $number, "_", $name, $ending))
    };
}

/// A step by its number, the number of its files, its name, and which files it has.
macro_rules! step {
    ($version:literal, $number:literal, $name:literal, both) => {
        Migration { version: $version, name: $name, both: file!($number, $name, ".sql"), sqlite: "", postgres: "" }
    };
    ($version:literal, $number:literal, $name:literal, each) => {
        Migration {
            version: $version,
            name: $name,
            both: "",
            sqlite: file!($number, $name, ".sqlite.sql"),
            postgres: file!($number, $name, ".postgres.sql"),
        }
    };
    ($version:literal, $number:literal, $name:literal, sqlite) => {
        Migration { version: $version, name: $name, both: "", sqlite: file!($number, $name, ".sqlite.sql"), postgres: "" }
    };
    ($version:literal, $number:literal, $name:literal, both_and_each) => {
        Migration { both: file!($number, $name, ".sql"), ..step!($version, $number, $name, each) }
    };
    ($version:literal, $number:literal, $name:literal, both_and_postgres) => {
        Migration { postgres: file!($number, $name, ".postgres.sql"), ..step!($version, $number, $name, both) }
    };
}

/// Every step, in order, from `records/migrations/NNNN_name[.engine].sql`.
pub(crate) const MIGRATIONS: &[Migration] = &[
    step!(1, "0001", "events", both_and_each),
    step!(2, "0002", "school", both),
    step!(3, "0003", "append_only", each),
    step!(4, "0004", "department_kinds", both),
    step!(5, "0005", "what_stays", both_and_postgres),
    step!(6, "0006", "classes_end", both),
    step!(7, "0007", "words", both),
    step!(8, "0008", "submission_summaries", both),
    step!(9, "0009", "account_security", both),
    step!(10, "0010", "appointments_wait", both),
    step!(11, "0011", "ends_are_known", both),
    step!(12, "0012", "doubtful_times", both),
    step!(13, "0013", "stored_files", both),
    step!(14, "0014", "principal_is_told", both),
    step!(15, "0015", "decisions", both_and_each),
    step!(16, "0016", "delegations", both),
    step!(17, "0017", "notices_read", both),
    step!(18, "0018", "review_openings", both),
    step!(19, "0019", "signatures", both_and_each),
    step!(20, "0020", "file_inspections", both_and_each),
    step!(21, "0021", "comments", both_and_each),
    step!(22, "0022", "running_clock", both),
    step!(23, "0023", "inspection_tries", both_and_each),
    step!(24, "0024", "withdrawals", both_and_each),
    step!(25, "0025", "review_settings", both_and_each),
    step!(26, "0026", "file_openings", both),
    step!(27, "0027", "system_address", both),
    step!(28, "0028", "decision_numbers", both),
    step!(29, "0029", "running_hand_ins", both),
    step!(30, "0030", "who_settled", both),
    step!(31, "0031", "spot_checks", both_and_each),
    step!(32, "0032", "comment_numbers", both),
    step!(33, "0033", "lock_orders", both_and_each),
    step!(34, "0034", "scheduled_runs", both_and_each),
    step!(35, "0035", "closures", both_and_each),
    step!(36, "0036", "extensions", both_and_each),
    step!(37, "0037", "server_runs", both_and_each),
    step!(38, "0038", "updates", both_and_each),
    step!(39, "0039", "rule_dues", both_and_each),
    step!(40, "0040", "lateness", both_and_each),
    step!(41, "0041", "absences", both_and_each),
    step!(42, "0042", "update_files", both_and_each),
    step!(43, "0043", "versions_and_corrections", both_and_each),
    step!(44, "0044", "failed_tries", both_and_each),
    step!(45, "0045", "swaps", both_and_each),
    step!(46, "0046", "exemptions_ended", both_and_each),
    step!(47, "0047", "absence_covers", both_and_each),
    step!(48, "0048", "exemptions_ended_numbers", both_and_each),
    step!(49, "0049", "mandates", both_and_each),
    step!(50, "0050", "log", both_and_each),
    step!(51, "0051", "security_checks", both_and_each),
    step!(52, "0052", "handovers", both_and_each),
    step!(53, "0053", "staff_lists", both),
    step!(54, "0054", "devices_and_second_factors", both_and_each),
    step!(55, "0055", "digests", both_and_each),
    step!(56, "0056", "order_files", both_and_each),
    step!(57, "0057", "whole_sets", both_and_each),
    step!(58, "0058", "regulation", both_and_each),
    step!(59, "0059", "own_locks", both),
    step!(60, "0060", "fences_and_data_requests", both_and_each),
    step!(61, "0061", "tasks", both_and_each),
    step!(62, "0062", "back_before_said", both),
    step!(63, "0063", "numbered_settings", both),
    step!(64, "0064", "ended_sessions", both),
    step!(65, "0065", "reminders", both_and_each),
    step!(66, "0066", "backups", both_and_each),
    step!(67, "0067", "personal_copies", both_and_each),
    step!(68, "0068", "virus_scans", both_and_each),
    step!(69, "0069", "registers", both_and_each),
    step!(70, "0070", "wrong_codes", both),
    step!(71, "0071", "classes_begin", both),
    step!(72, "0072", "sites", both),
    step!(73, "0073", "rescued_versions", both_and_each),
    step!(74, "0074", "templates", both_and_each),
    step!(75, "0075", "log_statistics", sqlite),
    step!(76, "0076", "year_books", both_and_each),
    step!(77, "0077", "archive", both_and_each),
    step!(78, "0078", "exports_and_scans", both_and_each),
    step!(79, "0079", "register_people", both_and_each),
    step!(80, "0080", "disposals", both_and_each),
];

/// The number of the last step that this program knows.
pub fn newest() -> i64 {
    MIGRATIONS.last().map_or(0, |last| last.version)
}

/// The steps to this version.
pub(crate) fn up_to(version: i64) -> &'static [Migration] {
    MIGRATIONS.get(..MIGRATIONS.partition_point(|one| one.version <= version)).unwrap_or_default()
}

/// Applies what is missing; how many steps that were.
pub async fn migrate(db: &Pools, now: DateTime<Utc>) -> Result<usize, OpenError> {
    apply(db, MIGRATIONS, now).await
}

/// How far a database has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// No step was ever applied.
    Empty,
    /// It lacks some.
    Older,
    /// It is this program's.
    Current,
}

/// How far this database has come; it is not changed.
pub(crate) async fn standing(db: &Pools) -> Result<Standing, OpenError> {
    Ok(match pending(db).await? {
        0 => Standing::Current,
        missing if missing == MIGRATIONS.len() => Standing::Empty,
        _ => Standing::Older,
    })
}

/// How many steps `migrate` would apply: make a backup before, if there are any.
pub async fn pending(db: &Pools) -> Result<usize, OpenError> {
    let mut tx = db.begin_migration().await.map_err(|_| OpenError::Silent)?;
    let missing = missing(&mut tx, db.engine(), MIGRATIONS).await;
    tx.rollback().await;
    missing.map(<[Migration]>::len)
}

pub(crate) async fn apply(db: &Pools, migrations: &'static [Migration], now: DateTime<Utc>) -> Result<usize, OpenError> {
    db.enforce_foreign_keys(false).await.map_err(|_| OpenError::Silent)?;
    let applied = apply_missing(db, migrations, now).await;
    db.enforce_foreign_keys(true).await.map_err(|_| OpenError::Silent)?;
    applied
}

async fn apply_missing(db: &Pools, migrations: &'static [Migration], now: DateTime<Utc>) -> Result<usize, OpenError> {
    let mut applied = 0;
    loop {
        // Begun anew for every step: another server process may be migrating the same database.
        let mut tx = db.begin_migration().await.map_err(|_| OpenError::Silent)?;
        let Some(next) = missing(&mut tx, db.engine(), migrations).await?.first() else {
            tx.commit().await.map_err(|_| OpenError::Silent)?;
            return Ok(applied);
        };
        let failed = |_: Error| OpenError::MigrationFailed { version: next.version, name: next.name.to_owned() };
        step(&mut tx, db.engine(), next, now).await.map_err(failed)?;
        tx.commit().await.map_err(failed)?;
        tracing::info!(version = next.version, name = next.name, "the database was migrated");
        applied += 1;
    }
}

#[cfg(test)]
#[path = "migrate_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "migrate_upgrade_tests.rs"]
mod upgrade_tests;
