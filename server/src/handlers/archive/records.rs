//! "/luu-tru/ho-so/…": one record as it lies in the archive, and the way out for the principal.

use ::records::{Error, Work, archive, disposals};
use app::{
    archive::{ArchivedRecordView, ArchivedTime},
    paths,
};
use axum::{
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::day_of,
    forms::FormErrors,
    obligations::{ObligationId, Reason},
    permissions::{decide_archive_page, decide_hold, decide_take_out},
    personal_copies::CopiedVersion,
    vietnamese,
};

use super::{
    super::{
        attempt::{Attempt, Done, or_refusal, with_status},
        viewer,
    },
    packages::Settled,
};
use crate::{
    error::AppError,
    extract::{PageRequest, ProofForm, Visit},
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 2] = [
    ("lay-ra", "Đã lấy ra khỏi lưu trữ; hồ sơ nộp, duyệt lại được như trước"),
    (
        "lay-ra-nam-cu",
        "Đã lấy ra khỏi lưu trữ. Năm học ấy đã hết nên không ai nộp, duyệt lại được; đưa vào gói khác lúc nào cũng được",
    ),
];

/// `GET /luu-tru/ho-so/{obligation}`
pub async fn page(
    Path(id): Path<ObligationId>,
    visit: Visit,
    Query(done): Query<Done>,
    request: PageRequest,
) -> Result<Response, AppError> {
    shown(&visit, &request, id, Attempt { done: done.words(&DEEDS), ..Attempt::default() }).await
}

async fn shown(visit: &Visit, request: &PageRequest, id: ObligationId, attempt: Attempt<String>) -> Result<Response, AppError> {
    decide_archive_page(&visit.actor())?;
    let store = visit.fact_store();
    let read = async move |work: &mut Work| {
        let times = archive::of_record(work, id).await?;
        let first = times.first().map(|one| one.package).ok_or(Error::NotFound)?;
        let package = archive::package(work, first).await?;
        let (rules, holds) = (archive::rules(work).await?, archive::holds(work).await?);
        let disposed = disposals::among(work, &[id]).await?;
        let facts = store.of_record(work, id).await?;
        Ok::<_, Error>((times, package, Settled { rules, holds, disposed }, facts))
    };
    let (times, package, settled, facts) = visit.read(read).await?;
    let is_gone = settled.disposed.contains_key(&id);
    let opens = super::packages::opens(visit, &facts, id);
    let (organisation, today) = (visit.today.organisation(), day_of(visit.now));
    let newest = times.first().ok_or(AppError::NotFound)?;
    let time = |one: &archive::ArchivedRecord| ArchivedTime {
        package: one.package,
        put: format!("Đưa vào lúc {}", vietnamese::moment(one.at)),
        lines: if opens { lines(one) } else { vec![CLOSED.to_owned()] },
        hash: one.hash.to_string(),
        returned: one.returned.as_ref().map(|back| {
            let (who, when) = (organisation.name_of(back.by, today), vietnamese::moment(back.at));
            let why = if opens { format!(": {}", vietnamese::without_stop(back.reason.as_str())) } else { String::new() };
            format!("{} lấy ra lúc {when}{why}.", vietnamese::capitalised(&who))
        }),
    };
    let page = ArchivedRecordView {
        obligation: id,
        title: newest.packed.record.title.clone(),
        kept: super::packages::kept(visit, &package, &newest.packed, &settled),
        times: times.iter().map(time).collect(),
        may_hold: !is_gone && decide_hold(&visit.actor()).is_ok(),
        may_take_out: !is_gone && newest.returned.is_none() && decide_take_out(&visit.actor()).is_ok(),
        asks_again: visit.asks_again(),
        reason: attempt.typed.unwrap_or_default(),
        errors: attempt.errors,
        refused: attempt.refused,
        done: attempt.done,
    };
    let (title, viewer) = (format!("Lưu trữ: {}", page.title), viewer(visit)?);
    Ok(with_status(request.page(&title, |head| app::pages::archived_record(head, viewer, page)), attempt.status))
}

/// To whoever reads of the archive and does not open this record.
const CLOSED: &str = "Tệp, biên nhận, người nộp và người duyệt chỉ hiện với người được mở hồ sơ này.";

/// Every version with its files, and every decision.
fn lines(one: &archive::ArchivedRecord) -> Vec<String> {
    let decisions = one
        .packed
        .decisions
        .iter()
        .map(|decision| format!("{}: {}, {}.", decision.what, decision.person_name, vietnamese::moment(decision.at)));
    one.packed.record.versions.iter().flat_map(version).chain(decisions).collect()
}

/// "Phiên bản 2: Nguyễn Thị Hoa nộp lúc …, biên nhận BN-2026-00184", and a line for each file.
fn version(one: &CopiedVersion) -> Vec<String> {
    let head = format!(
        "Phiên bản {}: {} nộp lúc {}, biên nhận {}.",
        one.version,
        one.person_name,
        vietnamese::moment(one.received_at),
        one.receipt_number
    );
    let file = |file: &domain::personal_copies::CopiedFile| {
        format!("{} ({}), SHA-256 lúc nộp {}", file.name, vietnamese::file_size(file.size), file.sha256)
    };
    std::iter::once(head).chain(one.files.iter().map(file)).collect()
}

/// `POST /luu-tru/ho-so/{obligation}/lay-ra`: the principal, with the password again where it was typed too long ago.
pub async fn take_out(Path(id): Path<ObligationId>, mut form: ProofForm<Visit>) -> Result<Response, AppError> {
    decide_take_out(&form.visit.actor())?;
    let typed = form.typed.get("reason").to_owned();
    let reason = match FormErrors::both(form.prove().await?, Reason::parse(&typed)) {
        Ok(((), reason)) => reason,
        Err(errors) => return shown(&form.visit, &form.request, id, Attempt::wrong(typed, errors)).await,
    };
    let (store, visit) = (form.visit.fact_store(), form.visit);
    match visit.write(async move |work: &mut Work| archive::take_out(work, &store, id, &reason).await).await {
        Ok(_) => {
            // Of a year that is over nothing is written, also outside of the archive.
            let deed = if visit.today.obligation(id).is_some() { "lay-ra" } else { "lay-ra-nam-cu" };
            Ok(Redirect::to(&format!("{}?xong={deed}", paths::archived_record(id))).into_response())
        }
        Err(Error::Refused(refusal)) => {
            let page = shown(&visit.again().await?, &form.request, id, Attempt::refused(typed, refusal.clone())).await;
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}
