//! The school's calendar and its due days: the files of `fixtures/calendars`, and random calendars against an oracle.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod fixtures;
mod oracle;
mod properties;
mod random;
