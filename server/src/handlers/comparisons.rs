//! "/so-sanh/…": a file of one version beside that of another one, for whoever may open both.

use app::{
    comparison::{ComparedFile, ComparisonView, Fate, OfNewFile, ShownChanges, Side},
    paths,
    previews::pdf_view,
};
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use documents::comparison::compare;
use domain::{
    comparison::{FilePair, pair_files},
    files::{FileKind, StoredFile},
    refusal::Refusal,
    spot_checks::Draw,
    submissions::{Submission, SubmissionId},
};
use records::{Work, review_openings, submissions};
use serde::Deserialize;
use tokio::task::spawn_blocking;

use super::{
    comments::text,
    file_notices::{audience, of_file},
    receipts::{self, may_open, open_file},
    viewer,
};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    middleware::security_headers::MayBeFramed,
    state::AppState,
};

#[derive(Debug, Deserialize)]
pub struct ComparisonQuery {
    /// The other version; the one before where none is named.
    voi: Option<SubmissionId>,
    /// The draw beside the desk that shows this page inside of itself.
    #[serde(default, rename = "rut")]
    draw: String,
}

/// How the pages are shown to which this one leads: inside of a desk, as this one is, with the draw beside that.
#[derive(Clone, Copy, Debug)]
enum Around {
    Nothing,
    Desk(Option<Draw>),
}

impl Around {
    fn of(&self, address: &str) -> String {
        match self {
            Self::Nothing => address.to_owned(),
            Self::Desk(draw) => paths::with_draw(&paths::framed(address), *draw),
        }
    }
}

/// `GET /so-sanh/{receipt}/{position}`
pub async fn page(
    State(state): State<AppState>,
    Path((id, position)): Path<(SubmissionId, usize)>,
    Query(query): Query<ComparisonQuery>,
    visit: Visit,
    request: PageRequest,
) -> Result<Response, AppError> {
    let visit = visit.at_version(id).await?;
    let (new, obligation) = receipts::open(&visit, id).await?;
    let of = obligation.id;
    let versions = visit.read(async move |work: &mut Work| submissions::versions(work, of).await).await?;
    let old = match query.voi {
        Some(with) => versions.iter().find(|version| version.id == with && version.id != id),
        None => {
            let before = versions.iter().filter(|version| version.version < new.version && version.withdrawn_at.is_none());
            before.max_by_key(|version| version.version)
        }
    };
    let old = old.ok_or(AppError::NotFound)?;
    may_open(&visit, obligation, old)?;
    let pairs = pair_files(&old.files, &new.files);
    let pair = *pairs.get(position).ok_or(AppError::NotFound)?;
    // What is held opens for nobody here either.
    for (version, file) in [(old, pair.before), (&new, pair.after)] {
        if let Some(file) = file {
            open_file(&state, &visit, version.id, file).await?.to_read.map_err(Refusal::from)?;
        }
    }
    if request.is_looked_at {
        visit.note_view(new.id);
        visit.note_view(old.id);
    }
    let shown = shown(&visit, old, &new, pair).await;
    // Whoever approves a correction has looked at it when they know the file that it corrects, and have seen all that changed.
    if let Some(file) = pair.after.filter(|_| request.is_looked_at)
        && has_looked_at_all(&visit, old.id, pair.before, &shown).await?
    {
        receipts::note_shown(&visit, &new, file).await;
    }
    let notices = match pair.after.and_then(|at| Some((new.files.get(at)?, new.composition.origin(at)))) {
        Some((file, origin)) => {
            of_file(&visit, obligation, file, (new.received_at, origin), audience(&visit, obligation, &new)).await?
        }
        None => Vec::new(),
    };
    let around = if request.is_framed() { Around::Desk(Draw::parse(&query.draw, visit.now)) } else { Around::Nothing };
    let whole = |version: &Submission, file: Option<usize>| Some(around.of(&paths::preview(version.id, file?)));
    let view = ComparisonView {
        title: visit.facts.title(obligation),
        old_version: old.version,
        new_version: new.version,
        files: (0..).zip(&pairs).filter_map(|(at, pair)| compared(&new, old, *pair, at, around)).collect(),
        position,
        notices,
        old: whole(old, pair.before),
        new: whole(&new, pair.after),
        shown,
    };
    let title = format!("So sánh {}", view.title);
    if let Around::Desk(_) = around {
        let mut page = request.page(&title, |head| app::pages::framed_comparison(head, view));
        page.extensions_mut().insert(MayBeFramed);
        return Ok(page);
    }
    let viewer = viewer(&visit)?;
    Ok(request.page(&title, |head| app::pages::comparison(head, viewer, view)))
}

/// The files of a pair.
fn both<'a>(old: &'a Submission, new: &'a Submission, pair: FilePair) -> (Option<&'a StoredFile>, Option<&'a StoredFile>) {
    (pair.before.and_then(|at| old.files.get(at)), pair.after.and_then(|at| new.files.get(at)))
}

fn compared(new: &Submission, old: &Submission, pair: FilePair, at: usize, around: Around) -> Option<ComparedFile> {
    let (before, after) = both(old, new, pair);
    let fate = match (before, after) {
        (Some(before), Some(after)) if before.sha256 == after.sha256 => Fate::Same,
        (Some(_), Some(_)) => Fate::Other,
        (None, _) => Fate::Added,
        (Some(_), None) => Fate::Removed,
    };
    let name = after.or(before)?.name.clone();
    Some(ComparedFile { name, address: around.of(&paths::compared(new.id, at, old.id)), fate })
}

async fn shown(visit: &Visit, old: &Submission, new: &Submission, pair: FilePair) -> ShownChanges {
    let (Some(before), Some(after)) = both(old, new, pair) else { return ShownChanges::Alone };
    if before.sha256 == after.sha256 {
        return ShownChanges::Same;
    }
    let sides = pair.before.and_then(|at| side(old, at, before.kind)).zip(pair.after.and_then(|at| side(new, at, after.kind)));
    if let Some((old, new)) = sides {
        return ShownChanges::Both { old, new };
    }
    let (Some(before), Some(after)) = (text(visit, before).await, text(visit, after).await) else {
        let sentence = "Hai bản này chưa so được từng chữ ngay tại đây. Mở từng bản ở trên, hoặc tải về so bằng phần mềm trên máy.";
        return ShownChanges::Nothing(sentence.to_owned());
    };
    match spawn_blocking(move || compare(&before, &after).told()).await {
        Ok(told) => ShownChanges::Text(told),
        Err(error) => {
            tracing::error!(%error, "two texts could not be compared");
            ShownChanges::Nothing("Chưa so được hai bản này. Mở từng bản ở trên.".to_owned())
        }
    }
}

/// What the browser shows by itself.
fn side(version: &Submission, at: usize, kind: FileKind) -> Option<Side> {
    let address = paths::preview_file(version.id, at);
    match kind {
        FileKind::Pdf => Some(Side::Pdf(pdf_view(&address, None))),
        FileKind::Jpeg | FileKind::Png | FileKind::Webp => Some(Side::Picture(address)),
        FileKind::Docx | FileKind::Doc | FileKind::Xlsx | FileKind::Xls | FileKind::Pptx | FileKind::Ppt => None,
        FileKind::Heic | FileKind::Mp3 | FileKind::M4a | FileKind::Mp4 | FileKind::Mov | FileKind::ThreeGp => None,
    }
}

/// Whether the visitor, to whom this is shown, has looked at all of the new file, or at all that was changed in one that they have
/// seen: `file` of the version `old`.
async fn has_looked_at_all(visit: &Visit, old: SubmissionId, file: Option<usize>, shown: &ShownChanges) -> Result<bool, AppError> {
    let file = match (shown.of_new_file(), file) {
        (OfNewFile::Whole, _) => return Ok(true),
        (OfNewFile::AllChanges, Some(file)) => file,
        (OfNewFile::AllChanges, None) | (OfNewFile::Less, _) => return Ok(false),
    };
    let person = visit.person;
    Ok(visit.read(async move |work: &mut Work| review_openings::has_seen_file(work, person, old, file).await).await?)
}
