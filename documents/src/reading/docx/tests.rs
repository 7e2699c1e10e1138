#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]

mod lists;
mod made;
mod samples;
mod tables;
mod text;
mod too_much;
