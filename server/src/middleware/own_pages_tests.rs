use axum::{body::Body, http::Request};

use super::*;

fn asked(method: Method, headers: &[(&str, &str)]) -> Option<AppError> {
    let mut request = Request::builder().method(method).uri("/dang-xuat").header("host", "hoso.truong.edu.vn");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    refusal(&request.body(Body::empty()).unwrap())
}

#[test]
fn what_says_nothing_of_its_page_is_refused_and_an_old_browser_says_it_by_the_referer() {
    for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::TRACE] {
        for silent in [&[][..], &[("origin", "")], &[("sec-fetch-site", ""), ("origin", "")]] {
            assert_eq!(asked(method.clone(), silent), Some(AppError::NoOrigin), "{method} {silent:?}");
        }
    }
    for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
        assert_eq!(asked(method.clone(), &[]), None, "{method}");
    }
    for (referer, refused) in [
        ("http://hoso.truong.edu.vn/viec-cua-toi", None),
        ("https://hoso.truong.edu.vn/nop/1?x=1", None),
        ("https://hoso.truong.edu.vn.evil.example/", Some(AppError::NoOrigin)),
        ("https://evil.example/hoso.truong.edu.vn", Some(AppError::NoOrigin)),
        ("https://evil.example@hoso.truong.edu.vn/", Some(AppError::NoOrigin)),
        ("http://hoso.truong.edu.vn:8080/", Some(AppError::NoOrigin)),
        ("ftp://hoso.truong.edu.vn/", Some(AppError::NoOrigin)),
        ("/viec-cua-toi", Some(AppError::NoOrigin)),
        ("about:blank", Some(AppError::NoOrigin)),
        ("", Some(AppError::NoOrigin)),
    ] {
        assert_eq!(asked(Method::POST, &[("referer", referer)]), refused, "{referer}");
    }
}

#[test]
fn what_says_something_of_its_page_is_left_to_the_next_layer_unless_it_is_plain_text() {
    for said in [("origin", "https://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site")] {
        assert_eq!(asked(Method::POST, &[said]), None, "{said:?}");
    }
    let own = ("sec-fetch-site", "same-origin");
    for (kind, refused) in [
        ("text/plain", Some(AppError::Foreign)),
        ("Text/Plain;charset=UTF-8", Some(AppError::Foreign)),
        ("application/x-www-form-urlencoded", None),
        ("application/octet-stream", None),
    ] {
        assert_eq!(asked(Method::POST, &[own, ("content-type", kind)]), refused, "{kind}");
    }
}
