//! Setting a school up: six steps, each with the form of its feature, and what only the set-up has: who does it, and the opening.

mod steps;
mod founder;
mod opening;

pub use founder::{FOUNDING_POSTS, Founder, FounderForm};
pub use opening::{Opening, OpeningForm, practice_choices};
pub use steps::{Phase, Step};

#[cfg(test)]
mod tests;
