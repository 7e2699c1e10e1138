//! "/vang-mat" as somebody sees it: leadership and management team all absences, a head those of the department, everybody else
//! those that are about themselves.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::{
    AbsenceId,
    absence::Absence,
    change::check_change_cover,
    outlook::{approves_alone, check_end, owed_again},
    staying::{Staying, stays},
    today::concerns,
    uncovered::{Uncovered, uncovered},
};
use crate::{
    corrections::{CorrectionTold, Numbered},
    days::{Span, Timestamp, day_of},
    facts::Facts,
    people::PersonId,
    permissions::{Actor, decide_absences, decide_change_school, decide_end_absence},
    vietnamese,
};

/// How an absence stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AbsenceState {
    Now,
    ToCome,
    Over,
    /// It was ended before its last day.
    Ended,
}

/// One absence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsenceLine {
    pub id: AbsenceId,
    /// "Nguyễn Thị Hoa", told apart from others of the same name.
    pub who: String,
    /// "Nghỉ ốm: sốt xuất huyết"; nothing for whoever is neither of the leadership nor the person.
    pub what: Option<String>,
    /// As they were; of what was ended before it began, as they were to be.
    pub days: Span,
    /// Until when it was to last, where it ended before.
    pub planned_until: Option<NaiveDate>,
    /// Who covers.
    pub cover: Option<String>,
    /// Why nobody covers after all, for whoever may name somebody else.
    pub uncovered: Option<Uncovered>,
    /// What they do: "dạy thay", "làm thay".
    pub word: &'static str,
    /// "Trước đó cô Xuân dạy thay, đến lúc đổi 08:00 ngày 30/11/2026."; empty where it was always the same one.
    pub covered_before: Vec<String>,
    /// How many records were freed.
    pub freed: usize,
    /// "Cô Nguyệt ghi lúc 20:14 ngày 26/11/2026, theo Quyết định số 15/QĐ."
    pub noted: String,
    /// What had been written there as the number of the decision, the first first.
    pub corrections: Vec<CorrectionTold>,
    /// The number, for whoever may correct it; nothing where none was ever written.
    pub correct: Option<Numbered>,
    /// "Cô Nguyệt kết thúc lúc 08:00 ngày 30/11/2026."
    pub ended: Option<String>,
    /// Why, for whoever may know why they were away.
    pub ended_because: Option<String>,
    pub state: AbsenceState,
    pub may_end: bool,
    /// Today is its last day: who ends it says since when they are back.
    pub is_last_day: bool,
    pub may_change_cover: bool,
    /// Whoever is away approves what others hand in, nobody acts for them, and the reader may see to that.
    pub approves: bool,
    /// How many records would be owed again if it ended now.
    pub owed_again: usize,
    /// What nobody hands in for whoever is away, for whoever may free it or name somebody else.
    pub stays: Vec<Staying>,
}

/// Whose absences the reader is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sees {
    All,
    /// Those of the department that the reader leads.
    Department,
    Own,
}

/// All that the page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsencesTold {
    /// Now, to come, over: of what is to come the next one first, of what is over the last one.
    pub lines: Vec<AbsenceLine>,
    pub may_note: bool,
    pub sees: Sees,
}

/// The page as `actor` sees it: of a school year that is over those absences of which a day lay in it, and nothing to do.
pub fn absences_told(facts: &Facts, actor: &Actor, now: Timestamp) -> AbsencesTold {
    let (sees_all, year) = (decide_absences(actor).is_ok(), facts.calendar().year());
    let is_of_year = |one: &Absence| !facts.is_over || one.days.from <= year.to && year.from <= one.days.to;
    let seen = facts.absences.iter().filter(|one| concerns(facts, actor, one) && is_of_year(one));
    let mut lines: Vec<AbsenceLine> = seen.map(|one| line(facts, actor, one, now)).collect();
    lines.sort_by_key(|one| {
        let (from, is_over) = (one.days.from, matches!(one.state, AbsenceState::Over | AbsenceState::Ended));
        (one.state, is_over.then_some(Reverse(from)), from)
    });
    let sees = if sees_all || actor.is_management_team() {
        Sees::All
    } else if actor.departments_led().is_empty() {
        Sees::Own
    } else {
        Sees::Department
    };
    AbsencesTold { lines, may_note: sees_all && !facts.is_over, sees }
}

fn state(absence: &Absence, now: Timestamp) -> AbsenceState {
    let today = day_of(now);
    if absence.ended.is_some() {
        AbsenceState::Ended
    } else if absence.days.to < today {
        AbsenceState::Over
    } else if today < absence.days.from {
        AbsenceState::ToCome
    } else {
        AbsenceState::Now
    }
}

fn line(facts: &Facts, actor: &Actor, absence: &Absence, now: Timestamp) -> AbsenceLine {
    let organisation = facts.organisation();
    let name =
        |id: PersonId| organisation.person(id).map(|one| organisation.distinct_name(one, Some(day_of(now)))).unwrap_or_default();
    // Whoever covers need not know why.
    let is_told = decide_absences(actor).is_ok() || absence.person == actor.person;
    let what = match (is_told, absence.words.as_str()) {
        (false, _) => None,
        (true, "") => Some(absence.kind.words().to_owned()),
        (true, words) => Some(format!("{}: {words}", absence.kind.words())),
    };
    let word = organisation.cover_word(absence.person, absence.days.from);
    let covered_before = absence.covered_before.iter().map(|one| {
        let (who, at, by) = (name(one.cover), vietnamese::moment(one.changed.at), name(one.changed.by));
        format!("Trước đó {who} {word}, {by} đổi lúc {at}.")
    });
    let decision = Some(&absence.decision).filter(|number| !number.is_empty());
    let decision = decision.map(|number| format!(", theo Quyết định số {number}")).unwrap_or_default();
    let ended = absence.ended.as_ref().map(|ended| {
        let (who, at) = (name(ended.signed.by), vietnamese::moment(ended.signed.at));
        format!("{who} kết thúc lúc {at}.")
    });
    // "Đã khỏi" says why they were away as well.
    let ended_because = absence.ended.as_ref().filter(|_| is_told).and_then(|ended| ended.reason.as_ref());
    let ended_because = ended_because.map(|reason| vietnamese::without_stop(reason.as_str()).to_owned());
    let known = absence.days_known();
    let of = Numbered::Absence(absence.id);
    let state = state(absence, now);
    let may_note = !facts.is_over && decide_end_absence(actor, absence.person).is_ok();
    let is_near = matches!(state, AbsenceState::Now | AbsenceState::ToCome);
    let may_end = may_note && check_end(absence, now).is_ok();
    AbsenceLine {
        id: absence.id,
        who: name(absence.person),
        what,
        days: known.unwrap_or(absence.days),
        planned_until: known.filter(|known| known.to < absence.days.to).map(|_| absence.days.to),
        cover: absence.cover.map(name),
        uncovered: uncovered(facts, absence, now).filter(|_| !facts.is_over && decide_absences(actor).is_ok()),
        word,
        covered_before: covered_before.collect(),
        freed: absence.freed.len(),
        noted: format!("{} ghi lúc {}{decision}.", name(absence.noted.by), vietnamese::moment(absence.noted.at)),
        corrections: facts.corrections.told(of, organisation),
        correct: (!absence.decision.is_empty() && decide_change_school(actor, organisation).is_ok()).then_some(of),
        ended,
        ended_because,
        state,
        may_end,
        is_last_day: absence.days.to == day_of(now),
        may_change_cover: may_note && check_change_cover(facts, absence, now).is_ok(),
        approves: may_note && is_near && approves_alone(organisation, absence.person, absence.days),
        owed_again: if may_end { owed_again(facts, absence, now).len() } else { 0 },
        stays: if decide_absences(actor).is_ok() { stays(facts, absence, now) } else { Vec::new() },
    }
}
