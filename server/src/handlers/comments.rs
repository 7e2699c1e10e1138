//! The comments of a record for the pages that show them: read, with their places followed into the last version.

use std::{iter, time::Duration};

use app::comments::{CommentsOn, CommentsView};
use domain::{
    comments::{CommentForm, Spot},
    comparison::Moves,
    file_text::FileText,
    files::StoredFile,
    forms::FormErrors,
    locks::Arrival,
    obligations::Obligation,
    reviews::{Comments, Thread, check_comment, just_said, last_counting},
    submissions::Submission,
};
use records::{Work, comments, new_id};
use tokio::time::{Instant, timeout_at};

use crate::{error::AppError, extract::Visit, files::pages::Pages};

/// A form that comes back, or begins with a place.
#[derive(Clone, Debug, Default)]
pub(super) struct TypedComment {
    pub form: CommentForm,
    pub errors: FormErrors,
    /// The address says that one was sent a moment ago.
    pub is_said: bool,
}

impl TypedComment {
    /// What the address of a page says of it.
    pub fn asked(file: usize, place: &str, said: &str) -> Self {
        Self { is_said: !said.is_empty(), ..Self::at(file, place) }
    }

    /// A form that begins at a place which was chosen on another page.
    fn at(file: usize, place: &str) -> Self {
        let words = Spot::parse(place).map(Spot::words).unwrap_or_default();
        let form = CommentForm { file: file.to_string(), place: words, ..CommentForm::default() };
        Self { form: if form.place.is_empty() { CommentForm::default() } else { form }, ..Self::default() }
    }
}

/// Of so many pairs of files at most places are followed: a record whose versions have more has older comments without.
const MAX_FOLLOWED: usize = 8;

/// How long a page waits for all of them together: each text may wait for a reader for seconds, and a page with some comments
/// whose place is not followed is worth more than one that comes late. What was compared meanwhile is kept for the next page.
const MAX_FOLLOWING: Duration = Duration::from_secs(2);

/// The comments of a record, where the visitor may read them, and something is handed in; without a draw beside them.
pub(super) async fn view(
    visit: &Visit,
    obligation: &Obligation,
    versions: &[Submission],
    on: CommentsOn,
    typed: TypedComment,
) -> Result<Option<CommentsView>, AppError> {
    let Some(last) = last_counting(versions) else { return Ok(None) };
    let Some(threads) = threads(visit, obligation, versions).await? else { return Ok(None) };
    let keys = iter::repeat_with(new_id).take(threads.len() + 1).collect();
    Ok(Some(CommentsView {
        on,
        draw: None,
        obligation: obligation.id,
        threads,
        receipt: last.id,
        version: last.version,
        files: last.files.iter().map(|file| file.name.clone()).collect(),
        keys,
        said: just_said(obligation, visit.person, visit.now).filter(|_| typed.is_said),
        shut: visit.facts.shut_to_reviewers(obligation, Arrival::at(visit.now)),
        is_over: visit.facts.is_over,
        typed: typed.form,
        errors: typed.errors,
    }))
}

/// Whether `view` shows the form for a comment.
pub(super) fn has_form(visit: &Visit, obligation: &Obligation) -> bool {
    let is_shut = visit.facts.shut_to_reviewers(obligation, Arrival::at(visit.now)).is_some();
    obligation.handed_in.is_some()
        && !is_shut
        && !visit.facts.is_over
        && check_comment(&visit.facts, &visit.actor(), obligation).is_ok()
}

/// The threads of a record; `None` where they are not the visitor's to read.
pub(super) async fn threads(
    visit: &Visit,
    obligation: &Obligation,
    versions: &[Submission],
) -> Result<Option<Vec<Thread>>, AppError> {
    if check_comment(&visit.facts, &visit.actor(), obligation).is_err() {
        return Ok(None);
    }
    if obligation.comments.is_empty() {
        return Ok(Some(Vec::new()));
    }
    let id = obligation.id;
    let found = visit.read(async move |work: &mut Work| comments::of_record(work, id).await).await?;
    let moves = moves(visit, &found, versions).await;
    Ok(Some(found.threads(&visit.facts, visit.person, versions, &moves, visit.now)))
}

/// Where the places of older versions are now; what cannot be read, or not in time, has none.
async fn moves(visit: &Visit, comments: &Comments, versions: &[Submission]) -> Moves {
    let mut moves = Moves::default();
    let readable = comments.to_be_compared(versions).into_iter().filter(|(before, _)| Pages::reads(before.kind));
    let until = Instant::now() + MAX_FOLLOWING;
    for (before, after) in readable.take(MAX_FOLLOWED) {
        let pages = visit.pages();
        let Ok(found) = timeout_at(until, pages.moved_places(before.sha256, after.sha256, before.kind)).await else { break };
        if let Some(places) = found {
            moves.add(before.sha256, after.sha256, places);
        }
    }
    moves
}

/// What stands in a file; `None` for what is not read as text, or not now.
pub(super) async fn text(visit: &Visit, file: &StoredFile) -> Option<FileText> {
    if !Pages::reads(file.kind) {
        return None;
    }
    visit.pages().text(file.sha256, file.kind).await.ok().flatten()
}
