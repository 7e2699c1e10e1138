//! A school year stays on one line: a browser would break it after its dash.

use std::{borrow::Cow, ops::Range};

use memchr::{memmem, memrchr2};

const DASH: &str = "–";

/// Where nothing but words may stand.
const WORDS_ALONE: [&str; 3] = ["option", "textarea", "title"];

/// `body` with each year of its words held together. What stands in an attribute stays as it is, and so does what stands in an
/// island, whose program knows every element of it.
pub(super) fn whole_years(body: &str) -> Cow<'_, str> {
    let island = island(body);
    let (mut html, mut written) = (String::new(), 0);
    for dash in memmem::find_iter(body.as_bytes(), DASH) {
        let (from, to) = (dash.saturating_sub(4), dash + DASH.len() + 4);
        let is_year = |part: Option<&str>| part.is_some_and(|part| part.len() == 4 && part.bytes().all(|one| one.is_ascii_digit()));
        // A third year behind a second one is no school year.
        let is_new = from >= written && !island.contains(&from);
        if is_new && is_year(body.get(from..dash)) && is_year(body.get(dash + DASH.len()..to)) && is_in_words(&body[..from]) {
            html.extend([&body[written..from], "<span class=\"nb\">", &body[from..to], "</span>"]);
            written = to;
        }
    }
    if written == 0 {
        return Cow::Borrowed(body);
    }
    html.push_str(&body[written..]);
    Cow::Owned(html)
}

/// Where the one island of a page stands in it, if there is one.
fn island(body: &str) -> Range<usize> {
    let find = |tag: &str| memmem::find(body.as_bytes(), tag.as_bytes());
    match find("<leptos-island") {
        Some(start) => start..find("</leptos-island>").unwrap_or(body.len()),
        None => 0..0,
    }
}

/// Whether what comes behind `before` is a word of the page, and an element may stand around it.
fn is_in_words(before: &str) -> bool {
    let is_text = memrchr2(b'<', b'>', before.as_bytes()).is_none_or(|at| before.as_bytes()[at] == b'>');
    let is_open = |name: &&str| {
        let last = |tag: String| memmem::rfind(before.as_bytes(), tag.as_bytes());
        last(format!("<{name}")) > last(format!("</{name}"))
    };
    is_text && !WORDS_ALONE.iter().any(is_open)
}

#[cfg(test)]
#[path = "years_tests.rs"]
mod tests;
