//! Who sees how somebody is reached by telephone: those who lead them, for a number is asked for work and shown to nobody else
//! (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15).

use chrono::NaiveDate;

use super::Actor;
use crate::people::{Organisation, PersonId};

/// Leadership and management team, the head and the deputy head of the department where the person works on `day`, and the person.
pub fn may_call(actor: &Actor, organisation: &Organisation, person: PersonId, day: NaiveDate) -> bool {
    let leads = || organisation.department_of(person, day).is_some_and(|department| actor.leads(department));
    actor.person == person || actor.acts_as_leadership() || actor.is_management_team() || leads()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{day, nam_thanh};

    #[test]
    fn those_who_lead_somebody_may_call() {
        let school = nam_thanh();
        let organisation = &school.regime.organisation;
        let check = |who: &str, whom: &str, wanted: bool| {
            let today = day("2026-11-25");
            let actor = Actor::of(organisation, school.person_id(who), today);
            assert_eq!(may_call(&actor, organisation, school.person_id(whom), today), wanted, "{who} calls {whom}");
        };
        for who in ["cô Nguyệt", "cô Vân", "thầy Định", "cô Ấm", "cô Cúc", "cô Hoa"] {
            check(who, "cô Hoa", true);
        }
        for (who, whom) in [("cô Thảo", "cô Hoa"), ("cô Lan", "cô Hoa"), ("cô Hoà", "cô Hoa"), ("cô Ấm", "cô Nguyệt")]
        {
            check(who, whom, false);
        }
    }
}
