//! The form of record types: which of the starter set are used, by which rule they fall due, and until which hour.

use chrono::{NaiveTime, TimeDelta};

use super::{Errors, Typed};
use crate::{
    deadlines::{DueRule, Hours},
    people::{DepartmentKind, Organisation, SectionKind},
    record_types::{OwedBy, RecordType, Rhythm, STARTER_SET, Starter, StarterOwner},
    vietnamese,
};

/// One type as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeChoice {
    pub starter: &'static Starter,
    pub used: bool,
    /// A code of `DueRule`.
    pub due: String,
}

/// The form as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypesForm {
    pub types: Vec<TypeChoice>,
    /// "17:00".
    pub shown: String,
    /// "23:59".
    pub until: String,
}

/// One type as it should be; those without an owner in this school are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypePlan {
    pub starter: &'static Starter,
    /// Place in the list, from 1.
    pub position: i64,
    pub owed_by: OwedBy,
    pub used: bool,
    pub due: DueRule,
}

/// All of them, and the hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypesPlan {
    pub types: Vec<TypePlan>,
    pub hours: Hours,
}

/// Who owes a type of the starter set in this school.
///
/// # Errors
/// Why nobody does.
pub fn owner_of(starter: &Starter, organisation: &Organisation) -> Result<OwedBy, &'static str> {
    let section = |kind: SectionKind| organisation.sections.iter().find(|one| one.kind == kind).map(|one| OwedBy::Section(one.id));
    match starter.owed_by {
        StarterOwner::EachClass => Ok(OwedBy::EachClass),
        StarterOwner::EachDepartment => Ok(OwedBy::EachDepartment),
        StarterOwner::School => Ok(OwedBy::School),
        StarterOwner::Kitchen => organisation
            .departments
            .iter()
            .find(|one| one.kind == DepartmentKind::Kitchen)
            .map(|one| OwedBy::Department(one.id))
            .ok_or("Chưa có tổ loại Nuôi dưỡng, thêm ở bước Tổ và lớp"),
        StarterOwner::Health => section(SectionKind::Health).ok_or("Chưa có bộ phận Y tế, thêm ở bước Tổ và lớp"),
        StarterOwner::Accounting => section(SectionKind::Accounting).ok_or("Chưa có bộ phận Kế toán, thêm ở bước Tổ và lớp"),
    }
}

/// The rules to choose from for a type; its present one is always among them.
pub fn due_choices(starter: &Starter, present: &str) -> Vec<DueRule> {
    use DueRule::{FridayBefore, LastWorkingDayOfPeriod, LastWorkingDayOfWeek, NotSet, WorkingDaysAfterPeriod};
    let mut choices = vec![NotSet];
    match starter.rhythm {
        Rhythm::EachWeek => choices.extend([FridayBefore, LastWorkingDayOfWeek(None), WorkingDaysAfterPeriod(1), WorkingDaysAfterPeriod(3)]),
        Rhythm::OneSemester(_) => choices.extend([LastWorkingDayOfWeek(Some(1)), LastWorkingDayOfWeek(Some(18)), LastWorkingDayOfPeriod]),
        Rhythm::EachMonth | Rhythm::EachTheme | Rhythm::EachSemester | Rhythm::OnceAYear => {
            choices.extend([LastWorkingDayOfPeriod, WorkingDaysAfterPeriod(3), WorkingDaysAfterPeriod(5), WorkingDaysAfterPeriod(10)]);
        }
    }
    for rule in [Some(starter.due), present.parse().ok()].into_iter().flatten() {
        if !choices.contains(&rule) {
            choices.push(rule);
        }
    }
    choices
}

/// A rule in the words of one type: "Ngày làm việc cuối của tháng".
pub fn due_words(starter: &Starter, rule: DueRule) -> String {
    let period = match starter.rhythm {
        Rhythm::EachWeek => "tuần",
        Rhythm::EachMonth => "tháng",
        Rhythm::EachTheme => "chủ đề",
        Rhythm::EachSemester | Rhythm::OneSemester(_) => "học kỳ",
        Rhythm::OnceAYear => "năm học",
    };
    vietnamese::capitalised(&match rule {
        DueRule::LastWorkingDayOfPeriod => format!("ngày làm việc cuối của {period}"),
        DueRule::WorkingDaysAfterPeriod(days) if days > 0 => format!("{days} ngày làm việc sau khi hết {period}"),
        rule => rule.shown(),
    })
}

impl TypesForm {
    /// The starter set, all of it used.
    pub fn first() -> Self {
        let types = STARTER_SET.iter().map(|starter| TypeChoice { starter, used: true, due: starter.due.to_string() });
        Self::with_hours(types.collect(), Hours::default())
    }

    pub fn of(types: &[RecordType], hours: Hours) -> Self {
        let choices = STARTER_SET.iter().map(|starter| {
            let known = types.iter().find(|one| one.code == starter.code);
            TypeChoice {
                starter,
                used: known.is_some_and(|one| !one.retired),
                due: known.map_or(starter.due, |one| one.due).to_string(),
            }
        });
        Self::with_hours(choices.collect(), hours)
    }

    fn with_hours(types: Vec<TypeChoice>, hours: Hours) -> Self {
        Self { types, shown: vietnamese::hour(hours.shown), until: vietnamese::hour(hours.counted_until) }
    }

    /// As sent: `use` holds the codes of the types in use, `r-CODE` the rule of each.
    pub fn read(typed: &Typed) -> Self {
        let types = STARTER_SET.iter().map(|starter| TypeChoice {
            starter,
            used: typed.all("use").any(|code| code == starter.code),
            due: match typed.get(&format!("r-{}", starter.code)) {
                // A type that nobody can owe is not offered, and sends nothing.
                "" => starter.due.to_string(),
                due => due.to_owned(),
            },
        });
        Self { types: types.collect(), shown: typed.get("hour").to_owned(), until: typed.get("until").to_owned() }
    }

    /// The types and hours.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, organisation: &Organisation) -> Result<TypesPlan, Errors> {
        let mut errors = Errors::default();
        let mut types = Vec::new();
        for (choice, position) in self.types.iter().zip(1..) {
            let starter = choice.starter;
            let Ok(due) = choice.due.parse::<DueRule>() else {
                errors.add(format!("r-{}", starter.code), "Chọn một hạn trong danh sách.");
                continue;
            };
            if let Ok(owed_by) = owner_of(starter, organisation) {
                types.push(TypePlan { starter, position, owed_by, used: choice.used, due });
            }
        }
        let shown = hour("hour", &self.shown, &mut errors);
        let until = hour("until", &self.until, &mut errors);
        // Until the last second of the minute that is written.
        let counted_until = until + TimeDelta::seconds(59);
        if errors.is_empty() && counted_until < shown {
            errors.add("until", "Giờ tính đúng hạn phải sau giờ ghi trên hạn.");
        }
        if errors.is_empty() && !types.iter().any(|one| one.used) {
            errors.add("use", "Chọn ít nhất một loại hồ sơ.");
        }
        errors.or(TypesPlan { types, hours: Hours { shown, counted_until } })
    }
}

/// "17:00", "17h", "7h30".
fn hour(field: &str, typed: &str, errors: &mut Errors) -> NaiveTime {
    let text = typed.to_lowercase().replace(['h', '.', 'g'], ":");
    let (hours, minutes) = text.split_once(':').unwrap_or((&text, ""));
    let minutes = if minutes.is_empty() { Some(0) } else { minutes.parse().ok() };
    let time = hours.trim().parse().ok().zip(minutes).and_then(|(hours, minutes)| NaiveTime::from_hms_opt(hours, minutes, 0));
    time.unwrap_or_else(|| {
        errors.add(field, format!("“{typed}” không phải là giờ, viết như 17:00."));
        NaiveTime::MIN
    })
}
