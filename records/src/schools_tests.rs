#![allow(clippy::unwrap_used, clippy::expect_used)]
use chrono::NaiveDate;
use domain::{
    calendar::SchoolCalendar,
    deadlines::{DueRule, Hours},
    people::DepartmentKind,
    record_types::{OwedBy, RuleVersion},
};

use super::*;
use crate::{
    FactStore, record_types, school_years,
    testing::{
        TestDatabase, allowed, each_engine,
        school::{bring, calendar, weekly},
    },
    units,
};

async fn state(database: &Database, school: SchoolId) -> Setup {
    database.read(school, None, setup).await.unwrap()
}

#[tokio::test]
async fn a_school_is_set_up_step_by_step_and_can_be_left_in_between() {
    each_engine(|database: TestDatabase| async move {
        assert_eq!(all(&database).await, Ok(Vec::new()));
        let id = found(&database, "Trường Mầm non Hoa Mai").await.unwrap();
        let school = id;
        assert_eq!(
            state(&database, school).await,
            Setup {
                step: 1,
                finished: false,
                file_limit: DEFAULT_FILE_LIMIT,
                address: None,
                contacts: Contacts::default(),
                own_lock: false
            }
        );

        // Step 1: the year. Then the browser is closed, and opened at step 2.
        let year = database
            .write(school, None, async |work: &mut Work| {
                let calendar = SchoolCalendar::new(calendar()).unwrap();
                let from = NaiveDate::from_ymd_opt(2026, 10, 30).unwrap();
                let year = school_years::keep(work, &allowed(), &calendar, from, Some(9)).await?;
                reach_step(work, &allowed(), 2).await?;
                Ok(year)
            })
            .await
            .unwrap();
        assert_eq!(state(&database, school).await.step, 2);

        // Steps 2 and 3: tổ and lớp, loại hồ sơ and giờ.
        database
            .write(school, None, async move |work: &mut Work| {
                let department = units::add_department(work, &allowed(), "Mẫu giáo", DepartmentKind::Teaching).await?;
                units::add_class(work, &allowed(), "4A", department).await?;
                let plan = weekly("giao-an", "Giáo án", OwedBy::EachClass, DueRule::FRIDAY_BEFORE, 1);
                record_types::add(work, &allowed(), &plan).await?;
                let rules = RuleVersion::first(new_id(), Hours::default());
                record_types::add_rules(work, &allowed(), &rules, &Default::default(), "").await?;
                reach_step(work, &allowed(), 4).await
            })
            .await
            .unwrap();

        // Going back a page does not set it back, and is no event.
        let before = database.read(school, None, async |work: &mut Work| work.revision().await).await.unwrap();
        database.write(school, None, async |work: &mut Work| reach_step(work, &allowed(), 2).await).await.unwrap();
        assert_eq!(state(&database, school).await.step, 4);
        assert_eq!(database.read(school, None, async |work: &mut Work| work.revision().await).await, Ok(before));

        let finish = async move |work: &mut Work| {
            rename(work, &allowed(), "Trường Mầm non Hoa Mai 2").await?;
            set_file_limit(work, &allowed(), 50_000_000).await?;
            bring(work, year, "Mở năm học").await?;
            finish_setup(work, &allowed()).await
        };
        database.write(school, None, finish).await.unwrap();
        let contacts = Contacts::default();
        let settled = Setup { step: 4, finished: true, file_limit: 50_000_000, address: None, contacts, own_lock: false };
        assert_eq!(state(&database, school).await, settled);
        let store = FactStore::default();
        let facts = database.read(school, None, async move |work: &mut Work| store.facts(work).await).await.unwrap();
        assert_eq!((facts.open_obligations().count(), facts.regime.practice_week), (27, Some(9)));
        assert_eq!(facts.school.name, "Trường Mầm non Hoa Mai 2");
        assert_eq!(all(&database).await, Ok(vec![School { id, name: "Trường Mầm non Hoa Mai 2".to_owned() }]));
    })
    .await;
}

#[tokio::test]
async fn schools_are_listed_by_name_and_an_unknown_one_has_no_set_up() {
    each_engine(|database: TestDatabase| async move {
        for name in ["Trường Mầm non Hoa Sen", "Trường Mầm non Hoa Mai"] {
            found(&database, name).await.unwrap();
        }
        let names: Vec<String> = all(&database).await.unwrap().into_iter().map(|school| school.name).collect();
        assert_eq!(names, ["Trường Mầm non Hoa Mai", "Trường Mầm non Hoa Sen"]);
        assert_eq!(database.read(new_id(), None, setup).await, Err(Error::NotFound));
    })
    .await;
}
