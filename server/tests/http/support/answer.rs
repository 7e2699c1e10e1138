//! What came back.

use axum::{body::to_bytes, http::HeaderMap, response::Response};
use bytes::Bytes;

use super::tags;

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

    /// The value of a form's field.
    pub fn field(&self, name: &str) -> Option<String> {
        let all = tags(self.html());
        let tag = all.into_iter().find(|tag| tag.name == "input" && tag.get("name") == Some(name))?;
        Some(tag.get("value").unwrap_or_default().to_owned())
    }
}

impl Answer {
    /// What the page's forms would send, as they stand: names and values in the order of the page.
    pub fn fields(&self) -> Vec<(String, String)> {
        let mut fields: Vec<(String, String)> = Vec::new();
        let mut chosen = false;
        for tag in tags(self.html()) {
            let value = tag.get("value").unwrap_or_default().to_owned();
            match (tag.name.as_str(), tag.get("name")) {
                ("input", Some(name)) => {
                    let ticks = matches!(tag.get("type"), Some("checkbox" | "radio"));
                    if !ticks || tag.get("checked").is_some() {
                        fields.push((name.to_owned(), value));
                    }
                }
                // The first option stands until another one is marked.
                ("select", Some(name)) => {
                    fields.push((name.to_owned(), "\0".to_owned()));
                    chosen = false;
                }
                ("option", _) => {
                    if let Some(last) =
                        fields.last_mut().filter(|(_, known)| known == "\0" || tag.get("selected").is_some() && !chosen)
                    {
                        last.1 = value;
                        chosen = tag.get("selected").is_some();
                    }
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
