//! Record types and hours as they were chosen.

use chrono::Days;
use domain::{
    days::day_of,
    deadlines::DueRule,
    record_types::{ApprovalRoute, NewTypePlan, REGULATION_EFFECTIVE, RecordType, RuleVersion, STARTER_SET, TypePlan, TypesPlan},
};

use crate::{error::Error, record_types, values::new_id, work::Work};

/// Makes types and hours the chosen ones. In an `open` school other hours hold for what begins tomorrow or later, as a
/// new version of the rules.
pub async fn choose_types(work: &mut Work, plan: &TypesPlan, open: bool) -> Result<(), Error> {
    let known = record_types::all(work).await?;
    for choice in &plan.types {
        match known.iter().find(|one| one.code == choice.starter.code) {
            Some(one) => change(work, one, &choice.name, &choice.short, choice.due, choice.used).await?,
            None => add(work, choice).await?,
        }
    }
    for choice in &plan.own {
        if let Some(one) = known.iter().find(|one| one.id == choice.id) {
            change(work, one, &choice.name, &choice.short, choice.due, choice.used).await?;
        }
    }
    if let Some(new) = &plan.new {
        add_own(work, new, &known).await?;
    }
    keep_hours(work, plan, open).await
}

async fn keep_hours(work: &mut Work, plan: &TypesPlan, open: bool) -> Result<(), Error> {
    let rules = record_types::rules(work).await?;
    let number = rules.iter().map(|version| version.number).max().unwrap_or(0) + 1;
    match rules.last() {
        Some(last) if last.hours == plan.hours => {}
        Some(last) if !open => {
            record_types::change_hours(work, &RuleVersion { hours: plan.hours, ..last.clone() }).await?;
        }
        Some(_) => {
            let effective_from = day_of(work.now) + Days::new(1);
            record_types::add_rules(work, &RuleVersion { id: new_id(), number, effective_from, hours: plan.hours }, "").await?;
        }
        None => {
            let effective_from = REGULATION_EFFECTIVE;
            record_types::add_rules(work, &RuleVersion { id: new_id(), number, effective_from, hours: plan.hours }, "").await?;
        }
    }
    Ok(())
}

async fn add(work: &mut Work, choice: &TypePlan) -> Result<(), Error> {
    let starter = choice.starter;
    let record_type = RecordType {
        id: new_id(),
        code: starter.code.to_owned(),
        name: choice.name.clone(),
        short: choice.short.clone(),
        owed_by: choice.owed_by,
        recurrence: starter.recurrence,
        approval_route: starter.approval_route,
        sensitivity: starter.sensitivity,
        sort_order: choice.sort_order,
        retired: !choice.used,
        due: choice.due,
    };
    record_types::add(work, &record_type).await?;
    if choice.used { Ok(()) } else { record_types::change(work, &record_type).await }
}

/// Makes a known type the planned one; what stays is not written.
async fn change(work: &mut Work, known: &RecordType, name: &str, short: &str, due: DueRule, used: bool) -> Result<(), Error> {
    let to = RecordType { name: name.to_owned(), short: short.to_owned(), due, retired: !used, ..known.clone() };
    if to == *known { Ok(()) } else { record_types::change(work, &to).await }
}

/// Adds a type of the school's own at the end of the list.
async fn add_own(work: &mut Work, plan: &NewTypePlan, known: &[RecordType]) -> Result<(), Error> {
    let last = known.iter().map(|one| one.sort_order).max().unwrap_or(0).max(STARTER_SET.len() as i64);
    let record_type = RecordType {
        id: new_id(),
        code: plan.code(known),
        name: plan.name.clone(),
        short: plan.short(),
        owed_by: plan.owed_by,
        recurrence: plan.recurrence,
        approval_route: ApprovalRoute::None,
        sensitivity: plan.sensitivity,
        sort_order: last + 1,
        retired: false,
        due: plan.due,
    };
    record_types::add(work, &record_type).await
}
