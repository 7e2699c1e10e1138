//! Accounts: a user name and a password of one's own, and the sessions opened with them (Điều 2: nobody works in another's name).

mod noted;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    days::Timestamp,
    devices::{PageLock, SessionEnd},
    people::{PasswordReset, PersonId},
    permissions::{Allowed, ChangeAccount, ConfirmReset, KnowOfResets, ResetPassword, decide_at_console, decide_own_password},
    refusal::Refusal,
};
use uuid::Uuid;

pub use noted::{note_failed_sign_in, note_sign_out, note_wrong_code};

use crate::{ended_sessions, error::Error, events::Event, sql::sql, values::one_row, work::Work};

/// Without a page opened for so long, a session is over.
pub const IDLE: TimeDelta = TimeDelta::minutes(30);
/// The same in a browser that several people use: its pages lock themselves sooner, where scripts run.
pub const IDLE_WHERE_SHARED: TimeDelta = TimeDelta::minutes(10);
/// However busy, a session is over after a working day.
pub const MAX_LENGTH: TimeDelta = TimeDelta::hours(12);
/// `seen_at` is written at most this often: a write for every page would make readers queue behind the one writer.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(1);

/// Stands where a password hash will be once the school opens: nobody can sign in with it.
pub(crate) const NO_PASSWORD_YET: &str = "-";

/// What is known of an account when somebody signs in.
#[derive(Clone, Debug)]
pub struct Account {
    pub person: PersonId,
    pub username: String,
    /// Argon2id in the PHC string format.
    pub password_hash: String,
    /// When the password was handed out, where its owner has not chosen one since.
    pub handed_out_at: Option<Timestamp>,
    pub suspended: bool,
}

impl Account {
    /// The password was handed out and must be changed.
    pub fn initial(&self) -> bool {
        self.handed_out_at.is_some()
    }

    /// Whether anybody can sign in with it: until the school opens, most accounts wait for their first password.
    pub fn has_password(&self) -> bool {
        self.password_hash != NO_PASSWORD_YET
    }
}

/// User names are compared without case and without spaces around.
pub fn normal_username(text: &str) -> String {
    domain::names::user_name(text)
}

#[derive(sqlx::FromRow)]
struct AccountRow {
    person_id: Uuid,
    username: String,
    password_hash: String,
    initial_since: Option<DateTime<Utc>>,
    suspended_at: Option<DateTime<Utc>>,
}

impl AccountRow {
    fn read(self) -> Account {
        Account {
            person: PersonId::new(self.person_id),
            username: self.username,
            password_hash: self.password_hash,
            handed_out_at: self.initial_since,
            suspended: self.suspended_at.is_some(),
        }
    }
}

/// The columns of `AccountRow`, for accounts of the school that is `$1`, and whatever follows: which of them, in which order.
macro_rules! select_accounts {
    ($rest:literal) => {
        concat!("SELECT person_id, username, password_hash, initial_since, suspended_at FROM accounts WHERE school_id = $1 ", $rest)
    };
}

/// Every account of the school, by the ids of its people.
pub async fn all(work: &mut Work) -> Result<Vec<Account>, Error> {
    let select = sql(select_accounts!("ORDER BY person_id"));
    let rows: Vec<AccountRow> = work.all(select.bind(work.school)).await?;
    Ok(rows.into_iter().map(AccountRow::read).collect())
}

/// The account of a user name, in this school.
pub async fn by_username(work: &mut Work, username: &str) -> Result<Option<Account>, Error> {
    let select = sql(select_accounts!("AND username = $2"));
    let row: Option<AccountRow> = work.optional(select.bind_all((work.school, normal_username(username)))).await?;
    Ok(row.map(AccountRow::read))
}

/// The account of a person.
///
/// # Errors
/// `NotFound` where there is none in this school.
pub async fn of_person(work: &mut Work, person: PersonId) -> Result<Account, Error> {
    let select = sql(select_accounts!("AND person_id = $2"));
    let row: AccountRow = work.one(select.bind_all((work.school, person))).await?;
    Ok(row.read())
}

/// Every user name of the school with its person and whether the password is still the one handed out.
pub async fn usernames(work: &mut Work) -> Result<Vec<(PersonId, String, bool)>, Error> {
    Ok(all(work).await?.into_iter().map(|one| (one.person, one.username.clone(), one.initial())).collect())
}

/// Who has an account that is not suspended.
pub async fn open_people(work: &mut Work) -> Result<Vec<PersonId>, Error> {
    Ok(all(work).await?.into_iter().filter(|one| !one.suspended).map(|one| one.person).collect())
}

/// Whose account is suspended, by id.
pub(crate) async fn suspended(work: &mut Work) -> Result<Vec<PersonId>, Error> {
    let mut people: Vec<PersonId> = all(work).await?.into_iter().filter(|one| one.suspended).map(|one| one.person).collect();
    people.sort();
    Ok(people)
}

/// Shuts an account; its sessions are over. Nothing happens where it is shut already.
pub(crate) async fn suspend(work: &mut Work, person: PersonId, _allowed: Allowed<ChangeAccount>) -> Result<(), Error> {
    if of_person(work, person).await?.suspended {
        return Ok(());
    }
    let update = sql("UPDATE accounts SET suspended_at = $1, suspended_by = $2 WHERE school_id = $3 AND person_id = $4");
    work.run(update.bind_all((work.now, work.actor, work.school, person))).await?;
    ended_sessions::end_all(work, person, &[], SessionEnd::Suspended).await?;
    work.note(Event::AccountSuspended { person });
    Ok(())
}

/// Who shut the account of `person` and when; `None` where it is open.
pub(crate) async fn suspension(work: &mut Work, person: PersonId) -> Result<Option<(Option<PersonId>, Timestamp)>, Error> {
    let select = sql("SELECT suspended_by, suspended_at FROM accounts WHERE school_id = $1 AND person_id = $2");
    let (by, at): (Option<Uuid>, Option<DateTime<Utc>>) = work.one(select.bind_all((work.school, person))).await?;
    Ok(at.map(|at| (by.map(PersonId::new), at)))
}

/// Opens a suspended account again; no session of before is open with it. Nothing happens where it is open.
pub(crate) async fn reopen(work: &mut Work, person: PersonId, _allowed: Allowed<ChangeAccount>) -> Result<(), Error> {
    if !of_person(work, person).await?.suspended {
        return Ok(());
    }
    ended_sessions::end_all(work, person, &[], SessionEnd::Suspended).await?;
    let update = sql("UPDATE accounts SET suspended_at = $1 WHERE school_id = $2 AND person_id = $3");
    work.run(update.bind_all((None::<DateTime<Utc>>, work.school, person))).await?;
    work.note(Event::AccountReopened { person });
    Ok(())
}

/// Gives a person an account; `initial` where the password was made by the program.
///
/// # Errors
/// `Refused` where the user name is taken.
pub(crate) async fn open(
    work: &mut Work,
    _allowed: &Allowed<ChangeAccount>,
    person: PersonId,
    username: &str,
    password_hash: &str,
    initial: bool,
) -> Result<(), Error> {
    let username = normal_username(username);
    if by_username(work, &username).await?.is_some() {
        let reason = format!("“{username}” đã có người dùng");
        return Err(Refusal::Field { field: "Tên đăng nhập".to_owned(), reason }.into());
    }
    let insert = sql("INSERT INTO accounts (school_id, person_id, username, password_hash, initial_since, suspended_at) \
         VALUES ($1, $2, $3, $4, $5, $6)");
    work.run(insert.bind_all((
        work.school,
        person,
        username.as_str(),
        password_hash,
        initial.then_some(work.running()),
        None::<DateTime<Utc>>,
    )))
    .await?;
    work.note(Event::AccountOpened { person, username: &username });
    Ok(())
}

/// Sets a password: the person's own, or one handed out after a call ("quên mật khẩu"). Every session
/// of the person but `keep` ends.
pub(crate) async fn set_password(
    work: &mut Work,
    _allowed: &Allowed<ChangeAccount>,
    person: PersonId,
    password_hash: &str,
    initial: bool,
    keep: Option<&[u8]>,
) -> Result<(), Error> {
    let update = sql("UPDATE accounts SET password_hash = $1, initial_since = $2 WHERE school_id = $3 AND person_id = $4");
    let touched = work.run(update.bind_all((password_hash, initial.then_some(work.running()), work.school, person))).await?;
    one_row(touched)?;
    let why = if initial { SessionEnd::PasswordReset } else { SessionEnd::PasswordChanged };
    ended_sessions::end_all(work, person, keep.unwrap_or_default(), why).await?;
    work.note(Event::PasswordSet { person, handed_out: initial });
    Ok(())
}

/// The session in which a password is changed: it goes on under a new id, so that whoever knew the old one is out as well.
#[derive(Clone, Debug)]
pub struct Renewal {
    /// The hash of the id that the browser had.
    pub old: Vec<u8>,
    /// The hash of the id that it gets.
    pub new: Vec<u8>,
}

/// Sets the password that the one who works has chosen; this session goes on under its new id, every other one of theirs
/// ends.
///
/// # Errors
/// `Refused` where nobody works, or the session has ended meanwhile.
pub async fn change_own_password(work: &mut Work, person: PersonId, password_hash: &str, session: &Renewal) -> Result<(), Error> {
    let actor = work.actor.ok_or(Refusal::SessionOver)?;
    let allowed = decide_own_password(actor, person)?;
    renew(work, &allowed, person, session).await?;
    set_password(work, &allowed, person, password_hash, false, Some(&session.new)).await
}

async fn renew(work: &mut Work, _allowed: &Allowed<ChangeAccount>, person: PersonId, session: &Renewal) -> Result<(), Error> {
    let update = sql("UPDATE sessions SET id_hash = $1, proved_at = $2 WHERE id_hash = $3 AND school_id = $4 AND person_id = $5");
    let renewed =
        work.run(update.bind_all((session.new.as_slice(), work.running(), session.old.as_slice(), work.school, person))).await?;
    if renewed == 0 { Err(Refusal::SessionOver.into()) } else { Ok(()) }
}

/// The passwords that were handed out anew and that somebody still has to confirm, or the owner or the principal to read of.
pub(crate) async fn resets(work: &mut Work) -> Result<Vec<PasswordReset>, Error> {
    type At = Option<DateTime<Utc>>;
    type ResetRow = (Uuid, Option<Uuid>, DateTime<Utc>, At, At, At);
    let select = sql("SELECT person_id, reset_by, reset_at, reset_confirmed_at, reset_seen_at, reset_told_at FROM accounts \
         WHERE school_id = $1 AND reset_at IS NOT NULL \
         AND (reset_confirmed_at IS NULL OR reset_seen_at IS NULL OR reset_told_at IS NULL) \
         ORDER BY person_id");
    let rows: Vec<ResetRow> = work.all(select.bind(work.school)).await?;
    let read = |(person, by, at, confirmed_at, seen_at, told_at): ResetRow| PasswordReset {
        person: PersonId::new(person),
        by: by.map(PersonId::new),
        at,
        confirmed_at,
        seen_at,
        told_at,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Who made the last password that its owner has not chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HandedOut {
    /// The principal: confirmed from the beginning, and nothing to be told.
    ByPrincipal,
    /// Somebody else of the leadership, or whoever keeps the server: confirmed from the beginning.
    Confirmed,
    /// Somebody of the management team: to be confirmed.
    ToConfirm,
}

/// Hands out a new password by whoever works; every session of the person ends, and they will read who did it and when.
pub(crate) async fn hand_out(
    work: &mut Work,
    allowed: &Allowed<ResetPassword>,
    person: PersonId,
    password_hash: &str,
    how: HandedOut,
) -> Result<(), Error> {
    set_password(work, &allowed.of_account(), person, password_hash, true, None).await?;
    note_reset(work, &allowed.of_account(), person, how, None).await
}

/// Notes who handed the password out. `seen_at` is set where there is nothing to read about: the first one of all.
pub(crate) async fn note_reset(
    work: &mut Work,
    _allowed: &Allowed<ChangeAccount>,
    person: PersonId,
    how: HandedOut,
    seen_at: Option<Timestamp>,
) -> Result<(), Error> {
    let by = work.actor;
    let (confirmed_by, confirmed_at) = match how {
        HandedOut::ByPrincipal | HandedOut::Confirmed => (by, Some(work.now)),
        HandedOut::ToConfirm => (None, None),
    };
    let told_at = (how == HandedOut::ByPrincipal).then_some(work.now);
    let update = sql("UPDATE accounts SET reset_by = $1, reset_at = $2, reset_confirmed_by = $3, reset_confirmed_at = $4, \
         reset_seen_at = $5, reset_told_at = $6 WHERE school_id = $7 AND person_id = $8");
    let row = (by, work.now, confirmed_by, confirmed_at, seen_at, told_at, work.school, person);
    let touched = work.run(update.bind_all(row)).await?;
    one_row(touched)?;
    work.note(Event::PasswordReset { person, by, confirmed: confirmed_at.is_some() });
    Ok(())
}

/// Confirms `reset` as whoever works has read it; nothing happens where it is confirmed, or there is a newer one.
pub(crate) async fn confirm(work: &mut Work, _allowed: Allowed<ConfirmReset>, reset: &PasswordReset) -> Result<(), Error> {
    let update = sql("UPDATE accounts SET reset_confirmed_by = $1, reset_confirmed_at = $2 \
         WHERE school_id = $3 AND person_id = $4 AND reset_at = $5 AND reset_confirmed_at IS NULL");
    let confirmed = work.run(update.bind_all((work.actor, work.now, work.school, reset.person, reset.at))).await?;
    if confirmed > 0 {
        work.note(Event::PasswordResetConfirmed { person: reset.person, by: reset.by, at: reset.at });
    }
    Ok(())
}

/// The principal has read of these resets, each with its moment; one that was made since stays unread.
pub(crate) async fn tell(work: &mut Work, _allowed: &Allowed<KnowOfResets>, shown: &[(PersonId, Timestamp)]) -> Result<(), Error> {
    for (person, at) in shown {
        let update = sql("UPDATE accounts SET reset_told_at = $1 WHERE school_id = $2 AND person_id = $3 AND reset_at = $4 \
             AND reset_told_at IS NULL");
        if work.run(update.bind_all((work.now, work.school, *person, *at))).await? > 0 {
            work.note(Event::PasswordResetTold { person: *person });
        }
    }
    Ok(())
}

/// Whoever works has read who handed out their password; nothing happens where there is nothing to read.
///
/// # Errors
/// `Refused` where nobody works.
pub async fn acknowledge_reset(work: &mut Work) -> Result<(), Error> {
    let person = work.actor.ok_or(Refusal::SessionOver)?;
    let allowed = decide_own_password(person, person)?;
    acknowledge(work, allowed, person).await
}

async fn acknowledge(work: &mut Work, _allowed: Allowed<ChangeAccount>, person: PersonId) -> Result<(), Error> {
    let update = sql("UPDATE accounts SET reset_seen_at = $1 WHERE school_id = $2 AND person_id = $3 \
         AND reset_at IS NOT NULL AND reset_seen_at IS NULL");
    if work.run(update.bind_all((work.now, work.school, person))).await? > 0 {
        work.note(Event::PasswordResetSeen { person });
    }
    Ok(())
}

/// Sets a password from the server's own console, where nobody signs in; whether there is such an account.
///
/// # Errors
/// `Refused` where somebody is signed in.
pub async fn reset_at_console(work: &mut Work, username: &str, password_hash: &str) -> Result<bool, Error> {
    let allowed = decide_at_console(work.actor)?;
    let Some(account) = by_username(work, username).await? else { return Ok(false) };
    set_password(work, &allowed, account.person, password_hash, true, None).await?;
    note_reset(work, &allowed, account.person, HandedOut::Confirmed, None).await?;
    Ok(true)
}

/// An open session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    pub person: PersonId,
    pub seen_at: Timestamp,
    /// The password must be changed before anything else.
    pub initial: bool,
    /// `seen_at` is old enough to be written again.
    pub stale: bool,
    /// When the password was last typed in it.
    pub proved_at: Option<Timestamp>,
    /// Until when the person has read what they are told.
    pub notices_read_at: Option<Timestamp>,
    /// Whether the pages of its browser lock themselves.
    pub lock: PageLock,
    /// The person has a second factor.
    pub second_factor: bool,
    /// How many other browsers were new to the person and were not told to them.
    pub new_browsers: i64,
}

/// Opens a session under the hash of its id, for whoever has typed the password of `account` as that was when they typed it;
/// sessions whose working day is over are swept. One that has only become idle stays for so long: a form that comes after its
/// end is kept for the person of it.
///
/// # Errors
/// `Refused` where the password was changed or the account suspended while the password was being compared: that takes a while,
/// and is done outside of this transaction.
pub async fn begin_session(work: &mut Work, account: &Account, id_hash: &[u8]) -> Result<(), Error> {
    let person = account.person;
    let now = of_person(work, person).await?;
    if now.password_hash != account.password_hash {
        return Err(Refusal::SignInFailed.into());
    }
    if now.suspended {
        return Err(Refusal::AccountSuspended.into());
    }
    let delete = sql("DELETE FROM sessions WHERE school_id = $1 AND created_at <= $2");
    work.run(delete.bind_all((work.school, work.at_least - MAX_LENGTH))).await?;
    let insert = sql("INSERT INTO sessions (id_hash, school_id, person_id, created_at, seen_at, proved_at) \
         VALUES ($1, $2, $3, $4, $5, $6)");
    let begun = work.running();
    work.run(insert.bind_all((id_hash, work.school, person, begun, begun, begun))).await?;
    work.note(Event::SessionBegun { person });
    Ok(())
}

/// The session of an id, if it is open still.
pub async fn session(work: &mut Work, id_hash: &[u8]) -> Result<Option<Session>, Error> {
    let select = sql("SELECT s.person_id, s.seen_at, s.proved_at, a.initial_since, a.notices_read_at, s.shared_at, f.since, \
         (SELECT count(*) FROM known_browsers k WHERE k.school_id = s.school_id AND k.person_id = s.person_id \
          AND k.news_since IS NOT NULL AND k.told_at IS NULL AND k.key_hash <> s.browser_hash), \
         (SELECT u.own_lock_since FROM setups u WHERE u.school_id = s.school_id) \
         FROM sessions s JOIN accounts a ON a.school_id = s.school_id AND a.person_id = s.person_id \
         LEFT JOIN second_factors f ON f.school_id = s.school_id AND f.person_id = s.person_id \
         WHERE s.id_hash = $1 AND s.school_id = $2 AND s.seen_at > $3 AND s.created_at > $4 AND a.suspended_at IS NULL \
         AND (s.shared_at IS NULL OR s.seen_at > $5)");
    type At = Option<DateTime<Utc>>;
    let (idle, shared_idle, longest) = (work.at_least - IDLE, work.at_least - IDLE_WHERE_SHARED, work.at_least - MAX_LENGTH);
    type Row = (Uuid, DateTime<Utc>, At, At, At, At, At, i64, At);
    let row: Option<Row> = work.optional(select.bind_all((id_hash, work.school, idle, longest, shared_idle))).await?;
    Ok(row.map(|(person, seen_at, proved_at, initial, notices_read_at, shared, factor, new_browsers, own_lock)| Session {
        person: PersonId::new(person),
        seen_at,
        initial: initial.is_some(),
        stale: work.running() - seen_at >= SEEN_EVERY,
        proved_at,
        notices_read_at,
        lock: PageLock::of(shared.is_some(), own_lock.is_some()),
        second_factor: factor.is_some(),
        new_browsers,
    }))
}

/// Whose session has or had this id. It may be over, by the clock: only what somebody ended is forgotten at once, by a
/// sign-out, another password or a suspension.
pub async fn person_of_session(work: &mut Work, id_hash: &[u8]) -> Result<Option<PersonId>, Error> {
    let select = sql("SELECT s.person_id FROM sessions s \
         JOIN accounts a ON a.school_id = s.school_id AND a.person_id = s.person_id \
         WHERE s.id_hash = $1 AND s.school_id = $2 AND a.suspended_at IS NULL");
    let row: Option<(Uuid,)> = work.optional(select.bind_all((id_hash, work.school))).await?;
    Ok(row.map(|(person,)| PersonId::new(person)))
}

/// Asks in the transaction of a write whether its session is there still. What has begun in time is finished, so a session
/// that has only become idle meanwhile is.
///
/// # Errors
/// `Refused` where the person has signed out, was signed out by another password, or is suspended.
pub async fn check_session(work: &mut Work, id_hash: &[u8]) -> Result<(), Error> {
    person_of_session(work, id_hash).await?.map(drop).ok_or_else(|| Refusal::SessionOver.into())
}

/// Notes that the password was typed again in a session, and was right; by the clock that runs, which never stands still.
pub async fn prove(work: &mut Work, id_hash: &[u8]) -> Result<(), Error> {
    let update = sql("UPDATE sessions SET proved_at = $1 WHERE id_hash = $2 AND school_id = $3");
    work.run(update.bind_all((work.running(), id_hash, work.school))).await?;
    Ok(())
}

/// When the password was last typed in a session of this person, as it stands in this transaction.
pub(crate) async fn proved_at(work: &mut Work, id_hash: &[u8], person: PersonId) -> Result<Option<Timestamp>, Error> {
    let select = sql("SELECT proved_at FROM sessions WHERE id_hash = $1 AND school_id = $2 AND person_id = $3");
    let row: Option<(Option<DateTime<Utc>>,)> = work.optional(select.bind_all((id_hash, work.school, person))).await?;
    Ok(row.and_then(|(proved_at,)| proved_at))
}

/// Notes that the actor of this work has read what they were told until `newest`.
pub async fn read_notices(work: &mut Work, newest: Timestamp) -> Result<(), Error> {
    let update = sql("UPDATE accounts SET notices_read_at = $1 WHERE school_id = $2 AND person_id = $3");
    work.run(update.bind_all((newest, work.school, work.actor))).await?;
    Ok(())
}

/// Notes that a session is in use.
pub async fn seen(work: &mut Work, id_hash: &[u8]) -> Result<(), Error> {
    let update = sql("UPDATE sessions SET seen_at = $1 WHERE id_hash = $2 AND school_id = $3");
    work.run(update.bind_all((work.running(), id_hash, work.school))).await?;
    Ok(())
}

/// Signs out.
pub async fn end_session(work: &mut Work, id_hash: &[u8]) -> Result<(), Error> {
    work.run(sql("DELETE FROM sessions WHERE id_hash = $1 AND school_id = $2").bind_all((id_hash, work.school))).await?;
    Ok(())
}

#[cfg(test)]
#[path = "accounts_tests.rs"]
mod tests;
