#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{setup::Phase, units::UnitsForm};

use super::*;
use crate::{
    testing::{TestDatabase, allowed, each_engine, school::SmallSchool},
    units,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn named(name: &str) -> PersonName {
    PersonName::parse(name).unwrap()
}

#[tokio::test]
async fn staff_are_read_as_they_were_written_and_sorted_by_ten() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        database
            .write(school.id, None, async |work: &mut Work| {
                add_person(work, &allowed(), &named("Nguyễn Thị Hoa"), Honorific::Co, Some(1995)).await?;
                add_person(work, &allowed(), &named("Công Tằng Tôn Nữ Khánh Huyền"), Honorific::Co, None).await?;
                add_person(work, &allowed(), &named("Phạm Văn Định"), Honorific::Thay, Some(1985)).await
            })
            .await
            .unwrap();
        let facts = school.facts().await;
        let people: Vec<&str> = facts.organisation().people.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(
            people,
            [
                "Lê Thị Ấm",
                "Phạm Văn Định",
                "Nguyễn Thị Hoa",
                "Nguyễn Thị Hoa",
                "Phạm Thị Hoà",
                "Công Tằng Tôn Nữ Khánh Huyền",
                "Nguyễn Thị Minh Nguyệt",
                "Vũ Thị Phương Thảo",
                "Đặng Thị Thanh Thủy",
            ]
        );
        let dinh = facts.organisation().people.iter().find(|one| one.honorific == Honorific::Thay).unwrap();
        assert_eq!((dinh.mention().as_str(), dinh.birth_year), ("thầy Định", Some(1985)));
        let departments: Vec<(&str, i64)> =
            facts.organisation().departments.iter().map(|one| (one.name.as_str(), one.sort_order)).collect();
        assert_eq!(departments, [("Mẫu giáo", 1), ("Văn phòng", 2)]);
        assert_eq!(facts.organisation().section(school.health).unwrap().kind, SectionKind::Health);
    })
    .await;
}

#[tokio::test]
async fn names_change_and_an_unknown_unit_is_not_found() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let (department, class, thuy) = (school.department, school.class_4b, school.thuy);
        database
            .write(school.id, Some(school.nguyet), async move |work: &mut Work| {
                let mut form = UnitsForm::of(&organisation(work, None).await?);
                form.rows[0].name = "Mẫu giáo 4–5 tuổi".to_owned();
                units::change(work, Phase::Open, &form).await?.unwrap();
                units::change_class(work, &allowed(), class, "4B1", department).await?;
                change_person(work, &allowed(), thuy, &named("Đặng Thị Thủy"), Honorific::Co, Some(1988)).await
            })
            .await
            .unwrap();
        let facts = school.facts().await;
        assert_eq!(facts.organisation().department(department).unwrap().name, "Mẫu giáo 4–5 tuổi");
        assert_eq!(facts.organisation().class(class).unwrap().name, "4B1");
        let known = facts.organisation().person(thuy).unwrap();
        assert_eq!((known.name.as_str(), known.birth_year), ("Đặng Thị Thủy", Some(1988)));

        let other = Uuid::new_v4();
        let unknown = database.write(school.id, None, async move |work: &mut Work| {
            units::change_section(work, &allowed(), Id::new(other), "X", SectionKind::Other, department).await
        });
        assert_eq!(unknown.await, Err(Error::NotFound));
        let unknown = database.write(school.id, None, async move |work: &mut Work| {
            units::change_class(work, &allowed(), Id::new(other), "X", department).await
        });
        assert_eq!(unknown.await, Err(Error::NotFound));
        let stray = database.write(school.id, None, async move |work: &mut Work| {
            units::change_class(work, &allowed(), class, "4B", Id::new(other)).await
        });
        assert_eq!(stray.await, Err(Error::NotFound));
        let unknown = database.write(school.id, None, async move |work: &mut Work| {
            change_person(work, &allowed(), Id::new(other), &named("Ai Đó"), Honorific::Co, None).await
        });
        assert_eq!(unknown.await, Err(Error::NotFound));
        // Two classes of one name would be told apart by nobody.
        let twice = database
            .write(school.id, None, async move |work: &mut Work| units::add_class(work, &allowed(), "4A", department).await);
        assert!(twice.await.unwrap_err().is_taken("classes", "name"));
        // NUL: PostgreSQL keeps none, and so neither do we.
        let nul = database
            .write(school.id, None, async move |work: &mut Work| units::add_class(work, &allowed(), "4\0", department).await);
        assert_eq!(nul.await, Err(Error::Internal));
        assert!(PersonName::parse("Nguyễn\0 Thị Hoa").is_err());
    })
    .await;
}

#[tokio::test]
async fn appointments_hold_from_a_day_to_a_day() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let (thao, class_4a, class_4b) = (school.thao, school.class_4a, school.class_4b);
        // From 23 November she teaches in 4B instead, through the end of the month.
        school.end_position(school.nguyet, thao, Position::Teacher(class_4a), "22/11/2026").await;
        database
            .write(school.id, Some(school.nguyet), async move |work: &mut Work| {
                appoint(work, &allowed(), thao, Position::Teacher(class_4b), day("2026-11-23"), "07/QĐ").await
            })
            .await
            .unwrap();
        school.end_position(school.nguyet, thao, Position::Teacher(class_4b), "30/11/2026").await;
        let facts = school.facts().await;
        let on = |text: &str| facts.organisation().positions(thao, day(text));
        assert_eq!(on("2026-11-22"), [Position::Teacher(class_4a)]);
        assert_eq!(on("2026-11-23"), [Position::Teacher(class_4b)]);
        assert_eq!(on("2026-11-30"), [Position::Teacher(class_4b)]);
        assert_eq!(on("2026-12-01"), []);
        // She goes earlier than was planned.
        school.end_position(school.nguyet, thao, Position::Teacher(class_4b), "25/11/2026").await;
        let facts = school.facts().await;
        let on = |text: &str| facts.organisation().positions(thao, day(text));
        assert_eq!((on("2026-11-25").len(), on("2026-11-26").len(), on("2026-11-22").len()), (1, 0, 1));
    })
    .await;
}

#[tokio::test]
async fn a_roster_replaces_the_one_before() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let (year, class, hoa, thao) = (school.year, school.class_4a, school.hoa, school.thao);
        for turns in [vec![(10, hoa), (11, thao)], vec![(11, hoa), (12, thao)]] {
            let set = async move |work: &mut Work| turns::set(work, &allowed(), year, class, &turns).await;
            database.write(school.id, Some(school.nguyet), set).await.unwrap();
        }
        let facts = school.facts().await;
        let turns: Vec<(u8, PersonId)> = facts.organisation().turns.iter().map(|turn| (turn.week, turn.person)).collect();
        assert_eq!(turns, [(11, hoa), (12, thao)]);
    })
    .await;
}
