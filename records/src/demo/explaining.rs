//! Two plans that were late: of one somebody has said why and nobody has looked at it, of the other one the principal has found
//! that there was a reason.

use domain::{
    days::{Timestamp, day_of},
    facts::Facts,
    lateness::{Found, check_explain, check_judge},
    obligations::{Finding, Obligation, ObligationId, Reason},
    people::{PersonId, Position},
};

use crate::{
    error::{Error, internal},
    facts::FactStore,
    lateness,
    work::Work,
};

/// What was said of one record, by whom, and who found a reason in it.
pub(super) struct Explaining {
    pub by: PersonId,
    record: ObligationId,
    words: &'static str,
    /// Who finds it.
    pub judged_by: Option<PersonId>,
}

/// Both, each said by whoever handed it in. The one that is judged is of a week that is over, so that no figure of the present one is
/// another one by it.
pub(super) fn explaining(facts: &Facts, now: Timestamp) -> Vec<Explaining> {
    let holders = facts.organisation().holders(Position::Principal, day_of(now));
    let Some(principal) = holders.first().map(|one| one.id) else { return Vec::new() };
    let judge = facts.actor(principal, now);
    let said_by = |one: &Obligation| {
        let by = one.handed_in.as_ref()?.first_by;
        let may = check_explain(facts, &facts.actor(by, now), one, now).is_ok() && check_judge(facts, &judge, one, 0, now).is_ok();
        may.then_some(by)
    };
    let mut late: Vec<_> = facts.open_obligations().filter_map(|one| Some((one.terms.week?, one, said_by(one)?))).collect();
    late.sort_by_key(|(week, one, _)| (*week, facts.order(one.id)));
    // The last one waits, and of those before it the last one of another week is judged.
    let waits = late.last().copied();
    let judged = waits.and_then(|(week, ..)| late.iter().rev().find(|(other, ..)| *other < week).copied());
    let told = [(waits, "Máy tính của lớp hỏng, phải chờ sửa", None), (judged, "Con ốm phải đưa đi viện", Some(principal))];
    let explaining = |(late, words, judged_by)| {
        let (_, record, by): (u8, &Obligation, PersonId) = late?;
        Some(Explaining { by, record: record.id, words, judged_by })
    };
    told.into_iter().filter_map(explaining).collect()
}

impl Explaining {
    /// Says why, as the page of the record does.
    pub async fn explain(&self, work: &mut Work, store: &FactStore) -> Result<(), Error> {
        let words = Reason::parse(self.words).map_err(|errors| internal("the demo", &format!("{errors:?}")))?;
        lateness::explain(work, store, self.record, &words).await
    }

    /// Finds that there was a reason, in one tap.
    pub async fn judge(&self, work: &mut Work, store: &FactStore) -> Result<(), Error> {
        let found = Found { finding: Finding::WithReason, seen: 0, words: String::new() };
        lateness::judge(work, store, self.record, &found).await
    }
}
