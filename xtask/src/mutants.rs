//! `cargo xtask mutants`: changes the rules in `domain` one by one and asks which changes no test notices.
//!
//! All changes are built at once, each behind a number that the environment names, and only the tests that come by a change are
//! run on it, until one fails: three and a half thousand changes take one build and a quarter of an hour on one core. What stays
//! unnoticed for a reason stands in docs/mutants.md in the words of this program, and is not told again.

mod changes;
mod copy;
mod trial;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use anyhow::{Context, Result};
use clap::Args;

use crate::{project::Project, run};
use changes::Change;
use copy::{Source, numbered};
use trial::{Bench, Verdict};

/// The rules of who may what and of how a record stands with its reviewers, and all that decides over both.
const FEATURES: [&str; 10] =
    ["permissions", "reviews", "delegations", "comments", "spot_checks", "review_settings", "notices", "my_work", "locks", "scope"];

#[derive(Args)]
pub struct MutantsOptions {
    /// Beginnings of paths in domain/src, as "reviews/threads.rs"; otherwise the features of rights and reviews.
    paths: Vec<String>,
    /// Keep what the runs before found, if there were any, and try the rest.
    #[arg(long)]
    go_on: bool,
    /// Try again what no test of the runs before noticed; nothing else, but with `--go-on`.
    #[arg(long)]
    again: bool,
    /// Print the changes and try none.
    #[arg(long)]
    list: bool,
    /// Wait as long as this file is there: somebody else needs the machine.
    #[arg(long, value_name = "FILE")]
    wait_while: Option<PathBuf>,
}

/// How many changes of a file, and what became of them.
#[derive(Default)]
struct Tally {
    noticed: usize,
    explained: usize,
    unnoticed: usize,
    not_compiled: usize,
}

/// Tries the changes; whether each was noticed or stands in docs/mutants.md.
///
/// # Errors
/// Where the copy does not compile for other reasons than its changes, or a test fails without any.
pub fn run(project: &Project, options: &MutantsOptions) -> Result<bool> {
    let sources = sources(project, &options.paths)?;
    let count: usize = sources.iter().map(|source| source.changes.all.len()).sum();
    println!("{count} changes in {} files", sources.iter().filter(|source| !source.changes.all.is_empty()).count());
    let mut all: Vec<(usize, &Source, &Change)> = sources.iter().flat_map(numbered).collect();
    all.sort_by_key(|(_, source, _)| FEATURES.iter().position(|feature| is_of(&source.path, feature)));
    if options.list {
        all.iter().for_each(|(_, source, change)| println!("{}:{} {}", source.path, change.line, change.words));
        return Ok(true);
    }
    let folder = project.target.join("mutants");
    let (program, not_compiled) = run::step("build them all at once", || copy::build(project, &folder.join("copy"), &sources))?;
    // Whoever tests the crate itself meanwhile puts a program of this name into this place.
    let own = folder.join("tests");
    fs::copy(program, &own)?;
    let bench = run::step("run the tests without any change", || Bench::set_up(own, &folder.join("copy")))?;
    let results = folder.join("results.tsv");
    let is_new = !(options.go_on || options.again);
    let mut file = fs::File::options().create(true).append(true).open(&results)?;
    if is_new {
        file.set_len(0)?;
    }
    let known = read(&results)?;
    let mut verdicts = BTreeMap::new();
    for (number, source, change) in &all {
        let words = format!("{} {}", source.path, change.words);
        let before = known.get(&words).copied();
        let verdict = match before {
            _ if not_compiled.contains(number) => continue,
            Some(verdict) if verdict.is_noticed() || !options.again => verdict,
            None if options.again && !options.go_on => continue,
            Some(_) | None => {
                wait(options.wait_while.as_deref());
                let verdict = bench.attempt(*number, &source.path)?;
                writeln!(file, "{}\t{words}", verdict.words())?;
                verdict
            }
        };
        verdicts.insert(*number, verdict);
    }
    Ok(report(project, &all, &verdicts, &not_compiled)? == 0)
}

/// All files of the crate that are no tests; those that nobody asked for without their changes.
fn sources(project: &Project, asked: &[String]) -> Result<Vec<Source>> {
    let folder = project.path("domain/src");
    let (mut paths, mut sources, mut first) = (Vec::new(), Vec::new(), 1);
    files(&folder, &mut paths)?;
    paths.sort();
    let is_asked = |path: &str| {
        if asked.is_empty() { FEATURES.iter().any(|one| is_of(path, one)) } else { asked.iter().any(|one| path.starts_with(one)) }
    };
    for path in paths {
        let text = fs::read_to_string(&path)?;
        let path = path.strip_prefix(&folder)?.to_string_lossy().into_owned();
        let mut changes = changes::of(&text).with_context(|| path.clone())?;
        if !is_asked(&path) {
            changes.all.clear();
        }
        let next = first + changes.all.len();
        sources.push(Source { path, text, changes, first });
        first = next;
    }
    Ok(sources)
}

/// Whether a file is that of a feature, or stands in its folder.
fn is_of(path: &str, feature: &str) -> bool {
    path.strip_prefix(feature).is_some_and(|rest| rest.starts_with(['/', '.']))
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)?.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("tests") || name.starts_with("testing") || name.ends_with("_tests.rs") {
            continue;
        }
        if path.is_dir() {
            files(&path, found)?;
        } else if name.ends_with(".rs") {
            found.push(path);
        }
    }
    Ok(())
}

fn read(results: &Path) -> Result<BTreeMap<String, Verdict>> {
    let all = [Verdict::Noticed, Verdict::Endless, Verdict::Unnoticed, Verdict::NeverReached];
    let of = |line: &str| {
        let (verdict, change) = line.split_once('\t')?;
        Some((change.to_owned(), all.into_iter().find(|one| one.words() == verdict)?))
    };
    Ok(fs::read_to_string(results)?.lines().filter_map(of).collect())
}

fn wait(file: Option<&Path>) {
    while file.is_some_and(Path::exists) {
        thread::sleep(Duration::from_secs(5));
    }
}

/// Prints the table and what is unnoticed without a reason; how many that are.
fn report(
    project: &Project,
    all: &[(usize, &Source, &Change)],
    verdicts: &BTreeMap<usize, Verdict>,
    not_compiled: &BTreeSet<usize>,
) -> Result<usize> {
    let explained = fs::read_to_string(project.path("docs/mutants.md"))?;
    let is_explained = |source: &Source, change: &Change| {
        let words = format!("{} {}", source.path, change.words);
        explained.lines().any(|line| line == words)
    };
    let mut table: BTreeMap<&str, Tally> = BTreeMap::new();
    for (number, source, change) in all {
        let tally = table.entry(&source.path).or_default();
        match verdicts.get(number) {
            None if not_compiled.contains(number) => tally.not_compiled += 1,
            None => {}
            Some(verdict) if verdict.is_noticed() => tally.noticed += 1,
            Some(_) if is_explained(source, change) => tally.explained += 1,
            Some(verdict) => {
                tally.unnoticed += 1;
                println!("{} {}:{} {}", verdict.words(), source.path, change.line, change.words);
            }
        }
    }
    println!("| file | noticed | explained | unnoticed | not compiled |\n| --- | --- | --- | --- | --- |");
    let row = |name: &str, tally: &Tally| {
        let Tally { noticed, explained, unnoticed, not_compiled } = tally;
        println!("| {name} | {noticed} | {explained} | {unnoticed} | {not_compiled} |");
    };
    let mut sum = Tally::default();
    for (file, tally) in &table {
        row(&format!("`{file}`"), tally);
        sum.noticed += tally.noticed;
        sum.explained += tally.explained;
        sum.unnoticed += tally.unnoticed;
        sum.not_compiled += tally.not_compiled;
    }
    row("all", &sum);
    Ok(sum.unnoticed)
}

#[cfg(test)]
#[path = "mutants_tests.rs"]
mod tests;
