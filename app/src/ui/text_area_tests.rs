use leptos::{prelude::*, reactive::owner::Owner};

use super::SafeTextArea;

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
    fn walk(folder: &std::path::Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs")
                && !path.to_string_lossy().contains("text_area")
                && std::fs::read_to_string(&path).unwrap().contains("<textarea")
            {
                found.push(path.display().to_string());
            }
        }
    }
    let mut found = Vec::new();
    walk(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert_eq!(found, Vec::<String>::new(), "use ui::SafeTextArea");
}
