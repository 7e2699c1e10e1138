use super::*;
use crate::testing::{at, nam_thanh};

const NOW: &str = "2026-11-25 14:20";

#[test]
fn whose_duty_it_is_says_why_and_the_leadership_judges_about_others() {
    let mut school = nam_thanh();
    let plan = school.obligation("Giáo án tuần 12 · Lớp 4A").clone();
    let facts = school.facts();
    let record = facts.record_facts(&plan);
    let hoa = school.person_id("cô Hoa");
    let not_yours = Some(LatenessRefusal::NotYours);
    for (mention, explains, judges) in [
        ("cô Nguyệt", false, None),
        ("cô Vân", false, None),
        ("thầy Định", false, not_yours.clone()),
        ("cô Ấm", false, not_yours.clone()),
        ("cô Hoa", true, not_yours.clone()),
        ("cô Thảo", true, not_yours.clone()),
    ] {
        let actor = facts.actor(school.person_id(mention), at(NOW));
        let explained = decide_explain_lateness(&actor, facts.organisation(), record, &[hoa]);
        assert_eq!(explained.is_ok(), explains, "{mention}");
        let judged = decide_judge_lateness(&actor, facts.organisation(), record, &[hoa]).err();
        assert_eq!(judged, judges.map(Refusal::from), "{mention}");
    }
}

#[test]
fn nobody_judges_their_own_lateness() {
    let school = nam_thanh();
    let facts = school.facts();
    let (nguyet, van) = (school.person_id("cô Nguyệt"), school.person_id("cô Vân"));
    let principal = facts.actor(nguyet, at(NOW));
    let of = |owner| {
        let plan = facts.open_obligations().next().map(|one| facts.record_facts(one));
        plan.map(|plan| RecordFacts { owner, ..plan })
    };
    let judges = |owner, concerned: &[PersonId]| {
        of(owner).map(|record| decide_judge_lateness(&principal, facts.organisation(), record, concerned).is_ok())
    };
    let class = Owner::Class(school.class("4A"));
    assert_eq!(judges(class, &[]), Some(true));
    assert_eq!(judges(class, &[van]), Some(true));
    assert_eq!(judges(class, &[van, nguyet]), Some(false), "she handed it in for them");
    assert_eq!(judges(Owner::Person(nguyet), &[]), Some(false));
    // The whole leadership has the duty of the school's own: whoever handed it in does not judge it, and another one does.
    assert_eq!(judges(Owner::School, &[nguyet]), Some(false));
    assert_eq!(judges(Owner::School, &[van]), Some(true));
    let reset = Actor { credential: Credential::ResetUnconfirmed, ..principal.clone() };
    assert_eq!(decide_lateness(&reset), Err(Refusal::ResetUnconfirmed));
    // A place that is lent does not judge, as it does not exempt.
    let lent = Actor { positions: Vec::new(), lent: principal.positions, ..reset };
    assert_eq!(decide_lateness(&lent), Err(LatenessRefusal::NotYours.into()));
}
