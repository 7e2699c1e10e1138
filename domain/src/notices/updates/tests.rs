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
        closed: None,
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

/// Cô Nguyệt opens week 3 to cô Hoa on Wednesday at ten, for a day.
#[test]
fn what_is_shut_again_is_told_to_whoever_asked_and_decided_but_not_of_their_own_deed() {
    let mut school = nam_thanh();
    school.orders("cô Nguyệt", LockKind::Lock, Scope::whole(), "2026-11-20 08:00");
    school.opens_to("cô Hoa", "Giáo án tuần 3 · Lớp 4A", "2026-11-25 20:00");
    let told = |school: &crate::testing::NamThanh, who: &str, now: &str| {
        let facts = school.facts();
        let all = notices(&facts, &facts.actor(school.person_id(who), at(now)), at(now)).into_iter();
        let end = |one: Notice| match one.news {
            News::UpdateEnded { ended, .. } => Some((one.at, ended)),
            _ => None,
        };
        all.filter_map(end).next()
    };
    // The hours are over on Thursday evening: she reads it at once, the principal on Friday morning.
    assert_eq!(told(&school, "cô Hoa", "2026-11-26 19:59:59"), None);
    assert_eq!(told(&school, "cô Hoa", "2026-11-26 20:00"), Some((at("2026-11-26 20:00"), UpdateEnd::Hours)));
    assert_eq!(told(&school, "cô Nguyệt", "2026-11-26 20:00"), None);
    assert_eq!(told(&school, "cô Nguyệt", "2026-11-27 07:00"), Some((at("2026-11-27 07:00"), UpdateEnd::Hours)));
    assert_eq!(told(&school, "cô Vân", "2026-11-27 07:00"), None, "she had no part in it");
    // Closed early by the principal; said to be done by herself.
    let by = |who: &str| DoneBy { person: school.person_id(who), acting: None };
    let mut closed = school.clone();
    closed.updates.all[0].closed = Some(school.signature("cô Nguyệt", "2026-11-26 09:00"));
    let expected = UpdateEnd::Closed { by: by("cô Nguyệt") };
    assert_eq!(told(&closed, "cô Hoa", "2026-11-26 09:00"), Some((at("2026-11-26 09:00"), expected)));
    assert_eq!(told(&closed, "cô Nguyệt", "2026-11-26 09:00"), None);
    let mut done = school.clone();
    done.updates.all[0].finished_at = Some(at("2026-11-26 09:00"));
    assert_eq!(told(&done, "cô Hoa", "2026-11-26 09:00"), None);
    let expected = UpdateEnd::Done { by: by("cô Hoa") };
    assert_eq!(told(&done, "cô Nguyệt", "2026-11-26 09:00"), Some((at("2026-11-26 09:00"), expected)));
}
