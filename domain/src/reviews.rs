//! "Duyệt": how a record stands with those who approve it, and what waits for whom (Điều 7b, 3e, 4e).

mod delay;
mod form;
mod group;
mod page;
mod queue;
mod state;
mod tick;
mod threads;
mod told;

pub use delay::{correct_by, review_by};
pub use form::{DecisionForm, RETURN_REASONS, Wanted};
pub use group::{ReviewCounts, ReviewGroup, is_applied_unapproved};
pub use page::{
    DecisionLine, JustDecided, OlderVersion, ReviewPage, Turn, decision_lines, just_decided, lately_decided, review_page,
};
pub use queue::{Queue, QueueLine, check_review, may_see_queue, queue, queue_length, review_of, reviewers};
pub use state::{Approval, GivenBack, Review, Waiting};
pub use threads::{Answer, Comments, Pinned, Thread, Whereabouts, check_comment, marked, open_threads};
pub use tick::Tick;
pub use told::{ApprovalTold, ReturnTold, ReviewTold, WaitingTold, review_told};

#[cfg(test)]
mod life_tests;
