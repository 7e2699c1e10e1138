//! "Bàn giao": confirmed by the leadership in one transaction that ends posts, appoints others to them and passes the turns, each by
//! the use case that does so elsewhere; then signed by both sides.

mod stored;

use domain::{
    days::day_of,
    facts::Facts,
    forms::FormErrors,
    handovers::{Handover, HandoverForm, HandoverId, HandoverOutlook, HandoverPlan, HandoverSignature, SignedWay, turns_after},
    locks::Signature,
    people::{Appointment, PersonId, Position},
    permissions::{Allowed, HandOver, SignHandover, decide_hand_over, decide_sign_handover},
    refusal::{HandoverRefusal, Refusal},
    staff::EndForm,
    vietnamese,
};

use crate::{
    error::Error,
    events::Event,
    facts::FactStore,
    follow_up, locks, people,
    sql::sql,
    staff, turns,
    values::{new_id, position_columns},
    work::Work,
};

/// Every handover of the school, the last one first.
pub async fn all(work: &mut Work) -> Result<Vec<Handover>, Error> {
    stored::all(work).await
}

/// For how many records words or files of `of` wait to be handed in: nobody else sees them, and nobody takes them over.
pub async fn count_drafts(work: &mut Work, of: PersonId) -> Result<usize, Error> {
    Ok(locks::begun(work).await?.into_iter().filter(|(person, _)| *person == of).count())
}

/// Confirms a handover of `of` as the actor of this work has looked at it: the posts end with its last day, others hold them from the
/// next one on. A form that comes again confirms nothing again.
///
/// # Errors
/// `Refused` where it is not the actor's to confirm (`decide_hand_over`), or other things would follow by now than were looked at;
/// else as of the use cases that end and give posts. What is wrong with the form is told inside.
pub async fn confirm(
    work: &mut Work,
    store: &FactStore,
    of: PersonId,
    form: &HandoverForm,
    seen: &str,
) -> Result<Result<HandoverId, FormErrors>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    facts.organisation().person(of).ok_or(Error::NotFound)?;
    let (allowed, post) = decide_hand_over(&facts.actor(by, work.now), of)?;
    let known = stored::all(work).await?;
    if let Some(same) = known.iter().find(|one| Some(one.id) == form.id() && (one.of, one.confirmed.by) == (of, by)) {
        return Ok(Ok(same.id));
    }
    let plan = match form.parse(facts.organisation(), of, day_of(work.now)) {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    let drafts = count_drafts(work, of).await?;
    HandoverOutlook::of(&facts, &plan, drafts, work.now).check_seen(seen)?;
    let last = sql("SELECT max(number) FROM handovers WHERE school_id = $1");
    let number = work.next_number("handovers", last).await?;
    // The key of another handover is no key.
    let id = form.id().filter(|id| known.iter().all(|one| one.id != *id)).unwrap_or_else(new_id);
    let HandoverPlan { leaving, last, items, words, .. } = plan;
    let confirmed = Signature { by, post, at: work.now };
    let handover = Handover { id, number, of, last, leaving, words, confirmed, items, signatures: Vec::new() };
    carry_out(work, store, &facts, &handover, &allowed).await?;
    save(work, &handover, &allowed).await?;
    Ok(Ok(id))
}

/// Each post goes to whoever takes it, with its turns, and ends.
async fn carry_out(
    work: &mut Work,
    store: &FactStore,
    facts: &Facts,
    handover: &Handover,
    allowed: &Allowed<HandOver>,
) -> Result<(), Error> {
    let Handover { of, last, .. } = *handover;
    let first = last.succ_opt().unwrap_or(last);
    let given = people::held(work, of).await?;
    for item in &handover.items {
        let Some(to) = item.to else { continue };
        // Nobody holds by a handover for longer than whoever gives it would have.
        let goes_on = |one: &&Appointment| one.position == item.position && one.acting.is_none() && one.holds_on(first);
        let until = given.iter().map(|(_, one)| one).find(goes_on).and_then(|one| one.until);
        if !facts.organisation().holders(item.position, first).iter().any(|one| one.id == to) {
            staff::appoint_from(work, store, to, item.position, (first, until)).await?;
        }
        if let Position::Teacher(class) = item.position {
            for week in turns_after(facts, class, of, last) {
                turns::hand_over(work, allowed, facts.regime.year, (class, week), to).await?;
            }
        }
    }
    let end = EndForm { until: vietnamese::date(last), ..EndForm::default() };
    for item in &handover.items {
        let held = people::held(work, of).await?;
        let ends = |position: Position| position == item.position;
        let Some((id, _)) = held.iter().find(|(_, one)| {
            ends(one.position) && one.acting.is_none() && one.from <= last && one.until.is_none_or(|until| last <= until)
        }) else {
            return Err(Error::NotFound);
        };
        if let Err(errors) = staff::end_position(work, store, of, *id, &end).await? {
            let reason = errors.iter().map(|(_, words)| words.to_owned()).collect::<Vec<_>>().join(" ");
            return Err(Refusal::Field { field: "Ngày cuối".to_owned(), reason }.into());
        }
    }
    follow_up::bring_up_to_date(work, "bàn giao").await
}

async fn save(work: &mut Work, handover: &Handover, _allowed: &Allowed<HandOver>) -> Result<(), Error> {
    let Signature { by, post, at } = handover.confirmed;
    let insert = sql("INSERT INTO handovers (school_id, id, number, person_id, last_day, leaving, words, by_person_id, post, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
    .bind_all((work.school, handover.id, i64::from(handover.number), handover.of, handover.last))
    .bind_all((handover.leaving.code(), handover.words.clone(), by, post.code(), at));
    work.run(insert).await?;
    for (number, item) in (1_i64..).zip(&handover.items) {
        let (kind, unit) = position_columns(item.position);
        let insert = sql("INSERT INTO handover_items (school_id, handover_id, number, position, unit_id, to_person_id) \
             VALUES ($1, $2, $3, $4, $5, $6)");
        work.run(insert.bind_all((work.school, handover.id, number, kind, unit, item.to))).await?;
    }
    work.note(Event::HandoverConfirmed { handover });
    Ok(())
}

/// Signs the minutes for `person`, as the actor of this work: in their own account, or, where the leadership notes it, on paper.
/// Signed twice in the same way, nothing is done.
///
/// # Errors
/// `Refused` where it is not the actor's (`decide_sign_handover`), or it was signed in the other way; `NotFound` for a handover of
/// another school.
pub async fn sign(work: &mut Work, store: &FactStore, id: HandoverId, person: PersonId) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let known = stored::all(work).await?;
    let handover = known.iter().find(|one| one.id == id).ok_or(Error::NotFound)?;
    let allowed = decide_sign_handover(&facts.actor(by, work.now), person, handover.side(person).is_some())?;
    let way = if by == person { SignedWay::Here } else { SignedWay::OnPaper };
    match handover.signature(person) {
        Some(known) if known.way == way => Ok(()),
        Some(known) => Err(Refusal::from(HandoverRefusal::Signed { at: known.at }).into()),
        None => save_signature(work, handover, &HandoverSignature { person, way, by, at: work.now }, allowed).await,
    }
}

async fn save_signature(
    work: &mut Work,
    handover: &Handover,
    signature: &HandoverSignature,
    _allowed: Allowed<SignHandover>,
) -> Result<(), Error> {
    let HandoverSignature { person, way, by, at } = *signature;
    let insert = sql("INSERT INTO handover_signatures (school_id, handover_id, person_id, way, by_person_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6)");
    work.run(insert.bind_all((work.school, handover.id, person, way.code(), by, at))).await?;
    work.note(Event::HandoverSigned { handover, signature });
    Ok(())
}

#[cfg(test)]
#[path = "handovers_tests.rs"]
mod tests;
