//! Every page as a function from its data to the whole document: what the server calls.

use domain::{
    board::Board,
    days::Instant,
    my_work::{DoneItem, MyWork},
    record_list::RecordList,
    refusal::Words,
    school_year::YearPage,
};
use leptos::prelude::*;

use crate::{
    board::BoardPage,
    done::DonePage,
    errors::{ErrorPage, ErrorView},
    frame::Reader,
    hand_in::{HandInPage, HandInView},
    my_work::MyWorkPage,
    passwords::PasswordPage,
    receipts::{ReceiptPage, ReceiptView},
    record_list::{RecordListPage, RecordListView},
    render,
    school_year::SchoolYearPage,
    shell::Head,
    sign_in::{SignIn, SignInPage},
};

pub fn sign_in(head: &Head, page: SignIn) -> String {
    render(head, || view! { <SignInPage page/> })
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

pub fn receipt(head: &Head, reader: Reader, page: ReceiptView) -> String {
    render(head, || view! { <ReceiptPage reader page/> })
}

pub fn board(head: &Head, reader: Reader, board: Board, open: Option<(String, RecordList)>) -> String {
    render(head, || view! { <BoardPage reader board open/> })
}

pub fn record_list(head: &Head, reader: Reader, page: RecordListView) -> String {
    render(head, || view! { <RecordListPage reader page/> })
}

pub fn school_year(head: &Head, reader: Reader, year: YearPage, may_change: bool) -> String {
    render(head, || view! { <SchoolYearPage reader year may_change/> })
}

pub fn password(head: &Head, reader: Reader, first: bool, refused: Option<Words>, done: bool, least: usize) -> String {
    render(head, || view! { <PasswordPage reader first refused done least/> })
}
