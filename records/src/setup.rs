//! Setting a school up: how far it is, who does it, and the opening; each step in between is a change of its own feature.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    days::{Timestamp, day_of},
    people::{Organisation, PersonId, School},
    record_types::{RecordType, RuleVersion},
    setup::{Founder, OpeningForm, Phase, Step},
};
use uuid::Uuid;

use crate::{
    accounts,
    error::{Checked, Error},
    events::Event,
    facts, follow_up, people, permissions, record_types,
    school_years::{self, SchoolYear},
    schools::{self, Setup},
    sql::sql,
    work::Work,
};

/// All that a set-up has brought so far.
#[derive(Clone, Debug)]
pub struct SetupState {
    pub school: School,
    pub setup: Setup,
    /// When anything was saved last.
    pub saved_at: Option<Timestamp>,
    pub year: Option<SchoolYear>,
    /// The one after, where it has been entered.
    pub next_year: Option<SchoolYear>,
    pub organisation: Organisation,
    pub types: Vec<RecordType>,
    /// Ordered by the day from which they hold.
    pub rules: Vec<RuleVersion>,
    pub usernames: BTreeMap<PersonId, String>,
    /// Who is setting the school up, with a password of their own; `None` before step 1 is done.
    pub installer: Option<PersonId>,
    pub today: NaiveDate,
}

/// How far the school is, for every step.
pub async fn setup_state(work: &mut Work) -> Result<SetupState, Error> {
    let year = school_years::current(work).await?;
    let saved_at: Option<(DateTime<Utc>,)> =
        work.tx.optional(sql("SELECT at FROM events WHERE school_id = $1 ORDER BY seq DESC LIMIT 1").bind(work.school)).await?;
    let accounts: Vec<(Uuid, String, String)> =
        work.tx.all(sql("SELECT person_id, username, password_hash FROM accounts WHERE school_id = $1").bind(work.school)).await?;
    let installer = accounts.iter().find(|(.., hash)| hash != accounts::NO_PASSWORD_YET).map(|(id, ..)| PersonId::new(*id));
    Ok(SetupState {
        school: facts::school(work).await?,
        setup: schools::setup(work).await?,
        saved_at: saved_at.map(|(at,)| at),
        organisation: people::organisation(work, year.as_ref().map(|year| year.id)).await?,
        types: record_types::all(work).await?,
        rules: record_types::rules(work).await?,
        usernames: accounts.into_iter().map(|(id, name, _)| (PersonId::new(id), name)).collect(),
        installer,
        today: day_of(work.now),
        next_year: school_years::next(work).await?,
        year,
    })
}

/// The first thing of all: the school's name, and the one person who has an account with a password before it is open.
/// Where the school has such a person already, a second click arrives: nothing is done.
///
/// # Errors
/// `Refused` once the school is open.
pub async fn found(work: &mut Work, name: &str, founder: &Founder, password_hash: &str) -> Result<(), Error> {
    let allowed = permissions::change_school(work, Phase::SettingUp).await?;
    if setup_state(work).await?.installer.is_some() {
        return Ok(());
    }
    schools::rename(work, &allowed, name).await?;
    let id = people::add_person(work, &allowed, &founder.name, founder.honorific, None).await?;
    accounts::open(work, &allowed, id, &founder.username, password_hash, false).await?;
    people::appoint(work, &allowed, id, founder.position, day_of(work.now), "").await?;
    schools::reach_step(work, &allowed, Step::Year.number()).await
}

/// Opens the school: everybody gets the password that was made for them, and records are owed from now on.
///
/// # Errors
/// `Refused` where it is open already; `NotFound` without a calendar.
pub async fn open_school(work: &mut Work, form: &OpeningForm, passwords: &[(PersonId, String)]) -> Result<Checked, Error> {
    let allowed = permissions::change_school(work, Phase::SettingUp).await?;
    let year = school_years::current(work).await?.ok_or(Error::NotFound)?;
    let opening = match form.parse(&year.calendar, day_of(work.now)) {
        Ok(opening) => opening,
        Err(errors) => return Ok(Err(errors)),
    };
    school_years::keep(work, &allowed, &year.calendar, opening.counts_from, opening.practice_week).await?;
    for (person, hash) in passwords {
        accounts::set_password(work, &allowed, *person, hash, true, None).await?;
    }
    follow_up::bring_up_to_date(work, "trường mở").await?;
    work.note(Event::SetupOpened { people: passwords.len(), counts_from: opening.counts_from });
    schools::finish_setup(work, &allowed).await.map(Ok)
}

/// Those who have no password yet.
pub async fn without_password(work: &mut Work) -> Result<Vec<PersonId>, Error> {
    let rows: Vec<(Uuid,)> = work
        .tx
        .all(
            sql("SELECT person_id FROM accounts WHERE school_id = $1 AND password_hash = $2 ORDER BY person_id")
                .bind(work.school)
                .bind(accounts::NO_PASSWORD_YET),
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| PersonId::new(id)).collect())
}

#[cfg(test)]
#[path = "setup_tests.rs"]
mod tests;
