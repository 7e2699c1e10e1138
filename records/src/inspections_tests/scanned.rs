//! What the virus scanner says: who waits for it, what it knows, what it cannot say, and what is asked anew.

use domain::{
    inspection::{Scan, ScanAnswer, Undecided},
    people::PersonId,
};

use super::{scans, *};
use crate::views::{self, View};

const OLD: &str = "ClamAV 1.4.3/27500";
const NEW: &str = "ClamAV 1.4.3/27501";

fn virus() -> ScanAnswer {
    ScanAnswer::Infected("Doc.Trojan.Hoa-1".to_owned())
}

/// A school with a scanner, and cô Hoa's plan, which was looked into and is clean as far as that goes.
async fn scanning(database: &TestDatabase) -> (SmallSchool, Submission) {
    let school = SmallSchool::found(database).await;
    set(&school, true).await;
    let submission = school.hand_in(school.hoa, PLAN).await.unwrap();
    looked_into(&school, submission.files[0].clone(), Inspection::Clean).await;
    (school, submission)
}

async fn set(school: &SmallSchool, on: bool) {
    let set = async move |work: &mut Work| scans::set_scanning(work, on).await;
    school.database.write(school.id, None, set).await.unwrap();
}

async fn looked_into(school: &SmallSchool, file: StoredFile, inspection: Inspection) {
    let note = async move |work: &mut Work| note(work, &[InspectedFile { file, inspection }]).await;
    school.database.write_quietly(school.id, None, note).await.unwrap();
}

async fn says(school: &SmallSchool, file: Sha256, answer: ScanAnswer, signatures: &'static str) {
    let note = async move |work: &mut Work| scans::note(work, file, &answer, signatures).await;
    school.database.write_quietly(school.id, None, note).await.unwrap();
}

async fn fails(school: &SmallSchool, file: Sha256) {
    let fails = async move |work: &mut Work| scans::note_failed(work, file, OLD).await;
    school.database.write_quietly(school.id, None, fails).await.unwrap();
}

async fn stands(school: &SmallSchool, file: Sha256) -> Inspected {
    school.database.read(school.id, None, async move |work: &mut Work| of(work, file).await).await.unwrap().unwrap()
}

async fn next(school: &SmallSchool, signatures: &'static str) -> Vec<Sha256> {
    let next = async move |work: &mut Work| scans::next(work, signatures, 10).await;
    school.database.read(school.id, None, next).await.unwrap()
}

/// The places of the list, of which the bar and the list of a reviewer say the same.
async fn places(school: &SmallSchool, version: &Submission) -> (Vec<HeldIn>, Option<Kept>) {
    let (year, version) = (school.year, version.clone());
    let read = async move |work: &mut Work| {
        let places: Vec<HeldIn> = listed(work).await?.iter().map(|one| one.place).collect();
        let told = held_files::news(work, year).await?;
        assert!(told.waiting <= places.len(), "the bar tells of nothing that is not listed");
        let kept = kept_of(work, &version).await?.map(|(_, kept)| kept);
        assert_eq!(kept_versions(work).await?.get(&version.id).copied(), kept);
        Ok((places, kept))
    };
    school.database.read(school.id, None, read).await.unwrap()
}

async fn judges(school: &SmallSchool, version: SubmissionId, verdict: HeldVerdict) -> Result<(), Error> {
    let store = school.store.clone();
    let judge = async move |work: &mut Work| {
        let file = submissions::one(work, version).await?.files[0].sha256;
        let seen = of(work, file).await?.and_then(|file| file.judgement).map(|judgement| judgement.at);
        judge(work, &store, (version, 0), verdict, seen).await
    };
    school.database.write(school.id, Some(school.nguyet), judge).await
}

async fn asks_again(school: &SmallSchool, by: PersonId, version: SubmissionId) -> Result<(), Error> {
    let store = school.store.clone();
    let ask = async move |work: &mut Work| scans::ask_again(work, &store, (HeldIn::Version(version), 0)).await;
    school.database.write(school.id, Some(by), ask).await
}

#[tokio::test]
async fn a_file_waits_for_the_scanner_and_opens_once_it_is_clean() {
    each_engine(|database: TestDatabase| async move {
        let (school, plan) = scanning(&database).await;
        let file = plan.files[0].sha256;
        assert_eq!(stands(&school, file).await.scan, Scan::Waiting);
        assert_eq!(places(&school, &plan).await, (vec![], Some(Kept::Scanning)), "nobody has to decide");
        assert_eq!(next(&school, OLD).await, [file]);
        let received = plan.received_at;
        database.hand.advance(chrono::TimeDelta::hours(3));
        says(&school, file, ScanAnswer::Clean, OLD).await;
        assert!(!stands(&school, file).await.is_kept_from_others());
        assert_eq!(places(&school, &plan).await, (vec![], None));
        assert_eq!(next(&school, OLD).await, [], "it is not asked again while nothing was learnt");
        assert_eq!(next(&school, NEW).await, [file], "and is when something was");
        let again = async move |work: &mut Work| submissions::one(work, plan.id).await;
        let again = database.read(school.id, None, again).await.unwrap();
        assert_eq!(again.received_at, received, "the scanner is nobody's lateness");
        database.keeps(school.id, &["virus_scanning"]).await;
    })
    .await;
}

#[tokio::test]
async fn what_the_scanner_knows_is_let_open_by_nobody_until_it_knows_it_no_longer() {
    each_engine(|database: TestDatabase| async move {
        let (school, plan) = scanning(&database).await;
        let (file, held) = (plan.files[0].sha256, vec![HeldIn::Version(plan.id)]);
        says(&school, file, virus(), OLD).await;
        assert_eq!(places(&school, &plan).await, (held.clone(), Some(Kept::Infected)));
        let error = judges(&school, plan.id, HeldVerdict::Released).await.unwrap_err();
        assert_eq!(refused(error), InspectionRefusal::VirusStays);
        assert_eq!(next(&school, NEW).await, [], "it is asked again by hand alone");
        judges(&school, plan.id, HeldVerdict::Returned { reason: "Máy có virus".to_owned() }).await.unwrap();
        assert_eq!(places(&school, &plan).await, (held.clone(), Some(Kept::Returned)));
        let error = asks_again(&school, school.hoa, plan.id).await.unwrap_err();
        assert_eq!(refused(error), InspectionRefusal::NotYours);
        asks_again(&school, school.nguyet, plan.id).await.unwrap();
        let asked = async |work: &mut Work| scans::asked(work).await;
        assert_eq!(database.read(school.id, None, asked).await.unwrap().into_iter().collect::<Vec<_>>(), [file]);
        assert_eq!(next(&school, OLD).await, [file]);
        assert_eq!(places(&school, &plan).await.0, held, "it stays where it is until the scanner has answered");
        says(&school, file, ScanAnswer::Clean, OLD).await;
        assert_eq!(places(&school, &plan).await, (vec![], None), "what was given back for it is clean");
        assert_eq!(refused(asks_again(&school, school.nguyet, plan.id).await.unwrap_err()), InspectionRefusal::NotHeld);
    })
    .await;
}

#[tokio::test]
async fn what_becomes_infected_later_is_held_from_then_on_and_whoever_opened_it_is_named() {
    each_engine(|database: TestDatabase| async move {
        let (school, plan) = scanning(&database).await;
        let (id, file) = (plan.id, plan.files[0].sha256);
        says(&school, file, ScanAnswer::Clean, OLD).await;
        database.hand.advance(chrono::TimeDelta::minutes(1));
        let takes = async move |work: &mut Work| views::note(work, &[View::File(id, file)]).await;
        database.write(school.id, Some(school.nguyet), takes).await.unwrap();
        database.hand.advance(chrono::TimeDelta::days(2));
        says(&school, file, virus(), NEW).await;
        let Scan::Infected { at, name } = stands(&school, file).await.scan else { panic!() };
        assert_eq!((at, name.as_str()), (database.now(), "Doc.Trojan.Hoa-1"));
        assert_eq!(places(&school, &plan).await, (vec![HeldIn::Version(id)], Some(Kept::Infected)));
        let opened = async move |work: &mut Work| scans::opened_by(work, id, at).await;
        assert_eq!(database.read(school.id, None, opened).await.unwrap(), [school.nguyet]);
        let log = async |work: &mut Work| crate::events::since(work, 0, 1_000).await;
        let log = database.read(school.id, None, log).await.unwrap();
        assert_eq!(log.iter().filter(|one| one.kind == "scans.found").count(), 1);
        says(&school, file, virus(), NEW).await;
        assert_eq!(stands(&school, file).await.scan.at(), Some(at), "it is said since then");
    })
    .await;
}

#[tokio::test]
async fn what_the_scanner_cannot_say_of_is_decided_by_hand_and_what_always_fails_is_such() {
    each_engine(|database: TestDatabase| async move {
        let (school, plan) = scanning(&database).await;
        let file = plan.files[0].sha256;
        for _ in 1..domain::inspection::MAX_SCANS {
            fails(&school, file).await;
            assert_eq!(stands(&school, file).await.scan, Scan::Waiting);
        }
        fails(&school, file).await;
        let why = Undecided::Failed;
        assert_eq!(stands(&school, file).await.scan, Scan::Undecided { at: database.now(), why });
        assert_eq!(places(&school, &plan).await, (vec![HeldIn::Version(plan.id)], Some(Kept::Waiting)));
        judges(&school, plan.id, HeldVerdict::Released).await.unwrap();
        assert_eq!(places(&school, &plan).await, (vec![], None));
        database.hand.advance(chrono::TimeDelta::days(1));
        says(&school, file, ScanAnswer::Undecided(why), NEW).await;
        assert_eq!(places(&school, &plan).await, (vec![], None), "the same answer once more takes no decision back");
        says(&school, file, ScanAnswer::Undecided(Undecided::TooLarge), NEW).await;
        assert_eq!(places(&school, &plan).await.1, Some(Kept::Waiting), "another one does");
    })
    .await;
}

#[tokio::test]
async fn a_school_that_gets_a_scanner_has_all_its_files_scanned_and_one_that_loses_it_waits_for_nothing() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let plan = school.hand_in(school.hoa, PLAN).await.unwrap();
        let file = plan.files[0].sha256;
        looked_into(&school, plan.files[0].clone(), Inspection::Clean).await;
        assert_eq!(stands(&school, file).await.scan, Scan::NotAsked);
        set(&school, true).await;
        set(&school, true).await;
        assert_eq!(places(&school, &plan).await.1, Some(Kept::Scanning));
        assert_eq!(next(&school, OLD).await, [file]);
        let waiting = async |work: &mut Work| scans::waiting(work).await;
        assert_eq!(database.read(school.id, None, waiting).await.unwrap(), 1);
        set(&school, false).await;
        assert_eq!((stands(&school, file).await.scan, places(&school, &plan).await.1), (Scan::NotAsked, None));
        set(&school, true).await;
        says(&school, file, virus(), OLD).await;
        set(&school, false).await;
        assert_eq!(places(&school, &plan).await.1, Some(Kept::Infected), "what was found stands without a scanner");
        // Bytes that somebody uploads and drops leave the queue with their file.
        set(&school, true).await;
        let gone = paper("Bỏ.docx", 78);
        looked_into(&school, gone.clone(), Inspection::Clean).await;
        assert_eq!(next(&school, OLD).await, [gone.sha256]);
        let forget = async move |work: &mut Work| scans::note_gone(work, gone.sha256, OLD).await;
        database.write_quietly(school.id, None, forget).await.unwrap();
        assert_eq!(next(&school, OLD).await, []);
    })
    .await;
}

/// A clean file is asked about again for two weeks, then once a month; one that failed comes after all that did not.
#[tokio::test]
async fn the_queue_goes_on_in_order() {
    each_engine(|database: TestDatabase| async move {
        let (school, plan) = scanning(&database).await;
        let first = plan.files[0].sha256;
        database.hand.advance(chrono::TimeDelta::minutes(1));
        let second = paper("Sau.docx", 79);
        looked_into(&school, second.clone(), Inspection::Clean).await;
        assert_eq!(next(&school, OLD).await, [first, second.sha256]);
        fails(&school, first).await;
        assert_eq!(next(&school, OLD).await, [second.sha256, first]);
        says(&school, first, ScanAnswer::Clean, OLD).await;
        says(&school, second.sha256, ScanAnswer::Clean, OLD).await;
        database.hand.advance(chrono::TimeDelta::days(14));
        assert_eq!(next(&school, NEW).await.len(), 2);
        database.hand.advance(chrono::TimeDelta::seconds(1));
        assert_eq!(next(&school, NEW).await, []);
        database.hand.advance(chrono::TimeDelta::days(16));
        assert_eq!(next(&school, NEW).await.len(), 2);
    })
    .await;
}
