//! Record types, rule versions and themes of a school.

mod choose;
mod fence_rows;
mod fences;
mod kept_rules;
mod rule_versions;

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    deadlines::Hours,
    ids::Id,
    permissions::{Allowed, ChangeSchool},
    record_types::{
        ApprovalRoute, Fence, OwedBy, Readers, RecordType, RecordTypeId, Recurrence, RuleVersion, Sensitivity, TypeUse,
    },
    review_settings::ReviewSetting,
};
use uuid::Uuid;

#[cfg(test)]
pub(crate) use choose::apply;
pub use choose::choose;
pub use fence_rows::fence_history;
pub use fences::set_fence;
pub use kept_rules::versions;
pub use rule_versions::add_version;

use crate::{
    error::Error,
    events::Event,
    review_settings,
    sql::{Sql, sql},
    values::{one_row, time, unread},
    work::Work,
};

#[derive(sqlx::FromRow)]
struct TypeRow {
    id: Uuid,
    code: String,
    name: String,
    short: String,
    owed_by: String,
    owed_by_id: Option<Uuid>,
    recurrence: String,
    approval_route: String,
    sensitivity: String,
    sort_order: i64,
    due: String,
    retired_at: Option<DateTime<Utc>>,
}

/// All types, retired ones too, in list order.
pub async fn all(work: &mut Work) -> Result<Vec<RecordType>, Error> {
    let select = sql(
        "SELECT id, code, name, short, owed_by, owed_by_id, recurrence, approval_route, sensitivity, sort_order, due, retired_at \
             FROM record_types WHERE school_id = $1 ORDER BY sort_order, code",
    );
    let rows: Vec<TypeRow> = work.all(select.bind(work.school)).await?;
    let mut fences = fence_rows::all(work).await?;
    let mut types: Vec<RecordType> = rows.into_iter().map(read).collect::<Result<_, _>>()?;
    for one in &mut types {
        if let Some(Fence { sensitivity, readers, purpose }) = fences.remove(&one.id.uuid()) {
            (one.sensitivity, one.readers, one.purpose) = (sensitivity, readers, purpose);
        }
    }
    Ok(types)
}

/// A type as it began.
fn read(row: TypeRow) -> Result<RecordType, Error> {
    let damaged = |column: &str, text: &str| unread("record_types", column, text);
    Ok(RecordType {
        id: Id::new(row.id),
        owed_by: match (row.owed_by.as_str(), row.owed_by_id) {
            ("each-class", _) => OwedBy::EachClass,
            ("each-department", _) => OwedBy::EachDepartment,
            ("each-teacher", _) => OwedBy::EachTeacher,
            ("each-person", _) => OwedBy::EachPerson,
            ("department", Some(id)) => OwedBy::Department(Id::new(id)),
            ("section", Some(id)) => OwedBy::Section(Id::new(id)),
            ("school", _) => OwedBy::School,
            (other, _) => return Err(damaged("owed_by", other)),
        },
        recurrence: Recurrence::from_code(&row.recurrence).ok_or_else(|| damaged("recurrence", &row.recurrence))?,
        approval_route: ApprovalRoute::from_code(&row.approval_route)
            .ok_or_else(|| damaged("approval_route", &row.approval_route))?,
        sensitivity: Sensitivity::from_code(&row.sensitivity).ok_or_else(|| damaged("sensitivity", &row.sensitivity))?,
        readers: Readers::NOBODY,
        purpose: String::new(),
        due: row.due.parse().map_err(|_| damaged("due", &row.due))?,
        code: row.code,
        name: row.name,
        short: row.short,
        sort_order: row.sort_order,
        retired: row.retired_at.is_some(),
    })
}

fn owed_by_columns(owed_by: OwedBy) -> (&'static str, Option<Uuid>) {
    match owed_by {
        OwedBy::EachClass => ("each-class", None),
        OwedBy::EachDepartment => ("each-department", None),
        OwedBy::EachTeacher => ("each-teacher", None),
        OwedBy::EachPerson => ("each-person", None),
        OwedBy::Department(id) => ("department", Some(id.uuid())),
        OwedBy::Section(id) => ("section", Some(id.uuid())),
        OwedBy::School => ("school", None),
    }
}

/// Adds a type; its id is taken from `record_type`.
pub(crate) async fn add(work: &mut Work, _allowed: &Allowed<ChangeSchool>, record_type: &RecordType) -> Result<(), Error> {
    let (owed_by, owed_by_id) = owed_by_columns(record_type.owed_by);
    let insert = sql(
        "INSERT INTO record_types (school_id, id, code, name, short, owed_by, owed_by_id, recurrence, approval_route, sensitivity, \
         sort_order, due, retired_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    );
    work.run(insert.bind_all((
        work.school,
        record_type.id,
        record_type.code.as_str(),
        record_type.name.as_str(),
        record_type.short.as_str(),
        owed_by,
        owed_by_id,
        record_type.recurrence.code(),
        record_type.approval_route.code(),
        record_type.sensitivity.code(),
        record_type.sort_order,
        record_type.due.to_string(),
        None::<DateTime<Utc>>,
    )))
    .await?;
    work.note(Event::RecordTypeAdded { record_type });
    Ok(())
}

/// Calls a type otherwise, takes it out of use, or back into it, and before the school is open changes by which rule it falls due.
/// All else of a type stays for ever: its records hang on it.
pub(crate) async fn change(work: &mut Work, _allowed: &Allowed<ChangeSchool>, to: &RecordType) -> Result<(), Error> {
    let update = sql("UPDATE record_types SET name = $1, short = $2, due = $3, \
         retired_at = CASE WHEN $4 THEN COALESCE(retired_at, $5) ELSE NULL END WHERE school_id = $6 AND id = $7");
    let changed = work
        .run(update.bind_all((to.name.as_str(), to.short.as_str(), to.due.to_string(), to.retired, work.now, work.school, to.id)))
        .await?;
    one_row(changed)?;
    work.note(Event::RecordTypeChanged { record_type: to });
    Ok(())
}

/// Ordered by the day from which they hold.
pub async fn rules(work: &mut Work) -> Result<Vec<RuleVersion>, Error> {
    let select = sql("SELECT id, number, effective_from, shown_hour, counted_until FROM rule_versions WHERE school_id = $1 \
         ORDER BY effective_from, number");
    let rows: Vec<(Uuid, i64, NaiveDate, String, String)> = work.all(select.bind(work.school)).await?;
    let dues = sql("SELECT rule_version_id, record_type_id, due FROM rule_dues WHERE school_id = $1");
    let mut due = of_types(work, dues, |code| code.parse().map_err(|_| unread("rule_dues", "due", code))).await?;
    let uses = sql("SELECT rule_version_id, record_type_id, in_use FROM rule_uses WHERE school_id = $1");
    let in_use = |code: &str| TypeUse::from_code(code).ok_or_else(|| unread("rule_uses", "in_use", code));
    let mut in_use = of_types(work, uses, in_use).await?;
    rows.into_iter()
        .map(|(id, number, effective_from, shown, counted_until)| {
            let (due, in_use) = (due.remove(&id).unwrap_or_default(), in_use.remove(&id).unwrap_or_default());
            let hours = Hours {
                shown: time("rule_versions", "shown_hour", &shown)?,
                counted_until: time("rule_versions", "counted_until", &counted_until)?,
            };
            Ok(RuleVersion { id: Id::new(id), number, effective_from, hours, due, in_use })
        })
        .collect()
}

/// What each version says of types, for those of which it says anything.
async fn of_types<T>(
    work: &mut Work,
    select: Sql,
    read: impl Fn(&str) -> Result<T, Error>,
) -> Result<HashMap<Uuid, BTreeMap<RecordTypeId, T>>, Error> {
    let rows: Vec<(Uuid, Uuid, String)> = work.all(select.bind(work.school)).await?;
    let mut told: HashMap<Uuid, BTreeMap<RecordTypeId, T>> = HashMap::new();
    for (version, record_type, code) in rows {
        told.entry(version).or_default().insert(Id::new(record_type), read(&code)?);
    }
    Ok(told)
}

/// Puts a version of the rules in force from a day on, with the ways that records of these types take from that day on.
pub(crate) async fn add_rules(
    work: &mut Work,
    allowed: &Allowed<ChangeSchool>,
    rules: &RuleVersion,
    routes: &BTreeMap<RecordTypeId, ApprovalRoute>,
    decision: &str,
) -> Result<(), Error> {
    let insert = sql("INSERT INTO rule_versions (school_id, id, number, effective_from, shown_hour, counted_until, decision) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)");
    work.run(insert.bind_all((
        work.school,
        rules.id,
        rules.number,
        rules.effective_from,
        rules.hours.shown.format("%H:%M:%S").to_string(),
        rules.hours.counted_until.format("%H:%M:%S").to_string(),
        decision,
    )))
    .await?;
    for (record_type, rule) in &rules.due {
        let insert = sql("INSERT INTO rule_dues (school_id, rule_version_id, record_type_id, due) VALUES ($1, $2, $3, $4)");
        work.run(insert.bind_all((work.school, rules.id, *record_type, rule.to_string()))).await?;
    }
    for (record_type, in_use) in &rules.in_use {
        let insert = sql("INSERT INTO rule_uses (school_id, rule_version_id, record_type_id, in_use) VALUES ($1, $2, $3, $4)");
        work.run(insert.bind_all((work.school, rules.id, *record_type, in_use.code()))).await?;
    }
    for (record_type, route) in routes {
        let to = ReviewSetting::Route { record_type: *record_type, route: *route };
        review_settings::insert(work, allowed, &to, Some(rules.id)).await?;
    }
    work.note(Event::RulesAdded { rules, routes });
    Ok(())
}

/// Changes the hours of a version before anybody was judged by it (first set-up).
pub(crate) async fn change_hours(work: &mut Work, _allowed: &Allowed<ChangeSchool>, rules: &RuleVersion) -> Result<(), Error> {
    let update = sql("UPDATE rule_versions SET shown_hour = $1, counted_until = $2 WHERE school_id = $3 AND id = $4");
    work.run(update.bind_all((
        rules.hours.shown.format("%H:%M:%S").to_string(),
        rules.hours.counted_until.format("%H:%M:%S").to_string(),
        work.school,
        rules.id,
    )))
    .await?;
    work.note(Event::RulesChanged { rules });
    Ok(())
}

#[cfg(test)]
#[path = "record_types_tests.rs"]
mod tests;
