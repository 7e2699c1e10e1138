//! "Tiêu hủy tài liệu hết giá trị": lists of records whose period is over, the minutes of a council, the principal's decision, and the
//! execution. That the files of a record are gone is a fact (`Obligation::disposed`); all else only these pages read.
//!
//! Nothing here is called by a timer: each step has an actor, and asks once more whether each record may go.

mod candidates;
mod execution;
mod stored;
mod verification;

use std::collections::BTreeSet;

use domain::{
    days::day_of,
    disposals::{
        CouncilMember, CouncilMinutes, DecisionForm, DecisionPlan, DisposalDecision, DisposalEnd, DisposalId, DisposalList,
        DrawUpForm, ListedRecord, MinutesForm, MinutesPlan, still_kept,
    },
    facts::Facts,
    forms::FormErrors,
    obligations::{ObligationId, Reason},
    permissions::{
        Allowed, DecideDisposal, PrepareDisposal, TakeBackDisposal, decide_decide_disposal, decide_prepare_disposal,
        decide_take_back_disposal,
    },
    refusal::{DisposalRefusal, Refusal},
};

pub use candidates::{Candidate, candidates, kept_of, list_of, packages_over};
pub use execution::{execute, files_of};
pub(crate) use stored::of_version;
pub use stored::{among, disposed_versions, executed, list, lists};
pub use verification::{DisposalBreak, WholeDisposals, verify};

use crate::{
    error::{Error, internal},
    events::Event,
    facts::FactStore,
    sql::sql,
    work::Work,
};

/// Draws up a list with the id of the form; the same form again finds the list. What must be kept, and what stands on another list,
/// is told by name, and nothing is drawn up.
///
/// # Errors
/// As of `decide_prepare_disposal`; `DisposalRefusal::Kept` and `Listed`; `NotFound` for a record that never lay in the archive; what
/// is wrong with the form is told inside.
pub async fn draw_up(
    work: &mut Work,
    store: &FactStore,
    id: DisposalId,
    form: &DrawUpForm,
) -> Result<Result<u32, FormErrors>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let allowed = decide_prepare_disposal(&store.facts(work).await?.actor(by, work.now))?;
    let known = lists(work).await?;
    if let Some(same) = known.iter().find(|one| one.id == id) {
        return Ok(Ok(same.number));
    }
    let plan = match form.parse() {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    let chosen = candidates::of_records(work, &plan.records).await?;
    check_kept(&chosen)?;
    for one in &chosen {
        if let Some(number) = list_of(&known, one.record.obligation, work.at_least) {
            let title = one.record.title.clone();
            return Err(Refusal::from(DisposalRefusal::Listed { title, number }).into());
        }
    }
    let list = DisposalList {
        id,
        number: known.last().map_or(0, |last| last.number) + 1,
        by,
        at: work.now,
        explanation: plan.explanation,
        records: chosen.into_iter().map(|one| one.record).collect(),
        minutes: None,
        decision: None,
        ended: None,
        execution: None,
    };
    save(work, &list, &allowed).await?;
    Ok(Ok(list.number))
}

/// Each of these may go now.
fn check_kept(candidates: &[Candidate]) -> Result<(), Refusal> {
    let titles = candidates.iter().map(|one| (one.record.obligation, one.record.title.as_str()));
    let kept = candidates.iter().filter_map(|one| Some((one.record.obligation, one.kept?))).collect();
    still_kept(titles, &kept)
}

async fn save(work: &mut Work, list: &DisposalList, _allowed: &Allowed<PrepareDisposal>) -> Result<(), Error> {
    let number = i64::from(list.number);
    let insert =
        sql("INSERT INTO disposal_lists (school_id, number, id, explanation, by_person_id, at) VALUES ($1, $2, $3, $4, $5, $6)");
    work.run(insert.bind_all((work.school, number, list.id, list.explanation.as_str(), list.by, list.at))).await?;
    for (one, place) in list.records.iter().zip(1_i64..) {
        let bytes = i64::try_from(one.bytes).map_err(|_| internal("disposal_records", "a number beyond 2^63"))?;
        let insert = sql("INSERT INTO disposal_records (school_id, list_number, obligation_id, place, package_number, title, \
             school_year, retention, until_day, files, bytes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
        .bind_all((work.school, number, one.obligation, place, i64::from(one.package), one.title.as_str()))
        .bind_all((one.school_year.as_str(), one.retention.as_str(), one.until, i64::from(one.files), bytes));
        work.run(insert).await?;
    }
    work.note(Event::DisposalDrawnUp { list });
    Ok(())
}

/// Enters the minutes of the council about a list: who sat on it, and what it keeps on.
///
/// # Errors
/// As of `decide_prepare_disposal`; `DisposalRefusal::Moved`; `NotFound` for a list, a person or a record that is none of its; what is
/// wrong with the form is told inside.
pub async fn enter_minutes(
    work: &mut Work,
    store: &FactStore,
    number: u32,
    form: &MinutesForm,
) -> Result<Result<(), FormErrors>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let allowed = decide_prepare_disposal(&facts.actor(by, work.now))?;
    let mut list = list(work, number).await?;
    list.check_minutable(work.at_least)?;
    let plan = match form.parse(day_of(list.at), day_of(work.now)) {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    let MinutesPlan { number, on, members, kept } = plan;
    let listed: BTreeSet<ObligationId> = list.records.iter().map(|one| one.obligation).collect();
    if !kept.keys().all(|id| listed.contains(id)) {
        return Err(Error::NotFound);
    }
    let members = members.into_iter().map(|person| member(&facts, person, on)).collect::<Result<Vec<_>, _>>()?;
    let minutes = CouncilMinutes { number, on, members, kept, by, at: work.now };
    list.minutes = Some(minutes.clone());
    save_minutes(work, &list, &minutes, &allowed).await?;
    Ok(Ok(()))
}

fn member(facts: &Facts, person: domain::people::PersonId, on: chrono::NaiveDate) -> Result<CouncilMember, Error> {
    let organisation = facts.organisation();
    organisation.person(person).ok_or(Error::NotFound)?;
    let titles = organisation.titles(&organisation.positions(person, on));
    Ok(CouncilMember { person, name: organisation.full_name(person), titles })
}

async fn save_minutes(
    work: &mut Work,
    list: &DisposalList,
    minutes: &CouncilMinutes,
    _allowed: &Allowed<PrepareDisposal>,
) -> Result<(), Error> {
    let number = i64::from(list.number);
    let insert = sql("INSERT INTO disposal_minutes (school_id, list_number, minutes, met_on, by_person_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6)");
    let row = (work.school, number, minutes.number.as_str(), minutes.on, minutes.by, minutes.at);
    work.run(insert.bind_all(row)).await?;
    for (one, place) in minutes.members.iter().zip(1_i64..) {
        let insert = sql("INSERT INTO disposal_members (school_id, list_number, place, person_id, name, titles) \
             VALUES ($1, $2, $3, $4, $5, $6)");
        let row = (work.school, number, place, one.person, one.name.as_str(), one.titles.as_str());
        work.run(insert.bind_all(row)).await?;
    }
    for (obligation, reason) in &minutes.kept {
        let insert = sql("INSERT INTO disposal_kept (school_id, list_number, obligation_id, reason) VALUES ($1, $2, $3, $4)");
        work.run(insert.bind_all((work.school, number, *obligation, reason.as_str()))).await?;
    }
    work.note(Event::DisposalMinuted { list, minutes });
    Ok(())
}

/// Decides about a list, as the principal.
///
/// # Errors
/// As of `decide_decide_disposal`; `DisposalRefusal::Moved`, `NothingToDispose` and, for what is approved, `Kept`; `NotFound`; what is
/// wrong with the form is told inside.
pub async fn decide(work: &mut Work, store: &FactStore, number: u32, form: &DecisionForm) -> Result<Result<(), FormErrors>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let actor = store.facts(work).await?.actor(by, work.now);
    let mut list = list(work, number).await?;
    let allowed = decide_decide_disposal(&actor, &list)?;
    let plan = match form.parse() {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    let decision = match plan {
        DecisionPlan::Approve { number } => DisposalDecision { number, refused: None, by, at: work.now },
        DecisionPlan::Refuse { reason } => DisposalDecision { number: String::new(), refused: Some(reason), by, at: work.now },
    };
    let approves = decision.refused.is_none();
    list.check_decidable(approves, work.at_least)?;
    if approves {
        check_kept(&candidates::of_list(work, &list).await?)?;
    }
    list.decision = Some(decision.clone());
    save_decision(work, &list, &decision, &allowed).await?;
    Ok(Ok(()))
}

async fn save_decision(
    work: &mut Work,
    list: &DisposalList,
    decision: &DisposalDecision,
    _allowed: &Allowed<DecideDisposal>,
) -> Result<(), Error> {
    let refused = decision.refused.as_ref().map(|reason| reason.as_str().to_owned());
    let insert = sql("INSERT INTO disposal_decisions (school_id, list_number, number, refused, by_person_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6)");
    let row = (work.school, i64::from(list.number), decision.number.as_str(), refused, decision.by, decision.at);
    work.run(insert.bind_all(row)).await?;
    work.note(Event::DisposalDecided { list, decision });
    Ok(())
}

/// Takes a list back: its records may stand on another one.
///
/// # Errors
/// As of `decide_take_back_disposal`; `DisposalRefusal::Moved`; `NotFound`.
pub async fn take_back(work: &mut Work, store: &FactStore, number: u32, reason: &Reason) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let actor = store.facts(work).await?.actor(by, work.now);
    let list = list(work, number).await?;
    let allowed = decide_take_back_disposal(&actor, &list)?;
    list.check_endable(work.at_least)?;
    let end = DisposalEnd { by, at: work.now, reason: reason.clone() };
    save_end(work, &list, &end, &allowed).await
}

async fn save_end(
    work: &mut Work,
    list: &DisposalList,
    end: &DisposalEnd,
    _allowed: &Allowed<TakeBackDisposal>,
) -> Result<(), Error> {
    let insert = sql("INSERT INTO disposal_ends (school_id, list_number, by_person_id, at, reason) VALUES ($1, $2, $3, $4, $5)");
    work.run(insert.bind_all((work.school, i64::from(list.number), end.by, end.at, end.reason.as_str()))).await?;
    work.note(Event::DisposalTakenBack { list });
    Ok(())
}

/// As `draw_up` writes it down.
fn listed(
    packed: &domain::archive::PackedRecord,
    package: (u32, &str),
    retention: String,
    until: chrono::NaiveDate,
) -> ListedRecord {
    let files = packed.files();
    ListedRecord {
        obligation: packed.record.obligation,
        package: package.0,
        title: packed.record.title.clone(),
        school_year: package.1.to_owned(),
        retention,
        until,
        files: u32::try_from(files.len()).unwrap_or(u32::MAX),
        bytes: files.values().map(|file| file.size).sum(),
    }
}

#[cfg(test)]
#[path = "disposals_tests.rs"]
mod tests;
