use super::*;

#[test]
fn a_form_waits_for_half_an_hour_and_old_ones_make_room() {
    let (waiting, now) = (Waiting::default(), Instant::now());
    let first = waiting.keep("/cai-dat/to-lop", String::new(), Bytes::from_static(b"d0=Nha"), now);
    assert_eq!(
        waiting.get(first, now).map(|form| (form.path, form.body)),
        Some(("/cai-dat/to-lop".to_owned(), Bytes::from_static(b"d0=Nha")))
    );
    assert!(waiting.get(Uuid::new_v4(), now).is_none());
    assert!(waiting.get(first, now + KEPT_FOR).is_none());
    for number in 0..40_u64 {
        waiting.keep("/can-bo", String::new(), vec![b'a'; WORDS].into(), now + Duration::from_millis(number + 1));
    }
    assert!(waiting.get(first, now).is_none());
    let bytes: usize = waiting.forms.lock().unwrap().values().map(|form| form.body.len()).sum();
    assert!(bytes <= MOST_BYTES, "{bytes}");
}

#[test]
fn only_long_forms_without_passwords_are_kept() {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, "application/x-www-form-urlencoded; charset=utf-8".parse().unwrap());
    assert!(is_kept(&Method::POST, "/cai-dat/lich-nam-hoc", &headers));
    assert!(is_kept(&Method::POST, "/can-bo", &headers));
    for path in ["/dang-nhap", "/doi-mat-khau", "/cai-dat", "/nop/x", "/dang-xuat"] {
        assert!(!is_kept(&Method::POST, path, &headers), "{path}");
    }
    assert!(!is_kept(&Method::GET, "/can-bo", &headers));
    assert!(!is_kept(&Method::POST, "/cai-dat/lich-nam-hoc/tep", &HeaderMap::new()));
}
