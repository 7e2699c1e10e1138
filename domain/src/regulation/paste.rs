//! A regulation as it is pasted from a document: articles and letters are told apart by how their lines begin.

use super::{
    clause::{Clause, ClauseNumber},
    form::ClauseRow,
};
use crate::lines;

/// Clauses of a text whose lines begin with "Điều 3." and "a)"; what stands before the first article, headings of chapters and what
/// follows "Nơi nhận" is no clause. Of a text without articles there are none.
pub(super) fn read(text: &str) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut in_chapter = false;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let small = line.to_lowercase();
        if small.starts_with("nơi nhận") {
            break;
        }
        // "Chương I QUY ĐỊNH CHUNG" may stand on one line or on two.
        let goes_on = in_chapter && !line.chars().any(char::is_lowercase);
        in_chapter = small.starts_with("chương ") || goes_on;
        if in_chapter {
            continue;
        }
        if let Some((article, rest)) = article(line) {
            clauses.push(begun(ClauseNumber { article, letter: None }, rest));
        } else if let Some(last) = clauses.last_mut() {
            match lettered(line) {
                Some((letter, rest)) => {
                    let number = ClauseNumber { letter: Some(letter), ..last.number };
                    let next = Clause { number, heading: last.heading.clone(), text: rest.to_owned(), subject: None };
                    // The article itself says nothing where its letters do.
                    if last.number.letter.is_none() && last.text.is_empty() { *last = next } else { clauses.push(next) }
                }
                None => {
                    let joint = if last.text.is_empty() { "" } else { "\n" };
                    last.text = format!("{}{joint}{line}", last.text);
                }
            }
        }
    }
    clauses
}

/// A line that is too long for a heading is the text of its article.
fn begun(number: ClauseNumber, rest: &str) -> Clause {
    let is_heading = rest.chars().count() <= Clause::MAX_HEADING;
    let (heading, text) = if is_heading { (rest.trim_end_matches('.'), "") } else { ("", rest) };
    Clause { number, heading: heading.to_owned(), text: text.to_owned(), subject: None }
}

/// "3" and what follows of "Điều 3. …".
fn article(line: &str) -> Option<(u8, &str)> {
    let rest = line.strip_prefix("Điều ").or_else(|| line.strip_prefix("ĐIỀU "))?;
    let figures = rest.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = rest.split_at_checked(figures)?;
    let rest = rest.strip_prefix(['.', ':'])?;
    Some((number.parse().ok().filter(|article| *article > 0)?, rest.trim()))
}

/// "a" and what follows of "a) …", also behind a dash as lists have it.
fn lettered(line: &str) -> Option<(char, &str)> {
    let line = line.trim_start_matches(['-', '–', '+', '*', ' ']);
    let mut letters = line.chars();
    let letter = letters.next().filter(|letter| letter.is_lowercase())?;
    Some((letter, letters.as_str().strip_prefix(')')?.trim()))
}

/// Rows of a form from what was pasted; a clause keeps what it is about where `known` has one of its number.
pub fn pasted(text: &str, known: &[Clause]) -> Vec<ClauseRow> {
    let about = |clause: Clause| {
        let subject = known.iter().find(|one| one.number == clause.number).and_then(|one| one.subject);
        Clause { subject, ..clause }
    };
    let clauses: Vec<Clause> = read(&lines::clean_text(text)).into_iter().map(about).collect();
    ClauseRow::of_all(&clauses)
}
