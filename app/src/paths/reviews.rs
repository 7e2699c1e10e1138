//! Addresses around a review: the queue, the desk, a draw, comments and a comparison.

use std::fmt::Display;

use super::{REVIEW_QUEUE, SPOT_CHECKS, asking, comparison, record, review};

/// What a file says that the one of the version `with` did not.
pub fn compared(receipt: impl Display, position: usize, with: impl Display) -> String {
    format!("{}?voi={with}", comparison(receipt, position))
}

/// The desk with everything that a file says, also where only what has changed would be shown.
pub fn review_in_full(obligation: impl Display) -> String {
    format!("{}?xem=toan-van", review(obligation))
}

/// The desk at the comments, with this file open; `file` counts from 0.
pub fn review_comments(obligation: impl Display, file: usize) -> String {
    let page = review(obligation);
    if file == 0 { format!("{page}#gop-y") } else { format!("{page}?tep={file}#gop-y") }
}

/// The comments on the page of a record.
pub fn record_comments(obligation: impl Display) -> String {
    format!("{}#gop-y", record(obligation))
}

/// A page of the queue; `page` counts from 0.
pub fn reviews_page(page: usize) -> String {
    if page == 0 { REVIEW_QUEUE.to_owned() } else { format!("{REVIEW_QUEUE}?trang={page}") }
}

/// The queue, saying how many were approved together.
pub fn approved_together(count: usize) -> String {
    format!("{REVIEW_QUEUE}?da-duyet={count}")
}

/// The page of a draw; `count` is how many were signed for just now.
pub fn drawn(draw: impl Display, count: usize) -> String {
    let done = if count == 0 { String::new() } else { format!("&da-ky={count}") };
    format!("{SPOT_CHECKS}?rut={draw}{done}")
}

/// A record that was drawn, with the draw beside it.
pub fn review_drawn(obligation: impl Display, draw: impl Display) -> String {
    with_draw(&review(obligation), Some(draw))
}

/// The field of an address that names a draw.
pub const DRAW: &str = "rut";

/// The address of a page, with the draw that stands beside it, if there is one.
pub fn with_draw(address: &str, draw: Option<impl Display>) -> String {
    draw.map_or_else(|| address.to_owned(), |draw| asking(address, &format!("{DRAW}={draw}")))
}

/// Where somebody goes on after a decision: to what waits next, or to the queue; there it is said what was done.
pub fn after_review(next: Option<impl Display>, obligation: impl Display, decision: impl Display) -> String {
    let page = next.map_or_else(|| REVIEW_QUEUE.to_owned(), review);
    format!("{page}?xong={obligation}.{decision}")
}

/// The desk of a record whose decision was taken back, which says so.
pub fn after_undo(obligation: impl Display, decision: impl Display) -> String {
    format!("{}?hoan-tac={decision}", review(obligation))
}
