//! "/luu-tru/tieu-huy/…": one list, and each step of its way.

use ::records::{Error, Work, disposals};
use app::{
    disposals::{DisposalAttempt, DisposalView, ExecutionOffer, ListedLine, MinutesView},
    paths,
};
use axum::{
    Form,
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::day_of,
    disposals::{DecisionForm, DisposalList, DisposalState, ListedRecord, MinutesForm},
    forms::{FormData, FormErrors},
    obligations::Reason,
    people::PersonId,
    permissions::{
        decide_archive_page, decide_check_package, decide_decide_disposal, decide_execute_disposal, decide_prepare_disposal,
        decide_take_back_disposal,
    },
    vietnamese,
};

use super::super::{
    attempt::{Attempt, Done, or_refusal, with_status},
    setup::Fields,
    viewer,
};
use crate::{
    error::AppError,
    extract::{PageRequest, ProofForm, Visit},
    files::disposed,
    state::AppState,
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 6] = [
    ("lap", "Đã lập danh mục; in ra cho hội đồng họp, rồi ghi biên bản ở đây"),
    ("bien-ban", "Đã ghi biên bản; đến lượt hiệu trưởng quyết định"),
    ("quyet-dinh", "Đã ghi quyết định"),
    ("thi-hanh", "Đã tiêu hủy; người nộp, giờ nộp, mã của tệp và biên bản vẫn còn"),
    ("con", "Đã ghi là tiêu hủy, nhưng còn tệp chưa xóa được; bấm Xóa nốt"),
    ("xoa", "Đã xóa nốt"),
];

/// `GET /luu-tru/tieu-huy/{number}`
pub async fn page(
    State(state): State<AppState>,
    Path(number): Path<u32>,
    visit: Visit,
    Query(done): Query<Done>,
    request: PageRequest,
) -> Result<Response, AppError> {
    shown((&state, &visit), &request, number, Attempt { done: done.words(&DEEDS), ..Attempt::default() }).await
}

async fn shown(
    (state, visit): (&AppState, &Visit),
    request: &PageRequest,
    number: u32,
    attempt: Attempt<DisposalAttempt>,
) -> Result<Response, AppError> {
    decide_archive_page(&visit.actor())?;
    let read = async move |work: &mut Work| {
        let list = disposals::list(work, number).await?;
        let kept = disposals::kept_of(work, &list).await?;
        let files = if list.execution.is_some() { disposals::files_of(work, number).await? } else { Default::default() };
        Ok::<_, Error>((list, kept, files, work.at_least))
    };
    let (list, kept, files, at_least) = visit.read(read).await?;
    let (actor, stands) = (visit.actor(), list.state(at_least));
    let left = disposed::left(state, &files).await.map_err(|error| {
        tracing::error!(%error, "the store could not be looked at for what was disposed of");
        AppError::Unavailable
    })?;
    let line = |one: &ListedRecord| ListedLine {
        obligation: one.obligation,
        title: one.title.clone(),
        about: format!("{}, gói số {}, {} tệp", vietnamese::school_year(&one.school_year), one.package, one.files),
        retention: format!("{}, đến {}", one.retention, vietnamese::date(one.until)),
        result: result(&list, one, kept.get(&one.obligation).map(|because| because.words()), stands),
    };
    let may_prepare = decide_prepare_disposal(&actor).is_ok();
    let page = DisposalView {
        records: list.records.iter().map(line).collect(),
        steps: steps(visit, &list),
        minutes: (stands == DisposalState::WaitsForMinutes && may_prepare).then(|| MinutesView { people: council(visit) }),
        may_decide: stands == DisposalState::WaitsForDecision && decide_decide_disposal(&actor, &list).is_ok(),
        may_take_back: stands.is_open() && decide_take_back_disposal(&actor, &list).is_ok(),
        execution: if stands == DisposalState::Executable && decide_execute_disposal(&actor, &list).is_ok() {
            ExecutionOffer::Execute
        } else {
            ExecutionOffer::None
        },
        left: left.len(),
        may_delete: decide_check_package(&actor).is_ok(),
        asks_again: visit.asks_again(),
        state: stands,
        list,
        attempt: attempt.typed,
        errors: attempt.errors,
        refused: attempt.refused,
        done: attempt.done,
    };
    let (title, viewer) = (format!("Danh mục tiêu hủy số {number}"), viewer(visit)?);
    Ok(with_status(request.page(&title, |head| app::pages::disposal(head, viewer, page)), attempt.status))
}

/// What the council says of a record, or what keeps it now.
fn result(list: &DisposalList, one: &ListedRecord, kept: Option<String>, stands: DisposalState) -> String {
    let by_council = list.minutes.as_ref().and_then(|minutes| minutes.kept.get(&one.obligation));
    match (by_council, kept) {
        (Some(reason), _) => format!("Giữ lại: {}", vietnamese::without_stop(reason.as_str())),
        (None, Some(kept)) if stands.is_open() => format!("Chưa hủy được: {kept}"),
        (None, _) if stands == DisposalState::Executed => "Đã tiêu hủy".to_owned(),
        (None, _) if list.minutes.is_some() => "Tiêu hủy".to_owned(),
        (None, _) => "Chờ hội đồng".to_owned(),
    }
}

/// What has happened, each a sentence with who and when.
fn steps(visit: &Visit, list: &DisposalList) -> Vec<String> {
    let who = |person: PersonId| vietnamese::capitalised(&visit.today.organisation().name_of(person, day_of(visit.now)));
    let mut steps = vec![format!("{} lập danh mục lúc {}.", who(list.by), vietnamese::moment(list.at))];
    if let Some(minutes) = &list.minutes {
        let members: Vec<&str> = minutes.members.iter().map(|one| one.name.as_str()).collect();
        steps.push(format!(
            "Hội đồng họp ngày {}, biên bản số {}: {} (chủ tịch đứng đầu). {} ghi lúc {}.",
            vietnamese::date(minutes.on),
            minutes.number,
            members.join(", "),
            who(minutes.by),
            vietnamese::moment(minutes.at)
        ));
    }
    if let Some(decision) = &list.decision {
        let when = vietnamese::moment(decision.at);
        steps.push(match &decision.refused {
            Some(reason) => {
                format!("{} không đồng ý lúc {when}: {}.", who(decision.by), vietnamese::without_stop(reason.as_str()))
            }
            None => format!("{} quyết định tiêu hủy lúc {when}, quyết định số {}.", who(decision.by), decision.number),
        });
    }
    if let Some(end) = &list.ended {
        let why = vietnamese::without_stop(end.reason.as_str());
        steps.push(format!("{} rút lúc {}: {why}.", who(end.by), vietnamese::moment(end.at)));
    }
    if let Some(done) = &list.execution {
        steps.push(format!("{} thi hành lúc {}.", who(done.by), vietnamese::moment(done.at)));
    }
    steps
}

/// Those who work here today and may sit on the council: whoever decides does not.
fn council(visit: &Visit) -> Vec<(String, String)> {
    let (organisation, today) = (visit.today.organisation(), day_of(visit.now));
    let sits = |person: &&domain::people::Person| {
        let positions = organisation.positions(person.id, today);
        !positions.is_empty() && !positions.contains(&domain::people::Position::Principal)
    };
    let mut people: Vec<_> = organisation.people.iter().filter(sits).collect();
    people.sort_by_cached_key(|person| person.name.sort_key());
    let words = |person: &domain::people::Person| {
        let titles = organisation.titles(&organisation.positions(person.id, today));
        (person.id.to_string(), format!("{}, {}", person.name, vietnamese::with_small_beginning(&titles)))
    };
    people.into_iter().map(words).collect()
}

/// `POST /luu-tru/tieu-huy/{number}/bien-ban`
pub async fn enter_minutes(
    State(state): State<AppState>,
    Path(number): Path<u32>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    decide_prepare_disposal(&visit.actor())?;
    let form = MinutesForm::read(&FormData::new(fields));
    let (store, sent) = (visit.fact_store(), form.clone());
    let done = visit.write(async move |work: &mut Work| disposals::enter_minutes(work, &store, number, &sent).await).await;
    answer((&state, &visit), &request, number, (DisposalAttempt::Minutes(form), done, "bien-ban")).await
}

/// `POST /luu-tru/tieu-huy/{number}/quyet-dinh`: the principal, with her password again where it was typed too long ago.
pub async fn decide(
    State(state): State<AppState>,
    Path(number): Path<u32>,
    mut form: ProofForm<Visit>,
) -> Result<Response, AppError> {
    let list = of_number(&form.visit, number).await?;
    decide_decide_disposal(&form.visit.actor(), &list)?;
    let typed = DecisionForm::read(&form.typed);
    let attempt = DisposalAttempt::Decision(typed.clone());
    if let Err(errors) = FormErrors::both(typed.parse(), form.prove().await?) {
        return shown((&state, &form.visit), &form.request, number, Attempt::wrong(attempt, errors)).await;
    }
    let (store, visit) = (form.visit.fact_store(), form.visit);
    let done = visit.write(async move |work: &mut Work| disposals::decide(work, &store, number, &typed).await).await;
    answer((&state, &visit), &form.request, number, (attempt, done, "quyet-dinh")).await
}

/// `POST /luu-tru/tieu-huy/{number}/rut`
pub async fn take_back(
    State(state): State<AppState>,
    Path(number): Path<u32>,
    mut form: ProofForm<Visit>,
) -> Result<Response, AppError> {
    let list = of_number(&form.visit, number).await?;
    decide_take_back_disposal(&form.visit.actor(), &list)?;
    let typed = form.typed.get("reason").to_owned();
    let attempt = DisposalAttempt::TakeBack(typed.clone());
    let reason = match FormErrors::both(Reason::parse(&typed), form.prove().await?) {
        Ok((reason, ())) => reason,
        Err(errors) => return shown((&state, &form.visit), &form.request, number, Attempt::wrong(attempt, errors)).await,
    };
    let (store, visit) = (form.visit.fact_store(), form.visit);
    match visit.write(async move |work: &mut Work| disposals::take_back(work, &store, number, &reason).await).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?xong=rut", paths::DISPOSALS)).into_response()),
        Err(error) => refused((&state, &visit), &form.request, number, (attempt, error)).await,
    }
}

/// `POST /luu-tru/tieu-huy/{number}/thi-hanh`: first the database says that nothing names the files any more, then they go.
pub async fn execute(
    State(state): State<AppState>,
    Path(number): Path<u32>,
    mut form: ProofForm<Visit>,
) -> Result<Response, AppError> {
    let list = of_number(&form.visit, number).await?;
    decide_execute_disposal(&form.visit.actor(), &list)?;
    let attempt = DisposalAttempt::Execute;
    if let Err(errors) = form.prove().await? {
        return shown((&state, &form.visit), &form.request, number, Attempt::wrong(attempt, errors)).await;
    }
    let (store, visit) = (form.visit.fact_store(), form.visit);
    match visit.write(async move |work: &mut Work| disposals::execute(work, &store, number).await).await {
        Ok(_) => {
            let deed = if deleted(&state, &visit, number).await? { "thi-hanh" } else { "con" };
            Ok(Redirect::to(&format!("{}?xong={deed}", paths::disposal(number))).into_response())
        }
        Err(error) => refused((&state, &visit), &form.request, number, (attempt, error)).await,
    }
}

/// `POST /luu-tru/tieu-huy/{number}/xoa-not`: what could not be deleted when the list was executed, or came back with a backup since.
pub async fn delete(State(state): State<AppState>, Path(number): Path<u32>, visit: Visit) -> Result<Response, AppError> {
    decide_check_package(&visit.actor())?;
    of_number(&visit, number).await?;
    let deed = if deleted(&state, &visit, number).await? { "xoa" } else { "con" };
    Ok(Redirect::to(&format!("{}?xong={deed}", paths::disposal(number))).into_response())
}

/// Deletes the files of a list that was executed; of one that was not there are none. Whether all of them are gone.
async fn deleted(state: &AppState, visit: &Visit, number: u32) -> Result<bool, AppError> {
    let files = visit.read(async move |work: &mut Work| disposals::files_of(work, number).await).await?;
    match disposed::delete(state, &files).await {
        Ok(many) => {
            tracing::info!(number, many, "the files of a list that was executed are deleted");
            Ok(disposed::left(state, &files).await.is_ok_and(|left| left.is_empty()))
        }
        Err(error) => {
            tracing::error!(%error, number, "files that were disposed of could not be deleted");
            Ok(false)
        }
    }
}

async fn of_number(visit: &Visit, number: u32) -> Result<DisposalList, AppError> {
    decide_archive_page(&visit.actor())?;
    Ok(visit.read(async move |work: &mut Work| disposals::list(work, number).await).await?)
}

/// Where a step led, or the page with what is wrong.
async fn answer(
    (state, visit): (&AppState, &Visit),
    request: &PageRequest,
    number: u32,
    (attempt, done, deed): (DisposalAttempt, Result<Result<(), FormErrors>, Error>, &'static str),
) -> Result<Response, AppError> {
    match done {
        Ok(Ok(())) => Ok(Redirect::to(&format!("{}?xong={deed}", paths::disposal(number))).into_response()),
        Ok(Err(errors)) => shown((state, visit), request, number, Attempt::wrong(attempt, errors)).await,
        Err(error) => refused((state, visit), request, number, (attempt, error)).await,
    }
}

async fn refused(
    (state, visit): (&AppState, &Visit),
    request: &PageRequest,
    number: u32,
    (attempt, error): (DisposalAttempt, Error),
) -> Result<Response, AppError> {
    let Error::Refused(refusal) = error else { return Err(error.into()) };
    let visit = visit.again().await?;
    let page = shown((state, &visit), request, number, Attempt::refused(attempt, refusal.clone())).await;
    or_refusal(page, refusal)
}
