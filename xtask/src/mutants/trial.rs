//! Runs the tests on one change after the other, only those that come by it, and those of the same feature first.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

/// What the tests say to a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Noticed,
    /// No end within the time limit, which is noticed as well.
    Endless,
    Unnoticed,
    /// No test comes by.
    NeverReached,
}

impl Verdict {
    pub const fn words(self) -> &'static str {
        match self {
            Self::Noticed => "noticed",
            Self::Endless => "endless",
            Self::Unnoticed => "UNNOTICED",
            Self::NeverReached => "NEVER REACHED",
        }
    }

    pub const fn is_noticed(self) -> bool {
        matches!(self, Self::Noticed | Self::Endless)
    }
}

/// The program with all changes in it.
pub struct Bench {
    program: PathBuf,
    folder: PathBuf,
    /// The tests that come by each change.
    seen: BTreeMap<usize, BTreeSet<String>>,
    limit: Duration,
}

impl Bench {
    /// Runs all tests once, with no change.
    ///
    /// # Errors
    /// Where one of them fails: then no failure says anything.
    pub fn set_up(program: PathBuf, folder: &Path) -> Result<Self> {
        let list = folder.join("seen.txt");
        let mut bench = Self { program, folder: folder.to_owned(), seen: BTreeMap::new(), limit: Duration::from_secs(900) };
        let start = Instant::now();
        let all = bench.command(0, &[]).env("HOSO_MUTANTS_SEEN", &list).output()?;
        if !all.status.success() {
            let said = String::from_utf8_lossy(&all.stdout);
            bail!("a test fails without any change: {}", said.rsplit("failures:").next().unwrap_or_default());
        }
        // Other work on the machine may make a run some times longer.
        bench.limit = (start.elapsed() * 5).max(Duration::from_secs(60));
        for line in fs::read_to_string(list)?.lines() {
            if let Some((number, test)) = line.split_once(' ') {
                bench.seen.entry(number.parse()?).or_default().insert(test.to_owned());
            }
        }
        Ok(bench)
    }

    /// Tries one change of this file, "reviews/threads.rs".
    pub fn attempt(&self, number: usize, file: &str) -> Result<Verdict> {
        let Some(tests) = self.seen.get(&number) else { return Ok(Verdict::NeverReached) };
        let feature = file.trim_end_matches(".rs").replace('/', "::");
        let (own, others): (Vec<&str>, Vec<&str>) =
            tests.iter().map(String::as_str).partition(|test| test.starts_with(&format!("{feature}::")));
        // The last time all of them: a school that is made once for many tests tells one test of what it comes by.
        for names in [own, others, Vec::new()].iter().enumerate().filter(|(at, names)| *at == 2 || !names.is_empty()) {
            match self.run(number, names.1)? {
                Some(true) => {}
                Some(false) => return Ok(Verdict::Noticed),
                None => return Ok(Verdict::Endless),
            }
        }
        Ok(Verdict::Unnoticed)
    }

    /// Whether these tests pass, all where none is named; `None` where they come to no end.
    fn run(&self, number: usize, names: &[&str]) -> Result<Option<bool>> {
        let mut command = self.command(number, names);
        let mut process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let start = Instant::now();
        loop {
            if let Some(status) = process.try_wait()? {
                return Ok(Some(status.success()));
            }
            if start.elapsed() > self.limit {
                process.kill()?;
                process.wait()?;
                return Ok(None);
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn command(&self, number: usize, names: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command
            .current_dir(self.folder.join("domain"))
            .env("HOSO_MUTANT", number.to_string())
            .env("INSTA_UPDATE", "no")
            .env("INSTA_WORKSPACE_ROOT", &self.folder)
            .env("RUST_BACKTRACE", "0")
            .env("PROPTEST_MAX_SHRINK_ITERS", "0");
        if !names.is_empty() {
            command.arg("--exact").args(names);
        }
        command
    }
}
