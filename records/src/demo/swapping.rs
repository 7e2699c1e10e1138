//! Two weeks of a class with a roster are offered to colleagues: the one has confirmed hers, the other has not answered yet.

use chrono::Days;
use domain::{
    days::{Timestamp, day_of},
    facts::Facts,
    obligations::ObligationId,
    people::{ClassGroupId, PersonId},
    swaps::{SwapForm, choices, turn_week},
};

use crate::{
    error::{Error, internal},
    facts::FactStore,
    swaps,
    work::Work,
};

/// The class of which nothing else is told, and whose teachers take turns week by week.
const CLASS: &str = "3A";

/// Who offers which week of theirs, and how.
pub(super) struct Offering {
    pub by: PersonId,
    /// Who confirms it, where it is confirmed.
    pub confirmed_by: Option<PersonId>,
    record: ObligationId,
    form: SwapForm,
}

/// The first weeks that come due in some weeks only, so that no page of these days is another one by them, for the first week that
/// there is in return: one that waits, and behind the two weeks of that one another that is confirmed.
pub(super) fn offerings(facts: &Facts, now: Timestamp) -> Vec<Offering> {
    let Some(class) = facts.organisation().classes.iter().find(|one| one.name == CLASS).map(|one| one.id) else {
        return Vec::new();
    };
    let soon = day_of(now) + Days::new(21);
    let teaching = facts.calendar().teaching_weeks().iter();
    let mut weeks = teaching.filter(|week| soon < week.monday).map(|week| week.number);
    let Some((waits, _)) = weeks.find_map(|week| offering(facts, (class, week), now)) else { return Vec::new() };
    let taken: u8 = waits.form.with.rsplit(':').next().and_then(|week| week.parse().ok()).unwrap_or(u8::MAX);
    let next = weeks.filter(|week| taken < *week).find_map(|week| offering(facts, (class, week), now));
    let confirmed = next.map(|(offering, to)| Offering { confirmed_by: Some(to), ..offering });
    [Some(waits), confirmed].into_iter().flatten().collect()
}

/// The week, offered to the first colleague who has one for it, and who that is.
fn offering(facts: &Facts, (class, week): (ClassGroupId, u8), now: Timestamp) -> Option<(Offering, PersonId)> {
    let by = facts.organisation().turn_of(class, week)?;
    let back = |value: &str| value.rsplit_once(':').and_then(|(_, back)| back.parse::<u8>().ok());
    let ways = choices(facts, by, (class, week), now).into_iter();
    let way = ways.into_iter().find(|one| back(&one.value).is_some_and(|back| week < back))?;
    let record = facts.open_obligations().find(|one| turn_week(one) == Some((class, week)))?.id;
    let form = SwapForm { with: way.value, reason: "Tuần đó nhà em có việc".to_owned(), ..SwapForm::default() };
    let to = form.with.split(':').next()?.parse().ok()?;
    Some((Offering { by, confirmed_by: None, record, form }, to))
}

impl Offering {
    /// Offers, as the page of the record does.
    pub async fn offer(&self, work: &mut Work, store: &FactStore) -> Result<(), Error> {
        let offered = swaps::offer(work, store, self.record, &self.form).await?;
        offered.map(drop).map_err(|errors| internal("the demo", &format!("{errors:?}")))
    }

    /// Confirms it, as the page of swaps does.
    pub async fn confirm(&self, work: &mut Work, store: &FactStore) -> Result<(), Error> {
        let facts = store.facts(work).await?;
        let asks = |plan: &domain::swaps::SwapPlan| plan.from == self.by && Some(plan.to) == self.confirmed_by;
        let (class, week) = facts.obligation(self.record).and_then(turn_week).ok_or(Error::NotFound)?;
        let offered = facts.swaps.iter().rev().find(|one| asks(&one.plan) && one.plan.is_for(class, week));
        let id = offered.ok_or(Error::NotFound)?.id;
        swaps::accept(work, store, id).await
    }
}
