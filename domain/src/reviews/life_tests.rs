//! The whole life of a record with its reviewers, played at random by everybody who works at the school: whatever is tried,
//! by whom and in which order, no approver is an author, and nothing is approved but the bytes that are there.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::sync::Arc;

use proptest::prelude::*;

use super::{PendingReview, Review, SinceHandIn, check_withdraw, may_decide, review_of, reviewers};
use crate::{
    days::{Timestamp, day_of},
    decisions::{Decision, Outcome, Return},
    files::Sha256,
    ids::SubmissionId,
    obligations::{NewVersion, Obligation, Withdrawal},
    people::{Acting, Appointment, PersonId, Position},
    permissions::{decide_hand_in, decide_undo},
    record_types::{ApprovalRoute, Step},
    testing::{NamThanh, at, day, id, nam_thanh, sure},
};

const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";
/// Teachers of the class and of another one, head, deputy, vice principals, principal, management team.
const PEOPLE: [&str; 9] = ["cô Hoa", "cô Thảo", "cô Đào", "cô Ấm", "cô Cúc", "cô Vân", "cô Nguyệt", "thầy Định", "cô Hoà"];

/// The principal first.
const LEADERS: [&str; 3] = ["cô Nguyệt", "cô Vân", "cô Hạnh"];

/// What somebody tries; whoever it is, the rule decides.
#[derive(Clone, Debug)]
enum Deed {
    HandsIn(usize),
    /// Decides about the version that was there so many hand-ins ago.
    Decides {
        who: usize,
        approves: bool,
        step: Step,
        versions_ago: usize,
    },
    TakesBack {
        who: usize,
    },
    /// Takes the last hand-in back, which somebody else may have opened.
    Withdraws {
        who: usize,
        is_opened: bool,
    },
    /// From now on `to` acts for whoever holds the place.
    Lends {
        place: usize,
        of: usize,
        to: usize,
    },
    /// `who` gets a position of their own.
    Promotes {
        place: usize,
        who: usize,
    },
    /// `who` gives up all that they hold, from tomorrow on.
    Leaves {
        who: usize,
    },
    Waits {
        hours: i64,
    },
}

fn deeds() -> impl Strategy<Value = Deed> {
    // Mostly those who write the plan and those who approve it: what goes wrong goes wrong among them.
    let who = || prop_oneof![3 => 0..2usize, 3 => 3..5usize, 1 => 0..PEOPLE.len()];
    let step = prop_oneof![Just(Step::Department), Just(Step::Leadership)];
    prop_oneof![
        4 => who().prop_map(Deed::HandsIn),
        8 => (who(), prop::bool::weighted(0.7), step, prop_oneof![4 => Just(0usize), 1 => Just(1)])
            .prop_map(|(who, approves, step, versions_ago)| Deed::Decides { who, approves, step, versions_ago }),
        2 => who().prop_map(|who| Deed::TakesBack { who }),
        3 => (who(), prop::bool::weighted(0.3)).prop_map(|(who, is_opened)| Deed::Withdraws { who, is_opened }),
        3 => (0..4usize, who(), who()).prop_map(|(place, of, to)| Deed::Lends { place, of, to }),
        2 => (0..4usize, who()).prop_map(|(place, who)| Deed::Promotes { place, who }),
        1 => who().prop_map(|who| Deed::Leaves { who }),
        1 => (0..30i64).prop_map(|hours| Deed::Waits { hours }),
    ]
}

struct Life {
    school: NamThanh,
    route: ApprovalRoute,
    now: Timestamp,
    /// Those that count.
    versions: Vec<NewVersion>,
    /// Of the versions, those that were taken back included.
    handed_in: u128,
    /// Everybody who ever handed something in.
    wrote: Vec<PersonId>,
    decided: u128,
}

impl Life {
    /// In a school that is led by so many of the three.
    fn new(route: ApprovalRoute, leaders: usize) -> Self {
        let mut school = nam_thanh();
        let gone: Vec<PersonId> = LEADERS[leaders..].iter().map(|one| school.person_id(one)).collect();
        school.regime.organisation.appointments.retain(|one| !gone.contains(&one.person));
        // Of the whole year only the one record that is played with.
        let plan = school.obligation(PLAN).clone();
        let record_type = plan.terms.record_type;
        school.obligations = vec![Arc::new(plan)];
        school.regime.record_types.iter_mut().filter(|one| one.id == record_type).for_each(|one| one.approval_route = route);
        Self { school, route, now: at("2026-11-23 08:00"), versions: Vec::new(), handed_in: 0, wrote: Vec::new(), decided: 0 }
    }

    /// The last version that counts.
    fn last(&self) -> Option<SubmissionId> {
        self.versions.last().map(|one| one.submission)
    }

    fn person(&self, who: usize) -> PersonId {
        self.school.person_id(PEOPLE[who])
    }

    fn place(&self, place: usize) -> Position {
        let department = self.school.department("Mẫu giáo 4–5 tuổi");
        [Position::Head(department), Position::DeputyHead(department), Position::VicePrincipal, Position::Principal][place]
    }

    fn holds(&mut self, person: PersonId, position: Position, acting: Option<Acting>) {
        let from = day_of(self.now);
        let appointment = Appointment { person, position, from, until: None, known_since: None, end_known_since: None, acting };
        self.school.regime.organisation.appointments.push(appointment);
    }

    /// Does what the rules allow of it, and nothing else.
    fn does(&mut self, deed: &Deed) {
        self.now += chrono::TimeDelta::minutes(7);
        match *deed {
            Deed::Waits { hours } => self.now += chrono::TimeDelta::hours(hours),
            Deed::HandsIn(who) => {
                let (facts, obligation) = (self.school.facts(), self.school.obligation(PLAN).clone());
                let actor = facts.actor(self.person(who), self.now);
                if decide_hand_in(&actor, facts.organisation(), facts.record_facts(&obligation)).is_ok() {
                    self.handed_in += 1;
                    let (submission, by, at) = (id(10, self.handed_in), actor.person, self.now);
                    let place = self.school.obligations.iter().position(|one| one.id == obligation.id).unwrap();
                    self.school.hand_in_at(place, by, at, submission);
                    self.versions.push(NewVersion { submission, by, at, counted: at, files: 1 });
                    self.wrote.push(by);
                }
            }
            Deed::Decides { who, approves, step, versions_ago } => {
                let (facts, obligation) = (self.school.facts(), self.school.obligation(PLAN).clone());
                let actor = facts.actor(self.person(who), self.now);
                // Also about what was taken back meanwhile.
                let Some(number) = self.handed_in.checked_sub(versions_ago as u128).filter(|number| *number > 0) else { return };
                let submission = id(10, number);
                let Ok(may) = may_decide(&facts, &actor, &obligation, (submission, step), self.now) else { return };
                self.decided += 1;
                let back = Return { reasons: Vec::new(), words: "Sửa.".to_owned(), correct_by: day("2026-12-04") };
                let outcome = if approves { Outcome::Approved } else { Outcome::Returned(back) };
                let (digest, by, at) = (Sha256::new([7; 32]), actor.person, self.now);
                let (id, also, undone_at, running_at) = (id(13, self.decided), may.turn.also, None, at);
                let decision = Decision { id, submission, digest, step, also, by, at, running_at, outcome, undone_at };
                self.school.obligation(PLAN).decisions.push(decision);
            }
            Deed::TakesBack { who } => {
                let (facts, obligation) = (self.school.facts(), self.school.obligation(PLAN).clone());
                let actor = facts.actor(self.person(who), self.now);
                let review = review_of(&facts, &obligation);
                let (now, may) = (self.now, |one: &Decision| decide_undo(&actor, one).is_ok());
                let mut standing = self.school.obligation(PLAN).decisions.iter_mut().filter(|one| one.stands());
                if let Some(decision) = standing.find(|one| may(one) && review.check_undo(&obligation, one, sure(now)).is_ok()) {
                    decision.undone_at = Some(now);
                }
            }
            Deed::Withdraws { who, is_opened } => {
                let (facts, obligation) = (self.school.facts(), self.school.obligation(PLAN).clone());
                let actor = facts.actor(self.person(who), self.now);
                let Some(last) = self.versions.last().copied() else { return };
                let since = SinceHandIn { running_at: last.at, opened_at: is_opened.then_some(self.now) };
                if check_withdraw(&facts, &actor, &obligation, last.submission, since, sure(self.now)).is_ok() {
                    assert!(!is_opened && last.by == actor.person, "only its author, and only what nobody has opened");
                    assert!(obligation.decisions.iter().all(|one| one.submission != last.submission), "nothing was decided");
                    self.versions.pop();
                    let before = self.versions.last().map(|one| {
                        let numbers: Vec<u32> = obligation.withdrawals.iter().map(|one| one.version).collect();
                        let counting = (1..obligation.next_version()).filter(|number| !numbers.contains(number));
                        (*one, counting.take(self.versions.len()).last().unwrap())
                    });
                    let version = obligation.handed_in.as_ref().unwrap().versions;
                    let withdrawal = Withdrawal { submission: last.submission, version, by: last.by, at: self.now };
                    let known = self.school.obligation(PLAN);
                    known.handed_in = known.without_last(before);
                    known.withdrawals.push(withdrawal);
                }
            }
            Deed::Lends { place, of, to } => {
                let acting = Acting { person: self.person(of), decision: "15/QĐ".to_owned() };
                self.holds(self.person(to), self.place(place), Some(acting));
            }
            Deed::Promotes { place, who } => self.holds(self.person(who), self.place(place), None),
            Deed::Leaves { who } => {
                let (person, last) = (self.person(who), day_of(self.now));
                let theirs = self.school.regime.organisation.appointments.iter_mut().filter(|one| one.person == person);
                theirs.filter(|one| one.until.is_none()).for_each(|one| one.until = Some(last));
            }
        }
    }

    /// What must hold whatever was done.
    fn check(&mut self) {
        let obligation = self.school.obligation(PLAN).clone();
        let review = review_of(&self.school.facts(), &obligation);
        let approvals = match &review {
            Review::Approved { submission, approvals } => {
                assert_eq!(Some(*submission), self.last(), "what is approved is what is there");
                approvals.clone()
            }
            Review::Waiting(waiting) => waiting.approvals.clone(),
            Review::Returned(_) | Review::NothingYet | Review::NotAsked | Review::SelfIssued { .. } => Vec::new(),
        };
        let Obligation { handed_in, decisions, .. } = &obligation;
        assert_eq!(handed_in.as_ref().map(|one| one.submission), self.last(), "what was taken back counts for nothing");
        for approval in &approvals {
            assert!(!self.wrote.contains(&approval.by), "nobody approves what they had a part in: {review:?}");
            let decision = decisions.iter().find(|one| one.id == approval.decision).unwrap();
            assert!(decision.stands() && Some(decision.submission) == self.last(), "{decision:?}");
        }
        let people: std::collections::BTreeSet<PersonId> = approvals.iter().map(|one| one.by).collect();
        assert_eq!(
            people.len(),
            approvals.len(),
            "two steps are two people, or one signature of whoever is left alone: {review:?}"
        );
        if let Review::Waiting(waiting) = &review {
            self.check_waiting(&obligation, waiting);
        }
        if matches!(review, Review::Approved { .. }) {
            let settled = |step| {
                let approved = |one: &&Decision| approvals.iter().any(|approval| approval.decision == one.id);
                decisions.iter().filter(approved).any(|one| one.settles(step))
            };
            let (first, other) = self.route.begins().unwrap();
            assert!(settled(first) && other.step().is_none_or(settled), "every step was taken: {review:?}");
        }
    }
}

/// How many lives are played where nobody asks for more of them by `PROPTEST_CASES`.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(48)
}

impl Life {
    /// What waits has somebody who may decide, who is named, unless everybody who leads the school had a part in it, or it is the
    /// principal's, above whom nobody is in the school.
    fn check_waiting(&self, obligation: &Obligation, waiting: &PendingReview) {
        let (facts, today) = (self.school.facts(), day_of(self.now));
        let organisation = facts.organisation();
        let may = |person: PersonId| {
            let actor = facts.actor(person, self.now);
            let may = |step| may_decide(&facts, &actor, obligation, (waiting.submission, step), self.now).is_ok();
            Step::ALL.into_iter().any(may)
        };
        let named = reviewers(&facts, obligation, waiting, self.now).len();
        assert_eq!(organisation.people.iter().filter(|one| may(one.id)).count(), named, "{waiting:?}");
        let wrote = |person: PersonId| self.wrote.contains(&person);
        let posts = [Position::Principal, Position::VicePrincipal];
        let mut leaders = posts.into_iter().flat_map(|post| organisation.holders_and_acting(post, today));
        let is_principals = organisation.holders(Position::Principal, today).iter().any(|one| wrote(one.id));
        assert!(named > 0 || is_principals || leaders.all(|one| wrote(one.id)), "waits for nobody: {waiting:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_approver_is_an_author_and_nothing_is_approved_without_its_bytes(
        route in prop::sample::select(vec![
            ApprovalRoute::Department,
            ApprovalRoute::Leadership,
            ApprovalRoute::DepartmentThenLeadership,
            ApprovalRoute::DepartmentAndLeadership,
        ]),
        leaders in 1..=LEADERS.len(),
        deeds in prop::collection::vec(deeds(), 1..48),
    ) {
        let mut life = Life::new(route, leaders);
        for deed in &deeds {
            life.does(deed);
            life.check();
        }
    }
}

/// The play is worth something only if most of what it can come to does happen in it.
#[test]
fn the_play_reaches_every_state() {
    let mut life = Life::new(ApprovalRoute::DepartmentThenLeadership, 3);
    let state = |life: &mut Life| {
        let obligation = life.school.obligation(PLAN).clone();
        review_of(&life.school.facts(), &obligation)
    };
    let decides = |who, approves, step| Deed::Decides { who, approves, step, versions_ago: 0 };
    life.does(&Deed::HandsIn(0));
    life.does(&decides(3, false, Step::Department));
    assert!(matches!(state(&mut life), Review::Returned(_)));
    life.does(&Deed::TakesBack { who: 3 });
    life.does(&decides(3, true, Step::Department));
    assert!(matches!(state(&mut life), Review::Waiting(waiting) if waiting.step == Step::Leadership));
    // Whoever approved for the department does not sign as well, whatever they have become meanwhile.
    life.does(&Deed::Promotes { place: 2, who: 3 });
    life.does(&decides(3, true, Step::Leadership));
    assert!(matches!(state(&mut life), Review::Waiting(waiting) if waiting.step == Step::Leadership));
    life.does(&decides(5, true, Step::Leadership));
    assert!(matches!(state(&mut life), Review::Approved { .. }));
    life.does(&Deed::HandsIn(1));
    assert!(matches!(state(&mut life), Review::Waiting(waiting) if waiting.step == Step::Department && waiting.version == 2));
    // What nobody has opened is taken back, and the approvals of the version before count again.
    life.does(&Deed::Withdraws { who: 1, is_opened: true });
    assert!(matches!(state(&mut life), Review::Waiting(waiting) if waiting.version == 2));
    life.does(&Deed::Withdraws { who: 1, is_opened: false });
    assert!(matches!(state(&mut life), Review::Approved { .. }));
    life.check();
}

#[test]
fn the_play_reaches_every_state_of_two_turns_at_once() {
    let mut life = Life::new(ApprovalRoute::DepartmentAndLeadership, 3);
    let state = |life: &mut Life| {
        let obligation = life.school.obligation(PLAN).clone();
        review_of(&life.school.facts(), &obligation)
    };
    let decides = |who, approves, step| Deed::Decides { who, approves, step, versions_ago: 0 };
    life.does(&Deed::HandsIn(0));
    life.does(&decides(5, true, Step::Leadership));
    assert!(matches!(state(&mut life), Review::Waiting(waiting) if waiting.step == Step::Department));
    life.does(&decides(5, true, Step::Department));
    assert!(matches!(state(&mut life), Review::Waiting(_)), "a vice principal is not the department");
    life.does(&decides(3, true, Step::Department));
    assert!(matches!(state(&mut life), Review::Approved { approvals, .. } if approvals.len() == 2));
    life.check();
    life.does(&Deed::HandsIn(0));
    life.does(&decides(3, true, Step::Department));
    life.does(&decides(5, false, Step::Leadership));
    assert!(matches!(state(&mut life), Review::Returned(_)), "a return by either returns");
    life.check();
}
