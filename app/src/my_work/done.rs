//! "/da-nop": all that the viewer has handed in, newest first, by the day.

use domain::{
    days::{day_of, local},
    my_work::{Done, DoneItem},
    updates::MARK,
    vietnamese::{self, capitalised},
};
use leptos::prelude::*;

use super::{Shown, job};
use crate::{
    layout::{NavItem, Page, Viewer},
    locked::shut_for_me,
    paths,
    review_standing::{applied, applied_sentence, review_look, review_sentence},
    ui::{Hidden, Look, Status, group_of, standing_words},
};

#[component]
pub fn DonePage(
    viewer: Viewer,
    done: Done,
    /// The name of the last year that is over.
    ended: Option<String>,
) -> impl IntoView {
    let Done { now, honorific, items, freed } = done;
    let count = items.len();
    let year = viewer
        .looks_back
        .as_ref()
        .map_or_else(|| "năm học này".to_owned(), |year| format!("năm học {}", vietnamese::school_year(year)));
    let is_over = viewer.looks_back.is_some();
    let ended = ended.filter(|_| !is_over).map(|name| {
        let words = format!("Hồ sơ đã nộp năm học {}", vietnamese::school_year(&name));
        (paths::in_year(paths::DONE, Some(&name)), words)
    });
    let shown = Shown { honorific, now, usual: None };
    let before = ended.clone().map(|(address, words)| view! { <p class="way"><a href=address>{words}</a></p> });
    let empty = if is_over {
        "Không nộp hồ sơ nào"
    } else if ended.is_some() {
        "Năm học này chưa nộp hồ sơ nào"
    } else {
        "Chưa nộp hồ sơ nào"
    };
    let before_too = ended.map(|(address, words)| view! { <a class="btn" href=address>{words}</a> });
    view! {
        <Page viewer=Some(viewer) here=NavItem::Done>
            <main id="noi-dung" class="sheet" tabindex="-1">
                <header class="head cols">
                    <p class="when"><span>"Hôm nay"</span>" "<b>{vietnamese::weekday_and_date(day_of(now))}</b></p>
                    <div class="lead"><h1>"Hồ sơ đã nộp"</h1><p>{format!("{count} hồ sơ trong {year}")}</p>{before}</div>
                </header>
                {if items.is_empty() {
                    view! {
                        <div class="cols"><p class="when"></p><div class="empty">
                            <h2>{empty}</h2>
                            {(!is_over).then(|| view! {
                                <p>"Hồ sơ nộp xong nằm ở đây, kèm biên nhận và mọi phiên bản."</p>
                                <div class="btns">
                                    <a class="btn main" href=paths::MY_WORK>"Xem việc phải nộp"</a>{before_too}
                                </div>
                            })}
                        </div></div>
                    }.into_any()
                } else {
                    view! {
                        <section class="group" aria-labelledby="g-nop">
                            <h2 id="g-nop" class="vh">"Mới nhất trước"</h2>
                            <ul class="jobs">{items.iter().map(done_item).collect_view()}</ul>
                        </section>
                    }.into_any()
                }}
                {group_of("g-mien", "Được miễn, không phải nộp", freed.iter().map(|item| job(item, shown)).collect())}
            </main>
        </Page>
    }
}

/// One record that was handed in, with its receipt and the way to a new version.
pub(super) fn done_item(item: &DoneItem) -> impl IntoView + use<> {
    let at = local(item.at);
    let then = match &item.by_other {
        Some(who) => format!("{} nộp, phiên bản {}. ", capitalised(who), item.versions),
        None => format!("Phiên bản {}. ", item.versions),
    };
    let title = if item.has_page {
        view! { <a href=paths::record(item.obligation)>{item.title.clone()}</a> }.into_any()
    } else {
        item.title.clone().into_any()
    };
    view! {
        <li class="job cols">
            <p class="when">
                <span>"nộp "{vietnamese::weekday(at.date())}</span>" "<b>{vietnamese::date(at.date())}</b>" "
                <span>{vietnamese::hour(at.time())}</span>
            </p>
            <div class="what">
                <h3>{title}</h3>
                <Status look=item.standing word=standing_words(item.standing)/>
                {item.is_update.then(|| view! { <Status look=Look::Amended word=MARK/> })}
                <p class="then">
                    {then}
                    {item.receipt.map(|receipt| view! {
                        <a href=paths::receipt(receipt)>"Xem biên nhận"<Hidden words=format!(" {}", item.title)/></a>
                    })}
                </p>
                {shut_for_me(item.obligation, &item.title, item.shut.as_ref().filter(|_| !item.again), item.way)}
                {item.review.as_ref().map(|told| {
                    let (look, word) = review_look(told);
                    view! {
                        <div class="review">
                            <Status look word/>{applied(told)}<p class="then">{review_sentence(told)}</p>{applied_sentence(told)}
                        </div>
                    }
                })}
            </div>
            {item.again.then(|| view! {
                <a class="btn do" href=paths::hand_in(item.obligation)>"Nộp lại"<Hidden words=format!(" {}", item.title)/></a>
            })}
        </li>
    }
}
