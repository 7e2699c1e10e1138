//! What one record is, whose, and by when it is owed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Owner, Period};
use crate::{
    calendar::Unit,
    deadlines::Due,
    people::{DepartmentId, PersonId},
    record_types::{RecordTypeId, RuleVersionId},
};

/// The terms on which one record is owed, as calendar, organisation, types and rules say them: `generate` makes them,
/// `reconcile` brings the stored ones up to a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub record_type: RecordTypeId,
    pub period: Period,
    pub owner: Owner,
    /// The row of the dashboard, `None` for "Ban giám hiệu".
    pub department: Option<DepartmentId>,
    /// The numbered week of the dashboard; `None` for records without a due day that have no week either.
    pub week: Option<u8>,
    /// `None`: tracked, never late.
    pub due: Option<Due>,
    pub rules: RuleVersionId,
    /// The teacher whose turn it is, where the class has a roster.
    pub turn: Option<PersonId>,
    /// Of the week of practice: counts for nothing.
    pub practice: bool,
}

impl Terms {
    /// What tells the record from all others of its school year, and never changes.
    pub const fn key(&self) -> (RecordTypeId, Period, Owner) {
        (self.record_type, self.period, self.owner)
    }

    /// The due day that the rules give.
    pub fn due_day(&self) -> Option<NaiveDate> {
        self.due.as_ref().map(|due| due.day)
    }

    /// The part of the school by whose closures it goes.
    pub fn unit(&self) -> Option<Unit> {
        self.owner.unit(self.department)
    }
}
