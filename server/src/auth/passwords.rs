//! Passwords: Argon2id, a few at a time, so that a rush at half past seven does not take the machine's memory.

use std::sync::Arc;

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use domain::passwords::{ONE_TIME_SYLLABLES, composed, one_time};
use tokio::sync::Semaphore;

/// How many are computed at once: each takes 19 MiB and a core for some 40 ms (OWASP's first setting, m=19456 t=2 p=1).
const MAX_AT_ONCE: usize = 2;
/// How many passwords may wait to be checked, which takes some five seconds; whoever comes after is told at once to try
/// again.
const MAX_WAITING: usize = 256;

#[derive(Clone, Debug)]
pub struct Passwords {
    permits: Arc<Semaphore>,
    places: Arc<Semaphore>,
    /// Verified in place of an unknown user's, so that both answers take the same time.
    nobody: Arc<str>,
}

/// Why nothing was computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// The machine gives no random bits, or it is stopping.
    #[error("a password could not be computed")]
    Machine,
    /// Too many wait already.
    #[error("too many passwords wait to be checked")]
    Busy,
}

impl Passwords {
    /// # Errors
    /// `PasswordError::Machine` where the operating system gives no random bits.
    pub fn new() -> Result<Self, PasswordError> {
        let (permits, places) = (Semaphore::new(MAX_AT_ONCE), Semaphore::new(MAX_WAITING));
        Ok(Self { permits: permits.into(), places: places.into(), nobody: hash("nobody")?.into() })
    }

    /// The PHC string to keep, of the composed password.
    ///
    /// # Errors
    /// `PasswordError`.
    pub async fn hash(&self, password: String) -> Result<String, PasswordError> {
        let _permit = self.permits.acquire().await.map_err(|_| PasswordError::Machine)?;
        tokio::task::spawn_blocking(move || hash(&composed(&password))).await.map_err(|_| PasswordError::Machine)?
    }

    /// Whether one of `readings` (`domain::passwords::readings`) is the password of `kept`; takes as long where there is none.
    ///
    /// # Errors
    /// `PasswordError`, also where too many wait.
    pub async fn matches(&self, readings: Vec<String>, kept: Option<String>) -> Result<bool, PasswordError> {
        let _place = self.places.try_acquire().map_err(|_| PasswordError::Busy)?;
        let _permit = self.permits.acquire().await.map_err(|_| PasswordError::Machine)?;
        let nobody = Arc::clone(&self.nobody);
        tokio::task::spawn_blocking(move || {
            let known = kept.is_some();
            let kept = kept.unwrap_or_else(|| nobody.to_string());
            readings.iter().any(|reading| verify(reading, &kept)) && known
        })
        .await
        .map_err(|_| PasswordError::Machine)
    }
}

/// A password to hand out, on paper or on the telephone.
///
/// # Errors
/// `PasswordError::Machine` where the operating system gives no random bits.
pub fn handed_out() -> Result<String, PasswordError> {
    let mut random = [0_u8; ONE_TIME_SYLLABLES];
    getrandom::fill(&mut random).map_err(|_| PasswordError::Machine)?;
    Ok(one_time(random))
}

fn hash(password: &str) -> Result<String, PasswordError> {
    Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()).map_err(|_| PasswordError::Machine)
}

fn verify(password: &str, kept: &str) -> bool {
    PasswordHash::new(kept).is_ok_and(|kept| Argon2::default().verify_password(password.as_bytes(), &kept).is_ok())
}

#[cfg(test)]
#[path = "passwords_tests.rs"]
mod tests;
