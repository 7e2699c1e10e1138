//! Who opened which version and took which file away: one line of the log for each person, version and day.

use chrono::NaiveTime;
use domain::{
    days::{at, day_of},
    files::Sha256,
    ids::SubmissionId,
    people::PersonId,
};

use crate::{
    error::Error,
    events::{Event, Note},
    sql::sql,
    submissions,
    work::Work,
};

/// What somebody did with a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    pub submission: SubmissionId,
    /// The file that was taken away; none where the version was only looked at.
    pub file: Option<Sha256>,
}

/// Notes what whoever works has looked at. Its author opens a version to work on it, which nobody needs to know.
///
/// # Errors
/// Those of the database; a version that is not there is passed over.
pub async fn note(work: &mut Work, views: &[View]) -> Result<(), Error> {
    let Some(person) = work.actor else { return Ok(()) };
    // What is noted in this transaction stands in no table yet.
    for (place, view) in views.iter().enumerate() {
        if views[..place].contains(view) {
            continue;
        }
        let version = match submissions::one(work, view.submission).await {
            Ok(version) => version,
            Err(Error::NotFound) => continue,
            Err(error) => return Err(error),
        };
        let (obligation, submission, number) = (version.obligation, version.id, version.version);
        let event = match view.file {
            None => Event::RecordSeen { obligation, submission, version: number },
            Some(file) => Event::FileDownloaded { obligation, submission, version: number, file },
        };
        if version.person != person && !is_noted_today(work, person, &event).await? {
            work.note(event);
        }
    }
    Ok(())
}

/// Whether this person has a line that says just this since midnight.
async fn is_noted_today(work: &mut Work, person: PersonId, event: &Event<'_>) -> Result<bool, Error> {
    let Note { kind, subject, detail } = event.note(work.school);
    let midnight = at(day_of(work.now), NaiveTime::MIN);
    let select = sql("SELECT seq FROM events \
         WHERE school_id = $1 AND subject = $2 AND kind = $3 AND actor = $4 AND detail = $5 AND at >= $6 LIMIT 1");
    let found: Option<(i64,)> = work.optional(select.bind_all((work.school, subject, kind, person, detail, midnight))).await?;
    Ok(found.is_some())
}

#[cfg(test)]
#[path = "views_tests.rs"]
mod tests;
