//! The schools of one database, and how far their first set-up is.

mod change;

use chrono::{DateTime, Utc};
use domain::{
    days::Timestamp,
    files::DEFAULT_FILE_LIMIT,
    names::SortKey,
    people::{School, SchoolId},
    permissions::{Allowed, ChangeSchool, decide_in_set_up},
    schools::{Contacts, SystemAddress},
};
use uuid::Uuid;

pub use change::change;

use crate::{
    database::Database,
    error::Error,
    events::Event,
    sql::sql,
    values::{count, new_id, unread},
    work::Work,
};

/// How far the set-up of a school is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// The step to open next, from 1.
    pub step: u8,
    pub finished: bool,
    /// In bytes.
    pub file_limit: u64,
    /// Where people reach the server; `None` where nobody has said it.
    pub address: Option<SystemAddress>,
    /// Whom to call about the system.
    pub contacts: Contacts,
    /// Pages lock themselves also in browsers that one person alone uses.
    pub own_lock: bool,
}

/// Every school, by name. The one query that is not bounded by a school: it is how one is chosen.
pub async fn all(database: &Database) -> Result<Vec<School>, Error> {
    database
        .read(SchoolId::new(Uuid::nil()), None, async |work: &mut Work| {
            let mut rows: Vec<(Uuid, String)> = work.all(sql("SELECT id, name FROM schools ORDER BY id")).await?;
            rows.sort_by_cached_key(|(_, name)| SortKey::of_words(name));
            Ok(rows.into_iter().map(|(id, name)| School { id: SchoolId::new(id), name }).collect())
        })
        .await
}

/// The school that is being set up, if there is one.
pub async fn unfinished(database: &Database) -> Result<Option<School>, Error> {
    for school in all(database).await? {
        if !database.read(school.id, None, setup).await?.finished {
            return Ok(Some(school));
        }
    }
    Ok(None)
}

/// Founds a school: its row, and its set-up at the first step.
pub async fn found(database: &Database, name: &str) -> Result<SchoolId, Error> {
    let (id, name): (SchoolId, String) = (new_id(), name.to_owned());
    database
        .write(id, None, async move |work: &mut Work| {
            begin(work, &decide_in_set_up(false)?, &name).await?;
            Ok(id)
        })
        .await
}

/// Makes the school of this work, which nobody has founded yet: its row, and its set-up at the first step.
pub(crate) async fn begin(work: &mut Work, _allowed: &Allowed<ChangeSchool>, name: &str) -> Result<(), Error> {
    work.run(sql("INSERT INTO schools (id, name, revision) VALUES ($1, $2, 0)").bind_all((work.school, name))).await?;
    let insert = sql("INSERT INTO setups (school_id, step, finished_at, file_limit) VALUES ($1, $2, $3, $4)");
    let file_limit = i64::try_from(DEFAULT_FILE_LIMIT).unwrap_or(i64::MAX);
    work.run(insert.bind_all((work.school, 1_i64, None::<DateTime<Utc>>, file_limit))).await?;
    work.note(Event::SchoolFounded { name });
    Ok(())
}

pub(crate) async fn rename(work: &mut Work, _allowed: &Allowed<ChangeSchool>, name: &str) -> Result<(), Error> {
    work.run(sql("UPDATE schools SET name = $1 WHERE id = $2").bind_all((name, work.school))).await?;
    work.note(Event::SchoolRenamed { name });
    Ok(())
}

/// How far the set-up of the school of this work is.
///
/// # Errors
/// `NotFound` where there is no such school.
pub async fn setup(work: &mut Work) -> Result<Setup, Error> {
    setup_if_founded(work).await?.ok_or(Error::NotFound)
}

/// Step, end, limit of a file in bytes, address, whom to call, since when pages lock themselves in browsers of one person.
type SetupRow = (i64, Option<DateTime<Utc>>, i64, Option<String>, String, Option<DateTime<Utc>>);

/// How far the set-up of a school is, or `None` where the school of this work has not been founded yet.
pub(crate) async fn setup_if_founded(work: &mut Work) -> Result<Option<Setup>, Error> {
    let select = sql("SELECT step, finished_at, file_limit, address, contacts, own_lock_since FROM setups WHERE school_id = $1");
    let row: Option<SetupRow> = work.optional(select.bind(work.school)).await?;
    let Some((step, finished, file_limit, address, contacts, own_lock_since)) = row else { return Ok(None) };
    let read = |text: String| SystemAddress::parse(&text).map_err(|_| unread("setups", "address", &text));
    Ok(Some(Setup {
        step: count("setups", "step", step)?,
        finished: finished.is_some(),
        file_limit: count("setups", "file_limit", file_limit)?,
        address: address.map(read).transpose()?,
        contacts: Contacts::parse(&contacts).map_err(|_| unread("setups", "contacts", &contacts))?,
        own_lock: own_lock_since.is_some(),
    }))
}

/// Notes the furthest step reached; never goes back.
pub(crate) async fn reach_step(work: &mut Work, _allowed: &Allowed<ChangeSchool>, step: u8) -> Result<(), Error> {
    let update = sql("UPDATE setups SET step = $1 WHERE school_id = $2 AND step < $1");
    let further = work.run(update.bind_all((i64::from(step), work.school))).await?;
    if further > 0 {
        work.note(Event::SetupStepReached { step });
    }
    Ok(())
}

pub(crate) async fn finish_setup(work: &mut Work, _allowed: &Allowed<ChangeSchool>) -> Result<(), Error> {
    work.run(sql("UPDATE setups SET finished_at = $1 WHERE school_id = $2").bind_all((work.now, work.school))).await?;
    work.note(Event::SetupFinished);
    Ok(())
}

pub(crate) async fn set_file_limit(work: &mut Work, _allowed: &Allowed<ChangeSchool>, bytes: u64) -> Result<(), Error> {
    let update = sql("UPDATE setups SET file_limit = $1 WHERE school_id = $2");
    work.run(update.bind_all((i64::try_from(bytes).unwrap_or(i64::MAX), work.school))).await?;
    work.note(Event::FileLimitSet { bytes });
    Ok(())
}

/// Says where people reach the server, or that nobody knows.
pub(crate) async fn set_address(
    work: &mut Work,
    _allowed: &Allowed<ChangeSchool>,
    address: Option<&SystemAddress>,
) -> Result<(), Error> {
    let address = address.map(SystemAddress::as_str);
    work.run(sql("UPDATE setups SET address = $1 WHERE school_id = $2").bind_all((address.map(str::to_owned), work.school)))
        .await?;
    work.note(Event::SchoolAddressSet { address });
    Ok(())
}

/// Says whom to call about the system, or that the school names nobody.
pub(crate) async fn set_contacts(work: &mut Work, _allowed: &Allowed<ChangeSchool>, contacts: &Contacts) -> Result<(), Error> {
    work.run(sql("UPDATE setups SET contacts = $1 WHERE school_id = $2").bind_all((contacts.to_string(), work.school))).await?;
    work.note(Event::SchoolContactsSet { contacts: contacts.lines() });
    Ok(())
}

/// Says since when pages lock themselves also in browsers that one person alone uses, or that they do not.
pub(crate) async fn set_own_lock(work: &mut Work, _allowed: &Allowed<ChangeSchool>, since: Option<Timestamp>) -> Result<(), Error> {
    work.run(sql("UPDATE setups SET own_lock_since = $1 WHERE school_id = $2").bind_all((since, work.school))).await?;
    work.note(Event::OwnLockSet { on: since.is_some() });
    Ok(())
}

#[cfg(test)]
#[path = "schools_tests.rs"]
mod tests;
