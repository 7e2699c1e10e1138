//! Whether a scope is so much of what is worked on that it counts as everything, however it was ticked.

use super::{PartOfYear, Scope};
use crate::{calendar::Semester, facts::Facts};

/// What is owed, and how much of it a scope covers.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    owed: usize,
    covered: usize,
}

impl Share {
    fn count(&mut self, is_covered: bool) {
        self.owed += 1;
        self.covered += usize::from(is_covered);
    }

    const fn is_most(self) -> bool {
        self.owed < 2 * self.covered
    }
}

impl Scope {
    /// Whether it counts as everything that is worked on in the school year of `facts`: it asks nothing but of which year, or it
    /// covers more than half of what is owed in a semester or in the year. Records are counted and not boxes, so that nobody says
    /// less by leaving a box out than whoever ticks none.
    ///
    /// It looks through the records of a year: asked where an order is looked at, given or taken back, and of what is undecided.
    pub fn is_whole(&self, facts: &Facts) -> bool {
        let asks_whose = !self.record_types.is_empty() || !self.whose.is_empty() || !self.records.is_empty();
        if !asks_whose && self.within.as_ref().is_none_or(PartOfYear::is_whole_year) {
            return true;
        }
        let (mut year, mut semesters) = (Share::default(), [Share::default(); 2]);
        for one in facts.open_obligations().filter(|one| one.exemption.is_none()) {
            let is_covered = self.covers(one, &facts.regime);
            year.count(is_covered);
            let within = PartOfYear::semester_of(one, &facts.regime);
            for (semester, share) in Semester::BOTH.into_iter().zip(&mut semesters) {
                if within == Some(semester) {
                    share.count(is_covered);
                }
            }
        }
        year.is_most() || semesters.into_iter().any(Share::is_most)
    }
}
