#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    days::day_of,
    people::{Acting, Appointment, Position},
    permissions::{ReviewOf, decide_review},
    record_types::Step,
    testing::{NamThanh, at, day, nam_thanh},
};

/// What `who` hears who would comment on a record that `authors` have handed in.
fn answer(school: &mut NamThanh, who: &str, credential: Credential, title: &str, authors: &[&str]) -> &'static str {
    let obligation = school.obligation(title).clone();
    let facts = school.facts();
    let authors: Vec<PersonId> = authors.iter().map(|one| school.person_id(one)).collect();
    let actor = Actor { credential, ..facts.actor(school.person_id(who), at("2026-11-25 14:20")) };
    match decide_comment(&actor, facts.organisation(), facts.record_facts(&obligation), &authors) {
        Ok(_) => "yes",
        Err(Refusal::Comment(CommentRefusal::NotYours)) => "no",
        Err(Refusal::ResetUnconfirmed) => "unconfirmed",
        Err(other) => panic!("{other:?}"),
    }
}

/// cô Ấm heads Mẫu giáo 4–5 tuổi and cô Cúc is her deputy; cô Hoa and cô Thảo teach 4A there, cô Bình leads another one.
#[test]
fn authors_and_whoever_may_ever_approve_comment_and_nobody_else() {
    let mut school = nam_thanh();
    let (plan, health) = ("Giáo án tuần 13 · Lớp 4A", "Sổ theo dõi sức khỏe tuần 13 · Y tế");
    for (title, author, people) in [
        (plan, "cô Hoa", [("cô Hoa", "yes"), ("cô Thảo", "yes"), ("cô Ấm", "yes"), ("cô Cúc", "yes"), ("cô Vân", "yes")]),
        (plan, "cô Hoa", [("cô Nguyệt", "yes"), ("cô Bình", "no"), ("cô Đào", "no"), ("thầy Định", "no"), ("cô Hoà", "no")]),
        // Whoever wrote a version and has left the class is told what is said of it.
        (plan, "cô Đào", [("cô Đào", "yes"), ("cô Hoa", "yes"), ("cô Bình", "no"), ("cô Ấm", "yes"), ("thầy Định", "no")]),
        // What is fenced off is no head's, nor of whoever wrote it once.
        (health, "cô Hoà", [("cô Hoà", "yes"), ("cô Nguyệt", "yes"), ("cô Vân", "yes"), ("cô Ấm", "no"), ("thầy Định", "no")]),
        (health, "cô Đào", [("cô Đào", "no"), ("cô Hoà", "yes"), ("cô Cúc", "no"), ("cô Bình", "no"), ("cô Hạnh", "yes")]),
    ] {
        for (who, wanted) in people {
            assert_eq!(answer(&mut school, who, Credential::Trusted, title, &[author]), wanted, "{who} about {title} by {author}");
        }
    }
    // As with decisions: whoever's password was handed out says nothing as a reviewer, and answers as a teacher.
    for (who, wanted) in [("cô Hoa", "yes"), ("cô Thảo", "yes"), ("cô Ấm", "unconfirmed"), ("cô Nguyệt", "unconfirmed")] {
        assert_eq!(answer(&mut school, who, Credential::ResetUnconfirmed, plan, &["cô Hoa"]), wanted, "{who}");
    }
}

/// Both teachers of class 4A are on the side of the authors, whichever of them wrote: they begin and answer (one right), and neither
/// decides.
#[test]
fn whoever_shares_a_record_comments_on_it_and_decides_nothing() {
    let mut school = nam_thanh();
    let plan = "Giáo án tuần 13 · Lớp 4A";
    for (who, authors, comments, decides) in [
        ("cô Hoa", &["cô Hoa"][..], "yes", false),
        ("cô Thảo", &["cô Hoa"], "yes", false),
        ("cô Hoa", &["cô Thảo"], "yes", false),
        ("cô Thảo", &["cô Hoa", "cô Thảo"], "yes", false),
        // A head who wrote with them is one of the authors.
        ("cô Ấm", &["cô Hoa", "cô Ấm"], "yes", false),
        ("cô Ấm", &["cô Hoa", "cô Thảo"], "yes", true),
        // A teacher of another class of the department shares nothing of it.
        ("cô Đào", &["cô Hoa", "cô Thảo"], "no", false),
    ] {
        assert_eq!(answer(&mut school, who, Credential::Trusted, plan, authors), comments, "{who} about a plan of {authors:?}");
        let obligation = school.obligation(plan).clone();
        let (facts, now) = (school.facts(), at("2026-11-25 14:20"));
        let authors: Vec<PersonId> = authors.iter().map(|one| school.person_id(one)).collect();
        let posts = facts.posts(&obligation);
        let record = facts.record_facts(&obligation);
        let review = ReviewOf { record, step: Step::Department, authors: &authors, approvers: &[], posts };
        let may_decide = decide_review(&facts.actor(school.person_id(who), now), facts.organisation(), review, day_of(now));
        assert_eq!(may_decide.is_ok(), decides, "{who} about a plan of {authors:?}");
    }
}

#[test]
fn a_thread_is_settled_by_whoever_began_it() {
    let school = nam_thanh();
    let facts = school.facts();
    let (am, hoa) = (school.person_id("cô Ấm"), school.person_id("cô Hoa"));
    let actor = facts.actor(hoa, at("2026-11-25 14:20"));
    assert!(decide_settle(&actor, &proof(()), hoa).is_ok());
    assert_eq!(decide_settle(&actor, &proof(()), am).err(), Some(CommentRefusal::NotYoursToSettle.into()));
}

/// Cô Ấm began it, who heads the department of cô Hoa's plan.
#[test]
fn whoever_might_decide_settles_what_somebody_began_who_has_left() {
    let plan = "Giáo án tuần 13 · Lớp 4A";
    let settles = |school: &mut NamThanh, who: &str| {
        let obligation = school.obligation(plan).clone();
        let (facts, authors) = (school.facts(), [school.person_id("cô Hoa")]);
        let (record, posts) = (facts.record_facts(&obligation), facts.posts(&obligation));
        let review = ReviewOf { record, step: Step::Department, authors: &authors, approvers: &[], posts };
        let actor = facts.actor(school.person_id(who), at("2026-11-25 14:20"));
        let began_by = school.person_id("cô Ấm");
        decide_settle_instead(&actor, facts.organisation(), review, began_by, day("2026-11-25")).is_ok()
    };
    let people = ["cô Cúc", "cô Nguyệt", "cô Vân", "cô Hoa", "cô Thảo", "cô Bình", "thầy Định"];
    let all = |school: &mut NamThanh| people.map(|who| settles(school, who));
    let deciders = [true, true, true, false, false, false, false];
    let mut school = nam_thanh();
    assert_eq!(all(&mut school), [false; 7], "she is there");
    let am = school.person_id("cô Ấm");
    school.regime.organisation.suspended.push(am);
    assert_eq!(all(&mut school), deciders, "her account is shut");
    school.regime.organisation.suspended.clear();
    let head = Position::Head(school.department("Mẫu giáo 4–5 tuổi"));
    let appointments = &mut school.regime.organisation.appointments;
    appointments.iter_mut().filter(|one| one.position == head).for_each(|one| one.until = Some(day("2026-11-24")));
    assert_eq!(all(&mut school), deciders, "she heads the department no more");
    let theirs = school.regime.organisation.appointments.iter_mut().filter(|one| one.person == am);
    theirs.for_each(|one| one.until = Some(day("2026-11-24")));
    assert_eq!(all(&mut school), deciders, "she has left the school");
}

/// Cô Đào wrote a version of cô Hoa's plan and began a thread about it: what she wrote is hers to comment on for ever.
#[test]
fn an_author_has_left_once_they_hold_nothing_at_the_school_nor_act_for_anybody() {
    let mut school = nam_thanh();
    let obligation = school.obligation("Giáo án tuần 13 · Lớp 4A").clone();
    let settles = |school: &NamThanh| {
        let (facts, began_by) = (school.facts(), school.person_id("cô Đào"));
        let (record, posts) = (facts.record_facts(&obligation), facts.posts(&obligation));
        let authors = [school.person_id("cô Hoa"), began_by];
        let review = ReviewOf { record, step: Step::Department, authors: &authors, approvers: &[], posts };
        let actor = facts.actor(school.person_id("cô Cúc"), at("2026-11-25 14:20"));
        decide_settle_instead(&actor, facts.organisation(), review, began_by, day("2026-11-25")).is_ok()
    };
    assert!(!settles(&school), "she teaches 4B");
    let (dao, am) = (school.person_id("cô Đào"), school.person_id("cô Ấm"));
    let appointments = &mut school.regime.organisation.appointments;
    let class = appointments.iter_mut().find(|one| one.person == dao).unwrap();
    class.until = Some(day("2026-11-24"));
    let acting = Some(Acting { person: am, decision: "15/QĐ".to_owned() });
    let lent = Appointment { from: day("2026-11-20"), until: Some(day("2026-11-30")), acting, ..class.clone() };
    assert!(settles(&school), "she has left");
    school.regime.organisation.appointments.push(lent);
    assert!(!settles(&school), "she acts for somebody still");
}
