#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{fs, io};

use axum::{
    body::{Body, to_bytes},
    http::{
        HeaderMap, HeaderValue, Method, Response,
        header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE, RANGE},
    },
};
use bytes::Bytes;
use domain::files::{FileKind, FileName, StoredFile};
use futures::{FutureExt, StreamExt, stream};
use percent_encoding::percent_decode_str;
use uuid::Uuid;

use super::{disposition, download, made, name_to_save};
use crate::files::{
    blobs::{BlobError, Blobs},
    pages::Made,
};

async fn kept(bytes: Vec<u8>) -> (tempfile::TempDir, Blobs, StoredFile) {
    let data = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(&data.path().join("blobs"), Uuid::new_v4()).unwrap().keeping_free(0);
    let body = stream::iter([Ok::<_, io::Error>(Bytes::from(bytes))]);
    let incoming = blobs.receive(body, 10_000_000).await.unwrap();
    let (size, sha256) = (incoming.size(), incoming.sha256());
    blobs.keep(incoming).await.unwrap();
    (data, blobs, StoredFile { name: FileName::clean("Giáo án tuần 12.docx"), size, sha256, kind: FileKind::Docx })
}

async fn whole(blobs: &Blobs, file: &StoredFile) -> Result<Response<Body>, BlobError> {
    download(blobs, file, &Method::GET, &HeaderMap::new()).await.map(|sent| sent.response)
}

/// What a range brings: the status, `Content-Range`, and the bytes, or none where the connection broke.
async fn ranged(blobs: &Blobs, file: &StoredFile, range: &str) -> (u16, String, Option<Vec<u8>>) {
    let headers = HeaderMap::from_iter([(RANGE, HeaderValue::from_str(range).unwrap())]);
    let response = download(blobs, file, &Method::GET, &headers).await.unwrap().response;
    let told = response.headers().get(CONTENT_RANGE).map_or("", |told| told.to_str().unwrap()).to_owned();
    let length = response.headers()[CONTENT_LENGTH].to_str().unwrap().to_owned();
    let status = response.status().as_u16();
    let bytes = to_bytes(response.into_body(), usize::MAX).await.ok();
    assert!(bytes.as_ref().is_none_or(|bytes| bytes.len().to_string() == length), "{range}: {length}");
    (status, told, bytes.map(Vec::from))
}

#[tokio::test]
async fn a_download_that_broke_off_is_gone_on_with() {
    let bytes: Vec<u8> = (0..700_001).map(|at| (at % 253) as u8).collect();
    let (_data, blobs, file) = kept(bytes.clone()).await;
    for (range, first, last) in [
        ("bytes=0-0", 0, 0),
        ("bytes=0-262143", 0, 262_143),
        ("bytes=1-262144", 1, 262_144),
        ("bytes=262144-524287", 262_144, 524_287),
        ("bytes=300000-", 300_000, 700_000),
        ("bytes=-1", 700_000, 700_000),
        ("bytes=0-", 0, 700_000),
    ] {
        let expected = (206, format!("bytes {first}-{last}/700001"), Some(bytes[first..=last].to_vec()));
        assert!(ranged(&blobs, &file, range).await == expected, "{range}");
    }
    assert_eq!(ranged(&blobs, &file, "bytes=700001-").await, (416, "bytes */700001".to_owned(), Some(Vec::new())));
    let (status, told, all) = ranged(&blobs, &file, "bytes=0-1,3-4").await;
    assert!((status, told.as_str()) == (200, "") && all == Some(bytes));
}

/// Wherever the wrong byte is, before the part, in it or behind it: a part promises as much as the whole.
#[tokio::test]
async fn a_part_of_a_damaged_file_is_never_whole() {
    let (data, blobs, file) = kept(vec![7; 700_000]).await;
    let hex = file.sha256.to_string();
    let place = data.path().join("blobs").join(&hex[..2]).join(&hex);
    for wrong in [0, 300_500, 699_999] {
        let mut bytes = vec![7; 700_000];
        bytes[wrong] ^= 1;
        fs::write(&place, &bytes).unwrap();
        for range in ["bytes=300000-300999", "bytes=0-599999", "bytes=699998-"] {
            assert_eq!(ranged(&blobs, &file, range).await.2, None, "{range}, wrong at {wrong}");
        }
    }
}

#[tokio::test]
async fn a_download_is_whole_and_inert() {
    let bytes: Vec<u8> = (0..700_001).map(|at| (at % 253) as u8).collect();
    let (_data, blobs, file) = kept(bytes.clone()).await;
    let response = whole(&blobs, &file).await.unwrap();
    let mut headers: Vec<_> =
        response.headers().iter().map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())).collect();
    headers.sort();
    assert_eq!(
        headers,
        [
            "accept-ranges: bytes",
            "cache-control: private, no-store",
            "content-disposition: attachment; filename=\"Giao an tuan 12.docx\"; filename*=UTF-8''Gi%C3%A1o%20%C3%A1n%20tu%E1%BA%A7n%2012.docx",
            "content-length: 700001",
            "content-security-policy: sandbox; default-src 'none'",
            "content-type: application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "cross-origin-resource-policy: same-origin",
            format!("etag: \"{}\"", file.sha256).as_str(),
            "x-content-type-options: nosniff",
        ]
    );
    assert!(to_bytes(response.into_body(), usize::MAX).await.unwrap() == bytes);
}

#[tokio::test]
async fn a_wrong_byte_breaks_the_download_before_its_end() {
    let (data, blobs, file) = kept(vec![7; 700_000]).await;
    let hex = file.sha256.to_string();
    let place = data.path().join("blobs").join(&hex[..2]).join(&hex);
    let mut bytes = fs::read(&place).unwrap();
    bytes[123] ^= 1;
    fs::write(&place, &bytes).unwrap();
    let mut body = whole(&blobs, &file).await.unwrap().into_body().into_data_stream();
    let mut sent = 0;
    let broken = loop {
        match body.next().await {
            Some(Ok(chunk)) => sent += chunk.len(),
            Some(Err(_)) => break true,
            None => break false,
        }
    };
    assert!(broken && sent < bytes.len());

    fs::write(&place, &bytes[1..]).unwrap();
    assert!(matches!(whole(&blobs, &file).await, Err(BlobError::Disk(_))));
    fs::remove_file(&place).unwrap();
    assert!(matches!(whole(&blobs, &file).await, Err(BlobError::Missing(_))));
}

#[test]
fn the_ending_fits_what_is_inside() {
    for (name, kind, saved) in [
        ("Ảnh lớp.JPG", FileKind::Jpeg, "Ảnh lớp.JPG"),
        ("Ảnh lớp.jpeg", FileKind::Jpeg, "Ảnh lớp.jpeg"),
        ("Ảnh.heif", FileKind::Heic, "Ảnh.heif"),
        ("Trò chơi.exe", FileKind::Jpeg, "Trò chơi.exe.jpg"),
        ("Giáo án.pdf", FileKind::Docx, "Giáo án.pdf.docx"),
        ("Giáo án", FileKind::Docx, "Giáo án.docx"),
        ("trang.html", FileKind::Pdf, "trang.html.pdf"),
        // What Windows takes for a device, or saves nothing under.
        ("Con.docx", FileKind::Docx, "_Con.docx"),
        ("aux .v2.docx", FileKind::Docx, "_aux .v2.docx"),
        ("COM¹.pdf", FileKind::Pdf, "_COM¹.pdf"),
        ("nul", FileKind::Png, "_nul.png"),
        ("Com 1 suất.docx", FileKind::Docx, "Com 1 suất.docx"),
        ("Con gà trống.docx", FileKind::Docx, "Con gà trống.docx"),
        ("7:30 \"Bé vui\" <4A>|?*.docx", FileKind::Docx, "7_30 _Bé vui_ _4A____.docx"),
    ] {
        assert_eq!(name_to_save(&FileName::clean(name), kind), saved);
    }
    let long = name_to_save(&FileName::clean(&format!("{}.exe", "a".repeat(300))), FileKind::Png);
    assert!(long.len() <= 255 && long.ends_with(".png"), "{long}");
}

#[test]
fn no_name_writes_a_header_of_its_own() {
    for raw in [
        "a\"; filename=evil.exe; x=\".docx",
        "a\r\nSet-Cookie: a=b\r\n.docx",
        "a\\\".docx",
        "%0d%0aX: y.docx",
        "x'%22;y.docx",
        "đường Đồng\u{0}.docx",
        "👩‍🏫.docx",
        "\u{202e}xcod.exe",
        ";;==.docx",
    ] {
        let name = name_to_save(&FileName::clean(raw), FileKind::Docx);
        let value = disposition(&name);
        let text = value.to_str().unwrap();
        let (quoted, extended) = text.split_once("; filename*=UTF-8''").unwrap();
        let quoted = quoted.strip_prefix("attachment; filename=\"").unwrap().strip_suffix('"').unwrap();
        assert!(!quoted.contains(['"', '\\', '\r', '\n', ';', '%']), "{text}");
        assert!(quoted.ends_with(".docx") && extended.ends_with(".docx"), "{text}");
        assert_eq!(percent_decode_str(extended).decode_utf8().unwrap(), name);
    }
    let _whole: axum::http::HeaderMap = [(CONTENT_DISPOSITION, disposition("Giáo án.docx"))].into_iter().collect();
}

#[tokio::test]
async fn what_was_made_of_a_file_is_sent_in_pieces_and_holds_a_place() {
    let bytes: Vec<u8> = (0..700_001).map(|at| (at % 253) as u8).collect();
    let (data, blobs, _) = kept(b"x".to_vec()).await;
    let path = data.path().join("made.pdf");
    fs::write(&path, &bytes).unwrap();
    let blobs = blobs.with_handles(1);
    let made = || Made::Kept(fs::File::open(&path).unwrap());
    let response = made::send(&blobs, made(), FileKind::Pdf).await.unwrap();
    assert_eq!(response.headers()[CONTENT_LENGTH], "700001");
    assert!(blobs.handle_to_send().now_or_never().is_none(), "others wait for their turn");
    let mut pieces = response.into_body().into_data_stream();
    let mut seen = Vec::new();
    while let Some(piece) = pieces.next().await {
        let piece = piece.unwrap();
        assert!(piece.len() <= 256 * 1024, "memory holds a piece of {} bytes", piece.len());
        seen.extend_from_slice(&piece);
    }
    assert!(seen == bytes);
    drop(pieces);
    assert!(blobs.handle_to_send().now_or_never().is_some());
    let unkept = made::send(&blobs, Made::Unkept(Bytes::from_static(b"x")), FileKind::Png).await.unwrap();
    assert_eq!(to_bytes(unkept.into_body(), 10).await.unwrap(), "x");
}
