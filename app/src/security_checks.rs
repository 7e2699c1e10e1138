//! "/kiem-tra-tai-khoan": what was found in the accounts, who mends it by when, and past checks.

mod form;
mod minutes;

use domain::{
    forms::FormErrors,
    obligations::Reason,
    refusal::Words,
    security_checks::{CheckTold, FindingTold, FollowUp, SecurityCheckId},
    vietnamese,
};
use leptos::prelude::*;

pub use form::{CheckFormPage, CheckFormView, FoundLine};
pub use minutes::{CheckMinutesPage, CheckMinutesView};

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{Extra, Hidden, HiddenField, Icon, Look, Status, TextField, head_below, refused_and_done},
};

/// What was typed for a finding that is said to be mended.
#[derive(Clone, Debug)]
pub struct MendTyped {
    pub check: SecurityCheckId,
    pub number: u32,
    pub words: String,
}

/// What a page of findings was left with by its last form.
#[derive(Clone, Debug, Default)]
pub struct MendAttempt {
    pub typed: Option<MendTyped>,
    pub errors: FormErrors,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

/// All that the first page shows.
#[derive(Clone, Debug)]
pub struct SecurityChecksView {
    /// How many things would be found now; `None` for whoever only mends.
    pub found_now: Option<usize>,
    /// What is open: of everybody for whoever checks, else what is theirs to mend.
    pub open: Vec<FindingTold>,
    /// The last one first; none for whoever only mends.
    pub past: Vec<CheckTold>,
    pub attempt: MendAttempt,
}

/// One check.
#[derive(Clone, Debug)]
pub struct SecurityCheckView {
    pub check: CheckTold,
    pub attempt: MendAttempt,
}

#[component]
pub fn SecurityChecksPage(viewer: Viewer, page: SecurityChecksView) -> impl IntoView {
    let SecurityChecksView { found_now, open, past, attempt } = page;
    let checks = found_now.is_some();
    let about = if checks {
        "Hiệu trưởng và phó hiệu trưởng kiểm tra (Điều 3b, 4a); ban giám hiệu và tổ quản lý phần mềm xử lý."
    } else {
        "Việc ban giám hiệu giao sau khi kiểm tra tài khoản."
    };
    let now = found_now.map(|found| {
        let words = match found {
            0 => "Bây giờ không thấy điều gì cần xử lý.".to_owned(),
            found => format!("Bây giờ máy thấy {found} điều; bấm để xem từng điều và giao người xử lý. Chưa ghi gì."),
        };
        view! { <p>{words}</p><p class="btns"><a class="btn main" href=paths::RECORD_CHECK>"Kiểm tra bây giờ"</a></p> }
    });
    let told = view! { {now}{refused_and_done(attempt.refused.clone(), attempt.done)} };
    let nothing = open.is_empty();
    let lines = open.iter().map(|one| finding(one, &attempt, true)).collect_view();
    let nothing_waits =
        if checks { "Không còn việc nào đã giao mà chưa xử lý." } else { "Không còn việc nào chờ xử lý." };
    let title = if checks { "Đã giao, đang chờ xử lý" } else { "Chờ tôi xử lý" };
    let past_lines = past.iter().map(past_check).collect_view();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Staff>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::STAFF, "Cán bộ"), "Kiểm tra bảo mật tài khoản", Some(about.to_owned()), told)}
                <section class="group" aria-labelledby="g-cho">
                    <h2 id="g-cho">{title}</h2>
                    {nothing.then(|| view! {
                        <div class="cols"><p class="when"></p><p class="quiet">{nothing_waits}</p></div>
                    })}
                    <ul class="jobs">{lines}</ul>
                </section>
                {checks.then(|| view! {
                    <section class="group" aria-labelledby="g-da">
                        <h2 id="g-da">"Các lần đã kiểm tra"</h2>
                        {past.is_empty().then(|| view! {
                            <div class="cols"><p class="when"></p><p class="quiet">"Chưa ghi lần kiểm tra nào."</p></div>
                        })}
                        <ul class="jobs">{past_lines}</ul>
                    </section>
                })}
            </main>
        </Page>
    }
}

#[component]
pub fn SecurityCheckPage(viewer: Viewer, page: SecurityCheckView) -> impl IntoView {
    let SecurityCheckView { check, attempt } = page;
    let about = format!("{} {} ghi lúc {}.", check.titles, check.by, vietnamese::moment(check.at));
    let note = (!check.note.is_empty()).then(|| view! { <p class="then">{check.note.clone()}</p> });
    let told = view! {
        {note}
        <p class="btns"><a class="btn" href=paths::check_minutes(check.id)><Icon name="print"/>"Biên bản để in"</a></p>
        {refused_and_done(attempt.refused.clone(), attempt.done)}
    };
    let nothing = check.findings.is_empty();
    let lines = check.findings.iter().map(|one| finding(one, &attempt, false)).collect_view();
    let back = (paths::SECURITY_CHECKS, "Kiểm tra bảo mật tài khoản");
    view! {
        <Page viewer=Some(viewer) here=NavItem::Staff>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below(back, format!("Lần kiểm tra số {}", check.number), Some(about), told)}
                <section class="group" aria-label="Những điều đã thấy">
                    {nothing.then(|| view! {
                        <div class="cols"><p class="when"></p><p class="quiet">"Lần này không thấy điều gì cần xử lý."</p></div>
                    })}
                    <ul class="jobs">{lines}</ul>
                </section>
            </main>
        </Page>
    }
}

fn past_check(check: &CheckTold) -> impl IntoView + use<> {
    let rest = match (check.open, check.overdue) {
        (0, _) => "đã xử lý xong".to_owned(),
        (open, 0) => format!("{open} đang chờ xử lý"),
        (open, overdue) => format!("{open} đang chờ xử lý, {overdue} quá hạn"),
    };
    let words = match check.findings.len() {
        0 => "Không thấy điều gì cần xử lý.".to_owned(),
        found => format!("{found} điều, {rest}."),
    };
    view! {
        <li class="job cols">
            <p class="when"><b>{vietnamese::moment(check.at)}</b></p>
            <div class="what">
                <h3><a href=paths::security_check(check.id)>{format!("Lần kiểm tra số {}", check.number)}</a></h3>
                <p class="then">{format!("{} {}. {words}", check.titles, check.by)}</p>
            </div>
        </li>
    }
}

/// What a finding looks like, in one word.
fn standing(stands: FollowUp) -> (Look, String) {
    match stands {
        FollowUp::Noted => (Look::Archived, "Không cần xử lý".to_owned()),
        FollowUp::Mended { is_still_there: false } => (Look::Approved, "Đã xử lý".to_owned()),
        FollowUp::Mended { is_still_there: true } => (Look::NoDue, "Báo đã xử lý, máy vẫn còn thấy".to_owned()),
        FollowUp::Gone => (Look::Approved, "Tự hết: sự việc không còn".to_owned()),
        FollowUp::Open => (Look::HandedIn, "Chờ xử lý".to_owned()),
        FollowUp::Overdue { days } => (Look::Overdue, format!("Quá hạn {days} ngày")),
    }
}

fn finding(one: &FindingTold, attempt: &MendAttempt, names_check: bool) -> impl IntoView + use<> {
    let (look, word) = standing(one.stands);
    let assigned = one.assigned.clone().map(|words| view! { <p class="then">{format!("Xử lý: {words}.")}</p> });
    let note = (!one.note.is_empty()).then(|| format!("Ghi chú: {}.", vietnamese::without_stop(&one.note)));
    let check = names_check.then(|| format!("Lần kiểm tra số {}. ", one.check_number));
    view! {
        <li class="job cols">
            <p class="when">{one.by_day.map(|day| view! { <span>"chậm nhất"</span>" "<b>{vietnamese::date(day)}</b> })}</p>
            <div class="what">
                <h3>{format!("{}: {}", one.kind, one.who)}</h3>
                <Status look word/>
                <p class="then">{check}{one.fact.clone()}" "<a href=paths::person(one.person)>"Trang của người này"</a></p>
                {assigned}
                {note.map(|words| view! { <p class="then">{words}</p> })}
                {one.mended.clone().map(|words| view! { <p class="then">{words}</p> })}
                {one.stands.is_open().then(|| mend(one, attempt))}
            </div>
        </li>
    }
}

/// Behind a summary, unless it was refused.
fn mend(one: &FindingTold, attempt: &MendAttempt) -> impl IntoView + use<> {
    let typed = attempt.typed.as_ref().filter(|typed| (typed.check, typed.number) == (one.check, one.number));
    let is_open = typed.is_some();
    let errors = if is_open { attempt.errors.clone() } else { FormErrors::default() };
    let words = typed.map(|typed| typed.words.clone()).unwrap_or_default();
    let extra =
        Extra {
            hint: Some("Đã làm gì, một câu là đủ."), max_length: u32::try_from(Reason::MAX_LENGTH).ok(), ..Extra::default()
        };
    view! {
        <details class="why" open=is_open>
            <summary>
                <span>"Ghi đã xử lý"<Hidden words=format!(": {}, {}", one.kind, one.who)/></span><Icon name="chevron-down"/>
            </summary>
            <form method="post" action=paths::mend_finding(one.check) class="stack narrow">
                <HiddenField name="number" value=one.number.to_string()/>
                <TextField id=format!("w-{}-{}", one.check_number, one.number) name="words" label="Kết quả" value=words errors extra/>
                <div class="btns"><button class="btn">"Ghi kết quả"</button></div>
            </form>
        </details>
    }
}
