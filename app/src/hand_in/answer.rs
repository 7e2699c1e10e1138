//! What the server answers to the island, and what it gives it to begin with.

use domain::refusal::Words;
use serde::{Deserialize, Serialize};

/// The answer to an upload or a hand-in by script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// The file lies in the store and waits under this id.
    Uploaded {
        id: String,
    },
    /// It waits no longer.
    Removed,
    /// The words are kept as they stand.
    Kept,
    /// Handed in; the receipt's address.
    HandedIn {
        receipt: String,
    },
    /// The session is over: sign in and send the same again.
    SessionOver,
    /// Signed in again; the name of the account, to see that it is the same person.
    SignedIn {
        person: String,
    },
    Refused(Words),
    /// Not taken this time, and what was sent is not at fault: the same may be sent again.
    Later(Words),
}

/// A file that was uploaded before and waits to be handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    pub id: String,
    pub name: String,
    /// In bytes.
    pub size: u64,
}
