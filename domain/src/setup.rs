//! Setting a school up: six steps, each with the form of its feature, and what only the set-up has: who does it, and the opening.

mod steps;
mod founder;
mod opening;

pub use founder::{FOUNDING_POSTS, Founder, FounderForm, chosen_password};
pub use opening::{Opening, OpeningForm, check_steps, practice_choices};
pub use steps::{Phase, Step};

#[cfg(test)]
mod tests;
