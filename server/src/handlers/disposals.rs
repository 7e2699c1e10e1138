//! "/luu-tru/tieu-huy": the lists of what is disposed of, the form that draws one up, and their papers.

pub mod steps;

use ::records::{Error, Work, disposals, new_id};
use app::{
    disposals::{CandidateLine, DisposalLine, DisposalPaperView, DisposalsView, DrawUpView, PackageOver, Paper},
    paths,
};
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::day_of,
    disposals::{DisposalId, DisposalList, DrawUpForm},
    forms::FormData,
    permissions::{decide_archive_page, decide_prepare_disposal},
    vietnamese,
};
use serde::Deserialize;

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
const DEEDS: [(&str, &str); 1] = [("rut", "Đã rút danh mục; hồ sơ trong đó vào danh mục khác được")];

/// `GET /luu-tru/tieu-huy`
pub async fn page(visit: Visit, Query(done): Query<Done>, request: PageRequest) -> Result<Response, AppError> {
    decide_archive_page(&visit.actor())?;
    let read = async |work: &mut Work| {
        let lists = disposals::lists(work).await?;
        let packages = disposals::packages_over(work, &lists).await?;
        Ok::<_, Error>((lists, packages, work.at_least))
    };
    let (lists, packages, at_least) = visit.read(read).await?;
    let who = |person| vietnamese::capitalised(&visit.today.organisation().name_of(person, day_of(visit.now)));
    let line = |list: &DisposalList| DisposalLine {
        number: list.number,
        state: list.state(at_least),
        about: about(list),
        who: format!("{} lập lúc {}.", who(list.by), vietnamese::moment(list.at)),
    };
    let packages = packages.into_iter().map(|(package, many)| PackageOver {
        number: package.number,
        title: format!("{}, {}", package.what, vietnamese::school_year(&package.school_year)),
        many,
    });
    let page = DisposalsView {
        lists: lists.iter().rev().map(line).collect(),
        packages: packages.collect(),
        may_prepare: decide_prepare_disposal(&visit.actor()).is_ok(),
        refused: None,
        done: done.words(&DEEDS),
    };
    let viewer = viewer(&visit)?;
    Ok(request.page("Tiêu hủy tài liệu", |head| app::pages::disposals(head, viewer, page)))
}

/// "34 hồ sơ, 60 tệp, 120 MB": what is on the list, or what of it the council disposes of.
fn about(list: &DisposalList) -> String {
    let (records, files, bytes) = if list.minutes.is_some() {
        list.counts()
    } else {
        let files = list.records.iter().map(|one| u64::from(one.files)).sum();
        (list.records.len(), files, list.records.iter().map(|one| one.bytes).sum())
    };
    format!("{records} hồ sơ, {files} tệp, {}", vietnamese::file_size(bytes))
}

/// From which package a list is drawn up.
#[derive(Clone, Debug, Deserialize)]
pub struct FromPackage {
    #[serde(default)]
    goi: u32,
}

/// `GET /luu-tru/tieu-huy/moi`
pub async fn form(visit: Visit, Query(from): Query<FromPackage>, request: PageRequest) -> Result<Response, AppError> {
    let form = DrawUpForm { id: new_id::<DisposalList>().to_string(), ..DrawUpForm::default() };
    let attempt = Attempt { typed: Some(form), ..Attempt::default() };
    form_page(&visit, &request, from.goi, attempt).await
}

async fn form_page(visit: &Visit, request: &PageRequest, package: u32, attempt: Attempt<DrawUpForm>) -> Result<Response, AppError> {
    decide_prepare_disposal(&visit.actor())?;
    let read = async move |work: &mut Work| {
        let of = ::records::archive::package(work, package).await?;
        let candidates = disposals::candidates(work, &[package]).await?;
        Ok::<_, Error>((of, candidates, disposals::lists(work).await?, work.at_least))
    };
    let (of, candidates, lists, at_least) = visit.read(read).await?;
    let line = |one: disposals::Candidate| {
        let taken = disposals::list_of(&lists, one.record.obligation, at_least);
        let kept = one.kept.map(domain::archive::KeptBecause::words);
        let kept = kept.or_else(|| taken.map(|number| format!("đã ở trong danh mục số {number}")));
        let until = vietnamese::date(one.record.until);
        CandidateLine {
            record: one.record.obligation.to_string(),
            about: format!("{}; giữ đến {until}; {} tệp", one.record.retention, one.record.files),
            title: one.record.title,
            kept,
        }
    };
    let page = DrawUpView {
        title: format!("Gói số {package}: {}, {}", of.what, vietnamese::school_year(&of.school_year)),
        package,
        lines: candidates.into_iter().map(line).collect(),
        form: attempt.typed.unwrap_or_default(),
        errors: attempt.errors,
        refused: attempt.refused,
    };
    let viewer = viewer(visit)?;
    let page = request.page("Lập danh mục tiêu hủy", |head| app::pages::draw_up_disposal(head, viewer, page));
    Ok(with_status(page, attempt.status))
}

/// `POST /luu-tru/tieu-huy`
pub async fn draw_up(visit: Visit, request: PageRequest, Form(fields): Fields) -> Result<Response, AppError> {
    decide_prepare_disposal(&visit.actor())?;
    let typed = FormData::new(fields);
    let form = DrawUpForm::read(&typed);
    let id: DisposalId = form.id.parse().map_err(|_| AppError::NotAForm)?;
    let package: u32 = typed.get("goi").parse().map_err(|_| AppError::NotAForm)?;
    let (store, sent) = (visit.fact_store(), form.clone());
    match visit.write(async move |work: &mut Work| disposals::draw_up(work, &store, id, &sent).await).await {
        Ok(Ok(number)) => Ok(Redirect::to(&format!("{}?xong=lap", paths::disposal(number))).into_response()),
        Ok(Err(errors)) => form_page(&visit, &request, package, Attempt::wrong(form, errors)).await,
        Err(Error::Refused(refusal)) => {
            let page = form_page(&visit.again().await?, &request, package, Attempt::refused(form, refusal.clone())).await;
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /luu-tru/tieu-huy/{number}/in`
pub async fn list_paper(Path(number): Path<u32>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    paper(&visit, &request, number, Paper::List).await
}

/// `GET /luu-tru/tieu-huy/{number}/bien-ban`
pub async fn minutes_paper(Path(number): Path<u32>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    paper(&visit, &request, number, Paper::Minutes).await
}

async fn paper(visit: &Visit, request: &PageRequest, number: u32, paper: Paper) -> Result<Response, AppError> {
    decide_archive_page(&visit.actor())?;
    let list = visit.read(async move |work: &mut Work| disposals::list(work, number).await).await?;
    if paper == Paper::Minutes && list.minutes.is_none() {
        return Err(AppError::NotFound);
    }
    let by = visit.today.organisation().full_name(list.by);
    let page = DisposalPaperView { school: visit.facts.school.name.clone(), by, list, paper, now: visit.now };
    let title = match paper {
        Paper::List => format!("Danh mục tiêu hủy số {number}"),
        Paper::Minutes => format!("Biên bản về danh mục số {number}"),
    };
    let viewer = viewer(visit)?;
    Ok(request.page(&title, |head| app::pages::disposal_paper(head, viewer, page)))
}
