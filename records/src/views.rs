//! Who opened which version, which file of it or beside the records, and which case: one line of the log for each person, thing and
//! day.

use chrono::NaiveTime;
use domain::{
    attachments::Attachment,
    days::{at, day_of},
    files::Sha256,
    people::PersonId,
    registers::{EntryId, RegisterKind},
    submissions::{Submission, SubmissionId},
};

use crate::{
    error::Error,
    events::{Event, Note},
    registers,
    sql::sql,
    submissions,
    work::Work,
};

/// What somebody looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// A version.
    Version(SubmissionId),
    /// A file of a version, which they took away.
    File(SubmissionId, Sha256),
    /// A file that is part of no version, and who sent it, as far as that is known.
    Attached(Attachment, Option<PersonId>, Sha256),
    /// A case that is known to those alone whom it names, on its page or in a list with its words.
    Case(EntryId),
}

/// Notes what whoever works has looked at. Its author opens a version or a case, and its sender a file, to work on it, which nobody
/// needs to know; that whoever a case is about has read it, stands there.
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
        let (by, event) = match told(work, *view).await {
            Ok(told) => told,
            Err(Error::NotFound) => continue,
            Err(error) => return Err(error),
        };
        if by != Some(person) && !is_noted_today(work, person, &event).await? {
            work.note(event);
        }
    }
    Ok(())
}

/// Whose it is, and what the log says.
async fn told(work: &mut Work, view: View) -> Result<(Option<PersonId>, Event<'static>), Error> {
    let (submission, file) = match view {
        View::Attached(place, sender, file) => return Ok((sender, Event::AttachmentOpened { place, file })),
        View::Case(entry) => {
            let line = registers::one(work, RegisterKind::Violations, entry).await?.line;
            return Ok((Some(line.by), Event::CaseSeen { entry, year: line.year, number: line.number }));
        }
        View::Version(submission) => (submission, None),
        View::File(submission, file) => (submission, Some(file)),
    };
    let Submission { obligation, version, person, .. } = submissions::one(work, submission).await?;
    let event = match file {
        None => Event::RecordSeen { obligation, submission, version },
        Some(file) => Event::FileDownloaded { obligation, submission, version, file },
    };
    Ok((Some(person), event))
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
