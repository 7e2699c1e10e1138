//! Name, address, year of birth and telephone number of one member of staff.

use chrono::{Datelike, NaiveDate};

use crate::{
    forms::{FormData, FormErrors},
    lines::look_alike,
    names::PersonName,
    people::{Honorific, Organisation, Person, PersonId, PhoneNumber},
};

/// Nobody who works at a school was born before this year, or is younger than this.
pub(super) const FIRST_BORN: i64 = 1930;
pub(super) const YOUNGEST: i64 = 15;

/// The form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonForm {
    pub name: String,
    /// A code of `Honorific`.
    pub honorific: String,
    pub birth_year: String,
    pub phone: String,
}

/// The person as they should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonChange {
    pub name: PersonName,
    pub honorific: Honorific,
    pub birth_year: Option<i64>,
    pub phone: Option<PhoneNumber>,
}

/// The others on the staff whose names nobody can tell apart from that of `person`: two people, or one who was entered
/// twice.
pub fn called_alike(organisation: &Organisation, person: PersonId) -> Vec<&Person> {
    let Some(one) = organisation.person(person) else { return Vec::new() };
    let others = organisation.people.iter().filter(|other| other.id != person);
    others.filter(|other| look_alike(other.name.as_str(), one.name.as_str())).collect()
}

impl PersonForm {
    pub fn of(person: &Person) -> Self {
        Self {
            name: person.name.to_string(),
            honorific: person.honorific.code().to_owned(),
            birth_year: person.birth_year.map(|year| year.to_string()).unwrap_or_default(),
            phone: person.phone.as_ref().map(PhoneNumber::to_string).unwrap_or_default(),
        }
    }

    /// Reads what was sent: `name`, `honorific`, `birth_year`, `phone`.
    pub fn read(typed: &FormData) -> Self {
        let get = |field| typed.get(field).to_owned();
        Self { name: get("name"), honorific: get("honorific"), birth_year: get("birth_year"), phone: get("phone") }
    }

    /// What was typed, on the day `today`.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, today: NaiveDate) -> Result<PersonChange, FormErrors> {
        let mut errors = FormErrors::default();
        let name = PersonName::parse(&self.name).map_err(|problem| errors.add("name", problem.to_string())).ok();
        let honorific = Honorific::from_code(&self.honorific);
        if honorific.is_none() {
            errors.add("honorific", "Chọn cô hoặc thầy.");
        }
        let latest = i64::from(today.year()) - YOUNGEST;
        let birth_year = match self.birth_year.as_str() {
            "" => None,
            typed => {
                let year = Some(typed).filter(|typed| typed.len() == 4).and_then(|typed| typed.parse().ok());
                let year = year.filter(|year| (FIRST_BORN..=latest).contains(year));
                if year.is_none() {
                    errors.add(
                        "birth_year",
                        format!("Năm sinh gồm bốn chữ số, từ {FIRST_BORN} đến {latest}; không rõ thì để trống."),
                    );
                }
                year
            }
        };
        let phone = PhoneNumber::parse(&self.phone).map_err(|words| errors.add("phone", words)).ok().flatten();
        match (name, honorific) {
            (Some(name), Some(honorific)) => errors.or(PersonChange { name, honorific, birth_year, phone }),
            _ => Err(errors),
        }
    }
}
