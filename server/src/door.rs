//! Slowing down who guesses passwords: per account and address, never locking an account out.
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
/// Failures from one address, whatever the accounts.
const FREE_OF_ADDRESS: u32 = 60;
const FIRST_WAIT: Duration = Duration::from_secs(20);
const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);
/// Without another failure for so long, all is forgotten.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(60 * 60);
/// So many are remembered at once; beyond it the oldest go, so that a flood cannot fill the memory.
const MOST: usize = 10_000;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Who {
    Account(SchoolId, String, IpAddr),
    Address(IpAddr),
}

#[derive(Clone, Copy, Debug)]
struct Failures {
    count: u32,
    last: Instant,
}

#[derive(Debug, Default)]
pub struct Door {
    failures: Mutex<HashMap<Who, Failures>>,
}

impl Door {
    /// How long this person has to wait before the next attempt is even looked at.
    pub fn wait(&self, school: SchoolId, username: &str, address: IpAddr, now: Instant) -> Option<Duration> {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let left = |who: &Who, free: u32| {
            let known = failures.get(who)?;
            (known.last + wait_after(known.count, free)?).checked_duration_since(now).filter(|left| !left.is_zero())
        };
        left(&account(school, username, address), FREE).max(left(&Who::Address(address), FREE_OF_ADDRESS))
    }

    /// Notes a failed attempt.
    pub fn failed(&self, school: SchoolId, username: &str, address: IpAddr, now: Instant) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.retain(|_, known| now.duration_since(known.last) < FORGOTTEN_AFTER);
        for who in [account(school, username, address), Who::Address(address)] {
            if failures.len() >= MOST
                && !failures.contains_key(&who)
                && let Some(oldest) = failures.iter().min_by_key(|(_, known)| known.last).map(|(who, _)| who.clone())
            {
                failures.remove(&oldest);
            }
            let known = failures.entry(who).or_insert(Failures { count: 0, last: now });
            *known = Failures { count: known.count.saturating_add(1), last: now };
        }
    }

    /// Signed in: the account's failures from this address are forgotten.
    pub fn opened(&self, school: SchoolId, username: &str, address: IpAddr) {
        self.failures
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&account(school, username, address));
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
    Some(FIRST_WAIT.saturating_mul(2_u32.saturating_pow(beyond.min(10))).min(LONGEST_WAIT))
}

#[cfg(test)]
#[path = "door_tests.rs"]
mod tests;
