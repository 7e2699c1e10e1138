//! "Khóa lại ngay": what was opened is closed before its hours are over.

use super::*;
use crate::locks::LockKind;

/// Open to cô Hoa from ten for a day, and closed at noon.
fn closed(open_for: OpenFor) -> NamThanh {
    let mut school = shut();
    opened(&mut school, &[PLAN], 24, open_for);
    let noon = signature(&school, "cô Nguyệt", Post::Principal, "2026-11-25 12:00");
    let update = school.updates.all.remove(0).close(noon).unwrap();
    school.updates.all.insert(0, update);
    school
}

#[test]
fn what_began_to_arrive_before_it_was_closed_is_finished_and_nothing_else() {
    let mut school = closed(OpenFor::TheHours);
    let mut check = |began, now, is_open| assert_eq!(is_open_to(&mut school, "cô Hoa", PLAN, began, now), is_open, "{began} {now}");
    check("2026-11-25 11:59:59", "2026-11-25 12:59:58", true);
    check("2026-11-25 11:59:59", "2026-11-25 13:00", false);
    check("2026-11-25 12:00", "2026-11-25 12:01", false);
    // What a clock noted ahead of now has happened by now.
    check("2026-11-25 11:00", "2026-11-25 11:00", false);
    let update = &school.updates.all[0];
    let obligation = update.records[0].obligation;
    assert_eq!((update.shut_again(obligation), update.ends_at()), (Some(at("2026-11-25 12:00")), Some(at("2026-11-25 12:00"))));
    assert_eq!(
        (update.state(at("2026-11-25 12:00")), update.ends_by_itself_at(at("2026-11-25 12:00"))),
        (UpdateState::Closed, None)
    );
}

#[test]
fn what_came_before_it_was_closed_can_still_be_reviewed() {
    let mut school = shut();
    opened(&mut school, &[PLAN], 24, OpenFor::TheHours);
    hands_in(&mut school, PLAN, "2026-11-25 11:00");
    let noon = signature(&school, "cô Nguyệt", Post::Principal, "2026-11-25 12:00");
    school.updates.all[0] = school.updates.all[0].clone().close(noon).unwrap();
    assert!(is_reviewable(&mut school, PLAN, "2026-11-26 11:59:59"), "until as many hours after it was closed");
}

#[test]
fn only_what_is_open_is_closed_and_once() {
    let mut school = shut();
    let noon = signature(&school, "cô Nguyệt", Post::Principal, "2026-11-25 12:00");
    let not_open: Refusal = UpdateRefusal::NotOpen.into();
    assert_eq!(request(&mut school, &[PLAN]).close(noon), Err(not_open.clone()));
    opened(&mut school, &[PLAN], 1, OpenFor::TheHours);
    let over = school.updates.all[0].clone();
    assert_eq!(over.close(noon), Err(not_open.clone()), "its hours are over");
    let closed = closed(OpenFor::TheHours).updates.all[0].clone();
    let again = closed.clone().close(noon);
    assert_eq!(again, Err(UpdateRefusal::ClosedAlready { at: at("2026-11-25 12:00") }.into()));
    assert_eq!(closed.finish(at("2026-11-25 13:00")), Err(not_open));
}

#[test]
fn whoever_may_close_it_is_offered_that_while_it_is_open() {
    let mut school = shut();
    opened(&mut school, &[PLAN], 24, OpenFor::TheHours);
    let told = |school: &NamThanh, who: &str, now: &str| {
        let facts = school.facts();
        update_told(&facts, &facts.actor(school.person_id(who), at(now)), &facts.updates.all[0], at(now))
    };
    for (who, may_close) in [("cô Nguyệt", true), ("cô Vân", false), ("cô Hoa", false), ("thầy Định", false)] {
        assert_eq!(told(&school, who, "2026-11-25 11:00").may_close, may_close, "{who}");
    }
    school.updates.all[0] = closed(OpenFor::TheHours).updates.all[0].clone();
    let after = told(&school, "cô Nguyệt", "2026-11-25 13:00");
    assert_eq!((after.may_close, after.state), (false, UpdateState::Closed));
    assert_eq!(after.closed.map(|one| (one.who, one.at)), Some(("Nguyễn Thị Minh Nguyệt".to_owned(), at("2026-11-25 12:00"))));
    // An order that was decided since shuts it, and there is nothing left to close.
    school.updates.all[0].closed = None;
    school.orders("cô Nguyệt", LockKind::Lock, weeks(3, 3), "2026-11-25 11:00");
    assert!(!told(&school, "cô Nguyệt", "2026-11-25 11:30").may_close);
}
