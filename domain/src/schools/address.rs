//! "Địa chỉ của hệ thống": where people reach the school's server, as it stands on paper and in QR codes.

use std::fmt;

/// In letters.
const MAX_LETTERS: usize = 200;

/// An origin (RFC 6454): "https://mnhoasen.edu.vn", "http://192.168.1.20:3000". No way follows it, and no name stands before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemAddress(String);

impl SystemAddress {
    /// Reads what somebody typed or copied from a browser: a slash at its end is left out, capitals are small.
    ///
    /// # Errors
    /// What to type instead.
    pub fn parse(typed: &str) -> Result<Self, String> {
        let text = typed.trim().trim_end_matches('/').to_ascii_lowercase();
        let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme));
        let Some(host) = scheme.and_then(|scheme| text.strip_prefix(scheme)) else {
            return Err("Ghi cả https:// hoặc http:// ở đầu, như https://mnhoasen.edu.vn.".to_owned());
        };
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | ':' | '[' | ']');
        if host.is_empty() || !host.starts_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '[') {
            return Err("Sau // còn thiếu tên máy chủ, như https://mnhoasen.edu.vn.".to_owned());
        }
        if !host.chars().all(is_plain) {
            let words = "Chỉ ghi đến tên máy chủ và cổng, không có dấu tiếng Việt, như https://mnhoasen.edu.vn.";
            return Err(words.to_owned());
        }
        if text.len() > MAX_LETTERS {
            return Err(format!("Địa chỉ dài {} ký tự, nhiều nhất {MAX_LETTERS} ký tự.", text.len()));
        }
        Ok(Self(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SystemAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
