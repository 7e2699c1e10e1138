//! The addresses of days on which the school is shut at short notice.

use std::fmt::Display;

use domain::{days::Span, vietnamese};

use super::percent;

/// All of them.
pub const CLOSURES: &str = "/nghi-dot-xuat";
/// Declares one, in two steps.
pub const DECLARE_CLOSURE: &str = "/nghi-dot-xuat/bao";

/// The same with these days in its fields, and no kind chosen.
pub fn declare_closure_on(days: Span) -> String {
    let day = |day| percent(&vietnamese::date(day));
    format!("{DECLARE_CLOSURE}?from={}&to={}", day(days.from), day(days.to))
}

/// What would follow if the whole school were shut on that one day for this kind of reason; `today` is dd/MM/yyyy.
pub fn declare_today(kind: &str, today: &str) -> String {
    let day = percent(today);
    format!("{DECLARE_CLOSURE}?kind={kind}&from={day}&to={day}")
}

addresses! {
    /// One of them.
    CLOSURE, closure(closure) = "/nghi-dot-xuat/{closure}";
    /// The notice of it, on paper.
    PRINT_CLOSURE, print_closure(closure) = "/nghi-dot-xuat/{closure}/in";
    /// Takes it back.
    TAKE_BACK_CLOSURE, take_back_closure(closure) = "/nghi-dot-xuat/{closure}/rut";
}
