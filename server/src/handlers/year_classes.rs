//! "/nam-hoc/lop": the list of the classes of a new year with their teachers, looked at before it is taken over.

use app::{
    paths,
    year_classes::{ClassListShown, YearClassesView},
};
use axum::{
    body::Body,
    extract::{Query, State},
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    forms::FormErrors,
    permissions::{Action, decide},
    staff::list::Answers,
    year_classes::{ChangeOfYear, sheet_of},
};
use records::{
    Work,
    staff::lists::{self, ListKind, WaitingList},
    year_classes::{self, outlook},
};
use serde::Deserialize;

use super::{
    list_file::{ListFileError, ListStep, keep, list_step, read_list_file, refused_list},
    viewer,
};
use crate::{
    error::AppError,
    extract::{Manager, PageRequest, ProofForm, Visit},
    state::AppState,
};

/// What was just done, in the address to which the form led.
#[derive(Debug, Default, Deserialize)]
pub struct ClassesQuery {
    #[serde(default, rename = "mo")]
    opened: usize,
    #[serde(default, rename = "doi")]
    changed: Option<usize>,
    /// The list became another one while it was looked at.
    #[serde(default, rename = "xem-lai")]
    look_again: String,
}

/// `GET /nam-hoc/lop`
pub async fn page(Manager(visit): Manager, Query(query): Query<ClassesQuery>, request: PageRequest) -> Result<Response, AppError> {
    classes_page(&visit, &request, query, FormErrors::default()).await
}

async fn classes_page(visit: &Visit, request: &PageRequest, query: ClassesQuery, errors: FormErrors) -> Result<Response, AppError> {
    let (store, person) = (visit.fact_store(), visit.person);
    let read = async move |work: &mut Work| {
        let facts = store.facts(work).await?;
        let change = year_classes::change(work, &facts).await?;
        Ok((facts, change, lists::load(work, person, ListKind::Classes).await?))
    };
    let (facts, change, list) = visit.read(read).await?;
    let actor = facts.actor(visit.person, visit.now);
    let list = match list.zip(change.clone()) {
        Some((list, change)) => {
            let source = list.source.clone();
            Some(ClassListShown { source, preview: outlook(&facts, &actor, list, change, visit.now)? })
        }
        None => None,
    };
    let opened = query.opened;
    let page = YearClassesView {
        change,
        list,
        organisation: facts.organisation().clone(),
        errors,
        done: query.changed.map(|changed| format!("Đã mở {opened} lớp, ghi phân công cho {changed} người")),
        look_again: !query.look_again.is_empty(),
        asks_again: visit.asks_again(),
        may_change_school: decide(&actor, facts.organisation(), Action::ChangeSchool).is_ok(),
    };
    let viewer = viewer(visit)?;
    Ok(request.page("Lớp của năm học mới", |head| app::pages::year_classes(head, viewer, page)))
}

/// `POST /nam-hoc/lop`: what was pasted, an answer, or the button that takes the list over.
pub async fn change(mut form: ProofForm) -> Result<Response, AppError> {
    let to = match list_step(&mut form, ListKind::Classes).await? {
        ListStep::Refused(errors) => return refused(&form.visit, &form.request, errors).await,
        ListStep::Kept => paths::YEAR_CLASSES.to_owned(),
        ListStep::Take => {
            let (store, seen) = (form.visit.fact_store(), form.typed.get("seen").to_owned());
            let take = async move |work: &mut Work| year_classes::take_over(work, &store, &seen).await;
            form.visit
                .write(take)
                .await?
                .map_or_else(|| paths::YEAR_CLASSES_CHANGED.to_owned(), |done| paths::year_classes_done(done.opened, done.people))
        }
    };
    Ok(Redirect::to(&to).into_response())
}

/// `POST /nam-hoc/lop/tep`: a file that holds the list.
pub async fn read_file(
    State(state): State<AppState>,
    Manager(visit): Manager,
    request: PageRequest,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, AppError> {
    match read_list_file(&state, visit.person, (&headers, body)).await {
        Ok((source, tables)) => {
            let store = visit.fact_store();
            let read = async move |work: &mut Work| {
                let facts = store.facts(work).await?;
                year_classes::change(work, &facts).await
            };
            let change: Option<ChangeOfYear> = visit.read(read).await?;
            let year = change.map(|change| change.school_year).unwrap_or_default();
            let list = WaitingList { source, table: sheet_of(tables, &year), answers: Answers::default() };
            keep(&visit, ListKind::Classes, list).await?;
            Ok(Redirect::to(paths::YEAR_CLASSES).into_response())
        }
        Err(ListFileError::Told(words)) => refused(&visit, &request, FormErrors::one("list", words)).await,
        Err(ListFileError::Failed(error)) => Err(error),
    }
}

async fn refused(visit: &Visit, request: &PageRequest, errors: FormErrors) -> Result<Response, AppError> {
    refused_list(classes_page(visit, request, ClassesQuery::default(), errors).await)
}
