//! What came back.

use axum::{
    body::to_bytes,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use bytes::Bytes;

use super::{HtmlToken, Tag, tags, tokens};

pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub bytes: Bytes,
}

impl Answer {
    pub async fn read(response: Response) -> Self {
        let (head, body) = response.into_parts();
        let bytes = to_bytes(body, 64 * 1024 * 1024).await.unwrap();
        Self { status: head.status.as_u16(), headers: head.headers, bytes }
    }

    /// Leads the browser to another page.
    pub fn leads_to(&self, wanted: &str) -> &Self {
        assert_eq!((self.status, self.location()), (303, wanted), "{}", self.html());
        self
    }

    /// The page without what parts words that belong together: the empty comments of leptos, and what keeps a year on one line.
    pub fn plain(&self) -> String {
        let html = self.html().replace("<!>", "");
        let mut parts = html.split("<span class=\"nb\">");
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |plain, part| plain + &part.replacen("</span>", "", 1))
    }

    /// Holds these letters, markup included, of the plain page.
    pub fn says(&self, words: &str) -> &Self {
        let html = self.plain();
        assert!(html.contains(words), "{words:?} is not in {html}");
        self
    }

    pub fn is(&self, status: StatusCode) -> &Self {
        assert_eq!(self.status, status.as_u16(), "{} {}", self.location(), self.html());
        self
    }

    /// Whether it shows a field that was refused. Then the cursor stands somewhere, and for whoever is signed in the page leads to
    /// what is wrong from above it.
    pub fn shows_errors(&self) -> bool {
        let is_page = self.status == 422 && self.header("content-type").starts_with("text/html");
        let tags = if is_page { tags(self.html()) } else { Vec::new() };
        let is_error = |tag: &Tag| tag.get("class") == Some("err") && tag.get("hidden").is_none();
        let Some(first) = tags.iter().position(is_error) else { return false };
        assert!(tags.iter().any(|tag| tag.get("autofocus").is_some()), "no cursor: {}", self.words());
        if tags.iter().any(|tag| tag.get("data-person").is_some()) {
            let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.get("id")).filter(|id| *id != "noi-dung").collect();
            let ways = tags[..first].iter().filter(|tag| tag.name == "a").filter_map(|tag| tag.get("href")?.strip_prefix('#'));
            assert!(ways.into_iter().any(|way| ids.contains(&way)), "no way to what is wrong: {}", self.words());
        }
        true
    }

    /// Empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn location(&self) -> &str {
        self.header("location")
    }

    pub fn html(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("no JSON: {}", self.html()))
    }

    /// What a person reads: the text of the body, one space between words.
    pub fn words(&self) -> String {
        let html = self.html();
        let body = html.find("<body").map_or(html, |at| &html[at..]);
        words(body)
    }

    /// What the form that is posted to `action` sends, of a page with several: its fields, and what was looked at by its button.
    pub fn confirmation(&self, action: &str) -> Vec<(String, String)> {
        let (_, rest) = self.html().split_once(&format!("method=\"post\" action=\"{action}")).unwrap();
        let form = rest.split_once("</form>").unwrap().0;
        let buttons = tags(form).into_iter().filter(|tag| tag.name == "button" && tag.get("name") == Some("seen"));
        let seen = buttons.map(|tag| ("seen".to_owned(), tag.get("value").unwrap_or_default().to_owned())).collect();
        let form = Self { status: 200, headers: self.headers.clone(), bytes: form.to_owned().into() };
        [form.fields(), seen].concat()
    }

    /// The value of a form's field.
    pub fn field(&self, name: &str) -> Option<String> {
        let all = tags(self.html());
        let tag = all.into_iter().find(|tag| tag.name == "input" && tag.get("name") == Some(name))?;
        Some(tag.get("value").unwrap_or_default().to_owned())
    }
}

impl Answer {
    /// What the page's forms would send, as they stand: names and values in the order of the page. Of a list the first
    /// option stands until another one is marked; one without a value stands for its words.
    pub fn fields(&self) -> Vec<(String, String)> {
        let mut fields: Vec<(String, String)> = Vec::new();
        let (mut undecided, mut words_wanted) = (false, false);
        for piece in tokens(self.html()) {
            let tag = match piece {
                HtmlToken::Open(tag) => tag,
                HtmlToken::Text(words) if words_wanted => {
                    fields.last_mut().unwrap().1 = unescaped(words.trim());
                    words_wanted = false;
                    continue;
                }
                _ => continue,
            };
            let value = tag.get("value").map(str::to_owned);
            match (tag.name.as_str(), tag.get("name")) {
                ("input", Some(name)) => {
                    let ticks = matches!(tag.get("type"), Some("checkbox" | "radio"));
                    if !ticks || tag.get("checked").is_some() {
                        fields.push((name.to_owned(), value.unwrap_or_default()));
                    }
                }
                ("select", Some(name)) => {
                    fields.push((name.to_owned(), String::new()));
                    undecided = true;
                }
                ("option", _) if undecided || tag.get("selected").is_some() => {
                    words_wanted = value.is_none();
                    fields.last_mut().unwrap().1 = value.unwrap_or_default();
                    undecided = false;
                }
                _ => {}
            }
        }
        fields
    }
}

/// The fields of a page with some of them typed anew.
pub fn with<'f>(fields: &'f [(String, String)], typed: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let kept = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    kept.filter(|(name, _)| typed.iter().all(|(other, _)| other != name)).chain(typed.iter().copied()).collect()
}

/// Elements inside a word or a number.
const INLINE: [&str; 9] = ["a", "b", "span", "small", "time", "code", "!", "u", "i"];

pub fn words(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let name: String =
            rest[at + 1..end].trim_start_matches('/').chars().take_while(|one| one.is_alphanumeric() || *one == '!').collect();
        if !INLINE.contains(&name.as_str()) {
            text.push(' ');
        }
        rest = &rest[end..];
    }
    text.push_str(rest);
    let text = unescaped(&text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'").replace("&amp;", "&")
}
