#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::testing::{NamThanh, at, nam_thanh};

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

#[test]
fn a_thread_is_settled_by_whoever_began_it() {
    let school = nam_thanh();
    let facts = school.facts();
    let (am, hoa) = (school.person_id("cô Ấm"), school.person_id("cô Hoa"));
    let actor = facts.actor(hoa, at("2026-11-25 14:20"));
    assert!(decide_settle(&actor, &proof(()), hoa).is_ok());
    assert_eq!(decide_settle(&actor, &proof(()), am).err(), Some(CommentRefusal::NotYoursToSettle.into()));
}
