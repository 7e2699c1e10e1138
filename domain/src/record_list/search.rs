//! Finding lines by typed words: without marks anything alike is found, with marks only what has them.

use unicode_normalization::UnicodeNormalization;

use crate::names::fold;

/// What was typed, word by word; a line is found when it holds every word.
pub(crate) struct Search(Vec<Word>);

struct Word {
    folded: String,
    /// Where the word was typed with marks: "đào" does not mean "dao".
    marked: Option<(String, String)>,
}

impl Search {
    /// `None` where nothing was typed.
    pub fn new(typed: &str) -> Option<Self> {
        let words: Vec<Word> = lower(typed)
            .split_whitespace()
            .map(|word| {
                let folded = fold(word);
                let marked = (folded != word).then(|| (word.to_owned(), tones_last(word)));
                Word { folded, marked }
            })
            .collect();
        (!words.is_empty()).then_some(Self(words))
    }

    pub fn finds(&self, text: &str) -> bool {
        let folded = fold(text);
        self.0.iter().all(|word| {
            folded.contains(&word.folded)
                && word.marked.as_ref().is_none_or(|(word, with_tones_last)| {
                    let text = lower(text);
                    text.contains(word) || tones_last(&text).contains(with_tones_last)
                })
        })
    }
}

fn lower(text: &str) -> String {
    text.nfc().flat_map(char::to_lowercase).collect()
}

/// "hoà" and "hòa" are one word: the tone is put behind the word, the other marks stay on their letters.
fn tones_last(text: &str) -> String {
    let is_tone = |letter: &char| matches!(letter, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let word = |word: &str| -> String {
        let (tones, rest): (String, String) = word.nfd().partition(is_tone);
        rest.nfc().chain(tones.chars()).collect()
    };
    text.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}
