//! The screens. Pages are pure functions of data, rendered on the server only; islands, the parts that move,
//! are compiled for the browser as well and take over their piece of the page there.

#![recursion_limit = "256"]

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("`ssr` and `hydrate` belong to two different builds");

#[cfg(feature = "hydrate")]
mod browser;

// What moves: compiled for the server, and for the browser into the program of the island.
pub mod api;
#[cfg(any(feature = "ssr", feature = "dashboard"))]
pub mod dashboard;
mod given;
#[cfg(any(feature = "ssr", feature = "queue"))]
pub mod hand_in;
pub mod paths;
mod pause;
#[cfg(any(feature = "ssr", feature = "queue"))]
mod requests;
pub mod ui;

// Pages: rendered on the server only.
#[cfg(feature = "ssr")]
pub mod account;
#[cfg(feature = "ssr")]
pub mod backups;
#[cfg(feature = "ssr")]
pub mod closures;
#[cfg(feature = "ssr")]
pub mod comments;
#[cfg(feature = "ssr")]
mod compared;
#[cfg(feature = "ssr")]
pub mod comparison;
#[cfg(feature = "ssr")]
pub mod data_requests;
#[cfg(feature = "ssr")]
pub mod delegations;
#[cfg(feature = "ssr")]
pub mod disposals;
#[cfg(feature = "ssr")]
pub mod doubtful_times;
#[cfg(feature = "ssr")]
pub mod errors;
#[cfg(feature = "ssr")]
pub mod absences;
#[cfg(feature = "ssr")]
pub mod archive;
#[cfg(feature = "ssr")]
mod attached_files;
#[cfg(feature = "ssr")]
mod attention;
#[cfg(feature = "ssr")]
pub mod extensions;
#[cfg(feature = "ssr")]
pub mod handovers;
#[cfg(feature = "ssr")]
pub mod held_files;
#[cfg(feature = "ssr")]
pub mod help;
#[cfg(feature = "ssr")]
mod kept_files;
#[cfg(feature = "ssr")]
pub mod late_reasons;
#[cfg(feature = "ssr")]
pub mod log;
#[cfg(feature = "ssr")]
pub mod locks;
#[cfg(feature = "ssr")]
mod looked_at;
#[cfg(feature = "ssr")]
pub mod mandates;
#[cfg(feature = "ssr")]
mod messages;
#[cfg(feature = "ssr")]
mod more_time;
#[cfg(feature = "ssr")]
pub mod my_work;
#[cfg(feature = "ssr")]
pub mod notices;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod passwords;
#[cfg(feature = "ssr")]
pub mod pending_forms;
#[cfg(feature = "ssr")]
pub mod personal_copies;
#[cfg(feature = "ssr")]
pub mod previews;
#[cfg(feature = "ssr")]
pub mod receipts;
#[cfg(feature = "ssr")]
pub mod record;
#[cfg(feature = "ssr")]
pub mod record_list;
#[cfg(feature = "ssr")]
mod render;
#[cfg(feature = "ssr")]
pub mod registers;
#[cfg(feature = "ssr")]
pub mod regulation;
#[cfg(feature = "ssr")]
pub mod review_dashboard;
#[cfg(feature = "ssr")]
pub mod reviews;
#[cfg(feature = "ssr")]
pub mod schedule;
#[cfg(feature = "ssr")]
pub mod school_year;
#[cfg(feature = "ssr")]
pub mod security_checks;
#[cfg(feature = "ssr")]
pub mod second_factor;
#[cfg(feature = "ssr")]
pub mod setup;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod sign_in;
#[cfg(feature = "ssr")]
pub mod signing;
#[cfg(feature = "ssr")]
pub mod staff;
#[cfg(feature = "ssr")]
mod swap_line;
#[cfg(feature = "ssr")]
pub mod swaps;
#[cfg(feature = "ssr")]
mod task_line;
#[cfg(feature = "ssr")]
pub mod tasks;
#[cfg(feature = "ssr")]
pub mod template_line;
#[cfg(feature = "ssr")]
pub mod templates;
#[cfg(feature = "ssr")]
pub mod unanswered;
#[cfg(feature = "ssr")]
pub mod updates;
#[cfg(feature = "ssr")]
pub mod waiting_files;
#[cfg(feature = "ssr")]
pub mod year_classes;

// What pages of several features show: such a piece stands here, because no feature imports another one's screens.
#[cfg(feature = "ssr")]
pub mod dashboard_views;
#[cfg(feature = "ssr")]
mod brought_list;
#[cfg(feature = "ssr")]
mod corrected;
#[cfg(feature = "ssr")]
mod calendar;
#[cfg(feature = "ssr")]
mod deadlines;
#[cfg(feature = "ssr")]
pub mod issued_passwords;
#[cfg(feature = "ssr")]
mod ended_years;
#[cfg(feature = "ssr")]
pub mod layout;
#[cfg(feature = "ssr")]
pub mod lateness;
#[cfg(feature = "ssr")]
mod lock_readings;
#[cfg(feature = "ssr")]
mod locked;
#[cfg(feature = "ssr")]
mod log_code;
#[cfg(feature = "ssr")]
pub mod moved_days;
#[cfg(feature = "ssr")]
mod occasions;
#[cfg(feature = "ssr")]
mod papers;
#[cfg(feature = "ssr")]
mod printed;
#[cfg(feature = "ssr")]
mod qr;
#[cfg(feature = "ssr")]
mod rule_versions;
#[cfg(feature = "ssr")]
mod proof;
#[cfg(feature = "ssr")]
mod review_standing;
#[cfg(feature = "ssr")]
mod staff_row;
#[cfg(feature = "ssr")]
mod only_shown;
#[cfg(feature = "ssr")]
mod whom_to_call;
#[cfg(feature = "ssr")]
pub mod weekly_report;
#[cfg(feature = "ssr")]
mod withdrawals;
#[cfg(feature = "ssr")]
pub mod year_books;

#[cfg(test)]
mod feature_tests;
#[cfg(test)]
mod form_kit_tests;

#[cfg(feature = "ssr")]
pub use render::render;
