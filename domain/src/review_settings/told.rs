//! The changes of the settings, as the page tells them.

use chrono::NaiveDate;

use super::{ReviewSetting, ReviewSettings, SettingChange};
use crate::{
    days::Timestamp,
    people::Organisation,
    record_types::{RecordType, RuleVersion},
};

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeLine {
    pub since: Timestamp,
    pub who: String,
    /// "Giáo án tuần: tổ duyệt, rồi ban giám hiệu ký."
    pub words: String,
    /// The number of the version of the rules that brings it, and its first day; `None` for what was changed at once.
    pub version: Option<(i64, NaiveDate)>,
}

impl ReviewSettings {
    /// Every change, the one that holds last first.
    pub fn history(&self, organisation: &Organisation, types: &[RecordType], rules: &[RuleVersion]) -> Vec<ChangeLine> {
        let version = |change: &SettingChange| {
            let version = rules.iter().find(|version| Some(version.id) == change.version)?;
            Some((version.number, version.effective_from))
        };
        let line = |change: &SettingChange| ChangeLine {
            since: change.since,
            who: organisation
                .person(change.by)
                .map_or_else(|| "Người đã rời trường".to_owned(), |person| organisation.distinct_name(person, None)),
            words: match &change.to {
                ReviewSetting::Route { record_type, route } => {
                    let known = types.iter().find(|one| one.id == *record_type);
                    format!("{}: {}", known.map_or("Loại hồ sơ đã bỏ", |one| one.name.as_str()), route.words())
                }
                ReviewSetting::OwnWork(own) => format!("{}: {}", own.question(), own.words()),
                ReviewSetting::ReturnReasons(reasons) => format!("Lý do trả lại: {}", reasons.join("; ")),
            },
            version: version(change),
        };
        self.changes().iter().rev().map(line).collect()
    }
}
