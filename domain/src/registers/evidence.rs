//! What the program knows of one person's records that may speak about a violation: what is late, missing or was given back, each
//! with whatever speaks for the person beside it. It accuses nobody: people choose, and people decide (Điều 10b).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::{
    days::{Timestamp, day_of},
    deadlines::{Moved, time_left},
    facts::Facts,
    lateness::{Cause, Known, causes},
    obligations::{Obligation, ObligationId, Standing},
    people::PersonId,
    permissions::Actor,
    record_list::whose,
    reviews::returns,
    vietnamese,
};

/// One record as a fact, in words that stay true: with days, and without "today".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactTold {
    pub obligation: ObligationId,
    /// "Giáo án tuần 12 · Lớp 4A: hạn 20/11/2026, nộp muộn 2 ngày làm việc (24/11/2026)".
    pub words: String,
    /// Days off, incidents, extensions, absences, what was said and what the leadership found.
    pub beside: Vec<String>,
}

/// The records of `person` that are late, missing or were given back, as `reader` may read of them at `now`; in the order of lists.
pub fn facts_about(facts: &Facts, reader: &Actor, person: PersonId, known: Known<'_>, now: Timestamp) -> Vec<FactTold> {
    let speaks = |one: &&Obligation| {
        let is_late =
            matches!(facts.standing(one, now), Standing::Late(_) | Standing::Excused(_) | Standing::Overdue(_) | Standing::Missed);
        let is_theirs = || whose(facts, one, now).iter().any(|each| each.id == person);
        !one.terms.practice && (is_late || returns(one).next().is_some()) && is_theirs()
    };
    let mut found: Vec<&Obligation> = facts.open_obligations().filter(speaks).collect();
    found.sort_by_cached_key(|one| (one.due_day(), facts.order(one.id)));
    found.into_iter().map(|one| told(facts, reader, one, known, now)).collect()
}

/// The facts that were chosen, one in each line, as they stay with the entry; `None` where one of them is not among `all`.
pub fn facts_told(all: &[FactTold], chosen: &str) -> Option<String> {
    let chosen: Option<BTreeSet<ObligationId>> = chosen.split(',').filter(|id| !id.is_empty()).map(|id| id.parse().ok()).collect();
    let chosen = chosen?;
    let lines: Vec<String> = all.iter().filter(|one| chosen.contains(&one.obligation)).map(FactTold::line).collect();
    (lines.len() == chosen.len()).then(|| lines.join("\n"))
}

impl FactTold {
    fn line(&self) -> String {
        if self.beside.is_empty() { format!("{}.", self.words) } else { format!("{}. {}", self.words, self.beside.join(" ")) }
    }
}

fn told(facts: &Facts, reader: &Actor, one: &Obligation, known: Known<'_>, now: Timestamp) -> FactTold {
    let due = one.due_day().map(|due| format!("hạn {}, ", vietnamese::date(due))).unwrap_or_default();
    let came = one.handed_in.as_ref().map(|last| format!(" ({})", vietnamese::moment(last.first_at))).unwrap_or_default();
    let until = format!(" tính đến {}", vietnamese::moment(now));
    let stands = match facts.standing(one, now) {
        Standing::Late(by) => format!("nộp {}{came}", time_left::late(by)),
        Standing::Excused(by) => format!("nộp {}{came}, đã xem là có lý do chính đáng", time_left::late(by)),
        Standing::Overdue(by) => format!("chưa nộp, {}{until}", time_left::overdue(by)),
        Standing::Missed => "chưa nộp đến hết năm học".to_owned(),
        Standing::OnTime => format!("nộp đúng hạn{came}"),
        Standing::Exempt => "được miễn".to_owned(),
        Standing::NotYetDue => "chưa đến hạn".to_owned(),
        Standing::Untimed { .. } | Standing::Practice { .. } => "không tính hạn".to_owned(),
    };
    FactTold {
        obligation: one.id,
        words: format!("{}: {due}{stands}{}", facts.title(one), given_back(one)),
        beside: beside(facts, reader, one, known, now),
    }
}

/// ", bị trả lại để sửa 2 lần (20/11/2026, 23/11/2026)".
fn given_back(one: &Obligation) -> String {
    let days: Vec<String> = returns(one).map(|back| vietnamese::date(day_of(back.at))).collect();
    if days.is_empty() { String::new() } else { format!(", trả lại để sửa {} lần ({})", days.len(), days.join(", ")) }
}

fn beside(facts: &Facts, reader: &Actor, one: &Obligation, known: Known<'_>, now: Timestamp) -> Vec<String> {
    let mut lines: Vec<String> = moved(one).into_iter().collect();
    let extensions = facts.regime.extensions.iter().filter(|extension| extension.covers(one.id));
    lines.extend(extensions.map(|given| format!("Gia hạn số {:02} đến hết {}.", given.number, vietnamese::date(given.until))));
    let causes = causes(facts, reader, one, known, now).unwrap_or_default();
    // That the school was shut stands above already, as every reason for another due day does.
    let causes = causes.iter().filter(|cause| !matches!(cause, Cause::Closure { .. }));
    lines.extend(causes.map(|cause| {
        let (title, words) = cause.told(now);
        format!("{title}: {words}")
    }));
    let name = |by, at| facts.organisation().name_of(by, day_of(at));
    let said = one.explained.explanations.iter();
    lines.extend(said.map(|said| format!("{} ghi lý do: “{}”.", name(said.by, said.at), said.words)));
    let found = one.explained.rulings.last();
    lines.extend(found.map(|ruling| {
        let words = if ruling.words.is_empty() { String::new() } else { format!(": “{}”", ruling.words) };
        format!("{} xem lý do: {}{words}.", name(ruling.by, ruling.at), vietnamese::with_small_beginning(ruling.finding.words()))
    }));
    lines
}

/// That its due day is another one than the rule names, and why.
fn moved(one: &Obligation) -> Option<String> {
    let due = one.terms.due.as_ref()?;
    let Moved { because, .. } = due.moved.as_ref()?;
    let nominal: NaiveDate = due.nominal;
    Some(format!("Hạn theo quy chế {}, dời vì {because}.", vietnamese::date(nominal)))
}

#[cfg(test)]
mod tests;
