//! "Nghỉ đột xuất": days on which the school, or a part of it, is shut at short notice, what they move, and how they are taken
//! back (Điều 9, with 3c and 4c of the regulation; readings in decision 0021).

mod closure;
mod form;
mod in_force;
mod moved;
mod outlook;
mod preview;
mod sent;
mod told;

pub use closure::{Closure, ClosureId, ClosureKind, ClosurePlan, TakenBack};
pub use form::{ClosureForm, MAX_DAYS_BACK};
pub use in_force::{InForce, in_force, shut};
pub use moved::{back_on, moved_over, would_be_back};
pub use outlook::ClosureOutlook;
pub use preview::{ClosurePreview, preview_of_declaring, preview_of_taking_back};
pub use sent::{SentKey, sent_key};
pub use told::{Announced, ClosureState, ClosureTold, announced, closure_told, message};

#[cfg(test)]
mod tests;
