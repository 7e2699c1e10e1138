//! What the viewer may choose on the dashboard, and the server function that answers it.

use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Postcard},
};
use serde::{Deserialize, Serialize};

use super::Sheet;
use crate::{api::ApiError, paths};

/// What is chosen, as its codes stand in the address of the page; an empty one is no choice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choice {
    /// `?ky=`, a code of `TermFilter`; without it the semester of today is shown.
    #[serde(rename = "ky")]
    pub term: String,
    /// `&loai=`, the code of a record type; without it all are counted.
    #[serde(rename = "loai")]
    pub record_type: String,
    /// `&o=`, the cell whose records are listed beside the matrix, as row and week: "ban-giam-hieu.12".
    #[serde(rename = "o")]
    pub cell: String,
}

impl Choice {
    /// Reads an address of the dashboard, or only its query. Codes need no decoding.
    pub fn of_address(address: &str) -> Self {
        let query = address.split('#').next().and_then(|address| address.split_once('?')).map_or("", |(_, query)| query);
        let mut choice = Self::default();
        for (name, value) in query.split('&').filter_map(|part| part.split_once('=')) {
            match name {
                "ky" => value.clone_into(&mut choice.term),
                "loai" => value.clone_into(&mut choice.record_type),
                "o" => value.clone_into(&mut choice.cell),
                _ => {}
            }
        }
        choice
    }

    /// The address of the page with these choices; the same for links, for the form and for the bar of the browser.
    pub fn address(&self) -> String {
        let mut address = paths::DASHBOARD.to_owned();
        for (name, value) in [("ky=", &self.term), ("loai=", &self.record_type), ("o=", &self.cell)] {
            if !value.is_empty() {
                address.push(if address.contains('?') { '&' } else { '?' });
                address.push_str(name);
                address.push_str(value);
            }
        }
        address
    }
}

/// What the server function asks; the server provides it as `Arc<dyn DashboardSource>` in the context of each request,
/// so that no query and no session is known here.
#[cfg(feature = "ssr")]
pub trait DashboardSource: Send + Sync {
    /// The dashboard of whoever asks, if that is `person`, for whom the page was made. `unattended` where nobody was looking at the page that asks by itself: this keeps
    /// no session alive.
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
    cell: String,
    person: String,
    unattended: bool,
) -> Result<Sheet, ApiError> {
    let source = use_context::<std::sync::Arc<dyn DashboardSource>>().ok_or(ApiError::NoAnswer)?;
    source.sheet(Choice { term, record_type, cell }, person, unattended).await
}
