//! "Phần thay đổi": what a version says that the one before did not, by paragraph and cell; and which of their files belong
//! together.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use crate::{
    file_text::{FileText, Place},
    files::{Sha256, StoredFile},
    names::fold,
};

/// How many changes one page shows; whoever changed more has written another text, which is read as a whole.
pub const MAX_SHOWN: usize = 600;

/// What differs between two texts, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextComparison {
    pub parts: Vec<ComparedPart>,
    /// The texts are longer than what is compared: what comes behind is not told.
    pub is_cut: bool,
}

/// A stretch that is the same, or one place that is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ComparedPart {
    Same { paragraphs: usize, cells: usize },
    Changed(Change),
}

/// One paragraph or cell that is another one now, new, or gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub before: Option<Place>,
    pub after: Option<Place>,
    /// The words of both in their order: without what was inserted they are the old text, without what was deleted the new one.
    pub pieces: Vec<DiffRun>,
}

/// Words of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DiffRun {
    Same(String),
    Deleted(String),
    Inserted(String),
}

impl TextComparison {
    /// How many places differ.
    pub fn changes(&self) -> usize {
        self.parts.iter().filter(|part| matches!(part, ComparedPart::Changed(_))).count()
    }
}

impl Change {
    /// The text that stood there.
    pub fn old_text(&self) -> String {
        let of = |piece: &DiffRun| match piece {
            DiffRun::Same(words) | DiffRun::Deleted(words) => words.clone(),
            DiffRun::Inserted(_) => String::new(),
        };
        self.pieces.iter().map(of).collect()
    }

    /// The text that stands there now.
    pub fn new_text(&self) -> String {
        let of = |piece: &DiffRun| match piece {
            DiffRun::Same(words) | DiffRun::Inserted(words) => words.clone(),
            DiffRun::Deleted(_) => String::new(),
        };
        self.pieces.iter().map(of).collect()
    }
}

/// Two files of two versions that belong together, by their positions from 0; one alone was added or taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FilePair {
    pub before: Option<usize>,
    pub after: Option<usize>,
}

/// Which files belong together: those of one name, then those of the same bytes, then in their order, of one kind first. The new
/// ones in their order, then what was taken out.
pub fn pair_files(before: &[StoredFile], after: &[StoredFile]) -> Vec<FilePair> {
    let mut left: Vec<usize> = (0..before.len()).collect();
    let mut found: Vec<Option<usize>> = vec![None; after.len()];
    let alike: [fn(&StoredFile, &StoredFile) -> bool; 5] = [
        |one, other| one.name == other.name,
        |one, other| fold(one.name.as_str()) == fold(other.name.as_str()),
        |one, other| one.sha256 == other.sha256,
        |one, other| one.kind == other.kind,
        |_, _| true,
    ];
    for is_alike in alike {
        for (place, file) in found.iter_mut().zip(after).filter(|(place, _)| place.is_none()) {
            let partner = left.iter().position(|at| before.get(*at).is_some_and(|old| is_alike(old, file)));
            *place = partner.map(|at| left.remove(at));
        }
    }
    let paired = (0..).zip(found).map(|(after, before)| FilePair { before, after: Some(after) });
    paired.chain(left.into_iter().map(|at| FilePair { before: Some(at), after: None })).collect()
}

/// Where the places of one file stand in another one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MovedPlaces {
    /// What stands in the older file, and where that is.
    places: HashMap<Place, Option<Place>>,
    /// The tables and sheets of the older file of which something is still there, each with where the most of it is.
    tables: HashMap<u32, u32>,
}

impl MovedPlaces {
    /// `old` is the text of the older file, `found` where its places are, as far as they are still there.
    pub fn new(old: &FileText, found: HashMap<Place, Place>) -> Self {
        let tables = moved_tables(&found);
        let mut places: HashMap<Place, Option<Place>> = old.passages.iter().map(|passage| (passage.place, None)).collect();
        places.extend(found.into_iter().map(|(before, after)| (before, Some(after))));
        Self { places, tables }
    }

    /// How many places are known: what it takes to keep them.
    pub fn count(&self) -> usize {
        self.places.len()
    }

    /// Where a place is now; `None` where it is gone. An empty cell of a sheet is told by no text: it stays where it is in its
    /// sheet, as long as anything of that is there.
    pub fn place(&self, place: Place) -> Option<Place> {
        match (self.places.get(&place), place) {
            (Some(now), _) => *now,
            (None, Place::Cell { table, row, column }) => {
                self.tables.get(&table).map(|table| Place::Cell { table: *table, row, column })
            }
            (None, Place::Paragraph(_)) => None,
        }
    }
}

/// Which table each one has become: the one in which the most of its cells are, of as many the first.
fn moved_tables(found: &HashMap<Place, Place>) -> HashMap<u32, u32> {
    let mut cells: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for places in found {
        if let (Place::Cell { table: before, .. }, Place::Cell { table: after, .. }) = places {
            *cells.entry((*before, *after)).or_default() += 1;
        }
    }
    let mut most: HashMap<u32, (u32, usize)> = HashMap::new();
    for ((before, after), count) in cells {
        let known = most.entry(before).or_insert((after, count));
        if known.1 < count {
            *known = (after, count);
        }
    }
    most.into_iter().map(|(before, (after, _))| (before, after)).collect()
}

/// Where the places of older files stand in newer ones, as far as that was asked: by the bytes of both.
#[derive(Clone, Debug, Default)]
pub struct Moves(HashMap<(Sha256, Sha256), Arc<MovedPlaces>>);

impl Moves {
    /// Notes where the places of one file are in another one.
    pub fn add(&mut self, before: Sha256, after: Sha256, places: Arc<MovedPlaces>) {
        self.0.insert((before, after), places);
    }

    /// Where a place is now; `None` where it is gone, or nobody could compare the files.
    pub fn place(&self, before: Sha256, after: Sha256, place: Place) -> Option<Place> {
        if before == after {
            return Some(place);
        }
        self.0.get(&(before, after))?.place(place)
    }
}

#[cfg(test)]
mod tests;
