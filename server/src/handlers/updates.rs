//! "/bo-sung": what is asked for after a lock, from the request to the minutes.

mod sending;

use std::sync::Arc;

use app::{
    paths,
    updates::{RecordChoice, RequestView, UpdateView, UpdatesView},
};
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    facts::Facts,
    forms::{FormData, FormErrors},
    ids::UpdateId,
    obligations::{Obligation, ObligationId, Reason},
    permissions::decide_read_update,
    refusal::{LockRefusal, Refusal, UpdateRefusal},
    submissions::Submission,
    updates::{GrantForm, Minutes, RequestForm, Update, UpdateState, check_requestable, facts_of, minutes, updates_told},
};
use records::{
    Error, Work, schools, submissions,
    updates::{self, evidence},
};
pub use sending::{file, send};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    attempt::{Attempt, Done, or_refusal, with_status},
    setup::Fields,
    viewer,
};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 7] = [
    ("gui", "Đã gửi đề nghị"),
    ("mo", "Đã mở hồ sơ cho người xin"),
    ("de-nghi", "Đã ghi tên; đề nghị chờ hiệu trưởng cùng quyết định"),
    ("tu-choi", "Đã ghi là không đồng ý"),
    ("rut", "Đã rút đề nghị"),
    ("xong", "Đã báo xong; hồ sơ đã khóa lại"),
    ("khoa-lai", "Đã khóa lại trước giờ"),
];

/// `GET /bo-sung`: everybody reads their own, who decides and who carries out read all.
pub async fn list(visit: Visit, Query(done): Query<Done>, request: PageRequest) -> Result<Response, AppError> {
    let actor = visit.actor();
    let readable = visit.facts.updates.all.iter().filter(|one| decide_read_update(&actor, one).is_ok());
    let ended = ended_facts(&visit, readable.flat_map(|one| &one.records).map(|one| one.obligation).collect()).await?;
    let page = UpdatesView {
        updates: updates_told(&visit.facts, &ended, &actor, visit.now),
        honorific: visit.person()?.honorific.word(),
        may_ask: requestable(&visit).next().is_some(),
        done: done.words(&DEEDS),
    };
    let viewer = viewer(&visit)?;
    Ok(request.page("Bổ sung sau khóa", |head| app::pages::updates(head, viewer, page)))
}

/// The facts of those years that are over to which some of these records belong.
async fn ended_facts(visit: &Visit, mut records: Vec<ObligationId>) -> Result<Vec<Arc<Facts>>, AppError> {
    records.retain(|id| visit.facts.obligation(*id).is_none());
    if records.is_empty() {
        return Ok(Vec::new());
    }
    let store = visit.fact_store();
    let of_records = async move |work: &mut Work| {
        let mut found: Vec<Arc<Facts>> = Vec::new();
        for id in records {
            if !found.iter().any(|one| one.obligation(id).is_some()) {
                found.push(store.of_record(work, id).await?);
            }
        }
        Ok::<_, Error>(found)
    };
    Ok(visit.read(of_records).await?)
}

/// The records that the visitor may ask for.
fn requestable(visit: &Visit) -> impl Iterator<Item = &Obligation> {
    let actor = visit.actor();
    visit.facts.open_obligations().filter(move |one| check_requestable(&visit.facts, &actor, one, visit.now).is_ok())
}

/// For which record a request begins.
#[derive(Debug, Default, Deserialize)]
pub struct Begun {
    #[serde(default, rename = "ho-so")]
    record: Option<ObligationId>,
}

/// `GET /bo-sung/xin`: where the record is open, or was asked for already, to where one goes on.
pub async fn new_request(visit: Visit, Query(begun): Query<Begun>, request: PageRequest) -> Result<Response, AppError> {
    let Some(record) = begun.record else {
        return request_page(&visit, &request, fresh(Vec::new()), Attempt::<()>::default()).await;
    };
    let obligation = visit.facts.obligation(record).ok_or(AppError::NotFound)?;
    match check_requestable(&visit.facts, &visit.actor(), obligation, visit.now) {
        Ok(_) => request_page(&visit, &request, fresh(vec![record.to_string()]), Attempt::<()>::default()).await,
        Err(refusal) => match way_on(record, &refusal) {
            Some(address) => Ok(Redirect::to(&address).into_response()),
            None => Err(refusal.into()),
        },
    }
}

/// Where whoever asks for `record` in vain goes on: to hand in what is open, or to what was asked for already.
fn way_on(record: ObligationId, refusal: &Refusal) -> Option<String> {
    let Refusal::Lock(LockRefusal::Update(refusal)) = refusal else { return None };
    if let UpdateRefusal::Waits { update, .. } = refusal {
        return Some(paths::update(update));
    }
    matches!(refusal, UpdateRefusal::NotShut { .. }).then(|| paths::hand_in(record))
}

/// A form that nobody has filled in, with a key of its own.
fn fresh(records: Vec<String>) -> RequestForm {
    RequestForm { key: Uuid::now_v7().to_string(), records, ..RequestForm::default() }
}

async fn request_page<T>(
    visit: &Visit,
    request: &PageRequest,
    form: RequestForm,
    attempt: Attempt<T>,
) -> Result<Response, AppError> {
    let facts = &visit.facts;
    let (key, person) = (form.key.parse::<UpdateId>().ok(), visit.person);
    let (waiting, limit) = visit
        .read(async move |work: &mut Work| {
            let waiting = match key {
                Some(key) => evidence::waiting(work, person, key).await?,
                None => Vec::new(),
            };
            Ok((waiting, schools::setup(work).await?.file_limit))
        })
        .await?;
    let mut choices: Vec<&Obligation> = requestable(visit).collect();
    choices.sort_by_cached_key(|one| facts.order(one.id));
    let choice = |one: &Obligation| {
        let shut = facts.shut_to(visit.person, one, domain::locks::Arrival::at(visit.now));
        RecordChoice { id: one.id.to_string(), title: facts.title(one), shut_by: shut.map(|shut| shut.name).unwrap_or_default() }
    };
    let page = RequestView {
        form,
        choices: choices.into_iter().map(choice).collect(),
        evidence: facts.updates.procedure().evidence,
        grounds: facts.updates.reasons().to_vec(),
        waiting: waiting.into_iter().map(|(id, file)| (id.to_string(), file)).collect(),
        limit,
        errors: attempt.errors,
        refused: attempt.refused,
    };
    let viewer = viewer(visit)?;
    let response = request.page("Xin bổ sung sau khóa", |head| app::pages::update_request(head, viewer, page));
    Ok(with_status(response, attempt.status))
}

/// What was typed on the page of a request.
#[derive(Debug, Default)]
struct Typed {
    hours: Option<String>,
    words: String,
}

/// `GET /bo-sung/{update}`
pub async fn page(
    Path(id): Path<UpdateId>,
    visit: Visit,
    Query(done): Query<Done>,
    request: PageRequest,
) -> Result<Response, AppError> {
    update_page(&visit, &request, id, Attempt { done: done.words(&DEEDS), ..Attempt::default() }).await
}

async fn update_page(visit: &Visit, request: &PageRequest, id: UpdateId, attempt: Attempt<Typed>) -> Result<Response, AppError> {
    let update = readable(visit, id)?;
    let procedure = visit.facts.updates.procedure();
    let typed = attempt.typed.unwrap_or_default();
    let begins = update.waiting().ok().flatten().map(|proposal| proposal.hours.min(procedure.max_hours).to_string());
    let page = UpdateView {
        minutes: told(visit, update).await?,
        hours: typed.hours.or(begins).unwrap_or_else(|| GrantForm::of(procedure).hours),
        max_hours: procedure.max_hours,
        words: typed.words,
        errors: attempt.errors,
        refused: attempt.refused,
        done: attempt.done,
    };
    let (viewer, title) = (viewer(visit)?, update.name());
    let response = request.page(&title, |head| app::pages::update(head, viewer, page));
    Ok(with_status(response, attempt.status))
}

/// The request, if the visitor may read it.
fn readable(visit: &Visit, id: UpdateId) -> Result<&Update, AppError> {
    let update = visit.facts.updates.update(id).ok_or(AppError::NotFound)?;
    decide_read_update(&visit.actor(), update)?;
    Ok(update)
}

/// The whole story, with the versions of each record.
async fn told(visit: &Visit, update: &Update) -> Result<Minutes, AppError> {
    let records: Vec<ObligationId> = update.records.iter().map(|one| one.obligation).collect();
    let ended = ended_facts(visit, records.clone()).await?;
    let facts = facts_of(&visit.facts, &ended, update);
    let known: Vec<ObligationId> = records.into_iter().filter(|id| facts.obligation(*id).is_some()).collect();
    let versions: Vec<(ObligationId, Vec<Submission>)> = visit
        .read(async move |work: &mut Work| {
            let mut all = Vec::with_capacity(known.len());
            for id in known {
                all.push((id, submissions::versions(work, id).await?));
            }
            Ok(all)
        })
        .await?;
    Ok(minutes(facts, &visit.actor(), update, &versions, visit.now))
}

/// `GET /bo-sung/{update}/in`
pub async fn minutes_page(Path(id): Path<UpdateId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let update = readable(&visit, id)?;
    let (page, viewer) = (told(&visit, update).await?, viewer(&visit)?);
    let title = format!("Biên bản, {}", domain::vietnamese::with_small_beginning(&update.name()));
    Ok(request.page(&title, |head| app::pages::update_minutes(head, viewer, page)))
}

/// `POST /bo-sung/{update}/mo`
pub async fn grant(
    Path(id): Path<UpdateId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    visit.facts.updates.update(id).ok_or(AppError::NotFound)?;
    let form = GrantForm::read(&FormData::new(fields));
    let (store, sent) = (visit.fact_store(), form.clone());
    let done = visit.write(async move |work: &mut Work| updates::grant(work, &store, id, &sent).await).await;
    let typed = Typed { hours: Some(form.hours), ..Typed::default() };
    match done {
        Ok(Ok(())) => {
            let visit = visit.again().await?;
            let state = visit.facts.updates.update(id).map(|update| update.state(visit.now));
            let deed = if state == Some(UpdateState::Proposed) { "de-nghi" } else { "mo" };
            Ok(to_update(id, deed))
        }
        Ok(Err(errors)) => wrong(&visit, &request, id, typed, errors).await,
        Err(error) => refused(&visit, &request, id, typed, error).await,
    }
}

/// `POST /bo-sung/{update}/tu-choi`
pub async fn refuse(
    Path(id): Path<UpdateId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    visit.facts.updates.update(id).ok_or(AppError::NotFound)?;
    let words = FormData::new(fields).get("reason").to_owned();
    let typed = Typed { words: words.clone(), ..Typed::default() };
    let reason = match Reason::parse(&words) {
        Ok(reason) => reason,
        Err(errors) => return wrong(&visit, &request, id, typed, errors).await,
    };
    let store = visit.fact_store();
    match visit.write(async move |work: &mut Work| updates::refuse(work, &store, id, &reason).await).await {
        Ok(()) => Ok(to_update(id, "tu-choi")),
        Err(error) => refused(&visit, &request, id, typed, error).await,
    }
}

/// `POST /bo-sung/{update}/rut`
pub async fn withdraw(Path(id): Path<UpdateId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let store = visit.fact_store();
    match visit.write(async move |work: &mut Work| updates::withdraw(work, &store, id).await).await {
        Ok(()) => Ok(to_update(id, "rut")),
        Err(error) => refused(&visit, &request, id, Typed::default(), error).await,
    }
}

/// `POST /bo-sung/{update}/xong`
pub async fn finish(Path(id): Path<UpdateId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let store = visit.fact_store();
    match visit.write(async move |work: &mut Work| updates::finish(work, &store, id).await).await {
        Ok(()) => Ok(to_update(id, "xong")),
        Err(error) => refused(&visit, &request, id, Typed::default(), error).await,
    }
}

/// `POST /bo-sung/{update}/khoa-lai`
pub async fn close(Path(id): Path<UpdateId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let store = visit.fact_store();
    match visit.write(async move |work: &mut Work| updates::close(work, &store, id).await).await {
        Ok(()) => Ok(to_update(id, "khoa-lai")),
        Err(error) => refused(&visit, &request, id, Typed::default(), error).await,
    }
}

fn to_update(id: UpdateId, deed: &str) -> Response {
    Redirect::to(&format!("{}?xong={deed}", paths::update(id))).into_response()
}

async fn wrong(visit: &Visit, request: &PageRequest, id: UpdateId, typed: Typed, errors: FormErrors) -> Result<Response, AppError> {
    update_page(visit, request, id, Attempt::wrong(typed, errors)).await
}

/// The page as it stands now, with what was typed: what refused the form may have happened after it was opened.
async fn refused(visit: &Visit, request: &PageRequest, id: UpdateId, typed: Typed, error: Error) -> Result<Response, AppError> {
    let refusal = match error {
        Error::Refused(refusal @ Refusal::Lock(_)) => refusal,
        other => return Err(other.into()),
    };
    let page = update_page(&visit.again().await?, request, id, Attempt::refused(typed, refusal.clone())).await;
    or_refusal(page, refusal)
}
