//! The pages of the year-end books.

use leptos::prelude::*;

use super::Head;
use crate::{
    layout::Viewer,
    render,
    year_books::{BoundBookPage, BoundBookView, YearBookPage, YearBookView, YearBooksPage, YearBooksView},
};

pub fn year_books(head: &Head, viewer: Viewer, page: YearBooksView) -> String {
    render(head, || view! { <YearBooksPage viewer page/> })
}

pub fn year_book(head: &Head, viewer: Viewer, page: YearBookView) -> String {
    render(head, || view! { <YearBookPage viewer page/> })
}

pub fn bound_book(head: &Head, viewer: Viewer, page: BoundBookView) -> String {
    render(head, || view! { <BoundBookPage viewer page/> })
}
