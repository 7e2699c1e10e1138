//! Passwords that were just handed out, by the form that asked for them: a second click or a reload shows the same slip
//! and makes no second person and no second password.

use std::{
    collections::HashMap,
    fmt,
    time::{Duration, Instant},
};

use app::setup::Slip;
use domain::people::PersonId;
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::{answer::Fault, visit::SessionKey};

/// So long the same form brings the same slip.
const KEPT_FOR: Duration = Duration::from_secs(10 * 60);

/// In memory only: a password in plain words is kept nowhere else.
#[derive(Default)]
pub struct Slips {
    made: Mutex<HashMap<(Uuid, Option<PersonId>), Made>>,
}

struct Made {
    session: Vec<u8>,
    slip: Slip,
    since: Instant,
}

impl fmt::Debug for Slips {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slips").finish_non_exhaustive()
    }
}

impl Slips {
    /// The slip that `key`, made with the form, and the person whose password it is (`None`: somebody new) brought before; else the one that `make` makes now. Two clicks wait for
    /// each other; a key is worth something in its own session only.
    ///
    /// # Errors
    /// Those of `make`; nothing is kept then.
    pub async fn once(
        &self,
        key: (Uuid, Option<PersonId>),
        session: &SessionKey,
        make: impl Future<Output = Result<Slip, Fault>>,
    ) -> Result<Slip, Fault> {
        let (session, now) = (session.hash(), Instant::now());
        let mut made = self.made.lock().await;
        made.retain(|_, one| now.duration_since(one.since) < KEPT_FOR);
        if let Some(one) = made.get(&key).filter(|one| one.session == session) {
            return Ok(one.slip.clone());
        }
        let slip = make.await?;
        made.insert(key, Made { session, slip: slip.clone(), since: now });
        Ok(slip)
    }

    /// The last slip of a session: a mistake in the next form must not take it off the page before it was read out.
    pub async fn last(&self, session: &SessionKey) -> Option<Slip> {
        let (session, made) = (session.hash(), self.made.lock().await);
        let theirs = made.values().filter(|one| one.session == session && one.since.elapsed() < KEPT_FOR);
        theirs.max_by_key(|one| one.since).map(|one| one.slip.clone())
    }

    /// The slip of a form that was sent before.
    pub async fn known(&self, key: (Uuid, Option<PersonId>), session: &SessionKey) -> Option<Slip> {
        let made = self.made.lock().await;
        made.get(&key).filter(|one| one.session == session.hash() && one.since.elapsed() < KEPT_FOR).map(|one| one.slip.clone())
    }
}
