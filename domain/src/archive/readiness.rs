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
    /// It came while the machine's clock was doubted, and nobody has decided yet at what time that was.
    DoubtfulTime,
    /// It is open after a lock to somebody, or somebody has asked for that.
    OpenUpdate,
    /// A file of it is held.
    HeldFile,
}

impl NotReady {
    /// Each, in the order in which pages tell them.
    pub const ALL: [Self; 7] = [
        Self::NotHandedIn,
        Self::WaitsForDecision,
        Self::GivenBack,
        Self::JustSigned,
        Self::DoubtfulTime,
        Self::OpenUpdate,
        Self::HeldFile,
    ];

    /// In a line behind the record.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotHandedIn => "chưa nộp",
            Self::WaitsForDecision => "đang chờ duyệt, ký",
            Self::GivenBack => "bị trả lại, chưa có bản sửa",
            Self::JustSigned => "vừa ký, còn trong 10 phút có thể rút lại",
            Self::DoubtfulTime => "nộp lúc giờ máy chủ đáng ngờ, chưa ai quyết định giờ đúng",
            Self::OpenUpdate => "đang xin hoặc đang mở bổ sung sau khóa",
            Self::HeldFile => "có tệp đang giữ lại hoặc chưa kiểm tra xong",
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
    let is_doubted =
        [handed_in.first_at, handed_in.last_at].into_iter().any(|at| facts.doubtful_times.iter().any(|time| time.holds(at)));
    let not_ready = not_ready
        .or_else(|| is_doubted.then_some(NotReady::DoubtfulTime))
        .or_else(|| is_open.then_some(NotReady::OpenUpdate))
        .or_else(|| held.contains(&handed_in.submission).then_some(NotReady::HeldFile));
    not_ready.map_or(Readiness::Ready, Readiness::NotReady)
}
