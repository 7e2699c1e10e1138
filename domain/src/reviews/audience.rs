//! To whom something is told about the files of a record: each does something else about it.

use super::turns::decides_in_some_turn;
use crate::{
    days::Timestamp,
    facts::Facts,
    file_names::FileName,
    inspection::Inspected,
    obligations::Obligation,
    people::PersonId,
    permissions::{Action, Actor, decide},
    refusal::Words,
};

/// Whoever reads what is told about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Whoever has handed in a version of the record, or is to hand it in and decides nothing about it.
    Sender,
    /// Whoever decides about what others have handed in, also where the record is their duty as well.
    Reviewer,
    /// Anybody else who may open it: nothing of it is theirs to do.
    Other,
}

impl Audience {
    /// Who `actor` is to the files of a version that `sender` has handed in. Of several things that somebody may do about a file
    /// the more useful one is told: a head of department who shares a class decides about what the other teacher wrote.
    pub fn of(facts: &Facts, actor: &Actor, obligation: &Obligation, sender: PersonId, now: Timestamp) -> Self {
        let authors = obligation.handed_in.as_ref().map_or(&[][..], |handed_in| handed_in.authors.as_slice());
        if sender == actor.person || authors.contains(&actor.person) {
            return Self::Sender;
        }
        let record = facts.record_facts(obligation);
        if decides_in_some_turn(facts, actor, obligation, now) {
            Self::Reviewer
        } else if decide(actor, facts.organisation(), Action::HandIn(record)).is_ok() {
            Self::Sender
        } else {
            Self::Other
        }
    }

    /// What was found in the file of this name, and what is done about it.
    pub fn notices(self, found: &Inspected, name: &FileName) -> Vec<Words> {
        match self {
            Self::Sender => found.notices(name),
            Self::Reviewer => found.notices_for_reviewer(name),
            Self::Other => found.notices_for_others(name),
        }
    }

    /// What is done about a file that may be the wrong one.
    pub const fn if_wrong(self) -> &'static str {
        match self {
            Self::Sender => "Xem lại có nhầm tệp hoặc quên sửa không. Đúng rồi thì không cần làm gì.",
            Self::Reviewer => "Hỏi lại thầy cô nếu nhầm tệp hoặc quên sửa.",
            Self::Other => "",
        }
    }

    /// What is done about a file that was given back and comes again as it was.
    pub const fn if_unchanged(self) -> &'static str {
        match self {
            Self::Sender => "Xem lại đã chọn đúng tệp vừa sửa chưa. Tệp này không phải sửa thì để nguyên.",
            Self::Reviewer => "Hỏi lại thầy cô nếu tệp này phải sửa.",
            Self::Other => "",
        }
    }
}

#[cfg(test)]
mod tests;
