//! Tables: columns are declared once, rows are given; a search, choices and pages stand around them in one way.

use leptos::prelude::*;

use super::{Column, Icon};

/// What a table is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Caption {
    /// The heading above says it already.
    #[default]
    None,
    /// For screen readers only.
    Spoken(String),
    Shown(String),
}

/// A table with its head, which it has where it has columns; `children` are its bodies, and a foot where there is one.
///
/// A table inside an island is written there, with its head from `column_heads`: what stands in this one has no type, and
/// that costs the island's program more than the table does.
#[component]
pub fn Table<'c>(
    class: &'static str,
    columns: &'c [Column<'c>],
    #[prop(optional)] caption: Caption,
    children: Children,
) -> impl IntoView + use<> {
    let caption = match caption {
        Caption::None => None,
        Caption::Spoken(words) => Some(view! { <caption class="vh">{words}</caption> }.into_any()),
        Caption::Shown(words) => Some(view! { <caption>{words}</caption> }.into_any()),
    };
    let head = (!columns.is_empty()).then(|| {
        view! { <thead><tr>{columns.iter().map(|column| column.view()).collect_view()}</tr></thead> }
    });
    view! {
        <table class=class>
            {caption}
            {head}
            {children()}
        </table>
    }
}

/// The field by which a list is searched.
#[component]
pub fn SearchField(label: &'static str, value: String) -> impl IntoView {
    view! {
        <div class="search">
            <label class="vh" for="q">{label}</label>
            <input class="input" id="q" name="q" type="search" placeholder=label value=value/>
            <button aria-label="Tìm"><Icon name="search"/></button>
        </div>
    }
}

/// A choice by which a list is narrowed; `all` is what stands for no choice, `options` are codes and words.
#[component]
pub fn FilterField(
    id: &'static str,
    label: &'static str,
    all: &'static str,
    options: Vec<(String, String)>,
    /// A code; none for no choice.
    chosen: Option<String>,
) -> impl IntoView {
    let options = options
        .into_iter()
        .map(|(code, words)| {
            let selected = chosen.as_ref() == Some(&code);
            view! { <option value=code selected=selected>{words}</option> }
        })
        .collect_view();
    view! {
        <label class="vh" for=id>{label}</label>
        <select class="input" id=id name=id><option value="">{all}</option>{options}</select>
    }
}

/// A day by which a list is narrowed, as it was typed.
#[component]
pub fn FilterDay(id: &'static str, label: &'static str, value: String) -> impl IntoView {
    view! {
        <div class="filter-day">
            <label for=id>{label}</label>
            <input class="input brief" id=id name=id type="text" placeholder="ngày/tháng/năm" inputmode="numeric" value=value/>
        </div>
    }
}

/// One page of a long list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pages {
    /// From 0.
    pub page: usize,
    pub per_page: usize,
    /// Lines of all pages.
    pub lines: usize,
}

impl Pages {
    /// The page that was asked for, from 0; the last one where the list has become shorter.
    pub fn asked(page: usize, per_page: usize, lines: usize) -> Self {
        Self { page: page.min(lines.saturating_sub(1) / per_page), per_page, lines }
    }

    /// The first and the last line of this page, counted from 1.
    pub fn shown(self) -> (usize, usize) {
        (self.page * self.per_page + 1, ((self.page + 1) * self.per_page).min(self.lines))
    }

    /// Whether one page holds all of it.
    pub const fn is_whole(self) -> bool {
        self.lines <= self.per_page
    }

    fn count(self) -> usize {
        self.lines.div_ceil(self.per_page).max(1)
    }
}

/// Where one is in a long list, and the ways to the pages before and after; nothing under an empty list.
/// `what` is what is listed, as in "12 hồ sơ"; `link` gives the address of a page.
pub fn pager(pages: Pages, what: &'static str, link: impl Fn(usize) -> String) -> Option<impl IntoView> {
    let (first, last) = pages.shown();
    let words = if pages.is_whole() {
        format!("{} {what}, hết danh sách", pages.lines)
    } else {
        format!("{} {first}–{last} trong {}", domain::vietnamese::capitalised(what), pages.lines)
    };
    let before = pages.page.checked_sub(1).map(&link);
    let after = Some(pages.page + 1).filter(|next| *next < pages.count()).map(link);
    (pages.lines > 0).then(|| {
        view! {
            <p class="pager btns quiet">
                <span>{words}</span>
                {before.map(|href| view! { <a class="btn" href=href>"Trang trước"</a> })}
                {after.map(|href| view! { <a class="btn" href=href>"Trang sau"</a> })}
            </p>
        }
    })
}
