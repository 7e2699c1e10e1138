//! Fills the demo of a data folder until ten thousand records wait for one head of department, and what the leadership signs
//! waits for the leadership, through the use cases by which people hand in; the program is stopped meanwhile:
//! `cargo run --release -p records --features demo,testing --example full_queue DATA`.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a tool of measurements may stop at the first surprise")]

use std::{path::PathBuf, sync::Arc};

use chrono::TimeDelta;
use domain::{
    days::{Timestamp, day_of},
    facts::Facts,
    files::StoredFile,
    obligations::{Obligation, ObligationId, Owner},
    people::{PersonId, Position, SchoolId},
    record_types::Step,
    reviews::{PendingReview, Review, review_of},
    setup::Phase,
    staff::AppointmentForm,
    units::UnitsForm,
    vietnamese,
};
use records::{
    Clock, Database, DatabaseLocation, FactStore, Work, clock::ManualClock, demo, staff, submissions, submissions::HandIn, units,
};
use uuid::Uuid;

/// When the first of them is handed in, after all that the demo has lived; each one comes a second after the one before.
const NOW: &str = "2026-11-25T14:40:00+07:00";
/// How many records wait for the head.
const WAITING: usize = 10_000;
/// The department of the account `totruong`.
const DEPARTMENT: &str = "Mẫu giáo 4–5 tuổi";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let folder = PathBuf::from(std::env::args_os().nth(1).expect("the data folder"));
    let (clock, hand) = Clock::manual(NOW.parse().unwrap());
    let database = Database::open(&DatabaseLocation::File(folder.join("hoso.db")), clock).await.expect("the database opens");
    let school = demo::exists(&database).await.unwrap().expect("the demo is there");
    let mut filling = Filling { database, hand, now: NOW.parse().unwrap(), school, store: FactStore::default() };
    let papers = filling.papers().await;
    filling.add_classes().await;
    let facts = filling.facts().await;
    let of_head = |facts: &Facts| waiting(facts, Step::Department, Some(DEPARTMENT));
    let mut left = WAITING.saturating_sub(of_head(&facts));
    for obligation in facts.open_obligations().filter(|one| one.handed_in.is_none() && one.exemption.is_none()) {
        let Some(person) = foremost(&facts, obligation) else { continue };
        let steps = facts.record_type(obligation.terms.record_type).map_or(&[][..], |one| one.approval_route.steps());
        let department = obligation.terms.department.and_then(|id| facts.organisation().department(id));
        let is_of_head = department.is_some_and(|one| one.name == DEPARTMENT);
        match steps.first() {
            Some(Step::Department) if is_of_head && left > 0 => left -= 1,
            Some(Step::Leadership) => {}
            _ => continue,
        }
        filling.hand_in(obligation.id, person, papers.clone()).await;
    }
    let facts = filling.facts().await;
    println!("{} wait for the head, {} for the leadership", of_head(&facts), waiting(&facts, Step::Leadership, None));
    filling.database.close().await;
}

struct Filling {
    database: Database,
    hand: ManualClock,
    now: Timestamp,
    school: SchoolId,
    store: FactStore,
}

impl Filling {
    async fn facts(&self) -> Arc<Facts> {
        let store = self.store.clone();
        self.database.read(self.school, None, async move |work: &mut Work| store.facts(work).await).await.unwrap()
    }

    /// A file that lies in the store.
    async fn papers(&self) -> Vec<StoredFile> {
        let facts = self.facts().await;
        let last = facts.open_obligations().find_map(|one| one.handed_in.as_ref()).unwrap().submission;
        let read = async move |work: &mut Work| submissions::one(work, last).await;
        self.database.read(self.school, None, read).await.unwrap().files
    }

    /// As many classes of the department as owe that much for the rest of the year, all of one teacher.
    async fn add_classes(&self) {
        let before = self.facts().await;
        self.add(&before, 1).await;
        let with_one = self.facts().await;
        let of_one = owed(&with_one) - owed(&before);
        self.add(&with_one, (WAITING / of_one.max(1)) + 1).await;
    }

    async fn add(&self, facts: &Facts, count: usize) {
        let organisation = facts.organisation();
        let mut form = UnitsForm::of(organisation);
        let first = organisation.classes.len();
        let names: Vec<String> = (first..first + count).map(|number| format!("Thêm {number}")).collect();
        let row = form.rows.iter_mut().find(|row| row.name == DEPARTMENT).expect("the department is there");
        row.units = format!("{}, {}", row.units, names.join(", "));
        let principal = holder(facts, Position::Principal);
        let change = async move |work: &mut Work| units::change(work, Phase::Open, &form).await;
        self.database.write(self.school, Some(principal), change).await.expect("the school grows").expect("the form is right");
        let teacher = before_all(facts);
        let from = vietnamese::date(day_of(NOW.parse().unwrap()));
        let form = AppointmentForm { post: "teacher".to_owned(), place: names.join(", "), from, reason: String::new() };
        let store = self.store.clone();
        let appoint = async move |work: &mut Work| staff::add_positions(work, &store, teacher, &form).await;
        self.database.write(self.school, Some(principal), appoint).await.expect("a teacher comes").expect("the form is right");
    }

    async fn hand_in(&mut self, obligation: ObligationId, person: PersonId, files: Vec<StoredFile>) {
        let store = self.store.clone();
        self.now += TimeDelta::seconds(1);
        self.hand.set(self.now);
        let (arrived, received_at) = (self.now, self.now);
        let hand_in = HandIn { obligation, key: Uuid::new_v4(), note: String::new(), files, arrived, received_at };
        let task = async move |work: &mut Work| submissions::hand_in(work, &store, hand_in).await;
        self.database.write(self.school, Some(person), task).await.expect("it is handed in");
    }
}

/// A teacher of the first class of the department.
fn before_all(facts: &Facts) -> PersonId {
    let department = facts.organisation().departments.iter().find(|one| one.name == DEPARTMENT).expect("the department is there");
    let class = facts.organisation().classes.iter().find(|one| one.department == department.id).expect("it has classes");
    holder(facts, Position::Teacher(class.id))
}

fn holder(facts: &Facts, position: Position) -> PersonId {
    facts.organisation().holders(position, day_of(NOW.parse().unwrap()))[0].id
}

/// Who hands it in first of all.
fn foremost(facts: &Facts, obligation: &Obligation) -> Option<PersonId> {
    if matches!(obligation.terms.owner, Owner::School) {
        return None;
    }
    let people = obligation.terms.owner.duty(facts.organisation()).foremost_on(day_of(NOW.parse().unwrap()));
    people.first().map(|person| person.id)
}

/// Records that the department has to approve, of all departments.
fn owed(facts: &Facts) -> usize {
    let is_of_it = |one: &&Obligation| {
        let route = facts.record_type(one.terms.record_type).map(|one| one.approval_route.steps());
        route.is_some_and(|steps| steps.first() == Some(&Step::Department)) && one.handed_in.is_none()
    };
    facts.open_obligations().filter(is_of_it).count()
}

/// What waits for a step; of one department alone where one is named.
fn waiting(facts: &Facts, step: Step, department: Option<&str>) -> usize {
    let is_of_it = |one: &Obligation| {
        let of = one.terms.department.and_then(|id| facts.organisation().department(id));
        department.is_none_or(|name| of.is_some_and(|of| of.name == name))
    };
    let waits = |one: &Obligation| matches!(review_of(facts, one), Review::Waiting(PendingReview { step: of, .. }) if of == step);
    facts.open_obligations().filter(|one| is_of_it(one) && waits(one)).count()
}
