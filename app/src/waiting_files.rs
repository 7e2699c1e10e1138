//! Files that lie with the server already and go with a form where their box is ticked.

use domain::{files::StoredFile, vietnamese::file_size};
use leptos::prelude::*;

use crate::ui::CheckField;

/// One of them.
#[derive(Clone, Debug)]
pub struct WaitingFile {
    pub id: String,
    pub file: StoredFile,
    pub is_ticked: bool,
}

/// Each with its box, behind `lead`.
pub(crate) fn waiting_files(waiting: &[WaitingFile], lead: &'static str) -> impl IntoView + use<> {
    let boxes = waiting.iter().map(|WaitingFile { id, file, is_ticked }| {
        let (name, size, is_ticked) = (file.name.to_string(), file_size(file.size), *is_ticked);
        view! {
            <CheckField name="upload" value=id.clone() checked=is_ticked>
                <span>{lead}{name}" "<small>{size}</small></span>
            </CheckField>
        }
    });
    boxes.collect_view()
}
