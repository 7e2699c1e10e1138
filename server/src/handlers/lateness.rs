//! Why records were late: the sentence of whoever was, what the leadership finds, and the list of what nobody has looked at;
//! and who has reminded whom of what is overdue.

use app::{
    late_reasons::{JustFound, LateReasonsView, PER_PAGE},
    lateness::LateTyped,
    paths,
    ui::Pages,
};
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    forms::FormData,
    lateness::{EXPLAIN_FIELD, JudgeForm, Unjudged, check_explain, check_judge, unjudged, unjudged_lines},
    obligations::{ObligationId, Reason},
    permissions::{decide_explain_lateness, decide_lateness, decide_remind},
};
use records::{Error, Work, lateness, missing};
use serde::Deserialize;

use super::{
    attempt::{Attempt, or_refusal, with_status},
    known_times::KnownTimes,
    record::{refused_page, seen, with_late_words, with_refusal},
    setup::Fields,
    viewer,
};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
};

/// What the address of the list says.
#[derive(Debug, Default, Deserialize)]
pub struct ListQuery {
    #[serde(default)]
    trang: String,
    /// The name of the school year, where it is one that is over.
    #[serde(default)]
    nam: String,
    /// The record that was judged a moment ago.
    #[serde(default, rename = "vua-xem")]
    judged: String,
}

/// `GET /ly-do-muon`: for the leadership.
pub async fn list(visit: Visit, Query(query): Query<ListQuery>, request: PageRequest) -> Result<Response, AppError> {
    let visit = visit.in_year(&query.nam).await?;
    let just_found = query.judged.parse().ok().and_then(|id| just_found(&visit, id));
    list_page(&visit, &request, query.trang.parse().unwrap_or(0), just_found, Attempt::default()).await
}

/// What the visitor has found of this record last.
fn just_found(visit: &Visit, id: ObligationId) -> Option<JustFound> {
    let obligation = visit.facts.obligation(id)?;
    let finding = obligation.ruling().filter(|last| last.by == visit.person)?.finding;
    Some(JustFound { obligation: id, title: visit.facts.title(obligation), finding })
}

async fn list_page(
    visit: &Visit,
    request: &PageRequest,
    page: usize,
    just_found: Option<JustFound>,
    attempt: Attempt<()>,
) -> Result<Response, AppError> {
    let actor = visit.actor();
    decide_lateness(&actor)?;
    let Unjudged { waiting, shut } = unjudged(&visit.facts, &actor, visit.now);
    let pages = Pages::asked(page, PER_PAGE, waiting.len());
    let on_page = waiting.chunks(PER_PAGE).nth(pages.page).unwrap_or_default();
    let known = KnownTimes::read(visit, on_page.iter().map(|one| one.id).collect()).await?;
    let lines = unjudged_lines(&visit.facts, &actor, on_page, known.known(), visit.now);
    let view = LateReasonsView { now: visit.now, lines, shut, pages, refused: attempt.refused, just_found };
    let viewer = viewer(visit)?;
    let response = request.page("Hồ sơ nộp muộn chờ xem xét lý do", |head| app::pages::late_reasons(head, viewer, view));
    Ok(with_status(response, attempt.status))
}

/// `POST /ho-so/{obligation}/ly-do-muon`
pub async fn explain(
    Path(id): Path<ObligationId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    let obligation = seen(&visit, id)?;
    let authors = obligation.handed_in.as_ref().map_or(&[][..], |handed_in| handed_in.authors.as_slice());
    decide_explain_lateness(&visit.actor(), visit.facts.organisation(), visit.facts.record_facts(obligation), authors)?;
    let explanation = FormData::new(fields).exactly(EXPLAIN_FIELD).to_owned();
    let words = match Reason::parse_in(EXPLAIN_FIELD, &explanation) {
        Ok(words) => words,
        Err(errors) => {
            // Where there is no card any more, there is no form that could show the words again.
            if let Err(refusal) = check_explain(&visit.facts, &visit.actor(), obligation, visit.now) {
                return refused_page(&visit, &request, id, explanation, refusal).await;
            }
            let typed = LateTyped { explanation, ..LateTyped::default() };
            return with_late_words(&visit, &request, id, typed, errors).await;
        }
    };
    let store = visit.fact_store();
    match visit.write(async move |work: &mut Work| lateness::explain(work, &store, id, &words).await).await {
        Ok(()) => Ok(to_card(id)),
        Err(Error::Refused(refusal)) => refused_page(&visit.again().await?, &request, id, explanation, refusal).await,
        Err(error) => Err(error.into()),
    }
}

/// The card on the page of the record.
fn to_card(id: ObligationId) -> Response {
    Redirect::to(&format!("{}#ly-do-muon", paths::record(id))).into_response()
}

/// `POST /ho-so/{obligation}/ly-do-muon/xem`: the one tap, from the list or from the page of the record.
pub async fn judge(
    Path(id): Path<ObligationId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    let obligation = seen(&visit, id)?;
    decide_lateness(&visit.actor())?;
    let fields = FormData::new(fields);
    let (form, is_from_list) = (JudgeForm::read(&fields), fields.get("back") == "list");
    let found = match form.parse()? {
        Ok(found) => found,
        Err(errors) => {
            let seen = obligation.explained.rulings.len();
            if let Err(refusal) = check_judge(&visit.facts, &visit.actor(), obligation, seen, visit.now) {
                return refused_page(&visit, &request, id, form.words, refusal).await;
            }
            let typed = LateTyped { found: form.words, ..LateTyped::default() };
            return with_late_words(&visit, &request, id, typed, errors).await;
        }
    };
    let store = visit.fact_store();
    match visit.write(async move |work: &mut Work| lateness::judge(work, &store, id, &found).await).await {
        Ok(()) if is_from_list => Ok(Redirect::to(&paths::late_reason_found(id)).into_response()),
        Ok(()) => Ok(to_card(id)),
        Err(Error::Refused(refusal)) if is_from_list => {
            let page = list_page(&visit.again().await?, &request, 0, None, Attempt::without_words(refusal.clone())).await;
            or_refusal(page, refusal)
        }
        Err(Error::Refused(refusal)) => refused_page(&visit.again().await?, &request, id, form.words, refusal).await,
        Err(error) => Err(error.into()),
    }
}

/// `POST /ho-so/{obligation}/da-nhac`: whoever leads those who owe it has reminded them.
pub async fn remind(
    Path(id): Path<ObligationId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    let obligation = seen(&visit, id)?;
    decide_remind(&visit.actor(), visit.facts.organisation(), visit.facts.record_facts(obligation))?;
    let shown = FormData::new(fields).get("seen").parse().map_err(|_| AppError::NotAForm)?;
    let store = visit.fact_store();
    match visit.write(async move |work: &mut Work| missing::note(work, &store, id, shown).await).await {
        Ok(()) => Ok(Redirect::to(&paths::record(id)).into_response()),
        Err(Error::Refused(refusal)) => with_refusal(&visit.again().await?, &request, id, refusal).await,
        Err(error) => Err(error.into()),
    }
}
