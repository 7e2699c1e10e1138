//! A calendar as it was typed or read from a file: asked, checked, saved, and what is owed brought up to it.

use domain::{
    days::day_of,
    deadlines::DueDayError,
    moved_days::ChangeOutlook,
    school_years::{YearForm, calendar_outlook, counts_from_of_next, next_calendar_outlook},
    setup::{OpeningForm, Phase, Step},
};

use crate::{
    error::{AfterLook, Error, internal},
    facts, follow_up, permissions, school_years,
    work::Work,
};

/// Changes the calendar of the year that is shown, under whatever name it has now, or enters the first one. Where that touches what
/// is owed already, it must be what was looked at, of which the form sent `seen` back.
///
/// # Errors
/// `Refused` where that is not the actor's to do, or another year has the name.
pub async fn change(work: &mut Work, phase: Phase, form: &YearForm, seen: &str) -> Result<AfterLook, Error> {
    let allowed = permissions::change_school(work, phase).await?;
    let year = school_years::current(work).await?;
    let calendar = match form.correction_of(year.as_ref().filter(|_| phase.is_open()).map(|year| &year.calendar)) {
        Ok(calendar) => calendar,
        Err(errors) => return Ok(AfterLook::Wrong(errors)),
    };
    if phase.is_open() && is_unseen(&calendar_outlook(&facts::load_now(work).await?, &calendar, work.now), seen)? {
        return Ok(AfterLook::Unseen);
    }
    let today = day_of(work.now);
    let first = OpeningForm::first(&calendar, today).parse(&calendar, today);
    let first = first.map_err(|problems| internal("school_years", &format!("no first day: {problems:?}")))?;
    let (counts_from, practice) = match year {
        Some(year) => {
            if year.calendar.school_year() != calendar.school_year() {
                school_years::rename(work, &allowed, year.id, calendar.school_year()).await?;
            }
            let practice = year.practice_week.filter(|week| calendar.week(*week).is_some());
            if phase.is_open() { (year.counts_from, practice) } else { (first.counts_from, None) }
        }
        None => (first.counts_from, None),
    };
    school_years::keep_by_document(work, &allowed, &calendar, (counts_from, practice), &form.document).await?;
    follow_up::after(work, &allowed, phase, Step::Units, "lịch năm học được sửa").await?;
    Ok(AfterLook::Made)
}

fn is_unseen(outlook: &Result<ChangeOutlook, DueDayError>, seen: &str) -> Result<bool, Error> {
    let outlook = outlook.as_ref().map_err(|fault| internal("school_years", &fault.to_string()))?;
    Ok(outlook.asks_for_a_look() && !outlook.is_of(seen))
}

/// What `change` asks for as `seen`, for whoever changes a calendar without a screen.
#[cfg(test)]
pub(crate) async fn seen_of(work: &mut Work, form: &YearForm) -> Result<String, Error> {
    let Ok(calendar) = form.parse() else { return Ok(String::new()) };
    let outlook = calendar_outlook(&facts::load_now(work).await?, &calendar, work.now);
    Ok(outlook.map_err(|fault| internal("school_years", &fault.to_string()))?.seen().to_owned())
}

/// Changes the calendar of the year after the one that is shown, or enters it. Nothing of the present year changes. `seen` as of
/// `change`.
///
/// # Errors
/// `Refused` where that is not the actor's to do, or another year has the name.
pub async fn change_next(work: &mut Work, form: &YearForm, seen: &str) -> Result<AfterLook, Error> {
    let allowed = permissions::change_school(work, Phase::Open).await?;
    let year = school_years::current(work).await?.ok_or(Error::NotFound)?;
    let calendar = match form.year_after(&year.calendar) {
        Ok(calendar) => calendar,
        Err(errors) => return Ok(AfterLook::Wrong(errors)),
    };
    if let Some(next) = facts::load_next(work).await?
        && is_unseen(&next_calendar_outlook(&next, &calendar, work.now), seen)?
    {
        return Ok(AfterLook::Unseen);
    }
    let counts_from = counts_from_of_next(&calendar, day_of(work.now));
    if let Some(next) = school_years::next(work).await?
        && next.calendar.school_year() != calendar.school_year()
    {
        school_years::rename(work, &allowed, next.id, calendar.school_year()).await?;
    }
    school_years::keep_by_document(work, &allowed, &calendar, (counts_from, None), &form.document).await?;
    follow_up::bring_up_to_date(work, "lịch năm học được sửa").await?;
    Ok(AfterLook::Made)
}
