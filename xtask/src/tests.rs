//! Everything that CI runs: tests of all crates on both database engines, then journeys in a real browser.

use std::{
    fs,
    path::Path,
    process::{Command, ExitCode},
};

use anyhow::{Result, bail};

use crate::{
    assets, browser, debian, deny, matrix, npm,
    postgres::{self, Cluster},
    project::{self, Mode, Project},
    run, server,
    toolchain::{self, Toolchain},
};

/// Goes on after a failure, so that one run shows all of them; says at the end which parts failed.
pub fn run(project: &Project) -> Result<ExitCode> {
    debian::install(&[debian::CHROMIUM, debian::CLAMD, postgres::PACKAGE])?;
    let toolchain = toolchain::ready(project)?;
    npm::install(&project.path("end2end"))?;
    let site = assets::build(project, &toolchain, Mode::Release)?;
    let program = server::build(project, &toolchain, Mode::Release, &site)?;
    // The islands once more, with their assertions: the journeys lay them over the release's.
    browser::build(project, &toolchain, Mode::Dev)?;

    let mut not_asked = Vec::new();
    let parts = [
        ("layout and lints", of_the_text(project)),
        ("what is built in", of_what_is_built_in(project, &mut not_asked)),
        ("tests of the build", of_xtask(project)),
        ("tests of the crates", of_crates(project, &toolchain)),
        ("a part of the matrix of rights", of_rights(project, &program)),
        ("journeys in the browser", of_browser(project, &program)),
    ];
    let mut failed = false;
    for (name, result) in &parts {
        match result {
            Ok(()) => println!("{name}: passed"),
            Err(error) => {
                failed = true;
                println!("{name}: FAILED, {error:#}");
            }
        }
    }
    not_asked.iter().for_each(|words| println!("what is built in: {words}"));
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Licences, bans, sources and, where they can be had, advisories.
fn of_what_is_built_in(project: &Project, not_asked: &mut Vec<String>) -> Result<()> {
    *not_asked = run::step("licences, bans, sources and advisories", || deny::check(project))?;
    Ok(())
}

/// rustfmt and clippy. A newer or a missing one is no fault of the project on somebody's own machine, and only told
/// there; where `CI` is set it is one.
fn of_the_text(project: &Project) -> Result<()> {
    let is_ci = std::env::var_os("CI").is_some();
    let cargo = || {
        let mut cargo = Command::new(project::cargo());
        cargo.current_dir(&project.root);
        cargo
    };
    let ask = |tool: &str, arguments: &[&str]| {
        // rustup has a stand-in for tools that are not installed: only the tool itself knows its version.
        let there = run::output(cargo().args([tool, "--version"])).is_ok();
        match there.then(|| run::check(cargo().arg(tool).args(arguments))) {
            Some(Ok(())) => Ok(()),
            Some(Err(error)) if is_ci => Err(error),
            None if is_ci => bail!("cargo {tool} is not installed"),
            Some(Err(_)) => {
                println!("   cargo {tool} wants changes; CI would fail");
                Ok(())
            }
            None => {
                println!("   cargo {tool} is not installed here: NOT checked");
                Ok(())
            }
        }
    };
    run::step("layout and lints", || {
        ask("fmt", &["--all", "--check"])?;
        ask("clippy", &["--workspace", "--all-targets", "--quiet", "--", "--deny", "warnings"])
    })
}

/// With the compiler that built xtask, whose dependencies are there already.
fn of_xtask(project: &Project) -> Result<()> {
    run::step("tests of the build", || {
        run::check(Command::new(project::cargo()).current_dir(&project.root).args(["test", "--package", "xtask"]))
    })
}

fn of_crates(project: &Project, toolchain: &Toolchain) -> Result<()> {
    let cluster = run::step("a PostgreSQL of our own", Cluster::start)?;
    run::step("tests of the crates", || {
        let mut cargo = toolchain.cargo(project);
        if run::find("cargo-nextest").is_some() {
            cargo.args(["nextest", "run"]);
        } else {
            cargo.arg("test");
        }
        run::check(
            cargo
                .args(["--workspace", "--exclude", "xtask", "--no-fail-fast"])
                .env("HOSO_TEST_POSTGRES", cluster.url())
                // Without it the tests would skip PostgreSQL where it is not to be had; here that would be a fault.
                .env("HOSO_REQUIRE_POSTGRES", "1"),
        )
    })
}

/// Two kinds of records; `cargo xtask matrix` tries all of them.
fn of_rights(project: &Project, program: &Path) -> Result<()> {
    if matrix::run(project, &matrix::MatrixOptions::few(), program)? {
        Ok(())
    } else {
        bail!("somebody may what they should not, or may not what they should")
    }
}

fn of_browser(project: &Project, program: &Path) -> Result<()> {
    let folder = project.path("end2end");
    let specs = fs::read_dir(&folder)?.flatten().filter(|entry| entry.path().to_string_lossy().ends_with(".spec.ts"));
    if specs.count() == 0 {
        bail!("there are NO journeys in {}", folder.display());
    }
    run::step("journeys in the browser", || {
        run::check(
            Command::new(folder.join("node_modules/.bin/playwright"))
                .arg("test")
                .current_dir(&folder)
                .env("HOSO", program)
                .env("HOSO_DEV_PROGRAMS", browser::workbench(project, Mode::Dev))
                .env("CHROMIUM", debian::CHROMIUM.file),
        )
    })
}
