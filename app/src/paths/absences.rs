//! The addresses of who is away and who covers.

use std::fmt::Display;

/// All absences, or those of one's own.
pub const ABSENCES: &str = "/vang-mat";
/// Notes one, in two steps: both are sent, for the reason of an absence belongs into no address.
pub const NOTE_ABSENCE: &str = "/vang-mat/ghi";

addresses! {
    /// Says that somebody is back.
    END_ABSENCE, end_absence(absence) = "/vang-mat/{absence}/da-ve";
    /// Lets somebody else cover from now on.
    CHANGE_COVER, change_cover(absence) = "/vang-mat/{absence}/doi";
}

/// The form with the person chosen.
pub fn note_absence_of(person: impl Display) -> String {
    format!("{NOTE_ABSENCE}?who={person}")
}
