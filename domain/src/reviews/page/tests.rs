#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    deadlines::Lateness,
    locks::LockKind,
    obligations::Verdict,
    scope::Scope,
    submissions::{ClockMark, Receipt, ReceiptNumber},
    testing::{NamThanh, at, day, id, nam_thanh, sure},
};

const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";
const OTHER: &str = "Kế hoạch tuần 13 · Lớp 4A";

/// The version of the `number`-th hand-in, by this person.
fn version(school: &mut NamThanh, number: u32, who: &str, when: &str) -> Submission {
    Submission {
        withdrawn_at: None,
        id: id(10, u128::from(number)),
        obligation: school.obligation(PLAN).id,
        version: number,
        person: school.person_id(who),
        received_at: at(when),
        clock: ClockMark::Believed,
        note: String::new(),
        files: Vec::new(),
        composition: crate::submissions::Composition::default(),
        receipt: Receipt {
            number: ReceiptNumber { year: 2026, number: i64::from(number) },
            verdict: Verdict::Late(Lateness::WorkingDays(1)),
            due: Some(day("2026-11-27")),
        },
    }
}

fn page(school: &mut NamThanh, reader: &str, versions: &[Submission], now: &str) -> Option<ReviewPage> {
    let obligation = school.obligation(PLAN).clone();
    review_page(&school.facts(), school.person_id(reader), &obligation, versions, at(now))
}

/// Cô Vân and cô Nguyệt hold nothing in the department.
#[test]
fn a_decision_of_the_leadership_says_that_it_stood_for_the_department() {
    let mut school = nam_thanh();
    let versions = [version(&mut school, 1, "cô Hoa", "2026-11-24 20:14")];
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-25 09:00");
    school.decides("cô Vân", PLAN, Step::Department, Outcome::Approved, "2026-11-25 09:10");
    school.decides("cô Nguyệt", PLAN, Step::Leadership, Outcome::Approved, "2026-11-25 09:20");
    school.decides("cô Nguyệt", PLAN, Step::Leadership, Outcome::Approved, "2026-11-25 09:30");
    school.obligation(PLAN).decisions[3].also = Some(Step::Department);
    let obligation = school.obligation(PLAN).clone();
    let lines = decision_lines(&school.facts(), &obligation, &versions, at("2026-11-25 10:00"));
    let instead: Vec<Option<Step>> = lines.iter().rev().map(|line| line.instead).collect();
    assert_eq!(instead, [None, Some(Step::Department), None, Some(Step::Department)]);
}

/// What the leadership decides by the rule is in nobody's place: a head's own plan, and what is fenced off.
#[test]
fn what_is_the_leaderships_by_rule_is_decided_in_nobodys_place() {
    let health = "Sổ theo dõi sức khỏe tuần 13 · Y tế";
    for (title, author) in [(PLAN, "cô Ấm"), (health, "cô Hoà")] {
        let mut school = nam_thanh();
        school.hands_in(author, title, "2026-11-24 20:14");
        school.decides("cô Vân", title, Step::Department, Outcome::Approved, "2026-11-25 09:00");
        school.decides("cô Nguyệt", title, Step::Leadership, Outcome::Approved, "2026-11-25 09:10");
        school.obligation(title).decisions[1].also = Some(Step::Department);
        let obligation = school.obligation(title).clone();
        let lines = decision_lines(&school.facts(), &obligation, &[], at("2026-11-25 10:00"));
        assert_eq!(lines.iter().map(|line| line.instead).collect::<Vec<_>>(), [None, None], "{title}");
        assert!(lines.iter().all(|line| line.version == 0), "of a version that is not there any more no number is known");
    }
}

fn back() -> Outcome {
    let correct_by = day("2026-11-27");
    Outcome::Returned(crate::decisions::Return { reasons: Vec::new(), words: "Thứ Tư còn trống.".to_owned(), correct_by })
}

#[test]
fn the_page_shows_the_last_version_with_what_was_before_it_and_what_the_reader_may_do() {
    let mut school = nam_thanh();
    assert_eq!(page(&mut school, "cô Ấm", &[], "2026-11-25 14:20"), None, "nothing is handed in");
    school.hands_in("cô Thảo", PLAN, "2026-11-23 20:14");
    let first = school.decides("cô Ấm", PLAN, Step::Department, back(), "2026-11-24 09:00");
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    let second = school.decides("cô Ấm", PLAN, Step::Department, back(), "2026-11-25 09:00");
    school.obligation(PLAN).decisions[1].undone_at = Some(at("2026-11-25 09:05"));
    let versions = [version(&mut school, 1, "cô Thảo", "2026-11-23 20:14"), version(&mut school, 2, "cô Hoa", "2026-11-24 20:14")];

    let of_head = page(&mut school, "cô Ấm", &versions, "2026-11-25 14:20").unwrap();
    assert_eq!((of_head.submission.version, of_head.mention.as_str()), (2, "cô Hoa"));
    assert_eq!(of_head.older, [OlderVersion { version: 1, at: at("2026-11-23 20:14"), mark: None, receipt: Some(id(10, 1)) }]);
    assert_eq!(of_head.turn, Turn::Decide { step: Step::Department, correct_by: day("2026-11-26") });
    let lines: Vec<_> = of_head.decisions.iter().map(|line| (line.id, line.version, line.undone_at.is_some())).collect();
    assert_eq!(lines, [(second, 2, true), (first, 1, false)], "the newest first, each with its version");

    // Whoever may open the record and is not asked reads why.
    let of_principal = page(&mut school, "cô Nguyệt", &versions, "2026-11-25 14:20").unwrap();
    assert!(matches!(of_principal.turn, Turn::None(Refusal::Review(_))), "{:?}", of_principal.turn);
    // An older version opens for whoever may open it, and for nobody else.
    let of_stranger = page(&mut school, "thầy Định", &versions, "2026-11-25 14:20").unwrap();
    assert_eq!(of_stranger.older[0].receipt, None);
}

#[test]
fn of_the_older_versions_those_stand_there_that_count_the_newest_first() {
    let mut school = nam_thanh();
    let versions = [1, 2, 3, 4].map(|number| version(&mut school, number, "cô Hoa", "2026-11-24 20:14"));
    let [first, second, third, fourth] = versions;
    let taken_back = Submission { withdrawn_at: Some(at("2026-11-24 20:20")), ..third };
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    let page = page(&mut school, "cô Ấm", &[first, taken_back, fourth, second], "2026-11-25 14:20").unwrap();
    assert_eq!(page.submission.version, 4);
    assert_eq!(page.older.iter().map(|one| one.version).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn what_the_department_approved_is_offered_to_the_leadership_to_check_while_it_is_open() {
    let mut school = nam_thanh();
    school.regime.reviewed_since = Some(at("2026-09-01 08:00"));
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-25 09:00");
    let versions = [version(&mut school, 1, "cô Hoa", "2026-11-24 20:14")];
    let turn = |school: &mut NamThanh, who: &str| page(school, who, &versions, "2026-11-25 14:20").unwrap().turn;
    assert_eq!(turn(&mut school, "cô Vân"), Turn::SpotCheck);
    assert!(matches!(turn(&mut school, "cô Cúc"), Turn::None(Refusal::Review(_))));
    school.orders("cô Nguyệt", crate::locks::LockKind::Lock, crate::scope::Scope::whole(), "2026-11-25 14:00");
    assert!(matches!(turn(&mut school, "cô Vân"), Turn::None(Refusal::Lock(_))), "what is shut is not checked either");
}

/// Cô Ấm gave the plan back, and approved the next version; she took another approval back.
#[test]
fn of_several_decisions_of_ones_own_each_is_told_by_itself() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    let first = school.decides("cô Ấm", PLAN, Step::Department, back(), "2026-11-25 09:00");
    school.hands_in("cô Hoa", PLAN, "2026-11-25 09:02");
    let second = school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-25 09:04");
    let plan = school.obligation(PLAN).id;
    let (am, cuc) = (school.person_id("cô Ấm"), school.person_id("cô Cúc"));
    let outcome = |one: JustDecided| (one.decision, one.outcome == Outcome::Approved);
    for (decision, is_approval) in [(first, false), (second, true)] {
        let just = just_decided(&school.facts(), am, plan, decision, sure(at("2026-11-25 09:05"))).map(outcome);
        assert_eq!(just, Some((decision, is_approval)));
        let undone = just_undone(&school.facts(), am, plan, decision, sure(at("2026-11-25 09:05")));
        assert_eq!(undone, None, "it stands");
    }
    let obligation = school.obligation(PLAN).clone();
    let undoable = |who| may_be_undone(&school.facts(), who, &obligation, sure(at("2026-11-25 09:05"))).map(|one| one.decision);
    assert_eq!((undoable(am), undoable(cuc)), (Some(second), None));
    let closed = Some(crate::obligations::Closing { at: at("2026-11-25 09:05"), reason: "lớp giải thể".to_owned() });
    let closed = Obligation { closing: closed, ..obligation.clone() };
    assert_eq!(may_be_undone(&school.facts(), am, &closed, sure(at("2026-11-25 09:05"))), None, "it is owed no longer");
    for decision in &mut school.obligation(PLAN).decisions {
        decision.undone_at = Some(at("2026-11-25 09:06"));
    }
    for (decision, is_approval) in [(first, false), (second, true)] {
        let undone = |now| just_undone(&school.facts(), am, plan, decision, sure(at(now))).map(outcome);
        assert_eq!(undone("2026-11-25 09:16"), Some((decision, is_approval)), "for ten minutes");
        assert_eq!(undone("2026-11-25 09:16:01"), None);
    }
}

/// Cô Ấm approves two plans and a plan of the semester, on which cô Vân acts at once, and gives a fourth one back.
#[test]
fn what_one_may_take_back_still_stands_with_the_newest_first_and_what_was_acted_on_is_not_among_it() {
    let mut school = nam_thanh();
    let of_semester = "Kế hoạch giáo dục học kỳ I · Lớp 4A";
    let returned = "Giáo án tuần 14 · Lớp 4A";
    for title in [PLAN, OTHER, of_semester, returned] {
        school.hands_in("cô Hoa", title, "2026-11-24 20:14");
    }
    let newest = school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-25 09:03");
    let older = school.decides("cô Ấm", OTHER, Step::Department, Outcome::Approved, "2026-11-25 09:01");
    school.decides("cô Ấm", of_semester, Step::Department, Outcome::Approved, "2026-11-25 09:00");
    school.decides("cô Vân", of_semester, Step::Leadership, Outcome::Approved, "2026-11-25 09:02");
    let given_back = school.decides("cô Ấm", returned, Step::Department, back(), "2026-11-25 09:02");
    let lately = |school: &NamThanh, who: &str, now: &str| {
        let all = lately_decided(&school.facts(), school.person_id(who), sure(at(now)));
        all.into_iter().map(|one| one.decision).collect::<Vec<_>>()
    };
    assert_eq!(lately(&school, "cô Ấm", "2026-11-25 09:05"), [newest, given_back, older]);
    let approved = |school: &NamThanh, who: &str, now: &str| lately_approved(&school.facts(), school.person_id(who), sure(at(now)));
    let counts = |school: &NamThanh, now: &str| ["cô Ấm", "cô Vân", "cô Cúc"].map(|who| approved(school, who, now));
    assert_eq!(counts(&school, "2026-11-25 09:05"), [3, 1, 0], "what was given back is no approval");
    assert_eq!(counts(&school, "2026-11-25 09:12"), [1, 1, 0]);
    school.obligation(PLAN).decisions[0].undone_at = Some(at("2026-11-25 09:06"));
    assert_eq!(counts(&school, "2026-11-25 09:07"), [2, 1, 0]);
    assert_eq!(lately(&school, "cô Ấm", "2026-11-25 09:07"), [given_back, older]);
}

#[test]
fn what_was_decided_a_moment_ago_is_told_to_whoever_decided_it_while_it_stands() {
    let mut school = nam_thanh();
    for title in [PLAN, OTHER] {
        school.hands_in("cô Hoa", title, "2026-11-24 20:14");
    }
    let of_cuc = school.decides("cô Cúc", OTHER, Step::Department, Outcome::Approved, "2026-11-25 09:01");
    let of_am = school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-25 09:00");
    let (plan, other) = (school.obligation(PLAN).id, school.obligation(OTHER).id);
    let just = |school: &NamThanh, who: &str, record, decision, now: &str| {
        just_decided(&school.facts(), school.person_id(who), record, decision, sure(at(now)))
            .map(|one| (one.decision, one.may_undo))
    };
    let lately = |school: &NamThanh, who: &str, now: &str| -> Vec<DecisionId> {
        let all = lately_decided(&school.facts(), school.person_id(who), sure(at(now)));
        all.into_iter().map(|one| one.decision).collect()
    };
    assert_eq!(just(&school, "cô Ấm", plan, of_am, "2026-11-25 09:05"), Some((of_am, true)));
    assert_eq!(just(&school, "cô Ấm", plan, of_am, "2026-11-25 09:11"), Some((of_am, false)), "it is told, and stands");
    assert_eq!(just(&school, "cô Cúc", plan, of_am, "2026-11-25 09:05"), None, "somebody else decided it");
    assert_eq!(just(&school, "cô Ấm", other, of_am, "2026-11-25 09:05"), None, "it is about another record");
    assert_eq!(just(&school, "cô Ấm", other, of_cuc, "2026-11-25 09:05"), None);
    assert_eq!(lately(&school, "cô Ấm", "2026-11-25 09:05"), [of_am]);
    assert_eq!(lately(&school, "cô Cúc", "2026-11-25 09:05"), [of_cuc]);
    assert_eq!(lately(&school, "cô Ấm", "2026-11-25 09:11"), []);
    assert_eq!(lately(&school, "cô Nguyệt", "2026-11-25 09:05"), []);
    school.obligation(PLAN).decisions[0].undone_at = Some(at("2026-11-25 09:03"));
    assert_eq!(just(&school, "cô Ấm", plan, of_am, "2026-11-25 09:05"), None, "it is taken back");
    assert_eq!(lately(&school, "cô Ấm", "2026-11-25 09:05"), []);
    let undone = |who: &str, record, now: &str| {
        just_undone(&school.facts(), school.person_id(who), record, of_am, sure(at(now))).map(|one| (one.outcome, one.signed))
    };
    assert_eq!(undone("cô Ấm", plan, "2026-11-25 09:05"), Some((Outcome::Approved, None)), "that it was is told");
    assert_eq!(undone("cô Ấm", plan, "2026-11-25 09:14"), None, "not for ever");
    assert_eq!(undone("cô Cúc", plan, "2026-11-25 09:05"), None);
    assert_eq!(undone("cô Ấm", other, "2026-11-25 09:05"), None);
}

#[test]
fn nobody_is_offered_to_decide_about_what_an_order_shuts() {
    let mut school = nam_thanh();
    school.regime.reviewed_since = Some(at("2026-09-01 08:00"));
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    let versions = [version(&mut school, 1, "cô Hoa", "2026-11-24 20:14")];
    let turn = |school: &mut NamThanh, now| page(school, "cô Ấm", &versions, now).unwrap().turn;
    assert!(matches!(turn(&mut school, "2026-11-25 09:00"), Turn::Decide { .. }));
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-25 09:10");
    let (am, obligation) = (school.person_id("cô Ấm"), school.obligation(PLAN).clone());
    let may_undo = |school: &NamThanh, now: &str| may_be_undone(&school.facts(), am, &obligation, sure(at(now))).is_some();
    assert!(may_undo(&school, "2026-11-25 09:12"));
    school.orders("cô Nguyệt", LockKind::Lock, Scope::whole(), "2026-11-25 09:13");
    assert!(!may_undo(&school, "2026-11-25 09:14"));
    let turn = turn(&mut school, "2026-11-25 09:14");
    let Turn::None(Refusal::Lock(refusal)) = turn else { panic!("{turn:?}") };
    assert_eq!(refusal.words().0, "Hồ sơ này đã khóa từ 09:13 ngày 25/11/2026");
}

#[test]
fn a_version_that_came_by_an_update_after_a_lock_is_offered_as_every_other() {
    let mut school = nam_thanh();
    school.regime.reviewed_since = Some(at("2026-09-01 08:00"));
    school.orders("cô Nguyệt", LockKind::Lock, Scope::whole(), "2026-11-24 08:00");
    school.opens_to("cô Hoa", PLAN, "2026-11-24 09:00");
    school.hands_in("cô Hoa", PLAN, "2026-11-24 10:00");
    let versions = [version(&mut school, 1, "cô Hoa", "2026-11-24 10:00")];
    let turn = |school: &mut NamThanh| page(school, "cô Ấm", &versions, "2026-11-24 11:00").unwrap().turn;
    assert!(matches!(turn(&mut school), Turn::None(Refusal::Lock(_))), "nobody knows that it came so");
    school.came_by_update(PLAN, "2026-11-24 10:00");
    assert!(matches!(turn(&mut school), Turn::Decide { .. }));
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-24 11:00");
    let (am, obligation) = (school.person_id("cô Ấm"), school.obligation(PLAN).clone());
    assert!(may_be_undone(&school.facts(), am, &obligation, sure(at("2026-11-24 11:02"))).is_some());
}
