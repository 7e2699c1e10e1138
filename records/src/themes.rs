//! "Chủ đề": the themes of a school year, which records of some types are about.

mod change;

use domain::{
    ids::Id,
    names::SortKey,
    permissions::{Allowed, ChangeSchool},
    record_types::{Theme, ThemeId},
    school_years::YearId,
};
use uuid::Uuid;

pub use change::change;

use crate::{
    error::Error,
    events::Event,
    sql::sql,
    values::{count, new_id, one_row},
    work::Work,
};

/// "Chủ đề" of a school year, in order.
pub async fn all(work: &mut Work, year: YearId) -> Result<Vec<Theme>, Error> {
    let select = sql("SELECT id, name, from_week, through_week FROM themes WHERE school_id = $1 AND school_year_id = $2");
    let mut rows: Vec<(Uuid, String, i64, i64)> = work.all(select.bind_all((work.school, year))).await?;
    rows.sort_by_cached_key(|(_, name, from_week, _)| (*from_week, SortKey::of_words(name)));
    rows.into_iter()
        .map(|(id, name, from_week, through_week)| {
            Ok(Theme {
                id: Id::new(id),
                name,
                from_week: count("themes", "from_week", from_week)?,
                through_week: count("themes", "through_week", through_week)?,
            })
        })
        .collect()
}

pub(crate) async fn add(
    work: &mut Work,
    _allowed: &Allowed<ChangeSchool>,
    year: YearId,
    name: &str,
    from_week: u8,
    through_week: u8,
) -> Result<(), Error> {
    let id: Id<Theme> = new_id();
    let insert =
        sql("INSERT INTO themes (school_id, id, school_year_id, name, from_week, through_week) VALUES ($1, $2, $3, $4, $5, $6)");
    work.run(insert.bind_all((work.school, id, year, name, i64::from(from_week), i64::from(through_week)))).await?;
    work.note(Event::ThemeAdded { theme: id, name, from_week, through_week });
    Ok(())
}

/// Another name or other weeks; what is owed for it follows.
pub(crate) async fn alter(
    work: &mut Work,
    _allowed: &Allowed<ChangeSchool>,
    year: YearId,
    id: ThemeId,
    name: &str,
    from_week: u8,
    through_week: u8,
) -> Result<(), Error> {
    let update = sql(
        "UPDATE themes SET name = $1, from_week = $2, through_week = $3 WHERE school_id = $4 AND school_year_id = $5 AND id = $6",
    );
    let touched = work.run(update.bind_all((name, i64::from(from_week), i64::from(through_week), work.school, year, id))).await?;
    one_row(touched)?;
    work.note(Event::ThemeChanged { theme: id, name, from_week, through_week });
    Ok(())
}

/// Only for a theme for which nothing was handed in.
pub(crate) async fn remove(work: &mut Work, _allowed: &Allowed<ChangeSchool>, year: YearId, id: ThemeId) -> Result<(), Error> {
    let delete = sql("DELETE FROM themes WHERE school_id = $1 AND school_year_id = $2 AND id = $3");
    let touched = work.run(delete.bind_all((work.school, year, id))).await?;
    one_row(touched)?;
    work.note(Event::ThemeRemoved { theme: id });
    Ok(())
}

#[cfg(test)]
#[path = "themes_tests.rs"]
mod tests;
