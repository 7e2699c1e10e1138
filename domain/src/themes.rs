//! "Chủ đề": named spans of numbered weeks, which records of some types are about.

mod effect;
mod form;

use std::collections::HashMap;

pub use form::{ThemeRow, ThemesForm};

use crate::{
    calendar::SchoolCalendar,
    days::{Timestamp, day_of},
    facts::Facts,
    obligations::Period,
    record_types::{Theme, ThemeId},
};

/// What is known already: a theme that records were handed in for must not vanish under them.
#[derive(Clone, Debug)]
pub struct KnownThemes<'f> {
    calendar: &'f SchoolCalendar,
    themes: &'f [Theme],
    handed_in: HashMap<ThemeId, usize>,
}

/// One theme as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemePlan {
    /// The known one that it is: under another name or in other weeks it keeps its records.
    pub id: Option<ThemeId>,
    pub name: String,
    pub from_week: u8,
    pub through_week: u8,
}

/// All of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemesPlan {
    pub themes: Vec<ThemePlan>,
    pub gone: Vec<ThemeId>,
}

impl<'f> KnownThemes<'f> {
    pub fn of(facts: &'f Facts) -> Self {
        let mut handed_in = HashMap::new();
        for one in facts.obligations.iter().filter(|one| one.handed_in.is_some()) {
            if let Period::Theme(id) = one.terms.period {
                *handed_in.entry(id).or_insert(0) += 1;
            }
        }
        Self { calendar: facts.calendar(), themes: &facts.regime.themes, handed_in }
    }

    /// "8 chủ đề, tuần này là Gia đình".
    pub fn in_short(&self, now: Timestamp) -> String {
        let week = self.calendar.numbered_week_of(day_of(now)).map(|week| week.number);
        let holds = |theme: &&Theme| week.is_some_and(|week| (theme.from_week..=theme.through_week).contains(&week));
        match (self.themes.len(), self.themes.iter().find(holds)) {
            (0, _) => "Chưa có chủ đề".to_owned(),
            (count, Some(theme)) => format!("{count} chủ đề, tuần này là {}", theme.name),
            (count, None) => format!("{count} chủ đề"),
        }
    }

    fn get(&self, id: &str) -> Option<&'f Theme> {
        let id = id.parse().ok()?;
        self.themes.iter().find(|theme| theme.id == id)
    }

    fn last_week(&self) -> u8 {
        self.calendar.teaching_weeks().last().map_or(1, |week| week.number)
    }
}

impl ThemePlan {
    /// Nothing about this theme changes.
    pub fn is(&self, theme: &Theme) -> bool {
        (&self.name, self.from_week, self.through_week) == (&theme.name, theme.from_week, theme.through_week)
    }
}

#[cfg(test)]
mod tests;
