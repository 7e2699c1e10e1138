//! Cookies: how one is read from a request, and how one is given or taken away.

use axum::http::{HeaderMap, HeaderValue, header};

/// The values of all cookies of this name that a request carries, in the order of the request.
pub fn values<'h>(headers: &'h HeaderMap, name: &'h str) -> impl Iterator<Item = &'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(move |(of, _)| *of == name)
        .map(|(_, value)| value)
}

/// With which requests of other sites a cookie travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SameSite {
    /// With none but a plain link from there.
    Lax,
    /// With none at all.
    Strict,
}

/// A cookie which no script reads; of one browser session, unless it is `kept`.
#[derive(Clone, Copy, Debug)]
pub struct Cookie {
    pub name: &'static str,
    /// The part of the site to which it is sent.
    pub path: &'static str,
    pub same_site: SameSite,
    /// Browsers come through HTTPS, and send it through nothing else.
    pub https: bool,
}

impl Cookie {
    /// `Set-Cookie` with this value; nothing where it holds letters that no header may hold.
    pub fn with(&self, value: &str) -> Option<HeaderValue> {
        self.header(value, "")
    }

    /// `Set-Cookie` with this value, for so many seconds.
    pub fn kept(&self, value: &str, seconds: u32) -> Option<HeaderValue> {
        self.header(value, &format!("; Max-Age={seconds}"))
    }

    /// `Set-Cookie` that takes the cookie away.
    pub fn taken_away(&self) -> Option<HeaderValue> {
        self.header("", "; Max-Age=0")
    }

    fn header(&self, value: &str, age: &str) -> Option<HeaderValue> {
        let Self { name, path, same_site, https } = self;
        let secure = if *https { "; Secure" } else { "" };
        HeaderValue::try_from(format!("{name}={value}; Path={path}{age}; HttpOnly; SameSite={same_site:?}{secure}")).ok()
    }
}
