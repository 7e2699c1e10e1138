use super::*;

#[test]
fn the_code_is_read_as_people_type_it() {
    let check = |typed: &str, wanted: bool| assert_eq!(is_code(typed, "ABCD-EF23"), wanted, "{typed}");
    check("ABCD-EF23", true);
    check("abcdef23", true);
    check(" abcd ef23 ", true);
    check("ABCD-EF24", false);
    check("ABCD-EF2", false);
    check("", false);
}

#[test]
fn the_last_browser_with_the_code_has_the_right_until_the_end() {
    let claim = Claim::default();
    let headers = |cookie: &HeaderValue| {
        let pair = cookie.to_str().unwrap().split(';').next().unwrap();
        HeaderMap::from_iter([(axum::http::header::COOKIE, HeaderValue::from_str(&format!("a=b; {pair}")).unwrap())])
    };
    assert!(!claim.is_held_by(&HeaderMap::new(), false), "nobody gave the code");
    let first = headers(&claim.give(false).unwrap().unwrap());
    assert!(claim.is_held_by(&first, false));
    let second = headers(&claim.give(false).unwrap().unwrap());
    assert!(!claim.is_held_by(&first, false), "the right went on");
    assert!(claim.is_held_by(&second, false));
    claim.end(false);
    assert!(!claim.is_held_by(&second, false));
}

#[test]
fn first_passwords_are_forgotten() {
    let (claim, now) = (Claim::default(), Instant::now());
    claim.keep_issued_passwords(Vec::new(), now);
    assert!(claim.issued_passwords(now).is_some());
    assert!(claim.issued_passwords(now + KEPT_FOR + Duration::from_secs(1)).is_none());
    assert!(claim.issued_passwords(now).is_none());
}
