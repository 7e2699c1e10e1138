//! What somebody reads who may not do something.

use super::{Action, RecordFacts};
use crate::{
    people::Organisation,
    record_types::{Sensitivity, readers_words},
    refusal::{ClockRefusal, InspectionRefusal, PersonalDataRefusal, Refusal},
};

pub(super) fn refusal(organisation: &Organisation, action: Action) -> Refusal {
    match action {
        Action::HandIn(_) => Refusal::NotYoursToHandIn,
        Action::SeeStanding(record) | Action::OpenRecord(record) | Action::OpenVersion { record, .. } => {
            not_to_open(organisation, record)
        }
        Action::Exempt(_) => Refusal::NotYoursToExempt,
        Action::SeeDashboard | Action::SeeDepartmentDashboard(_) => Refusal::DashboardNotYours,
        Action::ConfirmAppointments => Refusal::ConfirmingNotYours,
        Action::DecideClock => Refusal::Clock(ClockRefusal::NotYours),
        Action::JudgeHeldFiles => Refusal::Inspection(InspectionRefusal::NotYours),
        Action::SeeOwnWork | Action::SeeSchoolYear | Action::ChangeSchool | Action::ManageAccounts => Refusal::SettingsNotYours,
    }
}

/// Who opens what is fenced off is no secret: whoever needs it for their work should know whom to ask.
fn not_to_open(organisation: &Organisation, record: RecordFacts) -> Refusal {
    if record.sensitivity == Sensitivity::Ordinary {
        return PersonalDataRefusal::NotYoursToOpen.into();
    }
    let who = readers_words(record.sensitivity, record.readers, organisation);
    PersonalDataRefusal::Fenced { holds: record.sensitivity.holds().to_owned(), who }.into()
}
