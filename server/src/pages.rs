//! Every page and form: load, decide, show. One file per feature, under its word.

pub mod accounts;
pub mod board;
pub mod hand_in;
pub mod my_work;
pub mod receipts;
pub mod record;
pub mod school_year;
pub mod setup;
pub mod staff;

use app::frame::Reader;
use domain::{
    my_work::{AtAGlance, MyWork, at_a_glance},
    permissions::{Action, decide},
};

use crate::{answer::Fault, visit::Visit};

/// What the bar shows of the one who reads.
pub fn reader(visit: &Visit) -> Result<Reader, Fault> {
    known(visit, at_a_glance(&visit.facts, visit.person, visit.now))
}

/// The same, where the page has computed the reader's work already.
pub fn reader_of(visit: &Visit, work: &MyWork) -> Result<Reader, Fault> {
    known(visit, AtAGlance { left: work.left, owes: work.owes })
}

fn known(visit: &Visit, work: AtAGlance) -> Result<Reader, Fault> {
    let person = visit.person()?;
    let actor = visit.actor();
    let organisation = visit.facts.organisation();
    let may = |action| decide(&actor, organisation, action).is_ok();
    let leads = actor.departments_led().into_iter().any(|id| may(Action::SeeDepartmentBoard(id)));
    Ok(Reader {
        person: person.id.to_string(),
        name: person.name.to_string(),
        titles: organisation.titles(&actor.positions),
        left: work.left,
        owes: work.owes,
        sees_board: leads || may(Action::SeeBoard),
        sees_staff: may(Action::ManageAccounts),
        changes_school: may(Action::ChangeSchool),
    })
}
