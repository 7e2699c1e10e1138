#![allow(clippy::unwrap_used)]
use chrono::TimeDelta;

use super::*;
use crate::testing::{TestDatabase, each_engine, school::SmallSchool};

#[tokio::test]
async fn the_last_browsers_of_a_person_are_known_and_nobody_elses() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let (hoa, thao) = (school.hoa, school.thao);
        for number in 0..=20_u8 {
            database.hand.advance(TimeDelta::minutes(1));
            let remember = async move |work: &mut Work| remember(work, hoa, &[number; 32], &Place::default()).await;
            database.write_quietly(school.id, Some(hoa), remember).await.unwrap();
        }
        let is_known = async |person, number: u8| {
            let ask = async move |work: &mut Work| is_known(work, person, &[number; 32]).await;
            database.read(school.id, None, ask).await.unwrap()
        };
        assert!(!is_known(hoa, 0).await && is_known(hoa, 1).await && is_known(hoa, 20).await);
        assert!(!is_known(thao, 20).await);
    })
    .await;
}
