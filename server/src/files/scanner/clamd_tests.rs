#![allow(clippy::unwrap_used)]

use super::*;

#[test]
fn an_answer_means_one_thing_or_none() {
    let check = |said: &str, expected: Option<ScanAnswer>| match (verdict(said), expected) {
        (Ok(found), Some(expected)) => assert_eq!(found, expected, "{said}"),
        (Err(ScanFault::Garbled(_) | ScanFault::Error(_)), None) => {}
        (found, expected) => panic!("{said}: {found:?}, not {expected:?}"),
    };
    let undecided = |why| Some(ScanAnswer::Undecided(why));
    check("stream: OK", Some(ScanAnswer::Clean));
    check("stream: Doc.Trojan.Hoa-1 FOUND", Some(ScanAnswer::Infected("Doc.Trojan.Hoa-1".to_owned())));
    check(
        "stream: Hoa.UNOFFICIAL(44d88612fea8a8f3:68) FOUND",
        Some(ScanAnswer::Infected("Hoa.UNOFFICIAL(44d88612fea8a8f3:68)".to_owned())),
    );
    check("stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND", undecided(Undecided::TooLarge));
    check("stream: Heuristics.Encrypted.Zip FOUND", undecided(Undecided::Locked));
    check("INSTREAM size limit exceeded. ERROR", undecided(Undecided::TooLarge));
    for wrong in
        ["", "OK", "stream:", "stream: ", "stream:  FOUND", "stream: OKAY", "stream: Hoa", "PONG", "<html>", "UNKNOWN COMMAND"]
    {
        check(wrong, None);
    }
    assert!(matches!(verdict("stream: Can't allocate memory ERROR"), Err(ScanFault::Error(_))));
    let long = format!("stream: {}\u{7} FOUND", "a".repeat(1_000));
    let Ok(ScanAnswer::Infected(name)) = verdict(&long) else { panic!() };
    assert_eq!(name, "a".repeat(MAX_NAME));
}

#[test]
fn an_address_is_a_socket_or_a_machine_with_a_port() {
    let check = |text: &str, is_one: bool| match text.parse::<ClamdAddress>() {
        Ok(address) => assert!(is_one && address.to_string() == text, "{text}"),
        Err(error) => assert!(!is_one && error.to_string().contains("unix:"), "{text}"),
    };
    for right in ["unix:/run/clamav/clamd.ctl", "127.0.0.1:3310", "localhost:3310", "[::1]:3310"] {
        check(right, true);
    }
    for wrong in ["", "unix:", "unix:clamd.ctl", "/run/clamav/clamd.ctl", "127.0.0.1", ":3310", "localhost:0", "localhost:clamd"] {
        check(wrong, false);
    }
}
