use super::*;
use crate::testing::at;

#[test]
fn a_code_is_read_as_people_type_it() {
    for (typed, wanted) in [
        ("123456", TypedCode::Digits(123_456)),
        (" 012 345 ", TypedCode::Digits(12_345)),
        ("ABCDE-fghj2", TypedCode::Recovery("abcdefghj2".to_owned())),
        ("2345678923", TypedCode::Recovery("2345678923".to_owned())),
        ("12345", TypedCode::Neither),
        ("", TypedCode::Neither),
    ] {
        assert_eq!(TypedCode::read(typed), wanted, "{typed:?}");
    }
}

#[test]
fn a_code_is_taken_a_step_before_and_after_its_own_and_never_twice() {
    let now = at("2026-11-25 14:20:15");
    let here = step_of(now);
    assert_eq!(steps_taken(now, 0).collect::<Vec<_>>(), [here, here - 1, here + 1]);
    assert_eq!(steps_taken(now, here - 1).collect::<Vec<_>>(), [here, here + 1], "whoever looked over a shoulder is late");
    assert_eq!(steps_taken(now, here).collect::<Vec<_>>(), [here + 1]);
    assert_eq!(steps_taken(now, here + 1).count(), 0);
    assert_eq!((step_of(at("2026-11-25 14:20:29")), step_of(at("2026-11-25 14:20:30"))), (here, here + 1));
}

#[test]
fn the_duty_is_for_whoever_leads_and_begins_after_the_days_of_grace() {
    let duty = Some(SecondFactorDuty { since: at("2026-11-02 08:00"), grace_days: 14 });
    let standing = |positions: &[Position], has_one: bool, now: &str| DutyStanding::of(positions, duty, has_one, at(now));
    let leads = [Position::VicePrincipal];
    assert_eq!(standing(&leads, false, "2026-11-16 07:59"), DutyStanding::Until(at("2026-11-16 08:00")));
    assert_eq!(standing(&leads, false, "2026-11-16 08:00"), DutyStanding::Over);
    assert_eq!(standing(&leads, true, "2026-11-16 08:00"), DutyStanding::Free);
    assert_eq!(standing(&[], false, "2026-12-16 08:00"), DutyStanding::Free);
    assert_eq!(DutyStanding::of(&leads, None, false, at("2026-12-16 08:00")), DutyStanding::Free);
}
