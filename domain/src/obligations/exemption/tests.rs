#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use proptest::prelude::*;

use super::*;
use crate::{
    deadlines::Hours,
    obligations::{Closing, NewVersion, Standing},
    testing::{NamThanh, at, nam_thanh},
};

/// Due on Friday 20 November.
const PLAN: &str = "Giáo án tuần 12 · Lớp 4A";

fn refused(reason: &str) -> String {
    Reason::parse(reason).unwrap_err().of("reason").unwrap().to_owned()
}

#[test]
fn a_reason_is_one_line_that_says_something() {
    assert_eq!(Reason::parse("  Lớp nghỉ\n vì   thủy đậu ").unwrap().as_str(), "Lớp nghỉ vì thủy đậu");
    // Telex of a Mac, and letters that nobody sees.
    assert_eq!(Reason::parse("o\u{301}m\u{202E} na\u{306}\u{323}ng\0").unwrap().as_str(), "óm nặng");
    for nothing in ["", "   ", "ốm", "… — !?", "\u{200B}\u{200B}\u{200B}"] {
        assert!(refused(nothing).contains("ít nhất 3 ký tự"), "{nothing:?}");
    }
    assert!(Reason::parse(&"ê".repeat(500)).is_ok());
    assert!(refused(&"ê".repeat(501)).contains("dài 501 ký tự"));
}

#[test]
fn what_is_not_owed_or_there_already_needs_no_exemption() {
    let mut school = nam_thanh();
    assert_eq!(school.obligation(PLAN).check_exempt(None), Ok(()));
    school.hands_in("cô Hoa", PLAN, "2026-11-19 15:00");
    assert_eq!(school.obligation(PLAN).check_exempt(None), Err(Refusal::AlreadyHandedIn { at: at("2026-11-19 15:00") }));

    let next = "Giáo án tuần 13 · Lớp 4A";
    school.exempts(next, "Lớp nghỉ vì thủy đậu");
    assert!(
        matches!(school.obligation(next).check_exempt(None), Err(Refusal::AlreadyExempt { reason, .. }) if reason == "Lớp nghỉ vì thủy đậu")
    );

    let record = school.obligation("Giáo án tuần 14 · Lớp 4A");
    record.terms.practice = true;
    assert_eq!(record.check_exempt(None), Err(Refusal::PracticeIsNotCounted));
    record.closing = Some(Closing { at: at("2026-11-25 14:20"), reason: "lớp giải thể".to_owned() });
    assert!(matches!(record.check_exempt(None), Err(Refusal::ObligationClosed { .. })));
    assert!(matches!(record.check_end_exemption(at("2026-11-25 14:21"), None), Err(Refusal::ObligationClosed { .. })));
}

fn end(school: &mut NamThanh, now: &str) -> Result<(), Refusal> {
    school.obligation(PLAN).check_end_exemption(at(now), None)
}

#[test]
fn an_exemption_is_taken_back_as_long_as_the_whole_day_is_left_or_never() {
    let mut school = nam_thanh();
    assert_eq!(end(&mut school, "2026-11-20 10:00"), Err(Refusal::NotExempt));
    school.exempts(PLAN, "Lớp nghỉ vì thủy đậu");
    let day = crate::testing::day("2026-11-20");
    assert_eq!(end(&mut school, "2026-11-20 06:59:59"), Ok(()));
    assert_eq!(end(&mut school, "2026-11-20 07:00"), Err(Refusal::ExemptionStands { due: day }));
    assert_eq!(end(&mut school, "2026-12-24 08:00"), Err(Refusal::ExemptionStands { due: day }));
    // What is never late can be owed again at any time.
    school.obligation(PLAN).terms.due = None;
    assert_eq!(end(&mut school, "2027-05-01 08:00"), Ok(()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Wherever an exemption may be taken back, the record is then neither overdue nor late, handed in before or not.
    #[test]
    fn taking_an_exemption_back_makes_nothing_worse(now in -400_000..400_000_i64, handed_in in proptest::option::of(0..400_000_i64), judged: bool) {
        let school = nam_thanh_once();
        let mut record = school.clone().obligation(PLAN).clone();
        let hours = Hours::default();
        let now = record.terms.due.as_ref().unwrap().counted_until(&hours) + chrono::TimeDelta::seconds(now);
        let exemption = Exemption { by: school.person_id("cô Nguyệt"), at: now, reason: "x".to_owned() };
        if let Some(before) = handed_in {
            let when = now - chrono::TimeDelta::seconds(before);
            // Exempt by then or not: the database judged it or did not.
            record.exemption = (!judged).then(|| exemption.clone());
            let version = NewVersion { submission: crate::testing::id(10, 1), by: school.person_id("cô Hoa"), at: when, counted: when, files: 1 };
            record.handed_in = Some(record.hand_in(version, &school.regime.calendar, &hours, None).unwrap());
        }
        record.exemption = Some(exemption);
        if let Ok(record) = record.end_exemption(now, None) {
            let standing = record.standing(&school.regime.calendar, &hours, now);
            prop_assert!(matches!(standing, Standing::NotYetDue | Standing::OnTime), "{standing:?}");
        }
    }
}

fn nam_thanh_once() -> &'static NamThanh {
    static SCHOOL: std::sync::OnceLock<NamThanh> = std::sync::OnceLock::new();
    SCHOOL.get_or_init(nam_thanh)
}
