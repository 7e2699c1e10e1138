//! Word's fields: instructions between two marks, spread over runs, inside of each other.

use domain::inspection::{Cause, Oddity};

use super::{findings::Findings, links::Link};

/// Longer than this no instruction is looked at, in bytes; blanks in a row count once.
const MAX_INSTRUCTION: usize = 4_096;

/// Word refuses fields more than 20 deep.
const MAX_OPEN: usize = 64;

/// The fields that are open at this place of a document.
#[derive(Debug, Default)]
pub struct Fields {
    open: Vec<String>,
    /// Instructions without a beginning, from parts where it stands elsewhere.
    loose: String,
}

impl Fields {
    pub fn begin(&mut self) {
        if self.open.len() < MAX_OPEN {
            self.open.push(String::new());
        }
    }

    pub fn text(&mut self, text: &str) {
        let instruction = self.open.last_mut().unwrap_or(&mut self.loose);
        for letter in text.chars() {
            let letter = if letter.is_whitespace() { ' ' } else { letter };
            let is_one_more = letter == ' ' && (instruction.is_empty() || instruction.ends_with(' '));
            if !is_one_more && instruction.len() < MAX_INSTRUCTION {
                instruction.push(letter);
            }
        }
    }

    /// The instruction is complete: its result begins, or the field ends.
    pub fn complete(&mut self, findings: &mut Findings) {
        if let Some(instruction) = self.open.last_mut().map(std::mem::take) {
            judge(&instruction, self.open.len() > 1, findings);
        }
    }

    pub fn end(&mut self, findings: &mut Findings) {
        self.complete(findings);
        self.open.pop();
    }

    /// The document ends: what is open is judged as it is.
    pub fn finish(mut self, findings: &mut Findings) {
        while !self.open.is_empty() {
            self.end(findings);
        }
        judge(&self.loose, false, findings);
    }
}

/// What a field does, by its instruction (ECMA-376 part 1, 17.16).
pub fn judge(instruction: &str, is_inside: bool, findings: &mut Findings) {
    let mut words = words(instruction).into_iter();
    let Some(name) = words.next().map(|name| name.to_uppercase()) else { return };
    let arguments: Vec<String> = words.collect();
    match name.as_str() {
        _ if name.starts_with("DDE") => findings.hold(Cause::DdeField),
        // Letters by their numbers make an instruction that nobody reads.
        "QUOTE" if is_inside && arguments.iter().filter(|word| word.parse::<u16>().is_ok()).count() >= 3 => {
            findings.hold(Cause::DdeField);
        }
        "EMBED" if arguments.iter().any(|word| word.eq_ignore_ascii_case("package")) => findings.hold(Cause::PackedFile),
        "HYPERLINK" => {
            if let Some(target) = target(&arguments) {
                follow(target, findings);
            }
        }
        "INCLUDEPICTURE" | "IMPORT" => fetch(target(&arguments), has_switch(&arguments, "\\d"), true, findings),
        "INCLUDETEXT" | "INCLUDE" | "RD" => fetch(target(&arguments), true, false, findings),
        // The first word is the program.
        "LINK" | "AUTOLINK" => fetch(target(arguments.get(1..).unwrap_or_default()), true, false, findings),
        "DATABASE" => {
            for argument in &arguments {
                fetch(Some(argument), true, false, findings);
            }
        }
        _ => {}
    }
}

/// A link that waits for a click.
pub fn follow(target: &str, findings: &mut Findings) {
    match Link::of(target) {
        Link::Harmless | Link::Web => {}
        Link::OwnMachine => findings.odd(Oddity::LeftOnOwnMachine),
        Link::OtherMachine | Link::Program => findings.hold(Cause::ProgramLink),
    }
}

/// A source that the field takes its content from. A picture that was pasted from the web has its address beside it, and is
/// fetched only where it is not kept.
fn fetch(target: Option<&str>, is_not_kept: bool, is_picture: bool, findings: &mut Findings) {
    match target.map(Link::of) {
        None | Some(Link::Harmless | Link::OwnMachine) => {}
        Some(Link::Web) if is_picture => {
            if is_not_kept {
                findings.odd(Oddity::LoadsFromWeb);
            }
        }
        Some(Link::Web | Link::OtherMachine) => findings.hold(Cause::LoadsFromElsewhere),
        Some(Link::Program) => findings.hold(Cause::ProgramLink),
    }
}

/// The first argument that is no switch.
fn target(arguments: &[String]) -> Option<&str> {
    arguments.iter().map(String::as_str).find(|word| !is_switch(word))
}

fn is_switch(word: &str) -> bool {
    matches!(word.as_bytes(), [b'\\', letter] if *letter != b'\\') || word.starts_with("\\*")
}

fn has_switch(arguments: &[String], switch: &str) -> bool {
    arguments.iter().any(|word| word.eq_ignore_ascii_case(switch))
}

/// The words of an instruction; quotes hold blanks together, and inside of them a backslash is written twice.
fn words(instruction: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let (mut is_quoted, mut was_backslash) = (false, false);
    for letter in instruction.chars() {
        let Some(word) = words.last_mut() else { break };
        match letter {
            '"' | '\u{201c}' | '\u{201d}' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            // `\\server\share` is written `\\\\server\\share`.
            '\\' if was_backslash && word.len() > 2 => {
                was_backslash = false;
                continue;
            }
            _ => word.push(letter),
        }
        was_backslash = letter == '\\';
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests;
