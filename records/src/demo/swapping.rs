//! One week of a class with a roster is offered to a colleague, who has not answered yet.

use chrono::Days;
use domain::{
    days::{Timestamp, day_of},
    facts::Facts,
    obligations::ObligationId,
    people::PersonId,
    swaps::{SwapForm, choices, turn_week},
};

use crate::{error::Error, facts::FactStore, swaps, work::Work};

/// The class of which nothing else is told, and whose teachers take turns week by week.
const CLASS: &str = "3A";

/// Who offers which week of theirs, and how.
pub(super) struct Offering {
    pub by: PersonId,
    record: ObligationId,
    form: SwapForm,
}

/// The first week that comes due in some weeks only, so that no page of these days is another one by it, for the first week that
/// there is in return.
pub(super) fn offering(facts: &Facts, now: Timestamp) -> Option<Offering> {
    let organisation = facts.organisation();
    let class = organisation.classes.iter().find(|one| one.name == CLASS)?.id;
    let soon = day_of(now) + Days::new(21);
    let mut weeks = facts.calendar().teaching_weeks().iter().filter(|week| soon < week.monday).map(|week| week.number);
    weeks.find_map(|week| {
        let by = organisation.turn_of(class, week)?;
        let way = choices(facts, by, (class, week), now).into_iter().find(|one| one.value.contains(':'))?;
        let record = facts.open_obligations().find(|one| turn_week(one) == Some((class, week)))?.id;
        let form = SwapForm { with: way.value, reason: "Tuần đó nhà em có việc".to_owned(), ..SwapForm::default() };
        Some(Offering { by, record, form })
    })
}

impl Offering {
    /// Offers, as the page of the record does.
    pub async fn offer(&self, work: &mut Work, store: &FactStore) -> Result<(), Error> {
        let offered = swaps::offer(work, store, self.record, &self.form).await?;
        offered.map(drop).map_err(|errors| crate::error::internal("the demo", &format!("{errors:?}")))
    }
}
