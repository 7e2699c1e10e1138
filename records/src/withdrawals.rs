//! "Rút lại": one transaction that asks whether nobody has opened the version, and keeps that it was taken back.

use chrono::{DateTime, Utc};
use domain::{
    days::Timestamp,
    obligations::{NewVersion, Obligation, Withdrawal},
    permissions::{Allowed, Withdraw},
    refusal::Refusal,
    reviews::{SinceHandIn, check_withdraw},
    submissions::{Submission, SubmissionId},
};

use crate::{error::Error, events::Event, facts::FactStore, follow_up, sql::sql, submissions, work::Work};

/// Takes a hand-in of the actor's own back. One that was taken back already stays so.
///
/// # Errors
/// `Refused` where it stays; `NotFound` for a version of another school.
pub async fn withdraw(work: &mut Work, store: &FactStore, id: SubmissionId) -> Result<Submission, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let version = submissions::one(work, id).await?;
    let obligation = facts.obligation(version.obligation).ok_or(Error::NotFound)?;
    if version.person == by && version.withdrawn_at.is_some() {
        return Ok(version);
    }
    let since = since_hand_in(work, &version).await?;
    let allowed = check_withdraw(&facts, &facts.actor(by, work.now), obligation, id, since, work.moment())?;
    save(work, obligation, &version, allowed).await?;
    submissions::one(work, id).await
}

/// What has become of a version since it was handed in.
pub async fn since_hand_in(work: &mut Work, version: &Submission) -> Result<SinceHandIn, Error> {
    let by_id = sql("SELECT running_at FROM submissions WHERE school_id = $1 AND id = $2");
    let (running_at,): (Option<DateTime<Utc>>,) = work.one(by_id.bind_all((work.school, version.id))).await?;
    let running_at = running_at.unwrap_or(version.received_at);
    Ok(SinceHandIn { running_at, opened_at: opened_by_others(work, version).await? })
}

/// When somebody who reviews it last opened this version or one of its files, other than its author. Of others who may read
/// the record nothing is kept.
async fn opened_by_others(work: &mut Work, version: &Submission) -> Result<Option<Timestamp>, Error> {
    let last = sql("SELECT max(at) FROM ( \
         SELECT at FROM review_openings WHERE school_id = $1 AND submission_id = $2 AND person_id <> $3 \
         UNION ALL \
         SELECT at FROM file_openings WHERE school_id = $1 AND submission_id = $2 AND person_id <> $3) AS opened");
    let (at,): (Option<DateTime<Utc>>,) = work.one(last.bind_all((work.school, version.id, version.person))).await?;
    Ok(at)
}

async fn save(work: &mut Work, obligation: &Obligation, version: &Submission, _allowed: Allowed<Withdraw>) -> Result<(), Error> {
    let withdrawal = Withdrawal { submission: version.id, version: version.version, by: version.person, at: work.now };
    let insert =
        sql("INSERT INTO withdrawals (school_id, submission_id, obligation_id, by_person_id, at) VALUES ($1, $2, $3, $4, $5)");
    let row = (work.school, withdrawal.submission, obligation.id, withdrawal.by, withdrawal.at);
    work.run(insert.bind_all(row)).await?;
    let before = submissions::versions(work, obligation.id).await?.into_iter().find(|one| one.withdrawn_at.is_none());
    let counts = before.map(|one| {
        let files = u32::try_from(one.files.len()).unwrap_or(u32::MAX);
        let (submission, by, at) = (one.id, one.person, one.received_at);
        (NewVersion { submission, by, at, counted: at, files }, one.version)
    });
    let left = obligation.without_last(counts);
    submissions::keep_summary(work, obligation.id, left.as_ref()).await?;
    work.note(Event::HandInWithdrawn { obligation: obligation.id, withdrawal: &withdrawal });
    // What was handed in keeps its turn, whoever covers since; what is not handed in any more is whose it would be.
    if left.is_none() && obligation.terms.turn.is_some() { follow_up::bring_up_to_date(work, "rút lại").await } else { Ok(()) }
}

#[cfg(test)]
#[path = "withdrawals_tests.rs"]
mod tests;
