//! The changes of the settings, as the page tells them.

use super::{ReviewSetting, ReviewSettings};
use crate::{days::Timestamp, people::Organisation, record_types::RecordType};

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeLine {
    pub since: Timestamp,
    pub who: String,
    /// "Giáo án tuần: tổ duyệt, rồi ban giám hiệu ký."
    pub words: String,
}

impl ReviewSettings {
    /// Every change, the newest first.
    pub fn history(&self, organisation: &Organisation, types: &[RecordType]) -> Vec<ChangeLine> {
        let line = |change: &super::SettingChange| ChangeLine {
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
        };
        self.changes().iter().rev().map(line).collect()
    }
}
