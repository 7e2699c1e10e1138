//! "Lượt dạy": who writes which week in classes that several teachers share.

use domain::{
    ids::Id,
    people::{ClassGroupId, PersonId, Turn},
    permissions::{Allowed, ChangeSchool},
    setup::Phase,
    turns::{ClassTurns, TurnsForm},
};
use uuid::Uuid;

use crate::{
    error::{Checked, Error},
    events::Event,
    facts, follow_up, permissions,
    school_years::{self, YearId},
    sql::sql,
    values::count,
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

/// Shares the weeks of one class out as the form says. A hand-in keeps its judgement whoever's turn it was.
///
/// # Errors
/// `Refused` where that is not the actor's to do; `NotFound` where there is no such class.
pub async fn change(work: &mut Work, class: ClassGroupId, form: &TurnsForm) -> Result<Checked, Error> {
    let allowed = permissions::change_school(work, Phase::Open).await?;
    let year = school_years::current(work).await?.ok_or(Error::NotFound)?.id;
    let facts = facts::load_now(work).await?;
    let before = ClassTurns::of(&facts, class, work.now).ok_or(Error::NotFound)?;
    let turns = match form.parse(&before) {
        Ok(turns) => turns,
        Err(errors) => return Ok(Err(errors)),
    };
    if turns != before.turns() {
        set(work, &allowed, year, class, &turns).await?;
        follow_up::bring_up_to_date(work, "lượt dạy được chia lại").await?;
    }
    Ok(Ok(()))
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

#[cfg(test)]
#[path = "turns_tests.rs"]
mod tests;
