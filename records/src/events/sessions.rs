//! Which events end sessions.

use super::kind::EventKind;

impl EventKind {
    /// Whoever adds a kind says here whether somebody is signed out by it.
    const fn ends_sessions(self) -> bool {
        match self {
            Self::AccountSuspended | Self::PasswordSet | Self::SessionsEnded => true,
            Self::AbsenceCoverChanged
            | Self::AbsenceEnded
            | Self::AbsenceNoted
            | Self::AccountOpened
            | Self::AccountReopened
            | Self::AppointmentBegun
            | Self::AppointmentConfirmed
            | Self::AppointmentDelegated
            | Self::AppointmentEnded
            | Self::AppointmentEntered
            | Self::AppointmentTurnedDown
            | Self::AttachmentOpened
            | Self::CalendarKept
            | Self::ClassAdded
            | Self::ClassAtSite
            | Self::ClassChanged
            | Self::ClassClosed
            | Self::ClassRemoved
            | Self::ClassReopened
            | Self::ClosureDeclared
            | Self::ClosureTakenBack
            | Self::Commented
            | Self::DataAsked
            | Self::DataExported
            | Self::DataGiven
            | Self::DataRefused
            | Self::DecisionCorrected
            | Self::DelegationEnded
            | Self::DepartmentAdded
            | Self::DepartmentChanged
            | Self::DepartmentRemoved
            | Self::DigestTold
            | Self::DoubtfulTimeBegun
            | Self::DoubtfulTimeDecided
            | Self::DoubtfulTimeEnded
            | Self::ExtensionAnswered
            | Self::ExtensionAsked
            | Self::ExtensionGiven
            | Self::ExtensionTakenBack
            | Self::FenceSet
            | Self::FileDownloaded
            | Self::FileHeld
            | Self::FileLimitSet
            | Self::HandedIn
            | Self::HandoverConfirmed
            | Self::HandoverSigned
            | Self::HeldFileReleased
            | Self::ScanAskedAgain
            | Self::VirusCleared
            | Self::VirusFound
            | Self::VirusScanningSet
            | Self::HeldFileReturned
            | Self::LatenessExplained
            | Self::LatenessJudged
            | Self::LockAuthoritySet
            | Self::LockOrderDrafted
            | Self::LockOrderEnded
            | Self::LockOrderExecuted
            | Self::LockOrderRevoked
            | Self::LockOrderScanned
            | Self::LockOrderSigned
            | Self::LockOrderTookEffect
            | Self::MandateEnded
            | Self::MandateRecorded
            | Self::MandateRightNamed
            | Self::MandateScanned
            | Self::TemplateAdded
            | Self::YearBookBound
            | Self::RegisterFileAdded
            | Self::ArchivePackageMade
            | Self::ArchivePackageChecked
            | Self::ArchivePackageTaken
            | Self::ArchiveRecordTakenOut
            | Self::ArchiveRetentionSet
            | Self::ArchiveHeld
            | Self::ArchiveHoldLifted
            | Self::SchoolExported
            | Self::SchoolExportTaken
            | Self::DisposalDrawnUp
            | Self::DisposalMinuted
            | Self::DisposalDecided
            | Self::DisposalTakenBack
            | Self::DisposalExecuted
            | Self::RecordDisposed
            | Self::ObligationExempted
            | Self::ObligationExemptionEnded
            | Self::ObligationsBroughtUpToDate
            | Self::PasswordReset
            | Self::PasswordResetConfirmed
            | Self::PasswordResetSeen
            | Self::PasswordResetTold
            | Self::PersonAdded
            | Self::PersonalCopyTaken
            | Self::PersonChanged
            | Self::PersonRemoved
            | Self::RecordSeen
            | Self::RecordTypeAdded
            | Self::RecordTypeChanged
            | Self::RegulationPledged
            | Self::RegulationPublished
            | Self::RegulationReminded
            | Self::Reminded
            | Self::Reviewed
            | Self::ReviewUndone
            | Self::RulesAdded
            | Self::RulesChanged
            | Self::SchoolFounded
            | Self::SchoolRenamed
            | Self::SchoolYearRenamed
            | Self::SectionAdded
            | Self::SectionChanged
            | Self::SectionRemoved
            | Self::SecurityChecked
            | Self::SecurityFindingMended
            | Self::SecondFactorEnded
            | Self::SecondFactorEndAsked
            | Self::SecondFactorDutySet
            | Self::SecondFactorKept
            | Self::RecoveryCodeUsed
            | Self::BackupTried
            | Self::RecoveryKeyMade
            | Self::RestoreTried
            | Self::SessionBegun
            // Of a sign-out its own server tells (`Services::sign_outs`).
            | Self::SessionEnded
            | Self::SignInFailed
            | Self::SetupFinished
            | Self::SetupOpened
            | Self::SetupStepReached
            | Self::Signed
            | Self::SigningKeyMade
            | Self::SiteKept
            | Self::SiteRemoved
            | Self::SpotChecked
            | Self::StaffArranged
            | Self::SwapAccepted
            | Self::SwapDeclined
            | Self::SwapOffered
            | Self::SwapTakenBack
            | Self::CaseMoved
            | Self::CaseOpened
            | Self::CaseSeen
            | Self::RegisterCorrected
            | Self::RegisterEntered
            | Self::RegisterMoved
            | Self::TaskAccepted
            | Self::TaskAnswered
            | Self::TaskAskedAgain
            | Self::TaskChanged
            | Self::TaskEnded
            | Self::TaskGiven
            | Self::ThemeAdded
            | Self::ThemeChanged
            | Self::ThemeRemoved
            | Self::ThreadReopened
            | Self::ThreadSettled
            | Self::HandInRescued
            | Self::HandInWithdrawn
            | Self::ReviewSettingChanged
            | Self::OwnLockSet
            | Self::SchoolAddressSet
            | Self::SchoolContactsSet
            | Self::TurnsSet
            | Self::UpdateClosed
            | Self::UpdateFinished
            | Self::UpdateGranted
            | Self::UpdateHandedIn
            | Self::UpdateProcedureSet
            | Self::UpdateProposed
            | Self::UpdateRefused
            | Self::UpdateRequested
            | Self::UpdateShutAgain
            | Self::UpdateWithdrawn
            | Self::ViewedAs
            | Self::WrongCodeTyped => false,
        }
    }
}

/// Whether an event of this kind ends sessions of somebody; of one that this version does not know it may.
pub fn ends_sessions(kind: &str) -> bool {
    match EventKind::parse(kind) {
        Some(kind) => kind.ends_sessions(),
        None => true,
    }
}
