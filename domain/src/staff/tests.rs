#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod form;

use super::*;
use crate::{
    forms::FormErrors,
    people::Honorific,
    testing::{NamThanh, at, day, nam_thanh},
};

const TODAY: &str = "2026-11-25";

fn person_form(name: &str, honorific: &str, birth_year: &str) -> PersonForm {
    PersonForm { name: name.to_owned(), honorific: honorific.to_owned(), birth_year: birth_year.to_owned(), phone: String::new() }
}

#[test]
fn a_person_is_read_as_in_the_set_up() {
    let parsed = person_form("  Nguye\u{302}\u{303}n  Thị Hoa ", "co", "1990").parse(day(TODAY)).unwrap();
    assert_eq!((parsed.name.as_str(), parsed.honorific, parsed.birth_year), ("Nguyễn Thị Hoa", Honorific::Co, Some(1990)));
    assert_eq!(person_form("Nguyễn Thị Hoa", "thay", "").parse(day(TODAY)).unwrap().birth_year, None);
    let wrong = |form: PersonForm, field: &str| form.parse(day(TODAY)).unwrap_err().of(field).map(str::to_owned);
    assert!(wrong(person_form("", "co", ""), "name").unwrap().contains("còn để trống"));
    assert!(wrong(person_form("Hoa", "ban", ""), "honorific").unwrap().contains("cô hoặc thầy"));
    for birth_year in ["90", "1929", "2012", "199O", "-990", "+990", "01990", "một"] {
        assert!(wrong(person_form("Hoa", "co", birth_year), "birth_year").unwrap().contains("từ 1930 đến 2011"), "{birth_year}");
    }
    // All at once, and what was typed can be shown again.
    let all = person_form("", "", "x").parse(day(TODAY)).unwrap_err();
    assert_eq!(all.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["name", "honorific", "birth_year"]);
    let school = nam_thanh();
    assert_eq!(PersonForm::of(school.person("cô Hoa")), person_form("Nguyễn Thị Hoa", "co", "1990"));
}

fn add(school: &NamThanh, mention: &str, post: &str, place: &str, from: &str) -> Result<AppointmentPlan, FormErrors> {
    let form = AppointmentForm { post: post.to_owned(), place: place.to_owned(), from: from.to_owned(), reason: String::new() };
    form.parse(&school.regime.organisation, school.person_id(mention), day(TODAY))
}

#[test]
fn a_position_is_added_in_the_words_of_the_list() {
    let school = nam_thanh();
    let class = |name: &str| Position::Teacher(school.class(name));
    let plan = add(&school, "cô Hoa", "teacher", "lớp 4b; 4B", "1/12/2026").unwrap();
    assert_eq!(plan, AppointmentPlan { positions: vec![class("4B")], from: day("2026-12-01"), reason: String::new() });
    assert_eq!(add(&school, "cô Hoa", "head", "mau giao 3-4 tuoi", "25/11/2026").unwrap().positions.len(), 1);
    let wrong = |place: &str, from: &str, field: &str| {
        add(&school, "cô Hoa", "teacher", place, from).unwrap_err().of(field).unwrap_or_default().to_owned()
    };
    assert!(wrong("9Z", "25/11/2026", "place").contains("Không có lớp “9Z”"));
    assert!(wrong("4B", "", "from").contains("Ghi ngày"));
    assert!(wrong("4B", "31/11/2026", "from").contains("chưa phải một ngày"));
    assert!(wrong("4B", "25/11/2206", "from").contains("gõ nhầm"));
    assert!(wrong("4A", "25/11/2026", "post").contains("Giáo viên lớp 4A: đã giữ từ"), "held already");
    assert!(add(&school, "cô Hoa", "", "4B", "25/11/2026").unwrap_err().of("post").unwrap().contains("Chọn chức vụ"));
}

#[test]
fn a_school_has_one_principal_on_each_day() {
    let mut school = nam_thanh();
    let words = add(&school, "cô Vân", "principal", "", "01/12/2026").unwrap_err().of("post").unwrap().to_owned();
    assert!(words.contains("Hiệu trưởng đang là cô Nguyễn Thị Minh Nguyệt"), "{words}");
    ends(&mut school, "cô Nguyệt", Position::Principal, "2026-11-30");
    assert!(add(&school, "cô Vân", "principal", "", "30/11/2026").is_err());
    assert!(add(&school, "cô Vân", "principal", "", "01/12/2026").is_ok());
}

fn ends(school: &mut NamThanh, mention: &str, position: Position, until: &str) {
    let person = school.person_id(mention);
    let appointments = &mut school.regime.organisation.appointments;
    appointments.iter_mut().find(|one| one.person == person && one.position == position).unwrap().until = Some(day(until));
}

fn held(school: &NamThanh, mention: &str) -> Appointment {
    let person = school.person_id(mention);
    school.regime.organisation.appointments.iter().find(|one| one.person == person).unwrap().clone()
}

#[test]
fn a_position_ends_on_a_day_that_takes_nothing_back() {
    let school = nam_thanh();
    let hoa = Appointment { from: day("2026-09-07"), ..held(&school, "cô Hoa") };
    let end = |until: &str, last: Option<&str>| {
        let form = EndForm { until: until.to_owned(), ..EndForm::default() };
        form.parse(&hoa, last.map(day), day(TODAY)).map_err(|errors| errors.of("until").unwrap_or_default().to_owned())
    };
    for fine in ["25/11/2026", "31/05/2027"] {
        assert!(end(fine, Some("2026-11-25")).is_ok(), "{fine}");
    }
    // In the past: as long as nothing was handed in after it.
    assert_eq!(end("20/11/2026", Some("2026-11-20")), Ok(day("2026-11-20")));
    assert_eq!(end("07/09/2026", None), Ok(day("2026-09-07")));
    assert!(end("19/11/2026", Some("2026-11-20")).unwrap_err().contains("Ngày cuối sớm nhất là 20/11/2026"));
    assert!(end("06/09/2026", None).unwrap_err().contains("trước ngày bắt đầu 07/09/2026"));
    assert!(end("", None).unwrap_err().contains("Ghi ngày"));
    let over = Appointment { until: Some(day("2026-11-24")), ..hoa.clone() };
    assert!(
        EndForm { until: "30/11/2026".to_owned(), ..EndForm::default() }.parse(&over, None, day(TODAY)).is_err(),
        "what is over is over"
    );
}

#[test]
fn the_last_of_the_leadership_neither_ends_nor_is_suspended() {
    let mut school = nam_thanh();
    let everybody: Vec<PersonId> = school.regime.organisation.people.iter().map(|one| one.id).collect();
    let [nguyet, van, hanh] = ["cô Nguyệt", "cô Vân", "cô Hạnh"].map(|one| school.person_id(one));
    let last = |from: &str| Err(Refusal::LastOfLeadership { from: day(from) });
    let end = |school: &NamThanh, open: &[PersonId], mention: &str, until: &str| {
        check_end(&school.regime.organisation, open, &held(school, mention), day(until), day(TODAY))
    };
    let suspend =
        |school: &NamThanh, open: &[PersonId], person| check_suspend(&school.regime.organisation, open, nguyet, person, day(TODAY));
    assert_eq!(end(&school, &everybody, "cô Nguyệt", "2026-11-30"), Ok(()));
    // Two vice principals whose accounts are shut are no leadership.
    let alone: Vec<PersonId> = everybody.iter().copied().filter(|one| ![van, hanh].contains(one)).collect();
    assert_eq!(end(&school, &alone, "cô Nguyệt", "2026-11-30"), last("2026-12-01"));
    assert_eq!(end(&school, &alone, "cô Hoa", "2026-11-30"), Ok(()), "a teacher is not of the leadership");
    assert_eq!(suspend(&school, &everybody, van), Ok(()));
    assert_eq!(suspend(&school, &everybody, nguyet), Err(Refusal::OwnAccount));

    // Nor by two steps: whoever stays until May only is no leadership for June.
    ends(&mut school, "cô Vân", Position::VicePrincipal, "2027-05-31");
    ends(&mut school, "cô Hạnh", Position::VicePrincipal, "2027-05-31");
    assert_eq!(end(&school, &everybody, "cô Nguyệt", "2026-12-31"), last("2027-06-01"));
    // Where a gap was there before, it may not come earlier.
    ends(&mut school, "cô Nguyệt", Position::Principal, "2027-04-30");
    assert_eq!(end(&school, &everybody, "cô Nguyệt", "2027-03-31"), Ok(()));
    let without_vice = [nguyet];
    assert_eq!(end(&school, &without_vice, "cô Nguyệt", "2027-03-31"), last("2027-04-01"));
    let by_van = check_suspend(&school.regime.organisation, &[nguyet, hanh], van, hanh, day(TODAY));
    assert_eq!(by_van, last("2027-05-01"));
}

#[test]
fn who_will_be_of_the_leadership_is_guarded_as_one() {
    let mut school = nam_thanh();
    let (hoa, dinh, van) = (school.person_id("cô Hoa"), school.person_id("thầy Định"), school.person_id("cô Vân"));
    let now = at("2026-11-25 14:20");
    assert!(decide_over_person(&school.facts(), dinh, hoa, now).is_ok());
    assert!(decide_over_person(&school.facts(), hoa, dinh, now).is_err());
    let appointed = Appointment {
        person: hoa,
        position: Position::VicePrincipal,
        from: day("2026-12-01"),
        until: None,
        known_since: None,
        end_known_since: None,
        acting: None,
    };
    school.regime.organisation.appointments.push(appointed);
    assert_eq!(decide_over_person(&school.facts(), dinh, hoa, now).err(), Some(Refusal::SettingsNotYours));
    // Nor is one vice principal another one's to change, while there is a principal.
    assert_eq!(decide_over_person(&school.facts(), van, hoa, now).err(), Some(Refusal::VicePrincipalIsThePrincipals));
    assert!(decide_over_person(&school.facts(), van, van, now).is_ok());
    school.regime.organisation.appointments.last_mut().unwrap().position = Position::Principal;
    assert_eq!(decide_over_person(&school.facts(), van, hoa, now).err(), Some(Refusal::PrincipalsAccount));
    assert!(decide_over_person(&school.facts(), school.person_id("cô Nguyệt"), hoa, now).is_ok());
}

#[test]
fn a_school_without_a_principal_gets_one_from_its_leadership() {
    use crate::permissions::decide_over_appointment;
    let mut school = nam_thanh();
    let may = |school: &NamThanh, mention: &str| {
        let facts = school.facts();
        let actor = facts.actor(school.person_id(mention), at("2027-06-01 08:00"));
        decide_over_appointment(&actor, facts.organisation(), &[Position::Principal], day("2027-06-01")).is_ok()
    };
    assert!(may(&school, "cô Nguyệt") && !may(&school, "cô Vân"), "there is one: she alone appoints her successor");
    ends(&mut school, "cô Nguyệt", Position::Principal, "2027-05-31");
    assert!(may(&school, "cô Vân"), "the vice principal");
    assert!(!may(&school, "thầy Định") && !may(&school, "cô Hoa"), "neither the management team nor a teacher");
}

#[test]
fn an_end_in_the_past_is_the_leaderships_with_a_reason() {
    let school = nam_thanh();
    let (counts_from, today) = (day("2026-09-01"), day(TODAY));
    let end = |mention: &str, last: &str, reason: &str| {
        let form = EndForm { reason: reason.to_owned(), ..EndForm::default() };
        let actor = school.facts().actor(school.person_id(mention), at("2026-11-25 14:20"));
        let reason = form.end(day(last), &actor, counts_from, today).map(|reason| reason.map(|one| one.as_str().to_owned()));
        reason.map_err(|errors| errors.iter().map(|(field, words)| format!("{field}: {words}")).collect::<String>())
    };
    for mention in ["thầy Định", "cô Vân"] {
        assert_eq!(end(mention, TODAY, ""), Ok(None));
        assert_eq!(end(mention, "2026-12-01", "thừa"), Ok(None), "nothing to explain");
    }
    assert!(end("thầy Định", "2026-11-24", "Có quyết định").unwrap_err().starts_with("until: Ngày này đã qua. Chọn từ hôm nay"));
    assert_eq!(end("cô Vân", "2026-11-24", "Có quyết định"), Ok(Some("Có quyết định".to_owned())));
    assert!(end("cô Vân", "2026-11-24", "").unwrap_err().starts_with("end_reason: Ghi lý do"));
    assert!(end("cô Nguyệt", "2026-08-31", "Có quyết định").unwrap_err().contains("từ 01/09/2026"));
}

#[test]
fn a_start_in_the_past_is_the_leaderships_with_a_reason_and_never_before_the_school_counts() {
    let school = nam_thanh();
    let (counts_from, today) = (day("2026-09-01"), day(TODAY));
    let start = |mention: &str, from: &str, reason: &str| {
        let plan = AppointmentPlan { positions: Vec::new(), from: day(from), reason: reason.to_owned() };
        let actor = school.facts().actor(school.person_id(mention), at("2026-11-25 14:20"));
        let reason = plan.start(&actor, counts_from, today).map(|reason| reason.map(|one| one.as_str().to_owned()));
        reason.map_err(|errors| errors.iter().map(|(field, words)| format!("{field}: {words}")).collect::<String>())
    };
    for mention in ["thầy Định", "cô Vân"] {
        assert_eq!(start(mention, TODAY, ""), Ok(None));
        assert_eq!(start(mention, "2026-12-01", "thừa"), Ok(None), "nothing to explain");
    }
    assert!(
        start("thầy Định", "2026-11-24", "Có quyết định")
            .unwrap_err()
            .starts_with("from: Ngày này đã qua. Chọn từ hôm nay 25/11/2026")
    );
    assert_eq!(start("cô Vân", "2026-11-24", "Có quyết định"), Ok(Some("Có quyết định".to_owned())));
    assert!(start("cô Vân", "2026-11-24", "").unwrap_err().starts_with("reason: Ghi lý do"));
    assert!(start("cô Nguyệt", "2026-08-31", "Có quyết định").unwrap_err().contains("từ 01/09/2026"));
    assert!(start("cô Nguyệt", "2026-09-01", "Có quyết định").is_ok());
}

#[test]
fn what_waits_to_be_confirmed_is_told_to_the_leadership_alone() {
    let mut school = nam_thanh();
    let (manager, hoa) = (school.person_id("thầy Định"), school.person_id("cô Hoa"));
    let (now, section) = (at("2026-11-25 08:00"), school.section("Y tế"));
    school.regime.organisation.waiting.push(crate::people::WaitingAppointment {
        id: crate::testing::id(12, 1),
        person: hoa,
        position: Position::SectionHolder(section),
        from: day(TODAY),
        until: None,
        mandate: None,
        ends: None,
        reason: None,
        entered_by: manager,
        entered_at: now,
    });
    school.regime.organisation.resets =
        vec![PasswordReset { person: hoa, by: Some(manager), at: now, confirmed_at: None, seen_at: None, told_at: None }];
    let facts = school.facts();
    let waits = |who: &str| to_confirm(&facts, &facts.actor(school.person_id(who), now), now);
    assert_eq!(waits("cô Nguyệt"), ToConfirm { appointments: 1, passwords: 1 });
    for who in ["thầy Định", "cô Ấm", "cô Hoa"] {
        assert_eq!(waits(who), ToConfirm::default(), "{who}");
    }
}

#[test]
fn whoever_entered_a_position_that_waits_takes_it_back_and_the_leadership_decides() {
    let school = nam_thanh();
    let (any, other) = ("Chờ hiệu trưởng hoặc phó hiệu trưởng xác nhận.", "Chờ người khác trong ban giám hiệu xác nhận.");
    let choice = |school: &NamThanh, by: &str, position, viewer: &str| {
        let waiting = crate::people::WaitingAppointment {
            id: crate::testing::id(12, 1),
            person: school.person_id("cô Hoa"),
            position,
            from: day(TODAY),
            until: None,
            mandate: None,
            ends: None,
            reason: None,
            entered_by: school.person_id(by),
            entered_at: at("2026-11-25 08:00"),
        };
        let facts = school.facts();
        let actor = facts.actor(school.person_id(viewer), at("2026-11-25 08:00"));
        WaitingChoice::of(&actor, facts.organisation(), &waiting, day(TODAY))
    };
    let nurse = Position::SectionHolder(school.section("Y tế"));
    for (by, position, viewer, wanted) in [
        ("thầy Định", nurse, "cô Nguyệt", WaitingChoice::Decide),
        ("thầy Định", nurse, "thầy Định", WaitingChoice::TakeBack(any)),
        ("thầy Định", nurse, "cô Ấm", WaitingChoice::None(any)),
        ("cô Vân", nurse, "cô Vân", WaitingChoice::TakeBack(other)),
        ("cô Vân", nurse, "cô Hoa", WaitingChoice::None(any)),
        ("thầy Định", Position::VicePrincipal, "cô Vân", WaitingChoice::None("Chờ hiệu trưởng xác nhận.")),
    ] {
        assert_eq!(choice(&school, by, position, viewer), wanted, "{by} {position:?} {viewer}");
    }
}
