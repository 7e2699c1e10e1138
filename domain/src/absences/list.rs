//! "/vang-mat" as somebody sees it: the leadership all absences, everybody else those that are about themselves.

use super::{
    AbsenceId,
    absence::Absence,
    outlook::{check_end, owed_again},
    uncovered::{Uncovered, uncovered},
};
use crate::{
    days::{Span, Timestamp, day_of},
    facts::Facts,
    people::PersonId,
    permissions::{Actor, decide_absences, decide_end_absence},
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
    /// "Nghỉ ốm: sốt xuất huyết"; of whoever is no leader and not the person nothing but "Nghỉ".
    pub what: String,
    pub days: Span,
    /// Who covers.
    pub cover: Option<String>,
    /// Why nobody covers after all, for whoever may name somebody else.
    pub uncovered: Option<Uncovered>,
    /// How many records were freed.
    pub freed: usize,
    /// "Cô Nguyệt ghi lúc 20:14 ngày 26/11/2026, theo Quyết định số 15/QĐ."
    pub noted: String,
    /// "Cô Nguyệt kết thúc lúc 08:00 ngày 30/11/2026: đã khỏi."
    pub ended: Option<String>,
    pub state: AbsenceState,
    pub may_end: bool,
    /// How many records would be owed again if it ended now.
    pub owed_again: usize,
}

/// All that the page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsencesTold {
    /// Now, to come, over; of each the last to begin first.
    pub lines: Vec<AbsenceLine>,
    pub may_note: bool,
}

/// The page as `actor` sees it.
pub fn absences_told(facts: &Facts, actor: &Actor, now: Timestamp) -> AbsencesTold {
    let may_note = decide_absences(actor).is_ok();
    let is_seen = |one: &&Absence| may_note || one.person == actor.person || one.cover == Some(actor.person);
    let mut lines: Vec<AbsenceLine> = facts.absences.iter().filter(is_seen).map(|one| line(facts, actor, one, now)).collect();
    lines.sort_by_key(|one| (one.state, std::cmp::Reverse(one.days.from)));
    AbsencesTold { lines, may_note }
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
        (false, _) => "Nghỉ".to_owned(),
        (true, "") => absence.kind.words().to_owned(),
        (true, words) => format!("{}: {words}", absence.kind.words()),
    };
    let decision = Some(&absence.decision).filter(|number| !number.is_empty());
    let decision = decision.map(|number| format!(", theo Quyết định số {number}")).unwrap_or_default();
    let ended = absence.ended.as_ref().map(|ended| {
        let (who, at) = (name(ended.signed.by), vietnamese::moment(ended.signed.at));
        // "Đã khỏi" says why as well.
        let why = if is_told { format!(": {}", vietnamese::without_stop(ended.reason.as_str())) } else { String::new() };
        format!("{who} kết thúc lúc {at}{why}.")
    });
    let may_end = decide_end_absence(actor, absence.person).is_ok() && check_end(absence, now).is_ok();
    AbsenceLine {
        id: absence.id,
        who: name(absence.person),
        what,
        days: absence.days,
        cover: absence.cover.map(name),
        uncovered: uncovered(facts, absence, now).filter(|_| decide_absences(actor).is_ok()),
        freed: absence.freed.len(),
        noted: format!("{} ghi lúc {}{decision}.", name(absence.noted.by), vietnamese::moment(absence.noted.at)),
        ended,
        state: state(absence, now),
        may_end,
        owed_again: if may_end { owed_again(facts, absence, now).len() } else { 0 },
    }
}
