//! Who opened what, and who could not sign in: noted after the answer, so that no page waits for it, and none fails where nothing
//! can be written.

use std::time::Duration;

use domain::{
    log::Origin,
    people::{PersonId, SchoolId},
};
use records::{Database, Work, accounts, origin, views::View};
use tokio::{
    sync::mpsc::{self, Receiver, Sender},
    time::sleep,
};

/// What waits to be noted; whatever comes while so much waits is lost, and the program's own log says so.
const MAX_WAITING: usize = 4096;
/// What comes within so long is noted together: a rush of pages makes one write a person.
const TOGETHER: Duration = Duration::from_secs(2);

/// Takes what is to be noted.
#[derive(Clone, Debug)]
pub struct Views {
    sender: Sender<Seen>,
}

/// Something that is no change, and that the log has all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Somebody opened a version, or a file of it or beside the records.
    Viewed(View),
    /// Somebody typed a wrong password for this person's account.
    FailedSignIn,
    /// Somebody typed this person's password, and a wrong code beside it.
    WrongCode,
}

#[derive(Clone, Debug)]
struct Seen {
    school: SchoolId,
    person: PersonId,
    origin: Option<Origin>,
    what: What,
}

impl Views {
    /// Begins to note in this database, for as long as it is open.
    pub fn start(database: &Database) -> Self {
        let (sender, receiver) = mpsc::channel(MAX_WAITING);
        let database = database.downgrade();
        tokio::spawn(async move {
            let mut receiver = receiver;
            while let Some(first) = receiver.recv().await {
                sleep(TOGETHER).await;
                let Some(database) = database.upgrade() else { return };
                note(&database, all(first, &mut receiver)).await;
            }
        });
        Self { sender }
    }

    /// Takes it; it is noted within seconds.
    pub fn note(&self, school: SchoolId, person: PersonId, what: What) {
        let seen = Seen { school, person, origin: origin::current(), what };
        if self.sender.try_send(seen).is_err() {
            tracing::warn!(?what, "too much waits to be noted: this is not");
        }
    }
}

fn all(first: Seen, receiver: &mut Receiver<Seen>) -> Vec<Seen> {
    let mut all = vec![first];
    while all.len() < MAX_WAITING
        && let Ok(next) = receiver.try_recv()
    {
        all.push(next);
    }
    all
}

/// One write for each person and place.
async fn note(database: &Database, mut waiting: Vec<Seen>) {
    while let Some(Seen { school, person, origin, .. }) = waiting.first().cloned() {
        let is_same = |one: &mut Seen| (one.school, one.person, &one.origin) == (school, person, &origin);
        let same: Vec<Seen> = waiting.extract_if(.., is_same).collect();
        let noted = match origin.clone() {
            Some(origin) => origin::within(origin, write(database, school, person, same)).await,
            None => write(database, school, person, same).await,
        };
        if let Err(error) = noted {
            tracing::warn!(%error, "what somebody looked at was not noted");
        }
    }
}

async fn write(database: &Database, school: SchoolId, person: PersonId, same: Vec<Seen>) -> Result<(), records::Error> {
    let mut views: Vec<View> = Vec::new();
    let (mut failed, mut wrong_codes): (u32, u32) = (0, 0);
    for seen in same {
        match seen.what {
            What::Viewed(view) if !views.contains(&view) => views.push(view),
            What::Viewed(_) => {}
            What::FailedSignIn => failed += 1,
            What::WrongCode => wrong_codes += 1,
        }
    }
    if failed + wrong_codes > 0 {
        let fail = async move |work: &mut Work| {
            accounts::note_failed_sign_in(work, person, failed);
            accounts::note_wrong_code(work, person, wrong_codes);
            Ok(())
        };
        // Nobody knows who it was.
        database.write_quietly(school, None, fail).await?;
    }
    if views.is_empty() {
        return Ok(());
    }
    database.write_quietly(school, Some(person), async move |work: &mut Work| records::views::note(work, &views).await).await
}
