//! `cargo xtask bench`: prints every figure that the project set itself a goal for, and whether the goal is met.
//!
//! A slow machine is no fault: it ends badly only where something could not be measured.

mod browser;
mod crawl;
mod files;
mod locks;
mod log;
mod reviews;
mod rush;
mod sign_in;
mod speed;
mod table;
mod upload;

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    thread,
    time::Duration,
};

use anyhow::{Result, ensure};
use clap::{Args, ValueEnum};
use tempfile::TempDir;

use crate::{
    project::Project,
    run,
    running::{RunningServer, of_status},
};
use table::{Figure, Goal, Table};

#[derive(Args)]
pub struct BenchOptions {
    /// Take the release program as it is.
    #[arg(long)]
    pub no_build: bool,
    /// Another program, instead of building one; so does `HOSO` in the environment.
    #[arg(long, value_name = "PATH")]
    binary: Option<PathBuf>,
    /// A second program to measure beside it in the same run: another version, for a table of before and after.
    #[arg(long, value_name = "PATH")]
    against: Option<PathBuf>,
    /// Only these parts.
    #[arg(long, value_delimiter = ',')]
    only: Vec<Part>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    Memory,
    Speed,
    Sizes,
    Live,
    Upload,
    Files,
    Reviews,
    Locks,
    Log,
    SignIn,
}

impl BenchOptions {
    /// The program that is there already, if one was named.
    pub fn program(&self, project: &Project) -> Option<PathBuf> {
        let named = self.binary.clone().or_else(|| std::env::var_os("HOSO").map(PathBuf::from));
        named.or_else(|| self.no_build.then(|| project.target.join("release/hoso")))
    }

    fn wants(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.contains(&part)
    }
}

/// One program under measurement, with a school of its own.
struct Subject {
    program: PathBuf,
    /// Ends before its folder goes, or it would say that its data are gone.
    server: RunningServer,
    folder: TempDir,
    table: Table,
}

impl Subject {
    fn start(project: &Project, options: &BenchOptions, program: PathBuf) -> Result<Self> {
        ensure!(program.exists(), "there is no {}; leave --no-build away", program.display());
        // Not in /tmp, which is memory on many machines: uploads are measured against the disk.
        fs::create_dir_all(&project.target)?;
        let folder = tempfile::Builder::new().prefix("bench-").tempdir_in(&project.target)?;
        let data = folder.path().join("data");
        let mut table = Table::of(&program);
        let founding = run::step("found the demo school", || RunningServer::open(&program, &data))?;
        if options.wants(Part::Memory) {
            table.add([memory_now("memory, right after founding the school", &founding, Goal::None)?]);
        }
        drop(founding);
        // A school is founded once; what runs from day to day is a program started on data that is there.
        let server = run::step("start on its data", || RunningServer::open(&program, &data))?;
        // What the start itself asked for is given back by then.
        thread::sleep(Duration::from_secs(2));
        if options.wants(Part::Memory) {
            table.add([memory_now("memory, started and not asked anything yet", &server, IDLE)?]);
        }
        Ok(Self { program, folder, server, table })
    }

    fn measure(&mut self, name: &str, part: impl FnOnce(&RunningServer, &Path) -> Result<Vec<Figure>>) {
        let step = format!("{name}, {}", self.program.display());
        let figures = run::step(&step, || part(&self.server, self.folder.path()));
        self.table.part(name, figures);
    }
}

/// Part by part, with the programs in turn: what else the machine does in the meantime meets both.
pub fn run(project: &Project, options: &BenchOptions, program: PathBuf) -> Result<ExitCode> {
    let programs = std::iter::once(program).chain(options.against.clone());
    let mut subjects = programs.map(|program| Subject::start(project, options, program)).collect::<Result<Vec<_>>>()?;
    for subject in &mut subjects {
        if options.wants(Part::Speed) {
            subject.measure("server time", |server, _| speed::times(server));
            subject.measure("throughput", |server, _| speed::throughput(server));
        }
    }
    for subject in &mut subjects {
        if options.wants(Part::Sizes) {
            subject.measure("sizes and first visits", |server, _| sizes(project, server));
        }
    }
    for subject in &mut subjects {
        if options.wants(Part::Live) {
            subject.measure("live dashboard", |server, _| browser::live(project, server));
        }
    }
    for subject in &mut subjects {
        if options.wants(Part::Upload) {
            subject.measure("upload of 100 MB", upload::measure);
        }
    }
    for subject in &mut subjects {
        if options.wants(Part::Files) {
            subject.measure("files of strangers", |server, folder| files::measure(server, &folder.join("data")));
        }
    }
    for subject in &mut subjects {
        if options.wants(Part::Reviews) {
            let program = subject.program.clone();
            subject.measure("reviews", |_, folder| reviews::measure(project, &program, folder));
        }
    }
    for subject in &mut subjects {
        if options.wants(Part::Locks) {
            let program = subject.program.clone();
            subject.measure("locks", |_, folder| locks::measure(&program, folder));
        }
    }
    for subject in &mut subjects {
        if options.wants(Part::Log) {
            let program = subject.program.clone();
            subject.measure("log", |_, folder| log::measure(project, &program, folder));
        }
    }
    for subject in &mut subjects {
        if options.wants(Part::SignIn) {
            let program = subject.program.clone();
            subject.measure("sign-in", |_, folder| sign_in::measure(&program, folder));
        }
    }
    if options.wants(Part::Memory) {
        thread::sleep(Duration::from_secs(5));
        for subject in &mut subjects {
            subject.table.add([memory_now("memory, idle again after all of it", &subject.server, IDLE)?]);
        }
        // The last: what a rush leaves behind must not be told of another part.
        for subject in &mut subjects {
            subject.measure("rush", |server, _| rush::measure(server));
        }
    }
    let tables: Vec<Table> = subjects.into_iter().map(|subject| subject.table).collect();
    table::print(&tables)?;
    Ok(if tables.iter().all(Table::is_whole) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn sizes(project: &Project, server: &RunningServer) -> Result<Vec<Figure>> {
    let pages = crawl::pages(server)?;
    let mut figures = crawl::weights(&pages);
    figures.extend(browser::visits(project, server, &pages)?);
    Ok(figures)
}

const MEBIBYTE: f64 = 1024.0 * 1024.0;
const IDLE: Goal = Goal::AtMost(60.0);

fn memory(name: &str, bytes: u64, goal: Goal) -> Figure {
    Figure::new(name, bytes as f64 / MEBIBYTE, "MiB", goal)
}

/// What a program holds now, and how much of it is its own file: those pages are the machine's, and grow with the program.
fn memory_now(name: &str, server: &RunningServer, goal: Goal) -> Result<Figure> {
    let of_files = of_status(server.id(), "RssFile")? as f64 / 1024.0;
    Ok(memory(name, server.resident()?, goal).about(format!("{of_files:.1} MiB of it pages of the program's file")))
}
