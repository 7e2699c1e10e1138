//! Text cut into words and numbers, as the checks look for them.

/// A piece of a text, in small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Letters, with the figures among and behind them: "thứ", "4a" begins with a figure and is a number and a word.
    Word(String),
    /// Figures, with how many there are.
    Number { value: u32, figures: usize },
    /// Any other letter that is seen; the dashes are one.
    Sign(char),
    /// A space, or several.
    Space,
    /// An end of line, a tab or a wide gap: here another thing begins.
    Gap,
}

pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut letters = text.chars().flat_map(char::to_lowercase).peekable();
    while let Some(letter) = letters.next() {
        let token = if letter.is_ascii_digit() {
            let mut figures = letter.to_string();
            while let Some(figure) = letters.next_if(char::is_ascii_digit) {
                figures.push(figure);
            }
            Token::Number { value: figures.parse().unwrap_or(u32::MAX), figures: figures.len() }
        } else if letter.is_alphabetic() {
            let mut word = letter.to_string();
            while let Some(letter) = letters.next_if(|letter| letter.is_alphabetic()) {
                word.push(letter);
            }
            Token::Word(word)
        } else if letter.is_whitespace() {
            let mut spaces = letter.to_string();
            while let Some(space) = letters.next_if(|letter| letter.is_whitespace()) {
                spaces.push(space);
            }
            if spaces.contains(['\n', '\t']) || spaces.chars().count() > 1 { Token::Gap } else { Token::Space }
        } else {
            Token::Sign(if matches!(letter, '–' | '—' | '‐' | '‑' | '−' | '→') { '-' } else { letter })
        };
        tokens.push(token);
    }
    tokens
}

/// A place among tokens, from which one reads on.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    tokens: &'a [Token],
}

impl<'a> Cursor<'a> {
    /// Every place of a text.
    pub(super) fn all(tokens: &'a [Token]) -> impl Iterator<Item = (usize, Self)> {
        (0..tokens.len()).map(move |at| (at, Self { tokens: tokens.get(at..).unwrap_or_default() }))
    }

    pub(super) fn next(&mut self) -> Option<&'a Token> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(first)
    }

    pub(super) fn peek(self) -> Option<&'a Token> {
        self.tokens.first()
    }

    pub(super) fn rest(self) -> &'a [Token] {
        self.tokens
    }

    /// Passes over spaces and gaps.
    pub(super) fn spaces(&mut self) {
        while matches!(self.peek(), Some(Token::Space | Token::Gap)) {
            self.next();
        }
    }

    pub(super) fn is_at_word(self, wanted: &str) -> bool {
        matches!(self.peek(), Some(Token::Word(word)) if word == wanted)
    }

    /// Passes over this word, if it is the next one.
    pub(super) fn word(&mut self, wanted: &str) -> bool {
        let found = self.is_at_word(wanted);
        if found {
            self.next();
        }
        found
    }

    /// Passes over one of these signs, if one is next.
    pub(super) fn sign(&mut self, wanted: &[char]) -> Option<char> {
        let Some(Token::Sign(sign)) = self.peek() else { return None };
        wanted.contains(sign).then(|| {
            self.next();
            *sign
        })
    }

    /// The number that is next, if it has so many figures.
    pub(super) fn number(&mut self, lengths: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let Some(Token::Number { value, figures }) = self.peek() else { return None };
        lengths.contains(figures).then(|| {
            self.next();
            *value
        })
    }

    /// What `read` finds from here; nothing is passed over where it finds nothing.
    pub(super) fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut ahead = *self;
        let found = read(&mut ahead)?;
        *self = ahead;
        Some(found)
    }
}
