#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::sync::Arc;

use super::*;
use crate::{
    decisions::Outcome,
    file_names::FileName,
    inspection::{HeldFiles, HeldIn, HeldVerdict, JudgedFile, Judgement},
    locks::LockKind,
    obligations::Reason,
    people::{Acting, Appointment, Position},
    record_types::{ApprovalRoute, Step},
    scope::Scope,
    testing::{NamThanh, at, day, id, nam_thanh},
    updates::UpdateStage,
};

mod comments;
mod held_files;
mod looked_back;
mod orders;

const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";

fn unread_by(facts: &Facts, person: PersonId, read: Option<&str>, now: &str) -> usize {
    unread(facts, person, &WaitingRecords::of(facts, person, at(now)), read.map(at), at(now))
}

fn told(school: &NamThanh, who: &str, now: &str) -> Vec<String> {
    let notices = notices(&school.facts(), school.person_id(who), at(now));
    let words = |notice: Notice| match notice.news {
        News::Returned { title, correction: Correction::Awaited, .. } => format!("trả lại {title}"),
        News::Returned { title, correction: Correction::Waits, .. } => format!("trả lại {title}, đã sửa"),
        News::Returned { title, correction: Correction::Decided, .. } => format!("trả lại {title}, đã xem bản sửa"),
        News::Approved { title, .. } => format!("duyệt {title}"),
        News::SpotChecked { title, .. } => format!("kiểm tra {title}"),
        News::Commented { title, comments, answers, .. } => format!("góp ý {comments} trả lời {answers} {title}"),
        News::Discussed { title, comments: 0, answers, .. } => format!("được trả lời {answers} {title}"),
        News::Discussed { title, comments, answers, .. } => format!("bàn {comments} trả lời {answers} {title}"),
        News::Waits { titles } => format!("chờ {}", titles.join(", ")),
        News::Ordered(order) => format!("{}: {} hồ sơ, {}", order.name, order.records, order.by),
        News::OrderRevoked(order) => format!("thu hồi {}: {} hồ sơ, {}", order.name, order.records, order.reason),
        News::OrderWaits(order) => format!("{} chờ thi hành", order.name),
        News::OrderToSign(order) => format!("{} chờ tên, {}", order.name, order.by),
        News::Lent { words, .. } => words,
        News::MoreTime { titles, until, reason, .. } => format!("gia hạn {} đến {until}: {reason}", titles.join(", ")),
        News::DueDaysChanged { records, .. } => format!("lịch hoặc quy định đổi, {records}"),
        News::WaysChange { ways, .. } => format!("cách duyệt đổi {ways:?}"),
        News::LessTime { due, .. } => format!("rút gia hạn {due:?}"),
        News::Freed { titles, .. } => format!("miễn {}", titles.join(", ")),
        News::OwedAgain { due, .. } => format!("bỏ miễn {due:?}"),
        News::MoreTimeAsked { title, wish, .. } => format!("xin {} {title}", wish.words()),
        News::NoMoreTime { title, because, .. } => format!("không gia hạn {title}: {because}"),
        News::LatenessJudged { title, finding, .. } => format!("{} {title}", finding.code()),
        News::HeldFile { file, title, .. } => format!("{} của {title}", file.name),
        News::Absence(absence) => format!("nghỉ {:?}", absence.part),
        News::Task(task) => format!("việc {:?}", task.part),
        News::Swap(swap) => format!("đổi lượt {:?}", swap.part),
        News::Shut { name, .. } => name,
        News::OpenAgain { name, .. } => format!("rút {name}"),
        News::UpdateAsked { titles, .. } => format!("xin bổ sung {}", titles.join(", ")),
        News::UpdateDecided { name, outcome: UpdateOutcome::Granted { .. }, .. } => format!("được mở {name}"),
        News::UpdateDecided { name, outcome: UpdateOutcome::Refused { words }, .. } => format!("từ chối {name}: {words}"),
        News::UpdateEnded { name, ended, .. } => format!("khóa lại {name}: {ended:?}"),
        News::ReadRegulation { name, .. } => format!("đọc quy chế {name}"),
        News::Today { day, numbers } => numbers.words(day, "cô"),
        News::ThisWeek { day, numbers } => numbers.words(day),
    };
    notices.into_iter().map(words).collect()
}

fn returns(school: &mut NamThanh, when: &str) {
    let back = Return { reasons: Vec::new(), words: "Thứ Tư còn trống.".to_owned(), correct_by: day("2026-11-27") };
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Returned(back), when);
}

#[test]
fn nobody_is_told_anything_in_the_evening_or_on_a_day_off() {
    let school = nam_thanh();
    let facts = school.facts();
    let check = |happened: &str, expected: &str| {
        assert_eq!(told_at(facts.calendar(), at(happened)), at(expected), "{happened}");
    };
    check("2026-11-25 07:00", "2026-11-25 07:00");
    check("2026-11-25 16:59", "2026-11-25 16:59");
    check("2026-11-25 17:00", "2026-11-26 07:00");
    check("2026-11-25 06:59", "2026-11-25 07:00");
    check("2026-11-27 20:00", "2026-11-30 07:00");
    check("2026-11-28 10:00", "2026-11-30 07:00");
    check("2026-11-28 06:10", "2026-11-30 07:00");
    // New Year, on a Friday; Tết with the week after it; and a Saturday when the school year is over.
    check("2026-12-31 17:00", "2027-01-04 07:00");
    check("2027-02-05 10:00", "2027-02-15 07:00");
    check("2027-06-05 10:00", "2027-06-07 07:00");
}

#[test]
fn a_teacher_is_told_of_what_was_given_back_and_approved() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    assert_eq!(told(&school, "cô Hoa", "2026-11-25 09:00"), Vec::<String>::new());
    returns(&mut school, "2026-11-25 18:30");
    assert_eq!(told(&school, "cô Hoa", "2026-11-25 20:00"), Vec::<String>::new(), "the working day is over");
    assert_eq!(told(&school, "cô Hoa", "2026-11-26 07:00"), [format!("trả lại {PLAN}")]);
    assert_eq!(told(&school, "cô Đào", "2026-11-26 07:00"), Vec::<String>::new(), "it is not hers");
    school.hands_in("cô Hoa", PLAN, "2026-11-26 09:00");
    assert_eq!(told(&school, "cô Hoa", "2026-11-26 10:00"), [format!("trả lại {PLAN}, đã sửa")]);
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-26 11:00");
    assert_eq!(told(&school, "cô Hoa", "2026-11-26 12:00"), [format!("duyệt {PLAN}")]);
    assert_eq!(told(&school, "cô Hoa", "2026-12-26 11:00"), [format!("duyệt {PLAN}")]);
    assert_eq!(told(&school, "cô Hoa", "2026-12-26 11:00:01"), Vec::<String>::new(), "a month later it says nothing");
}

#[test]
fn an_earlier_return_stays_beside_a_later_one() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    returns(&mut school, "2026-11-25 09:00");
    school.hands_in("cô Hoa", PLAN, "2026-11-25 10:00");
    returns(&mut school, "2026-11-25 11:00");
    let both = [format!("trả lại {PLAN}"), format!("trả lại {PLAN}, đã xem bản sửa")];
    assert_eq!(told(&school, "cô Hoa", "2026-11-25 12:00"), both);
}

#[test]
fn nobody_is_told_of_what_they_have_done_themselves() {
    let mut school = nam_thanh();
    // cô Thảo has the duty for class 4A as well, and heads its department for some days.
    let position = Position::Head(school.department("Mẫu giáo 4–5 tuổi"));
    school.regime.organisation.appointments.push(Appointment {
        person: school.person_id("cô Thảo"),
        position,
        from: day("2026-11-24"),
        until: Some(day("2026-11-27")),
        known_since: Some(at("2026-11-20 09:00")),
        end_known_since: Some(at("2026-11-20 09:00")),
        acting: Some(Acting { person: school.person_id("cô Ấm"), decision: "15/QĐ".to_owned() }),
    });
    school.hands_in("cô Hoa", PLAN, "2026-11-24 10:00");
    let decided = |school: &NamThanh, who: &str| {
        let told = told(school, who, "2026-11-25 12:00").into_iter();
        told.filter(|one| ["duyệt ", "trả lại "].iter().any(|word| one.starts_with(word))).count()
    };
    let mut approved = school.clone();
    approved.decides("cô Thảo", PLAN, Step::Department, Outcome::Approved, "2026-11-25 09:00");
    assert_eq!((decided(&approved, "cô Thảo"), decided(&approved, "cô Hoa")), (0, 1));
    let back = Return { reasons: Vec::new(), words: "Thứ Tư còn trống.".to_owned(), correct_by: day("2026-11-27") };
    school.decides("cô Thảo", PLAN, Step::Department, Outcome::Returned(back), "2026-11-25 09:00");
    assert_eq!((decided(&school, "cô Thảo"), decided(&school, "cô Hoa")), (0, 1));
}

#[test]
fn a_teacher_is_told_that_the_leadership_has_looked_at_what_her_department_approved() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-25 09:00");
    school.checks("cô Nguyệt", PLAN, "2026-11-25 18:30");
    assert_eq!(told(&school, "cô Hoa", "2026-11-25 20:00"), [format!("duyệt {PLAN}")], "the working day is over");
    assert_eq!(told(&school, "cô Hoa", "2026-11-26 07:00"), [format!("kiểm tra {PLAN}"), format!("duyệt {PLAN}")]);
    // Of a check of an older version nothing is told: what is used now was looked at by nobody.
    school.hands_in("cô Hoa", PLAN, "2026-11-26 09:00");
    assert_eq!(told(&school, "cô Hoa", "2026-11-26 10:00"), Vec::<String>::new());
}

#[test]
fn what_waits_is_gathered_by_the_day() {
    let mut school = nam_thanh();
    for (title, when) in [
        (PLAN, "2026-11-23 20:14"),
        ("Kế hoạch tuần 13 · Lớp 4A", "2026-11-24 06:10"),
        ("Tư liệu tuần 13 · Lớp 4A", "2026-11-25 10:00"),
    ] {
        school.hands_in("cô Hoa", title, when);
    }
    let waits = told(&school, "cô Ấm", "2026-11-25 14:20");
    assert_eq!(
        waits.last().unwrap(),
        "chờ Giáo án tuần 13 · Lớp 4A, Kế hoạch tuần 13 · Lớp 4A",
        "both came before Tuesday's morning"
    );
    let unread = |read| unread_by(&school.facts(), school.person_id("cô Ấm"), Some(read), "2026-11-25 14:20");
    assert_eq!((unread("2026-11-25 06:59"), unread("2026-11-25 07:00")), (1, 0), "what was read is not counted again");
}

/// Cô Đào wrote a plan of 4A, where she teaches no children.
#[test]
fn whoever_wrote_a_record_is_told_of_it_whosever_duty_it_is() {
    let mut school = nam_thanh();
    school.hands_in("cô Đào", PLAN, "2026-11-24 10:00");
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-25 09:00");
    for who in ["cô Đào", "cô Hoa", "cô Thảo"] {
        assert_eq!(told(&school, who, "2026-11-25 10:00"), [format!("duyệt {PLAN}")], "{who}");
    }
}

/// The calendar of duties is what the leadership and the clerk owe together.
#[test]
fn whoever_checked_a_record_that_is_theirs_too_is_not_told_of_the_check() {
    let mut school = nam_thanh();
    let title = "Lịch công tác tuần 13";
    let record_type = school.obligation(title).terms.record_type;
    let of_type = school.regime.record_types.iter_mut().find(|one| one.id == record_type).unwrap();
    of_type.approval_route = ApprovalRoute::Department;
    school.hands_in("cô Thơm", title, "2026-11-24 10:00");
    school.decides("cô Ấm", title, Step::Department, Outcome::Approved, "2026-11-25 09:00");
    school.checks("cô Vân", title, "2026-11-25 10:00");
    for (who, is_told) in [("cô Thơm", true), ("cô Nguyệt", true), ("cô Vân", false)] {
        let checked = told(&school, who, "2026-11-25 11:00").contains(&format!("kiểm tra {title}"));
        assert_eq!(checked, is_told, "{who}");
    }
}

#[test]
fn what_was_read_is_not_counted_again() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    returns(&mut school, "2026-11-25 09:00");
    let unread = |read| unread_by(&school.facts(), school.person_id("cô Hoa"), read, "2026-11-25 14:20");
    assert_eq!((unread(None), unread(Some("2026-11-25 08:59")), unread(Some("2026-11-25 09:00"))), (1, 1, 0));
}

#[test]
fn whoever_acts_for_somebody_is_told_so_and_of_what_waits_there() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-23 20:14");
    school.regime.organisation.appointments.push(Appointment {
        person: school.person_id("cô Đào"),
        position: Position::Head(school.department("Mẫu giáo 4–5 tuổi")),
        from: day("2026-11-25"),
        until: Some(day("2026-11-27")),
        known_since: Some(at("2026-11-24 09:00")),
        end_known_since: Some(at("2026-11-24 09:00")),
        acting: Some(Acting { person: school.person_id("cô Ấm"), decision: "15/QĐ".to_owned() }),
    });
    let words = told(&school, "cô Đào", "2026-11-25 08:00");
    assert!(words.contains(&"tổ trưởng Mẫu giáo 4–5 tuổi, thay cô Lê Thị Ấm theo Quyết định số 15/QĐ".to_owned()), "{words:?}");
    assert!(words.contains(&format!("chờ {PLAN}")), "{words:?}");
    let unread = unread_by(&school.facts(), school.person_id("cô Đào"), Some("2026-11-24 17:00"), "2026-11-25 08:00");
    assert_eq!(unread, 2, "what came before she took over is new to her");
}

/// In whose place somebody did what `who` is told, the newest first.
fn acting(facts: &Facts, who: PersonId, now: &str) -> Vec<Option<String>> {
    let by = |notice: Notice| match notice.news {
        News::Returned { by, .. }
        | News::Approved { by, .. }
        | News::SpotChecked { by, .. }
        | News::Commented { by, .. }
        | News::Discussed { by, .. }
        | News::MoreTime { by, .. }
        | News::LatenessJudged { by, .. }
        | News::LessTime { by, .. }
        | News::OwedAgain { by, .. }
        | News::Freed { by, .. }
        | News::MoreTimeAsked { by, .. }
        | News::NoMoreTime { by, .. }
        | News::HeldFile { by, .. }
        | News::UpdateAsked { by, .. }
        | News::UpdateDecided { by, .. } => Some(by.acting),
        News::UpdateEnded { ended: UpdateEnd::Done { by } | UpdateEnd::Closed { by }, .. } => Some(by.acting),
        News::UpdateEnded { ended: UpdateEnd::Hours, .. } => None,
        News::DueDaysChanged { by, .. } | News::WaysChange { by, .. } | News::ReadRegulation { by, .. } => by.map(|by| by.acting),
        News::Waits { .. }
        | News::Today { .. }
        | News::ThisWeek { .. }
        | News::Lent { .. }
        | News::Ordered(_)
        | News::OrderRevoked(_)
        | News::OrderWaits(_)
        | News::OrderToSign(_)
        | News::Absence(_)
        | News::Task(_)
        | News::Swap(_)
        | News::Shut { .. }
        | News::OpenAgain { .. } => None,
    };
    notices(facts, who, at(now)).into_iter().filter_map(by).collect()
}

#[test]
fn whatever_is_done_under_a_delegation_says_so() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    let lend = |school: &mut NamThanh, position, of: &str, decision: &str| {
        let (person, of) = (school.person_id("cô Đào"), school.person_id(of));
        school.regime.organisation.appointments.push(Appointment {
            person,
            position,
            from: day("2026-11-25"),
            until: Some(day("2026-11-27")),
            known_since: Some(at("2026-11-24 09:00")),
            end_known_since: Some(at("2026-11-24 09:00")),
            acting: Some(Acting { person: of, decision: decision.to_owned() }),
        });
    };
    let department = school.department("Mẫu giáo 4–5 tuổi");
    lend(&mut school, Position::Head(department), "cô Ấm", "15/QĐ");
    let hoa = school.person_id("cô Hoa");
    let of_head = || Some("thay cô Lê Thị Ấm theo Quyết định số 15/QĐ".to_owned());
    school.comments("cô Đào", PLAN, None, "2026-11-25 09:00");
    assert_eq!(acting(&school.facts(), hoa, "2026-11-25 10:00"), [of_head()]);
    school.comments("cô Ấm", PLAN, None, "2026-11-25 11:00");
    assert_eq!(acting(&school.facts(), hoa, "2026-11-25 12:00"), [None, of_head()], "the head herself stands in for nobody");
    school.decides("cô Đào", PLAN, Step::Department, Outcome::Approved, "2026-11-25 13:00");
    assert_eq!(acting(&school.facts(), hoa, "2026-11-25 14:00"), [of_head(), None, of_head()]);
    lend(&mut school, Position::VicePrincipal, "cô Vân", "16/QĐ");
    let judgement = |by: &str| Judgement { by: school.person_id(by), at: at("2026-11-25 14:30"), verdict: HeldVerdict::Released };
    let obligation = school.obligations.iter().find(|one| school.title(one) == PLAN).unwrap().id;
    for (by, wanted) in [("cô Đào", Some("thay cô Trần Thị Bích Vân theo Quyết định số 16/QĐ".to_owned())), ("cô Nguyệt", None)]
    {
        let name = FileName::clean("Giáo án.docx");
        let judged = JudgedFile {
            name,
            handed_in_by: hoa,
            place: HeldIn::Version(id(9, 1)),
            obligation: Some(obligation),
            judgement: judgement(by),
        };
        let mut facts = school.facts();
        facts.held_files = Arc::new(HeldFiles { judged: vec![judged], waiting: 0 });
        assert_eq!(acting(&facts, hoa, "2026-11-25 15:00")[0], wanted, "{by}");
    }
}

#[test]
fn whoever_has_left_a_post_is_told_nothing_of_what_is_fenced_off_there() {
    let mut school = nam_thanh();
    school.record_type("y-te").approval_route = ApprovalRoute::Leadership;
    let (title, nurse) = ("Sổ theo dõi sức khỏe tuần 12 · Y tế", "cô Hoà");
    school.hands_in(nurse, title, "2026-11-23 10:00");
    let back = Return { reasons: Vec::new(), words: "Cháu Minh, lớp 4A.".to_owned(), correct_by: day("2026-11-27") };
    school.decides("cô Nguyệt", title, Step::Leadership, Outcome::Returned(back), "2026-11-24 09:00");
    assert_eq!(told(&school, nurse, "2026-11-25 08:00").len(), 1);
    let person = school.person_id(nurse);
    let theirs = school.regime.organisation.appointments.iter_mut().filter(|one| one.person == person);
    theirs.for_each(|one| one.until = Some(day("2026-11-24")));
    assert_eq!(told(&school, nurse, "2026-11-25 08:00"), Vec::<String>::new());
    let (by, at_nine) = (school.person_id("cô Nguyệt"), at("2026-11-24 09:00"));
    let judgement = Judgement { by, at: at_nine, verdict: HeldVerdict::Released };
    let (name, obligation) = (FileName::clean("Cháu Minh.docx"), school.obligation(title).id);
    let judged =
        JudgedFile { name, handed_in_by: person, place: HeldIn::Version(id(9, 1)), obligation: Some(obligation), judgement };
    let mut facts = school.facts();
    facts.held_files = Arc::new(HeldFiles { judged: vec![judged], waiting: 0 });
    assert_eq!(notices(&facts, person, at("2026-11-25 08:00")), [], "nor by the name of a file");
}

#[test]
fn of_two_approvals_the_last_one_is_told() {
    let mut school = nam_thanh();
    let title = "Kế hoạch giáo dục học kỳ II · Lớp 4A";
    school.hands_in("cô Hoa", title, "2026-11-24 15:14");
    school.decides("cô Ấm", title, Step::Department, Outcome::Approved, "2026-11-25 09:00");
    assert_eq!(told(&school, "cô Hoa", "2026-11-25 09:30"), Vec::<String>::new());
    school.decides("cô Nguyệt", title, Step::Leadership, Outcome::Approved, "2026-11-25 10:00");
    let notices = notices(&school.facts(), school.person_id("cô Hoa"), at("2026-11-25 11:00"));
    let [Notice { at: when, news: News::Approved { by, .. } }] = notices.as_slice() else { panic!("{notices:?}") };
    assert_eq!((*when, by.person), (at("2026-11-25 10:00"), school.person_id("cô Nguyệt")));
}

fn lends(school: &mut NamThanh, to: &str, position: Position, of: &str, from: &str) {
    let (person, of) = (school.person_id(to), school.person_id(of));
    school.regime.organisation.appointments.push(Appointment {
        person,
        position,
        from: day(from),
        until: Some(day("2026-11-27")),
        known_since: Some(at("2026-11-24 09:00")),
        end_known_since: Some(at("2026-11-24 09:00")),
        acting: Some(Acting { person: of, decision: "15/QĐ".to_owned() }),
    });
}

/// Plans of week 13 are offered on the Wednesday of week 12.
#[test]
fn only_what_somebody_takes_over_is_new_to_them_on_the_day_on_which_they_do() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-23 20:14");
    let (three, four) = (school.department("Mẫu giáo 3–4 tuổi"), school.department("Mẫu giáo 4–5 tuổi"));
    lends(&mut school, "cô Ấm", Position::Head(three), "cô Bình", "2026-11-26");
    lends(&mut school, "cô Đào", Position::Head(four), "cô Ấm", "2026-11-25");
    lends(&mut school, "cô Đào", Position::DeputyHead(four), "cô Cúc", "2026-11-26");
    let unread = |who: &str| unread_by(&school.facts(), school.person_id(who), Some("2026-11-25 17:00"), "2026-11-26 08:00");
    assert_eq!(unread("cô Ấm"), 1, "the place that she takes over, and not what has waited for her");
    assert_eq!(unread("cô Đào"), 2, "the second place, and what she may decide about in it");
}

#[test]
fn what_came_early_is_told_with_what_comes_on_the_day_on_which_it_is_offered() {
    let mut school = nam_thanh();
    let (early, late) = ("Giáo án tuần 14 · Lớp 4A", "Kế hoạch tuần 13 · Lớp 4B");
    school.hands_in("cô Hoa", early, "2026-11-23 10:00");
    school.hands_in("cô Hoa", PLAN, "2026-11-24 10:00");
    school.hands_in("cô Đào", late, "2026-12-02 10:00");
    assert_eq!(told(&school, "cô Ấm", "2026-12-02 14:20"), [format!("chờ {early}, {late}"), format!("chờ {PLAN}")]);
}

#[test]
fn what_comes_later_on_a_day_is_new_with_all_of_that_day() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 10:00");
    school.hands_in("cô Hoa", "Kế hoạch tuần 13 · Lớp 4A", "2026-11-25 10:00");
    let unread = |read| unread_by(&school.facts(), school.person_id("cô Ấm"), Some(read), "2026-11-25 14:20");
    assert_eq!([unread("2026-11-25 09:00"), unread("2026-11-25 10:00")], [1, 0]);
}

/// The hours run from the decision on, so whoever may use them is told in the evening and on a day off as well.
#[test]
fn a_request_waits_for_the_working_day_and_what_was_opened_is_told_at_once() {
    let mut school = nam_thanh();
    school.orders("cô Nguyệt", LockKind::Lock, Scope::whole(), "2026-11-02 08:00");
    let plan = "Giáo án tuần 9 · Lớp 4A";
    let of_updates = |school: &NamThanh, who: &str, now: &str| {
        let (facts, person) = (school.facts(), school.person_id(who));
        let all = notices(&facts, person, at(now)).into_iter();
        let is_update = |one: &Notice| matches!(one.news, News::UpdateAsked { .. } | News::UpdateDecided { .. });
        all.filter(is_update).map(|one| one.at).collect::<Vec<Timestamp>>()
    };
    // Asked for and opened on Saturday.
    school.opens_to("cô Hoa", plan, "2026-11-28 10:00");
    let granted = school.updates.all[0].clone();
    school.updates.all[0].stage = UpdateStage::Requested;
    assert_eq!(of_updates(&school, "cô Nguyệt", "2026-11-30 06:59"), [] as [Timestamp; 0]);
    for who in ["cô Nguyệt", "cô Vân"] {
        assert_eq!(of_updates(&school, who, "2026-11-30 07:00"), [at("2026-11-30 07:00")], "{who}");
    }
    for who in ["cô Hoa", "cô Thảo", "cô Ấm", "thầy Định"] {
        assert_eq!(of_updates(&school, who, "2026-11-30 07:00"), [] as [Timestamp; 0], "{who}");
    }
    school.updates.all[0] = granted;
    assert_eq!(of_updates(&school, "cô Hoa", "2026-11-28 10:00"), [at("2026-11-28 10:00")]);
    // Said to be done, it is open no more.
    let until = |school: &NamThanh| {
        let facts = school.facts();
        let told = notices(&facts, school.person_id("cô Hoa"), at("2026-11-28 12:00")).into_iter();
        told.filter_map(|one| match one.news {
            News::UpdateDecided { outcome: UpdateOutcome::Granted { until }, .. } => Some(until),
            _ => None,
        })
        .next()
    };
    assert_eq!(until(&school), Some(at("2026-11-29 10:00")));
    school.updates.all[0].finished_at = Some(at("2026-11-28 11:00"));
    assert_eq!(until(&school), Some(at("2026-11-28 11:00")));
}
