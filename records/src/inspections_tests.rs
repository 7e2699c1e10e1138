#![allow(clippy::unwrap_used)]

use domain::{
    calendar::{CalendarParts, SchoolCalendar},
    inspection::{HeldVerdict, Judgement, Oddity},
    locks::LockForm,
    obligations::Reason,
    refusal::{InspectionRefusal, LockRefusal, Refusal},
    school_years::YearForm,
    scope::ScopeForm,
};

use super::*;
use crate::{
    held_files, locks, school_years,
    submissions::{self, HandIn},
    testing::{
        TestDatabase, each_engine,
        school::{SmallSchool, paper},
    },
    values::new_id,
    withdrawals,
};

#[path = "inspections_tests/beside.rs"]
mod beside;
#[path = "inspections_tests/scanned.rs"]
mod scanned;

const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";

fn refused(error: Error) -> InspectionRefusal {
    match error {
        Error::Refused(Refusal::Inspection(refusal)) => refusal,
        other => panic!("{other}"),
    }
}

/// The files that are held: of each the list says what its version and its own look say.
async fn listed(work: &mut Work) -> Result<Vec<HeldFile>, Error> {
    let listed = held(work).await?;
    for one in &listed {
        assert_eq!(of(work, one.file.sha256).await?, Some(one.inspected.clone()));
        let HeldIn::Version(id) = one.place else { continue };
        let version = submissions::one(work, id).await?;
        assert_eq!(version.files.get(one.position), Some(&one.file));
        let said = (one.version, one.person, one.received_at);
        assert_eq!(said, (Some((version.obligation, version.version)), version.person, version.received_at));
    }
    Ok(listed)
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
        let listed = async || database.read(school.id, None, async |work: &mut Work| listed(work).await).await.unwrap();
        assert_eq!(listed().await[0].inspected.inspection, Inspection::Held(vec![Cause::DdeField, Cause::ProgramLink]));

        let error = judges(school.hoa, HeldVerdict::Released, None).await.unwrap_err();
        assert_eq!(refused(error), InspectionRefusal::NotYours);
        let back = HeldVerdict::Returned { reason: "Bỏ ô DDE".to_owned() };
        judges(school.nguyet, back.clone(), None).await.unwrap();
        assert_eq!(listed().await[0].inspected.just_judged(school.nguyet, database.hand.shows()), Some(&back), "given back");
        let at = listed().await[0].inspected.judgement.clone().unwrap().at;
        let error = judges(school.nguyet, HeldVerdict::Released, None).await.unwrap_err();
        assert_eq!(refused(error), InspectionRefusal::Decided { at });
        judges(school.nguyet, HeldVerdict::Released, Some(at)).await.unwrap();
        assert!(listed().await.is_empty());
        let error = judges(school.nguyet, back, Some(at)).await.unwrap_err();
        assert_eq!(refused(error), InspectionRefusal::NotHeld);
        database.keeps(school.id, &["file_inspections", "held_file_judgements"]).await;
    })
    .await;
}

#[tokio::test]
async fn a_look_that_was_cut_short_is_tried_again_and_not_for_ever() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let submission = school.hand_in(school.hoa, PLAN).await.unwrap();
        let file = submission.files[0].clone();
        let note = async |inspection: Inspection| {
            let found = InspectedFile { file: file.clone(), inspection };
            let noted = async move |work: &mut Work| super::note(work, &[found]).await;
            database.write_quietly(school.id, None, noted).await.unwrap();
        };
        let sha256 = file.sha256;
        let of = async || database.read(school.id, None, async move |work: &mut Work| super::of(work, sha256).await).await.unwrap();
        let waits = async || database.read(school.id, None, async |work: &mut Work| pending(work).await).await.unwrap();
        assert_eq!(waits().await, []);
        for _ in 1..MAX_TRIES {
            note(Inspection::Pending(Interruption::Killed)).await;
            assert_eq!(of().await.unwrap().pending(), Some(Interruption::Killed));
            database.hand.advance(chrono::TimeDelta::minutes(1));
        }
        assert_eq!(waits().await[0].0, file);
        let held = async |work: &mut Work| super::held(work).await;
        assert!(database.read(school.id, None, held).await.unwrap().is_empty(), "nobody has to decide about it");
        note(Inspection::Pending(Interruption::Late)).await;
        database.keeps(school.id, &["inspection_tries"]).await;
        assert_eq!(
            of().await.unwrap().inspection,
            Inspection::Held(vec![Cause::Unreadable]),
            "what always ends the look is the file"
        );
        assert_eq!(waits().await, []);
    })
    .await;
}

#[tokio::test]
async fn what_was_found_at_last_counts() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let submission = school.hand_in(school.hoa, PLAN).await.unwrap();
        let file = submission.files[0].clone();
        for inspection in [Inspection::Pending(Interruption::Late), Inspection::Clean] {
            let found = InspectedFile { file: file.clone(), inspection };
            let noted = async move |work: &mut Work| note(work, &[found]).await;
            database.write_quietly(school.id, None, noted).await.unwrap();
        }
        let sha256 = file.sha256;
        let found = database.read(school.id, None, async move |work: &mut Work| of(work, sha256).await).await.unwrap();
        assert_eq!(found.unwrap().inspection, Inspection::Clean);
        assert!(database.read(school.id, None, async |work: &mut Work| pending(work).await).await.unwrap().is_empty());
    })
    .await;
}

/// A school has released many files over the years, and the newest one waits all the same.
#[tokio::test]
async fn what_was_released_takes_nobodys_place_on_the_list() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let waiting = school.hand_in(school.hoa, PLAN).await.unwrap();
        let files: Vec<StoredFile> = (0..=i64::try_from(MAX_LISTED).unwrap()).map(many).collect();
        let mut later = None;
        for (week, pack) in (11..).zip(files.chunks(domain::files::MAX_FILES)) {
            let record = school.record(&format!("Giáo án tuần {week} · Lớp 4A")).await.id;
            let form = HandIn { files: pack.to_vec(), ..school.form(record) };
            later = Some(school.send(school.hoa, form).await.unwrap());
        }
        let all = waiting.files.iter().chain(&files).cloned();
        let found: Vec<InspectedFile> =
            all.map(|file| InspectedFile { file, inspection: Inspection::Held(vec![Cause::DdeField]) }).collect();
        let notes = async move |work: &mut Work| note(work, &found).await;
        database.write_quietly(school.id, None, notes).await.unwrap();
        let told = async || {
            let news = async move |work: &mut Work| held_files::news(work, school.year).await;
            database.read(school.id, None, news).await.unwrap()
        };
        assert_eq!(told().await.waiting, files.len() + 1);
        let (nguyet, release) = (school.nguyet, files.clone());
        let releases = async move |work: &mut Work| {
            for file in release {
                let row = "INSERT INTO held_file_judgements (school_id, id, sha256, by_person_id, at, reason) \
                     VALUES ($1, $2, $3, $4, $5, NULL)";
                let id: domain::ids::Id<Judgement> = new_id();
                work.run(sql(row).bind_all((work.school, id, file.sha256.bytes().to_vec(), nguyet, work.now))).await?;
            }
            Ok(())
        };
        database.write_quietly(school.id, None, releases).await.unwrap();
        let listed = database.read(school.id, None, async |work: &mut Work| listed(work).await).await.unwrap();
        assert_eq!(listed.iter().map(|one| one.place).collect::<Vec<_>>(), [HeldIn::Version(waiting.id)]);
        assert_ne!(later.unwrap().id, waiting.id);
        assert_eq!(told().await.waiting, 1);
        let judged = told().await.judged;
        assert_eq!(judged.len(), files.len());
        assert!(judged.iter().all(|one| one.judgement.verdict == HeldVerdict::Released && one.handed_in_by == school.hoa));
    })
    .await;
}

/// What was taken back, and what has a newer version, nobody reads any more.
#[tokio::test]
async fn only_files_of_the_version_that_counts_wait_for_somebody() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let first = school.hand_in(school.hoa, PLAN).await.unwrap();
        let found = InspectedFile { file: first.files[0].clone(), inspection: Inspection::Held(vec![Cause::DdeField]) };
        database.write_quietly(school.id, None, async move |work: &mut Work| note(work, &[found]).await).await.unwrap();
        let year = school.year;
        let waits = async || {
            let told = async move |work: &mut Work| {
                let told = held_files::news(work, year).await?;
                let listed: Vec<HeldIn> = listed(work).await?.iter().map(|one| one.place).collect();
                assert_eq!(told.waiting, listed.len(), "the bar and the page say the same");
                Ok(listed)
            };
            database.read(school.id, None, told).await.unwrap()
        };
        let take_back = async |version: &Submission| {
            let (store, id) = (school.store.clone(), version.id);
            let withdraw = async move |work: &mut Work| withdrawals::withdraw(work, &store, id).await;
            database.write(school.id, Some(school.hoa), withdraw).await.unwrap();
        };
        assert_eq!(waits().await, [HeldIn::Version(first.id)]);
        database.hand.advance(chrono::TimeDelta::minutes(1));
        let form = HandIn { files: vec![paper("Giáo án đã sửa.docx", 2)], ..school.form(first.obligation) };
        let second = school.send(school.hoa, form).await.unwrap();
        assert_eq!(waits().await, [], "the corrected version is what others read");
        take_back(&second).await;
        assert_eq!(waits().await, [HeldIn::Version(first.id)], "the version before counts again");
        take_back(&first).await;
        assert_eq!(waits().await, []);
        let other = school.record("Giáo án tuần 11 · Lớp 4A").await.id;
        let again = school.send(school.hoa, HandIn { files: first.files.clone(), ..school.form(other) }).await.unwrap();
        assert_eq!(waits().await, [HeldIn::Version(again.id)], "the same bytes, where they count");
        let third = school.record("Giáo án tuần 12 · Lớp 4A").await.id;
        let third = school.send(school.hoa, HandIn { files: first.files.clone(), ..school.form(third) }).await.unwrap();
        let mut both = [HeldIn::Version(again.id), HeldIn::Version(third.id)];
        both.sort_by(|one, other| other.cmp(one));
        assert_eq!(waits().await, both, "and at each place of them");
    })
    .await;
}

/// What the list of a reviewer says of every version at once is what the page of each one says.
#[tokio::test]
async fn versions_with_kept_files_are_told_together_as_each_is_told() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let held = || Inspection::Held(vec![Cause::DdeField]);
        let killed = || Inspection::Pending(Interruption::Killed);
        let mut versions = Vec::new();
        for (week, found) in (10..).zip([vec![held()], vec![held()], vec![killed(), killed()], vec![killed(), Inspection::Clean]]) {
            let record = school.record(&format!("Giáo án tuần {week} · Lớp 4A")).await.id;
            let file = many(week);
            let form = HandIn { files: vec![paper("Thường.docx", 9), file.clone()], ..school.form(record) };
            versions.push(school.send(school.hoa, form).await.unwrap());
            for inspection in found {
                let found = InspectedFile { file: file.clone(), inspection };
                let noted = async move |work: &mut Work| note(work, &[found]).await;
                database.write_quietly(school.id, None, noted).await.unwrap();
                database.hand.advance(chrono::TimeDelta::minutes(1));
            }
        }
        let told = async || {
            let together = async |work: &mut Work| kept_versions(work).await;
            let together = database.read(school.id, None, together).await.unwrap();
            let all = versions.clone();
            let each = async move |work: &mut Work| {
                let mut each = BTreeMap::new();
                for version in all {
                    each.extend(kept_of(work, &version).await?.map(|(_, kept)| (version.id, kept)));
                }
                Ok(each)
            };
            assert_eq!(together, database.read(school.id, None, each).await.unwrap());
            versions.iter().filter_map(|version| together.get(&version.id).copied()).collect::<Vec<Kept>>()
        };
        let judges = async |at: usize, verdict: HeldVerdict| {
            let (store, place) = (school.store.clone(), (versions[at].id, 1));
            let judges = async move |work: &mut Work| {
                let sha256 = submissions::one(work, place.0).await?.files[1].sha256;
                let seen = of(work, sha256).await?.and_then(|file| file.judgement).map(|judgement| judgement.at);
                judge(work, &store, place, verdict, seen).await
            };
            database.write(school.id, Some(school.nguyet), judges).await.unwrap();
            database.hand.advance(chrono::TimeDelta::minutes(1));
        };
        assert_eq!(told().await, [Kept::Waiting, Kept::Waiting, Kept::Pending]);
        judges(0, HeldVerdict::Returned { reason: "Bỏ ô DDE".to_owned() }).await;
        assert_eq!(told().await, [Kept::Returned, Kept::Waiting, Kept::Pending]);
        judges(0, HeldVerdict::Released).await;
        assert_eq!(told().await, [Kept::Waiting, Kept::Pending], "the newest word counts");
    })
    .await;
}

#[tokio::test]
async fn a_decision_is_told_once_for_each_record_that_had_the_bytes_then() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let first = school.hand_in(school.hoa, PLAN).await.unwrap();
        let found = InspectedFile { file: first.files[0].clone(), inspection: Inspection::Held(vec![Cause::DdeField]) };
        database.write_quietly(school.id, None, async move |work: &mut Work| note(work, &[found]).await).await.unwrap();
        let send = async |record| {
            database.hand.advance(chrono::TimeDelta::minutes(1));
            let form = HandIn { files: first.files.clone(), ..school.form(record) };
            let sent = school.send(school.hoa, form).await.unwrap();
            database.hand.advance(chrono::TimeDelta::minutes(1));
            sent
        };
        let again = send(first.obligation).await;
        let other = send(school.record("Giáo án tuần 11 · Lớp 4A").await.id).await;
        let withdrawn = send(school.record("Giáo án tuần 12 · Lớp 4A").await.id).await.id;
        let store = school.store.clone();
        let withdraw = async move |work: &mut Work| withdrawals::withdraw(work, &store, withdrawn).await;
        database.write(school.id, Some(school.hoa), withdraw).await.unwrap();
        let (store, place) = (school.store.clone(), (again.id, 0));
        let release = async move |work: &mut Work| judge(work, &store, place, HeldVerdict::Released, None).await;
        database.write(school.id, Some(school.nguyet), release).await.unwrap();
        send(school.record("Giáo án tuần 13 · Lớp 4A").await.id).await;
        let year = school.year;
        let news = async move |work: &mut Work| held_files::news(work, year).await;
        let told = database.read(school.id, None, news).await.unwrap().judged;
        let mut records: Vec<_> = told.iter().filter_map(|one| one.obligation).collect();
        records.sort();
        let mut wanted = [first.obligation, other.obligation];
        wanted.sort();
        assert_eq!(records, wanted);
    })
    .await;
}

fn many(number: i64) -> StoredFile {
    let mut hash = [7; 32];
    hash[..8].copy_from_slice(&number.to_le_bytes());
    StoredFile { sha256: Sha256::new(hash), ..paper(&format!("Giáo án {number}.docx"), 0) }
}

/// The year after has taken over; the order is about the one before.
#[tokio::test]
async fn an_order_over_an_earlier_year_shuts_the_decision_about_its_held_files() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let submission = school.hand_in(school.hoa, PLAN).await.unwrap();
        let found = InspectedFile { file: submission.files[0].clone(), inspection: Inspection::Held(vec![Cause::Macros]) };
        let notes = async move |work: &mut Work| note(work, &[found]).await;
        database.write_quietly(school.id, None, notes).await.unwrap();
        let beside = async |work: &mut Work| {
            let next = CalendarParts::starting("2027-2028", "2027-09-06".parse().unwrap());
            school_years::change_next(work, &YearForm::of(&SchoolCalendar::new(next).unwrap()), "").await
        };
        database.write(school.id, Some(school.nguyet), beside).await.unwrap();
        // Week 10 of the year before, which nobody can choose any more in the next one.
        school.at("2027-08-08T09:00:00+07:00");
        let (store, by) = (school.store.clone(), school.nguyet);
        let gives = async move |work: &mut Work| {
            let (weeks, reason) = ("10".to_owned(), "Chốt hồ sơ".to_owned());
            let form = LockForm { scope: ScopeForm { weeks, ..ScopeForm::default() }, reason, ..LockForm::empty() };
            let plan = form.parse(&store.facts(work).await?.regime, work.now).unwrap();
            let seen = locks::outlook(work, &store, by, &plan).await?.seen().to_owned();
            locks::order(work, &store, &form, &seen).await
        };
        let order = database.write(school.id, Some(by), gives).await.unwrap().unwrap();
        school.at("2027-10-05T09:00:00+07:00");
        assert!(school.facts().await.obligation(submission.obligation).is_none(), "another year is shown");
        let (place, store) = ((submission.id, 0), school.store.clone());
        let releases = async || {
            let store = store.clone();
            let release = async move |work: &mut Work| judge(work, &store, place, HeldVerdict::Released, None).await;
            database.write(school.id, Some(by), release).await
        };
        let error = releases().await.unwrap_err();
        assert!(matches!(&error, Error::Refused(Refusal::Lock(LockRefusal::Shut(shut))) if shut.order == order), "{error}");
        let (store, reason) = (school.store.clone(), Reason::parse("Mở lại năm cũ").unwrap());
        let revokes = async move |work: &mut Work| locks::revoke(work, &store, order, &reason).await;
        database.write(school.id, Some(by), revokes).await.unwrap();
        releases().await.unwrap();
    })
    .await;
}
