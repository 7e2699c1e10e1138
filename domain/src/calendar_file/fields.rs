//! One field at a time: its value, or the line and the reason why it has none.

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeArray, DeInteger, DeTable, DeValue};

use super::{CalendarLineError, Expected, FileError, Reader};
use crate::calendar::{CalendarFieldError, SpecialDayKind, WorkingDays};

/// The file itself, or one `[[…]]` of it.
#[derive(Clone, Copy)]
pub(super) struct Entry<'t> {
    pub table: &'t DeTable<'t>,
    /// Of its head.
    pub line: usize,
}

/// The value is missing or wrong, and that has been told.
#[derive(Clone, Copy, Debug)]
pub(super) struct FieldError;

type Value<'t> = Spanned<DeValue<'t>>;

impl Reader<'_> {
    pub fn text(&mut self, entry: &Entry<'_>, field: &'static str) -> Result<String, FieldError> {
        let value = self.required(entry, field)?;
        let text = value.get_ref().as_str().map(str::to_owned);
        self.or_tell(text, value, CalendarLineError::WrongType { field, expected: Expected::Text })
    }

    pub fn date(&mut self, entry: &Entry<'_>, field: &'static str) -> Result<NaiveDate, FieldError> {
        self.required(entry, field)?;
        self.optional_date(entry, field)?.ok_or(FieldError)
    }

    /// A date alone: not in quotes, and without an hour.
    pub fn optional_date(&mut self, entry: &Entry<'_>, field: &'static str) -> Result<Option<NaiveDate>, FieldError> {
        let Some(value) = self.optional(entry, field)? else { return Ok(None) };
        let written = value.get_ref().as_datetime().filter(|written| written.time.is_none() && written.offset.is_none());
        let date = written.and_then(|written| written.date);
        let day = date.and_then(|date| NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into()));
        self.or_tell(day, value, CalendarLineError::WrongType { field, expected: Expected::Date }).map(Some)
    }

    pub fn boolean(&mut self, entry: &Entry<'_>, field: &'static str) -> Result<Option<bool>, FieldError> {
        let Some(value) = self.optional(entry, field)? else { return Ok(None) };
        let truth = value.get_ref().as_bool();
        self.or_tell(truth, value, CalendarLineError::WrongType { field, expected: Expected::Boolean }).map(Some)
    }

    /// A whole number; whether a year can have such a week is the calendar's to say.
    pub fn week_number(&mut self, entry: &Entry<'_>, field: &'static str) -> Result<Option<u8>, FieldError> {
        let Some(value) = self.optional(entry, field)? else { return Ok(None) };
        let whole = value.get_ref().as_integer().and_then(whole_number);
        let whole = self.or_tell(whole, value, CalendarLineError::WrongType { field, expected: Expected::WholeNumber })?;
        let out_of_range =
            if field == "weeks" { CalendarFieldError::WeeksOutOfRange } else { CalendarFieldError::Semester2OutOfRange };
        let reason = CalendarLineError::Calendar { field, problem: out_of_range(whole) };
        self.or_tell(u8::try_from(whole).ok(), value, reason).map(Some)
    }

    pub fn weekdays(&mut self, entry: &Entry<'_>, field: &'static str) -> Result<Option<WorkingDays>, FieldError> {
        let Some(value) = self.optional(entry, field)? else { return Ok(None) };
        let wrong_type = CalendarLineError::WrongType { field, expected: Expected::Weekdays };
        let list = self.or_tell(value.get_ref().as_array(), value, wrong_type.clone())?;
        let mut days = Ok(WorkingDays::NONE);
        for item in list {
            let weekday = self.or_tell(item.get_ref().as_str(), item, wrong_type.clone()).and_then(|code| {
                let unknown = CalendarLineError::UnknownWeekday(code.to_owned());
                self.or_tell(WorkingDays::parse_weekday(code).ok(), item, unknown)
            });
            days = days.and_then(|days| Ok(days.with(weekday?)));
        }
        days.map(Some)
    }

    pub fn kind(&mut self, entry: &Entry<'_>, field: &'static str) -> Result<SpecialDayKind, FieldError> {
        let code = self.text(entry, field)?;
        let value = self.required(entry, field)?;
        self.or_tell(SpecialDayKind::parse(&code).ok(), value, CalendarLineError::UnknownKind(code))
    }

    /// The entries that could be read, each with where it stands.
    pub fn list<'t, T>(
        &mut self,
        root: &Entry<'t>,
        field: &'static str,
        read: impl Fn(&mut Self, &Entry<'t>) -> Result<T, FieldError>,
    ) -> (Vec<T>, Vec<Entry<'t>>) {
        let Ok(Some(value)) = self.optional(root, field) else { return Default::default() };
        let wrong_type = CalendarLineError::WrongType { field, expected: Expected::Entries };
        let Ok(list): Result<&DeArray<'t>, FieldError> = self.or_tell(value.get_ref().as_array(), value, wrong_type.clone()) else {
            return Default::default();
        };
        list.iter()
            .filter_map(|item| {
                let table = self.or_tell(item.get_ref().as_table(), item, wrong_type.clone()).ok()?;
                let entry = Entry { table, line: self.line_at(item.span().start) };
                Some((read(self, &entry).ok()?, entry))
            })
            .unzip()
    }

    pub fn tell_unknown_fields(&mut self, entry: &Entry<'_>, known: &'static [&'static str]) {
        for key in entry.table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let reason = CalendarLineError::UnknownField { field: key.get_ref().to_string(), known };
            self.tell(self.line_at(key.span().start), reason);
        }
    }

    pub fn tell(&mut self, line: usize, reason: CalendarLineError) {
        self.errors.push(FileError { line, reason });
    }

    pub fn line_of(&self, entry: &Entry<'_>, field: &str) -> usize {
        entry.table.get(field).map_or(entry.line, |value| self.line_at(value.span().start))
    }

    pub fn line_at(&self, offset: usize) -> usize {
        1 + self.text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
    }

    fn required<'t>(&mut self, entry: &Entry<'t>, field: &'static str) -> Result<&'t Value<'t>, FieldError> {
        self.optional(entry, field)?.ok_or_else(|| {
            self.tell(entry.line, CalendarLineError::Missing { field });
            FieldError
        })
    }

    /// A value on a line that could not be read has been told already.
    fn optional<'t>(&self, entry: &Entry<'t>, field: &str) -> Result<Option<&'t Value<'t>>, FieldError> {
        let Some(value) = entry.table.get(field) else { return Ok(None) };
        let unreadable = self.unreadable_lines.contains(&self.line_at(value.span().start));
        if unreadable { Err(FieldError) } else { Ok(Some(value)) }
    }

    fn or_tell<T>(&mut self, found: Option<T>, value: &Value<'_>, reason: CalendarLineError) -> Result<T, FieldError> {
        found.ok_or_else(|| {
            let line = self.line_at(value.span().start);
            if !self.unreadable_lines.contains(&line) {
                self.tell(line, reason);
            }
            FieldError
        })
    }
}

fn whole_number(written: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(written.as_str(), written.radix()).ok()
}
