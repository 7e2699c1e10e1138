//! What handlers take from a request before they begin: who asks, from where, when, and how.

pub mod announcements;
pub mod browser;
pub mod client_ip;
pub mod leading;
pub mod page_request;
pub mod proof;
pub mod settings;
pub mod visit;

pub use announcements::Announcements;
pub use browser::HoldsClaim;
pub use client_ip::ClientIp;
pub use leading::{Leader, Manager};
pub use page_request::PageRequest;
pub use proof::{ProofForm, prove};
pub use settings::SettingsContext;
pub use visit::{AnyVisit, Arrival, UnattendedVisit, Visit};
