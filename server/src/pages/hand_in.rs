//! Handing in: the page, what waits for it, and the hand-in itself; by script or as a plain form.

mod plain;
mod waiting;

use std::collections::HashSet;

use app::hand_in::{Answer, HandInView, Waiting};
use axum::{
    Form, Json,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use domain::{
    days::Instant,
    files::{MEGABYTE, MOST_MEGABYTES, StoredFile},
    my_work::{Whose, whose},
    obligations::{Obligation, ObligationId},
    people::PersonId,
    permissions::{Action, decide},
    refusal::Refusal,
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
    receive,
    visit::Visit,
};

use plain::{Shown, plain_form};
pub use waiting::{drop_words, keep_words, remove, upload};

/// Of a hand-in whose session was over, at most so much is read and thrown away before the answer: the largest file that
/// any school may allow, and the words before it. Whoever sends more gets no answer.
const DRAINED: u64 = (MOST_MEGABYTES + 64) * MEGABYTE;

/// `GET /nop/{obligation}`
pub async fn page(State(house): State<House>, Path(id): Path<ObligationId>, ask: Ask) -> Result<Response, Fault> {
    let visit = house.visit(&ask.headers).await?;
    form_page(&house, &visit, &ask, id, None).await
}

async fn form_page(house: &House, visit: &Visit, ask: &Ask, id: ObligationId, shown: Option<Shown>) -> Result<Response, Fault> {
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
    let (key, note, status, attempt) = match shown {
        Some(Shown { key, note, status, attempt }) => (key, note, Some(status), Some(attempt)),
        None => (None, None, None, None),
    };
    let words_kept = note.is_none() && words.is_some();
    let reader = reader(visit)?;
    let page = HandInView {
        obligation: id.to_string(),
        title: visit.facts.title(obligation),
        about: about(visit, obligation),
        turn_of: match whose(&visit.facts, who, obligation, visit.now) {
            Whose::Turn(who) => Some(who),
            _ => None,
        },
        due: obligation.due.clone(),
        hours: visit.facts.hours(obligation.rules),
        standing: visit.facts.standing(obligation, visit.now),
        now: visit.now,
        name: person.name.to_string(),
        username: account.username,
        address: person.address,
        person: person.id.to_string(),
        key: key.unwrap_or_else(Uuid::now_v7).to_string(),
        note: note.or(words).unwrap_or_default(),
        limit: setup.file_limit,
        waiting: waiting
            .into_iter()
            .map(|(id, file)| Waiting { id: id.to_string(), name: file.name.to_string(), size: file.size })
            .collect(),
        receipt: obligation.handed_in.as_ref().map(|one| (one.versions, format!("/bien-nhan/{}", one.receipt))),
        attempt,
        words_kept,
    };
    let mut response = ask.page(&format!("Nộp {}", page.title), |head| app::pages::hand_in(head, reader, page));
    if let Some(status) = status {
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
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("multipart/form-data"))
}

#[derive(Debug, Deserialize)]
struct ScriptForm {
    key: Uuid,
    #[serde(default)]
    note: String,
    /// For whom the page was made.
    #[serde(default)]
    person: String,
}

async fn by_script(house: &House, id: ObligationId, ask: &Ask, body: Body, arrived: Instant) -> Result<Response, Fault> {
    let visit = house.visit(&ask.headers).await?;
    let bytes = axum::body::to_bytes(body, 64 * 1024).await.map_err(|_| Fault::TooLarge)?;
    let Form(form) = Form::<ScriptForm>(serde_urlencoded::from_bytes(&bytes).map_err(|_| Fault::NotAForm)?);
    named(&visit, Some(&form.person))?;
    // Names may repeat, which the derived form cannot say.
    let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(&bytes).unwrap_or_default();
    let waiting = pairs.iter().filter(|(name, _)| name == "upload").filter_map(|(_, id)| id.parse().ok()).collect();
    let receipt = commit(house, &visit, id, form.key, form.note, Vec::new(), waiting, arrived).await?;
    Ok(Json(Answer::HandedIn { receipt }).into_response())
}

/// At a shared PC: nobody hands in under a name that they did not see on the page (Điều 2).
fn named(visit: &Visit, person: Option<&str>) -> Result<(), Refusal> {
    match person.and_then(|id| id.parse::<PersonId>().ok()) {
        Some(person) if person != visit.person => Err(Refusal::PageOfAnother),
        _ => Ok(()),
    }
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
            // The same file chosen twice, before and after a mistake: once is enough.
            let mut seen = HashSet::new();
            all.retain(|file| seen.insert((file.name.to_string(), file.sha256)));
            let hand_in = HandIn { obligation: id, key, note, files: all, received_at: arrived };
            submissions::hand_in(work, &facts, hand_in).await
        })
        .await?;
    Ok(format!("/bien-nhan/{}", receipt.id))
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
