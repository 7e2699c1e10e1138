#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

use domain::{
    obligations::Obligation,
    refusal::Refusal,
    school_years::WhichYear,
    turns::{ClassTurns, TurnsForm},
};

use super::*;
use crate::{
    error::Checked,
    facts,
    testing::{each_engine, school::SmallSchool},
};

/// The turns of 4A as a form, changed and sent by somebody.
async fn share(school: &SmallSchool, by: Option<PersonId>, change: impl FnOnce(&mut TurnsForm)) -> Result<Checked, Error> {
    let turns = ClassTurns::of(&*school.facts().await, school.class_4a, school.database.hand.shows()).unwrap();
    let mut form = TurnsForm::of(&turns);
    change(&mut form);
    let class = school.class_4a;
    let send = async move |work: &mut Work| super::change(work, WhichYear::Present, class, &form).await;
    school.database.write(school.id, by, send).await
}

fn judged(one: &Obligation) -> (Option<String>, Option<chrono::NaiveDate>) {
    (one.handed_in.as_ref().map(|one| format!("{one:?}")), one.due_day())
}

#[tokio::test]
async fn turns_change_whose_a_record_is_and_nothing_else() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let (hoa, thao) = (school.hoa, school.thao);
        school.hand_in(hoa, "Giáo án tuần 10 · Lớp 4A").await.unwrap();
        let before = school.record("Giáo án tuần 10 · Lớp 4A").await;
        share(&school, Some(school.nguyet), |form| {
            form.weeks[9] = Some(thao.to_string());
            form.weeks[10] = Some(hoa.to_string());
        })
        .await
        .unwrap()
        .unwrap();
        let after = school.record("Giáo án tuần 10 · Lớp 4A").await;
        assert_eq!((after.terms.turn, judged(&after)), (Some(thao), judged(&before)), "by hand, and judged as before");
        assert_eq!(school.record("Giáo án tuần 11 · Lớp 4A").await.terms.turn, Some(hoa));
        assert_eq!(school.record("Giáo án tuần 12 · Lớp 4A").await.terms.turn, None);
        // Saved again as it is, nothing is written.
        let revision = school.facts().await.revision;
        share(&school, Some(school.nguyet), |_| {}).await.unwrap().unwrap();
        assert_eq!(school.facts().await.revision, revision);
        share(&school, Some(school.nguyet), |form| form.weeks[10] = Some(String::new())).await.unwrap().unwrap();
        assert_eq!(school.record("Giáo án tuần 11 · Lớp 4A").await.terms.turn, None);
    })
    .await;
}

#[tokio::test]
async fn turns_are_the_leaderships_and_of_the_classs_own_teachers() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let (hoa, thuy) = (school.hoa, school.thuy);
        for by in [Some(hoa), Some(school.am), None] {
            let refused = share(&school, by, |form| form.weeks[10] = Some(hoa.to_string())).await;
            assert_eq!(refused, Err(Error::Refused(Refusal::SettingsNotYours)));
        }
        let refused = share(&school, Some(school.nguyet), |form| form.weeks[10] = Some(thuy.to_string())).await;
        assert!(matches!(refused, Ok(Err(ref errors)) if errors.of("t11").is_some()), "{refused:?}");
        assert_eq!(school.facts().await.organisation().turns, []);
        let form = TurnsForm::default();
        let unknown = crate::new_id();
        let send = async move |work: &mut Work| super::change(work, WhichYear::Present, unknown, &form).await;
        assert_eq!(database.write(school.id, Some(school.nguyet), send).await, Err(Error::NotFound));
    })
    .await;
}

#[tokio::test]
async fn the_turns_of_the_next_year_are_shared_out_before_it_begins() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let send = async |form: TurnsForm| {
            let class = school.class_4a;
            let send = async move |work: &mut Work| super::change(work, WhichYear::Next, class, &form).await;
            school.database.write(school.id, Some(school.nguyet), send).await
        };
        let load =
            async || school.database.read(school.id, None, async |work: &mut Work| facts::load_next(work).await).await.unwrap();
        let before = school.facts().await;
        let now = school.database.hand.shows();
        let first = TurnsForm::of(&ClassTurns::of(&before, school.class_4a, now).unwrap());
        assert_eq!(send(first).await, Err(Error::NotFound), "there is no next year yet");
        school.enters_next_year().await;
        let next = load().await.unwrap();
        let mut form = TurnsForm::of(&ClassTurns::of(&next, school.class_4a, now).unwrap());
        form.weeks[0] = Some(school.thao.to_string());
        assert_eq!(send(form).await, Ok(Ok(())));
        let next = load().await.unwrap();
        let turns: Vec<_> = next.organisation().turns.iter().map(|turn| (turn.week, turn.person)).collect();
        assert_eq!(turns, [(1, school.thao)]);
        let owed = next.open_obligations().find(|one| next.title(one) == "Giáo án tuần 1 · Lớp 4A").unwrap();
        assert_eq!(owed.terms.turn, Some(school.thao));
        let after = school.facts().await;
        assert_eq!(after.organisation().turns, before.organisation().turns, "the present year keeps its own");
        school.at("2027-08-20T09:00:00+07:00");
        assert_eq!(school.facts().await.organisation().turns.len(), 1, "it takes over with what was prepared");
    })
    .await;
}
