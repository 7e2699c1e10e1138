//! The name a downloaded file gets: the teacher's own, with an ending that fits what is inside.

use axum::http::HeaderValue;
use domain::files::{FileKind, FileName};
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

/// The name to save under. Where the ending does not belong to the kind, the kind's own is added behind it:
/// "bài.exe" that is a picture becomes "bài.exe.jpg", and no Windows runs it; what
/// Windows cannot save under becomes something that it can (`FileName::to_save`).
pub fn download_name(name: &FileName, kind: FileKind) -> String {
    if fits(&name.ending(), kind) {
        return name.to_save();
    }
    FileName::clean(&format!("{name}.{}", kind.ending())).to_save()
}

/// `attachment` with the name twice: in ASCII for old programs, whole for the others (RFC 6266).
pub fn disposition(name: &str) -> HeaderValue {
    let extended = utf8_percent_encode(name, EXTENDED);
    let value = format!("attachment; filename=\"{}\"; filename*=UTF-8''{extended}", ascii(name));
    // Both names are letters that a header may carry, so the other arm is never needed.
    HeaderValue::try_from(value).unwrap_or(HeaderValue::from_static("attachment"))
}

fn fits(ending: &str, kind: FileKind) -> bool {
    match kind {
        FileKind::Jpeg => matches!(ending, "jpg" | "jpeg" | "jfif"),
        FileKind::Heic => matches!(ending, "heic" | "heif"),
        FileKind::Mp4 => matches!(ending, "mp4" | "m4v"),
        FileKind::Mov => matches!(ending, "mov" | "qt"),
        FileKind::ThreeGp => matches!(ending, "3gp" | "3gpp"),
        other => ending == other.ending(),
    }
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
