//! "/luu-tru/ho-so/…": one record as it lies in the archive, what keeps it there, and the ways to hold it and to take it out.

use domain::{forms::FormErrors, obligations::ObligationId, refusal::Words};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    proof::proof_asked,
    ui::{Extra, HiddenField, TextField, group_of, head_below, refused_and_done},
};

/// One time that it went in.
#[derive(Clone, Debug)]
pub struct ArchivedTime {
    pub package: u32,
    /// "Đưa vào lúc … "
    pub put: String,
    /// Versions with receipts, files with hashes, decisions: each a line.
    pub lines: Vec<String>,
    /// SHA-256 of what was written down of it.
    pub hash: String,
    /// Who took it out, when and why.
    pub returned: Option<String>,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct ArchivedRecordView {
    pub obligation: ObligationId,
    pub title: String,
    /// How long it is kept and by what; what holds it.
    pub kept: Vec<String>,
    /// The last one first.
    pub times: Vec<ArchivedTime>,
    pub may_hold: bool,
    /// The principal, while it lies there.
    pub may_take_out: bool,
    pub asks_again: bool,
    /// What was typed into the form that was refused: of the hold or of the way out.
    pub reason: String,
    pub errors: FormErrors,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

#[component]
pub fn ArchivedRecordPage(viewer: Viewer, page: ArchivedRecordView) -> impl IntoView {
    let ArchivedRecordView { obligation, title, kept, times, may_hold, may_take_out, asks_again, reason, errors, refused, done } =
        page;
    let kept: Vec<_> = kept.into_iter().map(|line| view! { <p class="then">{line}</p> }).collect();
    let told = view! {
        {kept}
        <div class="btns scr"><a class="btn" href=paths::record(obligation)>"Mở trang hồ sơ"</a></div>
        {refused_and_done(refused, done)}
    };
    let up = times.first().map_or_else(|| paths::ARCHIVE.to_owned(), |one| paths::archive_package(one.package));
    let times = times.into_iter().map(time).collect();
    let out = may_take_out.then(|| {
        let hint = Some("Ghi ở trang này; nhật ký ghi ai lấy ra và lúc nào.");
        let extra = Extra { hint, required: true, ..Extra::default() };
        let proof = proof_asked(asks_again, &errors);
        view! {
            <section class="group scr" aria-labelledby="g-lay-ra">
                <h2 id="g-lay-ra">"Lấy ra khỏi lưu trữ"</h2>
                <div class="cols"><p class="when"></p>
                    <form method="post" action=paths::take_out(obligation) class="stack narrow">
                        <TextField id="ly-do-lay-ra" name="reason" label="Vì sao lấy ra" value=reason errors=errors.clone() extra/>
                        {proof}
                        <div class="btns"><button class="btn">"Lấy ra, cho sửa lại"</button></div>
                    </form>
                </div>
            </section>
        }
    });
    let hold = may_hold.then(|| {
        let hint = Some("Ví dụ: đang có đơn, đang thanh tra.");
        let extra = Extra { hint, required: true, ..Extra::default() };
        view! {
            <section class="group scr" aria-labelledby="g-giu-lai">
                <h2 id="g-giu-lai">"Giữ lại hồ sơ này"</h2>
                <div class="cols"><p class="when"></p>
                    <form method="post" action=paths::HOLDS class="stack narrow">
                        <HiddenField name="record" value=obligation.to_string()/>
                        <TextField id="ly-do-giu" name="reason" label="Vì sao giữ lại" value=String::new() errors=FormErrors::default() extra/>
                        <div class="btns"><button class="btn">"Giữ lại, không cho hủy"</button></div>
                    </form>
                </div>
            </section>
        }
    });
    view! {
        <Page viewer=Some(viewer) here=NavItem::Archive>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((up, "Gói lưu trữ"), title, None, told)}
                {group_of("g-trong-luu-tru", "Trong lưu trữ", times)}
                {hold}
                {out}
            </main>
        </Page>
    }
}

fn time(one: ArchivedTime) -> AnyView {
    let ArchivedTime { package, put, lines, hash, returned } = one;
    let lines: Vec<_> = lines.into_iter().map(|line| view! { <p class="then">{line}</p> }).collect();
    let returned = returned.map(|words| view! { <p class="then"><b>{words}</b></p> });
    view! {
        <li class="job cols">
            <p class="when"><span>"gói"</span>" "<b>{package}</b></p>
            <div class="what">
                <h3><a href=paths::archive_package(package)>{put}</a></h3>
                {returned}
                {lines}
                <p class="note">"Mã của phần ghi lại: "<code>{hash}</code></p>
            </div>
        </li>
    }
    .into_any()
}
