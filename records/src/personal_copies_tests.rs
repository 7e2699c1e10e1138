#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    inspection::{Cause, HeldVerdict, InspectedFile, Inspection},
    record_types::Sensitivity,
};

use super::*;
use crate::testing::{
    each_engine,
    school::{SmallSchool, paper},
};

/// Of cô Hoa and cô Thảo.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";
/// Of cô Thủy.
const OTHER: &str = "Giáo án tuần 10 · Lớp 4B";

pub(super) async fn holds(school: &SmallSchool, person: PersonId) -> Holding {
    let store = school.store.clone();
    let read = async move |work: &mut Work| holding(work, &store, person).await;
    school.database.read(school.id, None, read).await.unwrap()
}

/// Titles and numbers of the versions in a copy of `kind`.
async fn listed(school: &SmallSchool, person: PersonId, kind: CopyKind) -> Vec<(String, u32)> {
    let (list, _) = holds(school, person).await.list.arranged(kind);
    let versions = |record: CopiedRecord| record.versions.iter().map(|one| (record.title.clone(), one.version)).collect::<Vec<_>>();
    list.records.into_iter().flat_map(versions).collect()
}

async fn taken(school: &SmallSchool, person: PersonId, kind: CopyKind) -> TakenCopy {
    let (list, files) = holds(school, person).await.list.arranged(kind);
    TakenCopy { kind, size: CopySize::of(&list, &files), versions: list.versions() }
}

pub(super) async fn take(school: &SmallSchool, by: PersonId, taken: TakenCopy) -> Result<PersonalCopy, Error> {
    let store = school.store.clone();
    school
        .database
        .write(school.id, Some(by), async move |work: &mut Work| note(work, &store, &taken, &SchoolKey::of_secret(&[1; 32])).await)
        .await
}

pub(super) async fn looked_into(school: &SmallSchool, number: u8, inspection: Inspection) {
    let found = [InspectedFile { file: paper("Giáo án.docx", number), inspection }];
    let note = async move |work: &mut Work| crate::inspections::note(work, &found).await;
    school.database.write_quietly(school.id, None, note).await.unwrap();
}

/// cô Hoa and cô Thủy have handed in, all files were looked into.
async fn a_week(database: &crate::testing::TestDatabase) -> SmallSchool {
    let school = SmallSchool::found(database).await;
    school.at("2026-11-05T09:00:00+07:00");
    looked_into(&school, 1, Inspection::Clean).await;
    school.hand_in(school.hoa, PLAN).await.unwrap();
    school.hand_in(school.thuy, OTHER).await.unwrap();
    school
}

fn changed() -> Error {
    Error::Refused(PersonalDataRefusal::CopyChanged.into())
}

#[tokio::test]
async fn each_takes_their_own_and_what_is_new_since() {
    each_engine(|database| async move {
        let school = a_week(&database).await;
        let (hoa, thao) = (school.hoa, school.thao);
        assert_eq!(listed(&school, hoa, CopyKind::All).await, [(PLAN.to_owned(), 1)]);
        assert_eq!(listed(&school, thao, CopyKind::All).await, [(PLAN.to_owned(), 1)], "the class is hers too");
        assert!(listed(&school, school.am, CopyKind::All).await.is_empty(), "what a head may open is not hers to keep");
        let first = take(&school, hoa, taken(&school, hoa, CopyKind::All).await).await.unwrap();
        assert_eq!((first.number, first.size.records, first.size.files, first.size.bytes), (1, 1, 1, 1_001));
        assert!(listed(&school, hoa, CopyKind::New).await.is_empty());
        assert_eq!(listed(&school, thao, CopyKind::New).await.len(), 1, "a copy is of one person");
        school.hand_in(thao, PLAN).await.unwrap();
        assert_eq!(listed(&school, hoa, CopyKind::New).await, [(PLAN.to_owned(), 2)]);
        let second = take(&school, hoa, taken(&school, hoa, CopyKind::New).await).await.unwrap();
        assert_eq!((second.number, second.kind), (2, CopyKind::New));
        assert_eq!(
            database.read(school.id, None, async move |work: &mut Work| of_person(work, hoa).await).await.unwrap(),
            [second, first]
        );
        let year = school.year;
        let known = database.read(school.id, None, async move |work: &mut Work| known(work, year).await).await.unwrap();
        assert_eq!((known.last.len(), known.copied.len()), (1, 1), "the last version is in one copy");
        database.keeps(school.id, &["personal_copies", "personal_copy_versions"]).await;
    })
    .await;
}

#[tokio::test]
async fn nobody_notes_a_copy_of_what_is_not_theirs() {
    each_engine(|database| async move {
        let school = a_week(&database).await;
        let of_hoa = taken(&school, school.hoa, CopyKind::All).await;
        assert_eq!(take(&school, school.thuy, of_hoa.clone()).await, Err(changed()));
        assert_eq!(take(&school, school.hoa, TakenCopy { versions: Vec::new(), ..of_hoa.clone() }).await, Err(changed()));
        // Fenced off while the copy is on its way.
        let fence = async move |work: &mut Work| {
            let plan = crate::record_types::all(work).await?.into_iter().find(|one| one.code == "giao-an").unwrap();
            let form = domain::record_types::FenceForm {
                sensitivity: Sensitivity::Child.code().to_owned(),
                ..domain::record_types::FenceForm::of(&plan)
            };
            crate::record_types::set_fence(work, &FactStore::default(), plan.id, &form).await
        };
        database.write(school.id, Some(school.nguyet), fence).await.unwrap().unwrap();
        assert_eq!(take(&school, school.hoa, of_hoa).await, Err(changed()));
        let holding = holds(&school, school.hoa).await;
        assert_eq!((holding.list.records.len(), holding.left_out.sensitive), (0, 1));
        let none = database.read(school.id, None, async move |work: &mut Work| stored::last_of_each(work).await).await.unwrap();
        assert!(none.is_empty());
    })
    .await;
}

#[tokio::test]
async fn two_copies_at_once_are_two_and_both_are_kept() {
    each_engine(|database| async move {
        let school = a_week(&database).await;
        let of_hoa = taken(&school, school.hoa, CopyKind::All).await;
        let (one, other) = tokio::join!(take(&school, school.hoa, of_hoa.clone()), take(&school, school.hoa, of_hoa.clone()));
        let mut numbers = [one.unwrap().number, other.unwrap().number];
        numbers.sort_unstable();
        assert_eq!(numbers, [1, 2]);
    })
    .await;
}

#[tokio::test]
async fn what_is_held_or_taken_back_stays_out_and_comes_later() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        let version = school.hand_in(school.hoa, PLAN).await.unwrap();
        let holding = holds(&school, school.hoa).await;
        assert_eq!((holding.unseen.len(), holding.left_out.kept_files), (1, 1), "nobody has looked into it");
        take(&school, school.hoa, taken(&school, school.hoa, CopyKind::All).await).await.unwrap();
        assert!(listed(&school, school.hoa, CopyKind::New).await.is_empty(), "nothing of it could come since");
        looked_into(&school, 1, Inspection::Clean).await;
        assert_eq!(listed(&school, school.hoa, CopyKind::New).await.len(), 1, "now it can");
        looked_into(&school, 2, Inspection::Held(vec![Cause::Macros])).await;
        let form = crate::submissions::HandIn { files: vec![paper("Giáo án.docx", 2)], ..school.form(version.obligation) };
        let second = school.send(school.hoa, form).await.unwrap();
        let holding = holds(&school, school.hoa).await;
        assert_eq!((holding.list.records[0].versions.len(), holding.left_out.kept_files), (2, 1));
        let store = school.store.clone();
        let withdraw = async move |work: &mut Work| crate::withdrawals::withdraw(work, &store, second.id).await;
        database.write(school.id, Some(school.hoa), withdraw).await.unwrap();
        let holding = holds(&school, school.hoa).await;
        assert_eq!((holding.list.records[0].versions.len(), holding.left_out.kept_files, holding.left_out.withdrawn), (1, 0, 1));
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_given_back_while_the_copy_is_on_its_way_makes_it_none() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        let version = school.hand_in(school.hoa, PLAN).await.unwrap();
        looked_into(&school, 1, Inspection::Held(vec![Cause::Macros])).await;
        let judged = async |verdict: HeldVerdict, seen| {
            let (store, place) = (school.store.clone(), (version.id, 0));
            let judge = async move |work: &mut Work| crate::inspections::judge(work, &store, place, verdict, seen).await;
            school.database.write(school.id, Some(school.nguyet), judge).await.unwrap();
        };
        judged(HeldVerdict::Returned { reason: "Bỏ macro".to_owned() }, None).await;
        let without = taken(&school, school.hoa, CopyKind::All).await;
        assert_eq!(without.versions, [(version.id, 1)]);
        let seen = school.database.hand.shows();
        judged(HeldVerdict::Released, Some(seen)).await;
        let with = taken(&school, school.hoa, CopyKind::All).await;
        assert_eq!(with.versions, [(version.id, 0)], "it is let through");
        // What can come in the meantime makes nothing worse; what may not go out any more does.
        take(&school, school.hoa, TakenCopy { versions: vec![(version.id, 1)], ..with.clone() }).await.unwrap();
        let form = crate::submissions::HandIn { files: vec![paper("Giáo án.docx", 2)], ..school.form(version.obligation) };
        looked_into(&school, 2, Inspection::Held(vec![Cause::Macros])).await;
        let second = school.send(school.hoa, form).await.unwrap();
        let now = taken(&school, school.hoa, CopyKind::New).await;
        assert_eq!(now.versions, [(second.id, 1), (version.id, 0)]);
        let as_if = TakenCopy { versions: vec![(second.id, 0)], ..now };
        assert_eq!(take(&school, school.hoa, as_if).await, Err(changed()));
    })
    .await;
}

#[tokio::test]
async fn whoever_left_keeps_what_they_wrote_and_an_empty_year_is_no_fault() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        assert!(holds(&school, school.hoa).await.list.records.is_empty());
        looked_into(&school, 1, Inspection::Clean).await;
        school.hand_in(school.hoa, PLAN).await.unwrap();
        school.hand_in(school.thao, PLAN).await.unwrap();
        school.end_position(school.nguyet, school.hoa, domain::people::Position::Teacher(school.class_4a), "05/11/2026").await;
        school.at("2026-11-09T09:00:00+07:00");
        assert_eq!(listed(&school, school.hoa, CopyKind::All).await, [(PLAN.to_owned(), 1)]);
        // Of the year before, in its own folder.
        school.enters_next_year().await;
        school.at("2027-09-10T09:00:00+07:00");
        let (list, files) = holds(&school, school.hoa).await.list.arranged(CopyKind::All);
        assert_eq!(list.records[0].school_year, "2026-2027");
        assert_eq!(files[0].path, "2026-2027/Hoc ky I/Tuan 10/Giao an tuan 10 - Lop 4A/Phien ban cu/1/Giao an.docx");
    })
    .await;
}
