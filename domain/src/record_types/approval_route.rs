//! The way of a record past those who approve it, before it is used (Điều 7b, 3e, 4e).

use serde::{Deserialize, Serialize};

/// Who has to approve records of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ApprovalRoute {
    None,
    Department,
    Leadership,
    DepartmentThenLeadership,
    /// Both, in whichever order they come.
    DepartmentAndLeadership,
}

/// What else is to be decided about a version, beside the step whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OtherStep {
    None,
    /// It comes after.
    Later(Step),
    /// It is open at the same time.
    Beside(Step),
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
    pub const ALL: [Self; 5] =
        [Self::None, Self::Department, Self::Leadership, Self::DepartmentThenLeadership, Self::DepartmentAndLeadership];

    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Department => "department",
            Self::Leadership => "leadership",
            Self::DepartmentThenLeadership => "department-leadership",
            Self::DepartmentAndLeadership => "department-and-leadership",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|approval_route| approval_route.code() == code)
    }

    /// On screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::None => "Không cần duyệt",
            Self::Department => "Tổ duyệt",
            Self::Leadership => "Ban giám hiệu ký",
            Self::DepartmentThenLeadership => "Tổ duyệt, rồi ban giám hiệu ký",
            Self::DepartmentAndLeadership => "Tổ duyệt và ban giám hiệu ký, cùng lúc",
        }
    }

    /// Its steps, those of two at once in the order of their rank; none where nobody has to approve.
    pub const fn steps(self) -> &'static [Step] {
        match self {
            Self::None => &[],
            Self::Department => &[Step::Department],
            Self::Leadership => &[Step::Leadership],
            Self::DepartmentThenLeadership | Self::DepartmentAndLeadership => &[Step::Department, Step::Leadership],
        }
    }

    /// How a version begins: whose turn it is, and what else is to be decided; `None` where nobody has to approve.
    pub const fn begins(self) -> Option<(Step, OtherStep)> {
        match self {
            Self::None => None,
            Self::Department => Some((Step::Department, OtherStep::None)),
            Self::Leadership => Some((Step::Leadership, OtherStep::None)),
            Self::DepartmentThenLeadership => Some((Step::Department, OtherStep::Later(Step::Leadership))),
            Self::DepartmentAndLeadership => Some((Step::Department, OtherStep::Beside(Step::Leadership))),
        }
    }
}

impl OtherStep {
    /// The step, whenever it is open.
    pub const fn step(self) -> Option<Step> {
        match self {
            Self::None => None,
            Self::Later(step) | Self::Beside(step) => Some(step),
        }
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
