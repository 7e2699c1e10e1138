#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::sync::LazyLock;

use chrono::Days;
use proptest::prelude::*;

use super::*;
use crate::{
    dashboard::{DashboardFilter, TermFilter, dashboard},
    my_work::{Whose, whose},
    people::{Appointment, Position},
    testing::{NamThanh, at, day, nam_thanh},
};

const NOW: &str = "2026-12-02 14:20";

/// Week 13 on the Wednesday after: most on time, one late, one missing, one exempt.
fn week_13() -> NamThanh {
    let mut school = nam_thanh();
    school.all_on_time_before(&NOW[..10]);
    for title in ["Giáo án tuần 13 · Lớp 4B", "Giáo án tuần 13 · Lớp 5B", "Giáo án tuần 13 · Lớp 4C"] {
        school.obligation(title).handed_in = None;
    }
    school.hands_in("cô Đào", "Giáo án tuần 13 · Lớp 4B", "2026-11-30 09:00");
    school.exempts("Giáo án tuần 13 · Lớp 5B", "lớp đi tham quan");
    school
}

fn list(school: &NamThanh, viewer: &str, filter: &ListFilter) -> RecordList {
    record_list(&school.facts(), &Scope::School, school.person_id(viewer), filter, at(NOW))
}

fn of_week(week: u8) -> ListFilter {
    ListFilter { week: Some(week), ..ListFilter::default() }
}

fn searched(words: &str) -> ListFilter {
    ListFilter { search: Some(words.to_owned()), ..of_week(13) }
}

fn titles(list: &RecordList) -> Vec<&str> {
    list.groups.iter().flat_map(|group| &group.lines).map(|line| line.title.as_str()).collect()
}

#[test]
fn what_needs_doing_stands_first() {
    let school = week_13();
    let filter = ListFilter { record_type: Some("giao-an".to_owned()), ..of_week(13) };
    let shown = list(&school, "cô Nguyệt", &filter);
    let names: Vec<&str> = shown.groups.iter().map(|group| group.name.as_str()).collect();
    assert_eq!(names, ["Nhà trẻ", "Mẫu giáo 3–4 tuổi", "Mẫu giáo 4–5 tuổi", "Mẫu giáo 5–6 tuổi"]);
    let lines = |at: usize| -> Vec<(&str, &str)> {
        shown.groups[at].lines.iter().map(|line| (line.title.as_str(), line.who.as_str())).collect()
    };
    let hoa = "Nguyễn Thị Hoa (4A)";
    assert_eq!(
        lines(2),
        [
            ("Giáo án tuần 13 · Lớp 4C", "Hoàng Thị Cúc, Đinh Thị Sen"),
            ("Giáo án tuần 13 · Lớp 4B", "Vũ Thị Đào"),
            ("Giáo án tuần 13 · Lớp 4A", hoa),
        ]
    );
    assert_eq!(lines(3).last().unwrap().0, "Giáo án tuần 13 · Lớp 5B");
    assert_eq!(shown.groups[3].lines.last().unwrap().reason.as_deref(), Some("lớp đi tham quan"));
    assert_eq!(shown.counts, Counts { on_time: 9, late: 1, overdue: 1, exempt: 1, ..Counts::default() });
    assert_eq!(shown.groups[2].counts, Counts { on_time: 1, late: 1, overdue: 1, ..Counts::default() });
    assert_eq!(counts_sentence(&shown.counts), "Đã nộp 10/11: 9 đúng hạn, 1 muộn, 1 quá hạn, 1 miễn");
    assert_eq!(counts_sentence(&Counts::default()), "Đã nộp 0/0");
}

#[test]
fn narrowing_keeps_the_counts() {
    let school = week_13();
    let whole = list(&school, "cô Nguyệt", &of_week(13));
    for group in StandingGroup::ALL {
        let narrow = list(&school, "cô Nguyệt", &ListFilter { standing: Some(group), ..of_week(13) });
        assert_eq!(narrow.counts, whole.counts);
        assert_eq!(titles(&narrow).len(), group.in_counts(&whole.counts) as usize, "{group:?}");
        assert_eq!(StandingGroup::from_code(group.code()), Some(group));
    }
    assert_eq!(titles(&list(&school, "cô Nguyệt", &searched("không ai"))), Vec::<&str>::new());
    // What is searched for is what the groups count: each of them leads to as many lines as it says.
    let found = list(&school, "cô Nguyệt", &searched("4c"));
    assert_eq!(found.counts.owed() as usize + found.counts.exempt as usize, titles(&found).len());
    assert!(found.counts.owed() < whole.counts.owed() && found.counts.overdue == 1);
    for group in StandingGroup::ALL {
        let narrow = list(&school, "cô Nguyệt", &ListFilter { standing: Some(group), ..searched("4c") });
        assert_eq!(titles(&narrow).len(), group.in_counts(&found.counts) as usize, "{group:?}");
    }
}

/// The summer and the years after make nothing later, and nobody can hand it in any more.
#[test]
fn of_a_year_that_is_over_nothing_is_overdue_it_was_never_handed_in() {
    let school = week_13();
    let mut facts = school.facts();
    facts.is_over = true;
    let nguyet = school.person_id("cô Nguyệt");
    let listed = |filter: &ListFilter| record_list(&facts, &Scope::School, nguyet, filter, at("2027-08-20 09:00"));
    let plans = ListFilter { record_type: Some("giao-an".to_owned()), ..of_week(13) };
    let whole = listed(&plans);
    assert_eq!(whole.counts, Counts { on_time: 9, late: 1, missed: 1, exempt: 1, ..Counts::default() });
    assert_eq!(counts_sentence(&whole.counts), "Đã nộp 10/11: 9 đúng hạn, 1 muộn, 1 chưa nộp, 1 miễn");
    let missing = listed(&ListFilter { standing: Some(StandingGroup::Missing), ..plans });
    assert_eq!(titles(&missing), ["Giáo án tuần 13 · Lớp 4C"]);
    assert_eq!(missing.groups[0].lines[0].standing, Standing::Missed);
    let late = crate::lateness::causes(
        &facts,
        &facts.actor(nguyet, at("2027-08-20 09:00")),
        facts.obligation(missing.groups[0].lines[0].obligation).unwrap(),
        crate::lateness::Known::default(),
        at("2027-08-20 09:00"),
    );
    assert!(late.is_some(), "what was known of it then is read still");
}

#[test]
fn the_list_behind_a_cell_has_its_counts() {
    let school = week_13();
    let filter = DashboardFilter { term: Some(TermFilter::Year), ..DashboardFilter::default() };
    let dashboard = dashboard(&school.facts(), &Scope::School, &filter, at(NOW));
    for row in &dashboard.rows {
        for (week, cell) in dashboard.weeks.iter().zip(&row.cells).skip(10).take(5) {
            let filter = ListFilter { row: Some(row.key), ..of_week(week.number) };
            assert_eq!(list(&school, "cô Nguyệt", &filter).counts, *cell, "{} {}", row.name, week.number);
        }
    }
    let tracked = ListFilter { untimed: true, record_type: Some("ke-hoach-to".to_owned()), ..ListFilter::default() };
    let untimed = list(&school, "cô Nguyệt", &tracked);
    assert_eq!((titles(&untimed).len(), untimed.counts), (54, Counts::default()));
}

#[test]
fn search() {
    let mut school = week_13();
    for (class, mention) in [("3A", "cô Bình"), ("3C", "cô Thu"), ("NT2", "cô Gấm")] {
        let title = format!("Kế hoạch tuần 13 · Lớp {class}");
        school.obligation(&title).handed_in = None;
        school.hands_in(mention, &title, "2026-11-27 10:00");
    }
    let check = |words: &str, wanted: &[&str]| {
        let shown = list(&school, "cô Nguyệt", &ListFilter { record_type: Some("ke-hoach-tuan".to_owned()), ..searched(words) });
        let who: Vec<&str> = shown.groups.iter().flat_map(|group| &group.lines).map(|line| line.who.as_str()).collect();
        let mut who: Vec<&str> = who.into_iter().filter(|who| !who.contains("Hoa (4A")).collect();
        who.dedup();
        assert_eq!(who, wanted, "{words}");
    };
    check("binh", &["Lương Thị Bình"]);
    check("BÌNH", &["Lương Thị Bình"]);
    check("bính", &[]);
    check("thu doan", &["Đoàn Thị Thu"]);
    check("đoàn", &["Đoàn Thị Thu"]);
    check("doan 3c", &["Đoàn Thị Thu"]);
    let all = list(&school, "cô Nguyệt", &of_week(13));
    assert_eq!(titles(&list(&school, "cô Nguyệt", &searched("  "))), titles(&all), "blanks narrow nothing");
    // Letters and marks apart, as a Mac sends them.
    check("Ga\u{302}\u{301}m", &["Hà Thị Gấm"]);
}

#[test]
fn a_word_without_marks_finds_all_and_one_with_marks_what_has_them() {
    let found = |typed: &str, text: &str| Search::new(typed).is_none_or(|search| search.finds(text));
    for name in ["Phạm Thị Hoà", "Phạm Thị Hòa", "Nguyễn Thị Hoa", "Trần Hoàn"] {
        assert!(found("hoa", name), "{name}");
    }
    assert!(found("hoà", "Phạm Thị Hòa") && found("hòa", "Phạm Thị Hoà") && !found("hoà", "Nguyễn Thị Hoa"));
    assert!(found("hoà", "Trần Hoàn"), "while still typing");
    assert!(found("đường", "Đường Thị Uyên") && !found("đường", "Đặng Thuỳ Dương") && found("duong", "Đặng Thuỳ Dương"));
    assert!(found("đào", "Vũ Thị Đào") && found("dao", "Vũ Thị Đào") && !found("đào", "Vũ Thị Dao"));
    assert!(found("nguyen", "Nguyễn Thị Hoa") && found("", "bất kỳ") && found(" ", "bất kỳ"));
}

#[test]
fn only_who_may_open_gets_the_receipt() {
    let mut school = week_13();
    school.all_on_time_before(&NOW[..10]);
    let check = |viewer: &str, title: &str, wanted: bool| {
        let shown = list(&school, viewer, &of_week(12));
        let line = shown.groups.iter().flat_map(|group| &group.lines).find(|line| line.title == title).unwrap();
        assert_eq!(line.receipt.is_some(), wanted, "{viewer} {title}");
    };
    let (plan, health) = ("Giáo án tuần 12 · Lớp 4A", "Sổ theo dõi sức khỏe tuần 12 · Y tế");
    check("cô Nguyệt", plan, true);
    check("cô Nguyệt", health, true);
    check("cô Ấm", plan, true);
    check("cô Ấm", "Giáo án tuần 12 · Lớp 5A", false);
    check("thầy Định", plan, false);
    check("thầy Yên", health, false);
}

#[test]
fn a_head_is_shown_the_own_department() {
    let school = week_13();
    let scope = Scope::Departments(vec![school.department("Mẫu giáo 4–5 tuổi")]);
    let shown = |filter: &ListFilter| record_list(&school.facts(), &scope, school.person_id("cô Ấm"), filter, at(NOW));
    let names = |list: RecordList| list.groups.into_iter().map(|group| group.name).collect::<Vec<_>>();
    assert_eq!(names(shown(&of_week(13))), ["Mẫu giáo 4–5 tuổi"]);
    let other = ListFilter { row: Some(RowKey::Department(school.department("Văn phòng"))), ..of_week(13) };
    assert_eq!(names(shown(&other)), Vec::<String>::new());
    assert_eq!(shown(&other).counts, Counts::default());
}

#[test]
fn who_answers_for_a_record() {
    let mut school = nam_thanh();
    let hoa = school.person_id("cô Hoa");
    let am = school.person_id("cô Ấm");
    let said = |school: &mut NamThanh, title: &str| {
        let obligation = school.obligation(title).clone();
        who(&school.facts(), &obligation, at("2026-11-25 14:20"))
    };
    assert_eq!(said(&mut school, "Giáo án tuần 14 · Lớp 4A"), "Trần Thu Thảo");
    assert_eq!(said(&mut school, "Giáo án tuần 14 · Lớp 4B"), "Lê Thị Ấm, Vũ Thị Đào");
    assert_eq!(said(&mut school, "Kế hoạch tổ tháng 11/2026 · Mẫu giáo 4–5 tuổi"), "Lê Thị Ấm");
    assert_eq!(said(&mut school, "Kế hoạch tổ tháng 11/2026 · Nhà trẻ"), "Quách Thị Tâm");
    assert_eq!(said(&mut school, "Lịch công tác tuần 13"), "Nguyễn Thị Minh Nguyệt");
    // After people have left: the deputy for the head, the others of the class for whose turn it was.
    let appointments = &mut school.regime.organisation.appointments;
    let gone = |one: &&mut Appointment| one.person == hoa || one.person == am;
    appointments.iter_mut().filter(gone).for_each(|one| one.until = Some(day("2026-11-24")));
    assert_eq!(said(&mut school, "Giáo án tuần 13 · Lớp 4A"), "Trần Thu Thảo");
    assert_eq!(said(&mut school, "Kế hoạch tổ tháng 11/2026 · Mẫu giáo 4–5 tuổi"), "Hoàng Thị Cúc");
    // Where there is no principal, the vice principals answer for the school's own records, and without them the clerk.
    let leave = |school: &mut NamThanh, position| {
        school.regime.organisation.appointments.retain(|one| one.position != position);
    };
    leave(&mut school, Position::Principal);
    assert_eq!(said(&mut school, "Lịch công tác tuần 13"), "Trần Thị Bích Vân, Phan Thị Hạnh");
    leave(&mut school, Position::VicePrincipal);
    assert_eq!(said(&mut school, "Lịch công tác tuần 13"), "Lại Thị Thơm");
    school.regime.organisation.appointments.clear();
    assert_eq!(said(&mut school, "Giáo án tuần 13 · Lớp 4A"), "chưa phân công");
    assert_eq!(said(&mut school, "Lịch công tác tuần 13"), "chưa phân công");
}

#[test]
fn records_of_the_week_of_practice_stand_last() {
    let mut school = week_13();
    school.obligation("Giáo án tuần 13 · Lớp 4A").terms.practice = true;
    let filter = ListFilter { row: Some(RowKey::Department(school.department("Mẫu giáo 4–5 tuổi"))), ..of_week(13) };
    assert_eq!(titles(&list(&school, "cô Nguyệt", &filter)).last(), Some(&"Giáo án tuần 13 · Lớp 4A"));
}

#[test]
fn lateness_is_told_of_who_handed_in_first() {
    let mut school = nam_thanh();
    school.hands_in("cô Thảo", "Giáo án tuần 11 · Lớp 4A", "2026-11-19 10:00");
    school.hands_in("cô Hoa", "Giáo án tuần 11 · Lớp 4A", "2026-11-20 10:00");
    let record = school.obligation("Giáo án tuần 11 · Lớp 4A").clone();
    assert_eq!(who(&school.facts(), &record, at("2026-11-25 14:20")), "Trần Thu Thảo");
}

#[test]
fn weeks_stand_in_the_order_of_weeks() {
    let school = nam_thanh();
    let filter = ListFilter { untimed: true, record_type: Some("tu-lieu".to_owned()), ..ListFilter::default() };
    let viewer = school.person_id("cô Nguyệt");
    let list = record_list(&school.facts(), &Scope::School, viewer, &filter, at("2026-11-25 14:20"));
    let lines = list.groups.iter().flat_map(|group| &group.lines);
    let titles: Vec<&str> = lines.map(|line| line.title.as_str()).filter(|title| title.ends_with("Lớp 4A")).collect();
    let place = |week: u8| titles.iter().position(|title| title.contains(&format!("tuần {week} ·")));
    assert!(place(1) < place(2) && place(2) < place(10), "{titles:?}");
}

/// Who is named for a record that has come due: whose turn it was, who answers for it first, and everybody on its own page.
type Named = (Option<PersonId>, Vec<PersonId>, Vec<PersonId>);

fn named(facts: &Facts, obligation: &Obligation) -> Named {
    let due = obligation.due_day().unwrap();
    let duty = obligation.terms.owner.duty(facts.organisation());
    let ids = |people: Vec<&Person>| people.into_iter().map(|one| one.id).collect();
    (obligation.turn_on(due, facts.organisation()), ids(duty.foremost_on(due)), ids(duty.people_on(due)))
}

/// The school as every case begins, and who is named then for what was due before `NOW`.
static BEFORE: LazyLock<(NamThanh, Vec<(ObligationId, Named)>)> = LazyLock::new(|| {
    let school = nam_thanh();
    let facts = school.facts();
    let has_come = |one: &&Obligation| one.due_day().is_some_and(|due| due < day_of(at(NOW)));
    let named = facts.open_obligations().filter(has_come).map(|one| (one.id, named(&facts, one))).collect();
    (school, named)
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whoever's position is ended today, on whichever day before: who was responsible for what was due before today stays who
    /// it was, and nothing of it is owed no longer.
    #[test]
    fn the_past_is_not_rewritten_by_an_end(which in 0..60_usize, days_ago in 1..120_u64) {
        let (mut school, before) = (BEFORE.0.clone(), &BEFORE.1);
        let now = at(NOW);
        let today = day_of(now);
        let count = school.regime.organisation.appointments.len();
        let ended = &mut school.regime.organisation.appointments[which % count];
        ended.until = Some(today - Days::new(days_ago));
        ended.end_known_since = Some(now);
        let ended = ended.clone();
        school.bring_up_to_date(now);
        let after = school.facts();
        for (id, named_before) in before {
            let new = after.obligation(*id).unwrap();
            prop_assert!(new.closing.is_none(), "{}", after.title(new));
            prop_assert_eq!(named_before, &named(&after, new), "{}", after.title(new));
        }
        let holds_today = after.organisation().positions(ended.person, today).contains(&ended.position);
        prop_assert!(!holds_today, "from today on it is over");
    }

    /// Whoever is appointed today, to whatever and from whichever day on: who was responsible for what was due before today
    /// stays who it was, and the newcomer answers for nothing of it.
    #[test]
    fn the_past_is_not_rewritten_by_an_appointment(whose_turn in 0..40_usize, what in 0..24_usize, days_ago in 0..120_u64) {
        let (mut school, before) = (BEFORE.0.clone(), &BEFORE.1);
        let now = at(NOW);
        let today = day_of(now);
        let organisation = &school.regime.organisation;
        let person = organisation.people[whose_turn % organisation.people.len()].id;
        let positions: Vec<Position> = organisation
            .classes
            .iter()
            .map(|class| Position::Teacher(class.id))
            .chain(organisation.departments.iter().flat_map(|one| [Position::Head(one.id), Position::DeputyHead(one.id)]))
            .chain(organisation.sections.iter().map(|section| Position::SectionHolder(section.id)))
            .chain([Position::VicePrincipal])
            .collect();
        let position = positions[what % positions.len()];
        let from = today - Days::new(days_ago);
        let entered = Appointment { person, position, from, until: None, known_since: Some(now), end_known_since: None, acting: None };
        school.regime.organisation.appointments.push(entered);
        school.bring_up_to_date(now);
        let after = school.facts();
        for (id, named_before) in before {
            let new = after.obligation(*id).unwrap();
            prop_assert_eq!(named_before, &named(&after, new), "{}", after.title(new));
            let had_it = named_before.2.contains(&person);
            prop_assert!(had_it || whose(&after, person, new, now) == Whose::BeforeMe, "{}", after.title(new));
        }
    }
}
