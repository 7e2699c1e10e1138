//! "/viec-theo-gio": what happens by itself, when it was ordered for and when it was done.

use domain::{
    days::{Timestamp, day_of, local},
    lateness::{OutageLine, outage_words},
    schedule::{About, OccasionLine, ScheduleTold},
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    occasions::{done_words, is_late},
    paths,
    ui::{Look, Status, quiet_line},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct ScheduleView {
    pub now: Timestamp,
    pub schedule: ScheduleTold,
    /// Of the school year, the last one first.
    pub outages: Vec<OutageLine>,
}

#[component]
pub fn SchedulePage(viewer: Viewer, page: ScheduleView) -> impl IntoView {
    let ScheduleView { now, schedule, outages } = page;
    view! {
        <Page viewer=Some(viewer) here=NavItem::Locks>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                <header class="head cols">
                    <p class="when"><span>"Hôm nay"</span>" "<b>{vietnamese::weekday_and_date(day_of(now))}</b></p>
                    <div>
                        <a class="back" href=paths::LOCK_ORDERS>"Lệnh khóa, mở"</a>
                        <h1>"Việc theo giờ"</h1>
                        <p class="sub">
                            "Đến giờ thì tự có hiệu lực, kể cả khi máy chủ tắt; máy chủ chạy lại thì ghi bù theo đúng thứ tự."
                        </p>
                        <p class="way"><a href=paths::BACKUPS>"Sao lưu"</a></p>
                    </div>
                </header>
                {group("g-sap-den", "Sắp đến giờ", "Chưa có việc nào hẹn giờ.", &schedule.coming)}
                {group("g-da-lam", "Đã làm", "Chưa có việc nào đến giờ.", &schedule.done)}
                {off(&outages, now)}
            </main>
        </Page>
    }
}

fn group(id: &'static str, title: &'static str, none: &'static str, lines: &[OccasionLine]) -> impl IntoView + use<> {
    let is_empty = lines.is_empty();
    view! {
        <section class="group" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {is_empty.then(|| quiet_line(none))}
            <ul class="jobs">{lines.iter().map(line).collect_view()}</ul>
        </section>
    }
}

/// When no server was there: what came at its minute then was noted afterwards, and nobody could hand in.
fn off(outages: &[OutageLine], now: Timestamp) -> impl IntoView + use<> {
    let none = outages.is_empty().then(|| quiet_line("Năm học này máy chủ chưa ngừng lần nào quá 2 phút."));
    let lines = outages
        .iter()
        .map(|line| {
            let one = &line.outage;
            let (from, words) = (local(one.from), format!("{}.", outage_words(one, now)));
            let word = if one.until.is_none() { "Đang ngừng hoặc không nhận được tệp" } else { "Đã chạy lại" };
            let look = if one.until.is_none() { Look::NotYetDue } else { Look::OnTime };
            view! {
                <li class="job cols">
                    <p class="when">
                        <span>"ngừng"</span>" "<b>{vietnamese::date(from.date())}</b>" "<span>{vietnamese::hour(from.time())}</span>
                    </p>
                    <div class="what"><h3>{words}</h3><Status look word/>{remedies(line, now)}</div>
                </li>
            }
        })
        .collect_view();
    let list = (!outages.is_empty()).then(|| view! { <ul class="jobs">{lines}</ul> });
    view! {
        <section class="group" aria-labelledby="g-may-chu-ngung">
            <h2 id="g-may-chu-ngung">"Máy chủ ngừng"" "<small>"Mất điện, tắt máy, máy ngủ, đầy đĩa hoặc kho tệp hỏng, quá 2 phút."</small></h2>
            {none}
            {list}
        </section>
    }
}

/// What the leadership may make good: it is looked at first, and nothing is done by the way there.
fn remedies(line: &OutageLine, now: Timestamp) -> Option<impl IntoView + use<>> {
    let reason = format!("Máy chủ ngừng {}", vietnamese::with_small_beginning(&outage_words(&line.outage, now)));
    let more_time = line.more_time.map(|one| {
        let (address, words) =
            (paths::extend_due(one.due, one.until, &reason), format!("Gia hạn {} hồ sơ đến hạn lúc đó", one.records));
        view! { <a href=address>{words}</a> }
    });
    let shut = line.shut.map(|days| {
        let words = format!("Báo nghỉ {}", vietnamese::days(days));
        view! { <a href=paths::declare_closure_on(days)>{words}</a> }
    });
    let between = (more_time.is_some() && shut.is_some()).then_some(" · ");
    (more_time.is_some() || shut.is_some()).then(|| view! { <p class="then">{more_time}{between}{shut}</p> })
}

fn line(line: &OccasionLine) -> impl IntoView + use<> {
    let at = local(line.at);
    let look = if line.ran_at.is_none() { Look::NotYetDue } else { Look::OnTime };
    let word = match line.ran_at {
        None => "Chưa đến giờ",
        Some(_) if is_late(line) => "Đã ghi bù",
        Some(_) => "Đúng giờ",
    };
    let words = line.words.clone();
    view! {
        <li class="job cols">
            <p class="when">
                <span>"hẹn"</span>" "<b>{vietnamese::date(at.date())}</b>" "<span>{vietnamese::hour(at.time())}</span>
            </p>
            <div class="what">
                <h3>
                    {match line.about {
                        About::Order(order) => view! { <a href=paths::lock_order(order)>{words}</a> }.into_any(),
                        About::Update(update) => view! { <a href=paths::update(update)>{words}</a> }.into_any(),
                        About::Delegation | About::Digest => view! { <span>{words}</span> }.into_any(),
                    }}
                </h3>
                <Status look word/>
                {done_words(line).map(|words| view! { <p class="then">{words}</p> })}
            </div>
        </li>
    }
}
