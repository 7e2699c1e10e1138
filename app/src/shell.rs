//! What stands around every page: the document, its head, and the script that wakes the islands.

mod refused;
mod years;

use std::{fmt::Write, sync::LazyLock};

use memchr::memmem;

use crate::ui::symbols::push_sprite;
use refused::led_to_errors;
use years::whole_years;

/// What the head of one page says.
pub struct Head<'a> {
    /// Shown in the tab, followed by the name of the product.
    pub title: &'a str,
    /// The one that this answer's Content-Security-Policy allows.
    pub nonce: &'a str,
    pub assets: &'a Assets,
    /// Of the answer to a form: the page on which it stood, or stands again.
    pub came_from: Option<&'a str>,
}

/// Where the built files are served; their names hold a hash of what is in them.
pub struct Assets {
    /// The style sheet of every page.
    pub style: &'static str,
    /// The one beside it, of every page whose island has none of its own.
    pub pages_style: &'static str,
    /// One for each island; a page loads that of its own island.
    pub programs: &'static [Program],
    pub icon: &'static str,
    pub manifest: &'static str,
    /// Faces that every page needs for its first words; the others are found through the style sheet.
    pub fonts: &'static [&'static str],
}

/// What wakes one island: the script and the WASM that hold its code and no other island's.
pub struct Program {
    /// The name of the island's component.
    pub island: &'static str,
    pub script: &'static str,
    pub wasm: &'static str,
    /// The style sheet of its page alone, where it has one.
    pub style: Option<&'static str>,
}

impl Assets {
    /// The program that wakes the island of this name, as this build has it.
    pub fn wasm_of(&self, island: &str) -> Option<&'static str> {
        self.programs.iter().find(|program| program.island == island).map(|program| program.wasm)
    }
}

impl Program {
    /// Whether a rendered body holds the island. Its name stands in the page with a hash behind it.
    fn is_wanted(&self, body: &str) -> bool {
        let tag = "<leptos-island data-component=\"";
        memmem::find_iter(body.as_bytes(), tag)
            .any(|at| body[at + tag.len()..].strip_prefix(self.island).is_some_and(|rest| rest.starts_with('_')))
    }

    /// Whether a rendered body shows what the island shows without being one: nothing in it moves, and it looks the same.
    fn is_still(&self, body: &str) -> bool {
        let mark = "<main data-still=\"";
        memmem::find_iter(body.as_bytes(), mark)
            .any(|at| body[at + mark.len()..].strip_prefix(self.island).is_some_and(|rest| rest.starts_with('"')))
    }
}

/// `shell/wake.js` as every page with an island carries it.
static WAKE: LazyLock<String> = LazyLock::new(|| packed(include_str!("shell/wake.js")));

/// `shell/leave.js`, in pages with forms in which somebody types, and in answers to forms.
static LEAVE: LazyLock<String> = LazyLock::new(|| packed(include_str!("shell/leave.js")));

/// Shows what is there for scripts only (`onlyjs`), and hides what is there for want of them.
const JS: &str = "document.documentElement.classList.add(\"js\");";

/// A small script, in the pages that hold its mark: it needs no island, and no page pays for another's.
struct InlineScript {
    mark: &'static str,
    script: String,
    /// There are buttons for it, which are not shown without scripts.
    has_buttons: bool,
}

static INLINE_SCRIPTS: LazyLock<[InlineScript; 11]> = LazyLock::new(|| {
    let inline = |mark, script, has_buttons| InlineScript { mark, script: packed(script), has_buttons };
    [
        inline("data-copy", include_str!("shell/copy.js"), true),
        inline("data-print", include_str!("shell/print.js"), true),
        inline("data-reveal", include_str!("shell/reveal.js"), true),
        inline("data-clock", include_str!("shell/clock.js"), false),
        inline("data-renew", include_str!("shell/renew.js"), false),
        inline("data-bell", include_str!("shell/bell.js"), false),
        inline("data-keys", include_str!("shell/keys.js"), true),
        inline("data-pins", include_str!("shell/pins.js"), false),
        inline("data-left", include_str!("shell/left.js"), false),
        inline("data-live", include_str!("shell/live.js"), false),
        inline("data-idle", include_str!("shell/idle.js"), false),
    ]
});

/// A script without its comments and indentation. Every statement ends with a semicolon or a brace.
fn packed(script: &str) -> String {
    script.lines().map(str::trim).filter(|line| !line.starts_with("//")).collect()
}

/// Drawings that an island may come to need after the page was rendered.
const ISLAND_SYMBOLS: [&str; 17] = [
    "i-camera",
    "i-check",
    "i-close",
    "i-error",
    "i-file",
    "i-info",
    "i-plus",
    "i-warning",
    "s-excused",
    "s-exempt",
    "s-handed-in",
    "s-late",
    "s-no-due",
    "s-not-due",
    "s-on-time",
    "s-overdue",
    "s-practice",
];

/// Puts the document around a rendered body.
///
/// Written by hand rather than as a view: the body must be known first, because only a page that holds an island
/// loads script and WASM, and those of that island. A page holds one island at most. Words of people are escaped, so
/// `<leptos-island` can stand there for nothing else.
///
/// What is looked for in the whole body again and again is looked for with memchr: `str::split` takes a nanosecond or so for
/// each byte, four times over a tenth of a page's time.
pub fn document(head: &Head, body: &str) -> String {
    let Head { title, nonce, assets, came_from } = head;
    let body = led_to_errors(body);
    let body = &*whole_years(&body);
    let mut html = String::with_capacity(body.len() + 3_000);
    html.push_str(
        "<!DOCTYPE html><html lang=\"vi\" translate=\"no\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>",
    );
    escape(title, &mut html);
    html.push_str(" · Hồ sơ Mầm non</title>");
    let has_islands = body.contains("<leptos-island");
    let program = assets.programs.iter().find(|program| has_islands && program.is_wanted(body));
    let still = if has_islands { None } else { assets.programs.iter().find(|program| program.is_still(body)) };
    let beside = program.or(still).and_then(|program| program.style).unwrap_or(assets.pages_style);
    for style in [assets.style, beside] {
        // Writing to a String cannot fail.
        _ = write!(html, "<link rel=\"stylesheet\" href=\"{style}\">");
    }
    for font in assets.fonts {
        _ = write!(html, "<link rel=\"preload\" href=\"{font}\" as=\"font\" type=\"font/woff2\" crossorigin>");
    }
    if let Some(Program { script, wasm, .. }) = program {
        _ = write!(html, "<script nonce=\"{nonce}\">{}(\"{script}\",\"{wasm}\")</script>", *WAKE);
    }
    let inline: Vec<&InlineScript> = INLINE_SCRIPTS.iter().filter(|inline| body.contains(inline.mark)).collect();
    if !inline.is_empty() {
        _ = write!(html, "<script nonce=\"{nonce}\">");
        // Where there is an island, its program says that there are scripts, or in an old browser that there are none.
        if !has_islands && inline.iter().any(|inline| inline.has_buttons) {
            html.push_str(JS);
        }
        inline.iter().for_each(|inline| html.push_str(&inline.script));
        html.push_str("</script>");
    }
    if came_from.is_some() || is_typed_into(body) {
        let page = came_from.map_or("", |page| if is_plain(page) { page } else { "/" });
        _ = write!(html, "<script nonce=\"{nonce}\">{}(\"{page}\")</script>", *LEAVE);
    }
    _ = write!(
        html,
        "<link rel=\"icon\" href=\"{}\" type=\"image/svg+xml\"><link rel=\"manifest\" href=\"{}\"></head><body>",
        assets.icon, assets.manifest
    );
    push_sprite(body, if has_islands { &ISLAND_SYMBOLS } else { &[] }, &mut html);
    push_body(body, &mut html);
    html.push_str("</body></html>");
    html
}

/// Whether somebody may type for a while into a form that changes something: one that asks for a password is filled in a moment.
fn is_typed_into(body: &str) -> bool {
    memmem::find_iter(body.as_bytes(), FORM).any(|at| {
        let form = fields(&body[at..]);
        let has_field = form.contains("</textarea>") || form.contains("class=\"input");
        has_field && form.contains("method=\"post\"") && !form.contains("type=\"password\"")
    })
}

/// Letters that stand for themselves in an address and in a script.
fn is_plain(address: &str) -> bool {
    address.bytes().all(|letter| letter.is_ascii_alphanumeric() || b"/-_.~?=&%:".contains(&letter))
}

/// How a form begins.
const FORM: &str = "<form ";

/// Every form that changes something says in its address for whom its page was made: in another tab of the browser somebody
/// else may have signed in since, and nothing is done in their name. One that has a field for it says it there, and gets
/// its words back.
///
/// And no form is filled by the browser's memory: gone back to, a page is made anew, for another person, version or list,
/// and a browser would put the words and ticks of before into the fields that now stand in their place. A page inside of
/// another one says nowhere whose it is, and its forms are marked like all others; only whoever is not signed in and types a
/// password is helped by that memory. Added here, no form can forget either.
fn push_body(body: &str, html: &mut String) {
    let person = between(body, " data-person=\"", "\"").unwrap_or_default();
    let mut written = 0;
    for form in memmem::find_iter(body.as_bytes(), FORM) {
        if person.is_empty() && asks_password(&body[form..]) {
            continue;
        }
        let named = form + FORM.len();
        html.extend([&body[written..named], "autocomplete=\"off\" "]);
        written = named;
        if let Some(end) = end_of_address(&body[form..], person).filter(|_| !person.is_empty()).map(|end| form + end) {
            let mark = if body[form..end].contains('?') { "&amp;" } else { "?" };
            html.extend([&body[written..end], mark, "person=", person]);
            written = end;
        }
    }
    html.push_str(&body[written..]);
}

/// Whether a password is typed into this form.
fn asks_password(form: &str) -> bool {
    fields(form).contains("type=\"password\"")
}

/// What stands in the form that begins here, its tag included.
fn fields(form: &str) -> &str {
    memmem::find(form.as_bytes(), b"</form>").map_or(form, |end| &form[..end])
}

/// Where the address of a form ends that posts and does not say itself that its page was made for `person`. A field of that name in
/// which somebody else is chosen says nothing of the kind.
fn end_of_address(form: &str, person: &str) -> Option<usize> {
    let (tag, _) = form.split_once('>')?;
    let says_it = || fields(form).contains(&format!("name=\"person\" value=\"{person}\""));
    let sends = tag.contains("method=\"post\"") && !says_it();
    let address = tag.find("action=\"").filter(|_| sends)? + "action=\"".len();
    Some(address + tag[address..].find('"')?)
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let from = memmem::find(text.as_bytes(), before.as_bytes())? + before.len();
    text[from..].split_once(after).map(|(found, _)| found)
}

fn escape(words: &str, html: &mut String) {
    for letter in words.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            other => html.push(other),
        }
    }
}

#[cfg(test)]
#[path = "shell/tests.rs"]
mod tests;
