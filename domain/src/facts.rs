//! All that is known of one school in one school year, as one value: what pages are computed from.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::{
    absences::{Absence, AbsenceId},
    calendar::SchoolCalendar,
    closures::{Closure, ClosureId},
    corrections::Corrections,
    days::{Timestamp, day_of},
    deadlines::{Hours, Lateness},
    digests::Digest,
    doubtful_times::DoubtfulTime,
    extensions::{Extension, ExtensionId, ExtensionRequest, RequestId},
    inspection::HeldFiles,
    locks::{Arrival, LockOrder, Locks},
    names::SortKey,
    obligations::{Obligation, ObligationId, Obligations, Standing, title},
    people::{Organisation, Person, PersonId, Position, School},
    permissions::{Actor, Allowed, HandIn, RecordFacts, decide_hand_in},
    record_types::{Readers, RecordType, RecordTypeId, RuleVersion, RuleVersionId, Sensitivity},
    refusal::{LockRefusal, Refusal, Shut},
    regime::Regime,
    regulation::Regulation,
    review_settings::Posts,
    school_years::{ChangedDueDays, DueDaysChange},
    swaps::{SwapId, SwapOffer, swap_behind},
    tasks::{Task, TaskId},
    updates::{Update, Updates},
    why::{Asked, Why, why},
};

/// What is owed at one school in one school year, by whom and on which terms: what the pages of daily work are computed
/// from, at any instant.
///
/// It is made to be kept and followed event by event. Two values share what did not change between them: an event about
/// one record puts that record anew into `obligations`, a setting makes a new `regime`. What only its own page reads stays
/// out of it and is loaded by that page: registers, the log, versions with their files. What every page tells, as tasks and held
/// files, is in it, each in a part of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Grows with every change of the school: two values with one revision are equal.
    pub revision: i64,
    pub school: School,
    /// From this day on another school year is the one to show; `None` where none has been entered.
    pub next_year_from: Option<NaiveDate>,
    /// Another school year has taken the place of this one: it is looked back at, and nothing of it can be written.
    pub is_over: bool,
    /// What decides what is owed.
    pub regime: Arc<Regime>,
    /// Open ones and closed ones that hold files.
    pub obligations: Obligations,
    /// Stretches of time in which the machine's clock was doubted, and about which nobody has decided; the oldest first.
    pub doubtful_times: Vec<DoubtfulTime>,
    /// What everybody is told of files that are held.
    pub held_files: Arc<HeldFiles>,
    /// Orders that shut and open records.
    pub locks: Arc<Locks>,
    /// Days on which the school, or a part of it, is shut at short notice, also those that were taken back; in the order of their
    /// numbers. What they move stands in the regime already.
    pub closures: Arc<Vec<Closure>>,
    /// Who asked for more time, also what was answered; the oldest first. What was given stands in the regime.
    pub extension_requests: Arc<Vec<ExtensionRequest>>,
    /// Who may write what is shut all the same.
    pub updates: Arc<Updates>,
    /// Who is, was or will be away; in the order of their numbers. Who stands in for whom by them stands in the regime.
    pub absences: Arc<Vec<Absence>>,
    /// Weeks that teachers have offered to each other, also what was answered; the oldest first. Whose turn it is by them stands in
    /// the regime.
    pub swaps: Arc<Vec<SwapOffer>>,
    /// What the principal asks of people beside that, with the answers; in the order of their numbers. It is no record, and no
    /// figure of the dashboards of records counts it (decision 0036).
    pub tasks: Arc<Vec<Task>>,
    /// Changes of the calendar and of the rules since the school is open to everybody. What they change stands in the regime.
    pub due_days_changes: Arc<Vec<DueDaysChange>>,
    /// What people were told on the last working mornings, the newest first; of a school year that is over, nothing.
    pub digests: Arc<Vec<Digest>>,
    /// Versions of the regulation, who has promised to keep them, and who was reminded.
    pub regulation: Arc<Regulation>,
    /// Numbers of decisions that were written wrongly. Above they stand as they should be.
    pub corrections: Arc<Corrections>,
}

impl Facts {
    pub fn calendar(&self) -> &SchoolCalendar {
        &self.regime.calendar
    }

    /// The calendar by which `obligation` is due and judged: the school's, with the closures of its own unit.
    pub fn calendar_of(&self, obligation: &Obligation) -> &SchoolCalendar {
        self.regime.calendar_of(obligation.terms.unit())
    }

    /// The absence of this id.
    pub fn absence(&self, id: AbsenceId) -> Option<&Absence> {
        self.absences.iter().find(|one| one.id == id)
    }

    /// The closure of this id, of the school year that is shown.
    pub fn closure(&self, id: ClosureId) -> Option<&Closure> {
        self.closures.iter().find(|one| one.id == id)
    }

    /// The extension of this id, of the school year that is shown.
    pub fn extension(&self, id: ExtensionId) -> Option<&Extension> {
        self.regime.extensions.iter().find(|one| one.id == id)
    }

    /// The request for more time of this id, of the school year that is shown.
    pub fn extension_request(&self, id: RequestId) -> Option<&ExtensionRequest> {
        self.extension_requests.iter().find(|one| one.id == id)
    }

    /// The request about `obligation` that nobody has answered.
    pub fn waiting_request(&self, obligation: ObligationId) -> Option<&ExtensionRequest> {
        self.extension_requests.iter().find(|one| one.obligation == obligation && one.answered.is_none())
    }

    /// The offered swap of this id, of the school year that is shown.
    pub fn swap(&self, id: SwapId) -> Option<&SwapOffer> {
        self.swaps.iter().find(|one| one.id == id)
    }

    /// The task of this id, of the school year that is shown.
    pub fn task(&self, id: TaskId) -> Option<&Task> {
        self.tasks.iter().find(|one| one.id == id)
    }

    pub fn organisation(&self) -> &Organisation {
        &self.regime.organisation
    }

    /// The person with the positions held at `now`.
    pub fn actor(&self, person: PersonId, now: Timestamp) -> Actor {
        let mut actor = Actor::of(&self.regime.organisation, person, day_of(now));
        actor.lent.extend(self.turns_by_cover(person, day_of(now)));
        actor
    }

    /// The classes of which `person` has a turn by a cover that is over, because a closure or more time has moved its due day.
    fn turns_by_cover(&self, person: PersonId, today: NaiveDate) -> Vec<Position> {
        let organisation = self.organisation();
        // Most people have never covered anybody: for them no record is looked at.
        if !organisation.covers.iter().any(|one| one.by == person) {
            return Vec::new();
        }
        let is_theirs = |one: &&Obligation| one.terms.turn == Some(person) && one.turn_by_cover(today, organisation).is_some();
        let kept = self.open_obligations().filter(is_theirs);
        kept.flat_map(|one| one.terms.owner.duty(organisation).positions()).collect()
    }

    /// Whether `person` stands in for somebody on `today`, and may hand in by that what has passed to them.
    pub fn stands_in(&self, person: PersonId, today: NaiveDate) -> bool {
        self.organisation().positions_covered(person, today).next().is_some() || !self.turns_by_cover(person, today).is_empty()
    }

    pub fn obligation(&self, id: ObligationId) -> Option<&Obligation> {
        self.obligations.get(id)
    }

    pub fn record_type(&self, id: RecordTypeId) -> Option<&RecordType> {
        self.regime.record_type(id)
    }

    /// The hours of a rule version; the first version's where it is unknown.
    pub fn hours(&self, rules: RuleVersionId) -> Hours {
        self.regime.hours(rules)
    }

    pub fn rules(&self, id: RuleVersionId) -> Option<&RuleVersion> {
        self.regime.rules(id)
    }

    /// How `obligation` stands at `now`: of a year that is over nothing is overdue, it was never handed in.
    pub fn standing(&self, obligation: &Obligation, now: Timestamp) -> Standing {
        let standing = obligation.standing(self.calendar_of(obligation), &self.hours(obligation.terms.rules), self.counted(now));
        if self.is_over { standing.when_over() } else { standing }
    }

    /// What is over time in a year that runs: of one that is over nothing grows later, and nothing is to be done.
    pub fn over_time(&self, by: Option<Lateness>) -> Option<Lateness> {
        by.filter(|_| !self.is_over)
    }

    /// The instant by which anybody is judged at `instant`: where the machine's clock is doubted, the last certain one.
    pub fn counted(&self, instant: Timestamp) -> Timestamp {
        self.doubtful_time().map_or(instant, |open| open.doubt.counted(instant))
    }

    /// The doubt about the machine's clock that lasts.
    pub fn doubtful_time(&self) -> Option<&DoubtfulTime> {
        self.doubtful_times.iter().find(|one| one.is_open())
    }

    /// "Giáo án tuần 12 · Lớp 4A".
    pub fn title(&self, obligation: &Obligation) -> String {
        match self.record_type(obligation.terms.record_type) {
            Some(record_type) => title(obligation, record_type, &self.regime.organisation, &self.regime.themes),
            None => "Hồ sơ".to_owned(),
        }
    }

    /// Where a record stands among others of one day: by type, period and owner, as people count and not as letters sort
    /// ("tuần 2" before "tuần 10", Đào before Xoài).
    pub fn order(&self, id: ObligationId) -> Option<(i64, Option<NaiveDate>, SortKey)> {
        let obligation = self.obligation(id)?;
        let place = self.record_type(obligation.terms.record_type)?.sort_order;
        let from = obligation.terms.period.span(self.calendar(), &self.regime.themes).map(|span| span.from);
        let owner = obligation.terms.owner.words(self.organisation()).unwrap_or_default();
        Some((place, from, SortKey::of_words(&owner)))
    }

    /// What the permission rule must know of a record.
    pub fn record_facts(&self, obligation: &Obligation) -> RecordFacts {
        let record_type = self.record_type(obligation.terms.record_type);
        RecordFacts {
            owner: obligation.terms.owner,
            department: obligation.terms.department,
            turn: obligation.terms.turn,
            // A type that nobody knows opens to those alone who have the duty, and to the leadership.
            sensitivity: record_type.map_or(Sensitivity::Child, |one| one.sensitivity),
            readers: record_type.map_or(Readers::NOBODY, |one| one.readers),
        }
    }

    /// Who reviews the reviewers' own, for what was handed in last; for what comes next where nothing is.
    pub fn posts(&self, obligation: &Obligation) -> Posts {
        let at = obligation.handed_in.as_ref().map_or(Timestamp::MAX_UTC, |handed_in| handed_in.last_at);
        self.regime.review_settings.posts_at(at)
    }

    /// May `actor` hand in files for `obligation` now? Every page that offers it asks here, and the database again in the
    /// transaction of the hand-in.
    ///
    /// # Errors
    /// `Refusal::NotYoursToHandIn`, where somebody covers also of what is not due in their days; else why they cannot, as of
    /// `check_writable`: what is shut opens by an update for whoever asked for it alone.
    pub fn check_hand_in(&self, actor: &Actor, obligation: &Obligation, arrival: Arrival) -> Result<Allowed<HandIn>, Refusal> {
        let allowed = decide_hand_in(actor, self.organisation(), self.record_facts(obligation))?;
        self.check_passed(actor, obligation, arrival.now)?;
        self.check_running()?;
        obligation.check_writable(self.shut_to(actor.person, obligation, arrival)).map(|()| allowed)
    }

    /// Whoever covers a teacher, and hands in by nothing else, hands in what has passed to them, and nothing that came due before
    /// or comes due after their days.
    ///
    /// # Errors
    /// `Refusal::NotYoursToHandIn`.
    pub(crate) fn check_passed(&self, actor: &Actor, obligation: &Obligation, now: Timestamp) -> Result<(), Refusal> {
        let (organisation, terms, today) = (self.organisation(), &obligation.terms, day_of(now));
        if !self.stands_in(actor.person, today) {
            return Ok(());
        }
        let duty = terms.owner.duty(organisation);
        let lent = || organisation.lent_to(actor.person, today).map(|one| one.position).collect::<Vec<_>>();
        let has_passed = || obligation.has_passed_to(actor.person, today, organisation);
        let is_theirs = duty.is_of(actor.person, &actor.positions) || duty.is_of(actor.person, &lent()) || has_passed();
        if is_theirs { Ok(()) } else { Err(Refusal::NotYoursToHandIn) }
    }

    /// May what comes in so be decided or written about the last version of `obligation`? As `check_writable`, but for a version
    /// that was handed in by an update after a lock: that one is reviewed as every other.
    ///
    /// # Errors
    /// As of `Obligation::check_writable`.
    pub fn check_reviewable(&self, obligation: &Obligation, arrival: Arrival) -> Result<(), Refusal> {
        self.check_running()?;
        obligation.check_writable(self.shut_to_reviewers(obligation, arrival))
    }

    /// May what comes in so be written about `obligation`? Every other way in asks here, and the use case again in its transaction.
    ///
    /// # Errors
    /// `LockRefusal::YearOver`, else as of `Obligation::check_writable`.
    pub fn check_writable(&self, obligation: &Obligation, arrival: Arrival) -> Result<(), Refusal> {
        self.check_running()?;
        obligation.check_writable(self.shut(obligation, arrival))
    }

    /// Whether anything of this school year can still be written.
    ///
    /// # Errors
    /// `LockRefusal::YearOver`.
    pub fn check_running(&self) -> Result<(), Refusal> {
        if self.is_over { Err(LockRefusal::YearOver { year: self.calendar().school_year().to_owned() }.into()) } else { Ok(()) }
    }

    /// What shuts `obligation` to what comes in so: which order, since when and whose; `None` where none does.
    pub fn shut(&self, obligation: &Obligation, arrival: Arrival) -> Option<Shut> {
        self.locks.shuts(obligation, &self.regime, arrival).map(|order| self.shut_by(order, arrival.now))
    }

    /// What shuts `obligation` to `person`, who hands in so; `None` where it is open, or an update opens it to them.
    pub fn shut_to(&self, person: PersonId, obligation: &Obligation, arrival: Arrival) -> Option<Shut> {
        let order = self.locks.shuts_written_by(Some(person), obligation, &self.regime, arrival)?;
        let is_open = self.updates.opened_to(person, obligation, (&self.locks, &self.regime), arrival).is_some();
        (!is_open).then(|| self.shut_by(order, arrival.now))
    }

    /// By which update `person` hands in so: `None` where the record is open to everybody, or shut to them too.
    pub fn update_for(&self, person: PersonId, obligation: &Obligation, arrival: Arrival) -> Option<&Update> {
        self.locks.shuts_written_by(Some(person), obligation, &self.regime, arrival)?;
        self.updates.opened_to(person, obligation, (&self.locks, &self.regime), arrival)
    }

    /// What shuts the last version of `obligation` to those who review it.
    pub fn shut_to_reviewers(&self, obligation: &Obligation, arrival: Arrival) -> Option<Shut> {
        let order = self.locks.shuts(obligation, &self.regime, arrival)?;
        let is_open = self.updates.reviewed_under(obligation, (&self.locks, &self.regime), arrival.now).is_some();
        (!is_open).then(|| self.shut_by(order, arrival.now))
    }

    /// What shuts all of the school year to what comes in so, and so also what is no record; `None` where no order does.
    pub fn shut_year(&self, arrival: Arrival) -> Option<Shut> {
        self.locks.shuts_year(self.regime.year, arrival).map(|order| self.shut_by(order, arrival.now))
    }

    fn shut_by(&self, order: &LockOrder, now: Timestamp) -> Shut {
        Shut {
            order: order.id,
            name: order.full_name(),
            since: order.in_force_from().unwrap_or(now),
            until: order.plan.until,
            by: order.decided_by(self.organisation(), day_of(now)),
        }
    }

    /// "Vì sao hạn này?" of one record; `None` where it has no due day.
    pub fn why(&self, obligation: &Obligation) -> Option<Why> {
        let due = obligation.terms.due.as_ref()?;
        let record_type = self.record_type(obligation.terms.record_type)?;
        let rules = self.rules(obligation.terms.rules)?;
        let span = obligation.terms.period.span(&self.regime.calendar, &self.regime.themes)?;
        let clause = record_type.clause(due.rule);
        let asked = Asked {
            record: &record_type.short.to_lowercase(),
            period: &obligation.terms.period.words(&self.regime.themes),
            span,
            rule: due.rule,
            source: if clause.is_some() { "Điều 9 của Quy chế" } else { "Hiệu trưởng quy định" },
            clause,
            hours: rules.hours,
            version: rules.number,
            in_force_from: rules.effective_from,
            decision: self.decision_of(rules.id),
        };
        let why = why(self.calendar_of(obligation), &asked, due);
        let why = match due.extended.and_then(|extended| self.extension(extended.by)) {
            Some(extension) => why.with_extension(due, extension.until, &extension.because(self.organisation())),
            None => why,
        };
        Some(match swap_behind(&self.swaps, &obligation.terms, self.organisation()) {
            Some((offer, week)) => {
                let who = self.organisation().person(week.to).map(Person::mention).unwrap_or_default();
                why.with_swap(&who, &offer.because(week, self.organisation()))
            }
            None => why,
        })
    }

    /// The number of the decision by which a version of the rules was put in force; empty where none is known.
    fn decision_of(&self, rules: RuleVersionId) -> &str {
        let of = |one: &&DueDaysChange| matches!(one.what, ChangedDueDays::Rules { version, .. } if version == rules);
        self.due_days_changes.iter().find(of).map_or("", |one| one.document.as_str())
    }

    /// Still owed: not closed.
    pub fn open_obligations(&self) -> impl Iterator<Item = &Obligation> {
        self.obligations.iter().filter(|obligation| obligation.closing.is_none())
    }
}
