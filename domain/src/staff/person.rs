//! Name, address and year of birth of one member of staff.

use chrono::{Datelike, NaiveDate};

use crate::{
    names::PersonName,
    people::{Address, Person},
    setup::{Errors, Typed},
};

/// Nobody who works at a school was born before this year, or is younger than this.
const FIRST_BORN: i64 = 1930;
const YOUNGEST: i64 = 15;

/// The form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonForm {
    pub name: String,
    /// A code of `Address`.
    pub address: String,
    pub born: String,
}

/// The person as they should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonChange {
    pub name: PersonName,
    pub address: Address,
    pub born: Option<i64>,
}

impl PersonForm {
    pub fn of(person: &Person) -> Self {
        Self {
            name: person.name.to_string(),
            address: person.address.code().to_owned(),
            born: person.born.map(|year| year.to_string()).unwrap_or_default(),
        }
    }

    /// As sent: `name`, `address`, `born`.
    pub fn read(typed: &Typed) -> Self {
        let get = |field| typed.get(field).to_owned();
        Self { name: get("name"), address: get("address"), born: get("born") }
    }

    /// What was typed, on the day `today`.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, today: NaiveDate) -> Result<PersonChange, Errors> {
        let mut errors = Errors::default();
        let name = PersonName::parse(&self.name).map_err(|problem| errors.add("name", problem.to_string())).ok();
        let address = Address::from_code(&self.address);
        if address.is_none() {
            errors.add("address", "Chọn cô hoặc thầy.");
        }
        let latest = i64::from(today.year()) - YOUNGEST;
        let born = match self.born.as_str() {
            "" => None,
            typed => {
                let year = Some(typed).filter(|typed| typed.len() == 4).and_then(|typed| typed.parse().ok());
                let year = year.filter(|year| (FIRST_BORN..=latest).contains(year));
                if year.is_none() {
                    errors.add("born", format!("Năm sinh gồm bốn chữ số, từ {FIRST_BORN} đến {latest}; không rõ thì để trống."));
                }
                year
            }
        };
        match (name, address) {
            (Some(name), Some(address)) => errors.or(PersonChange { name, address, born }),
            _ => Err(errors),
        }
    }
}
