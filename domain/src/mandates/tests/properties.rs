//! At no moment does a right exist outside the days of the decision that gives it.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::*;
use crate::people::PersonId;

fn nth(offset: u64) -> NaiveDate {
    day("2026-11-01").checked_add_days(Days::new(offset)).unwrap()
}

/// What is given by a decision today, and how long the decision and it last, in days from the first of November.
fn given() -> impl Strategy<Value = (u64, Option<u64>, u64, Option<u64>)> {
    (0_u64..60, proptest::option::of(0_u64..120), 0_u64..80, proptest::option::of(0_u64..140))
}

proptest! {
    #[test]
    fn what_fits_a_decision_is_held_on_its_days_alone(
        (from, until, begins, ends) in given(),
        last in 0_u64..120,
        when in 0_u64..100,
    ) {
        let mandate = Mandate { from: nth(from), until: until.map(nth), ..team("2026-11-01", None) };
        let person: PersonId = id(2, 1);
        let known = at("2026-11-01 07:00");
        let appointment = |until: Option<NaiveDate>| Appointment {
            person,
            position: Position::ManagementTeam,
            from: nth(begins),
            until,
            known_since: Some(known),
            end_known_since: until.map(|_| known),
            acting: None,
        };
        // Given, or linked afterwards: both come by here.
        let Ok(narrowed) = mandate.narrowed(&appointment(ends.map(nth))) else { return Ok(()) };
        let held = appointment(narrowed);
        for offset in 0..160 {
            prop_assert!(!held.holds_on(nth(offset)) || mandate.term().contains(nth(offset)), "{held:?} {offset}");
        }
        // The decision is ended on some day, from the day before on.
        let now = nth(when);
        let last = nth(last).max(now.pred_opt().unwrap());
        if mandate.term().until.is_some_and(|own| own <= last) {
            return Ok(());
        }
        let moment = now.and_hms_opt(2, 0, 0).unwrap().and_utc();
        let over = Mandate {
            ended: Some(MandateEnd { by: person, at: moment, last, reason: "Có quyết định mới".to_owned() }),
            ..mandate.clone()
        };
        let rows = [(id(22, 1), held.clone())];
        let after = match rights_ended(&rows, last).first() {
            Some((_, until)) => Appointment { until: Some(*until), end_known_since: Some(moment), ..held.clone() },
            None => held.clone(),
        };
        for offset in 0..160 {
            let on = nth(offset);
            prop_assert!(!after.holds_on(on) || mandate.term().contains(on), "{after:?} {on}");
            // From the moment of the end on nothing is held outside what is left of the decision.
            prop_assert!(on < day_of(moment) || !after.holds_on(on) || over.term().contains(on), "{after:?} {on}");
            // What was held before it is as it was.
            prop_assert!(day_of(moment) <= on || after.holds_on(on) == held.holds_on(on), "{after:?} {on}");
        }
    }
}
