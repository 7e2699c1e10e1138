//! One run at a time in a bucket: a store has no locks that end with whoever holds them. So a run puts its name down, renews it,
//! and looks again before each step that could harm another one; a name that was not renewed for an hour is nobody's any more.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use chrono::TimeDelta;
use uuid::Uuid;

use super::{super::LOCK, client::Client};
use crate::error::BucketError;

/// After this the run that has put its name down is dead, by the clock of the store.
const DEAD_AFTER: TimeDelta = TimeDelta::hours(1);
/// How often a run that goes on looks whether its name still stands, and renews it.
const LOOK_EVERY: Duration = Duration::from_secs(5 * 60);

/// The right to write, while it is renewed.
#[derive(Debug)]
pub struct Lease {
    name: String,
    looked: Mutex<Instant>,
}

impl Lease {
    /// Takes it, also from a run that has died.
    ///
    /// # Errors
    /// `BucketError::InUse`, and those of the store.
    pub fn take(client: &Client) -> Result<Self, BucketError> {
        let lease = Self { name: Uuid::new_v4().to_string(), looked: Mutex::new(Instant::now()) };
        if let Some(held_since) = client.taken_at(LOCK)? {
            // What the store takes now has its present instant.
            let probe = format!("tmp/{}", lease.name);
            client.put_own(&probe, Vec::new())?;
            let now = client.taken_at(&probe)?;
            client.remove(&probe)?;
            if now.is_none_or(|now| now - held_since < DEAD_AFTER) {
                return Err(BucketError::InUse(client.name()));
            }
            client.remove(LOCK)?;
        }
        match client.create(LOCK, lease.name.clone().into_bytes()) {
            Ok(()) => {}
            Err(BucketError::Taken(_)) if lease.stands(client)? => {}
            Err(BucketError::Taken(name)) => return Err(BucketError::InUse(name)),
            Err(error) => return Err(error),
        }
        if lease.stands(client)? { Ok(lease) } else { Err(BucketError::InUse(client.name())) }
    }

    fn stands(&self, client: &Client) -> Result<bool, BucketError> {
        Ok(client.bytes(LOCK, 1_000)?.as_deref() == Some(self.name.as_bytes()))
    }

    /// Looks now, before a step that others would suffer from: a machine may have slept for hours without knowing.
    ///
    /// # Errors
    /// `BucketError::InUse` where somebody else took it for dead.
    pub fn must_stand(&self, client: &Client) -> Result<(), BucketError> {
        if self.stands(client)? { Ok(()) } else { Err(BucketError::InUse(client.name())) }
    }

    /// Whether the run may go on; looked at every few minutes.
    ///
    /// # Errors
    /// `BucketError::InUse` where somebody else took it for dead.
    pub fn go_on(&self, client: &Client) -> Result<(), BucketError> {
        let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        if looked.elapsed() < LOOK_EVERY {
            return Ok(());
        }
        self.must_stand(client)?;
        client.put_own(LOCK, self.name.clone().into_bytes())?;
        *looked = Instant::now();
        Ok(())
    }

    /// Lets go of it; where that fails, the next run waits an hour.
    pub fn end(&self, client: &Client) {
        let ended = self.stands(client).and_then(|stands| if stands { client.remove(LOCK) } else { Ok(()) });
        if let Err(error) = ended {
            tracing::warn!(%error, "a run of a backup could not say that it has ended");
        }
    }
}
