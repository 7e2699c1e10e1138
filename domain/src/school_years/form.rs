//! The form of the school year's calendar.

use chrono::{Datelike, Days, NaiveDate};

use super::{follows, is_same_year};
use crate::{
    calendar::{
        CalendarError, CalendarField, CalendarParts, SchoolCalendar, SpecialDay, SpecialDayKind, UnnumberedWeek, WorkingDays,
        problems_of_values,
    },
    days::monday_of,
    forms::{FormData, FormErrors, Room},
    lines, vietnamese,
};

/// What a row of the table can be, with the words on screen: the kinds of special days, and weeks without number.
pub const ROW_KINDS: [(&str, &str); 6] = [
    ("holiday", "Nghỉ"),
    ("swap_off", "Nghỉ, làm bù ngày khác"),
    ("makeup", "Làm bù"),
    ("closure", "Nghỉ đột xuất"),
    (WEEK_OFF, "Tuần không đánh số, nghỉ"),
    (WEEK_WORKED, "Tuần không đánh số, vẫn làm việc"),
];
const WEEK_OFF: &str = "week_off";
const WEEK_WORKED: &str = "week_worked";

const ROOM: Room = Room { waiting: 2, asked_for: 5 };
/// "2026-2027", in letters.
const MAX_YEAR_NAME: usize = 20;
/// Of a day off or a week without number, in letters: it stands in the row of a due day that moved.
const MAX_DAY_NAME: usize = 80;
/// "Quyết định 2155/QĐ-UBND ngày 15/08/2026", in letters.
const MAX_DOCUMENT: usize = 120;
/// The ministry's frame: 18 weeks and 17.
const SEMESTER_2: u8 = 19;

/// One row of days off, make-up days, or weeks without number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayRow {
    pub from: String,
    /// Empty for one day.
    pub to: String,
    /// One of `ROW_KINDS`.
    pub kind: String,
    pub name: String,
}

impl DayRow {
    fn new(from: NaiveDate, to: NaiveDate, kind: &str, name: &str) -> Self {
        let to = if to == from { String::new() } else { vietnamese::date(to) };
        Self { from: vietnamese::date(from), to, kind: kind.to_owned(), name: lines::clean(name) }
    }

    fn is_empty(&self) -> bool {
        self.from.is_empty() && self.to.is_empty() && self.name.is_empty()
    }
}

/// The form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearForm {
    pub school_year: String,
    pub first_week: String,
    pub weeks: String,
    pub semester_2: String,
    /// Codes, "mon" …
    pub working_days: Vec<String>,
    pub rows: Vec<DayRow>,
    /// By which document the calendar is so, or is changed; kept with the change and shown nowhere else.
    pub document: String,
}

impl YearForm {
    /// First values: the school year of `today`, and the holidays whose dates the law fixes.
    pub fn first(today: NaiveDate) -> Self {
        let begins = if today.month() >= 6 { today.year() } else { today.year() - 1 };
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(today);
        // The first Monday from 5 September on, the day of the opening ceremony.
        let first_week = monday_of(day(begins, 9, 5) + Days::new(6));
        let holiday = |from, to, name| DayRow::new(from, to, "holiday", name);
        let national_day = day(begins, 9, 2);
        let new_year = day(begins + 1, 1, 1);
        Self {
            school_year: format!("{begins}-{}", begins + 1),
            first_week: vietnamese::date(first_week),
            weeks: CalendarParts::DEFAULT_WEEKS.to_string(),
            semester_2: SEMESTER_2.to_string(),
            working_days: WorkingDays::default().codes().map(str::to_owned).collect(),
            rows: vec![
                holiday(national_day, national_day, "Quốc khánh"),
                holiday(new_year, new_year, "Tết Dương lịch"),
                holiday(day(begins + 1, 4, 30), day(begins + 1, 5, 1), "30/4 và 1/5"),
            ],
            document: String::new(),
        }
    }

    /// A calendar as a form; rows in the order of their days.
    pub fn of(calendar: &SchoolCalendar) -> Self {
        let parts = calendar.parts();
        let weeks = parts.unnumbered.iter().map(|week| {
            let kind = if week.staff_off { WEEK_OFF } else { WEEK_WORKED };
            (week.monday, DayRow::new(week.monday, week.monday, kind, &week.reason))
        });
        let days = parts
            .special_days
            .iter()
            .map(|special| (special.from, DayRow::new(special.from, special.to, special.kind.code(), &special.name)));
        let mut rows: Vec<(NaiveDate, DayRow)> = days.chain(weeks).collect();
        rows.sort_by_key(|(from, _)| *from);
        Self {
            school_year: lines::clean(&parts.school_year),
            first_week: vietnamese::date(parts.first_week),
            weeks: parts.weeks.to_string(),
            semester_2: parts.semester_2_starts_in_week.to_string(),
            working_days: parts.working_days.codes().map(str::to_owned).collect(),
            rows: rows.into_iter().map(|(_, row)| row).collect(),
            document: String::new(),
        }
    }

    /// Reads what was sent: `f0` from, `t0` to, `k0` kind, `n0` name …, and `document`.
    pub fn read(typed: &FormData) -> Self {
        let rows = (0..typed.rows("f")).map(|row| DayRow {
            from: typed.cell("f", row).to_owned(),
            to: typed.cell("t", row).to_owned(),
            kind: typed.cell("k", row).to_owned(),
            name: typed.cell("n", row).to_owned(),
        });
        Self {
            school_year: typed.get("year").to_owned(),
            first_week: typed.get("first_week").to_owned(),
            weeks: typed.get("weeks").to_owned(),
            semester_2: typed.get("second_semester").to_owned(),
            working_days: typed.all("d").map(str::to_owned).collect(),
            rows: rows.filter(|row| !row.is_empty()).collect(),
            document: typed.get("document").to_owned(),
        }
    }

    /// With empty rows at the end; `more` of them where somebody asked.
    #[must_use]
    pub fn with_room(self, more: bool) -> Self {
        let empty = DayRow { kind: "holiday".to_owned(), ..DayRow::default() };
        Self { rows: ROOM.behind(self.rows, &empty, more), ..self }
    }

    /// The first day, where it is one: it tells the year before anything else is looked at.
    pub fn first_day(&self) -> Option<NaiveDate> {
        vietnamese::parse_date(&self.first_week)
    }

    /// A correction of the calendar `known`, or the first one where there is none yet.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn correction_of(&self, known: Option<&SchoolCalendar>) -> Result<SchoolCalendar, FormErrors> {
        // First of all: in the wrong year every holiday is a mistake, and saying so of each helps nobody.
        if let Some((known, first_day)) = known.zip(self.first_day()) {
            is_same_year(known, first_day)?;
        }
        self.parse()
    }

    /// The calendar of the year after `known`.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn year_after(&self, known: &SchoolCalendar) -> Result<SchoolCalendar, FormErrors> {
        if let Some(first_day) = self.first_day() {
            follows(known, &self.year_name(), first_day)?;
        }
        self.parse()
    }

    /// "2026-2027", however its dash and spaces were typed.
    fn year_name(&self) -> String {
        self.school_year.replace(['–', '—'], "-").replace(' ', "")
    }

    /// The calendar.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self) -> Result<SchoolCalendar, FormErrors> {
        let mut reading = Reading::default();
        let parts = reading.parts(self);
        let problems = match (reading.frame_is_known, SchoolCalendar::new(parts.clone())) {
            (true, Ok(calendar)) if reading.errors.is_empty() => return Ok(calendar),
            (true, Ok(_)) => Vec::new(),
            (true, Err(problems)) => problems,
            (false, _) => problems_of_values(&parts),
        };
        for CalendarError { field: wrong, problem } in problems {
            let field = reading.field(wrong);
            if reading.errors.of(&field).is_none() {
                reading.errors.add(field, format!("{}.", vietnamese::capitalised(&problem.to_string())));
            }
        }
        Err(reading.errors)
    }
}

/// One reading of the form; remembers which row became which day.
#[derive(Default)]
struct Reading {
    errors: FormErrors,
    frame_is_known: bool,
    special_rows: Vec<usize>,
    unnumbered_rows: Vec<usize>,
}

impl Reading {
    fn parts(&mut self, form: &YearForm) -> CalendarParts {
        let first_week = self.date("first_week", &form.first_week);
        let weeks = self.week_number("weeks", &form.weeks, "Số tuần");
        let semester_2 = self.week_number("second_semester", &form.semester_2, "Học kỳ II từ tuần");
        self.frame_is_known = first_week.is_some() && weeks.is_some();
        let weekdays = form.working_days.iter().filter_map(|code| WorkingDays::parse_weekday(code).ok());
        let mut parts = CalendarParts {
            school_year: form.year_name(),
            weeks: weeks.unwrap_or(CalendarParts::DEFAULT_WEEKS),
            semester_2_starts_in_week: semester_2.unwrap_or(SEMESTER_2),
            working_days: weekdays.collect::<WorkingDays>(),
            ..CalendarParts::starting("", first_week.unwrap_or_else(|| monday_of(NaiveDate::default())))
        };
        let letters = form.document.chars().count();
        if letters > MAX_DOCUMENT {
            let words = format!("Dài {letters} ký tự, nhiều nhất {MAX_DOCUMENT} ký tự. Ghi số và ngày của văn bản là đủ.");
            self.errors.add("document", words);
        }
        if parts.school_year.chars().count() > MAX_YEAR_NAME {
            self.errors.add("year", "Tên năm học viết như 2026-2027.");
        }
        for (at, row) in form.rows.iter().enumerate().filter(|(_, row)| !row.is_empty()) {
            self.row(at, row, &mut parts);
        }
        parts
    }

    fn row(&mut self, at: usize, row: &DayRow, parts: &mut CalendarParts) {
        // Without a name the calendar itself says so.
        if !row.name.is_empty()
            && let Some(words) = lines::problem_of_name(&row.name, "ngày", MAX_DAY_NAME)
        {
            self.errors.add(format!("n{at}"), words);
        }
        let from = self.date(&format!("f{at}"), &row.from);
        let to = if row.to.is_empty() { from } else { self.date(&format!("t{at}"), &row.to) };
        let (Some(from), Some(to)) = (from, to) else {
            if row.name.is_empty() {
                self.errors.add(format!("n{at}"), "Còn để trống.");
            }
            return;
        };
        if row.kind == WEEK_OFF || row.kind == WEEK_WORKED {
            // Two weeks in one row are two weeks; the first day alone decides over an impossible row.
            let mondays = (0..8).map(|n| from + Days::new(7 * n)).take_while(|monday| *monday <= to.max(from));
            for monday in mondays {
                self.unnumbered_rows.push(at);
                let staff_off = row.kind == WEEK_OFF;
                parts.unnumbered.push(UnnumberedWeek { monday, reason: row.name.clone(), staff_off });
            }
            if to < from {
                self.errors.add(format!("t{at}"), "Ngày cuối trước ngày đầu.");
            }
        } else {
            match SpecialDayKind::parse(&row.kind) {
                Ok(kind) => {
                    self.special_rows.push(at);
                    parts.special_days.push(SpecialDay { from, to, kind, name: row.name.clone() });
                }
                Err(_) => self.errors.add(format!("k{at}"), "Chọn loại ngày."),
            }
        }
    }

    fn date(&mut self, field: &str, typed: &str) -> Option<NaiveDate> {
        let day = vietnamese::parse_date(typed);
        if day.is_none() {
            let words = if typed.is_empty() {
                "Thiếu ngày, viết như 07/09/2026.".to_owned()
            } else {
                format!("“{typed}” không có trong lịch, viết ngày/tháng/năm như 07/09/2026.")
            };
            self.errors.add(field, words);
        }
        day
    }

    fn week_number(&mut self, field: &str, typed: &str, label: &str) -> Option<u8> {
        let number = typed.parse().ok();
        if number.is_none() {
            self.errors.add(field, format!("{label}: viết một số, như 35."));
        }
        number
    }

    fn field(&self, of: CalendarField) -> String {
        let row = |rows: &[usize], index: usize| rows.get(index).copied().unwrap_or_default();
        match of {
            CalendarField::SchoolYear => "year".to_owned(),
            CalendarField::FirstWeek => "first_week".to_owned(),
            CalendarField::Weeks => "weeks".to_owned(),
            CalendarField::Semester2StartsInWeek => "second_semester".to_owned(),
            CalendarField::WorkingDays => "d".to_owned(),
            CalendarField::UnnumberedMonday(index) => format!("f{}", row(&self.unnumbered_rows, index)),
            CalendarField::UnnumberedReason(index) => format!("n{}", row(&self.unnumbered_rows, index)),
            CalendarField::SpecialDayFrom(index) => format!("f{}", row(&self.special_rows, index)),
            CalendarField::SpecialDayTo(index) => format!("t{}", row(&self.special_rows, index)),
            CalendarField::SpecialDayName(index) => format!("n{}", row(&self.special_rows, index)),
        }
    }
}
