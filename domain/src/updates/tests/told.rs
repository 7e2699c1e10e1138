//! What people read of an update, in the list, on its page and in the minutes.

use super::*;
use crate::my_work::{at_a_glance, my_work};

/// Cô Hoa asked for both, and the hours run or are about to.
#[test]
fn nothing_is_opened_to_whoever_can_hand_it_in_no_longer() {
    let mut school = shut();
    let asked = request(&mut school, &[PLAN, OTHER]);
    school.updates.all.push(asked.clone());
    let left_out = |school: &NamThanh| {
        let facts = school.facts();
        let told = update_told(&facts, &facts.actor(school.person_id("cô Nguyệt"), at(GRANTED)), &asked, at(GRANTED));
        (told.may_grant, told.may_refuse, told.records[0].left_out.clone())
    };
    assert_eq!(left_out(&school), (true, true, None));
    let hoa = school.person_id("cô Hoa");
    let mut suspended = school.clone();
    suspended.regime.organisation.suspended = vec![hoa];
    assert_eq!(left_out(&suspended), (false, true, Some("Tài khoản của người xin đang tạm khóa".to_owned())));
    assert_eq!(check_grant(&suspended.facts(), &asked, at(GRANTED)), Err(UpdateRefusal::NothingLeft.into()));
    // She teaches 4A no more.
    school.regime.organisation.appointments.retain(|one| one.person != hoa);
    assert_eq!(left_out(&school), (false, true, Some(format!("{PLAN} không còn là việc của người xin"))));
    assert_eq!(check_grant(&school.facts(), &asked, at(GRANTED)), Err(UpdateRefusal::NothingLeft.into()));
}

#[test]
fn what_an_order_shut_meanwhile_is_told_as_shut() {
    let mut school = shut();
    opened(&mut school, &[PLAN], 24, OpenFor::TheHours);
    let told = |school: &NamThanh, now: &str| {
        let facts = school.facts();
        let update = &facts.updates.all[0];
        update_told(&facts, &facts.actor(school.person_id("cô Hoa"), at(now)), update, at(now))
    };
    let open = told(&school, "2026-11-25 10:30");
    let names = (open.requested.who.as_str(), open.requester.as_str());
    assert_eq!(names, ("Nguyễn Thị Hoa (4A)", "Nguyễn Thị Hoa"), "under a paper stands the name alone");
    assert_eq!((open.state, open.may_finish, &open.records[0].left_out), (UpdateState::Open, true, &None));
    school.orders("cô Nguyệt", LockKind::Lock, weeks(3, 3), "2026-11-25 11:00");
    assert_eq!(told(&school, "2026-11-25 10:59").records[0].shut_meanwhile, [""; 0]);
    let shut = told(&school, "2026-11-25 11:00");
    assert_eq!((shut.state, shut.may_finish), (UpdateState::Closed, false));
    assert_eq!(shut.records[0].left_out.as_deref(), Some("Hồ sơ này đã khóa từ 11:00 ngày 25/11/2026"));
    let order = "Lệnh khóa số 02, do hiệu trưởng Nguyễn Thị Minh Nguyệt ra, từ 11:00 ngày 25/11/2026";
    for now in ["2026-11-25 11:00", "2026-11-26 10:00"] {
        assert_eq!(told(&school, now).records[0].shut_meanwhile, [order], "{now}");
    }
}

#[test]
fn what_is_told_says_what_the_reader_may_do() {
    let mut school = shut();
    let asked = request(&mut school, &[PLAN]);
    school.updates.all.push(asked);
    let deeds = |school: &NamThanh, mention: &str, now: &str| {
        let facts = school.facts();
        let actor = facts.actor(school.person_id(mention), at(now));
        let told = updates_told(&facts, &[], &actor, at(now));
        told.first().map(|one| (one.may_grant, one.decides_alone, one.may_refuse, one.may_withdraw, one.may_finish))
    };
    assert_eq!(deeds(&school, "cô Hoa", GRANTED), Some((false, false, false, true, false)));
    assert_eq!(deeds(&school, "cô Nguyệt", GRANTED), Some((true, true, true, false, false)));
    assert_eq!(deeds(&school, "cô Vân", GRANTED), Some((true, false, false, false, false)), "she proposes");
    assert_eq!(deeds(&school, "thầy Định", GRANTED), Some((false, false, false, false, false)));
    assert_eq!(deeds(&school, "cô Thảo", GRANTED), None, "it is not hers to read");
    school.updates.all.clear();
    opened(&mut school, &[PLAN], 24, OpenFor::TheHours);
    assert_eq!(deeds(&school, "cô Hoa", GRANTED), Some((false, false, false, false, true)));
    assert_eq!(deeds(&school, "cô Nguyệt", GRANTED), Some((false, false, false, false, false)));
    let facts = school.facts();
    let told = &updates_told(&facts, &[], &facts.actor(school.person_id("cô Hoa"), at(GRANTED)), at(GRANTED))[0];
    assert_eq!(told.granted.as_ref().map(|one| (one.hours, one.clause)), Some((24, "Điều 3 điểm c của Quy chế")));
    let shut_by = "Lệnh khóa số 01, do hiệu trưởng Nguyễn Thị Minh Nguyệt ra, từ 08:00 ngày 05/10/2026";
    assert_eq!(told.records[0].shut_by, shut_by);
}

#[test]
fn what_was_asked_for_of_a_year_that_is_over_names_its_records_and_opens_nothing() {
    let mut school = shut();
    let asked = request(&mut school, &[PLAN]);
    school.updates.all.push(asked);
    // The next year is shown, with the requests of all years and none of the records.
    let ended = std::sync::Arc::new(Facts { is_over: true, ..school.facts() });
    let shown = Facts { obligations: crate::obligations::Obligations::default(), ..school.facts() };
    let now = at("2027-08-20 09:00");
    let actor = shown.actor(school.person_id("cô Nguyệt"), now);
    let told = updates_told(&shown, &[ended], &actor, now).remove(0);
    assert_eq!(told.records[0].title, format!("{PLAN}, năm học 2026–2027"));
    assert_eq!(told.records[0].left_out.as_deref(), Some("Năm học 2026–2027 đã kết thúc, chỉ xem"));
    assert_eq!((told.records[0].is_known, told.may_grant, told.may_refuse), (true, false, true));
    let unnamed = updates_told(&shown, &[], &actor, now).remove(0);
    assert_eq!((unnamed.records[0].title.as_str(), unnamed.records[0].is_known), ("Hồ sơ của năm học khác", false));
}

#[test]
fn the_minutes_set_both_versions_side_by_side() {
    let mut school = shut();
    school.hands_in("cô Hoa", PLAN, "2026-09-18 10:00");
    opened(&mut school, &[PLAN, OTHER], 24, OpenFor::TheHours);
    let before = school.obligation(PLAN).handed_in.clone().unwrap().submission;
    let since = hands_in(&mut school, PLAN, "2026-11-25 12:00");
    let (facts, obligation) = (school.facts(), school.obligation(PLAN).id);
    let version = |submission, version, when: &str| crate::submissions::Submission {
        id: submission,
        obligation,
        version,
        person: school.person_id("cô Hoa"),
        received_at: at(when),
        clock: crate::submissions::ClockMark::Believed,
        note: String::new(),
        files: Vec::new(),
        composition: crate::submissions::Composition::default(),
        receipt: crate::submissions::Receipt {
            number: crate::submissions::ReceiptNumber { year: 2026, number: version.into() },
            verdict: crate::obligations::Verdict::NotJudged,
            due: None,
        },
        withdrawn_at: None,
    };
    let versions = vec![version(since, 2, "2026-11-25 12:00"), version(before, 1, "2026-09-18 10:00")];
    let versions = [(obligation, versions)];
    let read = |mention: &str, now: &str| {
        let actor = facts.actor(school.person_id(mention), at(now));
        minutes(&facts, &actor, &facts.updates.all[0], &versions, at(now))
    };
    let paper = read("cô Nguyệt", "2026-11-26 10:00");
    let told: Vec<_> = paper.records[0].versions.iter().map(|one| (one.version, one.mark, one.files.is_some())).collect();
    assert_eq!(told, [(1, None, true), (2, Some(MARK), true)]);
    assert_eq!(paper.records[0].shut_again, Some(at("2026-11-26 10:00")));
    assert_eq!(paper.records[1].versions, []);
    assert_eq!(paper.hashes, Hashes::Printed);
    assert_eq!(read("cô Nguyệt", "2026-11-26 09:59:59").records[0].shut_again, None);
    let of_management = read("thầy Định", "2026-11-26 10:00");
    assert!(of_management.records[0].versions.iter().all(|one| one.files.is_none()), "whoever may not open them reads no names");
}

#[test]
fn what_was_handed_in_and_is_open_stands_on_the_page_of_whoever_asked_until_it_comes() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-09-17 08:00").orders("cô Nguyệt", LockKind::Lock, weeks(1, 4), "2026-10-05 08:00");
    let told = |school: &NamThanh, mention: &str, now: &str| {
        let (facts, person) = (school.facts(), school.person(mention));
        let work = my_work(&facts, person, at(now));
        assert_eq!(at_a_glance(&facts, person.id, at(now)).left, work.left, "{mention} {now}");
        (work.opened.iter().map(|one| (one.title.clone(), one.until)).collect::<Vec<_>>(), work.left)
    };
    let left = told(&school, "cô Hoa", "2026-11-25 10:30").1;
    let way = |school: &NamThanh, now: &str| {
        let facts = school.facts();
        let record = facts.open_obligations().find(|one| facts.title(one) == PLAN).unwrap();
        update_way(&facts, &facts.actor(school.person_id("cô Hoa"), at(now)), record, at(now))
    };
    let mut nothing_shut = school.clone();
    nothing_shut.locks.orders.clear();
    assert_eq!(way(&nothing_shut, ASKED), None);
    assert_eq!(way(&school, ASKED), Some(UpdateWay::Ask));
    opened(&mut school, &[PLAN], 24, OpenFor::TheHours);
    let until = Some(at("2026-11-26 10:00"));
    assert_eq!(way(&school, "2026-11-25 10:30"), Some(UpdateWay::Open { by: id(18, 1), until }));
    assert_eq!(told(&school, "cô Hoa", "2026-11-25 10:30"), (vec![(PLAN.to_owned(), until)], left + 1));
    assert_eq!(told(&school, "cô Thảo", "2026-11-25 10:30").0, [], "it is open to whoever asked alone");
    assert_eq!(told(&school, "cô Hoa", "2026-11-26 10:00").0, [], "the hours are over");
    hands_in(&mut school, PLAN, "2026-11-25 11:00");
    assert_eq!(told(&school, "cô Hoa", "2026-11-25 11:01"), (vec![], left));
}

#[test]
fn requests_that_wait_are_counted_as_the_list_puts_them_first() {
    let mut school = shut();
    let asked = request(&mut school, &[PLAN]);
    school.updates.all.push(asked);
    let check = |school: &NamThanh, who: &str, expected: usize| {
        let (facts, now) = (school.facts(), at(GRANTED));
        let actor = facts.actor(school.person_id(who), now);
        let listed = updates_told(&facts, &[], &actor, now).iter().filter(|one| one.waits_for_reader()).count();
        assert_eq!((updates_for(&facts, &actor, now), listed), (expected, expected), "{who}");
    };
    for (who, expected) in [("cô Nguyệt", 1), ("cô Vân", 1), ("cô Hoa", 0), ("thầy Định", 0), ("cô Ấm", 0)] {
        check(&school, who, expected);
    }
    // What a vice principal has proposed waits for the principal alone.
    let vice = signature(&school, "cô Vân", Post::VicePrincipal, GRANTED);
    let proposed = school.updates.all.remove(0).grant(vice, 2, LockReading::Together, OpenFor::TheHours).unwrap();
    school.updates.all.push(proposed);
    check(&school, "cô Nguyệt", 1);
    check(&school, "cô Vân", 0);
    // Nothing is left to open: it waits for nobody and says so, and the principal closes it with words that stand ready.
    let hoa = school.person_id("cô Hoa");
    school.regime.organisation.suspended = vec![hoa];
    check(&school, "cô Nguyệt", 0);
    let facts = school.facts();
    let told = update_told(&facts, &facts.actor(school.person_id("cô Nguyệt"), at(GRANTED)), &facts.updates.all[0], at(GRANTED));
    assert_eq!((told.nothing_left, told.may_grant, told.may_refuse), (true, false, true));
    assert!(crate::obligations::Reason::parse(UpdateTold::NOTHING_LEFT).is_ok());
    school.regime.organisation.suspended.clear();
    check(&school, "cô Nguyệt", 1);
    school.regime.organisation.suspended = vec![hoa];
    let principal = signature(&school, "cô Nguyệt", Post::Principal, GRANTED);
    let granted = school.updates.all.remove(0).grant(principal, 2, LockReading::Together, OpenFor::TheHours).unwrap();
    school.updates.all.push(granted);
    check(&school, "cô Nguyệt", 0);
}
