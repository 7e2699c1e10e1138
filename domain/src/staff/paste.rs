//! Lines copied from Excel: họ tên, cô/thầy, chức vụ, nơi, and perhaps a second post with its place.

use super::{
    form::{StaffForm, StaffRow},
    places::section,
    posts::Post,
};
use crate::{
    lines,
    names::fold,
    people::{Honorific, Organisation},
};

impl StaffForm {
    /// With the lines of a pasted text behind what stands there.
    #[must_use]
    pub fn with_pasted(mut self, text: &str, organisation: &Organisation) -> Self {
        self.rows.extend(rows(text, organisation));
        self
    }
}

/// The rows of a pasted text; cells are separated by tabs or semicolons, empty lines and the head are left out.
fn rows(text: &str, organisation: &Organisation) -> Vec<StaffRow> {
    text.lines().filter(|line| !line.trim().is_empty()).filter_map(|line| row(line, organisation)).collect()
}

fn row(line: &str, organisation: &Organisation) -> Option<StaffRow> {
    let separator = if line.contains('\t') { '\t' } else { ';' };
    let cells: Vec<String> = line.split(separator).map(|cell| lines::clean(lines::clean(cell).trim_matches('"'))).collect();
    let cell = |at: usize| cells.get(at).map_or("", String::as_str);
    // A list often has a number first.
    let at = usize::from(
        cells.len() > 1 && !cell(0).is_empty() && cell(0).chars().all(|letter| letter.is_ascii_digit() || letter == '.'),
    );
    let name = cell(at);
    if cells.iter().any(|cell| ["ho ten", "ho va ten"].contains(&fold(cell).as_str())) {
        return None;
    }
    let (position, place) = post(cell(at + 2), cell(at + 3), organisation);
    let (position_2, place_2) = post(cell(at + 4), cell(at + 5), organisation);
    Some(StaffRow {
        id: String::new(),
        name: name.to_owned(),
        honorific: honorific(cell(at + 1), name).code().to_owned(),
        username: String::new(),
        position,
        place,
        position_2,
        place_2,
    })
}

/// "Thầy", "Nam", or a man's middle name; the form shows what was taken, to be changed.
fn honorific(typed: &str, name: &str) -> Honorific {
    match fold(typed).as_str() {
        "thay" | "nam" | "ong" | "anh" => Honorific::Thay,
        "" if name.split_whitespace().any(|word| word == "Văn") => Honorific::Thay,
        _ => Honorific::Co,
    }
}

/// A post by its words; the name of a section stands for whoever holds it. Unknown words stay as they are, to be refused.
fn post(typed: &str, place: &str, organisation: &Organisation) -> (String, String) {
    if typed.is_empty() {
        return (String::new(), place.to_owned());
    }
    let folded = fold(typed);
    let known = Post::ALL.into_iter().find(|post| fold(post.words()) == folded || post.short().contains(&folded.as_str()));
    match known {
        Some(post) => (post.code().to_owned(), place.to_owned()),
        None if section(typed, organisation).is_some() => (Post::SectionHolder.code().to_owned(), typed.to_owned()),
        None => (typed.to_owned(), place.to_owned()),
    }
}
