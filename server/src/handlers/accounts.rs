//! Signing in and out.

mod demo_accounts;
pub mod devices;
mod password;
pub mod second_factor;
mod second_step;
mod sign_out;

use std::{net::IpAddr, time::Instant};

use app::{
    paths,
    sign_in::{SignIn, SignInNotice, UsualName},
};
use axum::{
    Form,
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    devices::MAX_AGENT,
    lines,
    obligations::ObligationId,
    passwords::{check_handed_out, readings},
    people::{PersonId, School, SchoolId},
    refusal::Refusal,
};
use records::{
    Error, Work,
    accounts::{self, Account},
    devices as known_devices, drafts, ended_sessions,
    failed_sign_ins::{self, Wrong},
    known_browsers::{self, Place},
    obligations, schools,
    second_factors::{self, CodeProof},
};
use serde::Deserialize;
use uuid::Uuid;

pub use password::{acknowledge_reset, acknowledge_resets, change_password, password_page};
pub use second_step::{enter_code, lock};
pub use sign_out::sign_out;

use demo_accounts::demo;
use second_step::Code;

use crate::{
    auth::{
        browsers::{self, BrowserKey},
        half_sign_ins::HalfSignIn,
        pending_forms::Writer,
        rate_limit::{AttemptSource, PasswordAttempt},
        return_path::safe_next,
        sessions::{SessionKey, no_cookie},
    },
    error::AppError,
    extract::{ClientIp, PageRequest, visit::made_for},
    state::AppState,
    views::What,
};

#[derive(Debug, Default, Deserialize)]
pub struct SignInQuery {
    #[serde(default)]
    username: String,
    #[serde(default)]
    next: String,
    #[serde(default, rename = "het-phien")]
    session_over: String,
    #[serde(default, rename = "da-dang-xuat")]
    signed_out: String,
}

/// `GET /dang-nhap`
pub async fn sign_in_page(
    State(state): State<AppState>,
    Query(query): Query<SignInQuery>,
    request: PageRequest,
) -> Result<Response, AppError> {
    let notice = match (query.session_over.is_empty(), query.signed_out.is_empty()) {
        (false, _) => Some(SignInNotice::SessionOver { words_kept: false }),
        (_, false) => Some(SignInNotice::SignedOut),
        _ => None,
    };
    let ended = if query.signed_out.is_empty() { ended_elsewhere(&state, &request).await? } else { None };
    let notice = ended.or(notice);
    sign_in_form(&state, &request, StatusCode::OK, query.username, notice, query.next, Carried::default()).await
}

/// Why the session was ended whose cookie this very browser has; whoever knows only the user name learns nothing of it.
async fn ended_elsewhere(state: &AppState, request: &PageRequest) -> Result<Option<SignInNotice>, AppError> {
    let Some(key) = SessionKey::of(&request.headers, state.https) else { return Ok(None) };
    let hash = key.hash();
    let why = state.database.read(key.school, None, async move |work: &mut Work| ended_sessions::why(work, &hash).await).await?;
    Ok(why.map(|why| SignInNotice::Ended(why.words())))
}

/// Words typed on a page whose session was over, on their way through the sign-in.
#[derive(Clone, Debug, Default)]
pub struct Carried {
    pub note: String,
    /// The id of the person for whom that page was made; empty where it did not say.
    pub writer: String,
}

impl Carried {
    /// Whether these words may be given to `person`: another one at a shared PC has not written them.
    fn are_of(&self, person: PersonId) -> bool {
        !self.note.trim().is_empty() && self.writer.parse::<PersonId>().map_or(true, |writer| writer == person)
    }
}

/// The sign-in page with all that was typed, but for the password.
pub async fn sign_in_form(
    state: &AppState,
    request: &PageRequest,
    status: StatusCode,
    username: String,
    notice: Option<SignInNotice>,
    next: String,
    carried: Carried,
) -> Result<Response, AppError> {
    if !state.is_set_up().await {
        return Err(AppError::Redirect(paths::SETTINGS.into()));
    }
    let schools = schools::all(&state.database).await?;
    let demo = demo(state).await?;
    let password = match &demo {
        Some(demo) if !username.is_empty() => demo.password.clone(),
        _ => String::new(),
    };
    let shared = browsers::is_shared(&request.headers, state.https);
    let names = if shared && username.is_empty() { usual_names(state, &schools, request, &next).await? } else { Vec::new() };
    let school = SessionKey::of(&request.headers, state.https).map(|key| key.school).filter(|_| schools.len() > 1);
    let contacts = state.known_contacts.ask(&state.database, school).await;
    let page = SignIn {
        shared,
        names,
        school: schools.first().filter(|_| schools.len() == 1).map(|school| school.name.clone()).unwrap_or_default(),
        schools: schools.into_iter().map(|school| (school.id.to_string(), school.name)).collect(),
        username,
        password,
        notice,
        next,
        note: carried.note,
        writer: carried.writer,
        demo,
        contacts,
    };
    let mut response = request.page("Đăng nhập", |head| app::pages::sign_in(head, page));
    *response.status_mut() = status;
    Ok(response)
}

/// Who has signed in in this browser, which several people use, to be chosen by name.
async fn usual_names(state: &AppState, schools: &[School], request: &PageRequest, next: &str) -> Result<Vec<UsualName>, AppError> {
    let school = SessionKey::of(&request.headers, state.https).map(|key| key.school).filter(|_| schools.len() > 1);
    let school = school.or_else(|| schools.first().filter(|_| schools.len() == 1).map(|school| school.id));
    let Some((school, browser)) = school.zip(BrowserKey::of(&request.headers, state.https)) else { return Ok(Vec::new()) };
    let (store, hash, next) = (state.facts.clone(), browser.hash(), next.to_owned());
    let read = async move |work: &mut Work| {
        let known = known_devices::signed_in_here(work, &hash).await?;
        if known.is_empty() {
            return Ok(Vec::new());
        }
        let facts = store.facts(work).await?;
        let name = |(person, username): (PersonId, String)| {
            let named = facts.organisation().person(person)?;
            let titles = facts.organisation().titles(&facts.actor(person, work.now).positions);
            let fields = [("username", username.as_str()), ("next", next.as_str())];
            let query = serde_urlencoded::to_string(fields).unwrap_or_default();
            Some(UsualName { name: named.name.to_string(), titles, address: format!("{}?{query}", paths::SIGN_IN) })
        };
        Ok(known.into_iter().filter_map(name).collect())
    };
    Ok(state.database.read(school, None, read).await?)
}

#[derive(Debug, Deserialize)]
pub struct SignInForm {
    #[serde(default)]
    username: String,
    /// Where the sheet over a machine that locked itself asks: the person whose page it is.
    #[serde(default)]
    who: String,
    password: String,
    /// The code beside the password, where the page that asks has a field for it.
    #[serde(default)]
    code: String,
    /// Others use the machine as well.
    #[serde(default)]
    shared: String,
    #[serde(default)]
    next: String,
    /// Words typed on the page whose session was over.
    #[serde(default)]
    note: String,
    #[serde(default)]
    writer: String,
    /// Where one server has several schools.
    #[serde(default)]
    school: String,
}

/// `POST /dang-nhap`
pub async fn sign_in(
    State(state): State<AppState>,
    ClientIp(address): ClientIp,
    known: Option<SessionKey>,
    browser: Option<BrowserKey>,
    request: PageRequest,
    Form(form): Form<SignInForm>,
) -> Result<Response, AppError> {
    if !state.is_set_up().await {
        return Err(AppError::Redirect(paths::SETTINGS.into()));
    }
    let school = chosen_school(&state, &form.school, known.as_ref()).await?;
    let (username, shown) = match form.who.parse::<PersonId>() {
        Ok(person) if form.username.is_empty() => username_of(&state, school, person, browser.as_ref()).await?,
        Ok(_) | Err(_) => (form.username.clone(), form.username.clone()),
    };
    let carried = Carried { note: form.note, writer: form.writer };
    let writer = browser.clone();
    let place = place_of(&request.headers, address, !form.shared.is_empty());
    let (password, code) = (form.password, form.code.as_str());
    let credentials = Credentials { username: &username, password, code, address, session: known, browser, place: place.clone() };
    let (person, cookies) = match enter(&state, school, credentials, &form.next, carried.clone()).await {
        Ok(Entered::In(person, cookies)) => (person, cookies),
        Ok(Entered::CodeNeeded(account)) => {
            let Carried { note, writer } = carried;
            let half = HalfSignIn { school, account, next: form.next, note, writer, shared: place.shared };
            return Ok(second_step::page(&state, &request, half));
        }
        Err(error) => {
            // Of a rush at the sign-in, too: what was typed on the page before must not be lost in it.
            let notice = match &error {
                AppError::Refused(Refusal::SignInFailed) => SignInNotice::Refused(error.words()),
                AppError::Refused(_) | AppError::Unavailable | AppError::DiskFull => SignInNotice::Slowed(error.words()),
                AppError::SessionOver
                | AppError::Redirect(_)
                | AppError::PasswordMustChange
                | AppError::NotFound
                | AppError::Foreign
                | AppError::NoOrigin
                | AppError::NotAForm
                | AppError::OldPage
                | AppError::WithoutFiles
                | AppError::Interrupted
                | AppError::TooLarge
                | AppError::Internal => return Err(error),
            };
            let mut again = sign_in_form(&state, &request, error.status(), shown, Some(notice), form.next, carried).await?;
            error.tell_wait(&mut again);
            return Ok(again);
        }
    };
    let mark = shared_mark(&state, &request.headers, place.shared);
    Ok(arrived(next_page(&state, person, writer, &form.next), cookies, mark))
}

/// On to the page where somebody wanted to go, with what the browser keeps.
fn arrived(next: &str, cookies: Vec<HeaderValue>, mark: Option<HeaderValue>) -> Response {
    let mut response = Redirect::to(next).into_response();
    for cookie in cookies.into_iter().chain(mark) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// What the browser keeps of who uses the machine, where that has changed or is said again.
fn shared_mark(state: &AppState, headers: &HeaderMap, shared: bool) -> Option<HeaderValue> {
    match (shared, browsers::is_shared(headers, state.https)) {
        (true, _) => browsers::mark_shared(state.https),
        (false, true) => browsers::mark_own(state.https),
        (false, false) => None,
    }
}

/// Where somebody signs in.
pub fn place_of(headers: &HeaderMap, address: IpAddr, shared: bool) -> Place {
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    Place { agent: lines::clean(agent).chars().take(MAX_AGENT).collect(), address: address.to_string(), shared }
}

/// The user name of a person, one that nobody has where there is no such account; and what of it may be shown: in a browser in which
/// that person has not signed in before, nothing, for ids stand in addresses that go from hand to hand.
async fn username_of(
    state: &AppState,
    school: SchoolId,
    person: PersonId,
    browser: Option<&BrowserKey>,
) -> Result<(String, String), AppError> {
    let key = browser.map(BrowserKey::hash);
    let read = async move |work: &mut Work| {
        let is_known = match &key {
            Some(key) => known_browsers::is_known(work, person, key).await?,
            None => false,
        };
        match accounts::of_person(work, person).await {
            Ok(account) => Ok((account.username, is_known)),
            Err(Error::NotFound) => Ok((person.to_string(), false)),
            Err(error) => Err(error),
        }
    };
    let (username, is_known) = state.database.read(school, None, read).await?;
    let shown = if is_known { username.clone() } else { String::new() };
    Ok((username, shown))
}

/// What somebody types to sign in, and in which browser, which may hold the key of a session from before.
#[derive(Debug)]
pub struct Credentials<'a> {
    pub username: &'a str,
    pub password: String,
    /// The code beside the password, where it came along.
    pub code: &'a str,
    pub address: IpAddr,
    pub session: Option<SessionKey>,
    pub browser: Option<BrowserKey>,
    pub place: Place,
}

/// How far somebody came whose password was right.
#[derive(Debug)]
pub enum Entered {
    /// The person, and what goes into `Set-Cookie`, the session first.
    In(PersonId, Vec<HeaderValue>),
    /// The account asks for a code as well, and none came along.
    CodeNeeded(Account),
}

/// Signs in whoever knows the password, at the sign-in page and over another page alike. Words that wait for their page at `next`
/// are kept.
///
/// # Errors
/// `Refusal::SignInSlowed` after too many failures, `Refusal::SignInFailed`; with the right password
/// `Refusal::AccountSuspended` or `Refusal::HandedOutPasswordOver`, and `SecondFactorRefusal::WrongCode`; `AppError::Unavailable`
/// while too many passwords are being checked.
pub async fn enter(
    state: &AppState,
    school: SchoolId,
    credentials: Credentials<'_>,
    next: &str,
    carried: Carried,
) -> Result<Entered, AppError> {
    let Credentials { username, password, code, address, session, browser, place } = credentials;
    let account = let_in(state, school, username, password, (address, browser.as_ref())).await?;
    let code = second_step::check(state, school, &account, code, (address, browser.as_ref())).await?;
    let (proof, attempt) = match code {
        Code::Needed => return Ok(Entered::CodeNeeded(account)),
        Code::NotAsked => (None, None),
        Code::Right(proof, attempt) => (Some(proof), Some(attempt)),
    };
    let begun = begin(state, school, (&account, proof), (session, browser, place), next, carried).await;
    let cookies = begun.inspect_err(|error| second_step::note_if_wrong(state, school, account.person, error))?;
    if let Some(attempt) = attempt {
        attempt.opened(state, school);
    }
    Ok(Entered::In(account.person, cookies))
}

/// Where `next` leads `person` after the sign-in: a form that waits for somebody else is not even offered.
fn next_page<'n>(state: &AppState, person: PersonId, browser: Option<BrowserKey>, next: &'n str) -> &'n str {
    let Some(form) = paths::id_of_pending_form(next) else { return safe_next(next) };
    let writer = browser.map(|browser| Writer { person, browser: browser.hash() });
    let waits =
        form.parse().ok().zip(writer).is_some_and(|(id, writer)| state.pending_forms.of(id, &writer, Instant::now()).is_some());
    if waits { next } else { paths::START }
}

/// The account of somebody who knows its password.
async fn let_in(
    state: &AppState,
    school: SchoolId,
    username: &str,
    password: String,
    (address, browser): (IpAddr, Option<&BrowserKey>),
) -> Result<Account, AppError> {
    let (asked, browser) = (username.to_owned(), browser.map(BrowserKey::hash));
    let key = browser.clone();
    let read = async move |work: &mut Work| {
        let account = accounts::by_username(work, &asked).await?;
        let is_known = match (&account, &key) {
            (Some(account), Some(key)) => known_browsers::is_known(work, account.person, key).await?,
            _ => false,
        };
        Ok((account, is_known))
    };
    let (account, is_known) = state.database.read(school, None, read).await?;
    let source = browser.as_deref().filter(|_| is_known).map_or(AttemptSource::Address(address), AttemptSource::KnownBrowser);
    let attempt = PasswordAttempt { school, username, source };
    state.rate_limit.attempt_now(attempt)?;
    // To refuse somebody who waits for a first password takes as long as to refuse somebody unknown.
    let kept = account.as_ref().filter(|account| account.has_password()).map(|account| account.password_hash.clone());
    let handed_out = account.as_ref().is_some_and(Account::initial);
    let matches = state.passwords.matches(readings(&password, handed_out), kept).await;
    if matches.is_err() {
        state.rate_limit.not_tried(attempt);
    }
    let matches = matches?;
    if !matches {
        // What was typed as a user name that nobody has may be a password: it is not written down.
        let known = account.as_ref().map_or("(unknown)", |account| account.username.as_str());
        tracing::warn!(account = known, %address, "a sign-in failed");
        if let Some(account) = &account {
            state.views.note(school, account.person, What::FailedSignIn);
            note_failed(state, school, account.person, Wrong::Password);
        }
    }
    let account = account.filter(|_| matches).ok_or(Refusal::SignInFailed)?;
    state.rate_limit.opened(attempt);
    // Only now: a wrong password learns nothing of the account.
    if account.suspended {
        return Err(Refusal::AccountSuspended.into());
    }
    if let Some(since) = account.handed_out_at {
        check_handed_out(since, state.database.at_least())?;
    }
    Ok(account)
}

/// Counts a wrong password or code, beside the answer and not before it: whoever guesses learns nothing by how long it takes.
fn note_failed(state: &AppState, school: SchoolId, person: PersonId, wrong: Wrong) {
    let database = state.database.clone();
    tokio::spawn(async move {
        let note = async move |work: &mut Work| failed_sign_ins::note(work, person, wrong).await;
        if let Err(error) = database.write_quietly(school, None, note).await {
            tracing::warn!(%error, "a failed sign-in was not counted");
        }
    });
}

/// The school that was chosen, or the one of the cookie (the dialog over a page asks for nothing but the password), or
/// the only one.
pub async fn chosen_school(state: &AppState, chosen: &str, known: Option<&SessionKey>) -> Result<SchoolId, AppError> {
    let schools = schools::all(&state.database).await?;
    let wanted = Uuid::try_parse(chosen).ok().map(SchoolId::new).or(known.map(|key| key.school));
    schools
        .iter()
        .map(|school| school.id)
        .find(|id| Some(*id) == wanted)
        .or_else(|| schools.first().filter(|_| schools.len() == 1).map(|school| school.id))
        .ok_or(AppError::NotFound)
}

/// Opens a session under a new id, ends the one that the browser still had (`known`), remembers the browser, and keeps words
/// that wait for their page. What goes into `Set-Cookie`, the session first.
async fn begin(
    state: &AppState,
    school: SchoolId,
    (account, proof): (&Account, Option<CodeProof>),
    (known, browser, place): (Option<SessionKey>, Option<BrowserKey>, Place),
    next: &str,
    carried: Carried,
) -> Result<Vec<HeaderValue>, AppError> {
    let key = SessionKey::new(school).map_err(|_| AppError::Internal)?;
    let browser = browser.map_or_else(BrowserKey::new, Ok).map_err(|_| AppError::Internal)?;
    let (hash, browser_hash, person, account) = (key.hash(), browser.hash(), account.person, account.clone());
    let old = known.filter(|old| old.school == school).map(|old| old.hash());
    let words =
        paths::obligation_of_hand_in(next).and_then(|id| id.parse::<ObligationId>().ok()).filter(|_| carried.are_of(person));
    state
        .database
        .write(school, Some(person), async move |work: &mut Work| {
            accounts::begin_session(work, &account, &hash).await?;
            second_factors::pass(work, person, proof.as_ref()).await?;
            known_devices::note_place(work, &hash, &browser_hash, &place).await?;
            if let Some(old) = old {
                accounts::end_session(work, &old).await?;
            }
            known_browsers::remember(work, person, &browser_hash, &place).await?;
            // The address may name a record that is not there: no reason to keep anybody out.
            if let Some(obligation) = words
                && obligations::one(work, obligation).await.is_ok()
            {
                drafts::save(work, person, obligation, &drafts::beginning(&carried.note)).await?;
            }
            Ok(())
        })
        .await?;
    state.tell_sign_out();
    Ok([key.cookie(state.https), browser.cookie(state.https)].into_iter().flatten().collect())
}
