//! `cargo xtask drill`: a school of many gigabytes is backed up and restored, and the minutes are printed; with `--under-load`,
//! many backups are made while people write, with `--postgres` on a PostgreSQL of its own. `backups/src/tests/drill.rs` is what runs.

use std::{
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Command, ExitCode, Stdio},
};

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::{
    debian,
    postgres::{self, Cluster},
    project::{self, Project},
    run,
};

const LARGE: &str = "tests::drill::a_large_school_is_backed_up_and_restored";
const UNDER_LOAD: &str = "tests::drill::backups_under_load_miss_no_row_that_was_acknowledged";
const UNDER_LOAD_ON_POSTGRESQL: &str = "tests::drill::backups_of_postgresql_under_load_miss_no_row_that_was_acknowledged";
/// How the lines begin that tell what came out.
const RESULT: &str = "drill ";

#[derive(Args)]
pub struct DrillOptions {
    /// How large the school is, in gigabytes. Its files take no room; the backup and what is restored take as much each.
    #[arg(long, default_value_t = 20.0)]
    gb: f64,
    /// Backups while several people write, in the stead of a large school.
    #[arg(long)]
    under_load: bool,
    /// Those backups of a school on PostgreSQL.
    #[arg(long, requires = "under_load")]
    postgres: bool,
    /// How many backups under load.
    #[arg(long, default_value_t = 60)]
    backups: u32,
    /// A folder on the disk that is measured; the one for temporary files where none is given.
    #[arg(long, value_name = "FOLDER")]
    within: Option<PathBuf>,
}

/// Ends badly where something is missing, or no line came out.
pub fn run(project: &Project, options: &DrillOptions) -> Result<ExitCode> {
    ensure!(options.gb > 0.0, "--gb says how large the school is: more than nothing");
    let test = match (options.under_load, options.postgres) {
        (false, _) => LARGE,
        (true, false) => UNDER_LOAD,
        (true, true) => UNDER_LOAD_ON_POSTGRESQL,
    };
    let cluster = if options.postgres {
        debian::install(&[postgres::PACKAGE])?;
        Some(run::step("a PostgreSQL of our own", Cluster::start)?)
    } else {
        None
    };
    let results = run::step("drill", || {
        let mut drill = Command::new(project::cargo())
            .current_dir(&project.root)
            .args(["test", "--quiet", "--profile", "race", "--package", "backups", "--lib", test])
            .args(["--", "--exact", "--ignored", "--nocapture"])
            .env("HOSO_DRILL_MB", format!("{:.0}", (options.gb * 1_000.0).max(1.0)))
            .env("HOSO_DRILL_BACKUPS", options.backups.to_string())
            .envs(cluster.as_ref().map(|cluster| ("HOSO_TEST_POSTGRES", cluster.url())))
            .envs(options.within.as_ref().map(|within| ("TMPDIR", within)))
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start cargo test")?;
        let mut results = Vec::new();
        for line in BufReader::new(drill.stdout.take().context("cargo test says nothing")?).lines() {
            let line = line?;
            // The harness may have written something before it on the same line.
            match line.find(RESULT) {
                Some(at) => {
                    let result = line.get(at + RESULT.len()..).unwrap_or_default().to_owned();
                    println!("   {result}");
                    results.push(result);
                }
                None if line.is_empty() => {}
                None => println!("   {line}"),
            }
        }
        Ok((drill.wait()?.success(), results))
    })?;
    let (is_good, results) = results;
    Ok(if is_good && !results.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
