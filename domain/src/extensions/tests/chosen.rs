//! Many records at once: which are meant by days, what is said of each, and what can be undone.

use super::*;

const NOW: &str = "2026-11-25 14:20";
const BASE: [(&str, &str); 3] = [("deed", "extend"), ("until", "04/12/2026"), ("reason", "tập huấn ở huyện")];

fn preview(school: &NamThanh, fields: &[(&str, &str)], now: &str) -> ManyPreview {
    let facts = school.facts();
    let plan = ManyForm::read(&typed(fields)).parse(&facts).unwrap();
    ManyOutlook::of(&facts, &facts.actor(school.person_id("cô Nguyệt"), at(now)), &plan, at(now)).preview
}

/// The form of all that comes due in these days.
fn due_in<'f>(from: &'f str, to: &'f str) -> Vec<(&'f str, &'f str)> {
    [&BASE[..], &[("from", from), ("to", to)]].concat()
}

#[test]
fn what_comes_due_in_some_days_is_meant_whatever_week_it_is_of() {
    let school = nam_thanh();
    let dues = |from: &str, to: &str| {
        let shown = preview(&school, &due_in(from, to), NOW);
        let mut dues: Vec<String> = shown.records.iter().map(|one| one.due.unwrap().to_string()).collect();
        dues.dedup();
        (dues.first().cloned(), dues.last().cloned(), shown.records.iter().any(|one| one.title == PLAN))
    };
    let day = |day: &str| Some(day.to_owned());
    assert_eq!(dues("27/11/2026", "27/11/2026"), (day("2026-11-27"), day("2026-11-27"), true));
    assert!(!dues("28/11/2026", "03/12/2026").2, "it is due the day before");
    let (first, last, has_plan) = dues("25/11/2026", "03/12/2026");
    assert!(first >= day("2026-11-25") && last <= day("2026-12-03") && has_plan, "{first:?} {last:?}");
    // One end is enough, and the days stand beside whose and which.
    assert_eq!(dues("27/11/2026", "").0, day("2026-11-27"));
    let class = format!("class.{}", school.class("4B"));
    let of_class = [due_in("27/11/2026", "27/11/2026"), vec![("whose", class.as_str())]].concat();
    let shown = preview(&school, &of_class, NOW);
    assert!(!shown.records.is_empty() && shown.records.iter().all(|one| one.title.ends_with("Lớp 4B")), "{shown:?}");
}

#[test]
fn days_that_are_none_are_told_by_their_fields() {
    let school = nam_thanh();
    let facts = school.facts();
    let wrong = |from: &str, to: &str| told(&ManyForm::read(&typed(&due_in(from, to))).parse(&facts).unwrap_err());
    assert!(wrong("30/2", "")[0].starts_with("from: Ghi ngày/tháng/năm"));
    assert!(wrong("", "hôm nào")[0].starts_with("to: Ghi ngày/tháng/năm"));
    assert_eq!(wrong("02/12/2026", "01/12/2026"), ["to: Ngày cuối phải từ ngày đầu trở đi."]);
    assert!(wrong(" ", " ")[0].starts_with("scope: Chọn ít nhất một phần"));
}

#[test]
fn a_form_of_some_days_is_known_again_although_its_records_have_moved_out_of_them() {
    let mut school = nam_thanh();
    let meant: Vec<String> =
        preview(&school, &due_in("27/11/2026", "27/11/2026"), NOW).records.into_iter().map(|one| one.title).collect();
    let titles: Vec<&str> = meant.iter().map(String::as_str).collect();
    let given = school.extends("cô Nguyệt", &titles, "2026-12-04", NOW).to_string();
    school.bring_up_to_date(at(NOW));
    let sent = |from: &str, to: &str| {
        let mut fields = due_in(from, to);
        fields.retain(|(name, _)| *name != "reason");
        looks(&school, "cô Nguyệt", &[fields, vec![("key", given.as_str()), ("reason", "con ốm")]].concat(), NOW).sent
    };
    assert_eq!(sent("27/11/2026", "27/11/2026"), SentMany::Repeats);
    assert_eq!(sent("04/12/2026", "04/12/2026"), SentMany::Taken);
}

#[test]
fn each_record_says_from_which_day_until_which_and_one_that_is_no_later_says_why() {
    let mut school = nam_thanh();
    school.extends("cô Nguyệt", &[OTHER], "2026-12-07", NOW);
    school.bring_up_to_date(at(NOW));
    let shown = preview(&school, &[&BASE[..], &[("weeks", "13")]].concat(), NOW);
    let plan = shown.records.iter().find(|one| one.title == PLAN).unwrap();
    assert_eq!((plan.due, plan.until, plan.is_final), (Some(day("2026-11-27")), Some(day("2026-12-04")), false));
    let stays = shown.skipped.iter().find(|one| one.title == OTHER).unwrap();
    assert_eq!(stays.why.words().fact, "Hạn của hồ sơ này là thứ Hai 07/12/2026");
    // A day before every due day moves none of them, and each says which day it has.
    let early = [("deed", "extend"), ("until", "26/11/2026"), ("reason", "tập huấn ở huyện"), ("weeks", "13")];
    let shown = preview(&school, &early, NOW);
    assert_eq!(shown.headline(), "Không hồ sơ nào");
    let plan = shown.skipped.iter().find(|one| one.title == PLAN).unwrap();
    assert_eq!(plan.why.words().fact, "Hạn của hồ sơ này là thứ Sáu 27/11/2026");
    assert_eq!(shown.undoing_words(ManyDeed::Extend(day("2026-11-26"))), None);
    // A Saturday is no day of work: the Monday after it counts.
    let saturday = [("deed", "extend"), ("until", "05/12/2026"), ("reason", "tập huấn ở huyện"), ("weeks", "13")];
    let shown = preview(&school, &saturday, NOW);
    assert_eq!(shown.records.iter().find(|one| one.title == PLAN).unwrap().until, Some(day("2026-12-07")));
}

#[test]
fn a_preview_says_what_can_be_undone_and_what_cannot() {
    let school = nam_thanh();
    let words = |deed: &str, now: &str| {
        let fields = [("deed", deed), ("until", "11/12/2026"), ("reason", "tập huấn ở huyện"), ("weeks", "13"), ("type", "")];
        let shown = preview(&school, &fields, now);
        let deed = if deed == ManyForm::EXEMPT { ManyDeed::Exempt } else { ManyDeed::Extend(day("2026-12-11")) };
        (shown.records.iter().filter(|one| one.is_final).count(), shown.undoing_words(deed).unwrap())
    };
    assert_eq!(words("extend", NOW), (0, "Rút lại được ở trang Gia hạn, khi hạn cũ chưa đến.".to_owned()));
    assert_eq!(words("exempt", NOW), (0, "Bỏ miễn lại được ở trang Gia hạn, trước giờ làm việc của ngày hạn.".to_owned()));
    // Before the work of its own day begins an exemption can still be taken back, more time no longer; afterwards neither.
    let (extended, told) = words("extend", "2026-11-27 08:00");
    assert!(extended > 0 && (told.contains("không rút lại được") || told.contains("trừ")), "{extended} {told}");
    assert_eq!(words("exempt", "2026-11-27 06:30").0, 0);
    let (freed, told) = words("exempt", "2026-11-27 08:00");
    assert!(freed > 0 && (told.contains("không bỏ miễn lại được") || told.contains("được miễn luôn")), "{freed} {told}");
}
