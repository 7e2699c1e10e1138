//! "/ho-so/{obligation}": one record with all that happened to it; exempting it, and taking that back.

use app::record::RecordView;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    obligations::{Obligation, ObligationId, Reason},
    permissions::{Action, decide},
    record::record_page,
    refusal::{Refusal, Words},
    setup::{Errors, Typed},
};
use records::{Error, Work, exemptions, obligations, submissions};

use super::{reader, setup::Fields};
use crate::{
    answer::{Ask, Fault},
    house::House,
    visit::Visit,
};

/// What the last form left, for the page to show again.
#[derive(Debug, Default)]
struct Attempt {
    typed: String,
    errors: Errors,
    refused: Option<Words>,
    status: Option<StatusCode>,
}

/// `GET /ho-so/{obligation}`
pub async fn page(State(house): State<House>, Path(id): Path<ObligationId>, ask: Ask) -> Result<Response, Fault> {
    let visit = house.visit(&ask.headers).await?;
    show(&house, &visit, &ask, id, Attempt::default()).await
}

/// The record, if the reader may see how it stands.
fn seen(visit: &Visit, id: ObligationId) -> Result<&Obligation, Fault> {
    let obligation = visit.facts.obligation(id).ok_or(Fault::NotFound)?;
    decide(&visit.actor(), visit.facts.organisation(), Action::SeeStanding(visit.facts.record_facts(obligation)))?;
    Ok(obligation)
}

async fn show(house: &House, visit: &Visit, ask: &Ask, id: ObligationId, attempt: Attempt) -> Result<Response, Fault> {
    let obligation = seen(visit, id)?;
    let (versions, judgements) = house
        .office
        .read(visit.school.uuid(), None, async move |work: &mut Work| {
            Ok((submissions::versions(work, id).await?, obligations::judgements(work, id).await?))
        })
        .await?;
    let reader = reader(visit)?;
    let back = match obligation.week.filter(|_| reader.sees_board) {
        Some(week) => (format!("/bang-theo-doi/danh-sach?tuan={week}"), format!("Hồ sơ tuần {week}")),
        None if reader.sees_board => ("/bang-theo-doi".to_owned(), "Bảng theo dõi".to_owned()),
        None => ("/viec-cua-toi".to_owned(), "Việc của tôi".to_owned()),
    };
    let record = record_page(&visit.facts, visit.person, obligation, &versions, &judgements, visit.now);
    let title = record.title.clone();
    let view = RecordView { record, back, typed: attempt.typed, errors: attempt.errors, refused: attempt.refused };
    let mut response = ask.page(&title, |head| app::pages::record(head, reader, view));
    if let Some(status) = attempt.status {
        *response.status_mut() = status;
    }
    Ok(response)
}

/// What a form with a reason does.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Exempt,
    End,
}

/// `POST /ho-so/{obligation}/mien`
pub async fn exempt(
    State(house): State<House>,
    Path(id): Path<ObligationId>,
    ask: Ask,
    Form(fields): Fields,
) -> Result<Response, Fault> {
    change(&house, &ask, id, Typed::new(fields).exactly("reason").to_owned(), Deed::Exempt).await
}

/// `POST /ho-so/{obligation}/bo-mien`
pub async fn end_exemption(
    State(house): State<House>,
    Path(id): Path<ObligationId>,
    ask: Ask,
    Form(fields): Fields,
) -> Result<Response, Fault> {
    change(&house, &ask, id, Typed::new(fields).exactly("reason").to_owned(), Deed::End).await
}

async fn change(house: &House, ask: &Ask, id: ObligationId, typed: String, deed: Deed) -> Result<Response, Fault> {
    let visit = house.visit(&ask.headers).await?;
    let obligation = seen(&visit, id)?;
    decide(&visit.actor(), visit.facts.organisation(), Action::Exempt(visit.facts.record_facts(obligation)))?;
    let reason = match Reason::parse(&typed) {
        Ok(reason) => reason,
        Err(errors) => {
            let status = Some(StatusCode::UNPROCESSABLE_ENTITY);
            return show(house, &visit, ask, id, Attempt { typed, errors, status, ..Attempt::default() }).await;
        }
    };
    let store = house.facts.clone();
    let done = house
        .office
        .write(visit.school.uuid(), Some(visit.person.uuid()), async move |work: &mut Work| {
            let facts = store.facts(work).await?;
            match deed {
                Deed::Exempt => exemptions::exempt(work, &facts, id, &reason).await,
                Deed::End => exemptions::end_exemption(work, &facts, id, &reason).await,
            }
        })
        .await;
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/ho-so/{id}")).into_response()),
        Err(Error::Refused(refusal)) => again(house, ask, id, typed, refusal).await,
        Err(fault) => Err(fault.into()),
    }
}

/// The page as it stands now: what refused the form may have happened after it was opened. The words that were typed
/// stand in the notice, because the form for them may be gone.
async fn again(house: &House, ask: &Ask, id: ObligationId, typed: String, refusal: Refusal) -> Result<Response, Fault> {
    let visit = house.visit(&ask.headers).await?;
    let Words { fact, advice } = refusal.words();
    let refused = Some(Words { fact, advice: format!("{advice} Lý do vừa gõ: “{}”.", typed.trim()) });
    let status = Some(Fault::from(refusal).status());
    show(house, &visit, ask, id, Attempt { refused, status, ..Attempt::default() }).await
}
