//! `cargo xtask matrix`: tries every route of a record as everybody, in every state that it comes into, on a running program,
//! and compares what comes of it with rules that are written down here and not in the program.
//!
//! What should be stands in `records` (who is what to which record), `people` (who is what at the school) and `expectation`
//! (what follows from both); a new route is a variant of `Action` there and a line in `trial`.

mod accounts;
mod departures;
mod expectation;
mod instruments;
mod people;
mod records;
mod rights;
mod school_wide;
mod spot_checks;
mod trial;
mod trial_record;
mod visitors;

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use clap::Args;

use crate::{pages, project::Project, run};
use expectation::{Action, Cell, Outcome};
use people::Who;
use records::{KINDS, Kind, State};
use trial_record::{Case, TrialRecord};
use visitors::Visitors;

#[derive(Args)]
pub struct MatrixOptions {
    /// The program to try, instead of building one; so does `HOSO` in the environment.
    #[arg(long, value_name = "PATH")]
    binary: Option<PathBuf>,
    /// Two kinds of records only, as the tests do.
    #[arg(long)]
    few: bool,
    /// Only the kinds of records whose names begin so ("tư liệu").
    #[arg(long, value_name = "WORDS")]
    of: Option<String>,
}

impl MatrixOptions {
    /// Two kinds of records on a program that is there.
    pub const fn few() -> Self {
        Self { binary: None, few: true, of: None }
    }

    /// The program that is there already, if one was named.
    pub fn program(&self) -> Option<PathBuf> {
        self.binary.clone().or_else(|| std::env::var_os("HOSO").map(PathBuf::from))
    }
}

/// What was tried, and what came out otherwise than it should.
#[derive(Debug, Default)]
pub struct Tally {
    cells: usize,
    /// Records of some kinds are few: what would use up one more is left out.
    left_out: usize,
    mismatches: Vec<String>,
}

impl Tally {
    /// Notes one cell.
    pub fn note(&mut self, what: &str, expected: &str, got: &str) {
        self.cells += 1;
        if expected != got {
            self.mismatches.push(format!("{what}: expected {expected}, got {got}"));
        }
    }
}

/// Tries all of it and prints `cells N mismatches N` as the last line; whether there was no mismatch.
///
/// # Errors
/// Where a record could not be brought into a state, or the program gave no answer.
pub fn run(project: &Project, options: &MatrixOptions, program: &Path) -> Result<bool> {
    ensure!(program.exists(), "there is no {}", program.display());
    std::fs::create_dir_all(&project.target)?;
    let folder = tempfile::Builder::new().prefix("matrix-").tempdir_in(&project.target)?;
    let visitors = run::step("found two schools and sign everybody in", || Visitors::come(program, folder.path()))?;
    let mut tally = Tally::default();
    let asked = run::step("somebody leaves", || departures::leave(&visitors, options.few, &mut tally))?;
    run::step("delegations and lists", || school_wide::try_all(&visitors, &mut tally))?;
    run::step("closures, orders, updates and more time", || instruments::try_all(&visitors, &mut tally))?;
    run::step("rights by decision, screens of others, the log", || rights::try_all(&visitors, &mut tally))?;
    run::step("accounts, checks of them, handovers, lists", || accounts::try_all(&visitors, &mut tally))?;
    run::step("spot checks", || spot_checks::try_all(&visitors, &mut tally))?;
    run::step("what those asked who are gone", || departures::try_all(&visitors, &asked, &mut tally))?;
    let of_both = ["giao-an", "khgd-hk2"];
    let mut seen = Vec::new();
    for kind in KINDS {
        if options.few && (seen.contains(&kind.code) || !of_both.contains(&kind.code)) {
            continue;
        }
        if options.of.as_ref().is_some_and(|words| !kind.name.starts_with(words.as_str())) {
            continue;
        }
        seen.push(kind.code);
        run::step(kind.name, || of_kind(&visitors, kind, &mut tally))?;
    }
    tally.mismatches.iter().for_each(|words| println!("MISMATCH {words}"));
    if tally.left_out > 0 {
        println!("left out {}, for want of records of those kinds", tally.left_out);
    }
    println!("cells {} mismatches {}", tally.cells, tally.mismatches.len());
    Ok(tally.mismatches.is_empty())
}

fn of_kind(visitors: &Visitors, kind: &'static Kind, tally: &mut Tally) -> Result<()> {
    let mut record = TrialRecord::of(visitors, kind)?;
    for state in State::ALL.into_iter().filter(|state| state.is_of(kind)) {
        let mut case = None;
        for action in Action::ALL.into_iter().filter(|action| action.is_tried(state)) {
            for who in Who::ALL {
                let uses_up = action == Action::HandIn
                    && Cell { kind, state, who, action, before: None }.expected() == Outcome::Done
                    && (state.is_before_hand_in() || state == State::Withdrawn || !kind.authors.contains(&who));
                if uses_up && !record.can_spare() {
                    tally.left_out += 1;
                    continue;
                }
                let on_trial = match case.take() {
                    Some(case) => case,
                    None => record.bring(state)?,
                };
                let cell = Cell { kind, state, who, action, before: on_trial.before };
                let got = one(visitors, &cell, &on_trial, &record.paper(false), tally)?;
                if uses_up {
                    record.forget();
                } else if got != Outcome::Done || action.leaves_it() || (action == Action::Withdraw && state == State::Withdrawn) {
                    case = Some(on_trial);
                } else {
                    record.changed(action);
                }
            }
        }
    }
    Ok(())
}

/// Tries one cell, and looks at the record afterwards: a no has changed nothing.
fn one(visitors: &Visitors, cell: &Cell, case: &Case, paper: &[u8], tally: &mut Tally) -> Result<Outcome> {
    let Cell { kind, state, who, action, .. } = *cell;
    let (expected, got) = (cell.expected(), trial::attempt(visitors, cell, case, paper)?);
    let what = format!("{} · {state:?} · {who:?} · {action:?}", kind.name);
    tally.note(&what, &format!("{expected:?}"), &format!("{got:?}"));
    if !action.is_reading() {
        let told = pages::told(&visitors.page(Who::Principal, &format!("/ho-so/{}", case.obligation))?);
        let should = cell.told_after(got).unwrap_or_default();
        let is_so = told == should || (should == records::WAITS && told.ends_with(should));
        tally.note(&format!("{what} · told afterwards"), should, if is_so { should } else { &told });
    }
    Ok(got)
}
