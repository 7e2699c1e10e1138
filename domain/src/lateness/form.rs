//! What is typed on the card: the sentence of whoever was late, and what the leadership finds; kept as it was sent.

use crate::{
    forms::{FormData, FormErrors},
    lines,
    obligations::{Finding, Reason},
    refusal::{LatenessRefusal, Refusal},
};

/// The fields in which words are typed.
pub const EXPLAIN_FIELD: &str = "late-words";
pub const JUDGE_FIELD: &str = "found-words";

/// The words that came with a late hand-in, as the sentence of whoever handed it in: on one line, and cut where they are longer than
/// a sentence may be. `None` where they say nothing.
pub fn sentence_of_note(note: &str) -> Option<Reason> {
    let line = lines::clean(note);
    let is_long = Reason::MAX_LENGTH < line.chars().count();
    let kept = if is_long { line.chars().take(Reason::MAX_LENGTH - 1).chain(['…']).collect() } else { line };
    Reason::parse_in(EXPLAIN_FIELD, &kept).ok()
}

/// What the leadership finds of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub finding: Finding,
    /// How often it was judged when the form was made.
    pub seen: usize,
    /// May be empty.
    pub words: String,
}

/// The form with the two buttons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JudgeForm {
    pub finding: String,
    pub seen: String,
    pub words: String,
}

impl JudgeForm {
    /// As sent: `finding`, `seen`, `found-words`.
    pub fn read(typed: &FormData) -> Self {
        let get = |field| typed.get(field).to_owned();
        Self { finding: get("finding"), seen: get("seen"), words: get(JUDGE_FIELD) }
    }

    /// What is found.
    ///
    /// # Errors
    /// `LatenessRefusal::NoFinding` of a form that no page has made; what is wrong with the words is told inside.
    pub fn parse(&self) -> Result<Result<Found, FormErrors>, Refusal> {
        let no_finding = || Refusal::from(LatenessRefusal::NoFinding);
        let finding = Finding::from_code(&self.finding).ok_or_else(no_finding)?;
        let seen = self.seen.parse().map_err(|_| no_finding())?;
        if self.words.is_empty() {
            return Ok(Ok(Found { finding, seen, words: String::new() }));
        }
        let words = Reason::parse_in(JUDGE_FIELD, &self.words).map(|words| words.as_str().to_owned());
        Ok(words.map(|words| Found { finding, seen, words }))
    }
}
