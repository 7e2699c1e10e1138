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

/// Else whatever answers before it has read would open a file of which it knows the beginning alone.
#[test]
fn of_a_file_that_it_did_not_take_whole_it_says_nothing_good() {
    let check = |sent: Result<(), ScanFault>, said: &str, expected: Option<ScanAnswer>| {
        assert_eq!(heard(sent, Ok(said.to_owned())).ok(), expected, "{said}");
    };
    check(Ok(()), "stream: OK", Some(ScanAnswer::Clean));
    check(Err(ScanFault::Closed), "stream: OK", None);
    check(Err(ScanFault::Closed), "stream: Hoa-1 FOUND", Some(ScanAnswer::Infected("Hoa-1".to_owned())));
    check(Err(ScanFault::Closed), "INSTREAM size limit exceeded. ERROR", Some(ScanAnswer::Undecided(Undecided::TooLarge)));
    assert!(matches!(heard(Err(ScanFault::Closed), Err(ScanFault::Slow)), Err(ScanFault::Closed)));
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
