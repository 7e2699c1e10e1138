#![allow(clippy::unwrap_used)]
use chrono::TimeDelta;

use super::*;
use crate::{
    accounts, known_browsers,
    testing::{
        TestDatabase, each_engine,
        school::{self, SmallSchool},
    },
};

fn place(agent: &str, shared: bool) -> Place {
    Place { agent: agent.to_owned(), address: "192.168.1.20".to_owned(), shared }
}

/// Signs in, in the browser of this key.
async fn sign_in(school: &SmallSchool, person: PersonId, session: &'static [u8], browser: &'static [u8], place: Place) {
    let begin = async move |work: &mut Work| {
        school::sign_in(work, person, session).await?;
        note_place(work, session, browser, &place).await?;
        known_browsers::remember(work, person, browser, &place).await
    };
    school.database.write(school.id, Some(person), begin).await.unwrap();
}

async fn agents(school: &SmallSchool, person: PersonId) -> Vec<String> {
    let read = async move |work: &mut Work| open_sessions(work, person).await;
    school.database.read(school.id, None, read).await.unwrap().into_iter().map(|one| one.agent).collect()
}

#[tokio::test]
async fn whoever_reads_where_they_are_signed_in_ends_one_of_them_or_all_others() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let (hoa, thao) = (school.hoa, school.thao);
        for (session, browser, agent) in [(b"1", b"a", "one"), (b"2", b"b", "two"), (b"3", b"c", "three")] {
            database.hand.advance(TimeDelta::minutes(1));
            sign_in(&school, hoa, session, browser, place(agent, false)).await;
        }
        sign_in(&school, thao, b"4", b"a", place("hers", false)).await;
        assert_eq!(agents(&school, hoa).await, ["three", "two", "one"]);

        let end = async |one: Option<&'static [u8]>| {
            let end = async move |work: &mut Work| end_elsewhere(work, one, b"3").await;
            school.database.write(school.id, Some(hoa), end).await.unwrap()
        };
        assert_eq!(end(Some(b"1")).await, 1);
        assert_eq!(agents(&school, hoa).await, ["three", "two"]);
        assert_eq!(end(Some(b"4")).await, 0, "a colleague's is not hers to end");
        assert_eq!(end(Some(b"3")).await, 0, "the one in which she works ends at the sign-out");
        assert_eq!(end(None).await, 1);
        assert_eq!((agents(&school, hoa).await, agents(&school, thao).await), (vec!["three".into()], vec!["hers".into()]));
    })
    .await;
}

#[tokio::test]
async fn a_browser_is_news_where_its_person_had_others_and_until_they_have_read_of_it() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let hoa = school.hoa;
        let news = async || {
            let read = async move |work: &mut Work| used_browsers(work, hoa).await;
            let all = school.database.read(school.id, None, read).await.unwrap();
            all.into_iter().filter(|one| one.is_news).map(|one| one.agent).collect::<Vec<_>>()
        };
        sign_in(&school, hoa, b"1", b"a", place("first", false)).await;
        sign_in(&school, hoa, b"2", b"a", place("first", false)).await;
        assert!(news().await.is_empty(), "the first one of all, and again");
        sign_in(&school, hoa, b"3", b"b", place("elsewhere", false)).await;
        assert_eq!(news().await, ["elsewhere"]);
        let told = async |session: &'static [u8]| {
            let read = async move |work: &mut Work| accounts::session(work, session).await;
            school.database.read(school.id, None, read).await.unwrap().unwrap().new_browsers
        };
        let know = async |session: &'static [u8]| {
            let know = async move |work: &mut Work| know_of_browsers(work, session).await;
            school.database.write_quietly(school.id, Some(hoa), know).await.unwrap();
        };
        assert_eq!((told(b"1").await, told(b"3").await), (1, 0));
        know(b"3").await;
        assert_eq!(told(b"1").await, 1, "a thief does not read it away");
        know(b"1").await;
        assert!(news().await.is_empty());
        assert_eq!(told(b"1").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_shared_browser_ends_a_session_sooner_and_offers_the_names_of_those_who_signed_in_there() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let (hoa, thao) = (school.hoa, school.thao);
        sign_in(&school, hoa, b"1", b"a", place("staff room", true)).await;
        database.hand.advance(TimeDelta::minutes(1));
        sign_in(&school, thao, b"2", b"a", place("staff room", true)).await;
        let names = async |browser: &'static [u8]| {
            let read = async move |work: &mut Work| signed_in_here(work, browser).await;
            school.database.read(school.id, None, read).await.unwrap().into_iter().map(|(person, _)| person).collect::<Vec<_>>()
        };
        assert_eq!((names(b"a").await, names(b"b").await), (vec![thao, hoa], vec![]));

        let is_open = async |session: &'static [u8]| {
            let read = async move |work: &mut Work| accounts::session(work, session).await;
            school.database.read(school.id, None, read).await.unwrap().is_some()
        };
        database.hand.advance(TimeDelta::minutes(9));
        assert!(!is_open(b"1").await && is_open(b"2").await, "ten minutes, not thirty");
        let lock = async |work: &mut Work| lock(work, b"2").await;
        school.database.write_quietly(school.id, None, lock).await.unwrap();
        assert!(!is_open(b"2").await);
        let whose = async |work: &mut Work| accounts::person_of_session(work, b"2").await;
        assert_eq!(
            school.database.read(school.id, None, whose).await.unwrap(),
            Some(thao),
            "a form that comes later waits for her"
        );
    })
    .await;
}
