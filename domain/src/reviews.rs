//! "Duyệt": how a record stands with those who approve it, and what waits for whom (Điều 7b, 3e, 4e).

mod audience;
mod delay;
mod form;
mod group;
mod page;
mod queue;
mod reviewers_time;
mod route;
mod spot_check;
mod state;
mod tick;
mod threads;
mod told;
mod turns;
mod withdrawing;

pub use audience::Audience;
pub use delay::{Urgency, correct_by, corrected_by, offered_at, offered_from, review_by};
pub use form::{DecisionForm, DecisionRequest};
pub use group::{ReviewCounts, ReviewGroup, is_applied_unapproved};
pub use page::{
    DecisionLine, JustDecided, OlderVersion, ReviewPage, Turn, decision_lines, just_decided, just_undone, lately_approved,
    lately_decided, may_be_undone, review_page,
};
pub use queue::{Queue, QueueLine, WaitingRecords, is_opening_noted, may_see_queue, queue};
pub use reviewers_time::{ReviewersTime, reviewers_time};
pub use route::{review_of, route_at};
pub use spot_check::{
    CheckLine, CheckTick, Drawn, MaySpotCheck, drawn, may_spot_check, spot_check_of, week_to_check, weeks_to_check,
};
pub use state::{Approval, GivenBack, PendingReview, Review, returns};
pub use threads::{
    CommentAnswer, Comments, Pinned, Said, SettledBy, Thread, Whereabouts, check_comment, check_settle, just_said, last_counting,
    marked, open_threads,
};
pub use tick::Tick;
pub use told::{
    AppliedUnapproved, ApprovalTold, ApprovedTold, ReturnTold, ReviewTold, SpotCheckTold, StandIn, WaitingTold, review_told,
    review_told_to,
};
pub use turns::{MayDecide, OpenTurn, check_review, decides_in_some_turn, may_decide, reviewers, suspended_reviewers};
pub use withdrawing::{SinceHandIn, WithdrawalOffer, check_withdraw, withdrawal_offer};

#[cfg(test)]
mod life_tests;
