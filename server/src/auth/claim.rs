//! Who may set a new server up: whoever read the code on its console, with one browser.

use std::{
    fmt,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use app::issued_passwords::IssuedPassword;
use axum::http::{HeaderMap, HeaderValue};
use sha2::{Digest, Sha256};

use crate::cookies::{self, Cookie, SameSite};

/// First passwords are forgotten after so long, printed or not.
const KEPT_FOR: Duration = Duration::from_secs(60 * 60);

/// The right to set up, kept in memory: it ends with the set-up or with the program.
#[derive(Default)]
pub struct Claim {
    /// In the cookie of the browser that gave the code last.
    key: Mutex<Option<String>>,
    issued_passwords: Mutex<Option<(Instant, Vec<IssuedPassword>)>>,
    /// A school is open; it never closes again.
    open: AtomicBool,
    /// Held while the school is founded: two clicks must not found two.
    pub founding: tokio::sync::Mutex<()>,
}

impl fmt::Debug for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Claim").field("open", &self.open).finish_non_exhaustive()
    }
}

impl Claim {
    /// Gives the right to a browser, and takes it from the one before. What goes into `Set-Cookie`.
    ///
    /// # Errors
    /// Where the operating system gives no random bits.
    pub fn give(&self, https: bool) -> Result<Option<HeaderValue>, getrandom::Error> {
        let mut bits = [0_u8; 32];
        getrandom::fill(&mut bits)?;
        let key: String = bits.iter().map(|byte| format!("{byte:02x}")).collect();
        let cookie = cookie(https).with(&key);
        *self.key.lock().unwrap_or_else(PoisonError::into_inner) = Some(key);
        Ok(cookie)
    }

    /// Whether this request comes from the browser that has the right.
    pub fn is_held_by(&self, headers: &HeaderMap, https: bool) -> bool {
        let sent = cookies::values(headers, cookie(https).name).next();
        let key = self.key.lock().unwrap_or_else(PoisonError::into_inner);
        sent.zip(key.as_deref()).is_some_and(|(sent, key)| same(sent, key))
    }

    /// The set-up is over: nobody has the right any more. What goes into `Set-Cookie`.
    pub fn end(&self, https: bool) -> Option<HeaderValue> {
        *self.key.lock().unwrap_or_else(PoisonError::into_inner) = None;
        *self.issued_passwords.lock().unwrap_or_else(PoisonError::into_inner) = None;
        cookie(https).taken_away()
    }

    /// Keeps first passwords until they are printed.
    pub fn keep_issued_passwords(&self, issued_passwords: Vec<IssuedPassword>, now: Instant) {
        *self.issued_passwords.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, issued_passwords));
    }

    /// First passwords that wait to be printed.
    pub fn issued_passwords(&self, now: Instant) -> Option<Vec<IssuedPassword>> {
        let mut kept = self.issued_passwords.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.as_ref().is_some_and(|(since, _)| now.duration_since(*since) > KEPT_FOR) {
            *kept = None;
        }
        kept.as_ref().map(|(_, issued_passwords)| issued_passwords.clone())
    }

    pub fn is_open(&self) -> bool {
        self.open.load(Ordering::Relaxed)
    }

    pub fn opened(&self) {
        self.open.store(true, Ordering::Relaxed);
    }
}

/// Whether `typed` is the code, without regard to capitals, dashes and spaces; takes as long for every wrong one.
pub fn is_code(typed: &str, code: &str) -> bool {
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    same(&plain(typed), &plain(code))
}

/// Compares hashes, so that the time says nothing of how many letters were right.
fn same(one: &str, other: &str) -> bool {
    let (one, other) = (Sha256::digest(one), Sha256::digest(other));
    one.iter().zip(other.iter()).fold(0, |differs, (one, other)| differs | (one ^ other)) == 0
}

const fn cookie(https: bool) -> Cookie {
    let name = if https { "__Host-hoso-cai-dat" } else { "hoso-cai-dat" };
    Cookie { name, path: "/", same_site: SameSite::Strict, https }
}

#[cfg(test)]
#[path = "claim_tests.rs"]
mod tests;
