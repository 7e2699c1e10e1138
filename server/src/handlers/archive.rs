//! "/luu-tru": what is ready for the archive, the way in, the packages, how long records are kept, and what is held.

pub mod exports;
pub mod holds;
pub mod packages;
pub mod records;
pub mod retention;

use ::records::{
    Error, Work,
    archive::{self, Compared},
    new_id,
};
use app::{
    archive::{ArchiveView, PackageLine},
    paths,
};
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    archive::{ArchiveChoice, PackageId, archive_lines, not_ready},
    days::day_of,
    files::StoredFile,
    forms::FormData,
    permissions::{decide_archive, decide_archive_page, decide_export_school},
    vietnamese,
};
use serde::Deserialize;

use super::{
    attempt::{Attempt, Done, or_refusal, with_status},
    viewer,
};
use crate::{
    error::AppError,
    extract::{PageRequest, ProofForm, Visit},
    state::AppState,
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 4] = [
    ("luu", "Đã đưa vào lưu trữ; gói mới đứng đầu danh sách"),
    ("con", "Đã đưa một gói vào lưu trữ; còn hồ sơ sẵn sàng, bấm lần nữa để đưa vào gói sau"),
    ("hong", "Đã đưa vào lưu trữ, trừ hồ sơ có tệp không còn khớp với lúc nộp; báo tổ quản lý phần mềm khôi phục tệp"),
    (
        "hong-con",
        "Đã đưa một gói vào lưu trữ, trừ hồ sơ có tệp không còn khớp với lúc nộp; báo tổ quản lý phần mềm khôi phục tệp. Còn hồ sơ sẵn \
         sàng, bấm lần nữa để đưa vào gói sau",
    ),
];

/// What the address chooses.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct ArchiveQuery {
    #[serde(default)]
    nam: String,
    #[serde(default, rename = "type")]
    record_type: String,
    #[serde(default)]
    class: String,
}

impl ArchiveQuery {
    fn read(typed: &FormData) -> Self {
        let field = |name: &str| typed.get(name).to_owned();
        Self { nam: field("nam"), record_type: field("type"), class: field("class") }
    }

    /// What it chooses; what is no id chooses nothing, and is an address that nobody was led to.
    fn choice(&self) -> Result<ArchiveChoice, AppError> {
        let fields = [("type", &self.record_type), ("class", &self.class)];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.clone()));
        ArchiveChoice::read(&FormData::new(fields.to_vec())).ok_or(AppError::NotFound)
    }
}

/// `GET /luu-tru`
pub async fn page(
    visit: Visit,
    Query(asked): Query<ArchiveQuery>,
    Query(done): Query<Done>,
    request: PageRequest,
) -> Result<Response, AppError> {
    shown(visit, &request, asked, Attempt { done: done.words(&DEEDS), ..Attempt::default() }).await
}

async fn shown(visit: Visit, request: &PageRequest, asked: ArchiveQuery, attempt: Attempt<()>) -> Result<Response, AppError> {
    decide_archive_page(&visit.actor())?;
    let choice = asked.choice()?;
    let visit = visit.in_year(&asked.nam).await?;
    let read = async |work: &mut Work| {
        Ok::<_, Error>((archive::held_versions(work).await?, archive::rules(work).await?, archive::packages(work).await?))
    };
    let (held, rules, packages) = visit.read(read).await?;
    let (facts, organisation, today, now) = (&*visit.facts, visit.facts.organisation(), day_of(visit.now), visit.now);
    let packages = packages.into_iter().map(|(package, check)| PackageLine {
        who: vietnamese::capitalised(&organisation.name_of(package.by, today)),
        package,
        check,
    });
    let types = facts.regime.record_types.iter().map(|one| (one.id.to_string(), one.name.clone()));
    let classes = organisation.classes.iter().map(|one| (one.id.to_string(), one.title()));
    let page = ArchiveView {
        school_year: vietnamese::capitalised(&vietnamese::school_year(facts.calendar().school_year())),
        year: visit.looks_back().map(str::to_owned),
        years: visit.today.regime.ended.iter().map(|(_, name)| (name.clone(), vietnamese::school_year(name))).collect(),
        record_type: asked.record_type,
        class: asked.class,
        types: types.collect(),
        classes: classes.collect(),
        lines: archive_lines(facts, choice, &rules, &held, now),
        not_ready: not_ready(facts, choice, &held, now).into_iter().map(|(why, id, title)| (why.words(), id, title)).collect(),
        packages: packages.collect(),
        asks_again: visit.asks_again(),
        errors: attempt.errors,
        id: decide_archive(&visit.actor()).is_ok().then(|| new_id::<domain::archive::Package>().to_string()),
        may_export: decide_export_school(&visit.actor()).is_ok(),
        refused: attempt.refused,
        done: attempt.done,
    };
    let viewer = viewer(&visit)?;
    Ok(with_status(request.page("Lưu trữ", |head| app::pages::archive(head, viewer, page)), attempt.status))
}

/// `POST /luu-tru`: what is chosen and ready goes in, once its files were compared with what was handed in. Nobody changes it after
/// that, so the password is asked for again as where records are shut.
pub async fn put(State(state): State<AppState>, mut form: ProofForm<Visit>) -> Result<Response, AppError> {
    decide_archive(&form.visit.actor())?;
    let asked = ArchiveQuery::read(&form.typed);
    let (id, choice): (PackageId, _) = (form.typed.get("id").parse().map_err(|_| AppError::NotAForm)?, asked.choice()?);
    let year = form.visit.clone().in_year(&asked.nam).await?.facts.regime.year;
    if let Err(errors) = form.prove().await? {
        return shown(form.visit, &form.request, asked, Attempt::wrong((), errors)).await;
    }
    let (visit, request) = (form.visit, form.request);
    let (store, person) = (visit.fact_store(), visit.person);
    let to_compare = async move |work: &mut Work| archive::files_to_compare(work, &store, (person, year), choice).await;
    let compared = compare(&state, &visit.read(to_compare).await?).await;
    let store = visit.fact_store();
    match visit.write(async move |work: &mut Work| archive::put(work, &store, (id, year), choice, &compared).await).await {
        Ok(put) => {
            let deed = match (put.damaged, put.more) {
                (0, 0) => "luu",
                (0, _) => "con",
                (_, 0) => "hong",
                (..) => "hong-con",
            };
            let year = Some(asked.nam.as_str()).filter(|name| !name.is_empty());
            let address = paths::archive_of(year, &asked.record_type, &asked.class);
            let joint = if address.contains('?') { '&' } else { '?' };
            Ok(Redirect::to(&format!("{address}{joint}xong={deed}")).into_response())
        }
        Err(Error::Refused(refusal)) => {
            let page = shown(visit.again().await?, &request, asked, Attempt::without_words(refusal.clone())).await;
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether each of these files is what was handed in, read from end to end. One that the disk does not give is not: it holds up no
/// other.
async fn compare(state: &AppState, files: &[StoredFile]) -> Compared {
    let mut compared = Compared::new();
    for file in files {
        let fits = state.blobs.fits(file.sha256, file.size).await.unwrap_or_else(|error| {
            tracing::error!(%error, sha256 = %file.sha256, "a file of the archive could not be read");
            false
        });
        compared.insert(file.sha256, fits);
    }
    compared
}
