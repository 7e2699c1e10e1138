//! Which template a record has, for the pages on which it is offered.

use app::template_line::TemplateLine;
use domain::{
    days::{Timestamp, day_of},
    obligations::Obligation,
    templates::{Template, in_force},
};

/// The template of a record in one line: the one of the day on which it was handed in first, or of today where it was not. `known`
/// are the versions of its type, which its page reads with all else.
pub(super) fn line(known: &[Template], record: &Obligation, now: Timestamp) -> Option<TemplateLine> {
    let day = day_of(record.handed_in.as_ref().map_or(now, |one| one.first_at));
    in_force(known, record.terms.record_type, day).map(TemplateLine::of)
}
