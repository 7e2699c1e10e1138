//! Whether anything can be said, or judged, of why a record is late; who and what it concerns.

use crate::{
    days::Timestamp,
    facts::Facts,
    locks::Arrival,
    obligations::{Finding, MAX_EXPLANATIONS, Obligation, Owner, Standing, Terms},
    people::PersonId,
    permissions::{Actor, Allowed, ExplainLateness, JudgeLateness, decide_explain_lateness, decide_judge_lateness},
    refusal::{LatenessRefusal, Refusal},
};

/// May `actor` say why `obligation` is late?
///
/// # Errors
/// Why not: it is not theirs, nothing about it can be written, it is not late, a reason was found already, or enough was said.
pub fn check_explain(
    facts: &Facts,
    actor: &Actor,
    obligation: &Obligation,
    now: Timestamp,
) -> Result<Allowed<ExplainLateness>, Refusal> {
    let record = facts.record_facts(obligation);
    let allowed = decide_explain_lateness(actor, facts.organisation(), record, authors(obligation))?;
    facts.check_writable(obligation, Arrival::at(now))?;
    match facts.standing(obligation, now) {
        Standing::Late(_) | Standing::Excused(_) | Standing::Overdue(_) | Standing::Missed => {}
        Standing::OnTime | Standing::NotYetDue | Standing::Exempt | Standing::Practice { .. } | Standing::Untimed { .. } => {
            return Err(LatenessRefusal::NotLate.into());
        }
    }
    if let Some(ruling) = obligation.ruling().filter(|ruling| ruling.finding == Finding::WithReason) {
        return Err(LatenessRefusal::Judged { at: ruling.at }.into());
    }
    if obligation.explained.explanations.len() >= MAX_EXPLANATIONS {
        return Err(LatenessRefusal::Full { most: MAX_EXPLANATIONS }.into());
    }
    Ok(allowed)
}

/// May `actor` judge why `obligation` was late, having seen that it was judged `seen` times? It is asked once; whoever wants to
/// judge anew has seen what was found before.
///
/// # Errors
/// Why not: it is not theirs, nothing about it can be written, it was not handed in late, or somebody was faster.
pub fn check_judge(
    facts: &Facts,
    actor: &Actor,
    obligation: &Obligation,
    seen: usize,
    now: Timestamp,
) -> Result<Allowed<JudgeLateness>, Refusal> {
    let record = facts.record_facts(obligation);
    let said = obligation.explained.explanations.iter().map(|one| one.by);
    let concerned: Vec<PersonId> = authors(obligation).iter().copied().chain(said).chain(owed_then(facts, obligation)).collect();
    let allowed = decide_judge_lateness(actor, facts.organisation(), record, &concerned)?;
    facts.check_writable(obligation, Arrival::at(now))?;
    match facts.standing(obligation, now) {
        Standing::Late(_) | Standing::Excused(_) => {}
        Standing::Overdue(_) | Standing::Missed => return Err(LatenessRefusal::NotHandedIn.into()),
        Standing::OnTime | Standing::NotYetDue | Standing::Exempt | Standing::Practice { .. } | Standing::Untimed { .. } => {
            return Err(LatenessRefusal::NotLate.into());
        }
    }
    match obligation.explained.rulings.last() {
        Some(last) if obligation.explained.rulings.len() != seen => Err(LatenessRefusal::Judged { at: last.at }.into()),
        _ => Ok(allowed),
    }
}

/// Those whose duty it was on its day, by a place that they may have left since, or because they covered whoever was away; of what
/// the school itself owes that is the whole leadership, and nobody of them is meant.
fn owed_then(facts: &Facts, obligation: &Obligation) -> Vec<PersonId> {
    let Terms { owner, turn, .. } = obligation.terms;
    let due = obligation.due_day().filter(|_| owner != Owner::School);
    let people = due.map(|due| owner.duty(facts.organisation()).people_on(due)).unwrap_or_default();
    people.into_iter().map(|person| person.id).chain(turn).collect()
}

/// Everybody who handed it in.
fn authors(obligation: &Obligation) -> &[PersonId] {
    obligation.handed_in.as_ref().map_or(&[], |handed_in| &handed_in.authors)
}
