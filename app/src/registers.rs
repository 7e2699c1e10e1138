//! "/so": the registers of the house. One list, one form, one page of an entry and one paper serve all of them.

mod entry;
mod form;
mod paper;
mod praise;

use domain::{
    permissions::RegisterScope,
    refusal::Words,
    registers::{Concerned, EntryTold, Register, RegisterKind},
    vietnamese,
};
use leptos::prelude::*;

pub use entry::{EntryPage, EntryView, StepView};
pub use form::{EntryFormPage, EntryFormView, FirstChoice, RegisterOption};
pub use paper::{MAX_PRINTED, RegisterPaperPage, RegisterPaperView};
pub use praise::{PraiseListPage, PraiseListView};

use crate::{
    layout::{NavItem, Page, Viewer},
    paths::{self, RegisterQuery},
    ui::{FilterField, Hidden, Icon, Look, Pages, SearchField, Status, group_of, head_below, pager, quiet_line, refused_and_done},
};

/// Entries on one page.
pub const PER_PAGE: usize = 100;

/// One register as the first page names it.
#[derive(Clone, Debug)]
pub struct RegisterChoice {
    pub kind: RegisterKind,
    pub may_enter: bool,
}

#[component]
pub fn RegistersPage(viewer: Viewer, registers: Vec<RegisterChoice>) -> impl IntoView {
    let rows = registers.iter().map(choice).collect();
    let about = "Những việc nhà trường ghi lại bên ngoài hồ sơ. Mỗi sổ có người ghi và người đọc riêng; ghi rồi thì chỉ sửa thêm, \
                 không xóa.";
    view! {
        <Page viewer=Some(viewer) here=NavItem::Registers>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::START, "Trang đầu"), "Sổ của trường", Some(about.to_owned()), ())}
                {group_of("g-cac-so", "Các sổ", rows)}
            </main>
        </Page>
    }
}

fn choice(one: &RegisterChoice) -> impl IntoView + use<> {
    let (register, address) = (one.kind.register(), one.kind.address());
    let enter = one.may_enter.then(|| view! { <a class="btn" href=paths::new_entry_at(address)>{register.new}</a> });
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what">
                <h3>{register.name}</h3>
                <p class="then">{register.about}</p>
                <p class="btns">
                    <a class="btn" href=paths::register_at(address)>"Mở sổ"<Hidden words=format!(" {}", register.one)/></a>
                    {enter}
                </p>
            </div>
        </li>
    }
}

/// All that the list of a register shows.
#[derive(Clone, Debug)]
pub struct RegisterView {
    pub register: &'static Register,
    pub query: RegisterQuery,
    pub pages: Pages,
    /// The last one first.
    pub entries: Vec<EntryTold>,
    pub may_enter: bool,
    /// Of the entries the reader sees a part: which one.
    pub scope: RegisterScope,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

#[component]
pub fn RegisterPage(viewer: Viewer, page: RegisterView) -> impl IntoView {
    let RegisterView { register, query, pages, entries, may_enter, scope, refused, done } = page;
    let kind = register.kind;
    let enter = may_enter.then(|| {
        view! {
            <p class="btns">
                <a class="btn main" href=paths::new_entry_at(kind.address())><Icon name="plus"/>{register.new}</a>
                {(kind == RegisterKind::Commendations).then(|| view! {
                    <a class="btn" href=paths::PRAISE_LIST>"Danh sách để ký"</a>
                })}
            </p>
        }
    });
    let told = view! { {enter}{refused_and_done(refused, done)} };
    let own = match scope {
        RegisterScope::All => "",
        RegisterScope::Own if register.concerned == Concerned::Nobody => " Ở đây có những mục do mình ghi.",
        RegisterScope::Own => " Ở đây có những mục do mình ghi, được giao tham mưu hoặc liên quan đến mình.",
        RegisterScope::Concerned => " Ở đây có những mục liên quan đến mình.",
    };
    let about = format!("{}{own}", register.about);
    let is_narrowed = !query.words.is_empty() || !query.state.is_empty();
    let nothing = entries.is_empty().then(|| {
        quiet_line(if is_narrowed {
            "Không tìm thấy mục nào như vậy.".to_owned()
        } else {
            format!("Chưa có {} nào.", register.one)
        })
    });
    let filters = (is_narrowed || !entries.is_empty()).then(|| filters(register, &query));
    let rows = entries.iter().map(|one| row(kind, one)).collect();
    let turning = pager(pages, "mục", move |at| paths::register_page(kind, &query, at));
    view! {
        <Page viewer=Some(viewer) here=NavItem::Registers>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::REGISTERS, "Sổ của trường"), register.name, Some(about), told)}
                {filters}
                {nothing}
                {group_of("g-cac-muc", "Các mục", rows)}
                <div class="cols"><p class="when"></p>{turning}</div>
            </main>
        </Page>
    }
}

fn filters(register: &'static Register, query: &RegisterQuery) -> impl IntoView + use<> {
    let states = register.states.iter().map(|state| (state.code.to_owned(), state.words.to_owned())).collect();
    let chosen = (!query.state.is_empty()).then(|| query.state.clone());
    let (action, paper) = (paths::register_at(register.kind.address()), paths::register_paper(register.kind, query));
    view! {
        <div class="cols"><p class="when"></p>
            <form class="filters" method="get" action=action role="search" aria-label="Lọc sổ">
                <SearchField label="Tìm chữ hoặc số" value=query.words.clone()/>
                <FilterField id="trang-thai" label="Trạng thái" all="Mọi trạng thái" options=states chosen/>
                <button class="btn">"Xem"</button>
                <a class="btn last" href=paper><Icon name="print"/>"Bản để in"</a>
            </form>
        </div>
    }
}

/// How an entry stands, as a shape: what is awaited and what is not.
fn look(is_over: bool) -> Look {
    if is_over { Look::Archived } else { Look::HandedIn }
}

fn row(kind: RegisterKind, one: &EntryTold) -> impl IntoView + use<> {
    let name = one.name.strip_prefix("số ").unwrap_or(&one.name).to_owned();
    let answer = one.answer.clone().map(|(words, who)| {
        view! { <p class="then">{format!("{}: {}.", who, vietnamese::without_stop(&words))}</p> }
    });
    let about = format!(", {}", one.name);
    view! {
        <li class="job cols">
            <p class="when"><span>"số"</span>" "<b>{name}</b></p>
            <div class="what">
                <h3><a href=paths::entry_at(kind.address(), one.id)>{one.title.clone()}<Hidden words=about/></a></h3>
                <Status look=look(one.is_over) word=one.state/>
                <p class="then">{format!("{}.", one.entered)}</p>
                {answer}
            </div>
        </li>
    }
}
