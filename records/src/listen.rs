//! Hearing what other server processes commit, on PostgreSQL; on SQLite there is only this one.
//!
//! A notice may get lost with its connection, so the revisions of all schools are looked at as well, now and then.

use std::collections::HashMap;
use std::pin::pin;
use std::time::Duration;

use domain::people::SchoolId;
use sqlx::PgPool;
use sqlx::postgres::PgListener;
use tokio::sync::broadcast::{Sender, WeakSender};
use tokio::time::{interval, sleep};
use uuid::Uuid;

use crate::announcement::{Announcement, CHANNEL};
use crate::db::{EnginePools, Pools};
use crate::error::{Error, from_driver};
use crate::sql::sql;

/// How often the revisions are looked at, and how long to wait before connecting again.
const LOOK: Duration = Duration::from_secs(15);
const PAUSE: Duration = Duration::from_secs(1);

/// Starts listening, where there is anybody to listen to.
pub(crate) fn start(db: &Pools, process: Uuid, announcements: &Sender<Announcement>) {
    if let EnginePools::Postgres(pool) = db.pools() {
        let listener = Listener { db: db.clone(), process, announcements: announcements.downgrade(), seen: None };
        tokio::spawn(listener.listen(pool.clone()));
    }
}

struct Listener {
    db: Pools,
    process: Uuid,
    /// Weak: when the database is gone, nobody needs to listen.
    announcements: WeakSender<Announcement>,
    /// The newest revision announced of each school; none before the first look.
    seen: Option<HashMap<SchoolId, i64>>,
}

/// Why listening came to an end.
enum End {
    /// The database is closed.
    Closed,
    /// The connection is lost: try again.
    Lost,
}

impl Listener {
    async fn listen(mut self, pool: PgPool) {
        while !pool.is_closed() && self.announcements.strong_count() > 0 {
            match self.listen_once(&pool).await {
                End::Closed => return,
                End::Lost => sleep(PAUSE).await,
            }
        }
    }

    async fn listen_once(&mut self, pool: &PgPool) -> End {
        let Ok(mut listener) = PgListener::connect_with(pool).await else { return End::Lost };
        if listener.listen(CHANNEL).await.is_err() {
            return End::Lost;
        }
        let mut looks = interval(LOOK);
        loop {
            let mut notice = pin!(listener.try_recv());
            // Not a select over the two that starts `try_recv` anew: dropped half-way it might lose a notice.
            let heard = loop {
                tokio::select! {
                    heard = &mut notice => break heard,
                    _ = looks.tick() => if self.look().await.is_err() || self.announcements.strong_count() == 0 {
                        return if pool.is_closed() { End::Closed } else { End::Lost };
                    },
                }
            };
            match heard {
                Ok(Some(notice)) => self.hear(notice.payload()),
                Ok(None) => looks.reset_immediately(),
                Err(sqlx::Error::PoolClosed) => return End::Closed,
                Err(fault) => {
                    from_driver(fault, "LISTEN");
                    return End::Lost;
                }
            }
        }
    }

    /// Announces what another process has told; our own was announced when it was committed.
    fn hear(&mut self, message: &str) {
        let Some((process, announcement)) = Announcement::read(message) else {
            tracing::warn!(message, "a notice that is not ours");
            return;
        };
        if let Some(seen) = &mut self.seen {
            let revision = seen.entry(announcement.school).or_default();
            *revision = announcement.seq.max(*revision);
        }
        if process != self.process {
            self.announce(announcement);
        }
    }

    /// Announces what was committed without a notice reaching us.
    async fn look(&mut self) -> Result<(), Error> {
        let mut tx = self.db.begin_read().await?;
        let revisions: Result<Vec<(Uuid, i64)>, Error> = tx.all(sql("SELECT id, revision FROM schools ORDER BY id")).await;
        tx.rollback().await;
        let revisions: HashMap<_, _> = revisions?.into_iter().map(|(id, seq)| (SchoolId::new(id), seq)).collect();
        if let Some(seen) = &self.seen {
            for (&id, &seq) in &revisions {
                if seen.get(&id).is_none_or(|&known| known < seq) {
                    self.announce(Announcement { school: id, seq, kinds: Vec::new() });
                }
            }
        }
        self.seen = Some(revisions);
        Ok(())
    }

    fn announce(&self, announcement: Announcement) {
        if let Some(announcements) = self.announcements.upgrade() {
            // Nobody may be listening; that is no error.
            let _ = announcements.send(announcement);
        }
    }
}

#[cfg(test)]
#[path = "listen_tests.rs"]
mod tests;
