//! Whom people call about the system: told at the sign-in and on pages of errors, also while the database does not answer.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use domain::people::SchoolId;
use records::{Database, Work, schools};

/// What was read last, by school.
#[derive(Debug, Default)]
pub struct KnownContacts(Mutex<BTreeMap<SchoolId, Vec<String>>>);

impl KnownContacts {
    /// What is known without asking the database: of this school, or of the only one.
    pub fn of(&self, school: Option<SchoolId>) -> Vec<String> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let only = || known.values().next().filter(|_| known.len() == 1);
        school.map_or_else(only, |school| known.get(&school)).cloned().unwrap_or_default()
    }

    fn keep(&self, school: SchoolId, contacts: Vec<String>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(school, contacts);
    }

    /// Of this school, or of the only one that there is; nobody where there are several and nobody knows which is meant.
    pub async fn ask(&self, database: &Database, school: Option<SchoolId>) -> Vec<String> {
        let school = match school {
            Some(school) => Some(school),
            None => match schools::all(database).await.as_deref() {
                Ok([only]) => Some(only.id),
                Ok(_) => return Vec::new(),
                Err(_) => None,
            },
        };
        if let Some(school) = school
            && let Ok(setup) = database.read(school, None, async |work: &mut Work| schools::setup(work).await).await
        {
            self.keep(school, setup.contacts.lines().to_vec());
        }
        self.of(school)
    }
}
