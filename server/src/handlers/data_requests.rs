//! "/du-lieu-cua-toi": what somebody asks of their own data and takes; "/yeu-cau-du-lieu": the register, for those who answer.

mod export;

use app::{
    data_requests::{DataRequestsView, OwnDataView, ProofAsked, RefusedForm},
    paths,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    data_requests::{AskForm, DataRequest, DataRequestId, EnterForm, RefuseForm, RequestTold, in_short, request_told},
    days::day_of,
    forms::{FormData, FormErrors},
    permissions::{decide_answer_data, decide_export},
};
use records::{Error, Work, data_requests, new_id};

use super::{
    attempt::{Attempt, Done, or_refusal, with_status},
    setup::Fields,
    viewer,
};
use crate::{
    error::AppError,
    extract::{PageRequest, ProofForm, Visit},
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 4] = [
    ("gui", "Đã gửi yêu cầu; nhà trường trả lời trong hai ngày làm việc"),
    ("ghi", "Đã ghi yêu cầu vào sổ"),
    ("giao", "Đã giao; người yêu cầu tải về được ngay"),
    ("tu-choi", "Đã từ chối; người yêu cầu thấy lý do"),
];

fn led(page: &str, deed: &str) -> Response {
    Redirect::to(&format!("{page}?xong={deed}")).into_response()
}

fn told(visit: &Visit, requests: &[DataRequest]) -> Vec<RequestTold> {
    requests.iter().map(|one| request_told(visit.facts.organisation(), one, day_of(visit.now))).collect()
}

/// `GET /du-lieu-cua-toi`
pub async fn own(visit: Visit, Query(done): Query<Done>, request: PageRequest) -> Result<Response, AppError> {
    let attempt = Attempt { done: done.words(&DEEDS), ..Attempt::default() };
    own_page(&visit, &request, attempt, ProofAsked { asks_again: visit.asks_again(), refused: None }).await
}

async fn own_page(
    visit: &Visit,
    request: &PageRequest,
    attempt: Attempt<AskForm>,
    proof: ProofAsked,
) -> Result<Response, AppError> {
    let person = visit.person;
    let requests = visit.read(async move |work: &mut Work| data_requests::of_person(work, person).await).await?;
    let fresh = || AskForm { key: new_id::<DataRequest>().to_string(), ..AskForm::default() };
    let page = OwnDataView {
        requests: told(visit, &requests),
        form: attempt.typed.unwrap_or_else(fresh),
        errors: attempt.errors,
        refused: attempt.refused,
        done: attempt.done,
        proof,
    };
    let viewer = viewer(visit)?;
    Ok(with_status(request.page("Dữ liệu của tôi", |head| app::pages::own_data(head, viewer, page)), attempt.status))
}

/// `POST /du-lieu-cua-toi`: the one tap.
pub async fn ask(visit: Visit, request: PageRequest, Form(fields): Fields) -> Result<Response, AppError> {
    let form = AskForm::read(&FormData::new(fields));
    let (store, sent) = (visit.fact_store(), form.clone());
    let attempt = match visit.write(async move |work: &mut Work| data_requests::ask(work, &store, &sent).await).await {
        Ok(Ok(())) => return Ok(led(paths::OWN_DATA, "gui")),
        Ok(Err(errors)) => Attempt::wrong(form, errors),
        Err(Error::Refused(refusal)) => Attempt::refused(form, refusal),
        Err(error) => return Err(error.into()),
    };
    let proof = ProofAsked { asks_again: visit.asks_again(), refused: None };
    own_page(&visit.again().await?, &request, attempt, proof).await
}

/// What the forms of the register left for it to show again.
enum Typed {
    Enter(EnterForm),
    Refuse(DataRequestId, RefuseForm),
}

/// `GET /yeu-cau-du-lieu`
pub async fn list(visit: Visit, Query(done): Query<Done>, request: PageRequest) -> Result<Response, AppError> {
    let attempt = Attempt { done: done.words(&DEEDS), ..Attempt::default() };
    list_page(&visit, &request, attempt, ProofAsked { asks_again: visit.asks_again(), refused: None }).await
}

async fn list_page(visit: &Visit, request: &PageRequest, attempt: Attempt<Typed>, proof: ProofAsked) -> Result<Response, AppError> {
    decide_answer_data(&visit.actor())?;
    let facts = visit.facts.clone();
    let read = async move |work: &mut Work| {
        Ok::<_, Error>((data_requests::all(work).await?, data_requests::unreachable(work, &facts).await?))
    };
    let (requests, unreachable) = visit.read(read).await?;
    let (organisation, today) = (visit.facts.organisation(), day_of(visit.now));
    let fresh = || EnterForm { key: new_id::<DataRequest>().to_string(), ..EnterForm::default() };
    let (form, errors, refusing) = match attempt.typed {
        Some(Typed::Enter(form)) => (form, attempt.errors, None),
        Some(Typed::Refuse(id, form)) => (fresh(), FormErrors::default(), Some(RefusedForm { id, form, errors: attempt.errors })),
        None => (fresh(), FormErrors::default(), None),
    };
    let page = DataRequestsView {
        about: in_short(&requests, today),
        requests: told(visit, &requests),
        unreachable: unreachable.into_iter().map(|id| (id.to_string(), organisation.name_of(id, today))).collect(),
        form,
        errors,
        refusing,
        refused: attempt.refused,
        done: attempt.done,
        proof,
        hands_over: visit.actor().is_leadership(),
    };
    let viewer = viewer(visit)?;
    Ok(with_status(request.page("Yêu cầu dữ liệu", |head| app::pages::data_requests(head, viewer, page)), attempt.status))
}

/// `POST /yeu-cau-du-lieu`: entered for somebody who cannot sign in.
pub async fn enter(visit: Visit, request: PageRequest, Form(fields): Fields) -> Result<Response, AppError> {
    decide_answer_data(&visit.actor())?;
    let form = EnterForm::read(&FormData::new(fields));
    let (store, sent) = (visit.fact_store(), form.clone());
    let done = visit.write(async move |work: &mut Work| data_requests::enter(work, &store, &sent).await).await;
    answered(&visit, &request, done, Typed::Enter(form), "ghi").await
}

/// `POST /yeu-cau-du-lieu/{request}/giao`
pub async fn give(Path(id): Path<DataRequestId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    decide_answer_data(&visit.actor())?;
    let store = visit.fact_store();
    let done = visit.write(async move |work: &mut Work| data_requests::give(work, &store, id).await).await;
    answered(&visit, &request, done.map(Ok), Typed::Refuse(id, RefuseForm::default()), "giao").await
}

/// `POST /yeu-cau-du-lieu/{request}/tu-choi`
pub async fn refuse(
    Path(id): Path<DataRequestId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    decide_answer_data(&visit.actor())?;
    let form = RefuseForm::read(&FormData::new(fields));
    let (store, sent) = (visit.fact_store(), form.clone());
    let done = visit.write(async move |work: &mut Work| data_requests::refuse(work, &store, id, &sent).await).await;
    answered(&visit, &request, done, Typed::Refuse(id, form), "tu-choi").await
}

/// Leads to the register, which says what was done; or shows it as it stands now, with why it was not.
async fn answered(
    visit: &Visit,
    request: &PageRequest,
    done: Result<Result<(), FormErrors>, Error>,
    typed: Typed,
    deed: &str,
) -> Result<Response, AppError> {
    let fresh = ProofAsked { asks_again: visit.asks_again(), refused: None };
    match done {
        Ok(Ok(())) => Ok(led(paths::DATA_REQUESTS, deed)),
        Ok(Err(errors)) => list_page(visit, request, Attempt::wrong(typed, errors), fresh).await,
        Err(Error::Refused(refusal)) => {
            let page = list_page(&visit.again().await?, request, Attempt::refused(typed, refusal.clone()), fresh).await;
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /du-lieu-cua-toi/{request}/tai`: takes what was given, piece by piece.
pub async fn take(Path(id): Path<DataRequestId>, mut form: ProofForm<Visit>) -> Result<Response, AppError> {
    let all = form.visit.read(async |work: &mut Work| data_requests::all(work).await).await?;
    let request = all.iter().find(|one| one.id == id).ok_or(AppError::NotFound)?;
    decide_export(&form.visit.actor(), request)?;
    let format = export::Format::from_code(form.typed.get("format")).ok_or(AppError::NotAForm)?;
    if let Err(errors) = form.prove().await? {
        let words = errors.first().unwrap_or_default().to_owned();
        let proof = ProofAsked { asks_again: true, refused: Some((id, format.code().to_owned(), words)) };
        let (visit, page) = (&form.visit, &form.request);
        let mut shown = if request.is_entered_for_them() {
            list_page(visit, page, Attempt::default(), proof).await?
        } else {
            own_page(visit, page, Attempt::default(), proof).await?
        };
        *shown.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(shown);
    }
    let store = form.visit.fact_store();
    let visit = form.visit;
    let person = visit.write(async move |work: &mut Work| data_requests::export(work, &store, id).await).await?;
    export::send(visit, person, format)
}
