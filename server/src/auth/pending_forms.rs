//! Forms that were sent after their session had ended, in memory: each waits for the person of that session, in the browser
//! that sent it, and for nobody else.

use std::{
    collections::HashMap,
    fmt,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::body::Bytes;
use domain::people::PersonId;
use uuid::Uuid;

use crate::middleware::whole_form::MAX_FORM_BYTES;

/// How long a form waits.
const KEPT_FOR: Duration = Duration::from_secs(30 * 60);
/// The forms of one person together, in bytes; beyond it their own oldest go.
const MAX_BYTES_OF_ONE: usize = 2 * MAX_FORM_BYTES;
/// All forms together, in bytes; beyond it no more are kept, for nobody's form makes room for another's.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// Whose a form is: that of the person of the session in which it was sent, in the browser that sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writer {
    pub person: PersonId,
    /// The hash of the number by which the browser is known again.
    pub browser: Vec<u8>,
}

/// One form as it was sent.
#[derive(Clone)]
pub struct Sent {
    /// Where it goes, with the query.
    pub path: String,
    pub body: Bytes,
    writer: Writer,
    since: Instant,
}

/// Forms that wait, by a number that nobody guesses.
#[derive(Default)]
pub struct PendingForms {
    forms: Mutex<HashMap<Uuid, Sent>>,
}

impl fmt::Debug for PendingForms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingForms").finish_non_exhaustive()
    }
}

impl PendingForms {
    /// Its number; `None` where there is no room for it.
    pub fn keep(&self, path: &str, writer: Writer, body: Bytes, now: Instant) -> Option<Uuid> {
        let mut forms = self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        forms.retain(|_, form| now.duration_since(form.since) < KEPT_FOR);
        let bytes = |forms: &HashMap<Uuid, Sent>, of: Option<PersonId>| {
            let theirs = forms.values().filter(|form| of.is_none_or(|person| form.writer.person == person));
            theirs.map(|form| form.body.len()).sum::<usize>() + body.len()
        };
        while bytes(&forms, Some(writer.person)) > MAX_BYTES_OF_ONE {
            let own = forms.iter().filter(|(_, form)| form.writer.person == writer.person);
            let oldest = own.min_by_key(|(_, form)| form.since).map(|(id, _)| *id)?;
            forms.remove(&oldest);
        }
        if bytes(&forms, None) > MAX_BYTES {
            return None;
        }
        let id = Uuid::new_v4();
        forms.insert(id, Sent { path: path.to_owned(), body, writer, since: now });
        Some(id)
    }

    /// The form of this number, for whoever has written it.
    pub fn of(&self, id: Uuid, writer: &Writer, now: Instant) -> Option<Sent> {
        let forms = self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        forms.get(&id).filter(|form| form.writer == *writer && now.duration_since(form.since) < KEPT_FOR).cloned()
    }

    /// Forgets all that waits for one who signs out.
    pub fn forget(&self, writer: &Writer) {
        self.forms.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, form| form.writer != *writer);
    }

    /// Forgets a form that whoever has written it sent again: it is sent once. Its number in a form of somebody else takes
    /// nothing away, be it in the same browser.
    pub fn sent_again(&self, id: Uuid, writer: &Writer) {
        let mut forms = self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        if forms.get(&id).is_some_and(|form| form.writer == *writer) {
            forms.remove(&id);
        }
    }
}

#[cfg(test)]
#[path = "pending_forms_tests.rs"]
mod tests;
