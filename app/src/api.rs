//! What server functions, and the route that takes files, answer instead of a result.

use domain::refusal::Words;
use leptos::server_fn::{
    codec::PostcardEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// Where every server function lies: what goes wrong below this path is told to an island, never as a page.
pub const PREFIX: &str = "/api/";

/// Why there is no result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ApiError {
    /// The session is over: sign in and send the same again.
    SessionOver,
    /// A rule says no, or what was sent makes no sense. The words say why and what to do.
    Refused(Words),
    /// Refused, because the server keeps these uploads no longer.
    Gone { words: Words, uploads: Vec<String> },
    /// Refused, because the record has another last version than the page showed: its id, and name and size of each of its files.
    Changed { words: Words, version: String, files: Vec<(String, u64)> },
    /// Not this time, and what was sent is not at fault: the same may be sent again.
    Later(Words),
    /// Nobody answered, or not in our words: the network or the server is gone, or something on the way answered.
    NoAnswer,
}

impl FromServerFnError for ApiError {
    type Encoder = PostcardEncoding;

    /// In the browser all that Leptos itself can say is that no answer of ours came. On the server it is what could not
    /// be read from the request, and there the handler puts words in its place.
    fn from_server_fn_error(_: ServerFnErrorErr) -> Self {
        Self::NoAnswer
    }
}

/// The answer of a server function on its way: what a context that does the work returns.
#[cfg(feature = "ssr")]
pub type Answering<'a, T> = std::pin::Pin<Box<dyn Future<Output = Result<T, ApiError>> + Send + 'a>>;
