//! "/can-bo/cho-xac-nhan": appointments that wait for the leadership; who, what, by whom, and what each would open.

use chrono::NaiveDate;
use domain::{forms::FormErrors, obligations::Reason, refusal::Words, staff::WaitingChoice, vietnamese};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths::{self, PROOF},
    proof::{ConfirmForm, Proof},
    ui::{ErrorLine, Hidden, Icon, Look, Notice, NoticeKind, SafeTextArea, Status},
};

/// One appointment that waits.
#[derive(Clone, Debug)]
pub struct WaitingLine {
    pub id: String,
    pub person: String,
    /// "Phạm Thị Hoà (4A), sinh 1989", where another person has the name.
    pub name: String,
    /// "Tổ trưởng Mẫu giáo 4–5 tuổi".
    pub title: String,
    /// What waits is its end: until it is confirmed it is held as before.
    pub ends: bool,
    pub from: NaiveDate,
    /// Its last day, where its decision names one.
    pub until: Option<NaiveDate>,
    /// The decision that gives or ends it: its id, and "Quyết định số 15/QĐ-MNNT ngày 05/09/2026".
    pub decision: Option<(String, String)>,
    /// "Thầy Phạm Văn Định ghi lúc 14:20 thứ Tư 25/11/2026".
    pub entered: String,
    /// Why it begins before that day.
    pub reason: Option<String>,
    /// What it would open, in a sentence.
    pub opens: String,
    pub choice: WaitingChoice,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct WaitingView {
    pub lines: Vec<WaitingLine>,
    /// What the page says of those that are the viewer's to confirm, sent back by the button for all of them.
    pub seen: String,
    /// The one whose form was refused, with the reason as typed.
    pub typed: Option<(String, String)>,
    pub errors: FormErrors,
    /// The viewer's own password is asked for again.
    pub asks_again: bool,
    /// Which one waits for it, by its id, or all of them (`None`), and what was wrong with it.
    pub not_proved: Option<(Option<String>, String)>,
    /// Why the last form was refused as a whole.
    pub refused: Option<Words>,
    /// What was just done, in a sentence.
    pub done: Option<String>,
}

#[component]
pub fn WaitingPage(viewer: Viewer, page: WaitingView) -> impl IntoView {
    let WaitingView { lines, seen, typed, errors, asks_again, not_proved, refused, done } = page;
    let mine: Vec<String> = lines.iter().filter(|one| one.choice == WaitingChoice::Decide).map(|one| one.id.clone()).collect();
    // Where one is left of those that were to be confirmed together, there is no form for all of them.
    let one_is_left = mine.len() == 1;
    let proof = |of: Option<&str>| {
        let is_meant = |id: Option<&str>| id == of || (id.is_none() && one_is_left);
        let refused = not_proved.as_ref().filter(|(id, _)| is_meant(id.as_deref())).map(|(_, words)| words.clone());
        Proof::asked(asks_again, refused)
    };
    let count = lines.len();
    let sub = if lines.is_empty() {
        "Không có việc phân công nào đang chờ".to_owned()
    } else {
        format!("{count} việc phân công, chưa việc nào có hiệu lực")
    };
    let rows = lines
        .into_iter()
        .map(|line| {
            let proof = proof(Some(&line.id));
            waiting_line(line, typed.as_ref(), &errors, proof)
        })
        .collect_view();
    let all = (mine.len() > 1).then(|| confirm_all(mine, seen, proof(None)));
    view! {
        <Page viewer=Some(viewer) here=NavItem::Staff>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                <header class="head cols">
                    <p class="when"></p>
                    <div>
                        <a class="back" href=paths::STAFF>"Cán bộ"</a>
                        <h1>"Phân công chờ xác nhận"</h1>
                        <p class="sub">{sub}</p>
                        {(refused.is_some() || done.is_some()).then(|| view! {
                            <div class="notices">
                                {refused.map(|words| view! { <Notice kind=NoticeKind::Bad fact=words.fact advice=words.advice/> })}
                                {done.map(|fact| view! { <Notice kind=NoticeKind::Good fact/> })}
                            </div>
                        })}
                        {all}
                    </div>
                </header>
                {if count == 0 {
                    view! {
                        <div class="cols"><p class="when"></p><div class="empty">
                            <h2>"Không còn gì chờ"</h2>
                            <p>"Chức vụ của người đứng đầu tổ, chức vụ mở hồ sơ kín và chức vụ ai đó ghi cho chính mình \
                                chờ ở đây cho đến khi hiệu trưởng hoặc phó hiệu trưởng xác nhận."</p>
                            <div class="btns"><a class="btn" href=paths::STAFF>"Về danh sách cán bộ"</a></div>
                        </div></div>
                    }.into_any()
                } else {
                    view! {
                        <section class="group" aria-labelledby="g-cho">
                            <h2 id="g-cho" class="vh">"Ghi trước đứng trước"</h2>
                            <ul class="jobs">{rows}</ul>
                        </section>
                    }.into_any()
                }}
            </main>
        </Page>
    }
}

/// One button for those that stand on this page and are the viewer's to confirm: what comes later is not confirmed unseen.
fn confirm_all(ids: Vec<String>, seen: String, proof: Proof) -> impl IntoView {
    let label = format!("Xác nhận cả danh sách {} việc", ids.len());
    let fields = ids.into_iter().map(|id| ("appointment", id)).chain([("seen", seen)]).collect();
    view! {
        <ConfirmForm id=PROOF.to_owned() action=paths::CONFIRM_ALL.to_owned() label about=String::new() class="btn" icon="check" fields
            proof/>
    }
}

fn waiting_line(line: WaitingLine, typed: Option<&(String, String)>, errors: &FormErrors, proof: Proof) -> impl IntoView + use<> {
    let typed = typed.filter(|(id, _)| *id == line.id).map(|(_, words)| words.clone());
    let title =
        if line.ends { format!("thôi giữ {}", vietnamese::with_small_beginning(&line.title)) } else { line.title.clone() };
    let about = format!(" {}: {title}", line.name);
    let until = line.until.map(|until| format!("đến hết {}", vietnamese::date(until)));
    // Until the end is confirmed everything that it opens is open.
    let opens = if line.ends {
        "Khi xác nhận thì hết quyền của chức vụ này sau ngày ghi ở bên.".to_owned()
    } else {
        line.opens
    };
    let decision = line.decision.map(|(id, name)| {
        view! { <p class="then">"Theo "<a href=paths::mandate(&id)>{name}</a>"."</p> }
    });
    let form = match line.choice {
        WaitingChoice::None(words) => view! { <p class="quiet">{words}</p> }.into_any(),
        WaitingChoice::Decide => {
            let (about, no) = (about.clone(), turn_down_form(&line.id, "Không đồng ý", &about, typed, errors));
            let (id, action) = (format!("{PROOF}-{}", line.id), paths::confirm(&line.id));
            view! {
                <ConfirmForm id action label="Xác nhận" about class="btn main" fields=Vec::new() proof/>
                {no}
            }
            .into_any()
        }
        WaitingChoice::TakeBack(words) => {
            let back = turn_down_form(&line.id, "Rút lại", &about, typed, errors);
            view! { <p class="quiet">{words}</p>{back} }.into_any()
        }
    };
    view! {
        <li class="job cols">
            <p class="when"><span>"từ"</span>" "<b>{vietnamese::date(line.from)}</b>" "<span>{until}</span></p>
            <div class="what">
                <h3><a href=paths::person(&line.person)>{line.name}</a>": "{title}</h3>
                <Status look=Look::NoDue word="Chờ xác nhận"/>
                <p class="then">{line.entered}"."</p>
                {line.reason.map(|reason| view! { <p class="note">"Lý do ghi lùi ngày: "{reason}</p> })}
                {decision}
                <p class="note">{opens}</p>
                {form}
            </div>
        </li>
    }
}

/// Behind a summary, unless it was refused: a no needs a reason.
fn turn_down_form(id: &str, label: &'static str, about: &str, typed: Option<String>, errors: &FormErrors) -> impl IntoView + use<> {
    let refused = typed.is_some();
    let error = errors.of("reason").filter(|_| refused).map(str::to_owned);
    let (field, wrong) = (format!("ly-do-{id}"), format!("ly-do-{id}-e"));
    let hint = format!("ly-do-{id}-h");
    let described_by = if error.is_some() { format!("{hint} {wrong}") } else { hint.clone() };
    view! {
        <details class="why ending" open=refused>
            <summary><span>{label}<Hidden words=about.to_owned()/></span><Icon name="chevron-down"/></summary>
            <form method="post" action=paths::turn_down(id) class="stack narrow">
                <div class="field">
                    <label for=field.clone()>"Lý do"</label>
                    <p class="hint" id=hint>"Người đã ghi đọc được lý do này ở trang của cán bộ."</p>
                    <SafeTextArea id=field name="reason" value=typed.unwrap_or_default() rows=2 longest=Reason::MAX_LENGTH described_by
                        invalid=error.is_some()/>
                    {error.map(|words| view! { <ErrorLine id=wrong words/> })}
                </div>
                <div class="btns"><button class="btn">{label}<Hidden words=about.to_owned()/></button></div>
            </form>
        </details>
    }
}
