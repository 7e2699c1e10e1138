//! The key of a session, and the cookie that carries it.

use axum::http::{HeaderMap, HeaderValue};
use domain::people::SchoolId;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::cookies::{self, Cookie, SameSite};

/// The 256-bit id of a session, as the cookie carries it: with the school in front, because several may share a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionKey {
    pub school: SchoolId,
    secret: String,
}

impl SessionKey {
    /// A new one.
    ///
    /// # Errors
    /// Where the operating system gives no random bits.
    pub fn new(school: SchoolId) -> Result<Self, getrandom::Error> {
        let mut bits = [0_u8; 32];
        getrandom::fill(&mut bits)?;
        let secret = bits.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { school, secret })
    }

    /// What is kept of it: a stolen database opens no session.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.secret.as_bytes()).to_vec()
    }

    /// Reads the cookie of a request.
    pub fn of(headers: &HeaderMap, https: bool) -> Option<Self> {
        let (school, secret) = cookies::values(headers, cookie(https).name).next()?.split_once('.')?;
        let school = Uuid::try_parse(school).ok().map(SchoolId::new)?;
        (secret.len() == 64).then(|| Self { school, secret: secret.to_owned() })
    }

    /// Whether a request carries anything that could be one, over HTTPS or not.
    pub fn is_carried(headers: &HeaderMap) -> bool {
        [false, true].into_iter().any(|https| Self::of(headers, https).is_some())
    }

    /// `Set-Cookie`: for this browser session only, not for scripts, not from other sites.
    pub fn cookie(&self, https: bool) -> Option<HeaderValue> {
        cookie(https).with(&format!("{}.{}", self.school.uuid().simple(), self.secret))
    }
}

/// `Set-Cookie` that takes the cookie away.
pub fn no_cookie(https: bool) -> Option<HeaderValue> {
    cookie(https).taken_away()
}

const fn cookie(https: bool) -> Cookie {
    let name = if https { "__Host-hoso" } else { "hoso" };
    Cookie { name, path: "/", same_site: SameSite::Lax, https }
}
