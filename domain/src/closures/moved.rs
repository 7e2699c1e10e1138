//! Whose due day a closure has moved: read from the due days as they are, so that nothing is kept twice.

use chrono::NaiveDate;

use super::closure::{Closure, ClosurePlan};
use crate::{
    days::Span,
    deadlines::{Moved, MovedKind},
    facts::Facts,
    obligations::Obligation,
};

/// From which day to which the due day of `obligation` has moved over days of `closure`; `None` where this closure moves it not.
/// Where several in a row did, each of them says the whole way.
pub fn moved_over(closure: &Closure, facts: &Facts, obligation: &Obligation) -> Option<(NaiveDate, NaiveDate)> {
    let days = closure.days_in_force()?;
    let due = obligation.terms.due.as_ref()?;
    let Some(Moved { kind: MovedKind::PushedForward { closed }, .. }) = due.moved else { return None };
    let over = Span::new(closed, due.day_of_rule().pred_opt()?);
    let is_over = days.days().any(|day| over.contains(day) && facts.calendar_of(obligation).is_working_day(day));
    (is_over && covers(&closure.plan, obligation)).then_some((closed, due.day_of_rule()))
}

/// The due day of `obligation`, where that is one of the days that are open again since `closure` was taken back.
pub fn back_on(closure: &Closure, obligation: &Obligation) -> Option<NaiveDate> {
    let open_again = closure.days_given_back()?;
    obligation.due_day().filter(|day| open_again.contains(*day) && covers(&closure.plan, obligation))
}

/// Whether `plan` is about `obligation` at all.
pub(super) fn covers(plan: &ClosurePlan, obligation: &Obligation) -> bool {
    plan.scope.covers_unit(obligation.terms.unit())
}
