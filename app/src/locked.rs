//! What stands in the place of a button on a record that an order shuts, on whichever page.

use domain::{
    obligations::{Archived, Disposed, ObligationId},
    refusal::{ArchiveRefusal, Refusal, Shut},
    updates::UpdateWay,
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    paths,
    ui::{Hidden, Look, Notice, NoticeKind, Status},
};

/// Which order, and since when; with the way to it.
pub fn shut_line(shut: &Shut) -> impl IntoView + use<> {
    view! { <p class="then shut-line">{shut.line()}". "<a href=paths::lock_order(shut.order)>"Xem lệnh"</a></p> }
}

/// That the record lies in the archive, in which package and since when: nobody changes it, and everybody reads on.
pub fn archived_notice(archived: Archived) -> impl IntoView {
    let Archived { package, at } = archived;
    let words = Refusal::from(ArchiveRefusal::Archived { package, at }).words();
    let advice = "Hồ sơ vẫn mở xem được; cần sửa thì nhờ hiệu trưởng lấy ra khỏi lưu trữ trước.";
    view! { <Notice kind=NoticeKind::Info fact=words.fact advice/> }
}

/// That the files of the record are gone, by which minutes and when: what is known of them stays.
pub fn disposed_notice(disposed: &Disposed) -> impl IntoView + use<> {
    let advice = "Không mở lại tệp được nữa. Người nộp, giờ nộp, biên nhận, mã của từng tệp, quyết định duyệt và nhật ký vẫn còn.";
    view! { <Notice kind=NoticeKind::Info fact=disposed.words() advice/> }
}

/// To whoever could hand the record in: that it is shut, with its mark and by which order, and where one goes on; or until when it
/// is open for them. Nothing where no order shuts it.
pub fn shut_for_me(obligation: ObligationId, title: &str, shut: Option<&Shut>, way: Option<UpdateWay>) -> impl IntoView + use<> {
    let title = title.replace(" · ", ", ");
    let way = way.map(|way| match way {
        UpdateWay::Ask => view! {
            <p class="then">
                <a href=paths::ask_for_update(obligation)>"Xin bổ sung sau khóa"<Hidden words=format!(" {title}")/></a>
            </p>
        }
        .into_any(),
        UpdateWay::Waits(update) => view! {
            <p class="then"><a href=paths::update(update)>"Xem đề nghị đang chờ"<Hidden words=format!(", {title}")/></a></p>
        }
        .into_any(),
        UpdateWay::Open { by, until } => view! {
            <p class="then">{open_words(until)}". "<a href=paths::update(by)>"Xem đề nghị"<Hidden words=format!(", {title}")/></a></p>
        }
        .into_any(),
    });
    view! {
        {shut.map(|shut| view! { <Status look=Look::Locked word="Đã khóa"/>{shut_line(shut)} })}
        {way}
    }
}

/// "Mở để bổ sung đến 16:20 ngày 25/11/2026".
pub fn open_words(until: Option<domain::days::Timestamp>) -> String {
    match until {
        Some(until) => format!("Mở để bổ sung đến {}", vietnamese::moment(until)),
        None => "Đang mở để bổ sung".to_owned(),
    }
}
