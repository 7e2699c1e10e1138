//! Why a file cannot be shown, in words for whoever wanted to read it.

use domain::vietnamese::number;
use thiserror::Error;

use super::limits::{MAX_CELLS, MAX_PARAGRAPHS, MAX_SHEETS};
use crate::package::PackageError;

/// Why a Word or Excel file is not shown as text. The file itself stays as it was handed in.
#[derive(Debug, Error)]
pub enum ReadingError {
    /// What the format demands is missing or broken: a part, a tag, the encoding.
    #[error("the file is not made as its format demands: {0}")]
    Malformed(&'static str),
    #[error("too many paragraphs")]
    TooManyParagraphs,
    #[error("too many cells")]
    TooManyCells,
    #[error("too many sheets")]
    TooManySheets,
    /// Styles, lists, relationships or shared strings.
    #[error("too many definitions")]
    TooManyDefinitions,
    /// Tables in tables, or elements in elements.
    #[error("nested too deep")]
    TooDeep,
    #[error("too much text")]
    TooMuchText,
    /// One part, or one tag or stretch of text in it.
    #[error("a part of the file is too large")]
    PartTooLarge,
    /// The HTML that would be made of it.
    #[error("the page would be too large")]
    PageTooLarge,
    /// The zip around the parts.
    #[error(transparent)]
    Package(#[from] PackageError),
}

impl ReadingError {
    /// What is true of the file, and what to do next, in Vietnamese.
    pub fn sentence(&self) -> String {
        let fact = match self {
            Self::Malformed(_) | Self::Package(_) => "Tệp bị lỗi bên trong nên không đọc được ở đây.".to_owned(),
            Self::TooManyParagraphs => format!("Tệp có hơn {} đoạn văn, quá dài để xem ở đây.", number(MAX_PARAGRAPHS.into())),
            Self::TooManyCells => format!("Tệp có hơn {} ô bảng, quá nhiều để xem ở đây.", number(MAX_CELLS.into())),
            Self::TooManySheets => format!("Tệp có hơn {MAX_SHEETS} trang tính, quá nhiều để xem ở đây."),
            Self::TooManyDefinitions => "Tệp khai báo quá nhiều kiểu chữ hoặc danh sách nên không xem được ở đây.".to_owned(),
            Self::TooDeep => "Bảng trong tệp lồng vào nhau quá nhiều lớp nên không xem được ở đây.".to_owned(),
            Self::TooMuchText | Self::PartTooLarge | Self::PageTooLarge => "Nội dung tệp quá lớn để xem ở đây.".to_owned(),
        };
        format!("{fact} Hãy tải bản gốc về và mở bằng phần mềm trên máy.")
    }
}
