//! What can be chosen in the form of an entry: people, departments and sections, and the records that speak about somebody, each with
//! what is known of it.

use std::collections::BTreeMap;

use app::registers::{FirstChoice, RegisterOption};
use domain::{
    dashboard::TermFilter,
    days::day_of,
    people::{Person, PersonId, Position},
    registers::{
        ACCUSED, ADVISER, ColumnKind, EntryForm, FactTold, PRAISED, PRAISED_UNITS, RECORDS, Register, RegisterKind, TERM,
        TermFigures, term_figures,
    },
};
use records::{Work, registers};

use crate::{error::AppError, extract::Visit};

/// What the form of an entry offers: what is chosen first, where something is, and what in each column.
pub(super) struct Choices {
    pub first: Option<FirstChoice>,
    pub columns: BTreeMap<&'static str, Vec<RegisterOption>>,
}

impl Choices {
    /// As the visitor may choose them, by what `form` says already.
    pub(super) async fn read(visit: &Visit, register: &'static Register, form: &EntryForm) -> Result<Self, AppError> {
        match register.kind {
            RegisterKind::Violations => of_case(visit, form).await,
            RegisterKind::Commendations => Ok(of_praise(visit, form)),
            RegisterKind::Incidents
            | RegisterKind::Proposals
            | RegisterKind::Incoming
            | RegisterKind::Outgoing
            | RegisterKind::Trainings => Ok(of_things(visit, register)),
        }
    }
}

fn of_things(visit: &Visit, register: &'static Register) -> Choices {
    let of_people = register.columns.iter().filter(|column| column.kind == ColumnKind::People);
    let people = || visit.facts.organisation().people.iter().map(|one| named(visit, one, Vec::new())).collect();
    Choices { first: None, columns: of_people.map(|column| (column.code, people())).collect() }
}

fn named(visit: &Visit, person: &Person, beside: Vec<String>) -> RegisterOption {
    let name = visit.facts.organisation().distinct_name(person, Some(day_of(visit.now)));
    RegisterOption { id: person.id.to_string(), name, beside }
}

/// The people about whom the visitor may write an entry, by name: not themselves, and not the principal.
fn others(visit: &Visit) -> Vec<&Person> {
    let (organisation, today) = (visit.facts.organisation(), day_of(visit.now));
    let is_other = |one: &&Person| {
        let positions = organisation.positions(one.id, today);
        one.id != visit.person && !positions.is_empty() && !positions.contains(&Position::Principal)
    };
    let mut others: Vec<&Person> = organisation.people.iter().filter(is_other).collect();
    others.sort_by_cached_key(|one| (one.name.sort_key(), one.id));
    others
}

async fn of_case(visit: &Visit, form: &EntryForm) -> Result<Choices, AppError> {
    let (organisation, today) = (visit.facts.organisation(), day_of(visit.now));
    let options = others(visit).into_iter().map(|one| named(visit, one, Vec::new())).map(|one| (one.id, one.name)).collect();
    let known: Option<PersonId> = form.says(ACCUSED).parse().ok().filter(|id| organisation.person(*id).is_some());
    let first = FirstChoice {
        column: ACCUSED,
        field: "nguoi",
        label: "Người liên quan",
        button: if known.is_some() { "Chọn người khác" } else { "Xem hồ sơ của người này" },
        options,
        chosen: known.map(|id| id.to_string()).unwrap_or_default(),
    };
    let advisers = organisation.holders(Position::VicePrincipal, today).into_iter().filter(|one| Some(one.id) != known);
    let advisers = advisers.map(|one| named(visit, one, Vec::new())).collect();
    let facts = match known {
        Some(person) => {
            let (store, reader) = (visit.fact_store(), visit.person);
            visit.read(async move |work: &mut Work| registers::facts_of(work, &store, reader, person).await).await?
        }
        None => Vec::new(),
    };
    let facts = facts.into_iter().map(|FactTold { obligation, words, beside }| RegisterOption {
        id: obligation.to_string(),
        name: words,
        beside,
    });
    Ok(Choices { first: Some(first), columns: BTreeMap::from([(ADVISER, advisers), (RECORDS, facts.collect())]) })
}

fn of_praise(visit: &Visit, form: &EntryForm) -> Choices {
    let TermFigures { term, people, units } = term_figures(&visit.facts, TermFilter::from_code(form.says(TERM)), visit.now);
    let first = FirstChoice {
        column: TERM,
        field: "ky",
        label: "Số liệu của học kỳ",
        button: "Xem số liệu",
        options: TermFilter::ALL.map(|term| (term.code().to_owned(), term.words().to_owned())).to_vec(),
        chosen: term.code().to_owned(),
    };
    let may: Vec<PersonId> = others(visit).into_iter().map(|one| one.id).collect();
    let people = people.into_iter().filter(|one| may.contains(&one.person));
    let people = people.map(|one| RegisterOption {
        id: one.person.to_string(),
        beside: vec![one.titles.clone(), one.words()],
        name: one.name,
    });
    let units = units.into_iter().map(|one| RegisterOption { beside: vec![one.words()], id: one.id, name: one.name });
    Choices { first: Some(first), columns: BTreeMap::from([(PRAISED, people.collect()), (PRAISED_UNITS, units.collect())]) }
}
