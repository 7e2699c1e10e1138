//! What a visitor has looked at: only that is approved, or signed for, together with others.

use app::reviews::Unseen;
use domain::{
    files::{FileKind, Sha256},
    inspection::{Inspection, Oddity},
    submissions::{Submission, SubmissionId},
};
use records::{Work, inspections, review_openings};

use crate::{error::AppError, extract::Visit};

/// What the visitor has looked at of some versions.
pub(super) struct Seen {
    /// Those whose pages they have opened, with the fingerprint of what was shown.
    opened: Vec<(SubmissionId, Sha256)>,
    /// Those of them with files that they were not shown, by name.
    pub unseen: Vec<(SubmissionId, Vec<String>)>,
}

impl Seen {
    /// The fingerprint of a version that was looked at, every file of it.
    pub fn whole(&self, version: SubmissionId) -> Option<Sha256> {
        let in_part = self.unseen.iter().any(|(of, _)| *of == version);
        self.opened.iter().find(|(of, _)| *of == version).filter(|_| !in_part).map(|(_, digest)| *digest)
    }
}

/// Asks it of the versions that a page shows.
pub(super) async fn looked_at(visit: &Visit, shown: Vec<SubmissionId>) -> Result<Seen, AppError> {
    let person = visit.person;
    let look = async move |work: &mut Work| {
        let mut opened = review_openings::of_person(work, person).await?;
        opened.retain(|(submission, _)| shown.contains(submission));
        let mut unseen = Vec::new();
        for (submission, _) in &opened {
            let files = review_openings::unseen_files(work, person, *submission).await?;
            unseen.extend((!files.is_empty()).then_some((*submission, files)));
        }
        Ok(Seen { opened, unseen })
    };
    Ok(visit.read(look).await?)
}

/// How many files of a version the visitor has not looked at; the file `open` opens with the page, and is noted where it can be
/// shown. `None` where the page opens with what has changed: that counts only for whoever knows the file before.
pub(super) async fn unseen(visit: &Visit, version: &Submission, open: Option<usize>) -> Result<Unseen, AppError> {
    let (person, id) = (visit.person, version.id);
    let file = open.and_then(|at| version.files.get(at)).map(|file| (file.sha256, file.kind));
    let look = async move |work: &mut Work| {
        let inspected = match file {
            Some((sha256, _)) => inspections::of(work, sha256).await?,
            None => None,
        };
        Ok((review_openings::unseen_positions(work, person, id).await?, inspected))
    };
    let (mut unseen, inspected) = visit.read(look).await?;
    // A file that is cut off has a page, on which nothing of it stands.
    let is_whole = inspected.is_none_or(|one| is_whole(&one.inspection));
    let is_shown = is_whole && file.is_some_and(|(_, kind)| opens_here(kind));
    unseen.retain(|at| !is_shown || Some(*at) != open);
    let is_doubtful = open.map_or(!unseen.is_empty(), |open| unseen.contains(&open));
    Ok(Unseen { files: unseen.len(), is_doubtful })
}

/// Whether nothing of it is known to be missing, or sealed by a password.
fn is_whole(found: &Inspection) -> bool {
    match found {
        Inspection::Odd(oddities) => !oddities.iter().any(|one| matches!(one, Oddity::Cut | Oddity::Damaged | Oddity::Sealed)),
        Inspection::Impossible(_) => false,
        Inspection::Clean | Inspection::Held(_) | Inspection::Pending(_) => true,
    }
}

/// Whether a file of this kind is read on its page, without a program of its own.
const fn opens_here(kind: FileKind) -> bool {
    matches!(kind, FileKind::Docx | FileKind::Xlsx | FileKind::Pdf | FileKind::Jpeg | FileKind::Png | FileKind::Webp)
}

/// Remembers that the visitor has opened a version; where that cannot be written the page is shown all the same, and the
/// version is approved by its own form alone.
pub(super) async fn note_opened(visit: &Visit, submission: SubmissionId, digest: Sha256) {
    let person = visit.person;
    let note = async move |work: &mut Work| review_openings::note(work, person, submission, digest).await;
    if let Err(error) = visit.write_quietly(note).await {
        tracing::warn!(%error, "that a version was opened was not noted");
    }
}
