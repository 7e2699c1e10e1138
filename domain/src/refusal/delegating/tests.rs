use super::*;
use crate::testing::at;

/// One of each. A new variant does not compile until it stands here.
pub(in crate::refusal) fn one_of_each() -> Vec<Refusal> {
    let one_of_each = vec![
        DelegationRefusal::NotYours.into(),
        DelegationRefusal::ToOneself.into(),
        DelegationRefusal::NotHeld.into(),
        DelegationRefusal::IsThePrincipals.into(),
        DelegationRefusal::NotLent.into(),
        DelegationRefusal::EndsElsewhere.into(),
        SecurityCheckRefusal::NotYours.into(),
        SecurityCheckRefusal::NotYoursToMend.into(),
        SecurityCheckRefusal::AboutYourself.into(),
        SecurityCheckRefusal::LookedAtAnother.into(),
        SecurityCheckRefusal::MendedAlready { at: at("2026-11-25 14:20") }.into(),
        SecurityCheckRefusal::NothingToMend.into(),
    ];
    for refusal in &one_of_each {
        let Refusal::Delegation(refusal) = refusal else { continue };
        match refusal {
            DelegationRefusal::NotYours | DelegationRefusal::ToOneself | DelegationRefusal::NotHeld => {}
            DelegationRefusal::IsThePrincipals | DelegationRefusal::NotLent | DelegationRefusal::EndsElsewhere => {}
            DelegationRefusal::SecurityCheck(refusal) => match refusal {
                SecurityCheckRefusal::NotYours | SecurityCheckRefusal::NotYoursToMend | SecurityCheckRefusal::AboutYourself => {}
                SecurityCheckRefusal::LookedAtAnother | SecurityCheckRefusal::MendedAlready { .. } => {}
                SecurityCheckRefusal::NothingToMend => {}
            },
        }
    }
    one_of_each
}
