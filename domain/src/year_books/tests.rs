#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
use std::collections::BTreeMap;

use super::*;
use crate::{
    dashboard::{RowKey, Scope, TermFilter},
    days::Timestamp,
    facts::Facts,
    file_names::FileName,
    files::{FileKind, Sha256, StoredFile},
    inspection::Kept,
    obligations::ObligationId,
    permissions::{Actor, Credential, decide_bind_year_book, decide_read_year_book},
    personal_copies::KnownVersion,
    record_list::{ListFilter, record_list},
    record_types::{Sensitivity, Step},
    refusal::{Refusal, YearBookRefusal},
    signing::{PublicKey, Signature},
    submissions::{ClockMark, Composition, Receipt, ReceiptNumber, Submission},
    testing::{NamThanh, at, day, id, nam_thanh},
};

const IN_NOVEMBER: &str = "2026-11-25 14:20";
const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";
const NEXT_PLAN: &str = "Giáo án tuần 11 · Lớp 4A";

/// One version of each record that was handed in, as the database would bring it.
fn versions(facts: &Facts) -> BTreeMap<ObligationId, Vec<KnownVersion>> {
    let mut found = BTreeMap::new();
    for (number, one) in facts.obligations.iter().enumerate() {
        let Some(handed_in) = &one.handed_in else { continue };
        let file = StoredFile {
            name: FileName::clean("Giáo án <b>.docx"),
            size: 1_000,
            sha256: Sha256::new([7; 32]),
            kind: FileKind::Docx,
        };
        let submission = Submission {
            id: handed_in.submission,
            obligation: one.id,
            version: handed_in.versions,
            person: handed_in.first_by,
            received_at: handed_in.first_at,
            clock: ClockMark::Believed,
            note: String::new(),
            files: vec![file],
            composition: Composition::default(),
            receipt: Receipt {
                number: ReceiptNumber { year: 2026, number: number as i64 },
                verdict: handed_in.first_verdict,
                due: one.due_day(),
            },
            withdrawn_at: None,
        };
        found.insert(one.id, vec![KnownVersion { submission, digest: Sha256::new([9; 32]), kept: vec![None], is_new: true }]);
    }
    found
}

fn bound(school: &NamThanh, now: &str) -> YearBook {
    let facts = school.facts();
    year_book(&facts, school.class("4A"), &versions(&facts), at(now)).unwrap()
}

fn lived() -> NamThanh {
    let mut school = nam_thanh();
    school.lives_until(at(IN_NOVEMBER));
    for title in [PLAN, NEXT_PLAN] {
        if school.obligation(title).handed_in.is_none() {
            school.hands_in("cô Hoa", title, "2026-11-13 09:00");
        }
    }
    school
}

/// The day after which nothing of class 4A is due any more.
fn after_the_year(school: &NamThanh) -> Timestamp {
    crate::days::at(bound_from(&school.facts(), school.class("4A")), chrono::NaiveTime::from_hms_opt(8, 0, 0).unwrap())
}

#[test]
fn every_record_of_the_class_stands_in_its_book_once_and_the_sums_are_those_of_the_lists() {
    let school = lived();
    let (facts, class) = (school.facts(), school.class("4A"));
    let book = bound(&school, IN_NOVEMBER);
    let owner = crate::obligations::Owner::Class(class);
    let mut of_class: Vec<ObligationId> =
        facts.open_obligations().filter(|one| one.terms.owner == owner).map(|one| one.id).collect();
    let mut in_book: Vec<ObligationId> = book.records().map(|one| one.obligation).collect();
    of_class.sort();
    in_book.sort();
    assert!(!of_class.is_empty());
    assert_eq!(in_book, of_class);
    for (sum, term) in book.sums.iter().zip([TermFilter::First, TermFilter::Second]) {
        let row = Some(RowKey::Class(school.department("Mẫu giáo 4–5 tuổi"), class));
        let filter = ListFilter { row, term: Some(term), ..ListFilter::default() };
        let list = record_list(&facts, &Scope::School, school.person_id("cô Nguyệt"), &filter, at(IN_NOVEMBER));
        assert_eq!(sum.counts, list.counts, "{term:?}");
    }
    let weeks: Vec<&str> = book.sections.iter().map(|section| section.title.as_str()).collect();
    assert!(weeks[0].starts_with("Tuần 1 "), "{weeks:?}");
    assert_eq!((book.class_title.as_str(), book.department.as_str()), ("Lớp 4A", "Mẫu giáo 4–5 tuổi"));
    let teachers: Vec<&str> = book.teachers.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(teachers, ["Nguyễn Thị Hoa", "Trần Thu Thảo"]);
    assert_eq!((book.head.as_str(), book.principal.as_str()), ("Lê Thị Ấm", "Nguyễn Thị Minh Nguyệt"));
}

#[test]
fn a_book_says_of_each_version_who_when_how_it_was_judged_and_who_signed_it() {
    let mut school = lived();
    school.decides("cô Ấm", PLAN, Step::Department, crate::decisions::Outcome::Approved, "2026-11-16 09:00");
    school.decides("cô Nguyệt", PLAN, Step::Leadership, crate::decisions::Outcome::Approved, "2026-11-17 09:00");
    school.exempts("Giáo án tuần 20 · Lớp 4A", "lớp đi tham quan.");
    let book = bound(&school, IN_NOVEMBER);
    let record = book.records().find(|one| one.title == PLAN).unwrap();
    let version = &record.versions[0];
    assert_eq!((version.number, version.files.len(), version.digest), (1, 1, Sha256::new([9; 32])));
    assert!(version.receipt.starts_with("BN-2026-"));
    let words: Vec<String> = version.decisions.iter().map(BookDecision::words).collect();
    assert!(words[0].starts_with("Tổ duyệt: Lê Thị Ấm, "), "{words:?}");
    assert!(words[1].starts_with("Ban giám hiệu ký duyệt: Nguyễn Thị Minh Nguyệt, "), "{words:?}");
    assert_eq!(book.sums[2].signed, 1);
    let freed: Vec<(&str, &str)> = book.freed().map(|(record, why)| (record.title.as_str(), why)).collect();
    assert_eq!(freed, [("Giáo án tuần 20 · Lớp 4A", "Nguyễn Thị Minh Nguyệt miễn ngày 01/09/2026: lớp đi tham quan")]);
}

#[test]
fn what_is_fenced_off_is_counted_and_never_named() {
    let mut school = lived();
    let all = bound(&school, IN_NOVEMBER);
    school.record_type("giao-an").sensitivity = Sensitivity::Child;
    let fenced = bound(&school, IN_NOVEMBER);
    assert!(fenced.records().all(|one| !one.title.starts_with("Giáo án")));
    let gone = all.records().count() - fenced.records().count();
    assert_eq!((fenced.fenced.len(), fenced.fenced[0].owed as usize), (1, gone));
    assert_eq!(fenced.sums, all.sums, "the sums go on counting it");
    assert!(!format!("{fenced:?}").contains("Giáo án tuần 10"));
}

#[test]
fn a_book_of_a_year_that_runs_says_so_and_is_no_final_one() {
    let school = lived();
    let running = bound(&school, IN_NOVEMBER);
    assert!(!running.is_final());
    assert!(running.running_words().unwrap().starts_with("Chưa hết năm học"), "{:?}", running.running_words());
    let facts = school.facts();
    let over = after_the_year(&school);
    let class = school.class("4A");
    assert!(is_running(&facts, class, over - chrono::TimeDelta::days(1)));
    let book = year_book(&facts, class, &versions(&facts), over).unwrap();
    assert_eq!((book.is_final(), book.running_words()), (true, None));
    assert!(book.missing().next().is_some(), "what was never handed in is told");
    let ended = Facts { is_over: true, ..facts };
    assert!(!is_running(&ended, class, at(IN_NOVEMBER)), "a year that another one follows is over");
}

#[test]
fn what_changed_since_the_book_before_is_told_record_by_record() {
    let mut school = lived();
    let before = bound(&school, IN_NOVEMBER);
    assert!(changes(&before, &bound(&school, "2026-11-25 15:00")).is_empty(), "nothing but the hour");
    let missing = before.records().find(|one| one.versions.is_empty()).unwrap().title.clone();
    school.hands_in("cô Thảo", &missing, "2026-11-25 15:30");
    school.decides("cô Ấm", PLAN, Step::Department, crate::decisions::Outcome::Approved, "2026-11-25 15:40");
    let changed = changes(&before, &bound(&school, "2026-11-25 16:00"));
    let titles: Vec<&str> = changed.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(titles.len(), 2, "{changed:?}");
    assert!(titles.contains(&missing.as_str()) && titles.contains(&PLAN), "{changed:?}");
    let words = |title: &str| changed.iter().find(|one| one.title == title).unwrap().what.clone();
    assert!(words(&missing).starts_with("thêm phiên bản 1"), "{}", words(&missing));
    assert_eq!(words(PLAN), "duyệt hoặc ký đã đổi");
}

/// A book of one record with these versions, as they would stand in a book of the whole class.
fn with_versions(book: &YearBook, title: &str, versions: Vec<BookVersion>) -> YearBook {
    let mut book = book.clone();
    book.sections.iter_mut().flat_map(|one| &mut one.records).filter(|one| one.title == title).for_each(|one| {
        one.versions.clone_from(&versions);
    });
    book
}

#[test]
fn a_version_that_came_back_between_others_is_named_by_its_number_and_nothing_else_is_said_of_them() {
    let book = bound(&lived(), IN_NOVEMBER);
    let only = book.records().find(|one| one.title == PLAN).unwrap().versions[0].clone();
    let version = |number: u32| BookVersion { submission: id(6, u128::from(number)), number, ..only.clone() };
    let before = with_versions(&book, PLAN, vec![version(1), version(3)]);
    let told = |now: &YearBook| changes(&before, now).iter().map(|one| one.what.clone()).collect::<Vec<_>>();
    let now = with_versions(&book, PLAN, vec![version(1), version(2), version(3)]);
    assert_eq!(told(&now), ["thêm phiên bản 2"]);
    // A name that was written wrongly is no other approval.
    let renamed = with_versions(&book, PLAN, vec![version(1), BookVersion { by: "Nguyễn Thị Hòa".to_owned(), ..version(3) }]);
    assert_eq!(told(&renamed), ["tên người ghi trong sổ đã đổi"]);
}

#[test]
fn what_was_fenced_off_since_the_book_before_is_not_named_among_the_changes_either() {
    let mut school = lived();
    let before = bound(&school, IN_NOVEMBER);
    school.record_type("giao-an").sensitivity = Sensitivity::Child;
    let changed = changes(&before, &bound(&school, IN_NOVEMBER));
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(changed[0].what.contains("hạn chế người xem"), "{changed:?}");
    assert!(!format!("{changed:?}").contains("Giáo án"), "{changed:?}");
}

#[test]
fn a_file_that_is_held_is_named_with_what_keeps_it() {
    let school = lived();
    let facts = school.facts();
    let mut known = versions(&facts);
    for version in known.values_mut().flatten() {
        version.kept = vec![Some(Kept::Infected)];
    }
    let book = year_book(&facts, school.class("4A"), &known, at(IN_NOVEMBER)).unwrap();
    assert!(book.records().flat_map(|one| &one.versions).flat_map(|one| &one.files).all(|one| one.kept == Some(Kept::Infected)));
}

#[test]
fn the_teachers_of_the_year_the_head_and_the_leadership_read_a_book_and_nobody_else() {
    let school = lived();
    let facts = school.facts();
    let (organisation, year) = (facts.organisation(), facts.calendar().year());
    let class = organisation.class(school.class("4A")).unwrap();
    let cases = [
        ("cô Hoa", true),
        ("cô Thảo", true),
        ("cô Ấm", true),
        ("cô Cúc", true),
        ("cô Nguyệt", true),
        ("cô Vân", true),
        ("cô Đào", false),
        ("cô Lan", false),
        ("thầy Định", false),
        ("thầy Yên", false),
    ];
    for (who, may) in cases {
        let actor = Actor::of(organisation, school.person_id(who), day("2026-11-25"));
        let expected = if may { Ok(()) } else { Err(YearBookRefusal::NotYours { class: "Lớp 4A".to_owned() }.into()) };
        assert_eq!(decide_read_year_book(&actor, organisation, class, year), expected, "{who}");
        assert_eq!(decide_bind_year_book(&actor, organisation, class, year).is_ok(), may, "{who}");
        let reset = Actor { credential: Credential::ResetUnconfirmed, ..actor };
        let bound = decide_bind_year_book(&reset, organisation, class, year).map(drop);
        assert_eq!(bound, if may { Err(Refusal::ResetUnconfirmed) } else { expected }, "{who}");
    }
    let listed = |who: &str| class_books(&facts, school.person_id(who), &[], at(IN_NOVEMBER)).len();
    assert_eq!(["cô Hoa", "cô Ấm", "cô Nguyệt", "thầy Yên"].map(listed), [1, 3, 12, 0]);
}

#[test]
fn whoever_taught_the_class_in_that_year_reads_its_book_and_whoever_came_later_does_not() {
    let mut school = lived();
    let (thao, class) = (school.person_id("cô Thảo"), school.class("4A"));
    let position = crate::people::Position::Teacher(class);
    for one in school.regime.organisation.appointments.iter_mut().filter(|one| one.person == thao) {
        if one.position == position {
            one.until = Some(day("2026-10-31"));
        }
    }
    let in_4b = crate::people::Position::Teacher(school.class("4B"));
    let mut again = school.regime.organisation.appointments.iter().find(|one| one.person == thao).unwrap().clone();
    (again.position, again.from, again.until) = (in_4b, day("2026-11-01"), None);
    school.regime.organisation.appointments.push(again);
    let facts = school.facts();
    let (organisation, year) = (facts.organisation(), facts.calendar().year());
    let known = organisation.class(class).unwrap();
    let actor = Actor::of(organisation, thao, day("2026-11-25"));
    assert_eq!(decide_read_year_book(&actor, organisation, known, year), Ok(()));
    let later = crate::days::Span::new(day("2027-09-01"), day("2028-05-30"));
    assert!(decide_read_year_book(&actor, organisation, known, later).is_err(), "not the book of a year in which she did not");
    let teacher = bound(&school, IN_NOVEMBER).teachers.into_iter().find(|one| one.name == "Trần Thu Thảo").unwrap();
    assert_eq!(teacher.days(), "từ 07/09/2026 đến 31/10/2026");
}

#[test]
fn the_code_is_tied_to_the_contents_the_school_and_the_end_of_the_log() {
    let log = LogEnd { seq: 12, at: at(IN_NOVEMBER), hash: Sha256::new([3; 32]) };
    let first = bound_bytes(id(1, 1), Sha256::new([1; 32]), &log);
    let others = [
        bound_bytes(id(1, 2), Sha256::new([1; 32]), &log),
        bound_bytes(id(1, 1), Sha256::new([2; 32]), &log),
        bound_bytes(id(1, 1), Sha256::new([1; 32]), &LogEnd { seq: 13, ..log.clone() }),
        bound_bytes(id(1, 1), Sha256::new([1; 32]), &LogEnd { hash: Sha256::new([4; 32]), ..log.clone() }),
    ];
    assert!(others.iter().all(|other| *other != first));
    assert!(first.starts_with(b"hoso year book code 1\n"));
    assert_ne!(sealed_bytes(id(1, 1), Sha256::new([1; 32])), first);
    assert_eq!(log.anchor().seq, 12);
}

#[test]
fn the_last_line_of_a_file_has_one_way_to_be_written() {
    let seal = BookSeal { school: id(1, 1), key: PublicKey::new([5; 32]), signature: Signature::new([6; 64]) };
    let file = format!("<!DOCTYPE html>\n<p>Lớp 4A</p>\n{}", seal.line());
    assert_eq!(BookSeal::read(&file), Some(("<!DOCTYPE html>\n<p>Lớp 4A</p>\n", seal)));
    let spoiled = [
        file.trim_end().to_owned(),
        format!("{file} "),
        format!("{file}<p>thêm</p>"),
        file.replace(" -->", "  -->"),
        file.replace("0505", "05"),
        file.replace(BOOK_FORM, "<!-- "),
    ];
    for one in spoiled {
        assert_eq!(BookSeal::read(&one), None, "{one}");
    }
    let capital = file.replacen("06", "0６", 1);
    assert_eq!(BookSeal::read(&capital), None);
}
