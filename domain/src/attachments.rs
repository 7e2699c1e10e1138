//! Files that lie beside the records and are part of no version: whoever opens one that somebody else sent stands in the log, as for
//! the files of records.

use uuid::Uuid;

use crate::{
    ids::{LockOrderId, MandateId, UpdateId},
    people::PersonId,
    registers::EntryId,
    tasks::TaskId,
};

/// What such a file lies beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attachment {
    /// A request for an update after a lock, which it bears out.
    Evidence(UpdateId),
    /// An order that shuts or opens records.
    OrderScan(LockOrderId),
    /// A decision that gives or ends rights.
    MandateScan(MandateId),
    /// A task by the principal.
    Task(TaskId),
    /// What somebody answered to a task.
    Answer(TaskId, PersonId),
    /// An entry of a register.
    Entry(EntryId),
}

impl Attachment {
    /// What an event says of it; never renamed.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Evidence(_) => "evidence",
            Self::OrderScan(_) => "order-scan",
            Self::MandateScan(_) => "mandate-scan",
            Self::Task(_) => "task",
            Self::Answer(..) => "answer",
            Self::Entry(_) => "register",
        }
    }

    /// What the line of the log is about: an answer is its author's, who reads the line among their own.
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::Evidence(id) => id.uuid(),
            Self::OrderScan(id) => id.uuid(),
            Self::MandateScan(id) => id.uuid(),
            Self::Task(id) => id.uuid(),
            Self::Answer(_, person) => person.uuid(),
            Self::Entry(id) => id.uuid(),
        }
    }

    /// The task to which an answer was given.
    pub const fn task(self) -> Option<TaskId> {
        match self {
            Self::Answer(task, _) => Some(task),
            Self::Evidence(_) | Self::OrderScan(_) | Self::MandateScan(_) | Self::Task(_) | Self::Entry(_) => None,
        }
    }
}
