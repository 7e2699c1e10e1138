//! An entry of a register, with facts whose words stay as they are.

use std::collections::BTreeMap;

use domain::{
    days::Timestamp,
    registers::{EntryLine, EntryStep, RegisterKind},
};

use super::id;

pub(super) fn entry(at: Timestamp) -> EntryLine {
    EntryLine {
        id: id(2),
        register: RegisterKind::Incidents,
        year: 2026,
        number: 3,
        by: id(5),
        at,
        said: BTreeMap::from([("what".to_owned(), "Máy in hỏng".to_owned())]),
        version: 1,
        written_by: id(5),
        step: EntryStep { number: 2, by: id(3), at, state: "working".to_owned(), words: "Đang xem".to_owned() },
    }
}
