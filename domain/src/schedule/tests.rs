#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    locks::{Act, LockKind, LockPlan, UnderWay},
    obligations::Reason,
    people::{Acting, Position},
    scope::Scope,
    testing::{NamThanh, at, day, id, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

fn plan(kind: LockKind, start: Start, until: Option<&str>) -> LockPlan {
    LockPlan {
        kind,
        scope: Scope::whole(),
        start,
        until: until.map(at),
        under_way: UnderWay::Finishes,
        reason: Reason::parse("Chốt hồ sơ").unwrap(),
        decision: String::new(),
        executor: None,
    }
}

/// Cô Đào acts for cô Ấm through this day; the end was entered then.
fn lent(school: &NamThanh, until: &str, known: &str) -> (AppointmentId, Appointment) {
    let acting = Some(Acting { person: school.person_id("cô Ấm"), decision: "15/QĐ-MNNT".to_owned() });
    let position = Position::Head(school.department("Mẫu giáo 4–5 tuổi"));
    let (person, from, known) = (school.person_id("cô Đào"), day("2026-11-20"), Some(at(known)));
    let lent = Appointment { person, position, from, until: Some(day(until)), known_since: known, end_known_since: known, acting };
    (id(18, 1), lent)
}

#[test]
fn what_is_ordered_for_a_minute_comes_in_its_order_and_is_due_until_it_is_noted() {
    let mut school = nam_thanh();
    let five = at("2026-11-27 17:00");
    let lock = school.decides_order("cô Nguyệt", plan(LockKind::Lock, Start::At(five), Some("2026-12-01 08:00")), NOW);
    let open = school.decides_order("cô Nguyệt", plan(LockKind::Unlock, Start::WhenDecided, Some("2026-11-27 17:00")), NOW);
    let acting = [lent(&school, "2026-11-26", "2026-11-20 08:00")];
    let all = occasions(&school.locks.orders, &[], &acting, at(NOW));
    let expected = [
        Ordered { at: at("2026-11-27 00:00"), what: Occasion::DelegationEnds(id(18, 1)) },
        Ordered { at: five, what: Occasion::LockEnds(open) },
        Ordered { at: five, what: Occasion::LockTakesEffect(lock) },
        Ordered { at: at("2026-12-01 08:00"), what: Occasion::LockEnds(lock) },
    ];
    assert_eq!(all, expected, "what was decided at once begins by a deed");
    assert_eq!(due(&all, &[], at(NOW)), []);
    assert_eq!(next_minute(&all, at(NOW)), Some(at("2026-11-27 00:00")));
    // Off for two days: all of it, in its order.
    let later = at("2026-11-29 09:00");
    assert_eq!(due(&all, &[], later), expected[..3]);
    let noted = [Run { ordered: expected[1], ran_at: five }];
    assert_eq!(due(&all, &noted, later), [expected[0], expected[2]]);
    assert_eq!(next_minute(&all, later), Some(at("2026-12-01 08:00")));
    assert_eq!(next_minute(&all, at("2026-12-01 08:00")), None);
    // A clock that is set back makes nothing of it due that has not come, and what is noted stays noted.
    assert_eq!(due(&all, &noted, at(NOW)), []);
}

#[test]
fn what_somebody_overtook_does_not_happen_by_itself() {
    let mut school = nam_thanh();
    let timed = plan(LockKind::Lock, Start::At(at("2026-11-27 17:00")), Some("2026-12-01 08:00"));
    let revoked_at = |school: &NamThanh, when: &str| {
        let order = school.locks.orders[0].clone();
        let act = Act { by: school.person_id("cô Nguyệt"), at: at(when) };
        vec![order.revoke(act, Reason::parse("Nhầm tuần").unwrap()).unwrap()]
    };
    school.decides_order("cô Nguyệt", timed, NOW);
    let moments =
        |orders: &[LockOrder], now: &str| occasions(orders, &[], &[], at(now)).into_iter().map(|one| one.at).collect::<Vec<_>>();
    assert_eq!(moments(&revoked_at(&school, "2026-11-26 08:00"), "2026-11-26 08:00"), Vec::<Timestamp>::new());
    assert_eq!(moments(&revoked_at(&school, "2026-11-28 08:00"), "2026-11-28 08:00"), [at("2026-11-27 17:00")]);
    // One that waits for the team begins by their deed, and lapses where nobody has carried it out.
    let waits = plan(LockKind::Lock, Start::WhenExecuted, Some("2026-12-01 08:00"));
    school.decides_order("cô Nguyệt", waits, NOW);
    assert_eq!(moments(&school.locks.orders[1..], NOW), Vec::<Timestamp>::new());
    // Whoever ends a delegation on its last day has ended it.
    let by_hand = [lent(&school, "2026-11-24", NOW)];
    assert_eq!(occasions(&[], &[], &by_hand, at(NOW)), []);
    let never_began = [lent(&school, "2026-11-19", "2026-11-18 08:00")];
    assert_eq!(occasions(&[], &[], &never_began, at(NOW)), []);
}

#[test]
fn what_happens_by_itself_is_told_with_its_minute_and_when_it_was_noted() {
    let mut school = nam_thanh();
    let five = at("2026-11-27 17:00");
    let lock = school.decides_order("cô Nguyệt", plan(LockKind::Lock, Start::At(five), Some("2026-12-01 08:00")), NOW);
    let acting = [lent(&school, "2026-11-26", "2026-11-20 08:00")];
    let facts = school.facts();
    let ended = Ordered { at: at("2026-11-27 00:00"), what: Occasion::DelegationEnds(id(18, 1)) };
    let began = Ordered { at: five, what: Occasion::LockTakesEffect(lock) };
    let ran_at = at("2026-11-29 09:00");
    let runs = [Run { ordered: ended, ran_at }, Run { ordered: began, ran_at }];
    let told = schedule_told(&facts, &acting, &runs, ran_at);
    let words: Vec<&str> = told.done.iter().map(|line| line.words.as_str()).collect();
    assert_eq!(words[0], "Lệnh khóa số 01 có hiệu lực");
    assert!(words[1].starts_with("Hết ủy quyền: cô Đào thay cô Lê Thị Ấm"), "{}", words[1]);
    let coming = told.coming.iter().map(|line| line.words.as_str()).collect::<Vec<_>>();
    assert_eq!(coming, ["Báo việc trong ngày cho từng người", "Lệnh khóa số 01 hết hiệu lực"]);
    let of_lock = of_order(&facts, lock, &runs, ran_at);
    assert_eq!(
        of_lock.iter().map(|line| (line.at, line.ran_at)).collect::<Vec<_>>(),
        [(five, Some(ran_at)), (at("2026-12-01 08:00"), None)]
    );
}

/// Cô Hoa's plan of week 3 is open to her from ten for a day.
#[test]
fn what_an_update_opened_is_shut_again_by_itself_unless_somebody_ends_it_before() {
    let mut school = nam_thanh();
    let plan = "Giáo án tuần 3 · Lớp 4A";
    let whole = self::plan(LockKind::Lock, Start::WhenDecided, None);
    school.decides_order("cô Nguyệt", whole, "2026-11-25 08:00");
    school.opens_to("cô Hoa", plan, "2026-11-25 10:00");
    let (end, id) = (at("2026-11-26 10:00"), school.updates.all[0].id);
    let ordered = Ordered { at: end, what: Occasion::UpdateEnds(id) };
    let all = |school: &NamThanh, now: &str| occasions(&[], &school.updates.all, &[], at(now));
    assert_eq!(all(&school, NOW), [ordered]);
    assert_eq!(all(&school, "2026-11-27 08:00"), [ordered], "what has come is still known");
    let facts = school.facts();
    let told = schedule_told(&facts, &[], &[Run { ordered, ran_at: end }], at("2026-11-27 08:00"));
    assert_eq!(
        (told.done[0].words.as_str(), told.done[0].about),
        ("Đề nghị bổ sung số 01: hết giờ mở, hồ sơ khóa lại", About::Update(id))
    );
    // Said to be done, or closed, before: a deed. Noted by a clock that was ahead, it has happened by now.
    let deed = |school: &NamThanh, when: &str, now: &str| {
        let mut done = school.clone();
        done.updates.all[0].finished_at = Some(at(when));
        let mut closed = school.clone();
        closed.updates.all[0].closed = Some(school.signature("cô Nguyệt", when));
        assert_eq!(all(&done, now), all(&closed, now), "{when} {now}");
        all(&done, now)
    };
    assert_eq!(deed(&school, "2026-11-25 12:00", NOW), []);
    assert_eq!(deed(&school, "2026-11-27 12:00", NOW), [], "a clock that was ahead");
    // At one minute it ends before an order begins.
    let timed = self::plan(LockKind::Lock, Start::At(end), None);
    let order = school.decides_order("cô Nguyệt", timed, NOW);
    let both = occasions(&school.locks.orders, &school.updates.all, &[], at(NOW));
    assert_eq!(both, [ordered, Ordered { at: end, what: Occasion::LockTakesEffect(order) }]);
}

#[test]
fn a_digest_is_due_on_the_morning_of_a_working_day_of_the_year_and_on_that_day_alone() {
    let mut school = nam_thanh();
    let digests = |school: &NamThanh, now: &str| {
        let all = all_occasions(&school.facts(), &[], at(now));
        let minutes: Vec<Timestamp> = all.iter().filter(|one| one.what == Occasion::Digest).map(|one| one.at).collect();
        (due(&all, &[], at(now)).into_iter().map(|one| one.at).collect::<Vec<_>>(), minutes)
    };
    let (wednesday, thursday) = (at("2026-11-25 07:00"), at("2026-11-26 07:00"));
    assert_eq!(digests(&school, "2026-11-25 06:59"), (vec![], vec![wednesday, thursday]));
    assert_eq!(digests(&school, "2026-11-25 07:00"), (vec![wednesday], vec![wednesday, thursday]));
    // A server that was off since the morning tells it in the afternoon, and not in the evening.
    assert_eq!(digests(&school, "2026-11-25 16:59").0, [wednesday]);
    assert_eq!(digests(&school, "2026-11-25 17:00"), (vec![], vec![thursday]));
    // After days off only today's is told, and what is noted is not told again.
    let monday = at("2026-11-30 07:00");
    assert_eq!(digests(&school, "2026-11-28 09:00"), (vec![], vec![monday]));
    assert_eq!(digests(&school, "2026-11-30 08:00").0, [monday]);
    let facts = school.facts();
    let noted = [Run { ordered: Ordered { at: monday, what: Occasion::Digest }, ran_at: at("2026-11-30 08:00") }];
    assert_eq!(due(&all_occasions(&facts, &[], at("2026-11-30 09:00")), &noted, at("2026-11-30 09:00")), []);
    let told = schedule_told(&facts, &[], &noted, at("2026-11-30 09:00"));
    assert_eq!((told.done[0].words.as_str(), told.done[0].about), ("Báo việc trong ngày cho từng người", About::Digest));
    assert_eq!(told.coming[0].at, at("2026-12-01 07:00"));
    // Nobody is told anything on a day on which the school is shut, nor in summer.
    school.shuts("cô Nguyệt", Scope::whole(), ("2026-12-01", "2026-12-01"), "2026-11-30 09:00");
    assert_eq!(digests(&school, "2026-12-01 08:00"), (vec![], vec![at("2026-12-02 07:00")]));
    assert_eq!(digests(&school, "2027-07-15 08:00"), (vec![], vec![]));
    // At one minute what is told comes last: it counts what has ended and begun by then.
    let seven = plan(LockKind::Lock, Start::At(at("2026-12-03 07:00")), None);
    let order = school.decides_order("cô Nguyệt", seven, "2026-12-02 08:00");
    let both = all_occasions(&school.facts(), &[], at("2026-12-03 07:00"));
    let both: Vec<Occasion> = both.into_iter().filter(|one| one.at == at("2026-12-03 07:00")).map(|one| one.what).collect();
    assert_eq!(both, [Occasion::LockTakesEffect(order), Occasion::Digest]);
}
