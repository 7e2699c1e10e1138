//! Files that bear something out, on its page: each to be downloaded, a picture to be looked at there as well.

use domain::files::StoredFile;
use leptos::prelude::*;

use crate::attached_files::{Attached, attached_files};

/// The files under a heading that is heard, with where each is fetched by its place; nothing where there are none.
pub(crate) fn kept_files(
    heading: &'static str,
    files: &[StoredFile],
    address: &dyn Fn(usize) -> String,
) -> Option<impl IntoView + use<>> {
    let attached = |(place, file)| Attached { address: address(place), file, from: None };
    let list: Vec<Attached<'_>> = files.iter().enumerate().map(attached).collect();
    (!list.is_empty()).then(|| view! { <h2 class="vh">{heading}</h2>{attached_files(&list)} })
}
