//! The dashboard, the part that its island puts in anew, the list behind a number, and the stream that says that something
//! changed.

use std::{convert::Infallible, time::Duration};

use app::{
    board::{CellKey, cell_of},
    record_list::RecordListView,
};
use axum::{
    extract::{Query, State},
    http::header,
    response::{
        Html, IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use domain::{
    dashboard::{Dashboard, DashboardFilter, RowKey, Scope, TermFilter, dashboard},
    permissions::{Action, decide},
    record_list::{ListFilter, RecordList, StandingGroup, record_list},
    refusal::Refusal,
    vietnamese,
};
use futures::{Stream, StreamExt, stream};
use records::{Announcement, facts};
use serde::Deserialize;
use tokio::{
    sync::{
        broadcast::{Receiver, error::RecvError},
        watch,
    },
    time::{Interval, MissedTickBehavior, interval},
};

use super::viewer;
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    state::AppState,
};

/// What the viewer may see of the dashboard.
///
/// # Errors
/// `Refusal::DashboardNotYours`.
fn scope(visit: &Visit) -> Result<Scope, AppError> {
    let actor = visit.actor();
    let organisation = visit.facts.organisation();
    if decide(&actor, organisation, Action::SeeDashboard).is_ok() {
        return Ok(Scope::School);
    }
    let led: Vec<_> = actor
        .departments_led()
        .into_iter()
        .filter(|id| decide(&actor, organisation, Action::SeeDepartmentDashboard(*id)).is_ok())
        .collect();
    if led.is_empty() { Err(Refusal::DashboardNotYours.into()) } else { Ok(Scope::Departments(led)) }
}

#[derive(Debug, Default, Deserialize)]
pub struct DashboardQuery {
    #[serde(default)]
    ky: String,
    #[serde(default)]
    loai: String,
    #[serde(default)]
    o: String,
}

impl DashboardQuery {
    fn filter(&self) -> DashboardFilter {
        DashboardFilter {
            term: TermFilter::from_code(&self.ky),
            record_type: Some(self.loai.clone()).filter(|code| !code.is_empty()),
        }
    }

    fn cell(&self, scope: &Scope) -> Option<(CellKey, ListFilter)> {
        let (row, week) = cell_of(&self.o).filter(|(row, _)| scope.holds(*row))?;
        let record_type = self.filter().record_type;
        Some(((row, week), ListFilter { week: Some(week), row: Some(row), record_type, ..ListFilter::default() }))
    }
}

/// `GET /bang-theo-doi`
pub async fn page(
    State(state): State<AppState>,
    Query(query): Query<DashboardQuery>,
    request: PageRequest,
) -> Result<Response, AppError> {
    let visit = state.visit(&request.headers).await?;
    let (board, open) = shown(&visit, &query)?;
    let viewer = viewer(&visit)?;
    Ok(request.page("Bảng theo dõi", |head| app::pages::board(head, viewer, board, open)))
}

/// `GET /bang-theo-doi/phan`: what the island puts into the page, rendered as the page renders it.
pub async fn part(
    State(state): State<AppState>,
    Query(query): Query<DashboardQuery>,
    request: PageRequest,
) -> Result<Response, AppError> {
    let visit = state.visit(&request.headers).await?;
    let (board, open) = shown(&visit, &query)?;
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    Ok((no_store, Html(app::pages::dashboard_part(&board, open.as_ref()))).into_response())
}

fn shown(visit: &Visit, query: &DashboardQuery) -> Result<(Dashboard, Option<(CellKey, RecordList)>), AppError> {
    let scope = scope(visit)?;
    let board = dashboard(&visit.facts, &scope, &query.filter(), visit.now);
    let open = query.cell(&scope).map(|(key, filter)| (key, record_list(&visit.facts, &scope, visit.person, &filter, visit.now)));
    Ok((board, open))
}

#[derive(Debug, Default, Deserialize)]
pub struct ListQuery {
    #[serde(default)]
    tuan: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    loai: String,
    #[serde(default)]
    tt: String,
    #[serde(default)]
    q: String,
    #[serde(default, rename = "khong-han")]
    untimed: String,
    #[serde(default)]
    trang: String,
}

impl ListQuery {
    fn filter(&self) -> ListFilter {
        let text = |value: &str| Some(value.trim().to_owned()).filter(|value| !value.is_empty());
        ListFilter {
            week: self.tuan.parse().ok(),
            row: RowKey::from_code(&self.to),
            record_type: text(&self.loai),
            standing: StandingGroup::from_code(&self.tt),
            search: text(&self.q),
            untimed: !self.untimed.is_empty(),
        }
    }
}

/// `GET /bang-theo-doi/danh-sach`
pub async fn list(
    State(state): State<AppState>,
    Query(query): Query<ListQuery>,
    request: PageRequest,
) -> Result<Response, AppError> {
    let visit = state.visit(&request.headers).await?;
    let scope = scope(&visit)?;
    let filter = query.filter();
    let list = record_list(&visit.facts, &scope, visit.person, &filter, visit.now);
    let week = filter.week.and_then(|number| visit.facts.calendar().week(number));
    let title = match (week, filter.untimed) {
        (_, true) => "Hồ sơ chưa quy định hạn".to_owned(),
        (Some(week), _) => format!("Hồ sơ tuần {}", week.number),
        (None, _) => "Hồ sơ cả năm".to_owned(),
    };
    let rows = visit
        .facts
        .organisation()
        .departments
        .iter()
        .map(|one| (RowKey::Department(one.id), one.name.clone()))
        .chain(std::iter::once((RowKey::Leadership, "Ban giám hiệu".to_owned())))
        .filter(|(key, _)| scope.holds(*key))
        .collect();
    let types =
        visit.facts.parts.record_types.iter().filter(|one| !one.retired).map(|one| (one.code.clone(), one.name.clone())).collect();
    let view = RecordListView {
        title: title.clone(),
        about: week.map(|week| vietnamese::days(week.taught())).unwrap_or_default(),
        school: visit.facts.parts.school.name.clone(),
        list,
        filter,
        rows,
        types,
        page: query.trang.parse::<usize>().ok().and_then(|page| page.checked_sub(1)).unwrap_or(0),
    };
    let viewer = viewer(&visit)?;
    Ok(request.page(&title, |head| app::pages::record_list(head, viewer, view)))
}

/// How long a stream may outlive its session where nothing happens.
const LOOKED_AT_EVERY: Duration = Duration::from_secs(20);

/// `GET /su-kien`: first the present revision, so that a page which shows it need not ask again; then an event for every
/// change of this school, and the page fetches what it shows.
pub async fn events(State(state): State<AppState>, request: PageRequest) -> Result<Response, AppError> {
    // Before the facts are read: what happens in between is told twice rather than never.
    let receiver = state.database.subscribe();
    let visit = state.unseen_visit(&request.headers).await?;
    scope(&visit)?;
    let school = visit.school;
    let present = Event::default().event("hien-tai").data(visit.facts.parts.revision.to_string());
    let mut looked_at = interval(LOOKED_AT_EVERY);
    looked_at.set_missed_tick_behavior(MissedTickBehavior::Delay);
    looked_at.reset();
    let listening = Listening { receiver, closing: state.closing.subscribe(), looked_at };
    let changes = stream::unfold(listening, move |mut listening| {
        let (state, key) = (state.clone(), visit.key.clone());
        async move {
            loop {
                let seq = tokio::select! {
                    told = listening.receiver.recv() => match told {
                        Ok(told) if told.school != school || leaves_dashboards_alone(&told.kinds) => continue,
                        Ok(told) => Some(told.seq),
                        Err(RecvError::Lagged(_)) => Some(0),
                        Err(RecvError::Closed) => return None,
                    },
                    _ = listening.looked_at.tick() => None,
                    // The program ends: an open stream must not hold it up.
                    _ = listening.closing.changed() => return None,
                };
                // Who has signed out, or was signed out, hears nothing more.
                if !state.is_open(&key).await {
                    return None;
                }
                if let Some(seq) = seq {
                    return Some((changed(seq), listening));
                }
            }
        }
    });
    Ok(stream_response(stream::iter([Ok(present)]).chain(changes)))
}

/// One open dashboard.
struct Listening {
    receiver: Receiver<Announcement>,
    closing: watch::Receiver<bool>,
    /// When its session is looked at, though nothing happens.
    looked_at: Interval,
}

fn leaves_dashboards_alone(kinds: &[String]) -> bool {
    !kinds.is_empty() && kinds.iter().all(|kind| facts::is_quiet(kind))
}

fn changed(seq: i64) -> Result<Event, Infallible> {
    Ok(Event::default().event("thay-doi").data(seq.to_string()))
}

fn stream_response(changes: impl Stream<Item = Result<Event, Infallible>> + Send + 'static) -> Response {
    let mut response = Sse::new(changes).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response();
    // A proxy in front must pass each event on at once.
    response.headers_mut().insert("x-accel-buffering", axum::http::HeaderValue::from_static("no"));
    response
}
