//! "/ban-luu": what somebody takes home of their records; "/ban-luu/moi-nguoi": how old everybody's copy is.

mod rescue;

use domain::{
    personal_copies::{CopyKind, CopyLine, CopyLines, CopySize, PersonalCopy},
    refusal::Words,
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    printed::printed_foot,
    ui::{Caption, Column, HiddenField, Icon, PrintButton, Table, group_of, head_below, quiet_line, refused_and_done},
};

pub use rescue::{GivenCopy, RescuePage, RescueView};

/// All that one's own page shows.
#[derive(Clone, Debug)]
pub struct OwnCopiesView {
    /// Those that were taken, the last one first.
    pub taken: Vec<PersonalCopy>,
    /// How much a copy of everything would hold.
    pub all: CopySize,
    /// How much of it is in no copy.
    pub new: CopySize,
    /// What is not in it, and why.
    pub left_out: Vec<String>,
    /// Leadership and management team see how old everybody's copy is.
    pub sees_everybody: bool,
    pub refused: Option<Words>,
}

#[component]
pub fn OwnCopiesPage(viewer: Viewer, page: OwnCopiesView) -> impl IntoView {
    let OwnCopiesView { taken, all, new, left_out, sees_everybody, refused } = page;
    let last = match taken.first() {
        Some(last) => format!("Bản lưu gần nhất: {}, {}.", vietnamese::moment(last.at), last.size.words()),
        None => "Chưa có bản lưu nào.".to_owned(),
    };
    let everybody = sees_everybody.then(|| {
        view! {
            <div class="btns"><a class="btn" href=paths::EVERYBODYS_COPIES><Icon name="list"/>"Bản lưu của mọi người"</a></div>
        }
    });
    let told = view! {
        <p class="sub">
            "Quy chế (Điều 6, 7, 8) giao mỗi người giữ hồ sơ của mình trên máy riêng, phòng khi hệ thống hỏng. "
            "Tải về, giải nén, giữ nguyên cả thư mục; mở tệp index.html để xem lại."
        </p>
        {everybody}
        {refused_and_done(refused, None)}
    };
    let left_out: Vec<_> = left_out.into_iter().map(|line| view! { <li>{line}</li> }).collect();
    let earlier = taken.iter().map(row).collect();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Elsewhere>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::ACCOUNT, "Tài khoản"), "Bản lưu cá nhân", Some(last), told)}
                {ways(all, new, !taken.is_empty())}
                {(!left_out.is_empty()).then(|| view! {
                    <section class="group" aria-labelledby="g-khong-co">
                        <h2 id="g-khong-co">"Không có trong bản lưu"</h2>
                        <div class="cols"><p class="when"></p><ul class="quiet">{left_out}</ul></div>
                    </section>
                })}
                {group_of("g-da-tai", "Các bản đã tải", earlier)}
            </main>
        </Page>
    }
}

/// Everything; and what is new, for whoever has a copy already.
fn ways(all: CopySize, new: CopySize, has_copy: bool) -> AnyView {
    if all.records == 0 {
        return quiet_line("Chưa có hồ sơ nào để lưu.").into_any();
    }
    let nothing_new = (has_copy && new.records == 0).then(|| quiet_line("Không có gì mới so với các bản đã tải."));
    let part = (has_copy && new.records > 0).then(|| {
        let label = format!("Chỉ tải phần mới ({} hồ sơ, {})", new.records, vietnamese::file_size(new.bytes));
        way(CopyKind::New, label, "btn main")
    });
    let class = if part.is_some() { "btn" } else { "btn main" };
    let whole = way(CopyKind::All, format!("Tải tất cả ({})", all.words()), class);
    view! {
        {nothing_new}
        <div class="cols"><p class="when"></p><div class="stack narrow">{part}{whole}</div></div>
    }
    .into_any()
}

/// A form without anything to type: a download that is noted is no link.
fn way(kind: CopyKind, label: String, class: &'static str) -> impl IntoView {
    view! {
        <form method="post" action=paths::TAKE_COPY>
            <HiddenField name="kind" value=kind.code()/>
            <div class="btns"><button class=class>{label}</button></div>
        </form>
    }
}

fn row(copy: &PersonalCopy) -> AnyView {
    let PersonalCopy { number, at, kind, size, .. } = *copy;
    let what = format!("{}: {}.", kind.words(), size.words());
    view! {
        <li class="job cols">
            <p class="when"><span>"số"</span>" "<b>{number}</b></p>
            <div class="what"><h3>{vietnamese::moment(at)}</h3><p class="then">{what}</p></div>
        </li>
    }
    .into_any()
}

const COLUMNS: [Column; 4] =
    [Column::new("Họ và tên"), Column::new("Chức vụ"), Column::new("Bản lưu gần nhất"), Column::new("Hồ sơ chưa có trong bản lưu")];

/// All that the overview shows, in the school year of this name.
#[derive(Clone, Debug)]
pub struct EverybodysCopiesView {
    pub school_year: String,
    pub list: CopyLines,
}

#[component]
pub fn EverybodysCopiesPage(viewer: Viewer, page: EverybodysCopiesView) -> impl IntoView {
    let EverybodysCopiesView { school_year, list } = page;
    let foot = printed_foot(&viewer, vec!["Bản lưu của mọi người".to_owned(), school_year]);
    let about = format!("{}. Chỉ tính người có hồ sơ đã nộp.", list.words());
    let print = view! {
        <div class="btns scr">
            <PrintButton words="In danh sách"/>
            <a class="btn" href=paths::RESCUE><Icon name="upload"/>"Nhận lại bản lưu"</a>
        </div>
    };
    let nobody = list.lines.is_empty().then(|| quiet_line("Chưa ai nộp hồ sơ nào."));
    let rows = list.lines.iter().map(line).collect_view();
    let table = (!list.lines.is_empty()).then(|| {
        view! {
            <Table class="grid" columns=&COLUMNS caption=Caption::Spoken("Bản lưu của từng người".to_owned())>
                <tbody>{rows}</tbody>
            </Table>
        }
    });
    view! {
        <Page viewer=Some(viewer) here=NavItem::Elsewhere>
            <main id="noi-dung" class="sheet indented" tabindex="-1">
                {head_below((paths::PERSONAL_COPIES, "Bản lưu cá nhân"), "Bản lưu của mọi người", Some(about), print)}
                <div>{nobody}{table}</div>
                {foot}
            </main>
        </Page>
    }
}

fn line(one: &CopyLine) -> impl IntoView + use<> {
    let last = one.last.map_or_else(|| "Chưa có".to_owned(), |last| vietnamese::moment(last.at));
    let is_old = !one.is_fresh;
    let (name, titles, uncopied) = (one.name.clone(), one.titles.clone(), one.uncopied);
    view! {
        <tr>
            <th scope="row"><a href=paths::person(one.person)>{name}</a></th>
            <td>{titles}</td>
            <td>{if is_old { view! { <b>{last}</b> }.into_any() } else { last.into_any() }}</td>
            <td>{uncopied}</td>
        </tr>
    }
}
