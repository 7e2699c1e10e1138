//! "/can-bo/nhap": a list of the staff, looked at before it is taken over.

use app::{
    paths,
    staff::{ListShown, StaffListView},
};
use axum::{
    body::Body,
    extract::{Query, State},
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    forms::FormErrors,
    staff::list::{Answers, sheet_of},
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
        list_file::{ListFileError, ListStep, keep, list_step, read_list_file, refused_list},
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
    let to = match list_step(&mut form, ListKind::Staff).await? {
        ListStep::Refused(errors) => return refused(&form.visit, &form.request, errors).await,
        ListStep::Kept => paths::STAFF_LIST.to_owned(),
        ListStep::Take => {
            let (store, seen) = (form.visit.fact_store(), form.typed.get("seen").to_owned());
            let take = async move |work: &mut Work| lists::take_over(work, &store, &seen).await;
            form.visit
                .write(take)
                .await?
                .map_or_else(|| paths::STAFF_LIST_CHANGED.to_owned(), |done| paths::staff_list_done(done.added.len(), done.changed))
        }
    };
    Ok(Redirect::to(&to).into_response())
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
            let list = WaitingList { source, table: sheet_of(tables), answers: Answers::default() };
            keep(&visit, ListKind::Staff, list).await?;
            Ok(Redirect::to(paths::STAFF_LIST).into_response())
        }
        Err(ListFileError::Told(words)) => refused(&visit, &request, FormErrors::one("list", words)).await,
        Err(ListFileError::Failed(error)) => Err(error),
    }
}

async fn refused(visit: &Visit, request: &PageRequest, errors: FormErrors) -> Result<Response, AppError> {
    refused_list(list_page(visit, request, ListQuery::default(), errors).await)
}
