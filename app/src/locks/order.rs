//! "/lenh-khoa/…": one order, what can be done with it, and the paper (form after Nghị định 30/2020).

use domain::{
    corrections::{CorrectionTold, Numbered},
    days::Timestamp,
    files::ACCEPTED_ENDINGS,
    forms::FormErrors,
    ids::LockOrderId,
    locks::{LockKind, OrderScan, OrderState, OrderTold, Overruled, Start},
    refusal::Words,
    schedule::OccasionLine,
    vietnamese,
};
use leptos::prelude::*;

use super::{
    look,
    preview::{ShownPreview, shown},
    under_way_words, waits_for,
};
use crate::{
    attached_files::{Attached, attached_files},
    corrected::{correct_link, corrected},
    layout::{NavItem, Page, Viewer},
    occasions::done_words,
    papers::{SignedAs, moment, not_final, paper_head, recipients, signatures},
    paths::{self, PROOF},
    proof::ProofField,
    ui::{Extra, FileField, HiddenField, Icon, Notice, NoticeKind, PrintButton, Status, TextField, refused_and_done},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct LockOrderView {
    pub order: OrderTold,
    pub school: String,
    /// What it does by itself, the first first.
    pub occasions: Vec<OccasionLine>,
    /// The viewer may go to the list.
    pub sees_list: bool,
    /// The viewer may draft another one from it.
    pub may_draft: bool,
    /// The viewer may correct the number of its decision.
    pub may_correct: bool,
    /// Of that number, the first one first.
    pub corrections: Vec<CorrectionTold>,
    /// Scans of the decision, each with who attached it.
    pub scans: Vec<(OrderScan, String)>,
    /// The viewer may attach more of them.
    pub may_attach: bool,
    /// What it would do, where the viewer may put their name under it.
    pub preview: Option<ShownPreview>,
    /// The viewer's password is asked for again before what is decided is taken back.
    pub asks_again: bool,
    /// Why it is taken back, as typed; nothing where another form was sent.
    pub typed: Option<String>,
    pub errors: FormErrors,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

#[component]
pub fn LockOrderPage(viewer: Viewer, page: LockOrderView) -> impl IntoView {
    let LockOrderView { order, school, occasions, sees_list, may_draft, may_correct, corrections, preview, .. } = page;
    let LockOrderView { scans, may_attach, asks_again, typed, errors, refused, done, .. } = page;
    // What was wrong is said at the form that was sent.
    let (of_giving, of_revoking) = if typed.is_some() { (FormErrors::default(), errors) } else { (errors, FormErrors::default()) };
    let giving = preview.map(|preview| giving(order.id, preview, &of_giving));
    let revoking = Revoking { asks_again, typed: typed.unwrap_or_default(), errors: of_revoking };
    view! {
        <Page viewer=Some(viewer) here=NavItem::Locks>
            <main id="noi-dung" class="sheet person lock-order" tabindex="-1">
                <header class="head cols scr">
                    <p class="when"></p>
                    <div>
                        {sees_list.then(|| view! { <a class="back" href=paths::LOCK_ORDERS>"Lệnh khóa, mở"</a> })}
                        <div class="lead">
                            <h1>{order.name.clone()}</h1>
                            <PrintButton words="In lệnh"/>
                        </div>
                        <Status look=look(order.kind, order.state) word=waiting_word(&order)/>
                        {done.map(|fact| view! {
                            <div class="notices"><Notice kind=NoticeKind::Good fact advice=comes_next(&order)/></div>
                        })}
                        {refused_and_done(refused, None)}
                    </div>
                </header>
                {giving}
                {paper(&order, &school)}
                {scanned(order.id, &scans, may_attach)}
                {by_itself(&occasions)}
                <section class="scr cols">
                    <p class="when"></p>
                    <div>
                        {corrected(&corrections)}
                        {may_correct.then(|| correct_link(Numbered::LockOrder(order.id)))}
                    </div>
                </section>
                {deeds(&order, may_draft, revoking)}
            </main>
        </Page>
    }
}

/// The paper on which the order rests, as it was scanned; and where more of it is attached.
fn scanned(order: LockOrderId, scans: &[(OrderScan, String)], may_attach: bool) -> Option<impl IntoView + use<>> {
    let files = scans.iter().enumerate().map(|(place, (scan, who))| {
        let (address, from) = (paths::order_scan(order, place), format!("{who}, {}", moment(scan.at)));
        Attached { address, file: &scan.file, from: Some(from) }
    });
    let files: Vec<Attached> = files.collect();
    let list = if files.is_empty() {
        view! { <p class="quiet">"Chưa có bản quét nào."</p> }.into_any()
    } else {
        attached_files(&files).into_any()
    };
    let none = FormErrors::default();
    let form = may_attach.then(|| {
        view! {
            <form method="post" action=paths::attach_scans(order) enctype="multipart/form-data" class="stack narrow">
                <FileField id="tep" name="files" label="Thêm bản quét, ảnh chụp quyết định" accept=ACCEPTED_ENDINGS many=true
                    errors=&none>
                    "Ai đọc được lệnh thì xem được. Đã đính kèm thì không gỡ ra được; không nhận tệp có thể tự chạy."
                </FileField>
                <div class="btns"><button class="btn">"Đính kèm"</button></div>
            </form>
        }
    });
    (may_attach || !scans.is_empty()).then(|| {
        view! {
            <section class="group scr" aria-labelledby="g-ban-quet">
                <h2 id="g-ban-quet">"Bản quét quyết định"</h2>
                <div class="cols"><p class="when"></p><div class="stack">{list}{form}</div></div>
            </section>
        }
    })
}

/// How the order stands; of one that is decided and not in force yet, what it waits for.
const fn waiting_word(order: &OrderTold) -> &'static str {
    match (order.state, order.start) {
        (OrderState::Ordered, Start::WhenExecuted) => "Chờ thi hành",
        (OrderState::Ordered, Start::WhenDecided | Start::At(_)) => "Chờ đến giờ",
        (OrderState::Draft | OrderState::Proposed | OrderState::InForce | OrderState::Over, _)
        | (OrderState::NotExecuted | OrderState::Revoked, _) => order.state.words(),
    }
}

/// What comes after what was just done.
fn comes_next(order: &OrderTold) -> String {
    match (order.state, order.start) {
        (OrderState::Ordered, Start::WhenExecuted) => {
            let executor = order.executor.as_deref().unwrap_or("tổ quản lý phần mềm");
            format!("Lệnh có hiệu lực khi {executor} bấm thi hành; từ giờ tới đó chưa khóa, mở gì.")
        }
        (OrderState::Ordered, Start::At(from)) => format!("Lệnh tự có hiệu lực lúc {}.", moment(from)),
        (OrderState::InForce, _) => "Lệnh đang có hiệu lực; ai có hồ sơ trong lệnh đều được báo.".to_owned(),
        (OrderState::Ordered, Start::WhenDecided)
        | (OrderState::Draft | OrderState::Proposed | OrderState::Over, _)
        | (OrderState::NotExecuted | OrderState::Revoked, _) => String::new(),
    }
}

/// The order as it is printed.
fn paper(order: &OrderTold, school: &str) -> impl IntoView + use<> {
    let heading = match order.kind {
        LockKind::Lock => "LỆNH KHÓA HỒ SƠ ĐIỆN TỬ",
        LockKind::Unlock => "LỆNH MỞ HỒ SƠ ĐIỆN TỬ",
    };
    let number = format!("Số: {}", order.number_on_paper());
    let about = format!("Về việc {} hồ sơ: {}", order.kind.words(), vietnamese::with_small_beginning(&order.scope));
    let under_way = under_way_words(order.kind, order.under_way);
    // Names under what nobody has decided are a proposal, also where it was dropped.
    let signed_as = if order.clause.is_some() { SignedAs::Decided } else { SignedAs::Proposed };
    let row = |name: &'static str, words: String| view! { <tr><th scope="row">{name}</th><td>{words}</td></tr> };
    view! {
        <article class="school-paper approval-sheet">
            {paper_head(school, number, order.decided_on)}
            <h2 class="paper-title">{heading}</h2>
            <p class="as-title">{about}</p>
            {not_final(not_decided(order.state))}
            <table class="as-facts"><tbody>
                {order.clause.map(|clause| row("Căn cứ", format!("{clause}.")))}
                {row("Lý do", order.reason.clone())}
                {row("Phạm vi", order.scope.clone())}
                {row("Có hiệu lực", in_force((order.from, order.start), order.until, order.revoked.as_ref().map(|one| one.at)))}
                {under_way.map(|words| row("Đang gửi dở", words.to_owned()))}
                {row("Thi hành", executed(order))}
                {row("Soạn", format!("{}, lúc {}", order.drafted.who, moment(order.drafted.at)))}
                {row("Tình trạng", order.state.words().to_owned())}
                {(!order.overruled.is_empty()).then(|| row("Lệnh làm theo trước", overruled(&order.overruled)))}
                {order.revoked.as_ref().map(|one| {
                    let because = order.revoked_because.clone().unwrap_or_default();
                    row("Thu hồi", format!("{}, lúc {}. Lý do: {because}", one.who, moment(one.at)))
                })}
            </tbody></table>
            <footer class="as-foot">
                {recipients(&order.recipients)}
                {signatures(&order.signatures, signed_as)}
            </footer>
        </article>
    }
}

/// What nobody has decided orders nothing, however it looks on paper.
fn not_decided(state: OrderState) -> Option<String> {
    let words = match state {
        OrderState::Draft => "Đây là dự thảo, chưa khóa, mở gì.",
        OrderState::Proposed => "Lệnh còn chờ ký, chưa khóa, mở gì.",
        OrderState::Ordered | OrderState::InForce | OrderState::Over | OrderState::NotExecuted | OrderState::Revoked => {
            return None;
        }
    };
    Some(words.to_owned())
}

/// From when until when it is in force, or was: an order that was taken back was so until then, or never.
fn in_force((from, start): (Option<Timestamp>, Start), until: Option<Timestamp>, revoked: Option<Timestamp>) -> String {
    if revoked.is_some_and(|back| from.is_none_or(|from| back <= from)) {
        return "Chưa có hiệu lực khi thu hồi.".to_owned();
    }
    let from = from.map_or_else(|| waits_for(start).to_owned(), moment);
    match (until, revoked) {
        (until, Some(back)) if until.is_none_or(|until| back < until) => {
            format!("Từ {from} đến khi thu hồi, lúc {}.", moment(back))
        }
        (Some(until), _) => format!("Từ {from} đến {}.", moment(until)),
        (None, _) => format!("Từ {from} đến khi có lệnh khác."),
    }
}

/// Who carries it out, and when that was done: an order that names a minute, or takes effect as it is decided, does so by itself.
fn executed(order: &OrderTold) -> String {
    let team = || "Tổ quản lý phần mềm (Điều 5 điểm b của Quy chế)".to_owned();
    let who = order.executor.clone().unwrap_or_else(team);
    let by_itself = match order.start {
        Start::WhenDecided | Start::At(_) => order.from,
        Start::WhenExecuted => None,
    };
    // What was taken back before its minute was carried out by nobody.
    let is_carried_out = |from: &Timestamp| order.revoked.as_ref().is_none_or(|revoked| *from < revoked.at);
    match (&order.executed, by_itself.filter(is_carried_out)) {
        (Some(done), _) => format!("{}, thi hành lúc {}", done.who, moment(done.at)),
        (None, Some(from)) => format!("{who}; hệ thống tự thi hành lúc {}", moment(from)),
        (None, None) => who,
    }
}

/// "Lệnh mở số 02: 12 hồ sơ.": where this order is not the one that is heeded.
fn overruled(by: &[Overruled]) -> String {
    let words = by.iter().map(|one| format!("{}: {} hồ sơ", one.by, one.records));
    format!("{}.", words.collect::<Vec<_>>().join("; "))
}

/// What it does at its minutes, and when that was noted.
fn by_itself(occasions: &[OccasionLine]) -> Option<impl IntoView + use<>> {
    let line = |one: &OccasionLine| {
        let then = done_words(one).unwrap_or_else(|| format!("Hẹn {}.", moment(one.at)));
        view! { <li>{one.words.clone()}". "{then}</li> }
    };
    let lines = occasions.iter().map(line).collect_view();
    (!occasions.is_empty()).then(|| {
        view! {
            <section class="group scr" aria-labelledby="g-theo-gio">
                <h2 id="g-theo-gio">"Việc theo giờ"</h2>
                <div class="cols"><p class="when"></p><ul class="lock-unfinished">{lines}</ul></div>
            </section>
        }
    })
}

/// What the order would do, and the button that gives it: nobody gives what they have not looked at.
fn giving(id: LockOrderId, preview: ShownPreview, errors: &FormErrors) -> impl IntoView + use<> {
    let seen = preview.outlook.seen().to_owned();
    let shown = shown(preview, errors);
    view! {
        <form method="post" action=paths::sign_lock_order(id) class="scr">
            <HiddenField name="seen" value=seen/>
            {shown}
        </form>
    }
}

/// The form that takes an order back, as it was sent.
struct Revoking {
    asks_again: bool,
    typed: String,
    errors: FormErrors,
}

fn deeds(order: &OrderTold, may_draft: bool, revoking: Revoking) -> impl IntoView + use<> {
    let is_decided = order.clause.is_some();
    let (revoke, because) = match order.state {
        // Whoever could decide with their name says no; whoever has put it there takes it back.
        OrderState::Proposed if order.may_sign => ("Không đồng ý", "Lý do không đồng ý"),
        OrderState::Proposed => ("Rút đề xuất", "Lý do rút đề xuất"),
        OrderState::Draft => ("Bỏ dự thảo", "Lý do bỏ dự thảo"),
        OrderState::Ordered | OrderState::InForce | OrderState::Over | OrderState::NotExecuted | OrderState::Revoked => {
            ("Thu hồi lệnh", "Lý do thu hồi lệnh")
        }
    };
    let hint = Extra { hint: Some("Ghi lại trên lệnh, ai xem cũng hiểu."), ..Extra::default() };
    let Revoking { asks_again, typed, errors } = revoking;
    let not_proved = errors.of(PROOF).map(str::to_owned);
    let proof = (asks_again && is_decided).then(|| view! { <ProofField id=REVOKING_PROOF.to_owned() refused=not_proved/> });
    let id = order.id;
    view! {
        <section class="group scr" aria-label="Việc với lệnh này">
            <div class="cols"><p class="when"></p><div class="stack narrow">
                {(order.shuts > 0).then(|| view! { <p>{format!("Lệnh này đang khóa {} hồ sơ.", order.shuts)}</p> })}
                {order.lapsed.as_ref().map(|fact| view! {
                    <p>{format!("{fact}, nên dự thảo này không ra được nữa. Cần thì soạn lại từ lệnh này.")}</p>
                })}
                {order.stuck.clone().map(|Words { fact, advice }| view! {
                    <div class="notices"><Notice kind=NoticeKind::Warning fact advice/></div>
                })}
                {order.may_execute.then(|| view! {
                    <form method="post" action=paths::execute_lock_order(id)>
                        <div class="btns"><button class="btn main"><Icon name="check"/>"Thi hành lệnh"</button></div>
                    </form>
                })}
                {order.may_revoke.then(|| view! {
                    <form method="post" action=paths::revoke_lock_order(id) class="stack">
                        <TextField id="reason" label=because value=typed errors extra=hint/>
                        {proof}
                        <div class="btns"><button class="btn">{revoke}</button></div>
                    </form>
                })}
                {may_draft.then(|| view! { <p class="way"><a href=paths::draft_order_from(id)>"Soạn lại từ lệnh này"</a></p> })}
            </div></div>
        </section>
    }
}

/// The password is asked for in two forms of the page.
const REVOKING_PROOF: &str = "thu-hoi-mat-khau";

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    #[test]
    fn an_order_that_was_taken_back_is_in_force_no_longer_than_that() {
        let at = |hour: &str| Some(format!("2026-11-25T{hour}:00+07:00").parse::<Timestamp>().unwrap());
        let moment = |hour: &str| format!("{hour}:00 ngày 25/11/2026");
        let (eight, nine, ten) = (moment("08:00"), moment("09:00"), moment("10:00"));
        for (from, until, revoked, expected) in [
            (at("08:00"), None, None, format!("Từ {eight} đến khi có lệnh khác.")),
            (at("08:00"), at("10:00"), None, format!("Từ {eight} đến {ten}.")),
            (at("08:00"), None, at("09:00"), format!("Từ {eight} đến khi thu hồi, lúc {nine}.")),
            (at("08:00"), at("10:00"), at("09:00"), format!("Từ {eight} đến khi thu hồi, lúc {nine}.")),
            (at("08:00"), at("09:00"), at("10:00"), format!("Từ {eight} đến {nine}.")),
            (at("10:00"), None, at("09:00"), "Chưa có hiệu lực khi thu hồi.".to_owned()),
            (None, None, at("09:00"), "Chưa có hiệu lực khi thu hồi.".to_owned()),
        ] {
            assert_eq!(in_force((from, Start::WhenDecided), until, revoked), expected);
        }
    }
}
