//! "Hướng dẫn": whose page of help somebody reads first.

use crate::people::Position;

/// For whom a page of help is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HelpFor {
    /// Whoever hands records in: teachers and those who keep the records of a section.
    Teacher,
    Head,
    Leadership,
    ManagementTeam,
}

impl HelpFor {
    pub const ALL: [Self; 4] = [Self::Teacher, Self::Head, Self::Leadership, Self::ManagementTeam];

    /// In addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Teacher => "nguoi-nop",
            Self::Head => "to-truong",
            Self::Leadership => "ban-giam-hieu",
            Self::ManagementTeam => "to-quan-ly",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// Of somebody with these positions: the page of the work that nobody else does for them.
    pub fn of(positions: &[Position]) -> Self {
        let rank = |position: &Position| match position {
            Position::Principal | Position::VicePrincipal => Self::Leadership,
            Position::ManagementTeam => Self::ManagementTeam,
            Position::Head(_) | Position::DeputyHead(_) => Self::Head,
            Position::Teacher(_) | Position::SectionHolder(_) | Position::Member(_) => Self::Teacher,
        };
        let of: Vec<Self> = positions.iter().map(rank).collect();
        let order = [Self::Leadership, Self::Head, Self::ManagementTeam];
        order.into_iter().find(|one| of.contains(one)).unwrap_or(Self::Teacher)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::id;

    #[test]
    fn everybody_reads_first_what_their_own_work_needs() {
        let check = |positions: &[Position], expected| assert_eq!(HelpFor::of(positions), expected, "{positions:?}");
        check(&[], HelpFor::Teacher);
        check(&[Position::Teacher(id(1, 1))], HelpFor::Teacher);
        check(&[Position::SectionHolder(id(1, 2)), Position::ManagementTeam], HelpFor::ManagementTeam);
        check(&[Position::Teacher(id(1, 1)), Position::Head(id(1, 3))], HelpFor::Head);
        check(&[Position::ManagementTeam, Position::VicePrincipal], HelpFor::Leadership);
        assert!(HelpFor::ALL.into_iter().all(|one| HelpFor::from_code(one.code()) == Some(one)));
        assert_eq!(HelpFor::from_code("giao-vien"), None);
    }
}
