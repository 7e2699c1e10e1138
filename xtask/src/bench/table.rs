//! Figures with their goals, as a table.

use std::{fs, path::Path, process::Command, thread, time::Duration};

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

    const fn is_met(&self) -> Option<bool> {
        match self.goal {
            Goal::AtMost(most) => Some(self.value <= most),
            Goal::AtLeast(least) => Some(self.value >= least),
            Goal::None => None,
        }
    }

    fn measured(&self) -> String {
        format!("{} {}", number(self.value), self.unit)
    }

    fn wanted(&self) -> String {
        match self.goal {
            Goal::AtMost(most) => format!("≤ {}", number(most)),
            Goal::AtLeast(least) => format!("≥ {}", number(least)),
            Goal::None => String::new(),
        }
    }

    const fn outcome(&self) -> &'static str {
        match self.is_met() {
            Some(true) => "met",
            Some(false) => "MISSED",
            None => "",
        }
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

/// What one program was measured at.
pub struct Table {
    program: String,
    figures: Vec<Figure>,
    failed: Vec<String>,
}

impl Table {
    pub fn of(program: &Path) -> Self {
        Self { program: program.display().to_string(), figures: Vec::new(), failed: Vec::new() }
    }

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

    pub const fn is_whole(&self) -> bool {
        self.failed.is_empty()
    }

    fn figure(&self, name: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.name == name)
    }
}

/// The first program's figures with their goals; of another one what it measured at the same place.
pub fn print(tables: &[Table]) -> Result<()> {
    let Some((first, others)) = tables.split_first() else { return Ok(()) };
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let commit = run::output(Command::new("git").args(["describe", "--always", "--dirty"])).unwrap_or_default();
    println!("\n{} at {}, {cores} cores, load {}", first.program, commit.trim(), load.trim());
    let mut head = vec!["figure".to_owned(), "measured".to_owned()];
    head.extend(others.iter().map(|other| format!("of {}", other.program)));
    head.extend(["goal", "", "where"].map(str::to_owned));
    let mut rows = vec![head];
    for figure in &first.figures {
        let mut row = vec![figure.name.clone(), figure.measured()];
        row.extend(others.iter().map(|other| other.figure(&figure.name).map(Figure::measured).unwrap_or_default()));
        row.extend([figure.wanted(), figure.outcome().to_owned(), figure.about.clone()]);
        rows.push(row);
    }
    let columns = rows[0].len();
    let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for (at, row) in rows.iter().enumerate() {
        let line: Vec<_> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}", width = *width)).collect();
        println!("{}", line.join("  ").trim_end());
        if at == 0 {
            println!("{}", widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>().join("  "));
        }
    }
    for table in tables {
        table.failed.iter().for_each(|words| println!("{}: {words}", table.program));
    }
    let missed = first.figures.iter().filter(|figure| figure.is_met() == Some(false)).count();
    let goals = first.figures.iter().filter(|figure| figure.is_met().is_some()).count();
    println!("{} of {goals} goals met", goals - missed);
    Ok(())
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

pub const fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
