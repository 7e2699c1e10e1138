#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{obligations::Standing, people::PersonId};

use super::*;
use crate::testing::{TestDatabase, each_engine, school::SmallSchool};

/// Due on Friday 6 November.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";
/// Due on Friday 13 November.
const NEXT: &str = "Giáo án tuần 11 · Lớp 4A";

fn form(person: PersonId, cover: Option<PersonId>) -> AbsenceForm {
    AbsenceForm {
        key: new_id::<domain::ids::AbsenceKey>().to_string(),
        who: person.to_string(),
        kind: "sick".to_owned(),
        from: "06/11/2026".to_owned(),
        until: "20/11/2026".to_owned(),
        duties: if cover.is_some() { AbsenceForm::COVER } else { AbsenceForm::FREE }.to_owned(),
        cover: cover.map(|id| id.to_string()).unwrap_or_default(),
        words: "sốt cao".to_owned(),
        decision: "QĐ số 15/QĐ".to_owned(),
    }
}

async fn looks(school: &SmallSchool, by: PersonId, form: &AbsenceForm) -> Result<String, Error> {
    let (store, form) = (school.store.clone(), form.clone());
    school.database.write_quietly(school.id, Some(by), async move |work: &mut Work| seen_of(work, &store, &form).await).await
}

async fn sends(school: &SmallSchool, by: PersonId, form: &AbsenceForm, seen: &str) -> Result<Result<AbsenceId, FormErrors>, Error> {
    let (store, form, seen) = (school.store.clone(), form.clone(), seen.to_owned());
    school.database.write(school.id, Some(by), async move |work: &mut Work| note(work, &store, &form, &seen).await).await
}

async fn notes(school: &SmallSchool, by: PersonId, form: &AbsenceForm) -> Result<Result<AbsenceId, FormErrors>, Error> {
    let seen = looks(school, by, form).await?;
    sends(school, by, form, &seen).await
}

async fn lets_cover(school: &SmallSchool, by: PersonId, id: AbsenceId, cover: PersonId) -> Result<Result<(), FormErrors>, Error> {
    let (store, form) = (school.store.clone(), CoverForm { cover: cover.to_string(), ..CoverForm::default() });
    school.database.write(school.id, Some(by), async move |work: &mut Work| change_cover(work, &store, id, &form).await).await
}

async fn ends(school: &SmallSchool, by: PersonId, id: AbsenceId) -> Result<(), Error> {
    backs(school, by, id, "").await.map(|done| done.unwrap())
}

/// Says that somebody is back, from this day on.
async fn backs(school: &SmallSchool, by: PersonId, id: AbsenceId, from: &str) -> Result<Result<(), FormErrors>, Error> {
    let (store, form) = (school.store.clone(), BackForm { from: from.to_owned(), reason: String::new() });
    school.database.write(school.id, Some(by), async move |work: &mut Work| end(work, &store, id, &form).await).await
}

fn refused(error: Error) -> AbsenceRefusal {
    match error {
        Error::Refused(Refusal::Absence(refusal)) => refusal,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn whoever_covers_hands_in_and_gives_it_back() {
    each_engine(|database: TestDatabase| async move {
        let (school, other) = (SmallSchool::found(&database).await, SmallSchool::found(&database).await);
        school.at("2026-11-05T08:00:00+07:00");
        let before = school.known().await;
        assert!(school.hand_in(school.thuy, PLAN).await.is_err(), "she teaches another class");
        let form = form(school.hoa, Some(school.thuy));
        for person in [school.hoa, school.am] {
            assert_eq!(refused(notes(&school, person, &form).await.unwrap_err()), AbsenceRefusal::NotYours);
        }
        assert_eq!(refused(sends(&school, school.nguyet, &form, "").await.unwrap_err()), AbsenceRefusal::LookedAtAnother);
        let own = AbsenceForm { who: school.nguyet.to_string(), ..form.clone() };
        assert_eq!(refused(notes(&school, school.nguyet, &own).await.unwrap_err()), AbsenceRefusal::OwnAbsence);
        assert_eq!(school.known().await.revision, before.revision, "nothing was noted");
        let id = notes(&school, school.nguyet, &form).await.unwrap().unwrap();
        assert_eq!(Some(id), form.id());
        // The form comes again; another one under its key is looked at once more.
        assert_eq!(sends(&school, school.nguyet, &form, "").await, Ok(Ok(id)));
        let changed = AbsenceForm { until: "19/11/2026".to_owned(), ..form.clone() };
        assert_eq!(refused(sends(&school, school.nguyet, &changed, "").await.unwrap_err()), AbsenceRefusal::LookedAtAnother);
        assert_eq!(school.known().await.absences.len(), 1);
        school.at("2026-11-06T09:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        assert_eq!(ends(&other, other.nguyet, id).await, Err(Error::NotFound));
        assert_eq!(refused(ends(&school, school.am, id).await.unwrap_err()), AbsenceRefusal::NotYours);
        ends(&school, school.nguyet, id).await.unwrap();
        assert!(matches!(refused(ends(&school, school.nguyet, id).await.unwrap_err()), AbsenceRefusal::Ended { .. }));
        school.at("2026-11-07T09:00:00+07:00");
        assert!(school.hand_in(school.thuy, NEXT).await.is_err(), "the duty is hers no more");
        school.known().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_was_back_on_monday_is_noted_on_tuesday() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T08:00:00+07:00");
        let id = notes(&school, school.nguyet, &form(school.hoa, Some(school.thuy))).await.unwrap().unwrap();
        school.at("2026-11-10T08:00:00+07:00");
        let early = backs(&school, school.nguyet, id, "06/11/2026").await.unwrap().unwrap_err();
        assert!(early.of(BackForm::FROM).is_some(), "{early:?}");
        backs(&school, school.nguyet, id, "09/11/2026").await.unwrap().unwrap();
        let known = school.known().await;
        let days = known.absence(id).unwrap().days_known().unwrap();
        assert_eq!((vietnamese::date(days.from), vietnamese::date(days.to)), ("06/11/2026".to_owned(), "08/11/2026".to_owned()));
        assert_eq!(known.absence(id).unwrap().ended.as_ref().unwrap().reason, None, "nobody has to say why");
        // What came due before stays with the cover; what is to come is hers again.
        school.hand_in(school.thuy, PLAN).await.unwrap();
        assert!(school.hand_in(school.thuy, NEXT).await.is_err());
        school.hand_in(school.hoa, NEXT).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn ill_this_morning_her_plan_passes_at_once_and_another_one_covers_when_the_cover_falls_ill() {
    each_engine(|database: TestDatabase| async move {
        let (school, other) = (SmallSchool::found(&database).await, SmallSchool::found(&database).await);
        school.at("2026-11-06T06:30:00+07:00");
        let id = notes(&school, school.nguyet, &form(school.hoa, Some(school.thuy))).await.unwrap().unwrap();
        let holds = |who: PersonId| school.hand_in(who, PLAN);
        let change = |by: PersonId, cover: PersonId| lets_cover(&school, by, id, cover);
        assert_eq!(lets_cover(&other, other.nguyet, id, other.am).await, Err(Error::NotFound));
        assert_eq!(refused(change(school.am, school.am).await.unwrap_err()), AbsenceRefusal::NotYours);
        assert_eq!(refused(change(school.nguyet, school.nguyet).await.unwrap_err()), AbsenceRefusal::CoverYourself);
        assert!(change(school.nguyet, school.hoa).await.unwrap().is_err(), "she is away herself");
        // Sent twice, it changes once.
        for _ in 0..2 {
            change(school.nguyet, school.am).await.unwrap().unwrap();
        }
        let known = school.known().await;
        let covers: Vec<_> = known.absence(id).unwrap().covered_before.iter().map(|one| one.cover).collect();
        assert_eq!((known.absence(id).unwrap().cover, covers), (Some(school.am), vec![school.thuy]));
        assert!(holds(school.thuy).await.is_err(), "it is hers no more");
        holds(school.am).await.unwrap();
        ends(&school, school.nguyet, id).await.unwrap();
        assert!(matches!(refused(change(school.nguyet, school.thuy).await.unwrap_err()), AbsenceRefusal::Ended { .. }));
        for statement in
            ["UPDATE absence_covers SET number = 7 WHERE school_id = $1", "DELETE FROM absence_covers WHERE school_id = $1"]
        {
            let change = async move |work: &mut Work| work.run(sql(statement).bind(work.school)).await.map(drop);
            assert!(database.write(school.id, None, change).await.is_err(), "{statement}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_a_cover_has_handed_in_stays_hers_and_taken_back_it_is_whose_it_would_be() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T08:00:00+07:00");
        let id = notes(&school, school.nguyet, &form(school.hoa, Some(school.thuy))).await.unwrap().unwrap();
        school.at("2026-11-06T09:00:00+07:00");
        let sent = school.hand_in(school.thuy, PLAN).await.unwrap();
        school.at("2026-11-06T09:30:00+07:00");
        lets_cover(&school, school.nguyet, id, school.am).await.unwrap().unwrap();
        assert_eq!(school.record(PLAN).await.handed_in.map(|one| one.last_by), Some(school.thuy));
        let (store, submission) = (school.store.clone(), sent.id);
        let withdraw = async move |work: &mut Work| crate::withdrawals::withdraw(work, &store, submission).await.map(drop);
        database.write(school.id, Some(school.thuy), withdraw).await.unwrap();
        // Taken back it is whose it would be: of whoever covers now, and of the one before no more.
        assert!(school.hand_in(school.thuy, PLAN).await.is_err());
        school.hand_in(school.am, PLAN).await.unwrap();
        school.known().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_freed_is_owed_again_where_it_has_not_come_due() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let now = school.at("2026-11-05T08:00:00+07:00");
        let form = form(school.hoa, None);
        let (facts, by) = (school.known().await, school.nguyet);
        let plan = form.parse(&facts, now).unwrap();
        let noted = Signature { by, post: domain::locks::Post::Principal, at: now };
        let wanted = AbsenceOutlook::of(&facts, &facts.actor(by, now), &plan, noted, now).unwrap().preview;
        let id = notes(&school, by, &form).await.unwrap().unwrap();
        let after = school.known().await;
        let freed: Vec<_> = wanted.passes.iter().map(|one| one.obligation).collect();
        assert_eq!(after.absence(id).unwrap().freed, freed.iter().copied().collect(), "what was looked at is what happened");
        for one in freed.iter().filter_map(|id| after.obligation(*id)) {
            assert_eq!(after.standing(one, now), Standing::Exempt);
            let because = one.exemption.as_ref().unwrap().reason.clone();
            assert!(because.starts_with("Nghỉ từ 06/11 đến 20/11/2026 (cô Hoa; Quyết định số 15/QĐ)"), "{because}");
        }
        let now = school.at("2026-11-10T08:00:00+07:00");
        ends(&school, by, id).await.unwrap();
        let back = school.known().await;
        for one in freed.iter().filter_map(|id| back.obligation(*id)) {
            let is_to_come = one.due_day().is_some_and(|due| domain::days::day_of(now) < due);
            assert_eq!(one.exemption.is_none(), is_to_come, "{}", back.title(one));
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_of_it_is_changed_or_removed() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T08:00:00+07:00");
        let id = notes(&school, school.nguyet, &form(school.hoa, None)).await.unwrap().unwrap();
        ends(&school, school.nguyet, id).await.unwrap();
        for statement in [
            "UPDATE absences SET words = 'xxx' WHERE school_id = $1",
            "DELETE FROM absences WHERE school_id = $1",
            "UPDATE absences_ended SET reason = 'xxx' WHERE school_id = $1",
            "DELETE FROM absences_ended WHERE school_id = $1",
        ] {
            let change = async move |work: &mut Work| work.run(sql(statement).bind(work.school)).await.map(drop);
            assert!(database.write(school.id, None, change).await.is_err(), "{statement}");
        }
    })
    .await;
}
