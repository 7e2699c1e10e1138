//! "/mau-ho-so": the template of each type of records, for everybody to take; another version by those who keep them.

use app::{
    paths,
    templates::{TemplateView, TemplatesView, ToldTemplate},
    waiting_files::WaitingFile,
};
use axum::{
    body::Body,
    extract::{Path, Query, State},
    http::{HeaderMap, Method},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::day_of,
    permissions::{HeldFor, decide_add_template},
    record_types::{RecordType, RecordTypeId},
    templates::{TemplateForm, in_force, listed},
};
use records::{Error, Work, schools, tasks, templates};

use super::{
    attempt::{Attempt, Done, or_refusal, with_status},
    held_files::{check_open_beside, inspected},
    receipts::send_file,
    viewer,
    words_and_files::{Sent, came_late, sent, sentences, told},
};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    state::AppState,
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 1] = [("dua-len", "Đã đưa mẫu lên; mọi người tải được từ ngày ghi ở bản này")];

/// `GET /mau-ho-so`
pub async fn list(visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let known = visit.read(async |work: &mut Work| templates::all(work).await).await?;
    let page = TemplatesView {
        types: listed(&visit.facts.regime.record_types, &known, day_of(visit.now)),
        keeps: decide_add_template(&visit.actor()).is_ok(),
    };
    let viewer = viewer(&visit)?;
    Ok(request.page("Mẫu hồ sơ", |head| app::pages::templates(head, viewer, page)))
}

fn record_type(visit: &Visit, id: RecordTypeId) -> Result<&RecordType, AppError> {
    visit.facts.record_type(id).ok_or(AppError::NotFound)
}

/// `GET /mau-ho-so/{record_type}`
pub async fn page(
    Path(id): Path<RecordTypeId>,
    visit: Visit,
    Query(done): Query<Done>,
    request: PageRequest,
) -> Result<Response, AppError> {
    type_page(&visit, &request, id, Attempt { done: done.words(&DEEDS), ..Attempt::default() }).await
}

async fn type_page(
    visit: &Visit,
    request: &PageRequest,
    id: RecordTypeId,
    attempt: Attempt<TemplateForm>,
) -> Result<Response, AppError> {
    let (organisation, today, person) = (visit.facts.organisation(), day_of(visit.now), visit.person);
    let name = record_type(visit, id)?.name.clone();
    let read = async move |work: &mut Work| {
        let waiting = tasks::files::waiting(work, person, id.uuid()).await?;
        Ok::<_, Error>((templates::of_type(work, id).await?, waiting, schools::setup(work).await?.file_limit))
    };
    let (known, waiting, limit) = visit.read(read).await?;
    let newest = in_force(&known, id, today).map(|one| one.number);
    let keeps = decide_add_template(&visit.actor()).is_ok();
    let typed = attempt.typed.unwrap_or_else(|| TemplateForm::empty(known.len(), today));
    // The next try is about the versions that are shown now.
    let form = TemplateForm { seen: known.len().to_string(), ..typed };
    let waiting = waiting.into_iter().map(|(id, file)| {
        let id = id.to_string();
        WaitingFile { is_ticked: form.files.contains(&id), id, file }
    });
    let waiting = waiting.filter(|_| keeps).collect();
    let versions = known.into_iter().rev().map(|template| ToldTemplate {
        who: organisation.name_of(template.by, today),
        is_in_force: newest == Some(template.number),
        template,
    });
    let page = TemplateView {
        id,
        name,
        versions: versions.collect(),
        form: keeps.then_some(form),
        waiting,
        limit,
        errors: attempt.errors,
        refused: attempt.refused,
        done: attempt.done,
    };
    let (title, viewer) = (format!("Mẫu {}", page.name), viewer(visit)?);
    Ok(with_status(request.page(&title, |head| app::pages::template(head, viewer, page)), attempt.status))
}

/// `POST /mau-ho-so/{record_type}`: words and the file in one form; what came whole waits with the server while words are mended.
pub async fn add(
    State(state): State<AppState>,
    Path(id): Path<RecordTypeId>,
    visit: Result<Visit, AppError>,
    request: PageRequest,
    body: Body,
) -> Result<Response, AppError> {
    let visit = match visit {
        Ok(visit) => visit,
        Err(error) => return came_late(&state, &request, body, error).await,
    };
    decide_add_template(&visit.actor())?;
    record_type(&visit, id)?;
    let Sent { fields, files, mut refused, broke } = sent(&state, &visit, &request, body).await;
    let mut form = TemplateForm::read(&fields);
    if let Some(error) = broke {
        return type_page(&visit, &request, id, Attempt { typed: Some(form), ..told(&error) }).await;
    }
    if !files.is_empty() {
        let store = visit.fact_store();
        let kept = visit.write_quietly(async move |work: &mut Work| templates::keep(work, &store, id, &files).await).await?;
        for one in kept {
            match one {
                Ok(id) => form.files.push(id.to_string()),
                Err(refusal) => refused.push(refusal),
            }
        }
    }
    if let Some(words) = sentences(&refused) {
        let mut errors = form.parse().err().unwrap_or_default();
        errors.add("files", words);
        return type_page(&visit, &request, id, Attempt::wrong(form, errors)).await;
    }
    let (store, typed) = (visit.fact_store(), form.clone());
    match visit.write(async move |work: &mut Work| templates::add(work, &store, id, &form).await).await {
        Ok(Ok(_)) => Ok(Redirect::to(&format!("{}?xong=dua-len", paths::template(id))).into_response()),
        Ok(Err(errors)) => type_page(&visit, &request, id, Attempt::wrong(typed, errors)).await,
        Err(Error::Refused(refusal)) => {
            let page = type_page(&visit.again().await?, &request, id, Attempt::refused(typed, refusal.clone())).await;
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /mau-ho-so/{record_type}/ban/{number}`: for everybody who works here. What nobody could look into yet, and what was found to be
/// able to act since it came, opens for whoever uploaded it alone.
pub async fn file(
    State(state): State<AppState>,
    Path((id, number)): Path<(RecordTypeId, u32)>,
    visit: Visit,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let known = visit.read(async move |work: &mut Work| templates::of_type(work, id).await).await?;
    let template = known.iter().find(|one| one.number == number).ok_or(AppError::NotFound)?;
    let inspected = inspected(&state, &visit, &template.file).await?;
    check_open_beside(&visit, (&template.file, Some(template.by)), &inspected, HeldFor::Template)?;
    Ok(send_file(&state, &visit, &template.file, (&method, &headers)).await?.response)
}
