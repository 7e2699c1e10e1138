//! `cargo xtask bench`: prints every figure that the project set itself a goal for, and whether the goal is met.
//!
//! A slow machine is no fault: it ends badly only where something could not be measured.

mod browser;
mod crawl;
mod house;
mod http;
mod speed;
mod table;
mod upload;

use std::{fs, path::PathBuf, process::ExitCode, thread, time::Duration};

use anyhow::{Result, ensure};
use clap::{Args, ValueEnum};

use crate::{project::Project, run};
use house::House;
use table::{Figure, Goal, Table};

#[derive(Args)]
pub struct Wishes {
    /// Take the release program as it is.
    #[arg(long)]
    pub no_build: bool,
    /// Another program, instead of building one; so does `HOSO` in the environment.
    #[arg(long, value_name = "PATH")]
    binary: Option<PathBuf>,
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
}

impl Wishes {
    /// The program that is there already, if one was named.
    pub fn program(&self, project: &Project) -> Option<PathBuf> {
        let named = self.binary.clone().or_else(|| std::env::var_os("HOSO").map(PathBuf::from));
        named.or_else(|| self.no_build.then(|| project.target.join("release/hoso")))
    }

    fn wants(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.contains(&part)
    }
}

pub fn run(project: &Project, wishes: &Wishes, program: PathBuf) -> Result<ExitCode> {
    ensure!(program.exists(), "there is no {}; leave --no-build away", program.display());
    // Not in /tmp, which is memory on many machines: uploads are measured against the disk.
    fs::create_dir_all(&project.target)?;
    let folder = tempfile::Builder::new().prefix("bench-").tempdir_in(&project.target)?;
    let data = folder.path().join("data");
    let mut table = Table::default();

    let founding = run::step("found the demo school", || House::open(&program, &data))?;
    if wishes.wants(Part::Memory) {
        table.add([memory("memory, right after founding the school", founding.resident()?, Goal::None)]);
    }
    drop(founding);

    // A school is founded once; what runs from day to day is a program started on data that is there.
    let house = run::step("start on its data", || House::open(&program, &data))?;
    // What the start itself asked for is given back by then.
    thread::sleep(Duration::from_secs(2));
    if wishes.wants(Part::Memory) {
        table.add([memory("memory, started and not asked anything yet", house.resident()?, IDLE)]);
    }
    if wishes.wants(Part::Speed) {
        table.part("speed", run::step("server time", || speed::times(&house)));
        table.part("throughput", run::step("throughput", || speed::throughput(&house)));
    }
    if wishes.wants(Part::Sizes) {
        table.part("sizes", run::step("sizes and first visits", || sizes(project, &house)));
    }
    if wishes.wants(Part::Live) {
        table.part("live board", run::step("live board", || browser::live(project, &house)));
    }
    if wishes.wants(Part::Upload) {
        table.part("upload", run::step("upload of 100 MB", || upload::measure(&house, folder.path())));
    }
    if wishes.wants(Part::Memory) {
        thread::sleep(Duration::from_secs(5));
        table.add([memory("memory, idle again after all of it", house.resident()?, IDLE)]);
    }
    drop(house);
    table.print(&program)?;
    Ok(if table.is_whole() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn sizes(project: &Project, house: &House) -> Result<Vec<Figure>> {
    let pages = crawl::pages(house)?;
    let mut figures = crawl::weights(&pages);
    figures.extend(browser::visits(project, house, &pages)?);
    Ok(figures)
}

const MEBIBYTE: f64 = 1024.0 * 1024.0;
const IDLE: Goal = Goal::AtMost(60.0);

fn memory(name: &str, bytes: u64, goal: Goal) -> Figure {
    Figure::new(name, bytes as f64 / MEBIBYTE, "MiB", goal)
}
