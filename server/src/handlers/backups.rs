//! "/sao-luu": how backups stand, and one made at once.

use app::{
    backups::{BackupsView, RunLine},
    paths,
};
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    backups::{BackupRun, DRILL_AFTER},
    days::day_of,
    permissions::{decide_back_up, decide_backups},
    refusal::{BackupRefusal, Refusal},
};
use records::{Work, backups};

use super::{
    attempt::{Attempt, Done, or_refusal, with_status},
    viewer,
};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 1] = [("nho", "Đã bắt đầu sao lưu; xem lại trang này sau vài phút")];

/// `GET /sao-luu`
pub async fn page(visit: Visit, Query(done): Query<Done>, request: PageRequest) -> Result<Response, AppError> {
    shown(&visit, &request, Attempt { done: done.words(&DEEDS), ..Attempt::default() }).await
}

async fn shown(visit: &Visit, request: &PageRequest, attempt: Attempt<()>) -> Result<Response, AppError> {
    decide_backups(&visit.actor())?;
    let known = visit.read(async |work: &mut Work| backups::known_of(work).await).await?;
    let (organisation, today, now) = (visit.facts.organisation(), day_of(visit.now), visit.now);
    let by = |run: &BackupRun| run.by.map(|by| organisation.name_of(by, today));
    let page = BackupsView {
        now,
        is_demo: visit.is_demo(),
        place: visit.backups().place().map(ToString::to_string),
        looked: visit.backups().looked(),
        has_key: known.key.is_some(),
        last_good: known.last_good,
        runs: known.runs.into_iter().map(|run| RunLine { by: by(&run), run }).collect(),
        drill_is_due: known.last_drill.as_ref().is_none_or(|drill| now - drill.at > DRILL_AFTER),
        last_drill: known.last_drill,
        under_way: visit.backups().under_way(),
        may_make: decide_back_up(&visit.actor()).is_ok(),
        refused: attempt.refused,
        done: attempt.done,
    };
    let viewer = viewer(visit)?;
    Ok(with_status(request.page("Sao lưu", |head| app::pages::backups(head, viewer, page)), attempt.status))
}

/// `POST /sao-luu`: one is made at once, and nobody waits for it.
pub async fn make(visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    match asked(&visit).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?xong=nho", paths::BACKUPS)).into_response()),
        Err(AppError::Refused(refusal)) => {
            let page = shown(&visit, &request, Attempt::without_words(refusal.clone())).await;
            or_refusal(page, refusal)
        }
        Err(error) => Err(error),
    }
}

async fn asked(visit: &Visit) -> Result<(), AppError> {
    let _allowed = decide_back_up(&visit.actor())?;
    let refused = |refusal: BackupRefusal| Err(Refusal::from(refusal).into());
    if visit.is_demo() || visit.backups().place().is_none() {
        return refused(BackupRefusal::NoPlace);
    }
    if visit.read(async |work: &mut Work| backups::key(work).await).await?.is_none() {
        return refused(BackupRefusal::NoKey);
    }
    if let Some(since) = visit.backups().under_way() {
        return refused(BackupRefusal::UnderWay { since });
    }
    visit.backups().ask(visit.person, visit.now);
    Ok(())
}
