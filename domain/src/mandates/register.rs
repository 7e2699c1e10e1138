//! All decisions of a school with what each gives and ends: a register of its own, which no page reads but those about rights.

use crate::{
    days::Timestamp,
    ids::{Id, MandateId},
    lines::look_alike,
    people::{Appointment, PersonId},
};

use super::mandate::Mandate;

/// What a decision does to an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It is held by this decision, and inside its days.
    Gives,
    /// It ended by this decision.
    Ends,
}

impl Effect {
    pub const ALL: [Self; 2] = [Self::Gives, Self::Ends];

    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gives => "gives",
            Self::Ends => "ends",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|effect| effect.code() == code)
    }
}

/// That a decision gives or ends one appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MandateRight {
    pub mandate: MandateId,
    pub appointment: Id<Appointment>,
    pub effect: Effect,
    pub by: PersonId,
    pub at: Timestamp,
}

/// The register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mandates {
    /// The last to be signed first.
    pub all: Vec<Mandate>,
    pub rights: Vec<MandateRight>,
}

impl Mandates {
    pub fn mandate(&self, id: MandateId) -> Option<&Mandate> {
        self.all.iter().find(|one| one.id == id)
    }

    /// The decision by which an appointment is held; `None` where it names none.
    pub fn giving(&self, appointment: Id<Appointment>) -> Option<&Mandate> {
        let right = self.rights.iter().find(|one| one.appointment == appointment && one.effect == Effect::Gives)?;
        self.mandate(right.mandate)
    }

    /// The appointments that a decision gives or ends.
    pub fn of(&self, mandate: MandateId, effect: Effect) -> impl Iterator<Item = Id<Appointment>> {
        let rights = self.rights.iter().filter(move |one| one.mandate == mandate && one.effect == effect);
        rights.map(|one| one.appointment)
    }

    /// A decision of this number and day that stands here already.
    pub fn same(&self, number: &str, signed_on: chrono::NaiveDate) -> Option<&Mandate> {
        self.all.iter().find(|one| one.signed_on == signed_on && look_alike(&one.number, number))
    }
}
