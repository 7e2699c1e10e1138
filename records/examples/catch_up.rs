//! What it costs a server to follow one event of a school: time and allocated bytes, for the demo school in the middle of
//! its year and for one with ten times as many records:
//! `cargo run --release -p records --features demo,testing --example catch_up`.
#![allow(unsafe_code, reason = "an allocator that counts")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a measurement may stop at the first surprise")]

use std::{
    alloc::{GlobalAlloc, Layout, System},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use domain::{
    days::day_of,
    facts::Facts,
    obligations::Owner,
    people::{PersonId, Position, SchoolId},
};
use records::{
    Clock, Database, Error, FactStore, Place, Work, accounts, demo, facts, obligations, school_years, schools, submissions,
    submissions::HandIn,
    testing::{Folder, allowed, school::paper},
    units,
};
use uuid::Uuid;

/// The machine's allocator, counting what is asked of it.
struct Counting;

static BYTES: AtomicUsize = AtomicUsize::new(0);

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        BYTES.fetch_add(layout.size(), Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The Wednesday afternoon of the pictures.
const UNTIL: &str = "2026-11-25T14:20:00+07:00";

/// What happens before the facts are asked for again.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Nothing,
    SignIn,
    HandIn,
    RenameSchool,
    /// A server that knows nothing yet.
    Start,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (folder, until) = (Folder::fresh(), UNTIL.parse().unwrap());
    let place = Place::File(folder.join("hoso.db"));
    let school = demo::found(&place, until, "$argon2id$", &[paper("Giáo án.docx", 1)]).await.expect("the demo is founded");
    let (clock, _) = Clock::manual(until);
    let database = Database::open(&place, clock).await.expect("the database opens");
    measure(&database, school).await;
    database.write(school, None, grow).await.expect("the school grows");
    measure(&database, school).await;
    database.close().await;
}

/// Classes are added until ten times as many records are owed.
async fn grow(work: &mut Work) -> Result<(), Error> {
    let before = facts_now(work).await?;
    let (wanted, department) = (10 * before.open_obligations().count(), before.organisation().classes[0].department);
    let mut owed = 0;
    for number in 0.. {
        units::add_class(work, &allowed(), &format!("Lớp thêm {number}"), department).await?;
        // The first one shows how many records a class owes.
        if number == 0 {
            bring_up_to_date(work).await?;
            owed = facts_now(work).await?.open_obligations().count() - wanted / 10;
        }
        if wanted / 10 + (number + 1) * owed >= wanted {
            break;
        }
    }
    bring_up_to_date(work).await
}

async fn bring_up_to_date(work: &mut Work) -> Result<(), Error> {
    let year = school_years::current(work).await?.ok_or(Error::NotFound)?;
    let facts = facts_now(work).await?;
    obligations::bring_up_to_date(work, year.id, &facts, "trường lớn lên").await.map(drop)
}

async fn facts_now(work: &mut Work) -> Result<Facts, Error> {
    let revision = work.revision().await?;
    facts::load(work, revision).await
}

/// Prints the medians of what it costs to follow each deed.
async fn measure(database: &Database, school: SchoolId) {
    let store = FactStore::default();
    let (facts, ..) = follow(database, school, &store).await;
    println!("{} people, {} records", facts.organisation().people.len(), facts.open_obligations().count());
    for deed in [Deed::Nothing, Deed::SignIn, Deed::HandIn, Deed::RenameSchool, Deed::Start] {
        let mut runs = Vec::new();
        for round in 0..61_u32 {
            let facts = Arc::clone(&facts);
            database.write(school, None, async move |work: &mut Work| act(work, &facts, deed, round).await).await.unwrap();
            let store = if matches!(deed, Deed::Start) { FactStore::default() } else { store.clone() };
            let (_, time, bytes) = follow(database, school, &store).await;
            runs.push((time, bytes));
        }
        let median_of = |mut all: Vec<u128>| {
            all.sort_unstable();
            all[all.len() / 2]
        };
        let time = median_of(runs.iter().map(|(time, _)| time.as_micros()).collect());
        let bytes = median_of(runs.iter().map(|(_, bytes)| *bytes as u128).collect());
        println!("{:14} {time:>8} µs {:>10.1} kB", format!("{deed:?}"), bytes as f64 / 1000.0);
    }
}

/// The facts as `store` knows them now, and what it cost to ask.
async fn follow(database: &Database, school: SchoolId, store: &FactStore) -> (Arc<Facts>, Duration, usize) {
    let store = store.clone();
    let ask = async move |work: &mut Work| {
        let (start, before) = (Instant::now(), BYTES.load(Ordering::Relaxed));
        let facts = store.facts(work).await?;
        Ok((facts, start.elapsed(), BYTES.load(Ordering::Relaxed) - before))
    };
    database.read(school, None, ask).await.unwrap()
}

async fn act(work: &mut Work, facts: &Facts, deed: Deed, round: u32) -> Result<(), Error> {
    match deed {
        Deed::Nothing | Deed::Start => Ok(()),
        Deed::SignIn => {
            let principal = holder(facts, work, Position::Principal);
            accounts::begin_session(work, principal, Uuid::new_v4().as_bytes()).await
        }
        Deed::HandIn => {
            let class = facts.organisation().classes[0].id;
            let (teacher, owner) = (holder(facts, work, Position::Teacher(class)), Owner::Class(class));
            let obligation = facts.open_obligations().find(|one| one.terms.owner == owner).unwrap().id;
            let facts = facts_now(work).await?;
            let files = vec![paper("Giáo án.docx", 1)];
            work.actor = Some(teacher);
            let hand_in = HandIn { obligation, key: Uuid::new_v4(), note: String::new(), files, received_at: work.now };
            submissions::hand_in(work, &facts, hand_in).await.map(drop)
        }
        Deed::RenameSchool => schools::rename(work, &allowed(), &format!("Trường Mầm non số {round}")).await,
    }
}

fn holder(facts: &Facts, work: &Work, position: Position) -> PersonId {
    facts.organisation().holders(position, day_of(work.now))[0].id
}
