//! "Góp ý": what reviewers and authors write to each other about one version, pinned to a place of a file or to none; never
//! changed and never removed, only answered and settled.

mod form;
mod spot;

use serde::{Deserialize, Serialize};

pub use form::{CommentForm, NewComment, has_place};
pub use spot::Spot;

use crate::{
    days::Timestamp,
    files::Sha256,
    ids::{Id, SubmissionId},
    people::PersonId,
    refusal::CommentRefusal,
};

pub type CommentId = Id<Comment>;

/// How many comments, answers among them, one record may have: more than any reviewer writes, and no page grows without end.
pub const MAX_COMMENTS: usize = 500;

/// How many of them one person may write: nobody fills a record so that others cannot answer there.
pub const MAX_COMMENTS_OF_PERSON: usize = 100;

/// One comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    pub id: CommentId,
    /// The version that was on the screen.
    pub submission: SubmissionId,
    pub about: About,
    pub by: PersonId,
    pub at: Timestamp,
    pub words: String,
}

/// What a comment is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum About {
    /// It begins a thread: about the place of a file, or (`None`) about the whole version.
    Version(Option<Pin>),
    /// It answers the comment that began the thread.
    Thread(CommentId),
}

/// Where a comment is pinned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// Which file of the version, from 0.
    pub file: usize,
    /// Its bytes.
    pub sha256: Sha256,
    /// Where in it; `None` for the file as a whole.
    pub spot: Option<Spot>,
    /// The words that were selected there; may be empty.
    pub quote: String,
}

/// "Đã xong", or "mở lại": whoever began a thread says whether it is settled, or somebody for them who has left; the last word
/// counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settlement {
    pub comment: CommentId,
    pub by: PersonId,
    pub at: Timestamp,
    pub is: Settled,
}

/// What is said of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Settled {
    Done,
    /// It is open again.
    Reopened,
}

impl Settled {
    /// As it is stored and sent.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Reopened => "reopened",
        }
    }

    /// Reads back what `code` wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Done, Self::Reopened].into_iter().find(|one| one.code() == code)
    }
}

/// What a record carries of a comment: who and when, and no words, which its own page reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentMark {
    pub id: CommentId,
    pub submission: SubmissionId,
    pub by: PersonId,
    pub at: Timestamp,
    /// The comment that it answers.
    pub answers: Option<CommentId>,
    /// Since when its thread is settled; `None` for an open one and for answers.
    pub settled_at: Option<Timestamp>,
}

impl CommentMark {
    /// The comment that began its thread.
    pub fn thread(&self) -> CommentId {
        self.answers.unwrap_or(self.id)
    }

    /// It began a thread, and nobody has settled it.
    pub const fn is_open(&self) -> bool {
        self.answers.is_none() && self.settled_at.is_none()
    }
}

/// May `by` write one more comment about a record that has these?
///
/// # Errors
/// `CommentRefusal::TooMany`, or `TooManyOfOne` where others may write still.
pub fn check_room(marks: &[CommentMark], by: PersonId) -> Result<(), CommentRefusal> {
    if marks.len() >= MAX_COMMENTS {
        return Err(CommentRefusal::TooMany { most: MAX_COMMENTS });
    }
    if marks.iter().filter(|mark| mark.by == by).count() >= MAX_COMMENTS_OF_PERSON {
        return Err(CommentRefusal::TooManyOfOne { most: MAX_COMMENTS_OF_PERSON });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
