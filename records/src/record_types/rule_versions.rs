//! One more version of the rules, from a day on.

use domain::{record_types::RulesForm, setup::Phase};

use super::add_rules;
use crate::{
    error::{AfterLook, Error, internal},
    facts::{self, FactStore},
    follow_up, permissions,
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
    add_rules(work, &allowed, &version, &plan.routes, &plan.decision).await?;
    follow_up::bring_up_to_date(work, "quy định mới").await?;
    Ok(AfterLook::Made)
}

#[cfg(test)]
mod tests;
