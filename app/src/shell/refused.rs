//! A form that was refused, whichever it is: what is wrong is said at the top, leads to its place, and has the cursor.
//!
//! Done here, for the whole document, no page can forget it. Words of people are escaped, so what is looked for below is
//! written by our own components alone: `ErrorLine`, the fields of the form kit, `Notice`.

use std::{borrow::Cow, collections::BTreeMap};

use memchr::memmem;

/// What marks a line that says what is wrong with a field (`ui::ErrorLine`).
const ERROR: &str = " class=\"err\"";

/// What leptos writes between two pieces of text or elements.
const MARKER: &str = "<!>";

/// The words of the way to what is wrong.
const TO_PLACE: &str = "Đến chỗ cần sửa";

/// How many errors are told at the top; in a table there may be one in each of its rows.
const MAX_TOLD: usize = 3;

/// A line that says what is wrong.
struct ErrorAt<'b> {
    /// Where its tag begins.
    at: usize,
    id: &'b str,
    /// As HTML.
    words: String,
}

/// Where a tag stands, with its brackets.
#[derive(Clone, Copy)]
struct Tag {
    from: usize,
    to: usize,
}

/// The body with its summary, the cursor and open folds, where a form in it was refused; else as it is.
pub(super) fn led_to_errors(body: &str) -> Cow<'_, str> {
    let errors = errors(body);
    let Some(first) = errors.first() else { return Cow::Borrowed(body) };
    let field = field_of(body, first.id);
    let place = field.and_then(|field| attribute(&body[field.from..field.to], "id")).unwrap_or(first.id);
    let mut added: BTreeMap<usize, String> = BTreeMap::new();
    for fold in errors.iter().flat_map(|error| closed_folds(body, error.at)) {
        added.insert(fold + "<details".len(), " open".to_owned());
    }
    if !body.contains(" autofocus") {
        match field {
            Some(field) => added.insert(end_of_name(body, field), " autofocus".to_owned()),
            // A group of boxes has no field of its own: the cursor stands on what is said of it.
            None => added.insert(first.at + "<p".len(), " tabindex=\"-1\" autofocus".to_owned()),
        };
    }
    if let Some((at, words)) = summary(body, &errors, place) {
        added.insert(at, words);
    }
    let mut led = String::with_capacity(body.len() + 1_000);
    let mut written = 0;
    for (at, words) in added {
        led.extend([&body[written..at], words.as_str()]);
        written = at;
    }
    led.push_str(&body[written..]);
    Cow::Owned(led)
}

/// The errors that are shown, in the order of the page; one that a script may fill is hidden before. Every page is looked through
/// for them, most in vain, so with memchr.
fn errors(body: &str) -> Vec<ErrorAt<'_>> {
    let line = |at| {
        let tag = tag_around(body, at)?;
        let id = attribute(&body[tag.from..tag.to], "id").filter(|_| !body[tag.from..tag.to].contains(" hidden"))?;
        let inside = body[tag.to..].split_once("</p>")?.0;
        let words = inside.split_once("<span>")?.1.split_once("</span>")?.0.replace(MARKER, "");
        (!words.is_empty()).then_some(ErrorAt { at: tag.from, id, words })
    };
    memmem::find_iter(body.as_bytes(), ERROR).filter_map(line).collect()
}

/// The tag in which something stands that was found at `at`.
fn tag_around(body: &str, at: usize) -> Option<Tag> {
    Some(Tag { from: body[..at].rfind('<')?, to: at + body[at..].find('>')? + 1 })
}

/// The field that names this error as its own.
fn field_of(body: &str, error: &str) -> Option<Tag> {
    body.match_indices("aria-invalid=\"true\"").find_map(|(at, _)| {
        let tag = tag_around(body, at)?;
        let described = attribute(&body[tag.from..tag.to], "aria-describedby")?;
        described.split(' ').any(|id| id == error).then_some(tag)
    })
}

fn attribute<'b>(tag: &'b str, name: &str) -> Option<&'b str> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    value.split_once('"').map(|(value, _)| value)
}

/// Where the name of a tag ends.
fn end_of_name(body: &str, tag: Tag) -> usize {
    body[tag.from..tag.to].find([' ', '>']).map_or(tag.to, |end| tag.from + end)
}

/// Where the folds begin in which `at` lies and which are shut: what is wrong in one could not be seen.
fn closed_folds(body: &str, at: usize) -> Vec<usize> {
    let before = &body[..at];
    let opening = before.match_indices("<details").map(|(at, _)| (at, true));
    let closing = before.match_indices("</details").map(|(at, _)| (at, false));
    let mut folds: Vec<(usize, bool)> = opening.chain(closing).collect();
    folds.sort_unstable();
    let mut around = Vec::new();
    for (at, opens) in folds {
        if opens {
            around.push(at);
        } else {
            around.pop();
        }
    }
    around.retain(|fold| before[*fold..].find('>').is_some_and(|end| !before[*fold..*fold + end].contains(" open")));
    around
}

/// What is said at the top, and where: the way to the place, in the page's own notice where it has one that leads nowhere, else
/// in a notice of its own. Whoever is not signed in sees one short form, whose error is in view.
fn summary(body: &str, errors: &[ErrorAt<'_>], place: &str) -> Option<(usize, String)> {
    let main = body.find("<main")?;
    let first = errors.first()?;
    let way = format!("<p class=\"btns\"><a class=\"btn\" href=\"#{place}\">{TO_PLACE}</a></p>");
    let said = body.get(main..first.at).and_then(|before| before.find("class=\"notice bad\""));
    if let Some(notice) = said.map(|at| main + at) {
        let end = notice + body[notice..].find("</div>")?;
        let leads = body[notice..end].contains(TO_PLACE);
        return (!leads).then_some((end, way));
    }
    if !body[..main].contains(" data-person=\"") {
        return None;
    }
    let fact = first.words.trim_end_matches('.');
    let others: Vec<&str> = errors[1..].iter().map(|error| error.words.as_str()).collect();
    let told = others.iter().take(MAX_TOLD - 1).copied().collect::<Vec<_>>().join(" ");
    let more = others.len().checked_sub(MAX_TOLD - 1).filter(|more| *more > 0);
    let more = more.map_or_else(String::new, |more| format!(" Còn {more} chỗ nữa cần sửa."));
    let notice = format!(
        "<aside class=\"told scr\" aria-label=\"Chỗ cần sửa\"><div class=\"notices\">\
         <div class=\"notice bad\" role=\"alert\"><svg class=\"i\" aria-hidden=\"true\"><use href=\"#i-error\"></use></svg>\
         <div><p><b>{fact}.</b> {told}{more}</p>{way}</div></div></div></aside>"
    );
    Some((main, notice))
}

#[cfg(test)]
#[path = "refused_tests.rs"]
mod tests;
