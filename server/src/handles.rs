//! How many files and connections the program may have open at once.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// For files and the database.
const OF_FILES: u64 = 224;
/// More wait for nothing but the two cores of the machine, and each takes memory.
const MAX_CONNECTIONS: usize = 2048;
const MIN_CONNECTIONS: usize = 16;

/// Raises the soft limit to the hard one: the usual 1,024 are used up by one rush, and a file that cannot be opened then is
/// nobody's fault. The soft limit is that low for programs that use `select` (systemd, "File Descriptor Limits"), which this
/// one does not. Gives the limit that is in force then.
pub fn raise() -> u64 {
    let limit = getrlimit(Resource::Nofile);
    let in_force = if limit.current == limit.maximum {
        limit.current
    } else {
        match setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit }) {
            Ok(()) => limit.maximum,
            Err(error) => {
                tracing::warn!(%error, limit = limit.current, "the limit of open files stays");
                limit.current
            }
        }
    };
    // None of the two says a number where there is no limit.
    in_force.unwrap_or(u64::MAX)
}

/// How many connections are served at once, where so many handles may be open: files and the database need some of them.
pub fn connections(limit: u64) -> usize {
    usize::try_from(limit.saturating_sub(OF_FILES)).unwrap_or(usize::MAX).clamp(MIN_CONNECTIONS, MAX_CONNECTIONS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_as_the_machine_allows() {
        let before = getrlimit(Resource::Nofile);
        raise();
        let after = getrlimit(Resource::Nofile);
        assert_eq!((after.current, after.maximum), (before.maximum, before.maximum));
    }
}
