//! Who may do what: one pure function, read by the screens to show a button and by the database inside the transaction.

mod appointing;
mod archiving;
mod backing_up;
mod binding;
mod checking_accounts;
mod calling;
mod closing;
mod commenting;
mod copying;
mod data_requests;
mod delegating;
mod disposing;
mod exempting;
mod explaining;
mod extending;
mod handing_over;
mod held_files;
mod locking;
mod mandating;
mod noting;
mod own_work;
mod reading_log;
mod refusing;
mod registering;
mod regulating;
mod reminding;
mod resetting;
mod reviewing;
mod second_factors;
mod settling;
mod signing;
mod spot_checking;
mod swapping;
mod tasking;
mod templating;
mod updating;
mod viewing;
mod withdrawing;

use std::marker::PhantomData;

use chrono::NaiveDate;

pub use appointing::{
    Appoint, Awaited, TakesEffect, TurnDown, awaited_of_management, confirmable, decide_confirm, decide_end, decide_longer,
    decide_turn_down, fenced_off, fenced_off_places, takes_effect,
};
pub use archiving::*;
pub use backing_up::{BackUp, decide_back_up, decide_backups};
pub use binding::{BindYearBook, decide_bind_year_book, decide_read_year_book};
pub use calling::may_call;
pub use checking_accounts::{CheckAccounts, MendFinding, decide_check_accounts, decide_mend_finding, decide_security_checks};
pub use closing::{DeclareClosure, TakeBackClosure, decide_declare_closure, decide_take_back_closure};
pub use commenting::{CommentOn, SettleThread, decide_comment, decide_settle, decide_settle_instead};
pub use copying::{Rescue, TakeCopy, decide_copies, decide_rescue, decide_take_copy};
pub use data_requests::{
    AnswerDataRequest, AskForData, EnterDataRequest, ExportData, Reach, decide_answer_data, decide_ask_data, decide_enter_data,
    decide_export, decide_give_data,
};
pub use delegating::{Delegate, decide_delegate, decide_delegations, decide_end_delegation};
pub use disposing::*;
pub use exempting::{EndExemption, Exempt, decide_end_exemption, decide_exempt};
pub use explaining::{ExplainLateness, JudgeLateness, decide_explain_lateness, decide_judge_lateness, decide_lateness};
pub use extending::{
    AskExtension, Extend, TakeBackExtension, WithdrawRequest, decide_ask_extension, decide_extend, decide_extensions,
    decide_take_back_extension, decide_withdraw_request,
};
pub use handing_over::{HandOver, SignHandover, decide_hand_over, decide_sign_handover};
pub use held_files::{HeldFor, JudgeHeldFile, decide_held_file, decide_look_into_held, may_look_into_held};
pub use locking::{
    AttachScan, DraftLockOrder, ExecuteLockOrder, RevokeLockOrder, SetLockAuthority, SignLockOrder, check_executable,
    decide_attach_scan, decide_draft_order, decide_execute_order, decide_lock_authority, decide_orders, decide_read_order,
    decide_revoke_order, decide_schedule, decide_sign_order, lock_post,
};
pub use mandating::{
    EndMandate, RecordMandate, decide_end_mandate, decide_give, decide_mandates, decide_name_mandate, decide_record_mandate,
};
pub use noting::{
    ChangeCover, EndAbsence, NoteAbsence, decide_absences, decide_change_cover, decide_end_absence, decide_note_absence,
};
pub use reading_log::{LogScope, log_scope};
use refusing::refusal;
pub use registering::{
    AttachToEntry, CorrectEntry, EnterEntry, MoveEntry, RegisterScope, check_about, decide_attach_to_entry, decide_correct_entry,
    decide_enter_entry, decide_move_entry, decide_read_entry, decide_read_register,
};
pub use regulating::{
    PledgeRegulation, PublishRegulation, RemindOfRegulation, decide_pledge, decide_pledges, decide_publish_regulation,
};
pub use reminding::{Remind, decide_remind};
pub use resetting::{decide_confirm_reset, decide_reset};
pub use reviewing::{
    Decide, ReviewOf, UndoDecision, decide_review, decide_undo, falls_to_leadership, is_left_alone, reviewers_of, stood_in_for,
};
pub(crate) use reviewing::{is_departments_to_decide, positions_of};
pub use second_factors::{
    EndSecondFactor, EndStep, KeepSecondFactor, SetSecondFactorDuty, decide_end_second_factor, decide_keep_second_factor,
    decide_second_factor_duty, has_second_factor_duty,
};
pub use settling::{check_setting, decide_change_school, settles_leaderships_own};
pub use signing::{Sign, Signable, decide_sign};
pub use spot_checking::{SpotChecking, decide_spot_check};
pub use swapping::{
    AcceptSwap, DeclineSwap, OfferSwap, TakeSwapBack, decide_accept_swap, decide_decline_swap, decide_offer_swap,
    decide_take_swap_back, sees_swaps,
};
pub use tasking::{
    AnswerTask, GiveTask, decide_answer_task, decide_give_task, decide_read_answer, decide_read_task, sees_all_tasks,
};
pub use templating::{AddTemplate, decide_add_template};
pub use updating::{
    AskForUpdate, CloseUpdate, DecideUpdate, EndUpdate, SetUpdateProcedure, decide_ask_for_update, decide_close_update,
    decide_end_update, decide_open_evidence, decide_read_update, decide_refuse_update, decide_update, decide_update_procedure,
    sees_all_updates,
};
pub use viewing::{ViewAs, decide_view_as};
pub use withdrawing::{Withdraw, decide_withdraw};

use crate::{
    obligations::{Owner, owners},
    people::{Appointment, DepartmentId, Organisation, PersonId, Position},
    record_types::{OwedBy, Reader, Readers, RecordType, Sensitivity},
    refusal::Refusal,
};

/// How far it is sure that only the person signs in with the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credential {
    /// The password is one of the person's own, or the leadership or the server's console handed it out.
    Trusted,
    /// The management team handed the last password out, and the leadership has not confirmed that: whoever made it may
    /// have signed in with it, and have set another one since.
    ResetUnconfirmed,
}

/// The person who asks, with the positions held today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub person: PersonId,
    /// Of their own: all that is about accounts, appointments and settings asks for these.
    pub positions: Vec<Position>,
    /// Held in somebody's place, or as whoever covers a teacher: to read, to approve and to hand in, these do as well.
    pub lent: Vec<Position>,
    pub credential: Credential,
}

impl Actor {
    /// The person as the school knows them on `day`.
    pub fn of(organisation: &Organisation, person: PersonId, day: NaiveDate) -> Self {
        let waits = organisation.reset_of(person).is_some_and(|reset| reset.confirmed_at.is_none());
        let credential = if waits { Credential::ResetUnconfirmed } else { Credential::Trusted };
        let lent = organisation.lent_to(person, day).map(|one| one.position);
        let lent = lent.chain(organisation.positions_covered(person, day)).collect();
        Self { person, positions: organisation.positions(person, day), lent, credential }
    }

    /// Whether a password that this person hands out needs nobody else's confirmation.
    pub fn vouches_for_resets(&self) -> bool {
        self.is_leadership()
    }

    fn is(&self, position: Position) -> bool {
        self.positions.contains(&position)
    }

    /// Holds it, or acts for whoever does.
    pub(crate) fn acts_as(&self, position: Position) -> bool {
        self.is(position) || self.lent.contains(&position)
    }

    /// Hiệu trưởng or phó hiệu trưởng.
    pub fn is_leadership(&self) -> bool {
        self.is(Position::Principal) || self.is(Position::VicePrincipal)
    }

    /// Hiệu trưởng or phó hiệu trưởng, or somebody who acts for one.
    pub fn acts_as_leadership(&self) -> bool {
        self.acts_as(Position::Principal) || self.acts_as(Position::VicePrincipal)
    }

    /// Hiệu trưởng, or somebody who acts for her.
    pub fn acts_as_principal(&self) -> bool {
        self.acts_as(Position::Principal)
    }

    /// Tổ quản lý phần mềm.
    pub fn is_management_team(&self) -> bool {
        self.is(Position::ManagementTeam)
    }

    fn leads(&self, department: DepartmentId) -> bool {
        self.acts_as(Position::Head(department)) || self.acts_as(Position::DeputyHead(department))
    }

    /// The departments that this person heads or deputises, or acts for whoever does; each once.
    pub fn departments_led(&self) -> Vec<DepartmentId> {
        let mut led: Vec<DepartmentId> = Vec::new();
        for position in self.positions.iter().chain(&self.lent) {
            match position {
                Position::Head(id) | Position::DeputyHead(id) if !led.contains(id) => led.push(*id),
                Position::Head(_)
                | Position::DeputyHead(_)
                | Position::Principal
                | Position::VicePrincipal
                | Position::ManagementTeam
                | Position::Teacher(_)
                | Position::SectionHolder(_)
                | Position::Member(_) => {}
            }
        }
        led
    }
}

/// The facts about one record that decide over it, read in the same transaction as what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RecordFacts {
    pub owner: Owner,
    /// The department of the dashboard row; `None` for the school's own.
    pub department: Option<DepartmentId>,
    pub sensitivity: Sensitivity,
    /// Whoever its type names beside those who have the duty and the leadership.
    pub readers: Readers,
    /// Whose turn it is, where it is somebody's.
    pub turn: Option<PersonId>,
}

impl RecordFacts {
    /// Whether head and deputy of its department open it, and so approve it.
    pub fn opens_to_heads(&self) -> bool {
        self.sensitivity == Sensitivity::Ordinary || self.readers.has(Reader::Heads)
    }

    /// Whether the type names a place that `actor` holds, or in which they act.
    fn names(&self, actor: &Actor) -> bool {
        let of_department = self.opens_to_heads() && self.department.is_some_and(|department| actor.leads(department));
        let of_section = |reader| match reader {
            Reader::Heads => false,
            Reader::Section(section) => actor.acts_as(Position::SectionHolder(section)),
        };
        of_department || self.readers.iter().any(of_section)
    }
}

/// What someone wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The page of one's own work (Điều 6a).
    SeeOwnWork,
    SeeSchoolYear,
    /// Hand in files for a record (Điều 6a, 7a, 8).
    HandIn(RecordFacts),
    /// See in a list that a record is owed, and how it stands.
    SeeStanding(RecordFacts),
    /// Open files and receipts (silent in the regulation: reading of `domain.md`, A13).
    OpenRecord(RecordFacts),
    /// Open what one person handed in for a record: that person may, also after moving to another class, as long as the
    /// record is an ordinary one. What is fenced off opens by the duty of today alone: whoever has left the post is out.
    OpenVersion {
        record: RecordFacts,
        by: PersonId,
    },
    /// Free the owner of a record, and take that back (silent in the regulation: reading in decision 0007).
    Exempt(RecordFacts),
    /// The dashboard of the whole school (Điều 3d, 4d, 5).
    SeeDashboard,
    /// The dashboard of one department (Điều 7).
    SeeDepartmentDashboard(DepartmentId),
    /// Calendar, record types, rules (Điều 3c, 11).
    ChangeSchool,
    /// Accounts and appointments (Điều 3b, 4a, 5a).
    ManageAccounts,
    /// Let appointments take effect that wait for it (Điều 1b and 3b: reading in decision 0007).
    ConfirmAppointments,
    /// Say whether the server's clock is right (the management team cares for the data, Điều 5b: reading in decision 0011).
    DecideClock,
    /// Let others open files that are held, or give them back (the management team guards against viruses, Điều 5b: reading in
    /// decision 0015).
    JudgeHeldFiles,
}

/// A kind of change, for which a proof of its own is asked.
pub trait Deed {}

/// Proof that one of the functions `decide_…` here said yes to a deed; what changes something asks for the proof of its own
/// deed, so that code that forgot to ask, or asked for less, does not compile. Where one answer covers several changes, each
/// of them borrows it.
#[derive(Debug)]
pub struct Allowed<D: Deed>(PhantomData<D>);

/// Change what the school is: name, calendar, units, record types, turns, themes (`Action::ChangeSchool`).
#[derive(Debug)]
pub enum ChangeSchool {}
/// Change one member of staff: name and positions, and with them the account (`decide_over_account`).
#[derive(Debug)]
pub enum ChangeStaff {}
/// Change one account: password, and whether it is open.
#[derive(Debug)]
pub enum ChangeAccount {}
/// Hand out a new password for somebody's account (`decide_reset`).
#[derive(Debug)]
pub enum ResetPassword {}
/// Confirm that a password was handed out to the right person (`decide_confirm_reset`).
#[derive(Debug)]
pub enum ConfirmReset {}
/// Have read that somebody handed out a password (`decide_know_of_resets`).
#[derive(Debug)]
pub enum KnowOfResets {}
/// Say whether the server's clock is right (`Action::DecideClock`).
#[derive(Debug)]
pub enum DecideClock {}
/// Hand in for one record (`Action::HandIn`).
#[derive(Debug)]
pub enum HandIn {}

impl Deed for ChangeSchool {}
impl Deed for ChangeStaff {}
impl Deed for ChangeAccount {}
impl Deed for ResetPassword {}
impl Deed for ConfirmReset {}
impl Deed for KnowOfResets {}
impl Deed for DecideClock {}
impl Deed for HandIn {}

impl Allowed<ChangeStaff> {
    /// Whoever may change a member of staff may change that one's account.
    pub const fn of_account(&self) -> Allowed<ChangeAccount> {
        Allowed(PhantomData)
    }
}

impl Allowed<ResetPassword> {
    /// A new password is a change of the account.
    pub const fn of_account(&self) -> Allowed<ChangeAccount> {
        Allowed(PhantomData)
    }
}

/// The answer of a rule, as the proof of a deed.
const fn proof<D: Deed>((): ()) -> Allowed<D> {
    Allowed(PhantomData)
}

/// May `actor` do `action`?
///
/// # Errors
/// The reason why not, for the screen.
pub fn decide(actor: &Actor, organisation: &Organisation, action: Action) -> Result<(), Refusal> {
    if !is_theirs(actor, organisation, action) {
        return Err(refusal(organisation, action));
    }
    match actor.credential {
        Credential::ResetUnconfirmed if needs_trust(action) => Err(Refusal::ResetUnconfirmed),
        Credential::ResetUnconfirmed | Credential::Trusted => Ok(()),
    }
}

/// What waits until the leadership has confirmed a reset: to decide anything, and to open what is fenced off. Handing in
/// does not wait, or a forgotten password at 16:50 would make somebody late.
fn needs_trust(action: Action) -> bool {
    match action {
        Action::OpenRecord(record) | Action::OpenVersion { record, .. } => record.sensitivity != Sensitivity::Ordinary,
        Action::Exempt(_)
        | Action::ChangeSchool
        | Action::ManageAccounts
        | Action::ConfirmAppointments
        | Action::DecideClock
        | Action::JudgeHeldFiles => true,
        Action::SeeOwnWork
        | Action::SeeSchoolYear
        | Action::HandIn(_)
        | Action::SeeStanding(_)
        | Action::SeeDashboard
        | Action::SeeDepartmentDashboard(_) => false,
    }
}

fn is_theirs(actor: &Actor, organisation: &Organisation, action: Action) -> bool {
    let has_the_duty = |owner: Owner| {
        let duty = owner.duty(organisation);
        duty.is_of(actor.person, &actor.positions) || duty.is_of(actor.person, &actor.lent)
    };
    match action {
        Action::SeeOwnWork | Action::SeeSchoolYear => true,
        Action::HandIn(record) => has_the_duty(record.owner),
        Action::SeeStanding(record) => {
            actor.acts_as_leadership()
                || actor.is_management_team()
                || has_the_duty(record.owner)
                || record.department.is_some_and(|department| actor.leads(department))
                || record.names(actor)
        }
        Action::OpenRecord(record) => actor.acts_as_leadership() || has_the_duty(record.owner) || record.names(actor),
        Action::OpenVersion { record, by } => {
            (actor.person == by && record.sensitivity == Sensitivity::Ordinary)
                || is_theirs(actor, organisation, Action::OpenRecord(record))
        }
        Action::Exempt(_) => actor.is_leadership(),
        Action::SeeDashboard => actor.acts_as_leadership() || actor.is_management_team(),
        Action::SeeDepartmentDashboard(department) => {
            actor.acts_as_leadership() || actor.is_management_team() || actor.leads(department)
        }
        Action::ChangeSchool | Action::ConfirmAppointments => actor.is_leadership(),
        Action::ManageAccounts | Action::DecideClock => actor.is_leadership() || actor.is_management_team(),
        // To read and to let others read, which goes with a place that is lent.
        Action::JudgeHeldFiles => actor.acts_as_leadership() || actor.is_management_team(),
    }
}

/// `decide` for `Action::DecideClock`, with the proof.
///
/// # Errors
/// `ClockRefusal::NotYours`.
pub fn decide_clock(actor: &Actor, organisation: &Organisation) -> Result<Allowed<DecideClock>, Refusal> {
    decide(actor, organisation, Action::DecideClock).map(proof)
}

/// `decide` for `Action::HandIn`, with the proof.
///
/// # Errors
/// `Refusal::NotYoursToHandIn`.
pub fn decide_hand_in(actor: &Actor, organisation: &Organisation, record: RecordFacts) -> Result<Allowed<HandIn>, Refusal> {
    decide(actor, organisation, Action::HandIn(record)).map(proof)
}

/// May the first set-up change a school whose set-up is `finished` or not? Whoever sets a school up has no account yet:
/// the server asks for the code on its console instead, and once the school is open, only its leadership changes it.
///
/// # Errors
/// `Refusal::AlreadySetUp`.
pub const fn decide_in_set_up<D: Deed>(finished: bool) -> Result<Allowed<D>, Refusal> {
    if finished { Err(Refusal::AlreadySetUp) } else { Ok(proof(())) }
}

/// May `actor` choose another password for the account of `person`? Everybody does for their own.
///
/// # Errors
/// `Refusal::SettingsNotYours` for the account of somebody else: a password for that one is handed out.
pub fn decide_own_password(actor: PersonId, person: PersonId) -> Result<Allowed<ChangeAccount>, Refusal> {
    if actor == person { Ok(proof(())) } else { Err(Refusal::SettingsNotYours) }
}

/// May an account be opened again from the server's own console, where nobody is `signed_in`? Whoever may run the program
/// there has the whole data folder anyway.
///
/// # Errors
/// `Refusal::SettingsNotYours` where somebody is signed in: then it is no console.
pub fn decide_at_console(signed_in: Option<PersonId>) -> Result<Allowed<ChangeAccount>, Refusal> {
    if signed_in.is_none() { Ok(proof(())) } else { Err(Refusal::SettingsNotYours) }
}

/// May `actor` hand out a password, or open an account, for somebody with these positions? The management team looks
/// after accounts (Điều 5a), but never gets into the leadership through one.
///
/// # Errors
/// The reason why not, for the screen.
pub fn decide_over_account(actor: &Actor, positions: &[Position]) -> Result<Allowed<ChangeStaff>, Refusal> {
    if positions.contains(&Position::Principal) {
        // A password that was handed out opens the account: nobody takes the principal's place that way (Điều 4a).
        return if actor.is(Position::Principal) { Ok(proof(())) } else { Err(Refusal::PrincipalsAccount) };
    }
    let leadership = positions.contains(&Position::VicePrincipal);
    let allowed = actor.is_leadership() || (actor.is_management_team() && !leadership);
    if allowed { Ok(proof(())) } else { Err(Refusal::SettingsNotYours) }
}

/// Is it `actor` whom the school tells of every password that somebody handed out? The principal answers for all accounts
/// (Điều 3b).
///
/// # Errors
/// `Refusal::SettingsNotYours`.
pub fn decide_know_of_resets(actor: &Actor) -> Result<Allowed<KnowOfResets>, Refusal> {
    if actor.is(Position::Principal) { Ok(proof(())) } else { Err(Refusal::SettingsNotYours) }
}

/// May `actor` appoint somebody to these positions? As over an account; but where nobody is or will be principal, the
/// leadership appoints one, or there would never be one again.
///
/// # Errors
/// The reason why not, for the screen.
pub fn decide_over_appointment(
    actor: &Actor,
    organisation: &Organisation,
    positions: &[Position],
    today: NaiveDate,
) -> Result<Allowed<ChangeStaff>, Refusal> {
    let principal = |one: &Appointment| one.position == Position::Principal && one.until.is_none_or(|until| today <= until);
    if positions.contains(&Position::Principal) && !organisation.own_appointments().any(principal) {
        return if actor.is_leadership() { Ok(proof(())) } else { Err(Refusal::SettingsNotYours) };
    }
    decide_over_account(actor, positions)
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod proofs_tests;
