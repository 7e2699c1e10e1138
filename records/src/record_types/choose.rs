//! Record types and hours as they were chosen.

use std::collections::BTreeMap;

use domain::{
    days::day_of,
    permissions::{Allowed, ChangeSchool},
    record_types::{RuleVersion, TypesForm, TypesPlan},
    setup::{Phase, Step},
};

use super::{add, add_rules, all, change, change_hours, rules};
use crate::{
    error::{AfterLook, Error, internal},
    facts, follow_up, people, permissions,
    values::new_id,
    work::Work,
};

/// Changes record types to what the form says, and in the first set-up the hours and by which rule each falls due: in an open
/// school those are a version of its rules, which takes effect from a day (`add_version`). Where that takes anything from what is
/// owed already, it must be what was looked at, of which the form sent `seen` back.
///
/// # Errors
/// `Refused` where that is not the actor's to do.
pub async fn choose(work: &mut Work, phase: Phase, form: &TypesForm, seen: &str) -> Result<AfterLook, Error> {
    let allowed = permissions::change_school(work, phase).await?;
    let plan = match form.parse(&people::organisation(work, None).await?) {
        Ok(plan) => plan,
        Err(errors) => return Ok(AfterLook::Wrong(errors)),
    };
    if phase.is_open() {
        let (facts, next) = (facts::load_now(work).await?, facts::load_next(work).await?);
        if let Err(errors) = plan.check_uses(&facts.regime.record_types, &facts.regime.rules, day_of(work.now)) {
            return Ok(AfterLook::Wrong(errors));
        }
        let outlook = plan.outlook(&facts, next.as_ref(), work.now);
        let outlook = outlook.map_err(|fault| internal("record_types", &fault.to_string()))?;
        if outlook.asks_for_a_look() && !outlook.is_of(seen) {
            return Ok(AfterLook::Unseen);
        }
    }
    apply(work, &allowed, &plan, phase).await?;
    follow_up::after(work, &allowed, phase, Step::Practice, "loại hồ sơ được sửa").await?;
    Ok(AfterLook::Made)
}

/// Makes types and hours the chosen ones; what stays is not written.
pub(crate) async fn apply(work: &mut Work, allowed: &Allowed<ChangeSchool>, plan: &TypesPlan, phase: Phase) -> Result<(), Error> {
    let (known, rules) = (all(work).await?, rules(work).await?);
    for one in &known {
        let to = plan.of_known(one, phase, &rules);
        if to != *one {
            change(work, allowed, &to).await?;
        }
    }
    for choice in plan.added(&known) {
        let record_type = choice.record_type(new_id());
        add(work, allowed, &record_type).await?;
        if record_type.retired {
            change(work, allowed, &record_type).await?;
        }
    }
    if let Some(new) = &plan.new {
        add(work, allowed, &new.record_type(new_id(), &known)).await?;
    }
    keep_hours(work, allowed, plan, phase).await
}

async fn keep_hours(work: &mut Work, allowed: &Allowed<ChangeSchool>, plan: &TypesPlan, phase: Phase) -> Result<(), Error> {
    match rules(work).await?.last() {
        Some(_) if phase.is_open() => Ok(()),
        Some(last) if last.hours == plan.hours => Ok(()),
        Some(last) => change_hours(work, allowed, &RuleVersion { hours: plan.hours, ..last.clone() }).await,
        None => {
            let first = RuleVersion::first(new_id(), plan.hours);
            add_rules(work, allowed, &first, &BTreeMap::new(), "").await
        }
    }
}
