//! Proving that nobody changed the log: the chain, what the school's key has signed of it, and codes that stand on papers outside.
//!
//! It reads page by page, each in a snapshot of its own, and keeps no more than one page: a log only ever grows, so what was found
//! whole stays so while others go on writing.

use domain::{days::Timestamp, log::AnchorCode, people::SchoolId};

use crate::{
    checkpoints::{self, Checkpoint},
    database::Database,
    error::Error,
    events::{self, Entry, FlawKind, Walk},
    work::Work,
};

/// How many entries are read at once.
const PAGE: i64 = 2000;

/// A log that is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whole {
    pub entries: i64,
    pub checkpoints: i64,
    /// Of its end; none of an empty log.
    pub anchor: Option<AnchorCode>,
}

/// The first thing that does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// The number of the entry.
    pub seq: i64,
    /// When it happened, where the entry is there.
    pub at: Option<Timestamp>,
    pub kind: BreakKind,
}

/// In what way it does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BreakKind {
    /// The chain itself is broken.
    Chain(FlawKind),
    /// The school's key has signed another entry with this number.
    SignedOtherwise,
    /// What stands as signed is not signed by the school's key.
    NotSigned,
    /// A signed end is gone: their numbers have a gap.
    SignedGone,
    /// The school's key has signed an entry that is not there any more: the end of the log was cut off.
    SignedBeyond,
    /// A paper outside names another entry with this number.
    OtherThanPaper(AnchorCode),
    /// A paper outside names an entry that is not there: the end of the log was cut off.
    PaperBeyond(AnchorCode),
}

/// What is read at once.
struct Page {
    entries: Vec<Entry>,
    checkpoints: Vec<Checkpoint>,
    revision: i64,
}

async fn page(work: &mut Work, after: i64) -> Result<Page, Error> {
    let entries = events::since(work, after, PAGE).await?;
    // There is at most one for each entry.
    let checkpoints = checkpoints::since(work, after, PAGE).await?;
    Ok(Page { entries, checkpoints, revision: work.revision().await? })
}

/// Looks through the whole log of a school.
///
/// # Errors
/// Those of reading; whether the log is whole is then unknown.
pub async fn verify(database: &Database, school: SchoolId, anchors: &[AnchorCode]) -> Result<Result<Whole, Break>, Error> {
    let mut looked = Looked { walk: Walk::start(school), school, checkpoints: 0, anchors };
    loop {
        let after = looked.walk.seq();
        let page = database.read(school, None, async move |work: &mut Work| page(work, after).await).await?;
        if page.entries.is_empty() {
            return Ok(looked.end(&page));
        }
        if let Err(first) = looked.go_on(page) {
            return Ok(Err(first));
        }
    }
}

struct Looked<'a> {
    walk: Walk,
    school: SchoolId,
    /// The number of the last checkpoint that was passed.
    checkpoints: i64,
    anchors: &'a [AnchorCode],
}

impl Looked<'_> {
    fn go_on(&mut self, page: Page) -> Result<(), Break> {
        let mut signed = page.checkpoints.into_iter().peekable();
        for entry in page.entries {
            let (expected, at) = (self.walk.seq() + 1, entry.at);
            let here = |kind| Break { seq: expected, at: Some(at), kind };
            self.walk.step(&entry).map_err(|flaw| match flaw {
                FlawKind::Missing => Break { seq: expected, at: None, kind: BreakKind::Chain(flaw) },
                FlawKind::Altered | FlawKind::Unlinked | FlawKind::Revision => here(BreakKind::Chain(flaw)),
            })?;
            if let Some(checkpoint) = signed.next_if(|one| one.seq == entry.seq) {
                self.compare(&checkpoint, &entry).map_err(here)?;
            }
            let other = self.anchors.iter().find(|one| one.seq == entry.seq && !one.is_of(entry.at, entry.seq, &entry.hash));
            if let Some(other) = other {
                return Err(here(BreakKind::OtherThanPaper(*other)));
            }
        }
        Ok(())
    }

    fn compare(&mut self, checkpoint: &Checkpoint, entry: &Entry) -> Result<(), BreakKind> {
        self.checkpoints += 1;
        if checkpoint.number != self.checkpoints {
            return Err(BreakKind::SignedGone);
        }
        if !checkpoint.is_signed(self.school) {
            return Err(BreakKind::NotSigned);
        }
        let is_same = checkpoint.hash == entry.hash && checkpoint.at == entry.at;
        if is_same { Ok(()) } else { Err(BreakKind::SignedOtherwise) }
    }

    fn end(self, behind: &Page) -> Result<Whole, Break> {
        let entries = self.walk.seq();
        let beyond = |seq, kind| Err(Break { seq, at: None, kind });
        if let Some(checkpoint) = behind.checkpoints.first() {
            return beyond(checkpoint.seq, BreakKind::SignedBeyond);
        }
        if let Some(paper) = self.anchors.iter().filter(|one| one.seq > entries).min_by_key(|one| one.seq) {
            return beyond(paper.seq, BreakKind::PaperBeyond(*paper));
        }
        if behind.revision != entries {
            return beyond(entries, BreakKind::Chain(FlawKind::Revision));
        }
        Ok(Whole { entries, checkpoints: self.checkpoints, anchor: self.walk.anchor() })
    }
}

#[cfg(test)]
#[path = "verification_tests.rs"]
mod tests;
