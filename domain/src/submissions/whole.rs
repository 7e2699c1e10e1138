//! A version is the whole set of its files: what it takes over from the last one, what is new, and what had to be left out.

use serde::{Deserialize, Serialize};

use super::SubmissionId;
use crate::{
    file_names::FileName,
    files::{StoredFile, takes_the_place},
    obligations::Obligation,
    people::{Organisation, PersonId},
    refusal::{HandInRefusal, Refusal},
};

/// How the files of a version came together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Composition {
    /// Of each file that was taken over: its place in this version, counted from 0, and the version with which it came.
    pub kept: Vec<(usize, SubmissionId)>,
    /// Names of files that could not be taken, and without which the person handed in all the same.
    pub left_out: Vec<FileName>,
}

impl Composition {
    /// The version with which the file at this place came, where that was an earlier one.
    pub fn origin(&self, place: usize) -> Option<SubmissionId> {
        self.kept.iter().find(|(at, _)| *at == place).map(|(_, origin)| *origin)
    }
}

/// What a page showed of the last version, and which of its files stay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// The last version that counted when the page was made; `None` where nothing was handed in.
    pub version: Option<SubmissionId>,
    /// The places of the files that stay, counted from 0.
    pub stay: Vec<usize>,
}

/// May `by` hand in from a page that was made from this version? Whoever has not seen the last one would leave out its files.
///
/// # Errors
/// `HandInRefusal::Meanwhile`, `HandInRefusal::TakenBackMeanwhile`.
pub fn check_basis(
    obligation: &Obligation,
    seen: Option<SubmissionId>,
    by: PersonId,
    organisation: &Organisation,
) -> Result<(), Refusal> {
    match &obligation.handed_in {
        last if last.as_ref().map(|one| one.submission) == seen => Ok(()),
        Some(last) => {
            let who = organisation.person(last.last_by).filter(|who| who.id != by);
            let who = who.map(|who| format!("{} {}", who.honorific.word(), who.name));
            Err(HandInRefusal::Meanwhile { version: last.versions, who, at: last.last_at }.into())
        }
        None => Err(HandInRefusal::TakenBackMeanwhile.into()),
    }
}

/// A version that is the last one over again, without a word, is a slip.
///
/// # Errors
/// `HandInRefusal::NothingNew`.
pub fn check_new(last: &[StoredFile], now: &[StoredFile], note: &str, version: u32) -> Result<(), Refusal> {
    if last == now && note.trim().is_empty() { Err(HandInRefusal::NothingNew { version }.into()) } else { Ok(()) }
}

/// Which of the ticked files stay beside those that were chosen on a form without scripts: a document that comes under the name of
/// one of them takes its place.
pub fn staying(last: &[StoredFile], ticked: &[usize], chosen: &[StoredFile]) -> Vec<usize> {
    let bears = |name: &FileName| last.iter().filter(|one| one.name == *name).count();
    let is_replaced =
        |old: &StoredFile| bears(&old.name) == 1 && chosen.iter().any(|new| takes_the_place(old.name.as_str(), new.name.as_str()));
    ticked.iter().copied().filter(|place| last.get(*place).is_some_and(|old| !is_replaced(old))).collect()
}

#[cfg(test)]
mod tests;
