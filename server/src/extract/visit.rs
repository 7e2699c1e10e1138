//! Who asks: the session behind the cookie, with the facts of the school at that moment.

use std::{convert::Infallible, sync::Arc};

use app::paths;
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, request::Parts},
};
use domain::{
    days::Timestamp,
    facts::Facts,
    people::{Person, PersonId, SchoolId},
    permissions::{Action, Actor, decide},
};
use records::{Database, Error, Task, Work, accounts};

use crate::{
    auth::sessions::SessionKey,
    error::AppError,
    state::{AppState, Services},
};

/// The header of a request that a page made by itself while nobody was looking at it: it keeps no session alive.
pub const UNSEEN: &str = "x-unattended";

/// Somebody who is signed in, asking now.
#[derive(Clone, Debug)]
pub struct Visit {
    pub school: SchoolId,
    pub person: PersonId,
    pub facts: Arc<Facts>,
    pub now: Timestamp,
    pub key: SessionKey,
    database: Database,
}

impl Visit {
    /// The person's row; it cannot be gone while the session is open.
    pub fn person(&self) -> Result<&Person, AppError> {
        self.facts.organisation().person(self.person).ok_or(AppError::NotFound)
    }

    pub fn actor(&self) -> Actor {
        self.facts.actor(self.person, self.now)
    }

    /// Reads in one snapshot of the visitor's school.
    pub fn read<T, F>(&self, task: F) -> impl Future<Output = Result<T, Error>> + Send + use<T, F>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Work) -> Result<T, Error> + for<'w> Task<'w, T> + 'static,
    {
        self.database.read(self.school, None, task)
    }

    /// Changes the visitor's school, in the visitor's name.
    pub fn write<T, F>(&self, task: F) -> impl Future<Output = Result<T, Error>> + Send + use<T, F>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Work) -> Result<T, Error> + for<'w> Task<'w, T> + 'static,
    {
        self.database.write(self.school, Some(self.person), task)
    }

    /// Changes the visitor's school as `write` does, for what needs no event: files and words that wait to be handed in.
    pub fn write_quietly<T, F>(&self, task: F) -> impl Future<Output = Result<T, Error>> + Send + use<T, F>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Work) -> Result<T, Error> + for<'w> Task<'w, T> + 'static,
    {
        self.database.write_quietly(self.school, Some(self.person), task)
    }
}

impl FromRequestParts<AppState> for Visit {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, AppError> {
        state.visit(&parts.headers).await
    }
}

/// When a request arrived, by the database's clock. A handler that takes it first waits for nothing before: whatever the
/// request waits for afterwards makes nobody late (R9).
#[derive(Clone, Copy, Debug)]
pub struct Arrival(pub Timestamp);

impl FromRequestParts<AppState> for Arrival {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        Ok(Self(state.database.now()))
    }
}

/// Somebody who is signed in, also with the password that was handed out: for the page that changes it.
#[derive(Clone, Debug)]
pub struct AnyVisit {
    pub visit: Visit,
    /// The password is still the one that was handed out.
    pub initial: bool,
}

impl FromRequestParts<AppState> for AnyVisit {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, AppError> {
        state.any_visit(&parts.headers).await
    }
}

/// Somebody who may manage accounts.
#[derive(Clone, Debug)]
pub struct Manager(pub Visit);

impl FromRequestParts<AppState> for Manager {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, AppError> {
        let visit = state.visit(&parts.headers).await?;
        decide(&visit.actor(), visit.facts.organisation(), Action::ManageAccounts)?;
        Ok(Self(visit))
    }
}

/// Somebody of the leadership, who may change an open school; before there is one, the way leads to the set-up.
#[derive(Clone, Debug)]
pub struct Leader(pub Visit);

impl FromRequestParts<AppState> for Leader {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, AppError> {
        if state.is_set_up().await { state.leader(&parts.headers).await } else { Err(AppError::Redirect(paths::SETTINGS.into())) }
    }
}

impl Services {
    /// The visit behind a request.
    ///
    /// # Errors
    /// `AppError::SessionOver`; `AppError::PasswordMustChange` while the password is the one handed out.
    pub async fn visit(&self, headers: &HeaderMap) -> Result<Visit, AppError> {
        let AnyVisit { visit, initial } = self.any_visit(headers).await?;
        if initial { Err(AppError::PasswordMustChange) } else { Ok(visit) }
    }

    /// The visit of somebody who may change the school.
    ///
    /// # Errors
    /// Those of `visit`, and `Refusal::SettingsNotYours`.
    pub async fn leader(&self, headers: &HeaderMap) -> Result<Leader, AppError> {
        let visit = self.visit(headers).await?;
        decide(&visit.actor(), visit.facts.organisation(), Action::ChangeSchool)?;
        Ok(Leader(visit))
    }

    /// The visit behind a request, without counting as a use of the session: a stream opens itself again and again, and cannot say
    /// whether anybody looks.
    ///
    /// # Errors
    /// Those of `visit`.
    pub async fn unseen_visit(&self, headers: &HeaderMap) -> Result<Visit, AppError> {
        let mut headers = headers.clone();
        headers.insert(UNSEEN, HeaderValue::from_static("1"));
        self.visit(&headers).await
    }

    /// The visit behind a request, also with a password that must be changed: for the page that changes it.
    ///
    /// # Errors
    /// `AppError::SessionOver`.
    pub async fn any_visit(&self, headers: &HeaderMap) -> Result<AnyVisit, AppError> {
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
        let database = self.database.clone();
        let visit = Visit { school: key.school, person: session.person, facts, now, key, database };
        Ok(AnyVisit { visit, initial: session.initial })
    }

    /// Whether a session is open still, without counting as a use of it: a dashboard that nobody looks at must not keep
    /// its session alive. A database that does not answer ends no session.
    pub async fn is_open(&self, key: &SessionKey) -> bool {
        let hash = key.hash();
        let found = self.database.read(key.school, None, async move |work: &mut Work| accounts::session(work, &hash).await).await;
        !matches!(found, Ok(None))
    }
}
