//! Figures with their goals, as a table.

use std::{fs, path::Path, process::Command, thread};

use anyhow::Result;

use crate::run;

pub struct Figure {
    name: String,
    value: f64,
    unit: &'static str,
    goal: Goal,
    /// Where the value stands: which page, how many times.
    about: String,
}

#[derive(Clone, Copy)]
pub enum Goal {
    AtMost(f64),
    AtLeast(f64),
    /// Told, because it explains another figure.
    None,
}

impl Figure {
    pub fn new(name: impl Into<String>, value: f64, unit: &'static str, goal: Goal) -> Self {
        Self { name: name.into(), value, unit, goal, about: String::new() }
    }

    pub fn about(self, about: impl Into<String>) -> Self {
        Self { about: about.into(), ..self }
    }

    fn is_met(&self) -> Option<bool> {
        match self.goal {
            Goal::AtMost(most) => Some(self.value <= most),
            Goal::AtLeast(least) => Some(self.value >= least),
            Goal::None => None,
        }
    }

    fn cells(&self) -> [String; 5] {
        let goal = match self.goal {
            Goal::AtMost(most) => format!("≤ {}", number(most)),
            Goal::AtLeast(least) => format!("≥ {}", number(least)),
            Goal::None => String::new(),
        };
        let met = match self.is_met() {
            Some(true) => "met",
            Some(false) => "MISSED",
            None => "",
        };
        [self.name.clone(), format!("{} {}", number(self.value), self.unit), goal, met.to_owned(), self.about.clone()]
    }
}

/// Three places that count are enough.
fn number(value: f64) -> String {
    match value.abs() {
        ..10.0 if value.fract() != 0.0 => format!("{value:.2}"),
        ..100.0 if value.fract() != 0.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

#[derive(Default)]
pub struct Table {
    figures: Vec<Figure>,
    failed: Vec<String>,
}

impl Table {
    pub fn add(&mut self, figures: impl IntoIterator<Item = Figure>) {
        self.figures.extend(figures);
    }

    /// What one part measured, or that it could not.
    pub fn part(&mut self, name: &str, figures: Result<Vec<Figure>>) {
        match figures {
            Ok(figures) => self.add(figures),
            Err(error) => self.failed.push(format!("{name} could NOT be measured: {error:#}")),
        }
    }

    pub fn is_whole(&self) -> bool {
        self.failed.is_empty()
    }

    pub fn print(&self, program: &Path) -> Result<()> {
        let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
        let cores = thread::available_parallelism().map_or(0, usize::from);
        let commit = run::output(Command::new("git").args(["describe", "--always", "--dirty"])).unwrap_or_default();
        println!("\n{} at {}, {cores} cores, load {}", program.display(), commit.trim(), load.trim());
        let head = ["figure", "measured", "goal", "", "where"].map(str::to_owned);
        let rows: Vec<_> = std::iter::once(head).chain(self.figures.iter().map(Figure::cells)).collect();
        let widths: [usize; 5] = std::array::from_fn(|at| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0));
        for (at, row) in rows.iter().enumerate() {
            let line: Vec<_> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
            println!("{}", line.join("  ").trim_end());
            if at == 0 {
                println!("{}", widths.map(|width| "─".repeat(width)).join("  "));
            }
        }
        self.failed.iter().for_each(|words| println!("{words}"));
        let missed = self.figures.iter().filter(|figure| figure.is_met() == Some(false)).count();
        let goals = self.figures.iter().filter(|figure| figure.is_met().is_some()).count();
        println!("{} of {goals} goals met", goals - missed);
        Ok(())
    }
}

/// The value below which that share of all lies; `values` are sorted by it.
pub fn quantile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let at = (values.len().saturating_sub(1)) as f64 * share;
    values.get(at.round() as usize).copied().unwrap_or(f64::NAN)
}

pub fn median(values: &mut [f64]) -> f64 {
    quantile(values, 0.5)
}
