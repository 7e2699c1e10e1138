//! "/viec-duoc-giao": what the principal asks of people beside all records; one's own, the board of the leadership, and one task.

mod sending;

use app::{
    paths,
    tasks::{AnswerAttempt, JudgeAttempt, TaskView, TasksView},
    waiting_files::WaitingFile,
};
use axum::{
    Form,
    body::Body,
    extract::{Path, Query, State},
    http::{HeaderMap, Method},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    attachments::Attachment,
    files::StoredFile,
    forms::{FormData, FormErrors},
    people::PersonId,
    permissions::{HeldFor, decide_give_task, decide_read_answer, decide_read_task, sees_all_tasks},
    tasks::{AnswerForm, Task, TaskEndForm, TaskId, VerdictForm, VerdictKind, board, own_tasks, task_told},
};
use records::{Error, Work, schools, tasks, uploads::UploadId};

pub use sending::{change, change_form, give, new_form};

use super::{
    attempt::{Attempt, Done, or_refusal, with_status},
    held_files::{check_open_beside, inspected},
    receipts::send_attachment,
    setup::Fields,
    viewer,
    words_and_files::{Sent, came_late, sent, sentences, told},
};
use crate::{
    error::AppError,
    extract::{Arrival, PageRequest, Visit},
    state::AppState,
};
use sending::keep;

/// What is said of what was just done.
const DEEDS: [(&str, &str); 6] = [
    ("giao", "Đã giao việc; người nhận thấy ở Thông báo và Việc của tôi"),
    ("sua", "Đã sửa; người nhận được báo"),
    ("ket-thuc", "Đã ghi; người nhận được báo"),
    ("tra-loi", "Đã gửi trả lời"),
    ("dat", "Đã ghi đạt"),
    ("lam-lai", "Đã đề nghị làm lại; người nhận được báo"),
];

/// To the page of a task, with what was just done.
fn led(id: TaskId, deed: &str) -> Response {
    Redirect::to(&format!("{}?xong={deed}", paths::task(id))).into_response()
}

/// `GET /viec-duoc-giao`
pub async fn list(visit: Visit, Query(done): Query<Done>, request: PageRequest) -> Result<Response, AppError> {
    let (facts, actor) = (&visit.facts, visit.actor());
    let page = TasksView {
        own: own_tasks(facts, visit.person, visit.now),
        board: sees_all_tasks(&actor).then(|| board(facts, visit.now)),
        may_give: decide_give_task(&actor).is_ok(),
        done: done.words(&DEEDS),
    };
    let viewer = viewer(&visit)?;
    Ok(request.page("Việc được giao", |head| app::pages::tasks(head, viewer, page)))
}

/// What a form of the page of a task says.
#[derive(Clone, Debug)]
enum Typed {
    Answer(AnswerForm),
    Verdict(VerdictForm),
    End(TaskEndForm),
}

/// `GET /viec-duoc-giao/{task}`: also of a school year that is over.
pub async fn page(
    Path(id): Path<TaskId>,
    visit: Visit,
    Query(done): Query<Done>,
    request: PageRequest,
) -> Result<Response, AppError> {
    let visit = visit.at_task(id).await?;
    task_page(&visit, &request, id, Attempt { done: done.words(&DEEDS), ..Attempt::default() }).await
}

/// The task, if the visitor may read it.
fn readable(visit: &Visit, id: TaskId) -> Result<&Task, AppError> {
    let task = visit.facts.task(id).ok_or(AppError::NotFound)?;
    decide_read_task(&visit.actor(), task)?;
    Ok(task)
}

async fn task_page(visit: &Visit, request: &PageRequest, id: TaskId, attempt: Attempt<Typed>) -> Result<Response, AppError> {
    let task = readable(visit, id)?;
    let told = task_told(&visit.facts, &visit.actor(), task, visit.now);
    let (mut answer, mut judge) = (AnswerAttempt::default(), JudgeAttempt::default());
    match attempt.typed {
        Some(Typed::Answer(form)) => answer = AnswerAttempt { form, errors: attempt.errors },
        Some(Typed::Verdict(form)) => judge.verdict = Some((form, attempt.errors)),
        Some(Typed::End(form)) => judge.end = Some((form, attempt.errors)),
        None => {}
    }
    // What was sent in another window stands on this page now.
    answer.form.after = task.answers_of(visit.person).count().to_string();
    let (waiting, limit) = waiting(visit, id, &answer.form.files).await?;
    let title = told.title.clone();
    let page = TaskView { told, answer, judge, waiting, limit, refused: attempt.refused, done: attempt.done };
    let viewer = viewer(visit)?;
    Ok(with_status(request.page(&title, |head| app::pages::task(head, viewer, page)), attempt.status))
}

/// The visitor's files that wait for this task, and how large one may be.
async fn waiting(visit: &Visit, id: TaskId, ticked: &[String]) -> Result<(Vec<WaitingFile>, u64), AppError> {
    let person = visit.person;
    let read = async move |work: &mut Work| {
        Ok::<_, Error>((tasks::files::waiting(work, person, id.uuid()).await?, schools::setup(work).await?.file_limit))
    };
    let (files, limit) = visit.read(read).await?;
    let one = |(id, file): (UploadId, StoredFile)| {
        let id = id.to_string();
        WaitingFile { is_ticked: ticked.contains(&id), id, file }
    };
    Ok((files.into_iter().map(one).collect(), limit))
}

/// `POST /viec-duoc-giao/{task}/tra-loi`: words and files in one form.
pub async fn answer(
    Arrival(arrived): Arrival,
    State(state): State<AppState>,
    Path(id): Path<TaskId>,
    visit: Result<Visit, AppError>,
    request: PageRequest,
    body: Body,
) -> Result<Response, AppError> {
    let visit = match visit {
        Ok(visit) => visit,
        Err(error) => return came_late(&state, &request, body, error).await,
    };
    readable(&visit, id)?;
    let Sent { fields, files, mut refused, broke } = sent(&state, &visit, &request, body).await;
    let mut form = AnswerForm::read(&fields);
    if let Some(error) = broke {
        let attempt = Attempt { typed: Some(Typed::Answer(form)), ..told(&error) };
        return task_page(&visit, &request, id, attempt).await;
    }
    refused.extend(keep(&visit, id, &mut form.files, files).await?);
    if let Some(words) = sentences(&refused) {
        let mut errors = form.parse().err().unwrap_or_default();
        errors.add("files", words);
        return task_page(&visit, &request, id, Attempt::wrong(Typed::Answer(form), errors)).await;
    }
    let (store, typed) = (visit.fact_store(), form.clone());
    let done = visit.write(async move |work: &mut Work| tasks::answer(work, &store, id, &form, arrived).await).await;
    answered(&visit, &request, id, Typed::Answer(typed), done.map(|done| done.map(|()| "tra-loi"))).await
}

/// `POST /viec-duoc-giao/{task}/xem`: whether an answer will do.
pub async fn judge(Path(id): Path<TaskId>, visit: Visit, request: PageRequest, Form(fields): Fields) -> Result<Response, AppError> {
    decide_give_task(&visit.actor())?;
    let form = VerdictForm::read(&FormData::new(fields));
    let plan = match form.parse().ok_or(AppError::NotAForm)? {
        Ok(plan) => plan,
        Err(errors) => return task_page(&visit, &request, id, Attempt::wrong(Typed::Verdict(form), errors)).await,
    };
    let deed = match plan.kind {
        VerdictKind::Accepted => "dat",
        VerdictKind::AskedAgain => "lam-lai",
    };
    let store = visit.fact_store();
    let done = visit.write(async move |work: &mut Work| tasks::judge(work, &store, id, &plan).await).await;
    answered(&visit, &request, id, Typed::Verdict(form), done.map(|()| Ok(deed))).await
}

/// `POST /viec-duoc-giao/{task}/het`
pub async fn end(Path(id): Path<TaskId>, visit: Visit, request: PageRequest, Form(fields): Fields) -> Result<Response, AppError> {
    decide_give_task(&visit.actor())?;
    let form = TaskEndForm::read(&FormData::new(fields));
    let (store, typed) = (visit.fact_store(), form.clone());
    let done = visit.write(async move |work: &mut Work| tasks::end(work, &store, id, &form).await).await;
    answered(&visit, &request, id, Typed::End(typed), done.map(|done| done.map(|()| "ket-thuc"))).await
}

/// The page of the task, as a form left it.
async fn answered(
    visit: &Visit,
    request: &PageRequest,
    id: TaskId,
    typed: Typed,
    done: Result<Result<&'static str, FormErrors>, Error>,
) -> Result<Response, AppError> {
    match done {
        Ok(Ok(deed)) => Ok(led(id, deed)),
        Ok(Err(errors)) => task_page(visit, request, id, Attempt::wrong(typed, errors)).await,
        Err(Error::Refused(refusal)) => {
            let page = task_page(&visit.again().await?, request, id, Attempt::refused(typed, refusal.clone())).await;
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /viec-duoc-giao/{task}/tep/{position}`: for whoever may read the task.
pub async fn file(
    State(state): State<AppState>,
    Path((id, position)): Path<(TaskId, usize)>,
    visit: Visit,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let visit = visit.at_task(id).await?;
    let task = readable(&visit, id)?;
    let file = task.files.get(position).ok_or(AppError::NotFound)?;
    downloaded((&state, &visit), (Attachment::Task(id), None), file, (&method, &headers)).await
}

/// `GET /viec-duoc-giao/{task}/tra-loi/{by}/{number}/tep/{position}`: for whoever sent it, and the leadership.
pub async fn answer_file(
    State(state): State<AppState>,
    Path((id, person, number, position)): Path<(TaskId, PersonId, u32, usize)>,
    visit: Visit,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let visit = visit.at_task(id).await?;
    let task = readable(&visit, id)?;
    decide_read_answer(&visit.actor(), person)?;
    let answer = task.answers_of(person).find(|one| one.number == number).ok_or(AppError::NotFound)?;
    let file = answer.files.get(position).ok_or(AppError::NotFound)?;
    downloaded((&state, &visit), (Attachment::Answer(id, person), Some(person)), file, (&method, &headers)).await
}

/// What nobody could look into yet, and what was found to be able to act since it came, opens for its sender alone.
async fn downloaded(
    (state, visit): (&AppState, &Visit),
    (place, sender): (Attachment, Option<PersonId>),
    file: &StoredFile,
    asked: (&Method, &HeaderMap),
) -> Result<Response, AppError> {
    let inspected = inspected(state, visit, file).await?;
    check_open_beside(visit, (file, sender), &inspected, HeldFor::Task)?;
    send_attachment((state, visit), (place, sender), file, asked).await
}
