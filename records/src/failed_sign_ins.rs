//! How often a wrong password, or a wrong code beside the right one, was typed for an account, counted by day: no address, no
//! browser, and not what was typed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{days::day_of, people::PersonId, security_checks::LOOKED_BACK};
use uuid::Uuid;

use crate::{error::Error, sql::sql, values::count, work::Work};

/// What of a sign-in was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    Password,
    /// The code; the password was right.
    Code,
}

/// How often, and on which day last; `None` where it never was.
pub type Counted = Option<(u32, NaiveDate)>;

/// What was typed wrongly for one account in the last weeks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Failed {
    pub passwords: Counted,
    pub codes: Counted,
}

/// Counts one more of today; what is older than anybody looks back goes.
///
/// # Errors
/// Those of the database.
pub async fn note(work: &mut Work, person: PersonId, wrong: Wrong) -> Result<(), Error> {
    let today = day_of(work.now);
    let (passwords, codes) = match wrong {
        Wrong::Password => (1_i64, 0_i64),
        Wrong::Code => (0, 1),
    };
    let upsert = sql("INSERT INTO failed_sign_ins (school_id, person_id, on_day, times, wrong_codes) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (school_id, person_id, on_day) DO UPDATE SET times = failed_sign_ins.times + excluded.times, \
         wrong_codes = failed_sign_ins.wrong_codes + excluded.wrong_codes");
    work.run(upsert.bind_all((work.school, person, today, passwords, codes))).await?;
    let delete = sql("DELETE FROM failed_sign_ins WHERE school_id = $1 AND person_id = $2 AND on_day < $3");
    work.run(delete.bind_all((work.school, person, today - LOOKED_BACK))).await.map(drop)
}

/// Those of the last weeks, by person.
pub(crate) async fn recent(work: &mut Work) -> Result<BTreeMap<PersonId, Failed>, Error> {
    let select = sql("SELECT person_id, on_day, times, wrong_codes FROM failed_sign_ins \
         WHERE school_id = $1 AND on_day >= $2 ORDER BY person_id, on_day");
    let rows: Vec<(Uuid, NaiveDate, i64, i64)> = work.all(select.bind_all((work.school, day_of(work.now) - LOOKED_BACK))).await?;
    let mut all: BTreeMap<PersonId, Failed> = BTreeMap::new();
    for (person, day, passwords, codes) in rows {
        all.entry(PersonId::new(person)).or_default().add(day, passwords, codes)?;
    }
    Ok(all)
}

/// Those of one person.
///
/// # Errors
/// Those of reading.
pub async fn of_person(work: &mut Work, person: PersonId) -> Result<Failed, Error> {
    let select = sql("SELECT on_day, times, wrong_codes FROM failed_sign_ins \
         WHERE school_id = $1 AND person_id = $2 AND on_day >= $3 ORDER BY on_day");
    let since = day_of(work.now) - LOOKED_BACK;
    let rows: Vec<(NaiveDate, i64, i64)> = work.all(select.bind_all((work.school, person, since))).await?;
    let mut failed = Failed::default();
    for (day, passwords, codes) in rows {
        failed.add(day, passwords, codes)?;
    }
    Ok(failed)
}

impl Failed {
    /// With those of one more day, which comes after all before.
    fn add(&mut self, day: NaiveDate, passwords: i64, codes: i64) -> Result<(), Error> {
        let more = |known: Counted, times: u32| match times {
            0 => known,
            times => Some((known.map_or(0, |(times, _)| times) + times, day)),
        };
        self.passwords = more(self.passwords, count("failed_sign_ins", "times", passwords)?);
        self.codes = more(self.codes, count("failed_sign_ins", "wrong_codes", codes)?);
        Ok(())
    }
}
