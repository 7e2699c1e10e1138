//! "Cách duyệt": what the school has settled about its reviews, change by change.

mod change;

use chrono::{DateTime, Utc};
use domain::{
    ids::Id,
    permissions::{Allowed, ChangeSchool},
    record_types::ApprovalRoute,
    refusal::Refusal,
    review_settings::{OwnWork, ReviewSetting, ReviewSettings, SettingChange},
};
use uuid::Uuid;

pub use change::change;

use crate::{
    error::Error,
    events::Event,
    sql::sql,
    values::{new_id, unread},
    work::Work,
};

const TABLE: &str = "review_settings";
const ROUTE: &str = "route";
const REASONS: &str = "reasons";

#[derive(sqlx::FromRow)]
struct SettingChangeRow {
    at: DateTime<Utc>,
    by_person_id: Uuid,
    about: String,
    record_type_id: Option<Uuid>,
    setting: String,
}

/// All changes, the first one first.
pub async fn all(work: &mut Work) -> Result<ReviewSettings, Error> {
    let select = sql("SELECT at, by_person_id, about, record_type_id, setting FROM review_settings WHERE school_id = $1 \
         ORDER BY at, id");
    let rows: Vec<SettingChangeRow> = work.all(select.bind(work.school)).await?;
    let changes: Result<Vec<SettingChange>, Error> = rows.into_iter().map(SettingChangeRow::read).collect();
    changes.map(ReviewSettings::new)
}

impl SettingChangeRow {
    fn read(self) -> Result<SettingChange, Error> {
        let unread = || unread(TABLE, &self.about, &self.setting);
        let to = match (self.about.as_str(), self.record_type_id) {
            (ROUTE, Some(id)) => {
                let route = ApprovalRoute::from_code(&self.setting).ok_or_else(unread)?;
                ReviewSetting::Route { record_type: Id::new(id), route }
            }
            (REASONS, _) => ReviewSetting::ReturnReasons(self.setting.lines().map(str::to_owned).collect()),
            (about, _) => ReviewSetting::OwnWork(OwnWork::from_codes(about, &self.setting).ok_or_else(unread)?),
        };
        Ok(SettingChange { since: self.at, by: Id::new(self.by_person_id), to })
    }
}

pub(crate) async fn add(work: &mut Work, _allowed: &Allowed<ChangeSchool>, to: &ReviewSetting) -> Result<(), Error> {
    let (about, record_type, setting) = match to {
        ReviewSetting::Route { record_type, route } => (ROUTE, Some(*record_type), route.code().to_owned()),
        ReviewSetting::OwnWork(own) => (own.of(), None, own.code().to_owned()),
        ReviewSetting::ReturnReasons(reasons) => (REASONS, None, reasons.join("\n")),
    };
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let insert = sql("INSERT INTO review_settings (school_id, id, at, by_person_id, about, record_type_id, setting) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)");
    let id: Id<SettingChange> = new_id();
    work.run(insert.bind_all((work.school, id, work.now, by, about, record_type, setting.as_str()))).await?;
    work.note(Event::ReviewSettingChanged { about, record_type, setting: &setting });
    Ok(())
}

#[cfg(test)]
#[path = "review_settings_tests.rs"]
mod tests;
