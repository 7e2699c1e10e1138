//! "Đổi lượt": offered, confirmed, turned down and taken back, each in one transaction that asks whose it is and whether the two
//! weeks can still go to each other's teacher.

pub(crate) mod stored;

use domain::{
    facts::Facts,
    forms::FormErrors,
    obligations::ObligationId,
    permissions::{
        AcceptSwap, Allowed, Deed, OfferSwap, decide_accept_swap, decide_decline_swap, decide_offer_swap, decide_take_swap_back,
    },
    refusal::Refusal,
    swaps::{SwapAnswer, SwapAnswered, SwapForm, SwapId, SwapOffer, SwapPlan, check_answer, check_swap, turn_week, waiting_offer},
};

use crate::{error::Error, events::Event, facts::FactStore, follow_up, sql::sql, turns, values::new_id, work::Work};

/// Why the list of what is owed was brought up to date.
const SWAPPED: &str = "đổi lượt";

/// Offers the week of a record to a colleague, as the actor of this work. A form that comes again offers nothing again.
///
/// # Errors
/// `Refused` where it is not the actor's turn, the week is offered already, or the swap cannot take place (`check_swap`);
/// `NotFound` for a record of another school, or one that goes by no turn; what is wrong with the form is told inside.
pub async fn offer(
    work: &mut Work,
    store: &FactStore,
    id: ObligationId,
    form: &SwapForm,
) -> Result<Result<SwapId, FormErrors>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let (class, week) = facts.obligation(id).and_then(turn_week).ok_or(Error::NotFound)?;
    let key = form.id();
    let known = key.and_then(|key| facts.swap(key)).filter(|one| one.plan.from == by && one.plan.is_for(class, week));
    if let Some(known) = known.filter(|known| form.repeats(known, &facts)) {
        return Ok(Ok(known.id));
    }
    let allowed = decide_offer_swap(by, facts.organisation().turn_of(class, week))?;
    let ((to, back), reason) = match form.parse(&facts) {
        Ok(typed) => typed,
        Err(errors) => return Ok(Err(errors)),
    };
    let plan = SwapPlan { class, week, from: by, to, back };
    check_swap(&facts, &plan, work.now)?;
    if let Some(waits) = waiting_offer(&facts, by, (class, week), work.now) {
        return Err(Refusal::from(waits).into());
    }
    // The key of another offer is no key.
    let offer_id = key.filter(|key| facts.swap(*key).is_none()).unwrap_or_else(new_id);
    let offer = SwapOffer { id: offer_id, plan, reason, at: work.now, answered: None };
    save(work, &facts, &offer, allowed).await?;
    Ok(Ok(offer.id))
}

/// Confirms what a colleague has offered, as the actor of this work: the weeks are each other's teacher's from now on.
///
/// # Errors
/// `Refused` where it is not the actor's, was answered or taken back already, or the swap cannot take place any more
/// (`check_answer`); `NotFound` for an offer of another school or year.
pub async fn accept(work: &mut Work, store: &FactStore, id: SwapId) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let offer = facts.swap(id).ok_or(Error::NotFound)?;
    let allowed = decide_accept_swap(&facts.actor(by, work.now), offer.plan.to)?;
    check_answer(&facts, offer, work.now)?;
    save_answer(work, offer, SwapAnswered { answer: SwapAnswer::Accepted, by, at: work.now }, &allowed).await?;
    hand_over(work, &facts, &offer.plan, &allowed).await?;
    follow_up::bring_up_to_date(work, SWAPPED).await
}

/// Turns down what a colleague has offered, as the actor of this work.
///
/// # Errors
/// As of `accept`.
pub async fn decline(work: &mut Work, store: &FactStore, id: SwapId) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let offer = facts.swap(id).ok_or(Error::NotFound)?;
    let allowed = decide_decline_swap(by, offer.plan.to)?;
    check_answer(&facts, offer, work.now)?;
    save_answer(work, offer, SwapAnswered { answer: SwapAnswer::Declined, by, at: work.now }, &allowed).await
}

/// Takes back what the actor of this work has offered.
///
/// # Errors
/// As of `accept`.
pub async fn take_back(work: &mut Work, store: &FactStore, id: SwapId) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let offer = facts.swap(id).ok_or(Error::NotFound)?;
    let allowed = decide_take_swap_back(by, offer.plan.from)?;
    check_answer(&facts, offer, work.now)?;
    save_answer(work, offer, SwapAnswered { answer: SwapAnswer::TakenBack, by, at: work.now }, &allowed).await
}

async fn save(work: &mut Work, facts: &Facts, offer: &SwapOffer, _allowed: Allowed<OfferSwap>) -> Result<(), Error> {
    let SwapPlan { class, week, from, to, back } = offer.plan;
    let insert = sql(
        "INSERT INTO swap_offers (school_id, id, school_year_id, class_id, week, by_person_id, to_person_id, back_week, reason, \
         at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind_all((work.school, offer.id, facts.regime.year, class, i64::from(week)))
    .bind_all((from, to, back.map(i64::from), offer.reason.as_str(), offer.at));
    work.run(insert).await?;
    work.note(Event::SwapOffered { offer });
    Ok(())
}

async fn save_answer<D: Deed>(
    work: &mut Work,
    offer: &SwapOffer,
    answered: SwapAnswered,
    _allowed: &Allowed<D>,
) -> Result<(), Error> {
    let SwapAnswered { answer, by, at } = answered;
    let insert = sql("INSERT INTO swap_answers (school_id, offer_id, answer, by_person_id, at) VALUES ($1, $2, $3, $4, $5)");
    work.run(insert.bind_all((work.school, offer.id, answer.code(), by, at))).await?;
    work.note(match answer {
        SwapAnswer::Accepted => Event::SwapAccepted { offer },
        SwapAnswer::Declined => Event::SwapDeclined { offer },
        SwapAnswer::TakenBack => Event::SwapTakenBack { offer },
    });
    Ok(())
}

/// Each week of the plan is the other one's.
async fn hand_over(work: &mut Work, facts: &Facts, plan: &SwapPlan, allowed: &Allowed<AcceptSwap>) -> Result<(), Error> {
    for handed in plan.hands_over() {
        turns::hand_over(work, allowed, facts.regime.year, (plan.class, handed.week), handed.to).await?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "swaps_tests.rs"]
mod tests;
