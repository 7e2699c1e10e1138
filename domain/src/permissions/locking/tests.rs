#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    locks::{LockOrder, LockPlan, LockReading, Signature, Start, order_told},
    people::Appointment,
    scope::{PartOfYear, Scope, Whose},
    testing::{NamThanh, at, id, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

fn actor(school: &NamThanh, mention: &str) -> Actor {
    school.facts().actor(school.person_id(mention), at(NOW))
}

/// An order of the principal's over weeks 1 to 4, as it is decided; and as it was drafted.
fn orders(school: &mut NamThanh, by: &str, kind: LockKind, scope: Scope) -> (LockOrder, LockOrder) {
    let id = school.orders(by, kind, scope, NOW);
    let decided = school.locks.order(id).unwrap().clone();
    (LockOrder { stage: Stage::Draft, ..decided.clone() }, decided)
}

fn weeks() -> Scope {
    Scope { within: Some(PartOfYear { weeks: (1..=4).collect(), ..PartOfYear::of(id(16, 1)) }), ..Scope::whole() }
}

#[test]
fn the_leadership_drafts_and_nobody_else() {
    let school = nam_thanh();
    for (mention, may) in [("cô Nguyệt", true), ("cô Vân", true), ("thầy Định", false), ("cô Ấm", false), ("cô Hoa", false)]
    {
        let drafts = decide_draft_order(&actor(&school, mention)).map(drop);
        assert_eq!(drafts, if may { Ok(()) } else { Err(LockRefusal::NotYours.into()) }, "{mention}");
        let sees = may || mention == "thầy Định";
        let reads = decide_orders(&actor(&school, mention));
        assert_eq!(reads, if sees { Ok(()) } else { Err(LockRefusal::NotYoursToRead.into()) }, "{mention}");
        let sees_schedule = decide_schedule(&actor(&school, mention));
        assert_eq!(sees_schedule, if sees { Ok(()) } else { Err(LockRefusal::ScheduleNotYours.into()) }, "{mention}");
    }
    let reset = Actor { credential: Credential::ResetUnconfirmed, ..actor(&school, "cô Vân") };
    assert_eq!(decide_draft_order(&reset).map(drop), Err(Refusal::ResetUnconfirmed));
}

#[test]
fn a_name_is_put_under_an_order_as_the_school_reads_the_clause() {
    let mut school = nam_thanh();
    let (draft, _) = orders(&mut school, "cô Nguyệt", LockKind::Lock, weeks());
    let signs = |mention: &str, reading| {
        let authority = LockAuthority { parts: reading, opening_and_whole: reading };
        decide_sign_order(&actor(&school, mention), authority, &school.facts(), &draft).map(|(_, post, told)| {
            assert_eq!(told, reading);
            post
        })
    };
    for reading in LockReading::ALL {
        assert_eq!(signs("cô Nguyệt", reading), Ok(Post::Principal), "{reading:?}");
        assert_eq!(signs("thầy Định", reading), Err(LockRefusal::NotYours.into()), "{reading:?}");
    }
    assert_eq!(signs("cô Vân", LockReading::PrincipalOnly), Err(LockRefusal::IsThePrincipals.into()));
    assert_eq!(signs("cô Vân", LockReading::Together), Ok(Post::VicePrincipal));
    assert_eq!(signs("cô Vân", LockReading::EitherAlone), Ok(Post::VicePrincipal));
}

/// A draft of the year before, or of a person who owes nothing any more.
#[test]
fn nobody_puts_a_name_under_an_order_over_nothing() {
    let mut school = nam_thanh();
    let of_last_year = Scope { within: Some(PartOfYear::of(id(16, 2))), ..Scope::whole() };
    let (draft, decided) = orders(&mut school, "cô Nguyệt", LockKind::Lock, of_last_year);
    let facts = school.facts();
    let principal = actor(&school, "cô Nguyệt");
    let signs = |order| decide_sign_order(&principal, facts.locks.authority, &facts, order).map(drop);
    assert_eq!(signs(&draft), Err(LockRefusal::OverNothing.into()));
    assert_eq!(signs(&decided), Ok(()), "what was decided then is told as that");
    let told = order_told(&facts, &principal, &draft, at(NOW));
    assert_eq!((told.may_sign, told.lapsed.as_deref()), (false, Some("Lệnh này nay không có hồ sơ nào để khóa hoặc mở")));
}

#[test]
fn the_management_team_carries_out_what_is_not_about_its_own_records_alone() {
    let mut school = nam_thanh();
    let of_dinh = Scope { whose: [Whose::Person(school.person_id("thầy Định"))].into(), ..weeks() };
    let (_, order) = orders(&mut school, "cô Nguyệt", LockKind::Unlock, of_dinh);
    let executes = |mention: &str, concerned| {
        decide_execute_order(&actor(&school, mention), &school.facts(), &order, concerned, at(NOW)).map(drop)
    };
    assert_eq!(executes("thầy Định", Concerned::Others), Ok(()));
    assert_eq!(executes("thầy Định", Concerned::TheActorAlone), Err(LockRefusal::OwnRecordsAlone.into()));
    assert_eq!(
        executes("cô Nguyệt", Concerned::Others),
        Err(LockRefusal::NotYoursToExecute.into()),
        "who decides does not execute"
    );
    assert_eq!(executes("cô Hoa", Concerned::Others), Err(LockRefusal::NotYoursToExecute.into()));
    let mut named = order.clone();
    named.plan.executor = Some(school.person_id("cô Hoa"));
    let other = |school: &NamThanh| {
        decide_execute_order(&actor(school, "thầy Định"), &school.facts(), &named, Concerned::Others, at(NOW)).map(drop)
    };
    assert_eq!(other(&school), Ok(()), "who is named does not belong to the team, or no longer");
    let (person, mut both) = (school.person_id("cô Hoa"), school.clone());
    let of_team = both.regime.organisation.appointments.iter().find(|one| one.position == Position::ManagementTeam);
    let appointed = Appointment { person, ..of_team.unwrap().clone() };
    both.regime.organisation.appointments.push(appointed);
    assert_eq!(other(&both), Err(LockRefusal::OtherExecutor.into()));
    // Nor does the order wait for somebody who cannot sign in, or is by now the only one concerned.
    let mut suspended = both.clone();
    suspended.regime.organisation.suspended.push(person);
    assert_eq!(other(&suspended), Ok(()));
    let alone = Scope { whose: [Whose::Person(person)].into(), ..weeks() };
    let of_named = LockOrder { plan: LockPlan { scope: alone, ..named.plan.clone() }, ..named.clone() };
    let by_dinh = decide_execute_order(&actor(&both, "thầy Định"), &both.facts(), &of_named, Concerned::Others, at(NOW));
    assert_eq!(by_dinh.map(drop), Ok(()));
}

/// Điều 5b: whoever carries out does what others have decided.
#[test]
fn nobody_carries_out_what_they_have_decided_themselves() {
    let mut school = nam_thanh();
    let (_, order) = orders(&mut school, "cô Vân", LockKind::Lock, weeks());
    let (person, mut both) = (school.person_id("cô Vân"), school.clone());
    let of_team = both.regime.organisation.appointments.iter().find(|one| one.position == Position::ManagementTeam);
    let appointed = Appointment { person, ..of_team.unwrap().clone() };
    both.regime.organisation.appointments.push(appointed);
    let executes = |mention: &str, order: &LockOrder| {
        decide_execute_order(&actor(&both, mention), &both.facts(), order, Concerned::Others, at(NOW)).map(drop)
    };
    assert_eq!(executes("cô Vân", &order), Err(LockRefusal::OwnOrder.into()));
    assert_eq!(executes("thầy Định", &order), Ok(()));
    let mut named = order.clone();
    named.plan.executor = Some(person);
    assert_eq!(executes("thầy Định", &named), Ok(()), "whoever is named and has decided it cannot");
    let (_, of_principal) = orders(&mut school, "cô Nguyệt", LockKind::Lock, weeks());
    assert_eq!(executes("cô Vân", &of_principal), Ok(()), "what the principal has decided she carries out");
}

/// Also where whoever signs is the whole management team.
#[test]
fn what_nobody_could_carry_out_is_not_given_and_what_nobody_can_says_so() {
    let mut school = nam_thanh();
    let (draft, order) = orders(&mut school, "cô Vân", LockKind::Lock, weeks());
    let (vice, waits) = (school.person_id("cô Vân"), |order: LockOrder| LockOrder {
        plan: crate::locks::LockPlan { start: Start::WhenExecuted, ..order.plan },
        ..order
    });
    let (draft, order) = (waits(draft), waits(order));
    let check = |school: &NamThanh, order: &LockOrder, signs| check_executable(&school.facts(), order, signs, at(NOW));
    assert_eq!(check(&school, &draft, Some(vice)), Ok(()), "thầy Định is in the team");
    for one in &mut school.regime.organisation.appointments {
        if one.position == Position::ManagementTeam {
            one.person = vice;
        }
    }
    let nobody = Err(LockRefusal::NobodyExecutes.into());
    assert_eq!(check(&school, &draft, Some(vice)), nobody);
    assert_eq!(check(&school, &order, None), nobody, "it is told on the page of what was given before");
    let principal = school.person_id("cô Nguyệt");
    assert_eq!(check(&school, &draft, Some(principal)), Ok(()), "what the principal decides cô Vân carries out");
    let told = |order: &LockOrder, mention: &str| {
        let facts = school.facts();
        crate::locks::order_told(&facts, &facts.actor(school.person_id(mention), at(NOW)), order, at(NOW))
    };
    assert!(told(&draft, "cô Vân").lapsed.is_some_and(|words| words.starts_with("Không còn ai trong tổ quản lý phần mềm")));
    assert!(told(&order, "cô Vân").stuck.is_some());
    let by_itself = LockOrder { plan: crate::locks::LockPlan { start: Start::WhenDecided, ..order.plan.clone() }, ..order };
    assert_eq!(check(&school, &by_itself, None), Ok(()));
}

#[test]
fn nobody_but_the_principal_takes_the_principals_order_back() {
    let mut school = nam_thanh();
    let authority = LockAuthority::default();
    let (draft, principals) = orders(&mut school, "cô Nguyệt", LockKind::Lock, weeks());
    let (_, vice) = orders(&mut school, "cô Vân", LockKind::Lock, weeks());
    let revokes = |mention: &str, authority, order: &LockOrder| {
        decide_revoke_order(&actor(&school, mention), authority, &school.facts(), order, at(NOW)).map(drop)
    };
    for order in [&draft, &principals, &vice] {
        assert_eq!(revokes("cô Nguyệt", authority, order), Ok(()));
        assert_eq!(revokes("thầy Định", authority, order), Err(LockRefusal::NotYours.into()));
    }
    assert_eq!(revokes("cô Vân", authority, &draft), Ok(()), "a draft is thrown away by the leadership");
    assert_eq!(revokes("cô Vân", authority, &principals), Err(LockRefusal::PrincipalsOrder.into()));
    assert_eq!(
        revokes("cô Vân", authority, &vice),
        Err(LockRefusal::RevokingIsThePrincipals.into()),
        "to take a lock back is to open"
    );
    let either = LockAuthority { opening_and_whole: LockReading::EitherAlone, ..authority };
    assert_eq!(revokes("cô Vân", either, &vice), Ok(()));
}

#[test]
fn who_decides_is_settled_by_the_principal() {
    let school = nam_thanh();
    let settles = |mention: &str| decide_lock_authority(&actor(&school, mention)).map(drop);
    assert_eq!(settles("cô Nguyệt"), Ok(()));
    assert_eq!(settles("cô Vân"), Err(LockRefusal::SettlingIsThePrincipals.into()));
    assert_eq!(settles("thầy Định"), Err(Refusal::SettingsNotYours));
}

#[test]
fn a_second_name_under_an_order_is_the_principals_own() {
    let mut school = nam_thanh();
    let (draft, _) = orders(&mut school, "cô Vân", LockKind::Lock, weeks());
    let first = Signature { by: school.person_id("cô Vân"), post: Post::VicePrincipal, at: at(NOW) };
    let proposed = draft.sign(first, LockReading::Together).unwrap();
    let signs = |mention: &str, reading| {
        let authority = LockAuthority { parts: reading, opening_and_whole: reading };
        decide_sign_order(&actor(&school, mention), authority, &school.facts(), &proposed).map(|(_, post, _)| post)
    };
    assert_eq!(signs("cô Nguyệt", LockReading::Together), Ok(Post::Principal));
    assert_eq!(signs("cô Hạnh", LockReading::Together), Err(LockRefusal::IsThePrincipals.into()));
    assert_eq!(signs("cô Hạnh", LockReading::EitherAlone), Ok(Post::VicePrincipal), "the school reads the clauses anew");
    assert_eq!(signs("cô Vân", LockReading::Together), Ok(Post::VicePrincipal), "that her name is there already the order says");
}

#[test]
fn while_somebody_else_may_know_the_password_no_order_is_touched() {
    let mut school = nam_thanh();
    let (draft, decided) = orders(&mut school, "cô Vân", LockKind::Lock, weeks());
    let unsure = |mention: &str| Actor { credential: Credential::ResetUnconfirmed, ..actor(&school, mention) };
    let refused = Err(Refusal::ResetUnconfirmed);
    let (principal, team, authority) = (unsure("cô Nguyệt"), unsure("thầy Định"), LockAuthority::default());
    let facts = school.facts();
    assert_eq!(decide_sign_order(&principal, authority, &facts, &draft).map(drop), refused);
    assert_eq!(decide_execute_order(&team, &facts, &decided, Concerned::Others, at(NOW)).map(drop), refused);
    assert_eq!(decide_revoke_order(&principal, authority, &facts, &decided, at(NOW)).map(drop), refused);
    assert_eq!(decide_lock_authority(&principal).map(drop), refused);
    assert_eq!(decide_orders(&team), Ok(()), "to read is to decide nothing");
}

#[test]
fn whoever_is_named_carries_out() {
    let mut school = nam_thanh();
    let (_, mut order) = orders(&mut school, "cô Nguyệt", LockKind::Lock, weeks());
    order.plan.executor = Some(school.person_id("thầy Định"));
    let facts = school.facts();
    assert_eq!(decide_execute_order(&actor(&school, "thầy Định"), &facts, &order, Concerned::Others, at(NOW)).map(drop), Ok(()));
}

#[test]
fn a_vice_principal_takes_back_what_is_not_in_force_and_what_she_might_contradict_alone() {
    let mut school = nam_thanh();
    let (draft, shuts) = orders(&mut school, "cô Vân", LockKind::Lock, weeks());
    let (_, opens) = orders(&mut school, "cô Vân", LockKind::Unlock, weeks());
    let first = Signature { by: school.person_id("cô Vân"), post: Post::VicePrincipal, at: at(NOW) };
    let proposed = draft.sign(first, LockReading::Together).unwrap();
    let mut to_come = shuts.clone();
    to_come.plan.start = Start::At(at("2026-11-25 14:20:01"));
    let parts_together = LockAuthority { parts: LockReading::Together, opening_and_whole: LockReading::EitherAlone };
    let opening_together = LockAuthority { parts: LockReading::EitherAlone, opening_and_whole: LockReading::Together };
    let refused = || -> Result<(), Refusal> { Err(LockRefusal::RevokingIsThePrincipals.into()) };
    for (order, authority, answer) in [
        (&proposed, opening_together, Ok(())),
        (&to_come, opening_together, Ok(())),
        (&shuts, opening_together, refused()),
        (&shuts, parts_together, Ok(())),
        (&opens, opening_together, Ok(())),
        (&opens, parts_together, refused()),
    ] {
        let revokes = decide_revoke_order(&actor(&school, "cô Hạnh"), authority, &school.facts(), order, at(NOW)).map(drop);
        assert_eq!(revokes, answer, "{order:?} {authority:?}");
    }
}
