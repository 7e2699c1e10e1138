//! Themes as the form says: asked, read, saved, and what is owed brought up to them.

use domain::{
    school_years::WhichYear,
    setup::Phase,
    themes::{KnownThemes, ThemesForm},
};

use crate::{
    error::{AfterLook, Error, internal},
    facts, follow_up, permissions, themes,
    work::Work,
};

/// Changes the themes of this school year, or of the next one, to what the form says. One that stays keeps its id under another
/// name and in other weeks, and so its records. Where that touches what is owed already, it must be what was looked at, of which the
/// form sent `seen` back.
///
/// # Errors
/// `Refused` where that is not the actor's to do; `NotFound` where there is no such year yet.
pub async fn change(work: &mut Work, which: WhichYear, form: &ThemesForm, seen: &str) -> Result<AfterLook, Error> {
    let allowed = permissions::change_school(work, Phase::Open).await?;
    let facts = facts::load_of(work, which).await?;
    let year = facts.regime.year;
    let plan = match form.parse(&KnownThemes::of(&facts)) {
        Ok(plan) => plan,
        Err(errors) => return Ok(AfterLook::Wrong(errors)),
    };
    let outlook = plan.outlook(&facts, work.now).map_err(|fault| internal("themes", &fault.to_string()))?;
    if outlook.asks_for_a_look() && !outlook.is_of(seen) {
        return Ok(AfterLook::Unseen);
    }
    for id in &plan.gone {
        themes::remove(work, &allowed, year, *id).await?;
    }
    for theme in &plan.themes {
        let same = |id| facts.regime.themes.iter().any(|one| one.id == id && theme.is(one));
        match theme.id {
            Some(id) if same(id) => {}
            Some(id) => themes::alter(work, &allowed, year, id, &theme.name, theme.from_week, theme.through_week).await?,
            None => themes::add(work, &allowed, year, &theme.name, theme.from_week, theme.through_week).await?,
        }
    }
    follow_up::bring_up_to_date(work, "chủ đề được sửa").await?;
    Ok(AfterLook::Made)
}
