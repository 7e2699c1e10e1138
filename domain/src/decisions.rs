//! "Quyết định duyệt": what one person decided about one version; never changed, only taken back by a row of its own.

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::{
    days::Timestamp,
    doubtful_times::Moment,
    files::Sha256,
    ids::{Id, SubmissionId},
    people::PersonId,
    record_types::Step,
};

pub type DecisionId = Id<Decision>;

/// How long whoever decided may take it back: long enough for a slip of the hand, too short for a change of mind that
/// others have acted on.
pub const UNDO_WITHIN: TimeDelta = TimeDelta::minutes(10);

/// Whether what happened at `at`, at `running_at` by the clock that runs (`Moment::running`), may be taken back at `moment`. Both
/// clocks must say so: one may stand still, and one may have been set back since, and none of them makes the minutes longer.
pub fn is_within_undo(at: Timestamp, running_at: Timestamp, moment: Moment) -> bool {
    let minutes = TimeDelta::zero()..=UNDO_WITHIN;
    minutes.contains(&(moment.now - at)) && minutes.contains(&(moment.running() - running_at))
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    pub id: DecisionId,
    /// The version that was looked at, and the fingerprint of its bytes that was on the screen.
    pub submission: SubmissionId,
    pub digest: Sha256,
    /// In whose turn.
    pub step: Step,
    /// The turn that was settled with it, because nobody else could decide in it: one signature of the leadership ends a way
    /// on which the department has nobody.
    pub also: Option<Step>,
    pub by: PersonId,
    pub at: Timestamp,
    /// When it was made, by the clock that runs (`Moment::running`): by it the minutes are counted in which it may be taken back.
    pub running_at: Timestamp,
    pub outcome: Outcome,
    /// When it was taken back; it counts for nothing since.
    pub undone_at: Option<Timestamp>,
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// "Duyệt"; of the leadership "ký".
    Approved,
    /// "Trả lại để sửa".
    Returned(Return),
}

/// Why a version was given back, and by when to correct it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// Ticked reasons, in the words that the screen showed.
    pub reasons: Vec<String>,
    /// Words of the reviewer's own; may be empty where a reason is ticked.
    pub words: String,
    /// A working day. From here on only this day counts; how late the record is stays what its first hand-in made it.
    pub correct_by: NaiveDate,
}

impl Decision {
    /// Whether it settles the turn of `step`.
    pub fn settles(&self, step: Step) -> bool {
        self.step == step || self.also == Some(step)
    }

    /// It has not been taken back.
    pub const fn stands(&self) -> bool {
        self.undone_at.is_none()
    }

    /// The leadership approves by signing.
    pub const fn is_signed(&self) -> bool {
        matches!((self.step, &self.outcome), (Step::Leadership, Outcome::Approved))
    }

    /// Whether it was taken within the last minutes, at `moment`.
    pub fn is_young(&self, moment: Moment) -> bool {
        is_within_undo(self.at, self.running_at, moment)
    }

    /// The return, where it is one.
    pub const fn returned(&self) -> Option<&Return> {
        match &self.outcome {
            Outcome::Returned(back) => Some(back),
            Outcome::Approved => None,
        }
    }
}
