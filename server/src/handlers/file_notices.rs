//! What should be known of files before they are used: to their sender right after the upload, and to whoever reads them.
//!
//! Whoever hands the record in is told what to do about them, whoever decides about it what a reviewer does, and everybody else
//! what was found alone.
//!
//! Warnings alone; nothing of it stops anybody. What was handed in before the program looked is used long ago, and nobody is
//! warned about it.

use domain::{
    content_check::check_record,
    days::{Timestamp, day_of},
    file_text::FileText,
    files::{Sha256, StoredFile},
    inspection::{Inspected, Scan},
    obligations::{Obligation, ObligationId},
    permissions::{Action, decide},
    refusal::Words,
    reviews::Audience,
    submissions::{Submission, SubmissionId},
    vietnamese,
};
use records::{Work, inspections, submissions};

use crate::{error::AppError, extract::Visit, files::pages::Pages};

/// Who the visitor is to the files of this version of the record.
pub fn audience(visit: &Visit, obligation: &Obligation, submission: &Submission) -> Audience {
    Audience::of(&visit.facts, &visit.actor(), obligation, submission.person, visit.now)
}

/// What should be known of the files of one version, in their order.
pub async fn of_version(visit: &Visit, obligation: &Obligation, submission: &Submission) -> Result<Vec<Words>, AppError> {
    let (mut notices, audience) = (Vec::new(), audience(visit, obligation, submission));
    for (place, file) in submission.files.iter().enumerate() {
        let came = (submission.received_at, submission.composition.origin(place));
        notices.extend(of_file(visit, obligation, file, came, audience).await?);
    }
    Ok(notices)
}

/// Whether the virus scanner has called each file of a version clean.
pub async fn is_scanned(visit: &Visit, submission: &Submission) -> Result<bool, AppError> {
    let hashes: Vec<Sha256> = submission.files.iter().map(|file| file.sha256).collect();
    let wanted = hashes.clone();
    let known = visit.read(async move |work: &mut Work| inspections::all(work, wanted).await).await?;
    let is_clean = |hash: &Sha256| known.get(hash).is_some_and(|one| matches!(one.scan, Scan::Clean { .. }));
    Ok(!hashes.is_empty() && hashes.iter().all(is_clean))
}

/// What should be known of one file that was handed in for a record at an instant, taken over from an earlier version or not, or is
/// about to be.
pub async fn of_file(
    visit: &Visit,
    obligation: &Obligation,
    file: &StoredFile,
    (handed_in, origin): (Timestamp, Option<SubmissionId>),
    audience: Audience,
) -> Result<Vec<Words>, AppError> {
    let (sha256, id) = (file.sha256, obligation.id);
    let (found, before, elsewhere) = visit
        .read(async move |work: &mut Work| {
            let before = submissions::same_bytes_before(work, sha256, id, handed_in).await?;
            let elsewhere = submissions::same_bytes(work, sha256, id, handed_in).await?;
            Ok((inspections::of(work, sha256).await?, before, elsewhere))
        })
        .await?;
    let Some(found) = found else { return Ok(Vec::new()) };
    let mut notices = audience.notices(&found, &file.name);
    let came_with = found.came_with(handed_in);
    // Whoever takes a file over knows that it is the same one.
    let before = before.filter(|(version, _)| (came_with && origin.is_none()) || is_returned(obligation, *version));
    notices.extend(before.map(|before| same_as_before(obligation, file, before, audience)));
    if came_with {
        notices.extend(of_content(visit, obligation, file, &found, audience).await);
        notices.extend(elsewhere.map(|(other, at)| same_as(visit, file, (other, at), audience)));
    }
    Ok(notices)
}

/// What should be known of a file that waits to be handed in: that its bytes came before was told when it came.
pub async fn of_waiting(visit: &Visit, obligation: &Obligation, file: &StoredFile) -> Result<Vec<Words>, AppError> {
    let sha256 = file.sha256;
    let Some(found) = visit.read(async move |work: &mut Work| inspections::of(work, sha256).await).await? else {
        return Ok(Vec::new());
    };
    let mut notices = Audience::Sender.notices(&found, &file.name);
    notices.extend(of_content(visit, obligation, file, &found, Audience::Sender).await);
    Ok(notices)
}

/// What the file says and its record does not.
async fn of_content(
    visit: &Visit,
    obligation: &Obligation,
    file: &StoredFile,
    found: &Inspected,
    audience: Audience,
) -> Vec<Words> {
    // What waits for the virus scanner alone is read by the program for its sender; nothing of it is shown to anybody before.
    let waits = found.waits_for_scan() && found.pending().is_none() && found.causes().is_empty();
    if !Pages::reads(file.kind) || (found.is_kept_from_others() && !waits) {
        return Vec::new();
    }
    // What cannot be read, or not now, says nothing.
    let text: FileText = match visit.pages().text(file.sha256, file.kind).await {
        Ok(Some(text)) => text,
        Ok(None) | Err(_) => return Vec::new(),
    };
    let warning = |words: String| Words {
        fact: format!("{}: {}", file.name, vietnamese::with_small_beginning(words.trim_end_matches('.'))),
        advice: audience.if_wrong().to_owned(),
    };
    check_record(&text, &visit.facts, obligation).iter().map(|found| warning(found.sentence())).collect()
}

/// Whether `version` was given back, and still is.
fn is_returned(obligation: &Obligation, version: SubmissionId) -> bool {
    obligation.decisions.iter().any(|one| one.submission == version && one.stands() && one.returned().is_some())
}

/// A file that comes again as it was: the wrong one was chosen, or it did not have to change; in a version of several files one may
/// have been right. Where it was given back, that is said as well.
fn same_as_before(obligation: &Obligation, file: &StoredFile, (version, number): (SubmissionId, u32), audience: Audience) -> Words {
    let returned = if is_returned(obligation, version) { ", vừa bị trả lại" } else { "" };
    Words {
        fact: format!("{}: tệp này giống hệt tệp của phiên bản {number}{returned}", file.name),
        advice: audience.if_unchanged().to_owned(),
    }
}

fn same_as(visit: &Visit, file: &StoredFile, (other, at): (ObligationId, Timestamp), audience: Audience) -> Words {
    let organisation = visit.facts.organisation();
    let seen = visit
        .facts
        .obligation(other)
        .filter(|other| decide(&visit.actor(), organisation, Action::SeeStanding(visit.facts.record_facts(other))).is_ok());
    let other = seen.map_or_else(|| "một hồ sơ khác".to_owned(), |other| visit.facts.title(other));
    Words {
        fact: format!("{} giống hệt tệp đã nộp cho {other}, ngày {}", file.name, vietnamese::date(day_of(at))),
        advice: audience.if_wrong().to_owned(),
    }
}
