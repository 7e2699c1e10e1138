//! The form of record types: which are used, how they are called, by which rule they fall due, and until which hour.

use chrono::{NaiveTime, TimeDelta, Timelike};

use super::{
    NewType, NewTypePlan, OwedBy, OwnChoice, RecordType, RecordTypeId, STARTER_SET, Starter,
    choices::{owner_of, short_of},
};
use crate::{
    deadlines::{DueRule, Hours},
    forms::{FormData, FormErrors, looks_like},
    lines,
    names::fold,
    people::Organisation,
    vietnamese,
};

/// In letters.
const MAX_NAME: usize = 80;

/// One type of the starter set as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeChoice {
    pub starter: &'static Starter,
    /// The school may call it otherwise; its code stays.
    pub name: String,
    pub used: bool,
    /// A code of `DueRule`.
    pub due: String,
    /// The school has this type already.
    pub known: bool,
}

/// The form as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypesForm {
    pub types: Vec<TypeChoice>,
    /// Types that only this school keeps.
    pub own: Vec<OwnChoice>,
    /// One more of them.
    pub new: NewType,
    /// "17:00".
    pub shown: String,
    /// "23:59".
    pub until: String,
}

/// One type as it should be; those without an owner in this school are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypePlan {
    pub starter: &'static Starter,
    /// Place in the list, from 1.
    pub sort_order: i64,
    pub owed_by: OwedBy,
    pub name: String,
    /// In the titles of its records.
    pub short: String,
    pub used: bool,
    pub due: DueRule,
}

/// A type of the school's own as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPlan {
    pub id: RecordTypeId,
    pub name: String,
    pub short: String,
    pub used: bool,
    pub due: DueRule,
}

/// All of them, and the hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypesPlan {
    pub types: Vec<TypePlan>,
    pub own: Vec<OwnPlan>,
    pub new: Option<NewTypePlan>,
    pub hours: Hours,
}

impl TypesForm {
    /// The starter set, all of it used.
    pub fn first() -> Self {
        Self::of(&[], Hours::default()).all_used()
    }

    fn all_used(mut self) -> Self {
        self.types.iter_mut().for_each(|one| one.used = true);
        self
    }

    pub fn of(types: &[RecordType], hours: Hours) -> Self {
        let choices = STARTER_SET.iter().map(|starter| {
            let known = types.iter().find(|one| one.code == starter.code);
            TypeChoice {
                starter,
                name: known.map_or(starter.name, |one| &one.name).to_owned(),
                used: known.is_some_and(|one| !one.retired),
                due: known.map_or(starter.due, |one| one.due).to_string(),
                known: known.is_some(),
            }
        });
        Self {
            types: choices.collect(),
            own: own_of(types).map(OwnChoice::of).collect(),
            new: NewType::first(),
            shown: vietnamese::hour(hours.shown),
            until: vietnamese::hour(hours.counted_until),
        }
    }

    /// Reads what was sent: `use` holds the codes of the types in use, `n-CODE` the name and `r-CODE` the rule of each.
    pub fn read(typed: &FormData, known: &[RecordType]) -> Self {
        let types = STARTER_SET.iter().map(|starter| {
            let of_school = known.iter().find(|one| one.code == starter.code);
            let name = format!("n-{}", starter.code);
            TypeChoice {
                starter,
                // A type that nobody can owe is not offered, and sends nothing.
                name: if typed.sent(&name) { typed.get(&name).to_owned() } else { starter.name.to_owned() },
                used: typed.all("use").any(|code| code == starter.code),
                due: match typed.get(&format!("r-{}", starter.code)) {
                    "" => of_school.map_or(starter.due, |one| one.due).to_string(),
                    due => due.to_owned(),
                },
                known: of_school.is_some(),
            }
        });
        Self {
            types: types.collect(),
            own: own_of(known).map(|one| OwnChoice::read(typed, one)).collect(),
            new: NewType::read(typed),
            shown: typed.get("hour").to_owned(),
            until: typed.get("until").to_owned(),
        }
    }

    /// The types and hours.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, organisation: &Organisation) -> Result<TypesPlan, FormErrors> {
        let mut errors = FormErrors::default();
        let types = self.starters(organisation, &mut errors);
        let own: Vec<OwnPlan> = self.own.iter().filter_map(|one| own_plan(one, &mut errors)).collect();
        let new = if self.new.is_empty() { None } else { self.new.parse(organisation, &mut errors) };
        self.check_names(organisation, &mut errors);
        let hours = hours(&self.shown, &self.until, &mut errors);
        if errors.is_empty() && !types.iter().any(|one| one.used) && !own.iter().any(|one| one.used) && new.is_none() {
            errors.add("use", "Chọn ít nhất một loại hồ sơ.");
        }
        errors.or(TypesPlan { types, own, new, hours })
    }

    fn starters(&self, organisation: &Organisation, errors: &mut FormErrors) -> Vec<TypePlan> {
        let mut types = Vec::new();
        for (choice, sort_order) in self.types.iter().zip(1..) {
            let starter = choice.starter;
            let Ok(due) = choice.due.parse::<DueRule>() else {
                errors.add(format!("r-{}", starter.code), "Chọn một hạn trong danh sách.");
                continue;
            };
            if let Ok(owed_by) = owner_of(starter, organisation) {
                let short =
                    if choice.name == starter.name { starter.short.to_owned() } else { short_of(&choice.name, starter.recurrence) };
                types.push(TypePlan { starter, sort_order, owed_by, name: choice.name.clone(), short, used: choice.used, due });
            }
        }
        types
    }

    /// Names tell types apart: none is missing, and no two in use are called alike.
    fn check_names(&self, organisation: &Organisation, errors: &mut FormErrors) {
        let starters = self
            .types
            .iter()
            .filter(|one| owner_of(one.starter, organisation).is_ok())
            .map(|one| (format!("n-{}", one.starter.code), one.name.as_str(), one.used));
        let own = self.own.iter().map(|one| (format!("n-{}", one.known.code), one.name.as_str(), one.used));
        let new = Some(("new-name".to_owned(), self.new.name.as_str(), true)).filter(|_| !self.new.is_empty());
        // Each name as typed, as it is compared, and as it looks.
        let mut before: Vec<(&str, String, String)> = Vec::new();
        for (field, name, used) in starters.chain(own).chain(new) {
            let (folded, look) = (fold(name), lines::look(name));
            let mut others = before.iter().filter(|_| used);
            if name.is_empty() {
                errors.add(field, "Thiếu tên loại hồ sơ.");
            } else if name.chars().count() > MAX_NAME {
                errors.add(field, format!("Tên dài quá {MAX_NAME} ký tự."));
            } else if others.clone().any(|(_, other, _)| *other == folded) {
                errors.add(field, format!("Đã có loại “{name}” đang dùng. Đặt tên khác."));
            } else if let Some((other, ..)) = others.find(|(.., other)| *other == look) {
                errors.add(field, looks_like("loại hồ sơ", name, &format!("“{other}”")));
            } else if used {
                before.push((name, folded, look));
            }
        }
    }
}

/// The types that are not of the starter set.
fn own_of(types: &[RecordType]) -> impl Iterator<Item = &RecordType> {
    types.iter().filter(|one| STARTER_SET.iter().all(|starter| starter.code != one.code))
}

fn own_plan(choice: &OwnChoice, errors: &mut FormErrors) -> Option<OwnPlan> {
    let due = choice.rule(errors)?;
    let known = &choice.known;
    let short = if choice.name == known.name { known.short.clone() } else { short_of(&choice.name, known.recurrence) };
    Some(OwnPlan { id: known.id, name: choice.name.clone(), short, used: choice.used, due })
}

/// No due hour is earlier in the day than this one: 00:01 is a slip of the pen.
const MIN_HOUR: u32 = 6;

/// The hour that is shown and the one until which work counts as on time, from the fields `hour` and `until`.
pub(super) fn hours(shown: &str, until: &str, errors: &mut FormErrors) -> Hours {
    let (shown, until) = (hour("hour", shown, errors), hour("until", until, errors));
    let Some((shown, until)) = shown.zip(until) else { return Hours::default() };
    // Until the last second of the minute that is written.
    let counted_until = until + TimeDelta::seconds(59);
    if counted_until < shown {
        let shown = vietnamese::hour(shown);
        errors.add("until", format!("Hạn ghi {shown} mà tính đúng hạn sớm hơn. Ghi {shown} hoặc một giờ sau đó."));
    }
    Hours { shown, counted_until }
}

/// "17:00", "17h", "7h30": an hour at which work can be due.
fn hour(field: &str, typed: &str, errors: &mut FormErrors) -> Option<NaiveTime> {
    let words = match vietnamese::parse_hour(typed) {
        Some(hour) if MIN_HOUR <= hour.hour() => return Some(hour),
        Some(_) => format!("“{typed}” quá sớm để làm hạn nộp. Ghi một giờ từ 06:00 đến 23:59."),
        None => format!("“{typed}” không phải là giờ, viết như 17:00."),
    };
    errors.add(field, words);
    None
}
