//! What an extension makes of the terms of a record.

use chrono::NaiveDate;

use crate::{
    deadlines::{Due, Extended},
    obligations::{ObligationId, Terms},
    regime::Regime,
};

/// The terms of `record` with the extension in force that gives it the most time: later than the day of the rules, or none at all.
/// Where the school is shut on the day that was given, it is the next open one: nobody is late because the school was shut.
pub fn extended(regime: &Regime, record: ObligationId, terms: Terms) -> Terms {
    let longest = regime.extensions.iter().filter(|one| one.covers(record)).max_by_key(|one| one.until);
    let (Some(longest), Some(due)) = (longest, &terms.due) else { return terms };
    let until = longest.until;
    let day = counted_day(regime, &terms, until);
    if day <= due.day {
        return terms;
    }
    let extended = Some(Extended { from: due.day, until, by: longest.id });
    Terms { due: Some(Due { day, extended, ..due.clone() }), ..terms }
}

/// The day that counts where a record of these terms is given time until `until`.
pub(super) fn counted_day(regime: &Regime, terms: &Terms, until: NaiveDate) -> NaiveDate {
    let calendar = regime.calendar_of(terms.unit());
    if calendar.is_open(until) { until } else { calendar.next_open_day(until).unwrap_or(until) }
}
