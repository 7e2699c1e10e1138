//! "/tai-khoan/ma-xac-nhan": one's own second factor, set up, renewed and switched off; and what the principal says of the
//! others.

use app::{
    paths::{self, PROOF},
    second_factor::{DutyView, FactorOffer, FactorState, SecondFactorView},
};
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    forms::FormErrors,
    permissions::decide_second_factor_duty,
    refusal::{Refusal, SecondFactorRefusal, Words},
    second_factor::{DutyStanding, MAX_GRACE_DAYS},
    vietnamese::moment,
};
use records::{
    Error, Work, accounts,
    second_factors::{self, CodeProof, NewSecondFactor, SecondFactor},
};
use serde::Deserialize;

use crate::{
    auth::second_factor::{NONCE_BYTES, SecondFactorKey, address, base32, hex, random, recovery_codes},
    error::AppError,
    extract::{PageRequest, ProofForm, Visit, visit::OwnAccount},
    handlers::viewer,
    state::AppState,
};

/// What a form of this page left to be shown.
#[derive(Debug, Default)]
struct Shown {
    /// The number of the offer that was refused: the telephone has its secret already.
    offer: Option<[u8; NONCE_BYTES]>,
    replaces: bool,
    codes: Option<Vec<String>>,
    refused: Option<Words>,
    proof_refused: Option<String>,
    errors: FormErrors,
    done: Option<&'static str>,
    /// The days of grace as they were typed.
    typed_days: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub struct FactorQuery {
    /// Another telephone.
    #[serde(default, rename = "doi")]
    replaces: String,
    #[serde(default, rename = "xong")]
    done: String,
}

/// `GET /tai-khoan/ma-xac-nhan`
pub async fn page(
    State(state): State<AppState>,
    Query(query): Query<FactorQuery>,
    OwnAccount(visit): OwnAccount,
    request: PageRequest,
) -> Result<Response, AppError> {
    let done = (!query.done.is_empty()).then_some("Đã lưu");
    factor_page(&state, &visit, &request, Shown { replaces: !query.replaces.is_empty(), done, ..Shown::default() }).await
}

async fn factor_page(state: &AppState, visit: &Visit, request: &PageRequest, shown: Shown) -> Result<Response, AppError> {
    let person = visit.person;
    let read = async move |work: &mut Work| {
        let username = accounts::of_person(work, person).await?.username;
        Ok((username, second_factors::of(work, person).await?, second_factors::duty(work).await?))
    };
    let (username, kept, duty) = visit.read(read).await?;
    let now_on = shown.codes.is_some();
    let factor = match (shown.codes, kept) {
        (Some(codes), _) => FactorState::Codes(codes),
        (None, Some(kept)) if !shown.replaces => FactorState::On { since: moment(kept.since), codes_left: kept.codes_left },
        (None, kept) => {
            let nonce = shown.offer.map_or_else(random, Ok).map_err(|_| AppError::Internal)?;
            let secret = state.second_factors.key().await?.secret(visit.school, person, &nonce);
            let letters: Vec<char> = base32(&secret).chars().collect();
            let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
            let offer = FactorOffer { key: hex(&nonce), address: address(&secret, &username), secret: groups.join(" ") };
            FactorState::Offered { offer, replaces: kept.is_some() }
        }
    };
    let status = match (&shown.refused, &shown.proof_refused, shown.errors.is_empty()) {
        (None, None, true) => StatusCode::OK,
        (_, _, _) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let is_principal = decide_second_factor_duty(&visit.actor()).is_ok();
    let must = !now_on && visit.second_factor == DutyStanding::Over;
    let page = SecondFactorView {
        state: factor,
        duty_words: must.then(|| Words {
            fact: "Trường yêu cầu ban giám hiệu và tổ quản lý phần mềm dùng mã xác nhận".to_owned(),
            advice: "Bật xong thì làm việc bình thường.".to_owned(),
        }),
        asks_again: visit.asks_again(),
        proof_refused: shown.proof_refused,
        refused: shown.refused,
        errors: shown.errors,
        done: shown.done.map(str::to_owned),
        duty: is_principal
            .then(|| DutyView { grace_days: duty.map(|duty| duty.grace_days), typed: shown.typed_days })
            .filter(|_| !must && !now_on),
        alone: must,
    };
    let viewer = viewer(visit)?;
    let mut response = request.page("Mã xác nhận", |head| app::pages::second_factor(head, viewer, page));
    *response.status_mut() = status;
    Ok(response)
}

/// `POST /tai-khoan/ma-xac-nhan`: switches it on, or sets another telephone in the place of the one before.
pub async fn switch_on(State(state): State<AppState>, mut form: ProofForm<OwnAccount>) -> Result<Response, AppError> {
    let offer = domain::hex::read::<NONCE_BYTES>(form.typed.get("offer"));
    let replaces = !form.typed.get("replaces").is_empty();
    let shown = Shown { offer, replaces, ..Shown::default() };
    if let Err(errors) = form.prove().await? {
        let proof_refused = errors.of(PROOF).map(str::to_owned);
        return factor_page(&state, &form.visit, &form.request, Shown { proof_refused, ..shown }).await;
    }
    let (visit, key) = (&form.visit, state.second_factors.key().await?);
    let Some(nonce) = offer else {
        let refused = Some(Refusal::from(SecondFactorRefusal::OfferOver).words());
        return factor_page(&state, visit, &form.request, Shown { refused, ..shown }).await;
    };
    let Some(step) = step_typed(key, visit, &nonce, form.typed.get("code")) else {
        let errors =
            FormErrors::one("code", "Mã chưa đúng. Chờ ứng dụng hiện mã mới rồi gõ lại; xem giờ của điện thoại có đúng không.");
        return factor_page(&state, visit, &form.request, Shown { errors, ..shown }).await;
    };
    let codes = recovery_codes().map_err(|_| AppError::Internal)?;
    let recovery = hashes(key, visit, &codes);
    let new = NewSecondFactor { nonce: nonce.to_vec(), step, recovery };
    let keep = async move |work: &mut Work| match replaces {
        true => second_factors::replace(work, &new).await,
        false => second_factors::switch_on(work, &new).await,
    };
    match visit.write(keep).await {
        Ok(()) => {
            let shown = Shown { codes: Some(codes), done: Some("Đã bật mã xác nhận"), ..Shown::default() };
            factor_page(&state, visit, &form.request, shown).await
        }
        Err(Error::Refused(refusal @ Refusal::SecondFactor(_))) => {
            factor_page(&state, visit, &form.request, Shown { refused: Some(refusal.words()), ..Shown::default() }).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The step whose code somebody typed to show that their telephone has the secret. They are signed in, and it is their own:
/// there is nothing to be guessed.
fn step_typed(key: &SecondFactorKey, visit: &Visit, nonce: &[u8], typed: &str) -> Option<i64> {
    let offered = SecondFactor { nonce: nonce.to_vec(), since: visit.now, last_step: 0, end_asked: None, codes_left: 0 };
    match key.proof((visit.school, visit.person), &offered, typed, visit.moment.machine)? {
        CodeProof::Step { step, .. } => Some(step),
        CodeProof::Recovery { .. } => None,
    }
}

fn hashes(key: &SecondFactorKey, visit: &Visit, codes: &[String]) -> Vec<Vec<u8>> {
    codes.iter().map(|code| key.recovery_hash(visit.school, visit.person, &code.replace('-', ""))).collect()
}

/// `POST /tai-khoan/ma-xac-nhan/ma-du-phong`: new recovery codes.
pub async fn renew_codes(State(state): State<AppState>, mut form: ProofForm<OwnAccount>) -> Result<Response, AppError> {
    if let Err(errors) = form.prove().await? {
        let proof_refused = errors.of(PROOF).map(str::to_owned);
        return factor_page(&state, &form.visit, &form.request, Shown { proof_refused, ..Shown::default() }).await;
    }
    let codes = recovery_codes().map_err(|_| AppError::Internal)?;
    let recovery = hashes(state.second_factors.key().await?, &form.visit, &codes);
    form.visit.write(async move |work: &mut Work| second_factors::renew_codes(work, &recovery).await).await?;
    let shown =
        Shown { codes: Some(codes), done: Some("Bộ mã dự phòng trước không dùng được nữa"), ..Shown::default() };
    factor_page(&state, &form.visit, &form.request, shown).await
}

/// `POST /tai-khoan/ma-xac-nhan/tat`
pub async fn switch_off(State(state): State<AppState>, mut form: ProofForm<OwnAccount>) -> Result<Response, AppError> {
    if let Err(errors) = form.prove().await? {
        let proof_refused = errors.of(PROOF).map(str::to_owned);
        return factor_page(&state, &form.visit, &form.request, Shown { proof_refused, ..Shown::default() }).await;
    }
    let store = form.visit.fact_store();
    match form.visit.write(async move |work: &mut Work| second_factors::end_own(work, &store).await).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?xong=1", paths::SECOND_FACTOR)).into_response()),
        Err(Error::Refused(refusal @ Refusal::SecondFactor(_))) => {
            let shown = Shown { refused: Some(refusal.words()), ..Shown::default() };
            factor_page(&state, &form.visit, &form.request, shown).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /tai-khoan/ma-xac-nhan/bat-buoc`: the principal makes it a duty of leadership and management team, or none.
pub async fn set_duty(State(state): State<AppState>, mut form: ProofForm<Visit>) -> Result<Response, AppError> {
    decide_second_factor_duty(&form.visit.actor())?;
    // Whoever finds her machine signed in frees nobody of it.
    let typed_days = Some(form.typed.get("grace_days").to_owned()).filter(|days| !days.is_empty());
    if let Err(errors) = form.prove().await? {
        return factor_page(&state, &form.visit, &form.request, Shown { errors, typed_days, ..Shown::default() }).await;
    }
    let ProofForm { visit, request, typed, .. } = form;
    let days = match typed.get("act") {
        "end" => None,
        _ => match typed.get("grace_days").parse::<i64>().ok().filter(|days| (0..=MAX_GRACE_DAYS).contains(days)) {
            Some(days) => Some(days),
            None => {
                let errors = FormErrors::one("grace_days", format!("Ghi một số từ 0 đến {MAX_GRACE_DAYS}."));
                return factor_page(&state, &visit, &request, Shown { errors, typed_days, ..Shown::default() }).await;
            }
        },
    };
    let store = visit.fact_store();
    // Where it is so already nothing is noted.
    visit.write_quietly(async move |work: &mut Work| second_factors::set_duty(work, &store, days).await).await?;
    Ok(Redirect::to(&format!("{}?xong=1", paths::SECOND_FACTOR)).into_response())
}
