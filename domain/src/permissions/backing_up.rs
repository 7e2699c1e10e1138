//! "Sao lưu": the management team backs up often (Điều 5b); the leadership reads how it stands.

use super::{Actor, Allowed, Credential, Deed, proof};
use crate::refusal::{BackupRefusal, Refusal};

/// Have a backup made at once.
#[derive(Debug)]
pub enum BackUp {}

impl Deed for BackUp {}

/// May `actor` read of backups?
///
/// # Errors
/// `BackupRefusal::NotYours`.
pub fn decide_backups(actor: &Actor) -> Result<(), Refusal> {
    if actor.acts_as_leadership() || actor.is_management_team() { Ok(()) } else { Err(BackupRefusal::NotYours.into()) }
}

/// May `actor` have one made now? Where to is no question: that was said by whoever started the program.
///
/// # Errors
/// `BackupRefusal::NotYours` and `NotYoursToMake`; `Refusal::ResetUnconfirmed` while somebody else may know the password.
pub fn decide_back_up(actor: &Actor) -> Result<Allowed<BackUp>, Refusal> {
    decide_backups(actor)?;
    if !actor.is_management_team() {
        return Err(BackupRefusal::NotYoursToMake.into());
    }
    match actor.credential {
        Credential::ResetUnconfirmed => Err(Refusal::ResetUnconfirmed),
        Credential::Trusted => Ok(proof(())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::{PersonId, Position};

    fn actor(position: Position) -> Actor {
        let person = PersonId::new(uuid::Uuid::from_u128(7));
        Actor { person, positions: vec![position], lent: Vec::new(), credential: Credential::Trusted }
    }

    #[test]
    fn the_management_team_makes_backups_and_the_leadership_reads_of_them() {
        let department = crate::ids::Id::new(uuid::Uuid::from_u128(8));
        let cases = [
            (Position::Principal, true, Err(BackupRefusal::NotYoursToMake)),
            (Position::VicePrincipal, true, Err(BackupRefusal::NotYoursToMake)),
            (Position::ManagementTeam, true, Ok(())),
            (Position::Head(department), false, Err(BackupRefusal::NotYours)),
        ];
        for (position, reads, makes) in cases {
            assert_eq!(decide_backups(&actor(position)).is_ok(), reads, "{position:?}");
            assert_eq!(decide_back_up(&actor(position)).map(drop), makes.map_err(Refusal::from), "{position:?}");
        }
        let reset = Actor { credential: Credential::ResetUnconfirmed, ..actor(Position::ManagementTeam) };
        assert_eq!(decide_back_up(&reset).map(drop), Err(Refusal::ResetUnconfirmed));
    }
}
