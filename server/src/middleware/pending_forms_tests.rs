use super::*;

#[test]
fn only_long_forms_without_passwords_are_kept() {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, "application/x-www-form-urlencoded; charset=utf-8".parse().unwrap());
    assert!(is_kept(&Method::POST, "/cai-dat/lich-nam-hoc", &headers));
    assert!(is_kept(&Method::POST, "/can-bo", &headers));
    assert!(is_kept(&Method::POST, "/cho-duyet/1", &headers));
    assert!(is_kept(&Method::POST, "/can-bo/cho-xac-nhan/1/tu-choi", &headers));
    for path in ["/dang-nhap", "/doi-mat-khau", "/cai-dat", "/nop/x", "/dang-xuat"] {
        assert!(!is_kept(&Method::POST, path, &headers), "{path}");
    }
    // In these nothing is typed; sent once more with one click they would do what nobody has looked at.
    for path in [
        "/can-bo/1/mat-khau",
        "/can-bo/1/mat-khau/xac-nhan",
        "/can-bo/1/tam-khoa",
        "/can-bo/1/mo-lai",
        "/can-bo/cho-xac-nhan/1",
        "/can-bo/cho-xac-nhan/tat-ca",
        "/cho-duyet/1/kiem-tra",
    ] {
        assert!(!is_kept(&Method::POST, path, &headers), "{path}");
    }
    assert!(!is_kept(&Method::GET, "/can-bo", &headers));
    assert!(!is_kept(&Method::POST, "/cai-dat/lich-nam-hoc/tep", &HeaderMap::new()));
}
