//! Setting a school up step by step in the real tables, and the same settings once it is open.

mod settings;
mod staff;
mod types;
mod units;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    calendar::SchoolCalendar,
    days::{Timestamp, day_of},
    forms::FormErrors,
    people::{Organisation, PersonId, School},
    record_types::{RecordType, RuleVersion},
    refusal::Refusal,
    school_years::{follows, is_same_year, taken_over_on},
    setup::{Opening, OpeningForm},
};
use uuid::Uuid;

pub use settings::{allowed, keep_themes, settle_school, share_turns};
pub use staff::{add_person, arrange_staff};
pub use types::choose_types;
pub use units::arrange_units;

use crate::{
    accounts,
    error::{Error, internal},
    events::Event,
    facts, obligations, people, record_types,
    school_years::{self, SchoolYear},
    schools::{self, Setup},
    sql::sql,
    work::Work,
};

/// Stands where a password hash will be once the school opens: nobody can sign in with it.
const NO_PASSWORD_YET: &str = "-";

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
    let installer = accounts.iter().find(|(.., hash)| hash != NO_PASSWORD_YET).map(|(id, ..)| PersonId::new(*id));
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

/// Keeps the calendar of the school year, under whatever name it has now.
pub async fn keep_year(work: &mut Work, calendar: &SchoolCalendar, open: bool) -> Result<(), Error> {
    let today = day_of(work.now);
    let first = OpeningForm::first(calendar, today).parse(calendar, today);
    let first = first.map_err(|problems| internal("the set-up", &format!("no first day: {problems:?}")))?;
    let (counts_from, practice) = match school_years::current(work).await? {
        Some(year) => {
            if open {
                is_same_year(&year.calendar, calendar.first_day()).map_err(refused)?;
            }
            if year.calendar.school_year() != calendar.school_year() {
                school_years::rename(work, year.id, calendar.school_year()).await?;
            }
            let practice = year.practice_week.filter(|week| calendar.week(*week).is_some());
            if open { (year.counts_from, practice) } else { (first.counts_from, None) }
        }
        None => (first.counts_from, None),
    };
    school_years::keep(work, calendar, counts_from, practice).await.map(drop)
}

/// Keeps the calendar of the year after the one that is shown. Nothing of the present year changes.
pub async fn keep_next_year(work: &mut Work, calendar: &SchoolCalendar) -> Result<(), Error> {
    let year = school_years::current(work).await?.ok_or(Error::NotFound)?;
    follows(&year.calendar, calendar.school_year(), calendar.first_day()).map_err(refused)?;
    // Entered late, it begins to count on the day on which it is entered: nobody is late for what was not there.
    let counts_from = taken_over_on(calendar.parts().first_week).max(day_of(work.now));
    if let Some(next) = school_years::next(work).await?
        && next.calendar.school_year() != calendar.school_year()
    {
        school_years::rename(work, next.id, calendar.school_year()).await?;
    }
    school_years::keep(work, calendar, counts_from, None).await.map(drop)
}

/// What a form's check says, where the form itself could not ask it.
fn refused(errors: FormErrors) -> Error {
    let reason = errors.first().unwrap_or_default().to_owned();
    Error::Refused(Refusal::Field { field: "Lịch năm học".to_owned(), reason })
}

/// Makes what is owed say what was just changed, for a reason that people read: in the year that is shown, and in the
/// next one where it has been entered.
pub async fn bring_up_to_date(work: &mut Work, reason: &str) -> Result<(), Error> {
    let current = school_years::current(work).await?.ok_or(Error::NotFound)?;
    for year in std::iter::once(current).chain(school_years::next(work).await?) {
        let (id, revision) = (year.id, work.revision().await?);
        let facts = facts::load_year(work, year, revision).await?;
        obligations::bring_up_to_date(work, id, &facts, reason).await?;
    }
    Ok(())
}

/// Opens the school: everybody gets the password that was made for them, and records are owed from now on.
pub async fn open_school(work: &mut Work, opening: Opening, passwords: &[(PersonId, String)]) -> Result<(), Error> {
    let year = school_years::current(work).await?.ok_or(Error::NotFound)?;
    school_years::keep(work, &year.calendar, opening.counts_from, opening.practice_week).await?;
    for (person, hash) in passwords {
        accounts::set_password(work, *person, hash, true, None).await?;
    }
    bring_up_to_date(work, "trường mở").await?;
    work.note(Event::SetupOpened { people: passwords.len(), counts_from: opening.counts_from });
    schools::finish_setup(work).await
}

/// Those who have no password yet.
pub async fn without_password(work: &mut Work) -> Result<Vec<PersonId>, Error> {
    let rows: Vec<(Uuid,)> = work
        .tx
        .all(
            sql("SELECT person_id FROM accounts WHERE school_id = $1 AND password_hash = $2 ORDER BY person_id")
                .bind(work.school)
                .bind(NO_PASSWORD_YET),
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| PersonId::new(id)).collect())
}

#[cfg(test)]
#[path = "setup_tests.rs"]
mod tests;
