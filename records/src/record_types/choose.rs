//! Record types and hours as they were chosen.

use domain::{
    deadlines::DueRule,
    permissions::{Allowed, ChangeSchool},
    record_types::{
        ApprovalRoute, NewTypePlan, REGULATION_EFFECTIVE, RecordType, RuleVersion, STARTER_SET, TypePlan, TypesForm, TypesPlan,
    },
    setup::{Phase, Step},
};

use super::{add, add_rules, all, change, change_hours, rules};
use crate::{
    error::{Checked, Error},
    follow_up, people, permissions,
    values::new_id,
    work::Work,
};

/// Changes record types to what the form says, and in the first set-up the hours: those of an open school are a version of its
/// rules, which takes effect from a day (`add_version`).
///
/// # Errors
/// `Refused` where that is not the actor's to do.
pub async fn choose(work: &mut Work, phase: Phase, form: &TypesForm) -> Result<Checked, Error> {
    let allowed = permissions::change_school(work, phase).await?;
    let plan = match form.parse(&people::organisation(work, None).await?) {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    apply(work, &allowed, &plan, phase).await?;
    follow_up::after(work, &allowed, phase, Step::Practice, "loại hồ sơ và hạn được sửa").await.map(Ok)
}

/// Makes types and hours the chosen ones.
pub(crate) async fn apply(work: &mut Work, allowed: &Allowed<ChangeSchool>, plan: &TypesPlan, phase: Phase) -> Result<(), Error> {
    let known = all(work).await?;
    for choice in &plan.types {
        match known.iter().find(|one| one.code == choice.starter.code) {
            Some(one) => make(work, allowed, one, &choice.name, &choice.short, choice.due, choice.used).await?,
            None => add_starter(work, allowed, choice).await?,
        }
    }
    for choice in &plan.own {
        if let Some(one) = known.iter().find(|one| one.id == choice.id) {
            make(work, allowed, one, &choice.name, &choice.short, choice.due, choice.used).await?;
        }
    }
    if let Some(new) = &plan.new {
        add_own(work, allowed, new, &known).await?;
    }
    keep_hours(work, allowed, plan, phase).await
}

async fn keep_hours(work: &mut Work, allowed: &Allowed<ChangeSchool>, plan: &TypesPlan, phase: Phase) -> Result<(), Error> {
    match rules(work).await?.last() {
        Some(_) if phase.is_open() => Ok(()),
        Some(last) if last.hours == plan.hours => Ok(()),
        Some(last) => change_hours(work, allowed, &RuleVersion { hours: plan.hours, ..last.clone() }).await,
        None => {
            let first = RuleVersion { id: new_id(), number: 1, effective_from: REGULATION_EFFECTIVE, hours: plan.hours };
            add_rules(work, allowed, &first, "").await
        }
    }
}

async fn add_starter(work: &mut Work, allowed: &Allowed<ChangeSchool>, choice: &TypePlan) -> Result<(), Error> {
    let starter = choice.starter;
    let record_type = RecordType {
        name: choice.name.clone(),
        short: choice.short.clone(),
        retired: !choice.used,
        due: choice.due,
        ..starter.record_type(new_id(), choice.sort_order, choice.owed_by)
    };
    add(work, allowed, &record_type).await?;
    if choice.used { Ok(()) } else { change(work, allowed, &record_type).await }
}

/// Makes a known type the planned one; what stays is not written.
async fn make(
    work: &mut Work,
    allowed: &Allowed<ChangeSchool>,
    known: &RecordType,
    name: &str,
    short: &str,
    due: DueRule,
    used: bool,
) -> Result<(), Error> {
    let to = RecordType { name: name.to_owned(), short: short.to_owned(), due, retired: !used, ..known.clone() };
    if to == *known { Ok(()) } else { change(work, allowed, &to).await }
}

/// Adds a type of the school's own at the end of the list.
async fn add_own(work: &mut Work, allowed: &Allowed<ChangeSchool>, plan: &NewTypePlan, known: &[RecordType]) -> Result<(), Error> {
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
    add(work, allowed, &record_type).await
}
