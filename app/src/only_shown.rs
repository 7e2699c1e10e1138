//! "Xem như người này": the screen of somebody else as it was drawn for that one, with nothing in it that can be pressed, sent or
//! followed. What it says is left as it is.

/// Where the screen begins: behind the notice that says whose it is.
const BEGINS: &str = "aria-label=\"Đang xem như người khác\"";
const ENDS: &str = "</main>";

/// A whole document in which the screen that somebody looks at only shows: its links lead nowhere, its fields and buttons are shut,
/// and it does not renew itself. Without the notice the document is given back empty: nothing of it is shown then.
pub(crate) fn only_shown(document: &str) -> String {
    let screen = || {
        let notice = document.find(BEGINS)?;
        let begins = notice + document.get(notice..)?.find("</aside>")?;
        let ends = begins + document.get(begins..)?.rfind(ENDS)?;
        Some((document.get(..begins)?, document.get(begins..ends)?, document.get(ends..)?))
    };
    let Some((before, screen, after)) = screen() else { return String::new() };
    let mut shown = before.to_owned();
    let mut rest = screen;
    while let Some(at) = rest.find('<') {
        let (words, tag) = rest.split_at(at);
        let end = end_of(tag);
        shown.push_str(words);
        shown.push_str(&shut(tag.get(..end).unwrap_or(tag)));
        rest = tag.get(end..).unwrap_or_default();
    }
    shown.push_str(rest);
    shown.push_str(after);
    shown
}

/// How long a tag is with its closing sign: the words of an attribute may hold one.
fn end_of(tag: &str) -> usize {
    let mut quoted = false;
    for (at, letter) in tag.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '>' if !quoted => return at + 1,
            _ => {}
        }
    }
    tag.len()
}

/// A tag by which nothing happens.
fn shut(tag: &str) -> String {
    let name: String = tag.chars().skip(1).take_while(|letter| letter.is_ascii_alphanumeric()).collect();
    match name.as_str() {
        // A link without an address is words.
        "a" => without(tag, "href"),
        "form" => without(&without(tag, "action"), "method"),
        "button" | "input" | "select" | "textarea" => tag.replacen(&name, &format!("{name} disabled"), 1),
        "main" => without(tag, "data-renew"),
        _ => tag.to_owned(),
    }
}

/// A tag without one of its attributes.
fn without(tag: &str, attribute: &str) -> String {
    let begins = format!(" {attribute}=\"");
    let Some((before, rest)) = tag.split_once(&begins) else { return tag.to_owned() };
    let after = rest.split_once('"').map_or("", |(_, after)| after);
    format!("{before}{after}")
}

#[cfg(test)]
#[path = "only_shown_tests.rs"]
mod tests;
