//! The machine: sockets, files, time, processes. It knows no rule.

pub mod answer;
pub mod assets;
pub mod blobs;
pub mod claim;
pub mod cookies;
pub mod rate_limit;
pub mod download;
pub mod headers;
pub mod state;
pub mod inspect;
pub mod listen;
pub mod memory;
pub mod startup;
pub mod pages;
pub mod passwords;
pub mod receive;
pub mod pending_forms;
pub mod routes;
pub mod client_ip;
pub mod issued_passwords;
pub mod visit;
pub mod whole_form;
