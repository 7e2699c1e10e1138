//! The dictionaries of a PDF: which key has which value, and what that does when the file is opened or clicked.

use std::collections::HashSet;

use domain::inspection::{Cause, Oddity};

use super::{lexer::Token, security::Security};
use crate::inspection::{findings::Findings, links, links::Link, points};

/// Lists inside of lists; ordinary files have ten.
const MAX_DEPTH: usize = 200;

/// How many ids of a file are remembered: each part that was added repeats the first one.
const MAX_IDS: usize = 8;

/// How many numbers of objects are remembered: those that act, and those that a file opens with.
const MAX_REMEMBERED: usize = 20_000;

/// What a dictionary says about the stream that follows it.
#[derive(Clone, Debug, Default)]
pub struct StreamFacts {
    pub is_object_stream: bool,
    pub is_attachment: bool,
    pub filters: usize,
    pub is_flate: bool,
    pub has_predictor: bool,
}

/// An open dictionary or list.
#[derive(Debug, Default)]
struct Frame {
    is_array: bool,
    /// The key whose value comes next; of a list, the key that the list belongs to.
    key: Vec<u8>,
    awaits_value: bool,
    /// What is in here happens by itself, not at a click.
    by_itself: bool,
    facts: StreamFacts,
    goes_elsewhere: bool,
    is_file: bool,
    names_program: bool,
    is_image: bool,
    has_count: bool,
    has_first: bool,
    width: u64,
    height: u64,
    security: Security,
}

/// Reads words; what they mean goes to the findings.
#[derive(Debug, Default)]
pub struct Objects {
    frames: Vec<Frame>,
    too_deep: usize,
    last_closed: Option<StreamFacts>,
    /// Set where the word `stream` stood: its bytes come next.
    pub begun_stream: Option<StreamFacts>,
    pub is_sealed: bool,
    /// What a sealed file says about its passwords, and what may be the first part of its id.
    pub security: Option<Security>,
    pub ids: Vec<Vec<u8>>,
    /// The last two numbers.
    numbers: [Option<u32>; 2],
    current: Option<u32>,
    /// The objects that a file goes to when it is opened, and those that lead elsewhere.
    opened: HashSet<u32>,
    elsewhere: HashSet<u32>,
    /// In an object stream: the numbers at its beginning, and how many objects have been read.
    table: Option<Vec<u32>>,
    table_is_over: bool,
    top: usize,
}

impl Objects {
    /// For the objects of an object stream, which begins with their numbers and places (ISO 32000-1, 7.5.7).
    pub fn inside_of_stream() -> Self {
        Self { table: Some(Vec::new()), ..Self::default() }
    }

    /// Takes over what an object stream has told.
    pub fn join(&mut self, inner: Self) {
        self.is_sealed |= inner.is_sealed;
        self.ids.extend(inner.ids);
        self.ids.truncate(MAX_IDS);
        self.opened.extend(inner.opened);
        self.elsewhere.extend(inner.elsewhere);
    }

    /// Another object begins, whatever the one before has left open.
    pub fn begin_object(&mut self) {
        self.frames.clear();
        self.too_deep = 0;
        self.last_closed = None;
    }

    pub fn finish(&self, findings: &mut Findings) {
        if self.opened.intersection(&self.elsewhere).next().is_some() {
            findings.hold(Cause::PdfActs);
        }
    }

    pub fn take(&mut self, token: &Token<'_>, findings: &mut Findings) {
        match token {
            Token::OpenDictionary => self.open(false),
            Token::OpenArray => self.open(true),
            Token::CloseDictionary | Token::CloseArray => self.close(findings),
            Token::Name(name) => self.name(name, findings),
            Token::Text(text) => self.text(text, findings),
            Token::Word(word) => self.word(word, findings),
        }
    }

    fn open(&mut self, is_array: bool) {
        self.leave_table();
        if self.frames.len() >= MAX_DEPTH {
            self.too_deep += 1;
            return;
        }
        let (key, by_itself) = match self.frames.last_mut() {
            Some(parent) => {
                let by_itself = parent.by_itself || is_opening(&parent.key);
                parent.awaits_value = parent.is_array;
                (parent.key.clone(), by_itself)
            }
            None => (Vec::new(), false),
        };
        // A dictionary has keys of its own; what it belongs to is asked when it is closed.
        self.frames.push(Frame { is_array, key, awaits_value: is_array, by_itself, ..Frame::default() });
    }

    fn close(&mut self, findings: &mut Findings) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(frame) = self.frames.pop() else { return };
        if frame.goes_elsewhere && frame.by_itself {
            findings.hold(Cause::PdfActs);
        }
        if frame.names_program {
            findings.hold(if frame.is_file { Cause::PdfAttachment } else { Cause::ProgramLink });
        }
        if frame.is_image {
            points(frame.width, frame.height, findings);
        }
        if frame.security.is_whole() {
            self.security = Some(frame.security);
        }
        match self.frames.last_mut() {
            Some(parent) => {
                parent.facts.has_predictor |= frame.facts.has_predictor;
                if frame.is_array {
                    parent.facts.filters += frame.facts.filters;
                    parent.facts.is_flate |= frame.facts.is_flate;
                }
            }
            None => {
                let number = match &self.table {
                    Some(table) => table.get(2 * self.top).copied(),
                    None => self.current,
                };
                if let Some(number) = number.filter(|_| frame.goes_elsewhere && self.elsewhere.len() < MAX_REMEMBERED) {
                    self.elsewhere.insert(number);
                }
                self.top += 1;
                self.last_closed = (!frame.is_array).then_some(frame.facts);
            }
        }
    }

    fn name(&mut self, name: &[u8], findings: &mut Findings) {
        match name {
            b"JavaScript" | b"JS" | b"XFA" => findings.hold(Cause::PdfScript),
            b"RichMedia" | b"RichMediaContent" | b"RichMediaExecute" | b"U3D" | b"PRC" => findings.hold(Cause::PdfMedia),
            _ => {}
        }
        let Some(frame) = self.frames.last_mut() else { return };
        if !frame.awaits_value {
            frame.key = name.to_vec();
            frame.awaits_value = true;
            match name {
                b"Encrypt" => self.is_sealed = true,
                b"EF" => frame.is_file = true,
                _ => {}
            }
            return;
        }
        frame.awaits_value = frame.is_array;
        match (frame.key.as_slice(), name) {
            (b"Type", b"ObjStm") => frame.facts.is_object_stream = true,
            (b"Type", b"EmbeddedFile") => frame.facts.is_attachment = true,
            (b"Type", b"Filespec" | b"F") => frame.is_file = true,
            (b"Subtype", b"Image") => frame.is_image = true,
            // Annotations and actions (ISO 32000-1, 12.5.6 and 12.6.4) that start a player.
            (b"Subtype", b"3D" | b"Movie" | b"Sound" | b"Screen") => findings.hold(Cause::PdfMedia),
            (b"S", b"Rendition" | b"Movie" | b"Sound" | b"GoTo3DView") => findings.hold(Cause::PdfMedia),
            (b"Filter", _) => {
                frame.security.is_standard |= name == b"Standard";
                frame.facts.filters += 1;
                frame.facts.is_flate |= matches!(name, b"FlateDecode" | b"Fl");
            }
            (b"S", b"Launch") => findings.hold(Cause::PdfLaunch),
            (b"S", b"SubmitForm" | b"ImportData") => findings.hold(Cause::PdfActs),
            (b"S", b"URI" | b"GoToR" | b"GoToE") => frame.goes_elsewhere = true,
            _ => {}
        }
    }

    fn text(&mut self, text: &[u8], findings: &mut Findings) {
        let Some(frame) = self.frames.last_mut() else { return };
        let is_value = std::mem::replace(&mut frame.awaits_value, frame.is_array);
        if !is_value {
            return;
        }
        match frame.key.as_slice() {
            b"O" => frame.security.owner = text.to_vec(),
            b"U" => frame.security.user = text.to_vec(),
            b"ID" if frame.is_array && self.ids.len() < MAX_IDS && !self.ids.iter().any(|id| id == text) => {
                self.ids.push(text.to_vec());
            }
            b"URI" => match Link::of(&readable(text)) {
                Link::Harmless | Link::Web => {}
                Link::OwnMachine => findings.odd(Oddity::LeftOnOwnMachine),
                Link::OtherMachine | Link::Program => findings.hold(Cause::ProgramLink),
            },
            b"F" | b"UF" | b"DOS" | b"Unix" | b"Mac" => {
                let path = readable(text);
                frame.names_program |= links::is_program(&path);
                if matches!(Link::of(&path), Link::OtherMachine) {
                    findings.hold(Cause::ProgramLink);
                }
            }
            _ => {}
        }
    }

    fn word(&mut self, word: &[u8], findings: &mut Findings) {
        let signed = std::str::from_utf8(word).ok().and_then(|word| word.parse::<i64>().ok());
        let number = signed.and_then(|number| u32::try_from(number).ok());
        if let Some(frame) = self.frames.last_mut() {
            // Of `5 0 R` the first number is the value, as far as anybody asks here.
            if std::mem::replace(&mut frame.awaits_value, frame.is_array) {
                match frame.key.as_slice() {
                    b"R" => frame.security.revision = signed,
                    b"P" => frame.security.permissions = signed,
                    b"Length" => frame.security.length = signed,
                    b"EncryptMetadata" => frame.security.metadata_is_plain = word == b"false",
                    _ => {}
                }
                self.value(number);
            }
            return;
        }
        match word {
            b"obj" => {
                self.current = self.numbers[0];
                self.last_closed = None;
            }
            b"endobj" => self.too_deep = 0,
            b"stream" if self.table.is_none() => {
                let facts = self.last_closed.take().unwrap_or_default();
                if facts.is_object_stream && facts.filters > 1 {
                    findings.hold(Cause::Unreadable);
                }
                self.begun_stream = Some(facts);
            }
            _ => self.number(number),
        }
    }

    /// The number that is the value of a key.
    fn value(&mut self, number: Option<u32>) {
        let (Some(frame), Some(number)) = (self.frames.last_mut(), number) else { return };
        match frame.key.as_slice() {
            b"Width" | b"W" => frame.width = number.into(),
            b"Height" | b"H" => frame.height = number.into(),
            b"Predictor" => frame.facts.has_predictor |= number > 1,
            // The filters stand in another object: nobody writes that, and it is not looked up here.
            b"Filter" => frame.facts.filters += 2,
            // What has both holds objects, whatever type it calls itself.
            b"N" => frame.has_count = true,
            b"First" => frame.has_first = true,
            _ => {}
        }
        frame.facts.is_object_stream |= frame.has_count && frame.has_first;
        if (frame.by_itself || is_opening(&frame.key)) && self.opened.len() < MAX_REMEMBERED {
            self.opened.insert(number);
        }
    }

    fn number(&mut self, number: Option<u32>) {
        self.numbers = [self.numbers[1], number];
        if let Some(table) = self.table.as_mut().filter(|table| !self.table_is_over && table.len() < MAX_REMEMBERED) {
            table.extend(number);
        }
    }

    const fn leave_table(&mut self) {
        self.table_is_over = true;
    }
}

/// What stands under these keys happens by itself: when the file is opened, a page is turned, a mouse goes over something.
fn is_opening(key: &[u8]) -> bool {
    matches!(key, b"OpenAction" | b"AA")
}

/// Text of a PDF is in one byte a letter, or in UTF-16; what moves a line or a column is a blank.
fn readable(text: &[u8]) -> String {
    let text: Vec<u8> = text.iter().map(|byte| if matches!(byte, 8..=10 | 12 | 13) { b' ' } else { *byte }).collect();
    match text.as_slice() {
        [0xFE, 0xFF, rest @ ..] => {
            let units: Vec<u16> = rest.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
            String::from_utf16_lossy(&units)
        }
        text => String::from_utf8_lossy(text).into_owned(),
    }
}
