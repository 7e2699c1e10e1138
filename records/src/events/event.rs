//! What a use case says that it did, with the facts by which one understands it later.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use domain::{
    absences::{Absence, Back},
    archive::{Hold, Package, PackageCheck, RetentionRule},
    attachments::Attachment,
    backups::{BackupRun, RecoveryKey, RestoreDrill},
    calendar::SchoolCalendar,
    closures::Closure,
    comments::{Comment, CommentId},
    corrections::Correction,
    data_requests::DataRequest,
    days::Timestamp,
    decisions::{Decision, DecisionId},
    disposals::{CouncilMinutes, DisposalDecision, DisposalList},
    doubtful_times::{Doubt, DoubtfulTimeId},
    extensions::{Answered, Extension, ExtensionRequest},
    files::{Sha256, StoredFile},
    handovers::{Handover, HandoverSignature},
    ids::{LockOrderId, MandateId, UpdateId},
    inspection::HeldIn,
    locks::{self, LockAuthority, LockOrder, LockReading},
    mandates::{Mandate, MandateEnd, MandateRight},
    names::PersonName,
    obligations::{Exemption, Explanation, ObligationId, Reason, Ruling, Withdrawal},
    people::{
        Appointment, ClassGroupId, DepartmentId, DepartmentKind, PersonId, Position, SectionId, SectionKind, SiteId,
        WaitingAppointment,
    },
    personal_copies::{PersonalCopy, Rescued},
    readable_export::SchoolExport,
    record_types::{ApprovalRoute, Fence, RecordType, RecordTypeId, RuleVersion, ThemeId},
    registers::{EntryId, EntryLine},
    regulation::VersionLine,
    schedule::Run,
    school_years::YearId,
    security_checks::{Mended, SecurityCheck},
    signing::{KeyId, PublicKey, Signature},
    spot_checks::SpotCheck,
    staff::AppointmentId,
    submissions::{ReceiptNumber, SubmissionId},
    swaps::SwapOffer,
    tasks::{Task, TaskAnswer, TaskEnd, TaskVerdict, TaskVersion},
    updates::{Grant, Update, UpdateProcedure, UpdateVersion},
    year_books::BookMark,
};

/// What bringing the list of what is owed up to date did, in obligations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    pub added: usize,
    pub updated: usize,
    pub closed: usize,
}

/// What happened, as `Work::note` takes it. A new variant needs a kind, and the kind says what it touches.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the fields are the facts of the variant, by their names")]
pub enum Event<'a> {
    /// Somebody else covers an absence from now on.
    AbsenceCoverChanged { absence: &'a Absence, changed: &'a locks::Signature, cover: PersonId },
    /// Somebody is back before the last day of an absence.
    AbsenceEnded { absence: &'a Absence, signed: &'a locks::Signature, back: &'a Back },
    /// Somebody is away, and others stand in for them, or they were freed.
    AbsenceNoted { absence: &'a Absence },
    /// A person was given an account.
    AccountOpened { person: PersonId, username: &'a str },
    /// A suspended account was opened again.
    AccountReopened { person: PersonId },
    /// An account was shut.
    AccountSuspended { person: PersonId },
    /// A person holds a position from a day on; with the reason where that day had passed.
    AppointmentBegun { person: PersonId, position: Position, from: NaiveDate, decision: &'a str, reason: Option<&'a Reason> },
    /// An appointment that waited is in effect.
    AppointmentConfirmed { waiting: &'a WaitingAppointment },
    /// Somebody acts in another one's place between two days.
    Delegated { lent: &'a Appointment },
    /// A position ends on a day; with the reason where that day had passed. `held` is the appointment as it was before.
    AppointmentEnded { held: &'a Appointment, until: NaiveDate, reason: Option<&'a Reason> },
    /// An appointment was entered that waits for the leadership.
    AppointmentEntered { waiting: &'a WaitingAppointment },
    /// An appointment that waited was turned down.
    AppointmentTurnedDown { waiting: &'a WaitingAppointment, reason: &'a Reason },
    /// Somebody opened a file that is part of no record and that somebody else sent; once a day.
    AttachmentOpened { place: Attachment, file: Sha256 },
    /// A backup was made, or was not; by nobody where the server does it by itself.
    BackupTried { run: &'a BackupRun },
    /// The calendar of a school year was entered, or replaced by one with `changes`.
    CalendarKept { year: YearId, calendar: &'a SchoolCalendar, changes: &'a [String], document: &'a str },
    /// There is a new class.
    ClassAdded { class: ClassGroupId, name: &'a str },
    /// A class is at another site, by its name; at the main one where none is named.
    ClassAtSite { class: ClassGroupId, site: Option<&'a str> },
    /// A class has another name or department.
    ClassChanged { class: ClassGroupId, name: &'a str },
    /// A class is there until a day.
    ClassClosed { class: ClassGroupId, until: NaiveDate },
    /// A class that nobody ever taught was taken away.
    ClassRemoved { class: ClassGroupId },
    /// A class that had ended is open again.
    ClassReopened { class: ClassGroupId },
    /// The school, or a part of it, is shut on days that somebody declared at short notice.
    ClosureDeclared { closure: &'a Closure },
    /// Such a closure was taken back.
    ClosureTakenBack { closure: &'a Closure, signed: &'a locks::Signature, reason: &'a Reason },
    /// Somebody commented on a version, or answered a comment.
    Commented { obligation: ObligationId, comment: &'a Comment },
    /// What was lent has ended by itself.
    DelegationEnded { lent: AppointmentId, run: &'a Run },
    /// What each person has to do on this day was counted and told, to so many.
    DigestTold { run: &'a Run, people: usize },
    /// There is a new department.
    DepartmentAdded { department: DepartmentId, name: &'a str, kind: DepartmentKind },
    /// A department has another name, kind or place in the list.
    DepartmentChanged { department: DepartmentId, name: &'a str, kind: DepartmentKind },
    /// A department was taken away.
    DepartmentRemoved { department: DepartmentId },
    /// The machine's clock is doubted from here on.
    DoubtfulTimeBegun { time: DoubtfulTimeId, doubt: &'a Doubt },
    /// Somebody decided about a doubtful time; `offset` is added to what was noted in it.
    DoubtfulTimeDecided { time: DoubtfulTimeId, offset: TimeDelta },
    /// The clocks of the machine agree again; `lacked` is what the times noted meanwhile lack.
    DoubtfulTimeEnded { time: DoubtfulTimeId, lacked: TimeDelta },
    /// Somebody answered who had asked for more time, or whoever asked needs it no longer.
    ExtensionAnswered { request: &'a ExtensionRequest, answered: &'a Answered },
    /// Somebody asked for more time for a record.
    ExtensionAsked { request: &'a ExtensionRequest },
    /// The leadership gave more time for some records.
    ExtensionGiven { extension: &'a Extension },
    /// Such time was taken back.
    ExtensionTakenBack { extension: &'a Extension, signed: &'a locks::Signature, reason: &'a Reason },
    /// One file may have so many bytes from now on.
    FileLimitSet { bytes: u64 },
    /// A version of a record was handed in.
    HandedIn {
        obligation: ObligationId,
        receipt: ReceiptNumber,
        version: u32,
        received_at: Timestamp,
        due: Option<NaiveDate>,
        files: &'a [StoredFile],
    },
    /// The leadership confirmed that somebody hands over what they hold.
    HandoverConfirmed { handover: &'a Handover },
    /// Somebody signed the minutes of a handover.
    HandoverSigned { handover: &'a Handover, signature: &'a HandoverSignature },
    /// Its author took a hand-in back.
    HandInWithdrawn { obligation: ObligationId, withdrawal: &'a Withdrawal },
    /// A version came back from a copy that somebody had kept at home.
    HandInRescued { obligation: ObligationId, receipt: ReceiptNumber, version: u32, received_at: Timestamp, rescued: &'a Rescued },
    /// The school said of a type of records who opens them and what they are for.
    FenceSet { record_type: RecordTypeId, fence: &'a Fence },
    /// Somebody took a file of a version away.
    FileDownloaded { obligation: ObligationId, submission: SubmissionId, version: u32, file: Sha256 },
    /// A file was found to be held after it was handed in.
    FileHeld { place: HeldIn, file: Sha256 },
    /// Others may open a file that was held.
    HeldFileReleased { place: HeldIn, file: Sha256 },
    /// Somebody asked the virus scanner about a file again.
    ScanAskedAgain { place: HeldIn, file: Sha256 },
    /// The virus scanner no longer finds anything in a file that was kept from others for it.
    VirusCleared { place: HeldIn, file: Sha256 },
    /// The virus scanner knows what is in a file, by this name.
    VirusFound { place: HeldIn, file: Sha256, name: &'a str },
    /// The program was started with a virus scanner, or without one.
    VirusScanningSet { on: bool },
    /// A file that is held was given back to its sender.
    HeldFileReturned { place: HeldIn, file: Sha256, reason: &'a str },
    /// Somebody whose duty a record was said why it is late.
    LatenessExplained { obligation: ObligationId, explanation: &'a Explanation },
    /// The leadership found a reason for why a record was late, or none.
    LatenessJudged { obligation: ObligationId, ruling: &'a Ruling },
    /// The school settled who decides about orders that shut and open records.
    LockAuthoritySet { authority: LockAuthority },
    /// An order that shuts or opens records was drafted.
    LockOrderDrafted { order: &'a LockOrder },
    /// A scan of the decision was laid beside an order.
    LockOrderScanned { order: LockOrderId, file: &'a StoredFile },
    /// An order has reached its last minute, by itself.
    LockOrderEnded { order: LockOrderId, run: &'a Run },
    /// Somebody of the management team carried an order out.
    LockOrderExecuted { order: &'a LockOrder },
    /// An order was taken back, or a draft thrown away.
    LockOrderRevoked { order: &'a LockOrder, reason: &'a Reason },
    /// Somebody put their name under an order; it is decided where that was enough by this reading.
    LockOrderSigned { order: &'a LockOrder, signature: &'a locks::Signature, reading: LockReading },
    /// An order has reached its first minute, by itself.
    LockOrderTookEffect { order: LockOrderId, run: &'a Run },
    /// A decision ended before its own last day.
    MandateEnded { mandate: MandateId, end: &'a MandateEnd },
    /// A decision that gives and ends rights was recorded.
    MandateRecorded { mandate: &'a Mandate },
    /// An appointment is held by a decision from now on, or ended by one.
    MandateRightNamed { right: &'a MandateRight },
    /// A picture of a decision's paper was added.
    MandateScanned { mandate: MandateId, file: &'a StoredFile },
    /// A version of the template of a type was put up.
    TemplateAdded { record_type: RecordTypeId, number: u32, from: NaiveDate, file: &'a StoredFile },
    /// The year-end book of a class was bound; with how much in it stands otherwise than in the one before.
    YearBookBound { mark: &'a BookMark, school_year: &'a str, changes: usize },
    /// A scan or a picture was laid beside an entry of a register.
    RegisterFileAdded { entry: &'a EntryLine, file: &'a StoredFile },
    /// Records went into the archive, as one package.
    ArchivePackageMade { package: &'a Package },
    /// The files of a package were compared with what was handed in.
    ArchivePackageChecked { package: &'a Package, check: &'a PackageCheck },
    /// Somebody took a package home, to its last byte.
    ArchivePackageTaken { package: &'a Package, lacking: usize },
    /// The principal took a record out of the archive.
    ArchiveRecordTakenOut { obligation: ObligationId, package: u32 },
    /// Somebody settled how long records of a type are kept.
    ArchiveRetentionSet { rule: &'a RetentionRule },
    /// Records are kept from being disposed of.
    ArchiveHeld { hold: &'a Hold },
    /// A hold was lifted.
    ArchiveHoldLifted { hold: &'a Hold },
    /// An export of the whole school was made: by the principal, or at the server's own console.
    SchoolExported { export: &'a SchoolExport },
    /// Whoever made it has begun to take it away.
    SchoolExportTaken { number: u32 },
    /// Somebody drew up a list of records of the archive that are of no value any more.
    DisposalDrawnUp { list: &'a DisposalList },
    /// The minutes of the council about a list were entered.
    DisposalMinuted { list: &'a DisposalList, minutes: &'a CouncilMinutes },
    /// The principal decided about a list.
    DisposalDecided { list: &'a DisposalList, decision: &'a DisposalDecision },
    /// A list was taken back.
    DisposalTakenBack { list: &'a DisposalList },
    /// A list was executed: the files of what the council disposes of are gone.
    DisposalExecuted { list: &'a DisposalList, minutes: &'a CouncilMinutes },
    /// The files of a record are gone, by a list.
    RecordDisposed { obligation: ObligationId, list: u32, minutes: &'a CouncilMinutes },
    /// The owner of a record was freed of it.
    ObligationExempted { obligation: ObligationId, reason: &'a Reason },
    /// An exemption was taken back; `was` is what it had been.
    ObligationExemptionEnded { obligation: ObligationId, reason: &'a Reason, was: Option<&'a Exemption> },
    /// The list of what is owed in a school year follows what was changed.
    ObligationsBroughtUpToDate { year: YearId, reason: &'a str, brought: Brought },
    /// A password was handed out anew, by somebody or (`None`) at the server's console; confirmed from the beginning, or not.
    PasswordReset { person: PersonId, by: Option<PersonId>, confirmed: bool },
    /// The leadership confirmed a password that was handed out; by whom and when.
    PasswordResetConfirmed { person: PersonId, by: Option<PersonId>, at: Timestamp },
    /// Its owner has read who handed it out and when.
    PasswordResetSeen { person: PersonId },
    /// The principal has read that it was handed out.
    PasswordResetTold { person: PersonId },
    /// A password was set by its owner, or handed out.
    PasswordSet { person: PersonId, handed_out: bool },
    /// Somebody new is on the staff.
    PersonAdded { person: PersonId, name: &'a PersonName },
    /// A person has another name, honorific or year of birth.
    PersonChanged { person: PersonId, name: &'a PersonName },
    /// Somebody took a copy of their own records home, to its last byte.
    PersonalCopyTaken { copy: &'a PersonalCopy },
    /// A person was taken off the list before the school opened.
    PersonRemoved { person: PersonId },
    /// Somebody opened a version that they have not written; once a day.
    RecordSeen { obligation: ObligationId, submission: SubmissionId, version: u32 },
    /// Somebody of the leadership opened a case about somebody.
    CaseOpened { entry: &'a EntryLine },
    /// Somebody opened the page of a case, or a list with its words, that they have not opened themselves; once a day.
    CaseSeen { entry: EntryId, year: i32, number: u32 },
    /// Somebody took a step with a case; `step` of it is the new one.
    CaseMoved { entry: &'a EntryLine },
    /// There is a new record type.
    RecordTypeAdded { record_type: &'a RecordType },
    /// A record type has another name or rule, or is out of use, or in use again.
    RecordTypeChanged { record_type: &'a RecordType },
    /// What stands in an entry of a register was written anew.
    RegisterCorrected { entry: &'a EntryLine },
    /// Somebody made an entry in a register.
    RegisterEntered { entry: &'a EntryLine },
    /// Somebody took a step with an entry; `step` of it is the new one.
    RegisterMoved { entry: &'a EntryLine },
    /// Whoever acts has promised to keep a version of the regulation.
    RegulationPledged { version: &'a VersionLine },
    /// There is a new version of the regulation, with so many clauses; the hash is that of all that they say.
    RegulationPublished { version: &'a VersionLine, clauses: usize, sha256: Sha256 },
    /// Those who had not promised to keep a version were reminded, so many.
    RegulationReminded { version: &'a VersionLine, people: usize },
    /// A version was approved or given back.
    Reviewed { obligation: ObligationId, decision: &'a Decision },
    /// The school settled something about its reviews; `setting` as it is stored.
    ReviewSettingChanged { about: &'a str, record_type: Option<RecordTypeId>, setting: &'a str },
    /// Whoever had decided took it back.
    ReviewUndone { obligation: ObligationId, decision: &'a Decision },
    /// Somebody asked for their own data, or it was entered for them.
    DataAsked { request: &'a DataRequest },
    /// Somebody took the data that were given.
    DataExported { request: &'a DataRequest },
    /// What was asked for can be taken.
    DataGiven { request: &'a DataRequest },
    /// What was asked for was refused.
    DataRefused { request: &'a DataRequest },
    /// The number of a decision was written wrongly, and stands as it should be from now on.
    DecisionCorrected { correction: &'a Correction },
    /// A version of the rules is in force from a day on.
    /// With the ways that it brings.
    RulesAdded { rules: &'a RuleVersion, routes: &'a BTreeMap<RecordTypeId, ApprovalRoute> },
    /// The hours of a version were changed before anybody was judged by it.
    RulesChanged { rules: &'a RuleVersion },
    /// Whether pages lock themselves also in browsers that one person alone uses.
    OwnLockSet { on: bool },
    /// Where people reach the school's server; nobody knows without one.
    SchoolAddressSet { address: Option<&'a str> },
    /// Whom people call about the system; nobody where the list is empty.
    SchoolContactsSet { contacts: &'a [String] },
    /// The school is there.
    SchoolFounded { name: &'a str },
    /// The school has another name.
    SchoolRenamed { name: &'a str },
    /// A school year has another name.
    SchoolYearRenamed { year: YearId, name: &'a str },
    /// There is a new section.
    SectionAdded { section: SectionId, name: &'a str, kind: SectionKind },
    /// A section has another name, duty or department.
    SectionChanged { section: SectionId, name: &'a str, kind: SectionKind },
    /// A section was taken away.
    SectionRemoved { section: SectionId },
    /// The leadership checked the accounts.
    SecurityChecked { check: &'a SecurityCheck },
    /// Somebody said that a finding of a check is mended.
    SecurityFindingMended { check: &'a SecurityCheck, number: u32, mended: &'a Mended },
    /// Somebody's second factor was ended: by themselves, or because it was lost, which `asked_by` had told where two do it.
    SecondFactorEnded { person: PersonId, asked_by: Option<PersonId> },
    /// Somebody asked that the second factor of another be ended, and a second one is to confirm that.
    SecondFactorEndAsked { person: PersonId },
    /// Leadership and management team must have a second factor after so many days, or need none any more.
    SecondFactorDutySet { grace_days: Option<i64> },
    /// Whoever leads has reminded those who owe a record that is overdue.
    Reminded { obligation: ObligationId },
    /// Somebody has a second factor from now on, or new recovery codes for it.
    SecondFactorKept { person: PersonId, renewed: bool },
    /// Somebody came in with a recovery code; so many are left.
    RecoveryCodeUsed { person: PersonId, left: i64 },
    /// Backups are locked for this key from now on.
    RecoveryKeyMade { key: &'a RecoveryKey },
    /// A backup was restored beside everything, with the key of the envelope.
    RestoreTried { drill: &'a RestoreDrill },
    /// Somebody ended sessions of theirs elsewhere.
    SessionsEnded { person: PersonId, count: u64 },
    /// Somebody signed in.
    SessionBegun { person: PersonId },
    /// Somebody signed out.
    SessionEnded { person: PersonId },
    /// The first set-up is done.
    SetupFinished,
    /// The school opened for so many people.
    SetupOpened { people: usize, counts_from: NaiveDate },
    /// The first set-up came to a further step.
    SetupStepReached { step: u8 },
    /// Somebody of the leadership signed with a decision; `statement` is the SHA-256 of what was signed.
    Signed { obligation: ObligationId, decision: DecisionId, key: KeyId, statement: Sha256, signature: Signature },
    /// The school signs with another key from now on; earlier ones go on to verify what they signed.
    SigningKeyMade { key: KeyId, public: PublicKey },
    /// So many times in a row a wrong password was typed for the account of `person`.
    SignInFailed { person: PersonId, times: u32 },
    /// There is such a site, or it is called or addressed so from now on.
    SiteKept { site: SiteId, name: &'a str, short: &'a str, address: &'a str },
    /// A site was given up.
    SiteRemoved { site: SiteId },
    /// Somebody of the leadership signed that they have checked a version; `statement` is the SHA-256 of what was signed.
    SpotChecked { obligation: ObligationId, check: &'a SpotCheck, key: KeyId, statement: Sha256, signature: Signature },
    /// The list of staff was saved in the first set-up.
    StaffArranged { people: usize },
    /// A colleague confirmed a swap: the weeks are each other's teacher's.
    SwapAccepted { offer: &'a SwapOffer },
    /// A colleague turned a swap down.
    SwapDeclined { offer: &'a SwapOffer },
    /// A teacher offered a week of hers to a colleague.
    SwapOffered { offer: &'a SwapOffer },
    /// Whoever had offered a swap needs it no longer.
    SwapTakenBack { offer: &'a SwapOffer },
    /// The principal says that an answer will do.
    TaskAccepted { task: &'a Task, answer: &'a TaskAnswer, verdict: &'a TaskVerdict },
    /// Somebody answered a task.
    TaskAnswered { task: &'a Task, answer: &'a TaskAnswer },
    /// The principal asks for an answer again, in a sentence.
    TaskAskedAgain { task: &'a Task, answer: &'a TaskAnswer, verdict: &'a TaskVerdict },
    /// A task says something else from now on, or is given to others.
    TaskChanged { task: &'a Task, version: &'a TaskVersion },
    /// A task is over, or was taken back.
    TaskEnded { task: &'a Task, end: &'a TaskEnd },
    /// The principal gave a task.
    TaskGiven { task: &'a Task },
    /// There is a new theme, taught from one week through another.
    ThemeAdded { theme: ThemeId, name: &'a str, from_week: u8, through_week: u8 },
    /// A theme has another name or other weeks.
    ThemeChanged { theme: ThemeId, name: &'a str, from_week: u8, through_week: u8 },
    /// A theme was taken away.
    ThemeRemoved { theme: ThemeId },
    /// Whoever had begun a thread opened it again.
    ThreadReopened { obligation: ObligationId, thread: CommentId },
    /// Whoever began a thread said that it is settled.
    ThreadSettled { obligation: ObligationId, thread: CommentId },
    /// The roster of turns of a class was set, for so many weeks.
    TurnsSet { class: ClassGroupId, weeks: usize },
    /// Somebody who may open what is shut closed what an update had opened, before its hours were over.
    UpdateClosed { update: &'a Update, signature: &'a locks::Signature },
    /// The requester of an update after a lock said that they are done: what was open by it is shut again.
    UpdateFinished { update: &'a Update },
    /// Records are open to whoever asked for them, for some hours.
    UpdateGranted { update: &'a Update, grant: &'a Grant },
    /// A version was handed in because its record was open by an update.
    UpdateHandedIn { update: &'a Update, version: &'a UpdateVersion },
    /// The school settled what the procedure for updates after a lock asks for.
    UpdateProcedureSet { procedure: UpdateProcedure, reasons: &'a [String] },
    /// Somebody who may not open alone would open records for so many hours.
    UpdateProposed { update: &'a Update, signature: &'a locks::Signature, hours: u32 },
    /// A request was refused, with these words.
    UpdateRefused { update: &'a Update, signature: &'a locks::Signature, words: &'a Reason },
    /// Somebody asked that records which are shut be opened for them.
    UpdateRequested { update: &'a Update },
    /// The hours are over for which an update had opened records, by itself.
    UpdateShutAgain { update: UpdateId, run: &'a Run },
    /// Whoever had asked took it back.
    UpdateWithdrawn { update: &'a Update },
    /// Somebody looked at a screen as this person sees it.
    ViewedAs { person: PersonId, screen: &'a str },
    /// So many times in a row the password of `person` was right and the code beside it wrong.
    WrongCodeTyped { person: PersonId, times: u32 },
}

#[cfg(test)]
#[path = "event_tests.rs"]
mod tests;
