//! A tick in the list: which version is to be approved together with others, in whose turn, as the box carries it.

use std::fmt;

use crate::{decisions::DecisionId, files::Sha256, ids::SubmissionId, obligations::ObligationId, record_types::Step};

/// One ticked version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Of the box as it was shown: `DecisionRequest::key`.
    pub key: DecisionId,
    pub obligation: ObligationId,
    pub submission: SubmissionId,
    /// Of what was shown when it was opened.
    pub digest: Sha256,
    pub step: Step,
}

impl Tick {
    /// The leadership approves by signing.
    pub const fn is_signed(&self) -> bool {
        matches!(self.step, Step::Leadership)
    }

    /// Reads what a box carries; `None` for what no list of ours has sent.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('.').collect();
        let [key, obligation, submission, digest, step] = parts[..] else { return None };
        let (key, digest, step) = (key.parse().ok()?, Sha256::from_hex(digest)?, Step::from_code(step)?);
        Some(Self { key, obligation: obligation.parse().ok()?, submission: submission.parse().ok()?, digest, step })
    }
}

impl fmt::Display for Tick {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { key, obligation, submission, digest, step } = self;
        write!(out, "{key}.{obligation}.{submission}.{digest}.{}", step.code())
    }
}

#[cfg(test)]
mod tests;
