//! The list of those who are proposed for praise, as it is printed and signed: people in the order of their names, then departments
//! and sections in theirs, each with what it is for and the figures of the day on which it was proposed.

use chrono::NaiveDate;

use super::{EntryLine, FIGURES, PRAISE, PRAISED, PRAISED_UNITS, PROPOSED, told::unit_name};
use crate::{
    days::day_of,
    people::{Organisation, Person},
};

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PraiseLine {
    pub name: String,
    /// Empty for a department or section.
    pub titles: String,
    pub what: String,
    pub figures: String,
    /// "số 3/2026", and how it stands.
    pub entry: String,
}

/// The lines of these proposals, those that were refused or withdrawn left out.
pub fn praise_list(organisation: &Organisation, entries: &[EntryLine], today: NaiveDate) -> Vec<PraiseLine> {
    let standing = || entries.iter().filter(|one| [PROPOSED, PRAISE].contains(&one.step.state.as_str()));
    let ids = |entry: &EntryLine, column: &str| -> Vec<String> { entry.says(column).split(',').map(str::to_owned).collect() };
    let mut people: Vec<(&Person, &EntryLine)> = standing()
        .flat_map(|entry| {
            ids(entry, PRAISED).into_iter().filter_map(move |id| Some((organisation.person(id.parse().ok()?)?, entry)))
        })
        .collect();
    people.sort_by_cached_key(|(person, entry)| (person.name.sort_key(), person.id, entry.number));
    let person = |(person, entry): (&Person, &EntryLine)| {
        let titles = organisation.titles(&organisation.positions(person.id, today));
        // Of two of one name, each is told apart in the figures as on the day on which they were made.
        let known_as = organisation.distinct_name(person, Some(day_of(entry.at)));
        line(entry, &known_as, organisation.distinct_name(person, Some(today)), titles)
    };
    let unit = |entry: &EntryLine, id: &str| {
        let name = unit_name(organisation, id)?;
        Some(line(entry, name, name.to_owned(), String::new()))
    };
    let units = standing().flat_map(|entry| ids(entry, PRAISED_UNITS).into_iter().filter_map(move |id| unit(entry, &id)));
    let lines = people.into_iter().map(person);
    lines.chain(units).collect()
}

/// `known_as` is the name under which the figures stand.
fn line(entry: &EntryLine, known_as: &str, name: String, titles: String) -> PraiseLine {
    let head = format!("{known_as}: ");
    let figures = entry.says(FIGURES).lines().find_map(|line| line.strip_prefix(&head)).unwrap_or_default();
    let state = entry.register.register().state(&entry.step.state).map_or("", |state| state.words);
    PraiseLine {
        titles,
        what: entry.title().to_owned(),
        figures: figures.to_owned(),
        entry: format!("{}, {}", entry.name(), state),
        name,
    }
}
