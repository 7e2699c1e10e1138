//! "Kiểm tra ngẫu nhiên": what somebody of the leadership has looked through of what a department approved, and signed for; never
//! changed, and never taken back (decision 0019). And the draw by which such records are found.

mod draw;

use serde::{Deserialize, Serialize};

pub use draw::{Draw, DrawForm};

use crate::{
    days::Timestamp,
    files::Sha256,
    ids::{Id, SubmissionId},
    people::PersonId,
};

pub type SpotCheckId = Id<SpotCheck>;

/// "Đã kiểm tra": one version, by one person of the leadership. The record stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpotCheck {
    pub id: SpotCheckId,
    /// The version that was looked at, and the fingerprint of its bytes that was on the screen.
    pub submission: SubmissionId,
    pub digest: Sha256,
    pub by: PersonId,
    pub at: Timestamp,
}
