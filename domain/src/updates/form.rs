//! A request and a decision as forms: kept as they were typed, read into what is meant.

use std::collections::BTreeSet;

use super::procedure::{Evidence, UpdateProcedure, hours};
use crate::{
    files::StoredFile,
    forms::{FormData, FormErrors},
    ids::{Id, UpdateId},
    lines,
    obligations::{ObligationId, Reason},
};

/// A request as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestForm {
    /// The id that the request will have: made with the page, so that a second click finds the first request.
    pub key: String,
    /// Ids of the records that are ticked.
    pub records: Vec<String>,
    /// One of the reasons that the procedure offers; empty for one of their own.
    pub ground: String,
    /// In their own words.
    pub reason: String,
    pub evidence: String,
    /// Ids of files that lie with the server and bear it out.
    pub files: Vec<String>,
    /// Names of files that were chosen and did not come along: the session had ended before they could.
    pub unsent: Vec<String>,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdatePlan {
    /// `None` where the form brought none.
    pub id: Option<UpdateId>,
    /// Each once, in the order of the form.
    pub records: Vec<ObligationId>,
    pub reason: Reason,
    pub evidence: String,
    /// Files that lie with the server, each once.
    pub files: Vec<Id<StoredFile>>,
}

impl RequestForm {
    /// How long the words that bear a request out may be, in letters.
    pub const MAX_EVIDENCE: usize = 500;
    /// How many records one request may name.
    pub const MAX_RECORDS: usize = 40;
    /// How many files may bear a request out.
    pub const MAX_FILES: usize = 10;

    /// As sent: `key`, `record` for each, `ground`, `reason`, `evidence`, `upload` for each file that lies with the server; `files` where
    /// the names of files came without the files.
    pub fn read(typed: &FormData) -> Self {
        let get = |field| typed.get(field).to_owned();
        let all = |field| typed.all(field).filter(|value| !value.is_empty()).map(str::to_owned).collect();
        Self {
            key: get("key"),
            records: all("record"),
            ground: get("ground"),
            reason: get("reason"),
            evidence: get("evidence"),
            files: all("upload"),
            unsent: all("files"),
        }
    }

    /// The reason that was chosen with what was written beside it, or either of them.
    fn why(&self) -> String {
        match (self.ground.trim(), self.reason.trim()) {
            ("", own) => own.to_owned(),
            (chosen, "") => chosen.to_owned(),
            (chosen, own) => format!("{chosen}: {own}"),
        }
    }

    /// What is asked for, as the procedure wants it.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, procedure: UpdateProcedure) -> Result<UpdatePlan, FormErrors> {
        let mut errors = FormErrors::default();
        let records: Vec<ObligationId> = each_once(&self.records);
        let files: Vec<Id<StoredFile>> = each_once(&self.files);
        if records.is_empty() {
            errors.add("record", "Chọn ít nhất một hồ sơ cần bổ sung.");
        } else if records.len() > Self::MAX_RECORDS {
            errors.add("record", format!("Một đề nghị nhiều nhất {} hồ sơ; chia thành nhiều đề nghị.", Self::MAX_RECORDS));
        }
        let evidence = lines::clean(&self.evidence);
        let letters = evidence.chars().count();
        let says_nothing = evidence.chars().filter(|letter| letter.is_alphanumeric()).count() < Reason::MIN_LETTERS;
        if letters > Self::MAX_EVIDENCE {
            errors
                .add("evidence", format!("Minh chứng dài {letters} ký tự, nhiều nhất {} ký tự. Rút gọn lại.", Self::MAX_EVIDENCE));
        } else if says_nothing && ((procedure.evidence == Evidence::Required && files.is_empty()) || !evidence.is_empty()) {
            errors.add("evidence", "Ghi minh chứng: một câu, hoặc số và ngày của giấy tờ; hoặc đính kèm tệp.");
        }
        if !self.unsent.is_empty() {
            let names = self.unsent.join(", ");
            errors.add("files", format!("Chưa nhận được {names}. Chọn lại tệp, hoặc gửi đề nghị không kèm tệp."));
        } else if files.len() > Self::MAX_FILES {
            errors.add(
                "files",
                format!("Một đề nghị nhiều nhất {} tệp minh chứng. Bỏ bớt, hoặc gộp ảnh vào một tệp.", Self::MAX_FILES),
            );
        }
        let (reason, ()) = FormErrors::both(Reason::parse(&self.why()), errors.or(()))?;
        Ok(UpdatePlan { id: self.key.parse().ok(), records, reason, evidence, files })
    }
}

/// The ids among these words, each once, in their order.
fn each_once<T>(typed: &[String]) -> Vec<Id<T>> {
    let mut seen = BTreeSet::new();
    typed.iter().filter_map(|id| id.parse().ok()).filter(|id: &Id<T>| seen.insert(id.uuid())).collect()
}

/// For how long records are opened, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GrantForm {
    pub hours: String,
}

impl GrantForm {
    /// The form as it begins.
    pub fn of(procedure: UpdateProcedure) -> Self {
        Self { hours: procedure.default_hours.to_string() }
    }

    /// As sent: `hours`.
    pub fn read(typed: &FormData) -> Self {
        Self { hours: typed.get("hours").to_owned() }
    }

    /// For how many hours, at most as many as the procedure allows.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn parse(&self, procedure: UpdateProcedure) -> Result<u32, FormErrors> {
        let mut errors = FormErrors::default();
        hours(&mut errors, "hours", &self.hours, procedure.max_hours).ok_or(errors)
    }
}
