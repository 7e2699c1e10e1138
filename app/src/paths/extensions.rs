//! The addresses of more time for records.

use std::fmt::Display;

use chrono::NaiveDate;
use domain::{days::Span, obligations::ObligationId, vietnamese};

use super::percent;

/// What was asked for, what waits and what was given.
pub const EXTENSIONS: &str = "/gia-han";
/// How the addresses begin at which more time is asked for.
pub const ASKS: &str = "/gia-han/xin/";
/// Gives more time to many records at once, or frees them, in two steps.
pub const EXTEND_MANY: &str = "/gia-han/nhieu";

/// A page of what is over, from 0, as far as it holds the words `search`.
pub fn extensions_page(search: &str, page: usize) -> String {
    let search = search.trim();
    let words = (!search.is_empty()).then(|| format!("q={}", percent(search)));
    let parts: Vec<String> = words.into_iter().chain((page > 0).then(|| format!("trang={page}"))).collect();
    if parts.is_empty() { EXTENSIONS.to_owned() } else { format!("{EXTENSIONS}?{}", parts.join("&")) }
}

/// The same form with one record chosen.
pub fn extend_one(obligation: ObligationId) -> String {
    format!("{EXTEND_MANY}?record={obligation}")
}

/// What would follow if all that came due in these days, and has not come, were due on `until` instead.
pub fn extend_due(due: Span, until: NaiveDate, reason: &str) -> String {
    let day = |day| percent(&vietnamese::date(day));
    let (from, to, until, reason) = (day(due.from), day(due.to), day(until), percent(reason));
    format!("{EXTEND_MANY}?key=&deed=extend&from={from}&to={to}&until={until}&reason={reason}")
}

addresses! {
    /// Asks for more time for a record.
    ASK_EXTENSION, ask_extension(obligation) = "/gia-han/xin/{obligation}";
    /// Gives what was asked for.
    GRANT_EXTENSION, grant_extension(request) = "/gia-han/{request}/cho";
    /// Frees whoever owes the record of it, whatever was asked for.
    FREE_REQUEST, free_request(request) = "/gia-han/{request}/mien";
    /// Says no.
    REFUSE_EXTENSION, refuse_extension(request) = "/gia-han/{request}/khong-cho";
    /// Needs it no longer.
    WITHDRAW_REQUEST, withdraw_request(request) = "/gia-han/{request}/thoi";
    /// Takes back what was freed in one act with a record.
    END_EXEMPTIONS, end_exemptions(obligation) = "/gia-han/da-mien/{obligation}/bo-mien";
    /// Takes an extension back.
    TAKE_BACK_EXTENSION, take_back_extension(extension) = "/gia-han/da-cho/{extension}/rut";
}
