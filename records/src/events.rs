//! What happened, in a chain of hashes for each school: an entry changed later no longer fits its neighbours.
//!
//! The bytes that are hashed (SHA-256), one after the other:
//!
//! | what | bytes |
//! | --- | --- |
//! | `hoso event 1\n`, or `2` where an origin is known | 13, the name of this form |
//! | school | 16 |
//! | seq | 8, big-endian, from 1 without gaps |
//! | at | 8, seconds since 1970, big-endian |
//! | actor, then subject | each 1 (0: none, 1: one) and, if one, 16 |
//! | kind, then detail | each 8 (length, big-endian) and that many of UTF-8 |
//! | origin, in form 2 alone | 8 (length, big-endian) and that many of UTF-8 |
//! | prev | 32, the hash of the entry before; zeros before the first |
//!
//! A chain alone does not show that its end was cut off: compare its head with receipts and printed copies.

mod chain;
mod event;
mod event_kinds;
mod kind;
mod log;
mod note;
mod sessions;
mod teller;

#[cfg(test)]
pub(crate) use chain::rehashed;
pub use chain::{Entry, Flaw, FlawKind, Head};
pub(crate) use chain::{Stamp, append, ends, head};
pub use event::{Brought, Event};
pub(crate) use kind::changes_due_days;
pub use kind::{EventKind, Touches, touches};
pub(crate) use log::{Walk, about, find};
pub use log::{since, verify};
pub(crate) use note::Note;
pub use sessions::ends_sessions;
