//! The stream that tells an open dashboard that something changed, never what.

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::State,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures::{Stream, StreamExt, stream as futures_stream};
use records::Announcement;
use tokio::{
    sync::{
        broadcast::{Receiver, error::RecvError},
        watch,
    },
    time::{Interval, MissedTickBehavior, interval},
};

use super::dashboard::scope;
use crate::{
    assets::NAMES,
    error::AppError,
    extract::{Announcements, UnattendedVisit},
    state::AppState,
};

/// How long a stream may outlive its session where nothing happens.
const LOOKED_AT_EVERY: Duration = Duration::from_secs(20);

/// `GET /su-kien`: first the present revision, so that a page which shows it need not ask again, and as its id the program
/// that reads what this server answers, so that a page of an older one loads itself anew; then an event for every change of
/// this school, and the page fetches what it shows.
pub async fn stream(
    State(state): State<AppState>,
    Announcements(receiver): Announcements,
    UnattendedVisit(visit): UnattendedVisit,
) -> Result<Response, AppError> {
    scope(&visit)?;
    let school = visit.school;
    let program = NAMES.wasm_of("LiveDashboard").unwrap_or_default();
    let present = Event::default().event("present").id(program).data(visit.facts.revision.to_string());
    let mut looked_at = interval(LOOKED_AT_EVERY);
    looked_at.set_missed_tick_behavior(MissedTickBehavior::Delay);
    looked_at.reset();
    let listening = Listening { receiver, closing: state.closing.subscribe(), looked_at };
    let changes = futures_stream::unfold(listening, move |mut listening| {
        let (state, key) = (state.clone(), visit.key.clone());
        async move {
            loop {
                let seq = tokio::select! {
                    told = listening.receiver.recv() => match told {
                        Ok(told) if told.school != school || told.touches_nothing() => continue,
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
    Ok(stream_response(futures_stream::iter([Ok(present)]).chain(changes)))
}

/// One open dashboard.
struct Listening {
    receiver: Receiver<Announcement>,
    closing: watch::Receiver<bool>,
    /// When its session is looked at, though nothing happens.
    looked_at: Interval,
}

fn changed(seq: i64) -> Result<Event, Infallible> {
    Ok(Event::default().event("changed").data(seq.to_string()))
}

fn stream_response(changes: impl Stream<Item = Result<Event, Infallible>> + Send + 'static) -> Response {
    let mut response = Sse::new(changes).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response();
    // A proxy in front must pass each event on at once.
    response.headers_mut().insert("x-accel-buffering", axum::http::HeaderValue::from_static("no"));
    response
}
