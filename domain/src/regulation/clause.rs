//! Clauses: number, heading, words, and what each is about; and which clauses of two versions belong together.

use std::{fmt, str::FromStr};

use super::subject::Subject;

/// "Điều 3c": an article, and a letter where it has several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClauseNumber {
    pub article: u8,
    /// As it is printed: the regulation of 2024 runs a, b, c, d, e, g.
    pub letter: Option<char>,
}

/// The words are not those of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no clause is written so")]
pub struct ClauseNumberError;

/// "Điều 3c", as clauses are cited on every page.
impl fmt::Display for ClauseNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Điều {}", self.short())
    }
}

/// Reads "3c", "Điều 3c", "Điều 3 điểm c", and "3" alone.
impl FromStr for ClauseNumber {
    type Err = ClauseNumberError;

    fn from_str(typed: &str) -> Result<Self, ClauseNumberError> {
        let words = typed.to_lowercase().replace("điều", " ").replace("điểm", " ").replace(['.', ')'], " ");
        let parts: Vec<&str> = words.split_whitespace().collect();
        // "3 1" is no clause, and not Điều 31.
        if parts.iter().skip(1).any(|part| part.starts_with(|letter: char| letter.is_ascii_digit())) {
            return Err(ClauseNumberError);
        }
        let joined = parts.concat();
        let figures: String = joined.chars().take_while(char::is_ascii_digit).collect();
        let mut letters = joined.chars().skip(figures.len());
        let article = figures.parse::<u8>().ok().filter(|article| *article > 0).ok_or(ClauseNumberError)?;
        match (letters.next(), letters.next()) {
            (None, _) => Ok(Self { article, letter: None }),
            (Some(letter), None) if letter.is_alphabetic() => Ok(Self { article, letter: Some(letter) }),
            _ => Err(ClauseNumberError),
        }
    }
}

impl ClauseNumber {
    /// "3c": in a form, and as the end of an address.
    pub fn short(self) -> String {
        self.letter.map_or_else(|| self.article.to_string(), |letter| format!("{}{letter}", self.article))
    }
}

/// One clause of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    pub number: ClauseNumber,
    /// Of its article: "Nhiệm vụ và quyền hạn của Hiệu trưởng"; it may be empty.
    pub heading: String,
    /// Paragraphs, each on a line.
    pub text: String,
    /// By what it is linked to pages, settings and figures; `None` where the program knows nothing of it.
    pub subject: Option<Subject>,
}

impl Clause {
    /// In letters.
    pub const MAX_HEADING: usize = 200;
    /// In letters, spaces included; the longest clause of 2024 has five hundred.
    pub const MAX_TEXT: usize = 5_000;
    /// How many a version may have.
    pub const MAX_COUNT: usize = 150;
}

/// Clauses of one article, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article<'c, T> {
    pub number: u8,
    pub heading: String,
    pub clauses: Vec<&'c T>,
}

/// `list` by articles, as `of` finds the clause in each.
pub fn articles<'c, T>(list: &'c [T], of: impl Fn(&T) -> &Clause) -> Vec<Article<'c, T>> {
    let mut articles: Vec<Article<'c, T>> = Vec::new();
    for one in list {
        let clause = of(one);
        match articles.last_mut() {
            Some(last) if last.number == clause.number.article => last.clauses.push(one),
            Some(_) | None => {
                let (number, heading) = (clause.number.article, clause.heading.clone());
                articles.push(Article { number, heading, clauses: vec![one] });
            }
        }
    }
    articles
}

/// A clause of two versions; one alone is new, or gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClausePair<'c> {
    pub before: Option<&'c Clause>,
    pub after: Option<&'c Clause>,
}

impl ClausePair<'_> {
    /// Whether both say the same.
    pub fn is_same(&self) -> bool {
        self.before.zip(self.after).is_some_and(|(before, after)| before.heading == after.heading && before.text == after.text)
    }
}

/// Which clauses belong together: those of one number. The new ones in their order, then what is gone.
pub fn pair_clauses<'c>(before: &'c [Clause], after: &'c [Clause]) -> Vec<ClausePair<'c>> {
    let of = |list: &'c [Clause], number: ClauseNumber| list.iter().find(|one| one.number == number);
    let kept = after.iter().map(|one| ClausePair { before: of(before, one.number), after: Some(one) });
    let gone = before.iter().filter(|one| of(after, one.number).is_none());
    kept.chain(gone.map(|one| ClausePair { before: Some(one), after: None })).collect()
}
