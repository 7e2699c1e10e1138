#![allow(clippy::unwrap_used)]
use std::collections::BTreeMap;

use super::*;
use domain::{
    absences::{Absence, AbsenceKind, Back},
    attachments::Attachment,
    calendar::CalendarParts,
    comments::{About, Pin, Spot},
    corrections::Numbered,
    data_requests::DataRequest,
    days::Span,
    deadlines::Hours,
    decisions::{Outcome, Return},
    doubtful_times::Cause,
    extensions::{Answer, Answered, Extension, ExtensionRequest, Wish},
    files::{FileKind, FileName, Sha256},
    handovers::{Handed, Leaving, SignedWay},
    ids::Id,
    inspection::HeldIn,
    locks::{Act, Decided, LockKind, LockPlan, Post, Stage, Start, UnderWay},
    mandates::Effect,
    obligations::Finding,
    personal_copies::{CopyKind, CopySize, Trust},
    record_types::{ApprovalRoute, Fence, OwedBy, Reader, Readers, Recurrence, Sensitivity, Step, TypeUse},
    regulation::VersionLine,
    schedule::{Occasion, Ordered},
    scope::Scope,
    swaps::SwapPlan,
    tasks::{EndKind, TaskTarget, VerdictKind},
    updates::{OpenFor, UpdateRecord, UpdateStage},
};

#[path = "event_tests/archive.rs"]
mod archive;
#[path = "event_tests/backups.rs"]
mod backups;
#[path = "event_tests/books.rs"]
mod books;
#[path = "event_tests/closures.rs"]
mod closures;
#[path = "event_tests/disposals.rs"]
mod disposals;
#[path = "event_tests/checking.rs"]
mod checking;
#[path = "event_tests/registers.rs"]
mod registers;
#[path = "event_tests/rights.rs"]
mod rights;

fn id<Of>(number: u128) -> Id<Of> {
    Id::new(uuid::Uuid::from_u128(number))
}

/// What is hashed of each event: who is meant, of 1 the school and 2 the subject, and the facts byte by byte.
#[test]
fn the_hashed_words_of_every_event_stay_as_they_are() {
    let (day, at) = (|text: &str| text.parse::<NaiveDate>().unwrap(), "2026-11-06T16:58:00+07:00".parse::<Timestamp>().unwrap());
    let (name, reason) = (PersonName::parse("Nguyễn Thị Hoa").unwrap(), Reason::parse("Lớp nghỉ").unwrap());
    let calendar = SchoolCalendar::new(CalendarParts::starting("2026-2027", day("2026-09-07"))).unwrap();
    let (held, lent, waiting, ending) = (rights::held(), rights::lent(), rights::waiting(at), rights::ending(at));
    let mandate = rights::mandate(at);
    let mandate_end = MandateEnd { by: id(5), at, last: day("2026-11-22"), reason: "Lớp nghỉ".to_owned() };
    let named = MandateRight { mandate: id(2), appointment: id(4), effect: Effect::Gives, by: id(5), at };
    let signed = locks::Signature { by: id(5), post: Post::Principal, at };
    let size = CopySize { records: 34, files: 51, bytes: 7 };
    let (trust, copy_of) = (Trust::Signed, "Nguyễn Thị Hoa".to_owned());
    let rescued = Rescued { submission: id(7), at, trust, copy_of, copy_made_at: at };
    let copy = PersonalCopy { person: id(2), number: 3, at, kind: CopyKind::New, size };
    let plan = LockPlan {
        kind: LockKind::Lock,
        scope: Scope { records: [id(9)].into(), ..Scope::whole() },
        start: Start::At(at),
        until: None,
        under_way: UnderWay::Finishes,
        reason: reason.clone(),
        decision: "42/QĐ".to_owned(),
        executor: Some(id(6)),
    };
    let stage = Stage::Decided(Decided { signatures: vec![signed], reading: LockReading::EitherAlone, place: 0 });
    let run = Run { ordered: Ordered { at, what: Occasion::LockEnds(id(2)) }, ran_at: at };
    let order = LockOrder { id: id(2), number: 7, plan, drafted: Act { by: id(5), at }, stage };
    let closure = closures::closed(signed, (day("2026-11-06"), day("2026-11-07")));
    let absence = Absence {
        id: id(2),
        number: 4,
        person: id(3),
        kind: AbsenceKind::Sick,
        days: Span::new(day("2026-11-06"), day("2026-11-07")),
        cover: Some(id(5)),
        covered_before: Vec::new(),
        freed: [id(9)].into(),
        words: String::new(),
        decision: String::new(),
        noted: signed,
        ended: None,
    };
    let extension = Extension {
        id: id(2),
        number: 4,
        records: [id(9)].into(),
        until: day("2026-11-30"),
        reason: reason.clone(),
        decision: String::new(),
        given: signed,
        taken_back: None,
    };
    let plan_of_swap = SwapPlan { class: id(7), week: 13, from: id(3), to: id(5), back: Some(14) };
    let swap = SwapOffer { id: id(2), plan: plan_of_swap, reason: reason.clone(), at, answered: None };
    let (until, answered) = (day("2026-11-30"), None);
    let request = ExtensionRequest {
        id: id(2),
        obligation: id(9),
        by: id(3),
        at,
        wish: Wish::Until(until),
        reason: reason.clone(),
        answered,
    };
    let to_be_freed = ExtensionRequest { wish: Wish::Freedom, ..request.clone() };
    let granted = Answered { answer: Answer::Granted(id(4)), by: id(5), at };
    let refused = Answered { answer: Answer::Refused(reason.clone()), ..granted.clone() };
    let freed = Answered { answer: Answer::Freed, ..granted.clone() };
    let grant =
        Grant { signatures: vec![signed], reading: LockReading::EitherAlone, hours: 24, open_for: OpenFor::TheHours, place: 0 };
    let handed_in = UpdateVersion { obligation: id(9), submission: id(7), at };
    let files = [StoredFile { name: FileName::clean("a.docx"), size: 7, sha256: Sha256::new([1; 32]), kind: FileKind::Docx }];
    let update = Update {
        id: id(2),
        number: 3,
        records: vec![UpdateRecord { obligation: id(9), order: id(8) }],
        requested: Act { by: id(5), at },
        reason: reason.clone(),
        evidence: "Giấy ra viện".to_owned(),
        files: files.to_vec(),
        stage: UpdateStage::Granted(grant.clone()),
        versions: vec![handed_in],
        finished_at: None,
        closed: None,
    };
    let reasons = ["Ốm, có giấy".to_owned()];
    let was = Exemption { by: id(3), at, reason: "Nhầm".to_owned() };
    let record_type = RecordType {
        id: id(2),
        code: "giao-an".to_owned(),
        name: "Giáo án tuần".to_owned(),
        short: "Giáo án".to_owned(),
        owed_by: OwedBy::EachClass,
        recurrence: Recurrence::EachWeek,
        approval_route: ApprovalRoute::None,
        sensitivity: Sensitivity::Ordinary,
        readers: Readers::NOBODY,
        purpose: String::new(),
        sort_order: 1,
        retired: false,
        due: "friday_before".parse().unwrap(),
    };
    let readers = Readers::of([Reader::Heads, Reader::Section(id(7))]).unwrap();
    let fence = Fence { sensitivity: Sensitivity::Child, readers, purpose: "Nhận xét từng trẻ".to_owned() };
    let rules = RuleVersion {
        id: id(2),
        number: 2,
        effective_from: day("2027-01-04"),
        hours: Hours::default(),
        due: Default::default(),
        in_use: Default::default(),
    };
    let data_request = DataRequest {
        id: id(9),
        number: 3,
        person: id(2),
        by: id(2),
        at,
        due: day("2026-11-10"),
        reason: "Chuyển trường".to_owned(),
        identity: String::new(),
        answered: None,
    };
    let types_end = RuleVersion { in_use: [(id(3), TypeUse::Ended)].into(), ..rules.clone() };
    let contacts = ["Cô Lan 0901 234 567".to_owned(), "thầy Định 024 3888".to_owned()];
    let corrected =
        Correction { of: Numbered::Rules(id(2)), was: "25/QĐ".to_owned(), decision: "26/QĐ-MNNT".to_owned(), by: id(3), at };
    let (no_ways, ways) = (BTreeMap::new(), [(id(4), ApprovalRoute::Department)].into());
    let doubt = Doubt { cause: Cause::Jumped, began_at: at, wall: at + TimeDelta::days(10), certain: at };
    let approval = Decision {
        id: id(6),
        submission: id(7),
        digest: Sha256::new([7; 32]),
        step: Step::Department,
        by: id(5),
        at,
        running_at: at,
        outcome: Outcome::Approved,
        undone_at: None,
        also: None,
    };
    let back =
        Return { reasons: vec!["Còn ô để trống".to_owned()], words: "Thứ Tư.".to_owned(), correct_by: day("2026-11-22") };
    let given_back = Decision { outcome: Outcome::Returned(back), ..approval.clone() };
    let pin = Pin { file: 0, sha256: Sha256::new([1; 32]), spot: Some(Spot::Page(2)), quote: "Thứ Tư".to_owned() };
    let comment =
        Comment {
            id: id(8), submission: id(7), about: About::Version(Some(pin)), by: id(5), at, words: "Còn trống.".to_owned()
        };
    let answer = Comment { id: id(9), about: About::Thread(id(8)), ..comment.clone() };
    let both = Decision { step: Step::Leadership, also: Some(Step::Department), ..approval.clone() };
    let regulation = VersionLine {
        id: id(2),
        number: 2,
        from: day("2026-12-01"),
        decision: "31/QĐ-TrMNHS".to_owned(),
        decided_on: day("2026-11-25"),
        by: id(5),
        at,
    };
    let check = SpotCheck { id: id(10), submission: id(7), digest: Sha256::new([7; 32]), by: id(5), at };
    let explanation = Explanation { by: id(5), at, words: "Lớp nghỉ".to_owned() };
    let ruling = Ruling { by: id(5), at, finding: Finding::WithReason, words: String::new() };
    let withdrawal = Withdrawal { submission: id(7), version: 2, by: id(5), at };
    let handover = Handover {
        id: id(2),
        number: 3,
        of: id(3),
        last: day("2026-11-27"),
        leaving: Leaving::School,
        words: String::new(),
        confirmed: signed,
        items: vec![Handed { position: Position::Teacher(id(7)), to: Some(id(5)) }],
        signatures: Vec::new(),
    };
    let on_paper = HandoverSignature { person: id(3), way: SignedWay::OnPaper, by: id(5), at };
    let accounts_checked = checking::checked(at);
    let mended = Mended { by: id(5), at, words: "đã khóa".to_owned() };
    let verdict = TaskVerdict { kind: VerdictKind::AskedAgain, by: id(5), at, words: "Thiếu ảnh".to_owned() };
    let task_end = TaskEnd { kind: EndKind::Closed, by: id(5), at, reason: "Đã đủ".to_owned() };
    let given = TaskVersion {
        title: "Trang trí lớp".to_owned(),
        words: "Góc xuân".to_owned(),
        until: day("2026-11-30"),
        targets: [TaskTarget::All].into(),
        people: vec![id(3)],
        by: id(5),
        at,
        reason: String::new(),
    };
    let changed = TaskVersion { until: day("2026-12-02"), reason: "Thêm ngày".to_owned(), ..given.clone() };
    let sent = TaskAnswer { person: id(3), number: 1, words: "Xong".to_owned(), files: Vec::new(), at, counted: at, verdict: None };
    let task = Task {
        id: id(2),
        number: 4,
        year: id(16),
        given,
        changes: vec![changed],
        files: Vec::new(),
        answers: vec![sent],
        ended: None,
    };
    let back = Back { last: None, reason: Some(reason.clone()) };
    let (changes, person, theme) = (["+ x".to_owned()], id(2), id(2));
    let begun = |reason| Event::AppointmentBegun { person, position: Position::Principal, from: held.from, decision: "", reason };
    let told = [
        Event::AbsenceCoverChanged { absence: &absence, changed: &signed, cover: id(5) },
        Event::AbsenceEnded { absence: &absence, signed: &signed, back: &back },
        Event::AbsenceNoted { absence: &absence },
        Event::AccountOpened { person, username: "hoa" },
        Event::AccountReopened { person },
        Event::AccountSuspended { person },
        Event::AppointmentBegun {
            person,
            position: Position::Head(id(3)),
            from: day("2026-09-07"),
            decision: "01/QĐ",
            reason: None,
        },
        begun(None),
        begun(Some(&reason)),
        Event::AppointmentConfirmed { waiting: &waiting },
        Event::Delegated { lent: &lent },
        Event::AppointmentEnded { held: &held, until: day("2026-11-22"), reason: None },
        Event::AppointmentEnded { held: &held, until: day("2026-11-22"), reason: Some(&reason) },
        Event::AppointmentEntered { waiting: &waiting },
        Event::AppointmentEntered { waiting: &ending },
        Event::AppointmentTurnedDown { waiting: &waiting, reason: &reason },
        Event::BackupTried { run: &backups::run() },
        Event::CalendarKept { year: id(2), calendar: &calendar, changes: &changes, document: "" },
        Event::ClassAdded { class: id(2), name: "4A" },
        Event::ClassAtSite { class: id(2), site: Some("Thôn Đông") },
        Event::ClassAtSite { class: id(2), site: None },
        Event::ClassChanged { class: id(2), name: "4B" },
        Event::ClassClosed { class: id(2), until: day("2026-11-22") },
        Event::ClassRemoved { class: id(2) },
        Event::ClassReopened { class: id(2) },
        Event::ClosureDeclared { closure: &closure },
        Event::ClosureTakenBack { closure: &closure, signed: &signed, reason: &reason },
        Event::Commented { obligation: id(2), comment: &comment },
        Event::Commented { obligation: id(2), comment: &answer },
        Event::DelegationEnded { lent: id(2), run: &run },
        Event::DepartmentAdded { department: id(2), name: "Bếp", kind: DepartmentKind::Kitchen },
        Event::DepartmentChanged { department: id(2), name: "Bếp", kind: DepartmentKind::Kitchen },
        Event::DepartmentRemoved { department: id(2) },
        Event::DigestTold { run: &run, people: 12 },
        Event::DoubtfulTimeBegun { time: id(2), doubt: &doubt },
        Event::DoubtfulTimeDecided { time: id(2), offset: TimeDelta::days(-10) },
        Event::DoubtfulTimeEnded { time: id(2), lacked: TimeDelta::days(-10) },
        Event::ExtensionAnswered { request: &request, answered: &granted },
        Event::ExtensionAnswered { request: &request, answered: &refused },
        Event::ExtensionAnswered { request: &request, answered: &freed },
        Event::ExtensionAsked { request: &request },
        Event::ExtensionAsked { request: &to_be_freed },
        Event::ExtensionGiven { extension: &extension },
        Event::ExtensionTakenBack { extension: &extension, signed: &signed, reason: &reason },
        Event::FenceSet { record_type: id(2), fence: &fence },
        Event::FileDownloaded { obligation: id(2), submission: id(7), version: 2, file: Sha256::new([1; 32]) },
        Event::FileHeld { place: HeldIn::Version(id(2)), file: Sha256::new([1; 32]) },
        Event::FileLimitSet { bytes: 5 },
        Event::HandedIn {
            obligation: id(2),
            receipt: ReceiptNumber { year: 2026, number: 12 },
            version: 2,
            received_at: at,
            due: Some(day("2026-11-06")),
            files: &files,
        },
        Event::HandoverConfirmed { handover: &handover },
        Event::HandoverSigned { handover: &handover, signature: &on_paper },
        Event::HandInRescued {
            obligation: id(2),
            receipt: ReceiptNumber { year: 2026, number: 12 },
            version: 2,
            received_at: at,
            rescued: &rescued,
        },
        Event::HandInWithdrawn { obligation: id(2), withdrawal: &withdrawal },
        Event::HeldFileReleased { place: HeldIn::Version(id(2)), file: Sha256::new([1; 32]) },
        Event::HeldFileReleased { place: HeldIn::OrderScan(id(2)), file: Sha256::new([1; 32]) },
        Event::HeldFileReturned { place: HeldIn::Version(id(2)), file: Sha256::new([1; 32]), reason: "Có macro" },
        Event::HeldFileReturned { place: HeldIn::Evidence(id(2)), file: Sha256::new([1; 32]), reason: "Có macro" },
        Event::LatenessExplained { obligation: id(2), explanation: &explanation },
        Event::LatenessJudged { obligation: id(2), ruling: &ruling },
        Event::Reminded { obligation: id(2) },
        Event::LockAuthoritySet { authority: LockAuthority::default() },
        Event::LockOrderDrafted { order: &order },
        Event::LockOrderEnded { order: id(2), run: &run },
        Event::LockOrderExecuted { order: &order },
        Event::LockOrderRevoked { order: &order, reason: &reason },
        Event::LockOrderScanned { order: id(2), file: &files[0] },
        Event::LockOrderSigned { order: &order, signature: &signed, reading: LockReading::EitherAlone },
        Event::LockOrderTookEffect { order: id(2), run: &run },
        Event::MandateEnded { mandate: id(2), end: &mandate_end },
        Event::MandateRecorded { mandate: &mandate },
        Event::MandateRightNamed { right: &named },
        Event::MandateScanned { mandate: id(2), file: &files[0] },
        Event::TemplateAdded { record_type: id(2), number: 3, from: day("2026-09-01"), file: &files[0] },
        Event::YearBookBound { mark: &books::mark(), school_year: "2026-2027", changes: 3 },
        Event::ArchivePackageMade { package: &archive::package(at) },
        Event::ArchivePackageChecked { package: &archive::package(at), check: &archive::check(at) },
        Event::ArchivePackageTaken { package: &archive::package(at), lacking: 1 },
        Event::ArchiveRecordTakenOut { obligation: id(2), package: 3 },
        Event::ArchiveRetentionSet { rule: &archive::rule(at) },
        Event::ArchiveHeld { hold: &archive::hold(at) },
        Event::ArchiveHoldLifted { hold: &archive::hold(at) },
        Event::SchoolExported { export: &archive::export(at) },
        Event::SchoolExportTaken { number: 6 },
        Event::DisposalDrawnUp { list: &disposals::list(at) },
        Event::DisposalMinuted { list: &disposals::list(at), minutes: &disposals::minutes(at) },
        Event::DisposalDecided { list: &disposals::list(at), decision: &disposals::decision(at) },
        Event::DisposalTakenBack { list: &disposals::list(at) },
        Event::DisposalExecuted { list: &disposals::list(at), minutes: &disposals::minutes(at) },
        Event::RecordDisposed { obligation: id(2), list: 3, minutes: &disposals::minutes(at) },
        Event::ObligationExempted { obligation: id(2), reason: &reason },
        Event::ObligationExemptionEnded { obligation: id(2), reason: &reason, was: Some(&was) },
        Event::ObligationsBroughtUpToDate {
            year: id(2),
            reason: "trường mở",
            brought: Brought { added: 1, updated: 2, closed: 3 },
        },
        Event::PasswordReset { person, by: Some(id(3)), confirmed: false },
        Event::PasswordResetConfirmed { person, by: Some(id(3)), at },
        Event::PasswordResetSeen { person },
        Event::PasswordResetTold { person },
        Event::PasswordSet { person, handed_out: true },
        Event::PersonAdded { person, name: &name },
        Event::PersonChanged { person, name: &name },
        Event::PersonRemoved { person },
        Event::PersonalCopyTaken { copy: &copy },
        Event::RecordSeen { obligation: id(2), submission: id(7), version: 2 },
        Event::RecordTypeAdded { record_type: &record_type },
        Event::RecordTypeChanged { record_type: &record_type },
        Event::CaseOpened { entry: &registers::entry(at) },
        Event::CaseSeen { entry: id(2), year: 2026, number: 3 },
        Event::CaseMoved { entry: &registers::entry(at) },
        Event::RegisterCorrected { entry: &registers::entry(at) },
        Event::RegisterEntered { entry: &registers::entry(at) },
        Event::RegisterFileAdded { entry: &registers::entry(at), file: &files[0] },
        Event::RegisterMoved { entry: &registers::entry(at) },
        Event::RegulationPledged { version: &regulation },
        Event::RegulationPublished { version: &regulation, clauses: 29, sha256: Sha256::new([7; 32]) },
        Event::RegulationReminded { version: &regulation, people: 12 },
        Event::Reviewed { obligation: id(2), decision: &approval },
        Event::Reviewed { obligation: id(2), decision: &given_back },
        Event::Reviewed { obligation: id(2), decision: &both },
        Event::ReviewSettingChanged { about: "route", record_type: Some(id(2)), setting: "department" },
        Event::ReviewUndone { obligation: id(2), decision: &approval },
        Event::DataAsked { request: &data_request },
        Event::DataExported { request: &data_request },
        Event::DataGiven { request: &data_request },
        Event::DataRefused { request: &data_request },
        Event::DecisionCorrected { correction: &corrected },
        Event::RulesAdded { rules: &rules, routes: &no_ways },
        Event::RulesAdded { rules: &types_end, routes: &ways },
        Event::RulesChanged { rules: &rules },
        Event::SchoolAddressSet { address: Some("https://mnhoasen.edu.vn") },
        Event::SchoolAddressSet { address: None },
        Event::SchoolContactsSet { contacts: &contacts },
        Event::SchoolContactsSet { contacts: &[] },
        Event::OwnLockSet { on: true },
        Event::SchoolFounded { name: "Hoa Sen" },
        Event::SchoolRenamed { name: "Hoa Sen" },
        Event::SchoolYearRenamed { year: id(2), name: "2026-2027" },
        Event::SectionAdded { section: id(2), name: "Y tế", kind: SectionKind::Health },
        Event::SectionChanged { section: id(2), name: "Y tế", kind: SectionKind::Health },
        Event::SectionRemoved { section: id(2) },
        Event::SecurityChecked { check: &accounts_checked },
        Event::SecurityFindingMended { check: &accounts_checked, number: 1, mended: &mended },
        Event::SecondFactorEnded { person, asked_by: None },
        Event::SecondFactorEndAsked { person },
        Event::SecondFactorDutySet { grace_days: Some(14) },
        Event::SecondFactorKept { person, renewed: false },
        Event::RecoveryCodeUsed { person, left: 9 },
        Event::RecoveryKeyMade { key: &backups::key() },
        Event::RestoreTried { drill: &backups::drill() },
        Event::SessionsEnded { person, count: 2 },
        Event::SessionBegun { person },
        Event::SessionEnded { person },
        Event::SetupFinished,
        Event::SetupOpened { people: 3, counts_from: day("2026-11-02") },
        Event::SetupStepReached { step: 4 },
        Event::Signed {
            obligation: id(2),
            decision: id(3),
            key: KeyId::new([4; 16]),
            statement: Sha256::new([5; 32]),
            signature: Signature::new([6; 64]),
        },
        Event::SigningKeyMade { key: KeyId::new([4; 16]), public: PublicKey::new([7; 32]) },
        Event::SignInFailed { person, times: 3 },
        Event::SiteKept { site: id(2), name: "Điểm trường thôn Đông", short: "thôn Đông", address: "Thôn Đông" },
        Event::SiteRemoved { site: id(2) },
        Event::SpotChecked {
            obligation: id(2),
            check: &check,
            key: KeyId::new([4; 16]),
            statement: Sha256::new([5; 32]),
            signature: Signature::new([6; 64]),
        },
        Event::StaffArranged { people: 3 },
        Event::SwapAccepted { offer: &swap },
        Event::SwapDeclined { offer: &swap },
        Event::SwapOffered { offer: &swap },
        Event::SwapTakenBack { offer: &swap },
        Event::TaskAccepted { task: &task, answer: &task.answers[0], verdict: &verdict },
        Event::TaskAnswered { task: &task, answer: &task.answers[0] },
        Event::TaskAskedAgain { task: &task, answer: &task.answers[0], verdict: &verdict },
        Event::TaskChanged { task: &task, version: &task.changes[0] },
        Event::TaskEnded { task: &task, end: &task_end },
        Event::TaskGiven { task: &task },
        Event::ThemeAdded { theme, name: "Gia đình", from_week: 9, through_week: 12 },
        Event::ThemeChanged { theme, name: "Gia đình", from_week: 9, through_week: 12 },
        Event::ThemeRemoved { theme },
        Event::ThreadReopened { obligation: id(2), thread: id(8) },
        Event::ThreadSettled { obligation: id(2), thread: id(8) },
        Event::TurnsSet { class: id(2), weeks: 35 },
        Event::UpdateClosed { update: &update, signature: &signed },
        Event::UpdateFinished { update: &update },
        Event::UpdateGranted { update: &update, grant: &grant },
        Event::UpdateHandedIn { update: &update, version: &handed_in },
        Event::UpdateProcedureSet { procedure: UpdateProcedure::default(), reasons: &reasons },
        Event::UpdateProposed { update: &update, signature: &signed, hours: 24 },
        Event::UpdateRefused { update: &update, signature: &signed, words: &reason },
        Event::UpdateRequested { update: &update },
        Event::UpdateShutAgain { update: id(2), run: &run },
        Event::UpdateWithdrawn { update: &update },
        Event::ViewedAs { person: id(2), screen: "my-work" },
        Event::ScanAskedAgain { place: HeldIn::Version(id(2)), file: Sha256::new([1; 32]) },
        Event::VirusCleared { place: HeldIn::OrderScan(id(2)), file: Sha256::new([1; 32]) },
        Event::VirusFound { place: HeldIn::Version(id(2)), file: Sha256::new([1; 32]), name: "Doc.Trojan.Hoa-1" },
        Event::VirusFound { place: HeldIn::OrderScan(id(2)), file: Sha256::new([1; 32]), name: "Doc.Trojan.Hoa-1" },
        Event::VirusScanningSet { on: true },
        Event::WrongCodeTyped { person, times: 3 },
        Event::AttachmentOpened { place: Attachment::Evidence(id(2)), file: Sha256::new([1; 32]) },
        Event::AttachmentOpened { place: Attachment::Answer(id(9), person), file: Sha256::new([1; 32]) },
    ];
    let lines = told.map(|event| event.note(id(1)));
    let lines = lines.map(|note| format!("{} {} {}\n", note.kind, note.subject.as_u128(), note.detail));
    assert_eq!(lines.concat(), include_str!("hashed.txt"));
}
