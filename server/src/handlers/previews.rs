//! "/xem/…": what stands in a file, read by whoever may download it.

use std::collections::BTreeMap;

use app::{
    paths,
    previews::{FileComments, PreviewView, Shown, pdf_view},
};
use axum::{
    extract::{Path, Query, State},
    http::{
        HeaderMap, HeaderValue, Method,
        header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY},
    },
    response::Response,
};
use domain::{
    comments::Spot,
    file_text::Place,
    files::{FileKind, StoredFile},
    obligations::Obligation,
    refusal::{InspectionRefusal, Refusal, Words},
    reviews::{Review, Thread, marked, review_of},
    spot_checks::Draw,
    submissions::{Submission, SubmissionId},
    vietnamese,
};
use records::{Work, submissions};
use serde::Deserialize;

use super::{
    comments,
    file_notices::{audience, of_file},
    receipts::{self, OpenFile},
};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    files::{
        download,
        pages::{Made, Pages},
        reader::{PICTURES_AT, ReaderError},
    },
    middleware::security_headers::MayBeFramed,
    state::AppState,
};

#[derive(Debug, Deserialize)]
pub struct PreviewQuery {
    /// The page of a PDF at which it opens, from 1.
    trang: Option<u32>,
    /// The draw beside the desk that shows this page inside of itself.
    #[serde(default, rename = "rut")]
    draw: String,
}

/// `GET /xem/{receipt}/{position}`
pub async fn page(
    State(state): State<AppState>,
    Path((id, position)): Path<(SubmissionId, usize)>,
    Query(query): Query<PreviewQuery>,
    visit: Visit,
    request: PageRequest,
) -> Result<Response, AppError> {
    let visit = visit.at_version(id).await?;
    let OpenFile { submission, obligation, file, is_kept, to_read } = receipts::open_file(&state, &visit, id, position).await?;
    let is_readable = to_read.is_ok();
    let (shown, of_shown) = match to_read {
        Ok(()) => shown(&visit, (id, position), &file, is_kept).await?,
        Err(refusal) => (Shown::Nothing(not_read(&refusal)), Vec::new()),
    };
    if !matches!(shown, Shown::Nothing(_)) && request.is_looked_at {
        visit.note_view(id);
        receipts::note_shown(&visit, &submission, position).await;
    }
    let of = obligation.id;
    let versions = visit.read(async move |work: &mut Work| submissions::versions(work, of).await).await?;
    let threads = comments::threads(&visit, obligation, &versions).await?;
    let shown = match (shown, &threads) {
        (Shown::Text(html), Some(threads)) => Shown::Text(with_marks(html, &marked(threads, id, file.sha256, &versions))),
        (Shown::Pdf(address), _) => Shown::Pdf(pdf_view(&address, query.trang)),
        (other, _) => other,
    };
    let made = (matches!(shown, Shown::Pdf(_)) && file.kind != FileKind::Pdf).then(|| Words {
        fact: "Bản xem này do LibreOffice chuyển sang PDF".to_owned(),
        advice: "Phông chữ và chỗ ngắt trang có thể khác; bản gốc vẫn như người nộp gửi.".to_owned(),
    });
    let came = (submission.received_at, submission.composition.origin(position));
    let mut notices = of_file(&visit, obligation, &file, came, audience(&visit, obligation, &submission)).await?;
    notices.extend(of_shown);
    let (is_framed, draw) = (request.is_framed(), Draw::parse(&query.draw, visit.now));
    // Where nobody is asked to approve, nobody is invited to comment either.
    let is_reviewed = !matches!(review_of(&visit.facts, obligation), Review::NotAsked);
    let comments = match threads.filter(|threads| is_readable && (is_reviewed || !threads.is_empty())) {
        Some(threads) => Some(file_comments(&visit, obligation, (id, &file), &versions, &threads, (is_framed, draw)).await),
        None => None,
    };
    let view = PreviewView {
        title: visit.facts.title(obligation),
        original: paths::file(id, position),
        receipt: paths::receipt(id),
        files: others(&submission, is_framed, draw),
        position,
        notices,
        made,
        shown,
        comments,
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

/// Why nothing of it is shown to whoever may download it: its sender, whose own file it is.
fn not_read(refusal: &InspectionRefusal) -> String {
    let Words { fact, advice } = refusal.words();
    format!("{fact}, nên không xem được ngay tại đây. {advice}")
}

/// Of a long file so many places are offered; others are pointed at, or typed.
const MAX_OFFERED: usize = 400;
/// How many letters of a place are shown: they tell which one it is.
const SHOWN_OF_PLACE: usize = 48;

async fn file_comments(
    visit: &Visit,
    obligation: &Obligation,
    (receipt, file): (SubmissionId, &StoredFile),
    versions: &[Submission],
    threads: &[Thread],
    (is_framed, draw): (bool, Option<Draw>),
) -> FileComments {
    let marks = marked(threads, receipt, file.sha256, versions);
    let line = |(number, spot): &(usize, Spot)| {
        let thread = threads.iter().find(|thread| thread.number == *number)?;
        Some((*number, spot.to_string(), thread.who.clone(), thread.words.clone()))
    };
    let text = comments::text(visit, file).await.unwrap_or_default();
    let told =
        text.passages.iter().filter(|passage| !passage.text.trim().is_empty() || matches!(passage.place, Place::Cell { .. }));
    // In a year that is over nobody is invited to write.
    let most = if visit.facts.is_over { 0 } else { MAX_OFFERED };
    let offered = told.take(most).map(|passage| {
        let (spot, words) = (Spot::Text(passage.place), passage.text.split_whitespace().collect::<Vec<_>>().join(" "));
        let begins: String = words.chars().take(SHOWN_OF_PLACE).collect();
        let begins = if begins.is_empty() { "(trống)".to_owned() } else { begins };
        (spot.to_string(), format!("{}: {begins}", vietnamese::capitalised(&spot.words())))
    });
    FileComments {
        lines: marks.iter().filter_map(line).collect(),
        all: paths::record_comments(obligation.id),
        form: if is_framed { paths::review(obligation.id) } else { paths::record(obligation.id) },
        draw,
        places: offered.collect(),
    }
}

/// The numbers of the comments at their places. The words of the file are escaped: nothing in them looks like such an id.
fn with_marks(html: String, marks: &[(usize, Spot)]) -> String {
    let mut numbers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (number, spot) in marks {
        numbers.entry(spot.to_string()).or_default().push(number.to_string());
    }
    let mark = |html: String, (place, numbers): (String, Vec<String>)| {
        let id = format!("id=\"{place}\"");
        html.replacen(&id, &format!("{id} data-pin=\"{}\"", numbers.join(", ")), 1)
    };
    numbers.into_iter().fold(html, mark)
}

fn others(submission: &Submission, is_framed: bool, draw: Option<Draw>) -> Vec<(String, String)> {
    let address = |position| {
        let alone = paths::preview(submission.id, position);
        if is_framed { paths::with_draw(&paths::framed(&alone), draw) } else { alone }
    };
    match submission.files.as_slice() {
        [_] => Vec::new(),
        files => (0..).zip(files).map(|(position, file)| (file.name.to_string(), address(position))).collect(),
    }
}

/// What is shown of a file, and what a reader should know of it. `is_kept`: only its sender and whoever decides see it yet.
async fn shown(
    visit: &Visit,
    (id, position): (SubmissionId, usize),
    file: &StoredFile,
    is_kept: bool,
) -> Result<(Shown, Vec<Words>), AppError> {
    let address = || paths::preview_file(id, position);
    let shown = match file.kind {
        kind if Pages::reads(kind) => match visit.pages().page(file.sha256, kind).await? {
            Ok(page) => {
                let pictures = paths::preview_picture(id, position, "");
                let html = page.html.replace(&format!("src=\"{PICTURES_AT}"), &format!("src=\"{pictures}"));
                let changes = page.has_tracked_changes.then(|| Words {
                    fact: "Tệp còn phần sửa đang theo dõi (Track Changes)".to_owned(),
                    advice: "Ở đây hiện chữ sau khi sửa; bản gốc giữ cả hai.".to_owned(),
                });
                return Ok((Shown::Text(html), page.old_fonts.map(old_fonts).into_iter().chain(changes).collect()));
            }
            // LibreOffice would read it for a minute, and keep others waiting who have no other way to see their files.
            Err(why) => Shown::Nothing(why.sentence()),
        },
        FileKind::Pdf => Shown::Pdf(address()),
        FileKind::Jpeg | FileKind::Png | FileKind::Webp => Shown::Picture(address()),
        FileKind::Doc | FileKind::Xls | FileKind::Ppt | FileKind::Pptx => {
            let otherwise = "Chưa xem được loại tệp này ngay tại đây. Hãy tải bản gốc về và mở bằng phần mềm trên máy; lần sau lưu \
                             thành docx, xlsx hoặc pdf thì xem được ngay.";
            through_office(visit, file, is_kept, address(), otherwise).await?
        }
        FileKind::Docx
        | FileKind::Xlsx
        | FileKind::Heic
        | FileKind::Mp3
        | FileKind::M4a
        | FileKind::Mp4
        | FileKind::Mov
        | FileKind::ThreeGp => {
            Shown::Nothing("Loại tệp này không xem được ngay tại đây. Hãy tải bản gốc về và mở bằng phần mềm trên máy.".to_owned())
        }
    };
    Ok((shown, Vec::new()))
}

/// The PDF that LibreOffice makes of a file, where it is here; in what can act it could act too.
async fn through_office(
    visit: &Visit,
    file: &StoredFile,
    is_kept: bool,
    address: String,
    otherwise: &str,
) -> Result<Shown, AppError> {
    let pages = visit.pages();
    if !pages.converts(file.kind) {
        return Ok(Shown::Nothing(otherwise.to_owned()));
    }
    if is_kept {
        let sentence = "Tệp đang chờ được xem nên không mở ngay tại đây. Bản gốc vẫn tải về được.";
        return Ok(Shown::Nothing(sentence.to_owned()));
    }
    Ok(match pages.convert(file.sha256, file.kind, visit.now).await? {
        Ok(()) => Shown::Pdf(address),
        Err(why) => Shown::Nothing(why.sentence()),
    })
}

/// The sentence of the readers, its fact before its reason.
fn old_fonts(sentence: String) -> Words {
    let (fact, advice) = sentence.split_once(": ").unwrap_or((&sentence, ""));
    Words { fact: fact.to_owned(), advice: domain::vietnamese::capitalised(advice) }
}

/// What a file of a stranger may do in its frame: be seen.
const FOR_PICTURES: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'");

/// The browser's viewer of PDF is a part of the browser, shut in by itself. It starts in a document that is sandboxed by its own
/// policy, and not in a frame that has the attribute (decision 0015).
const FOR_PDF: HeaderValue =
    HeaderValue::from_static("sandbox; default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'");

/// `GET /xem/{receipt}/{position}/tep`: a pdf, jpg or png as it is, or the PDF that was made, for the browser's own viewer.
pub async fn file(
    State(state): State<AppState>,
    Path((id, position)): Path<(SubmissionId, usize)>,
    visit: Visit,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let visit = visit.at_version(id).await?;
    let opened = receipts::open_file(&state, &visit, id, position).await?;
    opened.to_read.clone().map_err(Refusal::from)?;
    let policy = match opened.file.kind {
        FileKind::Pdf => FOR_PDF,
        FileKind::Jpeg | FileKind::Png | FileKind::Webp => FOR_PICTURES,
        FileKind::Docx | FileKind::Doc | FileKind::Xlsx | FileKind::Xls | FileKind::Pptx | FileKind::Ppt => {
            let sent = converted(&state, &visit, &opened.file).await?;
            // It is always sent whole; without its bytes it is no look at it.
            if method == Method::GET {
                visit.note_view(id);
                receipts::note_shown(&visit, &opened.submission, position).await;
            }
            return Ok(sent);
        }
        FileKind::Heic | FileKind::Mp3 | FileKind::M4a | FileKind::Mp4 | FileKind::Mov | FileKind::ThreeGp => {
            return Err(AppError::NotFound);
        }
    };
    let mut sent = receipts::file(State(state), Path((id, position)), visit, method, headers).await?;
    sent.headers_mut().insert(CONTENT_DISPOSITION, HeaderValue::from_static("inline"));
    sent.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    Ok(sent)
}

/// The PDF that was made of the file when its page was shown, on one of the places that each person has for files on their way.
async fn converted(state: &AppState, visit: &Visit, file: &StoredFile) -> Result<Response, AppError> {
    let pdf = visit.pages().pdf(file.sha256).await.ok_or(AppError::NotFound)?;
    let share = receipts::place_to_send(state, visit)?;
    Ok(share.until_sent(send(state, Made::Kept(pdf), FileKind::Pdf, FOR_PDF).await?))
}

/// What was made of a file. A page asks for all its pictures at once, so that those wait for each other and are not counted.
async fn send(state: &AppState, made: Made, kind: FileKind, policy: HeaderValue) -> Result<Response, AppError> {
    let mut sent = download::made::send(&state.blobs, made, kind).await.map_err(|error| {
        tracing::error!(%error, "what was made of a file could not be sent");
        AppError::Unavailable
    })?;
    sent.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    Ok(sent)
}

/// `GET /xem/{receipt}/{position}/anh/{picture}`
pub async fn picture(
    State(state): State<AppState>,
    Path((id, position, picture)): Path<(SubmissionId, usize, usize)>,
    visit: Visit,
) -> Result<Response, AppError> {
    let visit = visit.at_version(id).await?;
    let OpenFile { file, to_read, .. } = receipts::open_file(&state, &visit, id, position).await?;
    to_read.map_err(Refusal::from)?;
    if file.kind != FileKind::Docx {
        return Err(AppError::NotFound);
    }
    // Whoever knows the address needs no page around it.
    visit.note_view(id);
    let picture = visit.pages().picture(file.sha256, file.kind, picture).await?.ok_or(AppError::NotFound)?;
    let kind = if picture.is_png() { FileKind::Png } else { FileKind::Jpeg };
    send(&state, picture, kind, FOR_PICTURES).await
}

impl From<ReaderError> for AppError {
    fn from(error: ReaderError) -> Self {
        match error {
            ReaderError::Busy | ReaderError::CutShort { .. } => Refusal::from(InspectionRefusal::Busy).into(),
            ReaderError::Machine(cause) => {
                tracing::error!(%cause, "a stored file could not be read");
                Self::Unavailable
            }
        }
    }
}
