//! Where a file that is held lies: in a version of a record, or beside a request, an order or a decision.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, de::Error};
use uuid::Uuid;

use crate::ids::{Id, LockOrderId, MandateId, SubmissionId, UpdateId};

/// The place of a held file; with the file's number in it, it is the address at which somebody decides about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeldIn {
    /// A version of a record.
    Version(SubmissionId),
    /// What bears a request for an update after a lock out.
    Evidence(UpdateId),
    /// A scan beside an order that shuts or opens records.
    OrderScan(LockOrderId),
    /// A scan of a decision that gives or ends rights.
    MandateScan(MandateId),
}

impl HeldIn {
    /// What an event says of the place; never renamed.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Version(_) => "version",
            Self::Evidence(_) => "evidence",
            Self::OrderScan(_) => "order-scan",
            Self::MandateScan(_) => "mandate-scan",
        }
    }

    /// The version, the request, the order or the decision.
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::Version(id) => id.uuid(),
            Self::Evidence(id) => id.uuid(),
            Self::OrderScan(id) => id.uuid(),
            Self::MandateScan(id) => id.uuid(),
        }
    }

    /// What stands before the id in an address; a receipt stands there by its id alone.
    const fn prefix(self) -> &'static str {
        match self {
            Self::Version(_) => "",
            Self::Evidence(_) => "bo-sung-",
            Self::OrderScan(_) => "lenh-",
            Self::MandateScan(_) => "quyet-dinh-",
        }
    }
}

impl From<SubmissionId> for HeldIn {
    fn from(version: SubmissionId) -> Self {
        Self::Version(version)
    }
}

impl fmt::Display for HeldIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.prefix(), self.uuid())
    }
}

impl FromStr for HeldIn {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let beside: [fn(Uuid) -> Self; 3] =
            [|id| Self::Evidence(Id::new(id)), |id| Self::OrderScan(Id::new(id)), |id| Self::MandateScan(Id::new(id))];
        for place in beside {
            if let Some(id) = text.strip_prefix(place(Uuid::nil()).prefix()) {
                return Uuid::parse_str(id).map(place);
            }
        }
        Uuid::parse_str(text).map(|id| Self::Version(Id::new(id)))
    }
}

impl<'de> Deserialize<'de> for HeldIn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn each_place_is_found_again_by_its_address_and_no_other_is() {
        let id = Uuid::from_u128(7);
        let places = [
            HeldIn::Version(Id::new(id)),
            HeldIn::Evidence(Id::new(id)),
            HeldIn::OrderScan(Id::new(id)),
            HeldIn::MandateScan(Id::new(id)),
        ];
        for place in places {
            assert_eq!(place.to_string().parse::<HeldIn>().unwrap(), place);
        }
        assert_eq!(places[0].to_string(), id.to_string(), "receipts keep their addresses");
        for wrong in ["", "bo-sung-", "lenh-7", "thu-00000000-0000-0000-0000-000000000007"] {
            assert!(wrong.parse::<HeldIn>().is_err(), "{wrong}");
        }
    }
}
