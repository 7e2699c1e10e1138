//! What a page says, without how it says it.

use crate::support::{HtmlToken, Tag, tokens, unescaped};

/// Elements inside a line.
const INLINE: [&str; 16] =
    ["a", "b", "strong", "em", "i", "u", "span", "small", "time", "code", "label", "svg", "use", "input", "select", "textarea"];
/// Elements without an end tag.
const VOID: [&str; 7] = ["input", "br", "hr", "img", "link", "meta", "wbr"];
/// What nobody reads.
const SILENT: [&str; 3] = ["script", "style", "template"];

/// The words of a page in their order, with what stands in its fields: `‹text›`, `[x]`, `[ ]`, `‹chosen option›`. Neither
/// classes nor names of fields nor hidden elements count. Where lines end follows from the markup and is for readers only:
/// compare by `first_difference`.
pub fn page_text(html: &str) -> String {
    let mut text = Text::default();
    for piece in tokens(html) {
        match piece {
            HtmlToken::Open(tag) => text.open(&tag),
            HtmlToken::Close(name) => text.close(&name),
            HtmlToken::Text(words) => text.words(words),
        }
    }
    text.line_end();
    text.lines.iter().map(|line| without_code(line)).collect::<Vec<_>>().join("\n")
}

/// The code of the log's end is another one whenever somebody has looked at something.
fn without_code(line: &str) -> &str {
    line.find("Mã nhật ký: ").map_or(line, |at| &line[..at + "Mã nhật ký:".len()])
}

/// Where two texts stop holding the same letters and digits in the same order, with what is around; spaces and ends of
/// lines come and go with the markup.
pub fn first_difference(one: &str, two: &str) -> Option<String> {
    let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<Vec<char>>();
    let (left, right) = (letters(one), letters(two));
    if left == right {
        return None;
    }
    let at = left.iter().zip(&right).take_while(|(one, two)| one == two).count();
    let around = |text: &str| {
        let mut seen = 0;
        let near = |letter: &char| {
            seen += usize::from(!letter.is_whitespace());
            (at.saturating_sub(60)..at + 90).contains(&seen)
        };
        text.chars().filter(near).collect::<String>().replace('\n', " / ")
    };
    Some(format!("  before: …{}…\n  now:    …{}…", around(one), around(two)))
}

#[derive(Default)]
struct Text {
    lines: Vec<String>,
    line: String,
    /// The element that is not read, and how many of its name are open.
    silent: Option<(String, usize)>,
    /// Of the select that is open: its first option, and the chosen one.
    options: Option<(Option<String>, Option<String>)>,
    /// Whether the option that is open is the chosen one.
    chosen: Option<bool>,
}

impl Text {
    fn open(&mut self, tag: &Tag) {
        if let Some((name, depth)) = &mut self.silent {
            *depth += usize::from(*name == tag.name);
            return;
        }
        match tag.name.as_str() {
            "option" => return self.chosen = Some(tag.get("selected").is_some()),
            "select" => return self.options = Some((None, None)),
            "textarea" => return self.line.push('‹'),
            "input" => return self.field(tag),
            _ => {}
        }
        let is_silent = SILENT.contains(&tag.name.as_str()) || tag.get("hidden").is_some();
        if is_silent && !VOID.contains(&tag.name.as_str()) {
            self.silent = Some((tag.name.clone(), 1));
        } else if !INLINE.contains(&tag.name.as_str()) {
            self.line_end();
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((silent, depth)) = &mut self.silent {
            *depth -= usize::from(silent == name);
            if *depth == 0 {
                self.silent = None;
            }
            return;
        }
        match name {
            "option" => self.chosen = None,
            "select" => {
                let (first, chosen) = self.options.take().unwrap_or_default();
                self.line.push_str(&format!(" ‹{}› ", chosen.or(first).unwrap_or_default()));
            }
            "textarea" => self.line.push('›'),
            name if INLINE.contains(&name) => {}
            _ => self.line_end(),
        }
    }

    fn words(&mut self, words: &str) {
        let words = unescaped(words);
        if self.silent.is_some() {
            return;
        }
        match (&mut self.options, self.chosen) {
            (Some((first, chosen)), Some(is_chosen)) => {
                first.get_or_insert_with(|| words.clone());
                if is_chosen {
                    *chosen = Some(words);
                }
            }
            (Some(_), None) => {}
            (None, _) => self.line.push_str(&words),
        }
    }

    fn field(&mut self, tag: &Tag) {
        match tag.get("type").unwrap_or("text") {
            "hidden" => {}
            "checkbox" | "radio" => self.line.push_str(if tag.get("checked").is_some() { " [x] " } else { " [ ] " }),
            "file" => self.line.push_str(" ‹tệp› "),
            _ => self.line.push_str(&format!(" ‹{}› ", tag.get("value").unwrap_or_default())),
        }
    }

    fn line_end(&mut self) {
        let line = self.line.split_whitespace().collect::<Vec<_>>().join(" ");
        self.line.clear();
        if !line.is_empty() {
            self.lines.push(line);
        }
    }
}

#[test]
fn words_and_fields_are_told_and_nothing_else() {
    let one = r#"<title>Lớp</title><p class="a">Hạn <b>17:00</b></p><svg><use href="x"></use></svg><p hidden><span>nie</span></p>
        <select name="x"><option value="1">Một</option><option selected>Hai</option></select>
        <label><input type="checkbox" checked/>Có</label><input type="hidden" value="k"/><input value="a&amp;b"/>
        <textarea>Em <!> nộp</textarea><script>let x;</script>"#;
    assert_eq!(page_text(one), "Lớp\nHạn 17:00\n‹Hai› [x] Có ‹a&b› ‹Em nộp›");
    let two = "<title>Lớp</title><div>Hạn</div><div>17:<i>00</i></div>";
    let three = "<h1>Lớp</h1>Hạn 18:00";
    assert_eq!(first_difference(&page_text("<title>Lớp</title><p>Hạn <b>17:00</b></p>"), &page_text(two)), None);
    assert_eq!(
        first_difference(&page_text(two), &page_text(three)).unwrap(),
        "  before: …Lớp / Hạn / 17:00…\n  now:    …Lớp / Hạn 18:00…"
    );
}
