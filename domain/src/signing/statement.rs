//! All that a signature speaks of: each field is signed, and nothing that is not here is.

use super::{CheckCode, KeyId};
use crate::{
    days::Timestamp,
    files::Sha256,
    ids::SubmissionId,
    obligations::ObligationId,
    people::{PersonId, SchoolId},
    record_types::Step,
    submissions::ReceiptNumber,
};

/// Who agreed to what and when, about exactly which bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// By which it is found; of this statement alone.
    pub code: CheckCode,
    /// The key that signs it.
    pub key: KeyId,
    pub act: SignedAct,
    pub school: SignedSchool,
    pub record: SignedRecord,
    pub version: SignedVersion,
    /// Who approved this version in the steps before, the first step first.
    pub approvals: Vec<Approver>,
    pub signer: Named,
    /// By which decision the signer stands in for somebody; without one the position is the signer's own.
    pub delegation: Option<Delegation>,
    /// What the signer agreed to, in the words of the screen.
    pub consent: String,
    /// When the signer last typed the password in this session.
    pub password_typed_at: Timestamp,
    pub signed_at: Timestamp,
    pub clock: ClockAtSigning,
    /// Whose turn was open beside the signer's, and undecided: the record was approved by this signature alone not yet.
    pub open: Option<Step>,
}

/// What the signer says of the version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedAct {
    /// "Ký duyệt".
    Approval,
    /// "Ký xác nhận đã kiểm tra": of what the department approved, and no approval of the leadership's.
    Check,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedSchool {
    pub id: SchoolId,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedRecord {
    pub id: ObligationId,
    /// "Giáo án tuần 12 · Lớp 4A".
    pub title: String,
    /// "Giáo án tuần (kế hoạch bài dạy)".
    pub record_type: String,
    /// "tuần 12".
    pub period: String,
    /// "Lớp 4A"; of the school's own records the school.
    pub owner: String,
    /// "2026-2027".
    pub school_year: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedVersion {
    pub id: SubmissionId,
    /// Counted from 1.
    pub number: u32,
    pub receipt: ReceiptNumber,
    /// The fingerprint of the version as a whole, which every decision about it names.
    pub digest: Sha256,
    pub handed_in_by: Named,
    pub handed_in_at: Timestamp,
    pub files: Vec<SignedFile>,
}

/// One file of the version, by the hash of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedFile {
    pub name: String,
    /// In bytes.
    pub size: u64,
    pub sha256: Sha256,
}

/// Somebody as the school knew them on the day of the deed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub id: PersonId,
    /// The full name: "Nguyễn Thị Minh Nguyệt".
    pub name: String,
    /// "Hiệu trưởng".
    pub titles: String,
}

/// Who approved in a step before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approver {
    pub step: Step,
    pub by: Named,
    /// By which decision they stood in for somebody.
    pub delegation: Option<Delegation>,
    pub at: Timestamp,
}

/// "B thay A theo Quyết định số …".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegation {
    /// The number of the decision, as the school wrote it: "15/QĐ-MNNT".
    pub decision: String,
    pub on_behalf_of: Named,
}

/// What was known of the server's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockAtSigning {
    Believed,
    /// It was doubted, so `signed_at` may be wrong. Signing is not refused then, since nobody knows how long the doubt
    /// lasts; the statement says it instead.
    Doubted,
}
