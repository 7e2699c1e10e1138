//! "Sổ hồ sơ điện tử cuối năm": what stands in the book of a class, and the books that were bound; each in one transaction that asks
//! who may.

use chrono::{DateTime, Utc};
use domain::{
    days::Timestamp,
    facts::Facts,
    files,
    ids::Id,
    obligations::Owner,
    people::{ClassGroup, ClassGroupId, PersonId, SchoolId},
    permissions::{Action, Allowed, BindYearBook, decide, decide_bind_year_book, decide_read_year_book},
    record_types::Sensitivity,
    refusal::{Refusal, YearBookRefusal},
    school_years::YearId,
    signing::CheckCode,
    year_books::{
        BookContents, BookMark, BookRecord, BookSeal, BoundBook, CheckedBook, LogEnd, YearBook, bound_bytes, bound_from, changes,
        is_running, sealed_bytes, year_book,
    },
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    error::{Error, internal},
    events::{self, Event},
    facts::FactStore,
    personal_copies,
    signing::{SchoolKey, code_hash, make_known, verifies},
    sql::sql,
    values::{count, sha256},
    work::Work,
};

const TABLE: &str = "year_books";

#[derive(sqlx::FromRow)]
struct BookRow {
    school_year_id: Uuid,
    class_id: Uuid,
    number: i64,
    made_at: DateTime<Utc>,
    made_by: Uuid,
    log_seq: i64,
    log_at: DateTime<Utc>,
    log_hash: Vec<u8>,
    digest: Vec<u8>,
    code_hash: Vec<u8>,
}

impl BookRow {
    fn read(self, school: SchoolId) -> Result<BookMark, Error> {
        let log = LogEnd { seq: self.log_seq, at: self.log_at, hash: sha256(TABLE, &self.log_hash)? };
        let digest = sha256(TABLE, &self.digest)?;
        Ok(BookMark {
            class: Id::new(self.class_id),
            year: Id::new(self.school_year_id),
            number: count(TABLE, "number", self.number)?,
            made_at: self.made_at,
            made_by: Id::new(self.made_by),
            code: code_of(&bound_bytes(school, digest, &log)),
            log,
            digest,
        })
    }
}

/// The columns of `BookRow`, of the school that is `$1`, and whatever follows: which of them.
macro_rules! select_books {
    ($rest:literal) => {
        concat!(
            "SELECT b.school_year_id, b.class_id, b.number, b.made_at, b.made_by, b.log_seq, b.log_at, b.log_hash, b.digest, \
             b.code_hash FROM year_books b WHERE b.school_id = $1 ",
            $rest
        )
    };
}

/// The books of a year that were bound, without what stands in them.
///
/// # Errors
/// Those of reading.
pub async fn of_year(work: &mut Work, year: YearId) -> Result<Vec<BookMark>, Error> {
    let select = sql(select_books!("AND b.school_year_id = $2 ORDER BY b.class_id, b.number"));
    let rows: Vec<BookRow> = work.all(select.bind_all((work.school, year))).await?;
    rows.into_iter().map(|row| row.read(work.school)).collect()
}

/// The book of a class as it stands now, for `person`.
///
/// # Errors
/// As of `decide_read_year_book`; `NotFound` for a class that the school has not.
pub async fn present(
    work: &mut Work,
    store: &FactStore,
    (year, class): (YearId, ClassGroupId),
    person: PersonId,
) -> Result<YearBook, Error> {
    let facts = store.of_year(work, year).await?;
    let known = facts.organisation().class(class).ok_or(Error::NotFound)?;
    decide_read_year_book(&facts.actor(person, work.now), facts.organisation(), known, facts.calendar().year())?;
    assembled(work, &facts, class).await
}

async fn assembled(work: &mut Work, facts: &Facts, class: ClassGroupId) -> Result<YearBook, Error> {
    let versions = personal_copies::versions_of(work, facts.regime.year, Owner::Class(class)).await?;
    year_book(facts, class, &versions, work.now).ok_or(Error::NotFound)
}

/// A book that was bound, for `person`. A fence holds at once and for what was written before: of a book in which records stand that
/// were fenced off since, only whoever opens all of them reads on.
///
/// # Errors
/// As of `decide_read_year_book`; `YearBookRefusal::FencedSince`; `NotFound` where there is no such book; an internal error where what
/// is kept of it is not what was bound.
pub async fn one(
    work: &mut Work,
    store: &FactStore,
    (year, class, number): (YearId, ClassGroupId, u32),
    person: PersonId,
) -> Result<BoundBook, Error> {
    let facts = store.of_year(work, year).await?;
    let known = facts.organisation().class(class).ok_or(Error::NotFound)?;
    decide_read_year_book(&facts.actor(person, work.now), facts.organisation(), known, facts.calendar().year())?;
    let select = sql(select_books!("AND b.school_year_id = $2 AND b.class_id = $3 AND b.number = $4"));
    let row: Option<BookRow> = work.optional(select.bind_all((work.school, year, class, i64::from(number)))).await?;
    let book = whole(work, row.ok_or(Error::NotFound)?).await?;
    let actor = facts.actor(person, work.now);
    let opens = |one: &BookRecord| {
        let record = facts.obligation(one.obligation).map(|one| facts.record_facts(one));
        record.is_none_or(|record| {
            record.sensitivity == Sensitivity::Ordinary || decide(&actor, facts.organisation(), Action::OpenRecord(record)).is_ok()
        })
    };
    if book.contents.book.records().all(opens) {
        Ok(book)
    } else {
        Err(Refusal::from(YearBookRefusal::FencedSince { number }).into())
    }
}

/// The book of a row, where what is kept of it is what was bound.
async fn whole(work: &mut Work, row: BookRow) -> Result<BoundBook, Error> {
    let code = row.code_hash.clone();
    let mark = row.read(work.school)?;
    let kept = contents_of(work, &mark).await?;
    if digest_of(kept.as_bytes()) != mark.digest || code_hash(mark.code) != code {
        return Err(internal(TABLE, "the contents of a book are not those that were bound"));
    }
    let contents = serde_json::from_str(&kept).map_err(|error| internal(TABLE, &error.to_string()))?;
    Ok(BoundBook { mark, contents })
}

/// All that stands in a book, as it is kept.
async fn contents_of(work: &mut Work, mark: &BookMark) -> Result<String, Error> {
    let select =
        sql("SELECT contents FROM year_books WHERE school_id = $1 AND school_year_id = $2 AND class_id = $3 AND number = $4");
    let which = (work.school, mark.year, mark.class, i64::from(mark.number));
    let (contents,): (String,) = work.one(select.bind_all(which)).await?;
    Ok(contents)
}

/// The last book of a class in a year.
async fn last(work: &mut Work, year: YearId, class: ClassGroupId) -> Result<Option<BoundBook>, Error> {
    let select = sql(select_books!("AND b.school_year_id = $2 AND b.class_id = $3 ORDER BY b.number DESC LIMIT 1"));
    let row: Option<BookRow> = work.optional(select.bind_all((work.school, year, class))).await?;
    match row {
        Some(row) => whole(work, row).await.map(Some),
        None => Ok(None),
    }
}

/// Binds the final book of a class, as the actor of this work, and ties it to the end of the log. The school remembers by which key
/// its file is signed.
///
/// # Errors
/// As of `decide_bind_year_book`; `YearBookRefusal::StillRunning` and `Unchanged`; `NotFound` for a class that the school has not.
pub async fn bind(
    work: &mut Work,
    store: &FactStore,
    (year, class): (YearId, ClassGroupId),
    key: &SchoolKey,
) -> Result<BookMark, Error> {
    let person = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.of_year(work, year).await?;
    let allowed = allowed(work, &facts, class, person)?;
    if is_running(&facts, class, work.now) {
        let from = bound_from(&facts, class);
        return Err(Refusal::from(YearBookRefusal::StillRunning { until: from.pred_opt().unwrap_or(from) }).into());
    }
    let book = assembled(work, &facts, class).await?;
    let before = last(work, year, class).await?;
    let changes = before.as_ref().map(|before| changes(&before.contents.book, &book)).unwrap_or_default();
    let number = match &before {
        Some(before) if changes.is_empty() => {
            return Err(Refusal::from(YearBookRefusal::Unchanged { number: before.mark.number }).into());
        }
        before => before.as_ref().map_or(0, |before| before.mark.number) + 1,
    };
    make_known(work, key).await?;
    save(work, (year, person), &BookContents { number, changes, book }, &allowed).await
}

fn allowed(work: &Work, facts: &Facts, class: ClassGroupId, person: PersonId) -> Result<Allowed<BindYearBook>, Error> {
    let known: &ClassGroup = facts.organisation().class(class).ok_or(Error::NotFound)?;
    let actor = facts.actor(person, work.now);
    Ok(decide_bind_year_book(&actor, facts.organisation(), known, facts.calendar().year())?)
}

async fn save(
    work: &mut Work,
    (year, made_by): (YearId, PersonId),
    contents: &BookContents,
    _allowed: &Allowed<BindYearBook>,
) -> Result<BookMark, Error> {
    let (class, number) = (contents.book.class, contents.number);
    let kept = serde_json::to_string(contents).map_err(|error| internal(TABLE, &error.to_string()))?;
    let head = events::head(&mut work.tx, work.school).await?.ok_or(Error::NotFound)?;
    let log = LogEnd { seq: head.seq, at: head.at, hash: sha256(TABLE, &head.hash)? };
    let digest = digest_of(kept.as_bytes());
    let code = code_of(&bound_bytes(work.school, digest, &log));
    let insert = sql("INSERT INTO year_books (school_id, school_year_id, class_id, number, made_at, made_by, log_seq, log_at, \
         log_hash, contents, digest, code_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
    .bind_all((work.school, year, class, i64::from(number), work.now, made_by))
    .bind_all((log.seq, log.at, head.hash, kept, digest.bytes().to_vec(), code_hash(code)));
    work.run(insert).await?;
    let mark = BookMark { class, year, number, made_at: work.now, made_by, log, digest, code };
    let school_year = contents.book.school_year.as_str();
    work.note(Event::YearBookBound { mark: &mark, school_year, changes: contents.changes.len() });
    Ok(mark)
}

/// The file of a book that the actor of this work takes: `document` with the school's signature in its last line.
///
/// # Errors
/// As of `decide_bind_year_book`.
pub async fn sealed(
    work: &mut Work,
    store: &FactStore,
    (year, class): (YearId, ClassGroupId),
    document: &str,
    key: &SchoolKey,
) -> Result<String, Error> {
    let person = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.of_year(work, year).await?;
    let allowed = allowed(work, &facts, class, person)?;
    make_known(work, key).await?;
    Ok(with_seal(work.school, document, key, &allowed))
}

fn with_seal(school: SchoolId, document: &str, key: &SchoolKey, _allowed: &Allowed<BindYearBook>) -> String {
    let signature = key.sign(&sealed_bytes(school, digest_of(document.as_bytes())));
    let seal = BookSeal { school, key: key.public(), signature };
    format!("{document}{}", seal.line())
}

/// The document in a file, and its seal where that is true; `None` for a file that is no such book, or that somebody changed.
pub fn unsealed(file: &str) -> Option<(&str, BookSeal)> {
    let (document, seal) = BookSeal::read(file)?;
    let bytes = sealed_bytes(seal.school, digest_of(document.as_bytes()));
    verifies(&seal.key, &bytes, &seal.signature).then_some((document, seal))
}

/// What is known of the book of this code, for anybody; `None` where the school has none.
///
/// # Errors
/// Those of reading.
pub async fn check(work: &mut Work, code: CheckCode) -> Result<Option<CheckedBook>, Error> {
    let select = sql(select_books!("AND b.code_hash = $2"));
    let row: Option<BookRow> = work.optional(select.bind_all((work.school, code_hash(code)))).await?;
    let Some(row) = row else { return Ok(None) };
    let mark = row.read(work.school)?;
    let contents = contents_of(work, &mark).await?;
    let read: Option<BookContents> = serde_json::from_str(&contents).ok();
    let is_whole = digest_of(contents.as_bytes()) == mark.digest && mark.code == code;
    let entry = sql("SELECT at, hash FROM events WHERE school_id = $1 AND seq = $2").bind_all((work.school, mark.log.seq));
    let entry: Option<(Timestamp, Vec<u8>)> = work.optional(entry).await?;
    let is_there = entry.is_some_and(|(at, hash)| at == mark.log.at && hash == mark.log.hash.bytes());
    // A code needs no secret: whoever writes a row of their own has one too. That such a book was bound, the log alone knows.
    let is_noted = match &read {
        Some(BookContents { book, changes, .. }) => {
            let bound = Event::YearBookBound { mark: &mark, school_year: &book.school_year, changes: changes.len() };
            events::find(work, &bound).await?.is_some()
        }
        None => is_there,
    };
    let fits_log = is_there && is_noted;
    let (name, school) = read.map(|read| (read.book.name(), read.book.school_name)).unwrap_or_default();
    let newest = sql("SELECT MAX(number) FROM year_books WHERE school_id = $1 AND school_year_id = $2 AND class_id = $3");
    let (newest,): (Option<i64>,) = work.one(newest.bind_all((work.school, mark.year, mark.class))).await?;
    let newest = count(TABLE, "number", newest.unwrap_or_default())?;
    Ok(Some(CheckedBook {
        name,
        school,
        number: mark.number,
        made_at: mark.made_at,
        digest: mark.digest,
        anchor: mark.log.anchor(),
        is_whole,
        fits_log,
        followed_by: Some(newest).filter(|newest| mark.number < *newest),
    }))
}

fn digest_of(bytes: &[u8]) -> files::Sha256 {
    files::Sha256::new(Sha256::digest(bytes).into())
}

/// The code of these bytes: five bits of each of the first bytes of their SHA-256, 115 together.
fn code_of(bytes: &[u8]) -> CheckCode {
    let hash: [u8; 32] = Sha256::digest(bytes).into();
    let mut chance = [0; CheckCode::CHANCE];
    chance.iter_mut().zip(hash).for_each(|(place, byte)| *place = byte);
    CheckCode::new(chance)
}

#[cfg(test)]
#[path = "year_books_tests.rs"]
mod tests;
