//! What should be known of files before they are used: to their sender right after the upload, and to whoever reads them.
//!
//! Warnings alone; nothing of it stops anybody. What was handed in before the program looked is used long ago, and nobody is
//! warned about it.

use domain::{
    content_check::check_record,
    days::{Timestamp, day_of},
    file_text::FileText,
    files::StoredFile,
    inspection::Inspected,
    obligations::Obligation,
    permissions::{Action, decide},
    refusal::Words,
    submissions::Submission,
    vietnamese,
};
use records::{Work, inspections, submissions};

use crate::{error::AppError, extract::Visit, files::pages::Pages};

/// What should be known of the files of one version, in their order.
pub async fn of_version(visit: &Visit, obligation: &Obligation, submission: &Submission) -> Result<Vec<Words>, AppError> {
    let mut notices = Vec::new();
    for file in &submission.files {
        notices.extend(of_file(visit, obligation, file, submission.received_at).await?);
    }
    Ok(notices)
}

/// What should be known of one file that was handed in for a record at an instant, or is about to be.
pub async fn of_file(
    visit: &Visit,
    obligation: &Obligation,
    file: &StoredFile,
    handed_in: Timestamp,
) -> Result<Vec<Words>, AppError> {
    let (sha256, id) = (file.sha256, obligation.id);
    let (found, elsewhere) = visit
        .read(async move |work: &mut Work| {
            Ok((inspections::of(work, sha256).await?, submissions::same_bytes(work, sha256, id, handed_in).await?))
        })
        .await?;
    let Some(found) = found else { return Ok(Vec::new()) };
    let mut notices = found.notices(&file.name);
    if found.came_with(handed_in) {
        notices.extend(of_content(visit, obligation, file, &found).await);
        notices.extend(elsewhere.map(|(other, at)| same_as(visit, file, other, at)));
    }
    Ok(notices)
}

/// What should be known of a file that waits to be handed in: that its bytes came before was told when it came.
pub async fn of_waiting(visit: &Visit, obligation: &Obligation, file: &StoredFile) -> Result<Vec<Words>, AppError> {
    let sha256 = file.sha256;
    let Some(found) = visit.read(async move |work: &mut Work| inspections::of(work, sha256).await).await? else {
        return Ok(Vec::new());
    };
    let mut notices = found.notices(&file.name);
    notices.extend(of_content(visit, obligation, file, &found).await);
    Ok(notices)
}

/// What the file says and its record does not.
async fn of_content(visit: &Visit, obligation: &Obligation, file: &StoredFile, found: &Inspected) -> Vec<Words> {
    if !Pages::reads(file.kind) || found.is_kept_from_others() {
        return Vec::new();
    }
    // What cannot be read, or not now, says nothing.
    let text: FileText = match visit.pages().text(file.sha256, file.kind).await {
        Ok(Some(text)) => text,
        Ok(None) | Err(_) => return Vec::new(),
    };
    let warning = |words: String| Words {
        fact: format!("{}: {}", file.name, vietnamese::with_small_beginning(words.trim_end_matches('.'))),
        advice: "Xem lại có nhầm tệp hoặc quên sửa không. Đúng rồi thì không cần làm gì.".to_owned(),
    };
    check_record(&text, &visit.facts, obligation).iter().map(|found| warning(found.sentence())).collect()
}

fn same_as(visit: &Visit, file: &StoredFile, other: domain::obligations::ObligationId, at: Timestamp) -> Words {
    let organisation = visit.facts.organisation();
    let seen = visit
        .facts
        .obligation(other)
        .filter(|other| decide(&visit.actor(), organisation, Action::SeeStanding(visit.facts.record_facts(other))).is_ok());
    let other = seen.map_or_else(|| "một hồ sơ khác".to_owned(), |other| visit.facts.title(other));
    Words {
        fact: format!("{} giống hệt tệp đã nộp cho {other}, ngày {}", file.name, vietnamese::date(day_of(at))),
        advice: "Xem lại có nhầm tệp không. Đúng rồi thì không cần làm gì.".to_owned(),
    }
}
