//! With which status each refusal is answered.

use axum::http::StatusCode;
use domain::refusal::{
    AbsenceRefusal, ArchiveRefusal, BackupRefusal, ClockRefusal, ClosureRefusal, CommentRefusal, DelegationRefusal,
    DisposalRefusal, ExtensionRefusal, HandInRefusal, HandoverRefusal, InspectionRefusal, LatenessRefusal, LockRefusal, Refusal,
    ReviewRefusal, SecondFactorRefusal, SecurityCheckRefusal, SigningRefusal, SpotCheckRefusal, SwapRefusal, TemplateRefusal,
    UpdateRefusal, WithdrawalRefusal,
};

pub(super) const fn refusal_status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::Delegation(DelegationRefusal::Mandate(refusal)) if refusal.is_not_theirs() => StatusCode::FORBIDDEN,
        Refusal::Delegation(DelegationRefusal::Regulation(refusal)) if refusal.is_not_theirs() => StatusCode::FORBIDDEN,
        Refusal::Delegation(DelegationRefusal::Register(refusal)) if refusal.is_not_theirs() => StatusCode::FORBIDDEN,
        Refusal::Delegation(DelegationRefusal::YearBook(refusal)) if refusal.is_not_theirs() => StatusCode::FORBIDDEN,
        Refusal::Delegation(DelegationRefusal::Disposal(refusal)) if refusal.is_not_theirs() => StatusCode::FORBIDDEN,
        // It was there, and comes back no more.
        Refusal::Delegation(DelegationRefusal::Disposal(DisposalRefusal::Disposed { .. })) => StatusCode::GONE,
        Refusal::PersonalData(refusal) if refusal.is_not_theirs() => StatusCode::FORBIDDEN,
        Refusal::PersonalData(_) => StatusCode::CONFLICT,
        Refusal::Delegation(DelegationRefusal::Task(refusal)) if refusal.is_not_theirs() => StatusCode::FORBIDDEN,
        Refusal::Delegation(
            DelegationRefusal::Mandate(_)
            | DelegationRefusal::Regulation(_)
            | DelegationRefusal::Register(_)
            | DelegationRefusal::YearBook(_)
            | DelegationRefusal::Disposal(_)
            | DelegationRefusal::Task(_),
        ) => StatusCode::CONFLICT,
        Refusal::SessionOver
        | Refusal::SignInFailed
        | Refusal::SecondFactor(
            SecondFactorRefusal::CodeNeeded | SecondFactorRefusal::WrongCode | SecondFactorRefusal::SignInOver,
        ) => StatusCode::UNAUTHORIZED,
        Refusal::SignInSlowed { .. } | Refusal::Signing(SigningRefusal::CheckSlowed { .. }) => StatusCode::TOO_MANY_REQUESTS,
        Refusal::AccountSuspended
        | Refusal::HandedOutPasswordOver { .. }
        | Refusal::VicePrincipalIsThePrincipals
        | Refusal::EndIsTheLeaderships
        | Refusal::SuspendedByTheLeadership
        | Refusal::ResetIsThePrincipals
        | Refusal::ResetIsTheLeaderships
        | Refusal::ResetUnconfirmed
        | Refusal::SecondFactor(
            SecondFactorRefusal::IsDuty
            | SecondFactorRefusal::NotYours
            | SecondFactorRefusal::TwoPeople
            | SecondFactorRefusal::ConfirmIsTheLeaderships
            | SecondFactorRefusal::DutyIsThePrincipals,
        )
        | Refusal::NotYoursToHandIn
        | Refusal::NotYoursToExempt
        | Refusal::DashboardNotYours
        | Refusal::SettingsNotYours
        | Refusal::PrincipalsAccount
        | Refusal::Clock(ClockRefusal::NotYours | ClockRefusal::OwnHandIns | ClockRefusal::DecidedByLeadership)
        | Refusal::ConfirmingNotYours
        | Refusal::OwnAppointment
        | Refusal::JoiningIsThePrincipals
        | Refusal::PasswordMustChange
        | Refusal::SetupCodeWrong
        | Refusal::Review(
            ReviewRefusal::OwnWork
            | ReviewRefusal::QueueNotYours
            | ReviewRefusal::NotYours
            | ReviewRefusal::SecondHand
            | ReviewRefusal::NotYoursToUndo
            | ReviewRefusal::NotThePrincipal
            | ReviewRefusal::SpotCheck(SpotCheckRefusal::NotYours | SpotCheckRefusal::OwnWork | SpotCheckRefusal::OwnApproval),
        )
        | Refusal::Comment(CommentRefusal::NotYours | CommentRefusal::NotYoursToSettle)
        | Refusal::Withdrawal(WithdrawalRefusal::NotYours)
        | Refusal::Lock(
            LockRefusal::NotYours
            | LockRefusal::NotYoursToRead
            | LockRefusal::ScheduleNotYours
            | LockRefusal::IsThePrincipals
            | LockRefusal::RevokingIsThePrincipals
            | LockRefusal::SettlingIsThePrincipals
            | LockRefusal::PrincipalsOrder
            | LockRefusal::NotYoursToExecute
            | LockRefusal::OtherExecutor
            | LockRefusal::OwnRecordsAlone
            | LockRefusal::OwnOrder
            | LockRefusal::Update(
                UpdateRefusal::NotYours
                | UpdateRefusal::NotYoursToDecide
                | UpdateRefusal::IsThePrincipals
                | UpdateRefusal::OwnRequest
                | UpdateRefusal::OwnToFinish
                | UpdateRefusal::NotTheRequester
                | UpdateRefusal::SettlingIsThePrincipals,
            ),
        )
        | Refusal::Closure(ClosureRefusal::NotYours)
        | Refusal::Absence(AbsenceRefusal::NotYours | AbsenceRefusal::OwnAbsence | AbsenceRefusal::CoverYourself)
        | Refusal::Extension(ExtensionRefusal::NotYours | ExtensionRefusal::NotYoursToAsk | ExtensionRefusal::OwnRecord)
        | Refusal::Lateness(
            LatenessRefusal::NotYours
            | LatenessRefusal::NotYoursToExplain
            | LatenessRefusal::NotYoursToRemind
            | LatenessRefusal::OwnLateness,
        )
        | Refusal::Swap(SwapRefusal::NotYourTurn | SwapRefusal::NotYoursToAnswer | SwapRefusal::NotYoursToTakeBack)
        | Refusal::Delegation(
            DelegationRefusal::NotYours
            | DelegationRefusal::ToOneself
            | DelegationRefusal::IsThePrincipals
            | DelegationRefusal::Handover(HandoverRefusal::NotYours | HandoverRefusal::Own | HandoverRefusal::NotASide)
            | DelegationRefusal::Backup(BackupRefusal::NotYours | BackupRefusal::NotYoursToMake)
            | DelegationRefusal::Template(TemplateRefusal::NotYours)
            | DelegationRefusal::Archive(
                ArchiveRefusal::NotYours
                | ArchiveRefusal::NotYoursToDo
                | ArchiveRefusal::IsThePrincipals
                | ArchiveRefusal::NotYoursToExport,
            )
            | DelegationRefusal::SecurityCheck(
                SecurityCheckRefusal::NotYours | SecurityCheckRefusal::NotYoursToMend | SecurityCheckRefusal::AboutYourself,
            ),
        )
        | Refusal::Inspection(
            InspectionRefusal::Held { .. }
            | InspectionRefusal::Returned { .. }
            | InspectionRefusal::HeldBeside { .. }
            | InspectionRefusal::KeptBeside { .. }
            | InspectionRefusal::OfEvidence
            | InspectionRefusal::NotYours
            | InspectionRefusal::OfFencedRecord
            | InspectionRefusal::OwnFile
            | InspectionRefusal::Pending { .. }
            | InspectionRefusal::Scanning { .. }
            | InspectionRefusal::Infected { .. },
        ) => StatusCode::FORBIDDEN,
        Refusal::AlreadyHandedIn { .. }
        | Refusal::AlreadyExempt { .. }
        | Refusal::NotExempt
        | Refusal::OwnAccount
        | Refusal::LastOfLeadership { .. }
        | Refusal::Clock(
            ClockRefusal::Decided { .. }
            | ClockRefusal::AgreesAgain
            | ClockRefusal::AskedAlready
            | ClockRefusal::DecisionStands { .. },
        )
        | Refusal::ConfirmedMeanwhile
        | Refusal::TurnedDown { .. }
        | Refusal::NoLongerFits { .. }
        | Refusal::LongerIsAnew { .. }
        | Refusal::ExemptionStands { .. }
        | Refusal::PracticeIsNotCounted
        | Refusal::ObligationClosed { .. }
        | Refusal::PageOfAnother
        | Refusal::KeyUsedForOtherFiles
        | Refusal::HandIn(HandInRefusal::Meanwhile { .. } | HandInRefusal::TakenBackMeanwhile)
        | Refusal::AlreadySetUp
        | Refusal::Comment(
            CommentRefusal::TooMany { .. }
            | CommentRefusal::TooManyOfOne { .. }
            | CommentRefusal::SentBefore { .. }
            | CommentRefusal::Withdrawn,
        )
        | Refusal::Lock(
            LockRefusal::Shut(_)
            | LockRefusal::YearOver { .. }
            | LockRefusal::NobodyExecutes
            | LockRefusal::LookedAtAnother
            | LockRefusal::SentAlready { .. }
            | LockRefusal::SignedAlready { .. }
            | LockRefusal::DecidedAlready { .. }
            | LockRefusal::InThePast { .. }
            | LockRefusal::Over { .. }
            | LockRefusal::Revoked { .. }
            | LockRefusal::OverNothing
            | LockRefusal::NotDecided
            | LockRefusal::ByItself
            | LockRefusal::Executed { .. }
            | LockRefusal::Update(
                UpdateRefusal::NotShut { .. }
                | UpdateRefusal::Exempt { .. }
                | UpdateRefusal::NotTheirs { .. }
                | UpdateRefusal::Suspended
                | UpdateRefusal::Waits { .. }
                | UpdateRefusal::NothingAsked
                | UpdateRefusal::NothingLeft
                | UpdateRefusal::ProposedAlready { .. }
                | UpdateRefusal::GrantedAlready { .. }
                | UpdateRefusal::RefusedAlready { .. }
                | UpdateRefusal::Withdrawn { .. }
                | UpdateRefusal::NotOpen
                | UpdateRefusal::ClosedAlready { .. },
            ),
        )
        | Refusal::Closure(ClosureRefusal::TakenBack { .. } | ClosureRefusal::Over { .. } | ClosureRefusal::LookedAtAnother)
        | Refusal::Absence(
            AbsenceRefusal::LookedAtAnother
            | AbsenceRefusal::Ended { .. }
            | AbsenceRefusal::Over { .. }
            | AbsenceRefusal::ByName
            | AbsenceRefusal::NotOfClass
            | AbsenceRefusal::NoTeacher
            | AbsenceRefusal::OtherOffice
            | AbsenceRefusal::NotCovered
            | AbsenceRefusal::CoversAlready
            | AbsenceRefusal::Due { .. }
            | AbsenceRefusal::Shared { .. },
        )
        | Refusal::Extension(
            ExtensionRefusal::Waits { .. }
            | ExtensionRefusal::Answered { .. }
            | ExtensionRefusal::HandedIn { .. }
            | ExtensionRefusal::NeverLate
            | ExtensionRefusal::NotLater { .. }
            | ExtensionRefusal::DayIsOver { .. }
            | ExtensionRefusal::AfterTheYear { .. }
            | ExtensionRefusal::NobodyLeft { .. }
            | ExtensionRefusal::NothingToChange
            | ExtensionRefusal::LookedAtAnother
            | ExtensionRefusal::TakenBack { .. }
            | ExtensionRefusal::Stands,
        )
        | Refusal::Lateness(
            LatenessRefusal::NotLate
            | LatenessRefusal::NotHandedIn
            | LatenessRefusal::NothingToRemind
            | LatenessRefusal::Judged { .. }
            | LatenessRefusal::Full { .. }
            | LatenessRefusal::NoFinding,
        )
        | Refusal::Swap(
            SwapRefusal::Waits { .. }
            | SwapRefusal::Answered { .. }
            | SwapRefusal::NotTheirTurn { .. }
            | SwapRefusal::NothingOwed { .. }
            | SwapRefusal::HandedIn { .. }
            | SwapRefusal::Due { .. }
            | SwapRefusal::WeekOver { .. }
            | SwapRefusal::NotTeaching { .. }
            | SwapRefusal::Away { .. }
            | SwapRefusal::WithOneself
            | SwapRefusal::NobodyElse
            | SwapRefusal::Suspended { .. }
            | SwapRefusal::TakerShut { .. },
        )
        | Refusal::Delegation(
            DelegationRefusal::NotHeld
            | DelegationRefusal::NotLent
            | DelegationRefusal::EndsElsewhere
            | DelegationRefusal::Handover(
                HandoverRefusal::ToOneself
                | HandoverRefusal::Suspended { .. }
                | HandoverRefusal::HasLeft { .. }
                | HandoverRefusal::MayNot { .. }
                | HandoverRefusal::Leadership
                | HandoverRefusal::Team
                | HandoverRefusal::LookedAtAnother
                | HandoverRefusal::Signed { .. },
            )
            | DelegationRefusal::Template(TemplateRefusal::AddedMeanwhile { .. })
            | DelegationRefusal::Archive(
                ArchiveRefusal::Archived { .. }
                | ArchiveRefusal::NothingReady
                | ArchiveRefusal::AllDamaged { .. }
                | ArchiveRefusal::NotArchived
                | ArchiveRefusal::SetMeanwhile
                | ArchiveRefusal::Lifted { .. }
                | ArchiveRefusal::ExportUnderWay { .. }
                | ArchiveRefusal::ExportGone,
            )
            | DelegationRefusal::Backup(BackupRefusal::NoPlace | BackupRefusal::NoKey | BackupRefusal::UnderWay { .. })
            | DelegationRefusal::SecurityCheck(
                SecurityCheckRefusal::LookedAtAnother
                | SecurityCheckRefusal::MendedAlready { .. }
                | SecurityCheckRefusal::NothingToMend,
            ),
        )
        | Refusal::Inspection(InspectionRefusal::NotHeld | InspectionRefusal::VirusStays | InspectionRefusal::Decided { .. })
        | Refusal::Review(
            ReviewRefusal::NothingToReview
            | ReviewRefusal::NewerVersion { .. }
            | ReviewRefusal::OtherBytes
            | ReviewRefusal::NewerApproved { .. }
            | ReviewRefusal::NewerReturned { .. }
            | ReviewRefusal::Withdrawn { .. }
            | ReviewRefusal::Decided { .. }
            | ReviewRefusal::StepTakenBack
            | ReviewRefusal::OtherTurn
            | ReviewRefusal::SentBefore { .. }
            | ReviewRefusal::NotOpened
            | ReviewRefusal::FilesNotOpened { .. }
            | ReviewRefusal::FileHeld { .. }
            | ReviewRefusal::UndoOver { .. }
            | ReviewRefusal::ActedOn
            | ReviewRefusal::SpotCheck(
                SpotCheckRefusal::NewerVersion { .. }
                | SpotCheckRefusal::OtherBytes
                | SpotCheckRefusal::Withdrawn { .. }
                | SpotCheckRefusal::NotOpened
                | SpotCheckRefusal::FilesNotOpened { .. }
                | SpotCheckRefusal::FileHeld
                | SpotCheckRefusal::Practice
                | SpotCheckRefusal::NotApproved
                | SpotCheckRefusal::SeenByLeadership { .. }
                | SpotCheckRefusal::Fresh { .. }
                | SpotCheckRefusal::Checked { .. },
            ),
        )
        | Refusal::Withdrawal(
            WithdrawalRefusal::NotTheLast { .. }
            | WithdrawalRefusal::Decided { .. }
            | WithdrawalRefusal::Opened { .. }
            | WithdrawalRefusal::TooLate { .. },
        )
        | Refusal::SecondFactor(SecondFactorRefusal::OfferOver | SecondFactorRefusal::AlreadyOn | SecondFactorRefusal::NotOn)
        | Refusal::Signing(SigningRefusal::NotSigned | SigningRefusal::SheetSaysTooMuch) => StatusCode::CONFLICT,
        Refusal::FileTooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::FileIncomplete { .. } => StatusCode::REQUEST_TIMEOUT,
        Refusal::StoreFull => StatusCode::INSUFFICIENT_STORAGE,
        Refusal::Inspection(InspectionRefusal::CutShort { .. } | InspectionRefusal::Busy) => StatusCode::SERVICE_UNAVAILABLE,
        Refusal::Inspection(InspectionRefusal::ManyComing { .. } | InspectionRefusal::ManyGoing { .. }) => {
            StatusCode::TOO_MANY_REQUESTS
        }
        Refusal::PasswordTooShort { .. }
        | Refusal::PasswordEasyToGuess { .. }
        | Refusal::PasswordsDiffer
        | Refusal::PasswordUnchanged
        | Refusal::NoFiles
        | Refusal::TooManyFiles { .. }
        | Refusal::NoteTooLong { .. }
        | Refusal::FileEmpty { .. }
        | Refusal::FileKindUnknown { .. }
        | Refusal::FileDangerous { .. }
        | Refusal::FileEncrypted { .. }
        | Refusal::Inspection(InspectionRefusal::Impossible { .. } | InspectionRefusal::NotAsEvidence { .. })
        | Refusal::FileTemporary { .. }
        | Refusal::FileGone
        | Refusal::HandedInElsewhere { .. }
        | Refusal::HandIn(HandInRefusal::NothingNew { .. } | HandInRefusal::SaveAnew { .. })
        | Refusal::TooMuchWaiting { .. }
        | Refusal::TooMuchUnused { .. }
        | Refusal::NoClassYet
        | Refusal::NoRecordTypeYet
        | Refusal::Clock(ClockRefusal::TooEarly { .. } | ClockRefusal::TooFarAhead { .. } | ClockRefusal::BesideOffice { .. })
        | Refusal::Signing(SigningRefusal::PasswordAgain)
        | Refusal::Field { .. } => StatusCode::UNPROCESSABLE_ENTITY,
    }
}
