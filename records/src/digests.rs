//! "Việc hôm nay": what each person had to do on a working day, kept as it was counted in the morning.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    digests::{DayNumbers, Digest, PersonNumbers, WeekNumbers},
    ids::Id,
};
use uuid::Uuid;

use crate::{error::Error, sql::sql, values::count, work::Work};

/// How many mornings are told of: a week of them. An older one says nothing that a person could still do.
const TOLD: i64 = 5;

/// Keeps what was counted.
pub(crate) async fn keep(work: &mut Work, digest: &Digest) -> Result<(), Error> {
    let week = digest.week;
    let number = |of: fn(WeekNumbers) -> usize| week.map(|week| stored(of(week)));
    let insert = sql("INSERT INTO digests (school_id, day, counted_at, on_time, late, missing, still_due, waiting) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    let insert = insert.bind_all((work.school, digest.day, digest.at));
    let insert = insert.bind_all((number(|one| one.on_time), number(|one| one.late), number(|one| one.missing)));
    work.run(insert.bind_all((number(|one| one.still_due), number(|one| one.waiting)))).await?;
    for PersonNumbers { person, numbers } in &digest.people {
        let DayNumbers { due_today, due_next, next_day, overdue, to_correct, to_review, orders, updates, extensions, swaps } =
            *numbers;
        let insert =
            sql("INSERT INTO digest_lines (school_id, day, person_id, due_today, due_next, next_day, overdue, to_correct, \
             to_review, orders, updates, extensions, swaps) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
        let insert = insert.bind_all((work.school, digest.day, *person));
        let insert = insert.bind_all((stored(due_today), stored(due_next), next_day, stored(overdue)));
        let insert = insert.bind_all((stored(to_correct), stored(to_review), stored(orders)));
        work.run(insert.bind_all((stored(updates), stored(extensions), stored(swaps)))).await?;
    }
    Ok(())
}

fn stored(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Those of the last mornings, the newest first. How many they are is counted and asked of no clock: two values of one revision are
/// equal.
pub(crate) async fn latest(work: &mut Work) -> Result<Vec<Digest>, Error> {
    let select = sql("SELECT day, counted_at, on_time, late, missing, still_due, waiting FROM digests WHERE school_id = $1 \
         ORDER BY day DESC LIMIT $2");
    let rows: Vec<DigestRow> = work.all(select.bind_all((work.school, TOLD))).await?;
    let Some(first) = rows.last().map(|row| row.day) else { return Ok(Vec::new()) };
    let select = sql("SELECT day, person_id, due_today, due_next, next_day, overdue, to_correct, to_review, orders, updates, \
         extensions, swaps FROM digest_lines WHERE school_id = $1 AND day >= $2 ORDER BY day, person_id");
    let lines: Vec<LineRow> = work.all(select.bind_all((work.school, first))).await?;
    let mut digests = rows.into_iter().map(DigestRow::read).collect::<Result<Vec<Digest>, Error>>()?;
    for line in lines {
        let (day, read) = (line.day, line.read()?);
        digests.iter_mut().filter(|digest| digest.day == day).for_each(|digest| digest.people.push(read));
    }
    Ok(digests)
}

#[derive(sqlx::FromRow)]
struct DigestRow {
    day: NaiveDate,
    counted_at: DateTime<Utc>,
    on_time: Option<i64>,
    late: Option<i64>,
    missing: Option<i64>,
    still_due: Option<i64>,
    waiting: Option<i64>,
}

impl DigestRow {
    fn read(self) -> Result<Digest, Error> {
        let number = |name: &'static str, stored: i64| count("digests", name, stored);
        let week = match (self.on_time, self.late, self.missing, self.still_due, self.waiting) {
            (Some(on_time), Some(late), Some(missing), Some(still_due), Some(waiting)) => Some(WeekNumbers {
                on_time: number("on_time", on_time)?,
                late: number("late", late)?,
                missing: number("missing", missing)?,
                still_due: number("still_due", still_due)?,
                waiting: number("waiting", waiting)?,
            }),
            _ => None,
        };
        Ok(Digest { day: self.day, at: self.counted_at, people: Vec::new(), week })
    }
}

#[derive(sqlx::FromRow)]
struct LineRow {
    day: NaiveDate,
    person_id: Uuid,
    due_today: i64,
    due_next: i64,
    next_day: Option<NaiveDate>,
    overdue: i64,
    to_correct: i64,
    to_review: i64,
    orders: i64,
    updates: i64,
    extensions: i64,
    swaps: i64,
}

impl LineRow {
    fn read(self) -> Result<PersonNumbers, Error> {
        let number = |name: &'static str, stored: i64| count("digest_lines", name, stored);
        let numbers = DayNumbers {
            due_today: number("due_today", self.due_today)?,
            due_next: number("due_next", self.due_next)?,
            next_day: self.next_day,
            overdue: number("overdue", self.overdue)?,
            to_correct: number("to_correct", self.to_correct)?,
            to_review: number("to_review", self.to_review)?,
            orders: number("orders", self.orders)?,
            updates: number("updates", self.updates)?,
            extensions: number("extensions", self.extensions)?,
            swaps: number("swaps", self.swaps)?,
        };
        Ok(PersonNumbers { person: Id::new(self.person_id), numbers })
    }
}
