//! Since this morning a deputy acts for the head of her department, who is away for a course.

use chrono::{Days, NaiveTime, TimeDelta};
use domain::{
    days::{Timestamp, at, day_of},
    delegations::{DelegationForm, delegable_positions},
    facts::Facts,
    people::{PersonId, Position},
    vietnamese,
};

use super::cast::{ACTING, AWAY};

/// What the principal enters in the morning of the day on which the demo is shown.
pub(super) struct Lending {
    pub at: Timestamp,
    pub by: PersonId,
    pub form: DelegationForm,
}

/// Nothing before the school year has begun.
pub(super) fn lending(facts: &Facts, until: Timestamp) -> Option<Lending> {
    let today = day_of(until);
    facts.calendar().last_numbered_week_on_or_before(today)?;
    let morning = at(today, NaiveTime::MIN + TimeDelta::hours(7) + TimeDelta::minutes(25)).min(until);
    let by = facts.organisation().holders(Position::Principal, today).first()?.id;
    let place = delegable_positions(facts, &facts.actor(by, morning), morning)
        .into_iter()
        .find(|one| one.words.strip_prefix(AWAY).is_some_and(|rest| rest.starts_with(", tổ trưởng")))?;
    let to = facts.organisation().people.iter().find(|one| one.name.as_str() == ACTING)?.id;
    let form = DelegationForm {
        place: place.code,
        to: to.to_string(),
        from: vietnamese::date(today),
        until: vietnamese::date(today + Days::new(9)),
        decision: "41/QĐ-MNNT".to_owned(),
    };
    Some(Lending { at: morning, by, form })
}
