//! "/luu-tru/giu-lai": what nobody may dispose of.

use ::records::{Error, Work, archive};
use app::{
    archive::{HoldLine, HoldsView, LiftAttempt},
    paths,
};
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    archive::{Hold, HoldForm, HoldOver},
    days::day_of,
    forms::{FormData, FormErrors},
    obligations::{ObligationId, Reason},
    permissions::{decide_archive_page, decide_hold},
    school_years::YearId,
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
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 2] = [("giu", "Đã giữ lại; hồ sơ này không vào danh sách hủy nào"), ("thoi", "Đã thôi giữ")];

/// What was typed into the form that was refused.
#[derive(Clone, Debug)]
enum Typed {
    Hold(HoldForm),
    Lift(u32, String),
}

/// `GET /luu-tru/giu-lai`
pub async fn page(visit: Visit, Query(done): Query<Done>, request: PageRequest) -> Result<Response, AppError> {
    shown(&visit, &request, Attempt { done: done.words(&DEEDS), ..Attempt::default() }).await
}

async fn shown(visit: &Visit, request: &PageRequest, attempt: Attempt<Typed>) -> Result<Response, AppError> {
    decide_archive_page(&visit.actor())?;
    let (store, typed) = (visit.fact_store(), typed_record(&attempt));
    let read = async move |work: &mut Work| {
        let (holds, mut titles) = (archive::holds(work).await?, Vec::new());
        let held = holds.iter().filter_map(|hold| match hold.over {
            HoldOver::Record(id) => Some(id),
            HoldOver::Year { .. } => None,
        });
        for id in held.chain(typed).collect::<Vec<_>>() {
            let facts = store.of_record(work, id).await?;
            titles.extend(facts.obligation(id).map(|one| (id, facts.title(one))));
        }
        Ok::<_, Error>((holds, titles))
    };
    let (holds, titles) = visit.read(read).await?;
    let about = typed.and_then(|id| titles.iter().find(|(of, _)| *of == id)).map(|(_, title)| title.clone());
    let facts = &visit.today;
    let mut years: Vec<(YearId, String)> = vec![(facts.regime.year, facts.calendar().school_year().to_owned())];
    years.extend(facts.regime.ended.iter().cloned());
    let who = |person| facts.organisation().name_of(person, day_of(visit.now));
    let line = |hold: Hold| HoldLine {
        number: hold.number,
        over: over(visit, &hold, &years, &titles),
        reason: hold.reason.as_str().to_owned(),
        who: format!("{}, {}", vietnamese::capitalised(&who(hold.by)), vietnamese::moment(hold.at)),
        lifted: hold.lifted.map(|lifted| {
            let why = vietnamese::without_stop(lifted.reason.as_str());
            format!("Thôi giữ lúc {}, {}: {why}.", vietnamese::moment(lifted.at), who(lifted.by))
        }),
    };
    let may = decide_hold(&visit.actor()).is_ok();
    let (form, lifting, errors) = match attempt.typed {
        Some(Typed::Hold(form)) => (form, LiftAttempt::default(), attempt.errors),
        Some(Typed::Lift(number, reason)) => {
            (HoldForm::default(), LiftAttempt { number, reason, errors: attempt.errors }, Default::default())
        }
        None => (HoldForm::default(), LiftAttempt::default(), Default::default()),
    };
    let page = HoldsView {
        holds: holds.into_iter().rev().map(line).collect(),
        form: may.then_some(form),
        about,
        years: years.iter().map(|(id, name)| (id.to_string(), vietnamese::school_year(name))).collect(),
        types: facts.regime.record_types.iter().map(|one| (one.id.to_string(), one.name.clone())).collect(),
        errors,
        lifting,
        asks_again: visit.asks_again(),
        refused: attempt.refused,
        done: attempt.done,
    };
    let viewer = viewer(visit)?;
    Ok(with_status(request.page("Giữ lại hồ sơ", |head| app::pages::holds(head, viewer, page)), attempt.status))
}

/// The one record that a form was about that was refused.
fn typed_record(attempt: &Attempt<Typed>) -> Option<ObligationId> {
    match &attempt.typed {
        Some(Typed::Hold(form)) => form.record.parse().ok(),
        Some(Typed::Lift(..)) | None => None,
    }
}

/// What a hold is over, in words.
fn over(visit: &Visit, hold: &Hold, years: &[(YearId, String)], titles: &[(ObligationId, String)]) -> String {
    match hold.over {
        HoldOver::Record(id) => {
            titles.iter().find(|(of, _)| *of == id).map_or_else(|| "Một hồ sơ".to_owned(), |(_, title)| title.clone())
        }
        HoldOver::Year { year, record_type } => {
            let of_type = record_type.and_then(|id| visit.today.record_type(id)).map(|one| one.name.clone());
            let year = years.iter().find(|(id, _)| *id == year).map_or_else(String::new, |(_, name)| vietnamese::school_year(name));
            format!("{}, năm học {year}", of_type.unwrap_or_else(|| "Mọi loại hồ sơ".to_owned()))
        }
    }
}

/// `POST /luu-tru/giu-lai`
pub async fn hold(visit: Visit, request: PageRequest, Form(fields): Fields) -> Result<Response, AppError> {
    decide_hold(&visit.actor())?;
    let form = HoldForm::read(&FormData::new(fields));
    let (store, sent) = (visit.fact_store(), form.clone());
    let done = visit.write(async move |work: &mut Work| archive::hold(work, &store, &sent).await).await;
    match done {
        Ok(Ok(_)) => Ok(Redirect::to(&format!("{}?xong=giu", paths::HOLDS)).into_response()),
        Ok(Err(errors)) => shown(&visit, &request, Attempt::wrong(Typed::Hold(form), errors)).await,
        Err(Error::Refused(refusal)) => {
            let page = shown(&visit.again().await?, &request, Attempt::refused(Typed::Hold(form), refusal.clone())).await;
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /luu-tru/giu-lai/{number}/thoi`
pub async fn lift(Path(number): Path<u32>, mut form: ProofForm<Visit>) -> Result<Response, AppError> {
    decide_hold(&form.visit.actor())?;
    let typed = form.typed.get("reason").to_owned();
    let reason = match FormErrors::both(form.prove().await?, Reason::parse(&typed)) {
        Ok(((), reason)) => reason,
        Err(errors) => return shown(&form.visit, &form.request, Attempt::wrong(Typed::Lift(number, typed), errors)).await,
    };
    let (store, visit) = (form.visit.fact_store(), form.visit);
    match visit.write(async move |work: &mut Work| archive::lift(work, &store, number, &reason).await).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?xong=thoi", paths::HOLDS)).into_response()),
        Err(Error::Refused(refusal)) => {
            let typed = Typed::Lift(number, typed);
            let page = shown(&visit.again().await?, &form.request, Attempt::refused(typed, refusal.clone())).await;
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}
