//! How often a wrong password was typed for an account, counted by day: no address, no browser, and not what was typed.

use chrono::NaiveDate;
use domain::{days::day_of, people::PersonId, security_checks::LOOKED_BACK};
use uuid::Uuid;

use crate::{error::Error, sql::sql, values::count, work::Work};

/// Counts one more of today; what is older than anybody looks back goes.
pub async fn note(work: &mut Work, person: PersonId) -> Result<(), Error> {
    let today = day_of(work.now);
    let upsert = sql("INSERT INTO failed_sign_ins (school_id, person_id, on_day, times) VALUES ($1, $2, $3, 1) \
         ON CONFLICT (school_id, person_id, on_day) DO UPDATE SET times = failed_sign_ins.times + 1");
    work.run(upsert.bind_all((work.school, person, today))).await?;
    let delete = sql("DELETE FROM failed_sign_ins WHERE school_id = $1 AND person_id = $2 AND on_day < $3");
    work.run(delete.bind_all((work.school, person, today - LOOKED_BACK))).await.map(drop)
}

/// Those of the last weeks, by person, with the last day.
pub(crate) async fn recent(work: &mut Work) -> Result<Vec<(PersonId, u32, NaiveDate)>, Error> {
    let select = sql("SELECT person_id, CAST(sum(times) AS BIGINT), max(on_day) FROM failed_sign_ins \
         WHERE school_id = $1 AND on_day >= $2 GROUP BY person_id ORDER BY person_id");
    let rows: Vec<(Uuid, i64, NaiveDate)> = work.all(select.bind_all((work.school, day_of(work.now) - LOOKED_BACK))).await?;
    rows.into_iter()
        .map(|(person, times, last)| Ok((PersonId::new(person), count("failed_sign_ins", "times", times)?, last)))
        .collect()
}
