#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod acting;

use super::*;
use crate::{
    people::Acting,
    permissions::{decide_know_of_resets, decide_over_account, decide_reset},
    record_types::Step,
    reviews::queue,
    testing::{
        NamThanh, at, day,
        forms::{told, typed},
        id, nam_thanh,
    },
};

const TODAY: &str = "2026-11-25";

fn place(school: &NamThanh, who: &str) -> String {
    let facts = school.facts();
    let organisation = facts.organisation();
    let person = school.person_id(who);
    own(organisation, day(TODAY)).filter(|one| one.person == person).map(place_code).max().unwrap()
}

fn parsed(school: &NamThanh, fields: &[(&str, &str)]) -> Result<DelegationPlan, FormErrors> {
    DelegationForm::read(&typed(fields)).parse(school.facts().organisation(), day(TODAY))
}

#[test]
fn the_words_before_a_number_are_said_once_however_it_was_typed() {
    for (typed, words) in [
        ("15/QĐ-MNNT", "Quyết định số 15/QĐ-MNNT"),
        ("QĐ 41/QĐ-MNNT", "Quyết định số 41/QĐ-MNNT"),
        ("qđ số: 41/QĐ-MNNT", "Quyết định số 41/QĐ-MNNT"),
        ("QUYẾT ĐỊNH 15", "Quyết định số 15"),
        ("Quyết định số 15", "Quyết định số 15"),
        ("Số 15/QĐ", "Quyết định số 15/QĐ"),
        ("QĐ. 15/QĐ", "Quyết định số 15/QĐ"),
        ("  15/QĐ ", "Quyết định số 15/QĐ"),
        ("QĐ15", "Quyết định số 15"),
        ("16", "Quyết định số 16"),
        // The beginning of something else, and nothing behind the words.
        ("QĐ-MNNT 15", "Quyết định số QĐ-MNNT 15"),
        ("Sốt 15", "Quyết định số Sốt 15"),
        ("QĐ", "Quyết định số QĐ"),
    ] {
        assert_eq!(decision_words(typed), words, "{typed}");
    }
}

#[test]
fn a_document_without_a_number_is_told_by_its_own_words() {
    for (typed, words) in [
        ("25/QĐ-MNNT", "Quyết định số 25/QĐ-MNNT"),
        ("QĐ số 25/QĐ-MNNT", "Quyết định số 25/QĐ-MNNT"),
        ("Quyết định 2155/QĐ-UBND ngày 15/08/2026", "Quyết định số 2155/QĐ-UBND ngày 15/08/2026"),
        ("Quy chế quản lý hồ sơ điện tử.", "Quy chế quản lý hồ sơ điện tử"),
        ("Công văn 12/SGDĐT-GDMN", "Công văn 12/SGDĐT-GDMN"),
    ] {
        assert_eq!(document_words(typed), words, "{typed}");
    }
}

#[test]
fn a_form_says_whose_place_who_when_and_by_which_decision() {
    let school = nam_thanh();
    let (of, to) = (place(&school, "cô Nguyệt"), school.person_id("cô Vân").to_string());
    let fields = |from, until, decision| [("place", &*of), ("to", &*to), ("from", from), ("until", until), ("decision", decision)];
    assert_eq!(parsed(&school, &fields("25/11/2026", "04/12/2026", "QĐ số 15/QĐ")).unwrap().decision, "15/QĐ");
    let plan = parsed(&school, &fields("25/11/2026", "04/12/2026", "  15/QĐ-MNNT ")).unwrap();
    assert_eq!((plan.of, plan.position), (school.person_id("cô Nguyệt"), Position::Principal));
    assert_eq!((plan.from, plan.until, &*plan.decision), (day(TODAY), day("2026-12-04"), "15/QĐ-MNNT"));
    assert!(parsed(&school, &fields("25/11/2026", "25/11/2027", "15/QĐ")).is_ok(), "a whole year");
    let check = |from, until, decision, expected: &str| {
        let words = told(&parsed(&school, &fields(from, until, decision)).unwrap_err());
        assert!(words.iter().any(|one| one.contains(expected)), "{words:?}");
    };
    check("24/11/2026", "04/12/2026", "15/QĐ", "không ghi lùi ngày");
    check("25/11/2026", "24/11/2026", "15/QĐ", "không thể trước ngày bắt đầu");
    check("25/11/2026", "26/11/2027", "15/QĐ", "lâu nhất một năm");
    check("mai", "26/11/2026", "15/QĐ", "Ghi ngày/tháng/năm");
    check("26/11/2027", "27/11/2027", "15/QĐ", "Ghi trước nhiều nhất một năm");
    check("25/11/2026", "26/11/2026", " ", "Ghi số quyết định");
    check("25/11/2026", "26/11/2026", "QĐ", "Ghi số quyết định");
    check("25/11/2026", "26/11/2026", &"Đ".repeat(61), "dài quá 60 ký tự");
    let errors = parsed(&school, &[]).unwrap_err();
    assert_eq!(told(&errors).len(), 5, "{errors:?}");
    let nobody: PersonId = id(1, 999_999);
    let nobody = nobody.to_string();
    let unknown = [("place", &*of), ("to", &*nobody), ("from", "25/11/2026"), ("until", "26/11/2026"), ("decision", "15/QĐ")];
    assert!(parsed(&school, &unknown).unwrap_err().of("to").is_some_and(|words| words.contains("Chọn người thay")));
}

#[test]
fn nobody_stands_in_for_themselves_nor_twice() {
    let school = nam_thanh();
    let (of, self_) = (place(&school, "cô Nguyệt"), school.person_id("cô Nguyệt").to_string());
    let rest = [("from", "25/11/2026"), ("until", "26/11/2026"), ("decision", "15/QĐ")];
    let with = |of: &str, to: &str| parsed(&school, &[[("place", of), ("to", to)].as_slice(), &rest].concat());
    assert!(told(&with(&of, &self_).unwrap_err()).iter().any(|one| one.contains("một người khác")));
    let (vice, other) = (place(&school, "cô Vân"), school.person_id("cô Nguyệt").to_string());
    assert!(with(&vice, &other).is_ok(), "whether anybody may lend it is asked elsewhere");
}

/// Cô Đào acts for the head, cô Ấm, in the last days of November.
fn lent(school: &mut NamThanh) -> Appointment {
    let lent = Appointment {
        person: school.person_id("cô Đào"),
        position: Position::Head(school.department("Mẫu giáo 4–5 tuổi")),
        from: day("2026-11-25"),
        until: Some(day("2026-11-27")),
        known_since: Some(at("2026-11-24 09:00")),
        end_known_since: Some(at("2026-11-24 09:00")),
        acting: Some(Acting { person: school.person_id("cô Ấm"), decision: "15/QĐ-MNNT".to_owned() }),
    };
    school.regime.organisation.appointments.push(lent.clone());
    lent
}

#[test]
fn the_days_lie_within_those_of_the_place_and_of_whoever_acts() {
    let mut school = nam_thanh();
    lent(&mut school);
    let (of, hoa) = (place(&school, "cô Ấm"), school.person_id("cô Hoa").to_string());
    let with = |school: &NamThanh, of: &str, to: &str, until: &str| {
        let fields = [("place", of), ("to", to), ("from", "26/11/2026"), ("until", until), ("decision", "16/QĐ")];
        parsed(school, &fields).err().map(|errors| told(&errors).join(" ")).unwrap_or_default()
    };
    assert!(with(&school, &of, &hoa, "30/11/2026").contains("đã có cô Đào thay"));
    let vice = school.person_id("cô Vân");
    let ends = |school: &mut NamThanh, person, last| {
        let theirs = school.regime.organisation.appointments.iter_mut();
        theirs.filter(|one| one.person == person && one.acting.is_none()).for_each(|one| one.until = Some(day(last)));
    };
    ends(&mut school, vice, "2026-11-27");
    let principal = place(&school, "cô Nguyệt");
    let words = with(&school, &principal, &vice.to_string(), "30/11/2026");
    assert!(words.contains("phó hiệu trưởng trong suốt những ngày đó"), "{words}");
    let principal_id = school.person_id("cô Nguyệt");
    ends(&mut school, principal_id, "2026-11-28");
    let words = with(&school, &principal, &vice.to_string(), "30/11/2026");
    assert!(words.contains("giữ chức vụ ấy đến hết 28/11/2026"), "{words}");
}

#[test]
fn what_is_lent_gives_no_power_over_accounts_nor_takes_a_review_from_anybody() {
    let mut school = nam_thanh();
    let title = "Giáo án tuần 13 · Lớp 4B";
    school.hands_in("cô Đào", title, "2026-11-24 20:14");
    let waits = |school: &NamThanh, who: &str| queue(&school.facts(), school.person_id(who), at("2026-11-25 08:00")).len();
    let before = (waits(&school, "cô Ấm"), waits(&school, "cô Nguyệt"));
    let lent = lent(&mut school);
    assert_eq!((waits(&school, "cô Ấm"), waits(&school, "cô Nguyệt")), before, "the head still approves what cô Đào wrote");
    assert_eq!(waits(&school, "cô Đào"), 0, "nobody approves their own");
    // A vice principal who acts for the principal is none where accounts and posts are concerned.
    let (vice, principal) = (school.person_id("cô Vân"), school.person_id("cô Nguyệt"));
    let acting = Some(Acting { person: principal, decision: "17/QĐ".to_owned() });
    school.regime.organisation.appointments.push(Appointment { person: vice, position: Position::Principal, acting, ..lent });
    let facts = school.facts();
    let actor = facts.actor(vice, at("2026-11-25 08:00"));
    assert!(decide_over_account(&actor, &[Position::Principal]).is_err());
    assert!(decide_know_of_resets(&actor).is_err());
    assert!(decide_reset(&actor, facts.organisation(), &[], principal, &[Position::Principal]).is_err());
    assert_eq!(facts.organisation().holders(Position::Principal, day(TODAY)).len(), 1);
}

#[test]
fn the_places_to_lend_are_those_that_lead() {
    let school = nam_thanh();
    let facts = school.facts();
    let of = |who: &str| {
        let actor = Actor::of(facts.organisation(), school.person_id(who), day(TODAY));
        delegable_positions(&facts, &actor, at("2026-11-25 08:00"))
    };
    let principal = of("cô Nguyệt");
    assert!(principal.first().unwrap().words.ends_with("hiệu trưởng"), "{principal:?}");
    assert!(principal.iter().any(|one| one.words == "Lê Thị Ấm, tổ trưởng Mẫu giáo 4–5 tuổi"), "{principal:?}");
    assert!(of("cô Vân").iter().all(|one| !one.words.contains("hiệu trưởng")));
    assert_eq!(of("cô Ấm"), []);
    let actor = Actor::of(facts.organisation(), school.person_id("cô Ấm"), day(TODAY));
    assert!(decide_delegations(&actor).is_err());
}

#[test]
fn a_place_that_is_over_is_not_offered_and_the_leadership_stands_first() {
    let mut school = nam_thanh();
    let (am, dao) = (school.person_id("cô Ấm"), school.person_id("cô Đào"));
    let head = Position::Head(school.department("Mẫu giáo 4–5 tuổi"));
    let code = place(&school, "cô Ấm");
    let fields = [("place", &*code), ("to", &dao.to_string()), ("from", "25/11/2026"), ("until", "26/11/2026"), ("decision", "15")];
    assert!(parsed(&school, &fields).is_ok());
    let appointments = &mut school.regime.organisation.appointments;
    let held = appointments.iter_mut().find(|one| one.position == head).unwrap();
    held.until = Some(day("2026-11-24"));
    let vice = Appointment { person: dao, position: Position::VicePrincipal, until: None, ..held.clone() };
    appointments.push(vice);
    let words = told(&parsed(&school, &fields).unwrap_err()).join(" ");
    assert!(words.contains("place: Chọn người và chức vụ được thay."), "{words}");
    let facts = school.facts();
    let actor = facts.actor(school.person_id("cô Nguyệt"), at("2026-11-25 08:00"));
    let offered = delegable_positions(&facts, &actor, at("2026-11-25 08:00"));
    let words: Vec<&str> = offered.iter().map(|one| one.words.as_str()).collect();
    assert_eq!(words[0], "Nguyễn Thị Minh Nguyệt, hiệu trưởng");
    assert!(words[..4].contains(&"Vũ Thị Đào, phó hiệu trưởng"), "{words:?}");
    assert!(offered.iter().all(|one| !one.code.starts_with(&am.to_string())), "{words:?}");
}

#[test]
fn a_department_of_which_nobody_can_be_chosen_is_not_named() {
    let mut school = nam_thanh();
    let now = at("2026-11-25 08:00");
    let names = |school: &NamThanh| {
        let groups = candidates_by_department(&school.regime.organisation, school.person_id("cô Nguyệt"), now);
        groups.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
    };
    assert!(names(&school).contains(&"Nuôi dưỡng".to_owned()));
    let kitchen = ["cô Mận", "cô Bưởi", "cô Na", "cô Tuyết", "cô Vui"].map(|who| school.person_id(who));
    let department = school.department("Nuôi dưỡng");
    let of_kitchen = |one: &Appointment| match one.position {
        Position::Head(id) | Position::DeputyHead(id) | Position::Member(id) => id == department,
        _ => false,
    };
    school.regime.organisation.appointments.retain(|one| !of_kitchen(one) && !kitchen[..2].contains(&one.person));
    assert!(!names(&school).contains(&"Nuôi dưỡng".to_owned()), "{:?}", names(&school));
}

#[test]
fn who_acts_reviews_from_the_first_day_to_the_last_and_it_is_told() {
    let mut school = nam_thanh();
    let title = "Giáo án tuần 13 · Lớp 4A";
    school.hands_in("cô Hoa", title, "2026-11-24 20:14");
    let (am, dao) = (school.person_id("cô Ấm"), school.person_id("cô Đào"));
    lent(&mut school);
    let waits = |now: &str| queue(&school.facts(), dao, at(now)).len();
    assert_eq!(
        [waits("2026-11-24 23:59"), waits("2026-11-25 00:00"), waits("2026-11-27 23:59"), waits("2026-11-28 00:00")],
        [0, 1, 1, 0]
    );
    let obligation = school.obligation(title).clone();
    let facts = school.facts();
    let words = |by, when: &str| acted_for(&facts, &obligation, Step::Department, by, at(when));
    assert_eq!(words(dao, "2026-11-26 08:00").unwrap(), "thay cô Lê Thị Ấm theo Quyết định số 15/QĐ-MNNT");
    assert_eq!(words(am, "2026-11-26 08:00"), None);
    assert_eq!(words(dao, "2026-11-28 08:00"), None);
    assert_eq!(facts.organisation().department_of(dao, day("2026-11-26")), Some(school.department("Mẫu giáo 4–5 tuổi")));
}

/// Who was suspended then nobody knows of a day that is over; in whose place somebody decided stays told.
#[test]
fn what_was_decided_in_somebodys_place_is_told_whoever_is_suspended_now() {
    let mut school = nam_thanh();
    let title = "Giáo án tuần 13 · Lớp 4A";
    school.hands_in("cô Hoa", title, "2026-11-24 20:14");
    let head = lent(&mut school);
    let (am, cuc, dao, hanh) =
        (head.acting.clone().unwrap().person, school.person_id("cô Cúc"), head.person, school.person_id("cô Hạnh"));
    let acting = Some(Acting { person: hanh, decision: "16/QĐ-MNNT".to_owned() });
    let binh = school.person_id("cô Bình");
    school.regime.organisation.appointments.push(Appointment { person: binh, position: Position::VicePrincipal, acting, ..head });
    let obligation = school.obligation(title).clone();
    let words = |school: &NamThanh, by| acted_for(&school.facts(), &obligation, Step::Department, by, at("2026-11-26 08:00"));
    // Also of whoever stood in for a department in which nobody could sign in, before and after that is over.
    for suspended in [vec![], vec![dao], vec![am, cuc, dao]] {
        school.regime.organisation.suspended = suspended;
        assert_eq!(words(&school, dao).unwrap(), "thay cô Lê Thị Ấm theo Quyết định số 15/QĐ-MNNT");
        assert!(words(&school, binh).unwrap().ends_with("theo Quyết định số 16/QĐ-MNNT"));
        assert_eq!(words(&school, cuc), None);
    }
}

/// Cô Cúc is deputy and acts for cô Vân: what she gave back as deputy stays so once she has handed in the next version herself.
#[test]
fn who_decided_by_a_place_of_their_own_did_not_act_for_anybody_whoever_has_become_an_author_since() {
    let mut school = nam_thanh();
    let title = "Giáo án tuần 13 · Lớp 4A";
    school.hands_in("cô Hoa", title, "2026-11-24 20:14");
    let (cuc, van) = (school.person_id("cô Cúc"), school.person_id("cô Vân"));
    let acting = Some(Acting { person: van, decision: "16".to_owned() });
    let head = lent(&mut school);
    school.regime.organisation.appointments.push(Appointment { person: cuc, position: Position::VicePrincipal, acting, ..head });
    let words = |school: &mut NamThanh, step| {
        let obligation = school.obligation(title).clone();
        acted_for(&school.facts(), &obligation, step, cuc, at("2026-11-25 08:00"))
    };
    assert_eq!(words(&mut school, Step::Department), None);
    school.hands_in("cô Cúc", title, "2026-11-25 09:00");
    assert_eq!(words(&mut school, Step::Department), None);
    assert_eq!(words(&mut school, Step::Leadership).unwrap(), "thay cô Trần Thị Bích Vân theo Quyết định số 16");
}

#[test]
fn it_is_to_come_then_in_force_then_over() {
    let school = nam_thanh();
    let stands = |until: Option<&str>, today: &str| {
        let mut one = school.regime.organisation.appointments.first().unwrap().clone();
        (one.from, one.until) = (day("2026-11-25"), until.map(day));
        let state = DelegationState::of(&one, day(today));
        (state, state.can_end())
    };
    assert_eq!(stands(Some("2026-11-27"), "2026-11-24"), (DelegationState::ToCome, true));
    assert_eq!(stands(Some("2026-11-27"), "2026-11-25"), (DelegationState::InForce, true));
    assert_eq!(stands(Some("2026-11-27"), "2026-11-27"), (DelegationState::InForce, true));
    assert_eq!(stands(Some("2026-11-27"), "2026-11-28"), (DelegationState::Over, false));
    assert_eq!(stands(None, "2027-05-31"), (DelegationState::InForce, true));
    assert_eq!(stands(Some("2026-11-24"), "2026-11-24"), (DelegationState::Cancelled, false));
    // Of one day.
    assert_eq!(stands(Some("2026-11-25"), "2026-11-25"), (DelegationState::InForce, true));
    assert_eq!(stands(Some("2026-11-25"), "2026-11-26"), (DelegationState::Over, false));
}

/// As it was written once, whenever the end was entered.
#[test]
fn what_was_used_before_it_was_ended_never_reads_as_if_it_had_not_begun() {
    let mut school = nam_thanh();
    let mut one = lent(&mut school);
    one.until = Some(day("2026-11-24"));
    let mut told = |ended: &str| {
        one.end_known_since = Some(at(ended));
        (told_until(&one), DelegationState::of(&one, day("2026-11-28")))
    };
    for never_used in ["2026-11-24 09:00", "2026-11-25 08:00"] {
        assert_eq!(told(never_used), (Some(day("2026-11-24")), DelegationState::Cancelled), "{never_used}");
    }
    assert_eq!(told("2026-11-27 10:00"), (Some(day("2026-11-26")), DelegationState::Over));
    // What was ended after its last day, or is of one day, is told by that day.
    for last in ["2026-11-25", "2026-11-26"] {
        let ended = Appointment { until: Some(day(last)), end_known_since: Some(at("2026-11-28 10:00")), ..one.clone() };
        assert_eq!(told_until(&ended), Some(day(last)));
    }
}

#[test]
fn everybody_sees_what_is_lent_of_theirs_or_to_them_and_the_leadership_all_of_it() {
    let mut school = nam_thanh();
    let lent = lent(&mut school);
    let facts = school.facts();
    let sees = |who: &str| may_see(&facts.actor(school.person_id(who), at("2026-11-25 08:00")), &lent);
    for (who, wanted) in [("cô Nguyệt", true), ("cô Vân", true), ("cô Ấm", true), ("cô Đào", true), ("cô Hoa", false)] {
        assert_eq!(sees(who), wanted, "{who}");
        assert_eq!(has_to_do(facts.organisation(), school.person_id(who)), ["cô Ấm", "cô Đào"].contains(&who), "{who}");
    }
}

#[test]
fn whoever_works_here_can_be_chosen_to_act_but_for_the_one_who_chooses() {
    let mut school = nam_thanh();
    let (principal, hoa, dao) = (school.person_id("cô Nguyệt"), school.person_id("cô Hoa"), school.person_id("cô Đào"));
    let appointments = &mut school.regime.organisation.appointments;
    appointments.iter_mut().filter(|one| one.person == hoa).for_each(|one| one.until = Some(day("2026-11-24")));
    let chosen = candidates(&school.regime.organisation, principal, at("2026-11-25 08:00"));
    let has = |person| chosen.iter().any(|(id, _)| *id == person);
    assert_eq!([has(dao), has(hoa), has(principal)], [true, false, false]);
}

#[test]
fn who_can_be_chosen_stands_in_their_department_with_their_positions() {
    let school = nam_thanh();
    let (organisation, head) = (&school.regime.organisation, school.person_id("cô Ấm"));
    let now = at("2026-11-25 08:00");
    let groups = candidates_by_department(organisation, school.person_id("cô Nguyệt"), now);
    let theirs = groups.iter().find(|(_, people)| people.iter().any(|(id, _)| *id == head)).unwrap();
    assert_eq!(theirs.0, "Mẫu giáo 4–5 tuổi");
    let (_, words) = theirs.1.iter().find(|(id, _)| *id == head).unwrap();
    assert!(words.starts_with("Lê Thị Ấm, ") && words.contains("ổ trưởng Mẫu giáo 4–5 tuổi"), "{words}");
    let all: usize = groups.iter().map(|(_, people)| people.len()).sum();
    assert_eq!(all, candidates(organisation, school.person_id("cô Nguyệt"), now).len(), "nobody is lost or named twice");
}

/// What a form says is wrong, in one line; nothing where it is right.
fn wrong(school: &NamThanh, of: &str, to: &str, from: &str, until: &str) -> String {
    let (of, to) = (place(school, of), school.person_id(to).to_string());
    let fields = [("place", &*of), ("to", &*to), ("from", from), ("until", until), ("decision", "16/QĐ")];
    parsed(school, &fields).err().map(|errors| told(&errors).join(" ")).unwrap_or_default()
}

#[test]
fn those_who_act_one_after_the_other_do_not_meet() {
    let mut school = nam_thanh();
    let lent = lent(&mut school);
    let appointments = &mut school.regime.organisation.appointments;
    appointments.last_mut().unwrap().from = day("2026-11-26");
    let taken = "to: Trong những ngày đó đã có cô Đào thay. Kết thúc ủy quyền ấy trước, hoặc chọn ngày khác.";
    for (from, until, words) in [
        ("25/11/2026", "25/11/2026", ""),
        ("25/11/2026", "26/11/2026", taken),
        ("26/11/2026", "26/11/2026", taken),
        ("27/11/2026", "28/11/2026", taken),
        ("28/11/2026", "30/11/2026", ""),
    ] {
        assert_eq!(wrong(&school, "cô Ấm", "cô Hoa", from, until), words, "{from} {until}");
    }
    let holds = "to: Người này đã giữ chức vụ ấy trong những ngày đó.";
    assert_eq!(wrong(&school, "cô Ấm", "cô Đào", "27/11/2026", "28/11/2026"), holds);
    assert_eq!(wrong(&school, "cô Ấm", "cô Đào", "28/11/2026", "30/11/2026"), "");
    // Of two who act one after the other the first one is named.
    let next =
        Appointment {
            person: school.person_id("cô Sen"), from: day("2026-11-28"), until: Some(day("2026-11-30")), ..lent.clone()
        };
    school.regime.organisation.appointments.push(next);
    assert_eq!(wrong(&school, "cô Ấm", "cô Hoa", "26/11/2026", "30/11/2026"), taken);
    // Of two places of one name each is lent for itself, and a place of one's own is held to no end.
    let acting = Some(Acting { person: school.person_id("cô Vân"), decision: "17/QĐ".to_owned() });
    let of_vice = Appointment { position: Position::VicePrincipal, acting, ..lent };
    school.regime.organisation.appointments.push(of_vice);
    assert_eq!(wrong(&school, "cô Hạnh", "cô Hoa", "25/11/2026", "27/11/2026"), "");
    assert_eq!(wrong(&school, "cô Hạnh", "cô Vân", "25/11/2026", "27/11/2026"), holds);
    let backwards = wrong(&school, "cô Ấm", "cô Hoa", "27/11/2026", "26/11/2026");
    assert_eq!(backwards, "until: Ngày cuối không thể trước ngày bắt đầu.", "what falls into wrong days says nothing");
}

#[test]
fn whoever_acts_works_here_on_the_first_day_and_on_the_last() {
    let mut school = nam_thanh();
    let leaves = "to: Người này không có chức vụ nào ở trường trong suốt những ngày đó.";
    let hoa = school.person_id("cô Hoa");
    for one in school.regime.organisation.appointments.iter_mut().filter(|one| one.person == hoa) {
        (one.from, one.until) = (day("2026-11-26"), Some(day("2026-11-27")));
    }
    for (from, until, words) in
        [("25/11/2026", "26/11/2026", leaves), ("26/11/2026", "27/11/2026", ""), ("26/11/2026", "28/11/2026", leaves)]
    {
        assert_eq!(wrong(&school, "cô Ấm", "cô Hoa", from, until), words, "{from} {until}");
    }
    let vices = "to: Chức hiệu trưởng chỉ giao cho người là phó hiệu trưởng trong suốt những ngày đó.";
    assert_eq!(wrong(&school, "cô Nguyệt", "cô Đào", "25/11/2026", "26/11/2026"), vices);
    assert_eq!(wrong(&school, "cô Nguyệt", "cô Vân", "25/11/2026", "26/11/2026"), "");
}

#[test]
fn what_is_lent_lasts_as_long_as_the_place_and_is_entered_a_year_ahead_at_most() {
    let mut school = nam_thanh();
    assert_eq!(wrong(&school, "cô Ấm", "cô Đào", "25/11/2027", "25/11/2027"), "");
    assert!(wrong(&school, "cô Ấm", "cô Đào", "26/11/2027", "26/11/2027").starts_with("from: Ghi trước nhiều nhất một năm"));
    let am = school.person_id("cô Ấm");
    for one in school.regime.organisation.appointments.iter_mut().filter(|one| one.person == am) {
        one.until = Some(day("2026-11-27"));
    }
    assert_eq!(wrong(&school, "cô Ấm", "cô Đào", "25/11/2026", "27/11/2026"), "");
    let ends = "until: Người được thay giữ chức vụ ấy đến hết 27/11/2026.";
    assert_eq!(wrong(&school, "cô Ấm", "cô Đào", "25/11/2026", "28/11/2026"), ends);
    let fields = |decision: &str| DelegationForm {
        place: place(&school, "cô Ấm"),
        to: school.person_id("cô Đào").to_string(),
        until: "26/11/2026".to_owned(),
        decision: decision.to_owned(),
        ..DelegationForm::empty(day(TODAY))
    };
    let most = "1".repeat(DelegationForm::MAX_DECISION);
    let parsed = fields(&most).parse(school.facts().organisation(), day(TODAY)).unwrap();
    assert_eq!((parsed.from, parsed.decision), (day(TODAY), most));
}
