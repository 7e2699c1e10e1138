//! The first weeks are shut: lesson plans and weekly plans of weeks 1 to 4, by an order of the principal.

use domain::{
    days::{Timestamp, day_of},
    facts::Facts,
    locks::LockForm,
    people::{PersonId, Position},
    scope::ScopeForm,
};

/// The order with which the demo begins: by whom, and what.
pub(super) struct Locking {
    pub by: PersonId,
    pub form: LockForm,
}

/// Nothing before week 7: of the weeks before it too much is still worked on.
pub(super) fn locking(facts: &Facts, until: Timestamp) -> Option<Locking> {
    let today = day_of(until);
    facts.calendar().last_numbered_week_on_or_before(today).filter(|week| 7 <= week.number)?;
    let weekly = facts.regime.record_types.iter().filter(|one| matches!(one.code.as_str(), "giao-an" | "ke-hoach-tuan"));
    let record_types = weekly.map(|one| one.id.to_string()).collect();
    let executor = facts.organisation().holders(Position::ManagementTeam, today).first().map(|one| one.id.to_string());
    let form = LockForm {
        scope: ScopeForm { weeks: "1-4".to_owned(), record_types, ..ScopeForm::default() },
        reason: "Chốt hồ sơ tuần 1 đến tuần 4 để chuẩn bị kiểm tra chuyên môn giữa học kỳ I.".to_owned(),
        decision: "38/QĐ-MNNT".to_owned(),
        executor: executor.unwrap_or_default(),
        ..LockForm::empty()
    };
    Some(Locking { by: facts.organisation().holders(Position::Principal, today).first()?.id, form })
}
