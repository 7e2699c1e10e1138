#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    forms::FormData,
    testing::{at, id, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

fn typed(fields: &[(&str, &str)]) -> FormData {
    let seen = [("seen", "0")];
    FormData::new(seen.iter().chain(fields).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

#[test]
fn the_form_begins_with_what_is_in_force_and_brings_only_what_was_changed() {
    let school = nam_thanh();
    let types = &school.regime.record_types;
    let begins = ReviewSettingsForm::of(&ReviewSettings::default(), types, at(NOW));
    assert_eq!(
        begins.routes.iter().map(|row| row.route).collect::<Vec<_>>(),
        types.iter().map(|one| one.approval_route).collect::<Vec<_>>()
    );
    assert_eq!(begins.own_work.map(OwnWork::code), ["leadership", "head", "principal", "nobody"]);
    assert_eq!(begins.reasons.lines().count(), 5);
    assert_eq!(begins.changes(&begins), Ok(Vec::new()));
    let plan = types.iter().find(|one| one.code == "giao-an").unwrap().id;
    let route = format!("route-{plan}");
    let sent = typed(&[
        (route.as_str(), "department-and-leadership"),
        ("head", "vice-principal"),
        ("deputy", "nobody"),
        ("reasons", " Sai tuần \r\n\r\nThiếu tranh\n"),
    ]);
    let changes = begins.clone().read(&sent).changes(&begins).unwrap();
    assert_eq!(
        changes,
        [
            ReviewSetting::Route { record_type: plan, route: ApprovalRoute::DepartmentAndLeadership },
            ReviewSetting::OwnWork(OwnWork::Head(HeadsOwn::VicePrincipal)),
            ReviewSetting::ReturnReasons(vec!["Sai tuần".to_owned(), "Thiếu tranh".to_owned()]),
        ]
    );
}

#[test]
fn a_list_of_reasons_has_its_bounds() {
    let school = nam_thanh();
    let begins = ReviewSettingsForm::of(&ReviewSettings::default(), &school.regime.record_types, at(NOW));
    let many = (1..=13).map(|number| format!("Lý do {number}")).collect::<Vec<_>>().join("\n");
    for (reasons, wanted) in [
        ("  \n ", "Ghi ít nhất một lý do"),
        (many.as_str(), "Có 13 lý do, nhiều nhất 12"),
        (&"a".repeat(81), "dài 81 ký tự, nhiều nhất 80"),
        ("Sai tuần\nsai TUẦN", "có hai lần"),
    ] {
        let errors = begins.clone().read(&typed(&[("reasons", reasons)])).changes(&begins).unwrap_err();
        assert!(errors.of("reasons").unwrap().contains(wanted), "{errors:?}");
    }
    let most = (1..=12).map(|number| format!("Lý do {number}")).collect::<Vec<_>>().join("\n");
    for reasons in [most.as_str(), &"a".repeat(80)] {
        assert!(begins.clone().read(&typed(&[("reasons", reasons)])).changes(&begins).is_ok(), "{reasons}");
    }
}

#[test]
fn what_was_changed_last_holds_also_after_a_clock_was_set_back() {
    let plan = nam_thanh().record_type("giao-an").id;
    let change = |since: &str, route, version| SettingChange {
        since: at(since),
        by: id(1, 1),
        to: ReviewSetting::Route { record_type: plan, route },
        version,
    };
    let (leadership, department, both) =
        (ApprovalRoute::Leadership, ApprovalRoute::Department, ApprovalRoute::DepartmentAndLeadership);
    // The clock was a day ahead at the first change, and right again at the second one.
    let settings =
        ReviewSettings::new(vec![change("2026-11-26 09:00", leadership, None), change("2026-11-25 10:00", department, None)]);
    assert_eq!(settings.route_at(plan, at("2026-11-25 09:59")), None);
    for when in ["2026-11-25 10:01", "2026-11-26 10:00"] {
        assert_eq!(settings.route_at(plan, at(when)), Some(department), "{when}");
    }
    assert_eq!(settings.coming(plan, at("2026-11-25 12:00")), None, "no version brings the first one");
    // What a version brings has its day, whatever is changed at once before it.
    let settings =
        ReviewSettings::new(vec![change("2026-12-06 23:59", both, Some(id(9, 2))), change("2026-11-25 10:00", department, None)]);
    assert_eq!(settings.route_at(plan, at("2026-11-25 10:01")), Some(department));
    assert_eq!(settings.route_at(plan, at("2026-12-07 08:00")), Some(both));
}

#[test]
fn the_last_change_before_a_moment_counts_and_old_reasons_are_still_known() {
    let change = |since: &str, to| SettingChange { since: at(since), by: id(1, 1), to, version: None };
    let list = |one: &str| ReviewSetting::ReturnReasons(vec![one.to_owned()]);
    let settings = ReviewSettings::new(vec![
        change("2026-11-01 08:00", list("Sai tuần")),
        change("2026-11-02 08:00", ReviewSetting::OwnWork(OwnWork::Deputy(DeputysOwn::Leadership))),
        change("2026-11-03 08:00", list("Thiếu tranh")),
    ]);
    assert_eq!(settings.reasons_at(at("2026-11-01 07:59")), RETURN_REASONS);
    assert_eq!(settings.reasons_at(at("2026-11-01 08:00")), ["Sai tuần"], "a list is there from its own second on");
    assert_eq!(settings.reasons_at(at("2026-11-02 08:00")), ["Sai tuần"]);
    assert_eq!(settings.reasons_at(at(NOW)), ["Thiếu tranh"]);
    assert_eq!(settings.known_reasons(at(NOW)).len(), 7);
    assert_eq!(settings.posts_at(at("2026-11-02 08:00")), Posts::default(), "what came in the same second came before");
    assert_eq!(settings.posts_at(at(NOW)).deputy, DeputysOwn::Leadership);
}

#[test]
fn an_answer_that_no_page_of_ours_has_sent_is_not_known() {
    let school = nam_thanh();
    let form = ReviewSettingsForm::of(&ReviewSettings::default(), &school.regime.record_types, at(NOW));
    let [first, second] = [0, 1].map(|place| format!("route-{}", form.routes[place].record_type));
    for (fields, wanted) in [
        (&[][..], true),
        (&[(&*first, "department"), ("head", "vice-principal")], true),
        (&[(&*first, "")], false),
        (&[(&*first, "department"), (&*second, "everybody")], false),
        (&[("head", "vice-principal"), ("deputy", "nobody")], false),
        (&[(&*first, "department"), ("head", "")], false),
    ] {
        assert_eq!(form.knows_all(&typed(fields)), wanted, "{fields:?}");
    }
}

#[test]
fn what_was_not_sent_stays_as_it_is_and_what_changes_this_second_is_shown_at_once() {
    let school = nam_thanh();
    let types = &school.regime.record_types;
    let own = ReviewSetting::ReturnReasons(vec!["Thiếu tranh".to_owned()]);
    let settings = ReviewSettings::new(vec![SettingChange { since: at("2026-11-20 08:00"), by: id(3, 1), to: own, version: None }]);
    let form = ReviewSettingsForm::of(&settings, types, at(NOW));
    assert_eq!(form.clone().read(&typed(&[])).reasons, "Thiếu tranh");
    assert_eq!(form.read(&typed(&[("reasons", "")])).reasons, "");
    // What somebody sets for the next second but one is none of what is in force for the next one.
    let to = ReviewSetting::OwnWork(OwnWork::Deputy(DeputysOwn::Leadership));
    let deputys = |since: &str| {
        let settings = ReviewSettings::new(vec![SettingChange { since: at(since), by: id(3, 1), to: to.clone(), version: None }]);
        ReviewSettingsForm::of(&settings, types, at(NOW)).own_work[1]
    };
    assert_eq!(deputys("2026-11-25 14:20:00"), OwnWork::Deputy(DeputysOwn::Leadership));
    assert_eq!(deputys("2026-11-25 14:20:01"), OwnWork::Deputy(DeputysOwn::Head));
}

#[test]
fn of_several_reasons_that_are_too_long_or_stand_there_twice_the_first_one_is_named() {
    let school = nam_thanh();
    let begins = ReviewSettingsForm::of(&ReviewSettings::default(), &school.regime.record_types, at(NOW));
    for (reasons, named) in [
        (format!("{}\n{}", "a".repeat(81), "b".repeat(90)), "dài 81 ký tự"),
        ("Sai tuần\nThiếu tranh\nsai tuần\nthiếu tranh".to_owned(), "“sai tuần” có hai lần"),
    ] {
        let errors = begins.clone().read(&typed(&[("reasons", &reasons)])).changes(&begins).unwrap_err();
        assert!(errors.of("reasons").unwrap().contains(named), "{errors:?}");
    }
}

#[test]
fn a_way_is_that_of_its_own_type_and_is_counted() {
    let school = nam_thanh();
    let types = &school.regime.record_types;
    let of = |code: &str| types.iter().find(|one| one.code == code).unwrap().id;
    let to = ReviewSetting::Route { record_type: of("tu-lieu"), route: ApprovalRoute::Department };
    let changed = ReviewSettings::new(vec![SettingChange { since: at("2026-11-02 08:00"), by: id(1, 1), to, version: None }]);
    assert_eq!(changed.route_at(of("tu-lieu"), at(NOW)), Some(ApprovalRoute::Department));
    assert_eq!(changed.route_at(of("giao-an"), at(NOW)), None);
    let reviewed = types.iter().filter(|one| one.approval_route != ApprovalRoute::None).count();
    let told = |settings: &ReviewSettings| ReviewSettingsForm::of(settings, types, at(NOW)).in_short();
    assert_eq!(told(&ReviewSettings::default()), format!("{reviewed} trên {} loại hồ sơ cần duyệt", types.len()));
    assert_eq!(told(&changed), format!("{} trên {} loại hồ sơ cần duyệt", reviewed + 1, types.len()));
}

#[test]
fn a_page_that_was_opened_before_another_change_changes_nothing() {
    let school = nam_thanh();
    let types = &school.regime.record_types;
    let opened = ReviewSettingsForm::of(&ReviewSettings::default(), types, at("2026-11-01 08:00"));
    let to = ReviewSetting::OwnWork(OwnWork::Deputy(DeputysOwn::Leadership));
    let changed = ReviewSettings::new(vec![SettingChange { since: at("2026-11-02 08:00"), by: id(1, 1), to, version: None }]);
    let in_force = ReviewSettingsForm::of(&changed, types, at(NOW));
    assert!(opened.changes(&in_force).unwrap_err().of("all").is_some());
}

#[test]
fn every_answer_is_read_back() {
    for one in OwnWork::ALL {
        assert_eq!(OwnWork::from_codes(one.of(), one.code()), Some(one));
    }
    assert_eq!(OwnWork::from_codes("head", "self-issued"), None);
    let asked = OwnWork::ALL.map(|one| format!("{} ({})", one.question(), one.clause()));
    assert_eq!(asked[0], "Hồ sơ do tổ trưởng nộp (Điều 7b)");
    assert_eq!(asked[2], "Hồ sơ do tổ phó nộp (Điều 7b)");
    assert_eq!(asked[4], "Hồ sơ do phó hiệu trưởng nộp (Điều 4e)");
    assert_eq!(asked[6], "Hồ sơ do hiệu trưởng nộp (Điều 3e)");
    let words = OwnWork::ALL.map(|one| (one.question(), one.words()));
    assert!((1..words.len()).all(|place| !words[..place].contains(&words[place])), "each answer says something else");
}

#[test]
fn of_two_answers_to_one_question_the_last_one_counts_and_the_form_shows_it_at_once() {
    let school = nam_thanh();
    let to = |own| SettingChange { since: at(NOW), by: id(1, 1), to: ReviewSetting::OwnWork(own), version: None };
    let first = SettingChange { since: at("2026-11-01 08:00"), ..to(OwnWork::Deputy(DeputysOwn::Leadership)) };
    let settings = ReviewSettings::new(vec![first, to(OwnWork::Deputy(DeputysOwn::Head))]);
    assert_eq!(settings.posts_at(at(NOW)).deputy, DeputysOwn::Leadership);
    assert_eq!(settings.posts_at(at("2026-11-25 14:20:01")).deputy, DeputysOwn::Head);
    let form = ReviewSettingsForm::of(&settings, &school.regime.record_types, at(NOW));
    assert!(form.own_work.contains(&OwnWork::Deputy(DeputysOwn::Head)), "{:?}", form.own_work);
}

#[test]
fn the_form_lists_what_is_in_use_and_says_what_its_sender_has_seen() {
    let school = nam_thanh();
    let mut types = school.regime.record_types.clone();
    types[0].retired = true;
    let in_use = types.iter().filter(|one| !one.retired);
    let form = ReviewSettingsForm::of(&ReviewSettings::default(), in_use, at(NOW));
    assert_eq!(form.routes.len(), types.len() - 1);
    assert!(form.routes.iter().all(|row| row.record_type != types[0].id));
    assert_eq!(form.read(&FormData::new(vec![("seen".to_owned(), "7".to_owned())])).seen, "7");
}

#[test]
fn every_change_is_told_by_the_name_of_its_type_the_newest_first() {
    let school = nam_thanh();
    let types = &school.regime.record_types;
    let plan = types.iter().find(|one| one.code == "giao-an").unwrap();
    let by = school.person_id("cô Nguyệt");
    let change = |since: &str, to| SettingChange { since: at(since), by, to, version: None };
    let route = |record_type| ReviewSetting::Route { record_type, route: ApprovalRoute::Department };
    let settings = ReviewSettings::new(vec![
        change("2026-11-01 08:00", route(plan.id)),
        change("2026-11-02 08:00", route(id(7, 999))),
        change("2026-11-03 08:00", ReviewSetting::OwnWork(OwnWork::Deputy(DeputysOwn::Head))),
    ]);
    let told = settings.history(&school.regime.organisation, types, &school.regime.rules);
    let way = ApprovalRoute::Department.words();
    let words: Vec<&str> = told.iter().map(|line| line.words.as_str()).collect();
    assert_eq!(
        words,
        ["Hồ sơ do tổ phó nộp: Tổ trưởng duyệt".to_owned(), format!("Loại hồ sơ đã bỏ: {way}"), format!("{}: {way}", plan.name)]
    );
    assert_eq!(told[0].who, "Nguyễn Thị Minh Nguyệt");
}

#[test]
fn a_form_offers_the_reasons_of_now_and_of_older_ones_those_that_were_ticked() {
    let since = at("2026-11-20 08:00");
    let own = ReviewSetting::ReturnReasons(vec!["Thiếu tranh".to_owned()]);
    let settings = ReviewSettings::new(vec![SettingChange { since, by: id(3, 1), to: own, version: None }]);
    let older = RETURN_REASONS[0].to_owned();
    assert_eq!(settings.reasons_in_form(at(NOW), &[]), ["Thiếu tranh"]);
    let ticked = [older.clone(), "Do tôi nghĩ ra".to_owned(), "Thiếu tranh".to_owned()];
    assert_eq!(settings.reasons_in_form(at(NOW), &ticked), ["Thiếu tranh", &older]);
}
