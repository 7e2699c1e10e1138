#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    obligations::{Finding, Standing},
    people::PersonId,
    refusal::LatenessRefusal,
};

use super::*;
use crate::{
    events,
    submissions::HandIn,
    testing::{each_engine, school::SmallSchool},
};

/// Due on Friday 6 November.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";

async fn explains(school: &SmallSchool, by: PersonId, id: ObligationId, words: &str) -> Result<(), Error> {
    let (store, words) = (school.store.clone(), Reason::parse(words).unwrap());
    school.database.write(school.id, Some(by), async move |work: &mut Work| explain(work, &store, id, &words).await).await
}

async fn judges(school: &SmallSchool, by: PersonId, id: ObligationId, finding: Finding, seen: usize) -> Result<(), Error> {
    let (store, found) = (school.store.clone(), Found { finding, seen, words: "Đã gặp cô Hoa".to_owned() });
    school.database.write(school.id, Some(by), async move |work: &mut Work| judge(work, &store, id, &found).await).await
}

#[tokio::test]
async fn a_late_record_is_explained_judged_once_and_counted_by_it() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let id = school.record(PLAN).await.id;
        school.at("2026-11-05T09:00:00+07:00");
        let not_late = Err(Error::Refused(LatenessRefusal::NotLate.into()));
        assert_eq!(explains(&school, school.hoa, id, "Con ốm").await, not_late);
        let now = school.at("2026-11-09T09:00:00+07:00");
        school.hand_in(school.hoa, PLAN).await.unwrap();
        let before = school.facts().await.revision;
        for _ in 0..2 {
            explains(&school, school.hoa, id, " Con ốm\nphải nằm viện ").await.unwrap();
        }
        let record = school.record(PLAN).await;
        let said: Vec<_> = record.explained.explanations.iter().map(|one| (one.by, one.at, one.words.as_str())).collect();
        assert_eq!(said, [(school.hoa, now, "Con ốm phải nằm viện")], "a form that is sent twice says it once");
        assert_eq!(school.facts().await.revision, before + 1);
        assert!(matches!(school.facts().await.standing(&record, now), Standing::Late(_)));

        let not_hers = Err(Error::Refused(LatenessRefusal::NotYours.into()));
        assert_eq!(judges(&school, school.am, id, Finding::WithReason, 0).await, not_hers);
        for _ in 0..2 {
            judges(&school, school.nguyet, id, Finding::WithReason, 0).await.unwrap();
        }
        let judged = Err(Error::Refused(LatenessRefusal::Judged { at: now }.into()));
        assert_eq!(judges(&school, school.nguyet, id, Finding::WithoutReason, 0).await, judged);
        assert_eq!(explains(&school, school.thao, id, "Cô Hoa ốm").await, judged, "a reason was found");
        let record = school.record(PLAN).await;
        assert_eq!(record.explained.rulings.len(), 1);
        assert!(matches!(school.facts().await.standing(&record, now), Standing::Excused(_)));

        // Whoever has seen it judges anew; the last one counts, and the first one stays.
        judges(&school, school.nguyet, id, Finding::WithoutReason, 1).await.unwrap();
        let record = school.record(PLAN).await;
        let found: Vec<Finding> = record.explained.rulings.iter().map(|one| one.finding).collect();
        assert_eq!(found, [Finding::WithReason, Finding::WithoutReason]);
        assert!(matches!(school.facts().await.standing(&record, now), Standing::Late(_)));
        let told = database.read(school.id, None, async |work: &mut Work| events::since(work, 0, 10_000).await).await.unwrap();
        let of_kind = |kind: &str| told.iter().filter(|event| event.kind == kind && event.subject == Some(id.uuid())).count();
        assert_eq!((of_kind("lateness.explained"), of_kind("lateness.judged")), (1, 2));
        database.keeps(school.id, &["lateness_explanations", "lateness_rulings"]).await;
    })
    .await;
}

#[tokio::test]
async fn of_two_who_judge_at_the_same_moment_the_second_is_told_of_the_first() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let id = school.record(PLAN).await.id;
        school.at("2026-11-09T09:00:00+07:00");
        school.hand_in(school.hoa, PLAN).await.unwrap();
        let (one, other) = tokio::join!(
            judges(&school, school.nguyet, id, Finding::WithReason, 0),
            judges(&school, school.nguyet, id, Finding::WithoutReason, 0),
        );
        assert_eq!([&one, &other].iter().filter(|done| done.is_ok()).count(), 1, "{one:?}, {other:?}");
        assert_eq!(school.record(PLAN).await.explained.rulings.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_record_of_another_school_is_not_there() {
    each_engine(|database| async move {
        let (school, other) = (SmallSchool::found(&database).await, SmallSchool::found(&database).await);
        school.at("2026-11-09T09:00:00+07:00");
        school.hand_in(school.hoa, PLAN).await.unwrap();
        let id = school.record(PLAN).await.id;
        assert_eq!(explains(&other, other.hoa, id, "Con ốm").await, Err(Error::NotFound));
        assert_eq!(judges(&other, other.nguyet, id, Finding::WithReason, 0).await, Err(Error::NotFound));
    })
    .await;
}

#[tokio::test]
async fn the_words_of_a_late_hand_in_are_the_sentence_of_the_card() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let id = school.record(PLAN).await.id;
        let now = school.at("2026-11-09T09:00:00+07:00");
        let form = HandIn { note: "Con ốm\nphải nằm viện".to_owned(), ..school.form(id) };
        school.send(school.hoa, form).await.unwrap();
        let record = school.record(PLAN).await;
        let said: Vec<_> = record.explained.explanations.iter().map(|one| (one.by, one.at, one.words.as_str())).collect();
        assert_eq!(said, [(school.hoa, now, "Con ốm phải nằm viện")]);
        // Found without a reason, it waits again once something is added.
        judges(&school, school.nguyet, id, Finding::WithoutReason, 0).await.unwrap();
        assert!(!school.record(PLAN).await.waits_for_ruling());
        school.at("2026-11-09T10:00:00+07:00");
        explains(&school, school.hoa, id, "Còn giấy ra viện").await.unwrap();
        assert!(school.record(PLAN).await.waits_for_ruling());
        judges(&school, school.nguyet, id, Finding::WithReason, 1).await.unwrap();
        // What came in time says nothing of why.
        let next = school.record("Giáo án tuần 11 · Lớp 4A").await.id;
        let form = HandIn { note: "Em gửi sớm ạ".to_owned(), ..school.form(next) };
        school.send(school.hoa, form).await.unwrap();
        assert_eq!(school.record("Giáo án tuần 11 · Lớp 4A").await.explained.explanations, []);
    })
    .await;
}
