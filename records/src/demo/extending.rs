//! Two plans of one class: for one its teacher was given more time, for the other she has asked and waits.

use chrono::Days;
use domain::{
    days::{Timestamp, day_of},
    extensions::{AskForm, DayForm, check_extend, waiting_request},
    facts::Facts,
    obligations::{ObligationId, Owner},
    people::{PersonId, Position},
    vietnamese,
};

use crate::{error::Error, extensions, facts::FactStore, work::Work};

/// The class of which nothing else is told.
const CLASS: &str = "3C";

/// What was asked for one record, by whom, and whether it was given.
pub(super) struct Asking {
    pub by: PersonId,
    record: ObligationId,
    form: AskForm,
    /// Who gives it.
    pub given_by: Option<PersonId>,
}

/// Both, of plans that are due in some weeks only, so that no figure of these days is another one by it.
pub(super) fn asking(facts: &Facts, now: Timestamp) -> Vec<Asking> {
    let (organisation, today) = (facts.organisation(), day_of(now));
    let Some(class) = organisation.classes.iter().find(|one| one.name == CLASS) else { return Vec::new() };
    let teacher = organisation.holders(Position::Teacher(class.id), today).first().map(|one| one.id);
    let principal = organisation.holders(Position::Principal, today).first().map(|one| one.id);
    let (Some(by), Some(principal)) = (teacher, principal) else { return Vec::new() };
    let soon = today + Days::new(21);
    let mut records: Vec<_> = facts
        .open_obligations()
        .filter(|one| one.terms.owner == Owner::Class(class.id) && one.terms.period.week().is_some())
        .filter_map(|one| Some((one.due_day().filter(|due| soon < *due)?, one)))
        .filter_map(|(due, one)| Some((due, facts.calendar().next_open_day(due)?, one)))
        .filter(|(_, until, one)| check_extend(facts, one, *until, now).is_ok())
        .collect();
    records.sort_by_key(|(due, _, one)| (*due, one.terms.record_type, one.id));
    let told = [("Em đi tập huấn ở huyện tuần đó", Some(principal)), ("Con em phải nằm viện", None)];
    let pair = records.into_iter().zip(told);
    pair.map(|((_, until, one), (reason, given_by))| {
        let form = AskForm { until: vietnamese::date(until), reason: reason.to_owned(), ..AskForm::default() };
        Asking { by, record: one.id, form, given_by }
    })
    .collect()
}

impl Asking {
    /// Asks, as the page of the record does.
    pub async fn ask(&self, work: &mut Work, store: &FactStore) -> Result<(), Error> {
        let asked = extensions::ask(work, store, self.record, &self.form).await?;
        asked.map(drop).map_err(|errors| crate::error::internal("the demo", &format!("{errors:?}")))
    }

    /// Gives it in one tap.
    pub async fn grant(&self, work: &mut Work, store: &FactStore) -> Result<(), Error> {
        let facts = store.facts(work).await?;
        let record = facts.obligation(self.record).ok_or(Error::NotFound)?;
        let request = waiting_request(&facts, record, work.now).ok_or(Error::NotFound)?.id;
        let granted = extensions::grant(work, store, request, &DayForm { until: self.form.until.clone() }).await?;
        granted.map_err(|errors| crate::error::internal("the demo", &format!("{errors:?}")))
    }
}
