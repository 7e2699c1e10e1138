//! Record types and hours as they were chosen.

use chrono::Days;
use domain::{
    days::day_of,
    record_types::{REGULATION_EFFECTIVE, RecordType, RuleVersion},
    setup::{TypePlan, TypesPlan},
};

use crate::{error::Error, record_types, values::new_id, work::Work};

/// Makes types and hours the chosen ones. In an `open` school other hours hold for what begins tomorrow or later, as a
/// new version of the rules.
pub async fn choose_types(work: &mut Work, plan: &TypesPlan, open: bool) -> Result<(), Error> {
    let known = record_types::all(work).await?;
    for choice in &plan.types {
        match known.iter().find(|one| one.code == choice.starter.code) {
            Some(one) => change(work, one, choice).await?,
            None => add(work, choice).await?,
        }
    }
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
        name: starter.name.to_owned(),
        short: starter.short.to_owned(),
        owed_by: choice.owed_by,
        rhythm: starter.rhythm,
        route: starter.route,
        sensitivity: starter.sensitivity,
        position: choice.position,
        retired: !choice.used,
        due: choice.due,
    };
    record_types::add(work, &record_type).await?;
    if choice.used { Ok(()) } else { record_types::change(work, record_type.id, &record_type.name, choice.due, true).await }
}

async fn change(work: &mut Work, known: &RecordType, choice: &TypePlan) -> Result<(), Error> {
    if known.due == choice.due && known.retired != choice.used {
        return Ok(());
    }
    record_types::change(work, known.id, &known.name, choice.due, !choice.used).await
}
