//! What the leadership changes in an open school.

use domain::{
    days::day_of,
    facts::Facts,
    forms::FormErrors,
    people::ClassGroupId,
    permissions::{Action, Actor, Allowed, decide},
    refusal::Refusal,
    schools::SchoolPlan,
    themes::{KnownThemes, ThemesForm},
    turns::{ClassTurns, TurnsForm},
};

use super::bring_up_to_date;
use crate::{
    error::Error,
    facts, people, record_types,
    school_years::{self, YearId},
    schools,
    work::Work,
};

/// Asks inside the transaction whether the one who works may still change the school.
///
/// # Errors
/// `Refused` where that is not so, or nobody works here.
pub async fn allowed(work: &mut Work) -> Result<Allowed, Error> {
    let person = work.actor.ok_or(Refusal::SettingsNotYours)?;
    let organisation = people::organisation(work, None).await?;
    let actor = Actor { person, positions: organisation.positions(person, day_of(work.now)) };
    decide(&actor, &organisation, Action::ChangeSchool).map_err(Error::Refused)
}

/// The school's name and how large a file may be; what stays is not written.
pub async fn settle_school(work: &mut Work, _: Allowed, plan: &SchoolPlan) -> Result<(), Error> {
    if facts::school(work).await?.name != plan.name {
        schools::rename(work, &plan.name).await?;
    }
    if schools::setup(work).await?.file_limit != plan.file_limit {
        schools::set_file_limit(work, plan.file_limit).await?;
    }
    Ok(())
}

/// Who writes which week in one class. A hand-in keeps its judgement whoever's turn it was.
///
/// # Errors
/// `Refused` where the form no longer fits the class; `NotFound` where there is no such class.
pub async fn share_turns(work: &mut Work, _: Allowed, class: ClassGroupId, form: &TurnsForm) -> Result<(), Error> {
    let (year, facts) = present(work).await?;
    let before = ClassTurns::of(&facts, class, work.now).ok_or(Error::NotFound)?;
    let turns = form.parse(&before).map_err(|errors| first_of("Lượt dạy", &errors))?;
    if turns == before.turns() {
        return Ok(());
    }
    people::set_turns(work, year, class, &turns).await?;
    bring_up_to_date(work, "lượt dạy được chia lại").await
}

/// The themes of the school year. One that stays keeps its id under another name and in other weeks, and so its records.
///
/// # Errors
/// `Refused` where the form no longer fits the year, or would take a theme away for which something was handed in.
pub async fn keep_themes(work: &mut Work, _: Allowed, form: &ThemesForm) -> Result<(), Error> {
    let (year, facts) = present(work).await?;
    let plan = form.parse(&KnownThemes::of(&facts)).map_err(|errors| first_of("Chủ đề", &errors))?;
    for id in &plan.gone {
        record_types::remove_theme(work, year, *id).await?;
    }
    for theme in &plan.themes {
        let same = |id| facts.parts.themes.iter().any(|one| one.id == id && theme.is(one));
        match theme.id {
            Some(id) if same(id) => {}
            Some(id) => record_types::change_theme(work, year, id, &theme.name, theme.from_week, theme.through_week).await?,
            None => record_types::add_theme(work, year, &theme.name, theme.from_week, theme.through_week).await?,
        }
    }
    bring_up_to_date(work, "chủ đề được sửa").await
}

/// The school year and all that is known of it, as this work sees it.
async fn present(work: &mut Work) -> Result<(YearId, Facts), Error> {
    let year = school_years::current(work).await?.ok_or(Error::NotFound)?;
    let revision = work.revision().await?;
    Ok((year.id, facts::load(work, revision).await?))
}

/// What a form that was checked already meets only when somebody else was quicker.
fn first_of(form: &str, errors: &FormErrors) -> Error {
    let reason = errors.iter().next().map(|(_, words)| words.to_owned()).unwrap_or_default();
    Error::Refused(Refusal::Field { field: form.to_owned(), reason })
}

#[cfg(test)]
#[path = "settings_tests.rs"]
mod tests;
