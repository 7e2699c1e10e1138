//! What a use case says that it did, with the facts by which one understands it later.

use chrono::{NaiveDate, TimeDelta};
use domain::{
    calendar::SchoolCalendar,
    comments::{About, Comment, CommentId},
    days::Timestamp,
    decisions::{Decision, DecisionId, Return},
    doubtful_times::{Doubt, DoubtfulTimeId},
    files::{Sha256, StoredFile},
    names::PersonName,
    obligations::{Exemption, ObligationId, Reason, Withdrawal},
    people::{
        Appointment, ClassGroupId, DepartmentId, DepartmentKind, PersonId, Position, SchoolId, SectionId, SectionKind,
        WaitingAppointment,
    },
    record_types::{RecordType, RecordTypeId, RuleVersion, ThemeId},
    school_years::YearId,
    signing::{KeyId, PublicKey, Signature},
    submissions::{ReceiptNumber, SubmissionId},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::kind::EventKind;
use crate::values::position_columns;

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
    /// The calendar of a school year was entered, or replaced by one with `changes`.
    CalendarKept { year: YearId, calendar: &'a SchoolCalendar, changes: &'a [String] },
    /// There is a new class.
    ClassAdded { class: ClassGroupId, name: &'a str },
    /// A class has another name or department.
    ClassChanged { class: ClassGroupId, name: &'a str },
    /// A class is there until a day.
    ClassClosed { class: ClassGroupId, until: NaiveDate },
    /// A class that nobody ever taught was taken away.
    ClassRemoved { class: ClassGroupId },
    /// A class that had ended is open again.
    ClassReopened { class: ClassGroupId },
    /// Somebody commented on a version, or answered a comment.
    Commented { obligation: ObligationId, comment: &'a Comment },
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
    /// Its author took a hand-in back.
    HandInWithdrawn { obligation: ObligationId, withdrawal: &'a Withdrawal },
    /// Others may open a file that was held.
    HeldFileReleased { submission: SubmissionId, file: Sha256 },
    /// A file that is held was given back to its sender.
    HeldFileReturned { submission: SubmissionId, file: Sha256, reason: &'a str },
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
    /// A person was taken off the list before the school opened.
    PersonRemoved { person: PersonId },
    /// There is a new record type.
    RecordTypeAdded { record_type: &'a RecordType },
    /// A record type has another name or rule, or is out of use, or in use again.
    RecordTypeChanged { record_type: &'a RecordType },
    /// A version was approved or given back.
    Reviewed { obligation: ObligationId, decision: &'a Decision },
    /// The school settled something about its reviews; `setting` as it is stored.
    ReviewSettingChanged { about: &'a str, record_type: Option<RecordTypeId>, setting: &'a str },
    /// Whoever had decided took it back.
    ReviewUndone { obligation: ObligationId, decision: &'a Decision },
    /// A version of the rules is in force from a day on.
    RulesAdded { rules: &'a RuleVersion },
    /// The hours of a version were changed before anybody was judged by it.
    RulesChanged { rules: &'a RuleVersion },
    /// Where people reach the school's server; nobody knows without one.
    SchoolAddressSet { address: Option<&'a str> },
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
    /// Somebody signed in.
    SessionBegun { person: PersonId },
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
    /// The list of staff was saved in the first set-up.
    StaffArranged { people: usize },
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
}

/// An event as it will be written, before it has a number.
#[derive(Debug, Clone)]
pub(crate) struct Note {
    pub kind: &'static str,
    pub subject: Uuid,
    /// JSON, its keys in alphabetical order: these bytes are hashed.
    pub detail: String,
}

impl Event<'_> {
    /// The kind under which it is stored.
    pub fn kind(&self) -> EventKind {
        match self {
            Self::AccountOpened { .. } => EventKind::AccountOpened,
            Self::AccountReopened { .. } => EventKind::AccountReopened,
            Self::AccountSuspended { .. } => EventKind::AccountSuspended,
            Self::AppointmentBegun { .. } => EventKind::AppointmentBegun,
            Self::AppointmentConfirmed { .. } => EventKind::AppointmentConfirmed,
            Self::Delegated { .. } => EventKind::AppointmentDelegated,
            Self::AppointmentEnded { .. } => EventKind::AppointmentEnded,
            Self::AppointmentEntered { .. } => EventKind::AppointmentEntered,
            Self::AppointmentTurnedDown { .. } => EventKind::AppointmentTurnedDown,
            Self::CalendarKept { .. } => EventKind::CalendarKept,
            Self::ClassAdded { .. } => EventKind::ClassAdded,
            Self::ClassChanged { .. } => EventKind::ClassChanged,
            Self::ClassClosed { .. } => EventKind::ClassClosed,
            Self::ClassRemoved { .. } => EventKind::ClassRemoved,
            Self::ClassReopened { .. } => EventKind::ClassReopened,
            Self::Commented { .. } => EventKind::Commented,
            Self::DepartmentAdded { .. } => EventKind::DepartmentAdded,
            Self::DepartmentChanged { .. } => EventKind::DepartmentChanged,
            Self::DepartmentRemoved { .. } => EventKind::DepartmentRemoved,
            Self::DoubtfulTimeBegun { .. } => EventKind::DoubtfulTimeBegun,
            Self::DoubtfulTimeDecided { .. } => EventKind::DoubtfulTimeDecided,
            Self::DoubtfulTimeEnded { .. } => EventKind::DoubtfulTimeEnded,
            Self::FileLimitSet { .. } => EventKind::FileLimitSet,
            Self::HandedIn { .. } => EventKind::HandedIn,
            Self::HandInWithdrawn { .. } => EventKind::HandInWithdrawn,
            Self::HeldFileReleased { .. } => EventKind::HeldFileReleased,
            Self::HeldFileReturned { .. } => EventKind::HeldFileReturned,
            Self::ObligationExempted { .. } => EventKind::ObligationExempted,
            Self::ObligationExemptionEnded { .. } => EventKind::ObligationExemptionEnded,
            Self::ObligationsBroughtUpToDate { .. } => EventKind::ObligationsBroughtUpToDate,
            Self::PasswordReset { .. } => EventKind::PasswordReset,
            Self::PasswordResetConfirmed { .. } => EventKind::PasswordResetConfirmed,
            Self::PasswordResetSeen { .. } => EventKind::PasswordResetSeen,
            Self::PasswordResetTold { .. } => EventKind::PasswordResetTold,
            Self::PasswordSet { .. } => EventKind::PasswordSet,
            Self::PersonAdded { .. } => EventKind::PersonAdded,
            Self::PersonChanged { .. } => EventKind::PersonChanged,
            Self::PersonRemoved { .. } => EventKind::PersonRemoved,
            Self::RecordTypeAdded { .. } => EventKind::RecordTypeAdded,
            Self::RecordTypeChanged { .. } => EventKind::RecordTypeChanged,
            Self::Reviewed { .. } => EventKind::Reviewed,
            Self::ReviewSettingChanged { .. } => EventKind::ReviewSettingChanged,
            Self::ReviewUndone { .. } => EventKind::ReviewUndone,
            Self::RulesAdded { .. } => EventKind::RulesAdded,
            Self::RulesChanged { .. } => EventKind::RulesChanged,
            Self::SchoolAddressSet { .. } => EventKind::SchoolAddressSet,
            Self::SchoolFounded { .. } => EventKind::SchoolFounded,
            Self::SchoolRenamed { .. } => EventKind::SchoolRenamed,
            Self::SchoolYearRenamed { .. } => EventKind::SchoolYearRenamed,
            Self::SectionAdded { .. } => EventKind::SectionAdded,
            Self::SectionChanged { .. } => EventKind::SectionChanged,
            Self::SectionRemoved { .. } => EventKind::SectionRemoved,
            Self::SessionBegun { .. } => EventKind::SessionBegun,
            Self::SetupFinished => EventKind::SetupFinished,
            Self::SetupOpened { .. } => EventKind::SetupOpened,
            Self::SetupStepReached { .. } => EventKind::SetupStepReached,
            Self::Signed { .. } => EventKind::Signed,
            Self::SigningKeyMade { .. } => EventKind::SigningKeyMade,
            Self::StaffArranged { .. } => EventKind::StaffArranged,
            Self::ThemeAdded { .. } => EventKind::ThemeAdded,
            Self::ThemeChanged { .. } => EventKind::ThemeChanged,
            Self::ThemeRemoved { .. } => EventKind::ThemeRemoved,
            Self::ThreadReopened { .. } => EventKind::ThreadReopened,
            Self::ThreadSettled { .. } => EventKind::ThreadSettled,
            Self::TurnsSet { .. } => EventKind::TurnsSet,
        }
    }

    /// The thing it is about, in `school`.
    fn subject(&self, school: SchoolId) -> Uuid {
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
            | Self::SessionBegun { person } => person.uuid(),
            Self::AppointmentEnded { held, .. } | Self::Delegated { lent: held } => held.person.uuid(),
            Self::AppointmentConfirmed { waiting }
            | Self::AppointmentEntered { waiting }
            | Self::AppointmentTurnedDown { waiting, .. } => waiting.person.uuid(),
            Self::CalendarKept { year, .. }
            | Self::ObligationsBroughtUpToDate { year, .. }
            | Self::SchoolYearRenamed { year, .. } => year.uuid(),
            Self::ClassAdded { class, .. }
            | Self::ClassChanged { class, .. }
            | Self::ClassClosed { class, .. }
            | Self::ClassRemoved { class }
            | Self::ClassReopened { class }
            | Self::TurnsSet { class, .. } => class.uuid(),
            Self::DepartmentAdded { department, .. }
            | Self::DepartmentChanged { department, .. }
            | Self::DepartmentRemoved { department } => department.uuid(),
            Self::DoubtfulTimeBegun { time, .. }
            | Self::DoubtfulTimeDecided { time, .. }
            | Self::DoubtfulTimeEnded { time, .. } => time.uuid(),
            Self::Commented { obligation, .. }
            | Self::HandedIn { obligation, .. }
            | Self::HandInWithdrawn { obligation, .. }
            | Self::ObligationExempted { obligation, .. }
            | Self::ObligationExemptionEnded { obligation, .. }
            | Self::Reviewed { obligation, .. }
            | Self::ReviewUndone { obligation, .. }
            | Self::Signed { obligation, .. }
            | Self::ThreadReopened { obligation, .. }
            | Self::ThreadSettled { obligation, .. } => obligation.uuid(),
            Self::HeldFileReleased { submission, .. } | Self::HeldFileReturned { submission, .. } => submission.uuid(),
            Self::RecordTypeAdded { record_type } | Self::RecordTypeChanged { record_type } => record_type.id.uuid(),
            Self::RulesAdded { rules } | Self::RulesChanged { rules } => rules.id.uuid(),
            Self::SectionAdded { section, .. } | Self::SectionChanged { section, .. } | Self::SectionRemoved { section } => {
                section.uuid()
            }
            Self::ThemeAdded { theme, .. } | Self::ThemeChanged { theme, .. } | Self::ThemeRemoved { theme } => theme.uuid(),
            Self::FileLimitSet { .. }
            | Self::ReviewSettingChanged { .. }
            | Self::SchoolAddressSet { .. }
            | Self::SchoolFounded { .. }
            | Self::SchoolRenamed { .. }
            | Self::SetupFinished
            | Self::SetupOpened { .. }
            | Self::SetupStepReached { .. }
            | Self::SigningKeyMade { .. }
            | Self::StaffArranged { .. } => school.uuid(),
        }
    }

    /// The facts, as they are stored and hashed.
    pub fn detail(&self) -> Value {
        match *self {
            Self::AccountOpened { username, .. } => json!({ "username": username }),
            Self::AccountReopened { .. }
            | Self::AccountSuspended { .. }
            | Self::ClassRemoved { .. }
            | Self::DepartmentRemoved { .. }
            | Self::PasswordResetSeen { .. }
            | Self::PasswordResetTold { .. }
            | Self::PersonRemoved { .. }
            | Self::SectionRemoved { .. }
            | Self::SessionBegun { .. }
            | Self::SetupFinished
            | Self::ThemeRemoved { .. } => json!({}),
            Self::AppointmentBegun { position, from, decision, reason, .. } => {
                let (kind, unit) = position_columns(position);
                let mut begun = json!({ "position": kind, "unit": unit, "from": from, "decision": decision });
                // Most begin today or later: the key is there where there is a reason.
                if let (Some(reason), Some(facts)) = (reason, begun.as_object_mut()) {
                    facts.insert("reason".to_owned(), reason.as_str().into());
                }
                begun
            }
            Self::AppointmentConfirmed { waiting } => {
                let (kind, unit) = position_columns(waiting.position);
                json!({
                    "appointment": waiting.id, "position": kind, "unit": unit, "from": waiting.from,
                    "entered_by": waiting.entered_by, "entered_at": waiting.entered_at,
                })
            }
            Self::AppointmentEntered { waiting } => {
                let (kind, unit) = position_columns(waiting.position);
                json!({
                    "appointment": waiting.id, "position": kind, "unit": unit, "from": waiting.from, "reason": waiting.reason,
                })
            }
            Self::AppointmentTurnedDown { waiting, reason } => {
                let (kind, unit) = position_columns(waiting.position);
                json!({
                    "appointment": waiting.id, "position": kind, "unit": unit, "from": waiting.from,
                    "entered_by": waiting.entered_by, "reason": reason.as_str(),
                })
            }
            Self::Delegated { lent } => {
                let (kind, unit) = position_columns(lent.position);
                let acting = lent.acting.as_ref();
                json!({
                    "position": kind, "unit": unit, "from": lent.from, "until": lent.until,
                    "for": acting.map(|acting| acting.person), "decision": acting.map(|acting| acting.decision.as_str()),
                })
            }
            Self::AppointmentEnded { held, until, reason } => {
                let (kind, unit) = position_columns(held.position);
                let mut detail = json!({ "position": kind, "unit": unit, "until": until, "was": held.until });
                if let (Some(reason), Value::Object(detail)) = (reason, &mut detail) {
                    detail.insert("reason".to_owned(), reason.as_str().into());
                }
                detail
            }
            Self::CalendarKept { calendar, changes, .. } => {
                let parts = calendar.parts();
                json!({ "school_year": parts.school_year, "special_days": parts.special_days.len(), "changes": changes })
            }
            Self::ClassAdded { name, .. }
            | Self::ClassChanged { name, .. }
            | Self::SchoolFounded { name }
            | Self::SchoolRenamed { name }
            | Self::SchoolYearRenamed { name, .. } => json!({ "name": name }),
            Self::ClassClosed { until, .. } => json!({ "until": until }),
            Self::ClassReopened { .. } => json!({ "until": null }),
            Self::Commented { comment, .. } => {
                let Comment { id, submission, about, words, .. } = comment;
                let (answers, pin) = match about {
                    About::Version(pin) => (None, pin.as_ref()),
                    About::Thread(thread) => (Some(*thread), None),
                };
                let pin = pin.map(|pin| {
                    let spot = pin.spot.map(|spot| spot.to_string());
                    json!({ "file": pin.file, "sha256": pin.sha256, "place": spot, "quote": pin.quote })
                });
                json!({ "comment": id, "submission": submission, "answers": answers, "pin": pin, "words": words })
            }
            Self::ThreadReopened { thread, .. } | Self::ThreadSettled { thread, .. } => json!({ "comment": thread }),
            Self::DepartmentAdded { name, kind, .. } | Self::DepartmentChanged { name, kind, .. } => {
                json!({ "name": name, "kind": kind.code() })
            }
            Self::DoubtfulTimeBegun { doubt, .. } => {
                json!({ "cause": doubt.cause.code(), "certain": doubt.certain, "machine": doubt.wall, "school": doubt.began_at })
            }
            Self::DoubtfulTimeDecided { offset, .. } => json!({ "offset": offset.num_seconds() }),
            Self::DoubtfulTimeEnded { lacked, .. } => json!({ "lacked": lacked.num_seconds() }),
            Self::FileLimitSet { bytes } => json!({ "bytes": bytes }),
            Self::HandedIn { receipt, version, received_at, due, files, .. } => {
                let file = |file: &StoredFile| json!({ "name": file.name, "size": file.size, "sha256": file.sha256 });
                json!({
                    "receipt": receipt.to_string(), "version": version, "received_at": received_at, "due": due,
                    "files": files.iter().map(file).collect::<Vec<_>>(),
                })
            }
            Self::HandInWithdrawn { withdrawal, .. } => {
                json!({ "submission": withdrawal.submission, "version": withdrawal.version })
            }
            Self::HeldFileReleased { file, .. } => json!({ "file": file }),
            Self::HeldFileReturned { file, reason, .. } => json!({ "file": file, "reason": reason }),
            Self::ObligationExempted { reason, .. } => json!({ "reason": reason.as_str() }),
            Self::ObligationExemptionEnded { reason, was, .. } => {
                let was = was.map(|one| json!({ "by": one.by, "at": one.at, "reason": one.reason }));
                json!({ "reason": reason.as_str(), "was": was })
            }
            Self::ObligationsBroughtUpToDate { reason, brought, .. } => json!({
                "reason": reason, "added": brought.added, "updated": brought.updated, "closed": brought.closed,
            }),
            Self::PasswordReset { by, confirmed, .. } => json!({ "by": by, "confirmed": confirmed }),
            Self::PasswordResetConfirmed { by, at, .. } => json!({ "by": by, "at": at }),
            Self::PasswordSet { handed_out, .. } => json!({ "handed_out": handed_out }),
            Self::PersonAdded { name, .. } | Self::PersonChanged { name, .. } => json!({ "name": name.as_str() }),
            Self::RecordTypeAdded { record_type } => {
                json!({ "code": record_type.code, "due": record_type.due.to_string() })
            }
            Self::RecordTypeChanged { record_type: to } => {
                json!({ "name": to.name, "short": to.short, "due": to.due.to_string(), "retired": to.retired })
            }
            Self::Reviewed { decision, .. } => {
                let mut detail = json!({
                    "decision": decision.id, "submission": decision.submission, "digest": decision.digest,
                    "step": decision.step.code(), "returned": null,
                });
                // Most settle one turn: the key is there where there is another one.
                if let (Some(also), Some(facts)) = (decision.also, detail.as_object_mut()) {
                    facts.insert("also".to_owned(), also.code().into());
                }
                if let (Some(back), Some(facts)) = (decision.returned(), detail.as_object_mut()) {
                    let Return { reasons, words, correct_by } = back;
                    let back = json!({ "reasons": reasons, "words": words, "correct_by": correct_by });
                    facts.insert("returned".to_owned(), back);
                }
                detail
            }
            Self::ReviewSettingChanged { about, record_type, setting } => {
                json!({ "about": about, "record_type": record_type, "setting": setting })
            }
            Self::ReviewUndone { decision, .. } => json!({ "decision": decision.id, "decided_at": decision.at }),
            Self::RulesAdded { rules } => json!({ "number": rules.number, "effective_from": rules.effective_from }),
            Self::RulesChanged { rules } => json!({ "number": rules.number }),
            Self::SchoolAddressSet { address } => json!({ "address": address }),
            Self::SectionAdded { name, kind, .. } | Self::SectionChanged { name, kind, .. } => {
                json!({ "name": name, "kind": kind.code() })
            }
            Self::SetupOpened { people, counts_from } => json!({ "people": people, "counts_from": counts_from }),
            Self::SetupStepReached { step } => json!({ "step": step }),
            Self::Signed { decision, key, statement, signature, .. } => json!({
                "decision": decision, "key": key.to_string(), "statement": statement, "signature": signature.to_string(),
            }),
            Self::SigningKeyMade { key, public } => json!({ "key": key.to_string(), "public": public.to_string() }),
            Self::StaffArranged { people } => json!({ "people": people }),
            Self::ThemeAdded { name, from_week, through_week, .. } | Self::ThemeChanged { name, from_week, through_week, .. } => {
                json!({ "name": name, "from": from_week, "through": through_week })
            }
            Self::TurnsSet { weeks, .. } => json!({ "weeks": weeks }),
        }
    }

    pub(crate) fn note(&self, school: SchoolId) -> Note {
        Note { kind: self.kind().code(), subject: self.subject(school), detail: self.detail().to_string() }
    }
}

#[cfg(test)]
#[path = "event_tests.rs"]
mod tests;
