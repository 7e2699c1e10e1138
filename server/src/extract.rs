//! What handlers take from a request before they begin: who asks, from where, when, and how.

pub mod client_ip;
pub mod page_request;
pub mod visit;

pub use client_ip::ClientIp;
pub use page_request::PageRequest;
pub use visit::{AnyVisit, Arrival, Leader, Manager, Visit};
