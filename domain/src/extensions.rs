//! "Gia hạn": more time for single records, given by the leadership on its own or because somebody asked for it in one sentence
//! (Điều 3c, 4c of the regulation; readings in decision 0024).

mod asked;
mod check;
mod extended;
mod extension;
mod form;
mod freed;
mod history;
mod list;
mod many;
mod outlook;
mod request;

pub use crate::ids::ExtensionId;
pub(crate) use asked::can_be_given;
pub use asked::{AskedLine, Became};
pub use check::{
    MoreTime, RefusedWish, check_ask, check_extend, check_free, check_take_back, check_wish, more_time, offered_day, overtaken,
    waiting_request,
};
pub(crate) use check::{reads_answer, taking_over};
pub use extended::extended;
pub use extension::{Extension, TakenBack};
pub(crate) use form::parse_decision;
pub use form::{AskForm, DayForm, MAX_DECISION};
pub use freed::{freed_together, owed_again_together};
pub use history::{ExtendedLine, FreedLine, GivenLine, HistoryLine};
pub use list::{ExtensionsTold, extensions_told, requests_for};
pub use many::{ManyDeed, ManyForm, ManyLine, ManyPlan, ManyPreview, Skipped};
pub use outlook::{ManyOutlook, SentMany, sent_many};
pub use request::{Answer, Answered, ExtensionRequest, RequestId, Wish};

#[cfg(test)]
mod tests;
