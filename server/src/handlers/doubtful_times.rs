//! "/gio-may-chu": whether the server's clock is right, for the management team and the leadership.

use app::{
    doubtful_times::{ClockView, NotedLine, Question, QuestionLine},
    paths,
};
use axum::{
    Form,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use chrono::TimeDelta;
use domain::{
    days::Timestamp,
    doubtful_times::{Answer, Cause, DoubtfulTime, DoubtfulTimeId, MAX_STEP, SetRightForm},
    forms::{FormData, FormErrors},
    permissions::{Action, decide},
    refusal::{Refusal, Words},
    vietnamese::{duration, moment},
};
use records::{
    Error, Work,
    doubtful_times::{self, Noted},
};
use serde::Deserialize;

use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    handlers::{setup::Fields, viewer},
    state::AppState,
};

/// What was just done, in the address to which a form led.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default, rename = "xong")]
    answer: Option<String>,
}

impl Done {
    fn words(&self) -> Option<&'static str> {
        match self.answer.as_deref()? {
            "dung" => Some("Đã xác nhận"),
            "chinh-lai" => Some("Đã chỉnh lại giờ"),
            _ => None,
        }
    }
}

/// What the last form left, for the page to show again.
#[derive(Debug, Default)]
struct Attempt {
    typed: Option<(DoubtfulTimeId, SetRightForm)>,
    errors: FormErrors,
    refused: Option<Words>,
    done: Option<&'static str>,
}

/// `GET /gio-may-chu`
pub async fn page(
    State(state): State<AppState>,
    visit: Visit,
    Query(done): Query<Done>,
    request: PageRequest,
) -> Result<Response, AppError> {
    may_decide(&visit)?;
    clock_page(&state, &visit, &request, Attempt { done: done.words(), ..Attempt::default() }).await
}

fn may_decide(visit: &Visit) -> Result<(), Refusal> {
    decide(&visit.actor(), visit.facts.organisation(), Action::DecideClock)
}

async fn clock_page(state: &AppState, visit: &Visit, request: &PageRequest, attempt: Attempt) -> Result<Response, AppError> {
    let times = visit.facts.doubtful_times.clone();
    let (waiting, decided) = visit
        .read(async move |work: &mut Work| {
            let mut waiting = Vec::with_capacity(times.len());
            for time in times {
                let noted = doubtful_times::noted_in(work, time.id).await?;
                waiting.push((time, noted));
            }
            Ok((waiting, doubtful_times::decided(work).await?))
        })
        .await?;
    let (now, machine) = (state.database.now(), state.database.machine_time());
    let Attempt { typed, errors, refused, done } = attempt;
    let page = ClockView {
        now: moment(now),
        machine: ((machine - now).abs() > MAX_STEP).then(|| moment(machine)),
        waiting: waiting.into_iter().map(|(time, noted)| line(visit, &time, noted, [now, machine], typed.as_ref())).collect(),
        decided: decided.iter().map(|time| decided_words(visit, time)).collect(),
        errors,
        refused,
        done,
    };
    let viewer = viewer(visit)?;
    Ok(request.page("Giờ máy chủ", |head| app::pages::clock(head, viewer, page)))
}

fn line(
    visit: &Visit,
    time: &DoubtfulTime,
    noted: Vec<Noted>,
    [now, machine]: [Timestamp; 2],
    typed: Option<&(DoubtfulTimeId, SetRightForm)>,
) -> QuestionLine {
    let question = match time.ending {
        None => {
            let typed = typed.filter(|(id, _)| *id == time.id).map(|(_, form)| form.clone());
            Question::WhatTimeIsIt { now: moment(now), form: typed.unwrap_or_else(|| SetRightForm::of(machine)) }
        }
        Some(ending) if ending.offset.is_zero() => Question::Acknowledge,
        Some(ending) => Question::MoveThem(moved(ending.offset)),
    };
    QuestionLine {
        id: time.id.to_string(),
        happened: happened(time),
        question,
        noted: noted.into_iter().map(|one| noted_line(visit, one)).collect(),
    }
}

/// "lùi 10 ngày", "tiến 5 giờ".
fn moved(offset: TimeDelta) -> String {
    let way = if offset < TimeDelta::zero() { "lùi" } else { "tiến" };
    format!("{way} {}", duration(offset.abs()))
}

fn happened(time: &DoubtfulTime) -> String {
    let doubt = &time.doubt;
    let (began, wall) = (moment(doubt.began_at), moment(doubt.wall));
    match doubt.cause {
        Cause::Jumped => format!("Lúc {began}, đồng hồ của máy nhảy sang {wall}"),
        Cause::LongOff => format!("Máy chạy lại lúc {wall}, hơn một ngày sau việc cuối cùng đã ghi"),
        Cause::Behind => format!("Máy chạy lại lúc {wall}, trước việc cuối cùng đã ghi ({began})"),
    }
}

fn decided_words(visit: &Visit, time: &DoubtfulTime) -> String {
    let happened = happened(time);
    let Some(decision) = time.decision else { return happened };
    let person = visit.facts.organisation().person(decision.by);
    let by = person.map(|person| format!("{} {}", person.honorific.word(), person.name)).unwrap_or_default();
    let what = if decision.offset.is_zero() {
        "xác nhận các giờ đã ghi là đúng".to_owned()
    } else {
        format!("chỉnh các giờ đã ghi {}", moved(decision.offset))
    };
    format!("{happened}; {by} {what}, lúc {}", moment(decision.at))
}

fn noted_line(visit: &Visit, noted: Noted) -> NotedLine {
    let facts = &visit.facts;
    let obligation = facts.obligation(noted.obligation);
    let may_open = obligation.is_some_and(|one| {
        let version = Action::OpenVersion { record: facts.record_facts(one), by: noted.person };
        decide(&visit.actor(), facts.organisation(), version).is_ok()
    });
    NotedLine {
        receipt: noted.receipt.to_string(),
        link: may_open.then(|| paths::receipt(noted.submission)),
        title: obligation.map(|one| facts.title(one)).unwrap_or_default(),
        person: facts.organisation().person(noted.person).map(|person| person.name.to_string()).unwrap_or_default(),
        at: moment(noted.at),
    }
}

/// `POST /gio-may-chu/{time}/dung`
pub async fn right(
    State(state): State<AppState>,
    Path(id): Path<DoubtfulTimeId>,
    visit: Visit,
    request: PageRequest,
) -> Result<Response, AppError> {
    may_decide(&visit)?;
    answered(&state, &visit, &request, id, Answer::Right, Attempt::default()).await
}

/// `POST /gio-may-chu/{time}/chinh-lai`
pub async fn wrong(
    State(state): State<AppState>,
    Path(id): Path<DoubtfulTimeId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    may_decide(&visit)?;
    let data = FormData::new(fields);
    if !data.sent("day") {
        return answered(&state, &visit, &request, id, Answer::Wrong(None), Attempt::default()).await;
    }
    let form = SetRightForm::read(&data);
    let attempt = Attempt { typed: Some((id, form.clone())), ..Attempt::default() };
    match form.parse(state.database.now(), state.database.machine_time()) {
        Ok(right) => answered(&state, &visit, &request, id, Answer::Wrong(Some(right)), attempt).await,
        Err(errors) => {
            let mut response = clock_page(&state, &visit, &request, Attempt { errors, ..attempt }).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
    }
}

/// The page after an answer; the same one with the reason why not, where somebody or the clock was faster.
async fn answered(
    state: &AppState,
    visit: &Visit,
    request: &PageRequest,
    id: DoubtfulTimeId,
    answer: Answer,
    attempt: Attempt,
) -> Result<Response, AppError> {
    let store = visit.fact_store();
    match visit.write(async move |work: &mut Work| doubtful_times::decide(work, &store, id, answer).await).await {
        Ok(()) => {
            let done = if answer == Answer::Right { "dung" } else { "chinh-lai" };
            Ok(Redirect::to(&format!("{}?xong={done}", paths::CLOCK)).into_response())
        }
        Err(Error::Refused(refusal @ (Refusal::ClockDecided { .. } | Refusal::ClockAgreesAgain))) => {
            let refused = Some(refusal.words());
            let mut response = clock_page(state, &visit.again().await?, request, Attempt { refused, ..attempt }).await?;
            *response.status_mut() = AppError::from(refusal).status();
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}
