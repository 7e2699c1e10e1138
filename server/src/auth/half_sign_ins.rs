//! Sign-ins whose password was right and that wait for a code, in memory: each under a number that nobody guesses.

use std::{
    collections::HashMap,
    fmt,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use domain::{people::SchoolId, second_factor::CODE_AWAITED_FOR};
use records::accounts::Account;
use uuid::Uuid;

/// How many wait at once; beyond it the oldest go, and begin again.
const MAX_WAITING: usize = 1_024;

/// Whose password was right, and where they wanted to go.
#[derive(Clone, Debug)]
pub struct HalfSignIn {
    pub school: SchoolId,
    /// As it was when the password was compared.
    pub account: Account,
    /// The rest of the form.
    pub next: String,
    pub note: String,
    pub writer: String,
    /// Others use the machine as well.
    pub shared: bool,
}

/// Those that wait.
#[derive(Default)]
pub struct HalfSignIns(Mutex<HashMap<Uuid, (Instant, HalfSignIn)>>);

impl fmt::Debug for HalfSignIns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HalfSignIns").finish_non_exhaustive()
    }
}

impl HalfSignIns {
    /// Keeps one; the number goes into the form that asks for the code.
    pub fn keep(&self, half: HalfSignIn, now: Instant) -> Uuid {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|_, (since, _)| is_fresh(*since, now));
        if waiting.len() >= MAX_WAITING {
            let oldest = waiting.iter().min_by_key(|(_, (since, _))| *since).map(|(id, _)| *id);
            if let Some(id) = oldest {
                waiting.remove(&id);
            }
        }
        let id = Uuid::new_v4();
        waiting.insert(id, (now, half));
        id
    }

    /// The one of this number, as long as it waits.
    pub fn of(&self, id: Uuid, now: Instant) -> Option<HalfSignIn> {
        let waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.get(&id).filter(|(since, _)| is_fresh(*since, now)).map(|(_, half)| half.clone())
    }

    /// It has come in.
    pub fn done(&self, id: Uuid) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }
}

fn is_fresh(since: Instant, now: Instant) -> bool {
    let longest = CODE_AWAITED_FOR.to_std().unwrap_or(Duration::ZERO);
    now.duration_since(since) < longest
}

#[cfg(test)]
mod tests {
    use records::new_id;

    use super::*;

    #[test]
    fn a_typed_password_waits_five_minutes_for_its_code() {
        let (waiting, now) = (HalfSignIns::default(), Instant::now());
        let account = Account {
            person: new_id(),
            username: "hieutruong".to_owned(),
            password_hash: String::new(),
            handed_out_at: None,
            suspended: false,
        };
        let empty = String::new;
        let half = HalfSignIn { school: new_id(), account, next: empty(), note: empty(), writer: empty(), shared: false };
        let id = waiting.keep(half.clone(), now);
        assert!(waiting.of(id, now + Duration::from_secs(299)).is_some());
        assert!(waiting.of(id, now + Duration::from_secs(300)).is_none());
        assert!(waiting.of(Uuid::new_v4(), now).is_none());
        waiting.done(id);
        assert!(waiting.of(id, now).is_none());
        for _ in 0..=MAX_WAITING {
            waiting.keep(half.clone(), now);
        }
        assert_eq!(waiting.0.lock().unwrap().len(), MAX_WAITING);
    }
}
