//! "/gio-may-chu": whether the server's clock is right; what happened, what was noted meanwhile, and two answers.

use domain::{doubtful_times::SetRightForm, forms::FormErrors, refusal::Words};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths::{self, PROOF},
    proof::{ConfirmForm, Proof, ProofField},
    ui::{Caption, Column, Extra, Icon, Notice, NoticeKind, Table, TextField},
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
    /// The last instant that had come for certain.
    pub certain: String,
    /// How far what is shown now is from that: "17 ngày 3 giờ".
    pub apart: String,
    pub question: Question,
    /// Why somebody else says which time it was.
    pub not_alone: Option<Words>,
    pub noted: Vec<NotedLine>,
}

/// One that was decided.
#[derive(Clone, Debug)]
pub struct DecidedLine {
    pub words: String,
    /// Its id, where the viewer may ask anew.
    pub reopen: Option<String>,
}

/// The forms of this page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockForm {
    Right,
    Wrong,
    Reopen,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct ClockView {
    /// What the school's clock shows.
    pub now: String,
    /// What the machine's clock shows, where that is another time, and how far it is from the school's: "tiến 10 ngày".
    pub machine: Option<(String, String)>,
    pub waiting: Vec<QuestionLine>,
    /// The last first.
    pub decided: Vec<DecidedLine>,
    /// Whether the viewer's password is asked for.
    pub asks_again: bool,
    /// The form that was sent and refused: which one, and of which doubtful time.
    pub sent: Option<(String, ClockForm)>,
    /// What was wrong in it.
    pub errors: FormErrors,
    /// Why it was refused as a whole.
    pub refused: Option<Words>,
    /// What was just done, in a sentence.
    pub done: Option<&'static str>,
}

impl ClockView {
    fn was_sent(&self, id: &str, form: ClockForm) -> bool {
        self.sent.as_ref().is_some_and(|(sent, which)| sent == id && *which == form)
    }

    /// Whether a form stands open: it was refused for what stands in it.
    fn is_open(&self, id: &str, form: ClockForm) -> bool {
        self.was_sent(id, form) && self.errors.iter().next().is_some()
    }

    fn proof(&self, id: &str, form: ClockForm) -> Proof {
        let refused = self.errors.of(PROOF).filter(|_| self.was_sent(id, form)).map(str::to_owned);
        Proof::asked(self.asks_again, refused)
    }
}

#[component]
pub fn ClockPage(viewer: Viewer, page: ClockView) -> impl IntoView {
    // This page is what the notice leads to.
    let viewer = Viewer { clock: None, ..viewer };
    let is_quiet = page.waiting.is_empty();
    let lines = page.waiting.iter().map(|line| question(line, &page)).collect_view();
    let decided = page.decided.iter().map(|line| decided_line(line, &page)).collect_view();
    let ClockView { now, machine, refused, done, .. } = page.clone();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Elsewhere>
            <main id="noi-dung" class="sheet person clock" tabindex="-1">
                <header class="head cols">
                    <p class="when"></p>
                    <div>
                        <h1>"Giờ máy chủ"</h1>
                        <p class="sub">"Phần mềm đang tính giờ là "<b>{now}</b>"."</p>
                        {machine.map(|(machine, beside)| view! {
                            <p class="sub">
                                "Đồng hồ của máy đang hiện "<b>{machine}</b>", "{beside}"; nhờ người giữ máy chủ chỉnh đồng hồ của máy."
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
                        <h2 id="g-gio">"Chờ xác nhận"</h2>
                        <ul class="jobs">{lines}</ul>
                    </section>
                })}
                {(!page.decided.is_empty()).then(|| view! {
                    <section class="group" aria-labelledby="g-da">
                        <h2 id="g-da">"Đã xác nhận"</h2>
                        <ul class="jobs">{decided}</ul>
                    </section>
                })}
            </main>
        </Page>
    }
}

fn question(line: &QuestionLine, page: &ClockView) -> impl IntoView + use<> {
    let held = match line.question {
        Question::WhatTimeIsIt { .. } => {
            "Trong lúc chờ, không ai bị tính muộn và không ai bị đăng xuất. Hồ sơ nộp lúc này vẫn được nhận và có biên nhận; bấm \
             “Đúng” thì giờ nộp giữ như đã ghi, ai nộp trong lúc chờ vẫn không bị tính muộn thêm."
        }
        Question::MoveThem(_) | Question::Acknowledge => "Không ai bị tính muộn vì việc này.",
    };
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what">
                <h3>{line.happened.clone()}</h3>
                <dl class="facts">
                    <div><dt>"Lúc gần nhất chắc chắn đúng giờ"</dt><dd><b>{line.certain.clone()}</b></dd></div>
                    <div><dt>"Giờ đang hiện cách lúc đó"</dt><dd><b>{line.apart.clone()}</b></dd></div>
                </dl>
                <p class="note">{held}</p>
                {answers(line, page)}
                {noted_table(line.noted.clone())}
            </div>
        </li>
    }
}

fn answers(line: &QuestionLine, page: &ClockView) -> AnyView {
    let id = line.id.as_str();
    let (right, wrong) = (paths::clock_right(id), paths::clock_wrong(id));
    let is_open = |form| page.is_open(id, form);
    let proof = |form| proof_field(id, form, page);
    let not_alone = line.not_alone.clone();
    match line.question.clone() {
        Question::WhatTimeIsIt { now, form } => {
            let fields = set_right_fields(form, &page.errors);
            view! {
                <p class="ask">"Xem một đồng hồ khác, ví dụ điện thoại: bây giờ có đúng là "<b>{now}</b>" không?"</p>
                <div class="answers">
                    {answer("Đúng", "btn main", is_open(ClockForm::Right), view! {
                        <form method="post" action=right class="stack narrow">
                            <p class="hint">"Giờ đã ghi giữ nguyên; từ bây giờ hạn nộp lại tính như thường."</p>
                            {proof(ClockForm::Right)}
                            <div class="btns"><button class="btn main">"Xác nhận giờ đang hiện là đúng"</button></div>
                        </form>
                    }.into_any())}
                    {not_alone.is_none().then(|| answer("Chưa đúng, chỉnh lại", "btn", is_open(ClockForm::Wrong), view! {
                        <form method="post" action=wrong class="stack narrow">
                            <p class="hint">"Các giờ ghi trong lúc này được chỉnh theo; giờ gốc vẫn còn trong nhật ký."</p>
                            {fields}
                            {proof(ClockForm::Wrong)}
                            <div class="btns"><button class="btn main">"Chỉnh lại giờ"</button></div>
                        </form>
                    }.into_any()))}
                </div>
                {not_alone.map(why_not_alone)}
            }
            .into_any()
        }
        Question::MoveThem(by) => view! {
            <p class="ask">"Đồng hồ của máy nay đã khớp. Các giờ ghi trong lúc đó có thể "{by.clone()}" cho đúng."</p>
            <div class="answers">
                {not_alone.is_none().then(|| answer("Chỉnh lại các giờ đã ghi", "btn main", is_open(ClockForm::Wrong), view! {
                    <form method="post" action=wrong class="stack narrow">
                        <p class="hint">"Giờ gốc vẫn còn trong nhật ký. Không ai bị tính muộn vì việc này."</p>
                        {proof(ClockForm::Wrong)}
                        <div class="btns"><button class="btn main">"Chỉnh các giờ đã ghi: "{by}</button></div>
                    </form>
                }.into_any()))}
                {answer("Giữ nguyên", "btn", is_open(ClockForm::Right), view! {
                    <form method="post" action=right class="stack narrow">
                        <p class="hint">"Các giờ ghi trong lúc đó là đúng."</p>
                        {proof(ClockForm::Right)}
                        <div class="btns"><button class="btn main">"Giữ nguyên các giờ đã ghi"</button></div>
                    </form>
                }.into_any())}
            </div>
            {not_alone.map(why_not_alone)}
        }
        .into_any(),
        Question::Acknowledge => view! {
            <p class="ask">"Đồng hồ của máy nay đã khớp, và các giờ đã ghi là đúng: phần mềm đếm tiếp giờ cũ. Không phải làm gì."</p>
            <div class="answers">
                <ConfirmForm id=proof_id(id, ClockForm::Right) action=right label="Đã biết" about=String::new() class="btn"
                    fields=Vec::new() proof=page.proof(id, ClockForm::Right)/>
            </div>
        }
        .into_any(),
    }
}

fn why_not_alone(words: Words) -> impl IntoView {
    view! { <p class="note">{words.fact}". "{words.advice}</p> }
}

/// An answer is a button that opens what it means, with the button that gives it: one slip of the finger decides nothing.
fn answer(words: &'static str, class: &'static str, is_open: bool, form: AnyView) -> impl IntoView {
    view! {
        <details class="answer" name="answer" open=is_open>
            <summary class=class><span>{words}</span></summary>
            {form}
        </details>
    }
}

fn proof_id(id: &str, form: ClockForm) -> String {
    let which = match form {
        ClockForm::Right => "r",
        ClockForm::Wrong => "w",
        ClockForm::Reopen => "a",
    };
    format!("{PROOF}-{which}-{id}")
}

fn proof_field(id: &str, form: ClockForm, page: &ClockView) -> Option<impl IntoView + use<>> {
    match page.proof(id, form) {
        Proof::Fresh => None,
        Proof::Asked { refused } => Some(view! { <ProofField id=proof_id(id, form) refused/> }),
    }
}

fn set_right_fields(form: SetRightForm, errors: &FormErrors) -> impl IntoView + use<> {
    let day = Extra { hint: Some("Ngày/tháng/năm, ví dụ 28/11/2026."), inputmode: Some("numeric"), ..Extra::default() };
    let hour = Extra { hint: Some("Giờ và phút, ví dụ 16:05."), inputmode: Some("numeric"), ..Extra::default() };
    view! {
        <div class="fields">
            <TextField id="day" label="Hôm nay là ngày" value=form.day errors=errors.clone() extra=day/>
            <TextField id="hour" label="Bây giờ là" value=form.hour errors=errors.clone() extra=hour/>
        </div>
    }
}

fn decided_line(line: &DecidedLine, page: &ClockView) -> impl IntoView + use<> {
    let reopen = line.reopen.as_deref().map(|id| {
        let is_open = page.is_open(id, ClockForm::Reopen);
        view! {
            <details class="why ending" open=is_open>
                <summary><span>"Giờ vẫn chưa đúng"</span><Icon name="chevron-down"/></summary>
                <form method="post" action=paths::clock_reopen(id) class="stack narrow">
                    <p class="hint">
                        "Phần mềm hỏi lại từ đầu. Từ lúc đó không ai bị tính muộn cho đến khi có người trả lời; các giờ đã ghi từ \
                        trước giữ nguyên."
                    </p>
                    {proof_field(id, ClockForm::Reopen, page)}
                    <div class="btns"><button class="btn">"Hỏi lại giờ máy chủ"</button></div>
                </form>
            </details>
        }
    });
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what"><p>{line.words.clone()}</p>{reopen}</div>
        </li>
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
        <Table class="table stacks" columns=&columns caption=Caption::Shown(count)><tbody>{rows}</tbody></Table>
    }
    .into_any()
}
