//! Where a file that is held lies: in a version of a record, or beside a request, an order, a decision, an entry of a register, a task
//! or a type of records.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, de::Error};
use uuid::Uuid;

use crate::{
    ids::{Id, LockOrderId, MandateId, SubmissionId, UpdateId},
    people::PersonId,
    record_types::RecordTypeId,
    registers::{EntryId, RegisterKind},
    tasks::TaskId,
};

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
    /// A scan beside an entry of a register.
    EntryFile(RegisterKind, EntryId),
    /// A file of a task.
    TaskFile(TaskId),
    /// A file of an answer to a task: of whom, and which of theirs.
    AnswerFile(TaskId, PersonId, u32),
    /// A template of a type of records; its place there is its number.
    Template(RecordTypeId),
}

impl HeldIn {
    /// What an event says of the place; never renamed.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Version(_) => "version",
            Self::Evidence(_) => "evidence",
            Self::OrderScan(_) => "order-scan",
            Self::MandateScan(_) => "mandate-scan",
            Self::EntryFile(..) => "register",
            Self::TaskFile(_) => "task",
            Self::AnswerFile(..) => "answer",
            Self::Template(_) => "template",
        }
    }

    /// The version, the request, the order, the decision, the entry, the task or the type of records.
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::Version(id) => id.uuid(),
            Self::Evidence(id) => id.uuid(),
            Self::OrderScan(id) => id.uuid(),
            Self::MandateScan(id) => id.uuid(),
            Self::EntryFile(_, id) => id.uuid(),
            Self::TaskFile(id) | Self::AnswerFile(id, ..) => id.uuid(),
            Self::Template(id) => id.uuid(),
        }
    }

    /// What stands before the id in an address; a receipt stands there by its id alone.
    const fn prefix(self) -> &'static str {
        match self {
            Self::Version(_) => "",
            Self::Evidence(_) => "bo-sung-",
            Self::OrderScan(_) => "lenh-",
            Self::MandateScan(_) => "quyet-dinh-",
            Self::EntryFile(RegisterKind::Incidents, _) => "su-co-",
            Self::EntryFile(RegisterKind::Proposals, _) => "de-xuat-",
            Self::EntryFile(RegisterKind::Incoming, _) => "cong-van-den-",
            Self::EntryFile(RegisterKind::Outgoing, _) => "cong-van-di-",
            Self::EntryFile(RegisterKind::Trainings, _) => "tap-huan-",
            Self::EntryFile(RegisterKind::Commendations, _) => "khen-thuong-",
            Self::EntryFile(RegisterKind::Violations, _) => "vi-pham-",
            Self::TaskFile(_) => "viec-",
            Self::AnswerFile(..) => "tra-loi-",
            Self::Template(_) => "mau-",
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
        write!(f, "{}{}", self.prefix(), self.uuid())?;
        match self {
            Self::AnswerFile(_, person, number) => write!(f, ".{person}.{number}"),
            Self::Version(_) | Self::Evidence(_) | Self::OrderScan(_) | Self::MandateScan(_) => Ok(()),
            Self::EntryFile(..) | Self::TaskFile(_) | Self::Template(_) => Ok(()),
        }
    }
}

impl FromStr for HeldIn {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(answer) = text.strip_prefix("tra-loi-") {
            let mut parts = answer.splitn(3, '.');
            let mut part = || parts.next().unwrap_or_default();
            let (task, person) = (Uuid::parse_str(part())?, Uuid::parse_str(part())?);
            return match part().parse() {
                Ok(number) => Ok(Self::AnswerFile(Id::new(task), Id::new(person), number)),
                // What is no number is no place, as what is no id.
                Err(_) => Uuid::parse_str("").map(|id| Self::Version(Id::new(id))),
            };
        }
        let beside: [fn(Uuid) -> Self; 10] = [
            |id| Self::Evidence(Id::new(id)),
            |id| Self::OrderScan(Id::new(id)),
            |id| Self::MandateScan(Id::new(id)),
            |id| Self::EntryFile(RegisterKind::Incidents, Id::new(id)),
            |id| Self::EntryFile(RegisterKind::Proposals, Id::new(id)),
            |id| Self::EntryFile(RegisterKind::Incoming, Id::new(id)),
            |id| Self::EntryFile(RegisterKind::Outgoing, Id::new(id)),
            |id| Self::EntryFile(RegisterKind::Trainings, Id::new(id)),
            |id| Self::TaskFile(Id::new(id)),
            |id| Self::Template(Id::new(id)),
        ];
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
            HeldIn::EntryFile(RegisterKind::Incidents, Id::new(id)),
            HeldIn::EntryFile(RegisterKind::Proposals, Id::new(id)),
            HeldIn::EntryFile(RegisterKind::Incoming, Id::new(id)),
            HeldIn::EntryFile(RegisterKind::Outgoing, Id::new(id)),
            HeldIn::EntryFile(RegisterKind::Trainings, Id::new(id)),
            HeldIn::TaskFile(Id::new(id)),
            HeldIn::AnswerFile(Id::new(id), Id::new(Uuid::from_u128(8)), 3),
            HeldIn::Template(Id::new(id)),
        ];
        for place in places {
            assert_eq!(place.to_string().parse::<HeldIn>().unwrap(), place);
        }
        assert_eq!(places[0].to_string(), id.to_string(), "receipts keep their addresses");
        for wrong in [
            "",
            "bo-sung-",
            "lenh-7",
            "tra-loi-7.8.9",
            "tra-loi-00000000-0000-0000-0000-000000000007.00000000-0000-0000-0000-000000000008.x",
            "thu-00000000-0000-0000-0000-000000000007",
        ] {
            assert!(wrong.parse::<HeldIn>().is_err(), "{wrong}");
        }
    }
}
