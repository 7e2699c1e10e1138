//! "Đổi lượt": one teacher offers another one of her class to take a week that is hers to hand in, and the other one confirms it
//! (readings in decision 0028).

mod check;
mod form;
mod list;
mod offer;
mod told;

pub use check::{check_answer, check_offered, check_swap, waiting_offer};
pub use form::{SwapChoice, SwapForm, choices};
pub use list::{
    PassingLine, SwapLine, SwapState, SwapsTold, WeekRecord, passing, records_of_week, swaps_for, swaps_told, title, turn_week,
    week_title,
};
pub use offer::{HandOver, SwapAnswer, SwapAnswered, SwapId, SwapOffer, SwapPlan, swap_behind, swap_of_week};
pub use told::{SwapTold, swap_told};

#[cfg(test)]
mod tests;
