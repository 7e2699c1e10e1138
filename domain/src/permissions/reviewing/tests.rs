#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::people::{Acting, Appointment};
use crate::review_settings::{OwnWork, ReviewSetting, ReviewSettings, SettingChange};
use crate::testing::{NamThanh, at, day, nam_thanh};

const NOW: &str = "2026-11-25 14:20";
const TODAY: &str = "2026-11-25";

/// What `who` hears, in a few letters, who would decide in this turn about what `authors` handed in.
fn answer(school: &mut NamThanh, who: &str, title: &str, step: Step, authors: &[&str], approvers: &[&str]) -> &'static str {
    let obligation = school.obligation(title).clone();
    let facts = school.facts();
    let people = |mentions: &[&str]| mentions.iter().map(|one| school.person_id(one)).collect::<Vec<_>>();
    let (authors, approvers) = (people(authors), people(approvers));
    let (record, posts) = (facts.record_facts(&obligation), facts.posts(&obligation));
    let review = ReviewOf { record, step, authors: &authors, approvers: &approvers, posts };
    let actor = facts.actor(school.person_id(who), at(NOW));
    match decide_review(&actor, facts.organisation(), review, day(TODAY)) {
        Ok(_) => "yes",
        Err(Refusal::Review(ReviewRefusal::OwnWork)) => "own",
        Err(Refusal::Review(ReviewRefusal::NotYours)) => "no",
        Err(Refusal::Review(ReviewRefusal::SecondHand)) => "second",
        Err(other) => panic!("{other:?}"),
    }
}

/// cô Ấm heads Mẫu giáo 4–5 tuổi and cô Cúc is her deputy; cô Hoa and cô Thảo teach 4A there, cô Bình leads another one;
/// cô Nguyệt is principal, cô Vân and cô Hạnh are vice principals.
#[test]
fn who_approves_whose_work() {
    use Step::{Department, Leadership};
    let (plan, of_head, menu) = ("Giáo án tuần 13 · Lớp 4A", "Giáo án tuần 13 · Lớp 4B", "Thực đơn tuần 13 · Nuôi dưỡng");
    let mut school = nam_thanh();
    for (title, step, authors, approvers, who) in [
        // A teacher's plan: head or deputy, nobody of another department, and not the leadership in their place.
        (plan, Department, &["cô Hoa"][..], &[][..], [("cô Ấm", "yes"), ("cô Cúc", "yes"), ("cô Hoa", "own"), ("cô Nguyệt", "no")]),
        (plan, Department, &["cô Hoa"], &[], [("cô Thảo", "no"), ("cô Bình", "no"), ("thầy Định", "no"), ("cô Vân", "no")]),
        // A head's plan: the leadership; a deputy's: the head.
        (of_head, Department, &["cô Ấm"], &[], [("cô Ấm", "own"), ("cô Cúc", "no"), ("cô Vân", "yes"), ("cô Nguyệt", "yes")]),
        (plan, Department, &["cô Cúc"], &[], [("cô Ấm", "yes"), ("cô Cúc", "own"), ("cô Vân", "no"), ("cô Nguyệt", "no")]),
        // What somebody of the leadership had a part in is not the head's to approve.
        (
            plan,
            Department,
            &["cô Hoa", "cô Vân"],
            &[],
            [("cô Ấm", "no"), ("cô Nguyệt", "yes"), ("cô Hạnh", "no"), ("cô Vân", "own")],
        ),
        // Who has written one version has written the record.
        (plan, Department, &["cô Hoa", "cô Ấm"], &[], [("cô Ấm", "own"), ("cô Cúc", "no"), ("cô Vân", "yes"), ("cô Hoa", "own")]),
        // The leadership signs, and not what it wrote itself; two steps are two people.
        (menu, Leadership, &["cô Mận"], &[], [("cô Nguyệt", "yes"), ("cô Vân", "yes"), ("cô Mận", "own"), ("cô Ấm", "no")]),
        (menu, Leadership, &["cô Vân"], &[], [("cô Nguyệt", "yes"), ("cô Vân", "own"), ("cô Hạnh", "no"), ("cô Mận", "no")]),
        (menu, Leadership, &["cô Nguyệt"], &[], [("cô Nguyệt", "own"), ("cô Vân", "no"), ("cô Hạnh", "no"), ("cô Mận", "no")]),
        (
            menu,
            Leadership,
            &["cô Ấm"],
            &["cô Vân"],
            [("cô Vân", "second"), ("cô Hạnh", "yes"), ("cô Nguyệt", "yes"), ("cô Ấm", "own")],
        ),
    ] {
        for (mention, wanted) in who {
            assert_eq!(
                answer(&mut school, mention, title, step, authors, approvers),
                wanted,
                "{mention} about {title} by {authors:?}"
            );
        }
    }
}

/// What the school has settled about the work of those who review others.
fn settles(school: &mut NamThanh, own: &[OwnWork]) {
    let (since, by) = (at("2026-09-01 08:00"), school.person_id("cô Nguyệt"));
    let changes = own.iter().map(|one| SettingChange { since, by, to: ReviewSetting::OwnWork(*one) });
    school.regime.review_settings = ReviewSettings::new(changes.collect());
}

#[test]
fn the_school_settles_who_reviews_the_reviewers() {
    use Step::{Department, Leadership};
    let (plan, menu) = ("Giáo án tuần 13 · Lớp 4A", "Thực đơn tuần 13 · Nuôi dưỡng");
    let mut school = nam_thanh();
    settles(
        &mut school,
        &[
            OwnWork::Head(HeadsOwn::VicePrincipal),
            OwnWork::Deputy(DeputysOwn::Leadership),
            OwnWork::VicePrincipal(VicePrincipalsOwn::Leadership),
        ],
    );
    for (title, step, authors, who) in [
        (plan, Department, "cô Ấm", [("cô Ấm", "own"), ("cô Cúc", "no"), ("cô Vân", "yes"), ("cô Nguyệt", "no")]),
        (plan, Department, "cô Cúc", [("cô Ấm", "no"), ("cô Cúc", "own"), ("cô Vân", "yes"), ("cô Nguyệt", "yes")]),
        (plan, Department, "cô Hoa", [("cô Ấm", "yes"), ("cô Cúc", "yes"), ("cô Vân", "no"), ("cô Nguyệt", "no")]),
        // What a head writes that the leadership signs anyway: whoever of it comes first.
        (menu, Leadership, "cô Ấm", [("cô Ấm", "own"), ("cô Cúc", "no"), ("cô Vân", "yes"), ("cô Nguyệt", "yes")]),
        (menu, Leadership, "cô Vân", [("cô Vân", "own"), ("cô Hạnh", "yes"), ("cô Nguyệt", "yes"), ("cô Ấm", "no")]),
        (menu, Leadership, "cô Nguyệt", [("cô Nguyệt", "own"), ("cô Vân", "no"), ("cô Hạnh", "no"), ("cô Ấm", "no")]),
    ] {
        for (mention, wanted) in who {
            assert_eq!(answer(&mut school, mention, title, step, &[authors], &[]), wanted, "{mention} about {title} by {authors}");
        }
    }
    // Without a vice principal who may, what a head wrote is the principal's.
    let vice_principals = ["cô Vân", "cô Hạnh"].map(|one| school.person_id(one));
    let appointments = &mut school.regime.organisation.appointments;
    appointments.iter_mut().filter(|one| vice_principals.contains(&one.person)).for_each(|one| one.until = Some(day("2026-11-24")));
    assert_eq!(answer(&mut school, "cô Nguyệt", plan, Department, &["cô Ấm"], &[]), "yes");
}

#[test]
fn where_a_department_has_nobody_to_decide_the_leadership_does() {
    let mut school = nam_thanh();
    let (am, cuc) = (school.person_id("cô Ấm"), school.person_id("cô Cúc"));
    let plan = "Giáo án tuần 13 · Lớp 4A";
    assert_eq!(answer(&mut school, "cô Vân", plan, Step::Department, &["cô Hoa"], &[]), "no");
    let appointments = &mut school.regime.organisation.appointments;
    appointments.iter_mut().filter(|one| [am, cuc].contains(&one.person)).for_each(|one| one.until = Some(day("2026-11-24")));
    assert_eq!(answer(&mut school, "cô Ấm", plan, Step::Department, &["cô Hoa"], &[]), "no");
    assert_eq!(answer(&mut school, "cô Vân", plan, Step::Department, &["cô Hoa"], &[]), "yes");
}

/// From today on; `of` names whose place it is.
fn takes(school: &mut NamThanh, who: &str, position: Position, of: Option<&str>) {
    let acting = of.map(|of| Acting { person: school.person_id(of), decision: "15/QĐ".to_owned() });
    let (person, from) = (school.person_id(who), day(TODAY));
    let appointment = Appointment { person, position, from, until: None, known_since: None, end_known_since: None, acting };
    school.regime.organisation.appointments.push(appointment);
}

#[test]
fn where_the_only_one_who_may_has_decided_in_the_other_turn_somebody_else_does() {
    let (mut school, plan) = (nam_thanh(), "Giáo án tuần 13 · Lớp 4A");
    let department = school.department("Mẫu giáo 4–5 tuổi");
    let (am, cuc) = (school.person_id("cô Ấm"), school.person_id("cô Cúc"));
    let appointments = &mut school.regime.organisation.appointments;
    appointments.iter_mut().filter(|one| [am, cuc].contains(&one.person)).for_each(|one| one.until = Some(day("2026-11-24")));
    takes(&mut school, "cô Vân", Position::Head(department), Some("cô Ấm"));
    // She alone is the department, and has signed already.
    for (who, wanted) in [("cô Vân", "second"), ("cô Hạnh", "yes"), ("cô Nguyệt", "yes"), ("cô Hoa", "own")] {
        assert_eq!(answer(&mut school, who, plan, Step::Department, &["cô Hoa"], &["cô Vân"]), wanted, "{who}");
    }
    // What a vice principal had a part in is the principal's to sign, who has approved it for the department.
    for (who, wanted) in [("cô Nguyệt", "second"), ("cô Hạnh", "yes"), ("cô Vân", "own"), ("cô Hoa", "own")] {
        assert_eq!(answer(&mut school, who, plan, Step::Leadership, &["cô Hoa", "cô Vân"], &["cô Nguyệt"]), wanted, "{who}");
    }
}

#[test]
fn what_is_fenced_off_is_never_the_heads_to_approve() {
    let mut school = nam_thanh();
    // thầy Yên heads the office in which accounts and health stand.
    let health = "Sổ theo dõi sức khỏe tuần 13 · Y tế";
    assert_eq!(answer(&mut school, "thầy Yên", health, Step::Department, &["cô Hoà"], &[]), "no");
    assert_eq!(answer(&mut school, "cô Vân", health, Step::Department, &["cô Hoà"], &[]), "yes");
}

#[test]
fn whose_turn_it_is_is_told_by_name() {
    let mut school = nam_thanh();
    let obligation = school.obligation("Giáo án tuần 13 · Lớp 4A").clone();
    let facts = school.facts();
    let record = facts.record_facts(&obligation);
    let names = |authors: &[&str]| {
        let authors: Vec<PersonId> = authors.iter().map(|one| school.person_id(one)).collect();
        let review = ReviewOf { record, step: Step::Department, authors: &authors, approvers: &[], posts: Posts::default() };
        let people = reviewers_of(facts.organisation(), review, day(TODAY));
        people.into_iter().map(|one| facts.organisation().person(one).unwrap().mention()).collect::<Vec<_>>()
    };
    assert_eq!(names(&["cô Hoa"]), ["cô Ấm", "cô Cúc"]);
    assert_eq!(names(&["cô Cúc"]), ["cô Ấm"]);
    assert_eq!(names(&["cô Ấm"]), ["cô Nguyệt", "cô Vân", "cô Hạnh"]);
}

/// Whose account is suspended cannot decide, so that their place counts as vacant.
#[test]
fn what_a_suspended_reviewer_cannot_decide_others_do() {
    use Step::{Department, Leadership};
    let (plan, menu) = ("Giáo án tuần 13 · Lớp 4A", "Thực đơn tuần 13 · Nuôi dưỡng");
    let mut school = nam_thanh();
    let department = school.department("Mẫu giáo 4–5 tuổi");
    let check = |school: &mut NamThanh, title: &str, step, author: &str, who: [(&str, &str); 4]| {
        for (mention, wanted) in who {
            assert_eq!(answer(school, mention, title, step, &[author], &[]), wanted, "{mention} about {title} by {author}");
        }
    };
    let suspend = |school: &mut NamThanh, who: &[&str]| {
        school.regime.organisation.suspended = who.iter().map(|one| school.person_id(one)).collect();
    };
    suspend(&mut school, &["cô Ấm"]);
    // The deputy is there; what the deputy wrote has nobody in the department.
    check(&mut school, plan, Department, "cô Hoa", [("cô Cúc", "yes"), ("cô Ấm", "no"), ("cô Vân", "no"), ("cô Hoa", "own")]);
    check(&mut school, plan, Department, "cô Cúc", [("cô Cúc", "own"), ("cô Ấm", "no"), ("cô Vân", "yes"), ("cô Nguyệt", "yes")]);
    check(&mut school, plan, Department, "cô Ấm", [("cô Ấm", "own"), ("cô Cúc", "no"), ("cô Vân", "yes"), ("cô Nguyệt", "yes")]);
    suspend(&mut school, &["cô Ấm", "cô Cúc"]);
    check(&mut school, plan, Department, "cô Hoa", [("cô Cúc", "no"), ("cô Ấm", "no"), ("cô Vân", "yes"), ("cô Nguyệt", "yes")]);
    // Whoever acts for the head can decide, as long as their own account is open.
    takes(&mut school, "cô Đào", Position::Head(department), Some("cô Ấm"));
    check(&mut school, plan, Department, "cô Hoa", [("cô Đào", "yes"), ("cô Ấm", "no"), ("cô Vân", "no"), ("cô Nguyệt", "no")]);
    suspend(&mut school, &["cô Ấm", "cô Cúc", "cô Đào"]);
    check(&mut school, plan, Department, "cô Hoa", [("cô Đào", "no"), ("cô Ấm", "no"), ("cô Vân", "yes"), ("cô Nguyệt", "yes")]);
    // A vice principal's own is the principal's, else another vice principal's.
    suspend(&mut school, &["cô Nguyệt"]);
    check(&mut school, menu, Leadership, "cô Vân", [("cô Vân", "own"), ("cô Hạnh", "yes"), ("cô Ấm", "no"), ("cô Mận", "no")]);
}

#[test]
fn it_is_known_in_whose_place_the_leadership_decides() {
    let mut school = nam_thanh();
    let plan = school.obligation("Giáo án tuần 13 · Lớp 4A").clone();
    let suspended = |school: &mut NamThanh, who: &[&str], author: &str| {
        school.regime.organisation.suspended = who.iter().map(|one| school.person_id(one)).collect();
        let (facts, authors) = (school.facts(), [school.person_id(author)]);
        let record = facts.record_facts(&plan);
        let review = ReviewOf { record, step: Step::Department, authors: &authors, approvers: &[], posts: Posts::default() };
        let people = stood_in_for(facts.organisation(), review, day(TODAY));
        people.into_iter().map(|one| facts.organisation().person(one).unwrap().mention()).collect::<Vec<_>>()
    };
    assert_eq!(suspended(&mut school, &[], "cô Hoa"), Vec::<String>::new());
    assert_eq!(suspended(&mut school, &["cô Ấm"], "cô Hoa"), Vec::<String>::new(), "the deputy decides as ever");
    assert_eq!(suspended(&mut school, &["cô Ấm", "cô Cúc"], "cô Hoa"), ["cô Ấm", "cô Cúc"]);
    assert_eq!(suspended(&mut school, &["cô Ấm"], "cô Cúc"), ["cô Ấm"]);
    assert_eq!(suspended(&mut school, &["cô Ấm", "cô Cúc"], "cô Ấm"), Vec::<String>::new(), "hers is the leadership's anyway");
    // Nobody stands in for whoever wrote it, though they act for the head.
    let department = school.department("Mẫu giáo 4–5 tuổi");
    takes(&mut school, "cô Đào", Position::Head(department), Some("cô Ấm"));
    assert_eq!(suspended(&mut school, &["cô Ấm", "cô Cúc", "cô Đào"], "cô Đào"), ["cô Ấm", "cô Cúc"]);
}
