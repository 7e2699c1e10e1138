#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::sync::LazyLock;

use proptest::{prelude::*, string::string_regex};

use super::*;
use crate::{
    record_types::TypesForm,
    school_years::YearForm,
    schools::SchoolForm,
    setup::{FounderForm, OpeningForm},
    staff::{AppointmentForm, EndForm, PersonForm, StaffForm},
    testing::{NamThanh, at, day, forms::told, nam_thanh},
    themes::{KnownThemes, ThemeRow, ThemesForm},
    turns::{ClassTurns, TurnsForm},
    units::{UnitRow, UnitsForm},
};

/// Every field of words that a form of settings or staff has; rows of tables have two.
const FIELDS: [&str; 48] = [
    "name",
    "limit",
    "year",
    "first_week",
    "weeks",
    "second_semester",
    "d",
    "f0",
    "t0",
    "k0",
    "n0",
    "i0",
    "d0",
    "c0",
    "g0",
    "u0",
    "p0",
    "w0",
    "q0",
    "x0",
    "f1",
    "t1",
    "k1",
    "n1",
    "d1",
    "c1",
    "who",
    "call",
    "username",
    "post",
    "place",
    "from",
    "until",
    "reason",
    "honorific",
    "birth_year",
    "n-giao-an",
    "r-giao-an",
    "hour",
    "new-name",
    "new-owner",
    "new-due",
    "order",
    "each",
    "practice",
    "counts_from",
    "use",
    "do",
];

/// What no line holds, as `Debug` writes it.
const UNSEEN: [&str; 12] =
    ["\\0", "\\n", "\\r", "\\t", "\\u{1b}", "\\u{85}", "\\u{ad}", "\\u{200b}", "\\u{202e}", "\\u{34f}", "\\u{feff}", "\\u{2028}"];

static SCHOOL: LazyLock<NamThanh> = LazyLock::new(nam_thanh);

/// Every form with these fields, and what comes of it, one after the other.
fn all_forms(typed: &FormData) -> String {
    let facts = SCHOOL.facts();
    let organisation = &SCHOOL.regime.organisation;
    let (today, person) = (day("2026-11-25"), SCHOOL.person_id("cô Hoa"));
    let class = ClassTurns::of(&facts, SCHOOL.class("4A"), at("2026-11-25 14:20")).unwrap();
    let school = SchoolForm::read(typed);
    let year = YearForm::read(typed);
    let units = UnitsForm::read(typed);
    let themes = ThemesForm::read(typed);
    let types = TypesForm::read(typed, &SCHOOL.regime.record_types);
    let turns = TurnsForm::read(typed, &class);
    let staff = StaffForm::read(typed);
    let someone = PersonForm::read(typed);
    let appointment = AppointmentForm::read(typed);
    let founder = FounderForm::read(typed);
    let opening = OpeningForm::read(typed);
    [
        format!("{school:?} {:?}", school.school_name()),
        format!("{year:?} {:?}", year.parse()),
        format!("{units:?} {:?}", units.parse()),
        format!("{themes:?} {:?}", themes.parse(&KnownThemes::of(&facts))),
        format!("{types:?} {:?}", types.parse(organisation)),
        format!("{turns:?} {:?}", turns.parse(&class)),
        format!("{staff:?} {:?}", staff.parse(organisation)),
        format!("{someone:?} {:?}", someone.parse(today)),
        format!("{appointment:?} {:?}", appointment.parse(organisation, person, today)),
        format!("{founder:?} {:?}", founder.parse()),
        format!("{opening:?} {:?}", opening.parse(&SCHOOL.regime.calendar, today)),
        format!("{:?}", EndForm::read(typed)),
    ]
    .concat()
}

fn filled(typed: &str) -> FormData {
    FormData::new(FIELDS.iter().map(|field| ((*field).to_owned(), typed.to_owned())).collect())
}

/// Words among which stands what no line holds.
fn soiled() -> impl Strategy<Value = String> {
    string_regex("[a-zà-ỹ4 \\x00\\t\\n\\r\\x1b\u{85}\u{ad}\u{200b}\u{202e}\u{34f}\u{feff}\u{2028}]{0,40}").unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_form_keeps_what_cannot_be_seen(typed in soiled()) {
        let forms = all_forms(&filled(&typed));
        prop_assert!(UNSEEN.iter().all(|letter| !forms.contains(letter)), "{forms}");
        prop_assert_eq!(forms, all_forms(&filled(&lines::clean(&typed))), "dirt around words changes nothing");
    }
}

#[test]
fn every_name_has_a_limit() {
    let long = filled(&"a".repeat(1000));
    let errors = |told: Vec<String>, wanted: &str| assert!(told.iter().any(|words| words == wanted), "{wanted}: {told:?}");
    errors(told(&SchoolForm::read(&long).school_name().unwrap_err()), "name: Tên trường dài quá 120 ký tự.");
    errors(told(&YearForm::read(&long).parse().unwrap_err()), "n0: Tên ngày dài quá 80 ký tự.");
    errors(told(&YearForm::read(&long).parse().unwrap_err()), "year: Tên năm học viết như 2026-2027.");
    errors(told(&UnitsForm::read(&long).parse().unwrap_err()), "d0: Tên tổ dài quá 80 ký tự.");
    let themes = ThemesForm::read(&long).parse(&KnownThemes::of(&SCHOOL.facts())).unwrap_err();
    errors(told(&themes), "n0: Tên chủ đề dài quá 80 ký tự.");
    let types = TypesForm::read(&long, &SCHOOL.regime.record_types).parse(&SCHOOL.regime.organisation).unwrap_err();
    errors(told(&types), "n-giao-an: Tên dài quá 80 ký tự.");
    errors(told(&types), "new-name: Tên dài quá 80 ký tự.");
    errors(told(&PersonForm::read(&long).parse(day("2026-11-25")).unwrap_err()), "name: Họ và tên dài quá 100 ký tự.");
    errors(told(&FounderForm::read(&long).parse().unwrap_err()), "username: Tên đăng nhập dài quá 40 ký tự.");
}

#[test]
fn names_that_nobody_can_tell_apart_are_told_where_the_second_one_is() {
    let facts = SCHOOL.facts();
    let theme = |name: &str, week: &str| ThemeRow {
        name: name.to_owned(),
        from: week.to_owned(),
        through: week.to_owned(),
        ..ThemeRow::default()
    };
    let mut form = ThemesForm::of(&facts.regime.themes);
    let first = form.rows.len();
    // The second one in Cyrillic.
    form.rows.extend([theme("Hoa mai", "34"), theme("Ноа mаі", "35")]);
    let errors = form.parse(&KnownThemes::of(&facts)).unwrap_err();
    let wanted = format!(
        "n{}: Chủ đề “Ноа mаі” trông giống hệt tên ở dòng {} mà gõ bằng chữ khác. Gõ lại bằng bàn phím, hoặc đặt tên khác.",
        first + 1,
        first + 1
    );
    assert!(told(&errors).contains(&wanted), "{:?}", told(&errors));

    let row = |name: &str, units: &str| UnitRow {
        name: name.to_owned(),
        kind: "teaching".to_owned(),
        units: units.to_owned(),
        ..UnitRow::default()
    };
    let errors = UnitsForm { rows: vec![row("Nhà trẻ", "4A"), row("Mẫu giáo", "4А, 4B")] }.parse().unwrap_err();
    let wanted = "c1: Lớp “4А” trông giống hệt tên ở dòng 1 mà gõ bằng chữ khác. Gõ lại bằng bàn phím, hoặc đặt tên khác.";
    assert_eq!(told(&errors), [wanted]);

    let mut form = TypesForm::of(&SCHOOL.regime.record_types, Default::default());
    form.types[1].name = form.types[0].name.replace('a', "а").replace('o', "о");
    form.types.iter_mut().take(2).for_each(|one| one.used = true);
    let errors = form.parse(&SCHOOL.regime.organisation).unwrap_err();
    assert!(told(&errors).iter().any(|words| words.contains("trông giống hệt tên “")), "{:?}", told(&errors));
}
