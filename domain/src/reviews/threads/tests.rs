#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{collections::HashMap, sync::Arc};

use super::*;
use crate::{
    comparison::MovedPlaces,
    file_text::{FileText, Place},
    files::FileKind,
    obligations::Verdict,
    people::{Acting, Appointment, Position},
    submissions::{ClockMark, Receipt, ReceiptNumber},
    testing::{NamThanh, at, day, id, nam_thanh},
};

const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";
const NOW: &str = "2026-11-25 14:20";

fn file(name: &str, number: u8) -> StoredFile {
    let kind = FileKind::from_ending(name.rsplit('.').next().unwrap()).unwrap();
    StoredFile { name: FileName::clean(name), size: 1, sha256: Sha256::new([number; 32]), kind }
}

fn spot(paragraph: u32) -> Spot {
    Spot::Text(Place::Paragraph(paragraph))
}

fn version(school: &mut NamThanh, number: u32, files: &[(&str, u8)]) -> Submission {
    let obligation = school.obligation(PLAN).id;
    let verdict = Verdict::OnTime;
    Submission {
        withdrawn_at: None,
        id: id(10, u128::from(number)),
        obligation,
        version: number,
        person: school.person_id("cô Hoa"),
        received_at: at("2026-11-24 20:14"),
        clock: ClockMark::Believed,
        note: String::new(),
        files: files.iter().map(|(name, number)| file(name, *number)).collect(),
        composition: crate::submissions::Composition::default(),
        receipt: Receipt { number: ReceiptNumber { year: 2026, number: 1 }, verdict, due: None },
    }
}

/// A comment of cô Ấm on the first version.
fn pinned_to(school: &NamThanh, number: u128, file: usize, bytes: u8, spot: Option<Spot>) -> Comment {
    let pin = Pin { file, sha256: Sha256::new([bytes; 32]), spot, quote: String::new() };
    let by = school.person_id("cô Ấm");
    let about = About::Version(Some(pin));
    Comment { id: id(14, number), submission: id(10, 1), about, by, at: at("2026-11-25 09:00"), words: format!("Góp ý {number}") }
}

#[test]
fn a_place_is_followed_into_the_new_version_or_said_to_be_gone() {
    let mut school = nam_thanh();
    let first = version(&mut school, 1, &[("giáo án.docx", 1), ("ảnh.jpg", 2), ("phiếu.pdf", 3)]);
    let second = version(&mut school, 2, &[("phiếu.pdf", 3), ("giáo án.docx", 9)]);
    let comments = Comments {
        all: vec![
            pinned_to(&school, 1, 0, 1, Some(spot(4))),
            pinned_to(&school, 2, 0, 1, Some(spot(5))),
            pinned_to(&school, 3, 1, 2, Some(Spot::Page(1))),
            pinned_to(&school, 4, 2, 3, Some(Spot::Page(2))),
            pinned_to(&school, 5, 0, 1, None),
        ],
        settlements: Vec::new(),
    };
    let versions = [second.clone(), first];
    let asked: Vec<_> = comments.to_be_compared(&versions).into_iter().map(|(old, new)| (old.sha256, new.sha256)).collect();
    assert_eq!(asked, [(Sha256::new([1; 32]), Sha256::new([9; 32]))]);
    let mut moves = Moves::default();
    let found = HashMap::from([(Place::Paragraph(4), Place::Paragraph(6))]);
    moves.add(asked[0].0, asked[0].1, Arc::new(MovedPlaces::new(&FileText::default(), found)));
    let threads = comments.threads(&school.facts(), school.person_id("cô Hoa"), &versions, &moves, at(NOW));
    let now: Vec<Whereabouts> = threads.iter().map(|thread| thread.pinned.as_ref().unwrap().now).collect();
    let here = |file, spot| Whereabouts::At { receipt: second.id, file, spot };
    assert_eq!(now, [here(1, Some(spot(6))), Whereabouts::Gone, Whereabouts::Gone, here(0, Some(Spot::Page(2))), here(1, None)]);
    let marks = marked(&threads, second.id, Sha256::new([9; 32]), &versions);
    assert_eq!(marks, [(1, spot(6))], "the page of the plan marks the place that it has");
    assert_eq!(marked(&threads, id(10, 1), Sha256::new([2; 32]), &versions), [], "an older version is marked with nothing");
    assert_eq!(threads[0].pinned.as_ref().unwrap().spot, Some(spot(4)), "it is told where it was pinned");
}

#[test]
fn answers_stand_in_their_thread_and_what_is_settled_stands_last() {
    let mut school = nam_thanh();
    let versions = [version(&mut school, 1, &[("giáo án.docx", 1)])];
    let (am, hoa) = (school.person_id("cô Ấm"), school.person_id("cô Hoa"));
    let answer = Comment { id: id(14, 3), about: About::Thread(id(14, 1)), by: hoa, ..pinned_to(&school, 3, 0, 1, None) };
    let settled = |comment, when, is| Settlement { comment: id(14, comment), by: am, at: at(when), is };
    let mut comments = Comments {
        all: vec![pinned_to(&school, 1, 0, 1, Some(spot(1))), pinned_to(&school, 2, 0, 1, None), answer],
        settlements: vec![settled(1, "2026-11-25 10:00", Settled::Done)],
    };
    let told = |comments: &Comments, reader| {
        let threads = comments.threads(&school.facts(), reader, &versions, &Moves::default(), at(NOW));
        threads.into_iter().map(|one| (one.number, one.answers.len(), one.settled_at.is_some(), one.is_own)).collect::<Vec<_>>()
    };
    let marks = |comments: &Comments| {
        let threads = comments.threads(&school.facts(), am, &versions, &Moves::default(), at(NOW));
        marked(&threads, versions[0].id, Sha256::new([1; 32]), &versions)
    };
    assert_eq!(told(&comments, am), [(2, 0, false, true), (1, 1, true, true)]);
    assert_eq!(marks(&comments), [], "what is settled marks nothing");
    comments.settlements.push(settled(1, "2026-11-25 11:00", Settled::Reopened));
    assert_eq!(told(&comments, hoa), [(1, 1, false, false), (2, 0, false, false)]);
    assert_eq!(marks(&comments), [(1, spot(1))]);
}

#[test]
fn what_is_written_under_a_delegation_says_so() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    let versions = [version(&mut school, 1, &[("giáo án.docx", 1)])];
    let (am, dao) = (school.person_id("cô Ấm"), school.person_id("cô Đào"));
    school.regime.organisation.appointments.push(Appointment {
        person: dao,
        position: Position::Head(school.department("Mẫu giáo 4–5 tuổi")),
        from: day("2026-11-25"),
        until: Some(day("2026-11-27")),
        known_since: None,
        end_known_since: None,
        acting: Some(Acting { person: am, decision: "15/QĐ-MNNT".to_owned() }),
    });
    let answer = Comment { id: id(14, 3), about: About::Thread(id(14, 1)), by: dao, ..pinned_to(&school, 3, 0, 1, None) };
    let comments = Comments {
        all: vec![pinned_to(&school, 1, 0, 1, None), Comment { by: dao, ..pinned_to(&school, 2, 0, 1, None) }, answer],
        settlements: Vec::new(),
    };
    let threads = comments.threads(&school.facts(), am, &versions, &Moves::default(), at(NOW));
    let acting = "Vũ Thị Đào, thay cô Lê Thị Ấm theo Quyết định số 15/QĐ-MNNT";
    assert_eq!((&*threads[0].who, &*threads[0].answers[0].who, &*threads[1].who), ("Lê Thị Ấm", acting, acting));
    // Who settles their own thread in somebody's place is told too; nobody has left.
    let done = Settlement { comment: id(14, 2), by: dao, at: at("2026-11-25 10:00"), is: Settled::Done };
    let comments = Comments { settlements: vec![done], ..comments };
    let threads = comments.threads(&school.facts(), am, &versions, &Moves::default(), at(NOW));
    assert_eq!(threads[1].settled_by, Some(SettledBy { who: acting.to_owned(), instead_of: None }));
}

#[test]
fn a_comment_on_a_version_that_is_not_there_any_more_has_no_number_of_one_and_no_place() {
    let mut school = nam_thanh();
    let versions = [version(&mut school, 2, &[("giáo án.docx", 1)])];
    let comments = Comments { all: vec![pinned_to(&school, 1, 0, 1, Some(spot(1)))], settlements: Vec::new() };
    let threads = comments.threads(&school.facts(), school.person_id("cô Hoa"), &versions, &Moves::default(), at(NOW));
    assert_eq!((threads[0].version, threads[0].pinned.as_ref().unwrap().now), (0, Whereabouts::Gone));
}

#[test]
fn what_somebody_has_said_last_is_told_to_them_for_ten_minutes() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    let said = |school: &mut NamThanh, who: &str, now: &str| {
        let reader = school.person_id(who);
        just_said(school.obligation(PLAN), reader, at(now))
    };
    assert_eq!(said(&mut school, "cô Ấm", "2026-11-25 09:00"), None);
    let asked = school.comments("cô Ấm", PLAN, None, "2026-11-25 09:00");
    school.comments("cô Hoa", PLAN, Some(asked), "2026-11-25 09:02");
    assert_eq!(said(&mut school, "cô Ấm", "2026-11-25 09:10"), Some(Said::Comment));
    assert_eq!(said(&mut school, "cô Ấm", "2026-11-25 09:10:01"), None);
    assert_eq!(said(&mut school, "cô Hoa", "2026-11-25 09:10"), Some(Said::Answer));
    assert_eq!(said(&mut school, "cô Cúc", "2026-11-25 09:10"), None);
    school.comments("cô Ấm", PLAN, Some(asked), "2026-11-25 09:04");
    assert_eq!(said(&mut school, "cô Ấm", "2026-11-25 09:05"), Some(Said::Answer), "the last word counts");
}

#[test]
fn what_somebody_settles_for_whoever_has_left_says_so() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    let versions = [version(&mut school, 1, &[("giáo án.docx", 1)])];
    let (am, cuc, hoa) = (school.person_id("cô Ấm"), school.person_id("cô Cúc"), school.person_id("cô Hoa"));
    let mut comments = Comments { all: vec![pinned_to(&school, 1, 0, 1, None)], settlements: Vec::new() };
    let told = |school: &NamThanh, comments: &Comments, reader| {
        let thread = comments.threads(&school.facts(), reader, &versions, &Moves::default(), at(NOW)).remove(0);
        (thread.may_settle, thread.settled_by)
    };
    assert_eq!([am, cuc, hoa].map(|one| told(&school, &comments, one).0), [true, false, false]);
    school.regime.organisation.suspended.push(am);
    assert_eq!([cuc, hoa].map(|one| told(&school, &comments, one).0), [true, false]);
    comments.settlements.push(Settlement { comment: id(14, 1), by: cuc, at: at(NOW), is: Settled::Done });
    let by = SettledBy { who: "Hoàng Thị Cúc".to_owned(), instead_of: Some("cô Ấm".to_owned()) };
    assert_eq!(told(&school, &comments, hoa), (false, Some(by)));
    comments.settlements[0].by = am;
    assert_eq!(told(&school, &comments, hoa).1, None, "of whoever began it, its own line tells");
}

#[test]
fn what_nobody_has_settled_is_open_and_answers_are_not_counted() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    assert_eq!(open_threads(school.obligation(PLAN)), 0);
    let asked = school.comments("cô Ấm", PLAN, None, "2026-11-25 09:00");
    school.comments("cô Cúc", PLAN, None, "2026-11-25 09:10");
    school.comments("cô Hoa", PLAN, Some(asked), "2026-11-25 09:20");
    assert_eq!(open_threads(school.obligation(PLAN)), 2);
    school.obligation(PLAN).comments[0].settled_at = Some(at("2026-11-25 09:30"));
    assert_eq!(open_threads(school.obligation(PLAN)), 1);
}

#[test]
fn a_place_in_the_same_bytes_stays_where_it_is() {
    let mut school = nam_thanh();
    let first = version(&mut school, 1, &[("giáo án.docx", 1), ("phiếu.pdf", 3)]);
    let second = version(&mut school, 2, &[("giáo án.docx", 1), ("phiếu.pdf", 8)]);
    let all = vec![pinned_to(&school, 1, 0, 1, Some(spot(4))), pinned_to(&school, 2, 1, 3, Some(Spot::Page(2)))];
    let comments = Comments { all, settlements: Vec::new() };
    let versions = [second.clone(), first];
    assert_eq!(comments.to_be_compared(&versions), []);
    let threads = comments.threads(&school.facts(), school.person_id("cô Hoa"), &versions, &Moves::default(), at(NOW));
    let now: Vec<Whereabouts> = threads.iter().map(|thread| thread.pinned.as_ref().unwrap().now).collect();
    let here = |file, spot| Whereabouts::At { receipt: second.id, file, spot };
    assert_eq!(now, [here(0, Some(spot(4))), here(1, Some(Spot::Page(2)))]);
}

#[test]
fn what_was_taken_back_does_not_count_and_of_an_unknown_record_nobody_settles_anything() {
    let mut school = nam_thanh();
    let first = version(&mut school, 1, &[("giáo án.docx", 1)]);
    let second = Submission { withdrawn_at: Some(at(NOW)), ..version(&mut school, 2, &[("giáo án.docx", 9)]) };
    let versions = [second, first];
    assert_eq!(last_counting(&versions).map(|last| last.version), Some(1));
    let am = school.person_id("cô Ấm");
    let done = Settlement { comment: id(14, 1), by: am, at: at(NOW), is: Settled::Done };
    let comments = Comments { all: vec![pinned_to(&school, 1, 0, 1, None)], settlements: vec![done] };
    let unknown = versions.map(|version| Submission { obligation: id(5, 999_999), ..version });
    let threads = comments.threads(&school.facts(), am, &unknown, &Moves::default(), at(NOW));
    assert_eq!((threads[0].may_settle, threads[0].settled_by.as_ref()), (false, None));
}

#[test]
fn whoever_had_a_part_in_a_record_and_whoever_reviews_it_writes_about_it_and_nobody_else() {
    let mut school = nam_thanh();
    school.hands_in("cô Vui", PLAN, "2026-11-24 20:14");
    let plan = school.obligation(PLAN).clone();
    let facts = school.facts();
    let may = |who: &str| check_comment(&facts, &facts.actor(school.person_id(who), at(NOW)), &plan).is_ok();
    assert_eq!(["cô Vui", "cô Hoa", "cô Ấm", "cô Nguyệt"].map(may), [true; 4]);
    assert_eq!(["cô Đào", "cô Hoà", "cô Bình", "thầy Định"].map(may), [false; 4]);
}

#[test]
fn a_place_is_gone_with_the_kind_of_its_file() {
    let mut school = nam_thanh();
    let first = version(&mut school, 1, &[("phiếu.pdf", 3), ("giáo án.docx", 1)]);
    let second = version(&mut school, 2, &[("tờ rơi.jpg", 8), ("giáo án.xlsx", 9)]);
    let all = vec![pinned_to(&school, 1, 0, 3, Some(Spot::Page(2))), pinned_to(&school, 2, 1, 1, Some(spot(4)))];
    let comments = Comments { all, settlements: Vec::new() };
    let versions = [second, first];
    assert_eq!(comments.to_be_compared(&versions), [], "a sheet has none of the places of a document");
    let threads = comments.threads(&school.facts(), school.person_id("cô Hoa"), &versions, &Moves::default(), at(NOW));
    assert!(threads.iter().all(|thread| thread.pinned.as_ref().unwrap().now == Whereabouts::Gone), "{threads:?}");
}
