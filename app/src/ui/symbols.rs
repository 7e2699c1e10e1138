//! The drawings of status shapes (16×16) and icons (20×20); a page carries only those that it uses.

use std::fmt::Write;

use memchr::memmem;

/// A drawing and its name in `<use href="#…">`: `s-` for statuses, `i-` for icons.
const SYMBOLS: &[(&str, &str)] = &[
    ("i-bell", r#"<path d="M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13Z"/><path d="M8.5 17.5h3"/>"#),
    ("i-calendar", r#"<path d="M3 4.5h14v12.5H3zM3 8.5h14M6.5 2.5v4M13.5 2.5v4"/>"#),
    ("i-camera", r#"<path d="M2.5 6h3.7l1.5-2.5h4.6L13.8 6h3.7v10.5h-15z"/><circle cx="10" cy="11" r="3"/>"#),
    ("i-check", r#"<path d="m4 10.5 4 4 8-9"/>"#),
    ("i-chevron-down", r#"<path d="m5 7.5 5 5 5-5"/>"#),
    ("i-chevron-right", r#"<path d="m7.5 5 5 5-5 5"/>"#),
    ("i-close", r#"<path d="m5 5 10 10M15 5 5 15"/>"#),
    ("i-dashboard", r#"<path d="M2.5 3.5h15v13h-15zM2.5 8h15M2.5 12.2h15M8 3.5v13"/>"#),
    (
        "i-delegate",
        r#"<circle cx="6.5" cy="6.5" r="3"/><path d="M1.5 16.5c.4-3.2 2.2-5 5-5 1.6 0 2.8.5 3.7 1.5M11.5 8.5h7M15.5 5.5l3 3-3 3"/>"#,
    ),
    ("i-download", r#"<path d="M10 3v9.5M6 9l4 4 4-4M3.5 16.5h13"/>"#),
    ("i-error", r#"<path d="m10 2 8 8-8 8-8-8zM10 6.5v4M10 13.3v.01"/>"#),
    ("i-file", r#"<path d="M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4"/>"#),
    ("i-info", r#"<circle cx="10" cy="10" r="7.5"/><path d="M10 9.3v4.5M10 6.4v.01"/>"#),
    ("i-key", r#"<circle cx="6.5" cy="13.5" r="3.5"/><path d="m9 11 8-8M13.5 6.5l2.5 2.5"/>"#),
    ("i-list", r#"<path d="m2.5 5 1.5 1.5 2.8-3M2.5 13l1.5 1.5 2.8-3M10 5.5h7.5M10 13.5h7.5"/>"#),
    ("i-lock", r#"<path d="M4 9h12v8H4zM6.5 9V6.5a3.5 3.5 0 0 1 7 0V9"/>"#),
    ("i-logout", r#"<path d="M8 3H3.5v14H8M8 10h9M13.5 6.5 17 10l-3.5 3.5"/>"#),
    ("i-menu", r#"<path d="M3 5.5h14M3 10h14M3 14.5h14"/>"#),
    (
        "i-offline",
        r#"<path d="m3 3 14 14M6 9.5a6 6 0 0 1 2.5-1.3M3.2 6.8A10 10 0 0 1 6 5.1M9.3 4.5a10 10 0 0 1 7.5 2.3M12.3 8.5c.6.2 1.200.6 1.7 1M10 14v.01"/>"#,
    ),
    ("i-plus", r#"<path d="M10 3.5v13M3.5 10h13"/>"#),
    ("i-print", r#"<path d="M5.5 7V2.5h9V7M5.5 14.5h-3V7h15v7.5h-3M5.5 11.5h9v6h-9z"/>"#),
    ("i-review", r#"<path d="M3 3.5h14v13H3zM6.5 10.3 9 12.8l4.5-5.5"/>"#),
    ("i-search", r#"<circle cx="8.7" cy="8.7" r="5.2"/><path d="m12.7 12.7 4.3 4.3"/>"#),
    ("i-settings", r#"<path d="M3 6h7M14 6h3M3 14h3M10 14h7"/><circle cx="12" cy="6" r="2"/><circle cx="8" cy="14" r="2"/>"#),
    ("i-trash", r#"<path d="M3.5 5.5h13M7.5 5.5v-3h5v3M5 5.5l.8 12h8.4l.8-12"/>"#),
    ("i-upload", r#"<path d="M10 13V3.5M6 7l4-4 4 4M3.5 16.5h13"/>"#),
    ("i-user", r#"<circle cx="10" cy="6.5" r="3.5"/><path d="M3.5 17.5c.5-3.5 3-5.5 6.5-5.5s6 2 6.5 5.5"/>"#),
    (
        "i-users",
        r#"<circle cx="7.5" cy="7" r="3"/><path d="M2 16.5c.4-3 2.5-4.7 5.5-4.7s5.1 1.7 5.5 4.7M13 4.3a3 3 0 0 1 0 5.4M15 12.2c1.700.7 2.8 2.2 3 4.3"/>"#,
    ),
    ("i-warning", r#"<path d="M10 3 18 16.8H2zM10 8v4M10 14.3v.01"/>"#),
    (
        "s-amend",
        r#"<rect x="2.2" y="6.8" width="11.6" height="8" rx="1.5"/><path class="o" d="M4.8 6.8V4.7a3.1 3.1 0 0 1 6-1.1"/><path class="k" d="M8 8.8v4M6 10.8h4"/>"#,
    ),
    ("s-approved", r#"<rect x="1" y="1" width="14" height="14" rx="2"/><path class="k" d="m4.6 8.3 2.4 2.4 4.4-5"/>"#),
    ("s-archived", r#"<path class="o" d="M2 2.8h12v3H2zM3 5.8h10v7.5H3zM6.3 8.6h3.4"/>"#),
    (
        "s-comment",
        r#"<path d="M3 1.5h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H8l-4 3.5v-3.5H3a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2z"/><path class="k" d="M4.5 5h7M4.5 8h4.5"/>"#,
    ),
    ("s-draft", r#"<circle class="o" cx="8" cy="8" r="6"/><path d="M8 2a6 6 0 0 0 0 12z"/>"#),
    ("s-excused", r#"<path class="o" d="M8 1.8 14.7 13.8H1.3z"/><path class="o" d="m5.7 10.2 1.6 1.6 3-3.4"/>"#),
    ("s-exempt", r#"<circle class="o" cx="8" cy="8" r="6"/><path class="o" d="M5.2 8h5.6"/>"#),
    ("s-extended", r#"<circle class="o" cx="8" cy="8" r="6"/><path class="o" d="M8 5.2v5.6M5.2 8h5.6"/>"#),
    ("s-handed-in", r#"<circle cx="8" cy="8" r="7"/><path class="k" d="M8 11.6V4.8M5.2 7.4 8 4.6l2.8 2.8"/>"#),
    (
        "s-held",
        r#"<circle class="o" cx="8" cy="8" r="6" stroke-dasharray="3.2 2.2"/><path class="o" d="M8 11V5.5M5.7 7.6 8 5.3l2.3 2.3"/>"#,
    ),
    (
        "s-late",
        r#"<path d="M8 1.2a1 1 0 0 1 .9.5l6.5 11.5a1 1 0 0 1-.9 1.5h-13a1 1 0 0 1-.9-1.5L7.1 1.7A1 1 0 0 1 8 1.2z"/><path class="k" d="M8 6.2v4.6h2.7"/>"#,
    ),
    (
        "s-lent",
        r#"<circle class="o" cx="5.5" cy="5" r="2.5"/><path class="o" d="M1.5 13.5c.3-2.7 1.8-4.2 4-4.2 1 0 1.9.3 2.6.9M9.5 6.5h5M12.3 4.2l2.3 2.3-2.3 2.3"/>"#,
    ),
    (
        "s-locked",
        r#"<rect x="2.2" y="6.8" width="11.6" height="8" rx="1.5"/><path class="o" d="M4.8 6.8V5a3.2 3.2 0 0 1 6.4 0v1.8"/>"#,
    ),
    ("s-no-due", r#"<circle class="o" cx="8" cy="8" r="6.2" stroke-dasharray="0 3.246" stroke-width="1.8"/>"#),
    ("s-not-due", r#"<circle class="o" cx="8" cy="8" r="6"/>"#),
    ("s-odd-hour", r#"<circle class="o" cx="8" cy="8" r="6" stroke-dasharray="3.2 2.2"/><path class="o" d="M8 5v3.2l2 1.3"/>"#),
    ("s-on-time", r#"<circle cx="8" cy="8" r="7"/><path class="k" d="m4.8 8.3 2.3 2.3 4.2-4.7"/>"#),
    ("s-overdue", r#"<path d="m8 .6 7.4 7.4L8 15.400.6 8z"/><path class="k" d="M8 4.8v3.7M8 11.2v.01"/>"#),
    ("s-postponed", r#"<circle class="o" cx="8" cy="8" r="6"/><path class="o" d="M6.5 6v4M9.5 6v4"/>"#),
    (
        "s-practice",
        r#"<circle class="o" cx="8" cy="8" r="6" stroke-dasharray="3.2 2.2"/><path class="o" d="m5.4 8.2 1.9 1.9 3.4-3.8"/>"#,
    ),
    (
        "s-provisional",
        r#"<rect class="o" x="2" y="2" width="12" height="12" rx="1.5" stroke-dasharray="3 2.2"/><path class="o" d="M8 5v3.4M8 10.9v.01"/>"#,
    ),
    (
        "s-resubmitted",
        r#"<circle cx="8" cy="8" r="7"/><path class="k" d="M6 6.2c.2-1.3 1-1.8 2-1.8 1.2 0 2 .7 2 1.7 0 1.8-3.9 2.9-4 5.3h4.2"/>"#,
    ),
    (
        "s-returned",
        r#"<rect x="1" y="1" width="14" height="14" rx="2"/><path class="k" d="M6.6 5 4.4 7.2l2.2 2.2M4.6 7.2h4.9a1.9 1.9 0 0 1 0 3.9H8"/>"#,
    ),
    (
        "s-signed",
        r#"<rect x="1" y="1" width="14" height="14" rx="2"/><path class="k" d="m3.6 7 1.7 1.7 2.9-3.5M8.3 8l.8.7 2.9-3.5M4 12h8"/>"#,
    ),
    (
        "s-unlocked",
        r#"<rect class="o" x="2.2" y="6.8" width="11.6" height="8" rx="1.5"/><path class="o" d="M4.8 6.8V4.7a3.1 3.1 0 0 1 6-1.1"/>"#,
    ),
    ("s-viewing", r#"<rect class="o" x="2" y="2" width="12" height="12" rx="1.5"/><circle cx="8" cy="8" r="2"/>"#),
];

/// Fills of bars: late is hatched, exempt is dotted, so that they differ without colour.
const PATTERNS: &str = r##"<defs><pattern id="p-late" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path fill="#FFF" d="M0 0h5v5H0z"/><path fill="#D99A1F" d="M0 0h3v5H0z"/></pattern><pattern id="p-exempt" width="4" height="4" patternUnits="userSpaceOnUse"><path fill="#5A5263" d="M1 1h2v2H1z"/></pattern></defs>"##;

/// Puts the drawings that `body` refers to into `html`, once each, unseen. `more` names those that an
/// island of the page may show later.
pub fn push_sprite(body: &str, more: &[&str], html: &mut String) {
    html.push_str(r#"<svg class="sprite" aria-hidden="true" focusable="false">"#);
    if body.contains("url(#p-") || body.contains("class=\"bars") {
        html.push_str(PATTERNS);
    }
    let mut used = vec![false; SYMBOLS.len()];
    let reference = "href=\"#";
    let names = memmem::find_iter(body.as_bytes(), reference).map(|at| &body[at + reference.len()..]);
    let referred = names.filter_map(|rest| rest.split('"').next());
    for name in referred.chain(more.iter().copied()) {
        if let Ok(at) = SYMBOLS.binary_search_by_key(&name, |(name, _)| name) {
            used[at] = true;
        }
    }
    for ((name, drawing), _) in SYMBOLS.iter().zip(used).filter(|(_, used)| *used) {
        let size = if name.starts_with("s-") { 16 } else { 20 };
        // Writing to a String cannot fail.
        _ = write!(html, r#"<symbol id="{name}" viewBox="0 0 {size} {size}">{drawing}</symbol>"#);
    }
    html.push_str("</svg>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order_so_that_they_can_be_looked_up() {
        assert!(SYMBOLS.is_sorted_by_key(|(name, _)| name));
    }

    #[test]
    fn only_what_is_used_is_carried() {
        let mut html = String::new();
        push_sprite(r##"<use href="#s-late"/><use href="#s-late"/>"##, &["i-close"], &mut html);
        assert_eq!(html.matches("<symbol").count(), 2, "{html}");
    }
}
