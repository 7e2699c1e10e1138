//! All versions of the rules, with who put them in force.

use chrono::{DateTime, Utc};
use domain::{
    corrections::Numbered,
    ids::Id,
    people::PersonId,
    record_types::{KeptRules, RuleVersion},
};
use uuid::Uuid;

use super::rules;
use crate::{corrections::stored as corrections, error::Error, events::EventKind, sql::sql, work::Work};

/// A version with one of the entries of the log about it; with none where the log says nothing of it.
#[derive(sqlx::FromRow)]
struct NotedRow {
    id: Uuid,
    decision: String,
    at: Option<DateTime<Utc>>,
    actor: Option<Uuid>,
}

/// Every version in the order of the days from which they hold, with its decision as it should be written and, from the log, who put
/// it in force and when.
pub async fn versions(work: &mut Work) -> Result<Vec<KeptRules>, Error> {
    let select = sql("SELECT v.id, v.decision, e.at, e.actor FROM rule_versions v \
         LEFT JOIN events e ON e.school_id = v.school_id AND e.subject = v.id AND e.kind IN ($1, $2) \
         WHERE v.school_id = $3 ORDER BY e.seq");
    let [added, changed] = [EventKind::RulesAdded, EventKind::RulesChanged].map(EventKind::code);
    let noted: Vec<NotedRow> = work.all(select.bind_all((added, changed, work.school))).await?;
    let kept = |version: RuleVersion| {
        // The last entry: what was changed in the first set-up was put in force by whoever changed it last.
        let noted = noted.iter().rev().find(|one| Id::new(one.id) == version.id);
        KeptRules {
            decision: noted.map(|one| one.decision.clone()).unwrap_or_default(),
            by: noted.and_then(|one| one.actor).map(PersonId::new),
            at: noted.and_then(|one| one.at),
            version,
        }
    };
    let mut kept: Vec<KeptRules> = rules(work).await?.into_iter().map(kept).collect();
    let corrections = corrections::all(work).await?;
    for one in &mut kept {
        let of = Numbered::Rules(one.version.id);
        one.decision = corrections.right(of, &one.decision).to_owned();
    }
    Ok(kept)
}
