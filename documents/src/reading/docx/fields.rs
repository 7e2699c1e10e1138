//! Fields: what Word computes (`w:fldChar`). A file holds the instruction and its last result; the result is what is read.

#[derive(Debug, Default)]
pub(super) struct Fields(Vec<Field>);

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    is_in_result: bool,
    /// A box of a form, as it was drawn.
    check_box: Option<bool>,
}

/// Instructions are short; what is longer says nothing that is asked here.
const MAX_INSTRUCTION: usize = 4096;
const MAX_NESTED: usize = 50;

/// What the end of a field leaves behind.
pub(super) enum Ended {
    Nothing,
    /// A link, with its address.
    Link(String),
    CheckBox {
        is_ticked: bool,
    },
}

impl Fields {
    pub(super) fn begin(&mut self, check_box: Option<bool>) {
        if self.0.len() < MAX_NESTED {
            self.0.push(Field { check_box, ..Field::default() });
        }
    }

    pub(super) fn separate(&mut self) {
        if let Some(field) = self.0.last_mut() {
            field.is_in_result = true;
        }
    }

    pub(super) fn end(&mut self) -> Ended {
        let Some(field) = self.0.pop() else { return Ended::Nothing };
        match (field.check_box, link(&field.instruction)) {
            (Some(is_ticked), _) => Ended::CheckBox { is_ticked },
            (None, Some(address)) if field.is_in_result => Ended::Link(address),
            _ => Ended::Nothing,
        }
    }

    pub(super) fn instruct(&mut self, words: &str) {
        if let Some(field) = self.0.last_mut().filter(|field| field.instruction.len() + words.len() <= MAX_INSTRUCTION) {
            field.instruction.push_str(words);
        }
    }

    /// An instruction ends with its paragraph, even where the file forgets to end it: else it would swallow all that follows.
    pub(super) fn end_of_paragraph(&mut self) {
        if let Some(first) = self.0.iter().position(|field| !field.is_in_result) {
            self.0.truncate(first);
        }
    }

    /// Whether what is read now is part of the page: nothing inside an instruction is.
    pub(super) fn is_shown(&self) -> bool {
        self.0.iter().all(|field| field.is_in_result)
    }
}

/// The address of `HYPERLINK "…"`; `None` for every other field, and for links to a place in the same file.
pub(super) fn link(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?.trim_start();
    let address = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next().unwrap_or_default(),
        None => rest.split_whitespace().next().filter(|word| !word.starts_with('\\')).unwrap_or_default(),
    };
    (!address.is_empty()).then(|| address.to_owned())
}
