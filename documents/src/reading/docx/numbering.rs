//! Lists (`word/numbering.xml`), counted as Word counts them: by the list's definition, over everything in between.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    io::BufRead,
};

use super::super::{document::Label, error::ReadingError, lettering, limits::MAX_DEFINITIONS, xml::Xml};

/// Word has this many levels.
const LEVELS: usize = 9;
/// The longest label, in letters.
const MAX_LABEL: usize = 60;

#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<u32, List>,
    definitions: HashMap<u32, Definition>,
    /// How far each definition has been counted; lists of one definition count on from each other.
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Lists that begin anew, at the level where they have done so.
    begun: HashSet<(u32, usize)>,
}

#[derive(Debug, Default)]
struct List {
    definition: u32,
    /// Where a level begins anew, by the level.
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

#[derive(Debug, Default)]
struct Definition {
    levels: HashMap<usize, Level>,
    /// The name of the style of lists that this one is.
    is_style: Option<String>,
    /// The name of the style of lists whose levels this one has.
    of_style: Option<String>,
}

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: Format,
    /// "%1.%2)": the number of each level in its place.
    text: String,
    /// The level, from 1, after which this one begins anew; 0 for never; `None` for every level above.
    restart: Option<u32>,
    /// All numbers in the label are plain figures.
    is_legal: bool,
    paragraph_style: Option<String>,
    font: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Decimal,
    DecimalZero,
    UpperRoman,
    LowerRoman,
    UpperLetter,
    LowerLetter,
    Bullet,
    Nothing,
}

impl Numbering {
    pub(super) fn read<R: BufRead>(xml: &mut Xml<R>) -> Result<Self, ReadingError> {
        let mut numbering = Self::default();
        let root = xml.root("numbering")?;
        while let Some(tag) = xml.child_of(root)? {
            if numbering.lists.len() + numbering.definitions.len() >= MAX_DEFINITIONS {
                return Err(ReadingError::TooManyDefinitions);
            }
            match tag.name() {
                "abstractNum" => {
                    let Some(id) = tag.number("abstractNumId") else { continue };
                    numbering.definitions.insert(id, Definition::read(xml)?);
                }
                "num" => {
                    let Some(id) = tag.number("numId") else { continue };
                    numbering.lists.insert(id, List::read(xml)?);
                }
                _ => {}
            }
        }
        numbering.resolve();
        Ok(numbering)
    }

    /// Gives each list the definition that has its levels: a definition may name a style of lists instead of having any.
    fn resolve(&mut self) {
        let mut of_styles: HashMap<&str, u32> = HashMap::new();
        for (id, definition) in &self.definitions {
            if let Some(style) = &definition.is_style {
                let first = of_styles.entry(style).or_insert(*id);
                *first = (*first).min(*id);
            }
        }
        for list in self.lists.values_mut() {
            let style = self.definitions.get(&list.definition).and_then(|definition| definition.of_style.as_deref());
            if let Some(named) = style.and_then(|style| of_styles.get(style)) {
                list.definition = *named;
            }
        }
    }

    /// The level of a list that a style of paragraphs stands for.
    pub(super) fn level_of_style(&self, list: u32, style: &str) -> Option<u8> {
        let levels = &self.definitions.get(&self.lists.get(&list)?.definition)?.levels;
        let found = levels.iter().filter(|(_, level)| level.paragraph_style.as_deref() == Some(style)).map(|(at, _)| *at).min();
        found.and_then(|at| u8::try_from(at).ok())
    }

    /// Counts one more paragraph of this list; `None` where the file defines no such list.
    pub(super) fn count(&mut self, list: u32, level: u8) -> Option<Label> {
        let at = usize::from(level).min(LEVELS - 1);
        let list_of = self.lists.get(&list)?;
        let definition = self.definitions.get(&list_of.definition)?;
        let level_at = |at: usize| list_of.levels.get(&at).or_else(|| definition.levels.get(&at));
        let this = level_at(at)?;
        let counts = self.counts.entry(list_of.definition).or_default();

        let begins_anew = list_of.starts.get(&at).copied().filter(|_| self.begun.insert((list, at)));
        for (above, count) in counts.iter_mut().enumerate().take(at) {
            *count = count.or_else(|| Some(level_at(above).map_or(1, |level| level.start)));
        }
        for (below, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restart = level_at(below).and_then(|level| level.restart);
            if restart.is_none_or(|after| (at as u32) < after) {
                *count = None;
            }
        }
        if let Some(count) = counts.get_mut(at) {
            *count = Some(begins_anew.or_else(|| count.map(|count| count.saturating_add(1))).unwrap_or(this.start));
        }
        let text = this.label(&|place| {
            let level = level_at(place)?;
            Some((counts.get(place).copied().flatten()?, level.format))
        });
        Some(Label { text, level: at as u8 })
    }
}

impl List {
    fn read<R: BufRead>(xml: &mut Xml<R>) -> Result<Self, ReadingError> {
        let mut list = Self::default();
        let num = xml.depth();
        while let Some(tag) = xml.child_of(num)? {
            match tag.name() {
                "abstractNumId" => list.definition = tag.number("val").unwrap_or_default(),
                "lvlOverride" => {
                    let Some(at) = tag.number::<usize>("ilvl").filter(|at| *at < LEVELS) else { continue };
                    let inner = xml.depth();
                    while let Some(tag) = xml.child_of(inner)? {
                        match tag.name() {
                            "startOverride" => {
                                list.starts.insert(at, tag.number("val").unwrap_or(1));
                            }
                            "lvl" => {
                                list.levels.insert(at, Level::read(xml)?);
                            }
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(list)
    }
}

impl Definition {
    fn read<R: BufRead>(xml: &mut Xml<R>) -> Result<Self, ReadingError> {
        let mut definition = Self::default();
        let element = xml.depth();
        while let Some(tag) = xml.child_of(element)? {
            match tag.name() {
                "styleLink" => definition.is_style = tag.value().map(Cow::into_owned),
                "numStyleLink" => definition.of_style = tag.value().map(Cow::into_owned),
                "lvl" => {
                    let Some(at) = tag.number::<usize>("ilvl").filter(|at| *at < LEVELS) else { continue };
                    definition.levels.insert(at, Level::read(xml)?);
                }
                _ => {}
            }
        }
        Ok(definition)
    }
}

impl Level {
    fn read<R: BufRead>(xml: &mut Xml<R>) -> Result<Self, ReadingError> {
        let mut level = Self {
            start: 0,
            format: Format::Decimal,
            text: String::new(),
            restart: None,
            is_legal: false,
            paragraph_style: None,
            font: String::new(),
        };
        let element = xml.depth();
        while let Some(tag) = xml.child_of(element)? {
            match tag.name() {
                "start" => level.start = tag.number("val").unwrap_or_default(),
                "numFmt" => level.format = tag.value().as_deref().map_or(Format::Decimal, format),
                "lvlText" => level.text = tag.value().unwrap_or_default().chars().take(MAX_LABEL).collect(),
                "lvlRestart" => level.restart = tag.number("val"),
                "isLgl" => level.is_legal = tag.is_on(),
                "pStyle" => level.paragraph_style = tag.value().map(Cow::into_owned),
                "rPr" => {
                    let properties = xml.depth();
                    while let Some(tag) = xml.child_of(properties)? {
                        if tag.name() == "rFonts" {
                            level.font = tag.attribute("hAnsi").or_else(|| tag.attribute("ascii")).unwrap_or_default().into_owned();
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(level)
    }

    fn label(&self, number: &dyn Fn(usize) -> Option<(u32, Format)>) -> String {
        if self.format == Format::Bullet {
            return self.text.chars().map(|code| lettering::picture(&self.font, code)).collect();
        }
        let mut label = String::new();
        let mut letters = self.text.chars().peekable();
        while let Some(letter) = letters.next() {
            let place = letters.peek().and_then(|next| next.to_digit(10)).filter(|place| letter == '%' && *place > 0);
            match place {
                Some(place) => {
                    letters.next();
                    if let Some((count, format)) = number(place as usize - 1) {
                        label.push_str(&formatted(count, if self.is_legal { Format::Decimal } else { format }));
                    }
                }
                None => label.push(letter),
            }
        }
        label
    }
}

fn format(words: &str) -> Format {
    match words {
        "decimalZero" => Format::DecimalZero,
        "upperRoman" => Format::UpperRoman,
        "lowerRoman" => Format::LowerRoman,
        "upperLetter" => Format::UpperLetter,
        "lowerLetter" => Format::LowerLetter,
        "bullet" => Format::Bullet,
        "none" => Format::Nothing,
        _ => Format::Decimal,
    }
}

fn formatted(count: u32, format: Format) -> String {
    match format {
        Format::Nothing | Format::Bullet => String::new(),
        Format::DecimalZero => format!("{count:02}"),
        Format::UpperRoman => roman(count).unwrap_or_else(|| count.to_string()),
        Format::LowerRoman => roman(count).map_or_else(|| count.to_string(), |number| number.to_lowercase()),
        Format::UpperLetter => letters(count, b'A'),
        Format::LowerLetter => letters(count, b'a'),
        Format::Decimal => count.to_string(),
    }
}

fn roman(count: u32) -> Option<String> {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&count) {
        return None;
    }
    let mut rest = count;
    let mut number = String::new();
    for (worth, letters) in STEPS {
        while rest >= worth {
            number.push_str(letters);
            rest -= worth;
        }
    }
    Some(number)
}

/// a … z, aa, bb …, as Word goes on.
fn letters(count: u32, first: u8) -> String {
    let Some(from_zero) = count.checked_sub(1) else { return "0".to_owned() };
    let times = from_zero / 26 + 1;
    if times > 30 {
        return count.to_string();
    }
    let letter = char::from(first + (from_zero % 26) as u8);
    std::iter::repeat_n(letter, times as usize).collect()
}
