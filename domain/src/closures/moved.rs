//! Whose due day a closure has moved: read from the due days as they are, so that nothing is kept twice.

use chrono::NaiveDate;

use super::closure::{Closure, ClosurePlan};
use crate::{
    days::Span,
    deadlines::{Due, Moved, MovedKind},
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

/// How many records have had their due day moved by `closure`, of those that were to be handed in when it was declared: the number
/// that was looked at then, whatever came in since.
pub fn moved_by(closure: &Closure, facts: &Facts) -> usize {
    let at = closure.declared.at;
    let was_open = |one: &Obligation| {
        let was_handed_in = one.handed_in.as_ref().is_some_and(|handed_in| handed_in.first_at <= at);
        let was_exempt = one.exemption.as_ref().is_some_and(|exemption| exemption.at <= at);
        !was_handed_in && !was_exempt
    };
    facts.open_obligations().filter(|one| was_open(one) && moved_over(closure, facts, one).is_some()).count()
}

/// The due day of `obligation`, where that is one of the days that are open again since `closure` was taken back.
pub fn back_on(closure: &Closure, obligation: &Obligation) -> Option<NaiveDate> {
    let open_again = closure.days_given_back()?;
    obligation.due_day().filter(|day| open_again.contains(*day) && covers(&closure.plan, obligation))
}

/// Whether the due day of `obligation` would be one of these, if nobody had given it more time.
pub fn would_be_back(closure: &Closure, obligation: &Obligation) -> bool {
    let day = obligation.terms.due.as_ref().filter(|due| due.extended.is_some()).map(Due::day_of_rule);
    let opens = |day| closure.days_given_back().is_some_and(|days| days.contains(day));
    day.is_some_and(opens) && covers(&closure.plan, obligation)
}

/// Whether `plan` is about `obligation` at all.
pub(super) fn covers(plan: &ClosurePlan, obligation: &Obligation) -> bool {
    plan.scope.covers_unit(obligation.terms.unit())
}
