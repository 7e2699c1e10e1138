//! "/kiem-tra-ngau-nhien": what departments have approved, drawn for the leadership, and signing that it was checked.

use app::{
    paths,
    reviews::{CheckForm, DrawBeside, DrawView},
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    calendar::TeachingWeek,
    files::Sha256,
    forms::FormErrors,
    obligations::ObligationId,
    permissions::decide_spot_check,
    refusal::{Refusal, Words},
    reviews::{CheckLine, CheckTick, DecisionForm, Drawn, ReviewPage, Turn, drawn, may_spot_check, week_to_check, weeks_to_check},
    signing::SignedAct,
    spot_checks::{Draw, DrawForm},
    vietnamese,
};
use records::{Work, new_id, spot_checks};
use serde::Deserialize;

use super::{
    Asked, again, desk,
    list::signing_together,
    opened,
    openings::looked_at,
    signing_view,
    together::{agreed, agrees, concerns_one, told},
};
use crate::{
    error::AppError,
    extract::{PageRequest, ProofForm, Visit},
    handlers::{attempt::Attempt, comments::TypedComment, signing as signatures, viewer},
    state::AppState,
};

/// What the address says: a choice that is to be drawn from, or a draw.
#[derive(Debug, Default, Deserialize)]
pub struct Chosen {
    #[serde(default, rename = "to")]
    department: String,
    #[serde(default, rename = "tuan")]
    week: String,
    /// Nobody has chosen anything where it is missing.
    #[serde(default, rename = "so")]
    count: String,
    #[serde(default, rename = "rut")]
    draw: String,
    /// How many were signed for a moment ago.
    #[serde(default, rename = "da-ky")]
    signed: usize,
}

/// What became of those that were ticked.
#[derive(Debug, Default)]
struct Outcome {
    signed: usize,
    refused: Vec<(String, Words)>,
    nothing_ticked: bool,
    /// Of a form that comes back: what was ticked, whether its sender agreed to sign, and what was wrong.
    ticked: Vec<CheckTick>,
    agrees: bool,
    errors: FormErrors,
}

/// `GET /kiem-tra-ngau-nhien`: the choice, and what a draw brings. What was chosen becomes a draw, whose address brings the same
/// again.
pub async fn draw_page(visit: Visit, Query(chosen): Query<Chosen>, request: PageRequest) -> Result<Response, AppError> {
    check_leadership(&visit)?;
    if !chosen.count.is_empty() {
        let form = DrawForm { department: chosen.department, week: chosen.week, count: chosen.count };
        let draw = Draw::of(&form, week_to_check(&visit.facts, visit.now), visit.now, chance()?);
        return Ok(Redirect::to(&paths::drawn(draw, 0)).into_response());
    }
    let outcome = Outcome { signed: chosen.signed, ..Outcome::default() };
    show(&visit, &request, Draw::parse(&chosen.draw, visit.now), outcome).await
}

fn chance() -> Result<u64, AppError> {
    let mut bits = [0; 8];
    getrandom::fill(&mut bits).map_err(|_| AppError::Internal)?;
    Ok(u64::from_be_bytes(bits))
}

/// Only whoever ever checks anything.
fn check_leadership(visit: &Visit) -> Result<(), Refusal> {
    decide_spot_check(&visit.actor(), &[], &[]).map(drop)
}

async fn show(visit: &Visit, request: &PageRequest, draw: Option<Draw>, outcome: Outcome) -> Result<Response, AppError> {
    let facts = &visit.facts;
    let brought = draw.map(|draw| (draw, drawn(facts, visit.person, &draw, visit.now)));
    let lines = brought.as_ref().map_or(&[][..], |(_, drawn)| drawn.lines.as_slice());
    let open: Vec<&CheckLine> = lines.iter().filter(|line| line.checked.is_none()).collect();
    let seen = looked_at(visit, open.iter().map(|line| line.submission).collect()).await?;
    let tick = |line: &&CheckLine| {
        let digest = seen.whole(line.submission)?;
        Some(CheckTick { key: new_id(), obligation: line.obligation, submission: line.submission, digest })
    };
    // The address alone proves nothing: no more is said than what of this draw the visitor has signed for.
    let is_own = |line: &&CheckLine| {
        let obligation = facts.obligation(line.obligation);
        obligation
            .is_some_and(|one| one.spot_checks.iter().any(|check| check.submission == line.submission && check.by == visit.person))
    };
    let signed = outcome.signed.min(lines.iter().filter(is_own).count());
    let usual = || DrawForm {
        department: String::new(),
        week: week_to_check(facts, visit.now).map(|week| week.to_string()).unwrap_or_default(),
        count: Draw::USUAL.to_string(),
    };
    let ticks: Vec<CheckTick> = open.iter().filter_map(tick).collect();
    let ticked_lines = open.iter().filter(|line| ticks.iter().any(|tick| tick.submission == line.submission));
    let several = ticked_lines.map(|line| (line.title.clone(), line.submission)).collect();
    let week = |week: TeachingWeek| (week.number.to_string(), format!("Tuần {}, {}", week.number, vietnamese::days(week.taught())));
    let Outcome { refused, nothing_ticked, ticked, agrees, errors, .. } = outcome;
    let page = DrawView {
        form: draw.map_or_else(usual, |draw| draw.form()),
        departments: facts.organisation().departments.iter().map(|one| (one.id.to_string(), one.name.clone())).collect(),
        weeks: weeks_to_check(facts, visit.now).into_iter().map(week).collect(),
        ticks,
        unseen: seen.unseen,
        signing: signing_together(visit, SignedAct::Check, several).await?,
        ticked,
        agrees,
        errors,
        signed,
        refused,
        nothing_ticked,
        now: visit.now,
        drawn: brought,
    };
    let viewer = viewer(visit)?;
    Ok(request.page("Kiểm tra ngẫu nhiên", |head| app::pages::draw(head, viewer, page)))
}

/// `POST /kiem-tra-ngau-nhien`: signs for what was opened and ticked, one by one; what is refused is told by its name, and keeps
/// nothing else from being signed for.
pub async fn sign_checks(State(state): State<AppState>, mut form: ProofForm<Visit>) -> Result<Response, AppError> {
    check_leadership(&form.visit)?;
    let draw = Draw::parse(form.typed.get("draw"), form.visit.now);
    let most = Draw::COUNTS.into_iter().max().unwrap_or_default();
    let ticks: Option<Vec<CheckTick>> = form.typed.all("check").take(most).map(CheckTick::parse).collect();
    let ticks = ticks.ok_or(AppError::NotAForm)?;
    let mut outcome = Outcome { nothing_ticked: ticks.is_empty(), ..Outcome::default() };
    if !ticks.is_empty()
        && let Err(errors) = agreed(&mut form).await?
    {
        outcome = Outcome { ticked: ticks, agrees: agrees(&form), errors, ..outcome };
        let mut response = show(&form.visit, &form.request, draw, outcome).await?;
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    }
    let credentials = signatures::credentials(&state, &form.visit).await?;
    let ProofForm { visit, request, .. } = form;
    for ticked in ticks {
        let (store, credentials) = (visit.fact_store(), credentials.clone());
        let sign = async move |work: &mut Work| spot_checks::sign_opened(work, &store, ticked, &credentials).await;
        match visit.write(sign).await {
            Ok(_) => outcome.signed += 1,
            // What was signed for before it is told all the same.
            Err(error) => {
                let goes_on = concerns_one(&error);
                outcome.refused.push(told(&visit, ticked.obligation, error));
                if !goes_on {
                    break;
                }
            }
        }
    }
    if let Some(draw) = draw
        && outcome.refused.is_empty()
        && !outcome.nothing_ticked
    {
        return Ok(Redirect::to(&paths::drawn(draw, outcome.signed)).into_response());
    }
    let status = match (outcome.nothing_ticked, outcome.refused.is_empty()) {
        (true, _) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, false) => StatusCode::CONFLICT,
        (false, true) => StatusCode::OK,
    };
    let mut response = show(&visit.again().await?, &request, draw, outcome).await?;
    *response.status_mut() = status;
    Ok(response)
}

/// `POST /cho-duyet/{obligation}/kiem-tra`: signs for the one record that lies open, and leads back to the draw.
pub async fn sign_check(
    State(state): State<AppState>,
    Path(id): Path<ObligationId>,
    mut form: ProofForm<Visit>,
) -> Result<Response, AppError> {
    let obligation = opened(&form.visit, id)?.clone();
    check_leadership(&form.visit)?;
    let ticked = CheckTick::parse(form.typed.get("check")).filter(|ticked| ticked.obligation == id).ok_or(AppError::NotAForm)?;
    let draw = Draw::parse(form.typed.get("draw"), form.visit.now);
    let asked = Asked { draw: form.typed.get("draw").to_owned(), ..Asked::default() };
    // Whoever may not, or comes too late, is told so by the transaction, without a password.
    let visit = &form.visit;
    let may = may_spot_check(&visit.facts, &visit.actor(), &obligation, ticked.submission, visit.now).is_ok();
    if may && let Err(errors) = agreed(&mut form).await? {
        let typed = DecisionForm { consent: form.typed.get("consent").to_owned(), ..DecisionForm::default() };
        return desk(&form.visit, &form.request, id, &asked, Attempt::wrong(typed, errors), TypedComment::default()).await;
    }
    let credentials = signatures::credentials(&state, &form.visit).await?;
    let ProofForm { visit, request, .. } = form;
    let store = visit.fact_store();
    let sign = async move |work: &mut Work| spot_checks::sign(work, &store, ticked, &credentials).await;
    match visit.write(sign).await {
        Ok(_) => Ok(Redirect::to(&draw.map_or_else(|| paths::review(id), |draw| paths::drawn(draw, 1))).into_response()),
        Err(error) => again(&visit, &request, id, &asked, None, error).await,
    }
}

/// The draw that the address of a desk names, with what it brings; `None` where it brings nothing to the visitor.
pub(super) fn draw_beside(visit: &Visit, asked: &Asked) -> Option<DrawBeside> {
    let draw = Draw::parse(&asked.draw, visit.now)?;
    let Drawn { lines, .. } = drawn(&visit.facts, visit.person, &draw, visit.now);
    (!lines.is_empty()).then_some(DrawBeside { draw, lines })
}

/// The form on the desk, where the visitor may sign that they have checked the record.
pub(super) fn check_form(
    visit: &Visit,
    record: &ReviewPage,
    digest: Option<Sha256>,
    asked: &Asked,
    agrees: bool,
) -> Result<Option<CheckForm>, AppError> {
    let (Turn::SpotCheck, Some(digest)) = (&record.turn, digest) else { return Ok(None) };
    let tick = CheckTick { key: new_id(), obligation: record.obligation, submission: record.submission.id, digest };
    let (draw, signing) = (Draw::parse(&asked.draw, visit.now), signing_view(visit, SignedAct::Check)?);
    Ok(Some(CheckForm { tick, draw, agrees, signing }))
}
