//! The named styles of a document (`word/styles.xml`), each with what it has of those that it is based on.

use std::{borrow::Cow, collections::HashMap, io::BufRead, rc::Rc};

use super::{
    super::{document::ParagraphStyle, error::ReadingError, lettering::Fonts, limits::MAX_DEFINITIONS, xml::Xml},
    properties::{ParagraphProperties, RunProperties, borders},
};

/// How long a chain of styles may be, each based on the next one; Word's own are three long.
const MAX_CHAIN: usize = 20;

#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Rc<Style>>,
    /// What paragraphs have that name no style.
    default_paragraph: Rc<Style>,
    default_table: Option<String>,
}

/// With all that is inherited.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub heading: ParagraphStyle,
    pub paragraph: ParagraphProperties,
    pub run: RunProperties,
    /// Whether a table of this style has lines.
    pub has_borders: Option<bool>,
}

/// As it stands in the file.
#[derive(Debug, Default)]
struct Written {
    name: String,
    based_on: Option<String>,
    /// Of whole paragraphs, which begin from the defaults of the document; other styles only add to them.
    is_of_paragraphs: bool,
    style: Style,
}

impl Styles {
    pub(super) fn read<R: BufRead>(xml: &mut Xml<R>, fonts: &mut Fonts) -> Result<Self, ReadingError> {
        let mut written: HashMap<String, Written> = HashMap::new();
        let mut defaults = RunProperties::default();
        let (mut default_paragraph, mut default_table) = (None, None);
        let root = xml.root("styles")?;
        while let Some(tag) = xml.child_of(root)? {
            match tag.name() {
                "docDefaults" => defaults = document_defaults(xml, fonts)?,
                "style" => {
                    let id = tag.attribute("styleId").unwrap_or_default().into_owned();
                    let is_default = matches!(tag.attribute("default").as_deref(), Some("1" | "true" | "on"));
                    let kind = tag.attribute("type").map(Cow::into_owned);
                    match kind.as_deref() {
                        Some("paragraph") if is_default => default_paragraph = Some(id.clone()),
                        Some("table") if is_default => default_table = Some(id.clone()),
                        _ => {}
                    }
                    if written.len() >= MAX_DEFINITIONS {
                        return Err(ReadingError::TooManyDefinitions);
                    }
                    let is_of_paragraphs = kind.as_deref() == Some("paragraph");
                    written.insert(id, Written { is_of_paragraphs, ..Written::read(xml, fonts)? });
                }
                _ => {}
            }
        }
        let inherited = |id: &String| (id.clone(), Rc::new(inherited(&written, id, &defaults)));
        let by_id: HashMap<String, Rc<Style>> = written.keys().map(inherited).collect();
        let nothing = Rc::new(Style { run: defaults, ..Style::default() });
        let default_paragraph = default_paragraph.and_then(|id| by_id.get(&id).cloned()).unwrap_or(nothing);
        Ok(Self { by_id, default_paragraph, default_table })
    }

    pub(super) fn of_paragraph(&self, id: Option<&str>) -> &Rc<Style> {
        id.and_then(|id| self.by_id.get(id)).unwrap_or(&self.default_paragraph)
    }

    /// What a style of letters says beyond that of the paragraph.
    pub(super) fn of_run(&self, id: &str) -> Option<&Style> {
        self.by_id.get(id).map(Rc::as_ref)
    }

    pub(super) fn has_borders(&self, table: Option<&str>) -> bool {
        let id = table.or(self.default_table.as_deref());
        id.and_then(|id| self.by_id.get(id)).and_then(|style| style.has_borders).unwrap_or(false)
    }
}

fn document_defaults<R: BufRead>(xml: &mut Xml<R>, fonts: &mut Fonts) -> Result<RunProperties, ReadingError> {
    let mut found = RunProperties::default();
    let defaults = xml.depth();
    while let Some(tag) = xml.child_of(defaults)? {
        if tag.name() == "rPrDefault" {
            let inner = xml.depth();
            while let Some(tag) = xml.child_of(inner)? {
                if tag.name() == "rPr" {
                    found = RunProperties::read(xml, fonts)?;
                }
            }
        }
    }
    Ok(found)
}

impl Written {
    fn read<R: BufRead>(xml: &mut Xml<R>, fonts: &mut Fonts) -> Result<Self, ReadingError> {
        let mut read = Self::default();
        let style = xml.depth();
        while let Some(tag) = xml.child_of(style)? {
            match tag.name() {
                "name" => read.name = tag.value().unwrap_or_default().to_lowercase(),
                "basedOn" => read.based_on = tag.value().map(Cow::into_owned),
                "pPr" => read.style.paragraph = ParagraphProperties::read(xml, fonts)?,
                "rPr" => read.style.run = RunProperties::read(xml, fonts)?,
                "tblPr" => {
                    let properties = xml.depth();
                    while let Some(tag) = xml.child_of(properties)? {
                        if tag.name() == "tblBorders" {
                            read.style.has_borders = Some(borders(xml)?);
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(read)
    }
}

fn inherited(written: &HashMap<String, Written>, id: &str, defaults: &RunProperties) -> Style {
    let mut style = Style::default();
    let mut heading = None;
    let mut next = Some(id);
    for _ in 0..MAX_CHAIN {
        let Some(one) = next.and_then(|id| written.get(id)) else { break };
        style.paragraph = style.paragraph.over(&one.style.paragraph);
        style.run = style.run.over(&one.style.run);
        style.has_borders = style.has_borders.or(one.style.has_borders);
        heading = heading.or_else(|| heading_of(&one.name));
        next = one.based_on.as_deref();
    }
    if written.get(id).is_some_and(|style| style.is_of_paragraphs) {
        style.run = style.run.over(defaults);
    }
    style.heading = heading.unwrap_or_default();
    style
}

/// Word's own styles keep these names in every language; copies of them are based on them.
fn heading_of(name: &str) -> Option<ParagraphStyle> {
    match name {
        "title" => Some(ParagraphStyle::Title),
        _ => {
            let level = name.strip_prefix("heading ")?.parse().ok()?;
            (1..=9).contains(&level).then_some(ParagraphStyle::Heading(level))
        }
    }
}
