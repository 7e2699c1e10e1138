//! What an order would do, before anybody gives it: on the page that drafts it, and on the page of a draft.

use domain::{
    forms::FormErrors,
    locks::{LockKind, LockPlan, LockPreview, Outlook, Start, UnfinishedWork},
    vietnamese,
};
use leptos::prelude::*;

use super::under_way_words;
use crate::{
    paths::PROOF,
    proof::ProofField,
    ui::{Icon, Notice, NoticeKind},
};

/// What the order would do, as it was computed last.
#[derive(Clone, Debug)]
pub struct ShownPreview {
    /// Sent back with the order (`Outlook::seen`): another one is shown again first.
    pub outlook: Outlook,
    /// What is about to be ordered.
    pub plan: LockPlan,
    /// The name of who is to carry it out, where somebody is named.
    pub executor: Option<String>,
    /// "Tuần 1–4, tổ Mẫu giáo 4–5 tuổi".
    pub scope: String,
    /// The viewer's password is asked for again.
    pub asks_again: bool,
}

/// "Có hiệu lực từ 17:00 ngày 27/11/2026, đến khi có lệnh khác.": from when, until when, what becomes of what is under way, and who
/// carries it out.
fn terms(plan: &LockPlan, executor: Option<&str>) -> String {
    let from = match plan.start {
        Start::WhenDecided => "ngay khi lệnh được quyết định".to_owned(),
        Start::At(from) => format!("từ {}", vietnamese::moment(from)),
        Start::WhenExecuted => "khi tổ quản lý phần mềm thi hành".to_owned(),
    };
    let until = plan.until.map_or_else(|| "khi có lệnh khác".to_owned(), vietnamese::moment);
    // What takes effect by itself waits for nobody.
    let waits = executor.is_some() || plan.start == Start::WhenExecuted;
    let executor = executor.unwrap_or("ai trong tổ quản lý phần mềm cũng được");
    let sentences = [
        Some(format!("Có hiệu lực {from}, đến {until}.")),
        under_way_words(plan.kind, plan.under_way).map(str::to_owned),
        waits.then(|| format!("Người thi hành: {executor}.")),
    ];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The preview, with the button that gives the order where that is the viewer's; `errors` are those of the form around it.
pub(super) fn shown(shown: ShownPreview, errors: &FormErrors) -> impl IntoView + use<> {
    let ShownPreview { outlook, plan, executor, scope, asks_again } = shown;
    let (outcome, may_order) = (outcome(&outlook), outlook.reading.lets_sign(outlook.post));
    let preview = outlook.preview;
    let refused = errors.of(PROOF).map(str::to_owned);
    let terms = terms(&plan, executor.as_deref());
    let label = match preview.kind {
        LockKind::Lock => "Ra lệnh khóa",
        LockKind::Unlock => "Ra lệnh mở",
    };
    let counts = counts(&preview);
    let already = (preview.shut_already > 0).then(|| format!(" Hiện đã khóa sẵn {} hồ sơ.", preview.shut_already));
    let conflicts = preview.conflicts.iter().map(|one| {
        let (fact, advice) = if one.prevails {
            (
                format!("{} nói ngược lại về {} hồ sơ và vẫn có hiệu lực", one.name, one.records),
                "Lệnh của hiệu trưởng được làm theo trước. Cần đổi thì nhờ hiệu trưởng ra lệnh.".to_owned(),
            )
        } else {
            (
                format!("{} nói ngược lại về {} hồ sơ", one.name, one.records),
                "Ra lệnh này thì lệnh kia không còn được làm theo ở những hồ sơ đó.".to_owned(),
            )
        };
        view! { <Notice kind=NoticeKind::Warning fact advice/> }
    });
    view! {
        <section class="group lock-preview" id="xem-truoc" aria-labelledby="g-xem-truoc">
            <h2 id="g-xem-truoc">"Nếu ra lệnh này"</h2>
            <div class="cols"><p class="when"></p><div class="stack">
                <p class="lock-headline"><b>{preview.headline()}</b></p>
                <p>{format!("{scope}. {counts}")}{already}</p>
                <p>{terms}</p>
                <div class="notices">{conflicts.collect_view()}</div>
                {(!preview.unfinished.is_empty()).then(|| view! {
                    <ul class="lock-unfinished">{preview.unfinished.iter().map(person).collect_view()}</ul>
                })}
                <p class="quiet">{outcome}</p>
                <p class="quiet">{comes_after(preview.kind)}</p>
                {(may_order && asks_again).then(|| view! { <ProofField id=PROOF.to_owned() refused/> })}
                {may_order.then(|| view! {
                    <div class="btns"><button class="btn main" name="act" value="ra"><Icon name="key"/>{label}</button></div>
                })}
            </div></div>
        </section>
    }
}

/// What the records are, each once; then the work on them that is not finished, of which some is counted in the first as handed in,
/// and the words say so.
fn counts(preview: &LockPreview) -> String {
    let others = preview.records - preview.weekly;
    let weekly = match (preview.weekly, others) {
        (weekly, 0) => format!("{weekly} hồ sơ tuần."),
        (0, others) => format!("{others} hồ sơ không theo tuần."),
        (weekly, others) => format!("{weekly} hồ sơ tuần, {others} hồ sơ khác."),
    };
    let accounted = preview.accounted().unwrap_or_default();
    let shut = match (preview.kind, preview.late.open) {
        (LockKind::Lock, open @ 1..) => format!(" {open} hồ sơ chưa xem xét vì sao muộn thì trong lúc khóa không xem xét được."),
        (LockKind::Lock, 0) | (LockKind::Unlock, _) => String::new(),
    };
    match preview.unfinished_work() {
        0 => format!("{weekly} {accounted}{shut}"),
        work => format!("{weekly} {accounted}{shut} Việc đang dở: {work}, tính cả hồ sơ đã nộp còn chờ duyệt hoặc chờ sửa."),
    }
}

fn person(work: &UnfinishedWork) -> impl IntoView + use<> {
    let counts = work.counts.iter().map(|(kind, count)| format!("{count} {}", kind.words())).collect::<Vec<_>>().join(", ");
    view! { <li><b>{work.name.clone()}</b>": "{counts}</li> }
}

/// Who hears of the order, and what they can do when it is in force.
const fn comes_after(kind: LockKind) -> &'static str {
    match kind {
        LockKind::Lock => {
            "Lệnh được quyết định thì người có hồ sơ trong lệnh được báo, trong giờ làm việc. Đã khóa mà cần nộp hoặc sửa thì xin ở \
             trang Bổ sung sau khóa."
        }
        LockKind::Unlock => "Lệnh được quyết định thì người có hồ sơ trong lệnh được báo, trong giờ làm việc.",
    }
}

/// What follows when whoever looks orders.
fn outcome(outlook: &Outlook) -> String {
    let Outlook { reading, post, .. } = outlook;
    let clause = reading.clause_begun_by(*post);
    if reading.is_decided_alone_by(*post) {
        format!("Căn cứ {clause}. Ra lệnh là lệnh được quyết định ngay; tên và giờ được ghi trên lệnh.")
    } else if reading.lets_sign(*post) {
        format!("Căn cứ {clause}. Ra lệnh thì lệnh chờ hiệu trưởng cùng quyết định, chưa khóa, mở gì.")
    } else {
        format!("Căn cứ {clause}, lệnh này do hiệu trưởng ra. Lưu dự thảo rồi nhắn hiệu trưởng.")
    }
}
