//! Names for rows: one id type for every kind of thing, so that a class is never handed over where a person is meant.

use std::{fmt, hash::Hash, marker::PhantomData, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// The id of an `Of`: a UUID (version 7, made by the program, RFC 9562) that remembers what it names.
pub struct Id<Of> {
    uuid: Uuid,
    of: PhantomData<fn() -> Of>,
}

impl<Of> Id<Of> {
    /// Takes a UUID from outside (a row, an address) for the id of an `Of`.
    pub const fn new(uuid: Uuid) -> Self {
        Self { uuid, of: PhantomData }
    }

    /// The bare UUID, for a database or an address.
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }
}

impl<Of> Clone for Id<Of> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Of> Copy for Id<Of> {}

impl<Of> PartialEq for Id<Of> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}

impl<Of> Eq for Id<Of> {}

impl<Of> PartialOrd for Id<Of> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<Of> Ord for Id<Of> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.uuid.cmp(&other.uuid)
    }
}

impl<Of> Hash for Id<Of> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}

impl<Of> fmt::Debug for Id<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.uuid, f)
    }
}

impl<Of> fmt::Display for Id<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.uuid, f)
    }
}

impl<Of> FromStr for Id<Of> {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(Self::new)
    }
}

impl<Of> Serialize for Id<Of> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.uuid.serialize(serializer)
    }
}

impl<'de, Of> Deserialize<'de> for Id<Of> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Uuid::deserialize(deserializer).map(Self::new)
    }
}

/// What a `SubmissionId` names: one version of a record, `submissions::Submission`. Its key stands here because a record
/// names its last version, and a version its record.
#[derive(Debug)]
pub enum SubmissionKey {}

/// The id of one version of a record; the address of its receipt carries it.
pub type SubmissionId = Id<SubmissionKey>;

/// What a `LockOrderId` names: one order that shuts or opens records, `locks::LockOrder`. Its key stands here because a refusal
/// names the order, and an order the refusal of what does not fit it.
#[derive(Debug)]
pub enum LockOrderKey {}

/// The id of one order that shuts or opens records; the address of its page carries it.
pub type LockOrderId = Id<LockOrderKey>;

/// What an `UpdateId` names: one update after a lock, `updates::Update`. Its key stands here because a refusal names it, and it
/// the refusal of what does not fit it.
#[derive(Debug)]
pub enum UpdateKey {}

/// The id of one update after a lock; the address of its page carries it.
pub type UpdateId = Id<UpdateKey>;

/// What an `ExtensionId` names: more time for some records, `extensions::Extension`. Its key stands here because a due day names
/// what has put it off, and an extension the records whose due days it puts off.
#[derive(Debug)]
pub enum ExtensionKey {}

/// The id of one extension.
pub type ExtensionId = Id<ExtensionKey>;

/// What an `AbsenceId` names: that somebody is away for some days, `absences::Absence`. Its key stands here because a notice names
/// it, and it the records that it frees.
#[derive(Debug)]
pub enum AbsenceKey {}

/// The id of one absence.
pub type AbsenceId = Id<AbsenceKey>;

/// What a `MandateId` names: a decision that gives and ends rights, `mandates::Mandate`. Its key stands here because an appointment
/// that waits names its decision, and a decision the appointments that it gives.
#[derive(Debug)]
pub enum MandateKey {}

/// The id of one decision that gives and ends rights; the address of its page carries it.
pub type MandateId = Id<MandateKey>;

/// What a `RegulationVersionId` names: one version of the school's own regulation, `regulation::VersionLine`. Its key stands here
/// because a refusal names a version, and a version the refusal of what cannot follow it.
#[derive(Debug)]
pub enum RegulationVersionKey {}

/// The id of one version of the regulation; the addresses of its pages carry it.
pub type RegulationVersionId = Id<RegulationVersionKey>;
