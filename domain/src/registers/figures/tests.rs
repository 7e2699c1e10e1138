#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    names::SortKey,
    registers::{EntryForm, RegisterKind},
    testing::{NamThanh, at, forms::typed, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

fn figures(school: &NamThanh) -> TermFigures {
    term_figures(&school.facts(), Some(TermFilter::First), at(NOW))
}

fn of<'f>(figures: &'f TermFigures, school: &NamThanh, mention: &str) -> &'f PersonFigures {
    figures.people.iter().find(|one| one.person == school.person_id(mention)).unwrap()
}

#[test]
fn people_stand_in_the_order_of_their_names_with_what_the_dashboards_count() {
    let mut school = nam_thanh();
    school.lives_until(at(NOW));
    let figures = figures(&school);
    let organisation = &school.regime.organisation;
    let keys: Vec<SortKey> = figures.people.iter().map(|one| organisation.person(one.person).unwrap().name.sort_key()).collect();
    assert!(keys.is_sorted());
    let facts = school.facts();
    let filter = DashboardFilter { term: Some(TermFilter::First), ..DashboardFilter::default() };
    let shown = dashboard(&facts, &Scope::School, &filter, at(NOW));
    let mut total = Counts::default();
    for unit in figures.units.iter().take(organisation.departments.len()) {
        total.add(unit.counts);
        let row = shown.rows.iter().find(|row| row.name == unit.name).unwrap();
        let mut counts = Counts::default();
        row.cells.iter().for_each(|cell| counts.add(*cell));
        assert_eq!(counts, unit.counts, "{}", unit.name);
    }
    // The plans of 4A are of one of two teachers, week by week: together they have what the class has.
    let class =
        |one: &&Obligation| one.terms.owner == Owner::Class(school.class("4A")) && is_counted(&facts, one, TermFilter::First);
    let handed_in = facts.open_obligations().filter(class).filter(|one| one.handed_in.is_some()).count();
    let theirs: u32 = ["cô Hoa", "cô Thảo"].iter().map(|mention| of(&figures, &school, mention).counts.handed_in()).sum();
    assert_eq!(theirs as usize, handed_in);
}

#[test]
fn a_week_taken_for_a_colleague_is_told_and_an_exchange_is_not() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-11-25");
    let taken = school.offers(("cô Hoa", "cô Thảo"), ("4A", 13), None, "2026-11-02 08:00");
    school.answers("cô Thảo", taken, SwapAnswer::Accepted, "2026-11-02 09:00");
    assert_eq!(of(&figures(&school), &school, "cô Thảo").helped, Helped { turns: 1, covers: 0 });
    let exchanged = school.offers(("cô Hoa", "cô Thảo"), ("4A", 15), Some(16), "2026-11-03 08:00");
    school.answers("cô Thảo", exchanged, SwapAnswer::Accepted, "2026-11-03 09:00");
    let figures = figures(&school);
    assert_eq!(of(&figures, &school, "cô Thảo").helped, Helped { turns: 1, covers: 0 });
    assert_eq!(of(&figures, &school, "cô Hoa").helped, Helped::default());
    assert!(of(&figures, &school, "cô Thảo").words().ends_with("nhận giúp 1 lượt"));
    let told = figures_told(&figures, &school.person_id("cô Thảo").to_string(), &figures.units[0].id);
    assert!(told.starts_with("Trần Thu Thảo: ") && told.contains("\nNhà trẻ: "), "{told}");
}

#[test]
fn a_proposal_names_somebody() {
    let school = nam_thanh();
    let register = RegisterKind::Commendations.register();
    let form = |fields: &[(&str, &str)]| {
        let form = EntryForm::read(register, &typed(fields));
        form.parse_new(register, &school.regime.organisation, at(NOW).date_naive())
    };
    let nobody = form(&[("what", "Nộp giáo án đúng hạn cả kỳ"), ("term", "1")]).unwrap_err();
    assert_eq!(nobody.of("people"), Some("Chọn ít nhất một người, tổ hoặc bộ phận."));
    let department = school.department("Nhà trẻ").to_string();
    assert!(form(&[("what", "Nộp giáo án đúng hạn cả kỳ"), ("term", "1"), ("units", &department)]).is_ok());
    let person = school.person_id("cô Hoa").to_string();
    let odd = form(&[("what", "Nộp giáo án đúng hạn cả kỳ"), ("term", "1"), ("units", &person)]).unwrap_err();
    assert!(odd.of("units").is_some());
}
