//! The rules: calendar, deadlines, obligations, rights. Pure; nothing here waits, reads a clock or knows a database.

pub mod days;
pub mod calendar;
pub mod calendar_file;
pub mod deadlines;
pub mod why;
pub mod vietnamese;
pub mod lines;
pub mod names;
pub mod ids;
pub mod people;
pub mod record_types;
pub mod decisions;
pub mod obligations;
pub mod file_names;
pub mod files;
pub mod file_text;
pub mod submissions;
pub mod content_check;
pub mod doubtful_times;
pub mod refusal;
pub mod inspection;
pub mod passwords;
pub mod permissions;
pub mod regime;
pub mod facts;
pub mod reviews;
pub mod delegations;
pub mod my_work;
pub mod dashboard;
pub mod review_board;
pub mod record;
pub mod record_list;
pub mod school_year;
pub mod forms;
pub mod school_years;
pub mod schools;
pub mod themes;
pub mod turns;
pub mod units;
pub mod staff;
pub mod settings;
pub mod setup;

#[cfg(any(test, feature = "testing"))]
pub mod testing;
