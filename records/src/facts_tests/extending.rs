//! More time that is asked for, given and taken back, an absence that is noted and ended, and weeks that two teachers swap, while
//! somebody follows what happens.

use chrono::Days;
use domain::{
    absences::{AbsenceForm, BackForm, CoverForm},
    days::day_of,
    extensions::{AskForm, DayForm},
    obligations::Reason,
    people::{ClassGroupId, PersonId},
    permissions::decide_hand_in,
    school_years::YearId,
    swaps::{SwapForm, SwapId, choices, turn_week},
    vietnamese,
};

use crate::{
    absences,
    error::Error,
    extensions,
    facts::{FactStore, load_now},
    follow_up, swaps,
    testing::allowed,
    turns,
    work::Work,
};

/// The actor asks about the first of their records that is to come.
pub(super) async fn ask(work: &mut Work) -> Result<(), Error> {
    let facts = load_now(work).await?;
    let actor = facts.actor(work.actor.unwrap(), work.now);
    let soon = day_of(work.now) + Days::new(7);
    let record = facts.open_obligations().find(|one| {
        let is_own = decide_hand_in(&actor, facts.organisation(), facts.record_facts(one)).is_ok();
        is_own && one.due_day().is_some_and(|day| soon < day) && one.handed_in.is_none() && one.exemption.is_none()
    });
    let record = record.unwrap();
    let until = vietnamese::date(record.due_day().unwrap() + Days::new(3));
    let form = AskForm { until, reason: "con ốm".to_owned(), ..AskForm::default() };
    extensions::ask(work, &FactStore::default(), record.id, &form).await?.unwrap();
    Ok(())
}

/// What was asked for last is given.
pub(super) async fn grant(work: &mut Work) -> Result<(), Error> {
    let facts = load_now(work).await?;
    let request = facts.extension_requests.last().unwrap();
    let form = DayForm { until: vietnamese::date(request.wish.until().unwrap()) };
    extensions::grant(work, &FactStore::default(), request.id, &form).await?.unwrap();
    Ok(())
}

/// What was given last is taken back.
pub(super) async fn take_back(work: &mut Work) -> Result<(), Error> {
    let given = load_now(work).await?.regime.extensions.last().unwrap().id;
    extensions::take_back(work, &FactStore::default(), given, &Reason::parse("Ghi nhầm").unwrap()).await
}

/// From tomorrow on one is away for some days, and the other covers.
pub(super) async fn away(work: &mut Work, person: PersonId, cover: PersonId) -> Result<(), Error> {
    let day = |days| vietnamese::date(day_of(work.now) + Days::new(days));
    let form = AbsenceForm {
        who: person.to_string(),
        kind: "sick".to_owned(),
        from: day(1),
        until: day(20),
        duties: AbsenceForm::COVER.to_owned(),
        cover: cover.to_string(),
        ..AbsenceForm::default()
    };
    let seen = absences::seen_of(work, &FactStore::default(), &form).await?;
    absences::note(work, &FactStore::default(), &form, &seen).await?.unwrap();
    Ok(())
}

/// Somebody else covers whoever is away, who is back then.
pub(super) async fn back(work: &mut Work, cover: PersonId) -> Result<(), Error> {
    let absence = load_now(work).await?.absences.last().unwrap().id;
    let form = CoverForm { cover: cover.to_string(), ..CoverForm::default() };
    absences::change_cover(work, &FactStore::default(), absence, &form).await?.unwrap();
    absences::end(work, &FactStore::default(), absence, &BackForm::default()).await?.unwrap();
    Ok(())
}

/// The two take turns in a class from its twelfth week on.
pub(super) async fn share(work: &mut Work, year: YearId, class: ClassGroupId, [one, other]: [PersonId; 2]) -> Result<(), Error> {
    let weeks: Vec<(u8, PersonId)> = (12..=30).map(|week| (week, if week % 2 == 0 { one } else { other })).collect();
    turns::set(work, &allowed(), year, class, &weeks).await?;
    follow_up::bring_up_to_date(work, "lượt dạy được sửa").await
}

/// The actor offers the first of their weeks that a colleague can take, for the first one that there is in return.
pub(super) async fn offer(work: &mut Work, class: ClassGroupId) -> Result<(), Error> {
    let (facts, actor) = (load_now(work).await?, work.actor.unwrap());
    let way = |week: u8| choices(&facts, actor, (class, week), work.now).into_iter().find(|one| one.value.contains(':'));
    let (week, way) = (12..=30).find_map(|week| Some((week, way(week)?))).unwrap();
    let record = facts.open_obligations().find(|one| turn_week(one) == Some((class, week))).unwrap().id;
    let form = SwapForm { with: way.value, reason: "đi tập huấn".to_owned(), ..SwapForm::default() };
    swaps::offer(work, &FactStore::default(), record, &form).await?.unwrap();
    Ok(())
}

/// The one that nobody has answered.
async fn waiting(work: &mut Work) -> Result<SwapId, Error> {
    Ok(load_now(work).await?.swaps.iter().find(|one| one.answered.is_none()).unwrap().id)
}

pub(super) async fn decline(work: &mut Work) -> Result<(), Error> {
    let swap = waiting(work).await?;
    swaps::decline(work, &FactStore::default(), swap).await
}

pub(super) async fn offer_and_take_back(work: &mut Work, class: ClassGroupId) -> Result<(), Error> {
    offer(work, class).await?;
    let swap = waiting(work).await?;
    swaps::take_back(work, &FactStore::default(), swap).await
}

pub(super) async fn accept(work: &mut Work) -> Result<(), Error> {
    let swap = waiting(work).await?;
    swaps::accept(work, &FactStore::default(), swap).await
}
