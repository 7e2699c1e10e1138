//! What a visitor has looked at: only that is approved, or signed for, together with others.

use domain::{files::Sha256, submissions::SubmissionId};
use records::{Work, review_openings};

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

/// Remembers that the visitor has opened a version; where that cannot be written the page is shown all the same, and the
/// version is approved by its own form alone.
pub(super) async fn note_opened(visit: &Visit, submission: SubmissionId, digest: Sha256) {
    let person = visit.person;
    let note = async move |work: &mut Work| review_openings::note(work, person, submission, digest).await;
    if let Err(error) = visit.write_quietly(note).await {
        tracing::warn!(%error, "that a version was opened was not noted");
    }
}
