//! The decisions by which the school's people hold their positions: one that forms the management team (Điều 3a), one of the rest.

use domain::{
    days::{Timestamp, day_of},
    facts::Facts,
    mandates::{MandateForm, MandateId, MandateKind},
    people::{Appointment, PersonId, Position},
    vietnamese,
};

use crate::{
    error::{Error, internal},
    facts::FactStore,
    mandates, people,
    values::new_id,
    work::Work,
};

const LEADERSHIP: [Position; 2] = [Position::Principal, Position::VicePrincipal];

/// What the principal records.
pub(super) struct Mandating {
    pub by: PersonId,
    signer: String,
}

pub(super) fn mandating(facts: &Facts, now: Timestamp) -> Option<Mandating> {
    let organisation = facts.organisation();
    let by = organisation.holders(Position::Principal, day_of(now)).first()?.id;
    let signer = format!("{}, hiệu trưởng", organisation.person(by)?.name.as_str());
    Some(Mandating { by, signer })
}

impl Mandating {
    /// Records both as the page does, from the day on which the positions began.
    pub async fn record(&self, work: &mut Work, store: &FactStore) -> Result<(), Error> {
        let held = people::every(work).await?;
        let Some(from) = held.iter().map(|(_, one)| one.from).min() else { return Ok(()) };
        let decisions = [
            (MandateKind::ManagementTeam, "11/QĐ-MNNT", "Thành lập tổ quản lý phần mềm hồ sơ điện tử"),
            (MandateKind::Positions, "12/QĐ-MNNT", "Phân công nhiệm vụ năm học"),
        ];
        for (kind, number, about) in decisions {
            let key: MandateId = new_id();
            let form = MandateForm {
                key: key.to_string(),
                kind: kind.code().to_owned(),
                number: number.to_owned(),
                signed_on: vietnamese::date(from),
                signer: self.signer.clone(),
                about: about.to_owned(),
                from: vietnamese::date(from),
                until: String::new(),
            };
            let recorded = mandates::record(work, store, &form).await?;
            let id = recorded.map_err(|errors| internal("the demo", &format!("{errors:?}")))?;
            // Whoever came or changed later has no decision yet, as it is in a school, and the leadership is appointed from above.
            let is_named = |one: &Appointment| one.from == from && !LEADERSHIP.contains(&one.position);
            let began: Vec<_> = held.iter().filter(|(_, one)| is_named(one)).map(|(id, _)| *id).collect();
            mandates::link(work, store, id, &began).await?;
        }
        Ok(())
    }
}
