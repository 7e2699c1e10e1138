//! What a message to a department is about.

use crate::{
    dashboard::Scope,
    days::Timestamp,
    facts::Facts,
    people::{DepartmentId, PersonId},
    record_list::{ListFilter, RecordLine, StandingGroup, record_list},
};

/// The overdue records of `department` that `reader` sees at `now`, in the order of lists.
pub fn overdue(facts: &Facts, department: DepartmentId, reader: PersonId, now: Timestamp) -> Vec<RecordLine> {
    let filter = ListFilter { standing: Some(StandingGroup::Overdue), ..ListFilter::default() };
    let list = record_list(facts, &Scope::Departments(vec![department]), reader, &filter, now);
    list.groups.into_iter().flat_map(|group| group.lines).collect()
}
