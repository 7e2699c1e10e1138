//! What is open for the viewer for some hours after a lock: before all else, since the hours run.

use domain::my_work::{MyWork, OpenedItem};
use leptos::prelude::*;

use crate::{
    locked::open_words,
    paths,
    ui::{Hidden, Status, standing_words},
};

pub(super) fn opened(work: &MyWork) -> Option<impl IntoView + use<>> {
    (!work.opened.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby="g-mo">
                <h2 id="g-mo">"Đang mở để bổ sung"" "<small>"Hết giờ thì tự khóa lại; đúng hạn hay muộn không đổi."</small></h2>
                <ul class="jobs">{work.opened.iter().map(job).collect_view()}</ul>
            </section>
        }
    })
}

fn job(item: &OpenedItem) -> impl IntoView + use<> {
    let title = item.title.replace(" · ", ", ");
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what">
                <h3><a href=paths::record(item.obligation)>{item.title.clone()}</a></h3>
                <Status look=item.standing word=standing_words(item.standing)/>
                <p class="then">{open_words(item.until)}". "<a href=paths::update(item.by)>{item.name.clone()}</a></p>
            </div>
            <a class="btn do main" href=paths::hand_in(item.obligation)>"Nộp bổ sung"<Hidden words=format!(" {title}")/></a>
        </li>
    }
}
