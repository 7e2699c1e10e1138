//! What can be ticked in a form that is about many records: units, people and types, each as its value and its words.

use domain::{days::day_of, people::Person, scope::Whose};

use crate::extract::Visit;

/// Value and words of each.
pub(super) type Choices = Vec<(String, String)>;

/// Every department.
pub(super) fn departments(visit: &Visit) -> Choices {
    let departments = visit.facts.organisation().departments.iter();
    departments.map(|one| (Whose::Department(one.id).key(), format!("Tổ {}", one.name))).collect()
}

/// Every class that is taught, with its site where the school has several.
pub(super) fn classes(visit: &Visit) -> Choices {
    let organisation = visit.facts.organisation();
    organisation.open_classes().map(|one| (Whose::Class(one.id).key(), organisation.class_title(one))).collect()
}

/// Everybody who holds a position today, by their names.
pub(super) fn people(visit: &Visit) -> Choices {
    let (organisation, today) = (visit.facts.organisation(), day_of(visit.now));
    let is_at_work = |person: &&Person| !organisation.positions(person.id, today).is_empty();
    let mut people: Vec<&Person> = organisation.people.iter().filter(is_at_work).collect();
    people.sort_by_key(|person| person.name.sort_key());
    people.into_iter().map(|one| (Whose::Person(one.id).key(), organisation.distinct_name(one, Some(today)))).collect()
}

/// Every type of records that is in use.
pub(super) fn types(visit: &Visit) -> Choices {
    let types = visit.facts.regime.types_in_use();
    types.map(|one| (one.id.to_string(), one.name.clone())).collect()
}
