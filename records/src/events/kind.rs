//! What can happen, by the name under which the log keeps it, and what of a school's facts it touches.

use domain::obligations::ObligationId;
use uuid::Uuid;

/// What an event leaves to be read again by whoever keeps the facts of a school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touches {
    /// The facts of the year, and so every dashboard, are as they were.
    Nothing,
    /// One obligation has changed, and nothing else.
    Obligation(ObligationId),
    /// What is told of files that are held has changed, and nothing else.
    HeldFiles,
    /// Orders that shut and open records, or updates after a lock, have changed, and nothing else.
    Locks,
    /// What people were told in the morning, and nothing else.
    Digests,
    /// Versions of the regulation, who has promised to keep them, and who was reminded; nothing else.
    Regulation,
    /// What the principal asks of people beside all records, and nothing else.
    Tasks,
    /// What the leadership sets has changed: the name of the school, or the `Regime` of the year that is shown. The list of
    /// what is owed has not, nor which year is shown.
    Regime,
    /// Everything is to be loaded again.
    All,
}

/// Declares the kinds with the names that are stored: each stands here once.
macro_rules! kinds {
    ($($name:ident = $code:literal),* $(,)?) => {
        /// The kind of an event. Its stored name is hashed into the chain of each school and never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum EventKind {
            $(#[doc = concat!("Stored as `", $code, "`.")] $name),*
        }

        impl EventKind {
            /// Every kind that this version writes.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The stored name: `feature.verb`.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code),*
                }
            }
        }
    };
}

kinds! {
    AbsenceCoverChanged = "absences.cover_changed",
    AbsenceEnded = "absences.ended",
    AbsenceNoted = "absences.noted",
    AccountOpened = "accounts.opened",
    AccountReopened = "accounts.reopened",
    AccountSuspended = "accounts.suspended",
    AppointmentBegun = "appointments.begun",
    AppointmentConfirmed = "appointments.confirmed",
    AppointmentDelegated = "appointments.delegated",
    AppointmentEnded = "appointments.ended",
    AppointmentEntered = "appointments.entered",
    AppointmentTurnedDown = "appointments.turned_down",
    AttachmentOpened = "attachments.opened",
    BackupTried = "backups.tried",
    CalendarKept = "calendar.kept",
    ClassAdded = "classes.added",
    ClassAtSite = "classes.at_site",
    ClassChanged = "classes.changed",
    ClassClosed = "classes.closed",
    ClassRemoved = "classes.removed",
    ClassReopened = "classes.reopened",
    ClosureDeclared = "closures.declared",
    ClosureTakenBack = "closures.taken_back",
    Commented = "comments.added",
    DataAsked = "data_requests.asked",
    DataExported = "data_requests.exported",
    DataGiven = "data_requests.given",
    DataRefused = "data_requests.refused",
    DecisionCorrected = "decisions.corrected",
    DelegationEnded = "delegations.ended",
    DepartmentAdded = "departments.added",
    DepartmentChanged = "departments.changed",
    DepartmentRemoved = "departments.removed",
    DigestTold = "digests.told",
    DoubtfulTimeBegun = "doubtful_times.begun",
    DoubtfulTimeDecided = "doubtful_times.decided",
    DoubtfulTimeEnded = "doubtful_times.ended",
    ExtensionAnswered = "extensions.answered",
    ExtensionAsked = "extensions.asked",
    ExtensionGiven = "extensions.given",
    ExtensionTakenBack = "extensions.taken_back",
    FenceSet = "record_types.fence_set",
    FileDownloaded = "records.downloaded",
    FileHeld = "inspections.held",
    FileLimitSet = "schools.file_limit_set",
    HandedIn = "submissions.handed_in",
    HandoverConfirmed = "handovers.confirmed",
    HandoverSigned = "handovers.signed",
    HandInRescued = "submissions.rescued",
    HandInWithdrawn = "submissions.withdrawn",
    HeldFileReleased = "inspections.released",
    HeldFileReturned = "inspections.returned",
    LatenessExplained = "lateness.explained",
    LatenessJudged = "lateness.judged",
    LockAuthoritySet = "locks.authority_set",
    LockOrderDrafted = "locks.drafted",
    LockOrderEnded = "locks.ended",
    LockOrderExecuted = "locks.executed",
    LockOrderRevoked = "locks.revoked",
    LockOrderScanned = "locks.scanned",
    LockOrderSigned = "locks.signed",
    LockOrderTookEffect = "locks.took_effect",
    MandateEnded = "mandates.ended",
    MandateRecorded = "mandates.recorded",
    MandateRightNamed = "mandates.right_named",
    MandateScanned = "mandates.scanned",
    TemplateAdded = "templates.added",
    YearBookBound = "year_books.bound",
    RegisterFileAdded = "registers.file_added",
    ArchivePackageMade = "archive.package_made",
    ArchivePackageChecked = "archive.package_checked",
    ArchivePackageTaken = "archive.package_taken",
    ArchiveRecordTakenOut = "archive.record_taken_out",
    ArchiveRetentionSet = "archive.retention_set",
    ArchiveHeld = "archive.held",
    ArchiveHoldLifted = "archive.hold_lifted",
    SchoolExported = "archive.school_exported",
    SchoolExportTaken = "archive.export_taken",
    DisposalDrawnUp = "disposals.drawn_up",
    DisposalMinuted = "disposals.minuted",
    DisposalDecided = "disposals.decided",
    DisposalTakenBack = "disposals.taken_back",
    DisposalExecuted = "disposals.executed",
    RecordDisposed = "disposals.record_disposed",
    ObligationExempted = "obligations.exempted",
    ObligationExemptionEnded = "obligations.exemption_ended",
    ObligationsBroughtUpToDate = "obligations.brought_up_to_date",
    OwnLockSet = "schools.own_lock_set",
    PasswordReset = "accounts.password_reset",
    PasswordResetConfirmed = "accounts.password_reset_confirmed",
    PasswordResetSeen = "accounts.password_reset_seen",
    PasswordResetTold = "accounts.password_reset_told",
    PasswordSet = "accounts.password_set",
    PersonalCopyTaken = "personal_copies.taken",
    PersonAdded = "people.added",
    PersonChanged = "people.changed",
    PersonRemoved = "people.removed",
    RecordSeen = "records.seen",
    RecordTypeAdded = "record_types.added",
    RecordTypeChanged = "record_types.changed",
    CaseMoved = "registers.case_moved",
    CaseOpened = "registers.case_opened",
    CaseSeen = "registers.case_seen",
    RegisterCorrected = "registers.corrected",
    RegisterEntered = "registers.entered",
    RegisterMoved = "registers.moved",
    RegulationPledged = "regulation.pledged",
    RegulationPublished = "regulation.published",
    RegulationReminded = "regulation.reminded",
    Reminded = "lateness.reminded",
    Reviewed = "reviews.decided",
    ReviewSettingChanged = "review_settings.changed",
    ReviewUndone = "reviews.undone",
    RulesAdded = "rules.added",
    RulesChanged = "rules.changed",
    ScanAskedAgain = "scans.asked_again",
    SchoolAddressSet = "schools.address_set",
    SchoolContactsSet = "schools.contacts_set",
    SchoolFounded = "schools.founded",
    SchoolRenamed = "schools.renamed",
    SchoolYearRenamed = "school_years.renamed",
    SectionAdded = "sections.added",
    SectionChanged = "sections.changed",
    SectionRemoved = "sections.removed",
    SecurityChecked = "security_checks.recorded",
    SecurityFindingMended = "security_checks.mended",
    SecondFactorEnded = "accounts.second_factor_ended",
    SecondFactorEndAsked = "accounts.second_factor_end_asked",
    SecondFactorDutySet = "accounts.second_factor_duty_set",
    SecondFactorKept = "accounts.second_factor_kept",
    RecoveryCodeUsed = "accounts.recovery_code_used",
    RecoveryKeyMade = "backups.recovery_key_made",
    RestoreTried = "backups.restore_tried",
    SessionsEnded = "sessions.ended",
    SessionBegun = "sessions.begun",
    SessionEnded = "sessions.signed_out",
    SetupFinished = "setup.finished",
    SetupOpened = "setup.opened",
    SetupStepReached = "setup.step_reached",
    Signed = "signing.signed",
    SigningKeyMade = "signing.key_made",
    SignInFailed = "sessions.refused",
    SiteKept = "sites.kept",
    SiteRemoved = "sites.removed",
    SpotChecked = "spot_checks.signed",
    StaffArranged = "staff.arranged",
    SwapAccepted = "swaps.accepted",
    SwapDeclined = "swaps.declined",
    SwapOffered = "swaps.offered",
    SwapTakenBack = "swaps.taken_back",
    TaskAccepted = "tasks.accepted",
    TaskAnswered = "tasks.answered",
    TaskAskedAgain = "tasks.asked_again",
    TaskChanged = "tasks.changed",
    TaskEnded = "tasks.ended",
    TaskGiven = "tasks.given",
    ThemeAdded = "themes.added",
    ThemeChanged = "themes.changed",
    ThemeRemoved = "themes.removed",
    ThreadReopened = "comments.reopened",
    ThreadSettled = "comments.settled",
    TurnsSet = "turns.set",
    UpdateClosed = "updates.closed",
    UpdateFinished = "updates.finished",
    UpdateGranted = "updates.granted",
    UpdateHandedIn = "updates.handed_in",
    UpdateProcedureSet = "updates.procedure_set",
    UpdateProposed = "updates.proposed",
    UpdateRefused = "updates.refused",
    UpdateRequested = "updates.requested",
    UpdateShutAgain = "updates.shut_again",
    UpdateWithdrawn = "updates.withdrawn",
    ViewedAs = "views.as_somebody",
    VirusCleared = "scans.cleared",
    VirusFound = "scans.found",
    VirusScanningSet = "scans.set",
    WrongCodeTyped = "sessions.code_refused",
}

impl EventKind {
    /// The kind of a stored name; `None` for one that another version has written.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }

    /// What an event of this kind about `subject` touches.
    pub fn touches(self, subject: Option<Uuid>) -> Touches {
        match self {
            Self::AccountOpened
            | Self::AttachmentOpened
            // Its own page reads what is known of backups.
            | Self::BackupTried
            | Self::RecoveryKeyMade
            | Self::RestoreTried
            // Their own pages read the registers.
            | Self::CaseMoved
            | Self::CaseOpened
            | Self::CaseSeen
            | Self::RegisterCorrected
            | Self::RegisterEntered
            | Self::RegisterMoved
            // Its own pages read the register of requests.
            | Self::DataAsked
            | Self::DataExported
            | Self::DataGiven
            | Self::DataRefused
            // Its own pages read who took what home.
            | Self::PersonalCopyTaken
            | Self::FileDownloaded
            | Self::FileLimitSet
            // What a decision gives and ends says an event of its own; the register is read by its pages alone.
            | Self::MandateEnded
            | Self::MandateRecorded
            | Self::MandateRightNamed
            | Self::MandateScanned
            // Its own pages read it, and those of hand-ins.
            | Self::TemplateAdded
            // Its own pages read what was bound.
            | Self::YearBookBound
            // The pages of the archive read them themselves.
            | Self::ArchivePackageChecked
            | Self::ArchivePackageTaken
            | Self::ArchiveRetentionSet
            | Self::ArchiveHeld
            | Self::ArchiveHoldLifted
            | Self::SchoolExported
            // The page of the entry reads it itself.
            | Self::RegisterFileAdded
            | Self::SchoolExportTaken
            | Self::DisposalDrawnUp
            | Self::DisposalMinuted
            | Self::DisposalDecided
            | Self::DisposalTakenBack
            // Each of its records has an event of its own.
            | Self::DisposalExecuted
            // The page of the order alone shows it, and reads it itself.
            | Self::LockOrderScanned
            // Asked with each session, and of no fact.
            | Self::OwnLockSet
            | Self::PasswordSet
            | Self::RecordSeen
            // The page of the record and the list read it themselves.
            | Self::Reminded
            | Self::SchoolAddressSet
            | Self::SchoolContactsSet
            // Its own page reads the register; what it changes, others note.
            | Self::HandoverConfirmed
            | Self::HandoverSigned
            | Self::SecurityChecked
            | Self::SecurityFindingMended
            // Read with each file, and of no fact.
            | Self::ScanAskedAgain
            | Self::VirusScanningSet
            | Self::SessionEnded
            | Self::SecondFactorEnded
            | Self::SecondFactorEndAsked
            | Self::SecondFactorDutySet
            | Self::SecondFactorKept
            | Self::RecoveryCodeUsed
            | Self::SessionBegun
            | Self::SessionsEnded
            | Self::SetupStepReached
            | Self::ViewedAs
            | Self::SignInFailed
            | Self::WrongCodeTyped
            // What the record is by it, its decision says.
            | Self::Signed
            | Self::SigningKeyMade => Touches::Nothing,
            Self::FileHeld
            | Self::HeldFileReleased
            | Self::HeldFileReturned
            | Self::VirusCleared
            | Self::VirusFound => Touches::HeldFiles,
            Self::DigestTold => Touches::Digests,
            Self::RegulationPledged | Self::RegulationPublished | Self::RegulationReminded => Touches::Regulation,
            Self::TaskAccepted
            | Self::TaskAnswered
            | Self::TaskAskedAgain
            | Self::TaskChanged
            | Self::TaskEnded
            | Self::TaskGiven => Touches::Tasks,
            Self::LockAuthoritySet
            | Self::LockOrderDrafted
            | Self::LockOrderEnded
            | Self::LockOrderExecuted
            | Self::LockOrderRevoked
            | Self::LockOrderSigned
            | Self::LockOrderTookEffect
            | Self::UpdateClosed
            | Self::UpdateFinished
            | Self::UpdateGranted
            | Self::UpdateHandedIn
            | Self::UpdateProcedureSet
            | Self::UpdateProposed
            | Self::UpdateRefused
            | Self::UpdateRequested
            | Self::UpdateShutAgain
            | Self::UpdateWithdrawn => Touches::Locks,
            Self::Commented
            | Self::HandedIn
            | Self::HandInRescued
            | Self::HandInWithdrawn
            | Self::LatenessExplained
            | Self::LatenessJudged
            | Self::ArchiveRecordTakenOut
            | Self::RecordDisposed
            | Self::ObligationExempted
            | Self::ObligationExemptionEnded
            | Self::Reviewed
            | Self::ReviewUndone
            | Self::SpotChecked
            | Self::ThreadReopened
            | Self::ThreadSettled => subject.map_or(Touches::All, |id| Touches::Obligation(ObligationId::new(id))),
            // What whoever is shut out has begun, others settle; and what waits for them, others decide.
            Self::AbsenceCoverChanged
            | Self::AbsenceEnded
            | Self::AbsenceNoted
            | Self::AccountReopened
            | Self::AccountSuspended
            | Self::AppointmentBegun
            | Self::AppointmentConfirmed
            | Self::AppointmentDelegated
            | Self::AppointmentEnded
            | Self::AppointmentEntered
            | Self::AppointmentTurnedDown
            | Self::ClassAdded
            | Self::ClassAtSite
            | Self::SiteKept
            | Self::SiteRemoved
            | Self::ClassChanged
            | Self::ClassClosed
            | Self::ClassRemoved
            | Self::ClassReopened
            // Nothing is another thing by it than it was a second before; what is shown of it may be.
            | Self::DelegationEnded
            | Self::ClosureDeclared
            | Self::ClosureTakenBack
            | Self::DepartmentAdded
            | Self::DepartmentChanged
            | Self::DepartmentRemoved
            | Self::ExtensionAnswered
            | Self::ExtensionAsked
            | Self::ExtensionGiven
            | Self::ExtensionTakenBack
            // Whoever has a record open by the fence of before reads on from the next request by the new one.
            | Self::FenceSet
            // What whoever was reset may do waits for the confirmation.
            | Self::PasswordReset
            | Self::PasswordResetConfirmed
            | Self::PasswordResetSeen
            | Self::PasswordResetTold
            | Self::PersonAdded
            | Self::PersonChanged
            | Self::PersonRemoved
            | Self::RecordTypeAdded
            | Self::RecordTypeChanged
            | Self::ReviewSettingChanged
            | Self::RulesAdded
            | Self::RulesChanged
            | Self::SchoolRenamed
            | Self::SchoolYearRenamed
            | Self::SectionAdded
            | Self::SectionChanged
            | Self::SectionRemoved
            | Self::StaffArranged
            | Self::SwapAccepted
            | Self::SwapDeclined
            | Self::SwapOffered
            | Self::SwapTakenBack
            | Self::ThemeAdded
            | Self::ThemeChanged
            | Self::ThemeRemoved
            | Self::TurnsSet => Touches::Regime,
            // Many records change no more.
            Self::ArchivePackageMade
            // A calendar can also change which year is shown.
            | Self::CalendarKept
            // The number stands in orders, in versions of the rules and in what people are told of both.
            | Self::DecisionCorrected
            // Nobody becomes late in a doubtful time, and what was noted in it may be corrected.
            | Self::DoubtfulTimeBegun
            | Self::DoubtfulTimeDecided
            | Self::DoubtfulTimeEnded
            | Self::ObligationsBroughtUpToDate
            | Self::SchoolFounded
            | Self::SetupFinished
            | Self::SetupOpened => Touches::All,
        }
    }
}

/// What a stored event touches: one that another version has written, and this one does not know, may have touched
/// anything.
pub fn touches(kind: &str, subject: Option<Uuid>) -> Touches {
    EventKind::parse(kind).map_or(Touches::All, |kind| kind.touches(subject))
}

/// Whether a stored event is told to people as a change of the calendar or of the rules, of those that do not touch everything.
pub(crate) fn changes_due_days(kind: &str) -> bool {
    [EventKind::RulesAdded, EventKind::RulesChanged, EventKind::SchoolYearRenamed].iter().any(|one| one.code() == kind)
}

#[cfg(test)]
#[path = "kind_tests.rs"]
mod tests;
