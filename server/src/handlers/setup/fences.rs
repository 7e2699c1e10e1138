//! "/cai-dat/ai-duoc-xem": of each type of records what it is for and who opens it.

use app::{
    paths,
    setup::{FenceChange, FenceView, FencedType},
};
use axum::{
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::day_of,
    forms::FormErrors,
    record_types::{Fence, FenceForm, RecordType, RecordTypeId, reader_choices},
};
use records::{Work, record_types};

use super::{Saved, unprocessable, viewer};
use crate::{
    error::AppError,
    extract::{Leader, PageRequest, ProofForm, Visit},
};

/// `GET /cai-dat/ai-duoc-xem`
pub async fn fences_page(Query(query): Query<Saved>, Leader(visit): Leader, request: PageRequest) -> Result<Response, AppError> {
    let types = visit.facts.regime.record_types.iter().map(|one| told(&visit, one)).collect();
    let (viewer, saved) = (viewer(&visit)?, !query.saved.is_empty());
    Ok(request.page("Cài đặt: Ai được xem hồ sơ", |head| app::pages::fences(head, viewer, types, saved)))
}

fn told(visit: &Visit, one: &RecordType) -> FencedType {
    FencedType {
        id: one.id,
        name: one.name.clone(),
        sensitivity: one.sensitivity,
        purpose: Fence::of(one).purpose_words(),
        readers: Fence::of(one).readers_words(visit.facts.organisation()),
    }
}

fn record_type(visit: &Visit, id: RecordTypeId) -> Result<&RecordType, AppError> {
    visit.facts.record_type(id).ok_or(AppError::NotFound)
}

/// `GET /cai-dat/ai-duoc-xem/{record_type}`
pub async fn fence_page(Leader(visit): Leader, Path(id): Path<RecordTypeId>, request: PageRequest) -> Result<Response, AppError> {
    let form = FenceForm::of(record_type(&visit, id)?);
    shown(&visit, &request, id, (form, FormErrors::default())).await
}

async fn shown(
    visit: &Visit,
    request: &PageRequest,
    id: RecordTypeId,
    (form, errors): (FenceForm, FormErrors),
) -> Result<Response, AppError> {
    let changes = visit.read(async move |work: &mut Work| record_types::fence_history(work, id).await).await?;
    let (organisation, today) = (visit.facts.organisation(), day_of(visit.now));
    let history = changes.into_iter().map(|one| FenceChange {
        at: one.at,
        who: organisation.name_of(one.by, today),
        words: one.fence.sentence(organisation),
    });
    let page = FenceView {
        of: told(visit, record_type(visit, id)?),
        form,
        errors,
        readers: reader_choices(organisation),
        asks_again: visit.asks_again(),
        history: history.collect(),
    };
    let viewer = viewer(visit)?;
    Ok(request.page("Cài đặt: Ai được xem hồ sơ", |head| app::pages::fence(head, viewer, page)))
}

/// `POST /cai-dat/ai-duoc-xem/{record_type}`: who reads what is no less than a right, so the password is asked for again.
pub async fn save_fence(Path(id): Path<RecordTypeId>, mut sent: ProofForm<Leader>) -> Result<Response, AppError> {
    record_type(&sent.visit, id)?;
    let form = FenceForm::read(&sent.typed);
    if let Err(errors) = sent.prove().await? {
        return Ok(unprocessable(shown(&sent.visit, &sent.request, id, (form, errors)).await?));
    }
    let ProofForm { visit, request, .. } = sent;
    let (store, sent) = (visit.fact_store(), form.clone());
    match visit.write(async move |work: &mut Work| record_types::set_fence(work, &store, id, &sent).await).await? {
        Ok(()) => Ok(Redirect::to(&paths::saved(paths::FENCES)).into_response()),
        Err(errors) => {
            // Read again: what is wrong may be that somebody else was quicker. The next try is about what is shown now.
            let visit = visit.again().await?;
            let form = FenceForm { seen: FenceForm::of(record_type(&visit, id)?).seen, ..form };
            Ok(unprocessable(shown(&visit, &request, id, (form, errors)).await?))
        }
    }
}
