#![allow(clippy::unwrap_used)]

use domain::refusal::InspectionRefusal;

use super::*;
use crate::testing::{
    TestDatabase, each_engine,
    school::{SmallSchool, paper},
};

const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";

fn refused(error: Error) -> InspectionRefusal {
    match error {
        Error::Refused(Refusal::Inspection(refusal)) => refusal,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_file_that_is_held_is_released_or_given_back_by_somebody_else_than_its_sender() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let submission = school.hand_in(school.hoa, PLAN).await.unwrap();
        let file = submission.files[0].clone();
        let found = InspectedFile { file: file.clone(), inspection: Inspection::Held(vec![Cause::DdeField, Cause::ProgramLink]) };
        let again = InspectedFile { file: file.clone(), inspection: Inspection::Clean };
        let other = InspectedFile { file: paper("Khác.docx", 77), inspection: Inspection::Odd(vec![Oddity::Cut]) };
        let notes = async move |work: &mut Work| note(work, &[found, again, other]).await;
        database.write_quietly(school.id, None, notes).await.unwrap();

        let place = (submission.id, 0);
        let store = school.store.clone();
        let judges = async |by, verdict: HeldVerdict, seen| {
            let store = store.clone();
            database.write(school.id, Some(by), async move |work: &mut Work| judge(work, &store, place, verdict, seen).await).await
        };
        let listed = async || database.read(school.id, None, async |work: &mut Work| held(work).await).await.unwrap();
        assert_eq!(listed().await[0].inspected.inspection, Inspection::Held(vec![Cause::DdeField, Cause::ProgramLink]));

        let error = judges(school.hoa, HeldVerdict::Released, None).await.unwrap_err();
        assert_eq!(refused(error), InspectionRefusal::NotYours);
        let back = HeldVerdict::Returned { reason: "Bỏ ô DDE".to_owned() };
        judges(school.nguyet, back.clone(), None).await.unwrap();
        let at = listed().await[0].inspected.judgement.clone().unwrap().at;
        let error = judges(school.nguyet, HeldVerdict::Released, None).await.unwrap_err();
        assert_eq!(refused(error), InspectionRefusal::Decided { at });
        judges(school.nguyet, HeldVerdict::Released, Some(at)).await.unwrap();
        assert!(listed().await.is_empty());
        let error = judges(school.nguyet, back, Some(at)).await.unwrap_err();
        assert_eq!(refused(error), InspectionRefusal::NotHeld);
    })
    .await;
}
