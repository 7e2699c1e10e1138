//! Passwords that were just handed out, by the form that asked for them: a second click or a reload shows the same one
//! and makes no second person and no second password.

use std::{
    collections::HashMap,
    fmt,
    time::{Duration, Instant},
};

use app::issued_passwords::IssuedPassword;
use domain::people::PersonId;
use tokio::sync::Mutex;
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

/// In memory only: a password in plain words is kept nowhere else.
#[derive(Default)]
pub struct IssuedPasswords {
    made: Mutex<HashMap<IssueKey, Made>>,
}

struct Made {
    session: Vec<u8>,
    issued: IssuedPassword,
    since: Instant,
}

impl fmt::Debug for IssuedPasswords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IssuedPasswords").finish_non_exhaustive()
    }
}

impl IssuedPasswords {
    /// The password that `key` brought before; else the one that `make` makes now. Two clicks wait for
    /// each other; a key is worth something in its own session only.
    ///
    /// # Errors
    /// Those of `make`; nothing is kept then.
    pub async fn once<E>(
        &self,
        key: IssueKey,
        session: &SessionKey,
        make: impl Future<Output = Result<IssuedPassword, E>>,
    ) -> Result<IssuedPassword, E> {
        let (session, now) = (session.hash(), Instant::now());
        let mut made = self.made.lock().await;
        made.retain(|_, one| now.duration_since(one.since) < KEPT_FOR);
        if let Some(one) = made.get(&key).filter(|one| one.session == session) {
            return Ok(one.issued.clone());
        }
        let issued = make.await?;
        made.insert(key, Made { session, issued: issued.clone(), since: now });
        Ok(issued)
    }

    /// The password that a form brought when it was sent before.
    pub async fn known(&self, key: IssueKey, session: &SessionKey) -> Option<IssuedPassword> {
        let made = self.made.lock().await;
        made.get(&key).filter(|one| one.session == session.hash() && one.since.elapsed() < KEPT_FOR).map(|one| one.issued.clone())
    }
}
