//! The weeks before: who handed in what and when, as in life: mostly on time, some late, a few not at all.

mod reviews;
mod stories;

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use domain::{
    comments::Spot,
    days::{Span, Timestamp, at, day_of},
    decisions::Outcome,
    facts::Facts,
    files::StoredFile,
    inspection::Cause,
    obligations::{Obligation, ObligationId, Owner, Period},
    people::{Person, PersonId, Position},
    record_types::Step,
};

use super::{cast::SHOWN_CLASS, chance::Chance, papers};

/// One thing that happened.
pub(super) struct Moment {
    pub at: Timestamp,
    pub by: PersonId,
    pub obligation: ObligationId,
    pub deed: Deed,
}

impl Moment {
    /// What is given back has the days of another week.
    fn write_wrong_days(&mut self, samples: &[StoredFile]) {
        if let Deed::HandIn { files, .. } = &mut self.deed {
            papers::write_wrong_days(files, samples);
        }
    }
}

pub(super) enum Deed {
    HandIn {
        note: String,
        files: Vec<StoredFile>,
        /// What can act in the first file, which is held for it.
        acts: Option<Cause>,
    },
    /// The last version of that moment.
    Withdraw,
    /// The first file of the last version of that moment, which is held, goes back to its sender.
    ReturnFile {
        reason: &'static str,
    },
    Exempt {
        reason: &'static str,
    },
    /// About the last version of that moment.
    Decide {
        step: Step,
        outcome: Outcome,
    },
    /// The last decision of the same person.
    Undo,
    /// About a place in the first file of the last version of that moment.
    Comment {
        spot: Spot,
        quote: &'static str,
        words: &'static str,
    },
    /// Of the thread with this number, from 0.
    Answer {
        thread: usize,
        words: &'static str,
    },
    Settle {
        thread: usize,
    },
}

/// What became of a record.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// How many days before the due day, and at which hour and minute.
    Early(u64, u32, u32),
    /// How many days after the due day, and at which hour and minute.
    Late(u64, u32, u32),
    Missing,
    Exempt,
    ByChance,
}

/// The figures of the week in which the demo is shown: 3 overdue, 3 late, 1 exempt, all others on time.
const SHOWN_WEEK: [(&str, &str, Fate); 10] = [
    ("ke-hoach-tuan", "Lớp 4A", Fate::Missing),
    ("ke-hoach-tuan", "Lớp 4C", Fate::Missing),
    ("ke-hoach-tuan", "Lớp NT2", Fate::Missing),
    ("ke-hoach-tuan", "Lớp 4B", Fate::Late(2, 20, 14)),
    ("giao-an", "Lớp 3A", Fate::Late(1, 9, 12)),
    ("thuc-don", "Nuôi dưỡng", Fate::Late(3, 7, 38)),
    ("giao-an", "Lớp 5C", Fate::Exempt),
    ("giao-an", "Lớp 4A", Fate::Early(2, 15, 42)),
    ("giao-an", "Lớp 4B", Fate::Early(1, 16, 30)),
    ("giao-an", "Lớp 4C", Fate::Early(0, 21, 47)),
];

/// The class whose plan of the theme was given back and is corrected.
const CORRECTED_CLASS: &str = "4C";

const EXEMPT_BECAUSE: &str = "Lớp 5C học ghép với lớp 5B cả tuần, dùng chung giáo án của lớp 5B.";

/// Of several hundred tried, one with about one and a half late records a week and two that never came, in different weeks.
const SEED: &str = "121";

/// Everything that happened in the school until `until`, in order.
pub(super) fn history(facts: &Facts, founded: Timestamp, until: Timestamp, samples: &[StoredFile]) -> Vec<Moment> {
    let shown = facts.calendar().last_numbered_week_on_or_before(day_of(until)).map(|week| week.number);
    let teller = Teller { facts, until, shown, samples };
    let has_come = |moment: &Moment| founded < moment.at && moment.at <= until;
    let mut moments: Vec<Moment> = Vec::new();
    for obligation in facts.open_obligations() {
        let handed_in: Vec<Moment> = teller.tell(obligation).into_iter().filter(has_come).collect();
        let is_version = |moment: &&Moment| matches!(moment.deed, Deed::HandIn { .. });
        let versions: Vec<_> = handed_in.iter().filter(is_version).map(|moment| (moment.at, moment.by)).collect();
        moments.extend(teller.decisions(obligation, &versions).into_iter().filter(has_come));
        moments.extend(handed_in);
    }
    moments.sort_by_key(|moment| moment.at);
    moments
}

struct Teller<'a> {
    facts: &'a Facts,
    until: Timestamp,
    shown: Option<u8>,
    samples: &'a [StoredFile],
}

impl Teller<'_> {
    /// What was done about one record, whether or not the time for it has come.
    fn tell(&self, obligation: &Obligation) -> Vec<Moment> {
        let Some(record_type) = self.facts.record_type(obligation.terms.record_type) else { return Vec::new() };
        let code = record_type.code.as_str();
        let title = self.facts.title(obligation);
        let mut chance = Chance::of(&[code, &title, self.facts.calendar().school_year(), SEED]);
        let day = obligation.due_day().unwrap_or_else(|| day_of(self.until));
        let Some(by) = self.hand(obligation, day, &mut chance) else { return Vec::new() };
        if let Some(moments) = self.told_apart(obligation, code, by, &mut chance) {
            return moments;
        }
        let fate = self.fate(obligation, code);
        if fate == Fate::Exempt {
            return self.exemption(obligation, day).into_iter().collect();
        }
        let first = match obligation.due_day() {
            Some(due) => self.timed(obligation, due, code, fate, &mut chance),
            None => self.untimed(obligation, code, &mut chance),
        };
        let Some((first, late)) = first else { return Vec::new() };
        let hand_in = |at, note, chance: &mut Chance| {
            let files = papers::files(self.facts, obligation, code, by, self.samples, chance);
            Moment { at, by, obligation: obligation.id, deed: Deed::HandIn { note, files, acts: None } }
        };
        let note = papers::note(late, &mut chance);
        let mut moments = vec![hand_in(first, note, &mut chance)];
        if [SHOWN_CLASS, CORRECTED_CLASS].into_iter().any(|class| self.is_present_theme_of(obligation, code, class)) {
            moments.iter_mut().for_each(|moment| moment.write_wrong_days(self.samples));
        }
        let plan = matches!(code, "giao-an" | "ke-hoach-tuan");
        let before_shown = self.shown.and_then(|shown| shown.checked_sub(1));
        let corrected = self.is_shown_class(obligation) && code == "giao-an" && obligation.terms.week == before_shown;
        if self.is_present_theme_of(obligation, code, CORRECTED_CLASS) {
            let second = at(self.working_day_before(day_of(self.until), 1), hour(17, 12, 30));
            moments.push(hand_in(second, papers::correction(&mut chance), &mut chance));
        } else if (plan && chance.per_mille(60)) || corrected {
            let later = TimeDelta::minutes(20) + TimeDelta::seconds(chance.below(20 * 3600) as i64);
            moments.push(hand_in(in_daytime(first + later), papers::correction(&mut chance), &mut chance));
        }
        moments
    }

    fn is_shown_class(&self, obligation: &Obligation) -> bool {
        let Owner::Class(id) = obligation.terms.owner else { return false };
        self.facts.organisation().class(id).is_some_and(|class| class.name == SHOWN_CLASS)
    }

    fn fate(&self, obligation: &Obligation, code: &str) -> Fate {
        if self.shown.is_none() || obligation.terms.week != self.shown {
            return Fate::ByChance;
        }
        let owner = obligation.terms.owner.words(self.facts.organisation()).unwrap_or_default();
        let told = SHOWN_WEEK.iter().find(|(of, by, _)| *of == code && *by == owner);
        told.map_or(Fate::ByChance, |(_, _, fate)| *fate)
    }

    /// Who hands it in: mostly whose turn it is, of those who may.
    fn hand(&self, obligation: &Obligation, day: NaiveDate, chance: &mut Chance) -> Option<PersonId> {
        let organisation = self.facts.organisation();
        let mut people = obligation.terms.owner.duty(organisation).people_on(day);
        if obligation.terms.owner == Owner::School {
            // The clerk writes it, sometimes a vice principal, never the principal herself.
            let is = |person: &Person, position| organisation.positions(person.id, day).contains(&position);
            people.retain(|person| !is(person, Position::Principal));
            people.sort_by_key(|person| is(person, Position::VicePrincipal));
        }
        let people: Vec<PersonId> = people.into_iter().map(|person| person.id).collect();
        let any = usize::try_from(chance.below(people.len() as u64)).unwrap_or(0);
        let helps = chance.per_mille(80);
        match (obligation.terms.turn, obligation.terms.owner) {
            (Some(turn), _) if !helps => Some(turn),
            // Two or three who share a class do it now one, now the other; elsewhere the first mostly does.
            (_, Owner::Class(_)) => people.get(any).copied(),
            _ if helps => people.get(any).copied(),
            _ => people.first().copied(),
        }
    }

    fn exemption(&self, obligation: &Obligation, due: NaiveDate) -> Option<Moment> {
        let principal = self.facts.organisation().holders(Position::Principal, due).first()?.id;
        let when = at(self.working_day_before(due, 1), hour(10, 15, 0));
        Some(Moment { at: when, by: principal, obligation: obligation.id, deed: Deed::Exempt { reason: EXEMPT_BECAUSE } })
    }

    /// When a record with a due day came, and whether that was too late; nothing where it never came.
    fn timed(
        &self,
        obligation: &Obligation,
        due: NaiveDate,
        code: &str,
        fate: Fate,
        chance: &mut Chance,
    ) -> Option<(Timestamp, bool)> {
        let shown_class = self.is_shown_class(obligation);
        let luck = chance.below(1000);
        match fate {
            Fate::Missing | Fate::Exempt => None,
            Fate::Early(days, h, m) => Some((at(self.working_day_before(due, days), hour(h, m, seconds(chance))), false)),
            Fate::Late(days, h, m) => Some((at(due + Days::new(days), hour(h, m, seconds(chance))), true)),
            // Whoever signs in as `giaovien` finds something to do.
            Fate::ByChance if shown_class && due >= day_of(self.until) => None,
            Fate::ByChance if shown_class && obligation.terms.week == Some(4) && obligation.terms.period == Period::Week(4) => {
                Some((self.late(due, chance), true))
            }
            Fate::ByChance if shown_class || obligation.terms.week == self.shown => Some((self.in_time(due, code, chance), false)),
            Fate::ByChance if luck < 7 => None,
            Fate::ByChance if luck < 57 => Some((self.late(due, chance), true)),
            Fate::ByChance => Some((self.in_time(due, code, chance), false)),
        }
    }

    /// Tuesday to Friday of the week before, mostly at the end of a day's work.
    fn in_time(&self, due: NaiveDate, code: &str, chance: &mut Chance) -> Timestamp {
        // A book that is kept through the week or the month is handed in when that ends.
        let book = matches!(code, "kiem-thuc" | "y-te" | "ke-toan");
        let before = match chance.below(100) {
            0..35 => 0,
            35..65 => 1,
            _ if book => 0,
            65..85 => 2,
            _ => 3,
        };
        let time = match chance.below(100) {
            // The rush before the hour that is shown.
            0..12 if before == 0 => hour(16, 50 + minutes(chance, 9), seconds(chance)),
            0..15 => hour(21, 40 + minutes(chance, 15), seconds(chance)),
            15..35 => hour(19 + minutes(chance, 2), minutes(chance, 60), seconds(chance)),
            35..50 => hour(11, 15 + minutes(chance, 45), seconds(chance)),
            _ => hour(14 + minutes(chance, 3), minutes(chance, 60), seconds(chance)),
        };
        at(self.working_day_before(due, before), time)
    }

    /// A few hours to three working days after.
    fn late(&self, due: NaiveDate, chance: &mut Chance) -> Timestamp {
        let (days, time) = match chance.below(5) {
            0 => return at(due + Days::new(1), hour(8 + minutes(chance, 3), minutes(chance, 60), seconds(chance))),
            1 => return at(due + Days::new(2), hour(20, minutes(chance, 60), seconds(chance))),
            2 => (1, hour(7, 5 + minutes(chance, 50), seconds(chance))),
            3 => (2, hour(16, minutes(chance, 60), seconds(chance))),
            _ => (3, hour(10, minutes(chance, 60), seconds(chance))),
        };
        at(self.working_day_after(due, days), time)
    }

    /// When a record that nothing presses came, if it did.
    fn untimed(&self, obligation: &Obligation, code: &str, chance: &mut Chance) -> Option<(Timestamp, bool)> {
        let (calendar, themes) = (self.facts.calendar(), &self.facts.regime.themes);
        let span = obligation.terms.period.span(calendar, themes)?;
        let (often, day) = match code {
            // Materials are for the week itself; those of the shown week are left to be handed in.
            "tu-lieu" if self.is_shown_class(obligation) && obligation.terms.week == self.shown => return None,
            "tu-lieu" => (180, self.working_day_after(span.from, chance.below(4))),
            "ke-hoach-chu-de" => (800, self.working_day_before(span.from, 1 + chance.below(3))),
            "ke-hoach-to" => (850, self.working_day_after(span.from, chance.below(5))),
            "bien-ban-to" => (750, self.working_day_before(span.to, chance.below(4))),
            _ => (500, self.working_day_before(span.to, chance.below(8))),
        };
        let came = chance.per_mille(often);
        let time = hour(13 + minutes(chance, 4), minutes(chance, 60), seconds(chance));
        for (class, days) in [(SHOWN_CLASS, 1), (CORRECTED_CLASS, 3)] {
            if self.is_present_theme_of(obligation, code, class) {
                return Some((at(self.working_day_before(day_of(self.until), days), time), false));
            }
        }
        came.then(|| (at(within(day, span, code), time), false))
    }

    /// The `count`-th open day before `day`; `day` itself, or the last open day before it, where `count` is 0.
    fn working_day_before(&self, day: NaiveDate, count: u64) -> NaiveDate {
        self.working_day(day, count, TimeDelta::days(-1))
    }

    fn working_day_after(&self, day: NaiveDate, count: u64) -> NaiveDate {
        self.working_day(day, count, TimeDelta::days(1))
    }

    fn working_day(&self, day: NaiveDate, count: u64, step: TimeDelta) -> NaiveDate {
        // A month is longer than any holiday of a school year.
        let near = std::iter::successors(Some(day), |day| day.checked_add_signed(step)).take(31 + 2 * count as usize);
        let mut open = near.filter(|day| self.facts.calendar().is_open(*day));
        let from_day_itself = usize::from(count > 0 && !self.facts.calendar().is_open(day));
        open.nth((count as usize).saturating_sub(from_day_itself)).unwrap_or(day)
    }
}

/// Not before its month has begun; theme plans come before their theme.
fn within(day: NaiveDate, span: Span, code: &str) -> NaiveDate {
    if code == "ke-hoach-chu-de" { day } else { day.clamp(span.from, span.to) }
}

/// Nobody hands in at three in the morning.
fn in_daytime(instant: Timestamp) -> Timestamp {
    let day = day_of(instant);
    if instant < at(day, hour(7, 0, 0)) { instant + TimeDelta::hours(8) } else { instant }
}

fn hour(hour: u32, minute: u32, second: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, second).unwrap_or(NaiveTime::MIN)
}

fn minutes(chance: &mut Chance, end: u64) -> u32 {
    chance.below(end) as u32
}

fn seconds(chance: &mut Chance) -> u32 {
    chance.below(60) as u32
}
