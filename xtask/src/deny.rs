//! What may be part of the build: licences, banned crates and sources, as `deny.toml` says.
//!
//! The tool for that, cargo-deny, takes eight minutes to compile on a new machine, where nothing else of the build takes
//! half as long. So the three questions are asked here, of what cargo itself knows, and of the same file; where cargo-deny
//! is installed, it is asked too, and for the advisories (`tool.rs`). A key of the file that is not understood here is an
//! error: nothing is passed over.

mod licences;
#[cfg(test)]
#[path = "deny_tests.rs"]
mod tests;
mod tool;

use std::{collections::BTreeMap, fs, process::Command};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::{
    project::{self, Project},
    run,
};

/// How cargo names the registry of everybody; a mirror of it goes by the same name.
const REGISTRIES: [&str; 2] = ["registry+https://github.com/rust-lang/crates.io-index", "registry+sparse+https://index.crates.io/"];

/// `deny.toml`, as far as we and cargo-deny understand it alike.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Rules {
    graph: Graph,
    licenses: Licences,
    bans: Bans,
    sources: Sources,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Graph {
    targets: Vec<String>,
    #[serde(default)]
    all_features: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Licences {
    /// Only for cargo-deny, which also reads the texts.
    #[serde(rename = "confidence-threshold")]
    _confidence_threshold: f64,
    allow: Vec<String>,
    #[serde(default)]
    exceptions: Vec<Exception>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    allow: Vec<String>,
    #[serde(rename = "crate")]
    name: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Bans {
    multiple_versions: Level,
    wildcards: Level,
    allow_wildcard_paths: bool,
    #[serde(default)]
    deny: Vec<Banned>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Banned {
    #[serde(rename = "crate")]
    name: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Sources {
    unknown_registry: Level,
    unknown_git: Level,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    Allow,
    Warn,
    Deny,
}

/// What `cargo metadata` knows of the crates of the build.
#[derive(Debug, Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Debug, Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    /// None of a crate that lies in a folder of this machine.
    source: Option<String>,
    dependencies: Vec<Dependency>,
    manifest_path: String,
}

#[derive(Debug, Deserialize)]
struct Dependency {
    name: String,
    req: String,
    path: Option<String>,
}

/// What was found: faults end the tests, warnings are read by somebody.
#[derive(Debug, Default, PartialEq, Eq)]
struct Findings {
    faults: Vec<String>,
    warnings: Vec<String>,
}

impl Findings {
    fn add(&mut self, level: Level, words: String) {
        match level {
            Level::Allow => {}
            Level::Warn => self.warnings.push(words),
            Level::Deny => self.faults.push(words),
        }
    }
}

/// Asks for licences, bans and sources, and cargo-deny where it is there. What could not be asked comes back in words, for
/// the end of the tests, where somebody reads them.
///
/// # Errors
/// Every crate that may not be part of the build, and why.
pub fn check(project: &Project) -> Result<Vec<String>> {
    let file = project.path("deny.toml");
    let text = fs::read_to_string(&file).with_context(|| format!("{}", file.display()))?;
    let rules: Rules = toml::from_str(&text).with_context(|| format!("{} says what xtask does not understand", file.display()))?;
    let findings = judge(&rules, &metadata(project, &rules.graph)?, &project.root.to_string_lossy());
    findings.warnings.iter().for_each(|words| println!("   {words}"));
    findings.faults.iter().for_each(|words| println!("   NOT allowed: {words}"));
    if !findings.faults.is_empty() {
        bail!("{} crates may not be part of the build", findings.faults.len());
    }
    let cargo = || {
        let mut cargo = Command::new(project::cargo());
        cargo.current_dir(&project.root);
        cargo
    };
    tool::ask(&cargo, &tool::lists())
}

fn metadata(project: &Project, graph: &Graph) -> Result<Metadata> {
    let mut cargo = Command::new(project::cargo());
    cargo.current_dir(&project.root).args(["metadata", "--format-version=1", "--locked"]);
    if graph.all_features {
        cargo.arg("--all-features");
    }
    graph.targets.iter().for_each(|target| {
        cargo.args(["--filter-platform", target]);
    });
    serde_json::from_str(&run::output(&mut cargo)?).context("cargo metadata answers in another shape")
}

/// Pure, so that a test can bring crates that there are not.
fn judge(rules: &Rules, metadata: &Metadata, root: &str) -> Findings {
    let mut findings = Findings::default();
    for package in &metadata.packages {
        let name = format!("{} {}", package.name, package.version);
        if let Err(why) = licence(&rules.licenses, package) {
            findings.add(Level::Deny, format!("{name}: {why}"));
        }
        if rules.bans.deny.iter().any(|banned| banned.name == package.name) {
            findings.add(Level::Deny, format!("{name} is banned"));
        }
        let any = package.dependencies.iter().filter(|dependency| dependency.req == "*");
        for dependency in any.filter(|dependency| dependency.path.is_none() || !rules.bans.allow_wildcard_paths) {
            findings.add(rules.bans.wildcards, format!("{name} takes any version of {}", dependency.name));
        }
        source(&rules.sources, package, root, &name, &mut findings);
    }
    duplicates(rules.bans.multiple_versions, metadata, &mut findings);
    findings
}

fn licence(rules: &Licences, package: &Package) -> Result<(), String> {
    let Some(text) = &package.license else { return Err("names no licence".to_owned()) };
    let excepted = rules.exceptions.iter().filter(|exception| exception.name == package.name);
    let allowed: Vec<&str> = excepted.flat_map(|exception| &exception.allow).chain(&rules.allow).map(String::as_str).collect();
    match licences::satisfied(text, &allowed) {
        Ok(true) => Ok(()),
        Ok(false) => Err(format!("the licence {text} is not among those allowed")),
        Err(why) => Err(format!("the licence {text} cannot be read: {why}")),
    }
}

fn source(rules: &Sources, package: &Package, root: &str, name: &str, findings: &mut Findings) {
    match package.source.as_deref() {
        None if package.manifest_path.starts_with(root) => {}
        None => findings.add(Level::Deny, format!("{name} lies outside of the checkout: {}", package.manifest_path)),
        Some(source) if REGISTRIES.contains(&source) => {}
        Some(source) if source.starts_with("git+") => findings.add(rules.unknown_git, format!("{name} comes from {source}")),
        Some(source) => findings.add(rules.unknown_registry, format!("{name} comes from {source}")),
    }
}

fn duplicates(level: Level, metadata: &Metadata, findings: &mut Findings) {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in &metadata.packages {
        versions.entry(&package.name).or_default().push(&package.version);
    }
    let several = versions.iter().filter(|(_, versions)| versions.len() > 1);
    let told: Vec<String> = several.map(|(name, versions)| format!("{name} {}", versions.join(" and "))).collect();
    if !told.is_empty() {
        findings.add(level, format!("in several versions: {}", told.join(", ")));
    }
}
