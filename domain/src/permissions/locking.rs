//! "Lệnh khóa/mở": the leadership decides (Điều 3c, 4b, 4c), as the school reads these clauses; the management team carries out and
//! invents nothing (Điều 5b: readings in decision 0020).

use super::{Actor, Allowed, Credential, Deed, proof};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    locks::{
        Concerned, LockAuthority, LockKind, LockOrder, LockReading, Post, Stage, Start, check_covers, is_own_alone, reading_of,
    },
    people::{PersonId, Position},
    refusal::{LockRefusal, Refusal},
};

/// Draft an order that shuts or opens records, or throw such a draft away.
#[derive(Debug)]
pub enum DraftLockOrder {}
/// Lay a scan of the decision beside an order.
#[derive(Debug)]
pub enum AttachScan {}
/// Put one's name under an order.
#[derive(Debug)]
pub enum SignLockOrder {}
/// Carry an order out.
#[derive(Debug)]
pub enum ExecuteLockOrder {}
/// Take an order back.
#[derive(Debug)]
pub enum RevokeLockOrder {}
/// Settle who decides about orders.
#[derive(Debug)]
pub enum SetLockAuthority {}

impl Deed for DraftLockOrder {}
impl Deed for AttachScan {}
impl Deed for SignLockOrder {}
impl Deed for ExecuteLockOrder {}
impl Deed for RevokeLockOrder {}
impl Deed for SetLockAuthority {}

/// May `actor` see every order, also what is only drafted? What is decided is for everybody to read.
///
/// # Errors
/// `LockRefusal::NotYoursToRead`.
pub fn decide_orders(actor: &Actor) -> Result<(), Refusal> {
    if actor.acts_as_leadership() || actor.is_management_team() { Ok(()) } else { Err(LockRefusal::NotYoursToRead.into()) }
}

/// May `actor` read this order, and what is attached to it?
///
/// # Errors
/// `LockRefusal::NotYoursToRead` of what nobody has decided yet.
pub fn decide_read_order(actor: &Actor, order: &LockOrder) -> Result<(), Refusal> {
    if order.decided().is_some() { Ok(()) } else { decide_orders(actor) }
}

/// May `actor` lay a scan of the decision beside this order? Whoever may draft one: the paper comes from those who decide,
/// before the order is given or long after.
///
/// # Errors
/// As of `decide_draft_order`.
pub fn decide_attach_scan(actor: &Actor) -> Result<Allowed<AttachScan>, Refusal> {
    lock_post(actor)?;
    trusted(actor)
}

/// May `actor` see what happens by itself at its minute? The management team looks after the software (Điều 5b), the leadership
/// orders.
///
/// # Errors
/// `LockRefusal::ScheduleNotYours`.
pub fn decide_schedule(actor: &Actor) -> Result<(), Refusal> {
    decide_orders(actor).map_err(|_| LockRefusal::ScheduleNotYours.into())
}

/// May `actor` draft an order?
///
/// # Errors
/// `LockRefusal::NotYours`; `Refusal::ResetUnconfirmed` while somebody else may know the password.
pub fn decide_draft_order(actor: &Actor) -> Result<Allowed<DraftLockOrder>, Refusal> {
    lock_post(actor)?;
    trusted(actor)
}

/// May `actor` put their name under `order`, as what, and by which reading of the regulation for such an order? What is undecided has
/// to be about something.
///
/// # Errors
/// `LockRefusal::NotYours`, `OverNothing` and `IsThePrincipals`; `Refusal::ResetUnconfirmed` while somebody else may know the password.
pub fn decide_sign_order(
    actor: &Actor,
    authority: LockAuthority,
    facts: &Facts,
    order: &LockOrder,
) -> Result<(Allowed<SignLockOrder>, Post, LockReading), Refusal> {
    let post = lock_post(actor)?;
    if matches!(order.stage, Stage::Draft | Stage::Proposed(_)) {
        check_covers(facts, &order.plan.scope)?;
    }
    let reading = reading_of(authority, order.plan.kind, &order.plan.scope, facts);
    let waits_for_more = matches!(order.stage, Stage::Proposed(first) if first.by != actor.person);
    if !reading.lets_sign(post) || (waits_for_more && !reading.is_decided_alone_by(post)) {
        return Err(LockRefusal::IsThePrincipals.into());
    }
    Ok((trusted(actor)?, post, reading))
}

/// May `actor` carry `order` out at `now`, whose records are `concerned`? Only the management team, and of it whoever is named, as
/// long as they can; nobody for their own records alone, and nobody what they have decided themselves.
///
/// # Errors
/// The reason why not, for the screen.
pub fn decide_execute_order(
    actor: &Actor,
    facts: &Facts,
    order: &LockOrder,
    concerned: Concerned,
    now: Timestamp,
) -> Result<Allowed<ExecuteLockOrder>, Refusal> {
    let named = order.plan.executor.filter(|id| *id != actor.person);
    let refusal = if !actor.is_management_team() {
        LockRefusal::NotYoursToExecute
    } else if has_signed(order, actor.person) {
        LockRefusal::OwnOrder
    } else if concerned == Concerned::TheActorAlone {
        LockRefusal::OwnRecordsAlone
    } else if named.is_some_and(|id| can_execute(facts, order, id, now)) {
        LockRefusal::OtherExecutor
    } else {
        return trusted(actor);
    };
    Err(refusal.into())
}

/// Whether the name of `person` is under it.
fn has_signed(order: &LockOrder, person: PersonId) -> bool {
    order.signatures().iter().any(|one| one.by == person)
}

/// Whether `person`, who is named to carry `order` out, still can: whoever has left the team, cannot sign in, has decided it, or is by
/// now the only one concerned cannot, and the order must not wait for them for ever.
fn can_execute(facts: &Facts, order: &LockOrder, person: PersonId, now: Timestamp) -> bool {
    let organisation = facts.organisation();
    organisation.positions(person, day_of(now)).contains(&Position::ManagementTeam)
        && !organisation.suspended.contains(&person)
        && !has_signed(order, person)
        && is_own_alone(facts, &order.plan.scope, person) == Concerned::Others
}

/// Can anybody carry `order` out, once `signs` has put their name under it as well? Nobody has to where it takes effect by itself;
/// else it would wait for ever.
///
/// # Errors
/// `LockRefusal::NobodyExecutes`.
pub fn check_executable(facts: &Facts, order: &LockOrder, signs: Option<PersonId>, now: Timestamp) -> Result<(), Refusal> {
    let mut others = facts.organisation().people.iter().map(|one| one.id).filter(|id| Some(*id) != signs);
    let waits = order.plan.start == Start::WhenExecuted;
    if waits && !others.any(|id| can_execute(facts, order, id, now)) { Err(LockRefusal::NobodyExecutes.into()) } else { Ok(()) }
}

/// May `actor` take `order` back at `now`? The principal any of them; a vice principal what the principal has not decided, as long
/// as a vice principal might decide the contrary alone: to take a lock in force back is to open. A draft is thrown away by the
/// leadership.
///
/// # Errors
/// The reason why not, for the screen.
pub fn decide_revoke_order(
    actor: &Actor,
    authority: LockAuthority,
    facts: &Facts,
    order: &LockOrder,
    now: Timestamp,
) -> Result<Allowed<RevokeLockOrder>, Refusal> {
    let post = lock_post(actor)?;
    let of_principal = order.decided().is_some_and(|decided| decided.post() == Some(Post::Principal));
    let contrary = match order.plan.kind {
        LockKind::Lock => LockKind::Unlock,
        LockKind::Unlock => LockKind::Lock,
    };
    // Which reading it is takes a look through the records of the year: only where it matters.
    let may_alone = || reading_of(authority, contrary, &order.plan.scope, facts).is_decided_alone_by(post);
    let is_open = !order.is_in_force(now, now);
    match post {
        Post::Principal => {}
        Post::VicePrincipal if of_principal => return Err(LockRefusal::PrincipalsOrder.into()),
        Post::VicePrincipal if is_open || may_alone() => {}
        Post::VicePrincipal => return Err(LockRefusal::RevokingIsThePrincipals.into()),
    }
    trusted(actor)
}

/// May `actor` settle who decides about orders? The clause that is read is about the principal's own right, so it is the
/// principal's to read (Điều 3c, 11).
///
/// # Errors
/// `LockRefusal::SettlingIsThePrincipals`, for others than the leadership `Refusal::SettingsNotYours`.
pub fn decide_lock_authority(actor: &Actor) -> Result<Allowed<SetLockAuthority>, Refusal> {
    if !actor.is_leadership() {
        return Err(Refusal::SettingsNotYours);
    }
    if !actor.is(Position::Principal) {
        return Err(LockRefusal::SettlingIsThePrincipals.into());
    }
    trusted(actor)
}

/// As what `actor` decides; whoever acts for somebody decides as that one.
///
/// # Errors
/// `LockRefusal::NotYours`.
pub fn lock_post(actor: &Actor) -> Result<Post, Refusal> {
    actor.post().ok_or_else(|| LockRefusal::NotYours.into())
}

impl Actor {
    /// As what this person decides what is the leadership's; whoever acts for somebody decides as that one.
    pub(super) fn post(&self) -> Option<Post> {
        if self.acts_as(Position::Principal) {
            Some(Post::Principal)
        } else if self.acts_as(Position::VicePrincipal) {
            Some(Post::VicePrincipal)
        } else {
            None
        }
    }
}

/// The answer of a rule that asks only for a password of one's own besides what it has asked.
pub(super) fn trusted<D: Deed>(actor: &Actor) -> Result<Allowed<D>, Refusal> {
    match actor.credential {
        Credential::ResetUnconfirmed => Err(Refusal::ResetUnconfirmed),
        Credential::Trusted => Ok(proof(())),
    }
}

#[cfg(test)]
mod tests;
