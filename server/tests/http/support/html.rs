//! As much of HTML as the tests look at: tags with their attributes.

use super::answer::unescaped;

#[derive(Debug)]
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A piece of a page, in its order.
#[derive(Debug)]
pub enum HtmlToken<'h> {
    /// Text as it stands there, with its escapes.
    Text(&'h str),
    Open(Tag),
    /// The name of the element that ends.
    Close(String),
}

/// The page in tokens; comments are none, nor is what stands inside a script.
pub fn tokens(html: &str) -> Vec<HtmlToken<'_>> {
    let mut tokens = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            tokens.push(HtmlToken::Text(&rest[..at]));
        }
        rest = &rest[at + 1..];
        if rest.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            let (tag, after) = tag(rest);
            rest = after;
            if tag.name == "script" {
                rest = rest.find("</script").map_or("", |end| &rest[end..]);
            }
            tokens.push(HtmlToken::Open(tag));
            continue;
        }
        let end = rest.find('>').unwrap_or(rest.len());
        if let Some(name) = rest[..end].strip_prefix('/') {
            tokens.push(HtmlToken::Close(name.trim().to_lowercase()));
        }
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    tokens.push(HtmlToken::Text(rest));
    tokens
}

/// Every opening tag; what stands inside a script is none.
pub fn tags(html: &str) -> Vec<Tag> {
    let opening = |piece| match piece {
        HtmlToken::Open(tag) => Some(tag),
        _ => None,
    };
    tokens(html).into_iter().filter_map(opening).collect()
}

fn tag(html: &str) -> (Tag, &str) {
    let end = html.find(|letter: char| letter.is_whitespace() || letter == '>' || letter == '/').unwrap();
    let name = html[..end].to_lowercase();
    let mut rest = &html[end..];
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return (Tag { name, attributes }, after);
        }
        let end = rest.find(|letter: char| letter.is_whitespace() || matches!(letter, '=' | '>' | '/')).unwrap();
        let attribute = rest[..end].to_lowercase();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix("=\"") {
            let end = after.find('"').unwrap();
            value = unescaped(&after[..end]);
            rest = &after[end + 1..];
        } else if let Some(after) = rest.strip_prefix('=') {
            let end = after.find(|letter: char| letter.is_whitespace() || letter == '>').unwrap();
            value = unescaped(&after[..end]);
            rest = &after[end..];
        }
        attributes.push((attribute, value));
    }
}
