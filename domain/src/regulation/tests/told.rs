use super::*;
use crate::{
    locks::LockKind,
    notices::{News, notices},
    scope::Scope,
};

fn told(facts: &Facts, school: &NamThanh, mention: &str, registers: &Registers) -> Vec<ClauseTold> {
    clauses_told(starting(), facts, &facts.actor(school.person_id(mention), at(NOW)), registers, at(NOW))
}

fn of<'t>(told: &'t [ClauseTold], number: &str) -> &'t ClauseTold {
    told.iter().find(|one| one.clause.number.short() == number).unwrap()
}

fn counted(told: &[ClauseTold], number: &str) -> String {
    match &of(told, number).figure {
        Figure::Counted(words) => words.clone(),
        Figure::NotCounted(why) => format!("({why})"),
        Figure::NotYours => "(of others)".to_owned(),
    }
}

#[test]
fn each_clause_says_what_the_other_pages_count() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-11-25");
    let class = school.class("4A");
    let shut = Scope { whose: [crate::scope::Whose::Class(class)].into(), ..Scope::default() };
    school.orders("cô Nguyệt", LockKind::Lock, shut, "2026-11-25 09:00");
    let facts = with(&school, two(&school));
    let principal = told(&facts, &school, "cô Nguyệt", &Registers::default());
    assert_eq!(counted(&principal, "1a"), "Hôm nay: tuần 12, năm học 2026–2027.");
    assert_eq!(counted(&principal, "3a"), "Hôm nay 1 người: Phạm Văn Định.");
    assert_eq!(counted(&principal, "3b"), "Chưa ghi lần kiểm tra nào.");
    assert_eq!(counted(&principal, "3c"), "1 lệnh khóa và 0 lệnh mở đang thi hành. 0 đề nghị bổ sung chờ mình quyết định.");
    assert_eq!(counted(&principal, "3d"), "Tháng 11/2026: đã kiểm tra ngẫu nhiên 0 hồ sơ.");
    assert_eq!(counted(&principal, "3g"), "(Chương trình không chấm điểm ai, không xếp hạng và không đếm vi phạm.)");
    let is_bound = |one: &&crate::people::Person| is_asked(facts.organisation(), one.id, day("2026-11-25"));
    let everybody = facts.organisation().people.iter().filter(is_bound).count();
    assert_eq!(counted(&principal, "11"), format!("Bản 2: 1 trên {everybody} người đã đọc và cam kết."));
    // What the month counts are the records of the dashboard that are due in it.
    let month = facts.open_obligations().filter(|one| {
        one.due_day().is_some_and(|due| due.to_string().starts_with("2026-11")) && one.terms.week.is_some_and(|week| week >= 1)
    });
    let all = month.count();
    let figure = counted(&principal, "9");
    assert!(all > 0 && figure.starts_with(&format!("Tháng 11/2026: {all} hồ sơ có hạn, ")), "{figure}");
    assert!(figure.contains("đúng hạn") && figure.ends_with("% số đã đến hạn."), "{figure}");
}

#[test]
fn a_teacher_reads_her_own_and_opens_what_is_hers() {
    let school = nam_thanh();
    let facts = with(&school, two(&school));
    let teacher = told(&facts, &school, "cô Hoa", &Registers::default());
    let places = |number: &str| of(&teacher, number).places.iter().map(|(place, may)| (place.words(), *may)).collect::<Vec<_>>();
    assert_eq!(places("6a"), [("Việc của tôi", true), ("Đã nộp", true)]);
    assert_eq!(places("3b"), [("Kiểm tra bảo mật tài khoản", false), ("Cán bộ", false)]);
    assert_eq!(counted(&teacher, "3b"), "(of others)");
    assert_eq!(counted(&teacher, "3c"), "(of others)");
    assert_eq!(counted(&teacher, "11"), "(of others)");
    assert!(counted(&teacher, "9").starts_with("Tuần này mình "), "{}", counted(&teacher, "9"));
    let setting = of(&teacher, "3c").settings.iter().map(|one| (one.what, one.place)).collect::<Vec<_>>();
    assert_eq!(setting[2], ("Thủ tục cập nhật sau khóa", None), "she reads it, and does not change it");
    let head = told(&facts, &school, "cô Ấm", &Registers::default());
    assert!(counted(&head, "9").starts_with("Tổ mình phụ trách. Tháng 11/2026: "), "{}", counted(&head, "9"));
}

#[test]
fn everybody_who_has_not_promised_is_told_from_its_day_on_and_reminded_until_they_have() {
    let school = nam_thanh();
    let mut regulation = two(&school);
    let news = |facts: &Facts, mention: &str| {
        let told = notices(facts, school.person_id(mention), at(NOW)).into_iter();
        told.filter_map(|one| {
            let News::ReadRegulation { name, by, .. } = one.news else { return None };
            Some((one.at, name, by.map(|by| by.person)))
        })
        .collect::<Vec<_>>()
    };
    let facts = with(&school, regulation.clone());
    assert_eq!(news(&facts, "cô Hoa"), []);
    assert_eq!(news(&facts, "cô Ấm"), [(at("2026-11-23 07:00"), "Bản 2".to_owned(), None)]);
    let dinh = school.person_id("thầy Định");
    regulation.reminders.push(Reminder { version: id(40, 2), by: dinh, at: at("2026-11-25 10:00") });
    let facts = with(&school, regulation);
    assert_eq!(news(&facts, "cô Ấm")[0], (at("2026-11-25 10:00"), "Bản 2".to_owned(), Some(dinh)));
    assert_eq!(news(&facts, "thầy Định").len(), 1, "nobody is reminded by themselves");
    assert_eq!(news(&facts, "cô Hoa"), []);
}
