//! "Trường Mầm non Nam Thanh", an invented school of 40 people in 2026–2027, to tell stories on in the tests of every crate.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

pub mod forms;
mod leadership;
mod roll;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, LazyLock},
};

use chrono::{NaiveDate, NaiveDateTime};
use uuid::Uuid;

use crate::{
    absences::{Absence, AbsenceId, AbsenceKind, AbsencePlan, Back, covers},
    calendar::{SchoolCalendar, SpecialDay, SpecialDayKind, UnitCalendars},
    calendar_file,
    closures::{Closure, ClosureId, ClosureKind, ClosurePlan, in_force, shut},
    comments::{CommentId, CommentMark},
    days::{self, Span, Timestamp, day_of},
    deadlines::Hours,
    decisions::{Decision, DecisionId, Outcome},
    doubtful_times::Moment,
    extensions::{Extension, ExtensionId, ExtensionRequest},
    facts::Facts,
    files::Sha256,
    ids::{Id, LockOrderId, SubmissionId},
    locks::{Act, LockKind, LockOrder, LockPlan, LockReading, Locks, Post, Signature, Stage, Start, UnderWay},
    obligations::{
        Change, Closing, Exemption, Explained, Explanation, Finding, NewVersion, Obligation, ObligationId, Reason, Ruling,
        Standing, Terms, generate, reconcile, title,
    },
    people::{ClassGroupId, DepartmentId, Person, PersonId, Position, School, SectionId},
    record_types::{RecordType, RuleVersion, STARTER_SET, Step, Theme, owner_of},
    regime::Regime,
    review_settings::ReviewSettings,
    scope::Scope,
    spot_checks::{SpotCheck, SpotCheckId},
    swaps::{SwapAnswer, SwapAnswered, SwapId, SwapOffer, SwapPlan},
    tasks::Task,
    updates::{OpenFor, Update, UpdateRecord, UpdateStage, UpdateVersion, Updates},
};

/// The school, open to every change; `facts` is what the pages are computed from.
#[derive(Clone, Debug)]
pub struct NamThanh {
    pub regime: Regime,
    /// In the order of their ids.
    /// Shared with every copy of the school and with its facts until one of them changes: copying a school is cheap.
    pub obligations: Vec<Arc<Obligation>>,
    /// Orders that shut and open, and who may give them.
    pub locks: Locks,
    /// Days on which it is shut at short notice; the regime follows them (`shuts`, `takes_back`).
    pub closures: Vec<Closure>,
    /// What teachers have asked for.
    pub extension_requests: Vec<ExtensionRequest>,
    /// Who is away; the regime follows them (`is_away`, `is_back`).
    pub absences: Vec<Absence>,
    /// Weeks that teachers have offered to each other; the roster follows them (`swaps`).
    pub swaps: Vec<SwapOffer>,
    /// What the principal asks of people.
    pub tasks: Vec<Task>,
    /// Who may write what is shut all the same.
    pub updates: Updates,
    hand_ins: u128,
    decided: u128,
}

/// Its calendar of 2026–2027.
pub fn nam_thanh_calendar() -> SchoolCalendar {
    calendar_file::parse(include_str!("../tests/fixtures/calendars/2026-2027.toml")).unwrap()
}

/// The school with its whole year generated from the starter set with the demo's due rules, nothing handed in yet.
pub fn nam_thanh() -> NamThanh {
    // Each test changes a school of its own; the year is generated once for all of them.
    static SCHOOL: LazyLock<NamThanh> = LazyLock::new(found);
    SCHOOL.clone()
}

fn found() -> NamThanh {
    let calendar = nam_thanh_calendar();
    let organisation = roll::organisation();
    let record_types = STARTER_SET
        .iter()
        .zip(1..)
        .map(|(starter, sort_order)| {
            let owed_by = owner_of(starter, &organisation).unwrap();
            RecordType { due: starter.demo_due, ..starter.record_type(id(7, sort_order as u128), sort_order, owed_by) }
        })
        .collect();
    let rules = vec![RuleVersion {
        id: id(8, 1),
        number: 1,
        effective_from: day("2024-09-06"),
        hours: Hours::default(),
        due: BTreeMap::new(),
        in_use: BTreeMap::new(),
    }];
    let regime = Regime {
        year: id(16, 1),
        ended: Vec::new(),
        calendar,
        unit_calendars: UnitCalendars::default(),
        extensions: Vec::new(),
        organisation,
        record_types,
        themes: themes(),
        rules,
        counts_from: day("2026-09-01"),
        practice_week: None,
        reviewed_since: None,
        review_settings: ReviewSettings::default(),
    };
    let mut school = NamThanh {
        regime,
        obligations: Vec::new(),
        locks: Locks::default(),
        closures: Vec::new(),
        extension_requests: Vec::new(),
        absences: Vec::new(),
        swaps: Vec::new(),
        tasks: Vec::new(),
        updates: Updates::default(),
        hand_ins: 0,
        decided: 0,
    };
    school.bring_up_to_date(at("2026-09-01 08:00"));
    school
}

fn themes() -> Vec<Theme> {
    let theme = |number: u128, name: &str, from_week, through_week| Theme {
        id: id(6, number),
        name: name.to_owned(),
        from_week,
        through_week,
    };
    vec![
        theme(1, "Trường mầm non", 1, 4),
        theme(2, "Bản thân", 5, 8),
        theme(3, "Gia đình", 9, 12),
        theme(4, "Nghề nghiệp", 13, 17),
        theme(5, "Thế giới động vật", 18, 22),
        theme(6, "Tết và mùa xuân", 23, 26),
        theme(7, "Giao thông", 27, 30),
        theme(8, "Quê hương, Bác Hồ", 31, 35),
    ]
}

/// An id that is the same in every run.
pub fn id<Of>(kind: u128, number: u128) -> Id<Of> {
    Id::new(Uuid::from_u128(kind << 64 | number))
}

/// "2026-11-25"
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A moment at which nobody doubts any clock.
pub const fn sure(now: Timestamp) -> Moment {
    Moment { now, at_least: now, machine: now }
}

/// "2026-11-25 14:20" or "2026-11-25 14:20:07" on the school's clock.
pub fn at(text: &str) -> Timestamp {
    let seconds = if text.len() == 16 { ":00" } else { "" };
    let local = NaiveDateTime::parse_from_str(&format!("{text}{seconds}"), "%Y-%m-%d %H:%M:%S").unwrap();
    days::at(local.date(), local.time())
}

impl NamThanh {
    pub fn facts(&self) -> Facts {
        Facts {
            revision: 1,
            school: School { id: id(9, 1), name: "Trường Mầm non Nam Thanh".to_owned() },
            next_year_from: None,
            is_over: false,
            regime: Arc::new(self.regime.clone()),
            obligations: self.obligations.iter().cloned().collect(),
            doubtful_times: Vec::new(),
            held_files: Arc::default(),
            locks: Arc::new(self.locks.clone()),
            closures: Arc::new(self.closures.clone()),
            extension_requests: Arc::new(self.extension_requests.clone()),
            updates: Arc::new(self.updates.clone()),
            absences: Arc::new(self.absences.clone()),
            swaps: Arc::new(self.swaps.clone()),
            tasks: Arc::new(self.tasks.clone()),
            due_days_changes: Arc::default(),
            corrections: Arc::default(),
            digests: Arc::default(),
            regulation: Arc::default(),
        }
    }

    /// By mention, "cô Hoa"; the first on the roll where two are mentioned alike.
    pub fn person(&self, mention: &str) -> &Person {
        let mut people = self.regime.organisation.people.iter();
        people.find(|person| person.mention() == mention).unwrap_or_else(|| panic!("nobody is {mention}"))
    }

    pub fn person_id(&self, mention: &str) -> PersonId {
        self.person(mention).id
    }

    pub fn class(&self, name: &str) -> ClassGroupId {
        self.regime.organisation.classes.iter().find(|one| one.name == name).unwrap().id
    }

    pub fn department(&self, name: &str) -> DepartmentId {
        self.regime.organisation.departments.iter().find(|one| one.name == name).unwrap().id
    }

    pub fn section(&self, name: &str) -> SectionId {
        self.regime.organisation.sections.iter().find(|one| one.name == name).unwrap().id
    }

    pub fn record_type(&mut self, code: &str) -> &mut RecordType {
        self.regime.record_types.iter_mut().find(|one| one.code == code).unwrap()
    }

    pub fn title(&self, obligation: &Obligation) -> String {
        let record_type = self.regime.record_types.iter().find(|one| one.id == obligation.terms.record_type).unwrap();
        title(obligation, record_type, &self.regime.organisation, &self.regime.themes)
    }

    /// "Giáo án tuần 12 · Lớp 4A"
    pub fn obligation(&mut self, title: &str) -> &mut Obligation {
        let place = self.place(title);
        Arc::make_mut(&mut self.obligations[place])
    }

    /// How the record of this title stands at an instant.
    pub fn standing(&self, title: &str, now: &str) -> Standing {
        self.facts().standing(&self.obligations[self.place(title)], at(now))
    }

    /// The day on which the record of this title is due.
    pub fn due(&self, title: &str) -> String {
        self.obligations[self.place(title)].due_day().unwrap().to_string()
    }

    /// Where in the list the record of this title stands.
    fn place(&self, title: &str) -> usize {
        let short =
            |one: &Obligation| self.regime.record_types.iter().find(|of| of.id == one.terms.record_type).map(|of| &of.short);
        let may_be = |one: &Obligation| short(one).is_some_and(|short| title.starts_with(short.as_str()));
        let found = self.obligations.iter().position(|one| may_be(one) && self.title(one) == title);
        found.unwrap_or_else(|| panic!("there is no {title}"))
    }

    /// Two records change their ids, and with them their places in the list: no page hangs on which id is the smaller one.
    pub fn swaps_ids(&mut self, one: &str, other: &str) {
        let (one, other) = (self.place(one), self.place(other));
        let ids = (self.obligations[one].id, self.obligations[other].id);
        (Arc::make_mut(&mut self.obligations[one]).id, Arc::make_mut(&mut self.obligations[other]).id) = (ids.1, ids.0);
        self.obligations.swap(one, other);
    }

    pub fn hands_in(&mut self, mention: &str, title: &str, when: &str) -> &mut NamThanh {
        let person = self.person_id(mention);
        self.hand_ins += 1;
        let place = self.place(title);
        self.hand_in_at(place, person, at(when), id(10, self.hand_ins));
        self
    }

    /// Whoever's turn it is, or the first one who holds the duty.
    fn whose(&self, obligation: &Obligation) -> PersonId {
        let first = || obligation.terms.owner.duty(&self.regime.organisation).people_on(day("2026-11-25"))[0].id;
        obligation.terms.turn.unwrap_or_else(first)
    }

    /// Hands in for the record at this place of the list, as the database does.
    pub fn hand_in_at(&mut self, place: usize, by: PersonId, when: Timestamp, submission: SubmissionId) {
        let obligation = Arc::make_mut(&mut self.obligations[place]);
        let hours = self.regime.rules.iter().find(|one| one.id == obligation.terms.rules).unwrap().hours;
        let version = NewVersion { submission, by, at: when, counted: when, files: 1 };
        let calendar = self.regime.calendar_of(obligation.terms.unit());
        obligation.handed_in = Some(obligation.hand_in(version, calendar, &hours, None).unwrap());
    }

    /// Decides about the last version as the database does, with no question whether it may.
    pub fn decides(&mut self, mention: &str, title: &str, step: Step, outcome: Outcome, when: &str) -> DecisionId {
        let by = self.person_id(mention);
        self.decided += 1;
        let decision_id = id(13, self.decided);
        let obligation = self.obligation(title);
        let submission = obligation.handed_in.as_ref().unwrap().submission;
        let (digest, at) = (Sha256::new([7; 32]), at(when));
        obligation.decisions.push(Decision {
            id: decision_id,
            submission,
            digest,
            step,
            also: None,
            by,
            at,
            running_at: at,
            outcome,
            undone_at: None,
        });
        decision_id
    }

    /// Checks the last version as the database does, with no question whether it may.
    pub fn checks(&mut self, mention: &str, title: &str, when: &str) -> SpotCheckId {
        let by = self.person_id(mention);
        let obligation = self.obligation(title);
        let (number, submission) = (obligation.spot_checks.len() as u128 + 1, obligation.handed_in.as_ref().unwrap().submission);
        let check = SpotCheck { id: id(15, number), submission, digest: Sha256::new([7; 32]), by, at: at(when) };
        obligation.spot_checks.push(check);
        check.id
    }

    /// Comments on the last version, or answers a comment, as the database does, with no question whether it may.
    pub fn comments(&mut self, mention: &str, title: &str, answers: Option<CommentId>, when: &str) -> CommentId {
        let by = self.person_id(mention);
        let obligation = self.obligation(title);
        let (number, submission) = (obligation.comments.len() as u128 + 1, obligation.handed_in.as_ref().unwrap().submission);
        let comment = id(14, number);
        obligation.comments.push(CommentMark { id: comment, submission, by, at: at(when), answers, settled_at: None });
        comment
    }

    pub fn exempts(&mut self, title: &str, reason: &str) -> &mut NamThanh {
        let by = self.person_id("cô Nguyệt");
        self.obligation(title).exemption = Some(Exemption { by, at: at("2026-09-01 09:00"), reason: reason.to_owned() });
        self
    }

    /// The calendars say what the closures say.
    pub fn follows_closures(&mut self) {
        self.regime = shut(&self.regime, &in_force(&self.closures));
    }

    pub fn signature(&self, mention: &str, when: &str) -> Signature {
        let (by, at) = (self.person_id(mention), at(when));
        let is_principal = self.regime.organisation.positions(by, day_of(at)).contains(&Position::Principal);
        Signature { by, post: if is_principal { Post::Principal } else { Post::VicePrincipal }, at }
    }

    /// Adds a special day to the calendar; the list is brought up to it with `bring_up_to_date`.
    pub fn declares(&mut self, kind: SpecialDayKind, from: &str, to: &str, name: &str) -> &mut NamThanh {
        let mut calendar = self.regime.calendar.parts().clone();
        calendar.special_days.push(SpecialDay { from: day(from), to: day(to), kind, name: name.to_owned() });
        self.regime.calendar = SchoolCalendar::new(calendar).unwrap();
        self.follows_closures();
        self
    }

    /// What calendar, organisation, types and rules say now.
    pub fn generated(&self) -> Vec<Terms> {
        generate(&self.regime).unwrap()
    }

    /// What the database does after every change, and what had to change.
    pub fn bring_up_to_date(&mut self, now: Timestamp) -> Vec<Change> {
        let changes = reconcile(&self.regime, self.obligations.iter().map(|one| &**one), day_of(now)).unwrap();
        for change in &changes {
            self.apply(change.clone(), now);
        }
        changes
    }

    fn apply(&mut self, change: Change, now: Timestamp) {
        let obligations = &mut self.obligations;
        match change {
            Change::Add(terms) => obligations.push(added(obligations.len(), terms)),
            Change::Update { id, to, judged } => {
                let old = of_id(obligations, id);
                (old.terms, old.closing) = (to, None);
                if let (Some(handed_in), Some(judged)) = (&mut old.handed_in, judged) {
                    handed_in.judged = judged;
                }
            }
            Change::Close(id) => {
                let old = of_id(obligations, id);
                old.closing = Some(Closing { at: now, reason: "không còn phải nộp".to_owned() });
            }
        }
    }

    /// All that came due before the day, handed in on its due day at 15:00.
    pub fn all_on_time_before(&mut self, end: &str) -> &mut NamThanh {
        for (number, place) in (0_u128..).zip(0..self.obligations.len()) {
            let obligation = &self.obligations[place];
            let Some(due) = obligation.due_day().filter(|due| *due < day(end)) else { continue };
            let when = at(&format!("{due} 15:00"));
            let by = self.whose(obligation);
            self.hand_in_at(place, by, when, id(11, number));
        }
        self
    }

    /// The weeks before `now` handed in as in life: mostly on time, some late, some missing.
    pub fn lives_until(&mut self, now: Timestamp) -> &mut NamThanh {
        for (number, place) in (0_u128..).zip(0..self.obligations.len()) {
            let obligation = &self.obligations[place];
            let Some(due) = obligation.due_day() else { continue };
            // A number that jumps about, the same in every run.
            let lot = number.wrapping_mul(2_654_435_761) % 100;
            let late_by = match lot {
                0..=4 => continue,
                5..=12 => 3,
                _ => -((lot % 3) as i64),
            };
            let when = days::at(due + chrono::TimeDelta::days(late_by), chrono::NaiveTime::from_hms_opt(15, 30, 7).unwrap());
            if when < now {
                let by = self.whose(obligation);
                self.hand_in_at(place, by, when, id(11, number));
            }
        }
        self
    }
}

fn of_id(obligations: &mut [Arc<Obligation>], id: ObligationId) -> &mut Obligation {
    let place = obligations.binary_search_by_key(&id, |one| one.id).unwrap();
    Arc::make_mut(&mut obligations[place])
}

fn added(before: usize, terms: Terms) -> Arc<Obligation> {
    Arc::new(Obligation {
        id: id(5, before as u128 + 1),
        terms,
        exemption: None,
        closing: None,
        handed_in: None,
        decisions: Vec::new(),
        comments: Vec::new(),
        withdrawals: Vec::new(),
        spot_checks: Vec::new(),
        explained: Explained::default(),
        ended_exemptions: Vec::new(),
        archived: None,
        disposed: None,
    })
}
