#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    decisions::{DecisionId, Outcome},
    forms::FormData,
    people::PersonId,
    record_types::Step,
    refusal::{ReviewRefusal, SigningRefusal},
    reviews::{DecisionRequest, Review, review_of},
};

use super::*;
use crate::{
    error::Checked,
    facts::FactStore,
    reviews,
    signing::{SchoolKey, SigningCredentials},
    submissions,
    testing::{
        each_engine,
        school::{self, SmallSchool},
    },
};

/// Of cô Thủy, who teaches 4B; cô Ấm heads the department, cô Nguyệt is principal and the only one of the leadership.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4B";

/// Sends the form of a page that was opened a moment ago, with this answer changed.
async fn set(school: &SmallSchool, by: PersonId, name: String, answer: &'static str) -> Result<Checked, Error> {
    let seen = school.facts().await.regime.review_settings.changes().len().to_string();
    let typed = FormData::new(vec![("seen".to_owned(), seen), (name, answer.to_owned())]);
    let change = async move |work: &mut Work| change(work, |form| form.read(&typed)).await;
    school.database.write(school.id, Some(by), change).await
}

async fn set_route(school: &SmallSchool, route: ApprovalRoute) {
    let record_type = school.record(PLAN).await.terms.record_type;
    set(school, school.nguyet, format!("route-{record_type}"), route.code()).await.unwrap().unwrap();
}

async fn decide_as(
    school: &SmallSchool,
    by: PersonId,
    step: Step,
    credentials: Option<SigningCredentials>,
) -> Result<DecisionId, Error> {
    let obligation = school.record(PLAN).await;
    let (submission, store, id) = (obligation.handed_in.unwrap().submission, school.store.clone(), obligation.id);
    let task = async move |work: &mut Work| {
        let digest = submissions::digest(work, submission).await?;
        let wanted = DecisionRequest { key: None, submission, digest, step, outcome: Outcome::Approved };
        match credentials {
            Some(credentials) => reviews::sign(work, &store, id, wanted, &credentials).await,
            None => reviews::decide(work, &store, id, wanted).await,
        }
    };
    school.database.write(school.id, Some(by), task).await
}

async fn review(school: &SmallSchool) -> Review {
    review_of(&*school.facts().await, &school.record(PLAN).await)
}

#[tokio::test]
async fn the_leadership_settles_the_way_and_every_change_stays() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        decide_as(&school, school.am, Step::Department, None).await.unwrap();
        school.at("2026-11-05T10:00:00+07:00");
        set_route(&school, ApprovalRoute::DepartmentAndLeadership).await;
        assert!(matches!(review(&school).await, Review::Approved { .. }), "what was approved stays so");
        school.at("2026-11-05T11:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        decide_as(&school, school.am, Step::Department, None).await.unwrap();
        assert!(matches!(review(&school).await, Review::Waiting(waiting) if waiting.step == Step::Leadership));
        // What a server knows that followed every event is what a fresh one loads.
        let fresh = SmallSchool { store: FactStore::default(), ..school.clone() };
        assert_eq!(fresh.facts().await, school.facts().await);
        let refused = set(&school, school.am, "deputy".to_owned(), "leadership").await;
        assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
        database.keeps(school.id, &["review_settings"]).await;
    })
    .await;
}

#[tokio::test]
async fn one_signature_of_the_only_leader_ends_the_way_of_a_heads_own_plan() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T08:00:00+07:00");
        school.enter(school.nguyet, school.am, "teacher", "4B", "05/11/2026").await.unwrap().unwrap();
        set_route(&school, ApprovalRoute::DepartmentThenLeadership).await;
        school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.am, PLAN).await.unwrap();
        let unsigned = decide_as(&school, school.nguyet, Step::Department, None).await;
        assert_eq!(unsigned, Err(Error::Refused(ReviewRefusal::OtherTurn.into())));
        let unsigned = decide_as(&school, school.nguyet, Step::Leadership, None).await;
        assert_eq!(unsigned, Err(Error::Refused(SigningRefusal::NotSigned.into())));
        let nguyet = school.nguyet;
        let sign_in = async move |work: &mut Work| school::sign_in(work, nguyet, b"hers").await;
        school.database.write(school.id, Some(nguyet), sign_in).await.unwrap();
        let credentials = SigningCredentials { session: b"hers".to_vec(), key: SchoolKey::of_secret(&[1; 32]) };
        decide_as(&school, school.nguyet, Step::Leadership, Some(credentials)).await.unwrap();
        assert!(matches!(review(&school).await, Review::Approved { approvals, .. } if approvals.len() == 1));
        let decision = school.record(PLAN).await.decisions.remove(0);
        assert_eq!((decision.step, decision.also), (Step::Leadership, Some(Step::Department)));
    })
    .await;
}
