//! A scope of whole departments and classes: what is said of parts of the school, before there are records.

use std::collections::BTreeSet;

use super::{Scope, Whose};
use crate::{
    calendar::Unit,
    people::{DepartmentId, Organisation},
};

impl Whose {
    /// The unit that it is, where it is one.
    pub const fn unit(self) -> Option<Unit> {
        match self {
            Self::Department(id) => Some(Unit::Department(id)),
            Self::Class(id) => Some(Unit::Class(id)),
            Self::School | Self::Person(_) => None,
        }
    }
}

impl Scope {
    /// Of a scope of units alone: does it cover `unit`, or where that is `None` the whole school? A class is covered where it is
    /// named itself (`with_classes`): a class that changes its department afterwards changes nothing of what was said before.
    pub fn covers_unit(&self, unit: Option<Unit>) -> bool {
        self.whose.is_empty() || self.whose.iter().any(|whose| unit.is_some() && whose.unit() == unit)
    }

    /// With every department its classes of today, also those that have ended: what is said of days that are over is said of
    /// them too.
    pub fn with_classes(self, organisation: &Organisation) -> Self {
        let departments: BTreeSet<DepartmentId> = self.departments().collect();
        let theirs = organisation.classes.iter().filter(|class| departments.contains(&class.department));
        let whose = self.whose.iter().copied().chain(theirs.map(|class| Whose::Class(class.id))).collect();
        Self { whose, ..self }
    }

    /// Whose records they are, but for the classes of a department that is named with all the classes that are open in it: its
    /// name says them.
    pub(super) fn whose_in_short(&self, organisation: &Organisation) -> impl Iterator<Item = Whose> {
        let said: BTreeSet<DepartmentId> = self
            .departments()
            .filter(|id| {
                let mut classes = organisation.open_classes().filter(|class| class.department == *id);
                classes.all(|class| self.whose.contains(&Whose::Class(class.id)))
            })
            .collect();
        self.whose.iter().copied().filter(move |whose| match whose {
            Whose::Class(id) => !organisation.class(*id).is_some_and(|class| said.contains(&class.department)),
            Whose::School | Whose::Department(_) | Whose::Person(_) => true,
        })
    }

    fn departments(&self) -> impl Iterator<Item = DepartmentId> {
        self.whose.iter().filter_map(|whose| match whose {
            Whose::Department(id) => Some(*id),
            Whose::School | Whose::Class(_) | Whose::Person(_) => None,
        })
    }
}
