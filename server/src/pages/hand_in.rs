//! Handing in: the page, what waits for it, and the hand-in itself; by script or as a plain form.

mod waiting;

use app::{
    hand_in::{Answer, HandInView, Waiting},
    sign_in::Told,
};
use axum::{
    Form, Json,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::Instant,
    files::StoredFile,
    obligations::{Obligation, ObligationId, counts_from},
    permissions::{Action, decide},
    refusal::{Refusal, Words},
    vietnamese,
};
use records::{
    Work, accounts, schools,
    submissions::{self, HandIn},
    uploads::{self, UploadId},
};
use serde::Deserialize;
use uuid::Uuid;

use super::reader;
use crate::{
    answer::{Ask, Fault},
    house::House,
    pages::accounts::show,
    receive::{self, Fields, FormReader},
    visit::Visit,
};

use waiting::keep_waiting;
pub use waiting::{remove, upload};

/// Of a hand-in whose session was over, at most so much is read and thrown away before the answer.
const DRAINED: u64 = 256 * 1024 * 1024;

/// `GET /nop/{obligation}`
pub async fn page(State(house): State<House>, Path(id): Path<ObligationId>, ask: Ask) -> Result<Response, Fault> {
    let visit = house.visit(&ask.headers).await?;
    form_page(&house, &visit, &ask, id, Attempt::default()).await
}

/// What the last attempt left, for the page to show again.
#[derive(Debug, Default)]
struct Attempt {
    note: Option<String>,
    refused: Vec<Words>,
    status: Option<StatusCode>,
}

async fn form_page(house: &House, visit: &Visit, ask: &Ask, id: ObligationId, attempt: Attempt) -> Result<Response, Fault> {
    let obligation = allowed(visit, id)?;
    let person = visit.person()?;
    let who = visit.person;
    let (waiting, words, account, setup) = house
        .office
        .read(visit.school.uuid(), None, async move |work: &mut Work| {
            Ok((
                uploads::waiting(work, who, id).await?,
                uploads::kept_words(work, who, id).await?,
                accounts::of_person(work, who).await?,
                schools::setup(work).await?,
            ))
        })
        .await?;
    let words_kept = attempt.note.is_none() && words.is_some();
    let reader = reader(visit)?;
    let page = HandInView {
        obligation: id.to_string(),
        title: visit.facts.title(obligation),
        about: about(visit, obligation),
        due: obligation.due.clone(),
        hours: visit.facts.hours(obligation.rules),
        standing: visit.facts.standing(obligation, visit.now),
        now: visit.now,
        name: person.name.to_string(),
        username: account.username,
        address: person.address,
        key: Uuid::now_v7().to_string(),
        note: attempt.note.or(words).unwrap_or_default(),
        limit: setup.file_limit,
        waiting: waiting
            .into_iter()
            .map(|(id, file)| Waiting { id: id.to_string(), name: file.name.to_string(), size: file.size })
            .collect(),
        receipt: obligation.handed_in.as_ref().map(|one| (one.versions, format!("/bien-nhan/{}", one.receipt))),
        refused: attempt.refused,
        words_kept,
    };
    let mut response = ask.page(&format!("Nộp {}", page.title), |head| app::pages::hand_in(head, reader, page));
    if let Some(status) = attempt.status {
        *response.status_mut() = status;
    }
    Ok(response)
}

/// "Tuần 12 dạy từ 23/11 đến 27/11/2026".
fn about(visit: &Visit, obligation: &Obligation) -> String {
    match obligation.period {
        domain::obligations::Period::Week(number) => visit
            .facts
            .calendar()
            .week(number)
            .map(|week| format!("Tuần {number} dạy {}", vietnamese::from_to(week.taught())))
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// The obligation, if this person may hand in for it and it is still owed.
fn allowed(visit: &Visit, id: ObligationId) -> Result<&Obligation, Fault> {
    let obligation = visit.facts.obligation(id).ok_or(Fault::NotFound)?;
    decide(&visit.actor(), visit.facts.organisation(), Action::HandIn(visit.facts.record_facts(obligation)))?;
    match &obligation.closing {
        Some(closing) => Err(Refusal::ObligationClosed { at: closing.at, reason: closing.reason.clone() }.into()),
        None => Ok(obligation),
    }
}

/// `POST /nop/{obligation}`: the hand-in.
pub async fn hand_in(
    State(house): State<House>,
    Path(id): Path<ObligationId>,
    ask: Ask,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Fault> {
    // Whatever the request waits for from here on makes nobody late (R9). A plain form brings its files along and is on
    // its way from this moment; by script they came before, and this is the small request after the last of them. So
    // with scripts the time that the files took does count, until there are tickets (docs/decisions/0006).
    let arrived = house.office.present();
    if is_multipart(&headers) {
        plain_form(&house, id, &ask, &headers, body, arrived).await
    } else {
        by_script(&house, id, &ask, body, arrived).await
    }
}

fn is_multipart(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).is_some_and(|kind| kind.starts_with("multipart/form-data"))
}

async fn plain_form(house: &House, id: ObligationId, ask: &Ask, headers: &HeaderMap, body: Body, arrived: Instant) -> Result<Response, Fault> {
    let mut form = FormReader::start(headers, body).map_err(form_fault)?;
    let visit = match house.visit(headers).await {
        Ok(visit) => visit,
        Err(Fault::SessionOver) => {
            let fields = form.drain(DRAINED).await;
            let note = fields.get("note").unwrap_or_default().to_owned();
            let told = Told::SessionOver { words_kept: !note.trim().is_empty() };
            return show(house, ask, StatusCode::UNAUTHORIZED, String::new(), Some(told), format!("/nop/{id}"), note).await;
        }
        Err(fault) => {
            form.drain(DRAINED).await;
            return Err(fault);
        }
    };
    let known = key(form.fields().await.map_err(form_fault)?);
    // A closed or foreign record is refused before its files are kept; what was handed in under this key before is not.
    if let Err(fault) = allowed(&visit, id) {
        form.drain(DRAINED).await;
        return match repeated(house, &visit, known).await? {
            Some(receipt) => Ok(Redirect::to(&receipt).into_response()),
            None => Err(fault),
        };
    }
    let limit = house
        .office
        .read(visit.school.uuid(), None, async move |work: &mut Work| schools::setup(work).await)
        .await?
        .file_limit;
    let received = match form.files(&house.blobs, limit).await {
        Ok(received) => received,
        Err(fault) => return again(house, &visit, ask, id, None, vec![form_fault(fault)]).await,
    };
    // A browser sends the fields in the order of the page: the note stands behind the files.
    let (key, waiting) = (key(&received.fields), upload_ids(&received.fields));
    let note = received.fields.get("note").unwrap_or_default().to_owned();
    let refused: Vec<Refusal> = received.files.iter().filter_map(|file| file.as_ref().err().cloned()).collect();
    let good: Vec<_> = received.files.into_iter().filter_map(Result::ok).collect();
    if !refused.is_empty() {
        // Good files stay with the server: only the others must be chosen again.
        let full = keep_waiting(house, &visit, id, good).await?;
        return again(house, &visit, ask, id, Some(note), refused.into_iter().map(Fault::from).chain(full).collect()).await;
    }
    let counted = counts_from(arrived, house.office.present());
    match commit(house, &visit, id, key, note.clone(), good.clone(), waiting, counted).await {
        Ok(receipt) => Ok(Redirect::to(&receipt).into_response()),
        Err(fault @ Fault::Refused(_)) => {
            let full = keep_waiting(house, &visit, id, good).await?;
            again(house, &visit, ask, id, Some(note), std::iter::once(fault).chain(full).collect()).await
        }
        Err(fault) => Err(fault),
    }
}

/// The page again with the note and the reasons; a record that is closed or not theirs has no such page.
async fn again(house: &House, visit: &Visit, ask: &Ask, id: ObligationId, note: Option<String>, faults: Vec<Fault>) -> Result<Response, Fault> {
    let status = faults.first().map(Fault::status);
    let refused = faults.iter().map(Fault::words).collect();
    form_page(house, visit, ask, id, Attempt { note, refused, status }).await
}

#[derive(Debug, Deserialize)]
struct ScriptForm {
    key: Uuid,
    #[serde(default)]
    note: String,
}

async fn by_script(house: &House, id: ObligationId, ask: &Ask, body: Body, arrived: Instant) -> Result<Response, Fault> {
    let visit = house.visit(&ask.headers).await?;
    let bytes = axum::body::to_bytes(body, 64 * 1024).await.map_err(|_| Fault::TooLarge)?;
    let Form(form) = Form::<ScriptForm>(
        serde_urlencoded::from_bytes(&bytes).map_err(|_| Fault::NotAForm)?,
    );
    // Names may repeat, which the derived form cannot say.
    let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(&bytes).unwrap_or_default();
    let waiting = pairs.iter().filter(|(name, _)| name == "upload").filter_map(|(_, id)| id.parse().ok()).collect();
    let receipt = commit(house, &visit, id, form.key, form.note, Vec::new(), waiting, arrived).await?;
    Ok(Json(Answer::HandedIn { receipt }).into_response())
}

/// The one transaction; the address of the receipt.
#[expect(clippy::too_many_arguments, reason = "the parts of one hand-in, used once")]
async fn commit(
    house: &House,
    visit: &Visit,
    id: ObligationId,
    key: Uuid,
    note: String,
    mut files: Vec<StoredFile>,
    waiting: Vec<UploadId>,
    arrived: Instant,
) -> Result<String, Fault> {
    let (store, person) = (house.facts.clone(), visit.person);
    let receipt = house
        .office
        .write(visit.school.uuid(), Some(person.uuid()), async move |work: &mut Work| {
            let facts = store.facts(work).await?;
            let mut all = match uploads::take(work, person, id, &waiting).await {
                Ok(all) => all,
                // After a first, lost answer the waiting files are gone, and the receipt is there.
                Err(gone) => return submissions::by_key(work, person, key).await?.ok_or(gone),
            };
            all.append(&mut files);
            let hand_in = HandIn { obligation: id, key, note, files: all, received_at: arrived };
            submissions::hand_in(work, &facts, hand_in).await
        })
        .await?;
    Ok(format!("/bien-nhan/{}", receipt.id))
}

async fn repeated(house: &House, visit: &Visit, key: Uuid) -> Result<Option<String>, Fault> {
    let person = visit.person;
    let receipt = house
        .office
        .read(visit.school.uuid(), None, async move |work: &mut Work| submissions::by_key(work, person, key).await)
        .await?;
    Ok(receipt.map(|receipt| format!("/bien-nhan/{}", receipt.id)))
}

/// A form without a readable key is one hand-in of its own.
fn key(fields: &Fields) -> Uuid {
    fields.get("key").and_then(|text| Uuid::try_parse(text).ok()).unwrap_or_else(Uuid::now_v7)
}

fn upload_ids(fields: &Fields) -> Vec<UploadId> {
    fields.all("upload").filter_map(|text| text.parse().ok()).collect()
}

fn form_fault(fault: receive::Fault) -> Fault {
    match fault {
        receive::Fault::Refused(refusal) => refusal.into(),
        receive::Fault::NotAForm(_) => Fault::NotAForm,
        receive::Fault::Store(fault) => {
            tracing::error!(%fault, "the store failed");
            Fault::Unavailable
        }
    }
}

impl From<receive::Fault> for Fault {
    fn from(fault: receive::Fault) -> Self {
        form_fault(fault)
    }
}
