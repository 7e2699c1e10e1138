use crate::routes::MAX_FORM_BYTES;

use super::*;

#[test]
fn a_form_waits_for_half_an_hour_and_old_ones_make_room() {
    let (pending_forms, now) = (PendingForms::default(), Instant::now());
    let first = pending_forms.keep("/cai-dat/to-lop", String::new(), Bytes::from_static(b"d0=Nha"), now);
    assert_eq!(
        pending_forms.get(first, now).map(|form| (form.path, form.body)),
        Some(("/cai-dat/to-lop".to_owned(), Bytes::from_static(b"d0=Nha")))
    );
    assert!(pending_forms.get(Uuid::new_v4(), now).is_none());
    assert!(pending_forms.get(first, now + KEPT_FOR).is_none());
    for number in 0..40_u64 {
        pending_forms.keep("/can-bo", String::new(), vec![b'a'; MAX_FORM_BYTES].into(), now + Duration::from_millis(number + 1));
    }
    assert!(pending_forms.get(first, now).is_none());
    let bytes: usize = pending_forms.forms.lock().unwrap().values().map(|form| form.body.len()).sum();
    assert!(bytes <= MAX_BYTES, "{bytes}");
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
