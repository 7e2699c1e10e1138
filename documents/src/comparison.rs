//! Two versions of a text, compared by paragraph and cell, and inside of each by word.
//!
//! The time is bounded by counts, not by a clock: what has no partner on the other side is set aside first, what is longer than
//! `MAX_ALIGNED` is not aligned, and words are compared while `WORK` lasts. The same texts always give the same answer.

mod words;

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use domain::{
    comparison::{Change, ComparedPart, DiffRun, TextComparison},
    file_text::{FileText, Passage, Place},
};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use words::{Words, pieces, whole};

/// How many passages of a text are compared: a plan of 130 pages has some four thousand.
pub const MAX_PASSAGES: usize = 50_000;

/// Stretches with more passages that might be aligned than this are told as taken out and put in: the time of aligning them grows
/// with its square.
const MAX_ALIGNED: usize = 4_000;

/// In a stretch that differs, so many pairs are looked at for the closest ones; longer ones are paired in their order.
const MAX_PAIRS: usize = 900;

/// How alike two passages must be to be one that was changed, in thousandths of their words.
const ALIKE: usize = 340;

/// How many words may be looked at in all, of each pair of passages.
const WORK: usize = 4_000_000;

/// What differs between two texts.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    before: Vec<&'a Passage>,
    after: Vec<&'a Passage>,
    parts: Vec<Part>,
    is_cut: bool,
}

/// A stretch of both texts, by positions in the lists of the comparison.
#[derive(Clone, Debug)]
enum Part {
    Same { before: Range<usize>, after: Range<usize> },
    Changed { before: Option<usize>, after: Option<usize>, pieces: Vec<DiffRun> },
}

/// Compares two texts.
pub fn compare<'a>(before: &'a FileText, after: &'a FileText) -> Comparison<'a> {
    let (old, new) = (told(before), told(after));
    let is_cut = old.len() > MAX_PASSAGES || new.len() > MAX_PASSAGES;
    let (old, new) = (shortened(old), shortened(new));
    let mut comparison = Comparison { parts: Vec::new(), before: old, after: new, is_cut };
    let matched = matched(&comparison.before, &comparison.after);
    let mut work = WORK;
    let (mut old_at, mut new_at) = (0, 0);
    for (old_next, new_next, length) in matched {
        comparison.differs(old_at..old_next, new_at..new_next, &mut work);
        comparison.parts.push(Part::Same { before: old_next..old_next + length, after: new_next..new_next + length });
        (old_at, new_at) = (old_next + length, new_next + length);
    }
    let (old_end, new_end) = (comparison.before.len(), comparison.after.len());
    comparison.differs(old_at..old_end, new_at..new_end, &mut work);
    comparison
}

/// What is read: an empty paragraph is a line of air, an empty cell is a cell that says nothing.
fn told(text: &FileText) -> Vec<&Passage> {
    let says = |passage: &&Passage| matches!(passage.place, Place::Cell { .. }) || !passage.text.trim().is_empty();
    text.passages.iter().filter(says).collect()
}

fn shortened(mut passages: Vec<&Passage>) -> Vec<&Passage> {
    passages.truncate(MAX_PASSAGES);
    passages
}

/// What makes two passages the same: the words, and whether they stand in a cell.
fn key(passage: &Passage) -> (bool, &str) {
    (matches!(passage.place, Place::Cell { .. }), passage.text.trim())
}

/// Stretches of both that are the same, in their order: where they begin, and how long they are.
fn matched(before: &[&Passage], after: &[&Passage]) -> Vec<(usize, usize, usize)> {
    let begins = before.iter().zip(after).take_while(|(one, other)| key(one) == key(other)).count();
    let left = before.len().min(after.len()) - begins;
    let ends = before.iter().rev().zip(after.iter().rev()).take(left).take_while(|(one, other)| key(one) == key(other)).count();
    let (old, new) = (begins..before.len() - ends, begins..after.len() - ends);
    let mut pairs: Vec<(usize, usize)> = (0..begins).map(|at| (at, at)).collect();
    pairs.extend(aligned(before, after, old.clone(), new.clone()));
    pairs.extend((0..ends).map(|at| (old.end + at, new.end + at)));
    let mut stretches: Vec<(usize, usize, usize)> = Vec::new();
    for (one, other) in pairs {
        match stretches.last_mut() {
            Some((old, new, length)) if (*old + *length, *new + *length) == (one, other) => *length += 1,
            _ => stretches.push((one, other, 1)),
        }
    }
    stretches
}

/// The pairs in the middle.
fn aligned(before: &[&Passage], after: &[&Passage], old: Range<usize>, new: Range<usize>) -> Vec<(usize, usize)> {
    let keys = |list: &[&Passage], range: &Range<usize>| -> Vec<(usize, String)> {
        let of = |at: usize| list.get(at).map(|passage| (at, format!("{:?}", key(passage))));
        range.clone().filter_map(of).collect()
    };
    let (old, new) = (keys(before, &old), keys(after, &new));
    let known = |list: &[(usize, String)]| list.iter().map(|(_, key)| key.clone()).collect::<HashSet<String>>();
    let (of_old, of_new) = (known(&old), known(&new));
    // Whatever is on one side alone has no partner.
    let old: Vec<(usize, String)> = old.into_iter().filter(|(_, key)| of_new.contains(key)).collect();
    let new: Vec<(usize, String)> = new.into_iter().filter(|(_, key)| of_old.contains(key)).collect();
    if old.len() > MAX_ALIGNED || new.len() > MAX_ALIGNED {
        return Vec::new();
    }
    let words = |list: &[(usize, String)]| list.iter().map(|(_, key)| key.clone()).collect::<Vec<String>>();
    let found = capture_diff_slices(Algorithm::Myers, &words(&old), &words(&new));
    let equal = found.into_iter().filter_map(|one| match one {
        DiffOp::Equal { old_index, new_index, len } => Some((old_index..old_index + len).zip(new_index..new_index + len)),
        DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => None,
    });
    equal.flatten().filter_map(|(one, other)| Some((old.get(one)?.0, new.get(other)?.0))).collect()
}

impl Comparison<'_> {
    /// A stretch without anything that is the same: which passage became which, and which are gone or new.
    fn differs(&mut self, old: Range<usize>, new: Range<usize>, work: &mut usize) {
        let pairs = self.pairs(&old, &new, work);
        let (mut old_at, mut new_at) = (old.start, new.start);
        for (one, other) in pairs.into_iter().chain([(old.end, new.end)]) {
            for at in old_at..one {
                self.alone(Some(at), None);
            }
            for at in new_at..other {
                self.alone(None, Some(at));
            }
            if one < old.end && other < new.end {
                let pieces = self.changed(one, other, work);
                self.parts.push(Part::Changed { before: Some(one), after: Some(other), pieces });
            }
            (old_at, new_at) = (one + 1, other + 1);
        }
    }

    fn text(list: &[&Passage], at: usize) -> String {
        list.get(at).map(|passage| passage.text.clone()).unwrap_or_default()
    }

    fn alone(&mut self, before: Option<usize>, after: Option<usize>) {
        let (old, new) = (before.map(|at| Self::text(&self.before, at)), after.map(|at| Self::text(&self.after, at)));
        // An empty cell that came or went with its row is not worth a line.
        if old.iter().chain(&new).all(|text| text.trim().is_empty()) {
            return;
        }
        let pieces = whole(&old.unwrap_or_default(), &new.unwrap_or_default());
        self.parts.push(Part::Changed { before, after, pieces });
    }

    fn changed(&self, one: usize, other: usize, work: &mut usize) -> Vec<DiffRun> {
        pieces(&Self::text(&self.before, one), &Self::text(&self.after, other), work)
    }

    /// Which passages of a stretch belong together, in their order.
    fn pairs(&self, old: &Range<usize>, new: &Range<usize>, work: &mut usize) -> Vec<(usize, usize)> {
        if old.is_empty() || new.is_empty() {
            return Vec::new();
        }
        let (olds, news) = (self.before.get(old.clone()).unwrap_or_default(), self.after.get(new.clone()).unwrap_or_default());
        let looked_at = olds.len() * news.len();
        if looked_at > MAX_PAIRS || *work == 0 {
            let in_order = old.clone().zip(new.clone());
            let is_one_kind = |(one, other): &(usize, usize)| {
                let kinds = self.before.get(*one).zip(self.after.get(*other));
                kinds.is_some_and(|(one, other)| key(one).0 == key(other).0)
            };
            return in_order.filter(is_one_kind).collect();
        }
        let words = |list: &[&Passage]| list.iter().map(|passage| Words::of(&passage.text)).collect::<Vec<Words>>();
        let (of_old, of_new) = (words(olds), words(news));
        let spent: usize = of_old.iter().map(Words::len).sum::<usize>() * news.len() + of_new.iter().map(Words::len).sum::<usize>();
        *work = work.saturating_sub(spent);
        closest(olds.len(), news.len(), |one, other| {
            let (Some(old), Some(new)) = (olds.get(one), news.get(other)) else { return 0 };
            let alike = of_old.get(one).zip(of_new.get(other)).map_or(0, |(one, other)| one.alike(other));
            match (old.place, new.place) {
                (Place::Cell { .. }, Place::Paragraph(_)) | (Place::Paragraph(_), Place::Cell { .. }) => 0,
                // A cell that was filled in, or emptied, or says something else now, is the same cell.
                (one, other) if one == other && matches!(one, Place::Cell { .. }) => alike.max(ALIKE),
                _ if alike >= ALIKE => alike,
                _ => 0,
            }
        })
        .into_iter()
        .map(|(one, other)| (old.start + one, new.start + other))
        .collect()
    }

    /// Where each place of the old text is in the new one, as far as it is still there.
    pub fn places(&self) -> HashMap<Place, Place> {
        let mut places = HashMap::new();
        let place = |list: &[&Passage], at: usize| list.get(at).map(|passage| passage.place);
        for part in &self.parts {
            let pairs: Vec<(usize, usize)> = match part {
                Part::Same { before, after } => before.clone().zip(after.clone()).collect(),
                Part::Changed { before, after, .. } => before.iter().copied().zip(*after).collect(),
            };
            let placed = pairs.into_iter().filter_map(|(one, other)| Some((place(&self.before, one)?, place(&self.after, other)?)));
            places.extend(placed);
        }
        places
    }

    /// The comparison as it is shown.
    pub fn told(&self) -> TextComparison {
        let place = |list: &[&Passage], at: &Option<usize>| at.and_then(|at| list.get(at)).map(|passage| passage.place);
        let parts = self.parts.iter().map(|part| match part {
            Part::Same { after, .. } => {
                let same = self.after.get(after.clone()).unwrap_or_default();
                let cells = same.iter().filter(|passage| matches!(passage.place, Place::Cell { .. })).count();
                ComparedPart::Same { paragraphs: same.len() - cells, cells }
            }
            Part::Changed { before, after, pieces } => ComparedPart::Changed(Change {
                before: place(&self.before, before),
                after: place(&self.after, after),
                pieces: pieces.clone(),
            }),
        });
        TextComparison { parts: parts.collect(), is_cut: self.is_cut }
    }
}

/// Pairs in the order of both lists whose worth is the largest together; what is worth 0 is no pair.
fn closest(olds: usize, news: usize, worth: impl Fn(usize, usize) -> usize) -> Vec<(usize, usize)> {
    let width = news + 1;
    let mut best = vec![0_usize; (olds + 1) * width];
    let of = |best: &[usize], one: usize, other: usize| best.get(one * width + other).copied().unwrap_or(0);
    let worths: Vec<usize> =
        (0..olds).flat_map(|one| (0..news).map(move |other| (one, other))).map(|(one, other)| worth(one, other)).collect();
    let worth = |one: usize, other: usize| worths.get(one * news + other).copied().unwrap_or(0);
    for one in (0..olds).rev() {
        for other in (0..news).rev() {
            let together = match worth(one, other) {
                0 => 0,
                worth => worth + of(&best, one + 1, other + 1),
            };
            let most = together.max(of(&best, one + 1, other)).max(of(&best, one, other + 1));
            if let Some(place) = best.get_mut(one * width + other) {
                *place = most;
            }
        }
    }
    let (mut one, mut other, mut pairs) = (0, 0, Vec::new());
    while one < olds && other < news {
        let here = of(&best, one, other);
        if worth(one, other) > 0 && here == worth(one, other) + of(&best, one + 1, other + 1) {
            pairs.push((one, other));
            (one, other) = (one + 1, other + 1);
        } else if here == of(&best, one + 1, other) {
            one += 1;
        } else {
            other += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests;
