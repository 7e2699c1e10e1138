#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::record_types::FenceForm;

use super::*;
use crate::{
    db::EngineKind,
    record_types,
    testing::{TestDatabase, each_engine, on_sqlite, school::SmallSchool},
};

/// Of cô Hoa and cô Thảo.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";
const NEXT_PLAN: &str = "Giáo án tuần 11 · Lớp 4A";
const IN_JUNE: &str = "2027-06-20T09:00:00+07:00";

fn key() -> SchoolKey {
    SchoolKey::of_secret(&[1; 32])
}

async fn bind_4a(school: &SmallSchool, by: PersonId) -> Result<BookMark, Error> {
    let (store, which) = (school.store.clone(), (school.year, school.class_4a));
    let task = async move |work: &mut Work| bind(work, &store, which, &key()).await;
    school.database.write(school.id, Some(by), task).await
}

async fn read_4a(school: &SmallSchool, by: PersonId) -> Result<YearBook, Error> {
    let (store, which) = (school.store.clone(), (school.year, school.class_4a));
    school.database.read(school.id, None, async move |work: &mut Work| present(work, &store, which, by).await).await
}

async fn bound_4a(school: &SmallSchool, number: u32, by: PersonId) -> Result<BoundBook, Error> {
    let (store, which) = (school.store.clone(), (school.year, school.class_4a, number));
    school.database.read(school.id, None, async move |work: &mut Work| one(work, &store, which, by).await).await
}

async fn checked(school: &SmallSchool, code: CheckCode) -> Option<CheckedBook> {
    school.database.read(school.id, None, async move |work: &mut Work| check(work, code).await).await.unwrap()
}

/// cô Hoa has handed in, and the year is over in June.
async fn a_year(database: &TestDatabase) -> SmallSchool {
    let school = SmallSchool::found(database).await;
    school.at("2026-11-05T09:00:00+07:00");
    school.hand_in(school.hoa, PLAN).await.unwrap();
    school.at(IN_JUNE);
    school
}

fn refused<T: std::fmt::Debug>(answer: Result<T, Error>) -> Refusal {
    match answer {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_book_holds_every_version_with_its_receipt_and_files() {
    each_engine(|database| async move {
        let school = a_year(&database).await;
        let second = school.hand_in(school.thao, PLAN).await.unwrap();
        let book = read_4a(&school, school.hoa).await.unwrap();
        let record = book.records().find(|one| one.title == PLAN).unwrap();
        let told: Vec<(u32, &str, usize)> =
            record.versions.iter().map(|one| (one.number, one.by.as_str(), one.files.len())).collect();
        assert_eq!(told, [(1, "Nguyễn Thị Hoa", 1), (2, "Vũ Thị Phương Thảo", 1)]);
        assert_eq!(record.versions[1].receipt, second.receipt.number.to_string());
        assert_eq!(record.versions[1].files[0].sha256, second.files[0].sha256);
        let facts = school.facts().await;
        let owned = facts.open_obligations().filter(|one| one.terms.owner == Owner::Class(school.class_4a)).count();
        assert_eq!(book.records().count(), owned);
        assert!(book.missing().any(|one| one.title == NEXT_PLAN));
    })
    .await;
}

#[tokio::test]
async fn a_book_is_bound_once_the_year_is_over_and_again_when_something_has_changed() {
    each_engine(|database| async move {
        let school = a_year(&database).await;
        school.at("2026-11-25T09:00:00+07:00");
        assert!(!read_4a(&school, school.hoa).await.unwrap().is_final());
        let running = refused(bind_4a(&school, school.hoa).await);
        let Refusal::Delegation(domain::refusal::DelegationRefusal::YearBook(YearBookRefusal::StillRunning { .. })) = running
        else {
            panic!("{running:?}")
        };
        school.at(IN_JUNE);
        let first = bind_4a(&school, school.hoa).await.unwrap();
        assert_eq!((first.number, first.class, first.year), (1, school.class_4a, school.year));
        assert_eq!(refused(bind_4a(&school, school.am).await), YearBookRefusal::Unchanged { number: 1 }.into());
        let kept = bound_4a(&school, 1, school.thao).await.unwrap();
        assert_eq!((kept.mark.clone(), kept.contents.number, kept.contents.changes.len()), (first.clone(), 1, 0));
        assert!(kept.contents.book.is_final());
        school.hand_in(school.thao, NEXT_PLAN).await.unwrap();
        let second = bind_4a(&school, school.nguyet).await.unwrap();
        let contents = bound_4a(&school, 2, school.am).await.unwrap().contents;
        let changed: Vec<&str> = contents.changes.iter().map(|one| one.title.as_str()).collect();
        assert_eq!((second.number, changed), (2, vec![NEXT_PLAN]));
        assert_eq!(bound_4a(&school, 1, school.am).await.unwrap(), kept, "the first one stands as it was");
        let year = school.year;
        let all = database.read(school.id, None, async move |work: &mut Work| of_year(work, year).await).await.unwrap();
        assert_eq!(all, [first, second]);
        database.keeps(school.id, &["year_books"]).await;
    })
    .await;
}

#[tokio::test]
async fn nobody_else_reads_or_binds_the_book_of_a_class() {
    each_engine(|database| async move {
        let school = a_year(&database).await;
        let not_theirs: Refusal = YearBookRefusal::NotYours { class: "Lớp 4A".to_owned() }.into();
        for stranger in [school.thuy, school.hoa_y_te] {
            assert_eq!(refused(read_4a(&school, stranger).await), not_theirs);
            assert_eq!(refused(bind_4a(&school, stranger).await), not_theirs);
        }
        bind_4a(&school, school.hoa).await.unwrap();
        assert_eq!(refused(bound_4a(&school, 1, school.thuy).await), not_theirs);
        assert_eq!(bound_4a(&school, 2, school.hoa).await, Err(Error::NotFound));
        let other = SmallSchool::found(&database).await;
        let (store, which) = (other.store.clone(), (school.year, school.class_4a));
        let by = other.nguyet;
        let task = async move |work: &mut Work| present(work, &store, which, by).await;
        assert!(database.read(other.id, None, task).await.is_err(), "of another school");
    })
    .await;
}

#[tokio::test]
async fn a_code_leads_to_its_book_and_says_whether_that_and_the_log_are_as_they_were() {
    each_engine(|database| async move {
        let school = a_year(&database).await;
        let first = bind_4a(&school, school.hoa).await.unwrap();
        let found = checked(&school, first.code).await.unwrap();
        assert_eq!((found.number, found.is_whole, found.fits_log, found.followed_by), (1, true, true, None));
        assert_eq!(found.name, "Sổ hồ sơ điện tử Lớp 4A, năm học 2026–2027");
        assert_eq!(found.anchor, first.log.anchor());
        school.hand_in(school.thao, NEXT_PLAN).await.unwrap();
        bind_4a(&school, school.nguyet).await.unwrap();
        assert_eq!(checked(&school, first.code).await.unwrap().followed_by, Some(2));
        assert_eq!(checked(&school, CheckCode::new([9; CheckCode::CHANCE])).await, None);
        let other = SmallSchool::found(&database).await;
        assert_eq!(checked(&other, first.code).await, None, "of another school");
    })
    .await;
}

#[tokio::test]
async fn whoever_changes_a_book_or_the_log_in_the_database_is_contradicted_by_the_code() {
    on_sqlite(|database| async move {
        assert_eq!(database.db().engine(), EngineKind::Sqlite);
        let school = a_year(&database).await;
        let mark = bind_4a(&school, school.hoa).await.unwrap();
        let tamper = async |attack: &'static str| {
            let task = async move |work: &mut Work| work.tx.script(attack).await;
            database.write_quietly(school.id, None, task).await.unwrap();
        };
        tamper("DROP TRIGGER year_books_stay; UPDATE year_books SET contents = replace(contents, 'Nguyễn', 'Nguyên')").await;
        let found = checked(&school, mark.code).await.unwrap();
        assert_eq!((found.is_whole, found.fits_log), (false, true));
        assert_eq!(bound_4a(&school, 1, school.hoa).await, Err(Error::Internal), "and it is shown to nobody as a book");
        tamper("UPDATE year_books SET contents = replace(contents, 'Nguyên', 'Nguyễn'), log_at = '2027-06-19T01:00:00+00:00'")
            .await;
        let found = checked(&school, mark.code).await.unwrap();
        assert_eq!((found.is_whole, found.fits_log), (true, false));
        tamper("UPDATE year_books SET log_seq = log_seq - 1").await;
        let found = checked(&school, mark.code).await.unwrap();
        assert_eq!((found.is_whole, found.fits_log), (false, false), "the code is of another end of the log");
    })
    .await;
}

#[tokio::test]
async fn a_book_that_somebody_wrote_into_the_database_is_not_believed_for_a_code_that_fits_it() {
    each_engine(|database| async move {
        let school = a_year(&database).await;
        let mark = bind_4a(&school, school.hoa).await.unwrap();
        // What a code is made of is no secret: whoever holds the database makes one for a book of their own.
        let forge = async move |work: &mut Work| {
            let contents = contents_of(work, &mark).await?;
            let contents = contents.replace("Nguyễn Thị Hoa", "Trần Thị Lạ").replacen("\"number\":1", "\"number\":2", 1);
            let digest = digest_of(contents.as_bytes());
            let code = code_of(&bound_bytes(work.school, digest, &mark.log));
            let insert =
                sql("INSERT INTO year_books (school_id, school_year_id, class_id, number, made_at, made_by, log_seq, log_at, \
                 log_hash, contents, digest, code_hash) SELECT school_id, school_year_id, class_id, 2, made_at, made_by, log_seq, \
                 log_at, log_hash, $2, $3, $4 FROM year_books WHERE school_id = $1 AND number = 1");
            work.run(insert.bind_all((work.school, contents, digest.bytes().to_vec(), code_hash(code)))).await?;
            Ok(code)
        };
        let code = database.write_quietly(school.id, None, forge).await.unwrap();
        let found = checked(&school, code).await.unwrap();
        assert_eq!((found.number, found.is_whole, found.fits_log), (2, true, false), "the log knows of no such book");
    })
    .await;
}

#[tokio::test]
async fn of_a_book_with_records_that_were_fenced_off_since_only_whoever_opens_them_reads_on() {
    each_engine(|database| async move {
        let school = a_year(&database).await;
        bind_4a(&school, school.hoa).await.unwrap();
        let plans = school.record(PLAN).await.terms.record_type;
        let store = school.store.clone();
        let fence = async move |work: &mut Work| {
            let facts = store.facts(work).await?;
            let known = facts.record_type(plans).ok_or(Error::NotFound)?;
            let form = FenceForm {
                sensitivity: Sensitivity::Child.code().to_owned(),
                purpose: "Theo dõi trẻ".to_owned(),
                ..FenceForm::of(known)
            };
            record_types::set_fence(work, &store, plans, &form).await
        };
        database.write(school.id, Some(school.nguyet), fence).await.unwrap().unwrap();
        // Her own class's plans open to cô Hoa as before; the head, whom the type does not name, is sent to whoever may.
        assert!(bound_4a(&school, 1, school.hoa).await.is_ok());
        assert!(bound_4a(&school, 1, school.nguyet).await.is_ok());
        assert_eq!(refused(bound_4a(&school, 1, school.am).await), YearBookRefusal::FencedSince { number: 1 }.into());
        // As it stands now she reads on, and so does everybody in the next one, which names no such record.
        assert!(read_4a(&school, school.am).await.unwrap().records().all(|one| one.title != PLAN));
        bind_4a(&school, school.nguyet).await.unwrap();
        let second = bound_4a(&school, 2, school.am).await.unwrap();
        assert!(!serde_json::to_string(&second.contents).unwrap().contains("Giáo án tuần"), "also not among what changed");
    })
    .await;
}

#[tokio::test]
async fn the_file_of_a_book_is_checked_without_the_database() {
    each_engine(|database| async move {
        let school = a_year(&database).await;
        bind_4a(&school, school.hoa).await.unwrap();
        let document = "<!DOCTYPE html>\n<p>Sổ hồ sơ điện tử Lớp 4A</p>\n";
        let (store, which) = (school.store.clone(), (school.year, school.class_4a));
        let seal = async move |work: &mut Work| sealed(work, &store, which, document, &key()).await;
        let file = database.write_quietly(school.id, Some(school.hoa), seal).await.unwrap();
        let (told, by) = unsealed(&file).unwrap();
        assert_eq!((told, by.school, by.key), (document, school.id, key().public()));
        assert_eq!(unsealed(&file.replace("4A", "4B")), None);
        assert_eq!(unsealed(document), None);
        let (store, which) = (school.store.clone(), (school.year, school.class_4a));
        let seal = async move |work: &mut Work| sealed(work, &store, which, document, &key()).await;
        let stranger = database.write_quietly(school.id, Some(school.thuy), seal).await;
        assert_eq!(refused(stranger), YearBookRefusal::NotYours { class: "Lớp 4A".to_owned() }.into());
    })
    .await;
}

#[tokio::test]
async fn the_book_of_a_year_that_another_one_follows_is_bound_by_whoever_taught_in_it() {
    each_engine(|database| async move {
        let school = a_year(&database).await;
        school.at("2027-08-20T09:00:00+07:00");
        school.enters_next_year().await;
        school.at("2027-10-01T09:00:00+07:00");
        assert_ne!(school.facts().await.regime.year, school.year);
        let mark = bind_4a(&school, school.hoa).await.unwrap();
        let contents = bound_4a(&school, mark.number, school.nguyet).await.unwrap().contents;
        assert_eq!(contents.book.school_year, "2026-2027");
        assert!(contents.book.records().any(|one| one.title == PLAN && one.versions.len() == 1));
    })
    .await;
}
