//! "/cai-dat/quy-dinh": versions of the rules.

use app::{moved_days::LookedAt, paths, setup::RulesView};
use axum::{
    Form,
    extract::Query,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    forms::FormErrors,
    record_types::{RulesForm, RulesPlan, rules_told},
    settings::Setting,
};
use records::{Work, record_types};

use super::{Fields, Saved, typed, unprocessable, viewer};
use crate::{
    error::AppError,
    extract::{Leader, PageRequest, Visit},
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
    let versions = rules_told(&kept, visit.facts.organisation(), visit.now);
    let page = RulesView { form, errors, saved, looked, versions };
    let viewer = viewer(visit)?;
    Ok(request.page(&format!("Cài đặt: {}", Setting::Rules.title()), |head| app::pages::rules(head, viewer, page)))
}

/// `POST /cai-dat/quy-dinh`: shows what would follow; the second time, unchanged, it is done.
pub async fn add_rules(Leader(visit): Leader, request: PageRequest, Form(fields): Fields) -> Result<Response, AppError> {
    let typed = typed(fields);
    let form = RulesForm::read(&typed);
    let saved = || Redirect::to(&paths::saved(paths::RULES)).into_response();
    // Sent twice, it leads twice to what it has added.
    if typed.sent("seen") && form.is_kept(&visit.facts) {
        return Ok(saved());
    }
    let plan = match form.parse(&visit.facts, visit.now) {
        Ok(plan) => plan,
        Err(errors) => return Ok(unprocessable(shown(&visit, &request, form, errors, (false, None)).await?)),
    };
    let looked = looked_at(&visit, &plan)?;
    if looked.seen != typed.exactly("seen") {
        return shown(&visit, &request, form, FormErrors::default(), (false, Some(looked))).await;
    }
    let (store, sent) = (visit.fact_store(), form.clone());
    match visit.write(async move |work: &mut Work| record_types::add_version(work, &store, &sent).await).await? {
        Ok(()) => Ok(saved()),
        Err(errors) => Ok(unprocessable(shown(&visit.again().await?, &request, form, errors, (false, None)).await?)),
    }
}

fn looked_at(visit: &Visit, plan: &RulesPlan) -> Result<LookedAt, AppError> {
    let moved = plan.effect(&visit.facts, visit.now).map_err(|_| AppError::Internal)?;
    let RulesPlan { effective_from, hours, .. } = plan;
    let seen = format!("{effective_from} {} {} {}", hours.shown, hours.counted_until, moved.seen());
    Ok(LookedAt { moved, seen })
}
