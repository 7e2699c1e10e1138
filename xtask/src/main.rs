//! `cargo xtask …`: installs what is missing, builds browser and server parts, serves, tests.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

mod assets;
#[cfg(test)]
mod asvs_tests;
mod bench;
mod browser;
#[cfg(test)]
mod circles_tests;
mod debian;
mod deny;
mod digest;
mod drill;
mod http;
mod matrix;
mod mutants;
mod npm;
mod pack;
mod pages;
mod postgres;
mod project;
mod race;
mod run;
mod running;
mod server;
mod setup;
mod sysroot;
mod tests;
mod toolchain;

use project::{Mode, Project};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, serves and tests Hồ sơ Mầm non")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what is missing: the wasm target and the npm packages.
    Setup,
    /// Build the browser part, and the program `hoso` with it inside.
    Build {
        /// Optimised, and within the size budget.
        #[arg(long)]
        release: bool,
    },
    /// Build, then run `hoso`.
    Serve {
        #[arg(long)]
        release: bool,
        /// Serve an invented school; the same as `-- --demo`.
        #[arg(long)]
        demo: bool,
        /// Handed on to the program.
        #[arg(last = true)]
        arguments: Vec<String>,
    },
    /// Run everything that CI runs.
    Test,
    /// Print every figure that has a goal: sizes, times, memory.
    Bench(bench::BenchOptions),
    /// Try every route of a record as everybody, in every state, against the rules that are written down in xtask.
    Matrix(matrix::MatrixOptions),
    /// Let orders that shut and open records race with what is written about them, on both engines.
    Race(race::RaceOptions),
    /// Make a school of many gigabytes, back it up and restore it, and print the minutes; or make backups while people write.
    Drill(drill::DrillOptions),
    /// Change the rules one by one, and tell which changes no test notices.
    Mutants(mutants::MutantsOptions),
}

fn main() -> ExitCode {
    match carry_out(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(command: Command) -> Result<ExitCode> {
    let project = Project::find()?;
    match command {
        Command::Setup => {
            setup::everything(&project)?;
        }
        Command::Build { release } => {
            let program = build(&project, Mode::of(release))?;
            println!("built {}", program.display());
        }
        Command::Serve { release, demo, mut arguments } => {
            let program = build(&project, Mode::of(release))?;
            if demo && !arguments.iter().any(|argument| argument == "--demo") {
                arguments.push("--demo".to_owned());
            }
            return server::become_program(&program, &arguments);
        }
        Command::Test => return tests::run(&project),
        Command::Bench(options) => {
            let program = match options.program(&project) {
                Some(program) => program,
                None => build(&project, Mode::Release)?,
            };
            return bench::run(&project, &options, program);
        }
        Command::Race(options) => return race::run(&project, &options),
        Command::Drill(options) => return drill::run(&project, &options),
        Command::Matrix(options) => {
            let program = match options.program() {
                Some(program) => program,
                None => build(&project, Mode::Release)?,
            };
            return Ok(if matrix::run(&project, &options, &program)? { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        Command::Mutants(options) => {
            return Ok(if mutants::run(&project, &options)? { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn build(project: &Project, mode: Mode) -> Result<std::path::PathBuf> {
    let toolchain = toolchain::ready(project)?;
    let site = assets::build(project, &toolchain, mode)?;
    server::build(project, &toolchain, mode, &site)
}
