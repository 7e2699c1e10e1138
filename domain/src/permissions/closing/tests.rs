#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    closures::closure_told,
    permissions::Credential,
    scope::Scope,
    testing::{NamThanh, at, day, nam_thanh},
};

#[test]
fn the_leadership_declares_and_takes_back_and_nobody_else() {
    let mut school = nam_thanh();
    school.shuts("cô Nguyệt", Scope::whole(), ("2026-11-26", "2026-11-27"), "2026-11-25 08:00");
    let storm = school.closures[0].clone();
    let now = at("2026-11-25 14:20");
    let actor = |mention: &str| school.facts().actor(school.person_id(mention), at("2026-11-25 14:20"));
    let refused: Refusal = ClosureRefusal::NotYours.into();
    for (mention, post) in [
        ("cô Nguyệt", Some(Post::Principal)),
        ("cô Vân", Some(Post::VicePrincipal)),
        ("thầy Định", None),
        ("cô Ấm", None),
        ("cô Hoa", None),
    ] {
        let wanted = post.ok_or_else(|| refused.clone());
        assert_eq!(decide_declare_closure(&actor(mention)).map(|(_, post)| post), wanted, "{mention}");
        assert_eq!(decide_take_back_closure(&actor(mention), &storm, now).map(|(_, post)| post), wanted, "{mention}");
    }
    let reset = Actor { credential: Credential::ResetUnconfirmed, ..actor("cô Vân") };
    assert_eq!(decide_declare_closure(&reset).map(|(_, post)| post), Err(Refusal::ResetUnconfirmed));
    assert_eq!(decide_take_back_closure(&reset, &storm, now).map(|(_, post)| post), Err(Refusal::ResetUnconfirmed));
}

#[test]
fn a_closure_is_taken_back_once_and_only_where_that_opens_a_day() {
    let mut school = nam_thanh();
    let storm = school.shuts("cô Nguyệt", Scope::whole(), ("2026-11-26", "2026-11-27"), "2026-11-25 08:00");
    let check = |school: &NamThanh, now: &str, wanted: Result<Post, Refusal>| {
        let facts = school.facts();
        let (actor, now) = (facts.actor(school.person_id("cô Vân"), at(now)), at(now));
        let decided = decide_take_back_closure(&actor, facts.closure(storm).unwrap(), now);
        assert_eq!(decided.map(|(_, post)| post), wanted, "{now}");
        assert_eq!(closure_told(&facts, &actor, facts.closure(storm).unwrap(), now).may_take_back, wanted.is_ok(), "{now}");
    };
    check(&school, "2026-11-25 14:20", Ok(Post::VicePrincipal));
    check(&school, "2026-11-26 23:59", Ok(Post::VicePrincipal));
    let over: Refusal = ClosureRefusal::Over { last: day("2026-11-27") }.into();
    check(&school, "2026-11-27 00:00", Err(over.clone()));
    check(&school, "2026-12-03 08:00", Err(over));
    school.takes_back("cô Nguyệt", storm, "2026-11-26 08:00");
    check(&school, "2026-11-28 08:00", Err(ClosureRefusal::TakenBack { at: at("2026-11-26 08:00") }.into()));
}
