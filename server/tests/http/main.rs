//! The whole server but for its sockets: requests go in at the router, as a browser would send them.
//!
//! One binary, because linking it takes longer than running it. A test reads as: a database on a moment, a person of
//! it, what that person sends, what comes back.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod support;

mod accounts;
mod appointments;
mod backups;
mod closures;
mod comments;
mod comparisons;
mod content_warnings;
mod dashboard;
mod data_requests;
mod delegations;
mod doubtful_times;
mod downloads;
mod effects;
mod error_pages;
mod absences;
mod extensions;
mod failed_fsync;
mod faults;
mod fences;
mod foreign_sites;
mod full_disk;
mod hand_in;
mod hand_in_by_script;
mod hand_in_words;
mod handovers;
mod headers;
mod health;
mod held_files;
mod help;
mod lateness;
mod limits;
mod locks;
mod log;
mod look_back;
mod looks;
mod lost_words;
mod mandates;
mod notices;
mod old_pages;
mod own_types;
mod own_work;
mod pending_forms;
mod previews;
mod record;
mod refused_forms;
mod resets;
mod review_dashboard;
mod review_settings;
mod reviewer_told;
mod reviews;
mod regulation;
mod routes;
mod rules;
mod rush;
mod schedule;
mod security_checks;
mod server_functions;
mod sessions;
mod set_up;
mod signing;
mod settings;
mod sign_in;
mod spot_checks;
mod staff;
mod staff_list;
mod start;
mod strain;
mod swaps;
mod tasks;
mod themes;
mod turns;
mod two_accounts;
mod typed_lines;
mod updates;
mod upkeep;
mod version_before;
mod whole_sets;
mod wire;
mod withdrawals;
