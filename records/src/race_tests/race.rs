//! One school and some servers over its one database: each round lays its ground, and then everything is tried at once, each by
//! a server drawn by lot.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use domain::{
    days,
    locks::{AuthorityForm, LockForm},
    names::PersonName,
    obligations::{Obligation, ObligationId},
    people::{Honorific, PersonId, Position},
    record_types::ApprovalRoute,
    review_settings::ReviewSetting,
    scope::ScopeForm,
};
use tokio::{sync::Barrier, task::JoinSet};
use uuid::Uuid;

use super::{
    attempt::Attempt,
    deeds::{Sort, Subject, Who},
    dice::Dice,
    oracle::{self, Played, Tried, Verdict},
    plan::Plan,
};
use crate::{
    Database, FactStore, accounts,
    clock::{Clock, ManualClock},
    error::Error,
    events, locks, people, review_settings,
    testing::{
        TestDatabase, allowed,
        school::{SmallSchool, first_week},
    },
    work::Work,
};

/// How many servers work on the database.
const SERVERS: usize = 3;
/// The first Monday on which a race begins, in weeks from the first one: some records are late by then, and some are to come.
const FIRST_MONDAY: u64 = 17;

/// One process over the database, with facts of its own.
#[derive(Clone, Debug)]
pub struct Server {
    pub database: Database,
    pub store: FactStore,
}

pub struct Race {
    pub school: SmallSchool,
    vice_principal: PersonId,
    /// The first one is the school's own.
    servers: Vec<Server>,
    /// Of which no round was about.
    left: Vec<Subject>,
    pub played: Played,
    /// By which each round was thrown, by its record.
    seeds: BTreeMap<Uuid, u64>,
    tried: Vec<Tried>,
}

impl Race {
    /// With a school of its own in this database, so many weeks after the first one that raced there.
    pub async fn begin(database: &TestDatabase, week: u64) -> Self {
        let today = first_week() + Days::new(7 * (FIRST_MONDAY + week));
        database.hand.set(days::at(today, NaiveTime::from_hms_opt(8, 0, 0).unwrap()));
        let school = SmallSchool::found(database).await;
        let team = school.hoa_y_te;
        let come = async move |work: &mut Work| {
            let name = PersonName::parse("Trần Thị Đào").expect("a name");
            let dao = people::add_person(work, &allowed(), &name, Honorific::Co, None).await?;
            accounts::open(work, &allowed(), dao, "dao", "$argon2id$", false).await?;
            people::appoint(work, &allowed(), dao, Position::VicePrincipal, first_week(), "01/QĐ-MNHS").await?;
            people::appoint(work, &allowed(), team, Position::ManagementTeam, first_week(), "01/QĐ-MNHS").await?;
            Ok::<_, Error>(dao)
        };
        let vice_principal = database.write(school.id, Some(school.nguyet), come).await.unwrap();
        // Whoever comes first of the two shuts and opens.
        let alone = AuthorityForm { parts: "either".to_owned(), opening_and_whole: "either".to_owned() };
        let store = school.store.clone();
        let settle = async move |work: &mut Work| locks::set_authority(work, &store, &alone).await;
        database.write(school.id, Some(school.nguyet), settle).await.unwrap().unwrap();
        let signed = school.facts().await.regime.record_types.iter().find(|one| one.code == "ke-hoach-tuan").unwrap().id;
        let both = ReviewSetting::Route { record_type: signed, route: ApprovalRoute::DepartmentAndLeadership };
        let settle = async move |work: &mut Work| review_settings::add(work, &allowed(), &both).await;
        database.write(school.id, Some(school.nguyet), settle).await.unwrap();
        let mut servers = vec![Server { database: database.database.clone(), store: school.store.clone() }];
        while servers.len() < SERVERS {
            // All of them have one clock: they work on one machine.
            let clock = Clock::Manual(database.hand.clone());
            let another = Database::open_as_it_is(&database.place, clock).await.unwrap();
            servers.push(Server { database: another, store: FactStore::default() });
        }
        let facts = school.facts().await;
        let teachers = |class| if class == school.class_4a { vec![school.hoa, school.thao] } else { vec![school.thuy] };
        let of = |one: &Obligation| Subject::of(one, (school.year, today, signed), teachers);
        let left: Vec<Subject> = facts.obligations.iter().filter(|one| !is_near(one, today)).filter_map(of).collect();
        let records = left.iter().map(|one| (one.record.uuid(), one.marks())).collect();
        let played = Played { records, ..Played::default() };
        Self { school, vice_principal, servers, left, played, seeds: BTreeMap::new(), tried: Vec::new() }
    }

    /// Its first record, and an order by which the principal shuts it.
    pub fn first_with_a_lock(&self) -> (ObligationId, LockForm) {
        let subject = &self.left[0];
        let scope = ScopeForm { records: vec![subject.record.to_string()], ..ScopeForm::default() };
        (subject.record, LockForm { scope, reason: "Chốt hồ sơ".to_owned(), ..LockForm::empty() })
    }

    pub fn hand(&self) -> &ManualClock {
        &self.school.database.hand
    }

    pub fn person(&self, who: Who, subject: &Subject) -> PersonId {
        match who {
            Who::Principal => self.school.nguyet,
            Who::VicePrincipal => self.vice_principal,
            Who::Team => self.school.hoa_y_te,
            Who::Head => self.school.am,
            Who::Teacher(number) => subject.teachers[number % subject.teachers.len()],
        }
    }

    /// The next record of this sort that is as the year has made it: an absence frees what others are about as well.
    async fn next(&mut self, sort: Sort) -> Option<Subject> {
        let facts = self.school.facts().await;
        let is_untouched = |one: &Obligation| {
            let is_put_off = one.terms.due.as_ref().is_some_and(|due| due.extended.is_some());
            one.exemption.is_none() && one.handed_in.is_none() && one.closing.is_none() && !is_put_off
        };
        self.left.retain(|one| facts.obligation(one.record).is_some_and(is_untouched));
        let place = self.left.iter().position(|one| one.sort == sort)?;
        Some(self.left.remove(place))
    }

    /// Runs the round that this seed throws; none where no record is left that it could be about.
    pub async fn round(&mut self, seed: u64) -> bool {
        let mut dice = Dice::of(seed);
        let Some(subject) = self.next(Sort::thrown(&mut dice)).await else { return false };
        self.seeds.insert(subject.record.uuid(), seed);
        let plan = Plan::thrown(&mut dice, subject.sort);
        let now = self.hand().shows();
        // Twenty seconds before a full minute.
        self.hand().set(now + TimeDelta::seconds(100 - now.timestamp().rem_euclid(60)));
        let ground = self.lay(&subject, &plan).await;
        self.hand().advance(TimeDelta::seconds(plan.waited));
        let begins = Arc::new(Barrier::new(plan.deeds.len() + 1));
        let mut running = JoinSet::new();
        for (deed, pause) in plan.deeds {
            let drawn = dice.below(SERVERS as u64);
            let server = self.servers[usize::try_from(drawn).unwrap()].clone();
            let by = self.person(deed.by(), &subject);
            let attempt = Attempt { school: self.school.id, by, deed, subject: subject.clone(), ground: ground.clone() };
            let begins = Arc::clone(&begins);
            running.spawn(async move {
                begins.wait().await;
                pause.pass().await;
                attempt.run(server).await
            });
        }
        begins.wait().await;
        for (seconds, pause) in plan.ticks {
            pause.pass().await;
            match seconds {
                // Somebody sets the clock back; the machine runs on.
                back if back < 0 => self.hand().jump(TimeDelta::seconds(back)),
                on => self.hand().advance(TimeDelta::seconds(on)),
            }
        }
        while let Some(tried) = running.join_next().await {
            self.tried.push(tried.unwrap());
        }
        true
    }

    /// What the oracle says of all rounds together.
    pub async fn end(self) -> Verdict {
        let read = async |work: &mut Work| {
            let whole = events::verify(work).await?;
            Ok::<_, Error>((whole, events::since(work, 0, i64::MAX).await?))
        };
        let (whole, chain) = self.school.database.read(self.school.id, None, read).await.unwrap();
        assert!(whole.is_ok(), "{whole:?}");
        let mut verdict = oracle::judge(&chain, &self.played, &self.tried);
        for violation in &mut verdict.violations {
            let seed = violation.record.and_then(|record| self.seeds.get(&record));
            violation.words = format!("seed {}: {}", seed.map(u64::to_string).unwrap_or_default(), violation.words);
        }
        // What each server has followed event by event is what a fresh one loads.
        let fresh = SmallSchool { store: FactStore::default(), ..self.school.clone() }.facts().await;
        for Server { database, store } in &self.servers {
            let store = store.clone();
            let facts = async move |work: &mut Work| store.facts(work).await;
            assert_eq!(database.read(self.school.id, None, facts).await.unwrap(), fresh);
        }
        for server in &self.servers[1..] {
            server.database.close().await;
        }
        verdict
    }
}

/// Due in the days in which the race is run: a closure would shut the day on which it stands.
fn is_near(one: &Obligation, today: NaiveDate) -> bool {
    one.due_day().is_some_and(|day| today <= day && day < today + Days::new(14))
}
