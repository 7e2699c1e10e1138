#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fmt::Write;

use proptest::prelude::*;

use super::*;
use crate::{
    people::{Appointment, PasswordReset},
    refusal::PersonalDataRefusal,
    testing::{NamThanh, at, day, id, nam_thanh},
};

/// Everyone who can stand in some relation to a record, by code.
fn actors(school: &NamThanh) -> Vec<(&'static str, Vec<Position>)> {
    let (own, other) = (school.department("Mẫu giáo 4–5 tuổi"), school.department("Mẫu giáo 3–4 tuổi"));
    let database = school.department("Văn phòng");
    let section = |name: &str| Position::SectionHolder(school.section(name));
    vec![
        ("prin", vec![Position::Principal]),
        ("vice", vec![Position::VicePrincipal]),
        ("mgmt", vec![Position::ManagementTeam]),
        ("hd45", vec![Position::Head(own)]),
        ("dp45", vec![Position::DeputyHead(own)]),
        ("hd34", vec![Position::Head(other)]),
        ("hdof", vec![Position::Head(database)]),
        ("dpof", vec![Position::DeputyHead(database)]),
        ("te4A", vec![Position::Teacher(school.class("4A"))]),
        ("te4B", vec![Position::Teacher(school.class("4B"))]),
        ("acct", vec![section("Kế toán")]),
        ("nurs", vec![section("Y tế")]),
        ("clrk", vec![section("Văn thư")]),
        ("memb", vec![Position::Member(database)]),
        ("none", vec![]),
    ]
}

fn records(school: &NamThanh) -> Vec<(&'static str, RecordFacts)> {
    let (own, database) = (school.department("Mẫu giáo 4–5 tuổi"), school.department("Văn phòng"));
    let facts =
        |owner, department, sensitivity| RecordFacts { owner, department, sensitivity, readers: Readers::NOBODY, turn: None };
    // Heads and the nurse are named by the type: its records are their work too.
    let named = Readers::of([Reader::Heads, Reader::Section(school.section("Y tế"))]).unwrap();
    vec![
        ("class-4A", facts(Owner::Class(school.class("4A")), Some(own), Sensitivity::Ordinary)),
        ("department-4-5", facts(Owner::Department(own), Some(own), Sensitivity::Ordinary)),
        ("accounts", facts(Owner::Section(school.section("Kế toán")), Some(database), Sensitivity::Personnel)),
        ("health", facts(Owner::Section(school.section("Y tế")), Some(database), Sensitivity::Health)),
        ("section-ordinary", facts(Owner::Section(school.section("Văn thư")), Some(database), Sensitivity::Ordinary)),
        ("school", facts(Owner::School, None, Sensitivity::Ordinary)),
        ("person-self", facts(Owner::Person(id(4, 1)), None, Sensitivity::Ordinary)),
        ("person-else", facts(Owner::Person(id(4, 2)), None, Sensitivity::Ordinary)),
        ("child-named", RecordFacts { readers: named, ..facts(Owner::Class(school.class("4A")), Some(own), Sensitivity::Child) }),
    ]
}

#[test]
fn the_whole_table() {
    let school = nam_thanh();
    let (actors, records) = (actors(&school), records(&school));
    let mut lines: Vec<(String, Action)> = Vec::new();
    type Make = fn(RecordFacts) -> Action;
    let makes: [(&str, Make); 5] = [
        ("hand in", Action::HandIn),
        ("see standing", Action::SeeStanding),
        ("open", Action::OpenRecord),
        ("open own", |record| Action::OpenVersion { record, by: id(4, 1) }),
        ("exempt", Action::Exempt),
    ];
    for (name, make) in makes {
        lines.extend(records.iter().map(|(record, facts)| (format!("{name:12} {record}"), make(*facts))));
    }
    lines.push(("see own work".to_owned(), Action::SeeOwnWork));
    lines.push(("see school year".to_owned(), Action::SeeSchoolYear));
    lines.push(("see dashboard school".to_owned(), Action::SeeDashboard));
    for (name, department) in [("4-5", "Mẫu giáo 4–5 tuổi"), ("office", "Văn phòng")] {
        lines.push((format!("see dashboard department-{name}"), Action::SeeDepartmentDashboard(school.department(department))));
    }
    lines.push(("change school".to_owned(), Action::ChangeSchool));
    lines.push(("manage accounts".to_owned(), Action::ManageAccounts));
    lines.push(("confirm appointments".to_owned(), Action::ConfirmAppointments));
    lines.push(("decide over the clock".to_owned(), Action::DecideClock));
    lines.push(("judge held files".to_owned(), Action::JudgeHeldFiles));

    let mut table = String::new();
    writeln!(table, "columns: principal, vice principal, management team; head and deputy of 4-5, head of 3-4,").unwrap();
    writeln!(table, "head and deputy of the office; teachers of 4A and 4B; accountant, nurse, clerk; member, nobody").unwrap();
    writeln!(table, "c: yes, but not while a password of the management team waits for the leadership to confirm it").unwrap();
    let heads: String = actors.iter().map(|(name, _)| format!(" {name}")).collect();
    writeln!(table, "{:31}{heads}", "").unwrap();
    for (name, action) in lines {
        let marks = actors.iter().map(|(_, positions)| {
            let actor = Actor { person: id(4, 1), positions: positions.clone(), lent: Vec::new(), credential: Credential::Trusted };
            let unconfirmed = Actor { credential: Credential::ResetUnconfirmed, ..actor.clone() };
            let may = |actor: &Actor| decide(actor, &school.regime.organisation, action).is_ok();
            match (may(&actor), may(&unconfirmed)) {
                (true, true) => "    x",
                (true, false) => "    c",
                (false, false) => "    .",
                (false, true) => panic!("{name}: an unconfirmed reset gives a right"),
            }
        });
        writeln!(table, "{name:31}{}", marks.collect::<String>()).unwrap();
    }
    insta::with_settings!({ snapshot_path => "../../tests", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("permissions", table);
    });
}

fn may(school: &NamThanh, mention: &str, now: &str, action: Action) -> bool {
    let facts = school.facts();
    decide(&facts.actor(school.person_id(mention), at(now)), facts.organisation(), action).is_ok()
}

fn hand_in(school: &mut NamThanh, title: &str) -> Action {
    let obligation = school.obligation(title).clone();
    Action::HandIn(school.facts().record_facts(&obligation))
}

fn open(school: &mut NamThanh, title: &str) -> Action {
    let obligation = school.obligation(title).clone();
    Action::OpenRecord(school.facts().record_facts(&obligation))
}

#[test]
fn who_hands_in_at_nam_thanh() {
    let mut school = nam_thanh();
    let everybody: Vec<String> = school.regime.organisation.people.iter().map(|one| one.name.to_string()).collect();
    let mut check = |title: &str, wanted: &[&str]| {
        let action = hand_in(&mut school, title);
        let facts = school.facts();
        let may = |at_: &usize| {
            let person = facts.organisation().people[*at_].id;
            decide(&facts.actor(person, at("2026-11-25 14:20")), facts.organisation(), action).is_ok()
        };
        let allowed: Vec<&str> = (0..everybody.len()).filter(may).map(|at| everybody[at].as_str()).collect();
        assert_eq!(allowed, wanted, "{title}");
    };
    check("Giáo án tuần 13 · Lớp 4A", &["Nguyễn Thị Hoa", "Trần Thu Thảo"]);
    check("Giáo án tuần 13 · Lớp 4B", &["Lê Thị Ấm", "Vũ Thị Đào"]);
    check("Kế hoạch tổ tháng 11/2026 · Mẫu giáo 4–5 tuổi", &["Lê Thị Ấm", "Hoàng Thị Cúc"]);
    check("Thực đơn tuần 13 · Nuôi dưỡng", &["Lương Thị Mận", "Đậu Thị Bưởi"]);
    check("Sổ theo dõi sức khỏe tuần 13 · Y tế", &["Phạm Thị Hoà"]);
    check("Hồ sơ thu chi tháng 11/2026 · Kế toán", &["Đỗ Văn Yên"]);
    let leadership = ["Nguyễn Thị Minh Nguyệt", "Trần Thị Bích Vân", "Phan Thị Hạnh"];
    check("Lịch công tác tuần 13", &[leadership[0], leadership[1], leadership[2], "Lại Thị Thơm"]);
}

#[test]
fn who_opens_health_and_money_at_nam_thanh() {
    let mut school = nam_thanh();
    let now = "2026-11-25 14:20";
    let health = open(&mut school, "Sổ theo dõi sức khỏe tuần 13 · Y tế");
    let money = open(&mut school, "Hồ sơ thu chi tháng 11/2026 · Kế toán");
    let plan = open(&mut school, "Giáo án tuần 13 · Lớp 4A");
    // thầy Yên heads the office to which the nurse belongs; thầy Định is of the management team.
    for (mention, wanted) in [
        ("cô Nguyệt", [true, true, true]),
        ("cô Hoà", [true, false, false]),
        ("thầy Yên", [false, true, false]),
        ("thầy Định", [false, false, false]),
        ("cô Ấm", [false, false, true]),
        ("cô Cúc", [false, false, true]),
        ("cô Bình", [false, false, false]),
        ("cô Thảo", [false, false, true]),
        ("cô Đào", [false, false, false]),
        ("cô Thơm", [false, false, false]),
        ("cô Mận", [false, false, false]),
    ] {
        assert_eq!([health, money, plan].map(|action| may(&school, mention, now, action)), wanted, "{mention}");
    }
}

#[test]
fn a_right_lasts_as_long_as_the_appointment() {
    let mut school = nam_thanh();
    let plan = hand_in(&mut school, "Giáo án tuần 13 · Lớp 4A");
    let (thao, dao, class) = (school.person_id("cô Thảo"), school.person_id("cô Đào"), school.class("4A"));
    let appointments = &mut school.regime.organisation.appointments;
    appointments.iter_mut().filter(|one| one.person == thao).for_each(|one| one.until = Some(day("2026-11-24")));
    let position = Position::Teacher(class);
    appointments.push(Appointment {
        person: dao,
        position,
        from: day("2026-11-26"),
        until: None,
        known_since: None,
        end_known_since: None,
        acting: None,
    });
    for (now, wanted) in [
        ("2026-11-24 23:59:59", [true, false]),
        ("2026-11-25 00:00:00", [false, false]),
        ("2026-11-25 23:59:59", [false, false]),
        ("2026-11-26 00:00:00", [false, true]),
    ] {
        assert_eq!(["cô Thảo", "cô Đào"].map(|mention| may(&school, mention, now, plan)), wanted, "{now}");
    }
}

#[test]
fn refusals_say_what_was_refused() {
    let school = nam_thanh();
    let nobody = Actor { person: id(4, 99), positions: Vec::new(), lent: Vec::new(), credential: Credential::Trusted };
    let record = records(&school)[0].1;
    let refusal = |action| decide(&nobody, &school.regime.organisation, action).err();
    assert_eq!(refusal(Action::HandIn(record)), Some(Refusal::NotYoursToHandIn));
    assert_eq!(refusal(Action::OpenRecord(record)), Some(PersonalDataRefusal::NotYoursToOpen.into()));
    assert_eq!(refusal(Action::SeeStanding(record)), Some(PersonalDataRefusal::NotYoursToOpen.into()));
    assert_eq!(refusal(Action::Exempt(record)), Some(Refusal::NotYoursToExempt));
    assert_eq!(refusal(Action::SeeDashboard), Some(Refusal::DashboardNotYours));
    assert_eq!(refusal(Action::ChangeSchool), Some(Refusal::SettingsNotYours));
    assert_eq!(refusal(Action::SeeOwnWork), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever positions a person gathers: nobody outside the owner set hands in, whoever may hand in may
    /// open and see, whoever may open may see, and only owner and leadership open what is fenced off.
    #[test]
    fn consequences(chosen in proptest::collection::vec(0..15_usize, 0..4), record in 0..8_usize) {
        let school = nam_thanh_once();
        let everyone = actors(school);
        let record = records(school)[record].1;
        let positions: Vec<Position> = chosen.iter().flat_map(|at| everyone[*at].1.clone()).collect();
        let actor = Actor { person: id(4, 1), positions: positions.clone(), lent: Vec::new(), credential: Credential::Trusted };
        let may = |action| decide(&actor, &school.regime.organisation, action).is_ok();
        let leadership = positions.contains(&Position::Principal) || positions.contains(&Position::VicePrincipal);
        let in_owner_set = match record.owner {
            Owner::Class(class) => positions.contains(&Position::Teacher(class)),
            Owner::Department(one) => positions.contains(&Position::Head(one)) || positions.contains(&Position::DeputyHead(one)),
            Owner::Section(one) => positions.contains(&Position::SectionHolder(one)),
            Owner::School => leadership || positions.contains(&Position::SectionHolder(school.section("Văn thư"))),
            Owner::Person(one) => one == actor.person,
        };
        prop_assert_eq!(may(Action::HandIn(record)), in_owner_set);
        prop_assert!(!in_owner_set || may(Action::OpenRecord(record)));
        prop_assert!(!may(Action::OpenRecord(record)) || may(Action::SeeStanding(record)));
        prop_assert_eq!(may(Action::Exempt(record)), leadership);
        // Whoever frees somebody of a record sees what it is.
        prop_assert!(!may(Action::Exempt(record)) || may(Action::OpenRecord(record)));
        if record.sensitivity != Sensitivity::Ordinary {
            prop_assert_eq!(may(Action::OpenRecord(record)), in_owner_set || leadership);
        }
    }
}

fn nam_thanh_once() -> &'static NamThanh {
    static SCHOOL: std::sync::OnceLock<NamThanh> = std::sync::OnceLock::new();
    SCHOOL.get_or_init(nam_thanh)
}

#[test]
fn who_handed_something_in_may_open_it_for_ever_unless_it_is_fenced_off() {
    let mut school = nam_thanh();
    let facts_of = |school: &mut NamThanh, title: &str| {
        let obligation = school.obligation(title).clone();
        school.facts().record_facts(&obligation)
    };
    let plan = facts_of(&mut school, "Giáo án tuần 13 · Lớp 4A");
    let (teacher, cook) = (school.person_id("cô Hoa"), school.person_id("cô Mận"));
    let organisation = &school.regime.organisation;
    let former = Actor { person: teacher, positions: Vec::new(), lent: Vec::new(), credential: Credential::Trusted };
    assert!(decide(&former, organisation, Action::OpenVersion { record: plan, by: teacher }).is_ok());
    assert_eq!(
        decide(&former, organisation, Action::OpenVersion { record: plan, by: cook }).err(),
        Some(PersonalDataRefusal::NotYoursToOpen.into()),
        "what her successor hands in is not hers"
    );
}

#[test]
fn who_has_left_a_post_no_longer_opens_its_sensitive_files() {
    let mut school = nam_thanh();
    for (mention, title) in
        [("cô Hoà", "Sổ theo dõi sức khỏe tuần 13 · Y tế"), ("thầy Yên", "Hồ sơ thu chi tháng 11/2026 · Kế toán")]
    {
        let obligation = school.obligation(title).clone();
        let facts = school.facts();
        let person = school.person_id(mention);
        let own = Action::OpenVersion { record: facts.record_facts(&obligation), by: person };
        let now = facts.actor(person, at("2026-11-25 14:20"));
        assert!(decide(&now, facts.organisation(), own).is_ok(), "{mention} while the post is theirs");
        let former = Actor { person, positions: Vec::new(), lent: Vec::new(), credential: Credential::Trusted };
        let refused = decide(&former, facts.organisation(), own).err();
        assert!(matches!(refused, Some(Refusal::PersonalData(PersonalDataRefusal::Fenced { .. }))), "{mention}");
    }
}

#[test]
fn set_up_own_password_and_console_have_proofs_of_their_own() {
    let school = nam_thanh();
    let (hoa, thao) = (school.person_id("cô Hoa"), school.person_id("cô Thảo"));
    assert!(decide_in_set_up::<ChangeSchool>(false).is_ok());
    assert_eq!(decide_in_set_up::<ChangeSchool>(true).unwrap_err(), Refusal::AlreadySetUp);
    assert!(decide_own_password(hoa, hoa).is_ok());
    assert_eq!(decide_own_password(hoa, thao).unwrap_err(), Refusal::SettingsNotYours);
    assert!(decide_at_console(None).is_ok());
    assert_eq!(decide_at_console(Some(hoa)).unwrap_err(), Refusal::SettingsNotYours);
}

#[test]
fn a_reset_is_no_way_into_fenced_records_or_the_leadership() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let today = day("2026-11-25");
    let reset = |by: &str, of: &str| {
        let (actor, person) = (Actor::of(organisation, school.person_id(by), today), school.person_id(of));
        decide_reset(&actor, organisation, &school.regime.record_types, person, &organisation.positions(person, today)).err()
    };
    // thầy Định is of the management team, cô Vân and cô Hạnh are vice principals.
    for (by, of, refusal) in [
        ("thầy Định", "cô Hoa", None),
        ("thầy Định", "cô Hoà", Some(Refusal::ResetIsTheLeaderships)),
        ("thầy Định", "thầy Yên", Some(Refusal::ResetIsTheLeaderships)),
        ("thầy Định", "cô Thơm", None),
        ("thầy Định", "cô Vân", Some(Refusal::ResetIsThePrincipals)),
        ("thầy Định", "cô Nguyệt", Some(Refusal::PrincipalsAccount)),
        ("cô Vân", "cô Hoà", None),
        ("cô Vân", "cô Hạnh", Some(Refusal::ResetIsThePrincipals)),
        ("cô Vân", "cô Nguyệt", Some(Refusal::PrincipalsAccount)),
        ("cô Nguyệt", "cô Vân", None),
        ("cô Nguyệt", "cô Nguyệt", None),
        ("cô Vân", "cô Vân", None),
        ("cô Hoa", "cô Thảo", Some(Refusal::SettingsNotYours)),
    ] {
        assert_eq!(reset(by, of), refusal, "{by} resets {of}");
    }
    // Whoever is to be principal is one here, whatever else they are; and a password that others may know hands out none.
    let (types, hanh) = (&school.regime.record_types, school.person_id("cô Hạnh"));
    let van = Actor::of(organisation, school.person_id("cô Vân"), today);
    let to_be = decide_reset(&van, organisation, types, hanh, &[Position::VicePrincipal, Position::Principal]).err();
    assert_eq!(to_be, Some(Refusal::PrincipalsAccount));
    let manager = Actor::of(organisation, school.person_id("thầy Định"), today);
    let unsure = Actor { credential: Credential::ResetUnconfirmed, ..manager };
    let hoa = school.person_id("cô Hoa");
    assert_eq!(decide_reset(&unsure, organisation, types, hoa, &[]).err(), Some(Refusal::ResetUnconfirmed));
}

#[test]
fn a_type_that_each_teacher_owes_guards_the_passwords_of_those_who_teach() {
    let school = nam_thanh();
    let (organisation, today) = (&school.regime.organisation, day("2026-11-25"));
    let mut types = school.regime.record_types.clone();
    (types[0].owed_by, types[0].sensitivity) = (OwedBy::EachTeacher, Sensitivity::Health);
    let reset = |mention: &str| {
        let (actor, person) = (Actor::of(organisation, school.person_id("thầy Định"), today), school.person_id(mention));
        decide_reset(&actor, organisation, &types, person, &organisation.positions(person, today)).err()
    };
    // cô Ấm teaches 4B and heads her department, cô Mận heads the kitchen and teaches nobody.
    for (mention, refusal) in [
        ("cô Hoa", Some(Refusal::ResetIsTheLeaderships)),
        ("cô Ấm", Some(Refusal::ResetIsTheLeaderships)),
        ("cô Mận", None),
        ("cô Thơm", None),
    ] {
        assert_eq!(reset(mention), refusal, "{mention}");
    }
}

#[test]
fn accounts_are_looked_after_by_the_management_team_and_the_leadership_and_the_principal_is_told() {
    let school = nam_thanh();
    let (organisation, today) = (&school.regime.organisation, day("2026-11-25"));
    let teacher = [Position::Teacher(school.class("4B"))];
    for (mention, changes, knows) in [
        ("cô Nguyệt", true, true),
        ("cô Vân", true, false),
        ("thầy Định", true, false),
        ("cô Ấm", false, false),
        ("cô Hoa", false, false),
    ] {
        let actor = Actor::of(organisation, school.person_id(mention), today);
        let refused = |may: bool| if may { None } else { Some(Refusal::SettingsNotYours) };
        assert_eq!(decide_over_account(&actor, &teacher).err(), refused(changes), "{mention}");
        assert_eq!(decide_know_of_resets(&actor).err(), refused(knows), "{mention}");
    }
}

#[test]
fn where_nobody_is_principal_the_leadership_appoints_one_and_the_management_team_everybody_else() {
    let mut school = nam_thanh();
    let (today, nguyet) = (day("2026-11-25"), school.person_id("cô Nguyệt"));
    let (principal, teacher) = ([Position::Principal], [Position::Teacher(school.class("4B"))]);
    let appoints = |school: &NamThanh, mention: &str, positions: &[Position]| {
        let organisation = &school.regime.organisation;
        decide_over_appointment(&Actor::of(organisation, school.person_id(mention), today), organisation, positions, today).err()
    };
    for (until, vice) in [
        (None, Some(Refusal::PrincipalsAccount)),
        (Some("2026-11-26"), Some(Refusal::PrincipalsAccount)),
        (Some("2026-11-25"), Some(Refusal::PrincipalsAccount)),
        (Some("2026-11-24"), None),
    ] {
        let theirs = school.regime.organisation.appointments.iter_mut().find(|one| one.person == nguyet).unwrap();
        theirs.until = until.map(day);
        assert_eq!(appoints(&school, "cô Vân", &principal), vice, "cô Nguyệt until {until:?}");
        assert_eq!(appoints(&school, "thầy Định", &teacher), None, "cô Nguyệt until {until:?}");
    }
    assert_eq!(appoints(&school, "thầy Định", &principal), Some(Refusal::SettingsNotYours));
}

#[test]
fn a_type_of_the_schools_own_guards_the_passwords_of_whoever_keeps_it() {
    let school = nam_thanh();
    let (organisation, today) = (&school.regime.organisation, day("2026-11-25"));
    let mut types = school.regime.record_types.clone();
    let of_classes = types.iter_mut().find(|one| one.owed_by == OwedBy::EachClass).unwrap();
    (of_classes.sensitivity, of_classes.retired) = (Sensitivity::Health, true);
    let (manager, hoa, cook) = (school.person_id("thầy Định"), school.person_id("cô Hoa"), school.person_id("cô Mận"));
    let reset = |person| {
        let actor = Actor::of(organisation, manager, today);
        decide_reset(&actor, organisation, &types, person, &organisation.positions(person, today)).err()
    };
    assert_eq!(reset(hoa), Some(Refusal::ResetIsTheLeaderships), "its files are still there");
    assert_eq!(reset(cook), None);
}

#[test]
fn until_a_reset_is_confirmed_its_owner_hands_in_and_neither_decides_nor_opens_what_is_fenced_off() {
    let mut school = nam_thanh();
    let health = hand_in(&mut school, "Sổ theo dõi sức khỏe tuần 13 · Y tế");
    let opened = open(&mut school, "Sổ theo dõi sức khỏe tuần 13 · Y tế");
    let (nurse, van, manager) = (school.person_id("cô Hoà"), school.person_id("cô Vân"), school.person_id("thầy Định"));
    let at = at("2026-11-25 08:00");
    let waiting = |person| PasswordReset { person, by: Some(manager), at, confirmed_at: None, seen_at: Some(at), told_at: None };
    school.regime.organisation.resets = vec![waiting(nurse), waiting(van)];
    let today = day("2026-11-25");
    let may = |school: &NamThanh, person, action| {
        let organisation = &school.regime.organisation;
        decide(&Actor::of(organisation, person, today), organisation, action).err()
    };
    assert_eq!(may(&school, nurse, health), None);
    assert_eq!(may(&school, nurse, opened), Some(Refusal::ResetUnconfirmed));
    assert_eq!(may(&school, van, Action::ChangeSchool), Some(Refusal::ResetUnconfirmed));
    assert_eq!(may(&school, van, Action::SeeDashboard), None);
    assert_eq!(may(&school, nurse, Action::ChangeSchool), Some(Refusal::SettingsNotYours), "what is not hers is not hers");
    let organisation = &school.regime.organisation;
    let confirm =
        |by: &str, person| decide_confirm_reset(&Actor::of(organisation, school.person_id(by), today), organisation, person).err();
    assert_eq!(confirm("cô Nguyệt", nurse), None);
    assert_eq!(confirm("cô Hạnh", nurse), None);
    assert_eq!(confirm("cô Vân", nurse), Some(Refusal::ResetUnconfirmed));
    assert_eq!(confirm("cô Hạnh", school.person_id("cô Hạnh")), Some(Refusal::ResetIsTheLeaderships), "somebody else has to know");
    assert_eq!(confirm("thầy Định", nurse), Some(Refusal::ResetIsTheLeaderships));
    school.regime.organisation.resets.iter_mut().for_each(|reset| reset.confirmed_at = Some(at));
    assert_eq!(may(&school, nurse, opened), None);
}
