//! How many files and connections the program may have open at once, and who gets how many of them.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// What the program itself has open: the database with its log on each connection, what waits for the disk for a moment,
/// its own words.
const OWN: u64 = 128;
/// Of the others one in so many is for files under way, the rest for connections.
const FILES_ONE_IN: u64 = 3;
/// No disk writes or reads more at once. Half of them are received, and each of those takes a quarter of a megabyte: with
/// 1,024 that were received a rush of 2,000 people took 592 MiB, and with 256 that waited to be looked into as well still 349.
/// Whoever comes after waits with the bytes unread.
const MAX_FILES: usize = 256;
const MIN_FILES: usize = 8;
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

/// The limit that is in force.
pub fn limit() -> u64 {
    getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX)
}

/// How many connections are served at once, where so many handles may be open.
pub fn connections(limit: u64) -> usize {
    let others = limit.saturating_sub(OWN);
    as_many(others - others / FILES_ONE_IN).clamp(MIN_CONNECTIONS, MAX_CONNECTIONS)
}

/// How many files may be received or sent at once, where so many handles may be open.
pub fn files(limit: u64) -> usize {
    as_many(limit.saturating_sub(OWN) / FILES_ONE_IN).clamp(MIN_FILES, MAX_FILES)
}

fn as_many(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
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
        assert_eq!(limit(), before.maximum.unwrap_or(u64::MAX));
    }

    #[test]
    fn what_is_given_away_is_never_more_than_there_is() {
        for limit in [256, 1024, 4096, 20_000, 1_048_576, u64::MAX] {
            assert!(connections(limit) as u64 + files(limit) as u64 + OWN <= limit, "{limit}");
        }
        assert_eq!((connections(1024), files(1024)), (598, 256), "as on a machine where nobody asked for more");
        assert_eq!((connections(u64::MAX), files(u64::MAX)), (2048, 256));
    }
}
