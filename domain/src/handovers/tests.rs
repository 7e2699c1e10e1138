#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    locks::{Post, Signature},
    people::{Appointment, PersonId, Position},
    refusal::{HandoverRefusal, Refusal},
    testing::{NamThanh, at, day, id, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";
const TODAY: &str = "2026-11-25";
const LAST: &str = "2026-11-27";

fn teacher(school: &NamThanh, class: &str) -> Position {
    Position::Teacher(school.class(class))
}

fn check(school: &NamThanh, position: Position, to: &str) -> Option<Refusal> {
    let (of, to) = (school.person_id("cô Hoa"), school.person_id(to));
    check_receiver(&school.regime.organisation, position, of, to, day(LAST)).err()
}

#[test]
fn a_class_goes_to_somebody_who_teaches_and_can_sign_in_and_has_not_left() {
    let mut school = nam_thanh();
    let of_4a = teacher(&school, "4A");
    assert_eq!(check(&school, of_4a, "cô Thảo"), None, "who teaches it with her");
    assert_eq!(check(&school, of_4a, "cô Mơ"), None, "of another department that teaches");
    assert_eq!(check(&school, of_4a, "cô Vân"), None, "of the leadership");
    assert_eq!(check(&school, of_4a, "cô Hoa"), Some(HandoverRefusal::ToOneself.into()));
    let mo = school.person_id("cô Mơ");
    school.regime.organisation.suspended.push(mo);
    assert_eq!(check(&school, of_4a, "cô Mơ"), Some(HandoverRefusal::Suspended { who: "cô Mơ".to_owned() }.into()));
    school.regime.organisation.suspended.clear();
    for one in school.regime.organisation.appointments.iter_mut().filter(|one| one.person == mo) {
        one.until = Some(day(LAST));
    }
    let left = HandoverRefusal::HasLeft { who: "cô Mơ".to_owned(), day: day("2026-11-28") };
    assert_eq!(check(&school, of_4a, "cô Mơ"), Some(left.into()), "who leaves the same day");
}

#[test]
fn posts_that_lead_stay_in_their_department_and_those_of_the_leadership_go_by_a_decision() {
    let school = nam_thanh();
    let head = Position::Head(school.department("Mẫu giáo 4–5 tuổi"));
    assert_eq!(check(&school, head, "cô Thảo"), None);
    let may_not = HandoverRefusal::MayNot { who: "cô Mơ".to_owned(), what: "tổ trưởng Mẫu giáo 4–5 tuổi".to_owned() };
    assert_eq!(check(&school, head, "cô Mơ"), Some(may_not.into()));
    assert_eq!(check(&school, Position::VicePrincipal, "cô Ấm"), Some(HandoverRefusal::Leadership.into()));
    assert_eq!(check(&school, Position::ManagementTeam, "cô Ấm"), Some(HandoverRefusal::Team.into()));
    let health = Position::SectionHolder(school.section("Y tế"));
    assert!(matches!(check(&school, health, "cô Thảo"), Some(Refusal::Delegation(_))), "of another department");
}

#[test]
fn what_goes_with_a_position_is_what_comes_due_afterwards() {
    let school = nam_thanh();
    let (facts, hoa) = (school.facts(), school.person_id("cô Hoa"));
    let all = duties(&facts, hoa, day(LAST));
    let [one] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!((one.title.as_str(), one.others.as_slice()), ("Giáo viên lớp 4A", ["cô Thảo".to_owned()].as_slice()));
    assert!(one.records.iter().all(|words| words.contains("Lớp 4A")), "{:?}", one.records);
    assert!(!one.records.iter().any(|words| words.ends_with("hạn 27/11/2026")), "due on the last day");
    assert_eq!(one.turns, turns_after(&facts, school.class("4A"), hoa, day(LAST)).len());
    let weeks = turns_after(&facts, school.class("4A"), hoa, day(LAST));
    assert!(weeks.iter().all(|week| *week > 12), "{weeks:?}");
    assert!(turns_after(&facts, school.class("4A"), hoa, day("2027-08-01")).is_empty());
}

fn form(to: &[&str]) -> HandoverForm {
    HandoverForm {
        key: String::new(),
        leaving: "school".to_owned(),
        last: "27/11/2026".to_owned(),
        all: String::new(),
        to: to.iter().map(|one| (*one).to_owned()).collect(),
        words: String::new(),
    }
}

fn parsed(school: &NamThanh, form: &HandoverForm) -> Result<Vec<Option<PersonId>>, String> {
    let hoa = school.person_id("cô Hoa");
    let plan = form.parse(&school.regime.organisation, hoa, day(TODAY));
    let words = |errors: crate::forms::FormErrors| errors.iter().map(|(field, words)| format!("{field}: {words}")).collect();
    plan.map(|plan| plan.items.iter().map(|one| one.to).collect()).map_err(words)
}

#[test]
fn one_person_takes_all_or_each_position_has_its_own() {
    let mut school = nam_thanh();
    let (hoa, thao, mo) = (school.person_id("cô Hoa"), school.person_id("cô Thảo"), school.person_id("cô Mơ"));
    let section = Position::SectionHolder(school.section("Y tế"));
    let held = |position| Appointment {
        person: hoa,
        position,
        from: day("2026-09-07"),
        until: None,
        known_since: None,
        end_known_since: None,
        acting: None,
    };
    school.regime.organisation.appointments.push(held(section));
    let positions = positions_to_hand_over(&school.regime.organisation, hoa, day(LAST));
    assert_eq!(positions, [teacher(&school, "4A"), section]);
    assert_eq!(parsed(&school, &form(&[])), Ok(vec![None, None]), "left without anybody, and told as such");
    assert_eq!(parsed(&school, &form(&[&thao.to_string()])), Ok(vec![Some(thao), None]));
    // Who takes all takes what they may; who is chosen one by one comes before.
    let all = HandoverForm { all: thao.to_string(), ..form(&[&mo.to_string()]) };
    assert_eq!(parsed(&school, &all), Ok(vec![Some(mo), None]));
    let wrong = |form: &HandoverForm, words: &str| {
        let errors = parsed(&school, form).unwrap_err();
        assert!(errors.contains(words), "{errors}");
    };
    wrong(&form(&["", &thao.to_string()]), "to1: Việc của y tế không giao được cho cô Thảo");
    wrong(&form(&["keep"]), "to0: Rời trường thì không giữ lại");
    let moves = |to: &[&str]| HandoverForm { leaving: "posts".to_owned(), ..form(to) };
    assert_eq!(parsed(&school, &moves(&[&thao.to_string(), "keep"])), Ok(vec![Some(thao)]));
    wrong(&moves(&["keep", "keep"]), "all: Chọn ít nhất một chức vụ");
    wrong(&form(&["nobody"]), "to0: Chọn một người trong danh sách.");
    wrong(&HandoverForm { all: hoa.to_string(), ..form(&[]) }, "all: Người nhận phải khác");
    wrong(&HandoverForm { last: "24/11/2026".to_owned(), ..form(&[]) }, "last: Ngày này đã qua");
    wrong(&HandoverForm { last: "mai".to_owned(), ..form(&[]) }, "last: Ghi ngày/tháng/năm");
    wrong(&HandoverForm { leaving: "x".to_owned(), ..form(&[]) }, "leaving: Chọn rời trường");
    wrong(&HandoverForm { words: "a".repeat(501), ..form(&[]) }, "words: Ghi thêm nhiều nhất 500");
}

#[test]
fn the_outlook_says_who_gets_what_and_what_has_nobody() {
    let school = nam_thanh();
    let (facts, hoa, thao) = (school.facts(), school.person_id("cô Hoa"), school.person_id("cô Thảo"));
    let of = |to: &[&str], drafts| {
        let plan = form(to).parse(facts.organisation(), hoa, day(TODAY)).unwrap();
        HandoverOutlook::of(&facts, &plan, drafts, at(NOW))
    };
    let outlook = of(&[&thao.to_string()], 0);
    assert_eq!(outlook.headline, "Cô Hoa bàn giao, giữ việc đến hết ngày 27/11/2026: 1 chức vụ");
    assert!(outlook.happens[0].starts_with("Giáo viên lớp 4A → cô Thảo: "), "{:?}", outlook.happens);
    assert_eq!(outlook.stays, Vec::<String>::new());
    assert!(outlook.check_seen(outlook.seen()).is_ok());
    // With nobody named the other teacher of the class goes on.
    let nobody = of(&[], 0);
    assert!(nobody.happens[0].starts_with("Giáo viên lớp 4A → còn cô Thảo"));
    assert_eq!(nobody.check_seen(outlook.seen()), Err(HandoverRefusal::LookedAtAnother.into()));
    assert!(of(&[], 2).notes.iter().any(|words| words.starts_with("2 bản nháp")));
}

/// The head of 4–5 leaves on the last day, and who takes the department over.
fn handover(school: &NamThanh, to: Option<&str>) -> Handover {
    let head = Position::Head(school.department("Mẫu giáo 4–5 tuổi"));
    Handover {
        id: id(31, 1),
        number: 1,
        of: school.person_id("cô Ấm"),
        last: day(LAST),
        leaving: Leaving::School,
        words: String::new(),
        confirmed: Signature { by: school.person_id("cô Nguyệt"), post: Post::Principal, at: at(NOW) },
        items: vec![Handed { position: head, to: to.map(|to| school.person_id(to)) }],
        signatures: Vec::new(),
    }
}

fn told(school: &NamThanh, handover: &Handover, is_open: bool, now: &str) -> Vec<String> {
    left_over(&school.facts(), handover, is_open, at(now)).iter().map(LeftOver::words).collect()
}

#[test]
fn what_is_not_handed_over_is_told_for_as_long_as_it_is_so() {
    let mut school = nam_thanh();
    let one = handover(&school, None);
    let ends = |school: &mut NamThanh| {
        let am = school.person_id("cô Ấm");
        school.regime.organisation.appointments.iter_mut().filter(|one| one.person == am).for_each(|one| {
            one.until = Some(day(LAST));
        });
    };
    ends(&mut school);
    let am = school.person_id("cô Ấm");
    let appointments = &school.regime.organisation.appointments;
    let of_class = appointments.iter().find(|one| one.person == am && matches!(one.position, Position::Teacher(_))).unwrap();
    let items = vec![Handed { position: of_class.position, to: None }];
    let late = told(&school, &Handover { items, ..one.clone() }, true, "2026-11-25 14:20");
    assert!(late.iter().any(|words| words.ends_with("chưa nộp, vẫn đứng tên người bàn giao.")), "{late:?}");
    school.all_on_time_before("2026-11-28");
    let left = told(&school, &one, true, "2026-11-25 14:20");
    assert_eq!(left, ["Tổ trưởng Mẫu giáo 4–5 tuổi: chưa có người nhận.", "Biên bản: cô Ấm chưa ký."]);
    let on_paper = left_over(&school.facts(), &one, true, at("2026-11-25 14:20"));
    let on_paper: Vec<String> = on_paper.iter().filter(|one| !one.is_signature()).map(LeftOver::words).collect();
    assert_eq!(on_paper, ["Tổ trưởng Mẫu giáo 4–5 tuổi: chưa có người nhận."], "the paper does not say that it is not signed");
    assert!(told(&school, &one, true, "2026-11-28 08:00").contains(&"Tài khoản: đã rời trường mà chưa tạm khóa.".to_owned()));
    assert!(!told(&school, &one, false, "2026-11-28 08:00").iter().any(|words| words.starts_with("Tài khoản")));
    // Somebody took it over, and both have signed.
    let mut one = handover(&school, Some("cô Cúc"));
    let cuc = school.person_id("cô Cúc");
    school.regime.organisation.appointments.push(Appointment {
        person: cuc,
        position: one.items[0].position,
        from: day("2026-11-28"),
        until: None,
        known_since: None,
        end_known_since: None,
        acting: None,
    });
    assert_eq!(one.signers(), [school.person_id("cô Ấm"), cuc]);
    assert_eq!((one.side(cuc), one.side(school.person_id("cô Hoa"))), (Some(Side::Takes), None));
    let sign = |person, way| HandoverSignature { person, way, by: person, at: at(NOW) };
    one.signatures = vec![sign(one.of, SignedWay::OnPaper), sign(cuc, SignedWay::Here)];
    assert_eq!(told(&school, &one, false, "2026-11-25 14:20"), Vec::<String>::new());
}

/// What the minutes count is what whoever takes it over has to hand in still.
#[test]
fn the_minutes_count_what_comes_due_afterwards() {
    let mut school = nam_thanh();
    let am = school.person_id("cô Ấm");
    let appointments = &school.regime.organisation.appointments;
    let of_class =
        appointments.iter().find(|one| one.person == am && matches!(one.position, Position::Teacher(_))).unwrap().position;
    let before = count_after(&school.facts(), of_class, day(LAST));
    let in_june = count_after(&school.facts(), of_class, day("2027-06-30"));
    assert!(before > 0 && in_june == 0, "{before} {in_june}");
    school.all_on_time_before("2026-12-12");
    assert!(count_after(&school.facts(), of_class, day(LAST)) < before, "what is handed in by then is none of it");
}

#[test]
fn both_sides_the_head_and_the_leadership_see_it() {
    let school = nam_thanh();
    let one = handover(&school, Some("cô Cúc"));
    for (mention, wanted) in
        [("cô Ấm", true), ("cô Cúc", true), ("cô Nguyệt", true), ("cô Vân", true), ("cô Hoa", false), ("cô Lan", false)]
    {
        let actor = school.facts().actor(school.person_id(mention), at(NOW));
        assert_eq!(is_shown_to(&school.regime.organisation, &one, &actor), wanted, "{mention}");
    }
}
