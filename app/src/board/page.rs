//! The page around the island.

use domain::{board::Board, record_list::RecordList};
use leptos::prelude::*;

use super::LiveBoard;
use crate::frame::{Page, Place, Reader};

#[component]
pub fn BoardPage(reader: Reader, board: Board, open: Option<(String, RecordList)>) -> impl IntoView {
    view! {
        <Page reader=Some(reader) here=Place::Board>
            <main id="noi-dung" class="page" tabindex="-1"><LiveBoard board open/></main>
        </Page>
    }
}

/// Before there is a calendar.
#[component]
pub fn NoCalendarPage(reader: Option<Reader>, may_enter: bool) -> impl IntoView {
    view! {
        <Page reader here=Place::Board>
            <main id="noi-dung" class="page" tabindex="-1">
                <h1>"Bảng theo dõi"</h1>
                <div class="empty">
                    <h2>"Bảng này cần lịch năm học trước"</h2>
                    <p>"Chưa có lịch thì chưa có hạn nào, nên chưa ai bị tính muộn. Nhập lịch xong bảng tự hiện."</p>
                    {may_enter.then(|| view! {
                        <div class="btns"><a class="btn main" href="/cai-dat/lich-nam-hoc">"Nhập lịch năm học"</a></div>
                    })}
                </div>
            </main>
        </Page>
    }
}
