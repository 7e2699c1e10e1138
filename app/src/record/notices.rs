//! What stands above a record that nobody changes: an order shuts it, it lies in the archive, or it is owed no longer.

use domain::{
    record::RecordPage as Record,
    refusal::{Refusal, Words},
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    locked::{archived_notice, disposed_notice},
    paths,
    ui::{Notice, NoticeKind},
};

pub(super) fn notices(record: &Record, refused: Option<Words>) -> Option<impl IntoView + use<>> {
    let closed = record
        .closing
        .as_ref()
        .map(|closing| format!("Đã đóng lúc {} vì {}.", vietnamese::moment(closing.at), vietnamese::without_stop(&closing.reason)));
    let shut = record.shut.clone().map(|shut| (paths::lock_order(shut.order), Refusal::from(shut).words()));
    let ask = record.may_ask.then(|| paths::ask_for_update(record.obligation));
    let disposed = record.disposed.as_ref().map(disposed_notice);
    let archived = record.archived.filter(|_| disposed.is_none()).map(archived_notice);
    (closed.is_some() || shut.is_some() || archived.is_some() || disposed.is_some() || refused.is_some()).then(|| {
        view! {
            <div class="notices">
                {refused.map(|words| view! { <Notice kind=NoticeKind::Bad fact=words.fact advice=words.advice/> })}
                {shut.map(|(order, words)| view! {
                    <Notice kind=NoticeKind::Info fact=words.fact advice=words.advice>
                        {ask.map(|ask| view! { <a class="btn" href=ask>"Xin bổ sung sau khóa"</a>" " })}
                        <a href=order>"Xem lệnh khóa"</a>
                    </Notice>
                })}
                {archived}
                {disposed}
                {closed.map(|advice| view! { <Notice kind=NoticeKind::Info fact="Hồ sơ này không phải nộp nữa" advice/> })}
            </div>
        }
    })
}
