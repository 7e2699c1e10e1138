#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    days::day_of,
    people::PersonId,
    permissions::{Action, ReviewOf, decide, reviewers_of},
    record_types::{Reader, Readers, Sensitivity, Step},
    refusal::{PersonalDataRefusal, Refusal},
};

use super::*;
use crate::{
    record_types::fence_history,
    testing::{each_engine, school::SmallSchool},
};

/// Of cô Thủy, who teaches 4B; cô Ấm heads the department, cô Nguyệt is principal.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4B";

/// Sends the form of a page that was opened a moment ago.
async fn set(school: &SmallSchool, by: PersonId, to: Fence) -> Result<Checked, Error> {
    let id = school.record(PLAN).await.terms.record_type;
    let seen = FenceForm::of(school.facts().await.record_type(id).unwrap()).seen;
    send(school, by, FenceForm { seen, ..form(&to) }).await
}

fn form(to: &Fence) -> FenceForm {
    FenceForm {
        sensitivity: to.sensitivity.code().to_owned(),
        readers: to.readers.iter().map(|one| one.to_string()).collect(),
        purpose: to.purpose.clone(),
        seen: String::new(),
    }
}

async fn send(school: &SmallSchool, by: PersonId, form: FenceForm) -> Result<Checked, Error> {
    let (id, store) = (school.record(PLAN).await.terms.record_type, school.store.clone());
    school.database.write(school.id, Some(by), async move |work: &mut Work| set_fence(work, &store, id, &form).await).await
}

/// Who of them opens the record now: the author, the head, the nurse, the principal.
async fn open_to(school: &SmallSchool) -> [bool; 4] {
    let (facts, plan) = (school.known().await, school.record(PLAN).await);
    let opens = |person| {
        let actor = facts.actor(person, school.database.hand.shows());
        decide(&actor, facts.organisation(), Action::OpenRecord(facts.record_facts(&plan))).is_ok()
    };
    [school.thuy, school.am, school.hoa_y_te, school.nguyet].map(opens)
}

/// Whose turn it is now.
async fn waits_for(school: &SmallSchool) -> Vec<PersonId> {
    let (facts, plan) = (school.facts().await, school.record(PLAN).await);
    let (record, authors) = (facts.record_facts(&plan), [school.thuy]);
    let review = ReviewOf { record, step: Step::Department, authors: &authors, approvers: &[], posts: facts.posts(&plan) };
    reviewers_of(facts.organisation(), review, day_of(school.database.hand.shows()))
}

fn fence(sensitivity: Sensitivity, readers: &[Reader]) -> Fence {
    let readers = Readers::of(readers.iter().copied()).unwrap();
    Fence { sensitivity, readers, purpose: "nhận xét từng trẻ".to_owned() }
}

#[tokio::test]
async fn a_type_is_fenced_off_at_once_also_from_whoever_reviews_it_and_every_change_stays() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        assert_eq!(open_to(&school).await, [true, true, false, true]);
        // What cô Ấm has open on her desk is hers no more, and does not wait for her.
        set(&school, school.nguyet, fence(Sensitivity::Child, &[])).await.unwrap().unwrap();
        assert_eq!(open_to(&school).await, [true, false, false, true]);
        assert_eq!(waits_for(&school).await, [school.nguyet]);
        let named = [Reader::Heads, Reader::Section(school.health)];
        set(&school, school.nguyet, fence(Sensitivity::Child, &named)).await.unwrap().unwrap();
        assert_eq!(open_to(&school).await, [true, true, true, true]);
        assert_eq!(waits_for(&school).await, [school.am]);
        let id = school.record(PLAN).await.terms.record_type;
        let history = async move |work: &mut Work| fence_history(work, id).await;
        let history = database.read(school.id, None, history).await.unwrap();
        let said: Vec<Fence> = history.into_iter().map(|one| one.fence).collect();
        assert_eq!(said, [fence(Sensitivity::Child, &named), fence(Sensitivity::Child, &[])], "the newest first");
        database.keeps(school.id, &["record_fences"]).await;
    })
    .await;
}

#[tokio::test]
async fn only_the_leadership_says_it_and_nobody_saves_over_somebody_else() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let child = fence(Sensitivity::Child, &[]);
        for other in [school.am, school.thuy, school.hoa_y_te] {
            let refused = set(&school, other, child.clone()).await;
            assert_eq!(refused, Err(Error::Refused(Refusal::SettingsNotYours)));
        }
        // The same once more changes nothing.
        set(&school, school.nguyet, child.clone()).await.unwrap().unwrap();
        set(&school, school.nguyet, child.clone()).await.unwrap().unwrap();
        let id = school.record(PLAN).await.terms.record_type;
        let count = async move |work: &mut Work| Ok(fence_history(work, id).await?.len());
        assert_eq!(database.read(school.id, None, count).await.unwrap(), 1);
        let stale = FenceForm { seen: "0".to_owned(), ..form(&fence(Sensitivity::Ordinary, &[])) };
        let errors = send(&school, school.nguyet, stale).await.unwrap().unwrap_err();
        assert!(errors.of("all").is_some());
        assert_eq!(open_to(&school).await, [true, false, false, true]);
    })
    .await;
}

#[tokio::test]
async fn whoever_is_kept_out_is_told_who_may_and_whom_to_ask() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        set(&school, school.nguyet, fence(Sensitivity::Child, &[Reader::Section(school.health)])).await.unwrap().unwrap();
        let (facts, plan) = (school.facts().await, school.record(PLAN).await);
        let actor = facts.actor(school.am, database.hand.shows());
        let refused = decide(&actor, facts.organisation(), Action::OpenRecord(facts.record_facts(&plan)));
        let Err(Refusal::PersonalData(PersonalDataRefusal::Fenced { holds, who })) = refused else { panic!("{refused:?}") };
        assert_eq!(holds, "thông tin riêng của trẻ");
        let name = &facts.organisation().section(school.health).unwrap().name;
        assert_eq!(who, format!("người nộp, phụ trách bộ phận {name}, ban giám hiệu"));
    })
    .await;
}
