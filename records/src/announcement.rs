//! What is told after a commit: to whoever listens in this process, and to the other processes.

use domain::people::SchoolId;
use uuid::Uuid;

use crate::events::{self, Touches};

/// The channel of PostgreSQL on which processes tell each other.
pub(crate) const CHANNEL: &str = "hoso_events";

/// PostgreSQL takes less than 8000 bytes.
const MAX_LENGTH: usize = 7900;

/// Something was committed: whoever shows this school should look again.
///
/// Two announcements may overtake each other; `seq` says which is newer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// Where.
    pub school: SchoolId,
    /// The school's revision from now on.
    pub seq: i64,
    /// What kinds of things were done; none when only the revision is known: then look at everything.
    pub kinds: Vec<String>,
}

impl Announcement {
    /// Whether somebody's sessions may have ended by this: open streams look at theirs.
    pub fn may_end_sessions(&self) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|kind| events::ends_sessions(kind))
    }

    /// Whether the facts of the year, and so every dashboard, are as they were. Where anything is unknown they are not: a
    /// process of another version may announce kinds that this one has never heard of.
    pub fn touches_nothing(&self) -> bool {
        !self.kinds.is_empty() && self.kinds.iter().all(|kind| events::touches(kind, None) == Touches::Nothing)
    }

    /// As one process tells it to the others: `process school seq kind kind …`.
    pub(crate) fn message(&self, process: Uuid) -> String {
        let head = format!("{process} {} {}", self.school, self.seq);
        let message = self.kinds.iter().fold(head.clone(), |message, kind| message + " " + kind);
        // Without kinds it means: look at everything.
        if message.len() > MAX_LENGTH { head } else { message }
    }

    /// What another process has told; `None` where it is not in this form.
    pub(crate) fn read(message: &str) -> Option<(Uuid, Self)> {
        let mut words = message.split(' ');
        let process = words.next()?.parse().ok()?;
        let school = words.next()?.parse().ok()?;
        let seq = words.next()?.parse().ok()?;
        Some((process, Self { school, seq, kinds: words.map(str::to_owned).collect() }))
    }
}
