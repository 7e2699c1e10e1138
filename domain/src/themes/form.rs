//! The form of themes: a row each, and rows that say which weeks they span.

use super::{KnownThemes, ThemePlan, ThemesPlan};
use crate::{
    calendar::SchoolCalendar,
    days::Span,
    forms::{FormData, FormErrors, NameColumn, Room},
    names::fold,
    record_types::Theme,
};

const ROOM: Room = Room { waiting: 1, asked_for: 5 };
const NAMES: NameColumn = NameColumn { field: "n", what: "chủ đề", most: 80, same: |one, other| fold(one) == fold(other) };

/// One theme as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeRow {
    /// Of a theme that is known already.
    pub id: String,
    pub name: String,
    /// Numbers of weeks.
    pub from: String,
    pub through: String,
}

/// The form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemesForm {
    pub rows: Vec<ThemeRow>,
}

impl ThemeRow {
    fn of(theme: &Theme) -> Self {
        Self {
            id: theme.id.to_string(),
            name: theme.name.clone(),
            from: theme.from_week.to_string(),
            through: theme.through_week.to_string(),
        }
    }

    fn is_empty(&self) -> bool {
        self.name.is_empty() && self.from.is_empty() && self.through.is_empty()
    }

    /// Its days, Monday of the first through the last taught day of the last week; `None` while they are not known.
    pub fn span(&self, calendar: &SchoolCalendar) -> Option<Span> {
        let week = |typed: &str| calendar.week(typed.parse().ok()?);
        let (first, last) = (week(&self.from)?, week(&self.through)?);
        (first.number <= last.number).then_some(Span { from: first.monday, to: last.last_day })
    }
}

impl ThemesForm {
    /// In the order of their weeks.
    pub fn of(themes: &[Theme]) -> Self {
        Self { rows: themes.iter().map(ThemeRow::of).collect() }
    }

    /// Reads what was sent: `i0` id, `n0` name, `f0` from week, `t0` through week …
    pub fn read(typed: &FormData) -> Self {
        let rows = (0..typed.rows("n")).map(|row| ThemeRow {
            id: typed.cell("i", row).to_owned(),
            name: typed.cell("n", row).to_owned(),
            from: typed.cell("f", row).to_owned(),
            through: typed.cell("t", row).to_owned(),
        });
        // A known theme whose row was emptied is to go; it stays in the form to be asked about.
        Self { rows: rows.filter(|row| !row.is_empty() || !row.id.is_empty()).collect() }
    }

    /// With empty rows at the end; `more` of them where somebody asked.
    #[must_use]
    pub fn with_room(self, more: bool) -> Self {
        Self { rows: ROOM.behind(self.rows, &ThemeRow::default(), more) }
    }

    /// With the rows of themes that the form does not know of: somebody added them in the meantime.
    #[must_use]
    pub fn with_unseen(mut self, known: &KnownThemes<'_>) -> Self {
        let unseen: Vec<ThemeRow> = self.unseen(known).map(ThemeRow::of).collect();
        self.rows.extend(unseen);
        self
    }

    fn unseen<'f>(&self, known: &KnownThemes<'f>) -> impl Iterator<Item = &'f Theme> {
        known.themes.iter().filter(|theme| !self.rows.iter().any(|row| row.id == theme.id.to_string()))
    }

    /// The themes.
    ///
    /// # Errors
    /// All that is wrong, by field; `all` where the form is older than the list.
    pub fn parse(&self, known: &KnownThemes<'_>) -> Result<ThemesPlan, FormErrors> {
        let mut errors = FormErrors::default();
        let mut plan = ThemesPlan::default();
        if self.unseen(known).next().is_some() {
            errors.add("all", "Danh sách chủ đề vừa được sửa ở máy khác.");
        }
        let names: Vec<&str> = self.rows.iter().map(|row| row.name.as_str()).collect();
        // The row of each theme of the plan.
        let mut rows: Vec<usize> = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let theme = known.get(&row.id);
            if row.is_empty() {
                plan.gone.extend(theme.map(|theme| theme.id));
                tell_handed_in(at, theme, known, &mut errors);
                continue;
            }
            NAMES.check(&names, at, &mut errors);
            if let Some((from_week, through_week)) = weeks(at, row, known.last_week(), &mut errors) {
                let id = theme.map(|theme| theme.id).filter(|id| plan.themes.iter().all(|one| one.id != Some(*id)));
                plan.themes.push(ThemePlan { id, name: row.name.clone(), from_week, through_week });
                rows.push(at);
            }
        }
        tell_overlaps(&plan.themes, &rows, &mut errors);
        errors.or(plan)
    }
}

/// The numbers of a row, where both are weeks of the year in their order.
fn weeks(at: usize, row: &ThemeRow, last: u8, errors: &mut FormErrors) -> Option<(u8, u8)> {
    let mut week = |field: &str, typed: &str| {
        let number = typed.parse::<u8>().ok().filter(|number| (1..=last).contains(number));
        if number.is_none() {
            let words = match typed {
                "" => format!("Thiếu tuần, viết một số từ 1 đến {last}."),
                typed => format!("Không có tuần “{typed}”: năm học có tuần 1 đến {last}."),
            };
            errors.add(format!("{field}{at}"), words);
        }
        number
    };
    let (from, through) = (week("f", &row.from), week("t", &row.through));
    let (from, through) = (from?, through?);
    if from > through {
        errors.add(format!("t{at}"), format!("Tuần cuối {through} trước tuần đầu {from}."));
        return None;
    }
    Some((from, through))
}

fn tell_overlaps(themes: &[ThemePlan], rows: &[usize], errors: &mut FormErrors) {
    for (index, one) in themes.iter().enumerate() {
        let overlaps = |other: &&ThemePlan| other.from_week <= one.through_week && one.from_week <= other.through_week;
        let Some(before) = themes[..index].iter().position(|other| overlaps(&other)) else { continue };
        let (other, row) = (&themes[before], rows[before] + 1);
        let name = if other.name.is_empty() { String::new() } else { format!(" “{}”", other.name) };
        let weeks = format!("tuần {} đến {}", other.from_week, other.through_week);
        errors.add(format!("f{}", rows[index]), format!("Trùng tuần với chủ đề{name} ở dòng {row} ({weeks})."));
    }
}

/// A removed theme would leave what was handed in without a name and out of every list of weeks.
fn tell_handed_in(at: usize, theme: Option<&Theme>, known: &KnownThemes<'_>, errors: &mut FormErrors) {
    let Some((theme, count)) = theme.and_then(|theme| Some((theme, known.handed_in.get(&theme.id)?))) else { return };
    errors.add(
        format!("n{at}"),
        format!(
            "Chủ đề “{}” (tuần {} đến {}) đã có {count} hồ sơ nộp nên không bỏ được. Điền lại tên và tuần; đổi tên hoặc dời tuần thì được, hồ sơ đã nộp đi theo.",
            theme.name, theme.from_week, theme.through_week
        ),
    );
}
