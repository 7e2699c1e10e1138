//! Entries of registers as their rows have them.

use chrono::{DateTime, Utc};
use domain::{
    ids::Id,
    names::fold,
    people::PersonId,
    registers::{EntryId, EntryLine, EntryStep, EntryVersion, Incident, RegisterKind, Said, Waiting, Wanted},
};
use uuid::Uuid;

use crate::{
    error::{Error, internal},
    sql::sql,
    values::{count, known, unread},
    work::Work,
};

/// So many entries of one person are looked through for what is new to them.
const MAX_OF_PERSON: i64 = 40;

/// By so many letters an entry is sought: SQLite takes no pattern of more than 50,000 bytes, and an address may hold more.
const MAX_SOUGHT: usize = 200;

#[derive(sqlx::FromRow)]
struct LineRow {
    id: Uuid,
    register: String,
    year: i64,
    number: i64,
    by_person_id: Uuid,
    at: DateTime<Utc>,
    version: i64,
    written_by: Uuid,
    said: String,
    step: i64,
    step_by: Uuid,
    step_at: DateTime<Utc>,
    state: String,
    words: String,
    /// How many there are in all, on whatever page this is.
    in_all: i64,
}

/// The columns of `LineRow`, of the school that is `$1`: each entry with its last version and its last step; and whatever follows:
/// which of them. From an entry to its version and step, and never the other way round.
macro_rules! select_lines {
    ($rest:literal) => {
        concat!(
            "SELECT e.id, e.register, e.year, e.number, e.by_person_id, e.at, v.number AS version, \
             v.by_person_id AS written_by, v.said, s.number AS step, \
             s.by_person_id AS step_by, s.at AS step_at, s.state, s.words, count(*) OVER () AS in_all \
             FROM register_entries e CROSS JOIN register_versions v CROSS JOIN register_steps s \
             WHERE e.school_id = $1 AND v.school_id = $1 AND v.entry_id = e.id AND s.school_id = $1 AND s.entry_id = e.id \
             AND NOT EXISTS (SELECT 1 FROM register_versions l WHERE l.school_id = $1 AND l.entry_id = e.id \
             AND l.number > v.number) AND NOT EXISTS (SELECT 1 FROM register_steps l WHERE l.school_id = $1 \
             AND l.entry_id = e.id AND l.number > s.number) ",
            $rest
        )
    };
}

/// Some entries, the last one first, and how many there are in all; none and 0 behind the last one.
pub(super) async fn list(
    work: &mut Work,
    kind: RegisterKind,
    wanted: &Wanted,
    (first, most): (usize, usize),
) -> Result<(Vec<EntryLine>, usize), Error> {
    let whole = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let select = sql(select_lines!(
        "AND e.register = $2 AND (e.by_person_id = $8 OR EXISTS (SELECT 1 FROM register_people p \
         WHERE p.school_id = $1 AND p.entry_id = e.id AND ((p.part = 'about' AND p.person_id = $3 \
         AND (s.state = $9 OR $9 IS NULL)) OR (p.part = 'advises' AND p.person_id = $8))) OR $3 IS NULL) \
         AND (s.state = $4 OR $4 IS NULL) \
         AND v.found LIKE $5 ESCAPE '!' ORDER BY e.year DESC, e.number DESC LIMIT $6 OFFSET $7"
    ));
    let since = kind.register().concerned_since();
    let select = select.bind_all((work.school, kind.code(), wanted.only_of, wanted.state));
    let select = select.bind_all((pattern(&wanted.words), whole(most), whole(first), wanted.entered_by, since));
    let rows: Vec<LineRow> = work.all(select).await?;
    let in_all = rows.first().map_or(Ok(0), |row| count("register_entries", "count", row.in_all))?;
    let lines = rows.into_iter().map(LineRow::read).collect::<Result<_, _>>()?;
    Ok((lines, in_all))
}

/// What finds these words, one after the other, with anything between them; of more words than anybody seeks by, the first ones.
fn pattern(words: &str) -> String {
    let folded: String = fold(words).chars().take(MAX_SOUGHT).collect();
    let word = |word: &str| word.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    let words: Vec<String> = folded.split(' ').filter(|one| !one.is_empty()).map(word).collect();
    format!("%{}%", words.join("%"))
}

/// One entry, of whichever register.
pub(super) async fn line(work: &mut Work, id: EntryId) -> Result<Option<EntryLine>, Error> {
    let select = sql(select_lines!("AND e.id = $2"));
    let row: Option<LineRow> = work.optional(select.bind_all((work.school, id))).await?;
    row.map(LineRow::read).transpose()
}

/// What `person` entered last, in every register; and what is about them, of which they may not yet read all.
pub(super) async fn of_person(work: &mut Work, person: PersonId) -> Result<Vec<EntryLine>, Error> {
    let entered = sql(select_lines!("AND e.by_person_id = $2 ORDER BY e.at DESC, e.id DESC LIMIT $3"));
    let mut rows: Vec<LineRow> = work.all(entered.bind_all((work.school, person, MAX_OF_PERSON))).await?;
    let about = sql(select_lines!(
        "AND e.id IN (SELECT p.entry_id FROM register_people p WHERE p.school_id = $1 AND p.person_id = $2 AND p.part = 'about') \
         ORDER BY e.at DESC, e.id DESC LIMIT $3"
    ));
    let about: Vec<LineRow> = work.all(about.bind_all((work.school, person, MAX_OF_PERSON))).await?;
    rows.extend(about);
    rows.into_iter().map(LineRow::read).collect()
}

impl LineRow {
    fn read(self) -> Result<EntryLine, Error> {
        let step = EntryStep {
            number: count("register_steps", "number", self.step)?,
            by: Id::new(self.step_by),
            at: self.step_at,
            state: self.state,
            words: self.words,
        };
        Ok(EntryLine {
            id: Id::new(self.id),
            register: known("register_entries", "register", &self.register, RegisterKind::from_code)?,
            year: count("register_entries", "year", self.year)?,
            number: count("register_entries", "number", self.number)?,
            by: Id::new(self.by_person_id),
            at: self.at,
            said: said(&self.said)?,
            version: count("register_versions", "number", self.version)?,
            written_by: Id::new(self.written_by),
            step,
        })
    }
}

fn said(text: &str) -> Result<Said, Error> {
    serde_json::from_str(text).map_err(|_| unread("register_versions", "said", text))
}

/// What was said in an entry each time, the first time first.
pub(super) async fn versions(work: &mut Work, id: EntryId) -> Result<Vec<EntryVersion>, Error> {
    let select = sql("SELECT number, by_person_id, at, said FROM register_versions WHERE school_id = $1 AND entry_id = $2 \
         ORDER BY number");
    let rows: Vec<(i64, Uuid, DateTime<Utc>, String)> = work.all(select.bind_all((work.school, id))).await?;
    let read = |(number, by, at, text): (i64, Uuid, DateTime<Utc>, String)| {
        let number = count("register_versions", "number", number)?;
        Ok(EntryVersion { number, by: Id::new(by), at, said: said(&text)? })
    };
    rows.into_iter().map(read).collect()
}

/// The steps of an entry, the first one first.
pub(super) async fn steps(work: &mut Work, id: EntryId) -> Result<Vec<EntryStep>, Error> {
    let select = sql("SELECT number, by_person_id, at, state, words FROM register_steps WHERE school_id = $1 AND entry_id = $2 \
         ORDER BY number");
    let rows: Vec<(i64, Uuid, DateTime<Utc>, String, String)> = work.all(select.bind_all((work.school, id))).await?;
    let read = |(number, by, at, state, words): (i64, Uuid, DateTime<Utc>, String, String)| {
        let number = count("register_steps", "number", number)?;
        Ok(EntryStep { number, by: Id::new(by), at, state, words })
    };
    rows.into_iter().map(read).collect()
}

/// How many entries of `person` in this register nobody has done anything about.
pub(super) async fn untouched(work: &mut Work, kind: RegisterKind, person: PersonId) -> Result<usize, Error> {
    let select = sql("SELECT count(*) FROM register_entries e WHERE e.school_id = $1 AND e.register = $2 AND e.by_person_id = $3 \
         AND NOT EXISTS (SELECT 1 FROM register_steps s WHERE s.school_id = $1 AND s.entry_id = e.id AND s.number > 1)");
    let (waiting,): (i64,) = work.one(select.bind_all((work.school, kind.code(), person))).await?;
    count("register_entries", "count", waiting)
}

/// How many incidents are open, and how many proposals wait to be decided.
pub(super) async fn waiting(work: &mut Work) -> Result<Waiting, Error> {
    let select = sql("SELECT e.register, count(*) FROM register_entries e CROSS JOIN register_steps s WHERE e.school_id = $1 \
         AND e.register IN ('incidents', 'proposals') AND s.school_id = $1 AND s.entry_id = e.id AND s.state IN ('new', 'working') \
         AND NOT EXISTS (SELECT 1 FROM register_steps l WHERE l.school_id = $1 AND l.entry_id = e.id AND l.number > s.number) \
         GROUP BY e.register");
    let rows: Vec<(String, i64)> = work.all(select.bind(work.school)).await?;
    let mut waiting = Waiting::default();
    for (code, entries) in rows {
        let entries = count("register_entries", "count", entries)?;
        match known("register_entries", "register", &code, RegisterKind::from_code)? {
            RegisterKind::Incidents => waiting.incidents = entries,
            RegisterKind::Proposals => waiting.proposals = entries,
            RegisterKind::Incoming
            | RegisterKind::Outgoing
            | RegisterKind::Trainings
            | RegisterKind::Commendations
            | RegisterKind::Violations => {}
        }
    }
    Ok(waiting)
}

/// The incidents of `year` and later, the first one first.
pub(super) async fn incidents(work: &mut Work, year: i32) -> Result<Vec<Incident>, Error> {
    let select = sql("SELECT e.year, e.number, e.by_person_id, v.said, s.at, s.state FROM register_entries e \
         CROSS JOIN register_versions v CROSS JOIN register_steps s WHERE e.school_id = $1 AND e.register = 'incidents' \
         AND e.year >= $2 AND v.school_id = $1 AND v.entry_id = e.id AND s.school_id = $1 AND s.entry_id = e.id \
         AND NOT EXISTS (SELECT 1 FROM register_versions l WHERE l.school_id = $1 AND l.entry_id = e.id AND l.number > v.number) \
         ORDER BY e.year, e.number, s.number");
    let rows: Vec<(i64, i64, Uuid, String, DateTime<Utc>, String)> =
        work.all(select.bind_all((work.school, i64::from(year)))).await?;
    let of_one = rows.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)).filter_map(|steps| {
        let (year, number, by, text, ..) = steps.first()?;
        let states = steps.iter().map(|(.., at, state)| (*at, state.as_str()));
        let made = || {
            let said = said(text)?;
            let scope = said.get("scope").map_or("", String::as_str);
            let name = (count("register_entries", "year", *year)?, count("register_entries", "number", *number)?);
            Ok(Incident::of(name, PersonId::new(*by), scope, states))
        };
        Some(made())
    });
    of_one.collect()
}

/// Whom an entry is about, and who is to advise about it; a part of what takes the proof.
pub(super) async fn add_people(work: &mut Work, entry: &EntryLine) -> Result<(), Error> {
    let about = entry.about().into_iter().map(|person| (person, "about"));
    let mut people: Vec<(PersonId, &str)> = about.chain(entry.adviser().map(|person| (person, "advises"))).collect();
    people.sort_unstable();
    people.dedup();
    for (person, part) in people {
        let insert = sql("INSERT INTO register_people (school_id, entry_id, person_id, part) VALUES ($1, $2, $3, $4)");
        work.run(insert.bind_all((work.school, entry.id, person, part))).await?;
    }
    Ok(())
}

/// What is said in an entry from now on; a part of what takes the proof.
pub(super) async fn add_version(work: &mut Work, entry: &EntryLine, found: &str) -> Result<(), Error> {
    let said = serde_json::to_string(&entry.said).map_err(|_| internal("register_versions", "said is no text"))?;
    let insert = sql("INSERT INTO register_versions (school_id, entry_id, number, by_person_id, at, said, found) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)");
    work.run(insert.bind_all((work.school, entry.id, i64::from(entry.version), entry.written_by, work.now, said, found))).await?;
    Ok(())
}

/// How an entry stands from now on; a part of what takes the proof.
pub(super) async fn add_step(work: &mut Work, id: EntryId, step: &EntryStep) -> Result<(), Error> {
    let insert = sql("INSERT INTO register_steps (school_id, entry_id, number, by_person_id, at, state, words) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)");
    let values = (work.school, id, i64::from(step.number), step.by, step.at, step.state.as_str(), step.words.as_str());
    work.run(insert.bind_all(values)).await?;
    Ok(())
}
