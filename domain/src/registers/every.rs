//! Every register by its kind.

use super::{
    commendations,
    declared::{Register, RegisterKind},
    documents, incidents, proposals, trainings, violations,
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
            Self::Commendations => &commendations::REGISTER,
            Self::Violations => &violations::REGISTER,
        }
    }
}
