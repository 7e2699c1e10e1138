//! "/uy-quyen": who acts in whose place.

use app::{
    delegations::{DelegationLine, DelegationsView},
    paths,
};
use axum::{
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::day_of,
    delegations::{
        DelegationForm, DelegationState, acting_words, candidates_by_department, delegable_positions, may_see, told_until,
    },
    people::{Appointment, PersonId},
    permissions::{decide_delegations, decide_end_delegation},
    refusal::Refusal,
    staff::AppointmentId,
};
use records::{Error, Work, delegations};

use super::{
    attempt::{Attempt, Done, with_status},
    viewer,
};
use crate::{
    error::AppError,
    extract::{PageRequest, ProofForm, Visit},
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 2] = [("ghi", "Đã ghi ủy quyền"), ("het", "Đã kết thúc ủy quyền")];

/// `GET /uy-quyen`: the leadership sees all of them, everybody else those that are about them.
pub async fn page(visit: Visit, Query(done): Query<Done>, request: PageRequest) -> Result<Response, AppError> {
    delegations_page(&visit, &request, Attempt { done: done.words(&DEEDS), ..Attempt::default() }).await
}

async fn delegations_page(visit: &Visit, request: &PageRequest, attempt: Attempt<DelegationForm>) -> Result<Response, AppError> {
    let (facts, actor, today) = (&visit.facts, visit.actor(), day_of(visit.now));
    let all = visit.read(async |work: &mut Work| delegations::all(work).await).await?;
    let seen = all.into_iter().filter(|(_, one)| may_see(&actor, one));
    let lines: Vec<DelegationLine> = seen.filter_map(|(id, one)| line(visit, id, &one)).collect();
    if lines.is_empty() {
        decide_delegations(&actor)?;
    }
    let written = |people: Vec<(PersonId, String)>| people.into_iter().map(|(id, words)| (id.to_string(), words)).collect();
    let people = candidates_by_department(facts.organisation(), visit.person, visit.now);
    let people = people.into_iter().map(|(department, people)| (department, written(people))).collect();
    let page = DelegationsView {
        today,
        lines,
        places: delegable_positions(facts, &actor, visit.now),
        people,
        form: attempt.typed.unwrap_or_else(|| DelegationForm::empty(today)),
        errors: attempt.errors,
        asks_again: visit.asks_again(),
        refused: attempt.refused,
        done: attempt.done,
    };
    let viewer = viewer(visit)?;
    let response = request.page("Ủy quyền", |head| app::pages::delegations(head, viewer, page));
    Ok(with_status(response, attempt.status))
}

fn line(visit: &Visit, id: AppointmentId, one: &Appointment) -> Option<DelegationLine> {
    let (organisation, today) = (visit.facts.organisation(), day_of(visit.now));
    let person = organisation.person(one.person)?;
    let state = DelegationState::of(one, today);
    Some(DelegationLine {
        id: id.to_string(),
        who: organisation.distinct_name(person, Some(today)),
        words: acting_words(organisation, one)?,
        title: organisation.titles(&[one.position]),
        from: one.from,
        until: told_until(one),
        state,
        may_end: state.can_end() && decide_end_delegation(&visit.actor(), one).is_ok(),
    })
}

/// `POST /uy-quyen`
pub async fn delegate(mut form: ProofForm) -> Result<Response, AppError> {
    decide_delegations(&form.visit.actor())?;
    let typed = DelegationForm::read(&form.typed);
    if let Err(errors) = form.prove().await? {
        return delegations_page(&form.visit, &form.request, Attempt::wrong(typed, errors)).await;
    }
    let (store, doing) = (form.visit.fact_store(), typed.clone());
    let done = form.visit.write(async move |work: &mut Work| delegations::delegate(work, &store, &doing).await).await;
    match done {
        Ok(Ok(())) => Ok(Redirect::to(&format!("{}?xong=ghi", paths::DELEGATIONS)).into_response()),
        Ok(Err(errors)) => delegations_page(&form.visit, &form.request, Attempt::wrong(typed, errors)).await,
        Err(Error::Refused(refusal @ Refusal::Delegation(_))) => {
            delegations_page(&form.visit, &form.request, Attempt::refused(typed, refusal)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /uy-quyen/{delegation}/ket-thuc`: it only takes a right away, so no password is asked again.
pub async fn end(Path(id): Path<AppointmentId>, visit: Visit) -> Result<Response, AppError> {
    let store = visit.fact_store();
    visit.write(async move |work: &mut Work| delegations::end(work, &store, id).await).await?;
    Ok(Redirect::to(&format!("{}?xong=het", paths::DELEGATIONS)).into_response())
}
