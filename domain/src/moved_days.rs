//! What a change of the calendar, of the rules or of anything else that decides due days would do to what is owed, before anybody
//! makes it: found by the same functions that bring the list up to it afterwards.

mod outlook;
mod ways;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use outlook::{ChangeOutlook, NextYear};
pub use ways::OtherWay;

use crate::{
    days::{Timestamp, day_of},
    deadlines::{DueDayError, Hours, time_left},
    facts::Facts,
    obligations::{Change, Judged, Obligation, ObligationId, Terms, Verdict, reconcile},
    people::{Honorific, Person, PersonId},
    regime::Regime,
    vietnamese,
};

/// One due day that moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedDay {
    pub obligation: ObligationId,
    /// "Giáo án tuần 13 · Lớp 4A".
    pub title: String,
    /// Whose work it is, told apart from others of the same name.
    pub who: Vec<String>,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// Due days that move from one day to one other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedGroup {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub moved: Vec<MovedDay>,
}

/// Records that are due by other hours than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherHours {
    pub from: Hours,
    pub to: Hours,
    pub count: usize,
    /// The first due day of them.
    pub first: NaiveDate,
    /// "tuần 18": what the first of them is of. A record of a week is due before that week, so the day alone would seem to be one
    /// before the rules change.
    pub first_period: String,
    /// "4 cô": whose work they are.
    pub people: String,
}

/// What would follow. What is handed in or exempt is told only where it is judged kinder: nothing else of it changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MovedDays {
    /// By day, and of each day as lists are ordered.
    pub moved: Vec<MovedGroup>,
    /// "4 cô", "3 cô và 1 thầy": whose work that is; empty where nothing moves.
    pub people: String,
    /// What was handed in late and is judged kinder: "Giáo án tuần 13 · Lớp 4A (muộn 1 ngày làm việc, nay đúng hạn)".
    pub kinder: BTreeMap<ObligationId, String>,
    /// Titles of what has had no due day so far.
    pub timed: Vec<String>,
    /// Titles of what has no due day any more.
    pub untimed: Vec<String>,
    /// Titles of what is owed no longer.
    pub closed: Vec<String>,
    /// How many records are owed that were not owed so far.
    pub added: usize,
    pub hours: Vec<OtherHours>,
    /// What is still to be handed in and goes another way past those who approve it.
    pub ways: Vec<OtherWay>,
}

/// How many titles a sentence names.
const MAX_TITLES: usize = 12;

impl MovedDays {
    /// What would change if `regime` decided from `now` on, in place of that of `facts`.
    ///
    /// # Errors
    /// As of `reconcile`.
    pub fn of(facts: &Facts, regime: &Regime, now: Timestamp) -> Result<Self, DueDayError> {
        let changes = reconcile(regime, facts.obligations.iter(), day_of(now))?;
        let mut found = Finding { facts, now, groups: BTreeMap::new(), people: BTreeMap::new(), told: Self::default() };
        let mut hours: Vec<(OtherHours, BTreeMap<PersonId, Honorific>)> = Vec::new();
        for change in &changes {
            match change {
                Change::Add(_) => found.told.added += 1,
                Change::Close(id) => found.closes(*id),
                Change::Update { id, to, judged } => {
                    let Some(old) = facts.obligation(*id) else { continue };
                    found.updates(old, to, *judged);
                    if let (true, Some(day)) = (is_open(old), to.due_day()) {
                        let (before, after) = (facts.hours(old.terms.rules), regime.hours(to.rules));
                        if before != after {
                            let period = to.period.words(&regime.themes);
                            count_hours(&mut hours, (before, after), (day, period), to.foremost_on(day, facts.organisation()));
                        }
                    }
                }
            }
        }
        let hours = hours.into_iter().map(|(one, people)| OtherHours { people: counted(&people), ..one });
        let hours = hours.collect();
        Ok(Self { hours, ways: ways::other_ways(facts, regime, &changes, now), ..found.told() })
    }

    /// How many due days move.
    pub fn count(&self) -> usize {
        self.moved.iter().map(|group| group.moved.len()).sum()
    }

    /// Nothing that anybody owes or has handed in is touched.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Something that is owed already is touched: whoever is about to do it should have seen what. What comes to be owed anew is
    /// the purpose of a new year or of a new type of records, and surprises nobody.
    pub fn asks_for_a_look(&self) -> bool {
        *self != Self { added: self.added, ..Self::default() }
    }

    /// "Dời hạn 24 hồ sơ của 12 cô và 1 thầy", "Dời giờ hạn 605 hồ sơ": an hour that moves is a due time that moves.
    pub fn headline(&self) -> String {
        let of_hours = match self.hours.iter().map(|one| one.count).sum::<usize>() {
            0 => None,
            count => Some(format!("dời giờ hạn {count} hồ sơ")),
        };
        let of_days = match self.count() {
            0 => return of_hours.map_or_else(|| "Không hạn nào dời".to_owned(), |words| vietnamese::capitalised(&words)),
            count if self.people.is_empty() => format!("Dời hạn {count} hồ sơ"),
            count => format!("Dời hạn {count} hồ sơ của {}", self.people),
        };
        [Some(of_days), of_hours].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// What follows besides the days that move, a sentence each.
    pub fn sentences(&self) -> Vec<String> {
        let mut told: Vec<String> = self.hours.iter().map(OtherHours::sentence).collect();
        told.extend(sentence("Nay có hạn", self.timed.iter()));
        told.extend(sentence("Không còn hạn, chỉ theo dõi", self.untimed.iter()));
        told.extend(sentence("Không phải nộp nữa", self.closed.iter()));
        told.extend((self.added > 0).then(|| format!("Thêm {} hồ sơ phải nộp.", self.added)));
        told.extend(self.ways.iter().map(OtherWay::sentence));
        told.extend(sentence("Đã nộp muộn, nay tính lại", self.kinder.values()));
        told
    }
}

impl OtherHours {
    fn sentence(&self) -> String {
        let whose = if self.people.is_empty() { String::new() } else { format!(" của {}", self.people) };
        let hours = |hours: Hours| {
            format!("trước {} (đúng hạn đến {})", vietnamese::hour(hours.shown), vietnamese::hour(hours.counted_until))
        };
        format!(
            "{} hồ sơ{whose}, từ {} (hạn {}): nộp {}, trước đây là {}.",
            self.count,
            self.first_period,
            vietnamese::date(self.first),
            hours(self.to),
            hours(self.from)
        )
    }
}

/// "Nay có hạn: Giáo án tuần 13 · Lớp 4A; Giáo án tuần 14 · Lớp 4A và 30 hồ sơ khác."
fn sentence<'t>(beginning: &str, titles: impl ExactSizeIterator<Item = &'t String>) -> Option<String> {
    let more = titles.len().saturating_sub(MAX_TITLES);
    let named = titles.take(MAX_TITLES).map(String::as_str).collect::<Vec<_>>().join("; ");
    let more = if more == 0 { String::new() } else { format!(" và {more} hồ sơ khác") };
    (!named.is_empty()).then(|| format!("{beginning}: {named}{more}."))
}

/// Still to be handed in.
pub(crate) const fn is_open(obligation: &Obligation) -> bool {
    obligation.handed_in.is_none() && obligation.exemption.is_none() && obligation.closing.is_none()
}

struct Finding<'f> {
    facts: &'f Facts,
    now: Timestamp,
    groups: BTreeMap<(NaiveDate, NaiveDate), Vec<MovedDay>>,
    people: BTreeMap<PersonId, Honorific>,
    told: MovedDays,
}

impl Finding<'_> {
    fn closes(&mut self, id: ObligationId) {
        let Some(old) = self.facts.obligation(id).filter(|old| is_open(old)) else { return };
        self.told.closed.push(self.facts.title(old));
    }

    fn updates(&mut self, old: &Obligation, to: &Terms, judged: Option<Judged>) {
        if let Some((before, after)) = kinder(old, judged) {
            let words = format!("{} ({}, nay {})", self.facts.title(old), verdict_words(before), verdict_words(after));
            self.told.kinder.insert(old.id, words);
        }
        if old.closing.is_some() {
            self.told.added += 1;
        }
        if !is_open(old) {
            return;
        }
        match (old.due_day(), to.due_day()) {
            (Some(from), Some(to_day)) if from != to_day => self.moves(old, to, (from, to_day)),
            (None, Some(_)) => self.told.timed.push(self.facts.title(old)),
            (Some(_), None) => self.told.untimed.push(self.facts.title(old)),
            (Some(_), Some(_)) | (None, None) => {}
        }
    }

    fn moves(&mut self, old: &Obligation, terms: &Terms, (from, to): (NaiveDate, NaiveDate)) {
        let whose = terms.foremost_on(to, self.facts.organisation());
        self.people.extend(whose.iter().map(|person| (person.id, person.honorific)));
        let organisation = self.facts.organisation();
        let who = whose.iter().map(|person| organisation.distinct_name(person, Some(day_of(self.now)))).collect();
        let moved = MovedDay { obligation: old.id, title: self.facts.title(old), who, from, to };
        self.groups.entry((from, to)).or_default().push(moved);
    }

    fn told(self) -> MovedDays {
        let moved = self.groups.into_iter().map(|((from, to), mut moved)| {
            moved.sort_by_cached_key(|one| self.facts.order(one.obligation));
            MovedGroup { from, to, moved }
        });
        MovedDays { moved: moved.collect(), people: counted(&self.people), ..self.told }
    }
}

/// How what was handed in is judged, and how it would be; nothing where that is the same.
fn kinder(old: &Obligation, judged: Option<Judged>) -> Option<(Verdict, Verdict)> {
    let before = old.handed_in.as_ref()?.judged.verdict;
    let after = judged?.verdict;
    (before != after).then_some((before, after))
}

fn verdict_words(verdict: Verdict) -> String {
    match verdict {
        Verdict::OnTime => "đúng hạn".to_owned(),
        Verdict::Late(lateness) => time_left::late(lateness),
        Verdict::NotJudged => "không tính".to_owned(),
    }
}

fn count_hours(
    known: &mut Vec<(OtherHours, BTreeMap<PersonId, Honorific>)>,
    (from, to): (Hours, Hours),
    (day, period): (NaiveDate, String),
    whose: Vec<&Person>,
) {
    let people = whose.iter().map(|person| (person.id, person.honorific));
    match known.iter_mut().find(|(one, _)| (one.from, one.to) == (from, to)) {
        Some((one, all)) => {
            one.count += 1;
            if day < one.first {
                (one.first, one.first_period) = (day, period);
            }
            all.extend(people);
        }
        None => known
            .push((OtherHours { from, to, count: 1, first: day, first_period: period, people: String::new() }, people.collect())),
    }
}

/// "4 cô", "3 cô và 1 thầy".
fn counted(people: &BTreeMap<PersonId, Honorific>) -> String {
    let words = |honorific: Honorific| {
        let count = people.values().filter(|one| **one == honorific).count();
        (count > 0).then(|| format!("{count} {}", honorific.word()))
    };
    [Honorific::Co, Honorific::Thay].into_iter().filter_map(words).collect::<Vec<_>>().join(" và ")
}

#[cfg(test)]
mod tests;
