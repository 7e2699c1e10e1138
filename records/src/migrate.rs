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

/// Every step, in order, from `records/migrations/NNNN_name[.engine].sql`.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        name: "events",
        both: include_str!("../migrations/0001_events.sql"),
        sqlite: include_str!("../migrations/0001_events.sqlite.sql"),
        postgres: include_str!("../migrations/0001_events.postgres.sql"),
    },
    Migration { version: 2, name: "school", both: include_str!("../migrations/0002_school.sql"), sqlite: "", postgres: "" },
    Migration {
        version: 3,
        name: "append_only",
        both: "",
        sqlite: include_str!("../migrations/0003_append_only.sqlite.sql"),
        postgres: include_str!("../migrations/0003_append_only.postgres.sql"),
    },
    Migration {
        version: 4,
        name: "department_kinds",
        both: include_str!("../migrations/0004_department_kinds.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        version: 5,
        name: "what_stays",
        both: include_str!("../migrations/0005_what_stays.sql"),
        sqlite: "",
        postgres: include_str!("../migrations/0005_what_stays.postgres.sql"),
    },
    Migration {
        version: 6,
        name: "classes_end",
        both: include_str!("../migrations/0006_classes_end.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration { version: 7, name: "words", both: include_str!("../migrations/0007_words.sql"), sqlite: "", postgres: "" },
    Migration {
        version: 8,
        name: "submission_summaries",
        both: include_str!("../migrations/0008_submission_summaries.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        version: 9,
        name: "account_security",
        both: include_str!("../migrations/0009_account_security.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        version: 10,
        name: "appointments_wait",
        both: include_str!("../migrations/0010_appointments_wait.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        version: 11,
        name: "ends_are_known",
        both: include_str!("../migrations/0011_ends_are_known.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        version: 12,
        name: "doubtful_times",
        both: include_str!("../migrations/0012_doubtful_times.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        version: 13,
        name: "stored_files",
        both: include_str!("../migrations/0013_stored_files.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        version: 14,
        name: "principal_is_told",
        both: include_str!("../migrations/0014_principal_is_told.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        version: 15,
        name: "decisions",
        both: include_str!("../migrations/0015_decisions.sql"),
        sqlite: include_str!("../migrations/0015_decisions.sqlite.sql"),
        postgres: include_str!("../migrations/0015_decisions.postgres.sql"),
    },
    Migration {
        version: 16,
        name: "delegations",
        both: include_str!("../migrations/0016_delegations.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        version: 17,
        name: "notices_read",
        both: include_str!("../migrations/0017_notices_read.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        version: 18,
        name: "review_openings",
        both: include_str!("../migrations/0018_review_openings.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        version: 19,
        name: "signatures",
        both: include_str!("../migrations/0019_signatures.sql"),
        sqlite: include_str!("../migrations/0019_signatures.sqlite.sql"),
        postgres: include_str!("../migrations/0019_signatures.postgres.sql"),
    },
    Migration {
        version: 20,
        name: "file_inspections",
        both: include_str!("../migrations/0020_file_inspections.sql"),
        sqlite: include_str!("../migrations/0020_file_inspections.sqlite.sql"),
        postgres: include_str!("../migrations/0020_file_inspections.postgres.sql"),
    },
    Migration {
        version: 21,
        name: "comments",
        both: include_str!("../migrations/0021_comments.sql"),
        sqlite: include_str!("../migrations/0021_comments.sqlite.sql"),
        postgres: include_str!("../migrations/0021_comments.postgres.sql"),
    },
    Migration {
        version: 22,
        name: "running_clock",
        both: include_str!("../migrations/0022_running_clock.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        version: 23,
        name: "inspection_tries",
        both: include_str!("../migrations/0023_inspection_tries.sql"),
        sqlite: include_str!("../migrations/0023_inspection_tries.sqlite.sql"),
        postgres: include_str!("../migrations/0023_inspection_tries.postgres.sql"),
    },
    Migration {
        version: 24,
        name: "withdrawals",
        both: include_str!("../migrations/0024_withdrawals.sql"),
        sqlite: include_str!("../migrations/0024_withdrawals.sqlite.sql"),
        postgres: include_str!("../migrations/0024_withdrawals.postgres.sql"),
    },
    Migration {
        version: 25,
        name: "review_settings",
        both: include_str!("../migrations/0025_review_settings.sql"),
        sqlite: include_str!("../migrations/0025_review_settings.sqlite.sql"),
        postgres: include_str!("../migrations/0025_review_settings.postgres.sql"),
    },
    Migration {
        version: 26,
        name: "file_openings",
        both: include_str!("../migrations/0026_file_openings.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        version: 27,
        name: "system_address",
        both: include_str!("../migrations/0027_system_address.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        version: 28,
        name: "decision_numbers",
        both: include_str!("../migrations/0028_decision_numbers.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        version: 29,
        name: "running_hand_ins",
        both: include_str!("../migrations/0029_running_hand_ins.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        version: 30,
        name: "who_settled",
        both: include_str!("../migrations/0030_who_settled.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        version: 31,
        name: "spot_checks",
        both: include_str!("../migrations/0031_spot_checks.sql"),
        sqlite: include_str!("../migrations/0031_spot_checks.sqlite.sql"),
        postgres: include_str!("../migrations/0031_spot_checks.postgres.sql"),
    },
    Migration {
        version: 32,
        name: "comment_numbers",
        both: include_str!("../migrations/0032_comment_numbers.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        version: 33,
        name: "lock_orders",
        both: include_str!("../migrations/0033_lock_orders.sql"),
        sqlite: include_str!("../migrations/0033_lock_orders.sqlite.sql"),
        postgres: include_str!("../migrations/0033_lock_orders.postgres.sql"),
    },
    Migration {
        version: 34,
        name: "scheduled_runs",
        both: include_str!("../migrations/0034_scheduled_runs.sql"),
        sqlite: include_str!("../migrations/0034_scheduled_runs.sqlite.sql"),
        postgres: include_str!("../migrations/0034_scheduled_runs.postgres.sql"),
    },
    Migration {
        version: 35,
        name: "closures",
        both: include_str!("../migrations/0035_closures.sql"),
        sqlite: include_str!("../migrations/0035_closures.sqlite.sql"),
        postgres: include_str!("../migrations/0035_closures.postgres.sql"),
    },
    Migration {
        version: 36,
        name: "extensions",
        both: include_str!("../migrations/0036_extensions.sql"),
        sqlite: include_str!("../migrations/0036_extensions.sqlite.sql"),
        postgres: include_str!("../migrations/0036_extensions.postgres.sql"),
    },
    Migration {
        version: 37,
        name: "server_runs",
        both: include_str!("../migrations/0037_server_runs.sql"),
        sqlite: include_str!("../migrations/0037_server_runs.sqlite.sql"),
        postgres: include_str!("../migrations/0037_server_runs.postgres.sql"),
    },
    Migration {
        version: 38,
        name: "updates",
        both: include_str!("../migrations/0038_updates.sql"),
        sqlite: include_str!("../migrations/0038_updates.sqlite.sql"),
        postgres: include_str!("../migrations/0038_updates.postgres.sql"),
    },
    Migration {
        version: 39,
        name: "rule_dues",
        both: include_str!("../migrations/0039_rule_dues.sql"),
        sqlite: include_str!("../migrations/0039_rule_dues.sqlite.sql"),
        postgres: include_str!("../migrations/0039_rule_dues.postgres.sql"),
    },
    Migration {
        version: 40,
        name: "lateness",
        both: include_str!("../migrations/0040_lateness.sql"),
        sqlite: include_str!("../migrations/0040_lateness.sqlite.sql"),
        postgres: include_str!("../migrations/0040_lateness.postgres.sql"),
    },
    Migration {
        version: 41,
        name: "absences",
        both: include_str!("../migrations/0041_absences.sql"),
        sqlite: include_str!("../migrations/0041_absences.sqlite.sql"),
        postgres: include_str!("../migrations/0041_absences.postgres.sql"),
    },
    Migration {
        version: 42,
        name: "update_files",
        both: include_str!("../migrations/0042_update_files.sql"),
        sqlite: include_str!("../migrations/0042_update_files.sqlite.sql"),
        postgres: include_str!("../migrations/0042_update_files.postgres.sql"),
    },
    Migration {
        version: 43,
        name: "versions_and_corrections",
        both: include_str!("../migrations/0043_versions_and_corrections.sql"),
        sqlite: include_str!("../migrations/0043_versions_and_corrections.sqlite.sql"),
        postgres: include_str!("../migrations/0043_versions_and_corrections.postgres.sql"),
    },
    Migration {
        version: 44,
        name: "failed_tries",
        both: include_str!("../migrations/0044_failed_tries.sql"),
        sqlite: include_str!("../migrations/0044_failed_tries.sqlite.sql"),
        postgres: include_str!("../migrations/0044_failed_tries.postgres.sql"),
    },
    Migration {
        version: 45,
        name: "swaps",
        both: include_str!("../migrations/0045_swaps.sql"),
        sqlite: include_str!("../migrations/0045_swaps.sqlite.sql"),
        postgres: include_str!("../migrations/0045_swaps.postgres.sql"),
    },
    Migration {
        version: 46,
        name: "exemptions_ended",
        both: include_str!("../migrations/0046_exemptions_ended.sql"),
        sqlite: include_str!("../migrations/0046_exemptions_ended.sqlite.sql"),
        postgres: include_str!("../migrations/0046_exemptions_ended.postgres.sql"),
    },
    Migration {
        version: 47,
        name: "absence_covers",
        both: include_str!("../migrations/0047_absence_covers.sql"),
        sqlite: include_str!("../migrations/0047_absence_covers.sqlite.sql"),
        postgres: include_str!("../migrations/0047_absence_covers.postgres.sql"),
    },
    Migration {
        version: 48,
        name: "exemptions_ended_numbers",
        both: include_str!("../migrations/0048_exemptions_ended_numbers.sql"),
        sqlite: include_str!("../migrations/0048_exemptions_ended_numbers.sqlite.sql"),
        postgres: include_str!("../migrations/0048_exemptions_ended_numbers.postgres.sql"),
    },
    Migration {
        version: 49,
        name: "mandates",
        both: include_str!("../migrations/0049_mandates.sql"),
        sqlite: include_str!("../migrations/0049_mandates.sqlite.sql"),
        postgres: include_str!("../migrations/0049_mandates.postgres.sql"),
    },
    Migration {
        version: 50,
        name: "log",
        both: include_str!("../migrations/0050_log.sql"),
        sqlite: include_str!("../migrations/0050_log.sqlite.sql"),
        postgres: include_str!("../migrations/0050_log.postgres.sql"),
    },
    Migration {
        version: 51,
        name: "security_checks",
        both: include_str!("../migrations/0051_security_checks.sql"),
        sqlite: include_str!("../migrations/0051_security_checks.sqlite.sql"),
        postgres: include_str!("../migrations/0051_security_checks.postgres.sql"),
    },
    Migration {
        version: 52,
        name: "handovers",
        both: include_str!("../migrations/0052_handovers.sql"),
        sqlite: include_str!("../migrations/0052_handovers.sqlite.sql"),
        postgres: include_str!("../migrations/0052_handovers.postgres.sql"),
    },
    Migration {
        version: 53,
        name: "staff_lists",
        both: include_str!("../migrations/0053_staff_lists.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        version: 54,
        name: "devices_and_second_factors",
        both: include_str!("../migrations/0054_devices_and_second_factors.sql"),
        sqlite: include_str!("../migrations/0054_devices_and_second_factors.sqlite.sql"),
        postgres: include_str!("../migrations/0054_devices_and_second_factors.postgres.sql"),
    },
    Migration {
        version: 55,
        name: "digests",
        both: include_str!("../migrations/0055_digests.sql"),
        sqlite: include_str!("../migrations/0055_digests.sqlite.sql"),
        postgres: include_str!("../migrations/0055_digests.postgres.sql"),
    },
    Migration {
        version: 56,
        name: "order_files",
        both: include_str!("../migrations/0056_order_files.sql"),
        sqlite: include_str!("../migrations/0056_order_files.sqlite.sql"),
        postgres: include_str!("../migrations/0056_order_files.postgres.sql"),
    },
    Migration {
        version: 57,
        name: "whole_sets",
        both: include_str!("../migrations/0057_whole_sets.sql"),
        sqlite: include_str!("../migrations/0057_whole_sets.sqlite.sql"),
        postgres: include_str!("../migrations/0057_whole_sets.postgres.sql"),
    },
    Migration {
        version: 58,
        name: "regulation",
        both: include_str!("../migrations/0058_regulation.sql"),
        sqlite: include_str!("../migrations/0058_regulation.sqlite.sql"),
        postgres: include_str!("../migrations/0058_regulation.postgres.sql"),
    },
    Migration { version: 59, name: "own_locks", both: include_str!("../migrations/0059_own_locks.sql"), sqlite: "", postgres: "" },
    Migration {
        version: 60,
        name: "fences_and_data_requests",
        both: include_str!("../migrations/0060_fences_and_data_requests.sql"),
        sqlite: include_str!("../migrations/0060_fences_and_data_requests.sqlite.sql"),
        postgres: include_str!("../migrations/0060_fences_and_data_requests.postgres.sql"),
    },
    Migration {
        version: 61,
        name: "tasks",
        both: include_str!("../migrations/0061_tasks.sql"),
        sqlite: include_str!("../migrations/0061_tasks.sqlite.sql"),
        postgres: include_str!("../migrations/0061_tasks.postgres.sql"),
    },
    Migration {
        version: 62,
        name: "back_before_said",
        both: include_str!("../migrations/0062_back_before_said.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        version: 63,
        name: "numbered_settings",
        both: include_str!("../migrations/0063_numbered_settings.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        version: 64,
        name: "ended_sessions",
        both: include_str!("../migrations/0064_ended_sessions.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        version: 65,
        name: "reminders",
        both: include_str!("../migrations/0065_reminders.sql"),
        sqlite: include_str!("../migrations/0065_reminders.sqlite.sql"),
        postgres: include_str!("../migrations/0065_reminders.postgres.sql"),
    },
    Migration {
        version: 66,
        name: "backups",
        both: include_str!("../migrations/0066_backups.sql"),
        sqlite: include_str!("../migrations/0066_backups.sqlite.sql"),
        postgres: include_str!("../migrations/0066_backups.postgres.sql"),
    },
    Migration {
        version: 67,
        name: "personal_copies",
        both: include_str!("../migrations/0067_personal_copies.sql"),
        sqlite: include_str!("../migrations/0067_personal_copies.sqlite.sql"),
        postgres: include_str!("../migrations/0067_personal_copies.postgres.sql"),
    },
];

/// The number of the last step that this program knows.
pub fn newest() -> i64 {
    MIGRATIONS.last().map_or(0, |last| last.version)
}

/// Applies what is missing; how many steps that were.
pub async fn migrate(db: &Pools, now: DateTime<Utc>) -> Result<usize, OpenError> {
    apply(db, MIGRATIONS, now).await
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
