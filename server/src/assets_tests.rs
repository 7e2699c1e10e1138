use super::*;

const FILE: Asset = Asset {
    path: "/assets/main.0123.css",
    etag: "\"0123\"",
    content_type: "text/css",
    plain: b"plain",
    brotli: Some(b"brotli"),
    gzip: Some(b"gzip"),
};

fn accepting(codings: &'static str) -> HeaderMap {
    HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(codings))])
}

#[test]
fn the_smallest_coding_that_the_browser_takes() {
    assert_eq!(FILE.best_for(&accepting("gzip, deflate, br, zstd")), (Some("br"), &b"brotli"[..]));
    assert_eq!(FILE.best_for(&accepting("gzip, deflate")), (Some("gzip"), &b"gzip"[..]));
    assert_eq!(FILE.best_for(&accepting("br;q=0, gzip;q=0.5")), (Some("gzip"), &b"gzip"[..]));
    assert_eq!(FILE.best_for(&HeaderMap::new()), (None, &b"plain"[..]));
}

#[test]
fn a_file_not_worth_packing_goes_out_plain() {
    let font = Asset { brotli: None, gzip: None, ..FILE };
    assert_eq!(font.best_for(&accepting("br")), (None, &b"plain"[..]));
}

#[test]
fn a_tag_is_known_again_weak_or_in_a_list() {
    let holding = |tags| HeaderMap::from_iter([(header::IF_NONE_MATCH, HeaderValue::from_static(tags))]);
    assert!(names(&holding("\"0123\""), header::IF_NONE_MATCH, FILE.etag));
    assert!(names(&holding("\"9\", W/\"0123\""), header::IF_NONE_MATCH, FILE.etag));
    assert!(!names(&holding("\"9\""), header::IF_NONE_MATCH, FILE.etag));
}

#[tokio::test]
async fn an_unknown_name_is_not_found() {
    let answer = serve(Path("../Cargo.toml".to_owned()), HeaderMap::new()).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
}
