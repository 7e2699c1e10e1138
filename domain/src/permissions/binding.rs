//! The year-end book of a class: whoever taught it in that year, whoever heads its department, and the leadership read and bind it
//! (Điều 3e, 6a, 7; reading in decision 0054).

use super::{Actor, Allowed, Deed, locking::trusted};
use crate::{
    days::Span,
    people::{Appointment, ClassGroup, Organisation, Position},
    refusal::{Refusal, YearBookRefusal},
};

/// Bind the final book of a class.
#[derive(Debug)]
pub enum BindYearBook {}

impl Deed for BindYearBook {}

/// May `actor` read the book of `class` for the school year with these days? What is fenced off stands in none, so the book itself is
/// as open as an ordinary record.
///
/// # Errors
/// `YearBookRefusal::NotYours`.
pub fn decide_read_year_book(actor: &Actor, organisation: &Organisation, class: &ClassGroup, year: Span) -> Result<(), Refusal> {
    let position = Position::Teacher(class.id);
    let theirs = |one: &Appointment| one.person == actor.person && one.position == position && one.holds_within(year);
    // Whoever holds nothing today works here no more.
    let works_here = !actor.positions.is_empty();
    if actor.acts_as_leadership() || actor.leads(class.department) || (works_here && organisation.appointments.iter().any(theirs)) {
        Ok(())
    } else {
        Err(YearBookRefusal::NotYours { class: class.title() }.into())
    }
}

/// May `actor` bind the final book of `class`? Whoever reads it.
///
/// # Errors
/// As of `decide_read_year_book`; `Refusal::ResetUnconfirmed` while somebody else may know the password.
pub fn decide_bind_year_book(
    actor: &Actor,
    organisation: &Organisation,
    class: &ClassGroup,
    year: Span,
) -> Result<Allowed<BindYearBook>, Refusal> {
    decide_read_year_book(actor, organisation, class, year)?;
    trusted(actor)
}
