#![allow(clippy::unwrap_used)]

use super::*;
use crate::testing::at;

#[test]
fn what_is_new_is_scanned_again_for_two_weeks_and_all_else_once_a_month() {
    let check = |first: &str, last: &str, expected: bool| {
        let now = at("2026-11-25 14:20");
        assert_eq!(worth_scanning_again(at(first), at(last), now), expected, "first {first}, last {last}");
    };
    check("2026-11-25 14:20", "2026-11-25 14:20", true);
    check("2026-11-11 14:20", "2026-11-24 14:20", true);
    check("2026-11-11 14:19", "2026-11-24 14:20", false);
    check("2026-09-07 08:00", "2026-10-26 14:21", false);
    check("2026-09-07 08:00", "2026-10-26 14:20", true);
}

#[test]
fn only_what_the_scanner_calls_clean_or_was_never_asked_about_goes_through() {
    let now = at("2026-11-25 14:20");
    let check = |scan: Scan, goes: bool, causes: &[Cause], says: Option<&str>| {
        assert_eq!((scan.lets_through(), scan.causes()), (goes, causes), "{scan:?}");
        match (scan.sentence(), says) {
            (None, None) => {}
            (Some(said), Some(part)) => assert!(said.contains(part), "{said}"),
            (said, _) => panic!("{scan:?}: {said:?}"),
        }
    };
    check(Scan::NotAsked, true, &[], None);
    check(Scan::Waiting, false, &[], None);
    check(Scan::Clean { at: now }, true, &[], None);
    let name = "Doc.Trojan.Hoa-1".to_owned();
    check(Scan::Infected { at: now, name }, false, &[Cause::Virus], Some("nhận ra Doc.Trojan.Hoa-1, lúc 14:20"));
    for why in Undecided::ALL {
        assert_eq!(Undecided::from_code(why.code()), Some(why));
        check(Scan::Undecided { at: now, why }, false, &[Cause::Unscanned], Some("không kết luận được"));
    }
}

#[test]
fn a_scanner_that_is_silent_is_told_and_the_others_are_not() {
    let since = at("2026-11-25 14:20");
    let silent = Scanner::Silent { since, why: "máy chủ không gọi được ClamAV" };
    let alarm = silent.alarm().unwrap();
    assert!(alarm.fact.contains("14:20") && alarm.advice.contains("Giờ nộp của mọi người vẫn giữ nguyên"), "{alarm:?}");
    let told = silent.words(3);
    assert!(told.advice.contains("3 tệp đang chờ quét") && told.advice.contains("không ai bị tính muộn"), "{told:?}");
    for quiet in [Scanner::None, Scanner::Unknown, Scanner::Answers { version: "ClamAV 1.4.3/27500".to_owned() }] {
        assert_eq!(quiet.alarm(), None, "{quiet:?}");
        assert!(!quiet.words(0).fact.is_empty());
    }
    assert!(Scanner::None.words(0).fact.contains("chưa dùng trình quét virus"));
}
