use leptos::prelude::*;

use super::*;
use crate::{
    given::give,
    hand_in::{QueueStart, UploadQueue},
    render,
};

const ASSETS: Assets = Assets {
    style: "/assets/main.css",
    pages_style: "/assets/pages.css",
    programs: &[
        Program { island: "UploadQueueOfOld", script: "/assets/old.js", wasm: "/assets/old.wasm", style: Some("/assets/old.css") },
        Program { island: "UploadQueue", script: "/assets/queue.js", wasm: "/assets/queue.wasm", style: None },
    ],
    icon: "/assets/logo.svg",
    manifest: "/assets/manifest.webmanifest",
    fonts: &["/assets/latin.woff2"],
};

fn head(title: &str) -> Head<'_> {
    Head { title, nonce: "n0nce", assets: &ASSETS, came_from: None }
}

#[test]
fn a_page_with_an_island_wakes_it_with_its_own_program() {
    let html = render(&head("Nộp"), || {
        let start = QueueStart {
            obligation: "1".to_owned(),
            person: String::new(),
            key: "k".to_owned(),
            note: String::new(),
            limit: 9,
            files: Vec::new(),
            version: String::new(),
            left_out: Vec::new(),
            name: "Hoa".to_owned(),
            username: "hoa".to_owned(),
            honorific: "cô".to_owned(),
            file_error: String::new(),
            earlier: false,
            on_time: None,
        };
        view! {
            <h1>"Mầm non <Hoa Sen>"</h1>
            {give(start)}
            <UploadQueue/>
        }
    });
    assert!(html.contains("<script nonce=\"n0nce\">"), "{html}");
    assert!(html.contains("(\"/assets/queue.js\",\"/assets/queue.wasm\")</script>"), "{html}");
    assert!(html.contains("data-component=\"UploadQueue_"), "{html}");
    assert!(html.contains("<template data-given=\""), "{html}");
    assert!(html.contains("Mầm non &lt;Hoa Sen&gt;"), "{html}");
}

#[test]
fn a_page_without_islands_loads_no_script() {
    let html = render(&head("Trang lặng"), || view! { <p>"<leptos-island data-component=\"Counter\">"</p> });
    assert!(!html.contains("<script"), "{html}");
    assert!(!html.contains(".wasm"), "{html}");
}

#[test]
fn a_page_loads_the_sheet_of_its_own_island_or_that_of_all_others() {
    let check = |body: &str, expected: &str| {
        let html = super::document(&head("Trang"), body);
        let sheets: Vec<&str> =
            html.split("<link rel=\"stylesheet\" href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(sheets, ["/assets/main.css", expected], "{body}");
    };
    check("<p>Không có đảo</p>", "/assets/pages.css");
    check("<leptos-island data-component=\"UploadQueue_1\"></leptos-island>", "/assets/pages.css");
    check("<leptos-island data-component=\"UploadQueueOfOld_1\"></leptos-island>", "/assets/old.css");
    // What the island shows, where nothing moves: no program, and the same look.
    check("<main data-still=\"UploadQueueOfOld\"></main>", "/assets/old.css");
    check("<p>data-still=\"UploadQueueOfOld\"</p>", "/assets/pages.css");
}

#[test]
fn a_title_cannot_close_itself() {
    let html = render(&head("</title><script>"), || "");
    assert!(html.contains("<title>&lt;/title&gt;&lt;script&gt; · Hồ sơ Mầm non</title>"), "{html}");
}

#[test]
fn no_script_can_close_itself() {
    assert!(!WAKE.contains("</"));
    assert!(INLINE_SCRIPTS.iter().all(|inline| !inline.script.contains("</")));
    assert!(!LEAVE.contains("</"));
}

#[test]
fn a_page_carries_the_small_scripts_of_what_is_on_it() {
    let check = |page: &str, marks: &[&str], says_there_are_scripts: bool| {
        let html = super::document(&head("Trang"), page);
        let found: Vec<&str> =
            INLINE_SCRIPTS.iter().filter(|inline| html.contains(inline.script.as_str())).map(|inline| inline.mark).collect();
        assert_eq!(found, marks, "{page}");
        assert_eq!(html.contains(JS), says_there_are_scripts, "{page}");
    };
    check("<p>Không có gì</p>", &[], false);
    check("<button data-print>In</button>", &["data-print"], true);
    check("<button data-reveal>Hiện</button>", &["data-reveal"], true);
    check("<main data-renew></main>", &["data-renew"], false);
    check("<div class=\"bell\" data-bell=\"\"><a href=\"/thong-bao\"></a></div>", &["data-bell"], false);
    // The plain form of an island must be there where its program cannot run.
    check("<leptos-island></leptos-island><time data-clock>07:00:00</time>", &["data-clock"], false);
    check("<leptos-island></leptos-island><button data-print>In</button>", &["data-print"], false);
}

#[test]
fn whoever_leaves_a_changed_form_is_asked_and_nobody_is_asked_to_send_a_refused_one_again() {
    let page = |body: &str, came_from: Option<&str>| super::document(&Head { came_from, ..head("Trang") }, body);
    let typed = r#"<form method="post" action="/cai-dat/truong"><input class="input" name="name"></form>"#;
    let asks = |came_from: &str| format!("{}({came_from})</script>", *LEAVE);
    assert!(page(typed, None).contains(&asks("\"\"")));
    assert!(page(typed, Some("/cai-dat/truong")).contains(&asks("\"/cai-dat/truong\"")));
    // Also where nothing can be typed any more: the answer is that to a form.
    assert!(page("<p>Không nhận</p>", Some("/ho-so/1")).contains(&asks("\"/ho-so/1\"")));
    assert!(page("", Some("/x\"><script>")).contains(&asks("\"/\"")), "what is no plain address leads to the start");
    for silent in [
        "<p>Không có gì</p>",
        r#"<form method="get" action="/danh-sach"><input class="input" name="tim"></form>"#,
        r#"<form method="post" action="/dang-xuat"><button>Đăng xuất</button></form>"#,
        r#"<form method="post" action="/dang-nhap"><input class="input" name="username"><input type="password"></form>"#,
    ] {
        assert!(!page(silent, None).contains(LEAVE.as_str()), "{silent}");
    }
}

fn pushed(page: &str) -> String {
    let mut html = String::new();
    push_body(page, &mut html);
    html
}

#[test]
fn no_form_of_somebody_is_filled_by_the_browsers_memory() {
    let bar = r#"<header class="bar" data-person="an-id">"#;
    let forms =
        r#"<form method="get" action="/danh-sach"></form><form id="a" method="post" action="/b"><input name="person"></form>"#;
    let page = pushed(&format!("{bar}{forms}"));
    assert_eq!((page.matches("<form ").count(), page.matches(r#"<form autocomplete="off" "#).count()), (2, 2), "{page}");
    // A page inside of another one says nowhere whose it is, and nothing is sent in somebody's name from there.
    let framed = pushed(forms);
    assert_eq!(framed, forms.replace("<form ", r#"<form autocomplete="off" "#));
    // Whoever signs in is helped by it; with a person on the page, the password is that of somebody who is known.
    let sign_in = r#"<form method="post" action="/dang-nhap"><input name="username"><input type="password"></form>"#;
    assert_eq!(pushed(sign_in), sign_in);
    assert_eq!(pushed(&format!("{sign_in}{forms}")), format!("{sign_in}{framed}"));
    assert!(
        pushed(&format!("{bar}{sign_in}")).contains(r#"<form autocomplete="off" method="post" action="/dang-nhap?person=an-id">"#)
    );
}

#[test]
fn every_form_says_for_whom_its_page_was_made() {
    let check = |page: &str, expected: &str| assert_eq!(pushed(page).replace(r#" autocomplete="off""#, ""), expected);
    let bar = r#"<header class="bar" data-person="an-id">"#;
    let form =
        |action: &str, fields: &str| format!(r#"{bar}<form id="a" method="post" action="{action}" class="b">{fields}</form>"#);
    check(&form("/cai-dat", "<button>"), &form("/cai-dat?person=an-id", "<button>"));
    check(&form("/x?a=1", ""), &form("/x?a=1&amp;person=an-id", ""));
    // A field in which somebody is chosen is another person's.
    let chosen = r#"<select name="person"><option value="an-id"></select>"#;
    check(&form("/vang-mat/ghi", chosen), &form("/vang-mat/ghi?person=an-id", chosen));
    // What says it by itself, what only asks, and pages of nobody stay as they are.
    for page in [
        form("/nop/1", r#"<input type="hidden" name="person" value="an-id">"#),
        format!(r#"{bar}<form class="tools" method="get" action="/bang-theo-doi"></form>"#),
        r#"<form method="post" action="/dang-nhap"></form>"#.to_owned(),
    ] {
        check(&page, &page);
    }
    let two = format!("{}{}", form("/a", ""), r#"<form method="post" action="/b"></form>"#);
    assert_eq!(pushed(&two).matches("?person=an-id\"").count(), 2);
}
