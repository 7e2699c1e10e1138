//! "Sổ": entries of the registers of the house, made, corrected and moved on, each in one transaction that asks whose it is;
//! nothing of it is ever changed. One table and one query serve every register (decision 0045).

mod files;
pub mod known_times;
mod stored;

use chrono::{Datelike, NaiveDate};
use domain::{
    dashboard::TermFilter,
    days::day_of,
    facts::Facts,
    forms::FormErrors,
    lateness::Known,
    people::PersonId,
    permissions::{
        Actor, Allowed, CorrectEntry, EnterEntry, MoveEntry, RegisterScope, check_about, decide_correct_entry, decide_enter_entry,
        decide_move_entry, decide_read_entry, decide_read_register,
    },
    refusal::{Refusal, RegisterRefusal},
    registers::{
        ACCUSED, ColumnKind, Entry, EntryForm, EntryId, EntryLine, EntryStep, FACTS, FIGURES, FactTold, Incident,
        MAX_OPEN_INCIDENTS, Move, MoveForm, PRAISED, PRAISED_UNITS, RECORDS, Register, RegisterKind, Said, TERM, Waiting, Wanted,
        facts_about, facts_told, figures_told, found_by, term_figures,
    },
};

pub use files::{attach, files};

use crate::{
    error::{Checked, Error},
    events::Event,
    facts::FactStore,
    sql::sql,
    values::new_id,
    work::Work,
};

/// Some entries of a register, the last one first, from `first` on (counted from 0) and at most `most`; and how many there are in
/// all. Where there are fewer than `first`, none.
///
/// # Errors
/// Those of reading.
pub async fn list(
    work: &mut Work,
    kind: RegisterKind,
    wanted: &Wanted,
    (first, most): (usize, usize),
) -> Result<(Vec<EntryLine>, usize), Error> {
    stored::list(work, kind, wanted, (first, most)).await
}

/// One entry with all that became of it.
///
/// # Errors
/// `NotFound` for one of another register or school.
pub async fn one(work: &mut Work, kind: RegisterKind, id: EntryId) -> Result<Entry, Error> {
    let entry = any(work, id).await?;
    if entry.line.register == kind { Ok(entry) } else { Err(Error::NotFound) }
}

/// One entry of whichever register, with all that became of it.
pub(crate) async fn any(work: &mut Work, id: EntryId) -> Result<Entry, Error> {
    let line = stored::line(work, id).await?.ok_or(Error::NotFound)?;
    Ok(Entry { line, versions: stored::versions(work, id).await?, steps: stored::steps(work, id).await? })
}

/// The incidents that were reported in the year of `since` or later, the first one first.
///
/// # Errors
/// Those of reading.
pub async fn incidents(work: &mut Work, since: NaiveDate) -> Result<Vec<Incident>, Error> {
    stored::incidents(work, since.year()).await
}

/// What waits for whoever keeps the registers.
///
/// # Errors
/// Those of reading.
pub async fn waiting(work: &mut Work) -> Result<Waiting, Error> {
    stored::waiting(work).await
}

/// What waits in a register that only those know of whom its entries name, for `reader`: entries that are not over, some of them.
///
/// # Errors
/// Those of reading.
pub async fn secret(work: &mut Work, store: &FactStore, reader: PersonId) -> Result<Vec<EntryLine>, Error> {
    let facts = store.facts(work).await?;
    let actor = facts.actor(reader, work.now);
    let mut waiting = Vec::new();
    for kind in RegisterKind::ALL.into_iter().filter(|kind| kind.register().is_secret()) {
        let Ok(scope) = decide_read_register(&actor, facts.organisation(), kind.register()) else { continue };
        let (only_of, entered_by) = scope.entries_of(actor.person);
        let wanted = Wanted { only_of, entered_by, ..Wanted::default() };
        let (lines, _) = stored::list(work, kind, &wanted, (0, MAX_SECRET)).await?;
        let is_theirs = |line: &EntryLine| decide_read_entry(&actor, facts.organisation(), line).is_ok();
        waiting.extend(lines.into_iter().filter(|line| !line.is_over() && is_theirs(line)));
    }
    Ok(waiting)
}

/// So many entries of such a register are looked through for what waits.
const MAX_SECRET: usize = 100;

/// What the program knows of the records of `person` that may speak about a violation, for `reader`.
///
/// # Errors
/// `Refused` for whoever opens no case.
pub async fn facts_of(work: &mut Work, store: &FactStore, reader: PersonId, person: PersonId) -> Result<Vec<FactTold>, Error> {
    let facts = store.facts(work).await?;
    let actor = facts.actor(reader, work.now);
    decide_enter_entry(&actor, facts.organisation(), RegisterKind::Violations.register())?;
    known_facts(work, &facts, &actor, person).await
}

async fn known_facts(work: &mut Work, facts: &Facts, actor: &Actor, person: PersonId) -> Result<Vec<FactTold>, Error> {
    let records =
        facts_about(facts, actor, person, Known::default(), work.now).into_iter().map(|one| one.obligation).collect::<Vec<_>>();
    let known = known_times::read(work, facts.calendar().first_day(), &records).await?;
    Ok(facts_about(facts, actor, person, known.known(), work.now))
}

/// What `person` entered in the registers and what is about them, some of it.
///
/// # Errors
/// Those of reading.
pub async fn of_person(work: &mut Work, person: PersonId) -> Result<Vec<EntryLine>, Error> {
    stored::of_person(work, person).await
}

async fn line(work: &mut Work, kind: RegisterKind, id: EntryId) -> Result<EntryLine, Error> {
    stored::line(work, id).await?.filter(|line| line.register == kind).ok_or(Error::NotFound)
}

async fn asked(work: &mut Work, store: &FactStore) -> Result<(Actor, std::sync::Arc<Facts>), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    Ok((facts.actor(by, work.now), facts))
}

/// Makes an entry. A form that comes again makes no second one.
///
/// # Errors
/// `Refused` where it is not the actor's, where so much of theirs waits that more says nothing, or where the form has made an entry
/// that says something else; what is wrong with the form is told inside.
pub async fn enter(
    work: &mut Work,
    store: &FactStore,
    kind: RegisterKind,
    form: &EntryForm,
) -> Result<Result<EntryId, FormErrors>, Error> {
    let (actor, facts) = asked(work, store).await?;
    let (register, organisation) = (kind.register(), facts.organisation());
    let allowed = decide_enter_entry(&actor, organisation, register)?;
    let today = day_of(work.now);
    let said = match form.parse_new(register, organisation, today) {
        Ok(said) => said,
        Err(errors) => return Ok(Err(errors)),
    };
    check_about(&actor, organisation, register, &said, today)?;
    let known = match form.id() {
        Some(id) => stored::line(work, id).await?,
        None => None,
    };
    // The key of somebody else's entry is no key: that there is such an entry is not said either.
    let key = form.id().filter(|_| known.is_none());
    if let Some(known) = known.filter(|known| known.by == actor.person) {
        let is_same = known.register == kind && typed(register, known.said) == typed(register, said);
        return if is_same { Ok(Ok(known.id)) } else { Err(Refusal::from(RegisterRefusal::SentAlready).into()) };
    }
    if decide_read_register(&actor, organisation, register)? == RegisterScope::Own
        && stored::untouched(work, kind, actor.person).await? >= MAX_OPEN_INCIDENTS
    {
        return Err(Refusal::from(RegisterRefusal::TooManyOpen { most: MAX_OPEN_INCIDENTS }).into());
    }
    let said = match with_known(work, &facts, &actor, register, said).await? {
        Ok(said) => said,
        Err(errors) => return Ok(Err(errors)),
    };
    let entry = new_entry(work, kind, (key, actor.person), said).await?;
    save(work, &facts, &entry, &allowed).await?;
    Ok(Ok(entry.id))
}

/// What people typed of it.
fn typed(register: &Register, said: Said) -> Said {
    let is_known = |code: &str| register.columns.iter().any(|one| one.code == code && one.kind == ColumnKind::Known);
    said.into_iter().filter(|(code, _)| !is_known(code)).collect()
}

/// An entry about people says what the program knows at that moment, and nothing else in those columns.
async fn with_known(
    work: &mut Work,
    facts: &Facts,
    actor: &Actor,
    register: &Register,
    said: Said,
) -> Result<Result<Said, FormErrors>, Error> {
    let says = |column: &str| said.get(column).map_or("", String::as_str);
    let (column, known) = match register.kind {
        RegisterKind::Violations => {
            let Ok(person) = says(ACCUSED).parse() else { return Ok(Ok(said)) };
            let all = known_facts(work, facts, actor, person).await?;
            let Some(known) = facts_told(&all, says(RECORDS)) else {
                return Ok(Err(FormErrors::one(RECORDS, "Chọn trong danh sách hồ sơ của người này.")));
            };
            (FACTS, known)
        }
        RegisterKind::Commendations => {
            let figures = term_figures(facts, TermFilter::from_code(says(TERM)), work.now);
            (FIGURES, figures_told(&figures, says(PRAISED), says(PRAISED_UNITS)))
        }
        RegisterKind::Incidents
        | RegisterKind::Proposals
        | RegisterKind::Incoming
        | RegisterKind::Outgoing
        | RegisterKind::Trainings => return Ok(Ok(said)),
    };
    let mut said = typed(register, said);
    if !known.is_empty() {
        said.insert(column.to_owned(), known);
    }
    Ok(Ok(said))
}

async fn new_entry(
    work: &mut Work,
    kind: RegisterKind,
    (key, by): (Option<EntryId>, PersonId),
    said: Said,
) -> Result<EntryLine, Error> {
    let year = day_of(work.now).year();
    let last = sql("SELECT max(number) FROM register_entries WHERE register = $1 AND year = $2 AND school_id = $3");
    let last = last.bind_all((kind.code(), i64::from(year)));
    let number = work.next_number("register_entries", last).await?;
    let state = kind.register().first_state().map_or("", |state| state.code).to_owned();
    let step = EntryStep { number: 1, by, at: work.now, state, words: String::new() };
    let id = key.unwrap_or_else(new_id);
    Ok(EntryLine { id, register: kind, year, number, by, at: work.now, said, version: 1, written_by: by, step })
}

async fn save(work: &mut Work, facts: &Facts, entry: &EntryLine, _allowed: &Allowed<EnterEntry>) -> Result<(), Error> {
    let EntryLine { id, register, year, number, by, at, .. } = entry;
    let insert = sql("INSERT INTO register_entries (school_id, id, register, year, number, by_person_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)");
    work.run(insert.bind_all((work.school, *id, register.code(), i64::from(*year), i64::from(*number), *by, *at))).await?;
    let found = found_by(facts.organisation(), entry);
    stored::add_version(work, entry, &found).await?;
    stored::add_step(work, *id, &entry.step).await?;
    stored::add_people(work, entry).await?;
    work.note(if register.register().is_secret() { Event::CaseOpened { entry } } else { Event::RegisterEntered { entry } });
    Ok(())
}

/// Writes an entry anew: what stood there before stays readable. What the program itself knew of it stays as it was.
///
/// # Errors
/// `Refused` where it is not the actor's, or somebody was faster; `NotFound` for an entry of another register or school; what is
/// wrong with the form is told inside.
pub async fn correct(
    work: &mut Work,
    store: &FactStore,
    (kind, id): (RegisterKind, EntryId),
    form: &EntryForm,
) -> Result<Checked, Error> {
    let (actor, facts) = asked(work, store).await?;
    let before = line(work, kind, id).await?;
    let allowed = decide_correct_entry(&actor, facts.organisation(), &before)?;
    let mut said = match form.parse(kind.register(), facts.organisation()) {
        Ok(said) => said,
        Err(errors) => return Ok(Err(errors)),
    };
    for column in kind.register().columns.iter().filter(|column| column.kind == ColumnKind::Known) {
        said.remove(column.code);
        if let Some(known) = before.said.get(column.code) {
            said.insert(column.code.to_owned(), known.clone());
        }
    }
    if said == before.said {
        return Ok(Ok(()));
    }
    if form.seen != before.version.to_string() {
        return Err(Refusal::from(RegisterRefusal::ChangedMeanwhile).into());
    }
    let entry = EntryLine { said, version: before.version + 1, written_by: actor.person, ..before };
    save_correction(work, &facts, &entry, &allowed).await?;
    Ok(Ok(()))
}

async fn save_correction(work: &mut Work, facts: &Facts, entry: &EntryLine, _allowed: &Allowed<CorrectEntry>) -> Result<(), Error> {
    let found = found_by(facts.organisation(), entry);
    stored::add_version(work, entry, &found).await?;
    work.note(Event::RegisterCorrected { entry });
    Ok(())
}

/// Takes a step with an entry, of those that decide about nobody. The same step twice is one.
///
/// # Errors
/// As of `correct`; `Refused` also where nothing leads there from how the entry stands.
pub async fn take_step(
    work: &mut Work,
    store: &FactStore,
    entry: (RegisterKind, EntryId),
    form: &MoveForm,
) -> Result<Checked, Error> {
    moved(work, store, entry, form, |way| !way.decides_about_people()).await
}

/// Takes whatever step, as somebody whose password was typed a moment ago.
///
/// # Errors
/// As of `take_step`.
pub async fn take_proved_step(
    work: &mut Work,
    store: &FactStore,
    entry: (RegisterKind, EntryId),
    form: &MoveForm,
) -> Result<Checked, Error> {
    moved(work, store, entry, form, |_| true).await
}

async fn moved(
    work: &mut Work,
    store: &FactStore,
    (kind, id): (RegisterKind, EntryId),
    form: &MoveForm,
    may_be: impl Fn(&Move) -> bool,
) -> Result<Checked, Error> {
    let (actor, facts) = asked(work, store).await?;
    let entry = line(work, kind, id).await?;
    let last = &entry.step;
    if last.number > 1 && (last.by, &last.state, &last.words) == (actor.person, &form.to, &form.words) {
        return Ok(Ok(()));
    }
    let (way, allowed) = decide_move_entry(&actor, facts.organisation(), &entry, &form.to, day_of(work.now))?;
    let changed = || Refusal::from(RegisterRefusal::ChangedMeanwhile).into();
    if form.seen != entry.changes().to_string() {
        return Err(changed());
    }
    let words = match form.parse(way) {
        Ok(words) => words,
        Err(errors) => return Ok(Err(errors)),
    };
    // What became a decision since the password was not asked for is one that changed meanwhile.
    if !may_be(way) {
        return Err(changed());
    }
    let step = EntryStep { number: last.number + 1, by: actor.person, at: work.now, state: way.to.to_owned(), words };
    save_step(work, &EntryLine { step, ..entry }, &allowed).await?;
    Ok(Ok(()))
}

async fn save_step(work: &mut Work, entry: &EntryLine, _allowed: &Allowed<MoveEntry>) -> Result<(), Error> {
    stored::add_step(work, entry.id, &entry.step).await?;
    let is_secret = entry.register.register().is_secret();
    work.note(if is_secret { Event::CaseMoved { entry } } else { Event::RegisterMoved { entry } });
    Ok(())
}

#[cfg(test)]
#[path = "registers_tests.rs"]
mod tests;
