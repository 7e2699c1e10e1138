use super::*;
use crate::{
    inspection::{Cause, Impossibility, Kept},
    testing::{at, day},
};

fn shut() -> Shut {
    Shut {
        order: crate::testing::id(17, 7),
        name: "Lệnh khóa số 07 (42/QĐ-TrMNNT)".to_owned(),
        since: at("2026-11-27 17:00"),
        until: None,
        by: "Hiệu trưởng Nguyễn Thị Minh Nguyệt".to_owned(),
    }
}

/// One of each. A new variant does not compile until it stands here.
fn all() -> Vec<Refusal> {
    let name = || FileName::clean("Giáo án tuần 13.docx");
    let mut one_of_each = vec![
        SecondFactorRefusal::WrongCode.into(),
        Refusal::SessionOver,
        Refusal::SignInFailed,
        Refusal::AccountSuspended,
        Refusal::HandedOutPasswordOver { since: crate::testing::day("2026-11-18") },
        Refusal::ResetIsThePrincipals,
        Refusal::ResetIsTheLeaderships,
        Refusal::ResetUnconfirmed,
        Refusal::SignInSlowed { seconds: 0 },
        Refusal::SignInSlowed { seconds: 30 },
        Refusal::SignInSlowed { seconds: 61 },
        Refusal::PasswordMustChange,
        Refusal::PasswordTooShort { least: 10 },
        Refusal::PasswordEasyToGuess { why: EasyToGuess::Common },
        Refusal::PasswordEasyToGuess { why: EasyToGuess::Name },
        Refusal::PasswordEasyToGuess { why: EasyToGuess::OneLetter },
        Refusal::PasswordEasyToGuess { why: EasyToGuess::Digits },
        Refusal::PasswordsDiffer,
        Refusal::PasswordUnchanged,
        Refusal::NotYoursToHandIn,
        Refusal::PageOfAnother,
        Refusal::DashboardNotYours,
        Refusal::SettingsNotYours,
        Refusal::PrincipalsAccount,
        Refusal::OwnAccount,
        ClockRefusal::NotYours.into(),
        ClockRefusal::Decided { at: at("2026-11-25 14:20") }.into(),
        ClockRefusal::AgreesAgain.into(),
        ClockRefusal::TooEarly { earliest: at("2026-11-25 14:50"), certain: at("2026-11-25 14:20") }.into(),
        ClockRefusal::TooFarAhead { latest: at("2027-03-05 14:50"), certain: at("2026-11-25 14:20") }.into(),
        ClockRefusal::OwnHandIns.into(),
        ClockRefusal::BesideOffice { day: crate::testing::day("2015-01-01") }.into(),
        ClockRefusal::AskedAlready.into(),
        ClockRefusal::DecidedByLeadership.into(),
        ClockRefusal::DecisionStands { at: at("2026-11-25 14:20") }.into(),
        Refusal::ConfirmingNotYours,
        Refusal::OwnAppointment,
        Refusal::JoiningIsThePrincipals,
        Refusal::VicePrincipalIsThePrincipals,
        Refusal::EndIsTheLeaderships,
        Refusal::SuspendedByTheLeadership,
        Refusal::ConfirmedMeanwhile,
        Refusal::TurnedDown { at: at("2026-11-25 14:20"), reason: "chưa có quyết định.".to_owned() },
        Refusal::NoLongerFits { reason: "Giáo viên lớp 4A: đã giữ từ 01/09/2026.".to_owned() },
        Refusal::LongerIsAnew { until: crate::testing::day("2026-11-26") },
        Refusal::LastOfLeadership { from: crate::testing::day("2026-11-26") },
        Refusal::ObligationClosed { at: at("2026-11-25 14:20"), reason: "lớp 4A giải thể.".to_owned() },
        Refusal::NotYoursToExempt,
        Refusal::AlreadyHandedIn { at: at("2026-11-25 14:20") },
        Refusal::AlreadyExempt { at: at("2026-11-25 14:20"), reason: "lớp nghỉ vì thủy đậu.".to_owned() },
        Refusal::NotExempt,
        Refusal::ExemptionStands { due: crate::testing::day("2026-11-20") },
        Refusal::PracticeIsNotCounted,
        Refusal::NoFiles,
        Refusal::TooManyFiles { files: 31, most: 30 },
        Refusal::NoteTooLong { letters: 2_001, most: 2_000 },
        Refusal::FileEmpty { name: name() },
        Refusal::FileTooLarge { name: name(), limit: 200 << 20 },
        Refusal::FileKindUnknown { name: name() },
        Refusal::FileDangerous { name: name() },
        Refusal::FileEncrypted { name: name() },
        Refusal::FileTemporary { name: name() },
        Refusal::FileIncomplete { name: name() },
        Refusal::FileGone,
        Refusal::HandedInElsewhere { at: at("2026-11-25 14:20") },
        HandInRefusal::Meanwhile { version: 2, who: Some("cô Trần Thị Thảo".to_owned()), at: at("2026-11-25 14:20") }.into(),
        HandInRefusal::Meanwhile { version: 2, who: None, at: at("2026-11-25 14:20") }.into(),
        HandInRefusal::TakenBackMeanwhile.into(),
        HandInRefusal::SaveAnew { name: name() }.into(),
        HandInRefusal::NothingNew { version: 2 }.into(),
        Refusal::TooMuchWaiting { files: 100, bytes: 3 << 30 },
        Refusal::TooMuchUnused { bytes: 16 << 30 },
        Refusal::KeyUsedForOtherFiles,
        Refusal::StoreFull,
        Refusal::Field { field: "Họ và tên".to_owned(), reason: "còn để trống.".to_owned() },
        Refusal::SetupCodeWrong,
        Refusal::AlreadySetUp,
        Refusal::NoClassYet,
        Refusal::NoRecordTypeYet,
        shut().into(),
        LockRefusal::YearOver { year: "2025-2026".to_owned() }.into(),
        LockRefusal::NotYours.into(),
        LockRefusal::NotYoursToRead.into(),
        LockRefusal::LookedAtAnother.into(),
        LockRefusal::SentAlready { name: "Lệnh khóa số 07".to_owned() }.into(),
        LockRefusal::ScheduleNotYours.into(),
        LockRefusal::IsThePrincipals.into(),
        LockRefusal::RevokingIsThePrincipals.into(),
        LockRefusal::SettlingIsThePrincipals.into(),
        LockRefusal::PrincipalsOrder.into(),
        LockRefusal::NotYoursToExecute.into(),
        LockRefusal::OtherExecutor.into(),
        LockRefusal::OwnRecordsAlone.into(),
        LockRefusal::OwnOrder.into(),
        LockRefusal::NobodyExecutes.into(),
        LockRefusal::SignedAlready { at: at("2026-11-25 14:20") }.into(),
        LockRefusal::DecidedAlready { at: at("2026-11-25 14:20") }.into(),
        LockRefusal::InThePast { from: at("2026-11-25 14:20") }.into(),
        LockRefusal::Over { until: at("2026-11-25 14:20") }.into(),
        LockRefusal::Revoked { at: at("2026-11-25 14:20") }.into(),
        LockRefusal::OverNothing.into(),
        LockRefusal::NotDecided.into(),
        LockRefusal::ByItself.into(),
        LockRefusal::Executed { at: at("2026-11-25 14:20") }.into(),
        UpdateRefusal::NotYours.into(),
        UpdateRefusal::NotYoursToDecide.into(),
        UpdateRefusal::IsThePrincipals.into(),
        UpdateRefusal::OwnRequest.into(),
        UpdateRefusal::NotTheRequester.into(),
        UpdateRefusal::SettlingIsThePrincipals.into(),
        UpdateRefusal::NotShut { title: "Giáo án tuần 3 · Lớp 4A".to_owned() }.into(),
        UpdateRefusal::Exempt { title: "Giáo án tuần 3 · Lớp 4A".to_owned(), at: at("2026-11-25 14:20") }.into(),
        UpdateRefusal::Waits {
            update: crate::testing::id(18, 3),
            name: "Đề nghị bổ sung số 03".to_owned(),
            title: "Giáo án tuần 3 · Lớp 4A".to_owned(),
        }
        .into(),
        UpdateRefusal::NotTheirs { title: "Giáo án tuần 3 · Lớp 4A".to_owned() }.into(),
        UpdateRefusal::Suspended.into(),
        UpdateRefusal::NothingAsked.into(),
        UpdateRefusal::NothingLeft.into(),
        UpdateRefusal::ProposedAlready { at: at("2026-11-25 14:20") }.into(),
        UpdateRefusal::GrantedAlready { at: at("2026-11-25 14:20") }.into(),
        UpdateRefusal::RefusedAlready { at: at("2026-11-25 14:20") }.into(),
        UpdateRefusal::Withdrawn { at: at("2026-11-25 14:20") }.into(),
        UpdateRefusal::NotOpen.into(),
        UpdateRefusal::ClosedAlready { at: at("2026-11-25 14:20") }.into(),
        UpdateRefusal::OwnToFinish.into(),
        SpotCheckRefusal::NotYours.into(),
        SpotCheckRefusal::OwnWork.into(),
        SpotCheckRefusal::OwnApproval.into(),
        SpotCheckRefusal::NewerVersion { version: 2, at: at("2026-11-25 14:20") }.into(),
        SpotCheckRefusal::OtherBytes.into(),
        SpotCheckRefusal::Withdrawn { at: at("2026-11-25 14:20") }.into(),
        SpotCheckRefusal::NotOpened.into(),
        SpotCheckRefusal::FilesNotOpened { first: "Tranh.docx".to_owned(), count: 2 }.into(),
        SpotCheckRefusal::Practice.into(),
        SpotCheckRefusal::FileHeld.into(),
        SpotCheckRefusal::NotApproved.into(),
        SpotCheckRefusal::SeenByLeadership { at: at("2026-11-25 14:20") }.into(),
        SpotCheckRefusal::Fresh { approved_at: at("2026-11-25 14:20") }.into(),
        SpotCheckRefusal::Checked { at: at("2026-11-25 14:20") }.into(),
        SigningRefusal::NotSigned.into(),
        SigningRefusal::PasswordAgain.into(),
        SigningRefusal::SheetSaysTooMuch.into(),
        SigningRefusal::CheckSlowed { seconds: 6 }.into(),
        Refusal::Review(ReviewRefusal::OwnWork),
        Refusal::Review(ReviewRefusal::QueueNotYours),
        Refusal::Review(ReviewRefusal::NotYours),
        Refusal::Review(ReviewRefusal::SecondHand),
        Refusal::Review(ReviewRefusal::NothingToReview),
        Refusal::Review(ReviewRefusal::NewerVersion { version: 2, at: at("2026-11-25 14:20") }),
        Refusal::Review(ReviewRefusal::OtherBytes),
        Refusal::Review(ReviewRefusal::NotThePrincipal),
        Refusal::Review(ReviewRefusal::NewerApproved { version: 2, approved_at: at("2026-11-25 14:20") }),
        Refusal::Review(ReviewRefusal::NewerReturned { version: 2, returned_at: at("2026-11-25 14:20") }),
        Refusal::Review(ReviewRefusal::Withdrawn { at: at("2026-11-25 14:20") }),
        Refusal::Review(ReviewRefusal::Decided { at: at("2026-11-25 14:20") }),
        Refusal::Review(ReviewRefusal::StepTakenBack),
        Refusal::Review(ReviewRefusal::OtherTurn),
        Refusal::Review(ReviewRefusal::SentBefore { undone_at: at("2026-11-25 14:20") }),
        Refusal::Review(ReviewRefusal::NotOpened),
        Refusal::Review(ReviewRefusal::FilesNotOpened { first: "Tranh.docx".to_owned(), count: 2 }),
        Refusal::Review(ReviewRefusal::FileHeld { kept: Kept::Pending }),
        Refusal::Review(ReviewRefusal::FileHeld { kept: Kept::Scanning }),
        Refusal::Review(ReviewRefusal::FileHeld { kept: Kept::Infected }),
        Refusal::Review(ReviewRefusal::FileHeld { kept: Kept::Waiting }),
        Refusal::Review(ReviewRefusal::FileHeld { kept: Kept::Returned }),
        Refusal::Review(ReviewRefusal::NotYoursToUndo),
        Refusal::Review(ReviewRefusal::UndoOver { decided_at: at("2026-11-25 14:20") }),
        Refusal::Review(ReviewRefusal::ActedOn),
        CommentRefusal::NotYours.into(),
        CommentRefusal::NotYoursToSettle.into(),
        CommentRefusal::TooMany { most: 500 }.into(),
        CommentRefusal::TooManyOfOne { most: 100 }.into(),
        CommentRefusal::SentBefore { at: at("2026-11-25 14:20") }.into(),
        CommentRefusal::Withdrawn.into(),
        WithdrawalRefusal::NotYours.into(),
        WithdrawalRefusal::NotTheLast { version: 2 }.into(),
        WithdrawalRefusal::Decided { at: at("2026-11-25 14:20") }.into(),
        WithdrawalRefusal::Opened { at: at("2026-11-25 14:20") }.into(),
        WithdrawalRefusal::TooLate { handed_in_at: at("2026-11-25 14:20") }.into(),
        ClosureRefusal::NotYours.into(),
        ClosureRefusal::TakenBack { at: at("2026-11-25 14:20") }.into(),
        ClosureRefusal::Over { last: day("2026-11-25") }.into(),
        ClosureRefusal::LookedAtAnother.into(),
        ExtensionRefusal::NotYours.into(),
        ExtensionRefusal::NotYoursToAsk.into(),
        ExtensionRefusal::OwnRecord.into(),
        ExtensionRefusal::Waits { at: at("2026-11-25 14:20") }.into(),
        ExtensionRefusal::Answered { at: at("2026-11-25 14:20") }.into(),
        ExtensionRefusal::HandedIn { at: at("2026-11-25 14:20") }.into(),
        ExtensionRefusal::NeverLate.into(),
        ExtensionRefusal::NotLater { due: day("2026-11-27") }.into(),
        ExtensionRefusal::DayIsOver { day: day("2026-11-24") }.into(),
        ExtensionRefusal::AfterTheYear { last: day("2027-05-30") }.into(),
        ExtensionRefusal::NobodyLeft { day: day("2026-11-30") }.into(),
        ExtensionRefusal::NothingToChange.into(),
        ExtensionRefusal::LookedAtAnother.into(),
        ExtensionRefusal::TakenBack { at: at("2026-11-25 14:20") }.into(),
        ExtensionRefusal::Stands.into(),
        LatenessRefusal::NotYours.into(),
        LatenessRefusal::NotYoursToExplain.into(),
        LatenessRefusal::NotYoursToRemind.into(),
        LatenessRefusal::NothingToRemind.into(),
        LatenessRefusal::OwnLateness.into(),
        LatenessRefusal::NotLate.into(),
        LatenessRefusal::NotHandedIn.into(),
        LatenessRefusal::Judged { at: at("2026-11-25 14:20") }.into(),
        LatenessRefusal::Full { most: 5 }.into(),
        LatenessRefusal::NoFinding.into(),
        SwapRefusal::NotYourTurn.into(),
        SwapRefusal::NotYoursToAnswer.into(),
        SwapRefusal::NotYoursToTakeBack.into(),
        SwapRefusal::Waits { to: "cô Thảo".to_owned(), at: at("2026-11-25 14:20") }.into(),
        SwapRefusal::Answered { at: at("2026-11-25 14:20") }.into(),
        SwapRefusal::NotTheirTurn { week: 13, who: "cô Hoa".to_owned() }.into(),
        SwapRefusal::NothingOwed { week: 13 }.into(),
        SwapRefusal::HandedIn { title: "Giáo án tuần 13 · Lớp 4A".to_owned(), at: at("2026-11-25 14:20") }.into(),
        SwapRefusal::Due { title: "Giáo án tuần 13 · Lớp 4A".to_owned(), due: day("2026-11-27") }.into(),
        SwapRefusal::WeekOver { week: 13 }.into(),
        SwapRefusal::NotTeaching { who: "cô Hoa".to_owned(), class: "lớp 4A".to_owned(), day: day("2026-11-30") }.into(),
        SwapRefusal::Away { who: "cô Hoa".to_owned(), cover: Some("cô Xuân".to_owned()), day: day("2026-11-27") }.into(),
        SwapRefusal::Away { who: "cô Hoa".to_owned(), cover: None, day: day("2026-11-27") }.into(),
        SwapRefusal::WithOneself.into(),
        SwapRefusal::NobodyElse.into(),
        SwapRefusal::Suspended { who: "cô Thảo".to_owned() }.into(),
        SwapRefusal::TakerShut { who: "cô Thảo".to_owned(), order: "Lệnh khóa số 07".to_owned() }.into(),
        AbsenceRefusal::NotYours.into(),
        AbsenceRefusal::OwnAbsence.into(),
        AbsenceRefusal::CoverYourself.into(),
        AbsenceRefusal::LookedAtAnother.into(),
        AbsenceRefusal::Ended { at: at("2026-11-25 14:20") }.into(),
        AbsenceRefusal::Over { last: day("2026-11-25") }.into(),
        AbsenceRefusal::ByName.into(),
        AbsenceRefusal::NotOfClass.into(),
        AbsenceRefusal::NoTeacher.into(),
        AbsenceRefusal::OtherOffice.into(),
        AbsenceRefusal::NotCovered.into(),
        AbsenceRefusal::CoversAlready.into(),
        AbsenceRefusal::Due { due: day("2026-11-27") }.into(),
        AbsenceRefusal::Shared { with: "cô Thảo".to_owned() }.into(),
        InspectionRefusal::Impossible { name: name(), why: Impossibility::Bomb }.into(),
        InspectionRefusal::Held { name: name() }.into(),
        InspectionRefusal::Returned { name: name() }.into(),
        InspectionRefusal::NotAsEvidence { name: name(), why: Cause::Macros }.into(),
        InspectionRefusal::NotYours.into(),
        InspectionRefusal::OfFencedRecord.into(),
        InspectionRefusal::HeldBeside { name: name() }.into(),
        InspectionRefusal::KeptBeside { name: name() }.into(),
        InspectionRefusal::OfEvidence.into(),
        InspectionRefusal::OwnFile.into(),
        InspectionRefusal::NotHeld.into(),
        InspectionRefusal::Decided { at: at("2026-11-25 14:20") }.into(),
        InspectionRefusal::Pending { name: name(), at: at("2026-11-25 14:20") }.into(),
        InspectionRefusal::Scanning { name: name() }.into(),
        InspectionRefusal::Infected { name: name() }.into(),
        InspectionRefusal::VirusStays.into(),
        InspectionRefusal::CutShort { name: name() }.into(),
        InspectionRefusal::Busy.into(),
        InspectionRefusal::ManyComing { most: 12 }.into(),
        InspectionRefusal::ManyGoing { most: 12 }.into(),
    ];
    one_of_each.extend(delegating::one_of_each());
    for refusal in &one_of_each {
        match refusal {
            // Each of these stands beside its words.
            Refusal::SecondFactor(_) | Refusal::PersonalData(_) => {}
            Refusal::SessionOver | Refusal::SignInFailed | Refusal::AccountSuspended | Refusal::SignInSlowed { .. } => {}
            Refusal::PasswordEasyToGuess { .. } | Refusal::HandedOutPasswordOver { .. } => {}
            Refusal::ResetIsThePrincipals | Refusal::ResetIsTheLeaderships | Refusal::ResetUnconfirmed => {}
            Refusal::PasswordMustChange | Refusal::PasswordTooShort { .. } | Refusal::PasswordsDiffer => {}
            Refusal::PasswordUnchanged | Refusal::NotYoursToHandIn | Refusal::PageOfAnother => {}
            Refusal::DashboardNotYours
            | Refusal::SettingsNotYours
            | Refusal::PrincipalsAccount
            | Refusal::ObligationClosed { .. } => {}
            Refusal::NotYoursToExempt | Refusal::AlreadyHandedIn { .. } | Refusal::AlreadyExempt { .. } => {}
            Refusal::OwnAccount | Refusal::LastOfLeadership { .. } => {}
            Refusal::Clock(
                ClockRefusal::NotYours
                | ClockRefusal::Decided { .. }
                | ClockRefusal::AgreesAgain
                | ClockRefusal::TooEarly { .. }
                | ClockRefusal::TooFarAhead { .. }
                | ClockRefusal::OwnHandIns
                | ClockRefusal::BesideOffice { .. }
                | ClockRefusal::AskedAlready
                | ClockRefusal::DecidedByLeadership
                | ClockRefusal::DecisionStands { .. },
            ) => {}
            Refusal::ConfirmingNotYours | Refusal::OwnAppointment | Refusal::JoiningIsThePrincipals => {}
            Refusal::ConfirmedMeanwhile | Refusal::EndIsTheLeaderships => {}
            Refusal::VicePrincipalIsThePrincipals | Refusal::SuspendedByTheLeadership => {}
            Refusal::TurnedDown { .. } | Refusal::NoLongerFits { .. } | Refusal::LongerIsAnew { .. } => {}
            Refusal::NotExempt | Refusal::ExemptionStands { .. } | Refusal::PracticeIsNotCounted => {}
            Refusal::NoFiles | Refusal::TooManyFiles { .. } | Refusal::NoteTooLong { .. } => {}
            Refusal::FileEmpty { .. } | Refusal::FileTooLarge { .. } | Refusal::FileKindUnknown { .. } => {}
            Refusal::FileDangerous { .. } | Refusal::FileEncrypted { .. } | Refusal::FileTemporary { .. } => {}
            Refusal::FileIncomplete { .. } | Refusal::FileGone | Refusal::TooMuchWaiting { .. } | Refusal::KeyUsedForOtherFiles => {
            }
            Refusal::HandedInElsewhere { .. } | Refusal::TooMuchUnused { .. } => {}
            Refusal::HandIn(
                HandInRefusal::Meanwhile { .. }
                | HandInRefusal::TakenBackMeanwhile
                | HandInRefusal::SaveAnew { .. }
                | HandInRefusal::NothingNew { .. },
            ) => {}
            Refusal::StoreFull | Refusal::Field { .. } | Refusal::SetupCodeWrong | Refusal::AlreadySetUp => {}
            Refusal::NoClassYet | Refusal::NoRecordTypeYet => {}
            Refusal::Comment(CommentRefusal::NotYours | CommentRefusal::NotYoursToSettle) => {}
            Refusal::Comment(CommentRefusal::TooMany { .. } | CommentRefusal::SentBefore { .. }) => {}
            Refusal::Comment(CommentRefusal::TooManyOfOne { .. } | CommentRefusal::Withdrawn) => {}
            Refusal::Lock(refusal) => match refusal {
                LockRefusal::Shut(_) | LockRefusal::NotYours | LockRefusal::IsThePrincipals | LockRefusal::PrincipalsOrder => {}
                LockRefusal::RevokingIsThePrincipals | LockRefusal::SettlingIsThePrincipals => {}
                LockRefusal::NotYoursToExecute | LockRefusal::OtherExecutor => {}
                LockRefusal::OwnRecordsAlone | LockRefusal::OwnOrder | LockRefusal::NobodyExecutes => {}
                LockRefusal::SignedAlready { .. } | LockRefusal::DecidedAlready { .. } | LockRefusal::InThePast { .. } => {}
                LockRefusal::Over { .. } | LockRefusal::Revoked { .. } | LockRefusal::NotDecided => {}
                LockRefusal::ByItself | LockRefusal::Executed { .. } | LockRefusal::LookedAtAnother => {}
                LockRefusal::ScheduleNotYours | LockRefusal::SentAlready { .. } | LockRefusal::OverNothing => {}
                LockRefusal::YearOver { .. } | LockRefusal::NotYoursToRead => {}
                LockRefusal::Update(refusal) => match refusal {
                    UpdateRefusal::NotYours | UpdateRefusal::NotYoursToDecide | UpdateRefusal::IsThePrincipals => {}
                    UpdateRefusal::OwnRequest | UpdateRefusal::NotTheRequester | UpdateRefusal::SettlingIsThePrincipals => {}
                    UpdateRefusal::NotShut { .. } | UpdateRefusal::Exempt { .. } | UpdateRefusal::Waits { .. } => {}
                    UpdateRefusal::NotTheirs { .. } | UpdateRefusal::Suspended => {}
                    UpdateRefusal::NothingAsked | UpdateRefusal::NothingLeft | UpdateRefusal::NotOpen => {}
                    UpdateRefusal::ProposedAlready { .. } | UpdateRefusal::GrantedAlready { .. } => {}
                    UpdateRefusal::RefusedAlready { .. } | UpdateRefusal::Withdrawn { .. } => {}
                    UpdateRefusal::ClosedAlready { .. } | UpdateRefusal::OwnToFinish => {}
                },
            },
            // Each of these stands in a file of its own.
            Refusal::Delegation(_) => {}
            Refusal::Signing(refusal) => match refusal {
                SigningRefusal::NotSigned | SigningRefusal::PasswordAgain => {}
                SigningRefusal::SheetSaysTooMuch | SigningRefusal::CheckSlowed { .. } => {}
            },
            Refusal::Withdrawal(refusal) => match refusal {
                WithdrawalRefusal::NotYours | WithdrawalRefusal::NotTheLast { .. } | WithdrawalRefusal::Decided { .. } => {}
                WithdrawalRefusal::Opened { .. } | WithdrawalRefusal::TooLate { .. } => {}
            },
            Refusal::Review(refusal) => match refusal {
                ReviewRefusal::OwnWork | ReviewRefusal::QueueNotYours => {}
                ReviewRefusal::NotYours | ReviewRefusal::SecondHand => {}
                ReviewRefusal::NothingToReview | ReviewRefusal::NewerVersion { .. } | ReviewRefusal::Decided { .. } => {}
                ReviewRefusal::NewerApproved { .. } | ReviewRefusal::NewerReturned { .. } => {}
                ReviewRefusal::Withdrawn { .. } | ReviewRefusal::OtherTurn => {}
                ReviewRefusal::OtherBytes | ReviewRefusal::NotThePrincipal => {}
                ReviewRefusal::SentBefore { .. } | ReviewRefusal::FilesNotOpened { .. } => {}
                ReviewRefusal::StepTakenBack
                | ReviewRefusal::NotOpened
                | ReviewRefusal::FileHeld { .. }
                | ReviewRefusal::NotYoursToUndo => {}
                ReviewRefusal::UndoOver { .. } | ReviewRefusal::ActedOn => {}
                ReviewRefusal::SpotCheck(refusal) => match refusal {
                    SpotCheckRefusal::NotYours | SpotCheckRefusal::OwnWork | SpotCheckRefusal::OwnApproval => {}
                    SpotCheckRefusal::NewerVersion { .. } | SpotCheckRefusal::Withdrawn { .. } => {}
                    SpotCheckRefusal::OtherBytes => {}
                    SpotCheckRefusal::NotOpened | SpotCheckRefusal::FilesNotOpened { .. } | SpotCheckRefusal::FileHeld => {}
                    SpotCheckRefusal::Practice | SpotCheckRefusal::NotApproved | SpotCheckRefusal::SeenByLeadership { .. } => {}
                    SpotCheckRefusal::Fresh { .. } | SpotCheckRefusal::Checked { .. } => {}
                },
            },
            Refusal::Closure(refusal) => match refusal {
                ClosureRefusal::NotYours | ClosureRefusal::TakenBack { .. } => {}
                ClosureRefusal::Over { .. } | ClosureRefusal::LookedAtAnother => {}
            },
            Refusal::Absence(refusal) => match refusal {
                AbsenceRefusal::NotYours | AbsenceRefusal::OwnAbsence | AbsenceRefusal::CoverYourself => {}
                AbsenceRefusal::LookedAtAnother | AbsenceRefusal::Ended { .. } | AbsenceRefusal::Over { .. } => {}
                AbsenceRefusal::ByName | AbsenceRefusal::NotOfClass | AbsenceRefusal::Due { .. } => {}
                AbsenceRefusal::Shared { .. } | AbsenceRefusal::NoTeacher | AbsenceRefusal::OtherOffice => {}
                AbsenceRefusal::NotCovered | AbsenceRefusal::CoversAlready => {}
            },
            Refusal::Extension(refusal) => match refusal {
                ExtensionRefusal::NotYours | ExtensionRefusal::NotYoursToAsk | ExtensionRefusal::OwnRecord => {}
                ExtensionRefusal::Waits { .. } | ExtensionRefusal::Answered { .. } | ExtensionRefusal::HandedIn { .. } => {}
                ExtensionRefusal::NeverLate | ExtensionRefusal::NotLater { .. } | ExtensionRefusal::DayIsOver { .. } => {}
                ExtensionRefusal::AfterTheYear { .. } | ExtensionRefusal::NobodyLeft { .. } => {}
                ExtensionRefusal::NothingToChange | ExtensionRefusal::LookedAtAnother => {}
                ExtensionRefusal::TakenBack { .. } | ExtensionRefusal::Stands => {}
            },
            Refusal::Swap(refusal) => match refusal {
                SwapRefusal::NotYourTurn | SwapRefusal::NotYoursToAnswer | SwapRefusal::NotYoursToTakeBack => {}
                SwapRefusal::Waits { .. } | SwapRefusal::Answered { .. } | SwapRefusal::NotTheirTurn { .. } => {}
                SwapRefusal::NothingOwed { .. } | SwapRefusal::HandedIn { .. } | SwapRefusal::Due { .. } => {}
                SwapRefusal::WeekOver { .. } | SwapRefusal::NotTeaching { .. } | SwapRefusal::Away { .. } => {}
                SwapRefusal::WithOneself | SwapRefusal::NobodyElse => {}
                SwapRefusal::Suspended { .. } | SwapRefusal::TakerShut { .. } => {}
            },
            Refusal::Lateness(refusal) => match refusal {
                LatenessRefusal::NotYours | LatenessRefusal::NotYoursToExplain | LatenessRefusal::OwnLateness => {}
                LatenessRefusal::NotLate | LatenessRefusal::NotHandedIn | LatenessRefusal::Judged { .. } => {}
                LatenessRefusal::Full { .. } | LatenessRefusal::NoFinding => {}
                LatenessRefusal::NotYoursToRemind | LatenessRefusal::NothingToRemind => {}
            },
            Refusal::Inspection(refusal) => match refusal {
                InspectionRefusal::Impossible { .. } | InspectionRefusal::Held { .. } | InspectionRefusal::Returned { .. } => {}
                InspectionRefusal::HeldBeside { .. } | InspectionRefusal::KeptBeside { .. } | InspectionRefusal::OfEvidence => {}
                InspectionRefusal::NotYours | InspectionRefusal::OfFencedRecord | InspectionRefusal::OwnFile => {}
                InspectionRefusal::NotHeld | InspectionRefusal::Decided { .. } | InspectionRefusal::NotAsEvidence { .. } => {}
                InspectionRefusal::Pending { .. } | InspectionRefusal::CutShort { .. } | InspectionRefusal::Busy => {}
                InspectionRefusal::Scanning { .. } | InspectionRefusal::Infected { .. } | InspectionRefusal::VirusStays => {}
                InspectionRefusal::ManyComing { .. } | InspectionRefusal::ManyGoing { .. } => {}
            },
        }
    }
    let of_others =
        [delegating::mandating::one_of_each(), delegating::registering::one_of_each(), delegating::tasking::one_of_each()];
    let others = [of_others.concat(), personal_data::one_of_each()];
    [one_of_each, others.concat()].concat()
}

/// Words of programs that have no place on a Vietnamese screen.
const ENGLISH: [&str; 34] = [
    "account",
    "admin",
    "click",
    "code",
    "database",
    "deadline",
    "delete",
    "download",
    "email",
    "error",
    "failed",
    "file",
    "folder",
    "format",
    "invalid",
    "link",
    "login",
    "mail",
    "menu",
    "obligation",
    "ok",
    "online",
    "password",
    "please",
    "reset",
    "server",
    "session",
    "setup",
    "submit",
    "token",
    "upload",
    "user",
    "username",
    "web",
];

#[test]
fn every_refusal_says_what_is_true_and_what_to_do() {
    for refusal in all() {
        let Words { fact, advice } = refusal.words();
        assert!(!fact.is_empty() && !fact.ends_with(['.', '!', ',', ' ']), "{fact:?}");
        assert!(advice.len() > 10 && advice.ends_with('.') && !advice.ends_with(".."), "{advice:?}");
        assert!(fact.chars().next().is_some_and(char::is_uppercase), "{fact:?}");
        assert!(advice.chars().next().is_some_and(char::is_uppercase), "{advice:?}");
        let all = format!("{fact} {advice}");
        assert!(!all.contains(['!', '?']) && !all.contains(".,") && !all.contains("  "), "{all:?}");
        let words: Vec<String> = all.split(|letter: char| !letter.is_alphabetic()).map(str::to_lowercase).collect();
        assert!(!words.iter().any(|word| word == "bạn" || ENGLISH.contains(&word.as_str())), "{all:?}");
        assert_eq!(refusal.to_string(), fact);
    }
}

mod in_full;
