//! "/xem/…": what stands in a file, read by whoever may download it.

use app::{
    paths,
    previews::{PreviewView, Shown},
};
use axum::{
    extract::{Path, Query, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, Method,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use domain::{
    files::{FileKind, StoredFile},
    refusal::Words,
    submissions::{Submission, SubmissionId},
};
use serde::Deserialize;

use super::{
    file_notices,
    receipts::{self, OpenFile},
};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    files::{
        pages::Pages,
        reader::{PICTURES_AT, ReaderError},
    },
    middleware::security_headers::MayBeFramed,
    state::AppState,
};

#[derive(Debug, Deserialize)]
pub struct PreviewQuery {
    /// "1" where another page of the program shows this one inside of itself.
    khung: Option<String>,
}

/// `GET /xem/{receipt}/{position}`
pub async fn page(
    State(state): State<AppState>,
    Path((id, position)): Path<(SubmissionId, usize)>,
    Query(query): Query<PreviewQuery>,
    visit: Visit,
    request: PageRequest,
) -> Result<Response, AppError> {
    let OpenFile { submission, obligation, file } = receipts::open_file(&state, &visit, id, position).await?;
    let (shown, of_shown) = shown(&state, id, position, &file).await?;
    let mut notices = file_notices::of_file(&visit, obligation, &file, submission.received_at).await?;
    notices.extend(of_shown);
    let is_framed = query.khung.is_some();
    let view = PreviewView {
        title: visit.facts.title(obligation),
        original: paths::file(id, position),
        receipt: paths::receipt(id),
        files: others(&submission, is_framed),
        position,
        notices,
        shown,
        file,
    };
    let title = view.file.name.to_string();
    if is_framed {
        let mut page = request.page(&title, |head| app::pages::framed_preview(head, view));
        page.extensions_mut().insert(MayBeFramed);
        return Ok(page);
    }
    let viewer = super::viewer(&visit)?;
    Ok(request.page(&title, |head| app::pages::preview(head, viewer, view)))
}

fn others(submission: &Submission, is_framed: bool) -> Vec<(String, String)> {
    let address = |position| {
        let alone = paths::preview(submission.id, position);
        if is_framed { format!("{alone}?khung=1") } else { alone }
    };
    match submission.files.as_slice() {
        [_] => Vec::new(),
        files => (0..).zip(files).map(|(position, file)| (file.name.to_string(), address(position))).collect(),
    }
}

/// What is shown of a file, and what a reader should know of it.
async fn shown(state: &AppState, id: SubmissionId, position: usize, file: &StoredFile) -> Result<(Shown, Vec<Words>), AppError> {
    let nothing = |sentence: &str| Shown::Nothing(sentence.to_owned());
    let address = || paths::preview_file(id, position);
    let shown = match file.kind {
        kind if Pages::reads(kind) => match state.pages.page(file.sha256, kind).await? {
            Ok(page) => {
                let pictures = paths::preview_picture(id, position, "");
                let html = page.html.replace(&format!("src=\"{PICTURES_AT}"), &format!("src=\"{pictures}"));
                let changes = page.has_tracked_changes.then(|| Words {
                    fact: "Tệp còn phần sửa đang theo dõi (Track Changes)".to_owned(),
                    advice: "Ở đây hiện chữ sau khi sửa; bản gốc giữ cả hai.".to_owned(),
                });
                return Ok((Shown::Text(html), page.old_fonts.map(old_fonts).into_iter().chain(changes).collect()));
            }
            Err(why) => Shown::Nothing(why.sentence()),
        },
        FileKind::Pdf => Shown::Pdf(address()),
        FileKind::Jpeg | FileKind::Png => Shown::Picture(address()),
        FileKind::Doc | FileKind::Xls | FileKind::Ppt | FileKind::Pptx => nothing(
            "Chưa xem được loại tệp này ngay tại đây. Hãy tải bản gốc về và mở bằng phần mềm trên máy; lần sau lưu thành docx, xlsx \
             hoặc pdf thì xem được ngay.",
        ),
        FileKind::Docx | FileKind::Xlsx | FileKind::Heic | FileKind::Mp3 | FileKind::Mp4 => {
            nothing("Loại tệp này không xem được ngay tại đây. Hãy tải bản gốc về và mở bằng phần mềm trên máy.")
        }
    };
    Ok((shown, Vec::new()))
}

/// The sentence of the readers, its fact before its reason.
fn old_fonts(sentence: String) -> Words {
    let (fact, advice) = sentence.split_once(": ").unwrap_or((&sentence, ""));
    Words { fact: fact.to_owned(), advice: domain::vietnamese::capitalised(advice) }
}

/// What a file of a stranger may do in its frame: be seen.
const FOR_PICTURES: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'");

/// The browser's viewer of PDF is a part of the browser, shut in by itself; it does not start in a sandboxed document.
const FOR_PDF: HeaderValue =
    HeaderValue::from_static("default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'");

/// `GET /xem/{receipt}/{position}/tep`: a pdf, jpg or png as it is, for the browser's own viewer.
pub async fn file(
    State(state): State<AppState>,
    Path((id, position)): Path<(SubmissionId, usize)>,
    visit: Visit,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let opened = receipts::open_file(&state, &visit, id, position).await?;
    let policy = match opened.file.kind {
        FileKind::Pdf => FOR_PDF,
        FileKind::Jpeg | FileKind::Png => FOR_PICTURES,
        FileKind::Docx | FileKind::Doc | FileKind::Xlsx | FileKind::Xls | FileKind::Pptx | FileKind::Ppt => {
            return Err(AppError::NotFound);
        }
        FileKind::Heic | FileKind::Mp3 | FileKind::Mp4 => return Err(AppError::NotFound),
    };
    let mut sent = receipts::file(State(state), Path((id, position)), visit, method, headers).await?;
    sent.headers_mut().insert(CONTENT_DISPOSITION, HeaderValue::from_static("inline"));
    sent.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    Ok(sent)
}

/// `GET /xem/{receipt}/{position}/anh/{picture}`
pub async fn picture(
    State(state): State<AppState>,
    Path((id, position, picture)): Path<(SubmissionId, usize, usize)>,
    visit: Visit,
) -> Result<Response, AppError> {
    let OpenFile { file, .. } = receipts::open_file(&state, &visit, id, position).await?;
    if file.kind != FileKind::Docx {
        return Err(AppError::NotFound);
    }
    let bytes = state.pages.picture(file.sha256, file.kind, picture).await?.ok_or(AppError::NotFound)?;
    let kind = if bytes.starts_with(b"\x89PNG") { FileKind::Png } else { FileKind::Jpeg };
    let headers: [(HeaderName, HeaderValue); 4] = [
        (CONTENT_TYPE, HeaderValue::from_static(kind.media_type())),
        (CONTENT_SECURITY_POLICY, FOR_PICTURES),
        (CONTENT_DISPOSITION, HeaderValue::from_static("inline")),
        (CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, bytes).into_response())
}

impl From<ReaderError> for AppError {
    fn from(error: ReaderError) -> Self {
        let cause = std::error::Error::source(&error).map(ToString::to_string);
        tracing::error!(%error, cause, "a stored file could not be read");
        Self::Unavailable
    }
}
