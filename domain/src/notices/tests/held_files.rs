//! What is told of files that were held.

use super::*;

#[test]
fn whoever_handed_a_file_in_is_told_what_was_decided_about_it() {
    let school = nam_thanh();
    let mut facts = school.facts();
    let (hoa, dao) = (school.person_id("cô Hoa"), school.person_id("cô Đào"));
    let obligation = facts.open_obligations().find(|one| facts.title(one) == PLAN).unwrap().id;
    let judged_by = |by| {
        let judged = JudgedFile {
            name: FileName::clean("Giáo án.docx"),
            handed_in_by: hoa,
            place: HeldIn::Version(id(9, 1)),
            obligation: Some(obligation),
            judgement: Judgement { by, at: at("2026-11-25 18:30"), verdict: HeldVerdict::Released },
        };
        Arc::new(HeldFiles { judged: vec![judged], waiting: 0 })
    };
    facts.held_files = judged_by(dao);
    let told = |person, now: &str| notices(&facts, person, at(now));
    assert_eq!(told(hoa, "2026-11-25 20:00"), [], "the working day is over");
    let next_day = told(hoa, "2026-11-26 07:00");
    assert!(matches!(&next_day[0].news, News::HeldFile { title, .. } if title == PLAN), "{next_day:?}");
    assert_eq!(unread_by(&facts, hoa, None, "2026-11-26 07:00"), 1);
    assert_eq!(told(school.person_id("cô Thảo"), "2026-11-26 07:00"), [], "it is not her file");
    facts.held_files = judged_by(hoa);
    assert_eq!(notices(&facts, hoa, at("2026-11-26 07:00")), [], "whoever decided it herself knows");
}

/// What lies beside an order or a decision belongs to no record, and whoever laid it there is told all the same.
#[test]
fn whoever_laid_a_file_beside_a_decision_is_told_what_was_decided_about_it() {
    let school = nam_thanh();
    let mut facts = school.facts();
    let (van, nguyet) = (school.person_id("cô Vân"), school.person_id("cô Nguyệt"));
    let judgement = Judgement { by: nguyet, at: at("2026-11-25 08:30"), verdict: HeldVerdict::Released };
    let judged = |place: HeldIn| {
        let (name, judgement) = (FileName::clean("quét.pdf"), judgement.clone());
        JudgedFile { name, handed_in_by: van, place, obligation: None, judgement }
    };
    let gone = judged(HeldIn::OrderScan(id(17, 99)));
    facts.held_files = Arc::new(HeldFiles { judged: vec![judged(HeldIn::MandateScan(id(18, 1))), gone], waiting: 0 });
    let told = |person| notices(&facts, person, at("2026-11-25 09:00"));
    assert!(
        matches!(&told(van)[..], [Notice { news: News::HeldFile { title, .. }, .. }] if title == "Bản quét của một quyết định")
    );
    assert_eq!(told(nguyet), [], "whoever decided knows");
}
