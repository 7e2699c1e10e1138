use super::*;
use crate::testing::{at, day};

/// One of each. A new variant does not compile until it stands here.
pub(in crate::refusal) fn one_of_each() -> Vec<Refusal> {
    let one_of_each = [
        PersonalDataRefusal::NotYoursToOpen,
        PersonalDataRefusal::Fenced {
            holds: "thông tin sức khỏe".to_owned(), who: "người nộp, ban giám hiệu".to_owned()
        },
        PersonalDataRefusal::RegisterNotYours,
        PersonalDataRefusal::NotYourRequest,
        PersonalDataRefusal::EnteredIsTheLeaderships,
        PersonalDataRefusal::Waits { number: 3, due: day("2026-11-27") },
        PersonalDataRefusal::AsksThemselves { who: "cô Thảo".to_owned() },
        PersonalDataRefusal::Answered { at: at("2026-11-25 14:20") },
        PersonalDataRefusal::NotGiven { due: day("2026-11-27") },
        PersonalDataRefusal::WasRefused,
        PersonalDataRefusal::NotYourCopy,
        PersonalDataRefusal::CopiesNotYours,
        PersonalDataRefusal::RescueNotYours,
        PersonalDataRefusal::NothingToCopy,
        PersonalDataRefusal::NothingNew,
        PersonalDataRefusal::CopyChanged,
    ];
    for refusal in &one_of_each {
        match refusal {
            PersonalDataRefusal::NotYoursToOpen | PersonalDataRefusal::Fenced { .. } => {}
            PersonalDataRefusal::RegisterNotYours | PersonalDataRefusal::NotYourRequest => {}
            PersonalDataRefusal::EnteredIsTheLeaderships => {}
            PersonalDataRefusal::Waits { .. } | PersonalDataRefusal::AsksThemselves { .. } => {}
            PersonalDataRefusal::Answered { .. } | PersonalDataRefusal::NotGiven { .. } | PersonalDataRefusal::WasRefused => {}
            PersonalDataRefusal::NotYourCopy | PersonalDataRefusal::CopiesNotYours | PersonalDataRefusal::CopyChanged => {}
            PersonalDataRefusal::RescueNotYours | PersonalDataRefusal::NothingToCopy | PersonalDataRefusal::NothingNew => {}
        }
    }
    one_of_each.map(Refusal::from).into()
}
