//! Every page as a function from its data to the whole document: what the server calls.

mod archive;
mod classes;
mod disposals;
mod mandates;
mod regulation;
mod personal_data;
mod registers;
mod year_books;
mod tasks;
mod templates;
mod updates;
mod upkeep;

use domain::{
    attention::Attention,
    calendar::{SchoolCalendar, TeachingWeek},
    forms::FormErrors,
    my_work::{Done, MyWeek, MyWork},
    people::{Department, Honorific, Organisation},
    refusal::Words,
    review_dashboard::ReviewDashboard,
    school_years::WhichYear,
    schools::SchoolForm,
    settings::Setting,
    setup::{FounderForm, OpeningForm},
    staff::StaffForm,
    turns::ClassTurns,
    units::UnitsForm,
};
use leptos::prelude::*;

pub use archive::{archive, archive_package, archived_record, holds, retention, school_export};
pub use classes::{sites, year_classes};
pub use disposals::{disposal, disposal_paper, disposals, draw_up_disposal};
pub use mandates::{mandate, mandates, record_mandate, rights, rights_paper};
pub use regulation::{pledges, pledges_paper, regulation, regulation_changes, regulation_form, regulation_version};
pub use tasks::{task, task_form, tasks};
pub use templates::{template, templates};
pub use updates::{update, update_minutes, update_procedure, update_request, updates};
pub use upkeep::{backups, clock, schedule};

use crate::{
    absences::{AbsencesPage, AbsencesView, ChangeCoverPage, ChangeCoverView, NoteAbsencePage, NoteAbsenceView},
    account::{AccountPage, AccountView},
    closures::{
        ClosurePage, ClosurePaperPage, ClosurePaperView, ClosureView, ClosuresPage, ClosuresView, DeclareClosurePage,
        DeclareClosureView,
    },
    comparison::{ComparisonPage, ComparisonView, FramedComparison},
    dashboard::{DashboardPage, EndedDashboardPage, Sheet},
    dashboard_views::LeadershipWaits,
    delegations::{DelegationsPage, DelegationsView},
    errors::{ErrorPage, ErrorView, FramedError, FramedErrorView},
    extensions::{AskExtensionPage, AskExtensionView, ExtendManyPage, ExtendManyView, ExtensionsPage, ExtensionsView},
    hand_in::{EarlierPage, EarlierView, HandInPage, HandInView, NotTakenPage, NotTakenView},
    handovers::{HandoverFormPage, HandoverFormView, HandoverPage, HandoverView, HandoversPage, HandoversView},
    held_files::{HeldFilesPage, HeldFilesView},
    help::{HelpPage, HelpView},
    issued_passwords::IssuedPassword,
    late_reasons::{LateReasonsPage, LateReasonsView},
    layout::Viewer,
    locks::{LockFormPage, LockFormView, LockOrderPage, LockOrderView, LockOrdersPage, LockOrdersView},
    log::{LogPage, LogView},
    my_work::{DonePage, MyWeekPage, MyWorkPage},
    notices::{NoticesPage, NoticesView},
    only_shown::only_shown,
    passwords::PasswordPage,
    pending_forms::{PendingForm, PendingFormPage},
    previews::{FramedPreview, PreviewPage, PreviewView},
    receipts::{ReceiptPage, ReceiptView},
    record::{RecordPage, RecordView},
    record_list::{RecordListPage, RecordListView},
    render,
    review_dashboard::ReviewDashboardPage,
    reviews::{DeskPage, DeskView, DrawPage, DrawView, QueuePage, QueueView},
    school_year::{CalendarHistoryPage, CalendarHistoryView, SchoolYearPage, SchoolYearView},
    second_factor::{SecondFactorPage, SecondFactorView},
    security_checks::{
        CheckFormPage, CheckFormView, CheckMinutesPage, CheckMinutesView, SecurityCheckPage, SecurityCheckView, SecurityChecksPage,
        SecurityChecksView,
    },
    setup::{
        Around, CalendarFilePage, ClassTurnsPage, CodePage, CorrectionPage, CorrectionView, IssuedPasswordsPage, LineFault,
        PracticePage, ReviewSettingsPage, ReviewSettingsView, RulesPage, RulesView, SchoolPage, SettingsPage, StaffStepPage,
        Summary, ThemesPage, ThemesView, TurnsPage, TurnsView, TypesPage, TypesView, UnitsPage, YearStepPage, YearView,
    },
    shell::Head,
    sign_in::{CodeStep, SignIn, SignInCodePage, SignInPage},
    signing::{CheckPage, CheckView, SheetPage, SheetView},
    staff::{
        FirstPasswordsPage, FirstPasswordsView, PersonPage, PersonView, SlipsPage, SlipsView, StaffListPage, StaffListView,
        StaffPage, StaffView, WaitingPage, WaitingView,
    },
    swaps::{OfferSwapPage, OfferSwapView, SwapsPage, SwapsView},
    unanswered::{UnansweredPage, UnansweredView},
    weekly_report::{WeeklyReportPage, WeeklyReportView},
};

pub use {personal_data::*, registers::*, year_books::*};

pub fn sign_in(head: &Head, page: SignIn) -> String {
    render(head, || view! { <SignInPage page/> })
}

/// For everybody, signed in or not.
pub fn check_signature(head: &Head, page: CheckView) -> String {
    render(head, || view! { <CheckPage page/> })
}

pub fn approval_sheet(head: &Head, viewer: Viewer, page: SheetView) -> String {
    render(head, || view! { <SheetPage viewer page/> })
}

pub fn pending_form(head: &Head, viewer: Viewer, page: PendingForm) -> String {
    render(head, || view! { <PendingFormPage viewer page/> })
}

pub fn preview(head: &Head, viewer: Viewer, page: PreviewView) -> String {
    render(head, || view! { <PreviewPage viewer page/> })
}

pub fn framed_preview(head: &Head, page: PreviewView) -> String {
    render(head, || view! { <FramedPreview page/> })
}

pub fn comparison(head: &Head, viewer: Viewer, page: ComparisonView) -> String {
    render(head, || view! { <ComparisonPage viewer page/> })
}

pub fn framed_comparison(head: &Head, page: ComparisonView) -> String {
    render(head, || view! { <FramedComparison page/> })
}

pub fn held_files(head: &Head, viewer: Viewer, page: HeldFilesView) -> String {
    render(head, || view! { <HeldFilesPage viewer page/> })
}

pub fn notices(head: &Head, viewer: Viewer, page: NoticesView) -> String {
    render(head, || view! { <NoticesPage viewer page/> })
}

pub fn delegations(head: &Head, viewer: Viewer, page: DelegationsView) -> String {
    render(head, || view! { <DelegationsPage viewer page/> })
}

pub fn lock_orders(head: &Head, viewer: Viewer, page: LockOrdersView) -> String {
    render(head, || view! { <LockOrdersPage viewer page/> })
}

pub fn log(head: &Head, viewer: Viewer, page: LogView) -> String {
    render(head, || view! { <LogPage viewer page/> })
}

pub fn lock_form(head: &Head, viewer: Viewer, page: LockFormView) -> String {
    render(head, || view! { <LockFormPage viewer page/> })
}

pub fn lock_order(head: &Head, viewer: Viewer, page: LockOrderView) -> String {
    render(head, || view! { <LockOrderPage viewer page/> })
}

pub fn closures(head: &Head, viewer: Viewer, page: ClosuresView) -> String {
    render(head, || view! { <ClosuresPage viewer page/> })
}

pub fn declare_closure(head: &Head, viewer: Viewer, page: DeclareClosureView) -> String {
    render(head, || view! { <DeclareClosurePage viewer page/> })
}

pub fn closure(head: &Head, viewer: Viewer, page: ClosureView) -> String {
    render(head, || view! { <ClosurePage viewer page/> })
}

pub fn closure_paper(head: &Head, viewer: Viewer, page: ClosurePaperView) -> String {
    render(head, || view! { <ClosurePaperPage viewer page/> })
}

pub fn absences(head: &Head, viewer: Viewer, page: AbsencesView) -> String {
    render(head, || view! { <AbsencesPage viewer page/> })
}

pub fn change_cover(head: &Head, viewer: Viewer, page: ChangeCoverView) -> String {
    render(head, || view! { <ChangeCoverPage viewer page/> })
}

pub fn note_absence(head: &Head, viewer: Viewer, page: NoteAbsenceView) -> String {
    render(head, || view! { <NoteAbsencePage viewer page/> })
}

pub fn extensions(head: &Head, viewer: Viewer, page: ExtensionsView) -> String {
    render(head, || view! { <ExtensionsPage viewer page/> })
}

pub fn ask_extension(head: &Head, viewer: Viewer, page: AskExtensionView) -> String {
    render(head, || view! { <AskExtensionPage viewer page/> })
}

pub fn handovers(head: &Head, viewer: Viewer, page: HandoversView) -> String {
    render(head, || view! { <HandoversPage viewer page/> })
}

pub fn handover(head: &Head, viewer: Viewer, page: HandoverView) -> String {
    render(head, || view! { <HandoverPage viewer page/> })
}

pub fn handover_form(head: &Head, viewer: Viewer, page: HandoverFormView) -> String {
    render(head, || view! { <HandoverFormPage viewer page/> })
}

pub fn security_checks(head: &Head, viewer: Viewer, page: SecurityChecksView) -> String {
    render(head, || view! { <SecurityChecksPage viewer page/> })
}

pub fn security_check(head: &Head, viewer: Viewer, page: SecurityCheckView) -> String {
    render(head, || view! { <SecurityCheckPage viewer page/> })
}

pub fn check_form(head: &Head, viewer: Viewer, page: CheckFormView) -> String {
    render(head, || view! { <CheckFormPage viewer page/> })
}

pub fn check_minutes(head: &Head, viewer: Viewer, page: CheckMinutesView) -> String {
    render(head, || view! { <CheckMinutesPage viewer page/> })
}

pub fn swaps(head: &Head, viewer: Viewer, page: SwapsView) -> String {
    render(head, || view! { <SwapsPage viewer page/> })
}

pub fn offer_swap(head: &Head, viewer: Viewer, page: OfferSwapView) -> String {
    render(head, || view! { <OfferSwapPage viewer page/> })
}

pub fn extend_many(head: &Head, viewer: Viewer, page: ExtendManyView) -> String {
    render(head, || view! { <ExtendManyPage viewer page/> })
}

pub fn late_reasons(head: &Head, viewer: Viewer, page: LateReasonsView) -> String {
    render(head, || view! { <LateReasonsPage viewer page/> })
}

pub fn error(head: &Head, viewer: Option<Viewer>, page: ErrorView) -> String {
    render(head, || view! { <ErrorPage viewer page/> })
}

pub fn help(head: &Head, viewer: Option<Viewer>, page: HelpView) -> String {
    render(head, || view! { <HelpPage viewer page/> })
}

pub fn framed_error(head: &Head, page: FramedErrorView) -> String {
    render(head, || view! { <FramedError page/> })
}

/// With what waits for the visitor beside their records, and whether they should take a copy home.
pub fn my_work(head: &Head, viewer: Viewer, work: MyWork, (attention, copy): (Vec<Attention>, Option<Attention>)) -> String {
    render(head, || view! { <MyWorkPage viewer work attention copy/> })
}

pub fn my_week(head: &Head, viewer: Viewer, week: MyWeek) -> String {
    render(head, || view! { <MyWeekPage viewer week/> })
}

pub fn done(head: &Head, viewer: Viewer, done: Done, ended: Option<String>) -> String {
    render(head, || view! { <DonePage viewer done ended/> })
}

/// What somebody else owes, as that one sees it: it is only shown.
pub fn viewed_work(head: &Head, viewer: Viewer, work: MyWork) -> String {
    only_shown(&my_work(head, viewer, work, (Vec::new(), None)))
}

/// What somebody else has handed in.
pub fn viewed_done(head: &Head, viewer: Viewer, done: Done) -> String {
    only_shown(&self::done(head, viewer, done, None))
}

/// The dashboard of somebody else; it is not live.
pub fn viewed_dashboard(head: &Head, viewer: Viewer, sheet: Sheet) -> String {
    only_shown(&ended_dashboard(head, viewer, sheet))
}

pub fn earlier_records(head: &Head, viewer: Viewer, page: EarlierView) -> String {
    render(head, || view! { <EarlierPage viewer page/> })
}

pub fn hand_in(head: &Head, viewer: Viewer, page: HandInView) -> String {
    render(head, || view! { <HandInPage viewer page/> })
}

/// A hand-in that was not taken, with the words that were typed.
pub fn not_taken(head: &Head, viewer: Option<Viewer>, page: NotTakenView) -> String {
    render(head, || view! { <NotTakenPage viewer page/> })
}

pub fn receipt(head: &Head, viewer: Viewer, page: ReceiptView) -> String {
    render(head, || view! { <ReceiptPage viewer page/> })
}

pub fn dashboard(
    head: &Head,
    viewer: Viewer,
    leads: bool,
    (waits, attention): (Option<LeadershipWaits>, Vec<Attention>),
    sheet: Sheet,
) -> String {
    render(head, || view! { <DashboardPage viewer leads waits attention sheet/> })
}

/// The dashboard of a school year that is over: not live.
pub fn ended_dashboard(head: &Head, viewer: Viewer, sheet: Sheet) -> String {
    render(head, || view! { <EndedDashboardPage viewer sheet/> })
}

pub fn review_dashboard(head: &Head, viewer: Viewer, honorific: Honorific, dashboard: ReviewDashboard) -> String {
    render(head, || view! { <ReviewDashboardPage viewer honorific dashboard/> })
}

pub fn weekly_report(head: &Head, viewer: Viewer, page: WeeklyReportView) -> String {
    render(head, || view! { <WeeklyReportPage viewer page/> })
}

pub fn record_list(head: &Head, viewer: Viewer, page: RecordListView) -> String {
    render(head, || view! { <RecordListPage viewer page/> })
}

pub fn record(head: &Head, viewer: Viewer, page: RecordView) -> String {
    render(head, || view! { <RecordPage viewer page/> })
}

pub fn queue(head: &Head, viewer: Viewer, page: QueueView) -> String {
    render(head, || view! { <QueuePage viewer page/> })
}

pub fn draw(head: &Head, viewer: Viewer, page: DrawView) -> String {
    render(head, || view! { <DrawPage viewer page/> })
}

pub fn review(head: &Head, viewer: Viewer, page: DeskView) -> String {
    render(head, || view! { <DeskPage viewer page/> })
}

pub fn school_year(head: &Head, viewer: Viewer, page: SchoolYearView) -> String {
    render(head, || view! { <SchoolYearPage viewer page/> })
}

pub fn unanswered(head: &Head, viewer: Viewer, page: UnansweredView) -> String {
    render(head, || view! { <UnansweredPage viewer page/> })
}

pub fn password(head: &Head, viewer: Viewer, first: bool, refused: Option<Words>, done: bool, least: usize) -> String {
    render(head, || view! { <PasswordPage viewer first refused done least/> })
}

pub fn account(head: &Head, viewer: Viewer, page: AccountView) -> String {
    render(head, || view! { <AccountPage viewer page/> })
}

pub fn second_factor(head: &Head, viewer: Viewer, page: SecondFactorView) -> String {
    render(head, || view! { <SecondFactorPage viewer page/> })
}

pub fn sign_in_code(head: &Head, page: CodeStep) -> String {
    render(head, || view! { <SignInCodePage page/> })
}

pub fn setup_code(head: &Head, refused: Option<Words>, lost: bool) -> String {
    render(head, || view! { <CodePage refused lost/> })
}

pub fn setup_school(
    head: &Head,
    around: Around,
    form: SchoolForm,
    founder: FounderForm,
    known: Option<(String, String)>,
    errors: FormErrors,
    least: usize,
) -> String {
    render(head, || view! { <SchoolPage around form founder known errors least/> })
}

pub fn setup_year(head: &Head, around: Around, page: YearView) -> String {
    render(head, || view! { <YearStepPage around page/> })
}

pub fn correction(head: &Head, viewer: Viewer, page: CorrectionView) -> String {
    render(head, || view! { <CorrectionPage viewer page/> })
}

pub fn rules(head: &Head, viewer: Viewer, page: RulesView) -> String {
    render(head, || view! { <RulesPage viewer page/> })
}

pub fn calendar_history(head: &Head, viewer: Viewer, page: CalendarHistoryView) -> String {
    render(head, || view! { <CalendarHistoryPage viewer page/> })
}

pub fn setup_calendar_file(head: &Head, around: Around, which: WhichYear, file: String, faults: Vec<LineFault>) -> String {
    render(head, || view! { <CalendarFilePage around which file faults/> })
}

pub fn setup_units(head: &Head, around: Around, form: UnitsForm, errors: FormErrors, refusal: Option<Words>) -> String {
    render(head, || view! { <UnitsPage around form errors refusal/> })
}

pub fn setup_staff(
    head: &Head,
    around: Around,
    form: StaffForm,
    errors: FormErrors,
    refusal: Option<Words>,
    organisation: Organisation,
) -> String {
    render(head, || view! { <StaffStepPage around form errors refusal organisation/> })
}

pub fn setup_types(head: &Head, around: Around, page: TypesView) -> String {
    render(head, || view! { <TypesPage around page/> })
}

/// What the last step shows beside its form.
#[derive(Clone, Debug)]
pub struct PracticeView {
    pub form: OpeningForm,
    pub weeks: Vec<TeachingWeek>,
    pub errors: FormErrors,
    pub summary: Summary,
    pub refusal: Option<Words>,
}

pub fn setup_practice(head: &Head, around: Around, page: PracticeView) -> String {
    let PracticeView { form, weeks, errors, summary, refusal } = page;
    render(head, || view! { <PracticePage around form weeks errors summary refusal/> })
}

pub fn setup_issued_passwords(head: &Head, school: String, address: String, issued_passwords: Vec<IssuedPassword>) -> String {
    render(head, || view! { <IssuedPasswordsPage school address issued_passwords/> })
}

pub fn settings(head: &Head, viewer: Viewer, about: Vec<(Setting, String, &'static str)>) -> String {
    render(head, || view! { <SettingsPage viewer about/> })
}

pub fn turns(
    head: &Head,
    viewer: Viewer,
    year: (WhichYear, String),
    classes: Vec<ClassTurns>,
    departments: Vec<Department>,
) -> String {
    render(head, || view! { <TurnsPage viewer year classes departments/> })
}

pub fn class_turns(head: &Head, viewer: Viewer, page: TurnsView) -> String {
    render(head, || view! { <ClassTurnsPage viewer page/> })
}

pub fn themes(head: &Head, viewer: Viewer, page: ThemesView, calendar: SchoolCalendar) -> String {
    render(head, || view! { <ThemesPage viewer page calendar/> })
}

pub fn review_settings(head: &Head, viewer: Viewer, page: ReviewSettingsView) -> String {
    render(head, || view! { <ReviewSettingsPage viewer page/> })
}

pub fn staff(head: &Head, viewer: Viewer, page: StaffView) -> String {
    render(head, || view! { <StaffPage viewer page/> })
}

pub fn staff_list(head: &Head, viewer: Viewer, page: StaffListView) -> String {
    render(head, || view! { <StaffListPage viewer page/> })
}

pub fn first_passwords(head: &Head, viewer: Viewer, page: FirstPasswordsView) -> String {
    render(head, || view! { <FirstPasswordsPage viewer page/> })
}

pub fn password_slips(head: &Head, viewer: Viewer, page: SlipsView) -> String {
    render(head, || view! { <SlipsPage viewer page/> })
}

pub fn waiting_appointments(head: &Head, viewer: Viewer, page: WaitingView) -> String {
    render(head, || view! { <WaitingPage viewer page/> })
}

pub fn person(head: &Head, viewer: Viewer, page: PersonView) -> String {
    render(head, || view! { <PersonPage viewer page/> })
}
