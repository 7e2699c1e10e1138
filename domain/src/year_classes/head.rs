//! The head of a list of classes: which column holds what, whatever the columns are called and in whichever order they stand.

use crate::{
    names::fold,
    tables::{Table, TableRow},
};

/// Title rows above the head that are looked through.
const MAX_TITLES: usize = 40;

/// What a column of such a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassColumn {
    /// The class of the new year.
    Class,
    /// "Lớp cũ": the one that goes up into it.
    OldClass,
    /// "Tổ", "Khối"
    Department,
    Teacher,
}

impl ClassColumn {
    /// In a sentence about a row.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Class => "Lớp mới",
            Self::OldClass => "Lớp cũ",
            Self::Department => "Tổ",
            Self::Teacher => "Giáo viên",
        }
    }
}

/// What the words over a column say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Words {
    Is(ClassColumn),
    /// "Lớp" alone: of the new year, unless another column says that of itself.
    AnyClass,
    /// "STT"
    Number,
}

fn read(words: &str, year: &str) -> Option<Words> {
    let plain: String = fold(words).chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    let parts: Vec<&str> = plain.split_whitespace().collect();
    let plain = format!(" {} ", parts.join(" "));
    let has = |word: &str| plain.contains(&format!(" {word} "));
    let any = |words: &[&str]| words.iter().any(|word| has(word));
    let years: Vec<&str> =
        parts.iter().copied().filter(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit())).collect();
    let begins_in = year.get(..4).unwrap_or_default();
    let is_before = any(&["cu", "truoc", "hien nay", "hien tai", "dang day", "nam ngoai", "len tu"])
        || years.first().is_some_and(|first| *first != begins_in);
    let is_number =
        plain.starts_with(" so ") && parts.len() > 1 || any(&["si so", "so tre", "so hoc sinh", "phong", "dien thoai", "sinh"]);
    let is_teacher = any(&["giao vien", "gvcn", "gvpt", "chu nhiem", "co giao", "nguoi day", "cb gv"])
        || parts.iter().any(|part| part.starts_with("gv"))
        || has("ho") && has("ten");
    let is_class = any(&["lop", "nhom"]);
    match () {
        () if ["stt", "tt", "so", "so tt"].contains(&plain.trim()) => Some(Words::Number),
        () if plain.len() > 62 || is_number => None,
        () if is_teacher && is_before => None,
        () if is_teacher => Some(Words::Is(ClassColumn::Teacher)),
        () if is_class && is_before => Some(Words::Is(ClassColumn::OldClass)),
        () if is_class && (any(&["moi", "len lop", "lop len"]) || !years.is_empty()) => Some(Words::Is(ClassColumn::Class)),
        () if is_class => Some(Words::AnyClass),
        () if any(&["to", "khoi", "do tuoi", "lua tuoi"]) => Some(Words::Is(ClassColumn::Department)),
        () => None,
    }
}

/// Where the columns of a list stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub class: usize,
    pub old_class: Option<usize>,
    pub department: Option<usize>,
    pub teachers: Vec<usize>,
    /// The heads of those that are not kept, as they stand there.
    pub unused: Vec<String>,
    /// Its place among the rows.
    at: usize,
}

impl Head {
    /// The columns of a list of the classes of `year`, "2027-2028"; `None` where no row is a head.
    pub(super) fn find(table: &Table, year: &str) -> Option<Self> {
        table.rows.iter().take(MAX_TITLES).enumerate().find_map(|(at, row)| Self::of_row(row, year, at))
    }

    fn of_row(row: &TableRow, year: &str, at: usize) -> Option<Self> {
        let mut head = Self { at, ..Self::default() };
        let (mut said, mut any) = (None, None);
        for (column, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            match read(cell, year) {
                Some(Words::Is(ClassColumn::Class)) if said.is_none() => said = Some(column),
                Some(Words::AnyClass) if any.is_none() => any = Some(column),
                Some(Words::Is(ClassColumn::OldClass)) if head.old_class.is_none() => head.old_class = Some(column),
                Some(Words::Is(ClassColumn::Department)) if head.department.is_none() => head.department = Some(column),
                Some(Words::Is(ClassColumn::Teacher)) => head.teachers.push(column),
                Some(Words::Number) => {}
                Some(Words::Is(_) | Words::AnyClass) | None => head.unused.push(cell.clone()),
            }
        }
        // "Lớp" beside "Lên lớp" is the one from which the children come.
        match (said, any) {
            (Some(said), any) => {
                head.class = said;
                head.old_class = head.old_class.or(any);
            }
            (None, Some(any)) => head.class = any,
            (None, None) => return None,
        }
        (!head.teachers.is_empty() || head.old_class.is_some()).then_some(head)
    }

    /// The rows below the head, without the head where it stands once more on a later page.
    pub(super) fn body<'t>(&self, table: &'t Table, year: &str) -> impl Iterator<Item = &'t TableRow> + use<'t> {
        let (below, year) = (self.at + 1, year.to_owned());
        table.rows.iter().skip(below).filter(move |row| Self::of_row(row, &year, 0).is_none())
    }
}
