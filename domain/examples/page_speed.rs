//! How long the two busiest pages take to compute, for the whole school in the middle of its year:
//! `cargo run --release -p domain --features testing --example page_speed`.

use std::{hint::black_box, time::Instant};

use domain::{
    dashboard::{DashboardFilter, Scope, TermFilter, dashboard},
    my_work::my_work,
    record_list::{ListFilter, record_list},
    testing::{at, nam_thanh},
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
    let whole_year = DashboardFilter { term: Some(TermFilter::Year), record_type: None };
    time("board of the whole year", || drop(black_box(dashboard(&facts, &Scope::School, &whole_year, now))));
    let own = Scope::Departments(vec![school.department("Mẫu giáo 4–5 tuổi")]);
    time("board of one department", || drop(black_box(dashboard(&facts, &own, &DashboardFilter::default(), now))));
    let reader = school.person_id("cô Nguyệt");
    let cell = ListFilter { week: Some(12), ..ListFilter::default() };
    time("list of one week", || drop(black_box(record_list(&facts, &Scope::School, reader, &cell, now))));
    let search = ListFilter { search: Some("hoa".to_owned()), ..ListFilter::default() };
    time("search in the whole year", || drop(black_box(record_list(&facts, &Scope::School, reader, &search, now))));
    time("generate and reconcile", || drop(black_box(school.clone().bring_up_to_date(now))));
    time("facts", || drop(black_box(school.facts())));
}

/// The median of many runs.
fn time(what: &str, page: impl Fn()) {
    let mut runs: Vec<_> = (0..500)
        .map(|_| {
            let start = Instant::now();
            page();
            start.elapsed()
        })
        .collect();
    runs.sort();
    println!("{what:28} {:>9.1?}", runs[runs.len() / 2]);
}
