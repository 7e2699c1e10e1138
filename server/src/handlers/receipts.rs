//! Receipts and the files behind them.

use app::{paths, receipts::ReceiptView};
use axum::{
    extract::{Path, State},
    response::Response,
};
use domain::{
    days::day_of,
    my_work::my_work,
    obligations::{Obligation, Period},
    people::Position,
    permissions::{Action, Allowed, decide},
    receipts::{Receipt, ReceiptId},
    refusal::Refusal,
};
use records::{Work, submissions};

use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    files::download,
    state::AppState,
};

/// `GET /bien-nhan/{receipt}`
pub async fn page(Path(id): Path<ReceiptId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let (receipt, obligation) = open(&visit, id).await?;
    let owed = obligation.id;
    let versions = visit.read(async move |work: &mut Work| submissions::versions(work, owed).await).await?;
    let work = my_work(&visit.facts, visit.person()?, visit.now);
    let viewer = super::viewer_with_work(&visit, &work)?;
    let view = view(&visit, receipt, obligation, &versions, &work)?;
    Ok(request.page(&format!("Biên nhận {}", view.receipt.number), |head| app::pages::receipt(head, viewer, view)))
}

/// The receipt and its obligation, if the viewer may open them.
async fn open(visit: &Visit, id: ReceiptId) -> Result<(Receipt, &Obligation), AppError> {
    let receipt = visit.read(async move |work: &mut Work| submissions::receipt(work, id).await).await?;
    let obligation = visit.facts.obligation(receipt.obligation).ok_or(AppError::NotFound)?;
    may_open(visit, obligation, &receipt)?;
    Ok((receipt, obligation))
}

fn may_open(visit: &Visit, obligation: &Obligation, receipt: &Receipt) -> Result<Allowed, Refusal> {
    let version = Action::OpenVersion { record: visit.facts.record_facts(obligation), by: receipt.person };
    decide(&visit.actor(), visit.facts.organisation(), version)
}

fn view(
    visit: &Visit,
    receipt: Receipt,
    obligation: &Obligation,
    versions: &[Receipt],
    work: &domain::my_work::MyWork,
) -> Result<ReceiptView, AppError> {
    let facts = &visit.facts;
    let organisation = facts.organisation();
    let person = organisation.person(receipt.person).ok_or(AppError::NotFound)?;
    let day = day_of(receipt.received_at);
    let week = match obligation.period {
        Period::Week(number) => {
            facts.calendar().week(number).map(|week| (number, week.taught(), facts.calendar().semester_of(number)))
        }
        _ => None,
    };
    let heads = obligation
        .department
        .into_iter()
        .flat_map(|id| organisation.holders(Position::Head(id), day_of(visit.now)))
        .filter(|head| head.id != visit.person)
        .map(|head| format!("{} {}", head.honorific.word(), head.name))
        .collect();
    let left = work
        .urgent
        .iter()
        .chain(&work.this_week)
        .filter(|item| item.whose.is_expected() && item.due.is_some() && item.exempt_reason.is_none())
        .map(|item| (item.title.clone(), paths::hand_in(item.obligation)))
        .collect();
    Ok(ReceiptView {
        school: facts.parts.school.name.clone(),
        title: facts.title(obligation),
        week,
        school_year: facts.calendar().school_year().to_owned(),
        person: person.name.to_string(),
        titles: lower_first(&organisation.titles(&organisation.positions(person.id, day))),
        hours: facts.hours(obligation.rules),
        standing: facts.standing(obligation, visit.now),
        first: versions.last().map(|first| (first.number.to_string(), first.received_at)),
        others: versions
            .iter()
            .filter(|other| other.id != receipt.id && may_open(visit, obligation, other).is_ok())
            .map(|other| (other.number.to_string(), other.version, other.files.len(), other.received_at, paths::receipt(other.id)))
            .collect(),
        honorific: visit.person()?.honorific,
        may_hand_in: facts.check_hand_in(&visit.actor(), obligation).is_ok(),
        heads,
        left,
        practice: obligation.practice,
        receipt,
    })
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// `GET /tep/{receipt}/{position}`: one file; authorised each time.
pub async fn file(
    State(state): State<AppState>,
    Path((id, position)): Path<(ReceiptId, usize)>,
    visit: Visit,
) -> Result<Response, AppError> {
    let (receipt, _) = open(&visit, id).await?;
    let file = receipt.files.get(position).ok_or(AppError::NotFound)?;
    download::download(&state.blobs, file).await.map_err(|error| {
        tracing::error!(%error, receipt = %receipt.number, "a file could not be sent");
        AppError::Unavailable
    })
}
