//! The visitor's password, asked for again before a deed that could open somebody else's account or work.

use std::{marker::PhantomData, net::IpAddr};

use app::paths::PROOF;
use axum::{
    Form,
    extract::{FromRequest, FromRequestParts, Request},
    response::Response,
};
use domain::forms::{FormData, FormErrors};
use records::{Work, accounts};

use super::{ClientIp, Manager, PageRequest, Visit};
use crate::{auth::own_password::is_own_password, error::AppError, state::AppState};

/// A form of a `Visitor` (of somebody who may manage accounts, where nothing else is said), in which their own password stands
/// once more where it was typed too long ago.
///
/// The handler asks its rule, then `prove`: whoever may not, or comes too late, is told so without a password.
pub struct ProofForm<Visitor = Manager> {
    pub visit: Visit,
    pub request: PageRequest,
    /// All that was typed.
    pub typed: FormData,
    address: IpAddr,
    state: AppState,
    asked: PhantomData<Visitor>,
}

/// What is sent of such a form.
type Sent<Visitor> = (Visitor, ClientIp, PageRequest, Form<Vec<(String, String)>>);

impl<Visitor> FromRequest<AppState> for ProofForm<Visitor>
where
    Visitor: FromRequestParts<AppState> + Into<Visit> + Send + 'static,
    Sent<Visitor>: FromRequest<AppState, Rejection = Response>,
{
    type Rejection = Response;

    /// # Errors
    /// Those of the `Visitor`; axum's own for a body that is no form.
    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        let sent = <Sent<Visitor> as FromRequest<AppState>>::from_request(request, state).await?;
        let (visitor, ClientIp(address), request, Form(fields)) = sent;
        let typed = FormData::new(fields);
        Ok(Self { visit: visitor.into(), request, typed, address, state: state.clone(), asked: PhantomData })
    }
}

impl<Visitor> ProofForm<Visitor> {
    /// Looks at the password where it was typed too long ago, or where one is sent: `Ok(Err(…))` says what to show at its field.
    /// A wrong one is asked for again, whenever the right one was typed: whoever sends it may be somebody else by now.
    ///
    /// # Errors
    /// `AppError::Unavailable` while too many passwords are being checked.
    pub async fn prove(&mut self) -> Result<Result<(), FormErrors>, AppError> {
        prove(&self.state, &mut self.visit, self.typed.exactly(PROOF), self.address).await
    }
}

/// Looks at the visitor's own password, as `typed` in a form of whatever kind, as `ProofForm::prove` does.
///
/// # Errors
/// `AppError::Unavailable` while too many passwords are being checked.
pub async fn prove(state: &AppState, visit: &mut Visit, typed: &str, address: IpAddr) -> Result<Result<(), FormErrors>, AppError> {
    let refused = |words: String| Ok(Err(FormErrors::one(PROOF, words)));
    if typed.is_empty() {
        if !visit.asks_again() {
            return Ok(Ok(()));
        }
        return refused("Đã hơn 5 phút từ lần gõ mật khẩu trước. Gõ mật khẩu đang dùng rồi gửi lại.".to_owned());
    }
    let (person, session) = (visit.person, visit.key.hash());
    let account = visit.read(async move |work: &mut Work| accounts::of_person(work, person).await).await?;
    match is_own_password(state, &visit.key, &account, typed, address).await {
        Ok(true) => {}
        Ok(false) => {
            visit.proved_at = None;
            return refused("Mật khẩu đang dùng chưa đúng.".to_owned());
        }
        Err(AppError::Refused(slowed)) => {
            visit.proved_at = None;
            let words = slowed.words();
            return refused(format!("{}. {}", words.fact, words.advice));
        }
        Err(error) => return Err(error),
    }
    visit.write_quietly(async move |work: &mut Work| accounts::prove(work, &session).await).await?;
    visit.proved_at = Some(visit.moment.running());
    Ok(Ok(()))
}
