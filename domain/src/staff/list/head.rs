//! The head of a list: which column holds what, whatever the columns are called and in whichever order they stand.

use crate::{
    names::fold,
    tables::{Table, TableRow},
};

/// Title rows above the head that are looked through.
const MAX_TITLES: usize = 40;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListColumn {
    /// "STT"
    Number,
    /// "Họ và tên"
    Name,
    /// "Họ đệm", where the given name has a column of its own.
    FamilyNames,
    /// "Tên"
    GivenName,
    Birth,
    /// "Giới tính", "cô/thầy"
    Gender,
    /// "Chức vụ"
    Post,
    /// "Kiêm nhiệm"
    SecondPost,
    /// "Tổ"
    Department,
    Class,
    /// Class, department or section in one column.
    Place,
    /// The place of the second post.
    SecondPlace,
    Phone,
    /// "Từ ngày"
    From,
}

impl ListColumn {
    /// In a sentence about a row.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Number => "STT",
            Self::Name | Self::FamilyNames | Self::GivenName => "Họ tên",
            Self::Birth => "Ngày sinh",
            Self::Gender => "Giới tính",
            Self::Post => "Chức vụ",
            Self::SecondPost => "Kiêm nhiệm",
            Self::Department => "Tổ",
            Self::Class => "Lớp",
            Self::Place => "Lớp, tổ hoặc bộ phận",
            Self::SecondPlace => "Nơi kiêm nhiệm",
            Self::Phone => "Điện thoại",
            Self::From => "Từ ngày",
        }
    }

    /// By the words in its head; `None` for what is not kept here.
    fn of_words(words: &str) -> Option<Self> {
        let plain: String = fold(words).chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let has = |word: &str| format!(" {plain} ").contains(&format!(" {word} "));
        let is = |words: &[&str]| words.contains(&plain.as_str());
        if plain.is_empty() || plain.len() > 60 {
            return None;
        }
        Some(match () {
            () if is(&["stt", "tt", "so tt", "so thu tu", "so"]) => Self::Number,
            () if has("sinh") && !has("noi") && !has("hoc") => Self::Birth,
            () if has("dien thoai") || has("dt") || has("sdt") || has("di dong") || has("so dd") || is(&["phone", "mobile"]) => {
                Self::Phone
            }
            () if has("noi kiem nhiem") || has("noi kiem") => Self::SecondPlace,
            () if has("kiem nhiem") || has("kiem") => Self::SecondPost,
            () if is(&["ten", "ten goi"]) => Self::GivenName,
            () if is(&["ho"]) || (has("ho") && ["dem", "lot"].iter().any(|end| plain.ends_with(end))) => Self::FamilyNames,
            () if has("ho") && has("ten") => Self::Name,
            () if is(&["ten giao vien", "ten can bo", "ten nhan vien", "can bo", "can bo giao vien nhan vien"]) => Self::Name,
            () if has("gioi tinh") || is(&["gioi", "phai", "nam nu", "co thay", "thay co", "xung ho"]) => Self::Gender,
            () if has("chuc vu") || has("chuc danh") || has("vi tri") || has("nhiem vu") || has("cong viec") => Self::Post,
            () if (has("lop") || has("nhom")) && (has("to") || has("bo phan")) => Self::Place,
            () if has("lop") || is(&["nhom", "nhom tre"]) => Self::Class,
            () if is(&["noi", "noi lam viec", "don vi"]) => Self::Place,
            () if plain.starts_with("to ") || is(&["to"]) || has("bo phan") || has("phong ban") => Self::Department,
            () if has("dang") || has("doan") => return None,
            () if has("tu ngay") || has("bat dau") || (has("ngay") && (has("vao") || has("ve") || has("nhan"))) => Self::From,
            () => return None,
        })
    }
}

/// Where the columns of a list stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// By what they hold; the first one where two hold the same.
    known: Vec<(ListColumn, usize)>,
    /// The heads of those that are not kept, as they stand there.
    pub unused: Vec<String>,
    /// The place of the head among the rows; `None` where the columns are taken by their order.
    head: Option<usize>,
    /// The column "Họ và tên" where it takes two cells, of which the second has no head.
    split: Option<usize>,
}

impl Columns {
    /// The columns of a list with a head; `None` where no row is one.
    pub fn find(table: &Table) -> Option<Self> {
        table.rows.iter().take(MAX_TITLES).enumerate().find_map(|(at, row)| Self::of_head(row, Some(at)))
    }

    fn of_head(row: &TableRow, head: Option<usize>) -> Option<Self> {
        let mut columns = Self { head, ..Self::default() };
        for (at, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            match ListColumn::of_words(cell) {
                Some(column) if columns.of(column).is_none() => columns.known.push((column, at)),
                Some(_) | None => columns.unused.push(cell.clone()),
            }
        }
        columns.split = columns.of(ListColumn::Name).filter(|at| {
            let next = row.cells.get(at + 1).is_some_and(String::is_empty);
            next && row.cells.iter().skip(at + 2).any(|cell| !cell.is_empty())
        });
        let names = [ListColumn::Name, ListColumn::GivenName].into_iter().any(|column| columns.of(column).is_some());
        let others = columns.known.iter().filter(|(column, _)| *column != ListColumn::Number).count();
        // A title such as "Danh sách họ tên cán bộ" stands alone in its row.
        (names && (others >= 2 || row.filled() == 1 && row.cell(columns.known.first()?.1).chars().count() < 20)).then_some(columns)
    }

    /// The columns by their order, as a list without a head has them; a number may stand first.
    pub fn by_order(first: &TableRow) -> Self {
        let is_number = |cell: &str| !cell.is_empty() && cell.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
        let at = usize::from(first.cells.len() > 1 && is_number(first.cell(0)));
        let order = [
            ListColumn::Name,
            ListColumn::Gender,
            ListColumn::Post,
            ListColumn::Place,
            ListColumn::SecondPost,
            ListColumn::SecondPlace,
        ];
        Self { known: order.into_iter().zip(at..).collect(), ..Self::default() }
    }

    /// Where a column stands, from 0.
    pub fn of(&self, column: ListColumn) -> Option<usize> {
        self.known.iter().find(|(known, _)| *known == column).map(|(_, at)| *at)
    }

    /// What a row holds in a column; empty where the list has no such column.
    pub fn cell<'r>(&self, row: &'r TableRow, column: ListColumn) -> &'r str {
        self.of(column).map_or("", |at| row.cell(at))
    }

    /// The rows below the head, without the head where it stands once more on a later page.
    pub fn body<'t>(&self, table: &'t Table) -> impl Iterator<Item = &'t TableRow> {
        let below = self.head.map_or(0, |head| head + 1);
        table.rows.iter().skip(below).filter(|row| Self::of_head(row, None).is_none())
    }

    /// Whether the cell right of this column has no head of its own, and the column is one of whole names.
    pub(super) fn is_split(&self, at: usize) -> bool {
        self.split == Some(at)
    }

    /// Whether the columns have heads.
    pub const fn has_head(&self) -> bool {
        self.head.is_some()
    }
}
