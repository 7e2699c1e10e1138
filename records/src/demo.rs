//! Trường Mầm non Nam Thanh, an invented school to look around in: founded in August, and every week
//! since played hand-in by hand-in through the same use cases that teachers use.

mod calendar;
mod cast;
mod chance;
mod closing;
mod covering;
mod delegation;
mod explaining;
mod extending;
mod history;
mod locking;
mod mandating;
mod papers;
mod registering;
mod school;
mod signing_in;
mod swapping;
mod tasking;
mod updating;

use std::sync::Arc;

use domain::{
    comments::{About, CommentId, NewComment, Pin, Settled},
    days::{Timestamp, day_of},
    decisions::DecisionId,
    facts::Facts,
    files::StoredFile,
    inspection::{Cause, HeldVerdict, InspectedFile, Inspection},
    obligations::{ObligationId, Reason},
    people::{PersonId, Position, SchoolId},
    refusal::Refusal,
    reviews::DecisionRequest,
    submissions::SubmissionId,
};
use uuid::Uuid;

use crate::{
    accounts,
    clock::{Clock, ManualClock},
    closures, comments,
    database::Database,
    db::{DatabaseLocation, OpenError},
    delegations,
    error::{Error, internal},
    exemptions,
    facts::FactStore,
    inspections, locks, permissions, reviews, schools,
    signing::{SchoolKey, SigningCredentials},
    submissions::{self, HandIn},
    withdrawals,
    work::Work,
};
use closing::Closing;
use delegation::Lending;
use history::{Deed, Moment};
use registering::Registering;
use tasking::Tasking;

/// What the demo school is called; a school of this name is taken for it.
pub const NAME: &str = "Trường Mầm non Nam Thanh";

/// The user names that the sign-in page shows, from the principal down.
pub const ACCOUNTS: [&str; 7] = ["hieutruong", "phohieutruong", "quanly", "totruong", "giaovien", "ketoan", "yte"];

/// Why there is no demo.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The database did not open.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// There is a school already, perhaps a demo whose making was interrupted: events can only follow events.
    #[error("Cơ sở dữ liệu đã có dữ liệu; trường mẫu chỉ tạo được khi còn trống. Hãy xóa thư mục dữ liệu mẫu rồi chạy lại.")]
    NotEmpty,
    /// The database failed; what exactly is in the log.
    #[error("Không tạo được trường mẫu: {0}")]
    Work(#[from] Error),
}

/// Founds the demo on an empty place, as it stands at `until`, and closes the place again.
///
/// The bytes of `samples` lie in the store already; history hands them in again and again under
/// other names. The same `until` gives the same people, rosters and the same pattern. The leadership signs with `key`.
///
/// # Errors
/// `DemoError`; what was made until then stays, and `exists` does not take it for a demo.
pub async fn found(
    place: &DatabaseLocation,
    until: Timestamp,
    password_hash: &str,
    samples: &[StoredFile],
    key: &SchoolKey,
) -> Result<SchoolId, DemoError> {
    let (clock, hand) = Clock::manual(opening(until));
    let database = Database::open(place, clock).await?;
    let founded = found_in(&database, &hand, until, password_hash, samples, key).await;
    database.close().await;
    founded
}

/// The demo school of this database, once it was founded wholly.
pub async fn exists(database: &Database) -> Result<Option<SchoolId>, Error> {
    let Some(school) = schools::all(database).await?.into_iter().find(|school| school.name == NAME) else {
        return Ok(None);
    };
    let setup = database.read(school.id, None, schools::setup).await?;
    Ok(setup.finished.then_some(school.id))
}

/// When the school was set up: on 3 August of the school year, or at `until` where that is earlier.
fn opening(until: Timestamp) -> Timestamp {
    let day = day_of(until);
    let august = chrono::NaiveDate::from_ymd_opt(calendar::starts_in(day), 8, 3).unwrap_or(day);
    domain::days::at(august, chrono::NaiveTime::MIN + chrono::TimeDelta::hours(8)).min(until)
}

async fn found_in(
    database: &Database,
    hand: &ManualClock,
    until: Timestamp,
    password_hash: &str,
    samples: &[StoredFile],
    key: &SchoolKey,
) -> Result<SchoolId, DemoError> {
    if !schools::all(database).await?.is_empty() {
        return Err(DemoError::NotEmpty);
    }
    let school = schools::found(database, NAME).await?;
    let begins = calendar::starts_in(day_of(until));
    let shown = calendar::calendar(begins)?.last_numbered_week_on_or_before(day_of(until)).map_or(1, |week| week.number);
    let hash = password_hash.to_owned();
    database.write(school, None, async move |work: &mut Work| school::fill(work, begins, shown, &hash).await).await?;
    let store = FactStore::default();
    let facts = known(database, school, &store).await?;
    let principal = facts.organisation().holders(Position::Principal, day_of(opening(until))).first().map(|one| one.id);
    database.write(school, principal, async |work: &mut Work| school::settle_ways(work).await).await?;
    let facts = known(database, school, &store).await?;
    if samples.is_empty() {
        return Err(Error::Refused(Refusal::NoFiles).into());
    }
    let mut closing = closing::closing(&facts, until);
    let mut lending = delegation::lending(&facts, until);
    let mut asking = tasking::late(&facts, until);
    let mut registering = registering::registering(&facts, until).into_iter().peekable();
    for moment in history::history(&facts, opening(until), until, samples) {
        if let Some(due) = closing.take_if(|one| one.at <= moment.at) {
            hand.set(due.at);
            shut(database, school, store.clone(), due).await?;
        }
        if let Some(due) = lending.take_if(|one| one.at <= moment.at) {
            hand.set(due.at);
            lend(database, school, store.clone(), due).await?;
        }
        if let Some(due) = asking.take_if(|one| one.at <= moment.at) {
            hand.set(due.at);
            give(database, school, &store, due).await?;
        }
        while let Some(due) = registering.next_if(|one| one.at <= moment.at) {
            // What else happened that day may be told already.
            hand.set(due.at.max(hand.shows()));
            register(database, school, store.clone(), due).await?;
        }
        hand.set(moment.at);
        play(database, school, store.clone(), moment, key).await?;
    }
    hand.set(until);
    if let Some(due) = lending {
        lend(database, school, store.clone(), due).await?;
    }
    ask_for_time(database, school, &store, until).await?;
    swap(database, school, &store, until).await?;
    for task in tasking::of_today(&*known(database, school, &store).await?, until) {
        give(database, school, &store, task).await?;
    }
    if let Some(covering) = covering::covering(&*known(database, school, &store).await?, until) {
        let (by, store) = (covering.by, store.clone());
        database.write(school, Some(by), async move |work: &mut Work| covering.note(work, &store).await).await?;
    }
    say_why(database, school, &store, until).await?;
    // After all that was done with those weeks.
    if let Some(locking::Locking { by, form }) = locking::locking(&facts, until) {
        let store = store.clone();
        let order = async move |work: &mut Work| {
            // As its page does: what is about to be ordered is looked at first.
            let facts = store.facts(work).await?;
            let plan = form.parse(&facts.regime, work.now).map_err(|errors| internal("the demo", &format!("{errors:?}")))?;
            let seen = locks::outlook(work, &store, by, &plan).await?.seen().to_owned();
            locks::order(work, &store, &form, &seen).await
        };
        let given = database.write(school, Some(by), order).await?;
        given.map_err(|errors| internal("the demo", &format!("{errors:?}")))?;
    }
    updating::play(database, school, &store, samples, until).await?;
    if let Some(mandating) = mandating::mandating(&facts, until) {
        let (by, store) = (mandating.by, store.clone());
        database.write(school, Some(by), async move |work: &mut Work| mandating.record(work, &store).await).await?;
    }
    signing_in::sign_in(database, school, &facts).await?;
    // Last of all: a demo that was interrupted is a school whose set-up is unfinished.
    let finish = async |work: &mut Work| {
        let allowed = permissions::in_set_up(work).await?;
        schools::finish_setup(work, &allowed).await
    };
    database.write(school, None, finish).await?;
    Ok(school)
}

async fn known(database: &Database, school: SchoolId, store: &FactStore) -> Result<Arc<Facts>, Error> {
    let ask = store.clone();
    database.read(school, None, async move |work: &mut Work| ask.facts(work).await).await
}

/// Somebody writes in a register, or takes a step there.
async fn register(database: &Database, school: SchoolId, store: FactStore, due: Registering) -> Result<(), Error> {
    let by = due.by;
    database.write(school, Some(by), async move |work: &mut Work| due.play(work, &store).await).await
}

/// Lends a place, as the page of delegations does.
async fn lend(database: &Database, school: SchoolId, store: FactStore, due: Lending) -> Result<(), Error> {
    let Lending { by, form, .. } = due;
    let lend = async move |work: &mut Work| delegations::delegate(work, &store, &form).await;
    database.write(school, Some(by), lend).await?.map_err(|errors| internal("the demo", &format!("{errors:?}")))
}

/// The principal gives a task, which somebody answers at once, where anybody does.
async fn give(database: &Database, school: SchoolId, store: &FactStore, task: Tasking) -> Result<(), Error> {
    let (by, answered_by, task) = (task.by, task.answered_by, Arc::new(task));
    let (giving, given) = (store.clone(), Arc::clone(&task));
    database.write(school, Some(by), async move |work: &mut Work| given.give(work, &giving).await).await?;
    if answered_by.is_some() {
        let store = store.clone();
        database.write(school, answered_by, async move |work: &mut Work| task.answer(work, &store).await).await?;
    }
    Ok(())
}

/// A teacher asks for more time, and is given it once.
async fn ask_for_time(database: &Database, school: SchoolId, store: &FactStore, now: Timestamp) -> Result<(), Error> {
    let facts = known(database, school, store).await?;
    for asking in extending::asking(&facts, now) {
        let (by, given_by, asking) = (asking.by, asking.given_by, Arc::new(asking));
        let (store, asked) = (store.clone(), Arc::clone(&asking));
        let granting = store.clone();
        database.write(school, Some(by), async move |work: &mut Work| asked.ask(work, &store).await).await?;
        if given_by.is_some() {
            database.write(school, given_by, async move |work: &mut Work| asking.grant(work, &granting).await).await?;
        }
    }
    Ok(())
}

/// Two teachers offer a week of theirs, and one is confirmed.
async fn swap(database: &Database, school: SchoolId, store: &FactStore, now: Timestamp) -> Result<(), Error> {
    let facts = known(database, school, store).await?;
    for offering in swapping::offerings(&facts, now) {
        let (by, confirmed_by, offering) = (offering.by, offering.confirmed_by, Arc::new(offering));
        let (store, offered) = (store.clone(), Arc::clone(&offering));
        let confirming = store.clone();
        database.write(school, Some(by), async move |work: &mut Work| offered.offer(work, &store).await).await?;
        if confirmed_by.is_some() {
            database.write(school, confirmed_by, async move |work: &mut Work| offering.confirm(work, &confirming).await).await?;
        }
    }
    Ok(())
}

/// Two who were late say why, and the principal looks at one of them.
async fn say_why(database: &Database, school: SchoolId, store: &FactStore, now: Timestamp) -> Result<(), Error> {
    let facts = known(database, school, store).await?;
    for explaining in explaining::explaining(&facts, now) {
        let (by, judged_by, explaining) = (explaining.by, explaining.judged_by, Arc::new(explaining));
        let (store, explained) = (store.clone(), Arc::clone(&explaining));
        let judging = store.clone();
        database.write(school, Some(by), async move |work: &mut Work| explained.explain(work, &store).await).await?;
        if judged_by.is_some() {
            database.write(school, judged_by, async move |work: &mut Work| explaining.judge(work, &judging).await).await?;
        }
    }
    Ok(())
}

/// Shuts a class, as the page of closures does.
async fn shut(database: &Database, school: SchoolId, store: FactStore, due: Closing) -> Result<(), Error> {
    let Closing { by, form, .. } = due;
    let declare = async move |work: &mut Work| {
        let seen = closures::seen_of(work, &store, &form).await?;
        closures::declare(work, &store, &form, &seen).await
    };
    let declared = database.write(school, Some(by), declare).await?;
    declared.map(drop).map_err(|errors| internal("the demo", &format!("{errors:?}")))
}

/// The session of whoever signs in the demo's past; nobody has the id of which this were the hash.
const SESSION: &[u8] = b"demo";

/// Does one thing as the person who did it.
async fn play(database: &Database, school: SchoolId, store: FactStore, moment: Moment, key: &SchoolKey) -> Result<(), Error> {
    let Moment { at, by, obligation, deed } = moment;
    let credentials = SigningCredentials { session: SESSION.to_vec(), key: key.clone() };
    let play = async move |work: &mut Work| match deed {
        Deed::HandIn { note, files, acts } => {
            note_what_acts(work, files.first(), acts).await?;
            let hand_in = HandIn { obligation, key: Uuid::new_v4(), note, files, arrived: at, received_at: at };
            submissions::hand_in(work, &store, hand_in).await.map(drop)
        }
        Deed::Withdraw => {
            let last = last_version(work, &store, obligation).await?;
            withdrawals::withdraw(work, &store, last).await.map(drop)
        }
        Deed::ReturnFile { reason } => {
            let last = last_version(work, &store, obligation).await?;
            let verdict = HeldVerdict::Returned { reason: reason.to_owned() };
            inspections::judge(work, &store, (last, 0), verdict, None).await
        }
        Deed::Exempt { reason } => {
            let reason = Reason::parse(reason).map_err(|_| internal("the demo", "a reason that says nothing"))?;
            exemptions::exempt(work, &store, obligation, &reason).await
        }
        Deed::Comment { spot, quote, words } => {
            let last = last_version(work, &store, obligation).await?;
            let file = submissions::one(work, last).await?.files.first().ok_or(Error::NotFound)?.sha256;
            let pin = Pin { file: 0, sha256: file, spot: Some(spot), quote: quote.to_owned() };
            let new = NewComment { key: None, submission: last, about: About::Version(Some(pin)), words: words.to_owned() };
            comments::add(work, &store, obligation, new).await.map(drop)
        }
        Deed::Answer { thread, words } => {
            let last = last_version(work, &store, obligation).await?;
            let about = About::Thread(begun(work, &store, obligation, thread).await?);
            let new = NewComment { key: None, submission: last, about, words: words.to_owned() };
            comments::add(work, &store, obligation, new).await.map(drop)
        }
        Deed::Settle { thread } => {
            let thread = begun(work, &store, obligation, thread).await?;
            comments::settle(work, &store, obligation, thread, Settled::Done).await
        }
        Deed::Undo => {
            let decision = last_decision(work, &store, obligation, by).await?;
            reviews::undo(work, &store, obligation, decision).await
        }
        Deed::Decide { step, outcome } => {
            let last = last_version(work, &store, obligation).await?;
            let digest = submissions::digest(work, last).await?;
            let wanted = DecisionRequest { key: None, submission: last, digest, step, outcome };
            if !wanted.is_signed() {
                return reviews::decide(work, &store, obligation, wanted).await.map(drop);
            }
            // Whoever signs has just signed in, and signs out.
            let account = accounts::of_person(work, by).await?;
            accounts::begin_session(work, &account, SESSION).await?;
            reviews::sign(work, &store, obligation, wanted, &credentials).await?;
            accounts::end_session(work, SESSION).await
        }
    };
    database.write(school, Some(by), play).await
}

/// Keeps what the look into a file has found on its way into the store.
async fn note_what_acts(work: &mut Work, file: Option<&StoredFile>, acts: Option<Cause>) -> Result<(), Error> {
    let found = file.zip(acts).map(|(file, cause)| InspectedFile { file: file.clone(), inspection: Inspection::Held(vec![cause]) });
    inspections::note(work, found.as_slice()).await
}

async fn last_version(work: &mut Work, store: &FactStore, id: ObligationId) -> Result<SubmissionId, Error> {
    let known = store.facts(work).await?;
    let handed_in = known.obligation(id).and_then(|one| one.handed_in.as_ref());
    handed_in.map(|handed_in| handed_in.submission).ok_or(Error::NotFound)
}

async fn last_decision(work: &mut Work, store: &FactStore, id: ObligationId, by: PersonId) -> Result<DecisionId, Error> {
    let known = store.facts(work).await?;
    let decisions = known.obligation(id).map(|one| one.decisions.as_slice()).unwrap_or_default();
    let of_person = decisions.iter().filter(|one| one.by == by);
    of_person.max_by_key(|one| one.at).map(|one| one.id).ok_or(Error::NotFound)
}

/// The thread with this number, from 0.
async fn begun(work: &mut Work, store: &FactStore, id: ObligationId, number: usize) -> Result<CommentId, Error> {
    let known = store.facts(work).await?;
    let marks = known.obligation(id).map(|one| one.comments.as_slice()).unwrap_or_default();
    marks.iter().filter(|mark| mark.answers.is_none()).nth(number).map(|mark| mark.id).ok_or(Error::NotFound)
}

#[cfg(test)]
#[path = "demo_tests.rs"]
mod tests;
