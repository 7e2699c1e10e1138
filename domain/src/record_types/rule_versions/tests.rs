#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    obligations::Standing,
    testing::{
        NamThanh, at, day,
        forms::{told, typed},
        id, nam_thanh,
    },
};

/// A Wednesday in week 12; the lesson plans of week 13 are due on Friday.
const NOW: &str = "2026-11-25 14:20";

fn form(from: &str, hour: &str, until: &str) -> RulesForm {
    with_due(&nam_thanh(), (from, hour, until), &[])
}

/// The form with other rules of some types.
fn with_due(school: &NamThanh, (from, hour, until): (&str, &str, &str), due: &[(&str, &str)]) -> RulesForm {
    let fields = [("from", from), ("hour", hour), ("until", until), ("decision", " 25/QĐ-MNNT ")];
    RulesForm::read(&typed(&[&fields[..], due].concat()), &school.facts())
}

fn add(school: &mut NamThanh, plan: &RulesPlan) {
    let number = school.regime.rules.len() as u128 + 1;
    let version = plan.version(id(8, number), &school.regime.rules);
    let by = school.person_id("cô Nguyệt");
    school.regime.review_settings = school.regime.review_settings.with(plan.setting_changes(version.id, by));
    school.regime.rules.push(version);
}

#[test]
fn a_version_that_comes_is_read() {
    let school = nam_thanh();
    let plan = form("01/12/2026", "16h30", "16:30").parse(&school.facts(), at(NOW)).unwrap();
    assert_eq!((plan.effective_from, plan.decision.as_str()), (day("2026-12-01"), "25/QĐ-MNNT"));
    assert_eq!(plan.version(id(8, 2), &school.regime.rules).number, 2);
    let preset = RulesForm::preset(&school.facts(), at(NOW));
    assert_eq!((preset.from.as_str(), preset.shown.as_str(), preset.until.as_str()), ("26/11/2026", "17:00", "23:59"));
}

#[test]
fn what_cannot_be_a_version_is_told_in_words() {
    let mut school = nam_thanh();
    let check = |school: &NamThanh, now: &str, form: RulesForm, wanted: &str| {
        let errors = form.parse(&school.facts(), at(now)).unwrap_err();
        assert_eq!(told(&errors), [wanted], "{form:?}");
    };
    let five = |from: &str| form(from, "17:00", "17:00");
    check(&school, NOW, five("mai"), "from: Ghi ngày/tháng/năm, ví dụ 01/12/2026.");
    for past in ["25/11/2026", "07/09/2026"] {
        let words = "from: Những gì đã đến hạn giữ nguyên quy định cũ, nên bản mới áp dụng sớm nhất từ 26/11/2026.";
        check(&school, NOW, five(past), words);
    }
    let year = "from: Năm học 2026–2027 từ 07/09/2026 đến 14/05/2027. Chọn một ngày trong năm học.";
    check(&school, NOW, five("01/07/2027"), year);
    // On Saturday week 13 is judged, which begins on Monday.
    let judged = "from: Hạn của tuần 13 (từ 30/11/2026) đã qua và giữ quy định cũ. Bản mới áp dụng sớm nhất từ 01/12/2026.";
    check(&school, "2026-11-28 08:00", five("30/11/2026"), judged);
    assert!(five("01/12/2026").parse(&school.facts(), at("2026-11-28 08:00")).is_ok());
    let same = "hour: Bản này giống hệt bản 1 đang có, không có gì đổi nên không lập bản mới.";
    check(&school, NOW, form("01/12/2026", "17:00", "23:59"), same);
    check(&school, NOW, form("01/12/2026", "muộn", "23:59"), "hour: “muộn” không phải là giờ, viết như 17:00.");
    for hour in ["00:01", "5h59"] {
        let early = format!("hour: “{hour}” quá sớm để làm hạn nộp. Ghi một giờ từ 06:00 đến 23:59.");
        check(&school, NOW, form("01/12/2026", hour, "23:59"), &early);
    }
    assert!(form("01/12/2026", "06:00", "06:00").parse(&school.facts(), at(NOW)).is_ok());
    check(
        &school,
        NOW,
        form("01/12/2026", "17:00", "16:00"),
        "until: Hạn ghi 17:00 mà tính đúng hạn sớm hơn. Ghi 17:00 hoặc một giờ sau đó.",
    );
    let long = RulesForm { decision: "1".repeat(61), ..five("01/12/2026") };
    check(&school, NOW, long, "decision: Số quyết định dài quá 60 ký tự. Ghi ngắn lại.");
    let plan = five("04/01/2027").parse(&school.facts(), at(NOW)).unwrap();
    add(&mut school, &plan);
    let before = "from: Bản 2 áp dụng từ 04/01/2027. Bản mới áp dụng từ ngày đó trở đi.";
    check(&school, NOW, form("01/12/2026", "16:00", "16:00"), before);
    assert!(five("04/01/2027").is_kept(&school.facts()) && !five("05/01/2027").is_kept(&school.facts()));
    assert!(form("04/01/2027", "16:00", "16:00").parse(&school.facts(), at(NOW)).is_ok(), "it is mended before its day");
}

#[test]
fn a_look_tells_whose_hours_change_and_changes_nothing() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", "Giáo án tuần 14 · Lớp 4A", "2026-11-25 10:00");
    let before = school.facts();
    let plan = form("30/11/2026", "16:30", "16:30").parse(&before, at(NOW)).unwrap();
    let effect = plan.effect(&before, at(NOW)).unwrap();
    assert_eq!(before, school.facts());
    let [hours] = &effect.hours[..] else { panic!("{:?}", effect.hours) };
    assert_eq!((effect.count(), effect.headline()), (0, format!("Dời giờ hạn {} hồ sơ", hours.count)));
    assert_eq!((hours.first, hours.to.shown), (day("2026-11-27"), plan.hours.shown));
    assert!(effect.asks_for_a_look() && hours.people.contains(" cô"), "{}", hours.people);
    add(&mut school, &plan);
    school.bring_up_to_date(at(NOW));
    let after = school.facts();
    let rules = |facts: &Facts, one| facts.obligation(one).map(|one| one.terms.rules);
    let changed = before.open_obligations().filter(|one| rules(&before, one.id) != rules(&after, one.id)).count();
    let without_day = after.open_obligations().filter(|one| one.due_day().is_none() && one.terms.rules == id(8, 2)).count();
    assert_eq!(hours.count, changed - without_day, "what was looked at is what happened");
    assert_eq!(school.bring_up_to_date(at(NOW)), []);
    // What was handed in before keeps the version by which it was judged.
    assert_eq!(school.obligation("Giáo án tuần 14 · Lớp 4A").terms.rules, id(8, 1));
    let late = school.obligation("Giáo án tuần 13 · Lớp 4A").clone();
    assert!(matches!(school.facts().standing(&late, at("2026-11-27 17:00")), Standing::Overdue(_)));
    assert_eq!(school.facts().why(&late).unwrap().rule, "Quy định bản 2, áp dụng từ 30/11/2026");
}

#[test]
fn a_version_that_changes_nothing_moves_nothing() {
    let mut school = nam_thanh();
    school.lives_until(at(NOW));
    let now = at(NOW);
    let facts = school.facts();
    let plan = RulesPlan {
        effective_from: day("2026-12-01"),
        hours: Hours::default(),
        due: BTreeMap::new(),
        in_use: BTreeMap::new(),
        routes: BTreeMap::new(),
        decision: String::new(),
    };
    assert!(plan.effect(&facts, now).unwrap().is_empty());
    let standings = |facts: &Facts| facts.obligations.iter().map(|one| facts.standing(one, now)).collect::<Vec<_>>();
    let before = standings(&facts);
    add(&mut school, &plan);
    school.bring_up_to_date(now);
    assert_eq!(standings(&school.facts()), before);
    assert_eq!(school.bring_up_to_date(now), []);
}

#[test]
fn all_versions_are_told_with_what_each_changed() {
    let school = nam_thanh();
    let kept = |number: i64, from: &str, (shown, until): (&str, &str)| KeptRules {
        version: RuleVersion {
            id: id(8, number as u128),
            number,
            effective_from: day(from),
            hours: Hours { shown: vietnamese::parse_hour(shown).unwrap(), counted_until: vietnamese::parse_hour(until).unwrap() },
            due: BTreeMap::new(),
            in_use: BTreeMap::new(),
        },
        decision: format!("{number}/QĐ"),
        by: (number > 1).then(|| school.person_id("cô Nguyệt")),
        at: Some(at("2026-11-20 08:00")),
    };
    let all = [
        kept(1, "2024-09-06", ("17:00", "23:59")),
        kept(2, "2026-11-02", ("16:30", "23:59")),
        kept(3, "2027-01-04", ("16:00", "16:00")),
        kept(4, "2027-01-04", ("16:30", "16:30")),
    ];
    let told = rules_told(&all, &school.regime, &Corrections::default(), at(NOW));
    let lines = told.iter().map(|one| (one.number, one.state, one.changes.join(" "))).collect::<Vec<_>>();
    let wanted = [
        // The third has never held: nobody was due by 16:00.
        (4, RulesState::Coming, "Tính đúng hạn đến 16:30, trước đây là 23:59."),
        (3, RulesState::Replaced, "Giờ ghi trên hạn 16:00, trước đây là 16:30. Tính đúng hạn đến 16:00, trước đây là 23:59."),
        (
            2,
            RulesState::InForce,
            "Giờ ghi trên hạn 16:30, trước đây là 17:00. Nộp sau 16:30 mà đến 23:59 cùng ngày vẫn tính đúng hạn.",
        ),
        (1, RulesState::Past, "Giờ ghi trên hạn 17:00, tính đúng hạn đến 23:59 cùng ngày."),
    ];
    assert_eq!(lines, wanted.map(|(number, state, words)| (number, state, words.to_owned())));
    assert_eq!((told[3].signed.is_none(), told[0].decision.as_str()), (true, "4/QĐ"));
    assert!(told[0].signed.as_ref().unwrap().0.ends_with("Nguyệt"));
}

/// Whether each of these titles is due on that day.
fn due_on(school: &NamThanh, wanted: &[(&str, &str)]) {
    for (title, on) in wanted {
        let facts = school.facts();
        let one = facts.open_obligations().find(|one| facts.title(one) == *title).unwrap();
        assert_eq!(one.due_day(), Some(day(on)), "{title}");
    }
}

#[test]
fn a_type_falls_due_by_another_rule_from_the_day_of_the_version_on() {
    let mut school = nam_thanh();
    // Handed in before its day: it stays under the version that it names, with the rule of that one.
    school.hands_in("cô Hoa", "Giáo án tuần 15 · Lớp 4A", "2026-11-25 10:00");
    let before = school.facts();
    let due = [("r-giao-an", "last_working_day_of_week")];
    let form = with_due(&school, ("07/12/2026", "17:00", "23:59"), &due);
    let plan = form.parse(&before, at(NOW)).unwrap();
    let outlook = plan.outlook(&before, None, at(NOW)).unwrap();
    let words = "Hạn của Giáo án tuần (kế hoạch bài dạy): ngày làm việc cuối của tuần, trước đây là thứ Sáu của tuần trước.";
    assert_eq!(outlook.changes, [words]);
    let moved: Vec<_> = outlook.moved.moved.iter().flat_map(|group| &group.moved).map(|one| one.title.as_str()).collect();
    assert!(moved.contains(&"Giáo án tuần 14 · Lớp 4A") && moved.contains(&"Giáo án tuần 15 · Lớp 4B"));
    assert!(!moved.contains(&"Giáo án tuần 13 · Lớp 4A"), "it begins before the day of the version");
    assert!(!moved.contains(&"Giáo án tuần 15 · Lớp 4A"), "it is handed in");
    assert_eq!(before, school.facts(), "a look changes nothing");
    add(&mut school, &plan);
    school.bring_up_to_date(at(NOW));
    due_on(
        &school,
        &[
            ("Giáo án tuần 13 · Lớp 4A", "2026-11-27"),
            ("Giáo án tuần 14 · Lớp 4A", "2026-12-11"),
            ("Giáo án tuần 15 · Lớp 4A", "2026-12-11"),
            ("Giáo án tuần 15 · Lớp 4B", "2026-12-18"),
            ("Kế hoạch tuần 14 · Lớp 4A", "2026-12-04"),
        ],
    );
    let why = |title: &str| school.facts().why(&school.clone().obligation(title).clone()).unwrap();
    let (old, new) = (why("Giáo án tuần 15 · Lớp 4A"), why("Giáo án tuần 14 · Lớp 4A"));
    assert_eq!(
        (old.rule.as_str(), new.rule.as_str()),
        ("Quy định bản 1, áp dụng từ 06/09/2024", "Quy định bản 2, áp dụng từ 07/12/2026")
    );
    assert_eq!(school.bring_up_to_date(at(NOW)), []);

    // The next version holds it too, and says nothing about it where that stays; taken back, it is told.
    let same = with_due(&school, ("07/12/2026", "17:00", "23:59"), &[]);
    assert!(same.is_kept(&school.facts()), "the form begins with the rules of the last version");
    let hours = with_due(&school, ("04/01/2027", "16:00", "16:00"), &[]).parse(&school.facts(), at(NOW)).unwrap();
    assert_eq!(hours.due, plan.due);
    let back = with_due(&school, ("04/01/2027", "17:00", "23:59"), &[("r-giao-an", "friday_before")]);
    let back = back.parse(&school.facts(), at(NOW)).unwrap();
    assert!(back.due.is_empty(), "with the rule with which it began nothing need be said");
    let words = "Hạn của Giáo án tuần (kế hoạch bài dạy): thứ Sáu của tuần trước, trước đây là ngày làm việc cuối của tuần.";
    assert_eq!(back.outlook(&school.facts(), None, at(NOW)).unwrap().changes, [words]);
}

#[test]
fn a_rule_that_does_not_fit_is_told_at_its_type() {
    let school = nam_thanh();
    for typed in ["hôm nào cũng được", "working_days_after_period:10"] {
        let form = with_due(&school, ("07/12/2026", "17:00", "23:59"), &[("r-giao-an", typed)]);
        let errors = form.parse(&school.facts(), at(NOW)).unwrap_err();
        assert_eq!(told(&errors), ["r-giao-an: Chọn một hạn trong danh sách."], "{typed}");
    }
}

#[test]
fn between_two_years_a_version_waits_for_the_calendar_of_the_next_one() {
    let school = nam_thanh();
    let (summer, mut facts) = ("2027-07-01 08:00", school.facts());
    let five = |from: &str| form(from, "17:00", "17:00");
    let refused = five("02/08/2027").parse(&facts, at(summer)).unwrap_err();
    let words = "from: Năm học 2026–2027 hết ngày 14/05/2027. Lập lịch năm học mới trước, rồi lập bản quy định.";
    assert_eq!(told(&refused), [words]);
    facts.next_year_from = Some(day("2027-08-09"));
    assert!(five("02/08/2027").parse(&facts, at(summer)).is_ok());
    assert!(five("02/08/2029").parse(&facts, at(summer)).is_err());
}

#[test]
fn what_the_next_year_owes_is_looked_at_as_well() {
    let school = nam_thanh();
    let facts = school.facts();
    let plan = form("07/12/2026", "16:30", "16:30").parse(&facts, at(NOW)).unwrap();
    // The same year once more stands for the next one.
    let outlook = plan.outlook(&facts, Some(&facts), at(NOW)).unwrap();
    assert_eq!(outlook.next.as_ref().map(|next| &next.moved), Some(&outlook.moved));
    assert!(!outlook.is_of(plan.outlook(&facts, None, at(NOW)).unwrap().seen()));
}

/// Which way a lesson plan takes that comes at this instant.
fn way_of_plans(school: &NamThanh, came: &str) -> ApprovalRoute {
    let plans = school.regime.record_types.iter().find(|one| one.code == "giao-an").unwrap();
    school.regime.review_settings.way_of(plans, at(came))
}

#[test]
fn a_type_goes_another_way_from_the_day_of_the_version_on() {
    use ApprovalRoute::{Department, DepartmentThenLeadership, Leadership};
    let mut school = nam_thanh();
    let before = school.facts();
    let hours = ("07/12/2026", "17:00", "23:59");
    let plan = with_due(&school, hours, &[("w-giao-an", "department-leadership")]).parse(&before, at(NOW)).unwrap();
    let outlook = plan.outlook(&before, None, at(NOW)).unwrap();
    let words = "Cách duyệt của Giáo án tuần (kế hoạch bài dạy): tổ duyệt, rồi ban giám hiệu ký, trước đây là tổ duyệt.";
    assert_eq!(outlook.changes, [words]);
    let [way] = &outlook.moved.ways[..] else { panic!("{:?}", outlook.moved.ways) };
    assert_eq!((way.from, way.to, way.first), (Department, DepartmentThenLeadership, day("2026-12-11")));
    // Those of week 15, due on Friday 11 December, and of all weeks after it: week 14 is due on the Friday before the day.
    let of_plans = |one: &&crate::obligations::Obligation| before.title(one).starts_with("Giáo án tuần ");
    let later = before.open_obligations().filter(of_plans).filter(|one| one.due_day() >= Some(day("2026-12-07"))).count();
    assert_eq!(way.count, later);
    let reviewers: Vec<_> = way.reviewers.iter().map(|(step, people)| (*step, people.len())).collect();
    assert!(matches!(reviewers[..], [(super::super::Step::Department, 1..), (super::super::Step::Leadership, 1..)]), "{way:?}");
    assert!(outlook.asks_for_a_look() && outlook.moved.count() == 0, "no due day moves");
    assert_eq!(before, school.facts(), "a look changes nothing");

    add(&mut school, &plan);
    assert_eq!(way_of_plans(&school, "2026-12-06 23:59"), Department, "what came before its day keeps its way");
    assert_eq!(way_of_plans(&school, "2026-12-07 00:00"), DepartmentThenLeadership);
    let facts = school.facts();
    assert!(with_due(&school, hours, &[]).is_kept(&facts), "the form begins with the way that is coming");
    let plans = facts.regime.record_types.iter().find(|one| one.code == "giao-an").unwrap();
    assert_eq!(facts.regime.review_settings.coming(plans.id, at(NOW)), Some((day("2026-12-07"), DepartmentThenLeadership)));

    // Another version from the same day takes its place, and says all that is other than before.
    let signed = with_due(&school, hours, &[("w-giao-an", "leadership")]).parse(&facts, at(NOW)).unwrap();
    let words = "Cách duyệt của Giáo án tuần (kế hoạch bài dạy): ban giám hiệu ký, trước đây là tổ duyệt.";
    assert_eq!(signed.outlook(&facts, None, at(NOW)).unwrap().changes, [words]);
    add(&mut school, &signed);
    assert_eq!(way_of_plans(&school, "2026-12-07 08:00"), Leadership);
    let back = with_due(&school, hours, &[("w-giao-an", "department")]).parse(&school.facts(), at(NOW)).unwrap();
    add(&mut school, &back);
    assert_eq!(way_of_plans(&school, "2026-12-07 08:00"), Department);
    let kept = |version: &RuleVersion| KeptRules { version: version.clone(), decision: String::new(), by: None, at: None };
    let told =
        rules_told(&school.regime.rules.iter().map(kept).collect::<Vec<_>>(), &school.regime, &Corrections::default(), at(NOW));
    assert_eq!(told[0].changes, ["Như bản trước, không đổi gì."], "those before it have never held");
    assert_eq!(told[1].changes, [words]);
}

#[test]
fn a_type_is_owed_from_the_day_of_a_version_on_or_no_longer() {
    let mut school = nam_thanh();
    school.record_type("thuc-don").retired = true;
    school.bring_up_to_date(at(NOW));
    school.hands_in("cô Hoa", "Giáo án tuần 15 · Lớp 4A", "2026-11-25 10:00");
    let before = school.facts();
    let fields = [("u-thuc-don", "used"), ("u-giao-an", "ended")];
    let plan = with_due(&school, ("07/12/2026", "17:00", "23:59"), &fields).parse(&before, at(NOW)).unwrap();
    let outlook = plan.outlook(&before, None, at(NOW)).unwrap();
    assert_eq!(outlook.changes, ["Thôi phải nộp: Giáo án tuần (kế hoạch bài dạy).", "Bắt đầu phải nộp: Thực đơn tuần."]);
    assert!(outlook.moved.added > 10 && outlook.moved.closed.contains(&"Giáo án tuần 15 · Lớp 4B".to_owned()));
    // What the version itself closes goes no other way: only the plans before its day would, and their way stays.
    let way = [&fields[..], &[("w-giao-an", "leadership")]].concat();
    let both = with_due(&school, ("07/12/2026", "17:00", "23:59"), &way).parse(&before, at(NOW)).unwrap();
    assert_eq!(both.outlook(&before, None, at(NOW)).unwrap().moved.ways, []);
    add(&mut school, &plan);
    school.bring_up_to_date(at(NOW));
    assert_eq!(school.bring_up_to_date(at(NOW)), []);
    let facts = school.facts();
    let titles: Vec<String> = facts.open_obligations().map(|one| facts.title(one)).collect();
    let is_owed = |title: &str| titles.iter().any(|one| one == title);
    assert!(is_owed("Giáo án tuần 13 · Lớp 4A") && !is_owed("Giáo án tuần 14 · Lớp 4A"));
    assert!(is_owed("Giáo án tuần 15 · Lớp 4A"), "what was handed in stands");
    let menus: Vec<&String> = titles.iter().filter(|one| one.starts_with("Thực đơn")).collect();
    assert!(menus.iter().all(|one| !one.contains("tuần 13")) && menus.iter().any(|one| one.contains("tuần 14")), "{menus:?}");
    assert!(["giao-an", "thuc-don"].iter().all(|code| facts.regime.types_in_use().any(|one| one.code == *code)));

    // What a version says of a type, the list of types does not undo at once.
    let mut form = crate::record_types::TypesForm::of(&facts.regime.record_types, Hours::default());
    let menu = form.types.iter_mut().find(|one| one.starter.code == "thuc-don").unwrap();
    menu.used = true;
    let plan = form.parse(facts.organisation()).unwrap();
    let refused = plan.check_uses(&facts.regime.record_types, &facts.regime.rules, day("2026-11-25")).unwrap_err();
    let words = "use: “Thực đơn tuần” bắt đầu hay thôi phải nộp theo bản quy định. Lập một bản quy định mới để đổi.";
    assert_eq!(told(&refused), [words]);
    let menus = facts.regime.record_types.iter().find(|one| one.code == "thuc-don").unwrap();
    assert!(plan.of_known(menus, crate::setup::Phase::Open, &facts.regime.rules).retired);
}

#[test]
fn a_school_that_owes_nothing_is_no_version() {
    let school = nam_thanh();
    let fields: Vec<String> = school.regime.record_types.iter().map(|one| format!("u-{}", one.code)).collect();
    let ended: Vec<(&str, &str)> = fields.iter().map(|field| (field.as_str(), "ended")).collect();
    let errors = with_due(&school, ("07/12/2026", "17:00", "23:59"), &ended).parse(&school.facts(), at(NOW)).unwrap_err();
    assert_eq!(told(&errors), ["types: Chọn ít nhất một loại hồ sơ phải nộp."]);
    for (field, words) in [("u-giao-an", "Chọn phải nộp hay không."), ("w-giao-an", "Chọn một cách duyệt trong danh sách.")]
    {
        let errors =
            with_due(&school, ("07/12/2026", "17:00", "23:59"), &[(field, "gì cũng được")]).parse(&school.facts(), at(NOW));
        assert_eq!(told(&errors.unwrap_err()), [format!("{field}: {words}")]);
    }
}
