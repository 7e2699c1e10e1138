#![allow(clippy::unwrap_used, clippy::expect_used)]

use chrono::NaiveDate;
use domain::{staff::list::Answers, tables::Table};

use super::*;
use crate::testing::{each_engine, school::SmallSchool};

const LIST: &str = "Lớp mới\tTổ\tGiáo viên 1\tGiáo viên 2\tLớp cũ\n\
    4A\t\tĐặng Thị Thanh Thủy\t\t\n\
    4B\t\tNguyễn Thị Hoa\tVŨ THỊ PHƯƠNG THẢO\t4A\n\
    5A\tMẫu giáo\tLê Thị Ấm\t\t\n";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn brings(school: &SmallSchool, by: PersonId, text: &str) {
    let list = WaitingList { source: String::new(), table: Table::of_text(text), answers: Answers::default() };
    let keep = async move |work: &mut Work| lists::keep(work, by, ListKind::Classes, &list).await;
    school.database.write_quietly(school.id, Some(by), keep).await.unwrap();
}

async fn shown(school: &SmallSchool, by: PersonId) -> Option<ClassListPreview> {
    let (facts, now) = (school.facts().await, school.database.now());
    let known = facts.clone();
    let waits = async move |work: &mut Work| Ok((lists::load(work, by, ListKind::Classes).await?, change(work, &known).await?));
    let (list, change) = school.database.read(school.id, None, waits).await.unwrap();
    Some(outlook(&facts, &facts.actor(by, now), list?, change?, now).unwrap())
}

async fn takes_over(school: &SmallSchool, by: PersonId, seen: &str) -> Result<Option<ClassesTakenOver>, Error> {
    let (store, seen) = (school.store.clone(), seen.to_owned());
    school.database.write(school.id, Some(by), async move |work: &mut Work| take_over(work, &store, &seen).await).await
}

/// "class from until" of somebody, in the order in which they begin.
async fn held(school: &SmallSchool, person: PersonId) -> Vec<(Position, NaiveDate, Option<NaiveDate>)> {
    let read = async move |work: &mut Work| people::held(work, person).await;
    let held = school.database.read(school.id, None, read).await.unwrap();
    held.into_iter().map(|(_, one)| (one.position, one.from, one.until)).collect()
}

#[tokio::test]
async fn a_list_of_classes_is_taken_over_once_however_often_it_comes() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2027-06-01T09:00:00+07:00");
        let nguyet = school.nguyet;
        brings(&school, nguyet, LIST).await;
        assert_eq!(shown(&school, nguyet).await, None, "nothing is known of a next year");
        assert_eq!(takes_over(&school, nguyet, "0").await, Ok(None));
        school.enters_next_year().await;
        let owed = |facts: &Facts| facts.obligations.iter().filter(|one| one.closing.is_none()).count();
        let before = owed(&*school.facts().await);

        let first = shown(&school, nguyet).await.expect("the list waits");
        assert_eq!((first.change.from, first.to_save(), first.is_open()), (day("2027-08-09"), 3, false), "{first:?}");
        assert_eq!(takes_over(&school, nguyet, "ffffffffffffffff").await, Ok(None), "something else was looked at");
        let done = takes_over(&school, nguyet, &first.seen().to_string()).await.unwrap().expect("it is what was looked at");
        assert_eq!(done, ClassesTakenOver { opened: 1, people: 4 });
        assert_eq!(shown(&school, nguyet).await, None, "nothing waits any more");

        let (from, last) = (day("2027-08-09"), Some(day("2027-08-08")));
        let of_thuy = held(&school, school.thuy).await;
        assert_eq!((of_thuy[0].0, of_thuy[0].2), (Position::Teacher(school.class_4b), last));
        assert_eq!(of_thuy[1], (Position::Teacher(school.class_4a), from, None));
        for person in [school.hoa, school.thao] {
            let held = held(&school, person).await;
            assert_eq!((held[0].0, held[0].2), (Position::Teacher(school.class_4a), last));
            assert_eq!(held[1], (Position::Teacher(school.class_4b), from, None));
        }
        let facts = school.known().await;
        let new = facts.organisation().classes.iter().find(|one| one.name == "5A").expect("it was opened").clone();
        assert_eq!((new.from, new.department), (Some(from), school.department));
        assert_eq!(owed(&facts), before, "a class of the next year owes nothing of this one");

        brings(&school, nguyet, LIST).await;
        let again = shown(&school, nguyet).await.unwrap();
        assert_eq!((again.to_save(), again.is_open()), (0, false), "{again:?}");
        assert_eq!(takes_over(&school, nguyet, &again.seen().to_string()).await.unwrap(), Some(ClassesTakenOver::default()));
        assert_eq!(held(&school, school.hoa).await.len(), 2);

        // Once that year is shown, the plans of its first week are those of the new teachers.
        school.at("2027-08-20T09:00:00+07:00");
        let facts = school.facts().await;
        let plan = facts.obligations.iter().find(|one| facts.title(one) == "Giáo án tuần 1 · Lớp 4B").expect("it is owed");
        let duty = |person| plan.terms.owner.duty(facts.organisation()).is_of_on(person, day("2027-08-20"));
        assert!(duty(school.hoa) && duty(school.thao) && !duty(school.thuy));
        assert!(facts.obligations.iter().any(|one| facts.title(one) == "Giáo án tuần 1 · Lớp 5A"));
    })
    .await;
}

#[tokio::test]
async fn whoever_may_not_takes_nothing_over_and_a_wrong_row_keeps_the_list() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2027-06-01T09:00:00+07:00");
        school.enters_next_year().await;
        brings(&school, school.hoa, LIST).await;
        assert!(matches!(takes_over(&school, school.hoa, "0").await, Err(Error::Refused(_))));

        let nguyet = school.nguyet;
        brings(&school, nguyet, &format!("{LIST}5B\tMẫu giáo\tLý Thị Sen\t\t\n")).await;
        let first = shown(&school, nguyet).await.unwrap();
        assert_eq!((first.to_save(), first.is_open()), (3, true));
        assert_eq!(takes_over(&school, nguyet, &first.seen().to_string()).await.unwrap().unwrap().people, 4);
        let left = shown(&school, nguyet).await.expect("what is wrong waits to be mended");
        assert_eq!((left.to_save(), left.is_open()), (0, true));
        let classes = school.facts().await.organisation().classes.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
        assert!(!classes.contains(&"5B".to_owned()), "{classes:?}");
    })
    .await;
}
