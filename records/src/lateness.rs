//! Why a record was late: said by those whose duty it was, and judged by the leadership; nothing of it is ever changed.

use domain::{
    facts::Facts,
    lateness::{FailedTry, Found, WhyFailed, check_explain, check_judge, is_kept, is_over_the_hour, sentence_of_note},
    locks::Arrival,
    obligations::{Explanation, MAX_EXPLANATIONS, Obligation, ObligationId, Reason, Ruling},
    people::PersonId,
    permissions::{Actor, Allowed, ExplainLateness, HandIn, JudgeLateness, decide_explain_lateness},
    refusal::Refusal,
};

use crate::{error::Error, events::Event, facts::FactStore, failed_tries, sql::sql, work::Work};

/// Keeps why a record is late, in the words of the actor of this work. A form that comes again says nothing again.
///
/// # Errors
/// `Refused` where it is not the actor's to say, or nothing can be said any more; `NotFound` for a record of another school.
pub async fn explain(work: &mut Work, store: &FactStore, id: ObligationId, words: &Reason) -> Result<(), Error> {
    let facts = store.facts(work).await?;
    let (obligation, actor) = about(work, &facts, id)?;
    let known = &obligation.explained.explanations;
    if known.last().is_some_and(|last| last.by == actor.person && last.words == words.as_str()) {
        return Ok(());
    }
    let allowed = check_explain(&facts, &actor, obligation, work.now)?;
    let explanation = Explanation { by: actor.person, at: work.now, words: words.as_str().to_owned() };
    save_explanation(work, obligation, &explanation, allowed).await
}

/// Keeps what the actor of this work finds of why a record was late. A form that comes again finds nothing again.
///
/// # Errors
/// `Refused` where it is not the actor's to judge, it was not handed in late, or somebody has judged it since the form was made;
/// `NotFound` for a record of another school.
pub async fn judge(work: &mut Work, store: &FactStore, id: ObligationId, found: &Found) -> Result<(), Error> {
    let facts = store.facts(work).await?;
    let (obligation, actor) = about(work, &facts, id)?;
    let ruling = Ruling { by: actor.person, at: work.now, finding: found.finding, words: found.words.clone() };
    let known = &obligation.explained.rulings;
    let is_same = |last: &Ruling| (last.by, last.finding, &last.words) == (ruling.by, ruling.finding, &ruling.words);
    if known.len() == found.seen + 1 && known.last().is_some_and(is_same) {
        return Ok(());
    }
    let allowed = check_judge(&facts, &actor, obligation, found.seen, work.now)?;
    save_ruling(work, obligation, &ruling, allowed).await
}

/// Keeps what is known of a first hand-in that is late: its words, which are the sentence of whoever handed it in, and that it had
/// begun to arrive in time.
pub(crate) async fn note_hand_in(
    work: &mut Work,
    facts: &Facts,
    (obligation, arrival): (&Obligation, Arrival),
    (by, note): (PersonId, &str),
    allowed: &Allowed<HandIn>,
) -> Result<(), Error> {
    if is_over_the_hour(&facts.hours(obligation.terms.rules), obligation.due_day(), arrival.began) {
        let known = failed_tries::of_record(work, obligation.id).await?;
        let new = FailedTry { obligation: obligation.id, person: by, began_at: arrival.began, why: WhyFailed::OverTheHour };
        if is_kept(&known, &new) {
            failed_tries::save(work, &new, known.len(), allowed).await?;
        }
    }
    let known = &obligation.explained.explanations;
    let is_known = |words: &Reason| known.last().is_some_and(|last| last.by == by && last.words == words.as_str());
    let Some(words) = sentence_of_note(note).filter(|words| known.len() < MAX_EXPLANATIONS && !is_known(words)) else {
        return Ok(());
    };
    let (actor, record) = (facts.actor(by, work.now), facts.record_facts(obligation));
    let may_explain = decide_explain_lateness(&actor, facts.organisation(), record, &[by])?;
    let explanation = Explanation { by, at: work.now, words: words.as_str().to_owned() };
    save_explanation(work, obligation, &explanation, may_explain).await
}

/// The record, and who works.
fn about<'f>(work: &Work, facts: &'f Facts, id: ObligationId) -> Result<(&'f Obligation, Actor), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let obligation = facts.obligation(id).ok_or(Error::NotFound)?;
    Ok((obligation, facts.actor(by, work.now)))
}

async fn save_explanation(
    work: &mut Work,
    obligation: &Obligation,
    explanation: &Explanation,
    _allowed: Allowed<ExplainLateness>,
) -> Result<(), Error> {
    let number = next(obligation.explained.explanations.len());
    let Explanation { by, at, words } = explanation;
    let insert = sql("INSERT INTO lateness_explanations (school_id, obligation_id, number, by_person_id, at, words) \
         VALUES ($1, $2, $3, $4, $5, $6)");
    work.run(insert.bind_all((work.school, obligation.id, number, *by, *at, words.as_str()))).await?;
    work.note(Event::LatenessExplained { obligation: obligation.id, explanation });
    Ok(())
}

async fn save_ruling(
    work: &mut Work,
    obligation: &Obligation,
    ruling: &Ruling,
    _allowed: Allowed<JudgeLateness>,
) -> Result<(), Error> {
    let number = next(obligation.explained.rulings.len());
    let Ruling { by, at, finding, words } = ruling;
    let insert = sql("INSERT INTO lateness_rulings (school_id, obligation_id, number, by_person_id, at, finding, words) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)");
    work.run(insert.bind_all((work.school, obligation.id, number, *by, *at, finding.code(), words.as_str()))).await?;
    work.note(Event::LatenessJudged { obligation: obligation.id, ruling });
    Ok(())
}

/// The number of the next row behind so many.
fn next(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX).saturating_add(1)
}

#[cfg(test)]
#[path = "lateness_tests.rs"]
mod tests;
