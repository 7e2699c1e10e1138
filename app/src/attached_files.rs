//! Files that bear something out: each to be downloaded, a picture to be looked at in its place as well.

use domain::{
    files::{FileKind, StoredFile},
    vietnamese,
};
use leptos::prelude::*;

use crate::ui::Hidden;

/// One of them.
#[derive(Clone, Debug)]
pub struct Attached<'f> {
    pub address: String,
    pub file: &'f StoredFile,
    /// "cô Nguyệt, 20:14 ngày 26/11/2026", where that is not told beside the list.
    pub from: Option<String>,
}

/// The list.
pub fn attached_files(files: &[Attached<'_>]) -> impl IntoView + use<> {
    let line = |one: &Attached<'_>| {
        let (address, name) = (one.address.clone(), one.file.name.to_string());
        // A browser fetches what is folded away only when somebody unfolds it.
        let shown = is_picture(one.file.kind).then(|| {
            let (source, alt) = (address.clone(), format!("Ảnh {name}"));
            view! {
                <details class="unfolds">
                    <summary>"Xem ảnh"<Hidden words=format!(" {name}")/></summary>
                    <img class="evidence" src=source alt=alt loading="lazy"/>
                </details>
            }
        });
        let from = one.from.clone().map(|from| view! { <small>{from}</small>" " });
        view! {
            <li>
                <a href=address>{name.clone()}</a>" "<small>{vietnamese::file_size(one.file.size)}</small>" "
                {from}
                <small class="hash">{format!("SHA-256: {}", one.file.sha256)}</small>
                {shown}
            </li>
        }
    };
    view! { <ul class="files-of">{files.iter().map(line).collect_view()}</ul> }
}

const fn is_picture(kind: FileKind) -> bool {
    match kind {
        FileKind::Jpeg | FileKind::Png | FileKind::Webp => true,
        FileKind::Docx
        | FileKind::Doc
        | FileKind::Xlsx
        | FileKind::Xls
        | FileKind::Pptx
        | FileKind::Ppt
        | FileKind::Pdf
        | FileKind::Heic
        | FileKind::Mp3
        | FileKind::M4a
        | FileKind::Mp4
        | FileKind::Mov
        | FileKind::ThreeGp => false,
    }
}
