#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    facts::Facts,
    obligations::Period,
    record_types::ThemeId,
    testing::{
        NamThanh, at,
        forms::{told, typed},
        nam_thanh,
    },
    vietnamese,
};

const NOW: &str = "2026-11-25 14:20";
const PLAN_OF_FAMILY: &str = "Kế hoạch chủ đề Gia đình · Lớp 4A";

/// The form as it stands, with rows changed.
fn parsed(facts: &Facts, change: impl FnOnce(&mut Vec<ThemeRow>)) -> Result<ThemesPlan, Vec<String>> {
    let mut form = ThemesForm::of(&facts.regime.themes);
    change(&mut form.rows);
    form.parse(&KnownThemes::of(facts)).map_err(|errors| told(&errors))
}

fn row(name: &str, from: &str, through: &str) -> ThemeRow {
    ThemeRow { id: String::new(), name: name.to_owned(), from: from.to_owned(), through: through.to_owned() }
}

fn emptied(row: &mut ThemeRow) {
    (row.name, row.from, row.through) = Default::default();
}

/// What the database does with a plan.
fn apply(school: &mut NamThanh, plan: &ThemesPlan) {
    let themes = &mut school.regime.themes;
    themes.retain(|theme| !plan.gone.contains(&theme.id));
    for one in &plan.themes {
        let theme = themes.iter_mut().find(|theme| Some(theme.id) == one.id).unwrap();
        (theme.name, theme.from_week, theme.through_week) = (one.name.clone(), one.from_week, one.through_week);
    }
    school.bring_up_to_date(at(NOW));
}

#[test]
fn themes_survive_their_own_form() {
    let facts = nam_thanh().facts();
    let plan = parsed(&facts, |_| {}).unwrap();
    let ids: Vec<Option<ThemeId>> = facts.regime.themes.iter().map(|one| Some(one.id)).collect();
    assert_eq!(plan.themes.iter().map(|one| one.id).collect::<Vec<_>>(), ids);
    assert!(plan.gone.is_empty());
    let form = ThemesForm::of(&facts.regime.themes).with_room(true);
    assert_eq!(form.parse(&KnownThemes::of(&facts)).unwrap(), plan, "empty rows are nothing");
    assert_eq!(vietnamese::days(form.rows[2].span(facts.calendar()).unwrap()), "02/11–27/11/2026");
    let known = KnownThemes::of(&facts);
    assert_eq!(known.in_short(at(NOW)), "8 chủ đề, tuần này là Gia đình");
    assert_eq!(known.in_short(at("2027-02-10 08:00")), "8 chủ đề");
    assert_eq!(row("Tết", "30", "23").span(facts.calendar()), None);
}

#[test]
fn the_themes_as_browsers_send_them() {
    let form = ThemesForm::read(&typed(&[
        ("i0", "01"),
        ("n0", ""),
        ("f0", ""),
        ("t0", ""),
        ("n1", "  Bé  và gia đình "),
        ("f1", " 9 "),
        ("t1", "12"),
        ("n2", ""),
        ("f2", ""),
        ("t2", ""),
    ]));
    assert_eq!(form.rows.len(), 2, "an emptied theme stays to be asked about, an empty row is nothing");
    assert_eq!(form.rows[1], row("Bé và gia đình", "9", "12"));
}

#[test]
fn what_is_wrong_with_themes() {
    let facts = nam_thanh().facts();
    let check = |change: &dyn Fn(&mut Vec<ThemeRow>), wanted: &[&str]| assert_eq!(parsed(&facts, change).unwrap_err(), wanted);
    check(&|rows| rows[1].name.clear(), &["n1: Thiếu tên chủ đề."]);
    check(&|rows| rows[1].name = "gia  ĐÌNH".to_owned(), &["n2: Chủ đề “Gia đình” đã có ở dòng 2."]);
    check(&|rows| rows[1].name = "a".repeat(81), &["n1: Tên chủ đề dài quá 80 ký tự."]);
    check(&|rows| rows[7].through = "36".to_owned(), &["t7: Không có tuần “36”: năm học có tuần 1 đến 35."]);
    check(&|rows| rows[0].from = "0".to_owned(), &["f0: Không có tuần “0”: năm học có tuần 1 đến 35."]);
    check(&|rows| rows[0].from = "một".to_owned(), &["f0: Không có tuần “một”: năm học có tuần 1 đến 35."]);
    check(&|rows| rows[0].from.clear(), &["f0: Thiếu tuần, viết một số từ 1 đến 35."]);
    check(&|rows| rows[7].through = "30".to_owned(), &["t7: Tuần cuối 30 trước tuần đầu 31."]);
    check(&|rows| rows[1].through = "10".to_owned(), &["f2: Trùng tuần với chủ đề “Bản thân” ở dòng 2 (tuần 5 đến 10)."]);
    check(&|rows| rows.push(row("Nước", "12", "12")), &["f8: Trùng tuần với chủ đề “Gia đình” ở dòng 3 (tuần 9 đến 12)."]);
}

#[test]
fn a_form_that_is_older_than_the_list_removes_nothing() {
    let facts = nam_thanh().facts();
    let old = ThemesForm { rows: ThemesForm::of(&facts.regime.themes[..7]).rows };
    let known = KnownThemes::of(&facts);
    assert_eq!(told(&old.parse(&known).unwrap_err()), ["all: Danh sách chủ đề vừa được sửa ở máy khác."]);
    assert_eq!(old.with_unseen(&known), ThemesForm::of(&facts.regime.themes));
}

#[test]
fn a_theme_may_go_while_nothing_was_handed_in_for_it() {
    let mut school = nam_thanh();
    let plan = parsed(&school.facts(), |rows| emptied(&mut rows[2])).unwrap();
    assert_eq!(plan.gone, [school.regime.themes[2].id]);
    school.hands_in("cô Hoa", PLAN_OF_FAMILY, "2026-11-24 10:00");
    assert_eq!(
        parsed(&school.facts(), |rows| emptied(&mut rows[2])).unwrap_err(),
        [
            "n2: Chủ đề “Gia đình” (tuần 9 đến 12) đã có 1 hồ sơ nộp nên không bỏ được. Điền lại tên và tuần; đổi tên hoặc dời tuần thì được, hồ sơ đã nộp đi theo.",
        ]
    );
}

#[test]
fn a_renamed_and_moved_theme_keeps_its_records() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN_OF_FAMILY, "2026-11-24 10:00");
    let before = school.obligation(PLAN_OF_FAMILY).clone();
    let plan = parsed(&school.facts(), |rows| {
        rows[2].name = "Bé và gia đình".to_owned();
        rows[2].through = "11".to_owned();
    })
    .unwrap();
    let count = |school: &NamThanh| school.obligations.iter().filter(|one| matches!(one.terms.period, Period::Theme(_))).count();
    let records = count(&school);
    apply(&mut school, &plan);
    let after = school.obligation("Kế hoạch chủ đề Bé và gia đình · Lớp 4A").clone();
    assert_eq!((after.id, after.handed_in, after.closing), (before.id, before.handed_in, None));
    assert_eq!(count(&school), records);
}

#[test]
fn two_rows_of_one_id_are_one_theme_and_a_new_one() {
    let facts = nam_thanh().facts();
    let plan = parsed(&facts, |rows| {
        rows[2].through = "10".to_owned();
        rows.push(ThemeRow { id: rows[2].id.clone(), ..row("Ngôi nhà", "11", "12") });
    })
    .unwrap();
    assert_eq!((plan.themes[2].id, plan.themes[8].id), (Some(facts.regime.themes[2].id), None));
}

#[test]
fn a_list_that_takes_or_moves_plans_is_looked_at_first() {
    let mut school = nam_thanh();
    school.record_type("ke-hoach-chu-de").due = crate::deadlines::DueRule::LastWorkingDayOfPeriod;
    let now = crate::testing::at("2026-11-25 14:20");
    school.bring_up_to_date(now);
    let facts = school.facts();
    let looked = |change: &dyn Fn(&mut ThemesForm)| {
        let mut form = ThemesForm::of(&facts.regime.themes);
        change(&mut form);
        form.parse(&KnownThemes::of(&facts)).unwrap().outlook(&facts, now).unwrap()
    };
    assert!(looked(&|_| {}).moved.is_empty());
    let last = facts.regime.themes.len() - 1;
    let renamed = looked(&|form| form.rows[last].name = "Bác Hồ của em".to_owned());
    assert!(!renamed.asks_for_a_look(), "another name moves nothing");
    let through = facts.regime.themes[last].through_week;
    let shorter = looked(&|form| form.rows[last].through = (through - 1).to_string());
    assert!(shorter.moved.count() > 0 && shorter.asks_for_a_look());
    let gone = looked(&|form| form.rows[last] = ThemeRow { id: form.rows[last].id.clone(), ..ThemeRow::default() });
    assert!(!gone.moved.closed.is_empty() && !gone.is_of(shorter.seen()));
}
