//! cargo-deny, where somebody has installed it: it reads the texts of the licences too, and knows the advisories, which are
//! faults that are known of crates.
//!
//! The list of advisories comes from the network. Where it cannot be had, the one that an earlier run has left is asked;
//! where there is none, that is said, and is no fault of the project.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Result;

use crate::run;

/// The oldest cargo-deny that reads our file.
const OLDEST: (u32, u32) = (0, 18);
/// How long the list of advisories may take to come, in seconds: a line that swallows packets says nothing.
const FETCHED_WITHIN: &str = "120";

/// Where cargo-deny keeps lists of advisories, if nothing else is said in its file.
pub fn lists() -> PathBuf {
    let cargo = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = || env::var_os("HOME").map(|home| Path::new(&home).join(".cargo"));
    cargo.or_else(home).unwrap_or_default().join("advisory-dbs")
}

/// Asks everything that can be asked on this machine; what could not comes back in words. `cargo` is the command to which
/// arguments are added, `lists` where an earlier run has left its list of advisories.
pub fn ask(cargo: &dyn Fn() -> Command, lists: &Path) -> Result<Vec<String>> {
    let deny = |arguments: &[&str]| run::check(cargo().arg("deny").args(arguments));
    match run::output(cargo().args(["deny", "--version"])).ok().as_deref().and_then(version) {
        Some(found) if found >= OLDEST => deny(&["check", "licenses", "bans", "sources"])?,
        Some((major, minor)) => {
            let old = format!("cargo-deny {major}.{minor} is too old for deny.toml");
            return Ok(vec![format!("{old}: advisories were NOT asked; xtask's own check of the rest has passed")]);
        }
        None => {
            let missing = "cargo-deny is not installed here";
            return Ok(vec![format!("{missing}: advisories were NOT asked; xtask's own check of the rest has passed")]);
        }
    }
    let mut not_asked = Vec::new();
    if run::check(&mut within(FETCHED_WITHIN, cargo().args(["deny", "fetch", "db"]))).is_err() {
        if !has_any(lists) {
            return Ok(vec![format!(
                "the list of advisories cannot be had, and none lies in {}: they were NOT asked",
                lists.display()
            )]);
        }
        not_asked
            .push(format!("the list of advisories cannot be had: those known since the one in {} were NOT asked", lists.display()));
    }
    // Some crates deep below are maintained by nobody any more, which is no fault of theirs yet: told, and nothing else.
    deny(&["check", "--disable-fetch", "--warn", "unmaintained", "advisories"])?;
    Ok(not_asked)
}

/// The command, ended after this many seconds.
fn within(seconds: &str, command: &Command) -> Command {
    let mut bounded = Command::new("timeout");
    bounded.arg(seconds).arg(command.get_program()).args(command.get_args());
    command.get_current_dir().into_iter().for_each(|folder| _ = bounded.current_dir(folder));
    bounded
}

fn has_any(lists: &Path) -> bool {
    lists.read_dir().is_ok_and(|mut lists| lists.any(|list| list.is_ok_and(|list| list.path().is_dir())))
}

/// "cargo-deny 0.18.3".
pub fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().rsplit(' ').next()?.split('.').map(|number| number.parse().ok());
    Some((numbers.next()??, numbers.next()??))
}
