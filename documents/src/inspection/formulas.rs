//! Formulas of Excel: what they fetch, what they start, and where the addresses lead that they build out of pieces.
//!
//! Nothing is computed but what stands in the formula itself: texts joined by `&` or `CONCATENATE`, and letters by their number.
//! What comes from a cell is unknown.

use domain::inspection::{Cause, Oddity};

use super::{
    fields,
    findings::Findings,
    links::{self, Link},
};

/// Excel allows 64 functions inside of each other; what is deeper nobody looks into.
const MAX_DEPTH: usize = 80;

/// Stands in a text for what comes from a cell; it stands in no file.
const UNKNOWN: char = '\u{10FFFE}';

/// What formulas say about the whole workbook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Addresses {
    /// A link takes its whole address from a cell.
    pub are_in_cells: bool,
    /// A cell holds the address of a program or of another machine.
    pub have_dangerous_cell: bool,
}

impl Addresses {
    /// What a cell holds, where it is not a formula.
    pub fn note_cell(&mut self, text: &str) {
        let text = text.trim();
        let is_address = text.starts_with("\\\\") || starts_as_file(text) || text.contains(":\\");
        self.have_dangerous_cell |= is_address && matches!(link_of(text), Link::OtherMachine | Link::Program);
    }

    /// When every part has been read.
    pub fn judge(self, findings: &mut Findings) {
        if self.are_in_cells && self.have_dangerous_cell {
            findings.hold(Cause::ProgramLink);
        }
    }
}

/// Looks at one formula, without the sign `=` before it.
pub fn judge(formula: &str, addresses: &mut Addresses, findings: &mut Findings) {
    let mut reader = Reader { rest: formula, depth: 0, addresses, findings };
    while !reader.rest.is_empty() {
        reader.argument(false);
        reader.skip(1);
    }
}

fn starts_as_file(text: &str) -> bool {
    text.get(..5).is_some_and(|beginning| beginning.eq_ignore_ascii_case("file:"))
}

/// `\\` and a blank or nothing is no machine's name. A place in a book stands in quotes of its own.
fn link_of(text: &str) -> Link {
    let text = text.trim_start_matches([UNKNOWN, ' ', '\'']);
    let is_name =
        |rest: &str| rest.chars().next().is_some_and(|letter| letter.is_alphanumeric() || letter == '.' || letter == UNKNOWN);
    match text.strip_prefix("\\\\").or_else(|| text.strip_prefix("//")) {
        Some(rest) if !is_name(rest.trim_start_matches(['?', '\\', '/'])) => Link::Harmless,
        _ => Link::of(&text.replace(UNKNOWN, "x")),
    }
}

/// Which arguments of a function may be an address that is opened.
#[derive(Clone, Copy)]
enum Arguments {
    Plain,
    /// Whatever stands inside of an address.
    Addresses,
    /// The first one.
    OfLink,
}

impl Arguments {
    const fn inside(is_in_link: bool) -> Self {
        if is_in_link { Self::Addresses } else { Self::Plain }
    }
}

struct Reader<'f, 'a> {
    rest: &'f str,
    depth: usize,
    addresses: &'a mut Addresses,
    findings: &'a mut Findings,
}

impl<'f> Reader<'f, '_> {
    /// Reads up to the comma or bracket that ends an argument, and gives the text that it makes.
    fn argument(&mut self, is_in_link: bool) -> String {
        let mut text = String::new();
        while let Some(letter) = self.rest.chars().next() {
            match letter {
                ',' | ';' | ')' | '}' => break,
                '"' => text.push_str(&self.quoted('"')),
                '\'' => {
                    let place = self.quoted('\'');
                    // A place in another book: `'\\machine\share\[book.xlsx]Sheet'!A1`.
                    if matches!(link_of(&place), Link::OtherMachine) {
                        self.findings.hold(Cause::LoadsFromElsewhere);
                    }
                    unknown(&mut text);
                }
                '&' => self.skip(1),
                '|' => {
                    // `program|topic!item` calls another program; a bar stands in no other formula outside of quotes.
                    self.findings.hold(Cause::DdeField);
                    self.skip(1);
                }
                '(' | '{' => {
                    self.skip(1);
                    let inner = self.arguments(Arguments::inside(is_in_link));
                    text.push_str(&inner.concat());
                }
                _ if letter.is_whitespace() => self.skip(letter.len_utf8()),
                _ if is_of_word(letter) => self.word(&mut text, is_in_link),
                _ => {
                    unknown(&mut text);
                    self.skip(letter.len_utf8());
                }
            }
        }
        self.look_at_text(&text, is_in_link);
        text
    }

    /// An address as a text: wherever it stands, if nothing else begins so.
    fn look_at_text(&mut self, text: &str, is_in_link: bool) {
        let text = text.trim_start_matches('\'');
        let is_address = text.starts_with("\\\\") || starts_as_file(text);
        if text.starts_with(UNKNOWN) {
            // Only its end is known.
            if is_in_link && links::is_program(text) {
                self.findings.hold(Cause::ProgramLink);
            }
        } else if is_address || is_in_link {
            match link_of(text) {
                Link::OtherMachine => self.findings.hold(if is_in_link { Cause::ProgramLink } else { Cause::LoadsFromElsewhere }),
                Link::Program => self.findings.hold(Cause::ProgramLink),
                Link::Harmless | Link::Web | Link::OwnMachine => {}
            }
        }
    }

    /// The arguments between two brackets, of which the opening one was read. What they are is
    /// known by the function.
    fn arguments(&mut self, of: Arguments) -> Vec<String> {
        if self.depth >= MAX_DEPTH {
            self.findings.hold(Cause::Unreadable);
            self.rest = "";
            return Vec::new();
        }
        self.depth += 1;
        let mut arguments = Vec::new();
        loop {
            let is_in_link = match of {
                Arguments::Plain => false,
                Arguments::Addresses => true,
                Arguments::OfLink => arguments.is_empty(),
            };
            arguments.push(self.argument(is_in_link));
            let end = self.rest.chars().next();
            self.skip(1);
            if !matches!(end, Some(',' | ';')) {
                break;
            }
        }
        self.depth -= 1;
        arguments
    }

    /// A number, a place, or a function with what it is asked.
    fn word(&mut self, text: &mut String, is_in_link: bool) {
        let end = end_of_word(self.rest);
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest.trim_start();
        if !self.rest.starts_with('(') {
            if word.bytes().all(|byte| byte.is_ascii_digit()) {
                text.push_str(word);
            } else {
                unknown(text);
            }
            return;
        }
        self.skip(1);
        let name = word.to_uppercase();
        let name = name.trim_start_matches("_XLFN.").trim_start_matches("_XLWS.").to_owned();
        let opens = matches!(name.as_str(), "HYPERLINK" | "IMAGE" | "WEBSERVICE");
        let arguments = self.arguments(if opens { Arguments::OfLink } else { Arguments::inside(is_in_link) });
        self.call(&name, &arguments);
        match (name.as_str(), arguments.as_slice()) {
            ("CONCATENATE" | "CONCAT", pieces) => text.push_str(&pieces.concat()),
            ("CHAR" | "UNICHAR", [number]) => match number.parse().ok().and_then(char::from_u32) {
                Some(letter) => text.push(letter),
                None => unknown(text),
            },
            ("T" | "TRIM" | "LOWER" | "UPPER" | "PROPER" | "CLEAN", [one]) => text.push_str(one),
            _ => unknown(text),
        }
    }

    fn call(&mut self, name: &str, arguments: &[String]) {
        match name {
            "WEBSERVICE" => self.findings.hold(Cause::LoadsFromElsewhere),
            // A program that sends data, a function of a library, a query to a database.
            "RTD" | "DDE" | "CALL" | "REGISTER" | "REGISTER.ID" | "EXEC" | "SQL.REQUEST" => self.findings.hold(Cause::DdeField),
            "IMAGE" => match arguments.first().map(|address| (address, link_of(address))) {
                // What is built of cells takes them along to wherever the picture lies.
                Some((address, Link::Web)) if !address.contains(UNKNOWN) => self.findings.odd(Oddity::LoadsFromWeb),
                Some((address, Link::Harmless)) if address.is_empty() => {}
                _ => self.findings.hold(Cause::LoadsFromElsewhere),
            },
            "HYPERLINK" => {
                if let Some(address) = arguments.first() {
                    self.follow(address);
                }
            }
            _ => {}
        }
    }

    /// A link that waits for a click.
    fn follow(&mut self, address: &str) {
        let known = address.split(UNKNOWN).next().unwrap_or_default().trim().to_lowercase();
        if !address.contains(UNKNOWN) {
            return fields::follow(address, self.findings);
        }
        if known.is_empty() {
            // Joined out of several pieces, of which the first is in a cell: nobody sees where it leads.
            match address.chars().all(|letter| letter == UNKNOWN) {
                true => self.addresses.are_in_cells = true,
                false => self.findings.hold(Cause::ProgramLink),
            }
        } else if ["file:", "\\\\", "//", "ms-", "search-ms:", "javascript:"].iter().any(|one| one.starts_with(&known)) {
            self.findings.hold(Cause::ProgramLink);
        } else {
            fields::follow(&address.replace(UNKNOWN, "x"), self.findings);
        }
    }

    /// What stands between two quotes; two of them inside are one.
    fn quoted(&mut self, quote: char) -> String {
        self.skip(1);
        let mut text = String::new();
        while let Some(end) = self.rest.find(quote) {
            let (piece, rest) = self.rest.split_at(end);
            text.push_str(piece);
            self.rest = rest.get(1..).unwrap_or_default();
            if !self.rest.starts_with(quote) {
                return text;
            }
            text.push(quote);
            self.skip(1);
        }
        text.push_str(self.rest);
        self.rest = "";
        text
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }
}

/// Once, however many cells and signs follow each other.
fn unknown(text: &mut String) {
    if !text.ends_with(UNKNOWN) {
        text.push(UNKNOWN);
    }
}

/// A name of a column may hold anything, in square brackets.
fn end_of_word(text: &str) -> usize {
    let mut at = 0;
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if letter == '[' {
            at += closing_bracket(text.get(at..).unwrap_or_default()).unwrap_or(1);
        } else if is_of_word(letter) {
            at += letter.len_utf8();
        } else {
            break;
        }
    }
    at
}

/// Where the bracket closes that is the first letter, in bytes; an apostrophe takes the meaning from the letter behind it.
fn closing_bracket(text: &str) -> Option<usize> {
    let (mut depth, mut is_escaped) = (0_usize, false);
    for (at, letter) in text.char_indices() {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\'' => is_escaped = true,
            '[' => depth += 1,
            ']' if depth == 1 => return Some(at + 1),
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '.' | '$' | '!' | ':' | '[' | ']' | '#' | '@' | '\\' | '?')
}

#[cfg(test)]
mod tests;
