//! What an event is about.

use domain::{archive::HoldOver, people::SchoolId};
use uuid::Uuid;

use crate::events::Event;

impl Event<'_> {
    /// The thing it is about, in `school`.
    pub(super) fn subject(&self, school: SchoolId) -> Uuid {
        match self {
            Self::AccountOpened { person, .. }
            | Self::AccountReopened { person }
            | Self::AccountSuspended { person }
            | Self::AppointmentBegun { person, .. }
            | Self::PasswordReset { person, .. }
            | Self::PasswordResetConfirmed { person, .. }
            | Self::PasswordResetSeen { person }
            | Self::PasswordResetTold { person }
            | Self::PasswordSet { person, .. }
            | Self::PersonAdded { person, .. }
            | Self::PersonChanged { person, .. }
            | Self::PersonRemoved { person }
            | Self::SessionBegun { person }
            | Self::ViewedAs { person, .. } => person.uuid(),
            Self::PersonalCopyTaken { copy } => copy.person.uuid(),
            Self::SessionEnded { person } | Self::SignInFailed { person, .. } | Self::WrongCodeTyped { person, .. } => {
                person.uuid()
            }
            Self::AttachmentOpened { place, .. } => place.uuid(),
            Self::SecondFactorEnded { person, .. }
            | Self::SecondFactorEndAsked { person }
            | Self::SecondFactorKept { person, .. }
            | Self::RecoveryCodeUsed { person, .. }
            | Self::SessionsEnded { person, .. } => person.uuid(),
            Self::AppointmentEnded { held, .. } | Self::Delegated { lent: held } => held.person.uuid(),
            Self::AppointmentConfirmed { waiting }
            | Self::AppointmentEntered { waiting }
            | Self::AppointmentTurnedDown { waiting, .. } => waiting.person.uuid(),
            Self::CalendarKept { year, .. }
            | Self::ObligationsBroughtUpToDate { year, .. }
            | Self::SchoolYearRenamed { year, .. } => year.uuid(),
            Self::ClassAdded { class, .. }
            | Self::ClassAtSite { class, .. }
            | Self::ClassChanged { class, .. }
            | Self::ClassClosed { class, .. }
            | Self::ClassRemoved { class }
            | Self::ClassReopened { class }
            | Self::TurnsSet { class, .. } => class.uuid(),
            Self::SiteKept { site, .. } | Self::SiteRemoved { site } => site.uuid(),
            Self::DepartmentAdded { department, .. }
            | Self::DepartmentChanged { department, .. }
            | Self::DepartmentRemoved { department } => department.uuid(),
            Self::DoubtfulTimeBegun { time, .. }
            | Self::DoubtfulTimeDecided { time, .. }
            | Self::DoubtfulTimeEnded { time, .. } => time.uuid(),
            Self::Commented { obligation, .. }
            | Self::FileDownloaded { obligation, .. }
            | Self::HandedIn { obligation, .. }
            | Self::HandInRescued { obligation, .. }
            | Self::HandInWithdrawn { obligation, .. }
            | Self::LatenessExplained { obligation, .. }
            | Self::LatenessJudged { obligation, .. }
            | Self::Reminded { obligation }
            | Self::ArchiveRecordTakenOut { obligation, .. }
            | Self::RecordDisposed { obligation, .. }
            | Self::ObligationExempted { obligation, .. }
            | Self::ObligationExemptionEnded { obligation, .. }
            | Self::RecordSeen { obligation, .. }
            | Self::Reviewed { obligation, .. }
            | Self::ReviewUndone { obligation, .. }
            | Self::Signed { obligation, .. }
            | Self::SpotChecked { obligation, .. }
            | Self::ThreadReopened { obligation, .. }
            | Self::ThreadSettled { obligation, .. } => obligation.uuid(),
            Self::ExtensionAnswered { request, .. } | Self::ExtensionAsked { request } => request.id.uuid(),
            Self::ExtensionGiven { extension } | Self::ExtensionTakenBack { extension, .. } => extension.id.uuid(),
            Self::AbsenceNoted { absence } | Self::AbsenceEnded { absence, .. } | Self::AbsenceCoverChanged { absence, .. } => {
                absence.id.uuid()
            }
            Self::SwapAccepted { offer }
            | Self::SwapDeclined { offer }
            | Self::SwapOffered { offer }
            | Self::SwapTakenBack { offer } => offer.id.uuid(),
            Self::TaskAccepted { task, .. }
            | Self::TaskAnswered { task, .. }
            | Self::TaskAskedAgain { task, .. }
            | Self::TaskChanged { task, .. }
            | Self::TaskEnded { task, .. }
            | Self::TaskGiven { task } => task.id.uuid(),
            Self::CaseSeen { entry, .. } => entry.uuid(),
            Self::CaseMoved { entry }
            | Self::CaseOpened { entry }
            | Self::RegisterCorrected { entry }
            | Self::RegisterEntered { entry }
            | Self::RegisterMoved { entry } => entry.id.uuid(),
            Self::RegisterFileAdded { entry, .. } => entry.id.uuid(),
            Self::HandoverConfirmed { handover } | Self::HandoverSigned { handover, .. } => handover.id.uuid(),
            Self::SecurityChecked { check } | Self::SecurityFindingMended { check, .. } => check.id.uuid(),
            Self::RegulationPledged { version }
            | Self::RegulationPublished { version, .. }
            | Self::RegulationReminded { version, .. } => version.id.uuid(),
            Self::ClosureDeclared { closure } | Self::ClosureTakenBack { closure, .. } => closure.id.uuid(),
            Self::FileHeld { place, .. }
            | Self::HeldFileReleased { place, .. }
            | Self::HeldFileReturned { place, .. }
            | Self::ScanAskedAgain { place, .. }
            | Self::VirusCleared { place, .. }
            | Self::VirusFound { place, .. } => place.uuid(),
            Self::LockOrderDrafted { order }
            | Self::LockOrderExecuted { order }
            | Self::LockOrderRevoked { order, .. }
            | Self::LockOrderSigned { order, .. } => order.id.uuid(),
            Self::LockOrderEnded { order, .. } | Self::LockOrderScanned { order, .. } | Self::LockOrderTookEffect { order, .. } => {
                order.uuid()
            }
            Self::DataAsked { request }
            | Self::DataExported { request }
            | Self::DataGiven { request }
            | Self::DataRefused { request } => request.person.uuid(),
            Self::DecisionCorrected { correction } => correction.of.uuid(),
            Self::DelegationEnded { lent, .. } => lent.uuid(),
            Self::MandateEnded { mandate, .. } | Self::MandateScanned { mandate, .. } => mandate.uuid(),
            Self::MandateRecorded { mandate } => mandate.id.uuid(),
            Self::MandateRightNamed { right } => right.mandate.uuid(),
            Self::UpdateShutAgain { update, .. } => update.uuid(),
            Self::YearBookBound { mark, .. } => mark.class.uuid(),
            Self::FenceSet { record_type, .. } | Self::TemplateAdded { record_type, .. } => record_type.uuid(),
            Self::ArchivePackageMade { package }
            | Self::ArchivePackageChecked { package, .. }
            | Self::ArchivePackageTaken { package, .. } => package.id.uuid(),
            Self::DisposalDrawnUp { list }
            | Self::DisposalMinuted { list, .. }
            | Self::DisposalDecided { list, .. }
            | Self::DisposalTakenBack { list }
            | Self::DisposalExecuted { list, .. } => list.id.uuid(),
            Self::ArchiveRetentionSet { rule } => rule.record_type.uuid(),
            Self::ArchiveHeld { hold } | Self::ArchiveHoldLifted { hold } => match hold.over {
                HoldOver::Record(id) => id.uuid(),
                HoldOver::Year { year, .. } => year.uuid(),
            },
            Self::RecordTypeAdded { record_type } | Self::RecordTypeChanged { record_type } => record_type.id.uuid(),
            Self::RulesAdded { rules, .. } | Self::RulesChanged { rules } => rules.id.uuid(),
            Self::SectionAdded { section, .. } | Self::SectionChanged { section, .. } | Self::SectionRemoved { section } => {
                section.uuid()
            }
            Self::ThemeAdded { theme, .. } | Self::ThemeChanged { theme, .. } | Self::ThemeRemoved { theme } => theme.uuid(),
            Self::UpdateClosed { update, .. }
            | Self::UpdateFinished { update }
            | Self::UpdateGranted { update, .. }
            | Self::UpdateHandedIn { update, .. }
            | Self::UpdateProposed { update, .. }
            | Self::UpdateRefused { update, .. }
            | Self::UpdateRequested { update }
            | Self::UpdateWithdrawn { update } => update.id.uuid(),
            Self::DigestTold { .. }
            | Self::FileLimitSet { .. }
            | Self::LockAuthoritySet { .. }
            | Self::ReviewSettingChanged { .. }
            | Self::OwnLockSet { .. }
            | Self::VirusScanningSet { .. }
            | Self::SchoolAddressSet { .. }
            | Self::SchoolContactsSet { .. }
            | Self::SchoolFounded { .. }
            | Self::SchoolRenamed { .. }
            | Self::SetupFinished
            | Self::SetupOpened { .. }
            | Self::SetupStepReached { .. }
            | Self::SecondFactorDutySet { .. }
            | Self::SigningKeyMade { .. }
            | Self::BackupTried { .. }
            | Self::RecoveryKeyMade { .. }
            | Self::RestoreTried { .. }
            | Self::SchoolExported { .. }
            | Self::SchoolExportTaken { .. }
            | Self::StaffArranged { .. }
            | Self::UpdateProcedureSet { .. } => school.uuid(),
        }
    }
}
