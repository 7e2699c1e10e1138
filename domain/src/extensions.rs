//! "Gia hạn": more time for single records, given by the leadership on its own or because somebody asked for it in one sentence
//! (Điều 3c, 4c of the regulation; readings in decision 0024).

mod check;
mod extended;
mod extension;
mod form;
mod list;
mod many;
mod request;

pub use crate::ids::ExtensionId;
pub use check::{MoreTime, check_extend, more_time};
pub use extended::extended;
pub use extension::{Extension, TakenBack};
pub use form::{AskForm, DayForm, MAX_DECISION};
pub use list::{AskedLine, Became, ExtendedLine, ExtensionsTold, GivenLine, extensions_told};
pub use many::{ManyDeed, ManyForm, ManyPlan, ManyPreview, Skipped, preview_of_many};
pub use request::{Answer, Answered, ExtensionRequest, RequestId};

#[cfg(test)]
mod tests;
