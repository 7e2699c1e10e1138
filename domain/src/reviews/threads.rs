//! The comments of a record as they are read: thread by thread, each with where its place is today, and what the reader may do.

use chrono::TimeDelta;

use super::told::writer;
use crate::{
    comments::{About, Comment, CommentId, Pin, Settled, Settlement, Spot},
    comparison::{Moves, pair_files},
    days::{Timestamp, day_of},
    delegations::commented_for,
    facts::Facts,
    files::{FileName, Sha256, StoredFile},
    ids::SubmissionId,
    obligations::Obligation,
    people::{Person, PersonId},
    permissions::{Actor, Allowed, CommentOn, ReviewOf, SettleThread, decide_comment, decide_settle, decide_settle_instead},
    record_types::Step,
    refusal::Refusal,
    submissions::Submission,
};

/// A comment with its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    pub id: CommentId,
    /// The number under which its place is marked, from 1.
    pub number: usize,
    /// Of the version that it was written about, counted from 1.
    pub version: u32,
    pub who: String,
    pub at: Timestamp,
    pub words: String,
    pub pinned: Option<Pinned>,
    pub answers: Vec<CommentAnswer>,
    pub settled_at: Option<Timestamp>,
    /// Who settled it, where that was not whoever began it as themselves.
    pub settled_by: Option<SettledBy>,
    /// The reader began it.
    pub is_own: bool,
    /// The reader may settle it, or open it again.
    pub may_settle: bool,
}

/// Who settled a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettledBy {
    /// "Vũ Thị Đào, thay cô Lê Thị Ấm theo Quyết định số 15/QĐ-MNNT".
    pub who: String,
    /// "cô Ấm": for whom, who has left.
    pub instead_of: Option<String>,
}

/// What somebody answered in a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentAnswer {
    pub who: String,
    pub at: Timestamp,
    pub words: String,
}

/// Where a thread is pinned, in the words of the version that it was written about, and where that is in the last one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pinned {
    pub file: FileName,
    pub spot: Option<Spot>,
    pub quote: String,
    pub now: Whereabouts,
}

/// Where a place is in the last version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    At {
        receipt: SubmissionId,
        /// Which file, from 0.
        file: usize,
        spot: Option<Spot>,
    },
    /// "Chỗ này không còn trong bản mới."
    Gone,
}

/// May `actor` comment on `obligation`, and read what others wrote?
///
/// # Errors
/// The reason why not, for the screen.
pub fn check_comment(facts: &Facts, actor: &Actor, obligation: &Obligation) -> Result<Allowed<CommentOn>, Refusal> {
    let authors = obligation.handed_in.as_ref().map_or(&[][..], |handed_in| handed_in.authors.as_slice());
    decide_comment(actor, facts.organisation(), facts.record_facts(obligation), authors)
}

/// May `actor` settle a thread of `obligation` that `began_by` began, or open it again?
///
/// # Errors
/// The reason why not, for the screen.
pub fn check_settle(
    facts: &Facts,
    actor: &Actor,
    obligation: &Obligation,
    began_by: PersonId,
    now: Timestamp,
) -> Result<Allowed<SettleThread>, Refusal> {
    let may_comment = check_comment(facts, actor, obligation)?;
    decide_settle(actor, &may_comment, began_by).or_else(|_| {
        let authors = obligation.handed_in.as_ref().map_or(&[][..], |handed_in| handed_in.authors.as_slice());
        let (record, posts) = (facts.record_facts(obligation), facts.posts(obligation));
        let review = ReviewOf { record, step: Step::Department, authors, approvers: &[], posts };
        decide_settle_instead(actor, facts.organisation(), review, began_by, day_of(now))
    })
}

/// How many threads of a record are open.
pub fn open_threads(obligation: &Obligation) -> usize {
    obligation.comments.iter().filter(|mark| mark.is_open()).count()
}

/// The comments of a record as they are stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comments {
    /// The first one first.
    pub all: Vec<Comment>,
    /// The first one first.
    pub settlements: Vec<Settlement>,
}

impl Comments {
    /// The older files whose places have to be found in newer ones before `threads` is asked: each with its partner.
    pub fn to_be_compared<'a>(&self, versions: &'a [Submission]) -> Vec<(&'a StoredFile, &'a StoredFile)> {
        let Some(last) = last_counting(versions) else { return Vec::new() };
        let mut found: Vec<(&StoredFile, &StoredFile)> = Vec::new();
        for (comment, pin) in self.all.iter().filter_map(|one| Some((one, pin(one)?))) {
            let Some(version) = version(versions, comment.submission) else { continue };
            let partner = partner(version, last, pin.file);
            let Some((old, (_, new))) = version.files.get(pin.file).zip(partner) else { continue };
            let is_new = !found.iter().any(|(before, after)| (before.sha256, after.sha256) == (old.sha256, new.sha256));
            // A sheet in the place of a document has none of its places.
            let may_have_it = matches!(pin.spot, Some(Spot::Text(_))) && old.kind == new.kind && old.sha256 != new.sha256;
            if may_have_it && is_new {
                found.push((old, new));
            }
        }
        found
    }

    /// As `reader` sees them at `now`: the open ones first, the newest of them last; `moves` says where places of older
    /// versions are.
    pub fn threads(&self, facts: &Facts, reader: PersonId, versions: &[Submission], moves: &Moves, now: Timestamp) -> Vec<Thread> {
        let actor = facts.actor(reader, now);
        let obligation = versions.iter().find_map(|version| facts.obligation(version.obligation));
        let begun = self.all.iter().filter_map(|one| match &one.about {
            About::Version(pin) => Some((one, pin.as_ref())),
            About::Thread(_) => None,
        });
        let mut threads: Vec<Thread> = begun
            .zip(1..)
            .map(|((one, pin), number)| Thread {
                id: one.id,
                number,
                version: version(versions, one.submission).map_or(0, |version| version.version),
                who: writer(facts, obligation, (one.by, one.at), now),
                at: one.at,
                words: one.words.clone(),
                pinned: pin.map(|pin| pinned(versions, one, pin, moves)),
                answers: self.answers(facts, obligation, one.id, now),
                settled_at: self.settlement(one.id).map(|settled| settled.at),
                settled_by: self.settlement(one.id).and_then(|settled| settled_by(facts, obligation, one, settled, now)),
                is_own: one.by == reader,
                may_settle: obligation.is_some_and(|of| check_settle(facts, &actor, of, one.by, now).is_ok()),
            })
            .collect();
        threads.sort_by_key(|thread| (thread.settled_at.is_some(), thread.number));
        threads
    }

    fn answers(&self, facts: &Facts, obligation: Option<&Obligation>, thread: CommentId, now: Timestamp) -> Vec<CommentAnswer> {
        let of_thread = self.all.iter().filter(|one| one.about == About::Thread(thread));
        let who = |one: &Comment| writer(facts, obligation, (one.by, one.at), now);
        of_thread.map(|one| CommentAnswer { who: who(one), at: one.at, words: one.words.clone() }).collect()
    }

    /// What was said last of a thread that is settled.
    fn settlement(&self, thread: CommentId) -> Option<&Settlement> {
        self.settlements.iter().rfind(|one| one.comment == thread).filter(|last| last.is == Settled::Done)
    }
}

/// Who settled a thread, where that has to be told.
fn settled_by(
    facts: &Facts,
    obligation: Option<&Obligation>,
    began: &Comment,
    settled: &Settlement,
    now: Timestamp,
) -> Option<SettledBy> {
    let is_others = settled.by != began.by;
    let is_acting = obligation.is_some_and(|of| commented_for(facts, of, settled.by, settled.at).is_some());
    let mention = || facts.organisation().person(began.by).map_or_else(|| "người đã rời trường".to_owned(), Person::mention);
    (is_others || is_acting)
        .then(|| SettledBy { who: writer(facts, obligation, (settled.by, settled.at), now), instead_of: is_others.then(mention) })
}

/// The version that counts: what was taken back is not it.
pub fn last_counting(versions: &[Submission]) -> Option<&Submission> {
    versions.iter().filter(|version| version.withdrawn_at.is_none()).max_by_key(|version| version.version)
}

fn version(versions: &[Submission], id: SubmissionId) -> Option<&Submission> {
    versions.iter().find(|version| version.id == id)
}

const fn pin(comment: &Comment) -> Option<&Pin> {
    match &comment.about {
        About::Version(pin) => pin.as_ref(),
        About::Thread(_) => None,
    }
}

/// The file of `last` to which the one of an older version has become.
fn partner<'a>(version: &Submission, last: &'a Submission, file: usize) -> Option<(usize, &'a StoredFile)> {
    let pair = pair_files(&version.files, &last.files).into_iter().find(|pair| pair.before == Some(file))?;
    Some((pair.after?, last.files.get(pair.after?)?))
}

fn pinned(versions: &[Submission], comment: &Comment, pin: &Pin, moves: &Moves) -> Pinned {
    let of = version(versions, comment.submission);
    let file = of.and_then(|version| version.files.get(pin.file));
    let now = of.zip(last_counting(versions)).map_or(Whereabouts::Gone, |(version, last)| whereabouts(version, last, pin, moves));
    Pinned {
        file: file.map_or_else(|| FileName::clean(""), |file| file.name.clone()),
        spot: pin.spot,
        quote: pin.quote.clone(),
        now,
    }
}

fn whereabouts(version: &Submission, last: &Submission, pin: &Pin, moves: &Moves) -> Whereabouts {
    if version.id == last.id {
        return Whereabouts::At { receipt: last.id, file: pin.file, spot: pin.spot };
    }
    let Some((file, new)) = partner(version, last, pin.file) else { return Whereabouts::Gone };
    let at = |spot| Whereabouts::At { receipt: last.id, file, spot };
    match pin.spot {
        None => at(None),
        Some(Spot::Text(place)) => {
            moves.place(pin.sha256, new.sha256, place).map_or(Whereabouts::Gone, |place| at(Some(Spot::Text(place))))
        }
        // Nobody can say how pages have moved: where there is still a file of this kind, its page is shown.
        Some(Spot::Page(page)) if is_same_kind(version, pin, new) => at(Some(Spot::Page(page))),
        Some(Spot::Page(_)) => Whereabouts::Gone,
    }
}

fn is_same_kind(version: &Submission, pin: &Pin, new: &StoredFile) -> bool {
    version.files.get(pin.file).is_some_and(|old| old.kind == new.kind)
}

/// The places that a page of one file marks: the number of the thread, and where it is.
pub fn marked(threads: &[Thread], receipt: SubmissionId, sha256: Sha256, versions: &[Submission]) -> Vec<(usize, Spot)> {
    let files = version(versions, receipt).map_or(&[][..], |version| version.files.as_slice());
    let of_file = |thread: &&Thread| thread.settled_at.is_none();
    let spot = |thread: &Thread| match thread.pinned.as_ref()?.now {
        Whereabouts::At { receipt: of, file, spot } if of == receipt => {
            files.get(file).filter(|file| file.sha256 == sha256)?;
            Some((thread.number, spot?))
        }
        Whereabouts::At { .. } | Whereabouts::Gone => None,
    };
    threads.iter().filter(of_file).filter_map(spot).collect()
}

/// What somebody has just written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Comment,
    Answer,
}

/// How long it is told that a comment was sent.
const TOLD_FOR: TimeDelta = TimeDelta::minutes(10);

/// The last word of `reader` about a record, where it is of the last minutes.
pub fn just_said(obligation: &Obligation, reader: PersonId, now: Timestamp) -> Option<Said> {
    let last = obligation.comments.iter().filter(|one| one.by == reader).max_by_key(|one| one.at)?;
    let said = if last.answers.is_some() { Said::Answer } else { Said::Comment };
    (now - last.at <= TOLD_FOR).then_some(said)
}

#[cfg(test)]
mod tests;
