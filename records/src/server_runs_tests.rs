#![allow(clippy::unwrap_used, clippy::expect_used)]
use chrono::TimeDelta;
use domain::{
    days::Timestamp,
    outages::{Outage, outages},
};

use super::*;
use crate::{
    new_id,
    testing::{TestDatabase, each_engine, school::SmallSchool},
};

const MINUTE: TimeDelta = TimeDelta::minutes(1);

async fn notes(school: &SmallSchool, id: RunId, sign: Sign) {
    let write = async move |work: &mut Work| note(work, id, sign).await;
    school.database.write_quietly(school.id, None, write).await.unwrap();
}

/// The server is there for so many minutes.
async fn runs_for(school: &SmallSchool, id: RunId, minutes: usize) {
    notes(school, id, Sign::Alive).await;
    for _ in 0..minutes {
        school.database.hand.advance(MINUTE);
        notes(school, id, Sign::Alive).await;
    }
}

async fn known(school: &SmallSchool) -> Vec<ServerRun> {
    school.database.read(school.id, None, async |work: &mut Work| runs(work).await).await.unwrap()
}

async fn off(school: &SmallSchool) -> Vec<Outage> {
    outages(&known(school).await, school.database.hand.shows())
}

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[tokio::test]
async fn a_power_cut_is_known_from_the_next_start_and_no_minute_is_an_event() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T14:00:00+07:00");
        let before = school.facts().await.revision;
        let (first, second) = (new_id(), new_id());
        runs_for(&school, first, 3).await;
        assert_eq!((known(&school).await.len(), off(&school).await), (1, Vec::new()), "one row, and nothing before it");
        let back = school.at("2026-11-05T15:10:00+07:00");
        runs_for(&school, second, 2).await;
        let cut = Outage { from: instant("2026-11-05T14:03:00+07:00"), until: Some(back) };
        assert_eq!(off(&school).await, [cut]);
        // In good order, and there again within ten seconds.
        notes(&school, second, Sign::Stopped).await;
        school.database.hand.advance(TimeDelta::seconds(10));
        runs_for(&school, new_id(), 1).await;
        assert_eq!(off(&school).await, [cut]);
        let ended: Vec<bool> = known(&school).await.iter().map(|run| run.stopped_at.is_some()).collect();
        assert_eq!(ended, [false, true, false]);
        assert_eq!(school.facts().await.revision, before);
        let other = SmallSchool::found(&database).await;
        assert_eq!(known(&other).await, [], "of another school nothing is told");
    })
    .await;
}

#[tokio::test]
async fn a_server_that_could_write_nothing_for_a_while_was_not_there() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let began = school.at("2026-11-05T14:00:00+07:00");
        let server = new_id();
        notes(&school, server, Sign::Alive).await;
        let back = school.at("2026-11-05T16:00:00+07:00");
        runs_for(&school, server, 1).await;
        assert_eq!(off(&school).await, [Outage { from: began, until: Some(back) }]);
        // Another server beside it is there while this one goes.
        let beside = new_id();
        runs_for(&school, beside, 1).await;
        notes(&school, server, Sign::Stopped).await;
        runs_for(&school, beside, 4).await;
        assert_eq!(off(&school).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_was_noted_is_only_moved_on() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T14:00:00+07:00");
        let server = new_id();
        runs_for(&school, server, 1).await;
        let refused = async |statement: &'static str| {
            let change = async move |work: &mut Work| work.run(sql(statement).bind(work.school)).await.map(drop);
            school.database.write_quietly(school.id, None, change).await.is_err()
        };
        assert!(refused("DELETE FROM server_runs WHERE school_id = $1").await);
        assert!(refused("UPDATE server_runs SET started_at = last_alive_at WHERE school_id = $1").await);
        notes(&school, server, Sign::Stopped).await;
        assert!(refused("UPDATE server_runs SET stopped_at = NULL WHERE school_id = $1").await);
        // Whatever says afterwards that it is there is another stretch.
        school.database.hand.advance(MINUTE);
        notes(&school, server, Sign::Alive).await;
        assert_eq!(known(&school).await.len(), 2);
    })
    .await;
}
