//! How the domain's values are kept: ids as UUID, codes as TEXT, hashes as BYTEA.

use chrono::{NaiveDate, NaiveTime};
use domain::{
    deadlines::{Due, Extended, Moved, MovedKind},
    files::{FileKind, FileName, Sha256, StoredFile},
    ids::Id,
    obligations::{Owner, Reason},
    people::{Position, SchoolId},
};
use uuid::Uuid;

use crate::{
    error::{Error, internal},
    sql::Param,
};

impl<Of> Param for Id<Of> {
    type Native = Uuid;

    fn native(self) -> Uuid {
        self.uuid()
    }
}

impl<Of> Param for Option<Id<Of>> {
    type Native = Option<Uuid>;

    fn native(self) -> Option<Uuid> {
        self.map(Id::uuid)
    }
}

/// A new id: UUIDv7, so that rows made one after the other lie one after the other.
pub fn new_id<Of>() -> Id<Of> {
    Id::new(Uuid::now_v7())
}

/// For an update of one row: `NotFound` where there is none, or it is of another school.
pub(crate) fn one_row(touched: u64) -> Result<(), Error> {
    if touched == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// A code that the program itself wrote and no longer understands: the row is damaged or newer than the program.
pub(crate) fn unread(table: &str, column: &str, text: &str) -> Error {
    internal(table, &format!("{column} holds {text:?}"))
}

/// A word in a row, by what reads it back.
pub(crate) fn known<T>(table: &str, column: &str, code: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<T, Error> {
    read(code).ok_or_else(|| unread(table, column, code))
}

/// The reason of what somebody decided or asked for.
pub(crate) fn reason(table: &str, text: &str) -> Result<Reason, Error> {
    Reason::parse(text).map_err(|_| unread(table, "reason", text))
}

pub(crate) fn sha256(table: &str, bytes: &[u8]) -> Result<Sha256, Error> {
    <[u8; 32]>::try_from(bytes).map(Sha256::new).map_err(|_| unread(table, "sha256", "another length"))
}

/// The columns of a file that lies in the store, in every table that names one.
#[derive(Clone, sqlx::FromRow)]
pub(crate) struct FileRow {
    name: String,
    size: i64,
    sha256: Vec<u8>,
    kind: String,
}

impl FileRow {
    pub(crate) fn read(self, table: &str) -> Result<StoredFile, Error> {
        Ok(StoredFile {
            name: FileName::clean(&self.name),
            size: count(table, "size", self.size)?,
            sha256: sha256(table, &self.sha256)?,
            kind: FileKind::from_ending(&self.kind).ok_or_else(|| unread(table, "kind", &self.kind))?,
        })
    }
}

/// Counts are kept as BIGINT; one outside `u32` or `u8` is damage.
pub(crate) fn count<N: TryFrom<i64>>(table: &str, column: &str, value: i64) -> Result<N, Error> {
    N::try_from(value).map_err(|_| unread(table, column, &value.to_string()))
}

/// `HH:MM:SS` on the school's clock.
pub(crate) fn time(table: &str, column: &str, text: &str) -> Result<NaiveTime, Error> {
    text.parse().map_err(|_| unread(table, column, text))
}

/// An owner as kind and id; the school's own records carry the school's id, so that the pair is never empty.
pub(crate) fn owner_columns(owner: Owner, school: SchoolId) -> (&'static str, Uuid) {
    match owner {
        Owner::Class(id) => ("class", id.uuid()),
        Owner::Department(id) => ("department", id.uuid()),
        Owner::Section(id) => ("section", id.uuid()),
        Owner::School => ("school", school.uuid()),
        Owner::Person(id) => ("person", id.uuid()),
    }
}

pub(crate) fn owner(kind: &str, id: Uuid) -> Result<Owner, Error> {
    Ok(match kind {
        "class" => Owner::Class(Id::new(id)),
        "department" => Owner::Department(Id::new(id)),
        "section" => Owner::Section(Id::new(id)),
        "school" => Owner::School,
        "person" => Owner::Person(Id::new(id)),
        other => return Err(unread("obligations", "owner_kind", other)),
    })
}

/// A position as kind and unit.
pub(crate) fn position_columns(position: Position) -> (&'static str, Option<Uuid>) {
    match position {
        Position::Principal => ("principal", None),
        Position::VicePrincipal => ("vice-principal", None),
        Position::ManagementTeam => ("management-team", None),
        Position::Head(id) => ("head", Some(id.uuid())),
        Position::DeputyHead(id) => ("deputy-head", Some(id.uuid())),
        Position::Teacher(id) => ("teacher", Some(id.uuid())),
        Position::SectionHolder(id) => ("section-holder", Some(id.uuid())),
        Position::Member(id) => ("member", Some(id.uuid())),
    }
}

pub(crate) fn position(kind: &str, unit: Option<Uuid>) -> Result<Position, Error> {
    Ok(match (kind, unit) {
        ("principal", _) => Position::Principal,
        ("vice-principal", _) => Position::VicePrincipal,
        ("management-team", _) => Position::ManagementTeam,
        ("head", Some(id)) => Position::Head(Id::new(id)),
        ("deputy-head", Some(id)) => Position::DeputyHead(Id::new(id)),
        ("teacher", Some(id)) => Position::Teacher(Id::new(id)),
        ("section-holder", Some(id)) => Position::SectionHolder(Id::new(id)),
        ("member", Some(id)) => Position::Member(Id::new(id)),
        (other, _) => return Err(unread("appointments", "position", other)),
    })
}

/// The columns of a due day, read and written.
#[derive(Debug, Default, sqlx::FromRow)]
pub(crate) struct DueColumns {
    /// A code of `DueRule`.
    pub due_rule: Option<String>,
    pub due_nominal: Option<NaiveDate>,
    pub due_day: Option<NaiveDate>,
    pub moved: Option<String>,
    pub moved_because: Option<String>,
    pub moved_closed: Option<NaiveDate>,
    pub extension_id: Option<Uuid>,
    pub extended_from: Option<NaiveDate>,
    pub extended_until: Option<NaiveDate>,
}

impl DueColumns {
    pub(crate) fn new(due: Option<&Due>) -> Self {
        let Some(due) = due else { return Self::default() };
        let moved = due.moved.as_ref();
        let (kind, closed) = match moved.map(|moved| moved.kind) {
            None => (None, None),
            Some(MovedKind::PulledBack) => (Some("pulled-back"), None),
            Some(MovedKind::NotWorked) => (Some("not-worked"), None),
            Some(MovedKind::PushedForward { closed }) => (Some("pushed-forward"), Some(closed)),
        };
        Self {
            due_rule: Some(due.rule.to_string()),
            due_nominal: Some(due.nominal),
            due_day: Some(due.day),
            moved: kind.map(str::to_owned),
            moved_because: moved.map(|moved| moved.because.clone()),
            moved_closed: closed,
            extension_id: due.extended.map(|extended| extended.by.uuid()),
            extended_from: due.extended.map(|extended| extended.from),
            extended_until: due.extended.map(|extended| extended.until),
        }
    }

    pub(crate) fn due(self) -> Result<Option<Due>, Error> {
        let (Some(nominal), Some(day)) = (self.due_nominal, self.due_day) else { return Ok(None) };
        let code = self.due_rule.unwrap_or_default();
        let rule = code.parse().map_err(|_| unread("obligations", "due_rule", &code))?;
        let kind = match (self.moved.as_deref(), self.moved_closed) {
            (None, _) => None,
            (Some("pulled-back"), _) => Some(MovedKind::PulledBack),
            (Some("not-worked"), _) => Some(MovedKind::NotWorked),
            (Some("pushed-forward"), Some(closed)) => Some(MovedKind::PushedForward { closed }),
            (Some(other), _) => return Err(unread("obligations", "moved", other)),
        };
        let moved = kind.map(|kind| Moved { kind, because: self.moved_because.unwrap_or_default() });
        let extended = match (self.extension_id, self.extended_from, self.extended_until) {
            (Some(by), Some(from), Some(until)) => Some(Extended { from, until, by: Id::new(by) }),
            _ => None,
        };
        Ok(Some(Due { rule, nominal, day, moved, extended }))
    }
}
