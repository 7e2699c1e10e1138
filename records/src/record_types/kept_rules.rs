//! All versions of the rules, with who put them in force.

use domain::{
    ids::Id,
    people::PersonId,
    record_types::{KeptRules, RuleVersion},
};
use uuid::Uuid;

use super::rules;
use crate::{
    error::Error,
    events::{self, EventKind},
    sql::sql,
    work::Work,
};

/// Every version in the order of the days from which they hold, with its decision and, from the log, who put it in force and when.
pub async fn versions(work: &mut Work) -> Result<Vec<KeptRules>, Error> {
    let select = sql("SELECT id, decision FROM rule_versions WHERE school_id = $1");
    let decisions: Vec<(Uuid, String)> = work.all(select.bind(work.school)).await?;
    let mut kept = Vec::new();
    for version in rules(work).await? {
        let RuleVersion { id, .. } = version;
        let known = decisions.iter().find(|(of, _)| Id::<RuleVersion>::new(*of) == id);
        let decision = known.map(|(_, decision)| decision.clone()).unwrap_or_default();
        let said = events::about(work, id.uuid(), [EventKind::RulesAdded, EventKind::RulesChanged]).await?;
        let by = said.last().and_then(|entry| entry.actor).map(PersonId::new);
        kept.push(KeptRules { version, decision, by, at: said.last().map(|entry| entry.at) });
    }
    Ok(kept)
}
