//! Lists of records, with what narrows them.

use std::fmt::Display;

use domain::record_list::ListFilter;

use super::{RECORD_LIST, YEAR};

/// The field of an address that names a site.
pub const SITE: &str = "diem";

/// The records behind a number of the dashboard; `query` without its question mark, or empty.
pub fn record_list(query: impl Display) -> String {
    format!("{RECORD_LIST}?{query}")
}

/// The address of a list, narrowed and at this page, counted from 0.
pub fn filtered_list(filter: &ListFilter, page: usize) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(year) = &filter.year {
        parts.push(format!("{YEAR}={}", percent(year)));
    }
    if let Some(week) = filter.week {
        parts.push(format!("tuan={week}"));
    }
    if let Some(term) = filter.term {
        parts.push(format!("ky={}", term.code()));
    }
    if let Some(row) = filter.row {
        parts.push(format!("to={}", row.code()));
    }
    if let Some(site) = filter.site {
        parts.push(format!("{SITE}={site}"));
    }
    if let Some(code) = &filter.record_type {
        parts.push(format!("loai={code}"));
    }
    if let Some(group) = filter.standing {
        parts.push(format!("tt={}", group.code()));
    }
    if let Some(group) = filter.review {
        parts.push(format!("duyet={}", group.code()));
    }
    if filter.untimed {
        parts.push("khong-han=1".to_owned());
    }
    if let Some(search) = &filter.search {
        parts.push(format!("q={}", percent(search)));
    }
    if page > 0 {
        parts.push(format!("trang={}", page + 1));
    }
    record_list(parts.join("&"))
}

/// Percent-encoding of a query value (RFC 3986).
pub(crate) fn percent(text: &str) -> String {
    text.bytes()
        .map(
            |byte| if byte.is_ascii_alphanumeric() || byte == b'-' { char::from(byte).to_string() } else { format!("%{byte:02X}") },
        )
        .collect()
}
