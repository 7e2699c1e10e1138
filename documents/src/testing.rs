//! Files made by hand, for tests: ordinary ones, and ones that no program writes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]

pub mod zips;
