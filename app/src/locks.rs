//! "/lenh-khoa": the orders that shut and open records, and who may give them.

mod form;
mod order;
mod preview;

use domain::{
    days::local,
    forms::FormErrors,
    locks::{AuthorityForm, LockKind, LockReading, OrderLine, OrderState, Start, UnderWay},
    refusal::Words,
    vietnamese,
};
use leptos::prelude::*;

pub use form::{LockChoices, LockFormPage, LockFormView};
pub use order::{LockOrderPage, LockOrderView};
pub use preview::ShownPreview;

use crate::{
    layout::{NavItem, Page, Viewer},
    lock_readings::reading_questions,
    paths,
    proof::proof_asked,
    ui::{Icon, Look, Status, quiet_line, refused_and_done},
};

/// All that the list shows.
#[derive(Clone, Debug)]
pub struct LockOrdersView {
    /// The newest first.
    pub orders: Vec<OrderLine>,
    /// The viewer may draft one.
    pub may_draft: bool,
    /// Who decides, as a form.
    pub authority: AuthorityForm,
    /// The viewer may settle it.
    pub may_settle: bool,
    /// The viewer's own password is asked for again.
    pub asks_again: bool,
    pub errors: FormErrors,
    pub refused: Option<Words>,
    /// What was just done.
    pub done: Option<&'static str>,
}

#[component]
pub fn LockOrdersPage(viewer: Viewer, page: LockOrdersView) -> impl IntoView {
    let LockOrdersView { orders, may_draft, authority, may_settle, asks_again, errors, refused, done } = page;
    let none = orders.is_empty();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Locks>
            <main id="noi-dung" class="sheet person lock-orders" tabindex="-1">
                <header class="head cols">
                    <p class="when"></p>
                    <div>
                        <div class="lead">
                            <h1>"Lệnh khóa, mở"</h1>
                            {may_draft.then(|| view! {
                                <a class="btn main" href=paths::NEW_LOCK_ORDER><Icon name="plus"/>"Soạn lệnh"</a>
                            })}
                        </div>
                        <p class="sub">"Khóa chặn nộp, sửa, rút, duyệt và góp ý. Xem và tải về thì không bao giờ bị chặn."</p>
                        <p class="way"><a href=paths::SCHEDULE>"Việc theo giờ"</a></p>
                        {refused_and_done(refused, done)}
                    </div>
                </header>
                <section class="group" aria-labelledby="g-lenh">
                    <h2 id="g-lenh">"Các lệnh"</h2>
                    {none.then(|| quiet_line("Chưa có lệnh nào."))}
                    <ul class="jobs">{orders.iter().map(line).collect_view()}</ul>
                </section>
                <section class="group" id="quyen" aria-labelledby="g-quyen">
                    <h2 id="g-quyen">"Ai ra lệnh"</h2>
                    <div class="cols">
                        <p class="when"></p>
                        {settling(&authority, may_settle, asks_again, &errors)}
                    </div>
                </section>
            </main>
        </Page>
    }
}

fn line(order: &OrderLine) -> impl IntoView + use<> {
    let (from, hour) = begins(order);
    let (look, word) = if order.replaced_by.is_empty() {
        (look(order.kind, order.state), order.state.words().to_owned())
    } else {
        let by = order.replaced_by.iter().map(|one| vietnamese::with_small_beginning(one)).collect::<Vec<_>>().join(", ");
        (Look::Archived, format!("Không còn tác dụng: bị {by} thay"))
    };
    view! {
        <li class="job cols">
            <p class="when"><span>"từ"</span>" "<b>{from}</b>" "<span>{hour}</span></p>
            <div class="what">
                <h3><a href=paths::lock_order(order.id)>{order.name.clone()}</a></h3>
                <Status look word=word/>
                <p class="then">{format!("{}. {}", order.scope, order.reason)}</p>
            </div>
        </li>
    }
}

/// Day and hour from which an order is in force, as far as they are known.
fn begins(order: &OrderLine) -> (String, String) {
    let from = order.from.or(match order.start {
        Start::At(from) => Some(from),
        Start::WhenDecided | Start::WhenExecuted => None,
    });
    from.map_or_else(
        || (waits_for(order.start).to_owned(), String::new()),
        |from| (vietnamese::date(local(from).date()), vietnamese::hour(local(from).time())),
    )
}

/// What an order waits for that is not in force and names no hour.
pub(super) const fn waits_for(start: Start) -> &'static str {
    match start {
        Start::WhenExecuted => "khi thi hành",
        Start::WhenDecided | Start::At(_) => "khi ra lệnh",
    }
}

/// What becomes of what has begun to arrive when records are shut; an order that opens stops nobody.
pub(super) const fn under_way_words(kind: LockKind, under_way: UnderWay) -> Option<&'static str> {
    match (kind, under_way) {
        (LockKind::Lock, UnderWay::Finishes) => Some("Những gì bắt đầu gửi trước giờ khóa được gửi nốt trong một giờ."),
        (LockKind::Lock, UnderWay::Stops) => Some("Khóa ngay, cả những gì đang gửi dở."),
        (LockKind::Unlock, _) => None,
    }
}

pub(super) const fn look(kind: LockKind, state: OrderState) -> Look {
    match (state, kind) {
        (OrderState::Draft, _) => Look::NoDue,
        (OrderState::Proposed | OrderState::Ordered, _) => Look::NotYetDue,
        (OrderState::InForce, LockKind::Lock) => Look::Locked,
        (OrderState::InForce, LockKind::Unlock) => Look::Unlocked,
        (OrderState::Over | OrderState::NotExecuted | OrderState::Revoked, _) => Look::Archived,
    }
}

fn settling(authority: &AuthorityForm, may_settle: bool, asks_again: bool, errors: &FormErrors) -> AnyView {
    let words = |code: &str| LockReading::from_code(code).map_or("", LockReading::words).to_owned();
    let (parts, opening) = (authority.parts.clone(), authority.opening_and_whole.clone());
    if !may_settle {
        return view! {
            <div>
                <p>"Khóa một phần: "<b>{words(&parts)}</b>"."</p>
                <p>"Mở, và khóa toàn hệ thống: "<b>{words(&opening)}</b>"."</p>
                <p class="quiet">"Hiệu trưởng chọn cách hiểu Quy chế ở trang này."</p>
            </div>
        }
        .into_any();
    }
    view! {
        <form method="post" action=paths::LOCK_AUTHORITY class="stack">
            {reading_questions(authority, errors)}
            {proof_asked(asks_again, errors)}
            <div class="btns"><button class="btn"><Icon name="check"/>"Lưu cách chọn"</button></div>
        </form>
    }
    .into_any()
}
