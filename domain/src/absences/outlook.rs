//! What would follow from an absence, before it is noted: whose every record of these days becomes, found by the same functions
//! that bring the list up to it afterwards.

use std::{collections::BTreeSet, sync::Arc};

use chrono::NaiveDate;

use super::{
    AbsenceId,
    absence::{Absence, covers},
    form::AbsencePlan,
    staying::why_it_stays,
};
use crate::{
    days::{Span, Timestamp, day_of},
    deadlines::DueDayError,
    extensions::Skipped,
    facts::Facts,
    locks::{Arrival, Signature},
    moved_days::is_open,
    obligations::{Change, Obligation, ObligationId, reconcile},
    people::{Appointment, Organisation, Person, PersonId, Position},
    permissions::{Actor, decide_exempt},
    refusal::{AbsenceRefusal, Refusal},
    regime::Regime,
    seen::Digest,
    vietnamese,
};

/// One record that becomes another one's, or nobody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passing {
    pub obligation: ObligationId,
    pub title: String,
    pub due: NaiveDate,
}

/// What would follow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AbsencePreview {
    /// "Cô Hoa nghỉ ốm từ 26/11 đến 09/12/2026: 3 hồ sơ do cô Xuân dạy thay nộp".
    pub headline: String,
    /// Whoever is away approves what others hand in, and nobody acts for them yet.
    pub approves: bool,
    /// What whoever covers hands in, or what is freed; by due day.
    pub passes: Vec<Passing>,
    /// What is due in these days and stays as it is, and why.
    pub stays: Vec<Skipped>,
}

/// What would follow, with the sign by which it is known again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsenceOutlook {
    pub preview: AbsencePreview,
    is_covered: bool,
    today: NaiveDate,
    seen: String,
}

impl AbsenceOutlook {
    /// `plan` as `actor` looks at it at `now`, with the name `signed` under it.
    ///
    /// # Errors
    /// As of `reconcile`.
    pub fn of(facts: &Facts, actor: &Actor, plan: &AbsencePlan, signed: Signature, now: Timestamp) -> Result<Self, DueDayError> {
        let preview = match plan.cover {
            Some(cover) => covered(facts, plan, cover, signed, now)?,
            None => freed(facts, actor, plan, now),
        };
        let headline = headline(facts, plan, preview.passes.len());
        let preview =
            AbsencePreview { headline, approves: approves_alone(facts.organisation(), plan.person, plan.days), ..preview };
        let AbsencePlan { person, kind, days, cover, words, decision } = plan;
        let said = Digest::new().with(person).with(kind.code()).with(days.from).with(days.to).with_all(*cover);
        let said = said.with(words).with(decision).with(&preview.headline);
        let passes = preview.passes.iter().flat_map(|one| [one.obligation.to_string(), one.due.to_string()]);
        let stays = preview.stays.iter().flat_map(|one| [one.title.clone(), one.why.words().fact]);
        let seen = said.with_all(passes).with_all(stays).to_string();
        Ok(Self { preview, is_covered: plan.cover.is_some(), today: day_of(now), seen })
    }

    /// Whether somebody covers.
    pub const fn is_covered(&self) -> bool {
        self.is_covered
    }

    /// The day on which it was looked at: what is due then passes at once.
    pub const fn today(&self) -> NaiveDate {
        self.today
    }

    /// What was looked at, to be sent back with the confirmation.
    pub fn seen(&self) -> &str {
        &self.seen
    }

    /// Whether this is what was on the screen, of which the form sent `seen` back.
    ///
    /// # Errors
    /// `AbsenceRefusal::LookedAtAnother`.
    pub fn check_seen(&self, seen: &str) -> Result<(), Refusal> {
        if self.seen == seen { Ok(()) } else { Err(AbsenceRefusal::LookedAtAnother.into()) }
    }
}

impl AbsencePlan {
    /// The absence that is noted by it.
    pub fn absence(self, id: AbsenceId, number: u32, freed: BTreeSet<ObligationId>, noted: Signature) -> Absence {
        let Self { person, kind, days, cover, words, decision } = self;
        Absence { id, number, person, kind, days, cover, covered_before: Vec::new(), freed, words, decision, noted, ended: None }
    }
}

fn headline(facts: &Facts, plan: &AbsencePlan, passes: usize) -> String {
    let organisation = facts.organisation();
    let mention = |id: PersonId| organisation.person(id).map(Person::mention).unwrap_or_default();
    let kind = vietnamese::with_small_beginning(plan.kind.words());
    let who = format!("{} {kind} {}", vietnamese::capitalised(&mention(plan.person)), vietnamese::from_to(plan.days));
    match (plan.cover.map(mention), passes) {
        (Some(cover), 0) => format!("{who}: không có hồ sơ nào chuyển cho {cover}"),
        (Some(cover), count) => {
            format!("{who}: {count} hồ sơ do {cover} {} nộp", organisation.cover_word(plan.person, plan.days.from))
        }
        (None, 0) => format!("{who}: không có hồ sơ nào phải miễn"),
        (None, count) => format!("{who}: miễn {count} hồ sơ"),
    }
}

/// Whether `person` approves, or has a say in approving, what others hand in, and nobody acts for them on any of `days`.
pub(super) fn approves_alone(organisation: &Organisation, person: PersonId, days: Span) -> bool {
    let approves = organisation.positions(person, days.from).into_iter().any(|one| match one {
        Position::Principal | Position::VicePrincipal | Position::Head(_) => true,
        Position::DeputyHead(_)
        | Position::ManagementTeam
        | Position::Teacher(_)
        | Position::SectionHolder(_)
        | Position::Member(_) => false,
    });
    let acts = |one: &Appointment| one.acting.as_ref().is_some_and(|acting| acting.person == person);
    approves && !organisation.appointments.iter().any(|one| acts(one) && one.holds_within(days))
}

/// The regime as these absences make it.
pub(super) fn with(regime: &Regime, absences: &[Absence]) -> Regime {
    let organisation = Organisation { covers: covers(absences, &regime.rules), ..regime.organisation.clone() };
    Regime { organisation, ..regime.clone() }
}

/// The same question is asked of the school as it stands and as it would be.
fn covered(
    facts: &Facts,
    plan: &AbsencePlan,
    cover: PersonId,
    signed: Signature,
    now: Timestamp,
) -> Result<AbsencePreview, DueDayError> {
    let absence = plan.clone().absence(AbsenceId::new(uuid::Uuid::nil()), 0, BTreeSet::new(), signed);
    let mut absences = facts.absences.to_vec();
    absences.push(absence);
    let after = with(&facts.regime, &absences);
    let mut turned: BTreeSet<ObligationId> = BTreeSet::new();
    for change in reconcile(&after, facts.obligations.iter(), day_of(now))? {
        if let Change::Update { id, to, .. } = change
            && to.turn == Some(cover)
            && facts.obligation(id).is_some_and(|old| old.terms.turn != to.turn)
        {
            turned.insert(id);
        }
    }
    let after = Facts { regime: Arc::new(after), ..facts.clone() };
    let passes = |one: &Obligation, due: NaiveDate| match one.terms.turn {
        Some(_) => turned.contains(&one.id),
        None => {
            let duty = one.terms.owner.duty(after.organisation());
            !duty.is_of_on(plan.person, due) && duty.is_of_on(cover, due)
        }
    };
    let mut preview = AbsencePreview::default();
    for (one, due) in of_person(facts, plan, &turned) {
        let title = facts.title(one);
        if passes(one, due) {
            preview.passes.push(Passing { obligation: one.id, title, due });
        } else {
            let why = why_it_stays(after.organisation(), one.terms.owner, (cover, due));
            preview.stays.push(Skipped { title, why: why.into() });
        }
    }
    Ok(preview)
}

/// What the person alone owes in these days; what others owe with them stays theirs.
fn freed(facts: &Facts, actor: &Actor, plan: &AbsencePlan, now: Timestamp) -> AbsencePreview {
    let mut preview = AbsencePreview::default();
    for (one, due) in of_person(facts, plan, &BTreeSet::new()) {
        let title = facts.title(one);
        match check_free(facts, actor, plan.person, (one, due), now) {
            Ok(()) => preview.passes.push(Passing { obligation: one.id, title, due }),
            Err(why) => preview.stays.push(Skipped { title, why }),
        }
    }
    preview
}

fn check_free(
    facts: &Facts,
    actor: &Actor,
    person: PersonId,
    (one, due): (&Obligation, NaiveDate),
    now: Timestamp,
) -> Result<(), Refusal> {
    decide_exempt(actor, facts.organisation(), facts.record_facts(one))?;
    let others = one.terms.owner.duty(facts.organisation()).people_on(due).into_iter().filter(|other| other.id != person);
    let others: Vec<String> = others.map(Person::mention).collect();
    if one.terms.turn != Some(person) && !others.is_empty() {
        return Err(AbsenceRefusal::Shared { with: others.join(", ") }.into());
    }
    one.check_exempt(facts.shut(one, Arrival::at(now)))
}

/// What is still to be handed in, is due in these days and is the person's to hand in, in the order of their due days; with the
/// turns that pass, of which a closure or more time has moved some beyond these days.
fn of_person<'f>(facts: &'f Facts, plan: &AbsencePlan, turned: &BTreeSet<ObligationId>) -> Vec<(&'f Obligation, NaiveDate)> {
    let person = plan.person;
    let is_theirs = |one: &Obligation, due: NaiveDate| match one.terms.turn {
        Some(turn) => turn == person,
        None => one.terms.owner.duty(facts.organisation()).is_of_on(person, due),
    };
    let open = facts.open_obligations().filter(|one| is_open(one) && !one.terms.practice);
    let is_meant = |one: &Obligation, due: NaiveDate| plan.days.contains(due) || turned.contains(&one.id);
    let due = open.filter_map(|one| Some((one, one.due_day().filter(|due| is_meant(one, *due))?)));
    let mut found: Vec<(&Obligation, NaiveDate)> = due.filter(|(one, due)| is_theirs(one, *due)).collect();
    found.sort_by_cached_key(|(one, due)| (*due, facts.order(one.id)));
    found
}

/// The records that were freed by `absence` and would be owed again if it ended now: of those that are due today or were, nothing
/// is asked any more.
pub fn owed_again(facts: &Facts, absence: &Absence, now: Timestamp) -> Vec<ObligationId> {
    let is_freed_so = |one: &&Obligation| {
        let exemption = one.exemption.as_ref();
        let is_by_it = exemption.is_some_and(|one| one.by == absence.noted.by && one.at == absence.noted.at);
        let can_end = || one.check_end_exemption(now, facts.shut(one, Arrival::at(now))).is_ok();
        is_by_it && one.due_day().is_none_or(|due| day_of(now) < due) && can_end()
    };
    absence.freed.iter().filter_map(|id| facts.obligation(*id)).filter(is_freed_so).map(|one| one.id).collect()
}

/// May `absence` be ended now? On its last day too, where somebody has been back since a day before: `BackForm` asks since when.
///
/// # Errors
/// `AbsenceRefusal::Ended`; `AbsenceRefusal::Over` once its last day has passed, or has come where it is the first one too.
pub fn check_end(absence: &Absence, now: Timestamp) -> Result<(), Refusal> {
    if let Some(before) = &absence.ended {
        return Err(AbsenceRefusal::Ended { at: before.signed.at }.into());
    }
    let today = day_of(now);
    if absence.days.to < today || absence.days == Span::new(today, today) {
        return Err(AbsenceRefusal::Over { last: absence.days.to }.into());
    }
    Ok(())
}
