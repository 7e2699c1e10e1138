#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    archive::{HoldForm, KeptBecause, NotReady, Retention, RetentionForm, in_force, may_be_disposed},
    decisions::Outcome,
    inspection::{Cause, InspectedFile, Inspection},
    record_types::{ApprovalRoute, OwedBy, Step},
    reviews::DecisionRequest,
};

use super::*;
use crate::{
    record_types, reviews,
    signing::{SchoolKey, SigningCredentials},
    testing::{
        TestDatabase, allowed, each_engine, on_sqlite,
        school::{self, SmallSchool, bring, paper, weekly},
    },
    values::new_id,
};

/// Of cô Thủy; cô Ấm heads the department, cô Nguyệt is principal. It is approved and signed.
pub(crate) const SIGNED: &str = "Kế hoạch lớn tuần 10 · Lớp 4B";
/// Of cô Hoa; her head approves it.
pub(crate) const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";
const SESSION: &[u8] = b"of the principal";

/// A school in which one record was signed, an hour ago.
pub(crate) async fn signed_school(database: &TestDatabase) -> SmallSchool {
    let school = SmallSchool::found(database).await;
    let year = school.year;
    let set_up = async move |work: &mut Work| {
        let mut record_type =
            weekly("ke-hoach-lon", "Kế hoạch lớn", OwedBy::EachClass, domain::deadlines::DueRule::FRIDAY_BEFORE, 9);
        record_type.approval_route = ApprovalRoute::DepartmentThenLeadership;
        record_types::add(work, &allowed(), &record_type).await?;
        bring(work, year, "Loại mới").await
    };
    database.write(school.id, Some(school.nguyet), set_up).await.unwrap();
    school.at("2026-11-05T09:00:00+07:00");
    school.hand_in(school.thuy, SIGNED).await.unwrap();
    decide(&school, school.am, SIGNED, Step::Department).await;
    decide(&school, school.nguyet, SIGNED, Step::Leadership).await;
    school.at("2026-11-05T10:00:00+07:00");
    school
}

/// The head approves the plan, and the time to take that back goes by.
pub(crate) async fn approve_plan(school: &SmallSchool, then: &str) {
    decide(school, school.am, PLAN, Step::Department).await;
    school.at(then);
}

async fn decide(school: &SmallSchool, by: PersonId, title: &str, step: Step) {
    let (store, record) = (school.store.clone(), school.record(title).await);
    let (id, submission) = (record.id, record.handed_in.unwrap().submission);
    let task = async move |work: &mut Work| {
        let digest = submissions::digest(work, submission).await?;
        let wanted = DecisionRequest { key: Some(new_id()), submission, digest, step, outcome: Outcome::Approved };
        if step == Step::Department {
            return reviews::decide(work, &store, id, wanted).await;
        }
        school::sign_in(work, by, SESSION).await?;
        let credentials = SigningCredentials { session: SESSION.to_vec(), key: SchoolKey::of_secret(&[1; 32]) };
        reviews::sign(work, &store, id, wanted, &credentials).await
    };
    school.database.write(school.id, Some(by), task).await.unwrap();
}

/// The files that are to be compared, as if each of them were found to fit.
async fn compared(school: &SmallSchool, by: PersonId) -> Result<Compared, Error> {
    let (store, year) = (school.store.clone(), school.year);
    let read = async move |work: &mut Work| files_to_compare(work, &store, (by, year), ArchiveChoice::default()).await;
    Ok(school.database.read(school.id, None, read).await?.into_iter().map(|file| (file.sha256, true)).collect())
}

async fn put_as(school: &SmallSchool, by: PersonId, id: PackageId, compared: Compared) -> Result<Put, Error> {
    let (store, year) = (school.store.clone(), school.year);
    let task = async move |work: &mut Work| put(work, &store, (id, year), ArchiveChoice::default(), &compared).await;
    school.database.write(school.id, Some(by), task).await
}

pub(crate) async fn put_all(school: &SmallSchool) -> Put {
    let whole = compared(school, school.nguyet).await.unwrap();
    put_as(school, school.nguyet, new_id(), whole).await.unwrap()
}

async fn in_package(school: &SmallSchool, number: u32) -> Vec<ArchivedRecord> {
    school.database.read(school.id, None, async move |work: &mut Work| records(work, number).await).await.unwrap()
}

pub(crate) fn reason(words: &str) -> Reason {
    Reason::parse(words).unwrap()
}

pub(crate) fn refused<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Refusal {
    match outcome {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_signed_record_goes_in_with_all_that_proves_it_and_its_hashes_are_those_of_the_hand_in() {
    each_engine(|database| async move {
        let school = signed_school(&database).await;
        assert_eq!(refused(compared(&school, school.am).await), ArchiveRefusal::NotYours.into());
        let id = new_id();
        let whole = compared(&school, school.nguyet).await.unwrap();
        let put = put_as(&school, school.nguyet, id, whole.clone()).await.unwrap();
        assert_eq!((put.package.number, put.package.records, put.damaged, put.more), (1, 1, 0, 0));
        assert_eq!(put.package.what, "Tất cả hồ sơ");
        let one = in_package(&school, 1).await.remove(0);
        let newest = one.packed.newest().unwrap().clone();
        assert_eq!((one.packed.record.title.as_str(), newest.files.len()), (SIGNED, 1));
        let handed_in = school.record(SIGNED).await.handed_in.unwrap().submission;
        let read = async move |work: &mut Work| submissions::one(work, handed_in).await;
        let version = database.read(school.id, None, read).await.unwrap();
        assert_eq!(newest.files[0].sha256, version.files[0].sha256);
        assert_eq!(newest.receipt, version.receipt);
        let what: Vec<&str> = one.packed.decisions.iter().map(|decision| decision.what.as_str()).collect();
        assert_eq!((what, one.packed.signatures.len()), (vec!["Duyệt", "Ký duyệt"], 1));
        assert!(one.packed.events.iter().any(|event| event.kind == "signing.signed"));
        // Each hash is of the bytes that are kept, and the code is of all of them.
        let of = |bytes: &[u8]| Sha256::new(sha2::Sha256::digest(bytes).into());
        assert_eq!(one.hash, of(one.manifest.as_bytes()));
        let lines = [(one.packed.record.obligation, one.hash)];
        let text = code_text(school.id, (1, &put.package.school_year, put.package.at), &lines);
        assert_eq!(put.package.code, of(text.as_bytes()));
        // The same form again finds it, and another one finds nothing that is ready.
        assert_eq!(put_as(&school, school.nguyet, id, whole.clone()).await.unwrap().package, put.package);
        assert_eq!(refused(put_as(&school, school.nguyet, new_id(), whole).await), ArchiveRefusal::NothingReady.into());
        database.keeps(school.id, &["archive_packages", "archived_records", "archive_checks"]).await;
    })
    .await;
}

#[tokio::test]
async fn a_file_that_does_not_fit_or_is_held_keeps_its_record_outside() {
    each_engine(|database| async move {
        let school = signed_school(&database).await;
        let refusal = refused(put_as(&school, school.nguyet, new_id(), Compared::new()).await);
        assert_eq!(refusal, ArchiveRefusal::NothingReady.into(), "a file that nobody has compared is no file of a package");
        // Another record is whole: it goes in alone, and how many did not is told.
        let plan = school.hand_in(school.hoa, PLAN).await.unwrap();
        let form = submissions::HandIn { files: vec![paper("Giáo án.docx", 7)], ..school.form(plan.obligation) };
        school.send(school.hoa, form).await.unwrap();
        approve_plan(&school, "2026-11-05T11:00:00+07:00").await;
        let all = compared(&school, school.nguyet).await.unwrap();
        assert_eq!(all.len(), 2);
        let signed = in_file(&school, SIGNED).await;
        assert_ne!(signed, Sha256::new([7; 32]));
        // The older version of the plan has the bytes of the signed one: a spoiled file keeps both outside.
        let spoiled: Compared = all.keys().map(|file| (*file, *file != signed)).collect();
        let none = refused(put_as(&school, school.nguyet, new_id(), spoiled).await);
        assert_eq!(none, ArchiveRefusal::AllDamaged { records: 2 }.into());
        // What became ready while files were compared is no damaged record: it goes into the next package.
        let of_signed = Compared::from([(signed, true)]);
        let first = put_as(&school, school.nguyet, new_id(), of_signed).await.unwrap();
        assert_eq!((first.package.records, first.damaged, first.more), (1, 0, 1));
        take_signed_out(&school).await;
        let found = [InspectedFile { file: paper("Giáo án.docx", 7), inspection: Inspection::Held(vec![Cause::Macros]) }];
        let note = async move |work: &mut Work| crate::inspections::note(work, &found).await;
        database.write_quietly(school.id, None, note).await.unwrap();
        let put = put_all(&school).await;
        assert_eq!(put.package.records, 1);
        let held = database.read(school.id, None, async |work: &mut Work| held_versions(work).await).await.unwrap();
        let facts = school.known().await;
        let plan = facts.obligations.iter().find(|one| facts.title(one) == PLAN).unwrap();
        let stands = readiness(&facts, plan, school.database.hand.shows(), &held);
        assert_eq!(stands, Readiness::NotReady(NotReady::HeldFile));
    })
    .await;
}

async fn take_signed_out(school: &SmallSchool) {
    let (store, id) = (school.store.clone(), school.record(SIGNED).await.id);
    let task = async move |work: &mut Work| take_out(work, &store, id, &reason("Thiếu một trang")).await;
    school.database.write(school.id, Some(school.nguyet), task).await.unwrap();
}

pub(crate) async fn in_file(school: &SmallSchool, title: &str) -> Sha256 {
    let submission = school.record(title).await.handed_in.unwrap().submission;
    let read = async move |work: &mut Work| submissions::one(work, submission).await;
    school.database.read(school.id, None, read).await.unwrap().files[0].sha256
}

#[tokio::test]
async fn what_is_archived_changes_no_more_until_the_principal_takes_it_out() {
    each_engine(|database| async move {
        let school = signed_school(&database).await;
        school.hand_in(school.hoa, PLAN).await.unwrap();
        approve_plan(&school, "2026-11-05T11:00:00+07:00").await;
        let put = put_all(&school).await;
        assert_eq!(put.package.records, 2);
        let archived: Refusal = ArchiveRefusal::Archived { package: 1, at: put.package.at }.into();
        assert_eq!(refused(school.hand_in(school.hoa, PLAN).await), archived);
        assert_eq!(refused(school.hand_in(school.thuy, SIGNED).await), archived);
        let plan = school.record(PLAN).await;
        assert_eq!(plan.archived.map(|one| one.package), Some(1));
        // The type goes out of use; what is owed goes, what lies in the archive stays.
        school.retire_plans(true).await;
        assert_eq!(school.record(PLAN).await, plan);
        school.retire_plans(false).await;
        let take = async |by: PersonId, id: ObligationId| {
            let store = school.store.clone();
            let task = async move |work: &mut Work| take_out(work, &store, id, &reason("Thiếu một trang")).await;
            school.database.write(school.id, Some(by), task).await
        };
        assert_eq!(refused(take(school.am, plan.id).await), ArchiveRefusal::NotYours.into());
        assert_eq!(take(school.nguyet, plan.id).await.unwrap(), 1);
        assert_eq!(refused(take(school.nguyet, plan.id).await), ArchiveRefusal::NotArchived.into());
        school.hand_in(school.hoa, PLAN).await.unwrap();
        approve_plan(&school, "2026-11-05T12:00:00+07:00").await;
        // What lay in the package lies there still, with who took it out; the next package has the new version.
        let first = in_package(&school, 1).await;
        let returned = first.iter().find(|one| one.packed.record.obligation == plan.id).unwrap().returned.clone().unwrap();
        assert_eq!((returned.by, returned.reason.as_str()), (school.nguyet, "Thiếu một trang"));
        let second = put_all(&school).await;
        assert_eq!((second.package.number, second.package.records), (2, 1));
        let read = async move |work: &mut Work| of_record(work, plan.id).await;
        let both = database.read(school.id, None, read).await.unwrap();
        let versions: Vec<usize> = both.iter().map(|one| one.packed.record.versions.len()).collect();
        assert_eq!(versions, [2, 1]);
        database.keeps(school.id, &["archive_returns"]).await;
    })
    .await;
}

#[tokio::test]
async fn a_file_that_was_spoiled_since_is_told_and_the_package_is_not_called_whole() {
    each_engine(|database| async move {
        let school = signed_school(&database).await;
        let put = put_all(&school).await;
        let check = |school: &SmallSchool, broken: BTreeSet<Sha256>| {
            let store = school.store.clone();
            let task = async move |work: &mut Work| note_check(work, &store, 1, &broken).await;
            school.database.write(school.id, Some(school.nguyet), task)
        };
        let last =
            async || database.read(school.id, None, async |work: &mut Work| last_check(work, 1).await).await.unwrap().unwrap();
        assert!(last().await.is_whole(), "it was compared when it was made");
        let spoiled = in_file(&school, SIGNED).await;
        check(&school, BTreeSet::from([spoiled])).await.unwrap();
        assert_eq!(last().await.broken, [spoiled]);
        // The code is of the day on which it was made, whatever is found later.
        let package = database.read(school.id, None, async |work: &mut Work| package(work, 1).await).await.unwrap();
        assert_eq!(package, put.package);
        check(&school, BTreeSet::new()).await.unwrap();
        assert!(last().await.is_whole(), "somebody has put the file back");
        database.keeps(school.id, &["archive_check_failures"]).await;
    })
    .await;
}

#[tokio::test]
async fn a_period_and_a_hold_are_settled_by_the_leadership_with_who_and_when_and_unknown_keeps() {
    each_engine(|database| async move {
        let school = signed_school(&database).await;
        let put = put_all(&school).await;
        let record = school.record(SIGNED).await;
        let record_type = record.terms.record_type;
        let set = |by: PersonId, form: RetentionForm| {
            let store = school.store.clone();
            let task = async move |work: &mut Work| set_retention(work, &store, record_type, &form).await;
            school.database.write(school.id, Some(by), task)
        };
        let form = |kind: &str, years: &str, seen: &str| RetentionForm {
            kind: kind.to_owned(),
            years: years.to_owned(),
            basis: "Thông tư 08/2025/TT-BGDĐT".to_owned(),
            seen: seen.to_owned(),
        };
        let far: chrono::NaiveDate = "2090-01-01".parse().unwrap();
        let may = async || {
            let read = async |work: &mut Work| Ok((rules(work).await?, holds(work).await?));
            let (rules, holds): (Vec<_>, Vec<_>) = database.read(school.id, None, read).await.unwrap();
            let retention = in_force(&rules, record_type).map(|one| one.retention).unwrap_or_default();
            let over = domain::archive::holds_over(&holds, record.id, school.year, record_type);
            may_be_disposed(true, retention, "2027-05-31".parse().unwrap(), over, far)
        };
        assert!(matches!(may().await, Err(KeptBecause::Period(_))), "nobody has looked it up");
        assert_eq!(refused(set(school.hoa, form("years", "5", "0")).await), ArchiveRefusal::NotYours.into());
        assert!(set(school.nguyet, form("years", "", "0")).await.unwrap().unwrap_err().of("years").is_some());
        set(school.nguyet, form("years", "5", "0")).await.unwrap().unwrap();
        assert_eq!(may().await, Ok(()));
        // The same again settles nothing; another one from before that is told.
        set(school.nguyet, form("years", "5", "0")).await.unwrap().unwrap();
        assert_eq!(refused(set(school.nguyet, form("forever", "", "0")).await), ArchiveRefusal::SetMeanwhile.into());
        let known = database.read(school.id, None, async |work: &mut Work| rules(work).await).await.unwrap();
        let [rule] = known.as_slice() else { panic!("{known:?}") };
        assert_eq!((rule.number, rule.retention, rule.by, rule.at), (1, Retention::Years(5), school.nguyet, put.package.at));
        // Held by its year, by its record, and no more.
        let hold_as = |by: PersonId, form: HoldForm| {
            let store = school.store.clone();
            school.database.write(school.id, Some(by), async move |work: &mut Work| hold(work, &store, &form).await)
        };
        let year = HoldForm { year: school.year.to_string(), reason: "Thanh tra".to_owned(), ..HoldForm::default() };
        assert_eq!(refused(hold_as(school.thuy, year.clone()).await), ArchiveRefusal::NotYours.into());
        assert_eq!(hold_as(school.nguyet, year.clone()).await.unwrap(), Ok(1));
        assert_eq!(hold_as(school.nguyet, year).await.unwrap(), Ok(1), "the same is no second one");
        assert_eq!(may().await, Err(KeptBecause::Held { number: 1 }));
        let one =
            HoldForm { record: record.id.to_string(), reason: "Có đơn của phụ huynh".to_owned(), ..HoldForm::default() };
        assert_eq!(hold_as(school.nguyet, one).await.unwrap(), Ok(2));
        let lift_as = |by: PersonId, number: u32| {
            let store = school.store.clone();
            let task = async move |work: &mut Work| lift(work, &store, number, &reason("Đã giải quyết")).await;
            school.database.write(school.id, Some(by), task)
        };
        lift_as(school.nguyet, 1).await.unwrap();
        assert_eq!(may().await, Err(KeptBecause::Held { number: 2 }));
        assert!(matches!(refused(lift_as(school.nguyet, 1).await), Refusal::Delegation(_)));
        lift_as(school.nguyet, 2).await.unwrap();
        assert_eq!(may().await, Ok(()));
        assert_eq!(lift_as(school.nguyet, 9).await, Err(Error::NotFound));
        database.keeps(school.id, &["retention_rules", "archive_holds", "archive_hold_ends"]).await;
    })
    .await;
}

#[tokio::test]
async fn no_school_reaches_the_archive_of_another() {
    each_engine(|database| async move {
        let school = signed_school(&database).await;
        put_all(&school).await;
        let elsewhere = database.found("Trường Mầm non Sao Mai").await;
        let read =
            async |work: &mut Work| Ok((packages(work).await?, records(work, 1).await?, holds(work).await?, rules(work).await?));
        let (packages, records, holds, rules): (Vec<_>, Vec<_>, Vec<_>, Vec<_>) =
            database.read(elsewhere, None, read).await.unwrap();
        assert!(packages.is_empty() && records.is_empty() && holds.is_empty() && rules.is_empty());
        let missing = database.read(elsewhere, None, async |work: &mut Work| package(work, 1).await).await;
        assert_eq!(missing, Err(Error::NotFound));
        let foreign =
            HoldForm { record: new_id::<Obligation>().to_string(), reason: "Thanh tra".to_owned(), ..HoldForm::default() };
        let store = school.store.clone();
        let task = async move |work: &mut Work| hold(work, &store, &foreign).await;
        assert_eq!(school.database.write(school.id, Some(school.nguyet), task).await, Err(Error::NotFound));
    })
    .await;
}

#[tokio::test]
async fn a_manifest_or_a_code_that_somebody_rewrote_is_found_and_so_is_a_package_that_the_log_does_not_know() {
    each_engine(|database| async move {
        let school = signed_school(&database).await;
        let put = put_all(&school).await;
        let look = async || database.read(school.id, None, async |work: &mut Work| verify(work).await).await.unwrap();
        assert_eq!(look().await, Ok(WholeArchive { packages: 1, records: 1 }));
        let record = put_record(&school).await;
        // Whoever holds the database copies the rows as another package: the log knows nothing of it.
        let copy = async |work: &mut Work| {
            let insert = sql("INSERT INTO archive_packages (school_id, number, id, school_year_id, school_year, what, by_person_id, at, \
                 records, files, bytes, code) SELECT school_id, 2, $2, school_year_id, school_year, what, by_person_id, at, records, \
                 files, bytes, code FROM archive_packages WHERE school_id = $1 AND number = 1");
            work.run(insert.bind_all((work.school, new_id::<Package>()))).await
        };
        database.write_quietly(school.id, None, copy).await.unwrap();
        assert_eq!(look().await, Err(ArchiveBreak::Code { package: 2 }));
        let add = async move |work: &mut Work| {
            let insert = sql("INSERT INTO archived_records (school_id, package_number, obligation_id, place, manifest, manifest_hash) \
                 VALUES ($1, 2, $2, 1, $3, $4)");
            work.run(insert.bind_all((work.school, record.0, record.1, vec![7_u8; 32]))).await
        };
        database.write_quietly(school.id, None, add).await.unwrap();
        let obligation = put_record(&school).await.0;
        assert_eq!(look().await, Err(ArchiveBreak::Manifest { package: 2, record: obligation }));
        assert_eq!(put.package.number, 1);
    })
    .await;
}

#[tokio::test]
async fn a_record_that_the_log_does_not_know_to_be_taken_out_and_a_package_that_is_gone_are_found() {
    on_sqlite(|database| async move {
        let school = signed_school(&database).await;
        put_all(&school).await;
        let look = async || database.read(school.id, None, async |work: &mut Work| verify(work).await).await.unwrap();
        take_signed_out(&school).await;
        assert_eq!(look().await, Ok(WholeArchive { packages: 1, records: 1 }), "as the principal does it");
        put_all(&school).await;
        let (by, record) = (school.nguyet, school.record(SIGNED).await.id);
        // Whoever holds the database opens the record to be changed.
        let out = async move |work: &mut Work| {
            let insert = sql("INSERT INTO archive_returns (school_id, package_number, obligation_id, by_person_id, at, reason) \
                 VALUES ($1, 2, $2, $3, $4, 'Sai')");
            work.run(insert.bind_all((work.school, record, by, work.now))).await
        };
        database.write_quietly(school.id, None, out).await.unwrap();
        assert_eq!(look().await, Err(ArchiveBreak::ReturnNotLogged { package: 2, record }));
        let gone = "DROP TRIGGER archive_packages_remain; DROP TRIGGER archived_records_remain; DROP TRIGGER archive_returns_remain; \
             DROP TRIGGER archive_checks_remain; DELETE FROM archive_returns WHERE package_number = 2; \
             DELETE FROM archived_records WHERE package_number = 2; DELETE FROM archive_checks WHERE package_number = 2; \
             DELETE FROM archive_packages WHERE number = 2";
        let task = async move |work: &mut Work| work.tx.script(gone).await;
        database.write_quietly(school.id, None, task).await.unwrap();
        assert_eq!(look().await, Err(ArchiveBreak::Gone { packages: 1 }));
    })
    .await;
}

/// The record of the first package, and what was written down of it.
async fn put_record(school: &SmallSchool) -> (ObligationId, String) {
    let one = in_package(school, 1).await.remove(0);
    (one.packed.record.obligation, one.manifest)
}

#[tokio::test]
async fn one_package_has_no_more_bytes_than_somebody_can_wait_for() {
    each_engine(|database| async move {
        let school = signed_school(&database).await;
        school.hand_in(school.hoa, PLAN).await.unwrap();
        approve_plan(&school, "2026-11-05T12:00:00+07:00").await;
        let fits = async |most: u64| {
            let store = school.store.clone();
            let read = async move |work: &mut Work| {
                let facts = store.facts(work).await?;
                let (taken, more) = within(work, &facts, ArchiveChoice::default(), most).await?;
                Ok((taken.len(), more))
            };
            school.database.read(school.id, None, read).await.unwrap()
        };
        // Each has a file of 1,001 bytes.
        assert_eq!(fits(2_002).await, (2, 0));
        assert_eq!(fits(2_001).await, (1, 1), "the other one goes into the next package");
        assert_eq!(fits(0).await, (1, 1), "a record that is larger than a package may be goes in by itself");
    })
    .await;
}
