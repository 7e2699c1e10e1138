//! Which forms wait for a new sign-in.

use super::*;

/// Whether a form at this address waits for a new sign-in. One in which nothing is typed does not: whoever confirms, shuts or
/// signs for something looks at it again first.
pub fn waits_for_sign_in(address: &str) -> bool {
    let of_mandates = ["/gan", "/ban-quet"];
    let ends = [
        "/mat-khau",
        "/xac-nhan",
        "/da-biet",
        "/tam-khoa",
        "/mo-lai",
        "/tat-ca",
        "/kiem-tra",
        "/cho-mo",
        "/ket-thuc",
        "/tat-ma-xac-nhan",
    ];
    let of_orders = ["/ra-lenh", "/thi-hanh", "/cho", "/thoi", "/xong"];
    let is_chosen = [LOCK_AUTHORITY, DECLARE_CLOSURE, EXTEND_MANY, NOTE_ABSENCE].contains(&address);
    let ends_update = address.starts_with(UPDATES) && ["/rut", "/khoa-lai"].iter().any(|end| address.ends_with(end));
    let of_data = address.ends_with("/tai") || (address.starts_with(DATA_REQUESTS) && address.ends_with("/giao"));
    let types_nothing =
        of_data || ends.iter().chain(&of_orders).chain(&of_mandates).any(|end| address.ends_with(end)) || is_chosen || ends_update;
    let confirms = address.starts_with(WAITING_APPOINTMENTS) && !address.ends_with("/tu-choi");
    let takes_back = address.contains("/rut-lai/") || address.contains("/gop-y/");
    PENDING_FORMS_KEPT.iter().any(|kept| address.starts_with(kept)) && !types_nothing && !confirms && !takes_back
}
