//! What the island of the hand-in page sends, as server functions. Only the bytes of a file go another way: `fetch`
//! tells no progress of what it sends.

use leptos::{prelude::*, server_fn::codec::Postcard};
use serde::{Deserialize, Serialize};

use crate::api::ApiError;

/// A file that waits to be handed in, on the list of the page, or one of the last version that may stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingUpload {
    /// Of one of the last version its place there.
    pub id: String,
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// What should be known of it, a few sentences each.
    pub warnings: Vec<String>,
    /// Of one of the last version, whether it is ticked.
    pub kept: Option<bool>,
}

/// The answer to the bytes of a file: it lies in the store and waits under this id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uploaded {
    pub id: String,
    /// What should be known of it, a few sentences each; nothing stops the hand-in.
    #[serde(default)]
    pub warnings: Vec<String>,
}

/// The note of a page that is still open, and for whom the page was made: it is given to nobody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The id of the person.
    pub person: String,
    pub text: String,
}

/// The files of a hand-in, which are the whole set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Files {
    /// The id of the last version that the page shows, empty where there is none; `None` where nothing is said of it.
    pub version: Option<String>,
    /// The places of those of its files that stay.
    pub kept: Vec<String>,
    /// The ids of what waits.
    pub uploads: Vec<String>,
    /// Names of files that could not be taken and that were taken off the list.
    pub left_out: Vec<String>,
}

/// What the server functions ask; the server provides it as `Arc<dyn HandInDesk>` in the context of each request.
#[cfg(feature = "ssr")]
pub trait HandInDesk: Send + Sync {
    /// Hands in these files, under a key made with the page: sent twice, it is one hand-in. The address of the receipt.
    fn hand_in(&self, obligation: String, key: String, note: Note, files: Files) -> Answering<'_, String>;

    /// Keeps the note as it stands; a reload or another day finds it again.
    fn save_draft(&self, obligation: String, note: Note) -> Answering<'_, ()>;

    /// Takes an upload off the list; a second time is no error.
    fn forget_upload(&self, obligation: String, upload: String) -> Answering<'_, ()>;

    /// Opens a session over a page whose session has ended.
    fn sign_in(&self, username: String, password: String, code: String) -> Answering<'_, ()>;
}

#[cfg(feature = "ssr")]
use crate::api::Answering;

#[cfg(feature = "ssr")]
fn desk() -> Result<std::sync::Arc<dyn HandInDesk>, ApiError> {
    use_context().ok_or(ApiError::NoAnswer)
}

/// Hands in these files, under a key made with the page; the address of the receipt.
///
/// # Errors
/// `ApiError::SessionOver`; `Refused` where a rule says no; `Gone` where uploads are kept no longer;
/// `Changed` where there is another last version; `Later` where the same may be
/// sent again; `NoAnswer` where the server could not be reached.
#[server(name = SendHandIn, prefix = "", endpoint = "/api/nop", input = Postcard, output = Postcard)]
pub async fn send_hand_in(obligation: String, key: String, note: Note, files: Files) -> Result<String, ApiError> {
    desk()?.hand_in(obligation, key, note, files).await
}

/// Keeps the note as it stands.
///
/// # Errors
/// `ApiError::SessionOver`; `Refused` where a rule says no; `Later` where the same may be sent again; `NoAnswer` where the
/// server could not be reached.
#[server(name = SaveDraft, prefix = "", endpoint = "/api/loi-nhan", input = Postcard, output = Postcard)]
pub async fn save_draft(obligation: String, note: Note) -> Result<(), ApiError> {
    desk()?.save_draft(obligation, note).await
}

/// Takes an upload off the list; a second time is no error.
///
/// # Errors
/// `ApiError::SessionOver`; `Refused` where a rule says no; `Later` where the same may be sent again; `NoAnswer` where the
/// server could not be reached.
#[server(name = ForgetUpload, prefix = "", endpoint = "/api/bo-tep", input = Postcard, output = Postcard)]
pub async fn forget_upload(obligation: String, upload: String) -> Result<(), ApiError> {
    desk()?.forget_upload(obligation, upload).await
}

/// Opens a session over a page whose session has ended.
///
/// # Errors
/// `ApiError::Refused` where the password is wrong; `Later` where the same may be sent again; `NoAnswer` where the server
/// could not be reached.
#[server(name = SignInOverPage, prefix = "", endpoint = "/api/dang-nhap", input = Postcard, output = Postcard)]
pub async fn sign_in_over_page(username: String, password: String, code: String) -> Result<(), ApiError> {
    desk()?.sign_in(username, password, code).await
}
