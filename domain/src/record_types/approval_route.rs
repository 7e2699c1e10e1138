//! The way of a record past those who approve it, before it is used (Điều 7b, 3e, 4e).

use serde::{Deserialize, Serialize};

/// Who has to approve records of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ApprovalRoute {
    None,
    Department,
    Leadership,
    DepartmentThenLeadership,
}

/// One step of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Step {
    /// Head or deputy head of the department (Điều 7b).
    Department,
    /// Principal or vice principal, who sign (Điều 3e, 4e).
    Leadership,
}

impl ApprovalRoute {
    pub const ALL: [Self; 4] = [Self::None, Self::Department, Self::Leadership, Self::DepartmentThenLeadership];

    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Department => "department",
            Self::Leadership => "leadership",
            Self::DepartmentThenLeadership => "department-leadership",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|approval_route| approval_route.code() == code)
    }

    /// Its steps, in their order; none where nobody has to approve.
    pub const fn steps(self) -> &'static [Step] {
        match self {
            Self::None => &[],
            Self::Department => &[Step::Department],
            Self::Leadership => &[Step::Leadership],
            Self::DepartmentThenLeadership => &[Step::Department, Step::Leadership],
        }
    }

    /// What comes after `step`; `None` where it is the last one, or none of them.
    pub fn after(self, step: Step) -> Option<Step> {
        let at = self.steps().iter().position(|one| *one == step)?;
        self.steps().get(at + 1).copied()
    }
}

impl Step {
    pub const ALL: [Self; 2] = [Self::Department, Self::Leadership];

    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Department => "department",
            Self::Leadership => "leadership",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }
}
