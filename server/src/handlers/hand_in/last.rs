//! The last version of a record on the page of a new one: which of its files are ticked.

use app::{
    hand_in::{LastVersion, PendingUpload},
    paths,
};
use domain::{
    files::StoredFile,
    submissions::{Basis, Submission},
};

use crate::extract::Visit;

/// As the page shows it: every file stays, or those that were ticked on a form that is given back.
pub(super) fn shown(visit: &Visit, last: &Submission, sent: Option<&Basis>) -> LastVersion {
    let sent = sent.filter(|basis| basis.version == Some(last.id));
    let file = |(place, file): (usize, &StoredFile)| PendingUpload {
        id: place.to_string(),
        name: file.name.to_string(),
        size: file.size,
        warnings: Vec::new(),
        kept: Some(sent.is_none_or(|basis| basis.stay.contains(&place))),
    };
    let organisation = visit.facts.organisation();
    let by = organisation.person(last.person).filter(|who| who.id != visit.person);
    LastVersion {
        id: last.id.to_string(),
        number: last.version,
        by: by.map(|who| format!("{} {}", who.honorific.word(), who.name)),
        at: last.received_at,
        receipt: paths::receipt(last.id),
        files: last.files.iter().enumerate().map(file).collect(),
    }
}
