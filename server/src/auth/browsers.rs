//! The number by which a browser is known again for a year: it opens nothing, and only keeps strangers from slowing those
//! who have signed in there.

use axum::http::{HeaderMap, HeaderValue};
use sha2::{Digest, Sha256};

use crate::cookies::{self, Cookie, SameSite};

/// Browsers keep no cookie for longer (RFC 6265bis: 400 days).
const KEPT_FOR_SECONDS: u32 = 400 * 24 * 60 * 60;

/// 256 bits that a browser was given at its first sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrowserKey(String);

impl BrowserKey {
    /// A new one.
    ///
    /// # Errors
    /// Where the operating system gives no random bits.
    pub fn new() -> Result<Self, getrandom::Error> {
        let mut bits = [0_u8; 32];
        getrandom::fill(&mut bits)?;
        Ok(Self(bits.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// What is kept of it.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }

    /// Reads the cookie of a request.
    pub fn of(headers: &HeaderMap, https: bool) -> Option<Self> {
        let sent = cookies::values(headers, cookie(https).name).next()?;
        (sent.len() == 64 && sent.bytes().all(|letter| letter.is_ascii_hexdigit())).then(|| Self(sent.to_owned()))
    }

    /// `Set-Cookie`, for a year from now.
    pub fn cookie(&self, https: bool) -> Option<HeaderValue> {
        cookie(https).kept(&self.0, KEPT_FOR_SECONDS)
    }
}

/// Whether whoever signed in here last said that others use the machine as well.
pub fn is_shared(headers: &HeaderMap, https: bool) -> bool {
    cookies::values(headers, shared_cookie(https).name).next() == Some("1")
}

/// `Set-Cookie` that says so from now on.
pub fn mark_shared(https: bool) -> Option<HeaderValue> {
    shared_cookie(https).kept("1", KEPT_FOR_SECONDS)
}

/// `Set-Cookie` that takes it back.
pub fn mark_own(https: bool) -> Option<HeaderValue> {
    shared_cookie(https).taken_away()
}

const fn shared_cookie(https: bool) -> Cookie {
    let name = if https { "__Host-hoso-dung-chung" } else { "hoso-dung-chung" };
    Cookie { name, path: "/", same_site: SameSite::Lax, https }
}

const fn cookie(https: bool) -> Cookie {
    let name = if https { "__Host-hoso-may" } else { "hoso-may" };
    Cookie { name, path: "/", same_site: SameSite::Lax, https }
}
