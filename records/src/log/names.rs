//! By what name somebody was known when something happened: the log has told every name.

use domain::{names::PersonName, submissions::Submission};
use serde::Deserialize;

use crate::{error::Error, events::EventKind, sql::sql, values::unread, work::Work};

/// What an event says of a name.
#[derive(Deserialize)]
struct Named {
    name: String,
}

/// What an event says of a receipt.
#[derive(Deserialize)]
struct Receipted {
    receipt: String,
}

/// The name of whoever handed `version` in, as the log knew it then; `None` where it knew none. The order of the entries decides,
/// for the school's clock may have stood still or been set right.
///
/// # Errors
/// Those of reading.
pub async fn name_then(work: &mut Work, version: &Submission) -> Result<Option<PersonName>, Error> {
    let of_record = sql("SELECT e.seq, e.detail FROM events e WHERE e.school_id = $1 AND e.subject = $2 AND e.kind = $3");
    let of_record = of_record.bind_all((work.school, version.obligation, EventKind::HandedIn.code()));
    let number = version.receipt.number.to_string();
    let mut handed_in = None;
    for (seq, detail) in work.all::<(i64, String)>(of_record).await? {
        if read::<Receipted>(&detail)?.receipt == number {
            handed_in = Some(seq);
        }
    }
    let Some(handed_in) = handed_in else { return Ok(None) };
    let of_person = sql("SELECT e.seq, e.detail FROM events e WHERE e.school_id = $1 AND e.subject = $2 AND e.kind IN ($3, $4)");
    let kinds = (EventKind::PersonAdded.code(), EventKind::PersonChanged.code());
    let of_person = of_person.bind_all((work.school, version.person, kinds.0, kinds.1));
    let told = work.all::<(i64, String)>(of_person).await?;
    let last = told.iter().filter(|(seq, _)| *seq < handed_in).max_by_key(|(seq, _)| *seq);
    let Some((_, detail)) = last else { return Ok(None) };
    Ok(PersonName::parse(&read::<Named>(detail)?.name).ok())
}

fn read<'d, T: Deserialize<'d>>(detail: &'d str) -> Result<T, Error> {
    serde_json::from_str(detail).map_err(|_| unread("events", "detail", detail))
}
