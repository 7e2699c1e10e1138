//! Versions of the rules: one more from a day on, and all there are with who put them in force.

use domain::{
    ids::Id,
    people::PersonId,
    record_types::{KeptRules, RuleVersion, RulesForm},
    setup::Phase,
};
use uuid::Uuid;

use super::{add_rules, rules};
use crate::{
    error::{AfterLook, Error, internal},
    events::{self, EventKind},
    facts::{self, FactStore},
    follow_up, permissions,
    sql::sql,
    values::new_id,
    work::Work,
};

/// Puts one more version of the rules in force from the day that the form says, if what would follow is what was looked at, of which
/// the form sent `seen` back. What was judged stays judged; what is still to come follows it. A form that comes again adds nothing.
///
/// # Errors
/// `Refused` where that is not the actor's to do; what is wrong with the form is told inside.
pub async fn add_version(work: &mut Work, store: &FactStore, form: &RulesForm, seen: &str) -> Result<AfterLook, Error> {
    let allowed = permissions::change_school(work, Phase::Open).await?;
    let facts = store.facts(work).await?;
    if !seen.is_empty() && form.is_kept(&facts) {
        return Ok(AfterLook::Made);
    }
    let plan = match form.parse(&facts, work.now) {
        Ok(plan) => plan,
        Err(errors) => return Ok(AfterLook::Wrong(errors)),
    };
    let next = facts::load_next(work).await?;
    let outlook = plan.outlook(&facts, next.as_ref(), work.now);
    if !outlook.map_err(|fault| internal("rule_versions", &fault.to_string()))?.is_of(seen) {
        return Ok(AfterLook::Unseen);
    }
    let version = plan.version(new_id(), &facts.regime.rules);
    add_rules(work, &allowed, &version, &plan.decision).await?;
    follow_up::bring_up_to_date(work, "quy định mới").await?;
    Ok(AfterLook::Made)
}

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

#[cfg(test)]
mod tests;
