//! Server functions, called as an island calls them.

use app::{
    api::ApiError,
    dashboard::Sheet,
    hand_in::{Files, Note, SendHandIn},
};
use axum::{body::Body, http::Request};
use leptos::server_fn::{ContentType, ServerFn, codec::PostcardEncoding, error::FromServerFnError};
use serde::{Serialize, de::DeserializeOwned};

use super::{Answer, User};

/// The query of a dashboard without any choice.
pub const NO_CHOICE: &str = "?term=&record_type=&site=&cell=&person=&unattended=false";

impl User {
    /// Sends the arguments as bytes.
    pub async fn call<F: ServerFn + Serialize>(&self, arguments: &F) -> Answer {
        let request = Request::post(F::PATH).header("content-type", PostcardEncoding::CONTENT_TYPE);
        self.send(request.body(packed(arguments).into()).unwrap()).await
    }

    /// The dashboard as its island asks for it.
    pub async fn sheet(&self, query: &str) -> Answer {
        let request = Request::get(format!("/api/bang-theo-doi{query}")).header("accept", PostcardEncoding::CONTENT_TYPE);
        self.send(request.body(Body::empty()).unwrap()).await
    }
}

impl Answer {
    /// What a server function answered.
    pub fn result<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        assert_eq!(self.header("content-type"), PostcardEncoding::CONTENT_TYPE, "{}", String::from_utf8_lossy(&self.bytes));
        assert_eq!(self.header("cache-control"), "no-store");
        if self.status == 200 { Ok(postcard::from_bytes(&self.bytes).unwrap()) } else { Err(ApiError::de(self.bytes.clone())) }
    }

    pub fn shown(&self) -> Sheet {
        self.result().unwrap()
    }

    /// What stands first in a refusal, with the status before it.
    pub fn refusal(&self) -> (u16, String) {
        match self.result::<()>() {
            Err(ApiError::Refused(words) | ApiError::Gone { words, .. } | ApiError::Changed { words, .. }) => {
                (self.status, words.fact)
            }
            other => (self.status, format!("{other:?}")),
        }
    }
}

pub fn packed(arguments: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(arguments).unwrap()
}

/// A hand-in of what was uploaded on the page at `path`, which was made for `person`.
pub fn hand_in(path: &str, person: &str, key: &str, text: &str, uploads: &[&str]) -> SendHandIn {
    SendHandIn {
        obligation: path.trim_start_matches("/nop/").to_owned(),
        key: key.to_owned(),
        note: Note { person: person.to_owned(), text: text.to_owned() },
        files: Files { uploads: uploads.iter().map(|&id| id.to_owned()).collect(), ..Files::default() },
    }
}
