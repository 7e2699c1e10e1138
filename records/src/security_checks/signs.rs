//! What a check looks at, read from the rows: numbers and times, neither a password nor a browser.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    days::day_of,
    people::PersonId,
    security_checks::{AccountSigns, LOOKED_BACK, LastSeen, QuickChange, Signs, UndecidedRight},
};
use uuid::Uuid;

use crate::{
    accounts,
    error::Error,
    events::EventKind,
    failed_sign_ins,
    sql::sql,
    values::{count, position},
    work::Work,
};

/// All of it, as it is now.
pub(super) async fn read(work: &mut Work) -> Result<Signs, Error> {
    let browsers = browsers(work).await?;
    let failed = failed_sign_ins::recent(work).await?;
    let mut signs = Vec::new();
    for account in accounts::all(work).await? {
        let person = account.person;
        let (last_seen, browsers) = match browsers.get(&person) {
            Some((last, count)) => (LastSeen::SignedIn(*last), *count),
            None => (last_event(work, person).await?, 0),
        };
        signs.push(AccountSigns {
            person,
            has_password: account.has_password(),
            handed_out_at: account.handed_out_at,
            is_shut: account.suspended,
            last_seen,
            browsers,
            failed: failed.get(&person).and_then(|one| one.passwords),
            wrong_codes: failed.get(&person).and_then(|one| one.codes),
        });
    }
    Ok(Signs { accounts: signs, changes: changes(work).await?, undecided: undecided(work).await? })
}

/// When each person signed in last in a browser that is remembered, and in how many they did so in the last weeks.
async fn browsers(work: &mut Work) -> Result<BTreeMap<PersonId, (DateTime<Utc>, u32)>, Error> {
    let select = sql("SELECT person_id, last_at FROM known_browsers WHERE school_id = $1 ORDER BY person_id, last_at");
    let rows: Vec<(Uuid, DateTime<Utc>)> = work.all(select.bind(work.school)).await?;
    let since = work.now - LOOKED_BACK;
    let mut found: BTreeMap<PersonId, (DateTime<Utc>, u32)> = BTreeMap::new();
    for (person, last) in rows {
        let (newest, count) = found.entry(PersonId::new(person)).or_insert((last, 0));
        *newest = last.max(*newest);
        *count += u32::from(since <= last);
    }
    Ok(found)
}

/// What the log says last of an account that no browser is remembered for: that somebody signed in, or that it was opened.
async fn last_event(work: &mut Work, person: PersonId) -> Result<LastSeen, Error> {
    let select = sql("SELECT kind, at FROM events WHERE school_id = $1 AND subject = $2 AND kind IN ($3, $4) \
         ORDER BY seq DESC LIMIT 1");
    let (signed_in, opened) = (EventKind::SessionBegun.code(), EventKind::AccountOpened.code());
    let row: Option<(String, DateTime<Utc>)> = work.optional(select.bind_all((work.school, person, signed_in, opened))).await?;
    Ok(match row {
        Some((kind, at)) if kind == signed_in => LastSeen::SignedIn(at),
        Some((_, at)) => LastSeen::Opened(at),
        None => LastSeen::Unknown,
    })
}

async fn changes(work: &mut Work) -> Result<Vec<QuickChange>, Error> {
    let select = sql("SELECT before_person_id, after_person_id, CAST(sum(times) AS BIGINT), max(on_day) FROM quick_changes \
         WHERE school_id = $1 AND on_day >= $2 GROUP BY before_person_id, after_person_id \
         ORDER BY before_person_id, after_person_id");
    let since = day_of(work.now) - LOOKED_BACK;
    let rows: Vec<(Uuid, Uuid, i64, NaiveDate)> = work.all(select.bind_all((work.school, since))).await?;
    let read = |(before, after, times, last)| {
        Ok(QuickChange {
            before: PersonId::new(before),
            after: PersonId::new(after),
            times: count("quick_changes", "times", times)?,
            last,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Rights that no decision stands behind. Here is the one place that says what counts as one: the number that stands in the row of
/// the appointment. What is lent in somebody's place always has one.
async fn undecided(work: &mut Work) -> Result<Vec<UndecidedRight>, Error> {
    type RightRow = (Uuid, String, Option<Uuid>, NaiveDate, Option<NaiveDate>);
    let select = sql("SELECT person_id, position, unit_id, from_day, until_day FROM appointments \
         WHERE school_id = $1 AND acting_for IS NULL AND decision = '' ORDER BY person_id, from_day, id");
    let rows: Vec<RightRow> = work.all(select.bind(work.school)).await?;
    let read = |(person, kind, unit, from, until): RightRow| {
        Ok(UndecidedRight { person: PersonId::new(person), position: position(&kind, unit)?, from, until })
    };
    rows.into_iter().map(read).collect()
}
