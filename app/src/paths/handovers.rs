//! The addresses of handovers.

use std::fmt::Display;

/// All handovers that the viewer may see, and what of them has not gone over.
pub const HANDOVERS: &str = "/ban-giao";

addresses! {
    /// Confirms a handover of this person, in two steps.
    HAND_OVER, hand_over(person) = "/ban-giao/cua/{person}";
    /// One handover, with its minutes.
    HANDOVER, handover(handover) = "/ban-giao/{handover}";
    /// Signs the minutes.
    SIGN_HANDOVER, sign_handover(handover) = "/ban-giao/{handover}/ky";
}
