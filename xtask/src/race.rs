//! `cargo xtask race`: orders that shut and open records race with what is written about them, on SQLite and on a PostgreSQL of
//! its own; `records/src/race_tests.rs` is what runs.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, ExitCode, Stdio},
    time::{SystemTime, UNIX_EPOCH},
};

use anyhow::{Context, Result};
use clap::Args;

use crate::{
    debian,
    postgres::{self, Cluster},
    project::{self, Project},
    run,
};

/// The test that runs as many rounds as it is asked for.
const TEST: &str = "race_tests::nothing_is_written_behind_a_lock_and_what_began_before_it_is_finished";
/// A folder that no disk slows down, on Linux.
const IN_MEMORY: &str = "/dev/shm";
/// With more rounds than this it pays to build the test with optimisations first.
const FEW: u32 = 2_000;
/// How the lines begin that tell what came out.
const RESULT: &str = "engine ";

#[derive(Args)]
pub struct RaceOptions {
    /// How many interleavings on each engine.
    #[arg(long, default_value_t = 1_000)]
    rounds: u32,
    /// Throws the same dice as a run before, which told its seed; with one round those of the round of which a violation told it.
    #[arg(long)]
    seed: Option<u64>,
}

/// Ends with one line for each engine, and badly where there was a violation.
pub fn run(project: &Project, options: &RaceOptions) -> Result<ExitCode> {
    debian::install(&[postgres::PACKAGE])?;
    let cluster = run::step("a PostgreSQL of our own", Cluster::start)?;
    let seed = options.seed.unwrap_or_else(by_the_clock);
    let (is_good, results) = run::step("race", || {
        let mut race = Command::new(project::cargo())
            .current_dir(&project.root)
            .args(["test", "--quiet", "--profile", if options.rounds > FEW { "race" } else { "test" }])
            .args(["--package", "records", "--lib", TEST, "--", "--exact", "--nocapture"])
            .env("HOSO_RACE_ROUNDS", options.rounds.to_string())
            .env("HOSO_RACE_SEED", seed.to_string())
            .env("HOSO_TEST_POSTGRES", cluster.url())
            .env("HOSO_REQUIRE_POSTGRES", "1")
            // SQLite waits for the disk at each commit, and what is raced for is the order of commits.
            .envs(Path::new(IN_MEMORY).is_dir().then_some(("TMPDIR", IN_MEMORY)))
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start cargo test")?;
        let mut results = Vec::new();
        for line in BufReader::new(race.stdout.take().context("cargo test says nothing")?).lines() {
            let line = line?;
            if line.starts_with(RESULT) {
                results.push(line);
            } else if !line.is_empty() {
                println!("   {line}");
            }
        }
        Ok((race.wait()?.success(), results))
    })?;
    results.iter().for_each(|line| println!("{line}"));
    Ok(if is_good && results.len() == 2 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Another one each time.
fn by_the_clock() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
