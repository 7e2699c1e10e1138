//! The matrix itself: a real table whose cells are links; the style sheet turns it on a tablet.
//!
//! It is no table of declared columns: the school's departments are its columns, known at run time alone, each row is a week
//! with a standing of its own, and it says its roles aloud because the style sheet lays rows out as columns.
//!
//! Inside the island a closure, an `Option` and a component have one root element each: the server's views are erased
//! (docs/decisions/0009), the browser's are not, and only so both write the same nodes.

use domain::{dashboard::TermFilter, obligations::Counts};
use leptos::prelude::*;

use super::sheet::{MatrixRow, Sheet, Shown, Week};

/// The matrix with the opened cell marked.
pub fn matrix(shown: &Shown) -> impl IntoView + use<> {
    let sheet = &shown.sheet;
    let term = sheet.term.in_sentence();
    let of = sheet.of_rows();
    let caption = format!("Số hồ sơ đã nộp trên số phải nộp, theo tuần và {of}, {term}");
    let sum = sheet.sum_name().map(|name| (name.to_owned(), Some("sum")));
    let heads = sheet.rows.iter().map(|row| (row.name.clone(), None)).chain(sum);
    let heads = heads.map(|(name, class)| view! { <th role="columnheader" scope="col" class=class>{name}</th> }).collect_view();
    let weeks = sheet.weeks.iter().enumerate().map(|(at, week)| week_row(shown, at, week)).collect_view();
    view! {
        <div class="matrix-x" role="region" aria-label=format!("Bảng {term}, tuần và {of}") tabindex="0">
            // How many weeks there are, and whether any has a hundred records, decides how wide each is, before the rows have
            // come.
            <table class="matrix" role="table" data-weeks=sheet.weeks.len().to_string() data-wide=is_wide(sheet).then_some("")>
                <caption class="vh">{caption}</caption>
                <thead role="rowgroup"><tr role="row"><td role="cell"></td>{heads}</tr></thead>
                <tbody role="rowgroup">{weeks}{term_row(shown)}</tbody>
            </table>
        </div>
    }
}

/// Whether a number of three digits stands in any week.
fn is_wide(sheet: &Sheet) -> bool {
    sheet.totals.iter().any(|counts| counts.owed() >= 100)
}

/// One cell of any row.
#[derive(Default)]
struct Cell {
    class: Option<&'static str>,
    is_sum: bool,
    has_changed: bool,
    /// Without it the cell is empty.
    href: Option<String>,
    /// Row and week, where a click opens the list beside the matrix.
    key: Option<String>,
    is_open: bool,
    spoken: String,
    words: String,
    bars: Option<Counts>,
}

impl Cell {
    fn view(self) -> impl IntoView + use<> {
        let classes = [self.class, self.is_sum.then_some("sum"), self.has_changed.then_some("changed")];
        let link = self.href.map(|href| {
            view! {
                <a href=href data-part=self.key.is_some().then_some("") data-cell=self.key aria-label=self.spoken
                    aria-current=self.is_open.then_some("true")>
                    {self.words}{self.bars.as_ref().map(bars)}
                </a>
            }
        });
        view! { <td role="cell" class=joined(classes)>{link}</td> }
    }
}

/// Classes that are there; without any there is no attribute, neither in the page nor after an update.
fn joined<const N: usize>(classes: [Option<&'static str>; N]) -> Option<String> {
    let there: Vec<&str> = classes.into_iter().flatten().collect();
    (!there.is_empty()).then(|| there.join(" "))
}

fn week_row(shown: &Shown, at: usize, week: &Week) -> impl IntoView + use<> {
    let sheet = &shown.sheet;
    let number = week.number;
    let place = match sheet.now {
        Some(now) if number == now => Some("now"),
        Some(now) if number == now + 1 => Some("collect"),
        Some(now) if number <= now => None,
        _ => Some("todo"),
    };
    let sum = sheet.sum_name().map(|name| sum_cell(shown, name, at, week));
    let cells = sheet.rows.iter().enumerate().map(|(row, line)| cell(shown, (row, line), at, week)).chain(sum);
    let cells = cells.map(Cell::view).collect_view();
    view! {
        <tr role="row" class=joined([place, week.opens_semester_2.then_some("hk2")])>
            <th role="rowheader" scope="row" aria-current=(place == Some("now")).then_some("date")>
                <b><span class="t">"Tuần "</span>{number.to_string()}</b>
                <span class="d">{week.monday.clone()}<span class="e">{format!("–{}", week.last_day)}</span></span>
            </th>
            {cells}
        </tr>
    }
}

/// Weeks to come are empty until somebody hands in early: forty times "0/6" says nothing.
fn is_silent(sheet: &Sheet, week: u8, counts: &Counts) -> bool {
    counts.is_empty() || sheet.now.is_none_or(|now| week > now + 1) && counts.handed_in() == 0
}

fn cell(shown: &Shown, (row, line): (usize, &MatrixRow), at: usize, week: &Week) -> Cell {
    let sheet = &shown.sheet;
    let counts = line.cells[at];
    let has_changed = shown.differs(|sheet| sheet.rows.get(row)?.cells.get(at).copied());
    if is_silent(sheet, week.number, &counts) {
        return Cell { has_changed, ..Cell::default() };
    }
    let class = match (counts.overdue + counts.missed, counts.late) {
        (1.., _) => Some("has-over"),
        (0, 1..) => Some("has-late"),
        (0, 0) => None,
    };
    let key = format!("{}.{}", line.code, week.number);
    Cell {
        class,
        has_changed,
        is_open: sheet.open.as_ref().is_some_and(|open| open.row == line.code && open.week == week.number),
        href: Some(format!("{}#o", sheet.address(key.clone()))),
        key: Some(key),
        spoken: spoken(&line.name, week.number, &counts),
        words: ratio(&counts),
        bars: Some(counts),
        ..Cell::default()
    }
}

fn sum_cell(shown: &Shown, name: &str, at: usize, week: &Week) -> Cell {
    let (sheet, number) = (&shown.sheet, week.number);
    let counts = sheet.totals[at];
    let empty = Cell { is_sum: true, has_changed: shown.differs(|sheet| sheet.totals.get(at).copied()), ..Cell::default() };
    if is_silent(sheet, number, &counts) {
        return empty;
    }
    Cell {
        href: Some(sheet.list(format_args!("tuan={number}"))),
        spoken: spoken(name, number, &counts),
        words: ratio(&counts),
        ..empty
    }
}

/// The last row: of each of them how much came on time, of what had to come by now.
fn term_row(shown: &Shown) -> impl IntoView + use<> {
    let sheet = &shown.sheet;
    let (words, spoken) = match sheet.term {
        TermFilter::Year => ("Cả năm", "cả năm"),
        TermFilter::First | TermFilter::Second => ("Cả kỳ", "cả kỳ"),
    };
    let cell = |name: &str, counts: &Counts, query: String| {
        let share = counts.on_time_share().map_or_else(|| "–".to_owned(), |share| format!("{share}%"));
        Cell {
            href: Some(sheet.list(query)),
            spoken: format!("{name}, {spoken}: đúng hạn {share} số đã đến hạn"),
            words: share,
            ..Cell::default()
        }
    };
    let of_rows = sheet.rows.iter().enumerate().map(|(at, row)| Cell {
        has_changed: shown.differs(|sheet| sheet.rows.get(at).map(|row| row.total().on_time_share())),
        ..cell(&row.name, &row.total(), format!("ky={}&to={}", sheet.term.code(), row.code))
    });
    let of_all = sheet.sum_name().map(|name| Cell {
        is_sum: true,
        has_changed: shown.differs(|sheet| Some(sheet.total.on_time_share())),
        ..cell(name, &sheet.total, format!("ky={}", sheet.term.code()))
    });
    let cells = of_rows.chain(of_all).map(Cell::view).collect_view();
    view! {
        <tr role="row" class="term">
            <th role="rowheader" scope="row"><b>{words}</b><span class="d">"đúng hạn"</span></th>
            {cells}
        </tr>
    }
}

/// "5/8": handed in, of what is owed.
fn ratio(counts: &Counts) -> String {
    format!("{}/{}", counts.handed_in(), counts.owed())
}

/// What a screen viewer says of a cell.
fn spoken(name: &str, week: u8, counts: &Counts) -> String {
    let mut words = format!("{name}, tuần {week}: đã nộp {}", ratio(counts));
    for (count, what) in [
        (counts.late, "muộn"),
        (counts.excused, "muộn có lý do"),
        (counts.overdue, "quá hạn"),
        (counts.missed, "chưa nộp"),
        (counts.exempt, "miễn"),
        (counts.not_yet_due, "chưa đến hạn"),
    ] {
        if count > 0 {
            words.push_str(&format!(", {what} {count}"));
        }
    }
    words
}

/// The bar under a number: widths are attributes, because the content policy forbids `style`.
pub fn bars(counts: &Counts) -> impl IntoView + use<> {
    let parts = [
        ("ok", counts.on_time),
        ("la", counts.late),
        ("re", counts.excused),
        ("ov", counts.overdue + counts.missed),
        ("ex", counts.exempt),
        ("to", counts.not_yet_due),
    ];
    let all: u32 = parts.iter().map(|(_, count)| count).sum();
    let mut before = 0;
    let mut rects = Vec::new();
    for (class, count) in parts.into_iter().filter(|(_, count)| *count > 0) {
        let x = percent(before, all);
        before += count;
        rects.push(view! { <rect class=class x=x width=percent(count, all)></rect> });
    }
    view! { <svg class="bars" aria-hidden="true">{rects}</svg> }
}

/// Per cent with one decimal, for SVG.
fn percent(part: u32, all: u32) -> String {
    let tenths = part * 1000 / all.max(1);
    format!("{}.{}%", tenths / 10, tenths % 10)
}
