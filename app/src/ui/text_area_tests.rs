use std::{
    fs,
    path::{Path, PathBuf},
};

use leptos::{prelude::*, reactive::owner::Owner};

use super::SafeTextArea;
use crate::feature_tests::rust_files;

fn html(value: &str) -> String {
    let value = value.to_owned();
    Owner::new_root(None).with(|| view! { <SafeTextArea id="n" name="note" value=value longest=2000/> }.to_html())
}

#[test]
fn words_cannot_leave_the_text_area() {
    for payload in ["</textarea><script>alert(1)</script>", "<!--", "&lt;/textarea&gt;", "</TEXTAREA >", "\n</textarea>"] {
        let html = html(payload);
        assert_eq!(html.to_lowercase().matches("</textarea").count(), 1, "{html}");
        assert!(!html.contains("<script"), "{html}");
    }
}

#[test]
fn words_stay_what_they_were() {
    assert!(html("a < b & c").contains("a &lt; b &amp; c"));
}

#[test]
fn nobody_uses_the_raw_element() {
    let mut files = Vec::new();
    rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    files.retain(|path| {
        // Tests name the element that they look for.
        let is_about_it = ["text_area", "tests.rs"].iter().any(|name| path.to_string_lossy().contains(name));
        !is_about_it && fs::read_to_string(path).unwrap().contains("<textarea")
    });
    assert_eq!(files, Vec::<PathBuf>::new(), "use ui::SafeTextArea");
}
