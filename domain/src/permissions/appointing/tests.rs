#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    permissions::decide_in_set_up,
    record_types::{ApprovalRoute, OwedBy},
    testing::{NamThanh, at, day, id, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

fn actor(school: &NamThanh, mention: &str) -> Actor {
    school.facts().actor(school.person_id(mention), at(NOW))
}

/// Why what `by` enters for `holder` waits; `None` where it takes effect at once.
fn awaited(school: &NamThanh, by: &str, holder: &str, position: Position) -> Option<Awaited> {
    let (allowed, regime) = (decide_in_set_up(false).unwrap(), &school.regime);
    match takes_effect(&allowed, &actor(school, by), school.person_id(holder), position, regime, day("2026-11-25")) {
        TakesEffect::AtOnce(_) => None,
        TakesEffect::OnceConfirmed(awaited) => Some(awaited),
    }
}

fn waits(school: &mut NamThanh, by: &str, holder: &str, position: Position) -> WaitingAppointment {
    let waiting = WaitingAppointment {
        id: id(12, 1),
        person: school.person_id(holder),
        position,
        from: day("2026-11-25"),
        until: None,
        mandate: None,
        ends: None,
        reason: None,
        entered_by: school.person_id(by),
        entered_at: at(NOW),
    };
    school.regime.organisation.waiting.push(waiting.clone());
    waiting
}

#[test]
fn nobody_raises_their_own_rights_whoever_they_are() {
    let school = nam_thanh();
    let positions = [
        Position::Teacher(school.class("4B")),
        Position::Head(school.department("Văn phòng")),
        Position::SectionHolder(school.section("Y tế")),
        Position::SectionHolder(school.section("Văn thư")),
        Position::Member(school.department("Nuôi dưỡng")),
        Position::ManagementTeam,
    ];
    for mention in ["thầy Định", "cô Nguyệt", "cô Vân"] {
        for position in positions {
            assert_eq!(awaited(&school, mention, mention, position), Some(Awaited::OwnHand), "{mention} {position:?}");
        }
    }
}

#[test]
fn the_management_team_gives_the_ordinary_positions_alone_and_the_leadership_all() {
    let school = nam_thanh();
    let department = school.department("Mẫu giáo 4–5 tuổi");
    for (position, wanted) in [
        (Position::Teacher(school.class("4B")), None),
        (Position::Member(school.department("Nuôi dưỡng")), None),
        (Position::SectionHolder(school.section("Văn thư")), None),
        (Position::Head(department), Some(Awaited::Leads)),
        (Position::DeputyHead(department), Some(Awaited::Leads)),
        (Position::ManagementTeam, Some(Awaited::Leads)),
        (Position::SectionHolder(school.section("Y tế")), Some(Awaited::Opens(vec!["Sổ theo dõi sức khỏe".to_owned()]))),
        (Position::SectionHolder(school.section("Kế toán")), Some(Awaited::Opens(vec!["Hồ sơ thu chi".to_owned()]))),
    ] {
        assert_eq!(awaited(&school, "thầy Định", "cô Đào", position), wanted, "{position:?}");
        assert_eq!(awaited(&school, "cô Vân", "cô Đào", position), None, "{position:?}");
    }
}

#[test]
fn what_a_position_opens_follows_from_the_types_of_the_school_and_from_no_list() {
    let mut school = nam_thanh();
    let (teacher, clerk) = (Position::Teacher(school.class("4B")), Position::SectionHolder(school.section("Văn thư")));
    assert_eq!(awaited(&school, "thầy Định", "cô Đào", teacher), None);
    school.record_type("giao-an").sensitivity = Sensitivity::Child;
    assert_eq!(awaited(&school, "thầy Định", "cô Đào", teacher), Some(Awaited::Opens(vec!["Giáo án".to_owned()])));
    // What the school itself owes is opened by whoever holds the clerical section.
    let of_school = school.regime.record_types.iter().find(|one| one.owed_by == OwedBy::School).unwrap().code.clone();
    school.record_type(&of_school).sensitivity = Sensitivity::Personnel;
    assert!(matches!(awaited(&school, "thầy Định", "cô Đào", clerk), Some(Awaited::Opens(_))));
    // A type that is out of use keeps its old records; how it is approved says nothing.
    let health = school.record_type("y-te");
    (health.retired, health.approval_route) = (true, ApprovalRoute::None);
    let nurse = Position::SectionHolder(school.section("Y tế"));
    assert!(awaited(&school, "thầy Định", "cô Đào", nurse).is_some());
}

#[test]
fn the_leadership_confirms_but_never_by_its_own_hand() {
    let mut school = nam_thanh();
    let nurse = Position::SectionHolder(school.section("Y tế"));
    let head = Position::Head(school.department("Nuôi dưỡng"));
    let of_management = waits(&mut school, "thầy Định", "thầy Định", nurse);
    let of_principal = waits(&mut school, "cô Nguyệt", "cô Nguyệt", head);
    let confirm = |school: &NamThanh, mention: &str, one: &WaitingAppointment| {
        decide_confirm(&actor(school, mention), &school.regime.organisation, one, day("2026-11-25")).map(drop)
    };
    for (mention, one, wanted) in [
        ("thầy Định", &of_management, Err(Refusal::ConfirmingNotYours)),
        ("cô Hoa", &of_management, Err(Refusal::ConfirmingNotYours)),
        ("cô Nguyệt", &of_management, Ok(())),
        ("cô Vân", &of_management, Ok(())),
        ("cô Nguyệt", &of_principal, Err(Refusal::OwnAppointment)),
        ("cô Vân", &of_principal, Ok(())),
        ("thầy Định", &of_principal, Err(Refusal::ConfirmingNotYours)),
    ] {
        assert_eq!(confirm(&school, mention, one), wanted, "{mention} {:?}", one.position);
    }
    // Whoever entered it for somebody else and became vice principal since is still the one who entered it.
    let by_van = waits(&mut school, "cô Vân", "cô Đào", nurse);
    assert_eq!(confirm(&school, "cô Vân", &by_van), Err(Refusal::OwnAppointment));
    let count = |mention: &str| confirmable(&actor(&school, mention), &school.regime.organisation, day("2026-11-25"));
    assert_eq!([count("cô Nguyệt"), count("cô Vân"), count("thầy Định")], [2, 2, 0]);
}

#[test]
fn no_vice_principal_takes_a_second_hand_into_the_leadership_alone() {
    let mut school = nam_thanh();
    for position in [Position::VicePrincipal, Position::Principal] {
        assert_eq!(awaited(&school, "cô Vân", "cô Đào", position), Some(Awaited::JoinsLeadership), "{position:?}");
        assert_eq!(awaited(&school, "cô Nguyệt", "cô Đào", position), None, "{position:?}");
    }
    let by_van = waits(&mut school, "cô Vân", "cô Đào", Position::VicePrincipal);
    let by_management = waits(&mut school, "thầy Định", "cô Đào", Position::VicePrincipal);
    let confirm = |school: &NamThanh, mention: &str, one: &WaitingAppointment| {
        decide_confirm(&actor(school, mention), &school.regime.organisation, one, day("2026-11-25")).map(drop)
    };
    for (mention, one, wanted) in [
        ("cô Vân", &by_van, Err(Refusal::OwnAppointment)),
        ("cô Hạnh", &by_van, Err(Refusal::JoiningIsThePrincipals)),
        ("cô Nguyệt", &by_van, Ok(())),
        ("cô Vân", &by_management, Err(Refusal::JoiningIsThePrincipals)),
        ("cô Nguyệt", &by_management, Ok(())),
    ] {
        assert_eq!(confirm(&school, mention, one), wanted, "{mention}");
    }
    // Without a principal the vice principals decide by two; the last of them stays able to act.
    let nguyet = school.person_id("cô Nguyệt");
    school.regime.organisation.appointments.retain(|one| one.person != nguyet);
    assert_eq!(awaited(&school, "cô Vân", "cô Đào", Position::Principal), Some(Awaited::JoinsLeadership));
    assert_eq!(confirm(&school, "cô Hạnh", &by_van), Ok(()));
    let hanh = school.person_id("cô Hạnh");
    school.regime.organisation.appointments.retain(|one| one.person != hanh);
    assert_eq!(awaited(&school, "cô Vân", "cô Đào", Position::Principal), None);
}

/// Nobody confirms what is their own, so what is the principal's own is for the vice principals; and a principal who is to come is one.
#[test]
fn what_the_principal_is_to_hold_besides_a_vice_principal_confirms_and_no_second_principal() {
    let mut school = nam_thanh();
    let confirm = |school: &NamThanh, mention: &str, one: &WaitingAppointment| {
        decide_confirm(&actor(school, mention), &school.regime.organisation, one, day("2026-11-25")).map(drop)
    };
    let steps_down = waits(&mut school, "thầy Định", "cô Nguyệt", Position::VicePrincipal);
    assert_eq!(confirm(&school, "cô Vân", &steps_down), Ok(()));
    assert_eq!(confirm(&school, "cô Nguyệt", &steps_down), Err(Refusal::OwnAppointment));
    let second = waits(&mut school, "thầy Định", "cô Hạnh", Position::Principal);
    assert_eq!(confirm(&school, "cô Vân", &second), Err(Refusal::JoiningIsThePrincipals));
    let nguyet = school.person_id("cô Nguyệt");
    let theirs = school.regime.organisation.appointments.iter_mut().filter(|one| one.person == nguyet);
    theirs.for_each(|one| one.from = day("2026-12-01"));
    assert_eq!(confirm(&school, "cô Vân", &second), Err(Refusal::PrincipalsAccount), "cô Nguyệt comes in December");
}

#[test]
fn an_appointment_is_turned_down_by_the_leadership_or_taken_back_by_who_entered_it() {
    let mut school = nam_thanh();
    let nurse = Position::SectionHolder(school.section("Y tế"));
    let waiting = waits(&mut school, "thầy Định", "cô Đào", nurse);
    for (mention, wanted) in [("cô Nguyệt", true), ("cô Hạnh", true), ("thầy Định", true), ("cô Đào", false), ("cô Hoa", false)]
    {
        let decided = decide_turn_down(&actor(&school, mention), &school.regime.organisation, &waiting);
        assert_eq!(decided.is_ok(), wanted, "{mention}");
    }
}

#[test]
fn a_position_is_made_longer_by_whoever_could_give_it_at_once() {
    let school = nam_thanh();
    let (nurse, teacher) = (Position::SectionHolder(school.section("Y tế")), Position::Teacher(school.class("4B")));
    let longer = |by: &str, holder: &str, position| {
        let (allowed, regime) = (decide_in_set_up(false).unwrap(), &school.regime);
        let (actor, holder, until) = (actor(&school, by), school.person_id(holder), day("2026-11-30"));
        decide_longer(&allowed, &actor, holder, position, until, regime, day("2026-11-25"))
    };
    let anew = Err(Refusal::LongerIsAnew { until: day("2026-11-30") });
    assert_eq!(longer("thầy Định", "thầy Định", Position::ManagementTeam), anew);
    assert_eq!(longer("cô Nguyệt", "cô Nguyệt", Position::Principal), anew);
    assert_eq!(longer("thầy Định", "cô Hoà", nurse), anew);
    assert_eq!(longer("thầy Định", "cô Đào", teacher), Ok(()));
    assert_eq!(longer("cô Nguyệt", "cô Hoà", nurse), Ok(()));
}

#[test]
fn what_waits_gives_no_right() {
    let mut school = nam_thanh();
    let health = school.obligation("Sổ theo dõi sức khỏe tuần 13 · Y tế").clone();
    let (nurse, office) = (Position::SectionHolder(school.section("Y tế")), Position::Head(school.department("Văn phòng")));
    for position in [nurse, office, Position::VicePrincipal, Position::ManagementTeam] {
        waits(&mut school, "thầy Định", "cô Mận", position);
    }
    let facts = school.facts();
    let cook = facts.actor(school.person_id("cô Mận"), at(NOW));
    assert_eq!(cook.positions, [Position::Head(school.department("Nuôi dưỡng"))]);
    for action in [
        Action::OpenRecord(facts.record_facts(&health)),
        Action::SeeStanding(facts.record_facts(&health)),
        Action::ManageAccounts,
        Action::ConfirmAppointments,
        Action::ChangeSchool,
    ] {
        assert!(decide(&cook, facts.organisation(), action).is_err(), "{action:?}");
    }
}
