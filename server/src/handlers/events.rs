//! The stream that tells an open dashboard that something changed, never what.

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::State,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use domain::days::{Timestamp, local};
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
    auth::sessions::SessionKey,
    error::AppError,
    extract::{Announcements, UnattendedVisit, Visit},
    state::AppState,
};

/// How often a stream says that it lives, and looks whether its session does; where somebody ends the session, it ends at
/// once. A page that has heard nothing for more than twice as long knows that its line is dead, whatever the browser thinks
/// of it.
const BEATS_EVERY: Duration = Duration::from_secs(10);

/// `GET /su-kien`: first the present revision, so that a page which shows it need not ask again, and as its id the program
/// that reads what this server answers, so that a page of an older one loads itself anew; then an event for every change of
/// this school, and the page fetches what it shows; and every few seconds a beat.
pub async fn stream(
    State(state): State<AppState>,
    Announcements(receiver): Announcements,
    UnattendedVisit(visit): UnattendedVisit,
) -> Result<Response, AppError> {
    scope(&visit)?;
    let school = visit.school;
    let program = NAMES.wasm_of("LiveDashboard").unwrap_or_default();
    let present = Event::default().event("present").id(program).data(visit.facts.revision.to_string());
    let mut beats = interval(BEATS_EVERY);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    beats.reset();
    let (mut sign_outs, closing) = (state.sign_outs.subscribe(), state.closing.subscribe());
    // The session may have ended since it was asked for: it is looked at once more, now that nothing can be missed.
    sign_outs.mark_changed();
    let listening = Listening { receiver, sign_outs, closing, beats };
    let changes = futures_stream::unfold(listening, move |mut listening| {
        let (state, key) = (state.clone(), visit.key.clone());
        async move {
            loop {
                let event = tokio::select! {
                    told = listening.receiver.recv() => match told {
                        Ok(told) if told.school != school => continue,
                        Ok(told) if !told.touches_nothing() => Some(changed(told.seq)),
                        Ok(told) if told.may_end_sessions() => None,
                        Ok(_) => continue,
                        Err(RecvError::Lagged(_)) => Some(changed(0)),
                        Err(RecvError::Closed) => return None,
                    },
                    _ = listening.sign_outs.changed() => None,
                    _ = listening.beats.tick() => Some(beat(state.database.now())),
                    // The program ends: an open stream must not hold it up.
                    _ = listening.closing.changed() => return None,
                };
                // Whoever has signed out, was signed out, or is suspended hears nothing more, and not even that; nor does anybody
                // whose right to a dashboard has ended with their decision or their position.
                if !state.is_open(&key).await || !still_sees(&state, key.clone()).await {
                    return None;
                }
                if let Some(event) = event {
                    return Some((Ok(event), listening));
                }
            }
        }
    });
    Ok(stream_response(futures_stream::iter([Ok(present)]).chain(changes)))
}

/// Whether whoever listens sees a dashboard still; of whom nothing is known because the database did not answer, that is asked with
/// the next beat.
async fn still_sees(state: &AppState, key: SessionKey) -> bool {
    Visit::behind(state, key).await.is_none_or(|visit| scope(&visit).is_ok())
}

/// One open dashboard.
struct Listening {
    receiver: Receiver<Announcement>,
    sign_outs: watch::Receiver<()>,
    closing: watch::Receiver<bool>,
    beats: Interval,
}

fn changed(seq: i64) -> Event {
    Event::default().event("changed").data(seq.to_string())
}

/// The server's time, for "số liệu lúc": until this moment nothing else was told.
fn beat(now: Timestamp) -> Event {
    Event::default().event("beat").data(local(now).format("%Y-%m-%dT%H:%M:%S+07:00").to_string())
}

fn stream_response(changes: impl Stream<Item = Result<Event, Infallible>> + Send + 'static) -> Response {
    let mut response = Sse::new(changes).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response();
    // A proxy in front must pass each event on at once.
    response.headers_mut().insert("x-accel-buffering", axum::http::HeaderValue::from_static("no"));
    response
}
