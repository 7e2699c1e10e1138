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
    schools::SchoolForm,
    setup::Phase,
    units::UnitsForm,
};
use records::{
    Clock, Database, DatabaseLocation, Error, FactStore, Work, demo, schools,
    signing::SchoolKey,
    submissions,
    submissions::HandIn,
    testing::{
        Folder,
        school::{self, paper},
    },
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
    let place = DatabaseLocation::File(folder.join("hoso.db"));
    let school = demo::found(&place, until, "$argon2id$", &[paper("Giáo án.docx", 1)], &SchoolKey::of_secret(&[1; 32]))
        .await
        .expect("the demo is founded");
    let (clock, _) = Clock::manual(until);
    let database = Database::open(&place, clock).await.expect("the database opens");
    measure(&database, school).await;
    grow(&database, school).await;
    measure(&database, school).await;
    database.close().await;
}

/// The principal adds classes until ten times as many records are owed.
async fn grow(database: &Database, school: SchoolId) {
    let store = FactStore::default();
    let (before, ..) = follow(database, school, &store).await;
    // The first one shows how many records a class owes.
    add_classes(database, school, &before, 1).await;
    let (with_one, ..) = follow(database, school, &store).await;
    let (few, more) = (before.open_obligations().count(), with_one.open_obligations().count());
    add_classes(database, school, &with_one, (10 * few).saturating_sub(more).div_ceil(more - few)).await;
}

/// Adds classes by the form of departments and classes.
async fn add_classes(database: &Database, school: SchoolId, facts: &Arc<Facts>, count: usize) {
    let organisation = facts.organisation();
    let mut form = UnitsForm::of(organisation);
    let first = organisation.classes.len();
    for number in first..first + count {
        form.rows[0].units.push_str(&format!(", Lớp thêm {number}"));
    }
    let facts = Arc::clone(facts);
    let change = async move |work: &mut Work| {
        work.actor = Some(holder(&facts, work, Position::Principal));
        units::change(work, Phase::Open, &form).await
    };
    database.write(school, None, change).await.expect("the school grows").expect("the form is right");
}

/// Prints the medians of what it costs to follow each deed.
async fn measure(database: &Database, school: SchoolId) {
    let store = FactStore::default();
    let (facts, ..) = follow(database, school, &store).await;
    println!("{} people, {} records", facts.organisation().people.len(), facts.open_obligations().count());
    for deed in [Deed::Nothing, Deed::SignIn, Deed::HandIn, Deed::RenameSchool, Deed::Start] {
        let mut runs = Vec::new();
        for round in 0..61_u32 {
            let (facts, kept) = (Arc::clone(&facts), store.clone());
            database.write(school, None, async move |work: &mut Work| act(work, &kept, &facts, deed, round).await).await.unwrap();
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

async fn act(work: &mut Work, store: &FactStore, facts: &Facts, deed: Deed, round: u32) -> Result<(), Error> {
    match deed {
        Deed::Nothing | Deed::Start => Ok(()),
        Deed::SignIn => {
            let principal = holder(facts, work, Position::Principal);
            school::sign_in(work, principal, Uuid::new_v4().as_bytes()).await
        }
        Deed::HandIn => {
            let class = facts.organisation().classes[0].id;
            let (teacher, owner) = (holder(facts, work, Position::Teacher(class)), Owner::Class(class));
            let obligation = facts.open_obligations().find(|one| one.terms.owner == owner).unwrap().id;
            let files = vec![paper("Giáo án.docx", 1)];
            work.actor = Some(teacher);
            let hand_in =
                HandIn { obligation, key: Uuid::new_v4(), note: String::new(), files, arrived: work.now, received_at: work.now };
            submissions::hand_in(work, store, hand_in).await.map(drop)
        }
        Deed::RenameSchool => {
            work.actor = Some(holder(facts, work, Position::Principal));
            let known = schools::setup(work).await?;
            let form = SchoolForm::of(&format!("Trường Mầm non số {round}"), known.file_limit, known.address.as_ref());
            schools::change(work, Phase::Open, &form).await.map(|taken| taken.expect("the form is right"))
        }
    }
}

fn holder(facts: &Facts, work: &Work, position: Position) -> PersonId {
    facts.organisation().holders(position, day_of(work.now))[0].id
}
