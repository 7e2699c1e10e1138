//! Notes what has happened by itself at its minute, as long as the server runs, and first of all what came while none did.
//!
//! Whether an order is in force, and who acts for whom, is asked of pure functions and waits for nobody: a server that sleeps makes no
//! lock late. Several servers may run over one database: whoever comes second finds it noted.
//!
//! Once a minute it also notes that this server is there and takes files, so that it is known afterwards when none did.

use std::time::Duration;

use domain::{days::Timestamp, ids::Id, people::SchoolId};
use records::{
    Announcement, Error, Work, schedule, schools,
    server_runs::{self, Sign},
};
use tokio::{
    sync::broadcast::error::RecvError,
    time::{Instant, sleep_until, timeout},
};

use crate::state::{AppState, Services};

/// Between two looks where no minute comes before: a clock may be set, and another server may have been told something.
const AT_MOST: Duration = Duration::from_secs(60);
/// Nothing comes more often: minutes are ordered, and not seconds.
const AT_LEAST: Duration = Duration::from_secs(1);
/// After it could not be noted that this server is there.
const TRY_AGAIN: Duration = Duration::from_secs(10);
/// How long the store may take to write one small file.
const STORE_WITHIN: Duration = Duration::from_secs(10);

/// Says that this server is there, and looks once for what came while none ran: before anybody is served, so that nobody reads
/// that the server is off. When the next minute is; `run` takes it up.
pub async fn begin(state: &AppState) -> Begun {
    let alive = Heartbeat::first(state).await;
    Begun { alive, next: look_and_live(state).await }
}

/// What a server has done by itself before it serves anybody.
#[derive(Debug)]
pub struct Begun {
    alive: Heartbeat,
    next: Option<Timestamp>,
}

/// When it is to be noted again that this server is there.
#[derive(Clone, Copy, Debug)]
struct Heartbeat {
    due: Instant,
}

impl Heartbeat {
    async fn first(state: &Services) -> Self {
        let begun = Instant::now();
        Self::after(begun, note(state, Sign::Alive).await)
    }

    async fn beat(&mut self, state: &Services) {
        if self.due <= Instant::now() {
            *self = Self::first(state).await;
        }
    }

    /// One try that fails is no outage: the next one comes long before two minutes have passed.
    fn after(begun: Instant, noted: Noted) -> Self {
        let wait = match noted {
            Noted::Everywhere => AT_MOST,
            Noted::NotEverywhere => TRY_AGAIN,
        };
        Self { due: begun + wait }
    }
}

/// Looks, and outlives a look that breaks: the next one may not, and one school must not end this for all of them.
async fn look_and_live(state: &AppState) -> Option<Timestamp> {
    let looking = state.clone();
    match tokio::spawn(async move { look(&looking).await }).await {
        Ok(next) => next,
        Err(broken) => {
            tracing::error!(%broken, "a look for what came at its minute broke");
            None
        }
    }
}

/// Goes on from `begun` until the program is asked to end.
pub async fn run(state: AppState, begun: Begun) {
    let mut closing = state.closing.subscribe();
    let rounds = async {
        let mut announcements = state.database.subscribe();
        let Begun { mut alive, mut next } = begun;
        loop {
            let now = state.database.now();
            let wait = next.and_then(|next| (next - now).to_std().ok()).unwrap_or(AT_MOST);
            let until = (Instant::now() + wait.clamp(AT_LEAST, AT_MOST)).min(alive.due);
            loop {
                tokio::select! {
                    () = sleep_until(until) => break,
                    told = announcements.recv() => match told {
                        Ok(announcement) if !may_order(&announcement) => {}
                        Ok(_) | Err(RecvError::Lagged(_)) => break,
                        // Nobody can tell anything any more: the program ends.
                        Err(RecvError::Closed) => { sleep_until(until).await; break }
                    },
                }
            }
            alive.beat(&state).await;
            next = look_and_live(&state).await;
        }
    };
    tokio::select! {
        () = rounds => {}
        _ = closing.changed() => {}
    }
}

/// Whether by this something may be ordered for another minute.
fn may_order(announcement: &Announcement) -> bool {
    let is_order = |kind: &String| ["locks.", "updates.", "appointments."].iter().any(|group| kind.starts_with(group));
    announcement.kinds.is_empty() || announcement.kinds.iter().any(is_order)
}

/// Whether what a server says of itself is noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noted {
    Everywhere,
    /// In some school it is not.
    NotEverywhere,
}

/// Notes in every school what this server says of itself. Where nothing can be written, or the store takes no files, nobody could
/// hand in, and that is what will be known of this minute.
pub async fn note(state: &Services, sign: Sign) -> Noted {
    if sign == Sign::Alive && !takes_files(state).await {
        return Noted::NotEverywhere;
    }
    let known = match schools::all(&state.database).await {
        Ok(known) => known,
        Err(error) => {
            tracing::warn!(%error, "the schools could not be read, so it was not noted that the server is there");
            return Noted::NotEverywhere;
        }
    };
    let id = Id::new(state.database.process());
    let mut noted = Noted::Everywhere;
    for school in known {
        let write = async move |work: &mut Work| server_runs::note(work, id, sign).await;
        if let Err(error) = state.database.write_quietly(school.id, None, write).await {
            tracing::warn!(%error, "it could not be noted that the server is there");
            noted = Noted::NotEverywhere;
        }
    }
    noted
}

/// Whether the store takes files: a disk that is full, read-only or gone does not, and one that hangs is given up.
async fn takes_files(state: &Services) -> bool {
    match timeout(STORE_WITHIN, state.blobs.healthy()).await {
        Ok(Ok(())) => true,
        Ok(Err(error)) => {
            tracing::warn!(%error, "the store takes no files, so it was not noted that the server is there");
            false
        }
        Err(_) => {
            tracing::warn!("the store does not answer, so it was not noted that the server is there");
            false
        }
    }
}

/// Notes in every school what has come; when the next minute is.
async fn look(state: &Services) -> Option<Timestamp> {
    let known = match schools::all(&state.database).await {
        Ok(known) => known,
        Err(error) => {
            tracing::warn!(%error, "the schools could not be read, so nothing that came at its minute was noted");
            return None;
        }
    };
    let mut next: Option<Timestamp> = None;
    for school in known {
        match catch_up(state, school.id).await {
            Ok(minute) => next = next.into_iter().chain(minute).min(),
            Err(error) => tracing::warn!(%error, "what came at its minute could not be noted"),
        }
    }
    next
}

/// Notes in one school what has come and is not noted; when its next minute is.
///
/// # Errors
/// Those of any write.
pub async fn catch_up(state: &Services, school: SchoolId) -> Result<Option<Timestamp>, Error> {
    let store = state.facts.clone();
    let look = async move |work: &mut Work| schedule::pending(work, &store).await;
    let pending = state.database.read(school, None, look).await?;
    if pending.is_due {
        let store = state.facts.clone();
        let note = async move |work: &mut Work| schedule::note_due(work, &store).await;
        state.database.write_quietly(school, None, note).await?;
    }
    Ok(pending.next)
}
