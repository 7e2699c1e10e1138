//! The machine: sockets, files, time, processes. It knows no rule.

pub mod answer;
pub mod assets;
pub mod blobs;
pub mod claim;
pub mod door;
pub mod download;
pub mod headers;
pub mod house;
pub mod inspect;
pub mod listen;
pub mod memory;
pub mod opening;
pub mod pages;
pub mod passwords;
pub mod receive;
pub mod resume;
pub mod routes;
pub mod sender;
pub mod slips;
pub mod visit;
