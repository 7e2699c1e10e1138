//! "Nhật ký": the leadership and the management team read the school's, everybody else what concerns themselves.

use super::{Actor, Credential};

/// Whose log somebody reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogScope {
    /// Everything that happened in the school.
    School,
    /// What the reader did, and what was done with their account and their records.
    Own,
}

/// Whose log `actor` reads. The management team watches over the security of the system (Điều 3b, 4a, 5); whoever may not be the
/// only one to know the password reads no more than everybody else.
pub fn log_scope(actor: &Actor) -> LogScope {
    let watches = actor.acts_as_leadership() || actor.is_management_team();
    if watches && actor.credential == Credential::Trusted { LogScope::School } else { LogScope::Own }
}
