//! "/can-bo/nhap": a list of the staff, looked at before it is taken over.

use app::{
    paths::{self, PROOF},
    staff::{ListShown, StaffListView},
};
use axum::{
    body::Body,
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    forms::FormErrors,
    staff::list::{Answers, sheet_of},
    tables::Table,
};
use records::{
    Work,
    staff::{
        self,
        lists::{self, ListKind, WaitingList, outlook},
    },
};
use serde::Deserialize;

use crate::{
    error::AppError,
    extract::{Manager, PageRequest, ProofForm, Visit},
    handlers::{
        list_file::{ListFileError, read_list_file},
        viewer,
    },
    state::AppState,
};

/// What was just done, in the address to which the form led.
#[derive(Debug, Default, Deserialize)]
pub struct ListQuery {
    #[serde(default, rename = "them")]
    added: Option<usize>,
    #[serde(default, rename = "doi")]
    changed: usize,
    /// The list became another one while it was looked at.
    #[serde(default, rename = "xem-lai")]
    look_again: String,
}

/// `GET /can-bo/nhap`
pub async fn page(Manager(visit): Manager, Query(query): Query<ListQuery>, request: PageRequest) -> Result<Response, AppError> {
    list_page(&visit, &request, query, FormErrors::default()).await
}

async fn list_page(visit: &Visit, request: &PageRequest, query: ListQuery, errors: FormErrors) -> Result<Response, AppError> {
    let (store, person) = (visit.fact_store(), visit.person);
    let read = async move |work: &mut Work| {
        let facts = store.facts(work).await?;
        let without = staff::without_password(work, &facts, person).await?.len();
        Ok((facts, lists::load(work, person, ListKind::Staff).await?, without))
    };
    let (facts, list, without_password) = visit.read(read).await?;
    let list = match list {
        Some(list) => {
            let source = list.source.clone();
            Some(ListShown { source, preview: outlook(&facts, &facts.actor(visit.person, visit.now), list, visit.now)? })
        }
        None => None,
    };
    let done = query.added.map(|added| format!("Đã thêm {added} người, ghi thêm cho {} người", query.changed));
    let page = StaffListView {
        list,
        organisation: facts.organisation().clone(),
        now: visit.now,
        errors,
        done,
        without_password,
        look_again: !query.look_again.is_empty(),
        asks_again: visit.asks_again(),
    };
    let viewer = viewer(visit)?;
    Ok(request.page("Nhập danh sách cán bộ", |head| app::pages::staff_list(head, viewer, page)))
}

/// `POST /can-bo/nhap`: what was pasted, an answer, or the button that takes the list over.
pub async fn change(mut form: ProofForm) -> Result<Response, AppError> {
    let person = form.visit.person;
    match form.typed.get("do") {
        "paste" => {
            let table = Table::of_text(form.typed.exactly("paste"));
            if table.rows.is_empty() {
                return refused(
                    &form.visit,
                    &form.request,
                    FormErrors::one("paste", "Chưa dán gì, hoặc bảng đã dán không có dòng nào."),
                )
                .await;
            }
            keep(&form.visit, WaitingList { source: String::new(), table, answers: Answers::default() }).await?;
        }
        "drop" => {
            form.visit.write_quietly(async move |work: &mut Work| lists::forget(work, person, ListKind::Staff).await).await?;
        }
        "look" => answer(&form).await?,
        "take" => {
            answer(&form).await?;
            if let Err(errors) = form.prove().await? {
                let errors = FormErrors::one(PROOF, errors.of(PROOF).unwrap_or_default());
                return refused(&form.visit, &form.request, errors).await;
            }
            let (store, seen) = (form.visit.fact_store(), form.typed.get("seen").to_owned());
            let take = async move |work: &mut Work| lists::take_over(work, &store, &seen).await;
            return Ok(match form.visit.write(take).await? {
                Some(done) => Redirect::to(&paths::staff_list_done(done.added.len(), done.changed)).into_response(),
                None => Redirect::to(paths::STAFF_LIST_CHANGED).into_response(),
            });
        }
        _ => return Err(AppError::OldPage),
    }
    Ok(Redirect::to(paths::STAFF_LIST).into_response())
}

/// Keeps the answers beside the list.
async fn answer(form: &ProofForm) -> Result<(), AppError> {
    let (person, answers) = (form.visit.person, Answers::read(&form.typed));
    let load = async move |work: &mut Work| lists::load(work, person, ListKind::Staff).await;
    match form.visit.read(load).await? {
        Some(list) => keep(&form.visit, WaitingList { answers, ..list }).await,
        None => Ok(()),
    }
}

async fn keep(visit: &Visit, list: WaitingList) -> Result<(), AppError> {
    let person = visit.person;
    visit.write_quietly(async move |work: &mut Work| lists::keep(work, person, ListKind::Staff, &list).await).await?;
    Ok(())
}

/// `POST /can-bo/nhap/tep`: a file that holds the list.
pub async fn read_file(
    State(state): State<AppState>,
    Manager(visit): Manager,
    request: PageRequest,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, AppError> {
    match read_list_file(&state, visit.person, (&headers, body)).await {
        Ok((source, tables)) => {
            keep(&visit, WaitingList { source, table: sheet_of(tables), answers: Answers::default() }).await?;
            Ok(Redirect::to(paths::STAFF_LIST).into_response())
        }
        Err(ListFileError::Told(words)) => refused(&visit, &request, FormErrors::one("list", words)).await,
        Err(ListFileError::Failed(error)) => Err(error),
    }
}

async fn refused(visit: &Visit, request: &PageRequest, errors: FormErrors) -> Result<Response, AppError> {
    let mut response = list_page(visit, request, ListQuery::default(), errors).await?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}
