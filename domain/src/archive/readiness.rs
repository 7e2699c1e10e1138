//! What can go into the archive, and of what cannot, why: what is not approved or can still change stays outside.

use std::collections::BTreeSet;

use crate::{
    days::Timestamp,
    decisions::UNDO_WITHIN,
    facts::Facts,
    ids::SubmissionId,
    obligations::{Archived, Obligation},
    reviews::{Review, review_of},
    updates::UpdateState,
};

/// How a record stands before the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// Nobody owes it and nothing was handed in: it is no part of the archive.
    Nothing,
    Archived(Archived),
    Ready,
    NotReady(NotReady),
}

/// Why a record does not go in now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotReady {
    NotHandedIn,
    /// It waits for somebody's decision.
    WaitsForDecision,
    /// It was given back, and no corrected version has come.
    GivenBack,
    /// Whoever signed it may take that back for some minutes.
    JustSigned,
    /// It is open after a lock to somebody, or somebody has asked for that.
    OpenUpdate,
    /// A file of it is held.
    HeldFile,
    /// A file of it is not in the store as it was handed in.
    DamagedFile,
}

impl NotReady {
    /// Each, in the order in which pages tell them.
    pub const ALL: [Self; 7] = [
        Self::NotHandedIn,
        Self::WaitsForDecision,
        Self::GivenBack,
        Self::JustSigned,
        Self::OpenUpdate,
        Self::HeldFile,
        Self::DamagedFile,
    ];

    /// In a line behind the record.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotHandedIn => "chưa nộp",
            Self::WaitsForDecision => "đang chờ duyệt, ký",
            Self::GivenBack => "bị trả lại, chưa có bản sửa",
            Self::JustSigned => "vừa ký, còn trong 10 phút có thể rút lại",
            Self::OpenUpdate => "đang xin hoặc đang mở bổ sung sau khóa",
            Self::HeldFile => "có tệp đang giữ lại hoặc chưa kiểm tra xong",
            Self::DamagedFile => "có tệp trong kho không còn khớp với tệp đã nộp",
        }
    }
}

/// How `obligation` stands before the archive at `now`; `held` are the last versions with a file that is kept from being opened.
///
/// What asks for no approval is ready once it was handed in: the school asks no more of it.
pub fn readiness(facts: &Facts, obligation: &Obligation, now: Timestamp, held: &BTreeSet<SubmissionId>) -> Readiness {
    if let Some(archived) = obligation.archived {
        return Readiness::Archived(archived);
    }
    let Some(handed_in) = &obligation.handed_in else {
        let is_owed = obligation.closing.is_none() && obligation.exemption.is_none();
        return if is_owed { Readiness::NotReady(NotReady::NotHandedIn) } else { Readiness::Nothing };
    };
    let is_open = facts.updates.of_record(obligation.id).any(|update| match update.state(now) {
        UpdateState::Requested | UpdateState::Proposed => true,
        UpdateState::Open => update.is_open(obligation.id, now, now),
        UpdateState::Closed | UpdateState::Refused | UpdateState::Withdrawn => false,
    });
    let not_ready = match review_of(facts, obligation) {
        Review::Waiting(_) | Review::NothingYet => Some(NotReady::WaitsForDecision),
        Review::Returned(_) => Some(NotReady::GivenBack),
        Review::Approved { approvals, .. } if approvals.iter().any(|one| now < one.at + UNDO_WITHIN) => Some(NotReady::JustSigned),
        Review::Approved { .. } | Review::NotAsked | Review::SelfIssued { .. } => None,
    };
    let not_ready = not_ready
        .or_else(|| is_open.then_some(NotReady::OpenUpdate))
        .or_else(|| held.contains(&handed_in.submission).then_some(NotReady::HeldFile));
    not_ready.map_or(Readiness::Ready, Readiness::NotReady)
}
