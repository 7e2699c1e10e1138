//! Which records of a school year one act puts into the archive.

use serde::{Deserialize, Serialize};

use crate::{
    facts::Facts,
    forms::FormData,
    obligations::{Obligation, Owner},
    people::ClassGroupId,
    record_types::RecordTypeId,
};

/// All of the year, or those of one type, of one class, or of both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveChoice {
    pub record_type: Option<RecordTypeId>,
    pub class: Option<ClassGroupId>,
}

impl ArchiveChoice {
    /// As sent: `type` and `class`, each empty for all of them. What is no id chooses nothing at all, and not everything.
    pub fn read(typed: &FormData) -> Option<Self> {
        Some(Self { record_type: chosen(typed.get("type"))?, class: chosen(typed.get("class"))? })
    }

    /// Whether it chooses `obligation`.
    pub fn takes(self, obligation: &Obligation) -> bool {
        let terms = &obligation.terms;
        self.record_type.is_none_or(|id| terms.record_type == id) && self.class.is_none_or(|id| terms.owner == Owner::Class(id))
    }

    /// "Giáo án, Lớp 4A"; "Tất cả hồ sơ" where nothing narrows it.
    pub fn words(self, facts: &Facts) -> String {
        let record_type = self.record_type.and_then(|id| facts.record_type(id)).map(|one| one.name.clone());
        let class = self.class.and_then(|id| facts.organisation().class(id)).map(crate::people::ClassGroup::title);
        let words: Vec<String> = record_type.into_iter().chain(class).collect();
        if words.is_empty() { "Tất cả hồ sơ".to_owned() } else { words.join(", ") }
    }
}

/// `Some(None)` for everything, `None` for what is no id.
fn chosen<Of>(typed: &str) -> Option<Option<crate::ids::Id<Of>>> {
    if typed.is_empty() { Some(None) } else { typed.parse().ok().map(Some) }
}
