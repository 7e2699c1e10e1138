//! The program `hoso`, with the site inside.

use std::{
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use anyhow::{Context, Result};

use crate::{
    project::{Mode, Project},
    run,
    toolchain::Toolchain,
};

pub fn build(project: &Project, toolchain: &Toolchain, mode: Mode, site: &Path) -> Result<PathBuf> {
    let profile = if mode.is_release() { "release" } else { "dev" };
    run::step(&format!("server, {profile}"), || {
        run::check(
            toolchain
                .cargo(project)
                .args(["build", "--package", "server", "--bin", "hoso", "--profile", profile])
                .env("HOSO_SITE", site),
        )
    })?;
    Ok(project.target.join(if mode.is_release() { "release" } else { "debug" }).join("hoso"))
}

/// Puts the program in our place, so that Ctrl-C and signals reach it and nobody stands between.
pub fn become_program(program: &Path, arguments: &[String]) -> Result<ExitCode> {
    let error = Command::new(program).args(arguments).exec();
    Err(error).with_context(|| format!("cannot start {}", program.display()))
}
