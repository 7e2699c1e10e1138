//! Slowing down whoever guesses passwords: per account and address, never locking an account out.
//!
//! The whole school often shares one address, so an address alone only slows down at many more failures.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use domain::{names::user_name, people::SchoolId};

/// Failures for one account from one address before the first wait.
const FREE: u32 = 5;
/// Failures from one address, whatever the accounts; the whole school may stand behind it.
const FREE_OF_ADDRESS: u32 = 60;
/// An address is forgiven one failure each time so much has passed: one bad evening must not brake the next morning.
const FORGIVEN_EVERY: Duration = Duration::from_secs(6);
const FIRST_WAIT: Duration = Duration::from_secs(20);
const MAX_WAIT: Duration = Duration::from_secs(15 * 60);
/// Without another failure for so long, all is forgotten.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(60 * 60);
/// How many failures are remembered at once; beyond it the oldest go, so that a flood cannot fill the memory.
const MAX: usize = 10_000;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Who {
    Account(SchoolId, String, IpAddr),
    Honorific(IpAddr),
}

#[derive(Clone, Copy, Debug)]
struct Failures {
    count: u32,
    last: Instant,
}

#[derive(Debug, Default)]
pub struct RateLimit {
    failures: Mutex<HashMap<Who, Failures>>,
}

impl RateLimit {
    /// Lets one attempt pass, and counts it as failed until `opened` takes that back: guesses that come all at once must
    /// not pass before the first of them has failed.
    ///
    /// # Errors
    /// How long this person has to wait before the next attempt is even looked at.
    pub fn attempt(&self, school: SchoolId, username: &str, address: IpAddr, now: Instant) -> Result<(), Duration> {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.retain(|_, known| now.duration_since(known.last) < FORGOTTEN_AFTER);
        let both = [(account(school, username, address), FREE), (Who::Honorific(address), FREE_OF_ADDRESS)];
        let left = both.iter().filter_map(|(who, free)| {
            let known = failures.get(who)?;
            (known.last + wait_after(known.count, *free)?).checked_duration_since(now).filter(|left| !left.is_zero())
        });
        if let Some(wait) = left.max() {
            return Err(wait);
        }
        for (who, _) in both {
            if failures.len() >= MAX
                && !failures.contains_key(&who)
                && let Some(oldest) = failures.iter().min_by_key(|(_, known)| known.last).map(|(who, _)| who.clone())
            {
                failures.remove(&oldest);
            }
            let known = failures.entry(who.clone()).or_insert(Failures { count: 0, last: now });
            let count = known.count.saturating_sub(forgiven(&who, now.duration_since(known.last)));
            *known = Failures { count: count.saturating_add(1), last: now };
        }
        Ok(())
    }

    /// The attempt came to no verdict, through no fault of the one who tried: it does not count.
    pub fn not_tried(&self, school: SchoolId, username: &str, address: IpAddr) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        for who in [account(school, username, address), Who::Honorific(address)] {
            if let Some(known) = failures.get_mut(&who) {
                known.count = known.count.saturating_sub(1);
            }
        }
    }

    /// Signed in: the account's failures from this address are forgotten, and the address has one attempt back.
    pub fn opened(&self, school: SchoolId, username: &str, address: IpAddr) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.remove(&account(school, username, address));
        if let Some(known) = failures.get_mut(&Who::Honorific(address)) {
            known.count = known.count.saturating_sub(1);
        }
    }
}

/// How many failures an address is forgiven after so much time without one.
fn forgiven(who: &Who, passed: Duration) -> u32 {
    match who {
        Who::Account(..) => 0,
        Who::Honorific(_) => u32::try_from(passed.as_secs() / FORGIVEN_EVERY.as_secs()).unwrap_or(u32::MAX),
    }
}

fn account(school: SchoolId, username: &str, address: IpAddr) -> Who {
    // Long names are cut: they are no accounts, and must not fill the memory.
    // As accounts are looked up: letters that nobody sees must not make another name to guess at.
    Who::Account(school, user_name(username).chars().take(64).collect(), address)
}

/// 20 seconds after the fifth failure, then twice as long each time.
fn wait_after(count: u32, free: u32) -> Option<Duration> {
    let beyond = count.checked_sub(free)?;
    Some(FIRST_WAIT.saturating_mul(2_u32.saturating_pow(beyond.min(10))).min(MAX_WAIT))
}

#[cfg(test)]
#[path = "rate_limit_tests.rs"]
mod tests;
