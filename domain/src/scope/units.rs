//! A scope of whole departments and classes: what is said of parts of the school, before there are records.

use super::{Scope, Whose};
use crate::{calendar::Unit, people::Organisation};

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
    /// Of a scope of units alone: does it cover `unit`, or where that is `None` the whole school? A class is in its department.
    pub fn covers_unit(&self, unit: Option<Unit>, organisation: &Organisation) -> bool {
        let department = match unit {
            Some(Unit::Class(id)) => organisation.class(id).map(|class| Unit::Department(class.department)),
            Some(Unit::Department(_)) | None => None,
        };
        let is_one = |whose: &Whose| whose.unit().is_some_and(|one| Some(one) == unit || Some(one) == department);
        self.whose.is_empty() || self.whose.iter().any(is_one)
    }
}
