//! Every page as a function from its data to the whole document: what the server calls.

use domain::{
    board::Board,
    calendar::{SchoolCalendar, TeachingWeek},
    days::Instant,
    my_work::{DoneItem, MyWork},
    people::{Department, Organisation},
    record_list::RecordList,
    refusal::Words,
    school_year::YearPage,
    setup::{ClassTurns, Errors, OpeningForm, SchoolForm, Setting, StaffForm, TypesForm, UnitsForm, YearForm, YearPreview},
};
use leptos::prelude::*;

use crate::{
    board::{BoardPage, CellKey, board_content},
    done::DonePage,
    errors::{ErrorPage, ErrorView},
    frame::Reader,
    hand_in::{HandInPage, HandInView, NotTakenPage, NotTakenView},
    my_work::MyWorkPage,
    passwords::PasswordPage,
    receipts::{ReceiptPage, ReceiptView},
    record::{RecordPage, RecordView},
    record_list::{RecordListPage, RecordListView},
    render,
    school_year::SchoolYearPage,
    send_again::SendAgainPage,
    setup::{
        Around, CalendarFilePage, ClassTurnsPage, CodePage, LineFault, PracticePage, SchoolPage, SettingsPage, Slip, SlipsPage,
        StaffStepPage, Summary, ThemesPage, ThemesView, TurnsPage, TurnsView, TypesPage, UnitsPage, WhichYear, YearStepPage,
    },
    shell::Head,
    sign_in::{SignIn, SignInPage},
    staff::{PersonPage, PersonView, StaffPage, StaffView},
};

pub fn sign_in(head: &Head, page: SignIn) -> String {
    render(head, || view! { <SignInPage page/> })
}

pub fn send_again(head: &Head, reader: Reader, path: String, fields: Vec<(String, String)>) -> String {
    render(head, || view! { <SendAgainPage reader path fields/> })
}

pub fn error(head: &Head, page: ErrorView) -> String {
    render(head, || view! { <ErrorPage page/> })
}

pub fn my_work(head: &Head, reader: Reader, work: MyWork, practice: bool) -> String {
    render(head, || view! { <MyWorkPage reader work practice/> })
}

pub fn done(head: &Head, reader: Reader, items: Vec<DoneItem>, now: Instant) -> String {
    render(head, || view! { <DonePage reader items now/> })
}

pub fn hand_in(head: &Head, reader: Reader, page: HandInView) -> String {
    render(head, || view! { <HandInPage reader page/> })
}

/// A hand-in that was not taken, with the words that were typed.
pub fn not_taken(head: &Head, reader: Option<Reader>, page: NotTakenView) -> String {
    render(head, || view! { <NotTakenPage reader page/> })
}

pub fn receipt(head: &Head, reader: Reader, page: ReceiptView) -> String {
    render(head, || view! { <ReceiptPage reader page/> })
}

pub fn board(head: &Head, reader: Reader, board: Board, open: Option<(CellKey, RecordList)>) -> String {
    render(head, || view! { <BoardPage reader board open/> })
}

/// The part of the board that its island asks for.
pub fn board_part(board: &Board, open: Option<&(CellKey, RecordList)>) -> String {
    crate::render::part(|| board_content(board, open))
}

pub fn record_list(head: &Head, reader: Reader, page: RecordListView) -> String {
    render(head, || view! { <RecordListPage reader page/> })
}

pub fn record(head: &Head, reader: Reader, page: RecordView) -> String {
    render(head, || view! { <RecordPage reader page/> })
}

pub fn school_year(head: &Head, reader: Reader, year: YearPage, may_change: bool) -> String {
    render(head, || view! { <SchoolYearPage reader year may_change/> })
}

pub fn password(head: &Head, reader: Reader, first: bool, refused: Option<Words>, done: bool, least: usize) -> String {
    render(head, || view! { <PasswordPage reader first refused done least/> })
}

pub fn setup_code(head: &Head, refused: Option<Words>, lost: bool) -> String {
    render(head, || view! { <CodePage refused lost/> })
}

pub fn setup_school(
    head: &Head,
    around: Around,
    form: SchoolForm,
    known: Option<(String, String)>,
    errors: Errors,
    least: usize,
) -> String {
    render(head, || view! { <SchoolPage around form known errors least/> })
}

pub fn setup_year(
    head: &Head,
    around: Around,
    which: WhichYear,
    form: YearForm,
    errors: Errors,
    preview: Option<YearPreview>,
    from_file: Option<String>,
) -> String {
    render(head, || view! { <YearStepPage around which form errors preview from_file/> })
}

pub fn setup_calendar_file(head: &Head, around: Around, which: WhichYear, file: String, faults: Vec<LineFault>) -> String {
    render(head, || view! { <CalendarFilePage around which file faults/> })
}

pub fn setup_units(head: &Head, around: Around, form: UnitsForm, errors: Errors, told: Option<Words>) -> String {
    render(head, || view! { <UnitsPage around form errors told/> })
}

pub fn setup_staff(
    head: &Head,
    around: Around,
    form: StaffForm,
    errors: Errors,
    told: Option<Words>,
    organisation: Organisation,
) -> String {
    render(head, || view! { <StaffStepPage around form errors told organisation/> })
}

pub fn setup_types(head: &Head, around: Around, form: TypesForm, errors: Errors, organisation: Organisation) -> String {
    render(head, || view! { <TypesPage around form errors organisation/> })
}

/// What the last step shows beside its form.
#[derive(Clone, Debug)]
pub struct PracticeView {
    pub form: OpeningForm,
    pub weeks: Vec<TeachingWeek>,
    pub errors: Errors,
    pub summary: Summary,
    pub told: Option<Words>,
}

pub fn setup_practice(head: &Head, around: Around, page: PracticeView) -> String {
    let PracticeView { form, weeks, errors, summary, told } = page;
    render(head, || view! { <PracticePage around form weeks errors summary told/> })
}

pub fn setup_slips(head: &Head, school: String, address: String, slips: Vec<Slip>) -> String {
    render(head, || view! { <SlipsPage school address slips/> })
}

pub fn settings(head: &Head, reader: Reader, about: Vec<(Setting, String)>) -> String {
    render(head, || view! { <SettingsPage reader about/> })
}

pub fn turns(head: &Head, reader: Reader, classes: Vec<ClassTurns>, departments: Vec<Department>) -> String {
    render(head, || view! { <TurnsPage reader classes departments/> })
}

pub fn class_turns(head: &Head, reader: Reader, page: TurnsView) -> String {
    render(head, || view! { <ClassTurnsPage reader page/> })
}

pub fn themes(head: &Head, reader: Reader, page: ThemesView, calendar: SchoolCalendar) -> String {
    render(head, || view! { <ThemesPage reader page calendar/> })
}

pub fn staff(head: &Head, reader: Reader, page: StaffView) -> String {
    render(head, || view! { <StaffPage reader page/> })
}

pub fn person(head: &Head, reader: Reader, page: PersonView) -> String {
    render(head, || view! { <PersonPage reader page/> })
}
