//! How somebody's acting in another one's place stands on a day.

use chrono::NaiveDate;

use crate::people::Appointment;

/// How one of them stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DelegationState {
    /// Its first day is to come.
    ToCome,
    InForce,
    Over,
    /// It was ended before its first day was over.
    Cancelled,
}

impl DelegationState {
    /// Of `appointment` on the day `today`.
    pub fn of(appointment: &Appointment, today: NaiveDate) -> Self {
        match told_until(appointment) {
            Some(until) if until < appointment.from => Self::Cancelled,
            Some(until) if until < today => Self::Over,
            Some(_) | None if today < appointment.from => Self::ToCome,
            Some(_) | None => Self::InForce,
        }
    }

    /// There is something left of it to end.
    pub const fn can_end(self) -> bool {
        matches!(self, Self::ToCome | Self::InForce)
    }
}

/// The last day as it is told. What was ended after its first day was once written as having ended before it, as if it had never
/// begun: it was held, and used, until the day before its end was entered.
pub fn told_until(appointment: &Appointment) -> Option<NaiveDate> {
    let until = appointment.until?;
    if until < appointment.from { appointment.last_day() } else { Some(until) }
}
