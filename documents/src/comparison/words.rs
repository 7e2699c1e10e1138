//! The words of two passages: how many they share, and what was put in and taken out.

use domain::comparison::DiffRun;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Passages with more words are told as a whole.
const MAX_WORDS: usize = 3_000;

/// Words, spaces and signs of a text: together they are the text.
fn split(text: &str) -> Vec<&str> {
    let kind = |letter: char| match letter {
        letter if letter.is_alphanumeric() => 0,
        letter if letter.is_whitespace() => 1,
        _ => 2,
    };
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.char_indices().skip(1).find(|(_, letter)| kind(*letter) != kind(first) || kind(first) == 2);
        let (word, left) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        words.push(word);
        rest = left;
    }
    words
}

/// The words of one passage, for counting what two share.
pub(super) struct Words(Vec<String>);

impl Words {
    pub fn of(text: &str) -> Self {
        let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
        let mut words: Vec<String> = split(text).into_iter().filter(is_word).take(MAX_WORDS).map(str::to_lowercase).collect();
        words.sort_unstable();
        Self(words)
    }

    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// How many words both share, in thousandths of the longer one.
    pub fn alike(&self, other: &Self) -> usize {
        let (mut one, mut two, mut shared) = (self.0.iter().peekable(), other.0.iter().peekable(), 0_usize);
        while let (Some(first), Some(second)) = (one.peek(), two.peek()) {
            match first.cmp(second) {
                std::cmp::Ordering::Less => drop(one.next()),
                std::cmp::Ordering::Greater => drop(two.next()),
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    one.next();
                    two.next();
                }
            }
        }
        (shared * 1000).checked_div(self.len().max(other.len())).unwrap_or(0)
    }
}

/// All of one, then all of the other.
pub(super) fn whole(old: &str, new: &str) -> Vec<DiffRun> {
    let old = Some(old.to_owned()).filter(|text| !text.is_empty()).map(DiffRun::Deleted);
    let new = Some(new.to_owned()).filter(|text| !text.is_empty()).map(DiffRun::Inserted);
    old.into_iter().chain(new).collect()
}

/// What was taken out and put in, word by word, while `work` lasts.
pub(super) fn pieces(old: &str, new: &str, work: &mut usize) -> Vec<DiffRun> {
    let (olds, news) = (split(old), split(new));
    let cost = (olds.len() + news.len()) * 8;
    if olds.len() > MAX_WORDS || news.len() > MAX_WORDS || *work < cost {
        return whole(old, new);
    }
    *work -= cost;
    let mut pieces: Vec<DiffRun> = Vec::new();
    for one in capture_diff_slices(Algorithm::Myers, &olds, &news) {
        let old = olds.get(one.old_range()).unwrap_or_default().concat();
        let new = news.get(one.new_range()).unwrap_or_default().concat();
        match one {
            // A space between two changed words would only make more pieces of one change.
            DiffOp::Equal { .. }
                if old.trim().is_empty() && matches!(pieces.last(), Some(DiffRun::Deleted(_) | DiffRun::Inserted(_))) =>
            {
                add(&mut pieces, &old, &new);
            }
            DiffOp::Equal { .. } => pieces.push(DiffRun::Same(old)),
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => add(&mut pieces, &old, &new),
        }
    }
    pieces
}

/// Puts a change behind the last one, where there is nothing between.
fn add(pieces: &mut Vec<DiffRun>, old: &str, new: &str) {
    let begins = pieces.iter().rposition(|piece| matches!(piece, DiffRun::Same(_))).map_or(0, |at| at + 1);
    let (mut deleted, mut inserted) = (String::new(), String::new());
    for piece in pieces.drain(begins..) {
        match piece {
            DiffRun::Deleted(words) => deleted.push_str(&words),
            DiffRun::Inserted(words) => inserted.push_str(&words),
            DiffRun::Same(_) => {}
        }
    }
    pieces.extend(whole(&format!("{deleted}{old}"), &format!("{inserted}{new}")));
}
