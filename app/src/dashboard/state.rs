//! What an open dashboard knows, and how it asks for the next sheet.

use std::{pin::pin, time::Duration};

use futures::future::{Either, select};
use leptos::{prelude::*, task::spawn_local};

use super::{
    Choice,
    api::read_sheet,
    focus::{focus_when_drawn, show_chosen_week},
    sheet::Shown,
};
use crate::{
    api::ApiError,
    pause::{TRY_AGAIN, pause},
};

/// How long a sheet may be on its way before it is asked for again.
const MAX_ANSWER: Duration = Duration::from_secs(20);

/// What the island knows; a copy is the same dashboard.
#[derive(Clone, Copy)]
pub struct Dashboard {
    /// What is on the screen.
    pub shown: RwSignal<Shown>,
    /// What the viewer has chosen; it is on the screen a moment later.
    pub chosen: RwSignal<Choice>,
    pub freshness: RwSignal<Freshness>,
    /// The moment of the figures, as `Sheet::datetime`: it goes on as long as the server says that nothing has changed.
    pub moment: RwSignal<String>,
    /// The stream of events is open.
    pub is_open: StoredValue<bool>,
    /// The figures are those that came with the page, a moment ago.
    pub is_as_rendered: StoredValue<bool>,
    /// A sheet is being asked for, and whether another one is wanted after it.
    pub is_fetching: StoredValue<bool>,
    pub is_wanted_again: StoredValue<bool>,
    /// What the address of the page says: a jump inside the page leaves it as it is.
    pub in_address: StoredValue<Choice>,
    /// What gets the focus once it is there.
    pub focus_next: StoredValue<Option<String>>,
}

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

impl Dashboard {
    /// Asks for the sheet as it is now; while one is being asked for, any number of wishes become one more.
    pub fn refetch(self) {
        self.is_as_rendered.set_value(false);
        if self.is_fetching.get_value() {
            self.is_wanted_again.set_value(true);
            return;
        }
        self.is_fetching.set_value(true);
        spawn_local(async move {
            loop {
                self.is_wanted_again.set_value(false);
                let Choice { term, record_type, site, cell, .. } = self.chosen.get_untracked();
                let person = self.shown.with_untracked(|shown| shown.sheet.person.clone());
                let asked = read_sheet(term, record_type, site, cell, person, document().hidden());
                match within(MAX_ANSWER, asked).await.unwrap_or(Err(ApiError::NoAnswer)) {
                    Ok(sheet) => {
                        let is_another_choice = self.shown.with_untracked(|shown| shown.sheet.choice != sheet.choice);
                        self.moment.set(sheet.datetime.clone());
                        self.shown.update(|shown| shown.replace(sheet));
                        if is_another_choice {
                            request_animation_frame(show_chosen_week);
                        }
                        if self.is_open.get_value() {
                            self.freshness.set(Freshness::Live);
                        }
                    }
                    Err(ApiError::NoAnswer | ApiError::Later(_)) => {
                        self.freshness.set(Freshness::Lost);
                        pause(TRY_AGAIN).await;
                        continue;
                    }
                    // The session is over, somebody else has one, or this dashboard is not theirs any more: the page itself knows
                    // the way to the sign-in and back, and the words.
                    Err(ApiError::SessionOver | ApiError::Refused(_) | ApiError::Gone { .. } | ApiError::Changed { .. }) => {
                        drop(window().location().reload())
                    }
                }
                if !self.is_wanted_again.get_value() {
                    break;
                }
            }
            self.is_fetching.set_value(false);
            if let Some(selector) = self.focus_next.try_update_value(Option::take).flatten() {
                focus_when_drawn(selector);
            }
        });
    }

    /// The server lives, and nothing has changed until `moment`. With another minute figures may have: what fell due then
    /// is no event.
    pub fn beat(self, moment: String) {
        let is_of_this_minute = self.moment.with_untracked(|shown| shown.get(..16) == moment.get(..16));
        if is_of_this_minute && self.freshness.get_untracked() == Freshness::Live {
            self.moment.set(moment);
        } else {
            self.refetch();
        }
    }
}

/// What comes of `future` within `duration`: a line that swallows packets answers nothing, not even an error.
async fn within<T>(duration: Duration, future: impl Future<Output = T>) -> Option<T> {
    match select(pin!(future), pin!(pause(duration))).await {
        Either::Left((answer, _)) => Some(answer),
        Either::Right(_) => None,
    }
}
