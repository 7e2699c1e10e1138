//! What waits for somebody beside their records, at the top of their work.

use domain::{
    attention::{Attention, Way},
    help::HelpFor,
    registers::Concerned,
};
use leptos::prelude::*;

use crate::{
    paths,
    ui::{Notice, NoticeKind},
};

/// One line each, with the way to where it is done.
pub fn attention(lines: impl IntoIterator<Item = Attention>) -> impl IntoView {
    let line = |one: Attention| {
        view! { <div class="cols"><p class="when"></p><div class="notices">{notice(one)}</div></div> }
    };
    lines.into_iter().map(line).collect_view()
}

/// The same where there is no margin: above the dashboard.
pub fn attention_notices(lines: Vec<Attention>) -> impl IntoView {
    lines.into_iter().map(notice).collect_view()
}

fn notice(Attention { words, way }: Attention) -> impl IntoView {
    let (address, to) = way_of(way);
    view! {
        <Notice kind=NoticeKind::Info fact=words.fact advice=words.advice>
            <a class="btn" href=address>{to}</a>
        </Notice>
    }
}

fn way_of(way: Way) -> (String, &'static str) {
    match way {
        Way::Handover(id) => (paths::handover(id), "Đọc và ký"),
        Way::Orders => (paths::LOCK_ORDERS.to_owned(), "Xem lệnh"),
        Way::Findings => (paths::SECURITY_CHECKS.to_owned(), "Xem và xử lý"),
        Way::Passwords => (paths::STAFF.to_owned(), "Xem ở trang Cán bộ"),
        Way::Appointments => (paths::WAITING_APPOINTMENTS.to_owned(), "Xem và xác nhận"),
        Way::Absences => (paths::ABSENCES.to_owned(), "Xem đợt nghỉ"),
        Way::PersonalCopy => (paths::PERSONAL_COPIES.to_owned(), "Tải bản lưu"),
        Way::Register(kind) => (paths::register_at(kind.address()), "Xem sổ"),
        Way::Entry(kind, id) if kind.register().concerned != Concerned::Nobody => {
            (paths::entry_at(kind.address(), id), "Mở ra đọc")
        }
        Way::Entry(kind, id) => (paths::entry_at(kind.address(), id), "Xem trả lời"),
        Way::TeamHelp => (paths::help_for(HelpFor::ManagementTeam.code()), "Xem hướng dẫn"),
    }
}
