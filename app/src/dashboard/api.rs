//! The server function that answers with the dashboard as it is now.

#[cfg(feature = "ssr")]
use super::Choice;
use super::Sheet;
use crate::api::ApiError;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Postcard},
};

/// What the server function asks; the server provides it as `Arc<dyn DashboardSource>` in the context of each request,
/// so that no query and no session is known here.
#[cfg(feature = "ssr")]
pub trait DashboardSource: Send + Sync {
    /// The dashboard of whoever asks, if that is `person`, for whom the page was made. `unattended` where nobody was looking
    /// at the page that asks by itself: this keeps no session alive.
    ///
    /// # Errors
    /// `ApiError::SessionOver`; `ApiError::Refused` where there is no dashboard for this person, where somebody else has
    /// signed in since the page came, or where a choice is none of ours.
    fn sheet(
        &self,
        choice: Choice,
        person: String,
        unattended: bool,
    ) -> std::pin::Pin<Box<dyn Future<Output = Result<Sheet, ApiError>> + Send + '_>>;
}

/// The dashboard with what is chosen, as it is now.
///
/// # Errors
/// `ApiError::SessionOver`; `ApiError::Refused` where there is no dashboard for this person, or where a choice is none of
/// ours; `ApiError::NoAnswer` where the server could not be reached.
#[server(name = ReadSheet, prefix = "", endpoint = "/api/bang-theo-doi", input = GetUrl, output = Postcard)]
pub async fn read_sheet(
    term: String,
    record_type: String,
    site: String,
    cell: String,
    person: String,
    unattended: bool,
) -> Result<Sheet, ApiError> {
    let source = use_context::<std::sync::Arc<dyn DashboardSource>>().ok_or(ApiError::NoAnswer)?;
    source.sheet(Choice { term, record_type, site, cell, year: String::new() }, person, unattended).await
}
