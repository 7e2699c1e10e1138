//! How the dashboard stays current: the stream of events says that something changed, never what, and the sheet is asked
//! for anew.

use std::{rc::Rc, time::Duration};

use futures::{StreamExt, stream};
use gloo_net::eventsource::{State, futures::EventSource};
use gloo_timers::callback::Interval;
use leptos::{prelude::*, task::spawn_local};

use super::island::Dashboard;
use crate::{
    paths,
    pause::{TRY_AGAIN, pause},
};

/// How often, in milliseconds, the figures are asked for though nothing was heard: a due hour passes without an event.
const AT_LEAST_EVERY: u32 = 5 * 60 * 1000;
/// Figures of the present revision that came with the page need not be asked for again when the stream opens, unless the
/// page took longer than this since it was asked for.
const STILL_FRESH: Duration = Duration::from_secs(30);
/// How often, in milliseconds, the stream's state is read: it is silent while the browser tries to open it again.
const LOOK_EVERY: u32 = 1000;

/// Whether the figures are fresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Before the stream is open: the figures are as old as the page.
    Page,
    Live,
    Lost,
}

impl Freshness {
    pub const fn class(self) -> &'static str {
        match self {
            Self::Page => "fresh still",
            Self::Live => "fresh",
            Self::Lost => "fresh lost",
        }
    }

    pub const fn words(self) -> &'static str {
        match self {
            Self::Page => "Số liệu lúc",
            Self::Live => "Trực tiếp, cập nhật",
            Self::Lost => "Mất kết nối, số liệu lúc",
        }
    }
}

/// Follows the school for as long as the page lives.
pub fn listen(dashboard: Dashboard) {
    Interval::new(AT_LEAST_EVERY, move || dashboard.refetch()).forget();
    spawn_local(async move {
        loop {
            hear(dashboard).await;
            dashboard.is_open.set_value(false);
            dashboard.freshness.set(Freshness::Lost);
            // A stream tries again by itself, but not after an answer that was none (a proxy's 502, or a session that is
            // over: then the sheet that is asked for learns of it, and the page goes to the sign-in).
            pause(TRY_AGAIN).await;
            dashboard.refetch();
        }
    });
}

/// Listens to one stream until it is closed for good.
async fn hear(dashboard: Dashboard) {
    let Ok(mut source) = EventSource::new(paths::EVENTS) else { return };
    let (Ok(present), Ok(changed)) = (source.subscribe("present"), source.subscribe("changed")) else { return };
    // Shared, not copied: a copy that goes away closes the stream.
    let source = Rc::new(source);
    let watched = source.clone();
    let _watch = Interval::new(LOOK_EVERY, move || {
        if watched.state() != State::Open && dashboard.is_open.get_value() {
            dashboard.is_open.set_value(false);
            dashboard.freshness.set(Freshness::Lost);
        }
    });
    let mut events = stream::select(present, changed);
    while let Some(Ok((kind, event))) = events.next().await {
        if kind == "present" {
            // The server was brought up to date meanwhile: its answers are for another program. A page that is this young
            // and yet of another one came past a cache; loading it again and again would not help.
            let program = document().document_element().and_then(|page| page.get_attribute("data-awake"));
            if program.is_some_and(|program| program != event.last_event_id()) && page_age() > STILL_FRESH {
                return drop(window().location().reload());
            }
            dashboard.is_open.set_value(true);
            // This holds for the first stream only: after a gap nobody knows how long it was, for a clock may have slept with
            // the machine.
            let shown = dashboard.shown.with_untracked(|shown| shown.sheet.revision.to_string());
            if dashboard.is_as_rendered.get_value() && event.data().as_string() == Some(shown) && page_age() < STILL_FRESH {
                dashboard.is_as_rendered.set_value(false);
                dashboard.freshness.set(Freshness::Live);
                continue;
            }
        }
        // Something changed, or was missed since the page was rendered or in a gap.
        dashboard.refetch();
    }
}

/// How long ago the page was asked for; it says nothing of the time of day.
fn page_age() -> Duration {
    Duration::from_secs_f64(window().performance().map_or(0.0, |performance| performance.now() / 1000.0))
}
