//! One update, from the request to its end: each transition takes it as it was and gives it as it is, or says why not.

use super::procedure::OpenFor;
use crate::{
    days::Timestamp,
    files::StoredFile,
    ids::{LockOrderId, SubmissionId, UpdateId},
    locks::{Act, LockReading, Post, Signature},
    obligations::{ObligationId, Reason},
    refusal::{Refusal, UpdateRefusal},
};

/// A record that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UpdateRecord {
    pub obligation: ObligationId,
    /// The order that shut it when it was asked for.
    pub order: LockOrderId,
}

/// A version that was handed in because its record was open for the requester.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UpdateVersion {
    pub obligation: ObligationId,
    pub submission: SubmissionId,
    /// When it was taken.
    pub at: Timestamp,
}

/// A vice principal's word for opening, to which the principal's is awaited (Điều 4b).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub signature: Signature,
    pub hours: u32,
}

/// That the records are opened: who decided it, by which reading, and for how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// In the order in which they came; never empty.
    pub signatures: Vec<Signature>,
    pub reading: LockReading,
    pub hours: u32,
    pub open_for: OpenFor,
    /// Where the log has it, as of an order (`Decided::place`).
    pub place: i64,
}

impl Grant {
    /// By this the later of two decisions is known, also of a grant and an order (`Decided::when`).
    pub fn when(&self) -> (i64, Option<Timestamp>) {
        (self.place, self.at())
    }

    /// From when on the records are open: when the last name came under it.
    pub fn at(&self) -> Option<Timestamp> {
        self.signatures.iter().map(|one| one.at).max()
    }

    /// As what it counts beside orders.
    pub fn post(&self) -> Option<Post> {
        self.signatures.iter().map(|one| one.post).max()
    }
}

/// How far a request has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UpdateStage {
    Requested,
    /// A vice principal's name is under it, and the principal's is awaited.
    Proposed(Proposal),
    Granted(Grant),
    Refused {
        /// What had been proposed before.
        proposed: Option<Proposal>,
        refused: Signature,
        words: Reason,
    },
    /// The requester took it back.
    Withdrawn {
        proposed: Option<Proposal>,
        at: Timestamp,
    },
}

/// How it stands at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UpdateState {
    /// "Chờ quyết định".
    Requested,
    /// "Chờ hiệu trưởng cùng quyết định".
    Proposed,
    /// "Đang mở".
    Open,
    /// "Đã khóa lại".
    Closed,
    /// "Không đồng ý".
    Refused,
    /// "Người xin đã rút".
    Withdrawn,
}

impl UpdateState {
    /// On screen and on paper.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Requested => "Chờ quyết định",
            Self::Proposed => "Chờ hiệu trưởng cùng quyết định",
            Self::Open => "Đang mở",
            Self::Closed => "Đã khóa lại",
            Self::Refused => "Không đồng ý",
            Self::Withdrawn => "Người xin đã rút",
        }
    }
}

/// "Đề nghị bổ sung sau khóa", and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    pub id: UpdateId,
    /// Counted from 1 in each school.
    pub number: u32,
    /// Exactly these; never empty.
    pub records: Vec<UpdateRecord>,
    /// By whom and when: for nobody else the records are opened.
    pub requested: Act,
    pub reason: Reason,
    /// What bears it out, in words; empty where nothing is named.
    pub evidence: String,
    /// What bears it out, as files: photos, scans, papers.
    pub files: Vec<StoredFile>,
    pub stage: UpdateStage,
    /// In the order in which they came.
    pub versions: Vec<UpdateVersion>,
    /// When the requester said that they are done.
    pub finished_at: Option<Timestamp>,
    /// That somebody who may open what is shut closed it before its hours were over.
    pub closed: Option<Signature>,
}

impl Update {
    /// "Đề nghị bổ sung số 03".
    pub fn name(&self) -> String {
        format!("Đề nghị bổ sung số {:02}", self.number)
    }

    /// The update with one more name for opening under it, by this `reading`: granted, or proposed where that is not enough. The
    /// hours are those of whoever decides in the end.
    ///
    /// # Errors
    /// `UpdateRefusal::IsThePrincipals` where another name of the same worth is under it; or what has become of it since.
    pub fn grant(self, signature: Signature, hours: u32, reading: LockReading, open_for: OpenFor) -> Result<Self, Refusal> {
        let proposed = self.waiting()?.map(|proposal| proposal.signature);
        if let Some(first) = proposed.filter(|first| first.by == signature.by) {
            return Err(UpdateRefusal::ProposedAlready { at: first.at }.into());
        }
        let is_first = proposed.is_none();
        let signatures: Vec<Signature> = proposed.into_iter().chain([signature]).collect();
        let stage = if reading.is_decided_by(&signatures) {
            UpdateStage::Granted(Grant { signatures, reading, hours, open_for, place: 0 })
        } else if is_first {
            UpdateStage::Proposed(Proposal { signature, hours })
        } else {
            // Two vice principals are no principal.
            return Err(UpdateRefusal::IsThePrincipals.into());
        };
        Ok(Self { stage, ..self })
    }

    /// The update, refused with these words.
    ///
    /// # Errors
    /// What has become of it since.
    pub fn refuse(self, refused: Signature, words: Reason) -> Result<Self, Refusal> {
        let proposed = self.waiting()?.copied();
        Ok(Self { stage: UpdateStage::Refused { proposed, refused, words }, ..self })
    }

    /// The update, taken back by the requester.
    ///
    /// # Errors
    /// What has become of it since.
    pub fn withdraw(self, at: Timestamp) -> Result<Self, Refusal> {
        let proposed = self.waiting()?.copied();
        Ok(Self { stage: UpdateStage::Withdrawn { proposed, at }, ..self })
    }

    /// The update of which the requester says that it is done: what is open is shut again.
    ///
    /// # Errors
    /// `UpdateRefusal::NotOpen` where nothing is open.
    pub fn finish(self, at: Timestamp) -> Result<Self, Refusal> {
        if self.state(at) != UpdateState::Open {
            return Err(UpdateRefusal::NotOpen.into());
        }
        Ok(Self { finished_at: Some(at), ..self })
    }

    /// The update, closed before its hours are over. What began to arrive before is finished, as at the end of the hours.
    ///
    /// # Errors
    /// `UpdateRefusal::NotOpen` where nothing is open; `UpdateRefusal::ClosedAlready`.
    pub fn close(self, signature: Signature) -> Result<Self, Refusal> {
        if let Some(closed) = self.closed {
            return Err(UpdateRefusal::ClosedAlready { at: closed.at }.into());
        }
        if self.state(signature.at) != UpdateState::Open {
            return Err(UpdateRefusal::NotOpen.into());
        }
        Ok(Self { closed: Some(signature), ..self })
    }

    /// What has been proposed, if anything, while it waits for a decision.
    ///
    /// # Errors
    /// What has become of it since.
    pub fn waiting(&self) -> Result<Option<&Proposal>, Refusal> {
        match &self.stage {
            UpdateStage::Requested => Ok(None),
            UpdateStage::Proposed(proposal) => Ok(Some(proposal)),
            UpdateStage::Granted(grant) => {
                Err(UpdateRefusal::GrantedAlready { at: grant.at().unwrap_or(self.requested.at) }.into())
            }
            UpdateStage::Refused { refused, .. } => Err(UpdateRefusal::RefusedAlready { at: refused.at }.into()),
            UpdateStage::Withdrawn { at, .. } => Err(UpdateRefusal::Withdrawn { at: *at }.into()),
        }
    }

    /// What a vice principal had proposed before anybody decided, also where nobody has.
    pub fn proposal(&self) -> Option<&Proposal> {
        match &self.stage {
            UpdateStage::Proposed(proposal) => Some(proposal),
            UpdateStage::Refused { proposed, .. } | UpdateStage::Withdrawn { proposed, .. } => proposed.as_ref(),
            UpdateStage::Requested | UpdateStage::Granted(_) => None,
        }
    }

    /// That it was granted, by whom and for how long.
    pub fn granted(&self) -> Option<&Grant> {
        match &self.stage {
            UpdateStage::Granted(grant) => Some(grant),
            UpdateStage::Requested | UpdateStage::Proposed(_) | UpdateStage::Refused { .. } | UpdateStage::Withdrawn { .. } => None,
        }
    }

    /// Whether it is about this record.
    pub fn is_about(&self, obligation: ObligationId) -> bool {
        self.records.iter().any(|one| one.obligation == obligation)
    }
}
