//! "Lượt dạy": who writes which week in classes that several teachers share.

mod change;

use domain::{
    ids::Id,
    people::{ClassGroupId, PersonId, Turn},
    permissions::{Allowed, ChangeSchool, Deed},
    school_years::YearId,
};
use uuid::Uuid;

pub use change::change;

use crate::{
    error::Error,
    events::Event,
    sql::sql,
    values::{count, one_row},
    work::Work,
};

/// Every turn of a school year.
pub async fn all(work: &mut Work, year: YearId) -> Result<Vec<Turn>, Error> {
    let select = sql("SELECT class_id, week, person_id FROM turns WHERE school_id = $1 AND school_year_id = $2 \
         ORDER BY class_id, week");
    let rows: Vec<(Uuid, i64, Uuid)> = work.all(select.bind_all((work.school, year))).await?;
    rows.into_iter()
        .map(|(class, week, person)| {
            Ok(Turn { class: Id::new(class), week: count("turns", "week", week)?, person: Id::new(person) })
        })
        .collect()
}

/// Sets the roster of turns of one class: the person of each week.
pub(crate) async fn set(
    work: &mut Work,
    _allowed: &Allowed<ChangeSchool>,
    year: YearId,
    class: ClassGroupId,
    turns: &[(u8, PersonId)],
) -> Result<(), Error> {
    let delete = sql("DELETE FROM turns WHERE school_id = $1 AND school_year_id = $2 AND class_id = $3");
    work.run(delete.bind_all((work.school, year, class))).await?;
    for (week, person) in turns {
        let insert = sql("INSERT INTO turns (school_id, school_year_id, class_id, week, person_id) VALUES ($1, $2, $3, $4, $5)");
        work.run(insert.bind_all((work.school, year, class, i64::from(*week), *person))).await?;
    }
    work.note(Event::TurnsSet { class, weeks: turns.len() });
    Ok(())
}

/// Gives one week of a class, which is somebody's by the roster, to another one, as the two have agreed, or as the leadership has
/// confirmed.
pub(crate) async fn hand_over<D: Deed>(
    work: &mut Work,
    _allowed: &Allowed<D>,
    year: YearId,
    (class, week): (ClassGroupId, u8),
    person: PersonId,
) -> Result<(), Error> {
    let update =
        sql("UPDATE turns SET person_id = $1 WHERE school_id = $2 AND school_year_id = $3 AND class_id = $4 AND week = $5");
    one_row(work.run(update.bind_all((person, work.school, year, class, i64::from(week)))).await?)
}

#[cfg(test)]
#[path = "turns_tests.rs"]
mod tests;
