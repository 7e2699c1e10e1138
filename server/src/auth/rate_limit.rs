//! Slowing down whoever guesses passwords, and nobody else: an account is never locked.
//!
//! Guesses are counted for the account at one address, for the account wherever they come from, and for the address
//! whatever the accounts; the whole school often shares one address, so an address alone is slowed late and mildly. An
//! attempt counts as a guess while it is under way, until it is known to be none. A browser in which this person has signed
//! in before has a count of its own, and strangers do not slow it.

use std::{
    collections::HashMap,
    hash::Hash,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use domain::{
    names::user_name,
    people::SchoolId,
    refusal::{Refusal, SigningRefusal},
};

use crate::network::Network;

/// Failures for one account from one address, or in one known browser, before the first wait.
const FREE: u32 = 5;
/// Failures for one account from all addresses together: many machines guess, and each of them not much.
const FREE_OF_ACCOUNT: u32 = 20;
/// Failures from one address, whatever the accounts; the whole school may stand behind it.
const FREE_OF_ADDRESS: u32 = 60;
/// An address is forgiven one failure each time so much has passed, and waits for no more than that.
const FORGIVEN_EVERY: Duration = Duration::from_secs(6);
const FIRST_WAIT: Duration = Duration::from_secs(20);
const MAX_WAIT: Duration = Duration::from_secs(15 * 60);
/// Shorter where strangers far away make the person wait.
const MAX_WAIT_OF_ACCOUNT: Duration = Duration::from_secs(5 * 60);
/// Codes of signatures that nobody has, from one address: a hundred bits are guessed by nobody, but nobody shall try for long.
const FREE_CODES: u32 = 30;
/// Without another failure for so long, all is forgotten.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(60 * 60);
/// How many counts of each sort are remembered at once, so that a flood cannot fill the memory.
const MAX_COUNTS: usize = 4_096;

/// An account as it is guessed at, whether there is one of this name or not.
type Account = (SchoolId, String);

/// Where a password is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttemptSource<'a> {
    /// A browser in which this person has not signed in yet, as far as is known.
    Address(IpAddr),
    /// One in which they have, by the hash of what it was given then.
    KnownBrowser(&'a [u8]),
}

/// One typed password, before it is looked at.
#[derive(Clone, Copy, Debug)]
pub struct PasswordAttempt<'a> {
    pub school: SchoolId,
    pub username: &'a str,
    pub source: AttemptSource<'a>,
}

impl PasswordAttempt<'_> {
    /// The account that is guessed at, by its name as accounts are looked up: letters that nobody sees must not make another
    /// name. Long names are cut: they are no accounts, and must not fill the memory.
    fn account(&self) -> Account {
        (self.school, user_name(self.username).chars().take(64).collect())
    }
}

#[derive(Clone, Copy, Debug)]
struct Failures {
    count: u32,
    last: Instant,
}

/// Counts of one sort, no more than `MAX_COUNTS` of them.
#[derive(Debug)]
struct Counts<K>(HashMap<K, Failures>);

impl<K> Default for Counts<K> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Clone + Eq + Hash> Counts<K> {
    /// How long the next attempt has to wait.
    fn wait(&self, key: &K, now: Instant, wait_after: impl Fn(u32) -> Option<Duration>) -> Option<Duration> {
        let known = self.0.get(key).filter(|known| now.duration_since(known.last) < FORGOTTEN_AFTER)?;
        (known.last + wait_after(known.count)?).checked_duration_since(now).filter(|left| !left.is_zero())
    }

    fn add(&mut self, key: K, now: Instant, forgiven: impl Fn(Duration) -> u32) {
        if self.0.len() >= MAX_COUNTS && !self.0.contains_key(&key) {
            self.make_room(now);
        }
        let known = self.0.entry(key).or_insert(Failures { count: 0, last: now });
        let passed = now.duration_since(known.last);
        let count = if passed < FORGOTTEN_AFTER { known.count.saturating_sub(forgiven(passed)) } else { 0 };
        *known = Failures { count: count.saturating_add(1), last: now };
    }

    /// The fewest failures go first, so that a flood of names does not make a long attack forgotten.
    fn make_room(&mut self, now: Instant) {
        self.0.retain(|_, known| now.duration_since(known.last) < FORGOTTEN_AFTER);
        if self.0.len() < MAX_COUNTS {
            return;
        }
        let mut order: Vec<(u32, Instant, K)> = self.0.iter().map(|(key, known)| (known.count, known.last, key.clone())).collect();
        order.sort_by_key(|(count, last, _)| (*count, *last));
        for (.., key) in order.into_iter().take(MAX_COUNTS / 4) {
            self.0.remove(&key);
        }
    }

    fn take_back(&mut self, key: &K) {
        if let Some(known) = self.0.get_mut(key) {
            known.count = known.count.saturating_sub(1);
        }
    }
}

#[derive(Debug, Default)]
struct Known {
    at_address: Counts<(Account, Network)>,
    in_browser: Counts<(Account, Vec<u8>)>,
    of_account: Counts<Account>,
    of_address: Counts<Network>,
    codes: Counts<Network>,
}

/// The failures of the last hour, in memory: a restart forgets them.
#[derive(Debug, Default)]
pub struct RateLimit {
    known: Mutex<Known>,
}

impl RateLimit {
    /// Counts an attempt at this moment, like `attempt`; where it has to wait, with the words for whoever made it.
    ///
    /// # Errors
    /// `Refusal::SignInSlowed`.
    pub fn attempt_now(&self, attempt: PasswordAttempt<'_>) -> Result<(), Refusal> {
        self.attempt(attempt, Instant::now()).map_err(|wait| Refusal::SignInSlowed { seconds: wait.as_secs().max(1) })
    }

    /// Lets one attempt pass, and counts it as failed until `opened` takes that back: guesses that come all at once must
    /// not pass before the first of them has failed.
    ///
    /// # Errors
    /// How long this person has to wait before the next attempt is even looked at.
    pub fn attempt(&self, attempt: PasswordAttempt<'_>, now: Instant) -> Result<(), Duration> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let account = attempt.account();
        match attempt.source {
            AttemptSource::KnownBrowser(browser) => {
                let key = (account, browser.to_vec());
                known.in_browser.wait(&key, now, |count| wait_after(count, FREE, MAX_WAIT)).map_or(Ok(()), Err)?;
                known.in_browser.add(key, now, |_| 0);
            }
            AttemptSource::Address(address) => {
                let network = Network::of(address);
                let key = (account.clone(), network);
                let waits = [
                    known.at_address.wait(&key, now, |count| wait_after(count, FREE, MAX_WAIT)),
                    known.of_account.wait(&account, now, |count| wait_after(count, FREE_OF_ACCOUNT, MAX_WAIT_OF_ACCOUNT)),
                    known.of_address.wait(&network, now, |count| (count >= FREE_OF_ADDRESS).then_some(FORGIVEN_EVERY)),
                ];
                waits.into_iter().flatten().max().map_or(Ok(()), Err)?;
                known.at_address.add(key, now, |_| 0);
                known.of_account.add(account, now, |_| 0);
                known.of_address.add(network, now, forgiven);
            }
        }
        Ok(())
    }

    /// Counts a code that nobody has. One that somebody has is never asked about here: whoever holds a sheet gets an answer, however
    /// many wrong ones came from behind the same address.
    ///
    /// # Errors
    /// `SigningRefusal::CheckSlowed` where too many have come: then it is not even said that nobody has this one.
    pub fn wrong_code(&self, address: IpAddr, now: Instant) -> Result<(), Refusal> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let network = Network::of(address);
        let wait = known.codes.wait(&network, now, |count| (count >= FREE_CODES).then_some(FORGIVEN_EVERY));
        if let Some(wait) = wait {
            return Err(SigningRefusal::CheckSlowed { seconds: wait.as_secs().max(1) }.into());
        }
        known.codes.add(network, now, forgiven);
        Ok(())
    }

    /// The attempt came to no verdict, through no fault of the one who tried: it does not count.
    pub fn not_tried(&self, attempt: PasswordAttempt<'_>) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let account = attempt.account();
        match attempt.source {
            AttemptSource::KnownBrowser(browser) => known.in_browser.take_back(&(account, browser.to_vec())),
            AttemptSource::Address(address) => {
                let network = Network::of(address);
                known.at_address.take_back(&(account.clone(), network));
                known.of_account.take_back(&account);
                known.of_address.take_back(&network);
            }
        }
    }

    /// Signed in: the account's failures from here are forgotten, and the others have one attempt back. What strangers
    /// elsewhere have tried is not forgotten: they go on.
    pub fn opened(&self, attempt: PasswordAttempt<'_>) {
        self.not_tried(attempt);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let account = attempt.account();
        match attempt.source {
            AttemptSource::KnownBrowser(browser) => drop(known.in_browser.0.remove(&(account, browser.to_vec()))),
            AttemptSource::Address(address) => drop(known.at_address.0.remove(&(account, Network::of(address)))),
        }
    }
}

/// How many failures an address is forgiven after so much time without one.
fn forgiven(passed: Duration) -> u32 {
    u32::try_from(passed.as_secs() / FORGIVEN_EVERY.as_secs()).unwrap_or(u32::MAX)
}

/// 20 seconds after the last failure that is free, then twice as long each time.
fn wait_after(count: u32, free: u32, most: Duration) -> Option<Duration> {
    let beyond = count.checked_sub(free)?;
    Some(FIRST_WAIT.saturating_mul(2_u32.saturating_pow(beyond.min(10))).min(most))
}

#[cfg(test)]
#[path = "rate_limit_tests.rs"]
mod tests;
