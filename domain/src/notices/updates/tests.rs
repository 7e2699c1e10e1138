#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    locks::{Act, LockKind, LockReading, Post},
    obligations::Reason,
    scope::Scope,
    testing::{at, id, nam_thanh},
    updates::{OpenFor, UpdateRecord},
};

/// Cô Vân proposes and cô Nguyệt grants: whoever asked is told by the name that was enough, when it came.
#[test]
fn a_request_is_granted_by_the_last_name_under_it() {
    let mut school = nam_thanh();
    let order = school.orders("cô Nguyệt", LockKind::Lock, Scope::whole(), "2026-11-20 08:00");
    let asked = Update {
        id: id(18, 1),
        number: 1,
        records: vec![UpdateRecord { obligation: school.obligation("Giáo án tuần 3 · Lớp 4A").id, order }],
        requested: Act { by: school.person_id("cô Hoa"), at: at("2026-11-24 08:00") },
        reason: Reason::parse("Ốm từ thứ Tư").unwrap(),
        evidence: String::new(),
        files: Vec::new(),
        stage: UpdateStage::Requested,
        versions: Vec::new(),
        finished_at: None,
    };
    let signed = |who: &str, post, when| Signature { by: school.person_id(who), post, at: at(when) };
    let vice = signed("cô Vân", Post::VicePrincipal, "2026-11-25 09:00");
    let principal = signed("cô Nguyệt", Post::Principal, "2026-11-25 10:00");
    let proposed = asked.grant(vice, 12, LockReading::Together, OpenFor::TheHours).unwrap();
    school.updates.all = vec![proposed.grant(principal, 12, LockReading::Together, OpenFor::TheHours).unwrap()];
    let (facts, now) = (school.facts(), at("2026-11-25 10:30"));
    let told = notices(&facts, &facts.actor(school.person_id("cô Hoa"), now), now);
    let [Notice { at: when, news: News::UpdateDecided { by, .. } }] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!((*when, by.person), (at("2026-11-25 10:00"), school.person_id("cô Nguyệt")));
}
