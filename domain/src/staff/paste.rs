//! A list in the form of the first set-up: the people of a table as rows behind those that stand there.

use chrono::NaiveDate;

use super::{
    form::{StaffForm, StaffRow},
    list::{ListLine, MAX_PEOPLE, read, readable},
};
use crate::{names::PersonName, people::Organisation, tables::Table};

impl StaffForm {
    /// With the people of a table behind those who stand there. Whoever stands there already in the same words is not added
    /// again: pasting twice is pasting once.
    #[must_use]
    pub fn with_table(mut self, table: Table, organisation: &Organisation, today: NaiveDate) -> Self {
        let (table, _) = readable(table, false);
        let (_, lines) = read(&table, organisation, today);
        for row in lines.into_iter().take(MAX_PEOPLE).map(row) {
            if !self.rows.iter().any(|known| known.says_the_same(&row)) {
                self.rows.push(row);
            }
        }
        self
    }
}

impl StaffRow {
    /// Whether another row is about the same person in the same posts; what only one of them knows makes no difference.
    fn says_the_same(&self, other: &Self) -> bool {
        let sound = |row: &Self| PersonName::parse(&row.name).map(|name| name.sound()).unwrap_or_else(|_| row.name.clone());
        let agrees = |one: &str, other: &str| one.is_empty() || other.is_empty() || one == other;
        let posts = |row: &Self| [&row.position, &row.place, &row.position_2, &row.place_2].map(|words| words.to_lowercase());
        sound(self) == sound(other) && agrees(&self.birth_year, &other.birth_year) && posts(self) == posts(other)
    }
}

/// The form shows what was taken, to be changed; a third post stands in words, to be told apart by hand.
fn row(line: ListLine) -> StaffRow {
    let name = line.person_name(true).map_or_else(|| line.name.clone(), |name| name.to_string());
    let mut jobs = line.jobs.into_iter();
    let (position, place) = jobs.next().unwrap_or_default();
    let (position_2, place_2) = jobs.next().unwrap_or_default();
    let rest: Vec<String> = jobs.map(|(post, place)| format!("{post} {place}")).collect();
    let position_2 = if rest.is_empty() { position_2 } else { format!("{position_2}, {}", rest.join(", ")) };
    StaffRow {
        id: String::new(),
        name,
        honorific: line.honorific.map_or("", |one| one.code()).to_owned(),
        username: String::new(),
        position,
        place,
        position_2,
        place_2,
        birth_year: line.birth_year.map(|year| year.to_string()).unwrap_or_default(),
        phone: line.phone.map(|phone| phone.to_string()).unwrap_or_default(),
        other: String::new(),
    }
}
