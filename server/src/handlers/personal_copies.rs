//! "/ban-luu": what somebody takes home of their records; "/ban-luu/moi-nguoi": how old everybody's copy is.

mod rescue;

use app::personal_copies::{EverybodysCopiesView, OwnCopiesView};
use axum::{Form, extract::State, response::Response};
use bytes::Bytes;
use domain::{
    days::day_of,
    forms::FormData,
    permissions::{decide_copies, decide_take_copy},
    personal_copies::{CopyKind, CopyList, CopySize, LIST_FILE, LeftOut, PlacedFile, SEAL_FILE, copy_lines, index_page, root_name},
    refusal::{PersonalDataRefusal, Refusal},
    vietnamese,
};
use records::{
    Work,
    personal_copies::{self, Holding, TakenCopy},
    signing::SchoolKey,
};
use sha2::{Digest, Sha256};

pub use rescue::{form as rescue_form, give_back};

use super::{attempt::with_status, held_files::inspected, receipts::place_to_send, setup::Fields, signing::school_key, viewer};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    files::{
        copies::{self, Content, Note},
        zip::Entry,
    },
    state::AppState,
};

/// How many files that nobody has looked into are looked into for one page; the others come with the next one.
const MAX_LOOKED_INTO: usize = 100;

/// `GET /ban-luu`
pub async fn own(State(state): State<AppState>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let holding = holding(&state, &visit).await?;
    own_page(&visit, &request, &holding, None).await
}

async fn own_page(visit: &Visit, request: &PageRequest, holding: &Holding, refused: Option<Refusal>) -> Result<Response, AppError> {
    let person = visit.person;
    let taken = visit.read(async move |work: &mut Work| personal_copies::of_person(work, person).await).await?;
    let size = |kind| {
        let (list, files) = holding.list.arranged(kind);
        CopySize::of(&list, &files)
    };
    let page = OwnCopiesView {
        taken,
        all: size(CopyKind::All),
        new: size(CopyKind::New),
        left_out: holding.left_out.words(),
        sees_everybody: decide_copies(&visit.actor()).is_ok(),
        refused: refused.as_ref().map(Refusal::words),
    };
    let viewer = viewer(visit)?;
    let status = refused.map(|refusal| AppError::from(refusal).status());
    Ok(with_status(request.page("Bản lưu cá nhân", |head| app::pages::own_copies(head, viewer, page)), status))
}

/// All that belongs into the visitor's copy; what nobody has looked into is looked into first.
async fn holding(state: &AppState, visit: &Visit) -> Result<Holding, AppError> {
    decide_take_copy(&visit.actor(), visit.person)?;
    let found = read(visit).await?;
    if found.unseen.is_empty() {
        return Ok(found);
    }
    for file in found.unseen.iter().take(MAX_LOOKED_INTO) {
        if let Err(error) = inspected(state, visit, file).await {
            tracing::warn!(%error, sha256 = %file.sha256, "a file could not be looked into; it stays out of a personal copy");
        }
    }
    read(visit).await
}

async fn read(visit: &Visit) -> Result<Holding, AppError> {
    let (store, person) = (visit.fact_store(), visit.person);
    Ok(visit.read(async move |work: &mut Work| personal_copies::holding(work, &store, person).await).await?)
}

/// `POST /ban-luu/tai`: the copy, written while it is sent.
pub async fn take(
    State(state): State<AppState>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    let kind = CopyKind::from_code(FormData::new(fields).get("kind")).ok_or(AppError::NotAForm)?;
    let holding = holding(&state, &visit).await?;
    let (list, files) = holding.list.arranged(kind);
    if list.records.is_empty() {
        let refusal = match kind {
            CopyKind::New if !holding.list.records.is_empty() => PersonalDataRefusal::NothingNew,
            CopyKind::All | CopyKind::New => PersonalDataRefusal::NothingToCopy,
        };
        return own_page(&visit, &request, &holding, Some(refusal.into())).await;
    }
    let share = place_to_send(&state, &visit)?;
    let key = school_key(&state, &visit).await?;
    let parts = parts(&list, &files, holding.left_out, &key)?;
    let taken = TakenCopy { kind, size: CopySize::of(&list, &files), versions: list.versions() };
    let name = format!("{} - {}.zip", root_name(&list), day_of(list.made_at).format("%Y-%m-%d"));
    let response = copies::send(&state.blobs, &name, parts, noting(&visit, taken, key)).await.map_err(|error| {
        tracing::error!(%error, "a personal copy could not be sent");
        AppError::Unavailable
    })?;
    Ok(share.until_sent(response))
}

/// Notes the copy in a transaction of its own: the session that asked for it must be there still, and all of it theirs.
fn noting(visit: &Visit, taken: TakenCopy, key: SchoolKey) -> Note {
    let visit = visit.clone();
    Box::new(move || {
        Box::pin(async move {
            let store = visit.fact_store();
            let note = async move |work: &mut Work| personal_copies::note(work, &store, &taken, &key).await;
            visit.write(note).await.map(drop)
        })
    })
}

/// What lies in the archive: the page, the list with the school's signature, the hashes, and every file in its place.
fn parts(list: &CopyList, files: &[PlacedFile], left_out: LeftOut, key: &SchoolKey) -> Result<Vec<(Entry, Content)>, AppError> {
    let root = root_name(list);
    let page = index_page(list, files, left_out).into_bytes();
    let machines = personal_copies::list_bytes(list)?;
    let seal = personal_copies::seal(list.school, &machines, key);
    let seal = serde_json::to_vec_pretty(&seal).map_err(|_| AppError::Internal)?;
    let made = [("index.html", page), (LIST_FILE, machines), (SEAL_FILE, seal)];
    let hashes = made.iter().map(|(path, bytes)| format!("{}  {path}\n", hex_of(bytes)));
    let hashes: String = hashes.chain(files.iter().map(|one| format!("{}  {}\n", one.file.sha256, one.path))).collect();
    let mut parts: Vec<(Entry, Content)> = Vec::with_capacity(files.len() + 4);
    for (path, bytes) in made.into_iter().chain([("SHA256SUMS", hashes.into_bytes())]) {
        let entry = Entry { path: format!("{root}/{path}"), size: bytes.len() as u64, at: list.made_at };
        parts.push((entry, Content::Made(Bytes::from(bytes))));
    }
    for one in files {
        let entry = Entry { path: format!("{root}/{}", one.path), size: one.file.size, at: one.at };
        parts.push((entry, Content::Stored(one.file.clone())));
    }
    Ok(parts)
}

fn hex_of(bytes: &[u8]) -> domain::files::Sha256 {
    domain::files::Sha256::new(Sha256::digest(bytes).into())
}

/// `GET /ban-luu/moi-nguoi`
pub async fn everybody(visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    decide_copies(&visit.actor())?;
    let year = visit.facts.regime.year;
    let known = visit.read(async move |work: &mut Work| personal_copies::known(work, year).await).await?;
    let page = EverybodysCopiesView {
        school_year: vietnamese::school_year(visit.facts.calendar().school_year()),
        list: copy_lines(&visit.facts, &known, visit.now),
    };
    let viewer = viewer(&visit)?;
    Ok(request.page("Bản lưu của mọi người", |head| app::pages::everybodys_copies(head, viewer, page)))
}
