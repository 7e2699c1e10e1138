//! What was found so far, and what may still be spent on finding more.

use std::collections::BTreeSet;

use domain::inspection::{Cause, Impossibility, Inspection, Oddity};

use crate::package::{Budget, PackageError};

/// How much text of a file is read as XML, in bytes: a plan of a thousand pages has 50 MB of it.
const MAX_XML: u64 = 128 * 1024 * 1024;

/// How many tags and texts all XML of a file may have: a plan of a million paragraphs has seven million. Tags of four letters make
/// more work than their bytes.
const MAX_EVENTS: u32 = 15_000_000;

/// How many documents may lie inside each other: a presentation with a Word document with a chart has three, and each may be
/// wrapped once more as an object.
const MAX_NESTING: usize = 6;

/// What all documents inside each other may take of the memory at one time, in bytes. The one of a chart has some 20 kB, an
/// embedded plan with its pictures some MB.
const MAX_HELD: usize = 40 * 1024 * 1024;

/// Collects; what is worst decides in the end.
#[derive(Debug)]
pub struct Findings {
    oddities: BTreeSet<Oddity>,
    causes: BTreeSet<Cause>,
    impossible: Option<Impossibility>,
    pub budget: Budget,
    xml_left: u64,
    events_left: u32,
    nesting: usize,
    room: usize,
}

impl Default for Findings {
    fn default() -> Self {
        Self {
            oddities: BTreeSet::new(),
            causes: BTreeSet::new(),
            impossible: None,
            budget: Budget::default(),
            xml_left: MAX_XML,
            events_left: MAX_EVENTS,
            nesting: 0,
            room: MAX_HELD,
        }
    }
}

impl Findings {
    pub fn odd(&mut self, oddity: Oddity) {
        self.oddities.insert(oddity);
    }

    /// A document with a password. Excel and PowerPoint know one that they try by themselves: their files open unasked, and nobody
    /// has looked into them.
    pub fn seal(&mut self, opens_unasked: bool) {
        self.odd(Oddity::Sealed);
        if opens_unasked {
            self.hold(Cause::Unreadable);
        }
    }

    pub fn hold(&mut self, cause: Cause) {
        self.causes.insert(cause);
    }

    /// The first reason stands.
    pub fn refuse(&mut self, why: Impossibility) {
        self.impossible.get_or_insert(why);
    }

    /// Nothing more has to be looked at.
    pub const fn is_settled(&self) -> bool {
        self.impossible.is_some()
    }

    pub fn fail(&mut self, error: PackageError) {
        match error {
            PackageError::Cut => self.odd(Oddity::Cut),
            PackageError::Damaged => self.odd(Oddity::Damaged),
            PackageError::Sealed => self.odd(Oddity::Sealed),
            PackageError::UnknownPacking | PackageError::OverLimit => self.hold(Cause::Unreadable),
            PackageError::TooManyParts
            | PackageError::TooLarge
            | PackageError::Bomb
            | PackageError::Overlap
            | PackageError::TwoNames
            | PackageError::NameLeadsOut
            | PackageError::Symlink
            | PackageError::SizeDiffers => error.impossibility().into_iter().for_each(|why| self.refuse(why)),
        }
    }

    /// How many bytes of a document inside of this one may be unpacked into memory.
    pub const fn room(&self) -> usize {
        self.room
    }

    /// Looks into a document inside of this one, of so many bytes, unless it lies too deep.
    pub fn inside(&mut self, bytes: u64, look: impl FnOnce(&mut Self)) {
        if self.nesting >= MAX_NESTING {
            return self.refuse(Impossibility::NestedTooDeep);
        }
        let before = self.room;
        self.room = self.room.saturating_sub(usize::try_from(bytes).unwrap_or(usize::MAX));
        self.nesting += 1;
        look(self);
        self.nesting -= 1;
        self.room = before;
    }

    /// Takes so many bytes of XML from what may be read; `false` where there are no more.
    pub fn spend_xml(&mut self, bytes: u64) -> bool {
        match self.xml_left.checked_sub(bytes) {
            Some(left) => self.xml_left = left,
            None => self.refuse(Impossibility::Bomb),
        }
        !self.is_settled()
    }

    /// Takes one tag or text from what may be read; `false` where there are no more.
    pub fn spend_event(&mut self) -> bool {
        match self.events_left.checked_sub(1) {
            Some(left) => self.events_left = left,
            None => self.refuse(Impossibility::Bomb),
        }
        !self.is_settled()
    }

    pub fn judge(self) -> Inspection {
        if let Some(why) = self.impossible {
            Inspection::Impossible(why)
        } else if !self.causes.is_empty() {
            Inspection::Held(self.causes.into_iter().collect())
        } else if !self.oddities.is_empty() {
            Inspection::Odd(self.oddities.into_iter().collect())
        } else {
            Inspection::Clean
        }
    }
}
