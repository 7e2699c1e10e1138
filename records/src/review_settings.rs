//! "Cách duyệt": what the school has settled about its reviews, change by change.

mod change;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::Id,
    permissions::{Allowed, ChangeSchool},
    record_types::{ApprovalRoute, RecordTypeId, RuleVersionId},
    refusal::Refusal,
    review_settings::{OwnWork, ReviewSetting, ReviewSettings, SettingChange, since_day},
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
    rule_version_id: Option<Uuid>,
    /// Of that version.
    effective_from: Option<NaiveDate>,
}

/// All changes, also those that a version of the rules brings from its day on.
pub async fn all(work: &mut Work) -> Result<ReviewSettings, Error> {
    let select = sql("SELECT s.at, s.by_person_id, s.about, s.record_type_id, s.setting, s.rule_version_id, v.effective_from \
         FROM review_settings s LEFT JOIN rule_versions v ON v.school_id = s.school_id AND v.id = s.rule_version_id \
         WHERE s.school_id = $1 ORDER BY COALESCE(s.number, 0), s.at, s.id");
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
        let since = self.effective_from.map_or(self.at, since_day);
        Ok(SettingChange { since, by: Id::new(self.by_person_id), to, version: self.rule_version_id.map(Id::new) })
    }
}

/// Changes a setting at once.
pub(crate) async fn add(work: &mut Work, allowed: &Allowed<ChangeSchool>, to: &ReviewSetting) -> Result<(), Error> {
    insert(work, allowed, to, None).await?;
    let (about, record_type, setting) = columns(to);
    work.note(Event::ReviewSettingChanged { about, record_type, setting: &setting });
    Ok(())
}

/// Keeps a change, which the version of the rules that brings it notes where there is one.
pub(crate) async fn insert(
    work: &mut Work,
    _allowed: &Allowed<ChangeSchool>,
    to: &ReviewSetting,
    version: Option<RuleVersionId>,
) -> Result<(), Error> {
    let (about, record_type, setting) = columns(to);
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let number = i64::from(work.next_number(TABLE, sql("SELECT max(number) FROM review_settings WHERE school_id = $1")).await?);
    let insert = sql("INSERT INTO review_settings (school_id, id, at, by_person_id, about, record_type_id, setting, \
         rule_version_id, number) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
    let id: Id<SettingChange> = new_id();
    let row = (work.school, id, work.now, by, about, record_type, setting.as_str(), version);
    work.run(insert.bind_all(row).bind(number)).await?;
    Ok(())
}

/// What it is about, of which type, and the answer.
fn columns(to: &ReviewSetting) -> (&'static str, Option<RecordTypeId>, String) {
    match to {
        ReviewSetting::Route { record_type, route } => (ROUTE, Some(*record_type), route.code().to_owned()),
        ReviewSetting::OwnWork(own) => (own.of(), None, own.code().to_owned()),
        ReviewSetting::ReturnReasons(reasons) => (REASONS, None, reasons.join("\n")),
    }
}

#[cfg(test)]
#[path = "review_settings_tests.rs"]
mod tests;
