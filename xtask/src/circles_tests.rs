//! No two files of a crate use each other, by however many files between: each can be read after those that it uses.
//!
//! A folder's file and the files in the folder are one feature and may: a part takes its types from the whole, and the
//! whole calls its parts.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use crate::project::Project;

/// The path of a file inside its crate: `["calendar", "weeks"]`; nothing for the root.
type File = Vec<String>;

/// What a `use` names: a path, and the name under which it is known here.
struct Import {
    path: Vec<String>,
    name: String,
    is_public: bool,
}

struct Source {
    imports: Vec<Import>,
    /// Paths in the code itself, as `crate::paths::START` or `facts::load`.
    named: Vec<Vec<String>>,
}

impl Source {
    fn read(text: &str) -> Self {
        let code: String =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect();
        let (mut imports, mut rest) = (Vec::new(), String::new());
        for statement in code.split_inclusive(';') {
            let Some(at) = statement.rfind("use ").filter(|at| statement[..*at].ends_with(['\n', ' ', ')']) || *at == 0) else {
                rest.push_str(statement);
                continue;
            };
            let (before, tree) = statement.split_at(at);
            let line = before.rsplit('\n').next().unwrap_or_default().trim();
            if line.is_empty() || line.starts_with("pub") {
                let is_public = line.starts_with("pub");
                let tree = tree.trim_start_matches("use ").trim_end_matches(';');
                imports.extend(read_tree(tree, &[]).into_iter().map(|(path, name)| Import { path, name, is_public }));
                rest.push_str(before);
            } else {
                rest.push_str(statement);
            }
        }
        let is_part = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
        let named = rest.split(|letter| !is_part(letter)).filter(|word| word.contains("::"));
        let named = named.map(|word| word.split("::").map(str::to_owned).collect()).collect();
        Self { imports, named }
    }
}

/// The paths of `a::{b, c::{self, D as E}}`, each with its name.
fn read_tree(tree: &str, above: &[String]) -> Vec<(Vec<String>, String)> {
    let tree = tree.trim();
    if let Some((head, list)) = tree.split_once('{') {
        let path = [above, &parts(head)].concat();
        let mut depth = 0;
        let list = list.trim_end().strip_suffix('}').unwrap_or(list);
        let items = list.split(|letter| {
            depth += i32::from(letter == '{') - i32::from(letter == '}');
            depth == 0 && letter == ','
        });
        return items.filter(|item| !item.trim().is_empty()).flat_map(|item| read_tree(item, &path)).collect();
    }
    let (path, name) = tree.split_once(" as ").map_or((tree, None), |(path, name)| (path, Some(name.trim().to_owned())));
    let mut path = [above, &parts(path)].concat();
    if path.last().is_some_and(|last| last == "self") {
        path.pop();
    }
    let name = name.or_else(|| path.last().cloned());
    name.map(|name| (path, name)).into_iter().collect()
}

fn parts(path: &str) -> Vec<String> {
    path.split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// Every file of the product in a crate: no tests, and nothing that only they use.
fn sources(folder: &Path, above: &[String], found: &mut BTreeMap<File, Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if name == "tests" || name == "testing" || name.ends_with("_tests") {
            continue;
        }
        let inside = [above, std::slice::from_ref(&name)].concat();
        if path.is_dir() {
            sources(&path, &inside, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let is_root = above.is_empty() && ["lib", "main"].contains(&name.as_str());
            found.insert(if is_root { vec![name] } else { inside }, Source::read(&fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The path from the root of the crate; `None` where it leads to another crate.
fn absolute(files: &BTreeMap<File, Source>, file: &File, path: &[String]) -> Option<Vec<String>> {
    let (first, rest) = path.split_first()?;
    match first.as_str() {
        "crate" => Some(rest.to_vec()),
        "self" => Some([file, rest].concat()),
        "super" => {
            let ups = path.iter().take_while(|part| *part == "super").count();
            Some([&file[..file.len().saturating_sub(ups)], &path[ups..]].concat())
        }
        _ => {
            let inside = [file.as_slice(), std::slice::from_ref(first)].concat();
            if files.contains_key(&inside) {
                return Some([inside.as_slice(), rest].concat());
            }
            let import = files[file].imports.iter().find(|import| import.name == *first && import.path[0] != *first)?;
            absolute(files, file, &[import.path.as_slice(), rest].concat())
        }
    }
}

/// The file in which what a path names is written, through whatever passes it on.
fn home(files: &BTreeMap<File, Source>, path: &[String]) -> Option<File> {
    let length = (1..=path.len()).rev().find(|length| files.contains_key(&path[..*length]))?;
    let file = path[..length].to_vec();
    let passed_on = path.get(length).and_then(|name| files[&file].imports.iter().find(|one| one.is_public && one.name == *name));
    match passed_on.and_then(|import| absolute(files, &file, &import.path)) {
        Some(elsewhere) if elsewhere != path => home(files, &[elsewhere.as_slice(), &path[length + 1..]].concat()).or(Some(file)),
        _ => Some(file),
    }
}

/// Which other files each one uses; without those of its own feature, above it and below it.
fn uses(files: &BTreeMap<File, Source>) -> BTreeMap<&File, BTreeSet<File>> {
    let of = |file: &File, source: &Source| {
        let paths = source.imports.iter().map(|import| &import.path).chain(&source.named);
        let used = paths.filter_map(|path| absolute(files, file, path)).filter_map(|path| home(files, &path));
        used.filter(|used| !used.starts_with(file) && !file.starts_with(used)).collect()
    };
    files.iter().map(|(file, source)| (file, of(file, source))).collect()
}

/// The files that can be reached from each file, step by step.
fn reached<'a>(uses: &'a BTreeMap<&File, BTreeSet<File>>, from: &File) -> BTreeSet<&'a File> {
    let mut found = BTreeSet::new();
    let mut next: Vec<&File> = uses[from].iter().collect();
    while let Some(file) = next.pop() {
        if found.insert(file) {
            next.extend(&uses[file]);
        }
    }
    found
}

fn circles(files: &BTreeMap<File, Source>) -> BTreeSet<Vec<String>> {
    let uses = uses(files);
    let reached: BTreeMap<&File, BTreeSet<&File>> = files.keys().map(|file| (file, reached(&uses, file))).collect();
    let circle = |file: &File| {
        let others = reached[file].iter().filter(|other| reached[**other].contains(file));
        others.map(|other| other.join("/")).collect::<Vec<String>>()
    };
    files.keys().map(circle).filter(|circle| !circle.is_empty()).collect()
}

#[test]
fn no_files_of_a_crate_use_each_other() {
    let root = Project::find().unwrap().root;
    for name in ["domain", "documents", "records", "backups", "app", "server", "xtask"] {
        let mut files = BTreeMap::new();
        sources(&root.join(name).join("src"), &[], &mut files);
        assert!(uses(&files).values().map(BTreeSet::len).sum::<usize>() > 30, "{name}: the sources are read");
        assert_eq!(circles(&files), BTreeSet::new(), "{name}: what two files need has a third home");
    }
}

#[test]
fn a_circle_is_seen_through_lists_paths_and_what_is_passed_on() {
    let check = |texts: &[(&str, &str)], expected: &[&str]| {
        let files = texts.iter().map(|(file, text)| (parts(&file.replace('/', "::")), Source::read(text))).collect();
        let found: Vec<String> = circles(&files).into_iter().map(|circle| circle.join(" ")).collect();
        assert_eq!(found, expected, "{texts:?}");
    };
    let (a, b) = (("a", "use crate::b::B;\npub struct A;"), ("b", "pub struct B;\nfn of(a: crate::a::A) {}"));
    check(&[a, b], &["a b"]);
    check(&[a, ("b", "//! As in `crate::a::A`.\npub struct B;")], &[]);
    check(&[a, ("b", "use crate::{\n    c,\n    d::{self, D},\n};"), ("c", "use super::a::A;"), ("d", "")], &["a b c"]);
    // What stands in a part is not in the whole, though the whole passes it on.
    let passes_on = ("b", "mod part;\npub use part::B;");
    check(&[a, passes_on, ("b/part", "use crate::a;\nfn of() { a::new() }")], &["a b/part"]);
    check(&[("a", "use crate::b::C;"), passes_on, ("b/part", "use crate::a;\nuse super::C;")], &[]);
}
