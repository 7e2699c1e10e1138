//! "Duyệt", "Ký", "Trả lại", "Hoàn tác": one transaction that asks whose turn it is and about which bytes, and keeps the
//! decision.

use domain::{
    decisions::{Decision, DecisionId, Outcome},
    facts::Facts,
    ids::SubmissionId,
    inspection::Kept,
    locks::Arrival,
    obligations::{Obligation, ObligationId},
    people::PersonId,
    permissions::{Allowed, Decide, UndoDecision, decide_sign, decide_undo},
    record_types::Step,
    refusal::{Refusal, ReviewRefusal, SigningRefusal},
    reviews::{DecisionRequest, MayDecide, PendingReview, may_decide, review_of},
    signing::{SignedAct, open_beside},
};

use crate::{
    accounts,
    error::Error,
    events::Event,
    facts::FactStore,
    inspections,
    obligations::{APPROVED, RETURNED},
    signing::{self, Signed, SigningCredentials},
    sql::sql,
    submissions,
    values::new_id,
    work::Work,
};

/// Decides about the version that was on the screen, as the actor of this work; of the leadership only that something is given
/// back, for it approves by `sign`. A second click finds its own decision.
///
/// # Errors
/// `Refused` where it is not the actor's turn, or something has happened since the page was opened; `NotFound` for a record
/// of another school.
pub async fn decide(work: &mut Work, store: &FactStore, id: ObligationId, wanted: DecisionRequest) -> Result<DecisionId, Error> {
    if wanted.is_signed() {
        return Err(Refusal::from(SigningRefusal::NotSigned).into());
    }
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let obligation = facts.obligation(id).ok_or(Error::NotFound)?;
    match known_or_ask(work, &facts, obligation, wanted, by).await? {
        Wish::Known(decision) => Ok(decision),
        Wish::New(asked) => {
            let Asked { decision, allowed, .. } = *asked;
            save(work, obligation, &decision, allowed).await?;
            Ok(decision.id)
        }
    }
}

/// Approves the version that was on the screen by signing it, as the actor of this work; whatever needs no signature is decided
/// as by `decide`. Decision and signature stand in one transaction, and so does the look at when the password was typed.
///
/// # Errors
/// Those of `decide`, and `SigningRefusal::PasswordAgain` where the password was typed too long ago in the session of these credentials.
pub async fn sign(
    work: &mut Work,
    store: &FactStore,
    id: ObligationId,
    wanted: DecisionRequest,
    credentials: &SigningCredentials,
) -> Result<DecisionId, Error> {
    if !wanted.is_signed() {
        return decide(work, store, id, wanted).await;
    }
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let obligation = facts.obligation(id).ok_or(Error::NotFound)?;
    let Asked { waiting, decision, allowed } = match known_or_ask(work, &facts, obligation, wanted, by).await? {
        Wish::Known(decision) => return Ok(decision),
        Wish::New(asked) => *asked,
    };
    let typed_at = accounts::proved_at(work, &credentials.session, by).await?;
    let (may_sign, password_typed_at) = decide_sign(&allowed, typed_at, work.moment())?;
    save(work, obligation, &decision, allowed).await?;
    let signed = Signed {
        facts: &facts,
        obligation,
        act: SignedAct::Approval,
        open: open_beside(&waiting),
        approvals: &waiting.approvals,
        version: (decision.submission, decision.digest),
        signer: by,
        password_typed_at,
    };
    signing::save(work, signed, decision.id, &credentials.key, may_sign).await?;
    Ok(decision.id)
}

/// A decision that may be taken.
struct Asked {
    /// How the record waits before the decision.
    waiting: PendingReview,
    decision: Decision,
    allowed: Allowed<Decide>,
}

/// What a form wants.
enum Wish {
    /// It has been decided already, by whoever sent the form.
    Known(DecisionId),
    New(Box<Asked>),
}

/// What `by` may decide; where nothing is to be decided any more, or the record is shut, the decision of theirs that says what the
/// form wants.
async fn known_or_ask(
    work: &mut Work,
    facts: &Facts,
    obligation: &Obligation,
    wanted: DecisionRequest,
    by: PersonId,
) -> Result<Wish, Error> {
    if let Some(known) = sent_before(obligation, &wanted, by)? {
        return Ok(Wish::Known(known));
    }
    let same = says_the_same(obligation, &wanted, by);
    let writable = facts.check_reviewable(obligation, Arrival::at(work.now));
    if same.is_none() {
        writable.clone()?;
    }
    match (ask(work, facts, obligation, wanted, by).await, same) {
        (Ok(asked), _) => {
            writable?;
            Ok(Wish::New(Box::new(asked)))
        }
        (Err(Error::Refused(refusal)), Some(same)) if !is_of_older_version(&refusal) => Ok(Wish::Known(same)),
        (Err(error), _) => Err(error),
    }
}

/// Whether the form is about a version that is the last one no longer: who sends it has not seen what came since.
const fn is_of_older_version(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::Review(
            ReviewRefusal::NewerVersion { .. }
                | ReviewRefusal::NewerApproved { .. }
                | ReviewRefusal::NewerReturned { .. }
                | ReviewRefusal::Withdrawn { .. }
        )
    )
}

/// Asks whether it is the turn of `by`, and whether the version with those bytes is still the one that waits.
async fn ask(
    work: &mut Work,
    facts: &Facts,
    obligation: &Obligation,
    wanted: DecisionRequest,
    by: PersonId,
) -> Result<Asked, Error> {
    let DecisionRequest { key, submission, digest, step, outcome } = wanted;
    let actor = facts.actor(by, work.now);
    let MayDecide { waiting, turn, allowed } = may_decide(facts, &actor, obligation, (submission, step), work.now)?;
    if submissions::digest(work, submission).await? != digest {
        return Err(Refusal::from(ReviewRefusal::OtherBytes).into());
    }
    if outcome == Outcome::Approved
        && let Some(kept) = kept(work, submission).await?
    {
        return Err(Refusal::from(ReviewRefusal::FileHeld { kept }).into());
    }
    let (id, also, at, running_at) = (key.unwrap_or_else(new_id), turn.also, work.now, work.running());
    let decision = Decision { id, submission, digest, step, also, by, at, running_at, outcome, undone_at: None };
    Ok(Asked { waiting, decision, allowed })
}

/// What keeps a file of the version from others than its sender: nobody approves what nobody may look at, nor signs that they
/// have checked it.
pub(crate) async fn kept(work: &mut Work, submission: SubmissionId) -> Result<Option<Kept>, Error> {
    let version = submissions::one(work, submission).await?;
    Ok(inspections::kept_of(work, &version).await?.map(|(_, kept)| kept))
}

/// The decision that a first click on the same form brought.
///
/// # Errors
/// `ReviewRefusal::SentBefore` where it has been taken back: whoever goes back to the page and sends it again has not looked at
/// how it stands.
fn sent_before(obligation: &Obligation, wanted: &DecisionRequest, by: PersonId) -> Result<Option<DecisionId>, Refusal> {
    let Some(known) = obligation.decisions.iter().find(|one| one.by == by && Some(one.id) == wanted.key) else { return Ok(None) };
    match known.undone_at {
        None if known.outcome == wanted.outcome => Ok(Some(known.id)),
        None => Err(ReviewRefusal::Decided { at: known.at }.into()),
        Some(undone_at) => Err(ReviewRefusal::SentBefore { undone_at }.into()),
    }
}

/// A decision of `by` that stands and says what this form wants.
fn says_the_same(obligation: &Obligation, wanted: &DecisionRequest, by: PersonId) -> Option<DecisionId> {
    let is_same = |one: &&Decision| {
        let same_bytes = one.submission == wanted.submission && one.digest == wanted.digest;
        one.by == by && one.stands() && same_bytes && one.step == wanted.step && one.outcome == wanted.outcome
    };
    obligation.decisions.iter().find(is_same).map(|one| one.id)
}

async fn save(work: &mut Work, obligation: &Obligation, decision: &Decision, _allowed: Allowed<Decide>) -> Result<(), Error> {
    let (outcome, back) = match &decision.outcome {
        Outcome::Approved => (APPROVED, None),
        Outcome::Returned(back) => (RETURNED, Some(back)),
    };
    let last = sql("SELECT max(number) FROM decisions WHERE school_id = $1 AND obligation_id = $2");
    let (last,): (Option<i64>,) = work.one(last.bind_all((work.school, obligation.id))).await?;
    let insert =
        sql("INSERT INTO decisions (school_id, id, obligation_id, submission_id, digest, step, also_step, by_person_id, at, \
         outcome, reasons, words, correct_by, running_at, number) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)")
        .bind_all((work.school, decision.id, obligation.id, decision.submission, decision.digest.bytes().to_vec()))
        .bind_all((decision.step.code(), decision.also.map(Step::code), decision.by, decision.at, outcome))
        .bind_all((
            back.map(|back| back.reasons.join("\n")),
            back.map(|back| back.words.clone()),
            back.map(|back| back.correct_by),
            decision.running_at,
            last.unwrap_or_default() + 1,
        ));
    work.run(insert).await?;
    work.note(Event::Reviewed { obligation: obligation.id, decision });
    Ok(())
}

/// Takes a decision of the actor's own back. One that was taken back already stays so.
///
/// # Errors
/// `Refused` where it stands; `NotFound` for a decision about another record.
pub async fn undo(work: &mut Work, store: &FactStore, id: ObligationId, decision: DecisionId) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let obligation = facts.obligation(id).ok_or(Error::NotFound)?;
    let decision = obligation.decisions.iter().find(|one| one.id == decision).ok_or(Error::NotFound)?;
    facts.check_reviewable(obligation, Arrival::at(work.now))?;
    let allowed = decide_undo(&facts.actor(by, work.now), decision)?;
    if decision.stands() {
        review_of(&facts, obligation).check_undo(obligation, decision, work.moment())?;
        save_undone(work, obligation, decision, allowed).await?;
    }
    Ok(())
}

async fn save_undone(
    work: &mut Work,
    obligation: &Obligation,
    decision: &Decision,
    _allowed: Allowed<UndoDecision>,
) -> Result<(), Error> {
    let insert = sql("INSERT INTO undone_decisions (school_id, decision_id, at) VALUES ($1, $2, $3)");
    work.run(insert.bind_all((work.school, decision.id, work.now))).await?;
    work.note(Event::ReviewUndone { obligation: obligation.id, decision });
    Ok(())
}

#[cfg(test)]
#[path = "reviews_tests.rs"]
mod tests;
