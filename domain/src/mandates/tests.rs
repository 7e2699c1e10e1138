#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod properties;
mod who;

use super::*;
use crate::{
    days::day_of,
    forms::FormErrors,
    ids::Id,
    people::{Appointment, Organisation, Position},
    refusal::MandateRefusal,
    testing::{
        NamThanh, at, day,
        forms::{told, typed},
        id, nam_thanh,
    },
};

const NOW: &str = "2026-11-25 14:20";
const TODAY: &str = "2026-11-25";

/// "Quyết định số 15/QĐ-MNNT", which forms the management team between two days.
pub(super) fn team(from: &str, until: Option<&str>) -> Mandate {
    Mandate {
        id: id(21, 1),
        kind: MandateKind::ManagementTeam,
        number: "15/QĐ-MNNT".to_owned(),
        signed_on: day("2026-09-01"),
        signer: "Nguyễn Thị Minh Nguyệt, hiệu trưởng".to_owned(),
        about: "Thành lập tổ quản lý phần mềm".to_owned(),
        from: day(from),
        until: until.map(day),
        entered_by: id(1, 1),
        entered_at: at("2026-09-01 08:00"),
        scans: Vec::new(),
        ended: None,
    }
}

pub(super) fn ended(mandate: Mandate, last: &str, when: &str) -> Mandate {
    let end = MandateEnd { by: mandate.entered_by, at: at(when), last: day(last), reason: "Có quyết định mới".to_owned() };
    Mandate { ended: Some(end), ..mandate }
}

fn form<'f>(fields: &[(&'f str, &'f str)]) -> MandateForm {
    let preset = [
        ("key", "01930000-0000-4000-8000-000000000001"),
        ("decision-kind", "positions"),
        ("number", "QĐ số 15/QĐ-MNNT"),
        ("signed_on", "01/09/2026"),
        ("signer", "Nguyễn Thị Minh Nguyệt, hiệu trưởng"),
        ("about", "Bổ nhiệm tổ trưởng"),
        ("from", "07/09/2026"),
        ("until", "31/05/2027"),
    ];
    let fields: Vec<(&str, &str)> = preset
        .into_iter()
        .map(|(field, words)| fields.iter().find(|(other, _)| *other == field).copied().unwrap_or((field, words)))
        .collect();
    MandateForm::read(&typed(&fields))
}

#[test]
fn a_decision_is_read_with_its_number_its_days_and_its_signer() {
    let plan = form(&[]).parse(&Mandates::default(), day(TODAY)).unwrap();
    assert_eq!((plan.number.as_str(), plan.signed_on), ("15/QĐ-MNNT", day("2026-09-01")));
    assert_eq!((plan.from, plan.until), (day("2026-09-07"), Some(day("2027-05-31"))));
    let open = form(&[("until", " ")]).parse(&Mandates::default(), day(TODAY)).unwrap();
    assert_eq!(open.until, None);
    let team = form(&[("decision-kind", "management-team"), ("about", "")]).parse(&Mandates::default(), day(TODAY)).unwrap();
    assert_eq!(team.about, "Thành lập tổ quản lý phần mềm", "its words are known");
}

#[test]
fn a_decision_that_ends_before_it_begins_or_is_not_signed_yet_is_refused() {
    let refused = |fields: &[(&str, &str)]| -> FormErrors { form(fields).parse(&Mandates::default(), day(TODAY)).unwrap_err() };
    for (fields, wanted) in [
        (&[("until", "06/09/2026")][..], "until"),
        (&[("signed_on", "26/11/2026")], "signed_on"),
        (&[("signed_on", "31/02/2026")], "signed_on"),
        (&[("number", "số ")], "number"),
        (&[("signer", "")], "signer"),
        (&[("about", "")], "about"),
        (&[("decision-kind", "loan")], "decision-kind"),
        (&[("from", "07/09/2062")], "from"),
        (&[("key", "x")], "number"),
    ] {
        let errors = refused(fields);
        assert!(errors.of(wanted).is_some(), "{fields:?} {:?}", told(&errors));
    }
}

#[test]
fn one_decision_stands_once_in_the_register_however_its_number_is_typed() {
    let known = Mandates { all: vec![team("2026-09-07", None)], rights: Vec::new() };
    let again = form(&[("number", "15/qđ-mnnt")]).parse(&known, day(TODAY)).unwrap_err();
    assert!(again.of("number").is_some(), "{:?}", told(&again));
    let of_another_year = form(&[("signed_on", "01/09/2025")]).parse(&known, day(TODAY));
    assert!(of_another_year.is_ok(), "numbers begin anew each year");
    let itself = form(&[("key", &known.all[0].id.to_string())]).parse(&known, day(TODAY));
    assert!(itself.is_ok(), "sent twice, it is the same");
}

#[test]
fn how_a_decision_stands_follows_from_its_days_and_its_end() {
    let own = team("2026-09-07", Some("2027-05-31"));
    let short = ended(own.clone(), "2026-11-20", "2026-11-21 09:00");
    for (mandate, on, wanted) in [
        (&own, "2026-09-06", MandateState::ToCome),
        (&own, "2026-09-07", MandateState::InForce),
        (&own, "2027-05-31", MandateState::InForce),
        (&own, "2027-06-01", MandateState::Over),
        (&short, "2026-11-20", MandateState::InForce),
        (&short, "2026-11-21", MandateState::Ended),
    ] {
        assert_eq!(mandate.state(day(on)), wanted, "{on}");
    }
    assert_eq!(short.term(), Term { from: day("2026-09-07"), until: Some(day("2026-11-20")) });
}

fn give(school: &NamThanh, who: &str, fields: &[(&str, &str)], mandate: &Mandate) -> Result<GivePlan, FormErrors> {
    let person = school.person_id(who).to_string();
    let mut all = vec![("member", person.as_str())];
    all.extend(fields);
    GiveForm::read(&typed(&all), mandate.kind).parse(mandate, &school.regime.organisation, day(TODAY))
}

#[test]
fn what_a_decision_gives_lies_inside_its_days() {
    let school = nam_thanh();
    let mandate = team("2026-09-07", Some("2027-05-31"));
    let plan = give(&school, "cô Hoa", &[("from", "26/11/2026")], &mandate).unwrap();
    assert_eq!(plan.appointment.positions, [Position::ManagementTeam], "whatever the form says");
    assert_eq!(plan.until, Some(day("2027-05-31")), "as long as the decision");
    let shorter = give(&school, "cô Hoa", &[("from", "26/11/2026"), ("until", "31/12/2026")], &mandate).unwrap();
    assert_eq!(shorter.until, Some(day("2026-12-31")));
    for (fields, wanted) in [
        (&[("from", "06/09/2026")][..], "from"),
        (&[("from", "26/11/2026"), ("until", "01/06/2027")], "until"),
        (&[("from", "26/11/2026"), ("until", "25/11/2026")], "until"),
        (&[("from", "01/06/2027")], "until"),
    ] {
        let errors = give(&school, "cô Hoa", fields, &mandate).unwrap_err();
        assert!(errors.of(wanted).is_some(), "{fields:?} {:?}", told(&errors));
    }
    let gone = ended(mandate, "2026-11-24", "2026-11-25 08:00");
    assert!(give(&school, "cô Hoa", &[("from", "25/11/2026")], &gone).is_err(), "nothing is given by what has ended");
}

#[test]
fn what_somebody_holds_already_is_not_given_again() {
    let school = nam_thanh();
    let mandate = Mandate { kind: MandateKind::Positions, ..team("2026-09-07", None) };
    let again = give(&school, "cô Ấm", &[("post", "head"), ("place", "Mẫu giáo 4–5 tuổi"), ("from", "26/11/2026")], &mandate);
    assert!(again.unwrap_err().of("post").is_some());
    let second = give(&school, "cô Vân", &[("post", "principal"), ("from", "26/11/2026")], &mandate);
    assert!(second.unwrap_err().of("post").is_some(), "there is one principal");
}

#[test]
fn an_appointment_names_a_decision_afterwards_where_its_days_fit() {
    let school = nam_thanh();
    let held: Vec<(Id<Appointment>, Appointment)> = kept(&school.regime.organisation);
    let of_team: Vec<&Appointment> =
        held.iter().map(|(_, one)| one).filter(|one| one.position == Position::ManagementTeam).collect();
    let first = of_team[0].from;
    let before = Mandate { from: first, ..team("2026-09-07", Some("2027-05-31")) };
    let fits = linkable(&before, &Mandates::default(), &held, day(TODAY));
    assert_eq!(fits.len(), of_team.len(), "a decision about the team names its members and nobody else");
    assert_eq!(before.narrowed(&fits[0].1), Ok(Some(day("2027-05-31"))), "it ends with the decision");
    let after = Mandate { from: first.succ_opt().unwrap(), ..before.clone() };
    assert_eq!(linkable(&after, &Mandates::default(), &held, day(TODAY)).len(), 0);
    let refused = after.narrowed(&fits[0].1);
    assert_eq!(refused, Err(MandateRefusal::Before { name: after.name(), from: after.from }));
    let right = MandateRight { mandate: before.id, appointment: fits[0].0, effect: Effect::Gives, by: id(1, 1), at: at(NOW) };
    let known = Mandates { all: vec![before.clone()], rights: vec![right] };
    assert_eq!(linkable(&before, &known, &held, day(TODAY)).len(), of_team.len() - 1, "each names one decision");
    let of_last_year = Mandate { until: Some(day("2026-11-24")), ..before };
    assert_eq!(linkable(&of_last_year, &Mandates::default(), &held, day(TODAY)).len(), 0, "nobody loses a position by an old one");
}

#[test]
fn a_decision_ends_yesterday_at_the_earliest_and_before_its_own_last_day() {
    let mandate = team("2026-09-07", Some("2027-05-31"));
    let parse = |last: &str, reason: &str| {
        MandateEndForm { last: last.to_owned(), reason: reason.to_owned() }.parse(&mandate, day(TODAY)).map(|(last, _)| last)
    };
    assert_eq!(parse("24/11/2026", "Có quyết định mới"), Ok(day("2026-11-24")));
    assert_eq!(parse("25/11/2026", "Có quyết định mới"), Ok(day("2026-11-25")));
    for (last, reason, wanted) in
        [("23/11/2026", "Có quyết định mới", "last"), ("31/05/2027", "Có quyết định mới", "last"), ("25/11/2026", " ", "reason")]
    {
        let errors = parse(last, reason).unwrap_err();
        assert!(errors.of(wanted).is_some(), "{last} {:?}", told(&errors));
    }
}

/// The appointments of the school with ids, as their rows have them.
pub(super) fn kept(organisation: &Organisation) -> Vec<(Id<Appointment>, Appointment)> {
    (1..).zip(&organisation.appointments).map(|(number, one)| (id(22, number), one.clone())).collect()
}
