#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    files::StoredFile,
    inspection::{Cause, Inspection},
    refusal::{InspectionRefusal, LockRefusal},
};

use super::*;
use crate::{
    locks::tests::{orders_as, week_10},
    stored_files,
    testing::{
        TestDatabase, each_engine,
        school::{SmallSchool, paper},
    },
};

async fn attaches(school: &SmallSchool, by: PersonId, order: LockOrderId, files: &[(StoredFile, Inspection)]) -> Result<(), Error> {
    let files: Vec<InspectedFile> = files.iter().cloned().map(|(file, inspection)| InspectedFile { file, inspection }).collect();
    let store = school.store.clone();
    let attach = async move |work: &mut Work| attach_scans(work, &store, order, &files).await;
    school.database.write(school.id, Some(by), attach).await
}

async fn names(school: &SmallSchool, order: LockOrderId) -> Vec<String> {
    let read = async move |work: &mut Work| scans(work, order).await;
    let found = school.database.read(school.id, None, read).await.unwrap();
    assert!(found.iter().all(|scan| scan.by == school.nguyet));
    found.into_iter().map(|scan| scan.file.name.to_string()).collect()
}

#[tokio::test]
async fn a_scan_lies_beside_its_order_for_good_and_nothing_that_can_act_does() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        let order = orders_as(&school, school.nguyet, week_10()).await.unwrap();
        let (first, second) = (paper("quyết định 42.pdf", 7), paper("trang 2.png", 8));
        let clean = |file: &StoredFile| (file.clone(), Inspection::Clean);
        for person in [school.hoa, school.am] {
            let refused = attaches(&school, person, order, &[clean(&first)]).await;
            assert_eq!(refused, Err(Refusal::from(LockRefusal::NotYours).into()));
        }
        assert_eq!(attaches(&school, school.nguyet, order, &[]).await, Err(Refusal::NoFiles.into()));
        // One that can act: nothing is attached.
        let acts = (second.clone(), Inspection::Held(vec![Cause::Macros]));
        let refused = attaches(&school, school.nguyet, order, &[clean(&first), acts]).await;
        assert!(
            matches!(&refused, Err(Error::Refused(Refusal::Inspection(InspectionRefusal::NotAsEvidence { .. })))),
            "{refused:?}"
        );
        assert_eq!(names(&school, order).await, Vec::<String>::new());
        let third = paper("trang 3.png", 9);
        attaches(&school, school.nguyet, order, &[clean(&first), clean(&third)]).await.unwrap();
        // The same files come again beside a new one.
        let fourth = paper("trang 4.png", 10);
        attaches(&school, school.nguyet, order, &[clean(&first), clean(&fourth)]).await.unwrap();
        assert_eq!(names(&school, order).await, ["quyết định 42.pdf", "trang 3.png", "trang 4.png"]);
        database.keeps(school.id, &["lock_order_files"]).await;
        // The store keeps what an order names.
        let named = stored_files::named(&database, 7).await.unwrap();
        assert!(named[&first.sha256].schools.contains(&school.id));
        // Whoever takes the same content off their own list leaves the scan as it is.
        let content = first.sha256;
        let kept = async move |work: &mut Work| crate::uploads::named(work, content).await;
        assert_eq!(database.read(school.id, None, kept).await.unwrap().map(|file| file.sha256), Some(content));
        let other = SmallSchool::found(&database).await;
        assert_eq!(attaches(&other, other.nguyet, order, &[clean(&first)]).await, Err(Error::NotFound));
    })
    .await;
}
