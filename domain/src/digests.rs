//! "Việc hôm nay": what each person has to do on a working day, counted once at seven in the morning and told in one line; on the
//! last working day of a week also how the week stands, for the leadership.
//!
//! The numbers are kept as they were counted: what was told in the morning stays told as it was, whatever is handed in since.

mod counted;
mod numbers;

pub use counted::{digest_of, is_last_of_week};
pub use numbers::{DayNumbers, Digest, LeadsTo, PersonNumbers, WeekNumbers};

#[cfg(test)]
mod tests;
