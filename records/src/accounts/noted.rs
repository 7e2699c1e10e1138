//! What is noted of signing in and out without changing a row.

use domain::people::PersonId;

use crate::{events::Event, work::Work};

/// Notes that so many wrong passwords were typed for an account: what its owner, and whoever watches over the system, read of it.
pub fn note_failed_sign_in(work: &mut Work, person: PersonId, times: u32) {
    if times > 0 {
        work.note(Event::SignInFailed { person, times });
    }
}

/// Notes that so many times the password of an account was right and the code beside it wrong: somebody may know the password.
pub fn note_wrong_code(work: &mut Work, person: PersonId, times: u32) {
    if times > 0 {
        work.note(Event::WrongCodeTyped { person, times });
    }
}

/// Notes that whoever works has signed out.
pub fn note_sign_out(work: &mut Work, person: PersonId) {
    work.actor = Some(person);
    work.note(Event::SessionEnded { person });
}
