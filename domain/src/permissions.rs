//! Who may do what: one pure function, read by the screens to show a button and by the database inside the transaction.

use chrono::NaiveDate;

use crate::{
    obligations::Owner,
    people::{Appointment, DepartmentId, Organisation, PersonId, Position},
    record_types::Sensitivity,
    refusal::Refusal,
};

/// The person who asks, with the positions held today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub person: PersonId,
    pub positions: Vec<Position>,
}

impl Actor {
    fn is(&self, position: Position) -> bool {
        self.positions.contains(&position)
    }

    /// Hiệu trưởng or phó hiệu trưởng.
    pub fn is_leadership(&self) -> bool {
        self.is(Position::Principal) || self.is(Position::VicePrincipal)
    }

    /// Tổ quản lý phần mềm.
    pub fn is_management_team(&self) -> bool {
        self.is(Position::ManagementTeam)
    }

    fn leads(&self, department: DepartmentId) -> bool {
        self.is(Position::Head(department)) || self.is(Position::DeputyHead(department))
    }

    /// The departments that this person heads or deputises.
    pub fn departments_led(&self) -> Vec<DepartmentId> {
        self.positions
            .iter()
            .filter_map(|position| match position {
                Position::Head(id) | Position::DeputyHead(id) => Some(*id),
                _ => None,
            })
            .collect()
    }
}

/// The facts about one record that decide over it, read in the same transaction as what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordFacts {
    pub owner: Owner,
    /// The department of the dashboard row; `None` for the school's own.
    pub department: Option<DepartmentId>,
    pub sensitivity: Sensitivity,
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
    /// Open what one person handed in for a record: that person may, also after moving to another class.
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
}

/// Proof that one of the functions `decide…` here said yes; what changes something asks for it, so that code that forgot
/// to ask does not compile. Where one answer covers several changes, each of them borrows it.
#[derive(Debug)]
pub struct Allowed(());

/// May `actor` do `action`?
///
/// # Errors
/// The reason why not, for the screen.
pub fn decide(actor: &Actor, organisation: &Organisation, action: Action) -> Result<Allowed, Refusal> {
    let has_the_duty = |owner: Owner| owner.duty(organisation).is_of(actor.person, &actor.positions);
    let allowed = match action {
        Action::SeeOwnWork | Action::SeeSchoolYear => true,
        Action::HandIn(record) => has_the_duty(record.owner),
        Action::SeeStanding(record) => {
            actor.is_leadership()
                || actor.is_management_team()
                || has_the_duty(record.owner)
                || record.department.is_some_and(|department| actor.leads(department))
        }
        Action::OpenRecord(record) => {
            actor.is_leadership()
                || has_the_duty(record.owner)
                || (record.sensitivity == Sensitivity::Ordinary
                    && record.department.is_some_and(|department| actor.leads(department)))
        }
        Action::OpenVersion { record, by } => actor.person == by || decide(actor, organisation, Action::OpenRecord(record)).is_ok(),
        Action::Exempt(_) => actor.is_leadership(),
        Action::SeeDashboard => actor.is_leadership() || actor.is_management_team(),
        Action::SeeDepartmentDashboard(department) => {
            actor.is_leadership() || actor.is_management_team() || actor.leads(department)
        }
        Action::ChangeSchool => actor.is_leadership(),
        Action::ManageAccounts => actor.is_leadership() || actor.is_management_team(),
    };
    if allowed { Ok(Allowed(())) } else { Err(refusal(action)) }
}

/// May the first set-up change a school whose set-up is `finished` or not? Whoever sets a school up has no account yet:
/// the server asks for the code on its console instead, and once the school is open, only its leadership changes it.
///
/// # Errors
/// `Refusal::AlreadySetUp`.
pub fn decide_in_set_up(finished: bool) -> Result<Allowed, Refusal> {
    if finished { Err(Refusal::AlreadySetUp) } else { Ok(Allowed(())) }
}

/// May `actor` choose another password for the account of `person`? Everybody does for their own.
///
/// # Errors
/// `Refusal::SettingsNotYours` for the account of somebody else: a password for that one is handed out.
pub fn decide_own_password(actor: PersonId, person: PersonId) -> Result<Allowed, Refusal> {
    if actor == person { Ok(Allowed(())) } else { Err(Refusal::SettingsNotYours) }
}

/// May an account be opened again from the server's own console, where nobody is `signed_in`? Whoever may run the program
/// there has the whole data folder anyway.
///
/// # Errors
/// `Refusal::SettingsNotYours` where somebody is signed in: then it is no console.
pub fn decide_at_console(signed_in: Option<PersonId>) -> Result<Allowed, Refusal> {
    if signed_in.is_none() { Ok(Allowed(())) } else { Err(Refusal::SettingsNotYours) }
}

/// May `actor` hand out a password, or open an account, for somebody with these positions? The management team looks
/// after accounts (Điều 5a), but never gets into the leadership through one.
///
/// # Errors
/// The reason why not, for the screen.
pub fn decide_over_account(actor: &Actor, positions: &[Position]) -> Result<Allowed, Refusal> {
    if positions.contains(&Position::Principal) {
        // A password that was handed out opens the account: nobody takes the principal's place that way (Điều 4a).
        return if actor.is(Position::Principal) { Ok(Allowed(())) } else { Err(Refusal::PrincipalsAccount) };
    }
    let leadership = positions.contains(&Position::VicePrincipal);
    let allowed = actor.is_leadership() || (actor.is_management_team() && !leadership);
    if allowed { Ok(Allowed(())) } else { Err(Refusal::SettingsNotYours) }
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
) -> Result<Allowed, Refusal> {
    let principal = |one: &Appointment| one.position == Position::Principal && one.until.is_none_or(|until| today <= until);
    if positions.contains(&Position::Principal) && !organisation.appointments.iter().any(principal) {
        return if actor.is_leadership() { Ok(Allowed(())) } else { Err(Refusal::SettingsNotYours) };
    }
    decide_over_account(actor, positions)
}

const fn refusal(action: Action) -> Refusal {
    match action {
        Action::HandIn(_) => Refusal::NotYoursToHandIn,
        Action::SeeStanding(_) | Action::OpenRecord(_) | Action::OpenVersion { .. } => Refusal::NotYoursToOpen,
        Action::Exempt(_) => Refusal::NotYoursToExempt,
        Action::SeeDashboard | Action::SeeDepartmentDashboard(_) => Refusal::DashboardNotYours,
        Action::SeeOwnWork | Action::SeeSchoolYear | Action::ChangeSchool | Action::ManageAccounts => Refusal::SettingsNotYours,
    }
}

#[cfg(test)]
mod tests;
