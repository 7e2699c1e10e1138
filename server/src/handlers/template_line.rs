//! Which template a record has, for the pages on which it is offered.

use app::template_line::TemplateLine;
use domain::{days::day_of, obligations::Obligation, templates::in_force};
use records::{Work, templates};

use crate::{error::AppError, extract::Visit};

/// The template of a record in one line: the one of the day on which it was handed in first, or of today where it was not.
pub(super) async fn line(visit: &Visit, record: &Obligation) -> Result<Option<TemplateLine>, AppError> {
    let of = record.terms.record_type;
    let known = visit.read(async move |work: &mut Work| templates::of_type(work, of).await).await?;
    let day = day_of(record.handed_in.as_ref().map_or(visit.now, |one| one.first_at));
    Ok(in_force(&known, of, day).map(TemplateLine::of))
}
