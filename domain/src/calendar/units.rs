//! Calendars of those units that are shut when the rest of the school is not.

use std::{collections::BTreeMap, sync::Arc};

use super::SchoolCalendar;
use crate::people::{ClassGroupId, DepartmentId};

/// A part of the school that can be shut alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    Department(DepartmentId),
    Class(ClassGroupId),
}

/// The calendars of the units that are ever shut alone; every other unit goes by the calendar of the school. Units that are shut
/// on the same days share one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitCalendars(BTreeMap<Unit, Arc<SchoolCalendar>>);

impl UnitCalendars {
    /// `None`: that of the school.
    pub fn of(&self, unit: Unit) -> Option<&SchoolCalendar> {
        self.0.get(&unit).map(|calendar| &**calendar)
    }

    /// No unit is shut alone.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(Unit, Arc<SchoolCalendar>)> for UnitCalendars {
    fn from_iter<T: IntoIterator<Item = (Unit, Arc<SchoolCalendar>)>>(calendars: T) -> Self {
        Self(calendars.into_iter().collect())
    }
}
