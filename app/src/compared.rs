//! One place of two texts, the old and the new words side by side: what is gone is struck through, what is new underlined.

use domain::comparison::{Change, DiffRun};
use leptos::prelude::*;

use crate::ui::Hidden;

/// What stood there, with what is gone.
pub(crate) fn old_side(change: &Change) -> impl IntoView + use<> {
    let pieces = change.pieces.iter().map(|piece| match piece {
        DiffRun::Same(words) => words.clone().into_any(),
        DiffRun::Deleted(words) => view! { <del><Hidden words="bỏ: "/>{words.clone()}</del> }.into_any(),
        DiffRun::Inserted(_) => ().into_any(),
    });
    pieces.collect_view()
}

/// What stands there, with what is new.
pub(crate) fn new_side(change: &Change) -> impl IntoView + use<> {
    let pieces = change.pieces.iter().map(|piece| match piece {
        DiffRun::Same(words) => words.clone().into_any(),
        DiffRun::Inserted(words) => view! { <ins><Hidden words="thêm: "/>{words.clone()}</ins> }.into_any(),
        DiffRun::Deleted(_) => ().into_any(),
    });
    pieces.collect_view()
}
