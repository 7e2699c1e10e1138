//! What stands in the place of a button on a record that an order shuts, on whichever page.

use domain::refusal::Shut;
use leptos::prelude::*;

use crate::paths;

/// Which order, and since when; with the way to it.
pub fn shut_line(shut: &Shut) -> impl IntoView + use<> {
    view! { <p class="then shut-line">{shut.line()}". "<a href=paths::lock_order(shut.order)>"Xem lệnh"</a></p> }
}
