//! Each row of a list as a person, with what is wrong in it: row, column and cause.

use chrono::{Datelike, NaiveDate};

use super::{
    super::person::{FIRST_BORN, YOUNGEST},
    head::{Columns, ListColumn},
    jobs::{Job, JobCells},
};
use crate::{
    names::{PersonName, fold, same_name},
    people::{Honorific, Organisation, PhoneNumber},
    tables::{ReadDay, Table, TableRow, read_day, read_year},
};

/// What is wrong with one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListProblem {
    pub column: ListColumn,
    /// A whole sentence.
    pub words: String,
}

/// One person as a list has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListLine {
    /// The row, as the list counts.
    pub number: u32,
    /// As it stands there; empty where that is what is wrong.
    pub name: String,
    /// The name as people write it, where it stands in capitals or in small letters alone.
    pub suggested_name: Option<PersonName>,
    /// `None` where neither the column nor the name tells it.
    pub honorific: Option<Honorific>,
    pub birth_year: Option<i64>,
    pub phone: Option<PhoneNumber>,
    /// The post with its place, as the form of the staff has them.
    pub jobs: Vec<Job>,
    pub from: Option<NaiveDate>,
    pub problems: Vec<ListProblem>,
}

impl ListLine {
    /// The name as it is read, with what was suggested.
    pub fn person_name(&self, as_suggested: bool) -> Option<PersonName> {
        self.suggested_name.clone().filter(|_| as_suggested).or_else(|| PersonName::parse(&self.name).ok())
    }
}

/// The people of a list, in its order. Rows that are no people (titles between, sums, places to sign) are left out.
pub fn read(table: &Table, organisation: &Organisation, today: NaiveDate) -> (Columns, Vec<ListLine>) {
    let Some(first) = table.rows.first() else { return (Columns::default(), Vec::new()) };
    let columns = Columns::find(table).unwrap_or_else(|| Columns::by_order(first));
    let mut department = String::new();
    let mut lines = Vec::new();
    for row in columns.body(table) {
        match kind_of(row, &columns, organisation) {
            RowKind::Person => {
                let line = line(row, &columns, &mut department, organisation, today);
                lines.push(line);
            }
            RowKind::Department(name) => department = name,
            RowKind::Neither => {}
        }
    }
    (columns, lines)
}

enum RowKind {
    Person,
    /// "Tổ Nhà trẻ" over those who work there.
    Department(String),
    Neither,
}

/// How rows begin that close a list.
const CLOSING: [&str; 9] =
    ["tong cong", "tong so", "cong:", "danh sach nay", "nguoi lap", "hieu truong", "lap bang", "ngay ", "an dinh"];

/// What says something of a person besides the name.
const MORE: [ListColumn; 6] =
    [ListColumn::Post, ListColumn::Birth, ListColumn::Phone, ListColumn::Class, ListColumn::Department, ListColumn::Place];

fn kind_of(row: &TableRow, columns: &Columns, organisation: &Organisation) -> RowKind {
    let name = name_of(row, columns);
    let is_number = |cell: &String| cell.trim_matches(['(', ')', '.']).chars().all(|letter| letter.is_ascii_digit());
    if row.cells.iter().filter(|cell| !cell.is_empty()).all(is_number) {
        return RowKind::Neither;
    }
    if columns.has_head() && row.filled() == 1 && columns.of(ListColumn::Post).is_some() {
        let words = row.cells.iter().find(|cell| !cell.is_empty()).map_or("", String::as_str);
        let title = numbered(words);
        let bare = title.unwrap_or(words);
        if let Some(known) = organisation.departments.iter().find(|one| same_name(&one.name, bare)) {
            return RowKind::Department(known.name.clone());
        }
        let plain = fold(bare);
        let is_title = title.is_some() || plain.starts_with("to ") || plain.starts_with("ban ") || plain.contains("bo phan");
        if is_title || name.is_empty() || closes(words) {
            return RowKind::Neither;
        }
    }
    let more = MORE.into_iter().filter(|column| !columns.cell(row, *column).is_empty()).count();
    // Whoever stands without a name but with two things about them is a person whose name is missing.
    let is_person = if name.is_empty() { more > 1 } else { more > 0 || !closes(&name) };
    if is_person { RowKind::Person } else { RowKind::Neither }
}

/// What stands behind "I.", "2)", "III -" at the beginning of a title.
fn numbered(words: &str) -> Option<&str> {
    let rest = words.trim_start_matches(|letter: char| letter.is_ascii_digit() || "IVX".contains(letter));
    let behind = rest.trim_start().strip_prefix(['.', ')', '-', ':', '/']).filter(|_| rest.len() < words.len())?;
    Some(behind.trim_start_matches(['.', ')', '-', ' ']))
}

/// Whether a row that begins so closes a list: a sum, or a place to sign.
pub fn closes(words: &str) -> bool {
    let plain = format!("{} ", fold(words));
    CLOSING.iter().any(|begins| plain.starts_with(begins))
}

fn name_of(row: &TableRow, columns: &Columns) -> String {
    let whole = columns.cell(row, ListColumn::Name);
    let (family, given) = (columns.cell(row, ListColumn::FamilyNames), columns.cell(row, ListColumn::GivenName));
    match (columns.of(ListColumn::Name), family.is_empty(), given.is_empty()) {
        // "Họ và tên" over two cells: the given name stands in the next one, which has no head.
        (Some(at), ..) if columns.has_head() && columns.is_split(at) => format!("{whole} {}", row.cell(at + 1)).trim().to_owned(),
        (Some(_), ..) => whole.to_owned(),
        (None, true, _) => given.to_owned(),
        (None, false, true) => family.to_owned(),
        (None, false, false) => format!("{family} {given}"),
    }
}

fn line(row: &TableRow, columns: &Columns, department: &mut String, organisation: &Organisation, today: NaiveDate) -> ListLine {
    let cell = |column| columns.cell(row, column);
    let mut problems = Vec::new();
    let mut note = |column, words: String| problems.push(ListProblem { column, words });
    let name = name_of(row, columns);
    let name = name.trim_matches('"').trim().to_owned();
    if let Err(problem) = PersonName::parse(&name) {
        note(ListColumn::Name, problem.to_string());
    }
    let birth_year = year(cell(ListColumn::Birth), today).map_err(|words| note(ListColumn::Birth, words)).ok().flatten();
    let phone = phone(cell(ListColumn::Phone)).map_err(|words| note(ListColumn::Phone, words)).ok().flatten();
    let from = read_day(cell(ListColumn::From), ReadDay::Beginning, today);
    let from = from.map_err(|words| note(ListColumn::From, words)).ok().flatten();
    let gender = cell(ListColumn::Gender);
    let honorific = honorific(gender, &name);
    if honorific.is_none() && !gender.is_empty() {
        note(ListColumn::Gender, format!("“{gender}” chưa rõ là cô hay thầy. Ghi nam, nữ, cô hoặc thầy."));
    }
    // A merged cell, copied as text, holds for the rows below.
    if !cell(ListColumn::Department).is_empty() {
        cell(ListColumn::Department).clone_into(department);
    }
    let jobs = JobCells {
        post: cell(ListColumn::Post),
        second_post: cell(ListColumn::SecondPost),
        department,
        class: cell(ListColumn::Class),
        place: cell(ListColumn::Place),
        second_place: cell(ListColumn::SecondPlace),
    };
    let suggested_name = in_name_case(&name).and_then(|written| PersonName::parse(&written).ok());
    ListLine {
        number: row.number,
        suggested_name,
        honorific,
        birth_year,
        phone,
        jobs: jobs.read(organisation),
        from,
        problems,
        name,
    }
}

fn year(typed: &str, today: NaiveDate) -> Result<Option<i64>, String> {
    let latest = i64::from(today.year()) - YOUNGEST;
    match read_year(typed, today)? {
        Some(year) if !(FIRST_BORN..=latest).contains(&year) => {
            Err(format!("Năm sinh {year} có lẽ gõ nhầm; nhận từ {FIRST_BORN} đến {latest}."))
        }
        year => Ok(year),
    }
}

fn phone(typed: &str) -> Result<Option<PhoneNumber>, String> {
    // A spreadsheet takes the nought away from what it takes for a number.
    let is_bare = typed.len() == 9 && typed.bytes().all(|byte| byte.is_ascii_digit());
    PhoneNumber::parse(&if is_bare { format!("0{typed}") } else { typed.to_owned() })
}

/// What the column says; without it, what the name tells: "Thị" and "Văn" stand in names of women and of men.
fn honorific(typed: &str, name: &str) -> Option<Honorific> {
    match fold(typed).as_str() {
        "nam" | "thay" | "ong" | "anh" | "m" => Some(Honorific::Thay),
        "nu" | "co" | "ba" | "chi" | "f" => Some(Honorific::Co),
        "" => {
            let folded: Vec<String> = name.to_lowercase().split(' ').map(str::to_owned).collect();
            let middle = folded.get(1..folded.len().saturating_sub(1)).unwrap_or_default();
            let has = |word: &str| middle.iter().any(|one| one == word);
            match (has("thị"), has("văn")) {
                (true, false) => Some(Honorific::Co),
                (false, true) => Some(Honorific::Thay),
                (true, true) | (false, false) => None,
            }
        }
        _ => None,
    }
}

/// The name with a capital letter at the beginning of each word, where it stands in capitals or in small letters alone.
fn in_name_case(name: &str) -> Option<String> {
    let is_letter = |letter: &char| letter.is_alphabetic();
    let all_capital = name.chars().filter(is_letter).all(|letter| !letter.is_lowercase());
    let all_small = name.chars().filter(is_letter).all(|letter| !letter.is_uppercase());
    let is_word = |word: &str| word.chars().filter(is_letter).count() > 1;
    if !(all_capital || all_small) || !name.split(' ').any(is_word) {
        return None;
    }
    let (small, mut begins) = (name.to_lowercase(), true);
    let written = small.chars().flat_map(|letter| {
        let capital = begins && letter.is_alphabetic();
        begins = !letter.is_alphabetic();
        if capital { letter.to_uppercase().collect::<Vec<_>>() } else { vec![letter] }
    });
    Some(written.collect())
}
