use super::*;

#[test]
fn only_long_forms_without_passwords_are_kept() {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, "application/x-www-form-urlencoded; charset=utf-8".parse().unwrap());
    assert!(is_kept(&Method::POST, "/cai-dat/lich-nam-hoc", &headers));
    assert!(is_kept(&Method::POST, "/can-bo", &headers));
    assert!(is_kept(&Method::POST, "/cho-duyet/1", &headers));
    assert!(is_kept(&Method::POST, "/can-bo/cho-xac-nhan/1/tu-choi", &headers));
    assert!(is_kept(&Method::POST, "/tep-giu-lai/1/0/tra-lai", &headers));
    assert!(is_kept(&Method::POST, "/uy-quyen", &headers));
    assert!(is_kept(&Method::POST, "/lenh-khoa/soan", &headers));
    assert!(is_kept(&Method::POST, "/lenh-khoa/1/thu-hoi", &headers));
    assert!(is_kept(&Method::POST, "/nghi-dot-xuat/1/rut", &headers));
    assert!(is_kept(&Method::POST, "/gia-han/xin/1", &headers));
    assert!(is_kept(&Method::POST, "/ho-so/1/ly-do-muon", &headers));
    assert!(is_kept(&Method::POST, "/ho-so/1/ly-do-muon/xem", &headers));
    assert!(is_kept(&Method::POST, "/gia-han/1/khong-cho", &headers));
    for path in ["/dang-nhap", "/doi-mat-khau", "/cai-dat", "/nop/x", "/dang-xuat"] {
        assert!(!is_kept(&Method::POST, path, &headers), "{path}");
    }
    // In these nothing is typed; sent once more with one click they would do what nobody has looked at.
    for path in [
        "/can-bo/1/mat-khau",
        "/can-bo/1/mat-khau/xac-nhan",
        "/can-bo/mat-khau/da-biet",
        "/can-bo/1/tam-khoa",
        "/can-bo/1/mo-lai",
        "/can-bo/cho-xac-nhan/1",
        "/can-bo/cho-xac-nhan/tat-ca",
        "/cho-duyet/1/kiem-tra",
        "/tep-giu-lai/1/0/cho-mo",
        "/uy-quyen/1/ket-thuc",
        "/lenh-khoa/quyen",
        "/lenh-khoa/1/ra-lenh",
        "/lenh-khoa/1/thi-hanh",
        "/nghi-dot-xuat/bao",
        "/gia-han/nhieu",
        "/gia-han/1/cho",
        "/gia-han/1/thoi",
    ] {
        assert!(!is_kept(&Method::POST, path, &headers), "{path}");
    }
    assert!(!is_kept(&Method::GET, "/can-bo", &headers));
    assert!(!is_kept(&Method::POST, "/cai-dat/lich-nam-hoc/tep", &HeaderMap::new()));
}

#[test]
fn what_was_written_is_kept_though_it_be_one_word_and_no_field_that_may_hold_a_password() {
    let secret =
        ["proof", "password", "again", "old", "new", "consent", "pending", "act", "code"].map(|name| (name, "mưa rơi trên lá sen"));
    let typed = [("seen", "a b"), ("reason", "Cúm"), ("name", "Mầm non Hoa Sen"), ("until", "27/11/2026"), ("words", " ")];
    let body = Bytes::from(serde_urlencoded::to_string([&secret[..], &typed[..]].concat()).unwrap());
    let kept: Vec<(String, String)> = serde_urlencoded::from_bytes(&what_was_typed(&body)).unwrap();
    assert_eq!(kept.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>(), typed);
    let words = [("Lý do", "Cúm"), ("Tên", "Mầm non Hoa Sen")].map(|(label, words)| (label, words.to_owned()));
    assert_eq!(written_words(&body), words);
}
