//! The rules that hand out a proof, one by one: each says yes to somebody, and no to somebody else.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use chrono::TimeDelta;

use super::*;
use crate::{
    decisions::{Decision, Outcome},
    doubtful_times::Moment,
    files::Sha256,
    people::Acting,
    record_types::Step,
    refusal::{InspectionRefusal, ReviewRefusal, SigningRefusal},
    registers::RegisterKind,
    review_settings::Posts,
    testing::{NamThanh, at, day, id, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";
const TODAY: &str = "2026-11-25";

fn actor(school: &NamThanh, mention: &str) -> Actor {
    school.facts().actor(school.person_id(mention), at(NOW))
}

fn record(school: &mut NamThanh, title: &str) -> RecordFacts {
    let obligation = school.obligation(title).clone();
    school.facts().record_facts(&obligation)
}

fn acts(school: &mut NamThanh, who: &str, position: Position, of: &str) {
    let acting = Some(Acting { person: school.person_id(of), decision: "15/QĐ".to_owned() });
    let (person, from) = (school.person_id(who), day(TODAY));
    let lent = Appointment { person, position, from, until: None, known_since: None, end_known_since: None, acting };
    school.regime.organisation.appointments.push(lent);
}

#[test]
fn the_leadership_changes_the_school_and_exempts_and_nobody_else_does() {
    let mut school = nam_thanh();
    let plan = record(&mut school, "Giáo án tuần 13 · Lớp 4A");
    for (mention, may) in [("cô Nguyệt", true), ("cô Vân", true), ("thầy Định", false), ("cô Ấm", false), ("cô Hoa", false)]
    {
        let (actor, organisation) = (actor(&school, mention), &school.regime.organisation);
        let settings = decide_change_school(&actor, organisation).map(drop);
        assert_eq!(settings, if may { Ok(()) } else { Err(Refusal::SettingsNotYours) }, "{mention}");
        let exempting = decide_exempt(&actor, organisation, plan).map(drop);
        assert_eq!(exempting, if may { Ok(()) } else { Err(Refusal::NotYoursToExempt) }, "{mention}");
        assert_eq!(actor.vouches_for_resets(), may, "{mention}");
    }
}

#[test]
fn a_held_file_is_for_management_team_and_leadership_and_never_for_its_sender() {
    let mut school = nam_thanh();
    let plan = record(&mut school, "Giáo án tuần 13 · Lớp 5B");
    let health = record(&mut school, "Sổ theo dõi sức khỏe tuần 13 · Y tế");
    let of_other_class = record(&mut school, "Giáo án tuần 13 · Lớp 4A");
    let sender = school.person_id("thầy Định");
    for (mention, judges, looks_into_plan, looks_into_health) in [
        ("cô Nguyệt", Ok(()), true, true),
        ("thầy Định", Err(InspectionRefusal::OwnFile), true, false),
        ("cô Mơ", Err(InspectionRefusal::NotYours), false, false),
        ("cô Hoà", Err(InspectionRefusal::NotYours), false, false),
    ] {
        let (actor, organisation) = (actor(&school, mention), &school.regime.organisation);
        for record in [None, Some(plan)] {
            let judged = decide_held_file(&actor, organisation, sender, HeldFor::Record(record)).map(drop);
            assert_eq!(judged, judges.clone().map_err(Refusal::from), "{mention}");
        }
        // Beside an order and a decision it is the same; whose evidence is what may be told, those who decide about it read alone.
        for of in [HeldFor::OrderScan, HeldFor::MandateScan, HeldFor::Entry(RegisterKind::Incidents), HeldFor::Template] {
            let judged = decide_held_file(&actor, organisation, sender, of).map(drop);
            assert_eq!(judged, judges.clone().map_err(Refusal::from), "{mention}");
        }
        // Evidence, letters and answers to tasks are read by the leadership of those who decide.
        for of in [HeldFor::Evidence, HeldFor::Entry(RegisterKind::Incoming), HeldFor::Task] {
            assert_eq!(decide_look_into_held(&actor, organisation, of).is_ok(), mention == "cô Nguyệt", "{mention}");
        }
        assert_eq!(may_look_into_held(&actor, organisation, plan), looks_into_plan, "{mention}");
        assert_eq!(may_look_into_held(&actor, organisation, health), looks_into_health, "{mention}");
    }
    let of_somebody_else =
        |of| decide_held_file(&actor(&school, "thầy Định"), &school.regime.organisation, school.person_id("cô Hoa"), of).map(drop);
    for record in [None, Some(plan), Some(of_other_class)] {
        assert_eq!(of_somebody_else(HeldFor::Record(record)), Ok(()));
    }
    assert_eq!(of_somebody_else(HeldFor::Record(Some(health))), Err(InspectionRefusal::OfFencedRecord.into()));
    assert_eq!(of_somebody_else(HeldFor::Evidence), Err(InspectionRefusal::OfEvidence.into()));
}

/// A place that is lent is all that it lets its holder do, and it is told of nobody else.
#[test]
fn whoever_acts_for_a_head_hands_in_for_the_department_and_for_the_principal_acts_as_her() {
    let mut school = nam_thanh();
    let plan = record(&mut school, "Kế hoạch tổ tháng 11/2026 · Mẫu giáo 4–5 tuổi");
    let hands_in = |school: &NamThanh| decide_hand_in(&actor(school, "cô Hoa"), &school.regime.organisation, plan).map(drop);
    assert_eq!(hands_in(&school), Err(Refusal::NotYoursToHandIn));
    let head = Position::Head(school.department("Mẫu giáo 4–5 tuổi"));
    acts(&mut school, "cô Hoa", head, "cô Ấm");
    assert_eq!(hands_in(&school), Ok(()));
    let principals = |school: &NamThanh| {
        let is = |mention: &&str| actor(school, mention).acts_as_principal();
        ["cô Nguyệt", "cô Vân", "cô Hạnh", "cô Hoa"].into_iter().filter(is).collect::<Vec<_>>()
    };
    assert_eq!(principals(&school), ["cô Nguyệt"]);
    acts(&mut school, "cô Vân", Position::Principal, "cô Nguyệt");
    assert_eq!(principals(&school), ["cô Nguyệt", "cô Vân"]);
}

#[test]
fn only_who_decided_takes_it_back() {
    let school = nam_thanh();
    let decision = Decision {
        id: id(13, 1),
        submission: id(10, 1),
        digest: Sha256::new([7; 32]),
        also: None,
        step: Step::Department,
        by: school.person_id("cô Ấm"),
        at: at(NOW),
        running_at: at(NOW),
        outcome: Outcome::Approved,
        undone_at: None,
    };
    assert!(decide_undo(&actor(&school, "cô Ấm"), &decision).is_ok());
    for mention in ["cô Cúc", "cô Nguyệt", "cô Hoa"] {
        let refused = decide_undo(&actor(&school, mention), &decision).map(drop);
        assert_eq!(refused, Err(ReviewRefusal::NotYoursToUndo.into()), "{mention}");
    }
    let reset = Actor { credential: Credential::ResetUnconfirmed, ..actor(&school, "cô Ấm") };
    assert_eq!(decide_undo(&reset, &decision).map(drop), Err(Refusal::ResetUnconfirmed), "somebody else may know the password");
}

#[test]
fn a_signature_needs_a_password_of_the_last_five_minutes() {
    let mut school = nam_thanh();
    let menu = record(&mut school, "Thực đơn tuần 13 · Nuôi dưỡng");
    let authors = [school.person_id("cô Mận")];
    let review = ReviewOf { record: menu, step: Step::Leadership, authors: &authors, approvers: &[], posts: Posts::default() };
    let allowed = decide_review(&actor(&school, "cô Vân"), &school.regime.organisation, review, day(TODAY)).unwrap();
    let (now, ago) = (at(NOW), |minutes| Some(at(NOW) - TimeDelta::minutes(minutes)));
    let moment = Moment { now, at_least: now, machine: now };
    assert_eq!(decide_sign(&allowed, ago(4), moment).unwrap().1, ago(4).unwrap());
    for typed in [None, ago(5), ago(60)] {
        let refused = decide_sign(&allowed, typed, moment).map(drop);
        assert_eq!(refused, Err(SigningRefusal::PasswordAgain.into()), "{typed:?}");
    }
    // The school's time stands still behind the clock that runs: the password was typed as long before as it was.
    let behind = Moment { now: now - TimeDelta::hours(3), ..moment };
    assert_eq!(decide_sign(&allowed, ago(4), behind).unwrap().1, now - TimeDelta::hours(3) - TimeDelta::minutes(4));
}

#[test]
fn a_department_is_led_once_by_whoever_leads_it_twice() {
    let mut school = nam_thanh();
    let (own, other) = (school.department("Mẫu giáo 4–5 tuổi"), school.department("Nhà trẻ"));
    assert_eq!(actor(&school, "cô Hoa").departments_led(), []);
    assert_eq!(actor(&school, "cô Ấm").departments_led(), [own]);
    acts(&mut school, "cô Ấm", Position::DeputyHead(own), "cô Cúc");
    acts(&mut school, "cô Ấm", Position::Head(other), "cô Tâm");
    assert_eq!(actor(&school, "cô Ấm").departments_led(), [own, other]);
    // Nor is she named twice among those whose turn it is, nor at all where she had a part in it or approved before.
    let plan = record(&mut school, "Giáo án tuần 13 · Lớp 4A");
    let (am, cuc, hoa) = (school.person_id("cô Ấm"), school.person_id("cô Cúc"), school.person_id("cô Hoa"));
    let turn = |authors: &[PersonId], approvers: &[PersonId]| {
        let review = ReviewOf { record: plan, step: Step::Department, authors, approvers, posts: Posts::default() };
        reviewers_of(&school.regime.organisation, review, day(TODAY))
    };
    assert_eq!(turn(&[hoa], &[]), [am, cuc]);
    assert_eq!(turn(&[hoa], &[am]), [cuc]);
    assert_eq!(turn(&[hoa, cuc], &[]), [am]);
}

#[test]
fn the_management_team_ends_only_what_it_could_have_given_alone() {
    let school = nam_thanh();
    let regime = &school.regime;
    let health = Position::SectionHolder(school.section("Y tế"));
    let class = Position::Teacher(school.class("4A"));
    let ends = |who: &str, holder: &str, position| {
        let allowed = decide_in_set_up::<ChangeStaff>(false).unwrap();
        decide_end(&allowed, &actor(&school, who), school.person_id(holder), position, regime, day(TODAY))
    };
    assert_eq!(ends("thầy Định", "cô Hoa", class), Ok(()));
    assert_eq!(ends("thầy Định", "cô Hoà", health), Err(Refusal::EndIsTheLeaderships));
    assert_eq!(ends("cô Nguyệt", "cô Hoà", health), Ok(()));
    assert_eq!(ends("thầy Định", "thầy Định", Position::ManagementTeam), Ok(()), "everybody their own");
    let fenced = fenced_off_places(&regime.record_types, &regime.organisation);
    let titles = ["Kế toán", "Y tế"].map(|name| regime.organisation.title(Position::SectionHolder(school.section(name))).unwrap());
    assert_eq!(fenced, titles);
}
