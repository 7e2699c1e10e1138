//! Every register by its kind.

use super::{
    declared::{Register, RegisterKind},
    documents, incidents, proposals, trainings,
};

impl RegisterKind {
    /// The register of this kind.
    pub const fn register(self) -> &'static Register {
        match self {
            Self::Incidents => &incidents::REGISTER,
            Self::Proposals => &proposals::REGISTER,
            Self::Incoming => &documents::INCOMING,
            Self::Outgoing => &documents::OUTGOING,
            Self::Trainings => &trainings::REGISTER,
        }
    }
}
