#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::{people::Position, staff::list::ANOTHER};

use super::*;
use crate::{
    people, staff,
    testing::{
        each_engine,
        school::{SmallSchool, first_week},
    },
};

const LIST: &str = "Họ và tên\tNgày sinh\tChức vụ\tLớp\tĐiện thoại\n\
    Lê Thị Lan Anh\t12/03/1998\tGiáo viên\t4A\t0912000001\n\
    NGUYỄN VĂN NAM\t05/07/1990\tGiáo viên\t4B\t0912000002\n";

async fn brings(school: &SmallSchool, text: &str, answers: &[(&str, &str)]) {
    let answers = Answers::of_pairs(answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let list = WaitingList { source: String::new(), table: Table::of_text(text), answers };
    let nguyet = school.nguyet;
    let keep = async move |work: &mut Work| keep(work, nguyet, ListKind::Staff, &list).await;
    school.database.write_quietly(school.id, Some(nguyet), keep).await.unwrap();
}

async fn shown(school: &SmallSchool) -> Option<ListPreview> {
    let nguyet = school.nguyet;
    let waits = async move |work: &mut Work| load(work, nguyet, ListKind::Staff).await;
    let list = school.database.read(school.id, None, waits).await.unwrap()?;
    let (facts, now) = (school.facts().await, school.database.now());
    Some(outlook(&facts, &facts.actor(nguyet, now), list, now).unwrap())
}

async fn takes_over(school: &SmallSchool, seen: &str) -> Option<TakenOver> {
    let (store, seen) = (school.store.clone(), seen.to_owned());
    let take = async move |work: &mut Work| take_over(work, &store, &seen).await;
    school.database.write(school.id, Some(school.nguyet), take).await.unwrap()
}

#[tokio::test]
async fn a_list_is_taken_over_once_however_often_it_comes() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let people = school.facts().await.organisation().people.len();
        brings(&school, LIST, &[]).await;
        // It waits through whatever happens to the browser.
        let first = shown(&school).await.expect("the list waits");
        assert_eq!((first.to_save(), first.is_open()), (2, false));
        assert_eq!(takes_over(&school, "ffffffffffffffff").await, None, "something else was looked at");
        let done = takes_over(&school, &first.seen().to_string()).await.expect("it is what was looked at");
        let names: Vec<&str> = done.added.iter().map(|(_, username)| username.as_str()).collect();
        assert_eq!(names, ["anhle", "namnguyen"]);
        assert_eq!(shown(&school).await, None, "nothing waits any more");

        let organisation = school.facts().await.organisation().clone();
        let nam = organisation.people.iter().find(|one| one.name.as_str() == "Nguyễn Văn Nam").unwrap();
        assert_eq!((nam.honorific.word(), nam.birth_year), ("thầy", Some(1990)));
        assert_eq!(nam.phone.as_ref().map(ToString::to_string).as_deref(), Some("0912 000 002"));

        brings(&school, LIST, &[]).await;
        let again = shown(&school).await.unwrap();
        assert_eq!(again.to_save(), 0, "both are there: {again:?}");
        assert!(takes_over(&school, &again.seen().to_string()).await.unwrap().added.is_empty());
        assert_eq!(school.facts().await.organisation().people.len(), people + 2);
    })
    .await;
}

#[tokio::test]
async fn whoever_came_with_a_list_gets_a_first_password_once_and_reads_of_no_reset() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let thao = school.thao;
        let appoint = async move |work: &mut Work| {
            people::appoint(work, &crate::testing::allowed(), thao, Position::ManagementTeam, first_week(), "02/QĐ-MNHS").await
        };
        database.write(school.id, Some(school.nguyet), appoint).await.unwrap();
        brings(&school, LIST, &[]).await;
        let first = shown(&school).await.expect("the list waits");
        takes_over(&school, &first.seen().to_string()).await.expect("it is what was looked at");
        let waits = async |by: PersonId| {
            let facts = school.facts().await;
            let read = async move |work: &mut Work| staff::without_password(work, &facts, by).await;
            database.read(school.id, None, read).await.unwrap().into_iter().map(|one| one.person).collect::<Vec<_>>()
        };
        let new = waits(school.nguyet).await;
        assert_eq!((new.len(), waits(school.hoa).await.len()), (2, 0), "a teacher hands out nothing");
        let give = async |by: PersonId| {
            let (store, hashes) =
                (school.store.clone(), new.iter().map(|one| (*one, "$argon2id$1".to_owned())).collect::<Vec<_>>());
            let give = async move |work: &mut Work| staff::hand_out_first_passwords(work, &store, &hashes).await;
            database.write(school.id, Some(by), give).await
        };
        assert!(matches!(give(school.hoa).await, Err(Error::Refused(_))));
        let done = give(thao).await.unwrap();
        assert!(done.len() == 2 && done.iter().all(|one| one.is_first), "{done:?}");
        // What the management team gave waits for the leadership, and its owner has nothing to read.
        let resets = school.facts().await.organisation().resets.clone();
        assert!(resets.iter().all(|one| one.confirmed_at.is_none() && one.seen_at.is_some()) && resets.len() == 2, "{resets:?}");
        assert_eq!(give(school.nguyet).await.unwrap(), [], "whoever has one keeps it");
        assert!(waits(school.nguyet).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_is_not_answered_waits_and_the_rest_is_taken_over() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        // Neither cô nor thầy is known, and somebody of that name is there.
        let list = "Họ tên\tLớp\nLan Anh Thư\t4A\nLê Thị Bống\t4B\nLê Thị Bống\t4A\n";
        brings(&school, list, &[]).await;
        let first = shown(&school).await.unwrap();
        assert_eq!((first.to_save(), first.is_open()), (1, true));
        assert_eq!(takes_over(&school, &first.seen().to_string()).await.unwrap().added.len(), 1);
        brings(&school, list, &[("g2", "co"), ("w4", ANOTHER)]).await;
        let second = shown(&school).await.unwrap();
        assert_eq!((second.to_save(), second.is_open()), (2, false), "{second:?}");
        assert_eq!(takes_over(&school, &second.seen().to_string()).await.unwrap().added.len(), 2);
    })
    .await;
}
