//! The last form: a week of practice or none, from which day on records are owed, and who decides when they are shut and opened.

use chrono::{Days, NaiveDate};

use crate::{
    calendar::{SchoolCalendar, TeachingWeek},
    forms::{FormData, FormErrors},
    locks::{AuthorityForm, LockAuthority},
    people::Organisation,
    record_types::{RecordType, RuleVersion},
    refusal::Refusal,
    vietnamese,
};

/// The form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpeningForm {
    /// The number of a week; empty for none.
    pub practice: String,
    pub counts_from: String,
    /// Who decides when records are shut and opened; a question that was not asked has the recommended answer.
    pub authority: AuthorityForm,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    pub practice_week: Option<u8>,
    pub counts_from: NaiveDate,
    pub authority: LockAuthority,
}

/// The weeks that can be one of practice: the present one and the next.
pub fn practice_choices(calendar: &SchoolCalendar, today: NaiveDate) -> Vec<TeachingWeek> {
    calendar.teaching_weeks().iter().filter(|week| today <= week.last_day).take(2).copied().collect()
}

/// What a school needs besides its calendar before it opens: a step that was passed may have been undone since.
///
/// # Errors
/// `Refusal::NoClassYet`, `Refusal::NoRecordTypeYet`.
pub fn check_steps(organisation: &Organisation, types: &[RecordType], rules: &[RuleVersion]) -> Result<(), Refusal> {
    if organisation.open_classes().next().is_none() {
        return Err(Refusal::NoClassYet);
    }
    if types.iter().all(|one| one.retired) || rules.is_empty() {
        return Err(Refusal::NoRecordTypeYet);
    }
    Ok(())
}

impl OpeningForm {
    /// No practice; from today on where the year is running, else with the plans for week 1, which are due the week before.
    pub fn first(calendar: &SchoolCalendar, today: NaiveDate) -> Self {
        let begins = (calendar.first_day() - Days::new(7)).max(today);
        let from = if begins > calendar.last_day() { calendar.first_day() } else { begins };
        let authority = AuthorityForm::of(LockAuthority::default());
        Self { practice: String::new(), counts_from: vietnamese::date(from), authority }
    }

    pub fn read(typed: &FormData) -> Self {
        let authority = AuthorityForm::read(typed).or_recommended();
        Self { practice: typed.get("practice").to_owned(), counts_from: typed.get("from").to_owned(), authority }
    }

    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, calendar: &SchoolCalendar, today: NaiveDate) -> Result<Opening, FormErrors> {
        let mut errors = FormErrors::default();
        let known = |number: &u8| practice_choices(calendar, today).iter().any(|week| week.number == *number);
        let practice_week = self.practice.parse().ok().filter(known);
        if practice_week.is_none() && !self.practice.is_empty() {
            errors.add("practice", "Chọn một tuần trong danh sách, hoặc không có tuần tập dượt.");
        }
        let counts_from = vietnamese::parse_date(&self.counts_from);
        match counts_from {
            None => errors.add("from", format!("“{}” không có trong lịch, viết ngày/tháng/năm như 07/09/2026.", self.counts_from)),
            Some(day) if day > calendar.last_day() => {
                errors.add("from", format!("Năm học hết ngày {}; chọn ngày sớm hơn.", vietnamese::date(calendar.last_day())));
            }
            Some(_) => {}
        }
        let (authority, ()) = FormErrors::both(self.authority.or_recommended().parse(), errors.or(()))?;
        Ok(Opening { practice_week, counts_from: counts_from.unwrap_or(today), authority })
    }
}
