//! What stands in the parts themselves: fields of Word, formulas and data of Excel, actions of PowerPoint.

use domain::inspection::Cause;
use quick_xml::events::{BytesStart, Event};

use crate::inspection::{
    fields::{self, Fields},
    findings::Findings,
    formulas::{self, Addresses},
    links::Link,
    xml::{attribute, letter, value},
};

/// A formula is looked at up to here, in bytes; Excel allows 8,192 letters.
const MAX_FORMULA: usize = 32 * 1024;

/// No address is longer, in bytes.
const MAX_ADDRESS: usize = 8 * 1024;

/// Reads one part from its beginning to its end.
#[derive(Debug, Default)]
pub struct Story {
    fields: Fields,
    inside: Inside,
    formula: String,
    /// What a cell of Excel holds, over all its stretches.
    cell: String,
    refreshes: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Inside {
    #[default]
    Nothing,
    Instruction,
    Formula,
    Cell,
}

impl Story {
    pub fn take(&mut self, event: &Event<'_>, addresses: &mut Addresses, findings: &mut Findings) {
        match event {
            Event::Start(tag) => {
                self.inside = self.open(tag, findings);
            }
            Event::Empty(tag) => {
                self.open(tag, findings);
            }
            Event::End(tag) => {
                if self.inside == Inside::Formula {
                    formulas::judge(&std::mem::take(&mut self.formula), addresses, findings);
                }
                if matches!(tag.local_name().as_ref(), "si" | "is" | "v") && !self.cell.is_empty() {
                    addresses.note_cell(&std::mem::take(&mut self.cell));
                }
                self.inside = Inside::Nothing;
            }
            Event::Text(text) => self.text(text),
            Event::CData(text) => self.text(text),
            Event::GeneralRef(reference) if self.inside != Inside::Nothing => {
                if let Some(letter) = letter(reference) {
                    self.text(letter.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {}
        }
    }

    pub fn finish(self, addresses: &mut Addresses, findings: &mut Findings) {
        self.fields.finish(findings);
        formulas::judge(&self.formula, addresses, findings);
    }

    fn text(&mut self, text: &str) {
        match self.inside {
            Inside::Nothing => {}
            Inside::Instruction => self.fields.text(text),
            Inside::Formula => {
                if self.formula.len() + text.len() <= MAX_FORMULA {
                    self.formula.push_str(text);
                }
            }
            Inside::Cell => {
                if self.cell.len() + text.len() <= MAX_ADDRESS {
                    self.cell.push_str(text);
                }
            }
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>, findings: &mut Findings) -> Inside {
        match tag.local_name().as_ref() {
            "instrText" | "delInstrText" => return Inside::Instruction,
            "f" | "definedName" | "formula" | "formula1" | "formula2" | "calculatedColumnFormula" => return Inside::Formula,
            "t" | "v" => return Inside::Cell,
            "si" | "is" => self.cell.clear(),
            "fldChar" => match attribute(tag, "fldCharType").as_deref() {
                Some("begin") => self.fields.begin(),
                Some("separate") => self.fields.complete(findings),
                Some("end") => self.fields.end(findings),
                _ => {}
            },
            "fldSimple" => {
                if let Some(instruction) = attribute(tag, "instr") {
                    fields::judge(&instruction, false, findings);
                }
            }
            "ddeLink" => findings.hold(Cause::DdeField),
            "connection" => self.refreshes = attribute(tag, "refreshOnLoad").is_some_and(|on| on == "1" || on == "true"),
            "webPr" | "dbPr" if self.refreshes => findings.hold(Cause::LoadsFromElsewhere),
            "OLEObject" | "oleObject" | "oleObj" => look_at_object(tag, findings),
            "hlinkClick" | "hlinkHover" | "hlinkMouseOver" => {
                if attribute(tag, "action").is_some_and(|action| action.to_lowercase().starts_with("ppaction://program")) {
                    findings.hold(Cause::ProgramLink);
                }
            }
            _ => {
                if tag.starts_with("v:") || tag.starts_with("o:") {
                    look_at_drawing(tag, findings);
                }
            }
        }
        Inside::Nothing
    }
}

/// The program that an object belongs to.
fn look_at_object(tag: &BytesStart<'_>, findings: &mut Findings) {
    let program = attribute(tag, "ProgID").or_else(|| attribute(tag, "progId")).unwrap_or_default().to_lowercase();
    if program.starts_with("package") {
        findings.hold(Cause::PackedFile);
    } else if ["htmlfile", "shell.explorer", "scriptlet", "script", "otkloadr", "forms."].iter().any(|one| program.starts_with(one))
    {
        findings.hold(Cause::ActiveX);
    }
}

/// Drawings of Word 2000 carry addresses by themselves.
fn look_at_drawing(tag: &BytesStart<'_>, findings: &mut Findings) {
    for one in tag.attributes().with_checks(false).flatten() {
        if matches!(one.key.local_name().as_ref(), "href" | "src")
            && matches!(Link::of(&value(&one)), Link::OtherMachine | Link::Program)
        {
            findings.hold(Cause::ProgramLink);
        }
    }
}
