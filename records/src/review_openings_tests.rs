#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{obligations::ObligationId, record_types::Step, reviews::Review};

use super::*;
use crate::{
    new_id,
    submissions::{self, HandIn},
    testing::{
        each_engine,
        school::{SmallSchool, paper},
    },
};

const PLAN: &str = "Giáo án tuần 10 · Lớp 4B";

/// What somebody would tick who sees the last version of the plan in the list.
async fn tick(school: &SmallSchool) -> Tick {
    let record = school.record(PLAN).await;
    let (obligation, submission): (ObligationId, _) = (record.id, record.handed_in.unwrap().submission);
    let read = async move |work: &mut Work| submissions::digest(work, submission).await;
    let digest = school.database.read(school.id, None, read).await.unwrap();
    Tick { key: new_id(), obligation, submission, digest, step: Step::Department }
}

async fn approve_as(school: &SmallSchool, by: PersonId, ticked: Tick) -> Result<DecisionId, Error> {
    let store = school.store.clone();
    school.database.write(school.id, Some(by), async move |work: &mut Work| approve(work, &store, ticked, None).await).await
}

async fn open(school: &SmallSchool, by: PersonId, ticked: Tick) {
    let Tick { submission, digest, .. } = ticked;
    let note = async move |work: &mut Work| {
        note(work, by, submission, digest).await?;
        note_file(work, by, submission, 0).await
    };
    school.database.write_quietly(school.id, Some(by), note).await.unwrap();
}

#[tokio::test]
async fn only_what_was_opened_is_approved_together_with_others() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let first = tick(&school).await;
        let not_opened = Err(Error::Refused(ReviewRefusal::NotOpened.into()));
        assert_eq!(approve_as(&school, school.am, first).await, not_opened);
        open(&school, school.nguyet, first).await;
        assert_eq!(approve_as(&school, school.am, first).await, not_opened, "somebody else has opened it");
        open(&school, school.am, first).await;
        open(&school, school.am, first).await;
        assert_eq!(approve_as(&school, school.nguyet, first).await, Err(Error::Refused(ReviewRefusal::NotYours.into())));
        // A newer version has been opened by nobody.
        school.at("2026-11-05T10:00:00+07:00");
        school.hand_in(school.thuy, PLAN).await.unwrap();
        let newer = ReviewRefusal::NewerVersion { version: 2, at: school.database.hand.shows() };
        assert_eq!(approve_as(&school, school.am, first).await, Err(Error::Refused(newer.into())));
        let second = tick(&school).await;
        assert_eq!(approve_as(&school, school.am, second).await, not_opened);
        open(&school, school.am, second).await;
        let decision = approve_as(&school, school.am, second).await.unwrap();
        let review = domain::reviews::review_of(&*school.facts().await, &school.record(PLAN).await);
        assert!(matches!(review, Review::Approved { approvals, .. } if approvals[0].decision == decision));
        assert_eq!(approve_as(&school, school.am, second).await, Ok(decision), "a second click");
    })
    .await;
}

#[tokio::test]
async fn a_version_is_opened_when_every_file_of_it_was_shown() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        let form = school.form(school.record(PLAN).await.id);
        let files = vec![paper("Giáo án.docx", 1), paper("Tranh.docx", 2), paper("Bảng.docx", 3)];
        school.send(school.thuy, HandIn { files, ..form }).await.unwrap();
        let ticked = tick(&school).await;
        open(&school, school.am, ticked).await;
        let not_opened = |first: &str, count| {
            let first = first.to_owned();
            Err(Error::Refused(ReviewRefusal::FilesNotOpened { first, count }.into()))
        };
        assert_eq!(approve_as(&school, school.am, ticked).await, not_opened("Tranh.docx", 2));
        for (by, position) in [(school.am, 2), (school.nguyet, 1)] {
            let note = async move |work: &mut Work| note_file(work, by, ticked.submission, position).await;
            school.database.write_quietly(school.id, Some(by), note).await.unwrap();
        }
        assert_eq!(approve_as(&school, school.am, ticked).await, not_opened("Tranh.docx", 1), "somebody else has seen it");
        let note = async move |work: &mut Work| note_file(work, school.am, ticked.submission, 1).await;
        school.database.write_quietly(school.id, Some(school.am), note).await.unwrap();
        let seen = async move |work: &mut Work| has_seen_file(work, school.am, ticked.submission, 1).await;
        assert_eq!(school.database.read(school.id, None, seen).await, Ok(true));
        assert!(approve_as(&school, school.am, ticked).await.is_ok());
        let beyond = async move |work: &mut Work| note_file(work, school.am, ticked.submission, 3).await;
        assert_eq!(school.database.write_quietly(school.id, Some(school.am), beyond).await, Err(Error::NotFound));
    })
    .await;
}
