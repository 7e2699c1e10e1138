//! "/cai-dat/quy-dinh": versions of the rules.

use app::{moved_days::LookedAt, paths, setup::RulesView};
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    forms::FormErrors,
    moved_days::ChangeOutlook,
    record_types::{RulesForm, RulesPlan, rules_told},
    settings::Setting,
};
use records::{AfterLook, Work, facts, record_types};

use super::{Saved, unprocessable, viewer};
use crate::{
    error::AppError,
    extract::{Leader, PageRequest, ProofForm, Visit},
};

/// `GET /cai-dat/quy-dinh`
pub async fn rules_page(Query(query): Query<Saved>, Leader(visit): Leader, request: PageRequest) -> Result<Response, AppError> {
    let form = RulesForm::preset(&visit.facts, visit.now);
    shown(&visit, &request, form, FormErrors::default(), (!query.saved.is_empty(), None)).await
}

async fn shown(
    visit: &Visit,
    request: &PageRequest,
    form: RulesForm,
    errors: FormErrors,
    (saved, looked): (bool, Option<LookedAt>),
) -> Result<Response, AppError> {
    let kept = visit.read(async |work: &mut Work| record_types::versions(work).await).await?;
    let versions = rules_told(&kept, &visit.facts.regime, &visit.facts.corrections, visit.now);
    let asks_again = visit.asks_again() && form.parse(&visit.facts, visit.now).is_ok_and(|plan| plan.changes_who_reviews());
    let page = RulesView { form, errors, saved, looked, asks_again, versions };
    let viewer = viewer(visit)?;
    Ok(request.page(&format!("Cài đặt: {}", Setting::Rules.title()), |head| app::pages::rules(head, viewer, page)))
}

/// `POST /cai-dat/quy-dinh`: shows what would follow; the second time, unchanged, it is done. A version that brings other ways past
/// those who approve decides who reviews, which is no less than a right, so the password is asked for again beside its button.
pub async fn add_rules(mut sent: ProofForm<Leader>) -> Result<Response, AppError> {
    let form = RulesForm::read(&sent.typed, &sent.visit.facts);
    let seen = sent.typed.exactly("seen").to_owned();
    let saved = || Redirect::to(&paths::saved(paths::RULES)).into_response();
    // Sent twice, it leads twice to what it has added.
    if !seen.is_empty() && form.is_kept(&sent.visit.facts) {
        return Ok(saved());
    }
    let plan = form.parse(&sent.visit.facts, sent.visit.now);
    let looked = match &plan {
        Ok(plan) => Some(outlook(&sent.visit, plan).await?),
        Err(_) => None,
    };
    if let Some(outlook) = looked {
        let is_seen = outlook.is_of(&seen);
        let looked = LookedAt { outlook, again: !seen.is_empty() && !is_seen };
        if !is_seen {
            return shown(&sent.visit, &sent.request, form, FormErrors::default(), (false, Some(looked))).await;
        }
        if plan.is_ok_and(|plan| plan.changes_who_reviews())
            && let Err(errors) = sent.prove().await?
        {
            return Ok(unprocessable(shown(&sent.visit, &sent.request, form, errors, (false, Some(looked))).await?));
        }
    }
    let ProofForm { visit, request, .. } = sent;
    let (store, sent) = (visit.fact_store(), form.clone());
    match visit.write(async move |work: &mut Work| record_types::add_version(work, &store, &sent, &seen).await).await? {
        AfterLook::Made => Ok(saved()),
        AfterLook::Wrong(errors) => Ok(unprocessable(shown(&visit.again().await?, &request, form, errors, (false, None)).await?)),
        AfterLook::Unseen => {
            let visit = visit.again().await?;
            let (errors, looked) = match form.parse(&visit.facts, visit.now) {
                Ok(plan) => (FormErrors::default(), Some(LookedAt { outlook: outlook(&visit, &plan).await?, again: true })),
                Err(errors) => (errors, None),
            };
            shown(&visit, &request, form, errors, (false, looked)).await
        }
    }
}

async fn outlook(visit: &Visit, plan: &RulesPlan) -> Result<ChangeOutlook, AppError> {
    let next = visit.read(async |work: &mut Work| facts::load_next(work).await).await?;
    plan.outlook(&visit.facts, next.as_ref(), visit.now).map_err(|_| AppError::Internal)
}
