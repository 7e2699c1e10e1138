//! "Bàn giao": somebody leaves or moves, and what they hold goes to others on a day; history stays under their name.
//!
//! Nothing is owed here a second way: a post ends and another person is appointed to it, as on the page of a person, turns go in the
//! roster, and what is owed follows (`obligations::reconcile`).

mod duties;
mod form;
mod handover;
mod left;
mod outlook;

pub use duties::{
    PositionDuties, check_receiver, count_after, duties, holds_after, positions_to_hand_over, receivers, turns_after,
};
pub use form::{HandoverForm, HandoverPlan};
pub use handover::{Handed, Handover, HandoverId, HandoverSignature, Leaving, Side, SignedWay};
pub use left::{LeftOver, is_shown_to, left_over};
pub use outlook::HandoverOutlook;

#[cfg(test)]
mod tests;
