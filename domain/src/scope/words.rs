//! A scope as people read it: "Tuần 1–4, tổ Mẫu giáo 4–5 tuổi, kế hoạch tuần".

use std::collections::BTreeSet;

use super::{PartOfYear, Scope, Whose};
use crate::{people::ClassGroup, record_types::RecordTypeId, regime::Regime, vietnamese};

impl Scope {
    /// What it covers, to begin a sentence or to stand alone.
    pub fn words(&self, regime: &Regime) -> String {
        if *self == Self::whole() {
            return "Toàn hệ thống".to_owned();
        }
        let mut parts: Vec<String> = self.within.iter().map(|within| within.words(regime)).collect();
        parts.extend(listed(self.whose_in_short(&regime.organisation).map(|whose| whose.words(regime))));
        let type_words = |id: &RecordTypeId| regime.record_type(*id).map_or("loại hồ sơ đã bỏ", |one| one.name.as_str());
        // In the order of the list of types, as every page shows them.
        let mut types: Vec<_> = self.record_types.iter().collect();
        types.sort_by_key(|id| regime.record_type(**id).map_or(i64::MAX, |one| one.sort_order));
        parts.extend(listed(types.into_iter().map(|id| vietnamese::with_small_beginning(type_words(id)))));
        if !self.records.is_empty() {
            parts.push(format!("{} hồ sơ chọn riêng", self.records.len()));
        }
        vietnamese::capitalised(&parts.join(", "))
    }
}

impl Scope {
    /// Whose records they are, each by itself: "tổ Nhà trẻ", "lớp 4A", "cô Lê Thị Ấm"; nothing where they are everybody's.
    pub fn whose_words(&self, regime: &Regime) -> Vec<String> {
        self.whose.iter().map(|whose| whose.words(regime)).collect()
    }
}

impl PartOfYear {
    fn words(&self, regime: &Regime) -> String {
        let ended = || regime.ended.iter().find(|(year, _)| *year == self.year).map(|(_, name)| name.as_str());
        let name = if self.year == regime.year { Some(regime.calendar.school_year()) } else { ended() };
        let year = name.map_or_else(|| "một năm học khác".to_owned(), |name| format!("năm học {}", vietnamese::school_year(name)));
        let semesters = self.semesters.iter().map(|one| one.shown().to_owned());
        let weeks = spans(&self.weeks).into_iter();
        let weeks = listed(weeks).map(|weeks| format!("tuần {weeks}"));
        match listed(semesters.chain(weeks)) {
            None => year,
            Some(parts) if self.year == regime.year => parts,
            Some(parts) => format!("{parts} của {year}"),
        }
    }
}

impl Whose {
    fn words(self, regime: &Regime) -> String {
        let organisation = &regime.organisation;
        match self {
            Self::School => "ban giám hiệu".to_owned(),
            Self::Department(id) => {
                organisation.department(id).map_or_else(|| "tổ đã bỏ".to_owned(), |one| format!("tổ {}", one.name))
            }
            Self::Class(id) => organisation
                .class(id)
                .map(ClassGroup::title)
                .map_or_else(|| "lớp đã bỏ".to_owned(), |title| vietnamese::with_small_beginning(&title)),
            Self::Person(id) => match organisation.person(id) {
                Some(person) => format!("{} {}", person.honorific.word(), organisation.distinct_name(person, None)),
                None => "người đã rời trường".to_owned(),
            },
        }
    }
}

/// "1–4", "7" for 1, 2, 3, 4 and 7.
pub(super) fn spans(weeks: &BTreeSet<u8>) -> Vec<String> {
    let mut spans: Vec<(u8, u8)> = Vec::new();
    for week in weeks {
        match spans.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*week) => *last = *week,
            _ => spans.push((*week, *week)),
        }
    }
    let words = |(first, last)| if first == last { format!("{first}") } else { format!("{first}–{last}") };
    spans.into_iter().map(words).collect()
}

/// "a, b và c"; `None` of nothing.
fn listed(words: impl Iterator<Item = String>) -> Option<String> {
    let mut words: Vec<String> = words.collect();
    let last = words.pop()?;
    Some(if words.is_empty() { last } else { format!("{} và {last}", words.join(", ")) })
}
