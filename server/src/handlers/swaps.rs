//! "/doi-luot": a week that is offered to a colleague, and confirmed by that one or not.

use app::{
    paths,
    swaps::{OfferSwapView, SwapsView},
};
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    forms::FormData,
    obligations::ObligationId,
    people::ClassGroupId,
    permissions::{decide_accept_swap, decide_decline_swap, decide_offer_swap, decide_take_swap_back},
    swaps::{SwapForm, SwapId, SwapOffer, check_offered, choices, records_of_week, swaps_told, turn_week, week_title},
};
use records::{Error, Work, new_id, swaps};

use super::{
    attempt::{Attempt, Done, or_refusal, with_status},
    school_year::YearAsked,
    setup::Fields,
    viewer,
};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 4] = [
    ("moi", "Đã gửi; người được mời thấy ở Thông báo"),
    ("dong-y", "Đã đổi lượt; xem ai nộp tuần nào ở Việc của tôi"),
    ("khong-doi", "Đã trả lời; lượt vẫn như cũ"),
    ("rut", "Đã rút lời đề nghị; lượt vẫn như cũ"),
];

fn led(deed: &str) -> Response {
    Redirect::to(&format!("{}?xong={deed}", paths::SWAPS)).into_response()
}

/// `GET /doi-luot`: for everybody what is theirs, and for whoever leads what others have swapped.
pub async fn list(
    visit: Visit,
    Query(asked): Query<YearAsked>,
    Query(done): Query<Done>,
    request: PageRequest,
) -> Result<Response, AppError> {
    let visit = visit.in_year(&asked.nam).await?;
    list_page(&visit, &request, Attempt { done: done.words(&DEEDS), ..Attempt::default() })
}

fn list_page(visit: &Visit, request: &PageRequest, attempt: Attempt<()>) -> Result<Response, AppError> {
    let told = swaps_told(&visit.facts, &visit.actor(), visit.now);
    let page = SwapsView { told, refused: attempt.refused, done: attempt.done };
    let viewer = viewer(visit)?;
    Ok(with_status(request.page("Đổi lượt", |head| app::pages::swaps(head, viewer, page)), attempt.status))
}

/// The class and the week of the record, which is the visitor's turn.
fn offers(visit: &Visit, id: ObligationId) -> Result<(ClassGroupId, u8), AppError> {
    let obligation = visit.facts.obligation(id).ok_or(AppError::NotFound)?;
    let (class, week) = turn_week(obligation).ok_or(AppError::NotFound)?;
    decide_offer_swap(visit.person, visit.facts.organisation().turn_of(class, week))?;
    Ok((class, week))
}

/// `GET /doi-luot/moi/{obligation}`: the form, with every way to give the week away.
pub async fn offer_form(Path(id): Path<ObligationId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let week = offers(&visit, id)?;
    // Why nothing can be offered stands there before anybody types.
    let refused = check_offered(&visit.facts, visit.person, week, visit.now).err().map(|refusal| refusal.words());
    let form = SwapForm { key: new_id::<SwapOffer>().to_string(), ..SwapForm::default() };
    offer_page(&visit, &request, id, refused.is_some(), Attempt { typed: Some(form), refused, ..Attempt::default() })
}

fn offer_page(
    visit: &Visit,
    request: &PageRequest,
    id: ObligationId,
    is_shut: bool,
    attempt: Attempt<SwapForm>,
) -> Result<Response, AppError> {
    let week = offers(visit, id)?;
    let page = OfferSwapView {
        obligation: id,
        title: week_title(&visit.facts, week),
        records: records_of_week(&visit.facts, week),
        choices: choices(&visit.facts, visit.person, week, visit.now),
        form: attempt.typed.unwrap_or_default(),
        is_shut,
        errors: attempt.errors,
        refused: attempt.refused,
    };
    let viewer = viewer(visit)?;
    Ok(with_status(request.page("Đổi lượt", |head| app::pages::offer_swap(head, viewer, page)), attempt.status))
}

/// `POST /doi-luot/moi/{obligation}`
pub async fn offer(
    Path(id): Path<ObligationId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    offers(&visit, id)?;
    let form = SwapForm::read(&FormData::new(fields));
    let (store, sent) = (visit.fact_store(), form.clone());
    match visit.write(async move |work: &mut Work| swaps::offer(work, &store, id, &sent).await).await {
        Ok(Ok(_)) => Ok(led("moi")),
        Ok(Err(errors)) => offer_page(&visit, &request, id, false, Attempt::wrong(form, errors)),
        Err(Error::Refused(refusal)) => {
            let page = offer_page(&visit.again().await?, &request, id, false, Attempt::refused(form, refusal.clone()));
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /doi-luot/{swap}/dong-y`: the one tap.
pub async fn accept(Path(id): Path<SwapId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    decide_accept_swap(&visit.actor(), visit.facts.swap(id).ok_or(AppError::NotFound)?.plan.to)?;
    let store = visit.fact_store();
    let done = visit.write(async move |work: &mut Work| swaps::accept(work, &store, id).await).await;
    answered(&visit, &request, done, "dong-y").await
}

/// `POST /doi-luot/{swap}/khong-doi`
pub async fn decline(Path(id): Path<SwapId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    decide_decline_swap(visit.person, visit.facts.swap(id).ok_or(AppError::NotFound)?.plan.to)?;
    let store = visit.fact_store();
    let done = visit.write(async move |work: &mut Work| swaps::decline(work, &store, id).await).await;
    answered(&visit, &request, done, "khong-doi").await
}

/// `POST /doi-luot/{swap}/rut`
pub async fn take_back(Path(id): Path<SwapId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    decide_take_swap_back(visit.person, visit.facts.swap(id).ok_or(AppError::NotFound)?.plan.from)?;
    let store = visit.fact_store();
    let done = visit.write(async move |work: &mut Work| swaps::take_back(work, &store, id).await).await;
    answered(&visit, &request, done, "rut").await
}

/// Leads to the list, which says what was done; or shows it as it stands now, with why it was not.
async fn answered(visit: &Visit, request: &PageRequest, done: Result<(), Error>, deed: &str) -> Result<Response, AppError> {
    match done {
        Ok(()) => Ok(led(deed)),
        Err(Error::Refused(refusal)) => {
            let page = list_page(&visit.again().await?, request, Attempt::without_words(refusal.clone()));
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}
