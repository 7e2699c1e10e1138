//! The words of a PDF (ISO 32000-1, 7.2 and 7.3), from bytes that come in pieces.

/// Longer than this no word, name or text is kept, in bytes; the rest of it is read past.
const MAX_TOKEN: usize = 4096;

/// One word of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Without its slash, `#41` read as `A`.
    Name(&'a [u8]),
    /// A number or a keyword.
    Word(&'a [u8]),
    Text(&'a [u8]),
    OpenDictionary,
    CloseDictionary,
    OpenArray,
    CloseArray,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Between,
    Comment,
    Name,
    Word,
    Text,
    /// After a backslash.
    Escape,
    /// In a backslash's digits: how many there were.
    Octal(u8),
    Hex,
    /// After `<`, which may open a text or a dictionary.
    Less,
    /// After `>`.
    Greater,
}

/// Keeps what stands across two pieces.
#[derive(Debug, Default)]
pub struct Lexer {
    state: State,
    token: Vec<u8>,
    /// How many brackets of a text are open.
    depth: usize,
    number: u8,
}

impl Lexer {
    /// Reads the piece, word by word, until `take` says `false`; says how many bytes were read.
    pub fn feed(&mut self, bytes: &[u8], mut take: impl FnMut(Token<'_>) -> bool) -> usize {
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            // A byte that ends a word is read once more as what it is.
            let (is_used, goes_on) = self.step(*byte, &mut take);
            at += usize::from(is_used);
            if !goes_on {
                return at;
            }
        }
        at
    }

    /// Forgets the word that has begun: what follows is another object.
    pub fn reset(&mut self) {
        *self = Self { token: std::mem::take(&mut self.token), ..Self::default() };
        self.token.clear();
    }

    fn step(&mut self, byte: u8, take: &mut impl FnMut(Token<'_>) -> bool) -> (bool, bool) {
        match self.state {
            State::Between => (true, self.begin(byte, take)),
            State::Comment => {
                if matches!(byte, b'\r' | b'\n') {
                    self.state = State::Between;
                }
                (true, true)
            }
            State::Name | State::Word if is_regular(byte) => {
                self.push(byte);
                (true, true)
            }
            State::Name => {
                let name = plain_name(&self.token);
                (false, self.give(take(Token::Name(&name))))
            }
            State::Word => {
                let goes_on = take(Token::Word(&self.token));
                (false, self.give(goes_on))
            }
            State::Text => (true, self.text(byte, take)),
            State::Escape => {
                self.state = State::Text;
                match byte {
                    b'0'..=b'7' => {
                        self.number = byte - b'0';
                        self.state = State::Octal(1);
                    }
                    b'\r' | b'\n' => {}
                    b'n' => self.push(b'\n'),
                    b'r' => self.push(b'\r'),
                    b't' => self.push(b'\t'),
                    b'b' => self.push(8),
                    b'f' => self.push(12),
                    _ => self.push(byte),
                }
                (true, true)
            }
            State::Octal(digits) if digits < 3 && matches!(byte, b'0'..=b'7') => {
                self.number = self.number.wrapping_shl(3) | (byte - b'0');
                self.state = State::Octal(digits + 1);
                (true, true)
            }
            State::Octal(_) => {
                self.push(self.number);
                self.state = State::Text;
                (false, true)
            }
            State::Hex if byte == b'>' => {
                let text = from_hex(&self.token);
                (true, self.give(take(Token::Text(&text))))
            }
            State::Hex => {
                if byte.is_ascii_hexdigit() {
                    self.push(byte);
                }
                (true, true)
            }
            State::Less if byte == b'<' => (true, self.give(take(Token::OpenDictionary))),
            State::Less => {
                self.state = State::Hex;
                (false, true)
            }
            State::Greater if byte == b'>' => (true, self.give(take(Token::CloseDictionary))),
            State::Greater => {
                self.state = State::Between;
                (false, true)
            }
        }
    }

    fn begin(&mut self, byte: u8, take: &mut impl FnMut(Token<'_>) -> bool) -> bool {
        self.token.clear();
        self.state = match byte {
            b'%' => State::Comment,
            b'/' => State::Name,
            b'(' => {
                self.depth = 1;
                State::Text
            }
            b'<' => State::Less,
            b'>' => State::Greater,
            b'[' => return take(Token::OpenArray),
            b']' => return take(Token::CloseArray),
            _ if is_regular(byte) => {
                self.token.push(byte);
                State::Word
            }
            _ => State::Between,
        };
        true
    }

    fn text(&mut self, byte: u8, take: &mut impl FnMut(Token<'_>) -> bool) -> bool {
        match byte {
            b'\\' => self.state = State::Escape,
            b')' => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    let goes_on = take(Token::Text(&self.token));
                    return self.give(goes_on);
                }
                self.push(byte);
            }
            b'(' => {
                self.depth += 1;
                self.push(byte);
            }
            _ => self.push(byte),
        }
        true
    }

    fn give(&mut self, goes_on: bool) -> bool {
        self.token.clear();
        self.state = State::Between;
        goes_on
    }

    fn push(&mut self, byte: u8) {
        if self.token.len() < MAX_TOKEN {
            self.token.push(byte);
        }
    }
}

/// Neither blank nor bracket nor the sign of a name or a comment.
const fn is_regular(byte: u8) -> bool {
    !matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ' | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn plain_name(written: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(written.len());
    let mut rest = written;
    loop {
        match rest {
            [b'#', high, low, after @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                plain.extend(from_hex(&[*high, *low]));
                rest = after;
            }
            [byte, after @ ..] => {
                plain.push(*byte);
                rest = after;
            }
            [] => return plain,
        }
    }
}

/// A last digit that stands alone counts as the upper half.
fn from_hex(digits: &[u8]) -> Vec<u8> {
    let value = |digit: &u8| char::from(*digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok()).unwrap_or_default();
    digits.chunks(2).map(|pair| pair.first().map_or(0, value) << 4 | pair.get(1).map_or(0, value)).collect()
}
