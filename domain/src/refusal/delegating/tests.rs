use super::*;
use crate::testing::{at, day};

/// One of each. A new variant does not compile until it stands here.
pub(in crate::refusal) fn one_of_each() -> Vec<Refusal> {
    let one_of_each = vec![
        DelegationRefusal::NotYours.into(),
        DelegationRefusal::ToOneself.into(),
        DelegationRefusal::NotHeld.into(),
        DelegationRefusal::IsThePrincipals.into(),
        DelegationRefusal::NotLent.into(),
        DelegationRefusal::EndsElsewhere.into(),
        HandoverRefusal::NotYours.into(),
        HandoverRefusal::Own.into(),
        HandoverRefusal::ToOneself.into(),
        HandoverRefusal::Suspended { who: "cô Thảo".to_owned() }.into(),
        HandoverRefusal::HasLeft { who: "cô Thảo".to_owned(), day: day("2026-11-28") }.into(),
        HandoverRefusal::MayNot { who: "cô Thảo".to_owned(), what: "y tế".to_owned() }.into(),
        HandoverRefusal::Leadership.into(),
        HandoverRefusal::Team.into(),
        HandoverRefusal::LookedAtAnother.into(),
        HandoverRefusal::NotASide.into(),
        HandoverRefusal::Signed { at: at("2026-11-25 14:20") }.into(),
        BackupRefusal::NotYours.into(),
        BackupRefusal::NotYoursToMake.into(),
        BackupRefusal::NoPlace.into(),
        BackupRefusal::NoKey.into(),
        BackupRefusal::UnderWay { since: at("2026-11-25 14:20") }.into(),
        SecurityCheckRefusal::NotYours.into(),
        SecurityCheckRefusal::NotYoursToMend.into(),
        SecurityCheckRefusal::AboutYourself.into(),
        SecurityCheckRefusal::LookedAtAnother.into(),
        SecurityCheckRefusal::MendedAlready { at: at("2026-11-25 14:20") }.into(),
        SecurityCheckRefusal::NothingToMend.into(),
        RegulationRefusal::NotThePrincipal.into(),
        RegulationRefusal::NotStaff.into(),
        RegulationRefusal::ListNotYours.into(),
        RegulationRefusal::NewerVersion { number: 2 }.into(),
        RegulationRefusal::Replaced { number: 2 }.into(),
        RegulationRefusal::NotInForceYet { from: day("2026-12-01") }.into(),
        RegulationRefusal::RemindedToday { at: at("2026-11-25 14:20") }.into(),
        RegulationRefusal::NobodyLeft.into(),
        TemplateRefusal::NotYours.into(),
        TemplateRefusal::AddedMeanwhile { number: 2 }.into(),
        YearBookRefusal::NotYours { class: "Lớp 4A".to_owned() }.into(),
        YearBookRefusal::StillRunning { until: day("2027-05-16") }.into(),
        YearBookRefusal::Unchanged { number: 1 }.into(),
        YearBookRefusal::FencedSince { number: 1 }.into(),
        ArchiveRefusal::NotYours.into(),
        ArchiveRefusal::NotYoursToDo.into(),
        ArchiveRefusal::IsThePrincipals.into(),
        ArchiveRefusal::Archived { package: 3, at: at("2027-06-10 09:00") }.into(),
        ArchiveRefusal::NothingReady.into(),
        ArchiveRefusal::AllDamaged { records: 2 }.into(),
        ArchiveRefusal::NotArchived.into(),
        ArchiveRefusal::SetMeanwhile.into(),
        ArchiveRefusal::Lifted { at: at("2027-06-10 09:00") }.into(),
        ArchiveRefusal::NotYoursToExport.into(),
        ArchiveRefusal::ExportUnderWay { since: at("2027-06-10 09:00") }.into(),
        ArchiveRefusal::ExportGone.into(),
        DisposalRefusal::PrincipalDecides.into(),
        DisposalRefusal::IsThePrincipals.into(),
        DisposalRefusal::OwnList.into(),
        DisposalRefusal::OwnCouncil.into(),
        DisposalRefusal::OtherExecutes.into(),
        DisposalRefusal::NotYoursToTakeBack.into(),
        DisposalRefusal::Kept { records: vec!["Giáo án tuần 3 · Lớp 4A: giữ đến 31/05/2032".to_owned(); 7] }.into(),
        DisposalRefusal::Listed { title: "Giáo án tuần 3 · Lớp 4A".to_owned(), number: 2 }.into(),
        DisposalRefusal::NothingToDispose.into(),
        DisposalRefusal::Moved { now: "Đã rút".to_owned() }.into(),
        DisposalRefusal::TooEarly { until: at("2032-07-08 09:00") }.into(),
        DisposalRefusal::Disposed { minutes: "05/BB-HĐ".to_owned(), on: day("2032-07-01"), at: at("2032-07-09 09:00") }.into(),
    ];
    for refusal in &one_of_each {
        let Refusal::Delegation(refusal) = refusal else { continue };
        match refusal {
            DelegationRefusal::NotYours | DelegationRefusal::ToOneself | DelegationRefusal::NotHeld => {}
            DelegationRefusal::IsThePrincipals | DelegationRefusal::NotLent | DelegationRefusal::EndsElsewhere => {}
            // Each of these stands beside its words.
            DelegationRefusal::Mandate(_) | DelegationRefusal::Register(_) | DelegationRefusal::Task(_) => {}
            DelegationRefusal::Handover(refusal) => match refusal {
                HandoverRefusal::NotYours | HandoverRefusal::Own | HandoverRefusal::ToOneself => {}
                HandoverRefusal::Suspended { .. } | HandoverRefusal::HasLeft { .. } | HandoverRefusal::MayNot { .. } => {}
                HandoverRefusal::Leadership | HandoverRefusal::Team => {}
                HandoverRefusal::LookedAtAnother | HandoverRefusal::NotASide => {}
                HandoverRefusal::Signed { .. } => {}
            },
            DelegationRefusal::Regulation(refusal) => match refusal {
                RegulationRefusal::NotThePrincipal | RegulationRefusal::NotStaff | RegulationRefusal::ListNotYours => {}
                RegulationRefusal::NewerVersion { .. } | RegulationRefusal::Replaced { .. } => {}
                RegulationRefusal::NotInForceYet { .. } | RegulationRefusal::RemindedToday { .. } => {}
                RegulationRefusal::NobodyLeft => {}
            },
            DelegationRefusal::Backup(refusal) => match refusal {
                BackupRefusal::NotYours | BackupRefusal::NotYoursToMake | BackupRefusal::NoPlace => {}
                BackupRefusal::NoKey | BackupRefusal::UnderWay { .. } => {}
            },
            DelegationRefusal::Archive(refusal) => match refusal {
                ArchiveRefusal::NotYours | ArchiveRefusal::NotYoursToDo | ArchiveRefusal::IsThePrincipals => {}
                ArchiveRefusal::Archived { .. } | ArchiveRefusal::NotArchived => {}
                ArchiveRefusal::NothingReady | ArchiveRefusal::AllDamaged { .. } => {}
                ArchiveRefusal::SetMeanwhile | ArchiveRefusal::Lifted { .. } => {}
                ArchiveRefusal::NotYoursToExport | ArchiveRefusal::ExportUnderWay { .. } | ArchiveRefusal::ExportGone => {}
            },
            DelegationRefusal::Disposal(refusal) => match refusal {
                DisposalRefusal::PrincipalDecides | DisposalRefusal::IsThePrincipals | DisposalRefusal::OwnList => {}
                DisposalRefusal::OwnCouncil | DisposalRefusal::OtherExecutes | DisposalRefusal::NotYoursToTakeBack => {}
                DisposalRefusal::Kept { .. } | DisposalRefusal::Listed { .. } | DisposalRefusal::NothingToDispose => {}
                DisposalRefusal::Moved { .. } | DisposalRefusal::TooEarly { .. } | DisposalRefusal::Disposed { .. } => {}
            },
            DelegationRefusal::Template(TemplateRefusal::NotYours | TemplateRefusal::AddedMeanwhile { .. }) => {}
            DelegationRefusal::YearBook(refusal) => match refusal {
                YearBookRefusal::NotYours { .. }
                | YearBookRefusal::StillRunning { .. }
                | YearBookRefusal::Unchanged { .. }
                | YearBookRefusal::FencedSince { .. } => {}
            },
            DelegationRefusal::SecurityCheck(refusal) => match refusal {
                SecurityCheckRefusal::NotYours | SecurityCheckRefusal::NotYoursToMend | SecurityCheckRefusal::AboutYourself => {}
                SecurityCheckRefusal::LookedAtAnother | SecurityCheckRefusal::MendedAlready { .. } => {}
                SecurityCheckRefusal::NothingToMend => {}
            },
        }
    }
    one_of_each
}
