//! The machine: sockets, files, time, processes. It knows no rule.

pub mod api;
pub mod assets;
pub mod auth;
pub mod backing_up;
pub mod backup_requests;
pub mod backup_watch;
mod contacts;
pub mod cookies;
pub mod error;
pub mod extract;
pub mod files;
pub mod handlers;
pub mod handles;
pub mod health;
pub mod listen;
pub mod log_watch;
pub mod memory;
pub mod middleware;
pub mod network;
pub mod routes;
pub mod scheduler;
pub mod signing_keys;
pub mod startup;
pub mod state;
pub mod verify;
pub mod verify_sheet;
pub mod views;
