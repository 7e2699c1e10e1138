//! What a form left for its page to show again, and what was just done.

use axum::{http::StatusCode, response::Response};
use domain::{
    forms::FormErrors,
    refusal::{Refusal, Words},
};
use serde::Deserialize;

use crate::error::AppError;

/// What was just done, in the address to which a form led.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default, rename = "xong")]
    deed: String,
}

impl Done {
    /// What is said of it, of all the deeds of a page.
    pub(super) fn words(&self, deeds: &[(&str, &'static str)]) -> Option<&'static str> {
        deeds.iter().find(|(deed, _)| *deed == self.deed).map(|(_, words)| *words)
    }
}

/// What the last form left, for its page to show again; `T` is what was typed.
#[derive(Debug)]
pub(super) struct Attempt<T> {
    pub typed: Option<T>,
    pub errors: FormErrors,
    /// Why it was refused as a whole.
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
    pub status: Option<StatusCode>,
}

impl<T> Default for Attempt<T> {
    /// Nobody has sent anything.
    fn default() -> Self {
        Self { typed: None, errors: FormErrors::default(), refused: None, done: None, status: None }
    }
}

impl<T> Attempt<T> {
    /// A form whose fields are to be corrected.
    pub fn wrong(typed: T, errors: FormErrors) -> Self {
        Self { typed: Some(typed), errors, status: Some(StatusCode::UNPROCESSABLE_ENTITY), ..Self::default() }
    }

    /// A form that a rule has refused.
    pub fn refused(typed: T, refusal: Refusal) -> Self {
        Self { typed: Some(typed), ..Self::without_words(refusal) }
    }

    /// A form that a rule has refused and that may be gone from its page: the words that were typed stand in the notice.
    pub fn told_with(refusal: Refusal, typed: &str) -> Self {
        let Words { fact, advice } = refusal.words();
        let advice = format!("{advice} Vừa gõ: “{}”.", typed.trim());
        Self { refused: Some(Words { fact, advice }), ..Self::without_words(refusal) }
    }

    /// A form in which nothing is typed, and which a rule has refused.
    pub fn without_words(refusal: Refusal) -> Self {
        let refused = Some(refusal.words());
        Self { refused, status: Some(AppError::from(refusal).status()), ..Self::default() }
    }
}

/// The page that tells `refusal`; `refusal` alone where the page is not the visitor's to open any more.
pub(super) fn or_refusal(page: Result<Response, AppError>, refusal: Refusal) -> Result<Response, AppError> {
    match page {
        Err(AppError::Refused(_) | AppError::NotFound) => Err(refusal.into()),
        page => page,
    }
}

/// The page with the status of the attempt that it shows.
pub(super) fn with_status(mut page: Response, status: Option<StatusCode>) -> Response {
    if let Some(status) = status {
        *page.status_mut() = status;
    }
    page
}
