//! The contract of `fixtures/calendars/README.md` a second time, in another way: every day of two years is listed
//! with what is true of it, and a due day is the last or the first of a list. Slow, and shares nothing with the engine.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use domain::calendar::{CalendarParts, SpecialDayKind};

pub struct Oracle {
    pub working: BTreeSet<NaiveDate>,
    pub open: BTreeSet<NaiveDate>,
    off: BTreeMap<NaiveDate, String>,
    closed: BTreeMap<NaiveDate, String>,
    makeup: BTreeSet<NaiveDate>,
    mondays: Vec<NaiveDate>,
    last_weekday: Weekday,
}

pub struct OracleDue {
    pub nominal: NaiveDate,
    pub pulled: NaiveDate,
    pub day: NaiveDate,
    pub because: String,
}

impl Oracle {
    pub fn new(parts: &CalendarParts) -> Oracle {
        let mut off = BTreeMap::new();
        let mut closed = BTreeMap::new();
        let mut makeup = BTreeSet::new();
        for week in parts.unnumbered.iter().filter(|week| week.staff_off) {
            for day in week.monday.iter_days().take(7) {
                off.insert(day, week.reason.clone());
            }
        }
        for special in &parts.special_days {
            for day in special.from.iter_days().take_while(|day| *day <= special.to) {
                match special.kind {
                    SpecialDayKind::Holiday | SpecialDayKind::SwapOff => {
                        off.insert(day, special.name.clone());
                    }
                    SpecialDayKind::Closure => {
                        closed.insert(day, special.name.clone());
                    }
                    SpecialDayKind::Makeup => {
                        makeup.insert(day);
                    }
                }
            }
        }
        let weekdays: Vec<Weekday> = parts.working_days.iter().collect();
        let first = parts.first_week - Days::new(120);
        let working: BTreeSet<NaiveDate> = first
            .iter_days()
            .take(2 * 365)
            .filter(|day| makeup.contains(day) || weekdays.contains(&day.weekday()) && !off.contains_key(day))
            .collect();
        let open = working.iter().copied().filter(|day| !closed.contains_key(day)).collect();
        let skipped: Vec<NaiveDate> = parts.unnumbered.iter().map(|week| week.monday).collect();
        let mut mondays = Vec::new();
        let mut monday = parts.first_week;
        while mondays.len() < usize::from(parts.weeks) {
            if !skipped.contains(&monday) {
                mondays.push(monday);
            }
            monday = monday + Days::new(7);
        }
        let last_weekday = weekdays[weekdays.len() - 1];
        Oracle { working, open, off, closed, makeup, mondays, last_weekday }
    }

    pub fn plan(&self, week: usize) -> OracleDue {
        let day_in_week_before = self.mondays[week - 1] - Days::new(7);
        let friday = day_in_week_before.iter_days().find(|day| day.weekday() == Weekday::Fri);
        self.moved(friday.unwrap())
    }

    fn khgd(&self, week: usize) -> Option<OracleDue> {
        let days: Vec<NaiveDate> = self.mondays.get(week - 1)?.iter_days().take(7).collect();
        let of_working_week = days.iter().position(|day| day.weekday() == self.last_weekday)?;
        let made_up = days.iter().rposition(|day| self.makeup.contains(day)).unwrap_or(0);
        Some(self.moved(days[of_working_week.max(made_up)]))
    }

    fn moved(&self, nominal: NaiveDate) -> OracleDue {
        let pulled = *self.working.range(..=nominal).next_back().unwrap();
        let day = *self.open.range(pulled..).next().unwrap();
        let because = match (pulled == day, pulled == nominal) {
            (false, _) => self.closed[&pulled].clone(),
            (true, false) => self.off.get(&nominal).cloned().unwrap_or_default(),
            (true, true) => String::new(),
        };
        OracleDue { nominal, pulled, day, because }
    }
}

pub fn deadlines_csv(parts: &CalendarParts) -> String {
    let oracle = Oracle::new(parts);
    let mut lines = vec!["record,week,nominal,due,moved_because".to_owned()];
    let mut add = |record: &str, week: usize, due: OracleDue| {
        let mut because = due.because.replace('"', "\"\"");
        if because != due.because || because.chars().any(|letter| ",\n\r".contains(letter)) {
            because = format!("\"{because}\"");
        }
        lines.push(format!("{record},{week},{},{},{because}", due.nominal, due.day));
    };
    for (record, week) in [("khgd-hk1", 1), ("khgd-hk2", 18)] {
        if let Some(due) = oracle.khgd(week) {
            add(record, week, due);
        }
    }
    for record in ["giao-an", "ke-hoach-tuan"] {
        for week in 1..=usize::from(parts.weeks) {
            add(record, week, oracle.plan(week));
        }
    }
    lines.join("\n") + "\n"
}
