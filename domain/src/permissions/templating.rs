//! "Mẫu hồ sơ": leadership and management team keep them (Điều 5a, 5c); everybody who works here takes them.

use super::{Actor, Allowed, Deed, locking::trusted};
use crate::refusal::{Refusal, TemplateRefusal};

/// Add a version of a template.
#[derive(Debug)]
pub enum AddTemplate {}

impl Deed for AddTemplate {}

/// May `actor` add a version of the template of a type?
///
/// # Errors
/// `TemplateRefusal::NotYours`; `Refusal::ResetUnconfirmed` while somebody else may know the password.
pub fn decide_add_template(actor: &Actor) -> Result<Allowed<AddTemplate>, Refusal> {
    if actor.is_leadership() || actor.is_management_team() { trusted(actor) } else { Err(TemplateRefusal::NotYours.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        people::{PersonId, Position},
        permissions::Credential,
    };

    #[test]
    fn leadership_and_management_team_keep_the_templates() {
        let department = crate::ids::Id::new(uuid::Uuid::from_u128(8));
        let class = crate::ids::Id::new(uuid::Uuid::from_u128(9));
        let cases = [
            (Position::Principal, true),
            (Position::VicePrincipal, true),
            (Position::ManagementTeam, true),
            (Position::Head(department), false),
            (Position::Teacher(class), false),
        ];
        for (position, may) in cases {
            let person = PersonId::new(uuid::Uuid::from_u128(7));
            let actor = |credential| Actor { person, positions: vec![position], lent: Vec::new(), credential };
            let expected = if may { Ok(()) } else { Err(TemplateRefusal::NotYours.into()) };
            assert_eq!(decide_add_template(&actor(Credential::Trusted)).map(drop), expected, "{position:?}");
            assert!(decide_add_template(&actor(Credential::ResetUnconfirmed)).is_err(), "{position:?}");
        }
    }
}
