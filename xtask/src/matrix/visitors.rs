//! Everybody at once: sessions on the program under trial, and on one of another school.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context, Result, ensure};

use super::people::Who;
use crate::{
    http::{Answer, encode},
    running::RunningServer,
};

/// The two schools, and a session for everybody.
pub struct Visitors {
    school: RunningServer,
    other: RunningServer,
    cookies: BTreeMap<Who, String>,
}

/// A part of a form with files: the name it goes by, and its bytes.
pub struct Paper<'p> {
    pub name: &'static str,
    pub bytes: &'p [u8],
}

impl Visitors {
    /// Starts both, and signs everybody in.
    pub fn come(program: &Path, folder: &Path) -> Result<Self> {
        let school = RunningServer::open(program, &folder.join("school"))?;
        let other = RunningServer::open(program, &folder.join("other-school"))?;
        let mut cookies = BTreeMap::new();
        for who in Who::ALL {
            let cookie = match (who, who.username()) {
                (Who::OtherSchool | Who::OtherSession, _) => other.sign_in("hieutruong")?,
                (_, Some(username)) => school.sign_in(username)?,
                (_, None) => String::new(),
            };
            cookies.insert(who, cookie);
        }
        Ok(Self { school, other, cookies })
    }

    fn server(&self, who: Who) -> &RunningServer {
        if who == Who::OtherSchool { &self.other } else { &self.school }
    }

    fn cookie(&self, who: Who) -> &str {
        self.cookies.get(&who).map(String::as_str).unwrap_or_default()
    }

    /// One more session of this person.
    pub fn sign_in(&self, who: Who) -> Result<String> {
        self.server(who).sign_in(who.username().unwrap_or("hieutruong"))
    }

    /// A session of somebody of the school who tries nothing else.
    pub fn sign_in_as(&self, username: &str) -> Result<String> {
        self.school.sign_in(username)
    }

    pub fn get(&self, who: Who, path: &str) -> Result<Answer> {
        self.get_with(who, self.cookie(who), path)
    }

    /// In another session than that in which everything is tried.
    pub fn get_with(&self, who: Who, cookie: &str, path: &str) -> Result<Answer> {
        self.server(who).connect()?.get(path, &head(cookie)).with_context(|| format!("GET {path} as {who:?}"))
    }

    /// A page that this person is to see.
    pub fn page(&self, who: Who, path: &str) -> Result<String> {
        let answer = self.get(who, path)?;
        ensure!(answer.status == 200, "GET {path} as {who:?} answered {}", answer.status);
        // Without the marks that Leptos leaves between pieces of text.
        Ok(answer.text()?.replace("<!>", ""))
    }

    pub fn post(&self, who: Who, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        self.post_with(who, self.cookie(who), path, fields)
    }

    /// In another session than that in which everything is tried.
    pub fn post_with(&self, who: Who, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let (kind, body) = ("application/x-www-form-urlencoded", pairs.join("&"));
        let sent = self.server(who).connect()?.post(path, kind, &head(cookie), body.as_bytes());
        sent.with_context(|| format!("POST {path} as {who:?}"))
    }

    /// A form with one file.
    pub fn hand_in(&self, who: Who, path: &str, paper: &Paper<'_>) -> Result<Answer> {
        let part = "--B\r\nContent-Disposition: form-data; name=";
        let before = format!("{part}\"note\"\r\n\r\n\r\n{part}\"files\"; filename=\"{}\"\r\n\r\n", paper.name);
        let body = [before.as_bytes(), paper.bytes, b"\r\n--B--\r\n"].concat();
        let sent = self.server(who).connect()?.post(path, "multipart/form-data; boundary=B", &head(self.cookie(who)), &body);
        sent.with_context(|| format!("POST {path} as {who:?}"))
    }
}

fn head(cookie: &str) -> String {
    let cookie = if cookie.is_empty() { String::new() } else { format!("Cookie: {cookie}\r\n") };
    format!("{cookie}Connection: close\r\n")
}
