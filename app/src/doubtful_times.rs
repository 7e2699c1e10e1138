//! "/gio-may-chu": whether the server's clock is right; what happened, what was noted meanwhile, and two answers.

use domain::{doubtful_times::SetRightForm, forms::FormErrors, refusal::Words};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{Caption, Column, Extra, Icon, Look, Notice, NoticeKind, Status, Table, TextField},
};

/// How a doubtful time can be answered.
#[derive(Clone, Debug)]
pub enum Question {
    /// It lasts: whether the time that is shown is right, or which one is.
    WhatTimeIsIt { now: String, form: SetRightForm },
    /// It has ended, and the times noted in it lack what these words say: "lùi 10 ngày".
    MoveThem(String),
    /// It has ended, and nothing is wrong with the times noted in it.
    Acknowledge,
}

/// One version that was handed in meanwhile.
#[derive(Clone, Debug)]
pub struct NotedLine {
    pub receipt: String,
    /// The address of the receipt, where the viewer may open it.
    pub link: Option<String>,
    pub title: String,
    pub person: String,
    /// "14:20 thứ Tư 25/11/2026".
    pub at: String,
}

/// One doubtful time that waits for an answer.
#[derive(Clone, Debug)]
pub struct QuestionLine {
    pub id: String,
    /// What happened, in sentences.
    pub happened: String,
    pub question: Question,
    pub noted: Vec<NotedLine>,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct ClockView {
    /// What the school's clock shows.
    pub now: String,
    /// What the machine's clock shows, where that is another time.
    pub machine: Option<String>,
    pub waiting: Vec<QuestionLine>,
    /// What was decided, in a sentence each, the last first.
    pub decided: Vec<String>,
    pub errors: FormErrors,
    /// Why the last form was refused as a whole.
    pub refused: Option<Words>,
    /// What was just done, in a sentence.
    pub done: Option<&'static str>,
}

#[component]
pub fn ClockPage(viewer: Viewer, page: ClockView) -> impl IntoView {
    // This page is what the notice leads to.
    let viewer = Viewer { decides_clock: false, ..viewer };
    let ClockView { now, machine, waiting, decided, errors, refused, done } = page;
    let is_quiet = waiting.is_empty();
    let lines = waiting.into_iter().map(|line| question(line, &errors)).collect_view();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Elsewhere>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                <header class="head cols">
                    <p class="when"></p>
                    <div>
                        <h1>"Giờ máy chủ"</h1>
                        <p class="sub">"Phần mềm đang tính giờ là "<b>{now}</b>"."</p>
                        {machine.map(|machine| view! {
                            <p class="sub">
                                "Đồng hồ của máy đang hiện "<b>{machine}</b>"; nhờ người giữ máy chủ chỉnh đồng hồ của máy."
                            </p>
                        })}
                        {(refused.is_some() || done.is_some()).then(|| view! {
                            <div class="notices">
                                {refused.map(|words| view! { <Notice kind=NoticeKind::Bad fact=words.fact advice=words.advice/> })}
                                {done.map(|fact| view! { <Notice kind=NoticeKind::Good fact/> })}
                            </div>
                        })}
                    </div>
                </header>
                {is_quiet.then(|| view! {
                    <div class="cols"><p class="when"></p><div class="empty">
                        <h2>"Không có gì phải xác nhận"</h2>
                        <p>"Khi đồng hồ của máy nhảy quá 2 phút, hoặc máy tắt hơn một ngày rồi chạy lại, phần mềm hỏi ở đây. \
                            Trong lúc chờ, không ai bị tính muộn."</p>
                    </div></div>
                })}
                {(!is_quiet).then(|| view! {
                    <section class="group" aria-labelledby="g-gio">
                        <h2 id="g-gio" class="vh">"Chờ xác nhận"</h2>
                        <ul class="jobs">{lines}</ul>
                    </section>
                })}
                {(!decided.is_empty()).then(|| view! {
                    <section class="group" aria-labelledby="g-da">
                        <div class="cols"><p class="when"></p><div>
                            <h2 id="g-da">"Đã xác nhận"</h2>
                            <ul>{decided.into_iter().map(|one| view! { <li>{one}</li> }).collect_view()}</ul>
                        </div></div>
                    </section>
                })}
            </main>
        </Page>
    }
}

fn question(line: QuestionLine, errors: &FormErrors) -> impl IntoView + use<> {
    let QuestionLine { id, happened, question, noted } = line;
    let held = match question {
        Question::WhatTimeIsIt { .. } => "Trong lúc chờ, không ai bị tính muộn và không ai bị đăng xuất.",
        Question::MoveThem(_) | Question::Acknowledge => "Không ai bị tính muộn vì việc này.",
    };
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what">
                <h3>{happened}</h3>
                <Status look=Look::NoDue word="Chờ xác nhận"/>
                <p class="note">{held}</p>
                {answers(&id, question, errors)}
                {noted_table(noted)}
            </div>
        </li>
    }
}

fn answers(id: &str, question: Question, errors: &FormErrors) -> AnyView {
    let (right, wrong) = (paths::clock_right(id), paths::clock_wrong(id));
    match question {
        Question::WhatTimeIsIt { now, form } => {
            let is_open = errors.of("day").is_some() || errors.of("hour").is_some();
            let fields = set_right_fields(form, errors);
            view! {
                <p class="then">"Xem một đồng hồ khác, ví dụ điện thoại: bây giờ có đúng là "<b>{now.clone()}</b>" không?"</p>
                {behind("Đúng", false, view! {
                    <form method="post" action=right class="stack narrow">
                        <p class="hint">"Giờ đã ghi giữ nguyên; từ bây giờ hạn nộp lại tính như thường."</p>
                        <div class="btns"><button class="btn main">"Xác nhận giờ đang hiện là đúng"</button></div>
                    </form>
                }.into_any())}
                {behind("Chưa đúng, chỉnh lại", is_open, view! {
                    <form method="post" action=wrong class="stack narrow">
                        {fields}
                        <p class="hint">"Các giờ ghi trong lúc này được chỉnh theo; giờ gốc vẫn còn trong nhật ký."</p>
                        <div class="btns"><button class="btn">"Chỉnh lại giờ"</button></div>
                    </form>
                }.into_any())}
            }
            .into_any()
        }
        Question::MoveThem(by) => view! {
            <p class="then">"Đồng hồ của máy nay đã khớp. Các giờ ghi trong lúc đó có thể "{by.clone()}" cho đúng."</p>
            {behind("Chỉnh lại các giờ đã ghi", false, view! {
                <form method="post" action=wrong class="stack narrow">
                    <p class="hint">"Giờ gốc vẫn còn trong nhật ký. Không ai bị tính muộn vì việc này."</p>
                    <div class="btns"><button class="btn main">"Chỉnh các giờ đã ghi: "{by}</button></div>
                </form>
            }.into_any())}
            {behind("Giữ nguyên", false, view! {
                <form method="post" action=right class="stack narrow">
                    <p class="hint">"Các giờ ghi trong lúc đó là đúng."</p>
                    <div class="btns"><button class="btn">"Giữ nguyên các giờ đã ghi"</button></div>
                </form>
            }.into_any())}
        }
        .into_any(),
        Question::Acknowledge => view! {
            <p class="then">"Đồng hồ của máy nay đã khớp, và các giờ đã ghi là đúng: phần mềm đếm tiếp giờ cũ. Không phải làm gì."</p>
            <form method="post" action=right><div class="btns"><button class="btn">"Đã biết"</button></div></form>
        }
        .into_any(),
    }
}

/// An answer is confirmed behind its words: one slip of the finger decides nothing.
fn behind(words: &'static str, is_open: bool, form: AnyView) -> impl IntoView {
    view! {
        <details class="why ending" open=is_open>
            <summary><span>{words}</span><Icon name="chevron-down"/></summary>
            {form}
        </details>
    }
}

fn set_right_fields(form: SetRightForm, errors: &FormErrors) -> impl IntoView + use<> {
    let day = Extra { hint: Some("Ngày/tháng/năm, ví dụ 28/11/2026."), inputmode: Some("numeric"), ..Extra::default() };
    let hour = Extra { hint: Some("Giờ và phút, ví dụ 16:05."), inputmode: Some("numeric"), ..Extra::default() };
    view! {
        <TextField id="day" label="Hôm nay là ngày" value=form.day errors=errors.clone() extra=day/>
        <TextField id="hour" label="Bây giờ là" value=form.hour errors=errors.clone() extra=hour/>
    }
}

fn noted_table(noted: Vec<NotedLine>) -> impl IntoView {
    if noted.is_empty() {
        return view! { <p class="quiet">"Trong lúc này chưa ai nộp hồ sơ."</p> }.into_any();
    }
    let count = format!("{} lần nộp trong lúc này", noted.len());
    let columns = [Column::new("Biên nhận"), Column::new("Hồ sơ"), Column::new("Người nộp"), Column::new("Giờ đã ghi")];
    let rows = noted
        .into_iter()
        .map(|one| {
            let receipt = match one.link {
                Some(link) => view! { <a href=link>{one.receipt}</a> }.into_any(),
                None => view! { {one.receipt} }.into_any(),
            };
            view! { <tr><td>{receipt}</td><td>{one.title}</td><td>{one.person}</td><td>{one.at}</td></tr> }
        })
        .collect_view();
    view! {
        <Table class="table" columns=&columns caption=Caption::Shown(count)><tbody>{rows}</tbody></Table>
    }
    .into_any()
}
