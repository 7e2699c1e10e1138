//! "/luu-tru/thoi-han": how long records of each type are kept, by which document.

use ::records::{Error, Work, archive};
use app::{
    archive::{RetentionLine, RetentionView},
    paths,
};
use axum::{
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    archive::{RetentionForm, RetentionRule, in_force},
    days::day_of,
    forms::FormErrors,
    permissions::{decide_archive_page, decide_set_retention},
    record_types::{RecordType, RecordTypeId},
    vietnamese,
};

use super::super::{
    attempt::{Attempt, Done, or_refusal, with_status},
    viewer,
};
use crate::{
    error::AppError,
    extract::{PageRequest, ProofForm, Visit},
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 1] = [("luu", "Đã lưu thời hạn; nhật ký ghi ai đặt và theo văn bản nào")];

/// `GET /luu-tru/thoi-han`
pub async fn page(visit: Visit, Query(done): Query<Done>, request: PageRequest) -> Result<Response, AppError> {
    shown(&visit, &request, Attempt { done: done.words(&DEEDS), ..Attempt::default() }).await
}

async fn shown(
    visit: &Visit,
    request: &PageRequest,
    attempt: Attempt<(RecordTypeId, RetentionForm)>,
) -> Result<Response, AppError> {
    decide_archive_page(&visit.actor())?;
    let rules = visit.read(async |work: &mut Work| archive::rules(work).await).await?;
    let about = |one: &RecordType| -> Vec<String> {
        let mut of_type: Vec<&RetentionRule> = rules.iter().filter(|rule| rule.record_type == one.id).collect();
        of_type.sort_by_key(|rule| std::cmp::Reverse(rule.number));
        of_type.into_iter().map(|rule| told(visit, rule)).collect()
    };
    let line = |one: &RecordType| {
        let rule = in_force(&rules, one.id);
        let typed = attempt.typed.as_ref().filter(|(id, _)| *id == one.id);
        let seen = RetentionForm::of(rule);
        let form = typed.map_or_else(|| seen.clone(), |(_, form)| RetentionForm { seen: seen.seen.clone(), ..form.clone() });
        RetentionLine {
            id: one.id,
            name: one.name.clone(),
            retention: rule.map(|rule| rule.retention).unwrap_or_default().words(),
            about: about(one),
            form,
            errors: if typed.is_some() { attempt.errors.clone() } else { Default::default() },
            is_open: typed.is_some(),
        }
    };
    let page = RetentionView {
        lines: visit.facts.regime.record_types.iter().map(line).collect(),
        may_set: decide_set_retention(&visit.actor()).is_ok(),
        asks_again: visit.asks_again(),
        refused: attempt.refused,
        done: attempt.done,
    };
    let viewer = viewer(visit)?;
    Ok(with_status(request.page("Thời hạn lưu", |head| app::pages::retention(head, viewer, page)), attempt.status))
}

/// "5 năm, theo Thông tư 08/2025/TT-BGDĐT; cô Nguyễn Thị Minh Nguyệt đặt lúc 09:00 ngày 10/06/2027."
fn told(visit: &Visit, rule: &RetentionRule) -> String {
    let basis = match vietnamese::without_stop(&rule.basis) {
        "" => String::new(),
        basis => format!(", theo {basis}"),
    };
    let who = visit.today.organisation().name_of(rule.by, day_of(visit.now));
    format!("{}{basis}; {who} đặt lúc {}.", rule.retention.words(), vietnamese::moment(rule.at))
}

/// `POST /luu-tru/thoi-han/{record_type}`
pub async fn set(Path(id): Path<RecordTypeId>, mut form: ProofForm<Visit>) -> Result<Response, AppError> {
    decide_set_retention(&form.visit.actor())?;
    form.visit.facts.record_type(id).ok_or(AppError::NotFound)?;
    let typed = RetentionForm::read(&form.typed);
    if let Err(errors) = FormErrors::both(form.prove().await?, typed.parse()) {
        return shown(&form.visit, &form.request, Attempt::wrong((id, typed), errors)).await;
    }
    let (store, visit, sent) = (form.visit.fact_store(), form.visit, typed.clone());
    match visit.write(async move |work: &mut Work| archive::set_retention(work, &store, id, &sent).await).await {
        Ok(Ok(())) => Ok(Redirect::to(&format!("{}?xong=luu", paths::RETENTION)).into_response()),
        Ok(Err(errors)) => shown(&visit, &form.request, Attempt::wrong((id, typed), errors)).await,
        Err(Error::Refused(refusal)) => {
            let page = shown(&visit.again().await?, &form.request, Attempt::refused((id, typed), refusal.clone())).await;
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}
