#![allow(clippy::unwrap_used)]
use domain::{
    file_names::FileName,
    inspection::Inspection,
    obligations::{HandedIn, Verdict},
    personal_copies::{CopyKind, CopySize},
    submissions::{Receipt, ReceiptNumber},
};

use super::*;
use crate::{
    new_id,
    personal_copies::{
        TakenCopy, list_bytes, seal, sealed_by,
        tests::{holds, looked_into, take},
    },
    signing::SchoolKey,
    submissions::HandIn,
    testing::{
        TestDatabase, each_engine,
        school::{SmallSchool, paper},
    },
};

const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";

/// A school in which cô Hoa has handed in her plan on a Thursday morning.
async fn with_plan(database: &TestDatabase) -> SmallSchool {
    let school = SmallSchool::found(database).await;
    school.at("2026-11-05T09:00:00+07:00");
    looked_into(&school, 1, Inspection::Clean).await;
    school.hand_in(school.hoa, PLAN).await.unwrap();
    school
}

/// With which the school signs; its fingerprint stands on paper.
fn key() -> SchoolKey {
    SchoolKey::of_secret(&[1; 32])
}

/// What `person` takes home, as it is given back: from its bytes.
async fn copy(school: &SmallSchool, person: PersonId, kind: CopyKind) -> GivenBack {
    let (list, files) = holds(school, person).await.list.arranged(kind);
    take(school, person, TakenCopy { kind, size: CopySize::of(&list, &files), versions: list.versions() }).await.unwrap();
    let bytes = list_bytes(&list).unwrap();
    let signed_by = sealed_by(school.id, &bytes, &seal(school.id, &bytes, &key())).unwrap();
    GivenBack {
        list: serde_json::from_slice(&bytes).unwrap(),
        signature: ListSignature::By(key_id(&signed_by)),
        files: files.into_iter().map(|one| (one.file.sha256, one.file.kind)).collect(),
    }
}

async fn accept(school: &SmallSchool, was: Option<SchoolId>, keys: Vec<KeyId>) -> Accepted {
    school.database.read(school.id, None, async move |work: &mut Work| accepted(work, was, &keys).await).await.unwrap()
}

async fn give_back(
    school: &SmallSchool,
    by: Option<PersonId>,
    given: &GivenBack,
    accepted: &Accepted,
) -> Result<Result<Vec<RescueLine>, CopyRefusal>, Error> {
    let (store, given, accepted) = (school.store.clone(), given.clone(), accepted.clone());
    let back = async move |work: &mut Work| take_back(work, &store, &given, &accepted).await;
    // Where nothing comes back, nothing is noted either.
    school.database.write(school.id, by, back).await
}

async fn fates(school: &SmallSchool, given: &GivenBack, accepted: &Accepted) -> Vec<Fate> {
    give_back(school, None, given, accepted).await.unwrap().unwrap().into_iter().map(|line| line.fate).collect()
}

type Told = (u32, String, Timestamp, Receipt, String, Vec<StoredFile>);

/// All that was handed in, by the titles of the records, with what is known of each.
async fn told(school: &SmallSchool) -> BTreeMap<String, (Vec<Told>, HandedIn)> {
    let facts = school.known().await;
    let mut all = BTreeMap::new();
    for one in facts.obligations.iter() {
        let Some(known) = one.handed_in.clone() else { continue };
        let id = one.id;
        let versions = async move |work: &mut Work| submissions::versions(work, id).await;
        let versions = school.database.read(school.id, None, versions).await.unwrap();
        let name = |person| facts.organisation().full_name(person);
        let told =
            versions.into_iter().map(|one| (one.version, name(one.person), one.received_at, one.receipt, one.note, one.files));
        // Whose ids they are here is told by their names above.
        let nobody = PersonId::new(uuid::Uuid::nil());
        let known = HandedIn { first_by: nobody, last_by: nobody, authors: Vec::new(), ..known };
        all.insert(facts.title(one), (told.collect(), known));
    }
    all
}

/// Twenty days on which somebody hands in, some of it late and some of it a second time, and takes a copy home.
async fn twenty_copies(school: &SmallSchool) -> Vec<GivenBack> {
    let mut copies = Vec::new();
    for round in 0..20_u8 {
        let now = school.at(&format!("2026-11-{:02}T16:40:00+07:00", round + 3));
        let person = [school.hoa, school.thuy, school.thao, school.hoa_y_te, school.hoa][usize::from(round % 5)];
        looked_into(school, round + 1, Inspection::Clean).await;
        let facts = school.facts().await;
        let actor = facts.actor(person, now);
        let mut open = facts.obligations.iter().filter(|one| {
            let again = one.handed_in.is_some() == (round % 5 == 4);
            again && facts.check_hand_in(&actor, one, Arrival::at(now)).is_ok()
        });
        let obligation = open.next().unwrap().id;
        let files = vec![paper("Giáo án.docx", round + 1)];
        let form = HandIn { files, note: format!("Lần {round}"), ..school.form(obligation) };
        school.send(person, form).await.unwrap();
        copies.push(copy(school, person, if round % 2 == 0 { CopyKind::All } else { CopyKind::New }).await);
    }
    copies
}

#[tokio::test]
async fn a_school_that_lost_everything_is_rebuilt_from_twenty_copies() {
    each_engine(|database| async move {
        let lost = SmallSchool::found(&database).await;
        let copies = twenty_copies(&lost).await;
        let before = told(&lost).await;
        assert!(before.values().any(|(versions, _)| versions.len() > 1) && before.len() > 10);
        assert!(before.values().any(|(_, known)| matches!(known.first_verdict, Verdict::Late(_))));
        // The school is set up anew: the same names, and no id of before.
        let school = SmallSchool::found(&database).await;
        school.at("2026-12-20T09:00:00+07:00");
        let accepted = accept(&school, Some(lost.id), vec![key().id()]).await;
        // In any order: the last ones first.
        let mut taken = 0;
        for given in copies.iter().rev() {
            let fates = fates(&school, given, &accepted).await;
            assert!(fates.iter().all(|fate| matches!(fate, Fate::Taken | Fate::Known)), "{fates:?}");
            taken += fates.iter().filter(|fate| **fate == Fate::Taken).count();
        }
        assert_eq!(taken, 20);
        assert_eq!(told(&school).await, before, "every version with its instant, receipt, judgement, words and files");
        // Given back twice is once.
        for given in &copies {
            assert!(fates(&school, given, &accepted).await.iter().all(|fate| *fate == Fate::Known));
        }
        // It is marked, and what is handed in next has a number behind all of them.
        let plan = school.facts().await.obligations.iter().find(|one| one.handed_in.is_some()).unwrap().id;
        let marks = async move |work: &mut Work| rescued(work, plan).await;
        let marks = school.database.read(school.id, None, marks).await.unwrap();
        let mark = marks.values().next().unwrap();
        assert!(
            mark.trust == Trust::Signed && mark.copy_made_at < mark.at && mark.words(1).advice.contains("có chữ ký của trường")
        );
        let next = school.hand_in(school.thuy, "Giáo án tuần 18 · Lớp 4B").await.unwrap();
        assert_eq!(next.receipt.number.number, 21);
        database.keeps(school.id, &["rescued_versions"]).await;
    })
    .await;
}

#[tokio::test]
async fn what_is_not_the_schools_is_not_taken_and_nothing_else_suffers() {
    each_engine(|database| async move {
        let lost = with_plan(&database).await;
        let given = copy(&lost, lost.hoa, CopyKind::All).await;
        let school = SmallSchool::found(&database).await;
        let here = accept(&school, None, Vec::new()).await;
        let told = give_back(&school, None, &given, &here).await.unwrap();
        assert!(matches!(told, Err(CopyRefusal::OtherSchool { id, .. }) if id == lost.id));
        let signed = accept(&school, Some(lost.id), vec![key().id()]).await;
        let refused = async |signature| {
            let given = GivenBack { signature, ..given.clone() };
            give_back(&school, None, &given, &signed).await.unwrap().unwrap_err()
        };
        assert_eq!(refused(ListSignature::None).await, CopyRefusal::NotSigned);
        assert_eq!(refused(ListSignature::Broken).await, CopyRefusal::Altered);
        let theirs = SchoolKey::of_secret(&[2; 32]).id();
        assert_eq!(refused(ListSignature::By(theirs)).await, CopyRefusal::OtherKey(theirs.grouped()));
        // Where nobody knows a key any more, what is altered is told by the receipt's code.
        let by_hash = accept(&school, Some(lost.id), Vec::new()).await;
        let altered = |alter: fn(&mut CopiedVersion)| {
            let mut given = GivenBack { signature: ListSignature::None, ..given.clone() };
            alter(&mut given.list.records[0].versions[0]);
            given
        };
        let altering: [fn(&mut CopiedVersion); 7] = [
            // Numbers behind which no other would have room, and a receipt of another year than its instant.
            |one| one.receipt.number.number = i64::MAX,
            |one| one.version = u32::MAX,
            |one| one.receipt.number.year = 2030,
            |one| one.note = "Nộp đúng hạn".to_owned(),
            |one| one.files[0].name = FileName::clean("Khác.docx"),
            |one| one.files[0].sha256 = Sha256::new([9; 32]),
            |one| one.received_at += chrono::TimeDelta::days(400),
        ];
        for alter in altering {
            assert_eq!(fates(&school, &altered(alter), &by_hash).await, [Fate::Not(NotTaken::Altered)]);
        }
        // A file that lies nowhere, and one that is of another kind than the list says.
        let without = GivenBack { files: BTreeMap::new(), ..given.clone() };
        let name = FileName::clean("Giáo án.docx");
        assert_eq!(fates(&school, &without, &signed).await, [Fate::Not(NotTaken::FileMissing { name })]);
        let mut other_kind = altered(|_| {});
        other_kind.files.values_mut().for_each(|kind| *kind = FileKind::Pdf);
        assert_eq!(fates(&school, &other_kind, &by_hash).await, [Fate::Not(NotTaken::Altered)]);
        // Somebody whom nobody knows, and a record that nobody owes.
        let nobody = altered(|one| one.person_name = "Trần Thị Lạ".to_owned());
        let fate = Fate::Not(NotTaken::NoPerson { name: "Trần Thị Lạ".to_owned() });
        assert_eq!(fates(&school, &nobody, &by_hash).await, [fate]);
        let mut no_record = altered(|_| {});
        no_record.list.records[0].title = "Giáo án tuần 10 · Lớp 5C".to_owned();
        let fate = Fate::Not(NotTaken::NoRecord { school_year: "2026-2027".to_owned() });
        assert_eq!(fates(&school, &no_record, &by_hash).await, [fate]);
        // What was handed in since stands.
        looked_into(&school, 1, Inspection::Clean).await;
        school.hand_in(school.thuy, "Giáo án tuần 10 · Lớp 4B").await.unwrap();
        let number = ReceiptNumber { year: 2026, number: 1 };
        assert_eq!(fates(&school, &given, &signed).await, [Fate::Not(NotTaken::ReceiptTaken { number })]);
        school.hand_in(school.thao, PLAN).await.unwrap();
        assert_eq!(fates(&school, &given, &signed).await, [Fate::Not(NotTaken::VersionTaken { version: 1 })]);
        let principal = give_back(&school, Some(school.nguyet), &altered(|_| {}), &by_hash).await.unwrap();
        assert_eq!(principal, Err(CopyRefusal::OnlyAtConsole), "she could have written it");
        let teacher = give_back(&school, Some(school.hoa), &given, &signed).await;
        assert_eq!(teacher, Err(Error::Refused(domain::refusal::PersonalDataRefusal::RescueNotYours.into())));
    })
    .await;
}

/// A list that nobody signed says by itself when it was made.
#[tokio::test]
async fn without_a_signature_no_copy_is_of_tomorrow() {
    each_engine(|database| async move {
        let lost = with_plan(&database).await;
        let mut given = copy(&lost, lost.hoa, CopyKind::All).await;
        given.signature = ListSignature::None;
        given.list.made_at += chrono::TimeDelta::days(3_650);
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-06T09:00:00+07:00");
        let by_hash = accept(&school, Some(lost.id), Vec::new()).await;
        assert_eq!(fates(&school, &given, &by_hash).await, [Fate::Not(NotTaken::Altered)]);
    })
    .await;
}

/// After the loss cô Hoa hands her plan in anew; her second version of before would lie over it.
#[tokio::test]
async fn what_was_handed_in_since_stays_the_newest() {
    each_engine(|database| async move {
        let lost = with_plan(&database).await;
        looked_into(&lost, 2, Inspection::Clean).await;
        let again = HandIn { files: vec![paper("Giáo án.docx", 2)], ..lost.form(lost.record(PLAN).await.id) };
        lost.send(lost.hoa, again).await.unwrap();
        let given = copy(&lost, lost.hoa, CopyKind::All).await;
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-09T09:00:00+07:00");
        looked_into(&school, 1, Inspection::Clean).await;
        let anew = school.hand_in(school.hoa, PLAN).await.unwrap();
        let accepted = accept(&school, Some(lost.id), vec![key().id()]).await;
        let stands = Fate::Not(NotTaken::VersionTaken { version: 1 });
        assert_eq!(fates(&school, &given, &accepted).await, [stands.clone(), stands]);
        let known = school.known().await.obligation(anew.obligation).unwrap().handed_in.clone().unwrap();
        assert_eq!((known.versions, known.submission), (1, anew.id));
    })
    .await;
}

#[tokio::test]
async fn what_came_back_waits_for_somebody_to_look_into_it_before_others_open_it() {
    each_engine(|database| async move {
        let lost = with_plan(&database).await;
        let given = copy(&lost, lost.hoa, CopyKind::All).await;
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-09T09:00:00+07:00");
        let accepted = accept(&school, Some(lost.id), vec![key().id()]).await;
        assert_eq!(fates(&school, &given, &accepted).await, [Fate::Taken]);
        let file = given.list.records[0].versions[0].files[0].sha256;
        let stands = async move |work: &mut Work| Ok((inspections::of(work, file).await?, inspections::pending(work).await?));
        let (inspected, pending) = school.database.read(school.id, None, stands).await.unwrap();
        assert_eq!(inspected.and_then(|one| one.pending()), Some(Interruption::CameBack));
        assert_eq!(pending.into_iter().map(|(file, _)| file.sha256).collect::<Vec<_>>(), [file], "the next round looks");
    })
    .await;
}

/// The backup of the day before is restored, and the copies have what came since.
#[tokio::test]
async fn what_came_after_the_last_backup_comes_back_to_the_same_record() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        looked_into(&school, 1, Inspection::Clean).await;
        let first = school.hand_in(school.hoa, PLAN).await.unwrap();
        let mut given = copy(&school, school.hoa, CopyKind::All).await;
        let accepted = accept(&school, None, Vec::new()).await;
        assert_eq!(accepted.keys, [key().id()], "the key of its lists is remembered");
        assert_eq!(fates(&school, &given, &accepted).await, [Fate::Known]);
        // A second version, of which the database knows nothing.
        let obligation = given.list.records[0].obligation;
        let mut second = given.list.records[0].versions[0].clone();
        second.submission = new_id();
        second.version = 2;
        second.received_at = "2026-11-06T10:00:00+07:00".parse().unwrap();
        second.receipt =
            Receipt { number: ReceiptNumber { year: 2026, number: 9 }, verdict: Verdict::NotJudged, due: first.receipt.due };
        second.files[0].kept_from = Some(first.id);
        second.note = "Thêm phần ngoài trời".to_owned();
        let file = StoredFile {
            name: second.files[0].name.clone(),
            size: second.files[0].size,
            sha256: second.files[0].sha256,
            kind: second.files[0].kind,
        };
        let digest = content_digest(obligation, &second.note, &[file]);
        second.digest = Sha256::new(digest.try_into().unwrap());
        given.list.records[0].versions.insert(0, second.clone());
        school.at("2026-11-20T09:00:00+07:00");
        assert_eq!(fates(&school, &given, &accepted).await, [Fate::Known, Fate::Taken]);
        let known = school.known().await.obligation(obligation).unwrap().handed_in.clone().unwrap();
        assert_eq!((known.versions, known.submission, known.last_at), (2, second.submission, second.received_at));
        assert_eq!((known.first_at, known.first_verdict), (first.received_at, first.receipt.verdict));
        let one = async move |work: &mut Work| submissions::one(work, second.submission).await;
        let one = school.database.read(school.id, None, one).await.unwrap();
        assert_eq!((one.received_at, one.receipt, one.composition.origin(0)), (second.received_at, second.receipt, Some(first.id)));
        // The same id with other words is nobody's version.
        given.list.records[0].versions[0].digest = Sha256::new([3; 32]);
        assert_eq!(fates(&school, &given, &accepted).await, [Fate::Known, Fate::Not(NotTaken::OtherContent)]);
    })
    .await;
}
