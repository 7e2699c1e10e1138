//! "Duyệt": how a record stands with those who approve it, and what waits for whom (Điều 7b, 3e, 4e).

mod delay;
mod form;
mod group;
mod queue;
mod state;

pub use delay::{correct_by, review_by};
pub use form::{DecisionForm, RETURN_REASONS, Wanted};
pub use group::{ReviewCounts, ReviewGroup, is_applied_unapproved};
pub(crate) use queue::could_decide;
pub use queue::{QueueLine, check_review, may_see_queue, queue, queue_length, review_of, reviewers};
pub use state::{Approval, GivenBack, Review, Waiting};

#[cfg(test)]
mod life_tests;
