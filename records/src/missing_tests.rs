#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{people::PersonId, refusal::LatenessRefusal};

use super::*;
use crate::{
    events,
    testing::{each_engine, school::SmallSchool},
};

/// Due on Friday 6 November.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";

async fn reminds(school: &SmallSchool, by: PersonId, id: ObligationId, seen: usize) -> Result<(), Error> {
    let store = school.store.clone();
    school.database.write(school.id, Some(by), async move |work: &mut Work| note(work, &store, id, seen).await).await
}

#[tokio::test]
async fn a_reminder_is_noted_once_by_whoever_leads_and_stays() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let id = school.record(PLAN).await.id;
        let nothing = Err(Error::Refused(LatenessRefusal::NothingToRemind.into()));
        school.at("2026-11-05T09:00:00+07:00");
        assert_eq!(reminds(&school, school.nguyet, id, 0).await, nothing, "it is not due yet");
        let now = school.at("2026-11-09T09:00:00+07:00");
        let not_hers = Err(Error::Refused(LatenessRefusal::NotYoursToRemind.into()));
        assert_eq!(reminds(&school, school.hoa, id, 0).await, not_hers, "nobody reminds themselves");
        for _ in 0..2 {
            reminds(&school, school.am, id, 0).await.unwrap();
        }
        let known = async |year: YearId| {
            database.read(school.id, None, async move |work: &mut Work| of_year(work, year).await).await.unwrap()
        };
        let year = school.facts().await.regime.year;
        let first = Reminded { obligation: id, by: school.am, at: now };
        assert_eq!(known(year).await, [first], "a form that is sent twice notes it once");
        // The principal's form has not seen it, and notes that she did so too; the head reminds once more.
        reminds(&school, school.nguyet, id, 0).await.unwrap();
        reminds(&school, school.am, id, 2).await.unwrap();
        let by: Vec<PersonId> = known(year).await.iter().map(|one| one.by).collect();
        assert_eq!(by, [school.am, school.nguyet, school.am]);
        school.hand_in(school.hoa, PLAN).await.unwrap();
        assert_eq!(reminds(&school, school.am, id, 3).await, nothing, "it has come");

        let told = database.read(school.id, None, async |work: &mut Work| events::since(work, 0, 10_000).await).await.unwrap();
        let of_kind = told.iter().filter(|event| event.kind == "lateness.reminded" && event.subject == Some(id.uuid())).count();
        assert_eq!(of_kind, 3);
        database.keeps(school.id, &["reminders"]).await;
        let other = SmallSchool::found(&database).await;
        assert_eq!(reminds(&other, other.nguyet, id, 0).await, Err(Error::NotFound), "a record of another school");
    })
    .await;
}

#[tokio::test]
async fn a_message_to_a_department_is_noted_on_each_of_its_records_once() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let plan = school.record(PLAN).await;
        let department = school.department;
        let now = school.at("2026-11-09T09:00:00+07:00");
        let sends_as_of = async |by: PersonId, shown: Timestamp| {
            let store = school.store.clone();
            let task = async move |work: &mut Work| note_department(work, &store, department, shown).await;
            school.database.write(school.id, Some(by), task).await
        };
        let sends = async |by: PersonId| sends_as_of(by, now).await;
        assert_eq!(sends(school.hoa).await, Err(Error::Refused(LatenessRefusal::NotYoursToRemind.into())), "she leads nobody");
        for _ in 0..2 {
            sends(school.am).await.unwrap();
            // A form that says tomorrow is the message of now, and one of no calendar is about nothing.
            sends_as_of(school.am, now + chrono::TimeDelta::days(1)).await.unwrap();
            sends_as_of(school.am, Timestamp::MIN_UTC).await.unwrap();
        }
        let year = school.facts().await.regime.year;
        let known = database.read(school.id, None, async move |work: &mut Work| of_year(work, year).await).await.unwrap();
        let of_plan: Vec<PersonId> = known.iter().filter(|one| one.obligation == plan.id).map(|one| one.by).collect();
        assert_eq!(of_plan, [school.am], "sent twice, it is noted once");
        let twice = known.iter().filter(|one| known.iter().filter(|other| other.obligation == one.obligation).count() > 1).count();
        assert!(known.len() > 1 && twice == 0, "the other records of the message too: {known:?}");
    })
    .await;
}
