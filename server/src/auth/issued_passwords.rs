//! Passwords that were just handed out, by the form that asked for them: a second click or a reload shows the same one
//! and makes no second person and no second password.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use app::issued_passwords::IssuedPassword;
use domain::people::PersonId;
use uuid::Uuid;

use crate::auth::sessions::SessionKey;

/// How long the same form brings the same password.
const KEPT_FOR: Duration = Duration::from_secs(10 * 60);

/// The key made with a form, and the person whose password it asks for; `None`: somebody new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IssueKey {
    pub form: Uuid,
    pub person: Option<PersonId>,
}

impl IssueKey {
    /// How it stands in a field of the page that shows the password.
    pub fn code(self) -> String {
        self.person.map_or_else(|| self.form.to_string(), |person| format!("{}.{person}", self.form))
    }

    pub fn from_code(code: &str) -> Option<Self> {
        let (form, person) = code.split_once('.').map_or((code, None), |(form, person)| (form, Some(person)));
        let person = person.map(str::parse).transpose().ok()?;
        Some(Self { form: Uuid::try_parse(form).ok()?, person })
    }
}

/// In memory only: a password in plain words is kept nowhere else. A form brings one password, or a whole list of them.
pub struct IssuedPasswords<T = IssuedPassword> {
    forms: Mutex<HashMap<IssueKey, Arc<IssueSlot<T>>>>,
}

impl<T> Default for IssuedPasswords<T> {
    fn default() -> Self {
        Self { forms: Mutex::default() }
    }
}

/// What one form has brought. It is locked while that is being made, so nobody waits but whoever sends the same form.
type IssueSlot<T> = tokio::sync::Mutex<Option<Made<T>>>;

struct Made<T> {
    session: Vec<u8>,
    issued: T,
    since: Instant,
}

impl<T: Clone> Made<T> {
    fn is_fresh(&self) -> bool {
        self.since.elapsed() < KEPT_FOR
    }

    /// What was made, for the session in which it was.
    fn of(made: Option<&Self>, session: &[u8]) -> Option<T> {
        made.filter(|one| one.session == session && one.is_fresh()).map(|one| one.issued.clone())
    }
}

impl<T> fmt::Debug for IssuedPasswords<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IssuedPasswords").finish_non_exhaustive()
    }
}

impl<T: Clone> IssuedPasswords<T> {
    /// The password that `key` brought before; else the one that `make` makes now. Two clicks of
    /// one form wait for each other, and for nobody else; a key is worth something in its own session only.
    ///
    /// # Errors
    /// Those of `make`; nothing is kept then.
    pub async fn once<E>(&self, key: IssueKey, session: &SessionKey, make: impl Future<Output = Result<T, E>>) -> Result<T, E> {
        let (session, slot) = (session.hash(), self.slot(key));
        let mut made = slot.lock().await;
        if let Some(issued) = Made::of(made.as_ref(), &session) {
            return Ok(issued);
        }
        let issued = make.await?;
        *made = Some(Made { session, issued: issued.clone(), since: Instant::now() });
        Ok(issued)
    }

    /// The password that a form brought when it was sent before; of one under way, once it is made.
    pub async fn known(&self, key: IssueKey, session: &SessionKey) -> Option<T> {
        let slot = self.forms.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned()?;
        let made = slot.lock().await;
        Made::of(made.as_ref(), &session.hash())
    }

    fn slot(&self, key: IssueKey) -> Arc<IssueSlot<T>> {
        let mut forms = self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        // Of the forms that nobody is sending, those stay that brought something a moment ago.
        let is_kept = |slot: &IssueSlot<T>| slot.try_lock().is_ok_and(|made| made.as_ref().is_some_and(Made::is_fresh));
        forms.retain(|_, slot| Arc::strong_count(slot) > 1 || is_kept(slot));
        Arc::clone(forms.entry(key).or_default())
    }
}

#[cfg(test)]
#[path = "issued_passwords_tests.rs"]
mod tests;
