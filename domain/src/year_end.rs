//! The end of a school year: what of it nobody has answered. The leadership is told before the next year takes over, and finds it
//! again in the pages of the year that is over: what then waits can be answered by nobody.

use chrono::{Days, NaiveDate};

use crate::{
    days::{Timestamp, day_of},
    extensions::{ExtensionRequest, overtaken},
    facts::Facts,
    ids::UpdateId,
    locks::Arrival,
    obligations::{Obligation, ObligationId, Standing},
    permissions::{Actor, decide_lateness},
    record_list::who,
    refusal::Refusal,
    reviews::{Review, review_of},
    turns::ClassTurns,
    updates::Update,
    vietnamese,
};

/// How long before the last day of its year the leadership is told what still waits: four weeks, as long as a next year is shown
/// before its first week.
const TOLD_BEFORE: Days = Days::new(28);

/// What can be left open at the end of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// Handed in, and not approved by everybody who has to.
    Reviews,
    /// Given back, and not handed in again.
    Returned,
    /// Requests for more time.
    Requests,
    /// Handed in late, and nobody has looked at why.
    Late,
    /// Requests for an update after a lock.
    Updates,
}

impl Open {
    pub const ALL: [Self; 5] = [Self::Reviews, Self::Returned, Self::Requests, Self::Late, Self::Updates];

    /// The place of the page on which they are listed.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reviews => "cho-duyet",
            Self::Returned => "tra-lai",
            Self::Requests => "gia-han",
            Self::Late => "ly-do-muon",
            Self::Updates => "bo-sung",
        }
    }

    /// Behind a number, while somebody can still answer.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Reviews => "hồ sơ chờ duyệt",
            Self::Returned => "hồ sơ trả lại chưa sửa",
            Self::Requests => "đề nghị gia hạn",
            Self::Late => "hồ sơ muộn chưa xem xét lý do",
            Self::Updates => "đề nghị bổ sung sau khóa",
        }
    }

    /// Behind a number, once the year is over.
    pub const fn words_when_over(self) -> &'static str {
        match self {
            Self::Reviews => "hồ sơ không ai duyệt",
            Self::Returned => "hồ sơ trả lại không ai sửa",
            Self::Requests => "đề nghị gia hạn không ai trả lời",
            Self::Late => "hồ sơ muộn không ai xem xét lý do",
            Self::Updates => "đề nghị bổ sung sau khóa không ai trả lời",
        }
    }
}

/// Where more about it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenAt {
    Record(ObligationId),
    Update(UpdateId),
}

/// One of them, as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenLine {
    pub at: OpenAt,
    pub title: String,
    /// "Nguyễn Thị Hoa, nộp lúc 10:02 ngày 20/11/2026".
    pub said: String,
}

/// Everything that is left open in one year.
#[derive(Clone, Debug)]
pub struct Unanswered<'f> {
    facts: &'f Facts,
    now: Timestamp,
    reviews: Vec<&'f Obligation>,
    returned: Vec<&'f Obligation>,
    requests: Vec<(&'f ExtensionRequest, &'f Obligation)>,
    late: Vec<&'f Obligation>,
    updates: Vec<&'f Update>,
}

/// May `actor` read what of the whole school waits? The leadership may, whose answers they are in the end.
///
/// # Errors
/// As of `decide_lateness`.
pub fn check_see(actor: &Actor) -> Result<(), Refusal> {
    decide_lateness(actor)
}

impl<'f> Unanswered<'f> {
    /// Of the year of `facts`, in the order of lists. What has no due day is among it: it is reviewed as everything else.
    pub fn of(facts: &'f Facts, now: Timestamp) -> Self {
        let mut found = Self {
            facts,
            now,
            reviews: Vec::new(),
            returned: Vec::new(),
            requests: requests(facts, now),
            late: Vec::new(),
            updates: updates(facts),
        };
        for one in facts.open_obligations().filter(|one| one.handed_in.is_some() && !one.terms.practice) {
            match review_of(facts, one) {
                Review::Waiting(_) => found.reviews.push(one),
                Review::Returned(_) => found.returned.push(one),
                Review::NotAsked | Review::NothingYet | Review::SelfIssued { .. } | Review::Approved { .. } => {}
            }
            if matches!(facts.standing(one, now), Standing::Late(_)) && one.waits_for_ruling() {
                found.late.push(one);
            }
        }
        found
    }

    /// How many of this kind.
    pub const fn count(&self, kind: Open) -> usize {
        match kind {
            Open::Reviews => self.reviews.len(),
            Open::Returned => self.returned.len(),
            Open::Requests => self.requests.len(),
            Open::Late => self.late.len(),
            Open::Updates => self.updates.len(),
        }
    }

    /// Those kinds of which there are any, with how many.
    pub fn counts(&self) -> Vec<(Open, usize)> {
        Open::ALL.into_iter().map(|kind| (kind, self.count(kind))).filter(|(_, count)| *count > 0).collect()
    }

    /// Those of this kind, in the order of lists.
    pub fn lines(&self, kind: Open) -> Vec<OpenLine> {
        match kind {
            Open::Reviews => self.records(&self.reviews, |one| self.handed_in(one)),
            Open::Returned => self.records(&self.returned, |one| self.handed_in(one)),
            Open::Late => self.records(&self.late, |one| {
                let shut = self.facts.shut(one, Arrival::at(self.now)).filter(|_| !self.facts.is_over);
                let shut = shut.map(|shut| format!("; đang khóa theo {}", shut.name)).unwrap_or_default();
                format!("{}{shut}", self.handed_in(one))
            }),
            Open::Requests => self.requests.iter().map(|(request, record)| self.request(request, record)).collect(),
            Open::Updates => self.updates.iter().map(|one| self.update(one)).collect(),
        }
    }

    fn records(&self, some: &[&Obligation], said: impl Fn(&Obligation) -> String) -> Vec<OpenLine> {
        let mut some = some.to_vec();
        some.sort_by_cached_key(|one| (self.facts.order(one.id), one.id));
        let line = |one: &Obligation| OpenLine { at: OpenAt::Record(one.id), title: self.facts.title(one), said: said(one) };
        some.into_iter().map(line).collect()
    }

    /// Whose it is, and when it came last.
    fn handed_in(&self, one: &Obligation) -> String {
        let at = one.handed_in.as_ref().map(|handed_in| format!(", nộp lúc {}", vietnamese::moment(handed_in.last_at)));
        format!("{}{}", who(self.facts, one, self.now), at.unwrap_or_default())
    }

    fn request(&self, request: &ExtensionRequest, record: &Obligation) -> OpenLine {
        let who = self.facts.organisation().name_of(request.by, day_of(self.now));
        let (wish, at) = (request.wish.words(), vietnamese::moment(request.at));
        let reason = vietnamese::without_stop(request.reason.as_str());
        let said = format!("{who} xin {wish}, lúc {at}: {reason}");
        OpenLine { at: OpenAt::Record(record.id), title: self.facts.title(record), said }
    }

    fn update(&self, update: &Update) -> OpenLine {
        let who = self.facts.organisation().name_of(update.requested.by, day_of(self.now));
        let records = update.records.iter().filter_map(|one| self.facts.obligation(one.obligation));
        let records: Vec<String> = records.map(|one| self.facts.title(one)).collect();
        let said = format!("{who} xin lúc {}: {}", vietnamese::moment(update.requested.at), records.join("; "));
        OpenLine { at: OpenAt::Update(update.id), title: update.name(), said }
    }
}

/// The requests for more time that nobody has answered, and that nothing else has.
fn requests(facts: &Facts, now: Timestamp) -> Vec<(&ExtensionRequest, &Obligation)> {
    let waiting = facts.extension_requests.iter().filter(|one| one.answered.is_none());
    let of_year = waiting.filter_map(|one| Some((one, facts.obligation(one.obligation)?)));
    of_year.filter(|(one, record)| overtaken(facts, record, one, now).is_none()).collect()
}

/// The requests for an update of this year's records that wait.
fn updates(facts: &Facts) -> Vec<&Update> {
    let of_year = |one: &&Update| one.records.iter().any(|record| facts.obligation(record.obligation).is_some());
    facts.updates.all.iter().filter(|one| one.waiting().is_ok()).filter(of_year).collect()
}

/// What the leadership is told when a year comes to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearEnd {
    pub last_day: NaiveDate,
    /// From this day on the next year is the one to show; `None` where none has been entered.
    pub next_from: Option<NaiveDate>,
    /// What waits; nothing where only the next year has to be entered.
    pub open: Vec<(Open, usize)>,
}

impl YearEnd {
    /// What follows, or has to be done.
    pub fn advice(&self) -> String {
        let then = if self.open.is_empty() { "" } else { ", từ hôm đó không ai trả lời được nữa" };
        match self.next_from {
            Some(from) => format!("Năm học mới thay năm học này từ {}{then}.", vietnamese::date(from)),
            None => format!("Chưa lập năm học mới. Lập rồi thì nó thay năm học này bốn tuần trước tuần 1 của nó{then}."),
        }
    }
}

/// What `actor` is told at `now`: from four weeks before the last day of the year on, as long as it is the one that is shown, of
/// what waits, and that no next year has been entered. Nothing where neither is so, and to nobody but the leadership.
pub fn year_end(facts: &Facts, actor: &Actor, now: Timestamp) -> Option<YearEnd> {
    let last_day = facts.calendar().last_day();
    if facts.is_over || day_of(now) < last_day - TOLD_BEFORE || check_see(actor).is_err() {
        return None;
    }
    let told = YearEnd { last_day, next_from: facts.next_year_from, open: Unanswered::of(facts, now).counts() };
    (!told.open.is_empty() || told.next_from.is_none()).then_some(told)
}

/// What a school has entered for one year and not yet for the one after it: neither is carried over by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NotCarried {
    /// So many more classes share their weeks out.
    pub turns: usize,
    /// So many themes, where the year after has none.
    pub themes: usize,
}

impl NotCarried {
    /// What the year of `before` has of it at `now`, and that of `after` has not.
    pub fn of(before: &Facts, after: &Facts, now: Timestamp) -> Self {
        let shared = |facts: &Facts| ClassTurns::all(facts, now).iter().filter(|one| one.takes_turns()).count();
        let themes = if after.regime.themes.is_empty() { before.regime.themes.len() } else { 0 };
        Self { turns: shared(before).saturating_sub(shared(after)), themes }
    }

    pub const fn is_nothing(self) -> bool {
        self.turns == 0 && self.themes == 0
    }

    /// "lượt dạy của 6 lớp và 9 chủ đề"; empty where nothing is left behind.
    pub fn words(self) -> String {
        let turns = (self.turns > 0).then(|| format!("lượt dạy của {} lớp", self.turns));
        let themes = (self.themes > 0).then(|| format!("{} chủ đề", self.themes));
        turns.into_iter().chain(themes).collect::<Vec<_>>().join(" và ")
    }
}

#[cfg(test)]
mod tests;
