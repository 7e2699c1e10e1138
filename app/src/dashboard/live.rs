//! How the dashboard stays current: the stream of events says that something changed, never what, and the sheet is asked
//! for anew.

use std::time::Duration;

use futures::{StreamExt, stream};
use gloo_timers::{callback::Interval, future::IntervalStream};
use js_sys::Date;
use leptos::{prelude::*, task::spawn_local};

use super::{
    state::{Dashboard, Freshness},
    stream::{LOST, SharedStream, Told},
};
use crate::pause::{TRY_AGAIN, pause};

/// How often, in milliseconds, the figures are asked for though nothing was heard: a due hour passes without an event.
const AT_LEAST_EVERY: u32 = 5 * 60 * 1000;
/// Figures of the present revision that came with the page need not be asked for again when the stream opens, unless the
/// page took longer than this since it was asked for.
const STILL_FRESH: Duration = Duration::from_secs(30);
/// How often, in milliseconds, the stream's state is read, whether anybody looks, and how long it has been silent.
const LOOK_EVERY: u32 = 1000;
/// How long, in milliseconds, a stream may be silent: the server beats every ten seconds, so after that the line is dead,
/// whatever the browser thinks of it.
const MAX_SILENCE: f64 = 25_000.0;

/// Follows the school for as long as the page lives.
pub fn listen(dashboard: Dashboard) {
    Interval::new(AT_LEAST_EVERY, move || dashboard.refetch()).forget();
    spawn_local(async move {
        loop {
            hear(dashboard).await;
            dashboard.is_open.set_value(false);
            dashboard.freshness.set(Freshness::Lost);
            if document().hidden() {
                // Nobody looks: a browser has only so many connections, and other tabs need them.
                while document().hidden() {
                    pause(Duration::from_secs(1)).await;
                }
                continue;
            }
            // Where the session is over, the sheet that is asked for learns of it, and the page goes to the sign-in.
            pause(TRY_AGAIN).await;
            dashboard.refetch();
        }
    });
}

enum Heard {
    Told(Told),
    /// It is time to look at the stream.
    Look,
}

/// Listens until the stream is lost, was silent for too long, or nobody looks.
async fn hear(dashboard: Dashboard) {
    let (shared, told) = SharedStream::open();
    let mut heard = stream::select(told.map(Heard::Told), IntervalStream::new(LOOK_EVERY).map(|()| Heard::Look));
    // By the machine's clock, which goes on while the machine sleeps.
    let mut last = Date::now();
    while let Some(what) = heard.next().await {
        match what {
            Heard::Look => {
                if shared.is_broken() && dashboard.is_open.get_value() {
                    dashboard.is_open.set_value(false);
                    dashboard.freshness.set(Freshness::Lost);
                }
                if document().hidden() || Date::now() - last > MAX_SILENCE {
                    return;
                }
            }
            Heard::Told(told) => {
                last = Date::now();
                match told.kind.as_str() {
                    LOST => return,
                    "present" if is_of_another_program(&told) => return drop(window().location().reload()),
                    "present" => present_revision(dashboard, &told),
                    "beat" => dashboard.beat(told.data),
                    // Something changed.
                    _ => dashboard.refetch(),
                }
            }
        }
    }
}

/// The server was brought up to date meanwhile: its answers are for another program. A page that is this young and yet of
/// another one came past a cache; loading it again and again would not help.
fn is_of_another_program(told: &Told) -> bool {
    let program = document().document_element().and_then(|page| page.get_attribute("data-awake"));
    program.is_some_and(|program| program != told.program) && page_age() > STILL_FRESH
}

/// The stream is open. Something may have changed since the page was rendered, or in a gap; how long ago that was is known
/// of the first stream only, for a clock may have slept with the machine.
fn present_revision(dashboard: Dashboard, told: &Told) {
    dashboard.is_open.set_value(true);
    let shown = dashboard.shown.with_untracked(|shown| shown.sheet.revision.to_string());
    if dashboard.is_as_rendered.get_value() && told.data == shown && page_age() < STILL_FRESH {
        dashboard.is_as_rendered.set_value(false);
        dashboard.freshness.set(Freshness::Live);
    } else {
        dashboard.refetch();
    }
}

/// How long ago the page was asked for; it says nothing of the time of day.
fn page_age() -> Duration {
    Duration::from_secs_f64(window().performance().map_or(0.0, |performance| performance.now() / 1000.0))
}
