//! "/bo-sung/…": one request with its records, what was decided, and what the reader may do with it.

use domain::{
    forms::FormErrors,
    locks::SignedLine,
    obligations::Reason,
    refusal::Words,
    updates::{Minutes, MinutesRecord, MinutesVersion, OpenFor, RecordTold, UpdateState, UpdateTold},
    vietnamese,
};
use leptos::prelude::*;

use super::status;
use crate::{
    kept_files::kept_files,
    layout::{NavItem, Page, Viewer},
    papers::moment,
    paths,
    ui::{Extra, Hidden, HiddenField, Icon, Look, Status, TextAreaField, TextField, refused_and_done},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct UpdateView {
    pub minutes: Minutes,
    /// For how many hours, as typed, or as it begins.
    pub hours: String,
    /// For how many at most.
    pub max_hours: u32,
    /// Why it is refused, as typed.
    pub words: String,
    pub errors: FormErrors,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

#[component]
pub fn UpdatePage(viewer: Viewer, page: UpdateView) -> impl IntoView {
    let UpdateView { minutes, hours, max_hours, words, errors, refused, done } = page;
    let update = minutes.update.clone();
    let (look, word) = status(&update);
    let records = update.records.iter().zip(&minutes.records).map(|(told, record)| self::record(&update, told, record));
    let records = records.collect_view();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Updates>
            <main id="noi-dung" class="sheet record" tabindex="-1">
                <header class="head cols">
                    <p class="when"></p>
                    <div>
                        <a class="back" href=paths::UPDATES>"Bổ sung sau khóa"</a>
                        <div class="lead">
                            <h1>{update.name.clone()}</h1>
                            <a class="btn" href=paths::update_minutes(update.id)><Icon name="print"/>"Biên bản"</a>
                        </div>
                        <Status look word/>
                        {refused_and_done(refused, done)}
                        {facts(&update)}
                        {kept_files("Tệp minh chứng", &update.files, &|place| paths::update_file(update.id, place))}
                    </div>
                </header>
                <section class="group" aria-labelledby="g-ho-so">
                    <h2 id="g-ho-so">"Hồ sơ trong đề nghị"</h2>
                    <ul class="jobs">{records}</ul>
                </section>
                {deeds(&update, hours, max_hours, words, &errors)}
            </main>
        </Page>
    }
}

fn facts(update: &UpdateTold) -> impl IntoView + use<> {
    let fact = |name: &'static str, words: String| view! { <div><dt>{name}</dt><dd>{words}</dd></div> };
    view! {
        <dl class="facts">
            {fact("Người xin", format!("{}, lúc {}", update.requested.who, moment(update.requested.at)))}
            {fact("Lý do", update.reason.clone())}
            {fact("Minh chứng", evidence(update))}
            {decided(update).map(|words| fact("Quyết định", words))}
            {ended_early(update).map(|words| fact("Khóa lại trước giờ", words))}
        </dl>
    }
}

/// The words that bear it out.
pub(super) fn evidence(update: &UpdateTold) -> String {
    match (update.evidence.as_str(), update.files.len()) {
        ("", 0) => "không ghi".to_owned(),
        ("", files) => format!("{files} tệp"),
        (words, 0) => words.to_owned(),
        (words, files) => format!("{}; {files} tệp", vietnamese::without_stop(words)),
    }
}

/// What was decided, by whom and when; `None` while nobody has said anything.
pub(super) fn decided(update: &UpdateTold) -> Option<String> {
    let names = update.signatures.iter().map(signed).collect::<Vec<_>>().join("; ");
    if let Some(granted) = &update.granted {
        let how = match granted.open_for {
            OpenFor::TheHours => "nộp được nhiều lần",
            OpenFor::OneHandIn => "mỗi hồ sơ nộp một lần",
        };
        return Some(format!(
            "Đồng ý mở {} giờ, từ {} đến {}, {how}. Căn cứ {}. Quyết định: {names}.",
            granted.hours,
            moment(granted.at),
            moment(granted.until),
            granted.clause
        ));
    }
    let refused = update.refused.as_ref().map(|refused| {
        let said = vietnamese::without_stop(&refused.words);
        format!("Không đồng ý: {said}. Quyết định: {}.", signed(&refused.by))
    });
    let ended = refused.or_else(|| update.withdrawn_at.map(|at| format!("Người xin rút lúc {}.", moment(at))));
    let proposed = update.proposed_hours.map(|hours| format!("Đề xuất mở {hours} giờ: {names}."));
    match (ended, proposed) {
        (Some(ended), Some(proposed)) => Some(format!("{ended} Trước đó: {}", vietnamese::with_small_beginning(&proposed))),
        (Some(ended), None) => Some(ended),
        (None, Some(proposed)) => Some(format!("{proposed} Chờ hiệu trưởng cùng quyết định.")),
        (None, None) => None,
    }
}

/// That it was ended before its hours were over, by whom and when.
pub(super) fn ended_early(update: &UpdateTold) -> Option<String> {
    let closed = update.closed.as_ref().map(|closed| vietnamese::capitalised(&format!("{}.", signed(closed))));
    closed.or_else(|| update.finished_at.map(|at| format!("Người đề nghị báo xong lúc {}.", moment(at))))
}

/// "hiệu trưởng Nguyễn Thị Minh Nguyệt lúc 10:00:00 ngày 25/11/2026".
fn signed(one: &SignedLine) -> String {
    let acting = one.acting.as_ref().map(|acting| format!(" {acting}")).unwrap_or_default();
    format!("{} {}{acting} lúc {}", vietnamese::with_small_beginning(one.post.words()), one.who, moment(one.at))
}

fn record(update: &UpdateTold, told: &RecordTold, record: &MinutesRecord) -> impl IntoView + use<> {
    let title = told.title.clone();
    let heading = if told.is_known {
        view! { <a href=paths::record(told.obligation)>{title.clone()}</a> }.into_any()
    } else {
        title.clone().into_any()
    };
    let may_hand_in = update.may_finish && record.shut_again.is_none() && told.left_out.is_none();
    let shut = match (record.shut_again, told.shut_again, &told.left_out) {
        (Some(at), ..) => Some(format!("Khóa lại lúc {}.", moment(at))),
        (None, Some(at), None) => Some(format!("Mở đến {}.", moment(at))),
        (None, Some(at), Some(words)) => Some(format!("{words}, dù giờ mở đến {}.", moment(at))),
        (None, None, Some(words)) => Some(format!("{words}, không cần mở.")),
        (None, None, None) => None,
    };
    let meanwhile = shut_meanwhile(&told.shut_meanwhile);
    let nothing = record.versions.is_empty();
    let versions = record.versions.iter().map(version).collect_view();
    let hand_in = paths::hand_in(told.obligation);
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what">
                <h3>{heading}</h3>
                <p class="then">"Khóa theo "<a href=paths::lock_order(told.order)>{told.shut_by.clone()}</a>"."</p>
                {nothing.then(|| view! { <p class="then">"Chưa nộp phiên bản nào."</p> })}
                {versions}
                {shut.map(|words| view! { <p class="then">{words}</p> })}
                {meanwhile.map(|words| view! { <p class="then">{words}</p> })}
                {may_hand_in.then(|| view! {
                    <p class="btns"><a class="btn main" href=hand_in>"Nộp"<Hidden words=format!(" {title}")/></a></p>
                })}
            </div>
        </li>
    }
}

/// "Trong giờ mở bị khóa theo Lệnh khóa số 09, do … ra, từ ….": which orders came while the record was open.
pub(super) fn shut_meanwhile(orders: &[String]) -> Option<String> {
    (!orders.is_empty()).then(|| format!("Trong giờ mở bị khóa theo {}.", orders.join("; ")))
}

fn version(version: &MinutesVersion) -> impl IntoView + use<> {
    let MinutesVersion { submission, version: number, mark, who, at, receipt, files } = version.clone();
    let words = format!("Phiên bản {number}, {who} nộp lúc {}.", moment(at));
    let may_open = files.is_some();
    let files = files.unwrap_or_default().into_iter().enumerate().map(|(place, file)| view! {
        <li>
            <a href=paths::file(submission, place)>{file.name.to_string()}</a>" "<small>{vietnamese::file_size(file.size)}</small>
        </li>
    });
    let files = files.collect_view();
    view! {
        <p class="then">
            {words}" "
            {may_open.then(|| view! { <a href=paths::receipt(submission)>"Biên nhận "{receipt.to_string()}</a> })}
        </p>
        {mark.map(|word| view! { <div class="standings"><Status look=Look::Amended word/></div> })}
        {may_open.then(|| view! { <ul class="files-of">{files}</ul> })}
    }
}

fn deeds(update: &UpdateTold, hours: String, max_hours: u32, words: String, errors: &FormErrors) -> Option<impl IntoView + use<>> {
    let UpdateTold { id, may_grant, decides_alone, may_refuse, nothing_left, may_withdraw, may_finish, may_close, .. } = *update;
    let label = if decides_alone { "Đồng ý, mở hồ sơ" } else { "Đề xuất mở" };
    let then = if decides_alone {
        "Mở ngay khi bấm; hết giờ thì tự khóa lại."
    } else {
        "Tên và giờ được ghi lại; hồ sơ mở khi hiệu trưởng cùng quyết định."
    };
    let hint = Extra {
        hint: Some("Tính từ lúc đồng ý, kể cả đêm và ngày nghỉ."), inputmode: Some("numeric"), ..Extra::default()
    };
    let waits = if nothing_left {
        format!("{}. Rút đề nghị là xong.", UpdateTold::NOTHING_LEFT)
    } else {
        "Đề nghị đang chờ ban giám hiệu. Không cần nữa thì rút.".to_owned()
    };
    let (refusing, granting) = (errors.clone(), errors.clone());
    let title = match update.state {
        UpdateState::Requested | UpdateState::Proposed => "Quyết định",
        UpdateState::Open | UpdateState::Closed | UpdateState::Refused | UpdateState::Withdrawn if may_close => {
            "Khóa lại trước giờ"
        }
        UpdateState::Open | UpdateState::Closed | UpdateState::Refused | UpdateState::Withdrawn => "Khi đã nộp xong",
    };
    (may_grant || may_refuse || may_withdraw || may_finish || may_close).then(|| {
        view! {
            <section class="group" aria-labelledby="g-viec">
                <h2 id="g-viec">{title}</h2>
                <div class="cols"><p class="when"></p><div class="stack narrow">
                    {may_grant.then(|| view! {
                        <form method="post" action=paths::grant_update(id) class="stack">
                            <TextField id="hours" label=format!("Mở trong bao nhiêu giờ (nhiều nhất {max_hours})") value=hours
                                errors=granting extra=hint/>
                            <p class="quiet">{then}</p>
                            <div class="btns"><button class="btn main"><Icon name="check"/>{label}</button></div>
                        </form>
                    })}
                    {(may_refuse && nothing_left).then(|| view! {
                        <form method="post" action=paths::refuse_update(id)>
                            <HiddenField name="reason" value=UpdateTold::NOTHING_LEFT/>
                            <p class="quiet">{format!("{}. Đóng thì người xin được báo.", UpdateTold::NOTHING_LEFT)}</p>
                            <div class="btns"><button class="btn main">"Đóng đề nghị"</button></div>
                        </form>
                    })}
                    {(may_refuse && !nothing_left).then(|| view! {
                        <form method="post" action=paths::refuse_update(id) class="stack">
                            <TextAreaField id="reason" label="Lý do không đồng ý" hint="Người xin đọc được; in trên biên bản."
                                value=words rows=2 max_length=Reason::MAX_LENGTH errors=&refusing/>
                            <div class="btns"><button class="btn">"Không đồng ý"</button></div>
                        </form>
                    })}
                    {may_withdraw.then(|| view! {
                        <form method="post" action=paths::withdraw_update(id)>
                            <p class="quiet">{waits}</p>
                            <div class="btns"><button class="btn">"Rút đề nghị"</button></div>
                        </form>
                    })}
                    {may_close.then(|| view! {
                        <form method="post" action=paths::close_update(id)>
                            <p class="quiet">
                                "Hồ sơ khóa lại ngay, không chờ hết giờ mở. Tệp đang gửi dở vẫn được nhận; người xin được báo."
                            </p>
                            <div class="btns"><button class="btn">"Khóa lại ngay"</button></div>
                        </form>
                    })}
                    {may_finish.then(|| view! {
                        <form method="post" action=paths::finish_update(id)>
                            <p class="quiet">"Bấm Xong thì hồ sơ khóa lại ngay; không bấm thì tự khóa lại khi hết giờ."</p>
                            <div class="btns"><button class="btn">"Xong"</button></div>
                        </form>
                    })}
                </div></div>
            </section>
        }
    })
}
