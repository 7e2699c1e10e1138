#![allow(clippy::unwrap_used)]
use chrono::TimeDelta;
use domain::{people::Position, refusal::DelegationRefusal, vietnamese};

use super::*;
use crate::{
    events, new_id, people,
    testing::{
        TestDatabase, allowed, each_engine,
        school::{SmallSchool, first_week},
    },
};
use domain::people::PersonId;

/// The form that the principal is shown now, with the number of a decision.
async fn shown(school: &SmallSchool) -> RegulationForm {
    let facts = school.facts().await;
    let last = facts.regulation.last().map(|last| last.id);
    let before = school.database.read(school.id, None, async move |work: &mut Work| clauses(work, last).await).await.unwrap();
    let today = day_of(school.database.read(school.id, None, async |work: &mut Work| Ok(work.now)).await.unwrap());
    let form = RegulationForm::of(new_id(), &facts.regulation, &before, today);
    RegulationForm { decision: "31/QĐ-MNHS".to_owned(), ..form }
}

async fn publishes(
    school: &SmallSchool,
    by: PersonId,
    form: &RegulationForm,
) -> Result<Result<RegulationVersionId, FormErrors>, Error> {
    let (store, form) = (school.store.clone(), form.clone());
    school.database.write(school.id, Some(by), async move |work: &mut Work| publish(work, &store, &form).await).await
}

async fn promises(school: &SmallSchool, by: PersonId, id: RegulationVersionId) -> Result<(), Error> {
    let store = school.store.clone();
    school.database.write(school.id, Some(by), async move |work: &mut Work| pledge(work, &store, id).await).await
}

async fn reminds(school: &SmallSchool, by: PersonId, id: RegulationVersionId) -> Result<usize, Error> {
    let store = school.store.clone();
    school.database.write(school.id, Some(by), async move |work: &mut Work| remind(work, &store, id).await).await
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> RegulationRefusal {
    match result.unwrap_err() {
        Error::Refused(Refusal::Delegation(DelegationRefusal::Regulation(refusal))) => refusal,
        other => panic!("{other:?}"),
    }
}

async fn events_of(school: &SmallSchool, kind: &str) -> usize {
    let log = school.database.read(school.id, None, async |work: &mut Work| events::since(work, 0, 10_000).await).await.unwrap();
    log.iter().filter(|entry| entry.kind == kind).count()
}

#[tokio::test]
async fn the_principal_publishes_a_version_and_what_it_says_stays() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-02T08:00:00+07:00");
        let form = shown(&school).await;
        assert_eq!(refused(publishes(&school, school.am, &form).await), RegulationRefusal::NotThePrincipal);
        let first = publishes(&school, school.nguyet, &form).await.unwrap().unwrap();
        // The button was pressed twice.
        assert_eq!(publishes(&school, school.nguyet, &form).await.unwrap().unwrap(), first);
        assert_eq!(events_of(&school, "regulation.published").await, 1);
        let said = async move |work: &mut Work| clauses(work, Some(first)).await;
        assert_eq!(school.database.read(school.id, None, said).await.unwrap(), starting());
        let known = school.known().await;
        let version = known.regulation.last().unwrap();
        assert_eq!((version.number, version.decision.as_str(), version.by), (1, "31/QĐ-MNHS", school.nguyet));
        // Two tabs were open: the second one was made from nothing, and what is typed in it comes back.
        let other = RegulationForm { key: new_id::<VersionLine>().to_string(), ..form.clone() };
        assert_eq!(refused(publishes(&school, school.nguyet, &other).await), RegulationRefusal::NewerVersion { number: 1 });
        // A second version from tomorrow on, with another clause 2.
        let mut second = shown(&school).await;
        let same = publishes(&school, school.nguyet, &second).await.unwrap().unwrap_err();
        assert!(same.of("from").unwrap().contains("giống hệt"), "{same:?}");
        second.rows[2].text = "Mỗi người giữ mật khẩu của mình.\nKhông ai làm thay ai.".to_owned();
        let id = publishes(&school, school.nguyet, &second).await.unwrap().unwrap();
        let known = school.known().await;
        assert_eq!(known.regulation.last().unwrap().from.to_string(), "2026-11-03");
        let said = async move |work: &mut Work| clauses(work, Some(id)).await;
        let said = school.database.read(school.id, None, said).await.unwrap();
        assert_eq!(said[2].text, second.rows[2].text);
        assert_eq!(said[2].subject.map(|one| one.code()), Some("own-account"));
        // Nobody takes a word of it back.
        let change = async |work: &mut Work| {
            work.run(crate::sql("UPDATE regulation_clauses SET text = '' WHERE school_id = $1").bind(work.school)).await
        };
        assert!(school.database.write_quietly(school.id, None, change).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn everybody_promises_once_for_themselves_and_only_to_keep_what_counts() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-02T08:00:00+07:00");
        let first = publishes(&school, school.nguyet, &shown(&school).await).await.unwrap().unwrap();
        promises(&school, school.hoa, first).await.unwrap();
        let at = school.known().await.regulation.pledged_at(first, school.hoa);
        assert!(at.is_some());
        // From a second tab, an hour later: the hour of the first one stays.
        school.database.hand.advance(TimeDelta::hours(1));
        promises(&school, school.hoa, first).await.unwrap();
        assert_eq!(school.known().await.regulation.pledged_at(first, school.hoa), at);
        assert_eq!(events_of(&school, "regulation.pledged").await, 1);
        assert!(matches!(promises(&school, school.hoa, new_id()).await, Err(Error::NotFound)));
        let mut form = shown(&school).await;
        form.rows[2].text = "Mỗi người giữ mật khẩu của mình.".to_owned();
        let second = publishes(&school, school.nguyet, &form).await.unwrap().unwrap();
        let tomorrow = "2026-11-03".parse().unwrap();
        let early = refused(promises(&school, school.hoa, second).await);
        assert_eq!(early, RegulationRefusal::NotInForceYet { from: tomorrow }, "{}", vietnamese::date(tomorrow));
        school.at("2026-11-03T07:00:00+07:00");
        assert_eq!(refused(promises(&school, school.thao, first).await), RegulationRefusal::Replaced { number: 2 });
        promises(&school, school.hoa, second).await.unwrap();
        // Whoever has left is not bound: cô Thủy's last day was yesterday.
        school.end_position(school.nguyet, school.thuy, Position::Teacher(school.class_4b), "03/11/2026").await;
        school.at("2026-11-04T08:00:00+07:00");
        assert_eq!(refused(promises(&school, school.thuy, second).await), RegulationRefusal::NotStaff);
    })
    .await;
}

#[tokio::test]
async fn those_who_have_not_promised_are_reminded_once_a_day() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-02T08:00:00+07:00");
        let version = publishes(&school, school.nguyet, &shown(&school).await).await.unwrap().unwrap();
        assert_eq!(refused(reminds(&school, school.am, version).await), RegulationRefusal::ListNotYours);
        let am = school.am;
        let appoint = async move |work: &mut Work| {
            people::appoint(work, &allowed(), am, Position::ManagementTeam, first_week(), "02/QĐ").await
        };
        school.database.write(school.id, Some(school.nguyet), appoint).await.unwrap();
        promises(&school, school.hoa, version).await.unwrap();
        assert_eq!(reminds(&school, school.am, version).await.unwrap(), 5, "all six but cô Hoa");
        let again = refused(reminds(&school, school.nguyet, version).await);
        assert!(matches!(again, RegulationRefusal::RemindedToday { .. }), "{again:?}");
        school.at("2026-11-03T08:00:00+07:00");
        for person in [school.nguyet, school.am, school.thao, school.thuy] {
            promises(&school, person, version).await.unwrap();
        }
        assert_eq!(reminds(&school, school.nguyet, version).await.unwrap(), 1);
        assert_eq!(school.known().await.regulation.reminder(version).unwrap().by, school.nguyet);
        school.at("2026-11-04T08:00:00+07:00");
        promises(&school, school.hoa_y_te, version).await.unwrap();
        assert_eq!(refused(reminds(&school, school.nguyet, version).await), RegulationRefusal::NobodyLeft);
    })
    .await;
}
