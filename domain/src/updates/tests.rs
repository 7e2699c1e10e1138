#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::sync::LazyLock;

use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::{
    days::Timestamp,
    facts::Facts,
    ids::SubmissionId,
    locks::{Act, Arrival, FINISH_WITHIN, LockKind, LockPlan, LockReading, Post, Signature, Stage, UnderWay},
    obligations::{Closing, Exemption, ObligationId, Reason},
    people::PersonId,
    refusal::{LockRefusal, Refusal, UpdateRefusal},
    scope::{PartOfYear, Scope},
    testing::{NamThanh, at, day, id, nam_thanh},
};

mod closing;
mod forms;
mod told;

/// Shut since 5 October; cô Hoa and cô Thảo teach 4A.
const PLAN: &str = "Giáo án tuần 3 · Lớp 4A";
const OTHER: &str = "Giáo án tuần 4 · Lớp 4A";
const ASKED: &str = "2026-11-25 08:00";
const GRANTED: &str = "2026-11-25 10:00";

fn weeks(from: u8, to: u8) -> Scope {
    Scope { within: Some(PartOfYear { weeks: (from..=to).collect(), ..PartOfYear::of(id(16, 1)) }), ..Scope::whole() }
}

fn shut() -> NamThanh {
    let mut school = nam_thanh();
    school.orders("cô Nguyệt", LockKind::Lock, weeks(1, 4), "2026-10-05 08:00");
    school
}

fn signature(school: &NamThanh, mention: &str, post: Post, when: &str) -> Signature {
    Signature { by: school.person_id(mention), post, at: at(when) }
}

/// What cô Hoa asks for.
fn request(school: &mut NamThanh, titles: &[&str]) -> Update {
    let records = titles.iter().map(|title| UpdateRecord { obligation: school.obligation(title).id, order: id(17, 1) }).collect();
    let number = school.updates.all.len() as u32 + 1;
    Update {
        id: id(18, number.into()),
        number,
        records,
        requested: Act { by: school.person_id("cô Hoa"), at: at(ASKED) },
        reason: Reason::parse("Ốm từ thứ Tư đến thứ Sáu").unwrap(),
        evidence: "Giấy ra viện ngày 09/10/2026".to_owned(),
        files: Vec::new(),
        stage: UpdateStage::Requested,
        versions: Vec::new(),
        finished_at: None,
        closed: None,
    }
}

/// The principal opens what cô Hoa asks for.
fn opened(school: &mut NamThanh, titles: &[&str], hours: u32, open_for: OpenFor) {
    let principal = signature(school, "cô Nguyệt", Post::Principal, GRANTED);
    let update = request(school, titles).grant(principal, hours, LockReading::Together, open_for).unwrap();
    school.updates.all.push(update);
}

/// cô Hoa hands in by the update of this place in the list.
fn hands_in(school: &mut NamThanh, title: &str, when: &str) -> SubmissionId {
    school.hands_in("cô Hoa", title, when);
    let (obligation, submission) = {
        let one = school.obligation(title);
        (one.id, one.handed_in.as_ref().unwrap().submission)
    };
    school.updates.all[0].versions.push(UpdateVersion { obligation, submission, at: at(when) });
    submission
}

fn is_open_to(school: &mut NamThanh, mention: &str, title: &str, began: &str, now: &str) -> bool {
    let obligation = school.obligation(title).clone();
    let arrival = Arrival { began: at(began), now: at(now) };
    let facts = school.facts();
    let checked = facts.check_hand_in(&facts.actor(school.person_id(mention), at(now)), &obligation, arrival);
    let person = school.person_id(mention);
    assert_eq!(facts.update_for(person, &obligation, arrival).is_some(), checked.is_ok(), "{mention} {now}");
    checked.is_ok()
}

fn is_reviewable(school: &mut NamThanh, title: &str, now: &str) -> bool {
    let obligation = school.obligation(title).clone();
    school.facts().check_reviewable(&obligation, Arrival::at(at(now))).is_ok()
}

#[test]
fn exactly_these_records_are_open_for_these_hours_and_for_whoever_asked() {
    let mut school = shut();
    opened(&mut school, &[PLAN], 24, OpenFor::TheHours);
    let mut check = |mention, title, now, is_open| {
        assert_eq!(is_open_to(&mut school, mention, title, now, now), is_open, "{mention} {title} {now}");
    };
    check("cô Hoa", PLAN, "2026-11-25 10:00", true);
    check("cô Hoa", PLAN, "2026-11-26 09:59:59", true);
    check("cô Hoa", PLAN, "2026-11-26 10:00", false);
    check("cô Hoa", OTHER, "2026-11-25 12:00", false);
    check("cô Thảo", PLAN, "2026-11-25 12:00", false);
    let facts = school.facts();
    let obligation = school.obligation(PLAN).clone();
    let writable = facts.check_writable(&obligation, Arrival::at(at("2026-11-25 12:00")));
    assert!(matches!(writable, Err(Refusal::Lock(LockRefusal::Shut(_)))), "every other way in stays shut");
}

#[test]
fn what_began_to_arrive_while_it_was_open_is_finished() {
    let mut school = shut();
    opened(&mut school, &[PLAN], 24, OpenFor::TheHours);
    let end = "2026-11-26 10:00";
    let mut check = |began, now, is_open| assert_eq!(is_open_to(&mut school, "cô Hoa", PLAN, began, now), is_open, "{began} {now}");
    check("2026-11-26 09:59:59", "2026-11-26 10:59:58", true);
    check("2026-11-26 09:59:59", "2026-11-26 11:00", false);
    check(end, "2026-11-26 10:01", false);
    // A file that waited from before the grant is no hindrance.
    check("2026-11-20 10:00", "2026-11-25 10:05", true);
    assert_eq!(FINISH_WITHIN, TimeDelta::hours(1));
}

#[test]
fn it_is_shut_again_when_the_requester_is_done_or_by_the_one_hand_in() {
    let mut school = shut();
    opened(&mut school, &[PLAN, OTHER], 24, OpenFor::OneHandIn);
    hands_in(&mut school, PLAN, "2026-11-25 11:00");
    assert!(
        !is_open_to(&mut school, "cô Hoa", PLAN, "2026-11-25 10:30", "2026-11-25 11:00"),
        "once is once, whatever began before"
    );
    assert!(is_open_to(&mut school, "cô Hoa", OTHER, "2026-11-25 11:00", "2026-11-25 11:00"));
    let update = school.updates.all[0].clone();
    assert_eq!(update.state(at("2026-11-25 12:00")), UpdateState::Open);
    let done = update.finish(at("2026-11-25 12:00")).unwrap();
    assert_eq!(done.state(at("2026-11-25 12:00")), UpdateState::Closed);
    assert_eq!(done.clone().finish(at("2026-11-25 13:00")), Err(UpdateRefusal::NotOpen.into()));
    assert_eq!(done.shut_again(school.obligation(PLAN).id), Some(at("2026-11-25 11:00")));
    assert_eq!(done.shut_again(school.obligation(OTHER).id), Some(at("2026-11-25 12:00")));
    school.updates.all[0] = done;
    for (began, now) in [("2026-11-25 12:00", "2026-11-25 12:00"), ("2026-11-25 11:59", "2026-11-25 12:01")] {
        assert!(!is_open_to(&mut school, "cô Hoa", OTHER, began, now), "done is done, whatever began before: {began}");
    }
    // Where it is open for the hours, a hand-in shuts nothing.
    let mut school = shut();
    opened(&mut school, &[PLAN], 24, OpenFor::TheHours);
    hands_in(&mut school, PLAN, "2026-11-25 11:00");
    assert!(is_open_to(&mut school, "cô Hoa", PLAN, "2026-11-25 12:00", "2026-11-25 12:00"));
}

#[test]
fn the_version_that_came_so_is_reviewed_for_as_many_hours_after_the_end_and_on_the_next_working_day() {
    let mut school = shut();
    school.hands_in("cô Hoa", PLAN, "2026-09-18 10:00");
    opened(&mut school, &[PLAN], 72, OpenFor::TheHours);
    assert!(!is_reviewable(&mut school, PLAN, "2026-11-25 12:00"), "what was handed in before stays shut");
    let version = hands_in(&mut school, PLAN, "2026-11-25 12:00");
    // Shut again on Saturday at ten: until Tuesday at ten.
    for (now, is_open) in [("2026-11-25 12:00", true), ("2026-12-01 09:59:59", true), ("2026-12-01 10:00", false)] {
        assert_eq!(is_reviewable(&mut school, PLAN, now), is_open, "{now}");
    }
    // Of two hours in the night before a day off nobody could have read it.
    for (granted, until) in [("2026-11-27 19:00", "2026-12-01 00:00"), ("2026-11-25 10:00", "2026-11-27 00:00")] {
        let mut school = shut();
        let principal = signature(&school, "cô Nguyệt", Post::Principal, granted);
        let update = request(&mut school, &[PLAN]).grant(principal, 2, LockReading::Together, OpenFor::TheHours).unwrap();
        school.updates.all.push(update);
        hands_in(&mut school, PLAN, granted);
        let last = at(until) - TimeDelta::seconds(1);
        let obligation = school.obligation(PLAN).clone();
        let is_open = |now| school.facts().check_reviewable(&obligation, Arrival::at(now)).is_ok();
        assert_eq!((is_open(last), is_open(at(until))), (true, false), "{granted}");
    }
    assert_eq!(school.updates.of_version(version).map(|one| one.number), Some(1));
    assert!(!is_reviewable(&mut school, OTHER, "2026-11-25 12:00"));
}

#[test]
fn an_order_that_was_decided_later_shuts_it_as_far_as_its_post_reaches() {
    let later = "2026-11-25 11:00";
    let mut school = shut();
    opened(&mut school, &[PLAN], 24, OpenFor::TheHours);
    school.orders("cô Vân", LockKind::Lock, weeks(3, 3), later);
    assert!(is_open_to(&mut school, "cô Hoa", PLAN, later, later), "a vice principal undoes nothing of the principal's");
    school.orders("cô Nguyệt", LockKind::Lock, weeks(3, 3), "2026-11-25 12:00");
    assert!(!is_open_to(&mut school, "cô Hoa", PLAN, "2026-11-25 12:00", "2026-11-25 12:00"));
    // A vice principal who may open alone opens what the principal has shut before: that is what the procedure is for.
    let mut school = shut();
    let vice = signature(&school, "cô Vân", Post::VicePrincipal, GRANTED);
    let update = request(&mut school, &[PLAN]).grant(vice, 24, LockReading::EitherAlone, OpenFor::TheHours).unwrap();
    school.updates.all.push(update);
    assert!(is_open_to(&mut school, "cô Hoa", PLAN, later, later));
    // What another vice principal shuts afterwards is shut, although the principal's order from before is the one that decides.
    school.orders("cô Hạnh", LockKind::Lock, weeks(3, 3), "2026-11-25 12:00");
    assert!(!is_open_to(&mut school, "cô Hoa", PLAN, "2026-11-25 12:00", "2026-11-25 12:00"));
}

/// While the clock stands still, the log says which of two decisions was the later.
#[test]
fn of_a_grant_and_an_order_of_one_instant_the_later_one_in_the_log_counts() {
    for (grant_at, order_at, is_open) in [(7, 8, false), (8, 7, true)] {
        let mut school = shut();
        opened(&mut school, &[PLAN], 24, OpenFor::TheHours);
        school.orders("cô Nguyệt", LockKind::Lock, weeks(3, 3), GRANTED);
        let UpdateStage::Granted(grant) = &mut school.updates.all[0].stage else { panic!("it is granted") };
        grant.place = grant_at;
        let Stage::Decided(decided) = &mut school.locks.orders.last_mut().unwrap().stage else { panic!("it is decided") };
        decided.place = order_at;
        assert_eq!(is_open_to(&mut school, "cô Hoa", PLAN, GRANTED, GRANTED), is_open, "{grant_at} {order_at}");
    }
}

/// It was open to cô Hoa, as the record of an unlocked week is to everybody.
#[test]
fn what_began_to_arrive_before_a_later_order_shut_it_again_is_finished() {
    for (under_way, is_finished) in [(UnderWay::Finishes, true), (UnderWay::Stops, false)] {
        let mut school = shut();
        opened(&mut school, &[PLAN], 24, OpenFor::TheHours);
        let plan = school.locks.orders[0].plan.clone();
        school.decides_order("cô Nguyệt", LockPlan { under_way, ..plan }, "2026-11-25 11:00");
        let mut check = |began, now, is_open| {
            assert_eq!(is_open_to(&mut school, "cô Hoa", PLAN, began, now), is_open, "{under_way:?} {began} {now}");
        };
        check("2026-11-25 10:59", "2026-11-25 11:20", is_finished);
        check("2026-11-25 11:00", "2026-11-25 11:20", false);
        check("2026-11-25 10:59", "2026-11-25 12:00", false);
    }
}

/// The clock showed four in the afternoon while everything was done, and is set right to nine then.
#[test]
fn what_a_clock_that_was_ahead_noted_has_happened() {
    let (ahead, right) = (at("2026-11-25 16:00"), "2026-11-25 09:00");
    let mut school = shut();
    let principal = Signature { at: ahead, ..signature(&school, "cô Nguyệt", Post::Principal, GRANTED) };
    let granted = request(&mut school, &[PLAN]).grant(principal, 24, LockReading::Together, OpenFor::TheHours).unwrap();
    let done = granted.clone().finish(ahead).unwrap();
    school.updates.all.push(granted);
    assert!(is_open_to(&mut school, "cô Hoa", PLAN, right, right));
    assert_eq!(school.updates.all[0].state(at(right)), UpdateState::Open);
    school.updates.all[0] = done;
    for now in [right, "2026-11-25 15:59", "2026-11-25 17:00"] {
        assert!(!is_open_to(&mut school, "cô Hoa", PLAN, now, now), "{now}");
        assert_eq!(school.updates.all[0].state(at(now)), UpdateState::Closed, "{now}");
    }
}

#[test]
fn a_request_goes_from_the_words_to_its_end_and_never_back() {
    let mut school = shut();
    let (vice, principal) = (
        signature(&school, "cô Vân", Post::VicePrincipal, "2026-11-25 09:00"),
        signature(&school, "cô Nguyệt", Post::Principal, GRANTED),
    );
    let asked = request(&mut school, &[PLAN]);
    assert_eq!(asked.state(at(GRANTED)), UpdateState::Requested);
    let proposed = asked.clone().grant(vice, 12, LockReading::Together, OpenFor::TheHours).unwrap();
    assert_eq!(proposed.state(at(GRANTED)), UpdateState::Proposed);
    let twice = proposed.clone().grant(vice, 12, LockReading::Together, OpenFor::TheHours);
    assert_eq!(twice, Err(UpdateRefusal::ProposedAlready { at: vice.at }.into()));
    let second = Signature { by: school.person_id("cô Hạnh"), ..vice };
    let second = proposed.clone().grant(second, 12, LockReading::Together, OpenFor::TheHours);
    assert_eq!(second, Err(UpdateRefusal::IsThePrincipals.into()), "two vice principals are no principal");
    let granted = proposed.clone().grant(principal, 24, LockReading::Together, OpenFor::TheHours).unwrap();
    let grant = granted.granted().unwrap();
    assert_eq!((grant.signatures.as_slice(), grant.hours), (&[vice, principal][..], 24), "the hours are the principal's");
    assert_eq!(granted.state(at(GRANTED)), UpdateState::Open);
    assert_eq!(granted.state(at("2026-11-26 10:00")), UpdateState::Closed);
    let words = || Reason::parse("Đã có bản trên giấy").unwrap();
    let refused = proposed.clone().refuse(principal, words()).unwrap();
    let withdrawn = asked.clone().withdraw(at(GRANTED)).unwrap();
    for (update, state, refusal) in [
        (granted, UpdateState::Open, UpdateRefusal::GrantedAlready { at: at(GRANTED) }),
        (refused, UpdateState::Refused, UpdateRefusal::RefusedAlready { at: at(GRANTED) }),
        (withdrawn, UpdateState::Withdrawn, UpdateRefusal::Withdrawn { at: at(GRANTED) }),
    ] {
        let no = || Err(Refusal::from(refusal.clone()));
        assert_eq!(update.state(at(GRANTED)), state);
        assert_eq!(update.clone().grant(principal, 1, LockReading::Together, OpenFor::TheHours), no());
        assert_eq!(update.clone().refuse(principal, words()), no());
        assert_eq!(update.withdraw(at(GRANTED)), no());
    }
    assert_eq!(asked.finish(at(GRANTED)), Err(UpdateRefusal::NotOpen.into()));
}

/// Why cô Hoa, or somebody else, cannot ask for this record; nothing where they can.
fn refused(school: &mut NamThanh, mention: &str, title: &str) -> Option<Refusal> {
    let obligation = school.obligation(title).clone();
    let facts = school.facts();
    check_request(&facts, &facts.actor(school.person_id(mention), at(ASKED)), &[&obligation], at(ASKED)).err()
}

#[test]
fn there_has_to_be_something_to_ask_for() {
    let mut school = shut();
    assert_eq!(refused(&mut school, "cô Hoa", PLAN), None);
    assert_eq!(refused(&mut school, "cô Đào", PLAN), Some(Refusal::NotYoursToHandIn), "somebody else's record");
    let open = "Giáo án tuần 13 · Lớp 4A";
    assert_eq!(refused(&mut school, "cô Hoa", open), Some(UpdateRefusal::NotShut { title: open.to_owned() }.into()));
    let asked = request(&mut school, &[PLAN]);
    school.updates.all.push(asked);
    let waits =
        UpdateRefusal::Waits { update: id(18, 1), name: "Đề nghị bổ sung số 01".to_owned(), title: PLAN.to_owned() };
    assert_eq!(refused(&mut school, "cô Hoa", PLAN), Some(waits.into()));
    assert_eq!(refused(&mut school, "cô Thảo", PLAN), None, "opened for cô Hoa, it is shut to her");
    school.updates.all.clear();
    opened(&mut school, &[PLAN], 24, OpenFor::TheHours);
    let facts = school.facts();
    let (obligation, hoa) = (school.obligation(PLAN).clone(), facts.actor(school.person_id("cô Hoa"), at("2026-11-25 11:00")));
    let again = check_request(&facts, &hoa, &[&obligation], at("2026-11-25 11:00")).map(drop);
    assert_eq!(again, Err(UpdateRefusal::NotShut { title: PLAN.to_owned() }.into()), "it is open to her");
    assert_eq!(check_request(&facts, &hoa, &[], at(ASKED)).map(drop), Err(UpdateRefusal::NothingAsked.into()));
    let mut school = shut();
    school.exempts(PLAN, "Lớp nghỉ");
    let exempt = UpdateRefusal::Exempt { title: PLAN.to_owned(), at: at("2026-09-01 09:00") };
    assert_eq!(refused(&mut school, "cô Hoa", PLAN), Some(exempt.into()));
}

#[test]
fn what_was_exempted_opened_or_closed_meanwhile_is_left_out() {
    let mut school = shut();
    let asked = request(&mut school, &[PLAN, OTHER]);
    school.updates.all.push(asked.clone());
    let left = |school: &NamThanh| check_grant(&school.facts(), &asked, at(GRANTED));
    assert_eq!(left(&school), Ok(()));
    let by = school.person_id("cô Nguyệt");
    school.obligation(PLAN).exemption = Some(Exemption { by, at: at(ASKED), reason: "Lớp nghỉ".to_owned() });
    assert_eq!(left(&school), Ok(()), "the other one is opened all the same");
    let facts = school.facts();
    let told = update_told(&facts, &facts.actor(by, at(GRANTED)), &asked, at(GRANTED));
    assert!(told.records[0].left_out.as_ref().is_some_and(|words| words.contains("được miễn")), "{told:?}");
    assert_eq!(told.records[1].left_out, None);
    let mut closed = school.clone();
    closed.obligation(OTHER).closing = Some(Closing { at: at(ASKED), reason: "lớp giải thể".to_owned() });
    assert_eq!(left(&closed), Err(UpdateRefusal::NothingLeft.into()));
    school.orders("cô Nguyệt", LockKind::Unlock, weeks(4, 4), "2026-11-25 09:00");
    assert_eq!(left(&school), Err(UpdateRefusal::NothingLeft.into()), "the other one was opened by an order");
    // Granted before it was exempted, it is open no more.
    let mut school = shut();
    opened(&mut school, &[PLAN], 24, OpenFor::TheHours);
    school.obligation(PLAN).exemption = Some(Exemption { by, at: at(GRANTED), reason: "Lớp nghỉ".to_owned() });
    assert!(!is_open_to(&mut school, "cô Hoa", PLAN, "2026-11-25 11:00", "2026-11-25 11:00"));
}

/// The whole year, with nothing handed in.
static FACTS: LazyLock<Facts> = LazyLock::new(|| nam_thanh().facts());

/// Which records are shut to whom, of these people.
fn shut_to(facts: &Facts, people: &[PersonId], now: Timestamp) -> Vec<(PersonId, ObligationId)> {
    let pairs = people.iter().flat_map(|person| facts.obligations.iter().map(move |one| (*person, one)));
    pairs
        .filter(|(person, one)| facts.shut_to(*person, one, Arrival::at(now)).is_some())
        .map(|(person, one)| (person, one.id))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_update_opens_its_records_to_its_requester_alone_and_leaves_nothing_behind(
        scope in crate::scope::tests::scopes(),
        places in proptest::collection::btree_set(0_usize..400, 1..6),
        hours in 1_u32..=168,
        seconds in 0_i64..700_000,
    ) {
        let mut school = nam_thanh();
        school.orders("cô Nguyệt", LockKind::Lock, scope, "2026-11-24 08:00");
        let people = ["cô Hoa", "cô Thảo", "cô Đào", "cô Nguyệt"].map(|mention| school.person_id(mention));
        let records: Vec<ObligationId> =
            places.into_iter().filter_map(|place| FACTS.obligations.iter().nth(place)).map(|one| one.id).collect();
        let now = at(GRANTED) + TimeDelta::seconds(seconds);
        let before = shut_to(&school.facts(), &people, now);
        let principal = signature(&school, "cô Nguyệt", Post::Principal, GRANTED);
        let asked = Update {
            records: records.iter().map(|id| UpdateRecord { obligation: *id, order: self::id(17, 1) }).collect(),
            ..request(&mut school, &[])
        };
        school.updates.all.push(asked.grant(principal, hours, LockReading::Together, OpenFor::TheHours).unwrap());
        let after = shut_to(&school.facts(), &people, now);
        let is_over = now >= at(GRANTED) + TimeDelta::hours(hours.into());
        let is_opened = |pair: &&(PersonId, ObligationId)| !is_over && pair.0 == people[0] && records.contains(&pair.1);
        let expected: Vec<_> = before.iter().filter(|pair| !is_opened(pair)).copied().collect();
        prop_assert_eq!(after, expected);
    }
}

#[test]
fn it_judges_nobody_anew() {
    let mut school = shut();
    school.hands_in("cô Hoa", PLAN, "2026-10-02 10:00");
    let now = at("2026-11-25 12:00");
    let before = school.facts().standing(school.obligation(PLAN), now);
    opened(&mut school, &[PLAN], 24, OpenFor::TheHours);
    hands_in(&mut school, PLAN, "2026-11-25 12:00");
    let obligation = school.obligation(PLAN).clone();
    assert_eq!(school.facts().standing(&obligation, now), before);
    assert_eq!(obligation.handed_in.unwrap().versions, 2);
    assert!(day("2026-10-02") > obligation.terms.due.unwrap().day, "it was late, and stays so");
}
