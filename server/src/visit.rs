//! Who asks: the session behind the cookie, with the facts of the school at that moment.

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderValue, header};
use domain::{
    days::Timestamp,
    facts::Facts,
    people::{Person, PersonId, SchoolId},
    permissions::Actor,
};
use records::{Work, accounts};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{answer::AppError, state::Services};

/// The header of a request that a page made by itself while nobody was looking at it: it keeps no session alive.
pub const UNSEEN: &str = "x-khong-ai-xem";

/// Somebody who is signed in, asking now.
#[derive(Clone, Debug)]
pub struct Visit {
    pub school: SchoolId,
    pub person: PersonId,
    pub facts: Arc<Facts>,
    pub now: Timestamp,
    pub key: SessionKey,
}

impl Visit {
    /// The person's row; it cannot be gone while the session is open.
    pub fn person(&self) -> Result<&Person, AppError> {
        self.facts.organisation().person(self.person).ok_or(AppError::NotFound)
    }

    pub fn actor(&self) -> Actor {
        self.facts.actor(self.person, self.now)
    }
}

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
        let wanted = name(https);
        let value = headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == wanted)
            .map(|(_, value)| value)?;
        let (school, secret) = value.split_once('.')?;
        let school = Uuid::try_parse(school).ok().map(SchoolId::new)?;
        (secret.len() == 64).then(|| Self { school, secret: secret.to_owned() })
    }

    /// `Set-Cookie`: for this browser session only, not for scripts, not from other sites.
    pub fn cookie(&self, https: bool) -> Option<HeaderValue> {
        let secure = if https { "; Secure" } else { "" };
        let text =
            format!("{}={}.{}; Path=/; HttpOnly; SameSite=Lax{secure}", name(https), self.school.uuid().simple(), self.secret);
        HeaderValue::try_from(text).ok()
    }
}

/// `Set-Cookie` that takes the cookie away.
pub fn no_cookie(https: bool) -> Option<HeaderValue> {
    let secure = if https { "; Secure" } else { "" };
    HeaderValue::try_from(format!("{}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{secure}", name(https))).ok()
}

const fn name(https: bool) -> &'static str {
    if https { "__Host-hoso" } else { "hoso" }
}

impl Services {
    /// The visit behind a request.
    ///
    /// # Errors
    /// `AppError::SessionOver`; `AppError::PasswordMustChange` while the password is the one handed out.
    pub async fn visit(&self, headers: &HeaderMap) -> Result<Visit, AppError> {
        match self.any_visit(headers).await? {
            (_, true) => Err(AppError::PasswordMustChange),
            (visit, false) => Ok(visit),
        }
    }

    /// As `visit`, without counting as a use of the session: a stream opens itself again and again, and cannot say
    /// whether anybody looks.
    ///
    /// # Errors
    /// As `visit`.
    pub async fn unseen_visit(&self, headers: &HeaderMap) -> Result<Visit, AppError> {
        let mut headers = headers.clone();
        headers.insert(UNSEEN, HeaderValue::from_static("1"));
        self.visit(&headers).await
    }

    /// As `visit`, also with a password that must be changed: for the page that changes it.
    pub async fn any_visit(&self, headers: &HeaderMap) -> Result<(Visit, bool), AppError> {
        let key = SessionKey::of(headers, self.https).ok_or(AppError::SessionOver)?;
        let (hash, store) = (key.hash(), self.facts.clone());
        let found = self
            .database
            .read(key.school, None, async move |work: &mut Work| {
                let Some(session) = accounts::session(work, &hash).await? else { return Ok(None) };
                let facts = store.facts(work).await?;
                Ok(Some((session, facts, work.now)))
            })
            .await?;
        let (session, facts, now) = found.ok_or(AppError::SessionOver)?;
        if session.stale && !headers.contains_key(UNSEEN) {
            let (database, school, hash) = (self.database.clone(), key.school, key.hash());
            // Nobody waits for this, and losing it costs one minute of a session.
            tokio::spawn(async move {
                let seen = database.write_quietly(school, None, async move |work: &mut Work| accounts::seen(work, &hash).await);
                if let Err(error) = seen.await {
                    tracing::warn!(%error, "a session's last use was not noted");
                }
            });
        }
        Ok((Visit { school: key.school, person: session.person, facts, now, key }, session.initial))
    }

    /// Whether a session is open still, without counting as a use of it: a dashboard that nobody looks at must not keep
    /// its session alive. A database that does not answer ends no session.
    pub async fn is_open(&self, key: &SessionKey) -> bool {
        let hash = key.hash();
        let found = self.database.read(key.school, None, async move |work: &mut Work| accounts::session(work, &hash).await).await;
        !matches!(found, Ok(None))
    }
}
