//! Every page that people come to by following links, and what its HTML weighs on the way.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use anyhow::{Result, ensure};

use super::table::{Figure, Goal};
use crate::running::RunningServer;

/// Of pages that differ only in numbers, so many are looked at.
const OF_A_KIND: usize = 4;

/// Who looks: a teacher, the principal, the one who manages the software, and nobody.
const WHO: [&str; 4] = ["giaovien", "hieutruong", "quanly", ""];

/// Where they begin.
const ENTRIES: [&str; 7] = [
    "/viec-cua-toi",
    "/bang-theo-doi",
    "/bang-theo-doi/danh-sach",
    "/nam-hoc",
    "/doi-mat-khau",
    "/dang-nhap",
    "/khong-co-trang-nay",
];

/// A page, the heaviest of its kind.
#[derive(Clone)]
pub struct Page {
    /// Its address without what differs from one to the next.
    pub kind: String,
    pub path: String,
    pub who: &'static str,
    pub cookie: String,
    pub status: u16,
    /// Bytes of HTML, packed with brotli by the server.
    pub html: usize,
}

pub fn pages(server: &RunningServer) -> Result<Vec<Page>> {
    let mut heaviest = BTreeMap::<(String, &str), Page>::new();
    for who in WHO {
        let cookie = if who.is_empty() { String::new() } else { server.sign_in(who)? };
        let more = format!("Cookie: {cookie}\r\n");
        let mut connection = server.connect()?;
        let mut seen = BTreeSet::new();
        let mut of_a_kind = BTreeMap::<String, usize>::new();
        let mut ahead: VecDeque<String> = ENTRIES.map(str::to_owned).into();
        while let Some(path) = ahead.pop_front() {
            let kind = kind(&path);
            let count = of_a_kind.entry(kind.clone()).or_default();
            if !seen.insert(path.clone()) || *count >= OF_A_KIND {
                continue;
            }
            *count += 1;
            let plain = connection.get(&path, &more)?;
            ensure!(plain.status < 500, "{path} answered {}", plain.status);
            // Redirects lead to pages of their own; downloads are no pages.
            if !plain.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) || plain.status / 100 == 3 {
                continue;
            }
            let packed = connection.get(&path, &format!("{more}Accept-Encoding: br\r\n"))?;
            let html = packed.body.len();
            ahead.extend(links(plain.text()?));
            let page = Page { kind: kind.clone(), path, who, cookie: cookie.clone(), status: plain.status, html };
            let known = heaviest.entry((kind, who)).or_insert_with(|| Page { html: 0, ..page.clone() });
            if known.html < page.html {
                *known = page;
            }
        }
    }
    Ok(heaviest.into_values().collect())
}

/// The heaviest page of each path, whatever is chosen on it.
pub fn heaviest(pages: &[Page]) -> Vec<&Page> {
    let mut of_paths = BTreeMap::<&str, &Page>::new();
    for page in pages {
        let path = page.kind.split('?').next().unwrap_or_default();
        let known = of_paths.entry(path).or_insert(page);
        if known.html < page.html {
            *known = page;
        }
    }
    of_paths.into_values().collect()
}

pub fn weights(pages: &[Page]) -> Vec<Figure> {
    let weight = |page: &Page| {
        let who = if page.who.is_empty() { "nobody signed in" } else { page.who };
        let status = if page.status == 200 { String::new() } else { format!(", answered {}", page.status) };
        Figure::new(format!("HTML of {}", page.kind), page.html as f64 / 1000.0, "kB", Goal::AtMost(30.0))
            .about(format!("brotli, {who}{status}"))
    };
    heaviest(pages).into_iter().map(weight).collect()
}

/// The addresses of our own pages that a page links to.
fn links(html: &str) -> Vec<String> {
    html.split("href=\"/")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|path| format!("/{}", path.split('#').next().unwrap_or_default().replace("&amp;", "&")))
        .filter(|path| !["/assets/", "/tep/", "/dang-xuat", "//"].iter().any(|other| path.starts_with(other)))
        .collect()
}

/// "/bien-nhan/…", "/bang-theo-doi?ky&o": numbers and what is chosen do not make another kind.
fn kind(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let parts: Vec<_> =
        path.split('/').map(|part| if part.contains(|letter: char| letter.is_ascii_digit()) { "…" } else { part }).collect();
    let mut keys: Vec<_> = query.split('&').filter_map(|pair| pair.split('=').next()).filter(|key| !key.is_empty()).collect();
    keys.sort_unstable();
    keys.dedup();
    let mark = if keys.is_empty() { "" } else { "?" };
    format!("{}{mark}{}", parts.join("/"), keys.join("&"))
}

#[cfg(test)]
#[path = "crawl_tests.rs"]
mod tests;
