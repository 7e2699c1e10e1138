//! Documents as nobody makes them at a school: name, bytes, what is to be found.

mod archives;
mod media;
mod office;
mod old;
mod pdfs;

use domain::{
    files::FileKind,
    inspection::{Cause, Impossibility, Inspection, Oddity},
};

/// What is to be found; other causes may stand beside it.
#[derive(Clone, Copy, Debug)]
pub enum ExpectedFinding {
    Odd(Oddity),
    Held(Cause),
    Impossible(Impossibility),
}

impl ExpectedFinding {
    pub fn is(self, found: &Inspection) -> bool {
        match (self, found) {
            (Self::Odd(oddity), Inspection::Odd(found)) => found.contains(&oddity),
            (Self::Held(cause), Inspection::Held(found)) => found.contains(&cause),
            (Self::Impossible(why), Inspection::Impossible(found)) => why == *found,
            _ => false,
        }
    }
}

pub struct Hostile {
    pub name: &'static str,
    pub kind: FileKind,
    pub bytes: Vec<u8>,
    pub wanted: ExpectedFinding,
}

const fn row(name: &'static str, kind: FileKind, bytes: Vec<u8>, wanted: ExpectedFinding) -> Hostile {
    Hostile { name, kind, bytes, wanted }
}

const fn held(name: &'static str, kind: FileKind, bytes: Vec<u8>, cause: Cause) -> Hostile {
    row(name, kind, bytes, ExpectedFinding::Held(cause))
}

const fn odd(name: &'static str, kind: FileKind, bytes: Vec<u8>, oddity: Oddity) -> Hostile {
    row(name, kind, bytes, ExpectedFinding::Odd(oddity))
}

const fn impossible(name: &'static str, kind: FileKind, bytes: Vec<u8>, why: Impossibility) -> Hostile {
    row(name, kind, bytes, ExpectedFinding::Impossible(why))
}

/// All of them.
pub fn all() -> Vec<Hostile> {
    [office::all(), old::all(), archives::all(), pdfs::all(), media::all()].into_iter().flatten().collect()
}
