//! The bytes of a statement that are signed: lines of text, so that people can read what was signed without a program.
//!
//! Form 1, of an approval. UTF-8; the first line is `hoso-statement 1`; each further line is `key: value` and ends with a line
//! feed. All keys stand in one fixed order, those of a list once for each element after a line with the number of elements.
//! In a value `\` is written `\\`, and characters that end a line, move the cursor or turn the direction of writing are
//! written `\u{hex}`. Instants are in UTC (RFC 3339), hashes in small hex digits, ids as UUIDs (RFC 9562).
//!
//! Form 2 is of what is signed while the other side of the way is open: the first line is `hoso-statement 2`, and a last line
//! `open` names that side. All else is as in form 1, and a statement that leaves nothing open is one of form 1 alone.
//!
//! Form 3 is of a check: the first line is `hoso-statement 3`, and a last line is `act: check`. So whatever knows the other forms
//! alone reads no check as an approval.
//!
//! `parse` takes back exactly what `bytes` gives and nothing else, so two different statements never have the same bytes.
//! A later form begins with another first line and leaves this one as it is: what was signed stays readable for ever.

use std::{fmt::Display, str::FromStr};

use chrono::{DateTime, SecondsFormat};

use super::{
    Approver, ClockAtSigning, Delegation, KeyId, Named, SignedAct, SignedFile, SignedRecord, SignedSchool, SignedVersion, Statement,
};
use crate::{days::Timestamp, files::Sha256, ids::Id, record_types::Step, submissions::ReceiptNumber};

const FIRST_LINE: &str = "hoso-statement 1";
const FIRST_LINE_OPEN: &str = "hoso-statement 2";
const FIRST_LINE_CHECK: &str = "hoso-statement 3";
/// The code of what is done by a statement of form 3.
const CHECK: &str = "check";
/// More files or approvals than any record has; a number beyond it is no statement of ours.
const MAX_LISTED: usize = 1_000;

/// Why bytes are no statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    #[error("the bytes are no text")]
    NotText,
    #[error("the text is of another form")]
    OtherForm,
    /// This key was expected, with a value of its kind.
    #[error("the line of `{0}` is missing or wrong")]
    Field(&'static str),
    #[error("something follows the last line")]
    TooLong,
    /// It says what a statement says, in other bytes.
    #[error("the text is not in its one form")]
    NotCanonical,
}

impl Statement {
    /// What is signed.
    pub fn bytes(&self) -> Vec<u8> {
        self.text().into_bytes()
    }

    /// The statement as text: the bytes that are signed, to be shown.
    pub fn text(&self) -> String {
        let mut lines = Lines(format!("{}\n", self.first_line()));
        let Self { code, key, school, record, version, approvals, signer, delegation, consent, .. } = self;
        lines.put("code", code).put("key", key);
        lines.put("school.id", school.id).put("school.name", &school.name);
        let SignedRecord { id, title, record_type, period, owner, school_year } = record;
        lines.put("record.id", id).put("record.title", title).put("record.type", record_type);
        lines.put("record.period", period).put("record.owner", owner).put("record.school_year", school_year);
        let SignedVersion { id, number, receipt, digest, handed_in_by, handed_in_at, files } = version;
        lines.put("version.id", id).put("version.number", number).put("version.receipt", receipt).put("version.digest", digest);
        lines.person("version.by", handed_in_by).at("version.at", *handed_in_at);
        lines.put("files", files.len());
        for SignedFile { name, size, sha256 } in files {
            lines.put("file.name", name).put("file.size", size).put("file.sha256", sha256);
        }
        lines.put("approvals", approvals.len());
        for Approver { step, by, delegation, at } in approvals {
            lines.put("approval.step", step.code()).person("approval.by", by).delegation(delegation.as_ref());
            lines.at("approval.at", *at);
        }
        lines.person("signer", signer).delegation(delegation.as_ref());
        lines.put("consent", consent).at("password_typed_at", self.password_typed_at).at("signed_at", self.signed_at);
        lines.put("clock", clock_code(self.clock));
        if let Some(step) = self.open {
            lines.put("open", step.code());
        }
        if self.act == SignedAct::Check {
            lines.put("act", CHECK);
        }
        lines.0
    }

    /// By which the form is known.
    const fn first_line(&self) -> &'static str {
        match (self.act, self.open) {
            (SignedAct::Check, _) => FIRST_LINE_CHECK,
            (SignedAct::Approval, Some(_)) => FIRST_LINE_OPEN,
            (SignedAct::Approval, None) => FIRST_LINE,
        }
    }

    /// Reads what `bytes` wrote.
    ///
    /// # Errors
    /// Where the bytes are those of no statement.
    pub fn parse(bytes: &[u8]) -> Result<Self, StatementError> {
        let text = std::str::from_utf8(bytes).map_err(|_| StatementError::NotText)?;
        let (first_line, rest) = text.split_once('\n').ok_or(StatementError::OtherForm)?;
        let mut fields = Fields(rest);
        let statement = match first_line {
            FIRST_LINE => fields.statement()?,
            FIRST_LINE_OPEN => {
                let statement = fields.statement()?;
                if fields.0.is_empty() {
                    // It says what form 1 says, and no more.
                    return Err(StatementError::OtherForm);
                }
                Statement { open: Some(fields.read("open", Step::from_code)?), ..statement }
            }
            FIRST_LINE_CHECK => {
                let statement = fields.statement()?;
                fields.read("act", |act| (act == CHECK).then_some(()))?;
                Statement { act: SignedAct::Check, ..statement }
            }
            _ => return Err(StatementError::OtherForm),
        };
        if !fields.0.is_empty() {
            return Err(StatementError::TooLong);
        }
        if statement.bytes() == bytes { Ok(statement) } else { Err(StatementError::NotCanonical) }
    }
}

const fn clock_code(clock: ClockAtSigning) -> &'static str {
    match clock {
        ClockAtSigning::Believed => "believed",
        ClockAtSigning::Doubted => "doubted",
    }
}

/// The text as far as it is written.
struct Lines(String);

impl Lines {
    fn put(&mut self, key: &str, value: impl Display) -> &mut Self {
        self.0.push_str(key);
        self.0.push_str(": ");
        for letter in value.to_string().chars() {
            if letter == '\\' {
                self.0.push_str(r"\\");
            } else if acts(letter) {
                self.0.push_str(&format!(r"\u{{{:x}}}", u32::from(letter)));
            } else {
                self.0.push(letter);
            }
        }
        self.0.push('\n');
        self
    }

    fn at(&mut self, key: &str, instant: Timestamp) -> &mut Self {
        self.put(key, instant.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }

    fn delegation(&mut self, delegation: Option<&Delegation>) -> &mut Self {
        self.put("delegations", usize::from(delegation.is_some()));
        if let Some(Delegation { decision, on_behalf_of }) = delegation {
            self.put("delegation.decision", decision).person("delegation.for", on_behalf_of);
        }
        self
    }

    fn person(&mut self, key: &str, Named { id, name, titles }: &Named) -> &mut Self {
        self.put(&format!("{key}.id"), id).put(&format!("{key}.name"), name).put(&format!("{key}.titles"), titles)
    }
}

/// Whether a letter is not seen but does something to the text around it.
fn acts(letter: char) -> bool {
    let hidden = ['\u{200e}', '\u{200f}', '\u{2028}', '\u{2029}', '\u{feff}'];
    letter.is_control() || hidden.contains(&letter) || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text as far as it is still to be read.
struct Fields<'a>(&'a str);

impl Fields<'_> {
    fn statement(&mut self) -> Result<Statement, StatementError> {
        Ok(Statement {
            code: self.parsed("code")?,
            key: self.read("key", KeyId::from_hex)?,
            act: SignedAct::Approval,
            school: SignedSchool { id: self.parsed("school.id")?, name: self.text("school.name")? },
            record: SignedRecord {
                id: self.parsed("record.id")?,
                title: self.text("record.title")?,
                record_type: self.text("record.type")?,
                period: self.text("record.period")?,
                owner: self.text("record.owner")?,
                school_year: self.text("record.school_year")?,
            },
            version: SignedVersion {
                id: self.parsed("version.id")?,
                number: self.parsed("version.number")?,
                receipt: self.parsed::<ReceiptNumber>("version.receipt")?,
                digest: self.read("version.digest", Sha256::from_hex)?,
                handed_in_by: self.person(["version.by.id", "version.by.name", "version.by.titles"])?,
                handed_in_at: self.at("version.at")?,
                files: self.list("files", |fields| {
                    let (name, size) = (fields.text("file.name")?, fields.parsed("file.size")?);
                    Ok(SignedFile { name, size, sha256: fields.read("file.sha256", Sha256::from_hex)? })
                })?,
            },
            approvals: self.list("approvals", |fields| {
                let step = fields.read("approval.step", Step::from_code)?;
                let by = fields.person(["approval.by.id", "approval.by.name", "approval.by.titles"])?;
                Ok(Approver { step, by, delegation: fields.delegation()?, at: fields.at("approval.at")? })
            })?,
            signer: self.person(["signer.id", "signer.name", "signer.titles"])?,
            delegation: self.delegation()?,
            consent: self.text("consent")?,
            password_typed_at: self.at("password_typed_at")?,
            signed_at: self.at("signed_at")?,
            clock: self.read("clock", |code| {
                [ClockAtSigning::Believed, ClockAtSigning::Doubted].into_iter().find(|clock| clock_code(*clock) == code)
            })?,
            open: None,
        })
    }

    /// The value of the next line, which must have this key.
    fn text(&mut self, key: &'static str) -> Result<String, StatementError> {
        let wrong = StatementError::Field(key);
        let (line, rest) = self.0.split_once('\n').ok_or(wrong)?;
        let value = line.strip_prefix(key).and_then(|rest| rest.strip_prefix(": ")).ok_or(wrong)?;
        self.0 = rest;
        unescaped(value).ok_or(wrong)
    }

    fn read<T>(&mut self, key: &'static str, read: impl FnOnce(&str) -> Option<T>) -> Result<T, StatementError> {
        read(&self.text(key)?).ok_or(StatementError::Field(key))
    }

    fn parsed<T: FromStr>(&mut self, key: &'static str) -> Result<T, StatementError> {
        self.read(key, |text| text.parse().ok())
    }

    fn at(&mut self, key: &'static str) -> Result<Timestamp, StatementError> {
        self.read(key, |text| DateTime::parse_from_rfc3339(text).ok().map(|instant| instant.to_utc()))
    }

    fn person(&mut self, [id, name, titles]: [&'static str; 3]) -> Result<Named, StatementError> {
        Ok(Named { id: self.parsed::<Id<_>>(id)?, name: self.text(name)?, titles: self.text(titles)? })
    }

    fn delegation(&mut self) -> Result<Option<Delegation>, StatementError> {
        let mut all = self.list("delegations", |fields| {
            let decision = fields.text("delegation.decision")?;
            let keys = ["delegation.for.id", "delegation.for.name", "delegation.for.titles"];
            Ok(Delegation { decision, on_behalf_of: fields.person(keys)? })
        })?;
        // Of two the first is lost, and what is written again is not what was read.
        Ok(all.pop())
    }

    fn list<T>(
        &mut self,
        key: &'static str,
        element: impl Fn(&mut Self) -> Result<T, StatementError>,
    ) -> Result<Vec<T>, StatementError> {
        let length: usize = self.parsed(key)?;
        if length > MAX_LISTED {
            return Err(StatementError::Field(key));
        }
        (0..length).map(|_| element(self)).collect()
    }
}

fn unescaped(value: &str) -> Option<String> {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((plain, after)) = rest.split_once('\\') {
        text.push_str(plain);
        rest = if let Some(after) = after.strip_prefix('\\') {
            text.push('\\');
            after
        } else {
            let (digits, after) = after.strip_prefix("u{")?.split_once('}')?;
            text.push(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?);
            after
        };
    }
    text.push_str(rest);
    Some(text)
}
