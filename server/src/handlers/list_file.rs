//! A list that somebody brings: its file, whose cells are read in a process of its own, and how it is kept with the answers.

use std::io::Write;

use app::paths::PROOF;
use axum::{
    body::Body,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use documents::kind::UnfitError;
use domain::{
    files::{FileKind, FileName},
    forms::FormErrors,
    people::PersonId,
    staff::list::Answers,
    tables::{Table, text_of},
};
use records::{
    Work,
    staff::lists::{self, ListKind, WaitingList},
};
use tokio::task::spawn_blocking;

use crate::{
    error::AppError,
    extract::{ProofForm, Visit},
    files::{
        reader::{Reader, ReaderError},
        receive::words_file,
    },
    state::AppState,
};

/// In bytes: a list of five thousand people has some 300 kB.
const MAX_FILE: usize = 4 * 1024 * 1024;

/// What comes of a button on a page of lists.
pub(super) enum ListStep {
    /// What the form brought is kept, or forgotten.
    Kept,
    Refused(FormErrors),
    /// The list is to be taken over: the answers are kept, and the password is right.
    Take,
}

/// What was pasted, an answer, a list that is dropped, or the button that takes it over.
///
/// # Errors
/// `OldPage` for a button that no page of today has.
pub(super) async fn list_step(form: &mut ProofForm, kind: ListKind) -> Result<ListStep, AppError> {
    let person = form.visit.person;
    match form.typed.get("do") {
        "paste" => {
            let table = Table::of_text(form.typed.exactly("paste"));
            if table.rows.is_empty() {
                let words = "Chưa dán gì, hoặc bảng đã dán không có dòng nào.";
                return Ok(ListStep::Refused(FormErrors::one("paste", words)));
            }
            keep(&form.visit, kind, WaitingList { source: String::new(), table, answers: Answers::default() }).await?;
        }
        "drop" => {
            form.visit.write_quietly(async move |work: &mut Work| lists::forget(work, person, kind).await).await?;
        }
        "look" => answer(form, kind).await?,
        "take" => {
            answer(form, kind).await?;
            return Ok(match form.prove().await? {
                Ok(()) => ListStep::Take,
                Err(errors) => ListStep::Refused(FormErrors::one(PROOF, errors.of(PROOF).unwrap_or_default())),
            });
        }
        _ => return Err(AppError::OldPage),
    }
    Ok(ListStep::Kept)
}

/// Keeps a list for whoever brought it, in place of the one before.
pub(super) async fn keep(visit: &Visit, kind: ListKind, list: WaitingList) -> Result<(), AppError> {
    let person = visit.person;
    visit.write_quietly(async move |work: &mut Work| lists::keep(work, person, kind, &list).await).await?;
    Ok(())
}

/// Keeps the answers of a form beside the list that waits.
async fn answer(form: &ProofForm, kind: ListKind) -> Result<(), AppError> {
    let (person, answers) = (form.visit.person, Answers::read(&form.typed));
    let load = async move |work: &mut Work| lists::load(work, person, kind).await;
    match form.visit.read(load).await? {
        Some(list) => keep(&form.visit, kind, WaitingList { answers, ..list }).await,
        None => Ok(()),
    }
}

/// The page that says what is wrong with what was sent.
pub(super) fn refused_list(page: Result<Response, AppError>) -> Result<Response, AppError> {
    let mut response = page?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// Why a file brings no list.
pub(super) enum ListFileError {
    /// In a whole sentence with what to do.
    Told(String),
    Failed(AppError),
}

impl<E: Into<AppError>> From<E> for ListFileError {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// The sheets of the file that was chosen, with its name.
///
/// # Errors
/// `ListFileError`.
pub(super) async fn read_list_file(
    state: &AppState,
    person: PersonId,
    (headers, body): (&HeaderMap, Body),
) -> Result<(String, Vec<Table>), ListFileError> {
    let told = |words: &str| ListFileError::Told(words.to_owned());
    let Some((name, bytes, complete)) = words_file(headers, body, MAX_FILE).await? else {
        return Err(told("Chưa chọn tệp nào."));
    };
    if !complete {
        return Err(told("Tệp lớn hơn 4 MB; có lẽ chọn nhầm tệp. Xóa hình trong bảng hoặc chép riêng bảng sang tệp mới."));
    }
    let name = FileName::clean(&name).to_string();
    if bytes.is_empty() {
        return Err(told("Tệp trống."));
    }
    let is_workbook = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0");
    let tables = if is_workbook { workbook(&state.reader.on_behalf_of(person), bytes).await? } else { vec![words(&bytes)?] };
    if tables.iter().all(|table| table.rows.is_empty()) {
        return Err(told("Trong tệp không có dòng nào."));
    }
    Ok((name, tables))
}

/// A file of words; what a school's program exports as .xls is often a page of the web.
fn words(bytes: &[u8]) -> Result<Table, ListFileError> {
    let told = |words: &str| Err(ListFileError::Told(words.to_owned()));
    let Some(text) = text_of(bytes) else {
        return told("Tệp không phải bảng Excel (.xlsx) hay .csv; có lẽ chọn nhầm tệp.");
    };
    if text.trim_start().starts_with('<') {
        return told("Tệp là trang web mang tên Excel. Mở bằng Excel, chọn Lưu thành (Save As) .xlsx rồi chọn lại.");
    }
    Ok(Table::of_text(&text))
}

async fn workbook(reader: &Reader, bytes: Vec<u8>) -> Result<Vec<Table>, ListFileError> {
    let told = |words: &str| Err(ListFileError::Told(words.to_owned()));
    // The reader takes a file; this one is gone when it has been read.
    let file = spawn_blocking(move || {
        let mut file = tempfile::NamedTempFile::new()?;
        file.write_all(&bytes)?;
        file.flush()?;
        Ok::<_, std::io::Error>(file)
    });
    let file = file.await.map_err(|_| AppError::Internal)?.map_err(|_| AppError::Internal)?;
    let kind = match reader.look_into(file.path().to_owned()).await.map_err(not_read)? {
        Ok(looked) => looked.kind,
        Err(UnfitError::Encrypted) => return told("Tệp mở bằng mật khẩu. Bỏ mật khẩu trong Excel, lưu lại rồi chọn lại."),
        Err(UnfitError::Dangerous) => return told("Tệp có macro. Chọn Lưu thành (Save As) .xlsx rồi chọn lại."),
        Err(UnfitError::SaveAnew) => {
            return told("Tệp là trang web hay XML mang tên Excel. Mở bằng Excel, chọn Lưu thành (Save As) .xlsx rồi chọn lại.");
        }
        Err(UnfitError::Unknown | UnfitError::Impossible(_)) => {
            return told("Tệp bị lỗi bên trong nên không đọc được. Mở bằng Excel, lưu lại rồi chọn lại.");
        }
    };
    match kind {
        FileKind::Xlsx => {}
        FileKind::Xls => {
            return told("Tệp là Excel đời cũ (.xls), dù tên thế nào. Mở bằng Excel, chọn Lưu thành (Save As) .xlsx rồi chọn lại.");
        }
        FileKind::Docx | FileKind::Doc | FileKind::Pptx | FileKind::Ppt => {
            return told("Tệp là Word hoặc PowerPoint, không phải bảng Excel. Chép bảng sang Excel rồi lưu thành .xlsx.");
        }
        FileKind::Pdf
        | FileKind::Jpeg
        | FileKind::Png
        | FileKind::Webp
        | FileKind::Heic
        | FileKind::Mp3
        | FileKind::M4a
        | FileKind::Mp4
        | FileKind::Mov
        | FileKind::ThreeGp => {
            return told("Tệp không phải bảng Excel (.xlsx) hay .csv; có lẽ chọn nhầm tệp.");
        }
    }
    match reader.tables(file.path().to_owned()).await.map_err(not_read)? {
        Ok(tables) => Ok(tables),
        Err(error) => Err(ListFileError::Told(error.sentence())),
    }
}

fn not_read(error: ReaderError) -> ListFileError {
    match error {
        ReaderError::Busy => ListFileError::Told("Máy chủ đang đọc nhiều tệp khác. Chờ nửa phút rồi chọn lại.".to_owned()),
        ReaderError::CutShort { .. } => ListFileError::Told("Máy chủ chưa đọc xong tệp. Chọn lại lần nữa.".to_owned()),
        ReaderError::Machine(_) => ListFileError::Failed(AppError::Internal),
    }
}
