//! "Ký": what a signature of the leadership says, and how anybody finds and checks it again (Điều 3e, 4e; Nghị định 23/2025,
//! điều 9).
//!
//! What is signed is a `Statement`: people read it, and its bytes are what the key of the school signs. A `CheckCode` leads
//! to it from paper. Nothing here knows the arithmetic of signatures: bytes, keys and signatures are values.

mod assembly;
mod canonical;
mod code;
mod keys;
mod standing;
mod statement;

pub use assembly::{ToSign, open_beside};
pub use canonical::StatementError;
pub use code::{CheckCode, CheckCodeError};
pub(crate) use code::{letter_of, value_of};
pub use keys::{KeyId, PublicKey, Signature};
pub use standing::{SignatureStanding, unsaid, withheld};
pub use statement::{
    Approver, ClockAtSigning, Delegation, Named, SignedAct, SignedFile, SignedRecord, SignedSchool, SignedVersion, Statement,
};

/// What a signer agrees to, as the form shows it beside the password and as the statement carries it.
pub const CONSENT: &str = "Tôi đã xem các tệp của phiên bản này và ký duyệt bằng tài khoản của chính mình. \
     Chữ ký chỉ có giá trị cho đúng những tệp có mã SHA-256 ghi trong lời xác nhận này.";

/// What whoever looks through what the department approved agrees to, before signing for that.
pub const CHECK_CONSENT: &str = "Tôi đã xem các tệp của phiên bản này và ký xác nhận đã kiểm tra bằng tài khoản của chính mình. \
     Đây không phải là ký duyệt. Chữ ký chỉ có giá trị cho đúng những tệp có mã SHA-256 ghi trong lời xác nhận này.";

impl SignedAct {
    /// What whoever does it agrees to.
    pub const fn consent(self) -> &'static str {
        match self {
            Self::Approval => CONSENT,
            Self::Check => CHECK_CONSENT,
        }
    }
}

#[cfg(test)]
mod tests;
