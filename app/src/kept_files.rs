//! Files that bear something out, on its page: each to be downloaded, a picture to be looked at there as well.

use domain::{
    files::{FileKind, StoredFile},
    vietnamese,
};
use leptos::prelude::*;

use crate::ui::Hidden;

/// The files under a heading that is heard, with where each is fetched by its place; nothing where there are none.
pub(crate) fn kept_files(
    heading: &'static str,
    files: &[StoredFile],
    address: &dyn Fn(usize) -> String,
) -> Option<impl IntoView + use<>> {
    let file = |(place, file): (usize, &StoredFile)| {
        let (address, name) = (address(place), file.name.to_string());
        let picture = match file.kind {
            FileKind::Jpeg | FileKind::Png => true,
            FileKind::Docx
            | FileKind::Doc
            | FileKind::Xlsx
            | FileKind::Xls
            | FileKind::Pptx
            | FileKind::Ppt
            | FileKind::Pdf
            | FileKind::Heic
            | FileKind::Mp3
            | FileKind::Mp4 => false,
        };
        // A browser fetches what is folded away only when somebody unfolds it.
        let shown = picture.then(|| {
            let (source, alt) = (address.clone(), format!("Ảnh {name}"));
            view! {
                <details class="unfolds">
                    <summary>"Xem ảnh"<Hidden words=format!(" {name}")/></summary>
                    <img class="evidence" src=source alt=alt loading="lazy"/>
                </details>
            }
        });
        view! {
            <li>
                <a href=address>{name.clone()}</a>" "<small>{vietnamese::file_size(file.size)}</small>" "
                <small class="hash">{format!("SHA-256: {}", file.sha256)}</small>
                {shown}
            </li>
        }
    };
    let files_view = files.iter().enumerate().map(file).collect_view();
    (!files.is_empty()).then(|| {
        view! {
            <h2 class="vh">{heading}</h2>
            <ul class="files-of">{files_view}</ul>
        }
    })
}
