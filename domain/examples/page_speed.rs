//! How long the two busiest pages take to compute, for the whole school in the middle of its year:
//! `cargo run --release -p domain --features testing --example page_speed`.

use std::{hint::black_box, sync::Arc, time::Instant};

use domain::{
    dashboard::{DashboardFilter, Scope, TermFilter, dashboard},
    my_work::my_work,
    notices::unread,
    obligations::Obligation,
    record_list::{ListFilter, record_list},
    reviews::{Queue, Review, WaitingRecords, review_of},
    testing::{NamThanh, at, id, nam_thanh},
};

fn main() {
    let mut school = nam_thanh();
    let now = at("2027-03-10 10:00");
    school.lives_until(now);
    let facts = school.facts();
    println!("{} people, {} obligations", facts.organisation().people.len(), facts.obligations.iter().len());
    for mention in ["cô Hoa", "cô Ấm", "cô Nguyệt", "cô Mận", "cô Hoà"] {
        let person = school.person(mention);
        time(&format!("my_work of {mention}"), || drop(black_box(my_work(&facts, person, now))));
    }
    let whole_year = DashboardFilter { term: Some(TermFilter::Year), ..DashboardFilter::default() };
    time("dashboard of the whole year", || drop(black_box(dashboard(&facts, &Scope::School, &whole_year, now))));
    let own = Scope::Departments(vec![school.department("Mẫu giáo 4–5 tuổi")]);
    time("dashboard of one department", || drop(black_box(dashboard(&facts, &own, &DashboardFilter::default(), now))));
    let reader = school.person_id("cô Nguyệt");
    let cell = ListFilter { week: Some(12), ..ListFilter::default() };
    time("list of one week", || drop(black_box(record_list(&facts, &Scope::School, reader, &cell, now))));
    let search = ListFilter { search: Some("hoa".to_owned()), ..ListFilter::default() };
    time("search in the whole year", || drop(black_box(record_list(&facts, &Scope::School, reader, &search, now))));
    time("generate and reconcile", || drop(black_box(school.clone().bring_up_to_date(now))));
    let crowded = crowded(&school);
    for mention in ["cô Ấm", "cô Nguyệt"] {
        let reader = crowded.person_id(mention);
        let facts = crowded.facts();
        let length = WaitingRecords::of(&facts, reader, now).len();
        time(&format!("number of {mention}, {length}"), || {
            black_box(WaitingRecords::of(&facts, reader, now).len());
        });
        time(&format!("unread notices of {mention}"), || {
            black_box(unread(&facts, reader, &WaitingRecords::of(&facts, reader, now), None, now));
        });
        time(&format!("queue of {mention}"), || drop(black_box(Queue::of(&facts, reader, now).lines(0, 100))));
    }
    time("facts", || drop(black_box(school.facts())));
}

/// A copy of the school with ten thousand records that wait for a decision.
fn crowded(school: &NamThanh) -> NamThanh {
    let (mut crowded, facts) = (school.clone(), school.facts());
    let waits = |one: &&Arc<Obligation>| matches!(review_of(&facts, one), Review::Waiting(_));
    let waiting: Vec<_> = school.obligations.iter().filter(waits).collect();
    let more = waiting.iter().cycle().zip(0..10_000 - waiting.len() as u128);
    crowded.obligations.extend(more.map(|(one, number)| Arc::new(Obligation { id: id(20, number), ..Obligation::clone(one) })));
    crowded
}

/// The median of many runs, and what 19 of 20 stay under.
fn time(what: &str, page: impl Fn()) {
    let mut runs: Vec<_> = (0..500)
        .map(|_| {
            let start = Instant::now();
            page();
            start.elapsed()
        })
        .collect();
    runs.sort();
    println!("{what:28} {:>9.1?} {:>9.1?}", runs[runs.len() / 2], runs[runs.len() * 95 / 100]);
}
