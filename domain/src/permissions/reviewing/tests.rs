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
    let changes = own.iter().map(|one| SettingChange { since, by, to: ReviewSetting::OwnWork(*one), version: None });
    school.regime.review_settings = ReviewSettings::new(changes.collect());
}

#[test]
fn the_school_settles_who_reviews_the_reviewers() {
    use Step::{Department, Leadership};
    let (plan, menu) = ("Giáo án tuần 13 · Lớp 4A", "Thực đơn tuần 13 · Nuôi dưỡng");
    let of_school = "Lịch công tác tuần 13";
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
        // What a head writes that the leadership signs anyway, and what is of no department: whoever of it comes first.
        (menu, Leadership, "cô Ấm", [("cô Ấm", "own"), ("cô Cúc", "no"), ("cô Vân", "yes"), ("cô Nguyệt", "yes")]),
        (menu, Leadership, "cô Mận", [("cô Mận", "own"), ("cô Cúc", "no"), ("cô Vân", "yes"), ("cô Nguyệt", "yes")]),
        (of_school, Department, "cô Thơm", [("cô Thơm", "own"), ("cô Cúc", "no"), ("cô Vân", "yes"), ("cô Nguyệt", "yes")]),
        (menu, Leadership, "cô Vân", [("cô Vân", "own"), ("cô Hạnh", "yes"), ("cô Nguyệt", "yes"), ("cô Ấm", "no")]),
        (menu, Leadership, "cô Nguyệt", [("cô Nguyệt", "own"), ("cô Vân", "no"), ("cô Hạnh", "no"), ("cô Ấm", "no")]),
    ] {
        for (mention, wanted) in who {
            assert_eq!(answer(&mut school, mention, title, step, &[authors], &[]), wanted, "{mention} about {title} by {authors}");
        }
    }
    // A vice principal's own is the principal's as the regulation has it, and what she wrote with a head is that too.
    settles(&mut school, &[OwnWork::Head(HeadsOwn::VicePrincipal)]);
    for (mention, wanted) in [("cô Nguyệt", "yes"), ("cô Hạnh", "no"), ("cô Vân", "own"), ("cô Ấm", "own")] {
        assert_eq!(answer(&mut school, mention, plan, Department, &["cô Ấm", "cô Vân"], &[]), wanted, "{mention}");
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

/// With a principal what a vice principal wrote is hers alone; whoever acts for one who has left shares it with the others.
#[test]
fn a_vice_principals_own_is_everybodys_of_the_leadership_once_the_principal_has_left() {
    let (mut school, menu) = (nam_thanh(), "Thực đơn tuần 13 · Nuôi dưỡng");
    takes(&mut school, "cô Đào", Position::VicePrincipal, None);
    takes(&mut school, "cô Hạnh", Position::Principal, Some("cô Nguyệt"));
    let check = |school: &mut NamThanh, who: [(&str, &str); 4]| {
        for (mention, wanted) in who {
            assert_eq!(answer(school, mention, menu, Step::Leadership, &["cô Vân"], &[]), wanted, "{mention}");
        }
    };
    check(&mut school, [("cô Nguyệt", "yes"), ("cô Hạnh", "yes"), ("cô Đào", "no"), ("cô Vân", "own")]);
    let nguyet = school.person_id("cô Nguyệt");
    let theirs = school.regime.organisation.appointments.iter_mut().find(|one| one.person == nguyet).unwrap();
    theirs.until = Some(day("2026-11-24"));
    check(&mut school, [("cô Nguyệt", "no"), ("cô Hạnh", "yes"), ("cô Đào", "yes"), ("cô Vân", "own")]);
}

#[test]
fn the_leadership_stands_in_for_a_department_and_nobody_for_the_leadership() {
    let mut school = nam_thanh();
    let obligation = school.obligation("Giáo án tuần 13 · Lớp 4A").clone();
    let asked = |step, author: &str, approvers: &[&str]| {
        let facts = school.facts();
        let (authors, record) = ([school.person_id(author)], facts.record_facts(&obligation));
        let approvers: Vec<PersonId> = approvers.iter().map(|one| school.person_id(one)).collect();
        let review = ReviewOf { record, step, authors: &authors, approvers: &approvers, posts: Posts::default() };
        let organisation = facts.organisation();
        (falls_to_leadership(organisation, review, day(TODAY)), is_left_alone(organisation, review, day(TODAY)))
    };
    assert_eq!(asked(Step::Department, "cô Hoa", &[]), (false, false));
    assert_eq!(asked(Step::Department, "cô Ấm", &[]), (true, false), "a head's own");
    assert_eq!(asked(Step::Leadership, "cô Ấm", &[]), (false, false), "the leadership's turn is its own");
    // Of what the principal wrote nobody decides, so nobody is left alone with it; of a vice principal's the principal is.
    assert_eq!(asked(Step::Leadership, "cô Nguyệt", &[]), (false, false));
    assert_eq!(asked(Step::Leadership, "cô Vân", &["cô Nguyệt"]), (false, false), "another vice principal is there");
    assert_eq!(asked(Step::Leadership, "cô Vân", &["cô Nguyệt", "cô Hạnh"]), (false, true));
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

/// What a vice principal wrote is the principal's, else another one's who is in her place and in the other's.
#[test]
fn it_is_known_in_whose_place_another_vice_principal_decides() {
    let mut school = nam_thanh();
    let (menu, plan) = ("Thực đơn tuần 13 · Nuôi dưỡng", "Giáo án tuần 13 · Lớp 4A");
    let missing = |school: &mut NamThanh, title: &str, step, author: &str, approvers: &[&str]| {
        let obligation = school.obligation(title).clone();
        let (facts, authors) = (school.facts(), [school.person_id(author)]);
        let approvers: Vec<PersonId> = approvers.iter().map(|one| school.person_id(one)).collect();
        let (record, posts) = (facts.record_facts(&obligation), Posts::default());
        let review = ReviewOf { record, step, authors: &authors, approvers: &approvers, posts };
        let people = stood_in_for(facts.organisation(), review, day(TODAY));
        people.into_iter().map(|one| facts.organisation().person(one).unwrap().mention()).collect::<Vec<_>>()
    };
    school.regime.organisation.suspended = vec![school.person_id("cô Nguyệt")];
    assert_eq!(missing(&mut school, menu, Step::Leadership, "cô Vân", &[]), ["cô Nguyệt"]);
    // Of the two who are the head's place one cannot sign in, and the other has signed already: nobody stands in for her.
    let (am, cuc) = (school.person_id("cô Ấm"), school.person_id("cô Cúc"));
    let deputy = school.regime.organisation.appointments.iter_mut().filter(|one| one.person == cuc);
    deputy.for_each(|one| one.until = Some(day("2026-11-24")));
    let head = Position::Head(school.department("Mẫu giáo 4–5 tuổi"));
    takes(&mut school, "cô Vân", head, Some("cô Ấm"));
    school.regime.organisation.suspended = vec![am];
    assert_eq!(missing(&mut school, plan, Step::Department, "cô Hoa", &["cô Vân"]), ["cô Ấm"]);
}
