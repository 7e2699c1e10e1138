//! Runs the tests on one change after the other, only those that come by it, and the quick ones of the same feature first.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

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
    /// What the school of all tests is made with.
    shared: BTreeSet<usize>,
    /// How long each test takes.
    durations: BTreeMap<String, Duration>,
}

/// A test that takes longer is asked when all others have said nothing.
const QUICK: Duration = Duration::from_millis(300);
/// In kB. Some changes make a list without an end.
const MAX_MEMORY: u32 = 4_000_000;
/// One core for one program, whatever else is on the machine; and draws by lot that are the same every time.
const ENVIRONMENT: [(&str, &str); 5] = [
    ("INSTA_UPDATE", "no"),
    ("RUST_BACKTRACE", "0"),
    ("RUST_TEST_THREADS", "1"),
    ("PROPTEST_RNG_SEED", "20260905"),
    ("PROPTEST_MAX_SHRINK_ITERS", "0"),
];

impl Bench {
    /// Runs all tests once, with no change.
    ///
    /// # Errors
    /// Where one of them fails: then no failure says anything.
    pub fn set_up(program: PathBuf, folder: &Path) -> Result<Self> {
        let list = folder.join("seen.txt");
        let (seen, shared, durations) = Default::default();
        let mut bench = Self { program, folder: folder.to_owned(), seen, shared, durations };
        let school = bench.command(0, &["mutant::school"]).env("HOSO_MUTANTS_SEEN", &list).output()?;
        if !school.status.success() {
            bail!("the school is not made without any change");
        }
        bench.shared = read(&list)?.into_keys().collect();
        bench.time(&list)?;
        bench.seen = read(&list)?;
        let sum: Duration = bench.durations.values().sum();
        println!("   {} tests in {:.1} s, of which {} are slow", bench.durations.len(), sum.as_secs_f32(), {
            bench.durations.values().filter(|one| **one > QUICK).count()
        });
        Ok(bench)
    }

    /// Runs all tests and looks at the clock whenever one has ended.
    fn time(&mut self, list: &Path) -> Result<()> {
        let mut process = self.command(0, &[]).env("HOSO_MUTANTS_SEEN", list).stdout(Stdio::piped()).spawn()?;
        let mut said = Vec::new();
        let mut before = Instant::now();
        for line in BufReader::new(process.stdout.take().context("no output")?).lines() {
            let line = line?;
            if let Some(test) = line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... ok")) {
                self.durations.insert(test.to_owned(), before.elapsed());
                before = Instant::now();
            }
            said.push(line);
        }
        if !process.wait()?.success() {
            let said = said.join("\n");
            bail!("a test fails without any change: {}", said.split_once("failures:").map_or("", |(_, failures)| failures));
        }
        Ok(())
    }

    /// Tries one change of this file, "reviews/threads.rs".
    pub fn attempt(&self, number: usize, file: &str) -> Result<Verdict> {
        let Some(tests) = self.seen.get(&number) else { return Ok(Verdict::NeverReached) };
        let feature = format!("{}::", file.trim_end_matches(".rs").replace('/', "::"));
        let all: BTreeSet<&str> = self.durations.keys().map(String::as_str).collect();
        let seen: BTreeSet<&str> = tests.iter().map(String::as_str).collect();
        // What is made once for the tests of one file tells one of them what it comes by; all of them may see it.
        let modules: BTreeSet<&str> = seen.iter().filter_map(|test| Some(test.rsplit_once("::")?.0)).collect();
        let beside = |test: &str| test.rsplit_once("::").is_some_and(|(module, _)| modules.contains(module));
        let is_quick = |test: &str| self.durations.get(test).is_none_or(|one| *one <= QUICK);
        let (quick, slow): (Vec<&str>, Vec<&str>) = seen.iter().partition(|test| is_quick(test));
        let (own, others): (Vec<&str>, Vec<&str>) = quick.into_iter().partition(|test| test.starts_with(&feature));
        let rest = all.difference(&seen).copied().filter(|test| self.shared.contains(&number) || beside(test)).collect();
        for names in [own, others, slow, rest].iter().filter(|names| !names.is_empty()) {
            match self.run(number, names)? {
                Some(true) => {}
                Some(false) => return Ok(Verdict::Noticed),
                None => return Ok(Verdict::Endless),
            }
        }
        Ok(Verdict::Unnoticed)
    }

    /// Whether these tests pass; `None` where they come to no end.
    fn run(&self, number: usize, names: &[&str]) -> Result<Option<bool>> {
        let usual: Duration = names.iter().filter_map(|name| self.durations.get(*name)).sum();
        // Other work on the machine may make a run some times longer.
        let limit = usual * 8 + Duration::from_secs(8);
        let mut command = self.command(number, names);
        let mut process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let start = Instant::now();
        loop {
            if let Some(status) = process.try_wait()? {
                return Ok(Some(status.success()));
            }
            if start.elapsed() > limit {
                process.kill()?;
                process.wait()?;
                return Ok(None);
            }
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// These tests, all where none is named, within its memory.
    fn command(&self, number: usize, names: &[&str]) -> Command {
        let mut command = Command::new("sh");
        command
            .args(["-c", &format!("ulimit -v {MAX_MEMORY}; exec \"$0\" \"$@\"")])
            .arg(&self.program)
            .current_dir(self.folder.join("domain"))
            .env("HOSO_MUTANT", number.to_string())
            .env("INSTA_WORKSPACE_ROOT", &self.folder)
            .envs(ENVIRONMENT);
        if !names.is_empty() {
            command.arg("--exact").args(names);
        }
        command
    }
}

/// Which tests come by which change.
fn read(list: &Path) -> Result<BTreeMap<usize, BTreeSet<String>>> {
    let mut seen: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for line in fs::read_to_string(list)?.lines() {
        if let Some((number, test)) = line.split_once(' ') {
            seen.entry(number.parse()?).or_default().insert(test.to_owned());
        }
    }
    Ok(seen)
}
