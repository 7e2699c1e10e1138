//! "/gio-may-chu": whether the server's clock is right, for the management team and the leadership.

use app::{
    doubtful_times::{ClockForm, ClockView, DecidedLine, NotedLine, Question, QuestionLine},
    paths,
};
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use chrono::TimeDelta;
use domain::{
    days::Timestamp,
    doubtful_times::{Cause, ClockAnswer, DoubtfulTime, DoubtfulTimeId, SetRightForm, ahead_of, decide_reopen, decide_set_right},
    forms::FormErrors,
    people::PersonId,
    permissions::{Action, decide},
    refusal::{ClockRefusal, Refusal, Words},
    vietnamese::{duration, moment},
};
use records::{
    Error, Work,
    doubtful_times::{self, Noted},
};

use crate::{
    error::AppError,
    extract::{PageRequest, ProofForm, Visit},
    handlers::{
        attempt::{Attempt, Done, with_status},
        viewer,
    },
    state::AppState,
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 3] = [
    ("dung", "Đã xác nhận"),
    ("chinh-lai", "Đã chỉnh lại giờ"),
    ("hoi-lai", "Đã hỏi lại: từ bây giờ không ai bị tính muộn cho đến khi có người trả lời"),
];

/// Which form was sent about which doubt, and the time that was typed in it.
type TypedAnswer = (DoubtfulTimeId, ClockForm, Option<SetRightForm>);

/// `GET /gio-may-chu`
pub async fn page(
    State(state): State<AppState>,
    visit: Visit,
    Query(done): Query<Done>,
    request: PageRequest,
) -> Result<Response, AppError> {
    may_decide(&visit)?;
    clock_page(&state, &visit, &request, Attempt { done: done.words(&DEEDS), ..Attempt::default() }).await
}

fn may_decide(visit: &Visit) -> Result<(), Refusal> {
    decide(&visit.actor(), visit.facts.organisation(), Action::DecideClock)
}

async fn clock_page(
    state: &AppState,
    visit: &Visit,
    request: &PageRequest,
    attempt: Attempt<TypedAnswer>,
) -> Result<Response, AppError> {
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
    let Attempt { typed, errors, refused, done, status } = attempt;
    // What was typed stands in the form from which it came.
    let typed_for = |time: &DoubtfulTime| typed.clone().filter(|(id, ..)| *id == time.id).and_then(|(.., typed)| typed);
    let ahead = ahead_of(now, machine);
    let last = decided.first().filter(|_| waiting.is_empty());
    let may_reopen = |time: &DoubtfulTime| {
        let is_last = last.is_some_and(|last| last.id == time.id);
        is_last && decide_reopen(&visit.actor(), visit.facts.organisation(), time, now, machine).is_ok()
    };
    let decided_line = |time: &DoubtfulTime| DecidedLine {
        words: decided_words(visit, time),
        reopen: may_reopen(time).then(|| time.id.to_string()),
    };
    let page = ClockView {
        now: moment(now),
        machine: (!ahead.is_zero()).then(|| (moment(machine), beside(ahead))),
        decided: decided.iter().map(decided_line).collect(),
        waiting: waiting.into_iter().map(|(time, noted)| line(visit, &time, noted, [now, machine], typed_for(&time))).collect(),
        asks_again: visit.asks_again(),
        sent: typed.map(|(id, form, _)| (id.to_string(), form)),
        errors,
        refused,
        done,
    };
    let viewer = viewer(visit)?;
    let response = request.page("Giờ máy chủ", |head| app::pages::clock(head, viewer, page));
    Ok(with_status(response, status))
}

fn line(
    visit: &Visit,
    time: &DoubtfulTime,
    noted: Vec<Noted>,
    [now, machine]: [Timestamp; 2],
    typed: Option<SetRightForm>,
) -> QuestionLine {
    let question = match time.ending {
        None => {
            let form = typed.unwrap_or_else(|| SetRightForm::of(time.suggested(now, machine)));
            Question::WhatTimeIsIt { now: moment(now), form }
        }
        Some(ending) if ending.offset.is_zero() => Question::Acknowledge,
        Some(ending) => Question::MoveThem(moved(ending.offset)),
    };
    let handed_in: Vec<PersonId> = noted.iter().map(|one| one.person).collect();
    let not_alone = decide_set_right(&visit.facts, visit.person, &handed_in, now, now).err();
    QuestionLine {
        id: time.id.to_string(),
        happened: happened(visit, time),
        certain: moment(time.doubt.certain),
        apart: duration((now - time.doubt.certain).abs()),
        question,
        not_alone: not_alone.map(|refusal| refusal.words()),
        noted: noted.into_iter().map(|one| noted_line(visit, one)).collect(),
    }
}

/// "lùi 10 ngày", "tiến 5 giờ".
fn moved(offset: TimeDelta) -> String {
    let way = if offset < TimeDelta::zero() { "lùi" } else { "tiến" };
    format!("{way} {}", duration(offset.abs()))
}

/// How far the machine's clock is from the school's: "nhanh 10 ngày", "chậm 5 giờ".
fn beside(ahead: TimeDelta) -> String {
    let way = if ahead < TimeDelta::zero() { "chậm" } else { "nhanh" };
    format!("{way} {}", duration(ahead.abs()))
}

fn named(visit: &Visit, person: PersonId) -> String {
    let person = visit.facts.organisation().person(person);
    person.map_or_else(|| "người đã rời trường".to_owned(), |person| format!("{} {}", person.honorific.word(), person.name))
}

fn happened(visit: &Visit, time: &DoubtfulTime) -> String {
    let doubt = &time.doubt;
    let (began, wall) = (moment(doubt.began_at), moment(doubt.wall));
    match doubt.cause {
        Cause::Jumped => format!("Lúc {began}, đồng hồ của máy nhảy sang {wall}"),
        Cause::LongOff => format!(
            "Máy chạy lại lúc {wall}, {} sau việc cuối cùng đã ghi ({})",
            duration((doubt.wall - doubt.certain).abs()),
            moment(doubt.certain)
        ),
        Cause::Behind => format!("Máy chạy lại lúc {wall}, trước việc cuối cùng đã ghi ({began})"),
        Cause::Reopened => {
            let by = time.asked_by.map_or_else(|| "có người".to_owned(), |person| named(visit, person));
            format!("Lúc {began}, {by} báo giờ vẫn chưa đúng")
        }
    }
}

fn decided_words(visit: &Visit, time: &DoubtfulTime) -> String {
    let happened = happened(visit, time);
    let Some(decision) = time.decision else { return happened };
    let by = named(visit, decision.by);
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
pub async fn right(State(state): State<AppState>, Path(id): Path<DoubtfulTimeId>, form: ProofForm) -> Result<Response, AppError> {
    save(&state, form, Sent { id, deed: Deed::Answer(ClockAnswer::Right), typed: None }).await
}

/// `POST /gio-may-chu/{time}/chinh-lai`
pub async fn wrong(State(state): State<AppState>, Path(id): Path<DoubtfulTimeId>, form: ProofForm) -> Result<Response, AppError> {
    may_decide(&form.visit)?;
    if !form.typed.sent("day") {
        return save(&state, form, Sent { id, deed: Deed::Answer(ClockAnswer::Wrong(None)), typed: None }).await;
    }
    let typed = SetRightForm::read(&form.typed);
    let right = typed.parse(state.database.now(), state.database.machine_time());
    let deed = Deed::Answer(ClockAnswer::Wrong(right.as_ref().ok().copied()));
    let sent = Sent { id, deed, typed: Some(typed) };
    match right {
        Ok(_) => save(&state, form, sent).await,
        Err(errors) => clock_page(&state, &form.visit, &form.request, Attempt::wrong(sent.shown_again(), errors)).await,
    }
}

/// `POST /gio-may-chu/{time}/hoi-lai`
pub async fn reopen(State(state): State<AppState>, Path(id): Path<DoubtfulTimeId>, form: ProofForm) -> Result<Response, AppError> {
    save(&state, form, Sent { id, deed: Deed::Reopen, typed: None }).await
}

/// What a form of this page does.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Answer(ClockAnswer),
    Reopen,
}

/// A form as it was sent.
#[derive(Debug)]
struct Sent {
    id: DoubtfulTimeId,
    deed: Deed,
    typed: Option<SetRightForm>,
}

impl Sent {
    /// What of it the page shows again.
    fn shown_again(&self) -> TypedAnswer {
        let form = match self.deed {
            Deed::Answer(ClockAnswer::Right) => ClockForm::Right,
            Deed::Answer(ClockAnswer::Wrong(_)) => ClockForm::Wrong,
            Deed::Reopen => ClockForm::Reopen,
        };
        (self.id, form, self.typed.clone())
    }
}

/// The page after a deed; the same one with the reason why not, where the time cannot be, or somebody or the clock was
/// faster.
async fn save(state: &AppState, mut form: ProofForm, sent: Sent) -> Result<Response, AppError> {
    may_decide(&form.visit)?;
    if let Err(errors) = form.prove().await? {
        return clock_page(state, &form.visit, &form.request, Attempt::wrong(sent.shown_again(), errors)).await;
    }
    let (store, id, deed) = (form.visit.fact_store(), sent.id, sent.deed);
    let done = form.visit.write(async move |work: &mut Work| match deed {
        Deed::Answer(answer) => doubtful_times::decide(work, &store, id, answer).await,
        Deed::Reopen => doubtful_times::reopen(work, &store, id).await,
    });
    match done.await {
        Ok(()) => {
            let done = match deed {
                Deed::Answer(ClockAnswer::Right) => "dung",
                Deed::Answer(ClockAnswer::Wrong(_)) => "chinh-lai",
                Deed::Reopen => "hoi-lai",
            };
            Ok(Redirect::to(&format!("{}?xong={done}", paths::CLOCK)).into_response())
        }
        Err(Error::Refused(Refusal::Clock(refusal))) if refusal.is_of_the_time() => {
            let Words { fact, advice } = refusal.words();
            let errors = FormErrors::one("day", format!("{fact}. {advice}"));
            clock_page(state, &form.visit, &form.request, Attempt::wrong(sent.shown_again(), errors)).await
        }
        Err(Error::Refused(refusal @ Refusal::Clock(_))) if refusal != ClockRefusal::NotYours.into() => {
            let attempt = Attempt::refused(sent.shown_again(), refusal);
            clock_page(state, &form.visit.again().await?, &form.request, attempt).await
        }
        Err(error) => Err(error.into()),
    }
}
