//! "Lưu trữ": the leadership organises it (Điều 3e, 4e), the management team reads of it and looks whether the files still fit; the
//! principal alone decides that something comes out again (readings in decision 0056).

use super::{Actor, Allowed, Deed, locking::trusted};
use crate::refusal::{ArchiveRefusal, Refusal};

/// Put records into the archive.
#[derive(Debug)]
pub enum Archive {}

impl Deed for Archive {}

/// Take a record out again.
#[derive(Debug)]
pub enum TakeOut {}

impl Deed for TakeOut {}

/// Settle how long records of a type are kept.
#[derive(Debug)]
pub enum SetRetention {}

impl Deed for SetRetention {}

/// Keep records from being disposed of, and end that.
#[derive(Debug)]
pub enum HoldRecords {}

impl Deed for HoldRecords {}

/// Compare the files of a package with what was handed in.
#[derive(Debug)]
pub enum CheckPackage {}

impl Deed for CheckPackage {}

/// Take a package home.
#[derive(Debug)]
pub enum TakePackage {}

impl Deed for TakePackage {}

/// Make an export of the whole school, and take it away.
#[derive(Debug)]
pub enum ExportSchool {}

impl Deed for ExportSchool {}

/// May `actor` read of the archive?
///
/// # Errors
/// `ArchiveRefusal::NotYours`.
pub fn decide_archive_page(actor: &Actor) -> Result<(), Refusal> {
    if actor.acts_as_leadership() || actor.is_management_team() { Ok(()) } else { Err(ArchiveRefusal::NotYours.into()) }
}

fn organises<D: Deed>(actor: &Actor) -> Result<Allowed<D>, Refusal> {
    decide_archive_page(actor)?;
    if actor.acts_as_leadership() { trusted(actor) } else { Err(ArchiveRefusal::NotYoursToDo.into()) }
}

/// May `actor` put records into the archive?
///
/// # Errors
/// `ArchiveRefusal::NotYours` and `NotYoursToDo`; `Refusal::ResetUnconfirmed` while somebody else may know the password.
pub fn decide_archive(actor: &Actor) -> Result<Allowed<Archive>, Refusal> {
    organises(actor)
}

/// May `actor` settle how long records are kept?
///
/// # Errors
/// As of `decide_archive`.
pub fn decide_set_retention(actor: &Actor) -> Result<Allowed<SetRetention>, Refusal> {
    organises(actor)
}

/// May `actor` keep records from being disposed of, or end that?
///
/// # Errors
/// As of `decide_archive`.
pub fn decide_hold(actor: &Actor) -> Result<Allowed<HoldRecords>, Refusal> {
    organises(actor)
}

/// May `actor` take a package home? Which of its records open to them, each is asked by itself.
///
/// # Errors
/// As of `decide_archive`.
pub fn decide_take_package(actor: &Actor) -> Result<Allowed<TakePackage>, Refusal> {
    organises(actor)
}

/// May `actor` have the files of a package compared?
///
/// # Errors
/// `ArchiveRefusal::NotYours`; `Refusal::ResetUnconfirmed`.
pub fn decide_check_package(actor: &Actor) -> Result<Allowed<CheckPackage>, Refusal> {
    decide_archive_page(actor)?;
    trusted(actor)
}

/// May `actor` take a record out of the archive?
///
/// # Errors
/// `ArchiveRefusal::NotYours` and `IsThePrincipals`; `Refusal::ResetUnconfirmed`.
pub fn decide_take_out(actor: &Actor) -> Result<Allowed<TakeOut>, Refusal> {
    decide_archive_page(actor)?;
    if actor.acts_as_principal() { trusted(actor) } else { Err(ArchiveRefusal::IsThePrincipals.into()) }
}

/// May `actor` make an export of the whole school, read of those that were made, and take one away? The principal, who answers for
/// everything in it (Điều 3), or whoever acts for her by a decision: all records lie in it, and those of the fenced types too.
///
/// # Errors
/// `ArchiveRefusal::NotYoursToExport`; `Refusal::ResetUnconfirmed` while somebody else may know the password.
pub fn decide_export_school(actor: &Actor) -> Result<Allowed<ExportSchool>, Refusal> {
    if actor.acts_as_principal() { trusted(actor) } else { Err(ArchiveRefusal::NotYoursToExport.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        people::{PersonId, Position},
        permissions::Credential,
    };

    #[test]
    fn the_leadership_archives_the_principal_takes_out_and_the_management_team_looks_after_the_files() {
        let department = crate::ids::Id::new(uuid::Uuid::from_u128(8));
        let class = crate::ids::Id::new(uuid::Uuid::from_u128(9));
        let no = |refusal: ArchiveRefusal| Err::<(), Refusal>(refusal.into());
        // Reads, organises, takes out.
        let cases = [
            (Position::Principal, Ok(()), Ok(()), Ok(())),
            (Position::VicePrincipal, Ok(()), Ok(()), no(ArchiveRefusal::IsThePrincipals)),
            (Position::ManagementTeam, Ok(()), no(ArchiveRefusal::NotYoursToDo), no(ArchiveRefusal::IsThePrincipals)),
            (Position::Head(department), no(ArchiveRefusal::NotYours), no(ArchiveRefusal::NotYours), no(ArchiveRefusal::NotYours)),
            (Position::Teacher(class), no(ArchiveRefusal::NotYours), no(ArchiveRefusal::NotYours), no(ArchiveRefusal::NotYours)),
        ];
        for (position, reads, organises, takes_out) in cases {
            let person = PersonId::new(uuid::Uuid::from_u128(7));
            let actor = |credential| Actor { person, positions: vec![position], lent: Vec::new(), credential };
            let (trusted, reset) = (actor(Credential::Trusted), actor(Credential::ResetUnconfirmed));
            assert_eq!(decide_archive_page(&trusted), reads, "{position:?}");
            assert_eq!(decide_check_package(&trusted).map(drop), reads, "{position:?}");
            assert_eq!(decide_archive(&trusted).map(drop), organises, "{position:?}");
            assert_eq!(decide_set_retention(&trusted).map(drop), organises, "{position:?}");
            assert_eq!(decide_hold(&trusted).map(drop), organises, "{position:?}");
            assert_eq!(decide_take_package(&trusted).map(drop), organises, "{position:?}");
            assert_eq!(decide_take_out(&trusted).map(drop), takes_out, "{position:?}");
            assert!(decide_archive(&reset).is_err() && decide_take_out(&reset).is_err(), "{position:?}");
        }
    }

    #[test]
    fn the_whole_school_leaves_by_its_principal_alone_or_by_whoever_acts_for_her() {
        let person = PersonId::new(uuid::Uuid::from_u128(7));
        let actor = |positions: &[Position], lent: &[Position], credential| Actor {
            person,
            positions: positions.to_vec(),
            lent: lent.to_vec(),
            credential,
        };
        let (principal, vice) = (Position::Principal, Position::VicePrincipal);
        assert!(decide_export_school(&actor(&[principal], &[], Credential::Trusted)).is_ok());
        assert!(decide_export_school(&actor(&[vice], &[principal], Credential::Trusted)).is_ok(), "by a decision");
        for positions in [&[vice][..], &[Position::ManagementTeam], &[]] {
            let refused = decide_export_school(&actor(positions, &[vice], Credential::Trusted)).map(drop);
            assert_eq!(refused, Err(ArchiveRefusal::NotYoursToExport.into()), "{positions:?}");
        }
        let reset = decide_export_school(&actor(&[principal], &[], Credential::ResetUnconfirmed)).map(drop);
        assert_eq!(reset, Err(Refusal::ResetUnconfirmed));
    }
}
