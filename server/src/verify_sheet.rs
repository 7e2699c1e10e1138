//! `hoso verify-sheet`: checks a downloaded sheet of an approval or of a check by itself, in words for whoever holds it.

use std::fmt::Write;

use app::signing::{Sheet, SheetReadError};
use domain::{
    days::local,
    record_types::Step,
    signing::{ClockAtSigning, KeyId, PublicKey, SignedAct},
    vietnamese,
    year_books::BOOK_FORM,
};
use records::{
    signing::{key_id, verifies},
    year_books,
};

/// How the command ends where a sheet is whole and nobody has said by whose key: neither 0, for that is a sheet of the school, nor
/// 1, for that is none to be believed. (2 is clap's own, for arguments that are none.)
pub const UNKNOWN_KEY: u8 = 3;

const KNOWN_KEY: &str = "Khóa này là khóa đã cho.";
const UNKNOWN_KEY_WORDS: &str =
    "So dấu vân tay của khóa với dấu vân tay mà trường công bố ở trang /kiem-tra, hoặc chạy lại với --key.";
/// Of the side that had not decided when the other one signed.
const NOT_YET: &str = "lúc ký, phiên bản này chưa được duyệt; duyệt hay trả lại sau đó thì xem ở trang /kiem-tra của trường";

/// Why a file is not to be believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    #[error("tệp này không phải phiếu duyệt tải về từ Hồ sơ Mầm non. Tải lại phiếu từ trang Phiếu duyệt rồi kiểm tra lại.")]
    NoSheet,
    #[error("phiếu đã bị sửa: lời xác nhận trong phiếu không còn đúng dạng đã ký. Không dùng phiếu này.")]
    NoStatement,
    #[error("phiếu đã bị sửa: chữ trên phiếu khác với lời xác nhận đã ký. Không dùng phiếu này.")]
    OtherText,
    #[error("sổ cuối năm đã bị sửa, hoặc dòng chữ ký cuối tệp không còn nguyên. Không dùng tệp này; tải lại từ trang sổ cuối năm.")]
    ChangedBook,
    #[error("chữ ký không khớp với lời xác nhận trong phiếu. Không dùng phiếu này.")]
    NotSigned,
    #[error(
        "phiếu được ký bằng khóa có dấu vân tay {0}, không phải khóa đã cho. Không dùng phiếu này nếu khóa đã cho là của trường."
    )]
    OtherKey(String),
    #[error("khóa đã cho không đúng dạng: cần 64 chữ số hệ 16 của khóa công khai hoặc 32 chữ số của dấu vân tay.")]
    NoKey,
}

impl From<SheetReadError> for SheetError {
    fn from(fault: SheetReadError) -> Self {
        match fault {
            SheetReadError::NoParts => Self::NoSheet,
            SheetReadError::NoStatement => Self::NoStatement,
            SheetReadError::OtherText => Self::OtherText,
        }
    }
}

/// Checks the bytes of a file, by `key` where the school's key or its fingerprint is known. Brings what was signed, in words.
///
/// # Errors
/// `SheetError`.
pub fn verify(file: &[u8], key: Option<&str>) -> Result<String, SheetError> {
    let text = std::str::from_utf8(file).map_err(|_| SheetError::NoSheet)?;
    if text.contains(BOOK_FORM) {
        return verify_book(text, key);
    }
    let sheet = Sheet::read(text)?;
    let id = key_id(&sheet.key);
    let is_signed = sheet.statement.key == id && verifies(&sheet.key, &sheet.statement.bytes(), &sheet.signature);
    if !is_signed {
        return Err(SheetError::NotSigned);
    }
    let is_known = given(key, id)?;
    Ok(words(&sheet, is_known))
}

/// The same of the file of a year-end book, whose last line signs all that stands before it.
fn verify_book(text: &str, key: Option<&str>) -> Result<String, SheetError> {
    let (document, seal) = year_books::unsealed(text).ok_or(SheetError::ChangedBook)?;
    let id = key_id(&seal.key);
    let is_known = given(key, id)?;
    let name = document.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>")).map_or("", |(name, _)| name);
    let mut words = String::from(if is_known {
        "Sổ hợp lệ: từng byte của tệp đúng như khóa của trường đã ký.\n"
    } else {
        "Chưa biết sổ này của ai: tệp còn nguyên như lúc ký, nhưng khóa đã ký có thể là của bất kỳ ai.\n"
    });
    // Writing to a String cannot fail.
    _ = writeln!(words, "  Sổ: {name}");
    _ = writeln!(words, "  Khóa: {}", id.grouped());
    words.push_str(if is_known { KNOWN_KEY } else { UNKNOWN_KEY_WORDS });
    words.push_str("\nSổ trên máy chủ và nhật ký của trường còn khớp hay không thì gõ mã kiểm tra in trong sổ ở trang /kiem-tra.");
    Ok(words)
}

/// Whether the key is known to be the one that was given.
fn given(key: Option<&str>, id: KeyId) -> Result<bool, SheetError> {
    match key.map(|key| typed_key(key).ok_or(SheetError::NoKey)).transpose()? {
        Some(given) if given != id => Err(SheetError::OtherKey(id.grouped())),
        given => Ok(given.is_some()),
    }
}

/// The fingerprint that somebody typed, or that of the key that they typed.
pub fn typed_key(key: &str) -> Option<KeyId> {
    let digits: String = key.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').collect();
    let by_key = PublicKey::from_hex(&digits).map(|key| key_id(&key));
    by_key.or_else(|| KeyId::from_hex(&digits))
}

fn words(sheet: &Sheet, is_known: bool) -> String {
    let statement = &sheet.statement;
    let at = local(statement.signed_at);
    let mut words = String::from(if is_known {
        "Phiếu hợp lệ: chữ trên phiếu đúng từng byte với lời xác nhận đã ký.\n"
    } else {
        "Chưa biết phiếu này của ai: chữ trên phiếu đúng từng byte với lời xác nhận, nhưng khóa đã ký có thể là của bất kỳ ai.\n"
    });
    let mut line = |head: &str, text: &str| {
        // Writing to a String cannot fail.
        _ = writeln!(words, "  {head}: {text}");
    };
    line("Trường", &statement.school.name);
    line("Hồ sơ", &format!("{}, phiên bản {}", statement.record.title, statement.version.number));
    line("Biên nhận", &statement.version.receipt.to_string());
    let signed_by = match statement.act {
        SignedAct::Approval => "Người ký",
        SignedAct::Check => "Người ký xác nhận đã kiểm tra, không phải ký duyệt",
    };
    line(signed_by, &format!("{}, {}", statement.signer.name, statement.signer.titles));
    line("Lúc", &format!("{} {}", vietnamese::hour_with_seconds(at.time()), vietnamese::weekday_and_date(at.date())));
    if statement.clock == ClockAtSigning::Doubted {
        line("Giờ ký", "lúc ký, giờ máy chủ đang được kiểm tra nên có thể chưa đúng");
    }
    match statement.open {
        Some(Step::Department) => line("Tổ", NOT_YET),
        Some(Step::Leadership) => line("Ban giám hiệu", NOT_YET),
        None => {}
    }
    for file in &statement.version.files {
        line("Tệp", &format!("{} ({}) SHA-256 {}", file.name, vietnamese::file_size(file.size), file.sha256));
    }
    line("Mã kiểm tra", &statement.code.to_string());
    line("Khóa", &statement.key.grouped());
    words.push_str(if is_known { KNOWN_KEY } else { UNKNOWN_KEY_WORDS });
    words.push_str(
        "\nViệc rút lại chữ ký, trả lại và phiên bản mới hơn chỉ trang /kiem-tra của trường mới biết; địa chỉ và mã QR không \
         thuộc phần đã ký.",
    );
    words
}

#[cfg(test)]
#[path = "verify_sheet_tests.rs"]
mod tests;
