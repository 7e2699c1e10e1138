#![allow(clippy::unwrap_used, clippy::expect_used)]
use std::collections::BTreeMap;

use domain::{
    archive::{HoldForm, RetentionForm},
    disposals::DisposalState,
    files::Sha256,
    people::PersonId,
    personal_copies::{Fate, ListSignature, NotTaken},
    refusal::{ArchiveRefusal, DelegationRefusal},
};

use super::*;
use crate::{
    archive::{
        self,
        tests::{PLAN, SIGNED, approve_plan, in_file, put_all, reason, refused, signed_school},
    },
    personal_copies::{self, GivenBack},
    signing::SchoolKey,
    stored_files, submissions,
    testing::{
        TestDatabase, each_engine,
        school::{SmallSchool, paper},
    },
    uploads,
    values::new_id,
};

/// One year after the year is over; the period of the records is one year.
const OVER: &str = "2028-07-03T09:00:00+07:00";

/// A school in which two records lie in the archive, both with a period of one year that is over. Cô Thảo is vice principal, cô Hoà of
/// the management team.
async fn archived_school(database: &TestDatabase) -> SmallSchool {
    let school = signed_school(database).await;
    let form = submissions::HandIn { files: vec![paper("Giáo án.docx", 2)], ..school.form(school.record(PLAN).await.id) };
    school.send(school.hoa, form).await.unwrap();
    approve_plan(&school, "2026-11-05T11:00:00+07:00").await;
    assert_eq!(put_all(&school).await.package.records, 2);
    for (person, post) in [(school.thao, "vice-principal"), (school.hoa_y_te, "management-team")] {
        school.enter(school.nguyet, person, post, "", "05/11/2026").await.unwrap().unwrap();
    }
    for title in [SIGNED, PLAN] {
        settle(&school, title, "years", "1", "0").await;
    }
    school.at(OVER);
    school
}

async fn settle(school: &SmallSchool, title: &str, kind: &str, years: &str, seen: &str) {
    let (store, record_type) = (school.store.clone(), school.record(title).await.terms.record_type);
    let form = RetentionForm {
        kind: kind.to_owned(),
        years: years.to_owned(),
        basis: "Thông tư 08/2025/TT-BGDĐT".to_owned(),
        seen: seen.to_owned(),
    };
    let set = async move |work: &mut Work| archive::set_retention(work, &store, record_type, &form).await;
    school.database.write(school.id, Some(school.nguyet), set).await.unwrap().unwrap();
}

async fn draw(school: &SmallSchool, by: PersonId, titles: &[&str]) -> Result<u32, Error> {
    let mut records = Vec::new();
    for title in titles {
        records.push(school.record(title).await.id.to_string());
    }
    let form =
        DrawUpForm { id: String::new(), explanation: "Đã hết thời hạn lưu, không còn dùng đến".to_owned(), records };
    let (store, id) = (school.store.clone(), new_id());
    let task = async move |work: &mut Work| draw_up(work, &store, id, &form).await;
    Ok(school.database.write(school.id, Some(by), task).await?.expect("the form is whole"))
}

/// The council: cô Thảo chairs it, with cô Ấm and cô Thủy.
async fn minute(school: &SmallSchool, by: PersonId, list: u32, kept: &[&str]) -> Result<(), Error> {
    let mut reasons = BTreeMap::new();
    for title in kept {
        reasons.insert(school.record(title).await.id.to_string(), "Còn dùng làm mẫu".to_owned());
    }
    let form = MinutesForm {
        number: "05/BB-HĐ".to_owned(),
        on: "03/07/2028".to_owned(),
        chair: school.thao.to_string(),
        members: vec![school.am.to_string(), school.thuy.to_string()],
        kept: reasons,
    };
    let store = school.store.clone();
    let task = async move |work: &mut Work| enter_minutes(work, &store, list, &form).await;
    school.database.write(school.id, Some(by), task).await?.expect("the form is whole");
    Ok(())
}

async fn approve(school: &SmallSchool, by: PersonId, list: u32) -> Result<(), Error> {
    let form = DecisionForm { outcome: "approve".to_owned(), number: "15/QĐ-MN".to_owned(), reason: String::new() };
    let store = school.store.clone();
    let task = async move |work: &mut Work| decide(work, &store, list, &form).await;
    school.database.write(school.id, Some(by), task).await?.expect("the form is whole");
    Ok(())
}

async fn carry_out(school: &SmallSchool, by: PersonId, list: u32) -> Result<DisposalList, Error> {
    let store = school.store.clone();
    school.database.write(school.id, Some(by), async move |work: &mut Work| execute(work, &store, list).await).await
}

async fn back(school: &SmallSchool, by: PersonId, list: u32) -> Result<(), Error> {
    let store = school.store.clone();
    let task = async move |work: &mut Work| take_back(work, &store, list, &reason("Nhầm lớp")).await;
    school.database.write(school.id, Some(by), task).await
}

async fn known(school: &SmallSchool, number: u32) -> DisposalList {
    school.database.read(school.id, None, async move |work: &mut Work| list(work, number).await).await.unwrap()
}

async fn looked_through(school: &SmallSchool) -> Result<WholeDisposals, DisposalBreak> {
    school.database.read(school.id, None, async |work: &mut Work| verify(work).await).await.unwrap()
}

fn of_disposal<T: std::fmt::Debug>(outcome: Result<T, Error>) -> DisposalRefusal {
    match refused(outcome) {
        Refusal::Delegation(DelegationRefusal::Disposal(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

async fn is_named(school: &SmallSchool, file: Sha256) -> bool {
    stored_files::named(&school.database, file.bytes()[0]).await.unwrap().contains_key(&file)
}

#[tokio::test]
async fn the_files_go_by_list_council_principal_and_a_second_person_and_what_is_known_of_them_stays() {
    each_engine(|database| async move {
        let school = archived_school(&database).await;
        let (signed, plan) = (in_file(&school, SIGNED).await, in_file(&school, PLAN).await);
        assert_ne!(signed, plan);
        let lists = database.read(school.id, None, async |work: &mut Work| packages_over(work, &[]).await).await.unwrap();
        assert_eq!(lists.iter().map(|(package, many)| (package.number, *many)).collect::<Vec<_>>(), [(1, 2)]);
        let number = draw(&school, school.hoa_y_te, &[SIGNED, PLAN]).await.unwrap();
        let drawn = known(&school, number).await;
        assert_eq!((drawn.number, drawn.records.len(), drawn.by), (1, 2, school.hoa_y_te));
        assert_eq!(drawn.records[0].title, SIGNED);
        assert_eq!(drawn.records[0].retention, "1 năm, theo Thông tư 08/2025/TT-BGDĐT");
        minute(&school, school.hoa_y_te, number, &[PLAN]).await.unwrap();
        approve(&school, school.nguyet, number).await.unwrap();
        assert!(matches!(of_disposal(carry_out(&school, school.thao, number).await), DisposalRefusal::TooEarly { .. }));
        assert!(is_named(&school, signed).await, "a decision alone takes nothing away");
        school.at("2028-07-10T09:00:00+07:00");
        assert_eq!(known(&school, number).await.state(database.hand.shows()), DisposalState::Executable);
        assert!(is_named(&school, signed).await, "and no day does");
        let executed = carry_out(&school, school.thao, number).await.unwrap();
        assert_eq!(executed, known(&school, number).await);
        assert_eq!(executed.counts().0, 1);

        // Nobody names the file any more, and nobody takes it for one that is there.
        assert!(!is_named(&school, signed).await && is_named(&school, plan).await);
        let gone = stored_files::disposed(&database, signed.bytes()[0]).await.unwrap();
        assert!(gone.contains(&signed));
        let of = database.read(school.id, None, async move |work: &mut Work| files_of(work, number).await).await.unwrap();
        assert_eq!(of, BTreeSet::from([signed]));
        let found = database.read(school.id, None, async move |work: &mut Work| uploads::named(work, signed).await).await;
        assert_eq!(found, Ok(None));
        // What is known of it stays.
        let record = school.record(SIGNED).await;
        let disposed = record.disposed.clone().unwrap();
        assert_eq!((disposed.list, disposed.minutes.as_str()), (number, "05/BB-HĐ"));
        assert_eq!(disposed.at, database.hand.shows());
        assert!(record.archived.is_some() && school.record(PLAN).await.disposed.is_none());
        let version = record.handed_in.unwrap().submission;
        let read = async move |work: &mut Work| submissions::one(work, version).await;
        assert_eq!(database.read(school.id, None, read).await.unwrap().files[0].sha256, signed);
        let whole = WholeDisposals { lists: 1, records: 1 };
        assert_eq!(looked_through(&school).await, Ok(whole));
        let archive = database.read(school.id, None, async |work: &mut Work| archive::verify(work).await).await.unwrap();
        assert!(archive.is_ok(), "the package says what went in");
        // It is done once, and comes out of the archive no more.
        assert!(matches!(of_disposal(carry_out(&school, school.thao, number).await), DisposalRefusal::Moved { .. }));
        let (store, id) = (school.store.clone(), record.id);
        let out = async move |work: &mut Work| archive::take_out(work, &store, id, &reason("Thiếu trang")).await;
        let out = database.write(school.id, Some(school.nguyet), out).await;
        assert!(matches!(of_disposal(out), DisposalRefusal::Disposed { .. }));
        let again = of_disposal(draw(&school, school.hoa_y_te, &[SIGNED]).await);
        assert_eq!(again, DisposalRefusal::Listed { title: SIGNED.to_owned(), number });
        // What the council kept may stand on the next list.
        assert_eq!(draw(&school, school.hoa_y_te, &[PLAN]).await.unwrap(), 2);
        let tables = [
            "disposal_lists",
            "disposal_records",
            "disposal_minutes",
            "disposal_members",
            "disposal_kept",
            "disposal_decisions",
            "disposal_executions",
            "disposed_versions",
        ];
        database.keeps(school.id, &tables).await;
    })
    .await;
}

#[tokio::test]
async fn what_is_held_not_over_or_not_looked_up_comes_on_no_list_and_a_later_hold_stops_all_of_it() {
    each_engine(|database| async move {
        let school = archived_school(&database).await;
        let kept = |outcome: Result<u32, Error>| match of_disposal(outcome) {
            DisposalRefusal::Kept { records } => records,
            other => panic!("{other:?}"),
        };
        // Another type has no period, a longer one, and none again.
        settle(&school, PLAN, "unknown", "", "1").await;
        let told = kept(draw(&school, school.hoa_y_te, &[SIGNED, PLAN]).await);
        assert_eq!(told, [format!("{PLAN}: giữ, thời hạn chưa tra cứu")]);
        settle(&school, PLAN, "years", "9", "2").await;
        let told = kept(draw(&school, school.hoa_y_te, &[SIGNED, PLAN]).await);
        assert!(told[0].starts_with(&format!("{PLAN}: giữ đến ")) && told[0].ends_with("/2036"), "{told:?}");
        settle(&school, PLAN, "years", "1", "3").await;
        let hold_one = async |words: &str| {
            let record = school.record(PLAN).await.id.to_string();
            let form = HoldForm { record, reason: words.to_owned(), ..HoldForm::default() };
            let store = school.store.clone();
            let task = async move |work: &mut Work| archive::hold(work, &store, &form).await;
            database.write(school.id, Some(school.nguyet), task).await.unwrap().unwrap()
        };
        let lift = async |number: u32| {
            let store = school.store.clone();
            let task = async move |work: &mut Work| archive::lift(work, &store, number, &reason("Đã giải quyết")).await;
            database.write(school.id, Some(school.nguyet), task).await.unwrap();
        };
        let first = hold_one("Có đơn của phụ huynh").await;
        let told = kept(draw(&school, school.hoa_y_te, &[SIGNED, PLAN]).await);
        assert_eq!(told, [format!("{PLAN}: giữ lại theo lệnh số {first}")]);
        assert!(database.read(school.id, None, async |work: &mut Work| lists(work).await).await.unwrap().is_empty());
        lift(first).await;
        let number = draw(&school, school.hoa_y_te, &[SIGNED, PLAN]).await.unwrap();
        minute(&school, school.hoa_y_te, number, &[]).await.unwrap();
        // Before the decision, and after it.
        let second = hold_one("Thanh tra").await;
        assert!(matches!(of_disposal(approve(&school, school.nguyet, number).await), DisposalRefusal::Kept { .. }));
        lift(second).await;
        approve(&school, school.nguyet, number).await.unwrap();
        school.at("2028-07-20T09:00:00+07:00");
        let third = hold_one("Có đơn khác").await;
        let file = in_file(&school, SIGNED).await;
        let stopped = of_disposal(carry_out(&school, school.thao, number).await);
        assert_eq!(stopped, DisposalRefusal::Kept { records: vec![format!("{PLAN}: giữ lại theo lệnh số {third}")] });
        assert!(is_named(&school, file).await, "the other record of the list stays, too");
        lift(third).await;
        settle(&school, SIGNED, "forever", "", "1").await;
        assert!(matches!(of_disposal(carry_out(&school, school.thao, number).await), DisposalRefusal::Kept { .. }));
        settle(&school, SIGNED, "years", "1", "2").await;
        carry_out(&school, school.thao, number).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn nobody_does_two_of_the_steps_and_what_is_taken_back_goes_no_further() {
    each_engine(|database| async move {
        let school = archived_school(&database).await;
        assert_eq!(refused(draw(&school, school.hoa, &[PLAN]).await), ArchiveRefusal::NotYours.into());
        assert_eq!(of_disposal(draw(&school, school.nguyet, &[PLAN]).await), DisposalRefusal::PrincipalDecides);
        let number = draw(&school, school.hoa_y_te, &[PLAN]).await.unwrap();
        let again = of_disposal(draw(&school, school.thao, &[PLAN]).await);
        assert_eq!(again, DisposalRefusal::Listed { title: PLAN.to_owned(), number });
        assert!(matches!(of_disposal(approve(&school, school.nguyet, number).await), DisposalRefusal::Moved { .. }));
        minute(&school, school.thao, number, &[]).await.unwrap();
        assert!(matches!(of_disposal(minute(&school, school.thao, number, &[]).await), DisposalRefusal::Moved { .. }));
        assert_eq!(of_disposal(approve(&school, school.thao, number).await), DisposalRefusal::IsThePrincipals);
        approve(&school, school.nguyet, number).await.unwrap();
        assert_eq!(of_disposal(back(&school, school.thao, number).await), DisposalRefusal::NotYoursToTakeBack);
        school.at("2028-07-20T09:00:00+07:00");
        for by in [school.hoa_y_te, school.nguyet] {
            assert_eq!(of_disposal(carry_out(&school, by, number).await), DisposalRefusal::OtherExecutes);
        }
        back(&school, school.nguyet, number).await.unwrap();
        assert!(matches!(of_disposal(carry_out(&school, school.thao, number).await), DisposalRefusal::Moved { .. }));
        assert!(matches!(of_disposal(back(&school, school.nguyet, number).await), DisposalRefusal::Moved { .. }));
        assert_eq!(known(&school, number).await.state(database.hand.shows()), DisposalState::TakenBack);
        assert_eq!(draw(&school, school.thao, &[PLAN]).await.unwrap(), 2, "it may stand on another list");
        database.keeps(school.id, &["disposal_ends"]).await;
    })
    .await;
}

#[tokio::test]
async fn a_file_that_another_record_names_stays() {
    each_engine(|database| async move {
        let school = signed_school(&database).await;
        // The same bytes in the plan: its first version is one of them, its second one is another file.
        let shared = in_file(&school, SIGNED).await;
        school.hand_in(school.hoa, PLAN).await.unwrap();
        let plan = school.record(PLAN).await.id;
        let same = domain::files::StoredFile { sha256: shared, ..paper("Giáo án.docx", 7) };
        let form = submissions::HandIn { files: vec![same, paper("Phụ lục.docx", 8)], ..school.form(plan) };
        school.send(school.hoa, form).await.unwrap();
        approve_plan(&school, "2026-11-05T11:00:00+07:00").await;
        put_all(&school).await;
        for (person, post) in [(school.thao, "vice-principal"), (school.hoa_y_te, "management-team")] {
            school.enter(school.nguyet, person, post, "", "05/11/2026").await.unwrap().unwrap();
        }
        for title in [SIGNED, PLAN] {
            settle(&school, title, "years", "1", "0").await;
        }
        school.at(OVER);
        let number = draw(&school, school.hoa_y_te, &[PLAN]).await.unwrap();
        minute(&school, school.hoa_y_te, number, &[]).await.unwrap();
        approve(&school, school.nguyet, number).await.unwrap();
        school.at("2028-07-20T09:00:00+07:00");
        carry_out(&school, school.thao, number).await.unwrap();
        assert!(is_named(&school, shared).await, "the signed record has it still");
        assert!(!is_named(&school, Sha256::new([8; 32])).await);
        assert!(!stored_files::disposed(&database, shared.bytes()[0]).await.unwrap().contains(&shared));
        let found = database.read(school.id, None, async move |work: &mut Work| uploads::named(work, shared).await).await;
        assert!(found.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn a_copy_that_somebody_kept_brings_nothing_back() {
    each_engine(|database| async move {
        let school = archived_school(&database).await;
        let holding = async || {
            let (store, person) = (school.store.clone(), school.hoa);
            let read = async move |work: &mut Work| personal_copies::holding(work, &store, person).await;
            database.read(school.id, None, read).await.unwrap()
        };
        let before = holding().await;
        let number = draw(&school, school.hoa_y_te, &[PLAN]).await.unwrap();
        minute(&school, school.hoa_y_te, number, &[]).await.unwrap();
        approve(&school, school.nguyet, number).await.unwrap();
        school.at("2028-07-20T09:00:00+07:00");
        carry_out(&school, school.thao, number).await.unwrap();
        let versions = database.read(school.id, None, async |work: &mut Work| disposed_versions(work).await).await.unwrap();
        let plan = before.list.records.iter().find(|one| one.title == PLAN).unwrap();
        assert!(plan.versions.iter().all(|one| versions.contains(&one.submission)));
        // The next copy says what has become of it.
        let after = holding().await;
        let plan_now = after.list.records.iter().find(|one| one.title == PLAN).unwrap();
        let files: Vec<_> = plan_now.versions.iter().flat_map(|one| &one.files).map(|file| file.kept).collect();
        assert!(!files.is_empty() && files.iter().all(|kept| *kept == Some(domain::inspection::Kept::Disposed)), "{files:?}");
        // Nobody had looked into them before: they were left out for that.
        let kept_before = before.left_out.kept_files;
        assert_eq!((after.left_out.disposed_files, after.left_out.kept_files + files.len()), (files.len(), kept_before));
        let files = before.list.records.iter().flat_map(|one| &one.versions).flat_map(|one| &one.files);
        let files = files.map(|file| (file.sha256, file.kind)).collect();
        let key = SchoolKey::of_secret(&[3; 32]).id();
        let given = GivenBack { list: before.list.clone(), signature: ListSignature::By(key), files };
        let store = school.store.clone();
        let task = async move |work: &mut Work| {
            let accepted = personal_copies::accepted(work, None, &[key]).await?;
            personal_copies::take_back(work, &store, &given, &accepted).await
        };
        let lines = database.write_quietly(school.id, None, task).await.unwrap().unwrap();
        let plan = plan.versions.len();
        let not = lines
            .iter()
            .filter(|line| matches!(&line.fate, Fate::Not(NotTaken::Shut(Refusal::Delegation(DelegationRefusal::Disposal(_))))));
        assert_eq!(not.count(), plan, "{lines:?}");
    })
    .await;
}

#[tokio::test]
async fn a_loss_that_somebody_dresses_up_as_a_disposal_is_found() {
    each_engine(|database| async move {
        let school = archived_school(&database).await;
        assert_eq!(looked_through(&school).await, Ok(WholeDisposals::default()));
        let number = draw(&school, school.hoa_y_te, &[SIGNED, PLAN]).await.unwrap();
        minute(&school, school.hoa_y_te, number, &[PLAN]).await.unwrap();
        approve(&school, school.nguyet, number).await.unwrap();
        // Whoever holds the database writes the rows by hand: first of a list that was not executed, then as if it had been.
        let signed = school.record(SIGNED).await;
        let (obligation, version, by) = (signed.id, signed.handed_in.unwrap().submission, school.thao);
        let forge = async move |work: &mut Work| {
            let insert = sql("INSERT INTO disposal_executions (school_id, list_number, by_person_id, at) VALUES ($1, $2, $3, $4)");
            work.run(insert.bind_all((work.school, 1_i64, by, work.now))).await?;
            let insert = sql("INSERT INTO disposed_versions (school_id, submission_id, obligation_id, list_number) \
                 VALUES ($1, $2, $3, $4)");
            work.run(insert.bind_all((work.school, version, obligation, 1_i64))).await
        };
        database.write_quietly(school.id, None, forge).await.unwrap();
        assert_eq!(looked_through(&school).await, Err(DisposalBreak::NotLogged { list: number }));
        // And of a record that the council keeps.
        let plan = school.record(PLAN).await;
        let (obligation, version) = (plan.id, plan.handed_in.unwrap().submission);
        let forge = async move |work: &mut Work| {
            let insert = sql("INSERT INTO disposed_versions (school_id, submission_id, obligation_id, list_number) \
                 VALUES ($1, $2, $3, $4)");
            work.run(insert.bind_all((work.school, version, obligation, 1_i64))).await
        };
        database.write_quietly(school.id, None, forge).await.unwrap();
        assert_eq!(looked_through(&school).await, Err(DisposalBreak::NotListed { list: number, record: plan.id }));
    })
    .await;
}

#[tokio::test]
async fn no_school_reaches_the_lists_of_another() {
    each_engine(|database| async move {
        let school = archived_school(&database).await;
        let number = draw(&school, school.hoa_y_te, &[PLAN]).await.unwrap();
        let elsewhere = database.found("Trường Mầm non Sao Mai").await;
        let read =
            async |work: &mut Work| Ok((lists(work).await?, disposed_versions(work).await?, packages_over(work, &[]).await?));
        let (lists, versions, packages): (Vec<_>, BTreeSet<_>, Vec<_>) = database.read(elsewhere, None, read).await.unwrap();
        assert!(lists.is_empty() && versions.is_empty() && packages.is_empty());
        let missing = database.read(elsewhere, None, async move |work: &mut Work| list(work, number).await).await;
        assert_eq!(missing, Err(Error::NotFound));
        let missing = database.read(elsewhere, None, async |work: &mut Work| candidates(work, &[1]).await).await;
        assert_eq!(missing, Err(Error::NotFound));
        let foreign = DrawUpForm {
            id: String::new(),
            explanation: "Đã hết thời hạn".to_owned(),
            records: vec![new_id::<domain::obligations::Obligation>().to_string()],
        };
        let (store, id) = (school.store.clone(), new_id());
        let task = async move |work: &mut Work| draw_up(work, &store, id, &foreign).await;
        assert_eq!(database.write(school.id, Some(school.hoa_y_te), task).await, Err(Error::NotFound));
    })
    .await;
}
