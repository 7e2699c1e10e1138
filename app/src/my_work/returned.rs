//! What was given back, first of all on "Việc của tôi": why, and by its own day.

use domain::{
    my_work::{MyWork, ReturnedItem},
    people::Honorific,
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    locked::shut_for_me,
    paths,
    review_standing::{correction_margin, reasons_and_words},
    ui::{Hidden, Look, Status, standing_words},
};

pub(super) fn returned(work: &MyWork) -> Option<impl IntoView + use<>> {
    let honorific = work.honorific;
    (!work.returned.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby="g-sua">
                <h2 id="g-sua">"Trả lại để sửa"" "<small>"Chỉ tính ngày sửa xong; nộp lần đầu đúng hạn thì vẫn là đúng hạn."</small></h2>
                <ul class="jobs">{work.returned.iter().map(|item| job(item, honorific)).collect_view()}</ul>
            </section>
        }
    })
}

fn job(item: &ReturnedItem, honorific: Honorific) -> impl IntoView + use<> {
    let back = &item.back;
    let title = item.title.replace(" · ", ", ");
    let (at, who) = (vietnamese::moment(back.at), back.who.clone());
    let first_by = item.first_by.clone().unwrap_or_else(|| honorific.word().to_owned());
    let standing = standing_words(item.standing).to_lowercase();
    view! {
        <li class="job cols">
            {correction_margin(back)}
            <div class="what">
                <h3><a href=paths::record(item.obligation)>{item.title.clone()}</a></h3>
                <Status look=Look::Returned word="Trả lại để sửa" tint=true/>
                <p class="then">
                    {who}" trả lại phiên bản "{item.version}" lúc "{at}". Lần nộp đầu của "{first_by}": "{standing}"."
                </p>
                <div class="returned-for">{reasons_and_words(&back.reasons, &back.words)}</div>
                {(item.open_comments > 0).then(|| view! {
                    <p class="then">
                        <a href=paths::record_comments(item.obligation)>
                            {item.open_comments}" góp ý chưa xong"<Hidden words=format!(", {title}")/>
                        </a>
                    </p>
                })}
                {shut_for_me(item.obligation, &item.title, item.shut.as_ref(), item.way)}
            </div>
            {item.shut.is_none().then(|| view! {
                <a class="btn do main" href=paths::hand_in(item.obligation)>"Nộp bản sửa"<Hidden words=format!(" {title}")/></a>
            })}
        </li>
    }
}
