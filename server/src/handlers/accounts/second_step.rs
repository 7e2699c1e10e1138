//! The code beside the password, on a page of its own, and the machine that locks itself.

use std::{net::IpAddr, time::Instant};

use app::sign_in::CodeStep;
use axum::{
    Form,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    people::{PersonId, SchoolId},
    refusal::{Refusal, SecondFactorRefusal},
};
use records::{
    Work,
    accounts::Account,
    devices,
    failed_sign_ins::Wrong,
    known_browsers,
    second_factors::{self, CodeProof},
};
use serde::Deserialize;
use uuid::Uuid;

use super::{Carried, SignInNotice, arrived, begin, next_page, note_failed, place_of, shared_mark, sign_in_form};
use crate::{
    auth::{
        browsers::BrowserKey,
        half_sign_ins::HalfSignIn,
        rate_limit::{AttemptSource, PasswordAttempt},
        sessions::SessionKey,
    },
    error::AppError,
    extract::{ClientIp, PageRequest},
    state::{AppState, Services},
    views::What,
};

/// What became of the code of somebody whose password was right.
pub enum Code {
    /// They have no second factor.
    NotAsked,
    /// They have one, and no code came.
    Needed,
    /// It is a code of theirs; whether it was used already, the transaction says that opens the session.
    Right(CodeProof, CodeAttempt),
}

/// One typed code, counted as wrong until it has opened a session.
pub struct CodeAttempt {
    name: String,
    browser: Option<Vec<u8>>,
    address: IpAddr,
}

impl CodeAttempt {
    /// Codes are counted apart from passwords: a right password in between makes no wrong code forgotten.
    fn of(username: &str, browser: Option<Vec<u8>>, address: IpAddr) -> Self {
        Self { name: format!("ma:{username}"), browser, address }
    }

    fn attempt(&self, school: SchoolId) -> PasswordAttempt<'_> {
        let source = self.browser.as_deref().map_or(AttemptSource::Address(self.address), AttemptSource::KnownBrowser);
        PasswordAttempt { school, username: &self.name, source }
    }

    /// It has opened a session.
    pub fn opened(&self, state: &Services, school: SchoolId) {
        state.rate_limit.opened(self.attempt(school));
    }
}

/// Looks at a code as far as that can be done without using it.
///
/// # Errors
/// `SecondFactorRefusal::WrongCode`; `Refusal::SignInSlowed` after too many of those.
pub async fn check(
    state: &AppState,
    school: SchoolId,
    account: &Account,
    typed: &str,
    (address, browser): (IpAddr, Option<&BrowserKey>),
) -> Result<Code, AppError> {
    let (person, key) = (account.person, browser.map(BrowserKey::hash));
    let asked = key.clone();
    let read = async move |work: &mut Work| {
        let kept = second_factors::of(work, person).await?;
        let is_known = match &asked {
            Some(key) => known_browsers::is_known(work, person, key).await?,
            None => false,
        };
        Ok((kept, is_known, work.machine))
    };
    let (kept, is_known, machine) = state.database.read(school, None, read).await?;
    let Some(kept) = kept else { return Ok(Code::NotAsked) };
    if typed.trim().is_empty() {
        return Ok(Code::Needed);
    }
    let attempt = CodeAttempt::of(&account.username, key.filter(|_| is_known), address);
    state.rate_limit.attempt_now(attempt.attempt(school))?;
    let Some(proof) = state.second_factors.key().await?.proof((school, person), &kept, typed, machine) else {
        tracing::warn!(account = account.username, %address, "a wrong code beside the right password");
        let wrong = Refusal::from(SecondFactorRefusal::WrongCode).into();
        note_if_wrong(state, school, person, &wrong);
        return Err(wrong);
    };
    Ok(Code::Right(proof, attempt))
}

/// Counts a refusal that says that the code was wrong, or used already, and has it noted: the password was right, so somebody else may
/// know it.
pub fn note_if_wrong(state: &AppState, school: SchoolId, person: PersonId, refused: &AppError) {
    if matches!(refused, AppError::Refused(Refusal::SecondFactor(SecondFactorRefusal::WrongCode))) {
        state.views.note(school, person, What::WrongCode);
        note_failed(state, school, person, Wrong::Code);
    }
}

/// The page that asks for the code.
pub fn page(state: &AppState, request: &PageRequest, half: HalfSignIn) -> Response {
    let step = state.half_sign_ins.keep(half, Instant::now());
    code_page(request, step, None, StatusCode::OK)
}

fn code_page(request: &PageRequest, step: Uuid, refused: Option<&AppError>, status: StatusCode) -> Response {
    let page = CodeStep { step: step.to_string(), refused: refused.map(AppError::words) };
    let mut response = request.page("Mã xác nhận", |head| app::pages::sign_in_code(head, page));
    *response.status_mut() = status;
    if let Some(error) = refused {
        error.tell_wait(&mut response);
    }
    response
}

#[derive(Debug, Deserialize)]
pub struct CodeForm {
    #[serde(default)]
    step: String,
    #[serde(default)]
    code: String,
}

/// `POST /dang-nhap/ma`: the code of somebody whose password was right a moment ago.
pub async fn enter_code(
    State(state): State<AppState>,
    ClientIp(address): ClientIp,
    known: Option<SessionKey>,
    browser: Option<BrowserKey>,
    request: PageRequest,
    Form(form): Form<CodeForm>,
) -> Result<Response, AppError> {
    let waiting = Uuid::try_parse(&form.step).ok().and_then(|id| Some((id, state.half_sign_ins.of(id, Instant::now())?)));
    let Some((id, half)) = waiting else {
        let over = AppError::from(Refusal::from(SecondFactorRefusal::SignInOver));
        let notice = Some(SignInNotice::Slowed(over.words()));
        return sign_in_form(&state, &request, over.status(), String::new(), notice, String::new(), Carried::default()).await;
    };
    let HalfSignIn { school, account, next, note, writer, shared } = half;
    let place = place_of(&request.headers, address, shared);
    let came = async {
        let (proof, attempt) = match check(&state, school, &account, &form.code, (address, browser.as_ref())).await? {
            // It was switched off meanwhile.
            Code::NotAsked => (None, None),
            Code::Needed => return Err(AppError::from(Refusal::from(SecondFactorRefusal::CodeNeeded))),
            Code::Right(proof, attempt) => (Some(proof), Some(attempt)),
        };
        let carried = Carried { note, writer };
        let begun = begin(&state, school, (&account, proof), (known, browser.clone(), place), &next, carried).await;
        let cookies = begun.inspect_err(|error| note_if_wrong(&state, school, account.person, error))?;
        if let Some(attempt) = attempt {
            attempt.opened(&state, school);
        }
        Ok(cookies)
    };
    match came.await {
        Ok(cookies) => {
            state.half_sign_ins.done(id);
            let next = next_page(&state, account.person, browser, &next);
            Ok(arrived(next, cookies, shared_mark(&state, &request.headers, shared)))
        }
        Err(error @ AppError::Refused(Refusal::SecondFactor(_) | Refusal::SignInSlowed { .. })) => {
            Ok(code_page(&request, id, Some(&error), error.status()))
        }
        Err(error) => Err(error),
    }
}

/// `POST /dang-nhap/khoa`: the page of a machine that several people use was left alone, and says so.
pub async fn lock(State(state): State<AppState>, known: Option<SessionKey>) -> Result<Response, AppError> {
    if let Some(key) = known {
        let hash = key.hash();
        let lock = async move |work: &mut Work| devices::lock(work, &hash).await;
        state.database.write_quietly(key.school, None, lock).await?;
        state.tell_sign_out();
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}
