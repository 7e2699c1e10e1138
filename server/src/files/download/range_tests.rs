#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use axum::http::HeaderValue;

use super::*;

const TAG: &str = "\"abc\"";

fn asked(method: &Method, range: &str, if_range: Option<&str>) -> Part {
    let mut headers = HeaderMap::from_iter([(RANGE, HeaderValue::from_str(range).unwrap())]);
    headers.extend(if_range.map(|tag| (IF_RANGE, HeaderValue::from_str(tag).unwrap())));
    Part::asked(method, &headers, TAG, 1000)
}

#[test]
fn one_range_of_bytes_is_read_and_anything_else_is_none() {
    let bytes = Part::Bytes;
    for (range, part) in [
        ("bytes=0-0", bytes(0..1)),
        ("bytes=0-499", bytes(0..500)),
        ("Bytes = 500 - 999 ", bytes(500..1000)),
        ("bytes=500-", bytes(500..1000)),
        ("bytes=999-99999999999999999999999", bytes(999..1000)),
        ("bytes=-1", bytes(999..1000)),
        ("bytes=-5000", bytes(0..1000)),
        ("bytes=1000-", Part::Unsatisfiable),
        ("bytes=99999999999999999999999-", Part::Unsatisfiable),
        ("bytes=-0", Part::Unsatisfiable),
        ("bytes=0-1,4-5", Part::Whole),
        ("bytes=5-4", Part::Whole),
        ("bytes=-", Part::Whole),
        ("bytes=a-b", Part::Whole),
        ("bytes=+1-2", Part::Whole),
        ("bytes", Part::Whole),
        ("lines=0-4", Part::Whole),
        ("", Part::Whole),
    ] {
        assert_eq!(asked(&Method::GET, range, None), part, "{range}");
    }
}

#[test]
fn a_file_is_opened_by_the_half_from_its_first_byte_on_and_by_no_other_part() {
    for (range, opens) in [
        ("", true),
        ("bytes=0-", true),
        ("bytes=0-999", true),
        ("bytes=0-499", true),
        ("bytes=0-498", false),
        ("bytes=0-0", false),
        ("bytes=1-", false),
        ("bytes=500-", false),
        ("bytes=-1", false),
        ("bytes=-1000", true),
        ("bytes=1000-", false),
    ] {
        assert_eq!(asked(&Method::GET, range, None).opens(1000), opens, "{range}");
    }
    assert!(Part::Bytes(0..1).opens(1), "a file of one byte");
}

#[test]
fn what_is_there_already_must_be_of_the_same_bytes() {
    assert_eq!(asked(&Method::GET, "bytes=5-", Some(TAG)), Part::Bytes(5..1000));
    for other in ["\"abd\"", "W/\"abc\"", "abc", "Wed, 25 Nov 2026 07:00:00 GMT"] {
        assert_eq!(asked(&Method::GET, "bytes=5-", Some(other)), Part::Whole, "{other}");
    }
    assert_eq!(asked(&Method::HEAD, "bytes=5-", Some(TAG)), Part::Whole, "only GET knows ranges");
    let mut twice = HeaderMap::new();
    for range in ["bytes=0-1", "bytes=2-3"] {
        twice.append(RANGE, HeaderValue::from_static(range));
    }
    assert_eq!(Part::asked(&Method::GET, &twice, TAG, 1000), Part::Whole);
}
