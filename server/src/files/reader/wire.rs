//! What is asked of a reader, and what it says: one JSON value a line, as far as it comes.

use documents::kind::Unfit;
use domain::{files::FileKind, inspection::Inspection};
use serde::{Deserialize, Serialize};

/// What is to be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Job {
    /// What the file is, and what is inside of it.
    Inspect,
    /// Nothing: computes for ever, for the test of the limits.
    Hang,
    /// Nothing: takes memory until there is no more, for the test of the limits.
    Grow,
    /// Tries what a reader may not do, for the test of the limits.
    Escape,
}

/// What a reader says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// It is shut in, but for what this machine does not have.
    Begun {
        missing: Vec<String>,
    },
    Kind(Result<FileKind, Unfit>),
    Inspection(Inspection),
    /// The disk failed, by the system's number of the error: nothing is known of the file.
    Fault(i32),
    /// What `Job::Escape` was able to do.
    Escaped(Vec<String>),
}
