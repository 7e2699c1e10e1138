//! What is wrong with a row of the list, and what is asked about it.

use super::head::ClassColumn;
use crate::people::PersonId;

/// What is wrong with one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassProblem {
    pub column: ClassColumn,
    /// A whole sentence.
    pub words: String,
}

/// What is asked about one row; each may have an answer already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClassQuestion {
    /// Several may be meant by a name.
    Who {
        /// The number of the form's field `w`.
        field: u32,
        name: String,
        /// With what tells them apart.
        people: Vec<(PersonId, String)>,
        /// What the form sends for the answer that stands; empty while there is none.
        answer: String,
    },
    /// They teach the class, or the one that goes up into it, and the list names them nowhere.
    Unnamed { people: Vec<PersonId>, ends: bool },
}
