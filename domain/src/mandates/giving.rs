//! What a decision gives: a position that begins by it, or one that is held already and names it afterwards.

use chrono::NaiveDate;

use super::{
    form::day,
    mandate::{Mandate, MandateKind, Term},
    register::Mandates,
};
use crate::{
    forms::{FormData, FormErrors},
    ids::Id,
    people::{Appointment, Organisation, PersonId},
    refusal::Refusal,
    staff::{AppointmentForm, AppointmentPlan, Post},
    vietnamese,
};

/// The form as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GiveForm {
    /// The id of a person.
    pub person: String,
    /// Post, place, first day and why that has passed, as on the page of a member of staff.
    pub appointment: AppointmentForm,
    /// dd/MM/yyyy; empty: as long as the decision.
    pub until: String,
}

/// A position that begins by a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivePlan {
    pub person: PersonId,
    pub appointment: AppointmentPlan,
    /// The last day: its own or that of the decision.
    pub until: Option<NaiveDate>,
}

impl GiveForm {
    /// Nothing chosen yet: from today on, or from the day on which the decision begins.
    pub fn empty(mandate: &Mandate, today: NaiveDate) -> Self {
        let appointment = AppointmentForm::empty(today.max(mandate.from));
        Self { appointment: AppointmentForm { post: preset(mandate.kind), ..appointment }, ..Self::default() }
    }

    /// Reads what was sent: `member`, `post`, `place`, `from`, `reason`, `until`.
    pub fn read(typed: &FormData, kind: MandateKind) -> Self {
        let appointment = AppointmentForm::read(typed);
        let appointment = match kind {
            // Such a decision has members, whatever a form says.
            MandateKind::ManagementTeam => AppointmentForm { post: preset(kind), place: String::new(), ..appointment },
            MandateKind::Positions => appointment,
        };
        Self { person: typed.get("member").to_owned(), appointment, until: typed.get("until").to_owned() }
    }

    /// What was typed, inside the days of `mandate`.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, mandate: &Mandate, organisation: &Organisation, today: NaiveDate) -> Result<GivePlan, FormErrors> {
        let mut errors = FormErrors::default();
        let person = self.person.parse::<PersonId>().ok().filter(|id| organisation.person(*id).is_some());
        if person.is_none() {
            errors.add("member", "Chọn người.");
        }
        let until = if self.until.trim().is_empty() { mandate.term().until } else { day("until", &self.until, today, &mut errors) };
        // Without a person nothing can overlap, and all else is still told.
        let asked = person.unwrap_or_else(|| Id::new(uuid::Uuid::nil()));
        let appointment = match self.appointment.parse(organisation, asked, today) {
            Ok(appointment) => appointment,
            Err(wrong) => {
                for (field, words) in wrong.iter() {
                    errors.add(field, words);
                }
                return Err(errors);
            }
        };
        if until.is_some_and(|until| until < appointment.from) {
            errors.add("until", format!("Ngày cuối không thể trước ngày bắt đầu {}.", vietnamese::date(appointment.from)));
        } else if let Err(outside) = mandate.check_within(Term { from: appointment.from, until }) {
            let field = if appointment.from < mandate.from { "from" } else { "until" };
            let words = Refusal::from(outside).words();
            errors.add(field, format!("{}. {}", words.fact, words.advice));
        }
        let Some(person) = person else { return Err(errors) };
        errors.or(GivePlan { person, appointment, until })
    }
}

fn preset(kind: MandateKind) -> String {
    match kind {
        MandateKind::ManagementTeam => Post::ManagementTeam.code().to_owned(),
        MandateKind::Positions => String::new(),
    }
}

/// The appointments that name no decision and could name `mandate` afterwards, in the order in which they stand: those whose days
/// fit. What is held still is not held by a decision that was over before `today`: nobody loses a position by naming an old one.
pub fn linkable<'h>(
    mandate: &Mandate,
    known: &Mandates,
    held: &'h [(Id<Appointment>, Appointment)],
    today: NaiveDate,
) -> Vec<&'h (Id<Appointment>, Appointment)> {
    let is_of_it = |one: &Appointment| match mandate.kind {
        MandateKind::ManagementTeam => one.position == crate::people::Position::ManagementTeam,
        MandateKind::Positions => true,
    };
    let has_days =
        |one: &Appointment| mandate.narrowed(one).is_ok_and(|until| until == one.until || until.is_none_or(|until| today <= until));
    let fits = |(id, one): &&(Id<Appointment>, Appointment)| {
        one.acting.is_none() && is_of_it(one) && known.giving(*id).is_none() && has_days(one)
    };
    held.iter().filter(fits).collect()
}
