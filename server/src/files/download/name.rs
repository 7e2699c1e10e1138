//! The header with the name that a downloaded file gets (`domain::files::name_to_save`).

use axum::http::HeaderValue;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What RFC 8187 lets stand as it is in an extended value.
const EXTENDED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// `attachment` with the name twice: in ASCII for old programs, whole for the others (RFC 6266).
pub fn disposition(name: &str) -> HeaderValue {
    let extended = utf8_percent_encode(name, EXTENDED);
    let value = format!("attachment; filename=\"{}\"; filename*=UTF-8''{extended}", ascii(name));
    // Both names are letters that a header may carry, so the other arm is never needed.
    HeaderValue::try_from(value).unwrap_or(HeaderValue::from_static("attachment"))
}

/// "Giáo án đợt 1.docx" → "Giao an dot 1.docx"; what would end or escape the quoted text becomes "_".
fn ascii(name: &str) -> String {
    let plain = name.nfd().filter(|letter| !is_combining_mark(*letter));
    plain
        .map(|letter| match letter {
            'đ' => 'd',
            'Đ' => 'D',
            '–' | '—' => '-',
            '"' | '\\' | '%' | ';' | '/' | ':' | '<' | '>' | '|' | '?' | '*' => '_',
            letter if letter.is_ascii() && !letter.is_ascii_control() => letter,
            _ => '_',
        })
        .collect()
}
