#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    calendar::SpecialDayKind,
    deadlines::Lateness,
    people::{Appointment, Position},
    submissions::{ClockMark, Receipt, ReceiptNumber},
    testing::{NamThanh, at, day, id, nam_thanh},
};

const PLAN: &str = "Giáo án tuần 12 · Lớp 4A";

fn page(school: &mut NamThanh, reader: &str, title: &str, now: &str) -> RecordPage {
    let obligation = school.obligation(title).clone();
    record_page(&school.facts(), school.person_id(reader), &obligation, &[], &[], at(now))
}

fn receipt(school: &mut NamThanh, version: u32, when: &str, verdict: Verdict) -> Submission {
    let number = ReceiptNumber { year: 2026, number: i64::from(version) };
    Submission {
        id: id(10, u128::from(version)),
        obligation: school.obligation(PLAN).id,
        version,
        person: school.person_id("cô Hoa"),
        received_at: at(when),
        clock: ClockMark::Believed,
        note: "Em gửi".to_owned(),
        files: Vec::new(),
        composition: crate::submissions::Composition::default(),
        receipt: Receipt { number, verdict, due: Some(day("2026-11-20")) },
        withdrawn_at: None,
    }
}

/// Entered on the Wednesday of week 12 for days from September on.
fn entered_late(school: &mut NamThanh, mention: &str, position: Position) {
    let (person, from) = (school.person_id(mention), day("2026-09-01"));
    let known_since = Some(at("2026-11-25 08:00"));
    school.regime.organisation.appointments.push(Appointment {
        person,
        position,
        from,
        until: None,
        known_since,
        end_known_since: None,
        acting: None,
    });
}

#[test]
fn whoever_was_given_the_duty_after_its_day_is_marked() {
    let (mut school, now) = (nam_thanh(), "2026-11-26 08:00");
    let position = Position::Teacher(school.class("4A"));
    entered_late(&mut school, "cô Vân", position);
    let plan = page(&mut school, "cô Nguyệt", PLAN, now);
    assert_eq!((plan.duty.len(), plan.given_since.len()), (2, 0), "those who had it stay named alone");
    let obligation = school.obligation(PLAN).clone();
    let of = |mention: &str, number: u32, school: &mut NamThanh| {
        let person = school.person_id(mention);
        Submission { person, ..receipt(school, number, "2026-11-25 09:00", Verdict::Late(Lateness::WorkingDays(3))) }
    };
    let versions = [of("cô Vân", 2, &mut school), of("cô Hoa", 1, &mut school)];
    let shown = record_page(&school.facts(), school.person_id("cô Nguyệt"), &obligation, &versions, &[], at(now));
    let late: Vec<Option<NaiveDate>> = shown.versions.iter().map(|one| one.who.entered_late).collect();
    assert_eq!(late, [Some(day("2026-11-25")), None]);

    // Where nobody had it on its day, she is named, with the mark.
    school.regime.organisation.appointments.retain(|one| one.position != position || one.known_since.is_some());
    let plan = page(&mut school, "cô Nguyệt", PLAN, now);
    let named: Vec<(&str, Option<NaiveDate>)> = plan.given_since.iter().map(|one| (one.name.as_str(), one.entered_late)).collect();
    assert_eq!((plan.duty.len(), named.len(), named[0].1), (0, 1, Some(day("2026-11-25"))), "{named:?}");
    // What comes due later is hers like anybody's.
    let next = page(&mut school, "cô Nguyệt", "Giáo án tuần 14 · Lớp 4A", now);
    assert_eq!((next.duty.len(), next.given_since.len()), (1, 0));
}

#[test]
fn it_says_whose_it_is_and_whose_turn_it_was() {
    let mut school = nam_thanh();
    let plan = page(&mut school, "cô Nguyệt", PLAN, "2026-11-18 08:00");
    assert_eq!((plan.title.as_str(), plan.owner.as_str()), (PLAN, "Lớp 4A"));
    assert_eq!(plan.duty, ["Nguyễn Thị Hoa (4A)", "Trần Thu Thảo"]);
    assert_eq!(plan.turn.is_some(), school.obligation(PLAN).terms.turn.is_some());
    assert!(plan.why.is_some());
    let calendar = page(&mut school, "cô Nguyệt", "Lịch công tác tuần 13", "2026-11-18 08:00");
    assert_eq!(calendar.owner, "Nhà trường");
    assert!(calendar.duty.contains(&"Lại Thị Thơm".to_owned()) && calendar.duty.contains(&"Nguyễn Thị Minh Nguyệt".to_owned()));
}

#[test]
fn a_telephone_number_is_for_those_who_lead_the_person() {
    let mut school = nam_thanh();
    let thao = school.person_id("cô Thảo");
    let people = &mut school.regime.organisation.people;
    people.iter_mut().find(|one| one.id == thao).unwrap().phone = crate::people::PhoneNumber::parse("0912000001").unwrap();
    for (reader, wanted) in [
        ("cô Nguyệt", "Trần Thu Thảo (0912 000 001)"),
        ("cô Ấm", "Trần Thu Thảo (0912 000 001)"),
        ("thầy Định", "Trần Thu Thảo (0912 000 001)"),
        ("cô Hoa", "Trần Thu Thảo"),
    ] {
        assert_eq!(page(&mut school, reader, PLAN, "2026-11-18 08:00").duty[1], wanted, "{reader}");
    }
}

#[test]
fn who_left_after_the_due_day_stays_named_under_what_was_theirs() {
    let mut school = nam_thanh();
    let thao = school.person_id("cô Thảo");
    let appointments = &mut school.regime.organisation.appointments;
    appointments.iter_mut().filter(|one| one.person == thao).for_each(|one| one.until = Some(day("2026-11-22")));
    let now = "2026-11-25 14:20";
    assert_eq!(page(&mut school, "cô Nguyệt", PLAN, now).duty, ["Nguyễn Thị Hoa (4A)", "Trần Thu Thảo"]);
    assert_eq!(page(&mut school, "cô Nguyệt", "Giáo án tuần 13 · Lớp 4A", now).duty, ["Nguyễn Thị Hoa (4A)"]);
}

#[test]
fn files_and_words_are_for_those_who_may_open_it() {
    let mut school = nam_thanh();
    let versions = [
        receipt(&mut school, 2, "2026-11-21 08:00", Verdict::NotJudged),
        receipt(&mut school, 1, "2026-11-19 08:00", Verdict::OnTime),
    ];
    let obligation = school.obligation(PLAN).clone();
    let facts = school.facts();
    let seen =
        |reader: &str| record_page(&facts, school.person_id(reader), &obligation, &versions, &[], at("2026-11-25 14:20")).versions;
    // thầy Định is of the management team: how it stands, not what is in it.
    assert!(seen("thầy Định").iter().all(|version| version.opened.is_none()));
    for reader in ["cô Nguyệt", "cô Ấm", "cô Hoa"] {
        assert!(seen(reader).iter().all(|version| version.opened.is_some()), "{reader}");
    }
    let verdicts: Vec<_> = seen("cô Hoa").into_iter().map(|version| (version.version, version.verdict)).collect();
    assert_eq!(verdicts, [(2, None), (1, Some(Verdict::OnTime))]);
}

#[test]
fn the_history_of_judgements_tells_each_that_improved_the_first() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    let late = Verdict::Late(Lateness::WorkingDays(1));
    school.declares(SpecialDayKind::Closure, "2026-11-20", "2026-11-20", "Bão số 13").bring_up_to_date(at("2026-11-24 08:00"));
    let obligation = school.obligation(PLAN).clone();
    let judgement = |when: &str, due: &str, cause: Option<&str>| Judgement {
        at: at(when),
        due: Some(day(due)),
        verdict: None,
        cause: cause.map(str::to_owned),
    };
    let kept = [judgement("2026-11-23 09:00", "2026-11-20", None), judgement("2026-11-24 08:00", "2026-11-23", Some("Bão số 13"))];
    let told = |kept: &[Judgement]| {
        let page = record_page(
            &school.facts(),
            obligation.handed_in.as_ref().unwrap().last_by,
            &obligation,
            &[],
            kept,
            at("2026-11-25 08:00"),
        );
        page.judgements.into_iter().map(|one| (one.verdict, one.cause)).collect::<Vec<_>>()
    };
    assert_eq!(told(&kept), [(late, None), (Verdict::OnTime, Some("Bão số 13".to_owned()))]);
    assert_eq!(told(&kept[..1]), [], "one judgement is no history");
    // A verdict that was kept is what was said then, whatever the calendar says now.
    let said = [kept[0].clone(), Judgement { verdict: Some(Verdict::Late(Lateness::Hours(5))), ..kept[1].clone() }];
    assert_eq!(told(&said)[1].0, Verdict::Late(Lateness::Hours(5)));
}

#[test]
fn what_the_reader_may_do() {
    let mut school = nam_thanh();
    let choices = |school: &mut NamThanh, reader: &str, now: &str| {
        let page = page(school, reader, PLAN, now);
        (page.may_hand_in, page.choice)
    };
    let before = "2026-11-18 08:00";
    assert_eq!(choices(&mut school, "cô Hoa", before), (true, ExemptionChoice::None));
    assert_eq!(choices(&mut school, "cô Ấm", before), (false, ExemptionChoice::None));
    assert_eq!(choices(&mut school, "thầy Định", before), (false, ExemptionChoice::None));
    assert_eq!(choices(&mut school, "cô Vân", before), (false, ExemptionChoice::Exempt));
    assert_eq!(choices(&mut school, "cô Vân", "2026-11-20 06:59"), (false, ExemptionChoice::Exempt));
    assert_eq!(choices(&mut school, "cô Vân", "2026-11-20 07:00"), (false, ExemptionChoice::ExemptForGood));
    school.exempts(PLAN, "Lớp nghỉ vì thủy đậu");
    assert_eq!(choices(&mut school, "cô Vân", before), (false, ExemptionChoice::End));
    let stands = ExemptionChoice::Stands(Refusal::ExemptionStands { due: day("2026-11-20") });
    assert_eq!(choices(&mut school, "cô Vân", "2026-11-20 07:00"), (false, stands));
    school.obligation(PLAN).closing = Some(Closing { at: at("2026-11-18 09:00"), reason: "lớp giải thể".to_owned() });
    assert_eq!(choices(&mut school, "cô Hoa", before), (false, ExemptionChoice::None));
}
