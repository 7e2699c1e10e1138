//! A task that is given or changed with files: looked at before it is sent; whatever stands in the way, its words come back, and
//! files that came whole lie with the server.

use app::tasks::TaskFormView;
use axum::{
    body::Body,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    days::day_of,
    delegations::candidates_by_department,
    forms::FormErrors,
    inspection::InspectedFile,
    obligations::Reason,
    people::PersonId,
    permissions::decide_give_task,
    refusal::Refusal,
    tasks::{TaskForm, TaskId, TaskOutlook, TaskTarget, can_receive},
};
use records::{Error, Work, new_id, tasks};

use super::{led, waiting};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    handlers::{
        attempt::{Attempt, or_refusal, with_status},
        viewer,
        words_and_files::{Sent, came_late, sent, sentences, told},
    },
    state::AppState,
};

/// Keeps files that lie in the store for this task, and ticks them in its form: those that are not taken, with the reasons.
pub(super) async fn keep(
    visit: &Visit,
    id: TaskId,
    ticked: &mut Vec<String>,
    files: Vec<InspectedFile>,
) -> Result<Vec<Refusal>, AppError> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let store = visit.fact_store();
    let kept = visit.write_quietly(async move |work: &mut Work| tasks::files::keep(work, &store, id, &files).await).await?;
    let mut refused = Vec::new();
    for one in kept {
        match one {
            Ok(id) => ticked.push(id.to_string()),
            Err(refusal) => refused.push(refusal),
        }
    }
    Ok(refused)
}

/// `GET /viec-duoc-giao/moi`
pub async fn new_form(visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    form_page(&visit, &request, None, TaskForm::empty(new_id()), Attempt::default()).await
}

/// `GET /viec-duoc-giao/{task}/sua`
pub async fn change_form(Path(id): Path<TaskId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let form = TaskForm::of(visit.facts.task(id).ok_or(AppError::NotFound)?);
    form_page(&visit, &request, Some(id), form, Attempt::default()).await
}

/// The form; with who gets it, where something was looked at.
async fn form_page(
    visit: &Visit,
    request: &PageRequest,
    changes: Option<TaskId>,
    form: TaskForm,
    attempt: Attempt<TaskOutlook>,
) -> Result<Response, AppError> {
    decide_give_task(&visit.actor())?;
    let (facts, today) = (&visit.facts, day_of(visit.now));
    let organisation = facts.organisation();
    let named = |(name, people): (String, Vec<(PersonId, String)>)| {
        let people = people.into_iter().filter(|(id, _)| can_receive(organisation, visit.person, *id, today));
        (name, people.map(|(id, words)| (TaskTarget::Person(id).code(), words)).collect::<Vec<_>>())
    };
    let people = candidates_by_department(organisation, visit.person, visit.now).into_iter().map(named);
    let (waiting, limit) = match form.id() {
        Some(id) => waiting(visit, id, &form.files).await?,
        None => return Err(AppError::NotAForm),
    };
    let page = TaskFormView {
        form,
        changes,
        departments: organisation.departments.iter().map(|one| (TaskTarget::Department(one.id).code(), one.name.clone())).collect(),
        people: people.filter(|(_, people)| !people.is_empty()).collect(),
        waiting,
        limit,
        outlook: attempt.typed,
        errors: attempt.errors,
        refused: attempt.refused,
    };
    let viewer = viewer(visit)?;
    let title = if changes.is_some() { "Sửa việc đã giao" } else { "Giao việc mới" };
    Ok(with_status(request.page(title, |head| app::pages::task_form(head, viewer, page)), attempt.status))
}

/// `POST /viec-duoc-giao/moi`: looks at who gets it, or gives it to those who were looked at.
pub async fn give(
    State(state): State<AppState>,
    visit: Result<Visit, AppError>,
    request: PageRequest,
    body: Body,
) -> Result<Response, AppError> {
    match visit {
        Ok(visit) => posted(&state, &visit, &request, None, body).await,
        Err(error) => came_late(&state, &request, body, error).await,
    }
}

/// `POST /viec-duoc-giao/{task}/sua`: the same for a task that is changed.
pub async fn change(
    State(state): State<AppState>,
    Path(id): Path<TaskId>,
    visit: Result<Visit, AppError>,
    request: PageRequest,
    body: Body,
) -> Result<Response, AppError> {
    match visit {
        Ok(visit) => posted(&state, &visit, &request, Some(id), body).await,
        Err(error) => came_late(&state, &request, body, error).await,
    }
}

async fn posted(
    state: &AppState,
    visit: &Visit,
    request: &PageRequest,
    changes: Option<TaskId>,
    body: Body,
) -> Result<Response, AppError> {
    decide_give_task(&visit.actor())?;
    if let Some(id) = changes {
        visit.facts.task(id).ok_or(AppError::NotFound)?;
    }
    let Sent { fields, files, mut refused, broke } = sent(state, visit, request, body).await;
    let form = TaskForm::read(&fields);
    // The id of a task that is changed stands in the address; a new one without an id gets one.
    let id = changes.or(form.id()).unwrap_or_else(new_id);
    let mut form = TaskForm { key: id.to_string(), ..form };
    if let Some(error) = broke {
        return form_page(visit, request, changes, form, told(&error)).await;
    }
    refused.extend(keep(visit, id, &mut form.files, files).await?);
    let looked = look(visit, changes, &form);
    if let Some(words) = sentences(&refused) {
        let mut errors = looked.err().unwrap_or_default();
        errors.add("files", words);
        return wrong(visit, request, changes, form, errors).await;
    }
    match looked {
        Err(errors) => wrong(visit, request, changes, form, errors).await,
        Ok(outlook) if form.seen.is_empty() => {
            form_page(visit, request, changes, form, Attempt { typed: Some(outlook), ..Attempt::default() }).await
        }
        Ok(_) => saved(visit, request, changes, form).await,
    }
}

/// Who gets it, as far as the form says enough.
fn look(visit: &Visit, changes: Option<TaskId>, form: &TaskForm) -> Result<TaskOutlook, FormErrors> {
    let facts = &visit.facts;
    let before = changes.and_then(|id| facts.task(id));
    let plan = form.parse(facts, visit.person, before, visit.now);
    let reason = if changes.is_some() { Reason::parse(&form.reason).map(drop) } else { Ok(()) };
    FormErrors::both(plan, reason).map(|(plan, ())| TaskOutlook::of(facts, &plan, visit.now))
}

async fn wrong(
    visit: &Visit,
    request: &PageRequest,
    changes: Option<TaskId>,
    form: TaskForm,
    errors: FormErrors,
) -> Result<Response, AppError> {
    form_page(
        visit,
        request,
        changes,
        form,
        Attempt { errors, status: Some(StatusCode::UNPROCESSABLE_ENTITY), ..Attempt::default() },
    )
    .await
}

async fn saved(visit: &Visit, request: &PageRequest, changes: Option<TaskId>, form: TaskForm) -> Result<Response, AppError> {
    let (store, sent) = (visit.fact_store(), form.clone());
    let save = async move |work: &mut Work| match changes {
        Some(id) => Ok::<_, Error>(tasks::change(work, &store, id, &sent).await?.map(|()| (id, "sua"))),
        None => Ok(tasks::give(work, &store, &sent).await?.map(|id| (id, "giao"))),
    };
    match visit.write(save).await {
        Ok(Ok((id, deed))) => Ok(led(id, deed)),
        Ok(Err(errors)) => wrong(visit, request, changes, form, errors).await,
        Err(Error::Refused(refusal)) => {
            let visit = visit.again().await?;
            let attempt = Attempt { typed: look(&visit, changes, &form).ok(), ..Attempt::without_words(refusal.clone()) };
            or_refusal(form_page(&visit, request, changes, form, attempt).await, refusal)
        }
        Err(error) => Err(error.into()),
    }
}
