//! Files on their way in, in the store, and out again.

pub mod blobs;
pub mod copies;
pub mod disposed;
pub mod download;
pub mod findings;
pub mod looks;
pub mod office;
pub mod pages;
pub mod prepared;
pub mod reader;
pub mod receive;
pub mod scanner;
pub mod shares;
mod turns;
pub mod upkeep;
pub mod zip;
