//! A copy of `domain` with all changes in it, and those that compile.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    fs,
    ops::Range,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::changes::{Change, Changes, NUMBER};
use crate::project::{self, Project};

/// A source file with its changes, as they are numbered in the program.
pub struct Source {
    /// Below `domain/src`.
    pub path: String,
    pub text: String,
    pub changes: Changes,
    /// The number of the first change.
    pub first: usize,
}

/// Each change of a file with its number.
pub fn numbered(source: &Source) -> impl Iterator<Item = (usize, &Source, &Change)> {
    (source.first..).zip(&source.changes.all).map(move |(number, change)| (number, source, change))
}

/// What does not compile.
#[derive(Debug, Default)]
struct LeftOut {
    changes: BTreeSet<usize>,
    /// Functions that the compiler itself calls.
    constant: BTreeSet<String>,
    /// What earlier builds left out in files that nobody asked for now.
    elsewhere: String,
}

impl LeftOut {
    /// What the last build left out: nothing is tried twice in vain.
    fn remembered(memory: &Path, sources: &[Source]) -> Self {
        let text = fs::read_to_string(memory).unwrap_or_default();
        let lines: BTreeSet<&str> = text.lines().collect();
        let constant = lines.iter().filter_map(|line| line.strip_prefix("const ")).map(str::to_owned).collect();
        let is_known =
            |(_, source, change): &(usize, &Source, &Change)| lines.contains(format!("{} {}", source.path, change.words).as_str());
        let changes = sources.iter().flat_map(numbered).filter(is_known).map(|(number, ..)| number).collect();
        let is_asked = |path: &str| sources.iter().any(|one| one.path == path && !one.changes.all.is_empty());
        let of_others = |line: &&&str| line.split_once(".rs ").is_some_and(|(path, _)| !is_asked(&format!("{path}.rs")));
        let elsewhere = lines.iter().filter(of_others).map(|line| format!("{line}\n")).collect();
        Self { changes, constant, elsewhere }
    }

    fn in_words(&self, sources: &[Source]) -> String {
        let constant = self.constant.iter().map(|name| format!("const {name}\n"));
        let out = sources.iter().flat_map(numbered).filter(|(number, ..)| self.changes.contains(number));
        let words = constant.chain(out.map(|(_, source, change)| format!("{} {}\n", source.path, change.words)));
        words.chain([self.elsewhere.clone()]).collect()
    }
}

/// Where a change stands in the file that was written.
struct Placed {
    number: usize,
    /// What was put in front, which holds what is changed.
    before: Range<usize>,
    whole: Range<usize>,
}

/// Builds the tests of `domain` with all changes that compile; the program, and the numbers of those that do not.
///
/// # Errors
/// Where something fails to compile that no change has to do with.
pub fn build(project: &Project, folder: &Path, sources: &[Source]) -> Result<(PathBuf, BTreeSet<usize>)> {
    lay_out(project, folder)?;
    let memory = folder.with_extension("left-out");
    let mut left_out = LeftOut::remembered(&memory, sources);
    loop {
        let mut placed = BTreeMap::new();
        for source in sources {
            let (text, places) = write(source, &left_out);
            fs::write(folder.join("domain/src").join(&source.path), text)?;
            placed.insert(format!("domain/src/{}", source.path), places);
        }
        let mut errors = Vec::new();
        if let Some(program) = compile(project, folder, &mut errors)? {
            return Ok((program, left_out.changes));
        }
        let before = (left_out.changes.len(), left_out.constant.len());
        errors.iter().for_each(|error| leave_out(error, &placed, &mut left_out));
        println!("   {} errors; left out so far: {}", errors.len(), left_out.changes.len());
        if before == (left_out.changes.len(), left_out.constant.len()) {
            bail!("the copy in {} does not compile: {}", folder.display(), errors.first().map_or("", rendered));
        }
        fs::write(&memory, left_out.in_words(sources))?;
    }
}

/// The crate alone, as the only member of its workspace.
fn lay_out(project: &Project, folder: &Path) -> Result<()> {
    let mut manifest: toml::Table = fs::read_to_string(project.path("Cargo.toml"))?.parse()?;
    let workspace = manifest.get_mut("workspace").and_then(toml::Value::as_table_mut).context("no workspace")?;
    workspace.remove("default-members");
    workspace.insert("members".to_owned(), vec!["domain"].into());
    let silent = toml::Table::from_iter([("warnings".to_owned(), "allow".into())]);
    workspace.insert("lints".to_owned(), toml::Table::from_iter([("rust".to_owned(), silent.into())]).into());
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    copy(&project.path("domain"), &folder.join("domain"))?;
    fs::write(folder.join("Cargo.toml"), toml::to_string(&manifest)?)?;
    fs::copy(project.path("Cargo.lock"), folder.join("Cargo.lock"))?;
    copy(&project.path(".cargo"), &folder.join(".cargo"))?;
    fs::write(folder.join("domain/src/mutant.rs"), include_str!("switch.rs"))?;
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)?.flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to)?;
        } else {
            fs::copy(&from, &to)?;
        }
    }
    Ok(())
}

/// The file with its changes, and where they stand in it. No function is `const` that can be without: a change asks for a
/// number, which the compiler does not know.
fn write(source: &Source, left_out: &LeftOut) -> (String, Vec<Placed>) {
    let is_kept = |name: &String| left_out.constant.contains(name);
    let constant = source.changes.constant.iter().filter(|(_, name)| !is_kept(name));
    let mut pieces: Vec<(usize, &Range<usize>, String, &str)> =
        constant.map(|(place, _)| (0, place, "/*".to_owned(), "*/")).collect();
    for (number, _, change) in numbered(source).filter(|(number, ..)| !left_out.changes.contains(number)) {
        pieces.push((number, &change.place, change.before.replace(NUMBER, &number.to_string()), &change.after));
    }
    // What encloses others comes before them.
    pieces.sort_by_key(|(number, place, ..)| (place.start, Reverse(place.end), *number));
    let mut page = Page { source: &source.text, read: 0, text: String::new(), open: Vec::new(), placed: Vec::new() };
    for (number, place, before, after) in pieces {
        page.close(place.start);
        page.go_to(place.start);
        let start = page.text.len();
        page.text.push_str(&before);
        let after = after.replace(NUMBER, &number.to_string());
        page.open.push((place.end, after, Placed { number, before: start..page.text.len(), whole: start..start }));
    }
    page.close(usize::MAX);
    page.go_to(source.text.len());
    if source.path == "lib.rs" {
        page.text.push_str("\npub mod mutant;\n");
    }
    (page.text, page.placed)
}

/// The file with all of its changes.
#[cfg(test)]
pub fn written(source: &Source) -> String {
    write(source, &LeftOut::default()).0
}

struct Page<'a> {
    source: &'a str,
    read: usize,
    text: String,
    /// Where each ends in the source, and what is put there.
    open: Vec<(usize, String, Placed)>,
    placed: Vec<Placed>,
}

impl Page<'_> {
    fn go_to(&mut self, end: usize) {
        self.text.push_str(&self.source[self.read..end]);
        self.read = end;
    }

    /// Ends all that are over at this place.
    fn close(&mut self, until: usize) {
        while let Some((end, after, mut placed)) = self.open.pop_if(|(end, ..)| *end <= until) {
            self.go_to(end);
            self.text.push_str(&after);
            placed.whole.end = self.text.len();
            self.placed.push(placed);
        }
    }
}

/// The program with the tests, or what is wrong.
fn compile(project: &Project, folder: &Path, errors: &mut Vec<Value>) -> Result<Option<PathBuf>> {
    let output = Command::new(project::cargo())
        .current_dir(folder)
        .args(["test", "--no-run", "--package", "domain", "--lib", "--offline", "--quiet", "--message-format", "json"])
        .arg("--target-dir")
        .arg(&project.target)
        .stderr(Stdio::piped())
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    let messages: Vec<Value> = said.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    if output.status.success() {
        let program = messages.iter().find_map(|message| message["executable"].as_str()).context("cargo names no program")?;
        return Ok(Some(program.into()));
    }
    errors.extend(messages.iter().map(|message| &message["message"]).filter(|message| message["level"] == "error").cloned());
    errors.retain(|error| error["spans"].as_array().is_some_and(|spans| !spans.is_empty()));
    if errors.is_empty() {
        bail!("cargo ended with {}: {}", output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(None)
}

fn rendered(error: &Value) -> &str {
    error["rendered"].as_str().unwrap_or_default()
}

/// Leaves out the change to which an error belongs.
fn leave_out(error: &Value, placed: &BTreeMap<String, Vec<Placed>>, left_out: &mut LeftOut) {
    if error["code"]["code"] == "E0015" {
        // "cannot call non-const function `permissions::proof::<…>` in constants"
        let called = error["message"].as_str().and_then(|words| words.split('`').nth(1)).unwrap_or_default();
        let name = called.split("::").filter(|part| !part.starts_with('<')).last().unwrap_or_default();
        // A number that is asked for where the compiler works a value out is a change of that value, as any other one.
        if name != "on" {
            left_out.constant.insert(name.to_owned());
            return;
        }
    }
    let spans = error["spans"].as_array().map_or(&[][..], Vec::as_slice);
    let (primary, others): (Vec<&Value>, Vec<&Value>) = spans.iter().partition(|span| span["is_primary"] == true);
    let found = primary.into_iter().chain(others).find_map(|span| {
        // Of a macro, where it is written down here.
        let mut span = span;
        loop {
            if let Some(places) = span["file_name"].as_str().and_then(|file| placed.get(file)) {
                let end = |name: &str| usize::try_from(span[name].as_u64()?).ok();
                return culprits(places, end("byte_start")?..end("byte_end")?);
            }
            span = span.get("expansion")?.get("span")?;
        }
    });
    left_out.changes.extend(found.unwrap_or_default());
}

/// The change in whose own text the error is; or the smallest one around it; or all that are inside of it.
fn culprits(places: &[Placed], error: Range<usize>) -> Option<Vec<usize>> {
    let changes = || places.iter().filter(|one| one.number != 0);
    let own = changes().find(|one| one.before.contains(&error.start));
    let around = |strictly: bool| {
        changes()
            .filter(|one| one.whole.start <= error.start && error.end <= one.whole.end)
            .filter(|one| !strictly || one.whole.start < error.start)
            .min_by_key(|one| one.whole.len())
    };
    if let Some(one) = own.or_else(|| around(true)).or_else(|| around(false)) {
        return Some(vec![one.number]);
    }
    let inside = changes().filter(|one| error.start <= one.whole.start && one.whole.end <= error.end);
    Some(inside.map(|one| one.number).collect()).filter(|found: &Vec<usize>| !found.is_empty())
}
