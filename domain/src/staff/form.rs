//! The form of people: one row each, typed or pasted.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    namesakes::{same_name_in_row, there_already},
    places::{place_of, positions},
    posts::Post,
    usernames::{problem_of_user_name, suggested},
};
use crate::{
    forms::{FormData, FormErrors, Room},
    names::{PersonName, user_name},
    people::{Honorific, Organisation, PersonId, PhoneNumber, Position},
};

const ROOM: Room = Room { waiting: 2, asked_for: 5 };

/// One person as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StaffRow {
    /// Of a person who is known already.
    pub id: String,
    pub name: String,
    /// A code of `Honorific`.
    pub honorific: String,
    pub username: String,
    /// A code of `Post`, or words that are none.
    pub position: String,
    pub place: String,
    pub position_2: String,
    pub place_2: String,
    /// As a list had it, or as it is known; nothing asks for it here.
    pub birth_year: String,
    pub phone: String,
    /// `ANOTHER_PERSON` where it was answered that somebody of the same name is another person.
    pub other: String,
}

/// What the form sends for somebody who is not the person of the same name.
pub const ANOTHER_PERSON: &str = "khac";

/// The form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StaffForm {
    pub rows: Vec<StaffRow>,
}

/// One person as they should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonPlan {
    pub id: Option<PersonId>,
    pub name: PersonName,
    pub honorific: Honorific,
    pub username: String,
    pub positions: Vec<Position>,
    pub birth_year: Option<i64>,
    pub phone: Option<PhoneNumber>,
}

/// Everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StaffPlan {
    pub people: Vec<PersonPlan>,
}

impl StaffRow {
    fn is_empty(&self) -> bool {
        self.name.is_empty() && self.username.is_empty() && self.place.is_empty() && self.place_2.is_empty()
    }

    /// The row of somebody known, with the positions held on `day`.
    fn of(organisation: &Organisation, person: PersonId, username: &str, day: NaiveDate) -> Option<Self> {
        let person = organisation.person(person)?;
        let mut posts: Vec<(Post, String)> = Vec::new();
        let mut held = organisation.positions(person.id, day);
        held.sort();
        for position in held {
            let (post, place) = place_of(position, organisation);
            match posts.iter_mut().find(|(known, _)| *known == post && *known == Post::Teacher) {
                Some((_, classes)) => *classes = format!("{classes}, {place}"),
                None => posts.push((post, place)),
            }
        }
        let mut posts = posts.into_iter().map(|(post, place)| (post.code().to_owned(), place));
        let (position, place) = posts.next().unwrap_or_default();
        let (position_2, place_2) = posts.next().unwrap_or_default();
        Some(Self {
            id: person.id.to_string(),
            name: person.name.to_string(),
            honorific: person.honorific.code().to_owned(),
            username: username.to_owned(),
            position,
            place,
            position_2,
            place_2,
            birth_year: person.birth_year.map(|year| year.to_string()).unwrap_or_default(),
            phone: person.phone.as_ref().map(PhoneNumber::to_string).unwrap_or_default(),
            other: String::new(),
        })
    }
}

impl StaffForm {
    /// Everybody known, in the order in which they were entered.
    pub fn of(organisation: &Organisation, usernames: &BTreeMap<PersonId, String>, day: NaiveDate) -> Self {
        let mut people: Vec<PersonId> = organisation.people.iter().map(|person| person.id).collect();
        people.sort();
        let name = |id: &PersonId| usernames.get(id).map_or("", String::as_str);
        Self { rows: people.iter().filter_map(|id| StaffRow::of(organisation, *id, name(id), day)).collect() }
    }

    /// Reads what was sent: `i0` id, `n0` name, `g0` address, `u0` user name, `p0`/`w0` post and place, `q0`/`x0` a second pair,
    /// `b0` year of birth, `t0` telephone, `o0` whether it is another person.
    pub fn read(typed: &FormData) -> Self {
        let rows = (0..typed.rows("n")).map(|row| {
            let cell = |prefix| typed.cell(prefix, row).to_owned();
            StaffRow {
                id: cell("i"),
                name: cell("n"),
                honorific: cell("g"),
                username: cell("u"),
                position: cell("p"),
                place: cell("w"),
                position_2: cell("q"),
                place_2: cell("x"),
                birth_year: cell("b"),
                phone: cell("t"),
                other: cell("o"),
            }
        });
        Self { rows: rows.filter(|row| !row.is_empty()).collect() }
    }

    /// With a user name for everybody who has none.
    #[must_use]
    pub fn with_user_names(mut self) -> Self {
        let mut taken: Vec<String> = self.rows.iter().map(|row| user_name(&row.username)).filter(|name| !name.is_empty()).collect();
        for row in self.rows.iter_mut().filter(|row| row.username.is_empty()) {
            if let Ok(name) = PersonName::parse(&row.name) {
                row.username = suggested(&name, |wanted| taken.iter().any(|one| one == wanted));
                taken.push(row.username.clone());
            }
        }
        self
    }

    /// One more person of an open school, where other user names are `taken`; the row as it is shown again.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn one(mut row: StaffRow, taken: &[String], organisation: &Organisation) -> (StaffRow, Result<PersonPlan, FormErrors>) {
        let mut errors = FormErrors::default();
        let is_taken = |name: &str| taken.iter().any(|one| one == name);
        match PersonName::parse(&row.name) {
            Ok(name) if row.username.is_empty() => row.username = suggested(&name, is_taken),
            _ if is_taken(&user_name(&row.username)) => {
                errors
                    .add("u0", format!("Tên đăng nhập “{0}” đã có người dùng. Thêm một chữ cho khác, ví dụ “{0}2”.", row.username));
            }
            _ => {}
        }
        let asked = PersonName::parse(&row.name).ok().filter(|_| row.other != ANOTHER_PERSON);
        if let Some(words) = asked.and_then(|name| there_already(&name, organisation)) {
            errors.add("n0", words);
        }
        let checked = Self { rows: vec![row.clone()] }.parse(organisation);
        let checked = match checked {
            Ok(mut plan) if errors.is_empty() => plan.people.pop().ok_or_else(|| FormErrors::one("n0", "Họ và tên còn để trống.")),
            Ok(_) => Err(errors),
            Err(mut found) => {
                errors.iter().for_each(|(field, words)| found.add(field, words));
                Err(found)
            }
        };
        (row, checked)
    }

    #[must_use]
    pub fn with_room(self, more: bool) -> Self {
        let empty = StaffRow {
            honorific: Honorific::Co.code().to_owned(),
            position: Post::Teacher.code().to_owned(),
            ..StaffRow::default()
        };
        Self { rows: ROOM.behind(self.rows, &empty, more) }
    }

    /// The people.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, organisation: &Organisation) -> Result<StaffPlan, FormErrors> {
        let form = self.clone().with_user_names();
        let mut errors = FormErrors::default();
        let mut plan = StaffPlan::default();
        let mut principal: Option<usize> = None;
        for (at, row) in form.rows.iter().enumerate().filter(|(_, row)| !row.is_empty()) {
            let name = PersonName::parse(&row.name).map_err(|problem| errors.add(format!("n{at}"), problem.to_string()));
            if let Ok(name) = &name
                && let Some(other) = named_before(row, name, &form.rows[..at])
            {
                errors.add(format!("n{at}"), same_name_in_row(name, other + 1));
            }
            let username = user_name(&row.username);
            user_name_problems(at, &username, &form.rows[..at], name.is_ok(), &mut errors);
            let Some(honorific) = Honorific::from_code(&row.honorific) else {
                errors.add(format!("g{at}"), "Chọn cô hoặc thầy.");
                continue;
            };
            let positions = posts(at, row, organisation, &mut errors);
            if positions.contains(&Position::Principal)
                && let Some(other) = principal.replace(at)
            {
                errors.add(format!("p{at}"), format!("Hiệu trưởng đã có ở dòng {}.", other + 1));
            }
            if let Ok(name) = name {
                plan.people.push(PersonPlan {
                    id: row.id.parse().ok(),
                    name,
                    honorific,
                    username,
                    positions,
                    birth_year: row.birth_year.parse().ok(),
                    phone: PhoneNumber::parse(&row.phone).ok().flatten(),
                });
            }
        }
        errors.or(plan)
    }
}

/// The row before that has the name of this one, where nobody has said that it is another person; their years of birth may say
/// so as well. Whoever is saved already was asked before.
fn named_before(row: &StaffRow, name: &PersonName, before: &[StaffRow]) -> Option<usize> {
    if !row.id.is_empty() || row.other == ANOTHER_PERSON {
        return None;
    }
    let sound = name.sound();
    let differs =
        |other: &StaffRow| !row.birth_year.is_empty() && !other.birth_year.is_empty() && row.birth_year != other.birth_year;
    let is_same = |other: &StaffRow| PersonName::parse(&other.name).is_ok_and(|name| name.sound() == sound);
    before.iter().position(|other| is_same(other) && !differs(other))
}

fn user_name_problems(at: usize, username: &str, before: &[StaffRow], named: bool, errors: &mut FormErrors) {
    let field = format!("u{at}");
    if let Some(problem) = problem_of_user_name(username).filter(|_| named || !username.is_empty()) {
        errors.add(field, problem);
    } else if let Some(other) = before.iter().position(|row| user_name(&row.username) == username).filter(|_| !username.is_empty())
    {
        errors.add(
            field,
            format!("Tên đăng nhập “{username}” đã có ở dòng {}. Thêm một chữ cho khác, ví dụ “{username}2”.", other + 1),
        );
    }
}

/// The positions of both pairs of columns.
fn posts(at: usize, row: &StaffRow, organisation: &Organisation, errors: &mut FormErrors) -> Vec<Position> {
    let pairs = [("p", "w", &row.position, &row.place), ("q", "x", &row.position_2, &row.place_2)];
    let mut held: Vec<Position> = Vec::new();
    for (post_field, place_field, post, place) in pairs {
        if post.is_empty() {
            if post_field == "p" || !place.is_empty() {
                errors.add(format!("{post_field}{at}"), "Chọn chức vụ.");
            }
            continue;
        }
        let Some(known) = Post::from_code(post) else {
            errors.add(format!("{post_field}{at}"), format!("Chưa rõ chức vụ “{post}”, chọn trong danh sách."));
            continue;
        };
        match positions(known, place, organisation) {
            Ok(positions) => {
                for position in positions {
                    if !held.contains(&position) {
                        held.push(position);
                    }
                }
            }
            Err(words) => errors.add(format!("{place_field}{at}"), words),
        }
    }
    held
}

impl StaffPlan {
    /// The plan, where somebody of the leadership is in it: nobody else could change the school's settings.
    ///
    /// # Errors
    /// In words for the form as a whole, under `all`.
    pub fn with_leadership(self) -> Result<Self, FormErrors> {
        let leads = |position: &Position| matches!(position, Position::Principal | Position::VicePrincipal);
        if self.people.iter().any(|person| person.positions.iter().any(leads)) {
            Ok(self)
        } else {
            Err(FormErrors::one("all", "Cần ít nhất một người là hiệu trưởng hoặc phó hiệu trưởng."))
        }
    }
}

impl PersonPlan {
    /// The plan, where it makes nobody a second principal on `day`.
    ///
    /// # Errors
    /// In words at the post.
    pub fn as_only_principal(self, organisation: &Organisation, day: NaiveDate) -> Result<Self, FormErrors> {
        let now = organisation.holders(Position::Principal, day);
        match now.first().filter(|_| self.positions.contains(&Position::Principal)) {
            Some(now) => Err(FormErrors::one("p0", format!("Hiệu trưởng đang là {} {}.", now.honorific.word(), now.name))),
            None => Ok(self),
        }
    }
}
