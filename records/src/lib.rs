//! The database: use cases and the only SQL.
//!
//! Every use case is the same few lines: open (`database.write(…)`), load, decide (in `domain`), save, note.

// The engine: how anything is read or written.
mod announcement;
pub mod clock;
pub mod db;
pub mod error;
pub mod ended_sessions;
pub mod events;
pub mod devices;
pub mod known_browsers;
mod listen;
pub mod migrate;
pub mod missing;
pub mod origin;
pub mod database;
pub mod sql;
mod timekeeper;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod tx;
pub mod work;

// The use cases, feature by feature.
pub mod absences;
pub mod accounts;
pub mod archive;
pub mod backups;
pub mod checkpoints;
pub mod closures;
pub mod disposals;
pub mod comments;
pub mod corrections;
pub mod data_requests;
pub mod delegations;
#[cfg(any(test, feature = "demo"))]
pub mod demo;
mod digests;
pub mod doubtful_times;
pub mod drafts;
pub mod earlier_records;
pub mod exemptions;
pub mod extensions;
pub mod facts;
pub mod failed_sign_ins;
pub mod failed_tries;
mod follow_up;
pub mod handovers;
mod held_files;
pub mod inspections;
pub mod lateness;
pub mod locks;
pub mod mandates;
pub mod moving;
pub mod log;
pub mod obligations;
pub mod people;
pub mod personal_copies;
mod permissions;
pub mod readable_export;
pub mod record_types;
pub mod registers;
pub mod regulation;
pub mod review_openings;
pub mod review_settings;
pub mod reviews;
pub mod schedule;
pub mod school_years;
pub mod schools;
pub mod security_checks;
pub mod second_factors;
pub mod server_runs;
pub mod setup;
pub mod signing;
pub mod spot_checks;
pub mod staff;
pub mod stored_files;
pub mod submissions;
pub mod sites;
pub mod swaps;
pub mod tasks;
pub mod templates;
pub mod themes;
pub mod turns;
pub mod units;
pub mod updates;
pub mod uploads;
pub mod viewing;
pub mod views;
pub mod year_books;
mod values;
mod waiting;
pub mod withdrawals;
pub mod year_classes;

pub use announcement::Announcement;
pub use clock::Clock;
pub use database::Database;
pub use db::{DatabaseLocation, OpenError, Pools};
pub use error::{AfterLook, Checked, ConflictError, Error};
pub use facts::FactStore;
pub use sql::{FromRowBoth, Param, Sql, sql};
pub use values::new_id;
pub use work::{Task, Work};

#[cfg(test)]
mod isolation_tests;
#[cfg(test)]
mod life_tests;
#[cfg(test)]
mod proof_tests;
#[cfg(test)]
mod race_tests;
#[cfg(test)]
mod statements_tests;
