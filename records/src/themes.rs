//! "Chủ đề": the themes of a school year, which records of some types are about.

use domain::{
    ids::Id,
    permissions::{Allowed, ChangeSchool},
    record_types::{Theme, ThemeId},
    setup::Phase,
    themes::{KnownThemes, ThemesForm},
};
use uuid::Uuid;

use crate::{
    error::{Checked, Error},
    events::Event,
    facts, follow_up, permissions,
    school_years::{self, YearId},
    sql::sql,
    values::{count, new_id, one_row},
    work::Work,
};

/// "Chủ đề" of a school year, in order.
pub async fn all(work: &mut Work, year: YearId) -> Result<Vec<Theme>, Error> {
    let select = sql("SELECT id, name, from_week, through_week FROM themes WHERE school_id = $1 AND school_year_id = $2 \
         ORDER BY from_week, name");
    let rows: Vec<(Uuid, String, i64, i64)> = work.all(select.bind_all((work.school, year))).await?;
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

/// Changes the themes of the school year to what the form says. One that stays keeps its id under another name and in other
/// weeks, and so its records.
///
/// # Errors
/// `Refused` where that is not the actor's to do.
pub async fn change(work: &mut Work, form: &ThemesForm) -> Result<Checked, Error> {
    let allowed = permissions::change_school(work, Phase::Open).await?;
    let year = school_years::current(work).await?.ok_or(Error::NotFound)?.id;
    let facts = facts::load_now(work).await?;
    let plan = match form.parse(&KnownThemes::of(&facts)) {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    for id in &plan.gone {
        remove(work, &allowed, year, *id).await?;
    }
    for theme in &plan.themes {
        let same = |id| facts.regime.themes.iter().any(|one| one.id == id && theme.is(one));
        match theme.id {
            Some(id) if same(id) => {}
            Some(id) => alter(work, &allowed, year, id, &theme.name, theme.from_week, theme.through_week).await?,
            None => add(work, &allowed, year, &theme.name, theme.from_week, theme.through_week).await?,
        }
    }
    follow_up::bring_up_to_date(work, "chủ đề được sửa").await.map(Ok)
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
