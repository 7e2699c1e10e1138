//! What is typed in a line is cleaned before anything is done with it, in every form.

use crate::support::{Answer, TestApp, with};

/// What no line holds: NUL, the beginning of a terminal's command, letters without width or direction, ends of lines.
const DIRT: &str = "\0\u{1b}\u{202e}\u{200b}\u{34f}\r\n\u{feff}";

/// The fields with dirt at both ends of each.
fn dirty(fields: &[(String, String)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| (name.clone(), format!("{DIRT}{value}{DIRT}"))).collect()
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

fn is_clean(page: &Answer) {
    let found = page.html().chars().find(|letter| DIRT.trim_end().contains(*letter) && !"\r\n".contains(*letter));
    assert_eq!(found, None, "{}", page.words());
}

#[tokio::test]
async fn dirt_around_words_changes_no_setting() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let turns = format!("/cai-dat/luot-day/{}", app.class("4A").await);
    let paths =
        ["/cai-dat/truong", "/cai-dat/lich-nam-hoc", "/cai-dat/to-lop", "/cai-dat/loai-ho-so", "/cai-dat/chu-de", turns.as_str()];
    for path in paths {
        let before = principal.get(path).await.fields();
        assert!(!before.is_empty(), "{path}");
        let dirty = dirty(&before);
        let saved = principal.post_form(path, &borrowed(&dirty)).await;
        assert_eq!(saved.status, 303, "{path}: {}", saved.words());
        let after = principal.get(path).await;
        is_clean(&after);
        assert_eq!(after.fields(), before, "{path}");
    }
}

#[tokio::test]
async fn a_name_that_is_there_already_is_told_and_blocks_nobody() {
    let app = TestApp::demo().await;
    let management = app.as_management().await;
    let told = "Trường đã có người trùng họ tên: Nguyễn Thị Hoa, giáo viên lớp 4A";
    let post = [("g0", "co"), ("p0", "teacher"), ("w0", "4B")];
    // The second one with a Cyrillic letter.
    for (name, is_told) in [("Nguyễn Thị Huyền Trân", false), ("Nguyễn Thị Hоa", true), ("nguyễn  thị HOA", true)] {
        let fields = [&[("n0", name)], &post[..]].concat();
        let added = management.post_form("/can-bo", &with(&[], &fields)).await;
        // Of somebody who may be there already it is asked first whether it is another one.
        let added = if is_told {
            assert_eq!(
                (added.status, added.field("n0").as_deref()),
                (422, Some(name.split_whitespace().collect::<Vec<_>>().join(" ").as_str())),
                "{}",
                added.words()
            );
            management.post_form("/can-bo", &with(&[], &[&fields[..], &[("o0", "khac")]].concat())).await
        } else {
            added
        };
        assert_eq!(added.status, 200, "{name}: {}", added.words());
        assert!(added.words().contains("chỉ hiện một lần"), "{}", added.words());
        assert_eq!(added.words().to_lowercase().contains(&told.to_lowercase()), is_told, "{name}: {}", added.words());
    }
    assert!(!management.get("/can-bo").await.words().contains("trùng họ tên"));
}

#[tokio::test]
async fn new_names_are_kept_clean() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let name = format!("Trường\u{a0} Mầm{DIRT} non Hoa\u{200b} Mai{DIRT}");
    assert_eq!(principal.post_form("/cai-dat/truong", &[("name", &name), ("limit", "200")]).await.status, 303);
    assert_eq!(principal.get("/cai-dat/truong").await.field("name").as_deref(), Some("Trường Mầm non Hoa Mai"));

    let fields = principal.get("/cai-dat/lich-nam-hoc").await.fields();
    let storm = format!("Bão{DIRT}số 9");
    let typed = [("f7", "27/11/2026"), ("k7", "closure"), ("n7", storm.as_str())];
    let saved = principal.post_form_looked_at("/cai-dat/lich-nam-hoc", &with(&fields, &typed)).await;
    assert_eq!(saved.status, 303, "{}", saved.words());
    assert!(principal.get("/cai-dat/lich-nam-hoc").await.fields().iter().any(|(_, value)| value == "Bão số 9"));
    let long = "a".repeat(120_000);
    let refused = principal.post_form("/cai-dat/lich-nam-hoc", &with(&fields, &[("f7", "27/11/2026"), ("n7", &long)])).await;
    assert_eq!(refused.status, 422);
    assert!(refused.html().contains("Tên ngày dài quá 80 ký tự."));

    let hoa = app.person("giaovien").await;
    let path = format!("/can-bo/{hoa}");
    let name = format!("Nguyễn{DIRT} Thị Hoa\0");
    let saved = principal.post_form(&path, &[("name", &name), ("honorific", "co\0"), ("birth_year", "1990\u{202e}")]).await;
    assert_eq!(saved.status, 303, "{}", saved.words());
    assert_eq!(app.facts().await.organisation().person(hoa).unwrap().name.as_str(), "Nguyễn Thị Hoa");

    for path in ["/can-bo", "/cai-dat", "/cai-dat/tap-duot", "/cai-dat/can-bo", "/doi-mat-khau", "/dang-nhap"] {
        let all = ["n0", "u0", "p0", "w0", "g0", "name", "old", "new", "again", "username", "password", "next", "code", "paste"];
        let typed: Vec<(&str, &str)> = all.iter().map(|field| (*field, "a\0b")).collect();
        let answer = principal.post_form(path, &typed).await;
        assert!(answer.status < 500, "{path}: {} {}", answer.status, answer.words());
    }
}
