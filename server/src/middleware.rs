//! The layers around the handlers.

pub mod body_timeout;
pub mod error_pages;
pub mod one_host;
pub mod origin;
pub mod own_pages;
pub mod pending_forms;
pub mod security_headers;
pub mod whole_form;
