//! Setting a school up: how far it is, who does it, and the opening; each step in between is a change of its own feature.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    calendar::SchoolCalendar,
    days::{Timestamp, day_of},
    forms::FormErrors,
    names::PersonName,
    people::{Organisation, PersonId, School},
    permissions::{Allowed, ChangeSchool, decide_in_set_up},
    record_types::{RecordType, RuleVersion},
    school_years::SchoolYear,
    schools::SchoolForm,
    setup::{FounderForm, Opening, OpeningForm, Phase, Step, check_steps},
};

use crate::{
    accounts::{self, Account},
    error::{Checked, Error},
    events::Event,
    facts, follow_up, locks, people, permissions, record_types, school_years,
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
    let last_event = sql("SELECT at FROM events WHERE school_id = $1 ORDER BY seq DESC LIMIT 1");
    let saved_at: Option<(DateTime<Utc>,)> = work.optional(last_event.bind(work.school)).await?;
    let accounts = accounts::all(work).await?;
    let installer = accounts.iter().find(|one| one.has_password()).map(|one| one.person);
    Ok(SetupState {
        school: facts::school(work).await?,
        setup: schools::setup(work).await?,
        saved_at: saved_at.map(|(at,)| at),
        organisation: people::organisation(work, year.as_ref().map(|year| year.id)).await?,
        types: record_types::all(work).await?,
        rules: record_types::rules(work).await?,
        usernames: accounts.into_iter().map(|one| (one.person, one.username)).collect(),
        installer,
        today: day_of(work.now),
        next_year: school_years::next(work).await?,
        year,
    })
}

/// The first thing of all: the school with its name, and the one person who has an account with a password before it is
/// open. `password_hash` is the hash of that password, or what is wrong with it, which is told with all the rest.
/// Where the school has such a person already, a second click arrives: nothing is done.
///
/// # Errors
/// `Refused` once the school is open.
pub async fn found(
    work: &mut Work,
    form: &SchoolForm,
    founder: &FounderForm,
    password_hash: Result<String, FormErrors>,
) -> Result<Checked, Error> {
    let known = schools::setup_if_founded(work).await?;
    let allowed = decide_in_set_up(known.as_ref().is_some_and(|setup| setup.finished))?;
    let account = FormErrors::both(founder.parse(), password_hash);
    let (name, (founder, password_hash)) = match FormErrors::both(form.school_name(), account) {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    match known {
        None => schools::begin(work, &allowed, &name).await?,
        Some(_) if setup_state(work).await?.installer.is_some() => return Ok(Ok(())),
        Some(_) => schools::rename(work, &allowed, &name).await?,
    }
    let over_staff = permissions::in_set_up(work).await?;
    let id = people::add_person(work, &over_staff, &founder.name, founder.honorific, None).await?;
    accounts::open(work, &over_staff.of_account(), id, &founder.username, &password_hash, false).await?;
    let to_appoint = permissions::in_set_up(work).await?;
    people::appoint(work, &to_appoint, id, founder.position, day_of(work.now), "").await?;
    schools::reach_step(work, &allowed, Step::Year.number()).await.map(Ok)
}

/// Somebody whose account gets its first password when the school opens.
#[derive(Clone, Debug)]
pub struct Newcomer {
    pub person: PersonId,
    pub name: PersonName,
    /// All positions of today, in words.
    pub titles: String,
    pub username: String,
}

/// Whether the school can be opened as the form says, and who needs a first password for it. Making those takes a while,
/// so this is asked before; `open_school` asks again.
///
/// # Errors
/// Those of `open_school`.
pub async fn prepare_opening(work: &mut Work, form: &OpeningForm) -> Result<Result<Vec<Newcomer>, FormErrors>, Error> {
    let organisation = match ready(work, form).await? {
        Ok(Ready { now, .. }) => now.organisation,
        Err(errors) => return Ok(Err(errors)),
    };
    let today = day_of(work.now);
    let newcomer = |account: Account| {
        let name = organisation.person(account.person)?.name.clone();
        let titles = organisation.titles(&organisation.positions(account.person, today));
        Some(Newcomer { person: account.person, name, titles, username: account.username })
    };
    let waiting = accounts::all(work).await?.into_iter().filter(|one| !one.has_password());
    Ok(Ok(waiting.filter_map(newcomer).collect()))
}

/// Opens the school: everybody gets the password that was made for them, and records are owed from now on.
///
/// # Errors
/// `Refused` where it is open already, or a step was undone after it had been passed; `NotFound` without a calendar.
pub async fn open_school(work: &mut Work, form: &OpeningForm, passwords: &[(PersonId, String)]) -> Result<Checked, Error> {
    let Ready { allowed, calendar, opening, .. } = match ready(work, form).await? {
        Ok(ready) => ready,
        Err(errors) => return Ok(Err(errors)),
    };
    school_years::keep(work, &allowed, &calendar, opening.counts_from, opening.practice_week).await?;
    let over_accounts = permissions::in_set_up(work).await?;
    for (person, hash) in passwords {
        accounts::set_password(work, &over_accounts, *person, hash, true, None).await?;
    }
    let over_locks = permissions::in_set_up(work).await?;
    locks::settle_at_opening(work, opening.authority, over_locks).await?;
    follow_up::bring_up_to_date(work, "trường mở").await?;
    work.note(Event::SetupOpened { people: passwords.len(), counts_from: opening.counts_from });
    schools::finish_setup(work, &allowed).await.map(Ok)
}

/// A school that can be opened, as it is now and as the form wants it.
struct Ready {
    allowed: Allowed<ChangeSchool>,
    now: SetupState,
    calendar: SchoolCalendar,
    opening: Opening,
}

async fn ready(work: &mut Work, form: &OpeningForm) -> Result<Result<Ready, FormErrors>, Error> {
    let allowed = permissions::change_school(work, Phase::SettingUp).await?;
    let now = setup_state(work).await?;
    let calendar = now.year.as_ref().ok_or(Error::NotFound)?.calendar.clone();
    let opening = match form.parse(&calendar, now.today) {
        Ok(opening) => opening,
        Err(errors) => return Ok(Err(errors)),
    };
    check_steps(&now.organisation, &now.types, &now.rules)?;
    Ok(Ok(Ready { allowed, now, calendar, opening }))
}

#[cfg(test)]
mod founding_tests;
#[cfg(test)]
#[path = "setup_tests.rs"]
mod tests;
