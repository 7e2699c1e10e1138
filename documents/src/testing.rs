//! Files made by hand, for tests: ordinary ones, and ones that no program writes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]

pub mod compound;
pub mod hostile;
pub mod media;
pub mod office;
pub mod ordinary;
pub mod pdfs;
pub mod zips;
