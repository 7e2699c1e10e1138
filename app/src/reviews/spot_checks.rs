//! "/kiem-tra-ngau-nhien": what departments have approved, drawn for the leadership; and the form on the desk by which somebody
//! signs that they have checked a record.

use domain::{
    days::{Timestamp, day_of, local},
    forms::FormErrors,
    obligations::ObligationId,
    refusal::Words,
    reviews::{CheckLine, CheckTick, Drawn, ReviewPage},
    spot_checks::{Draw, DrawForm},
    submissions::SubmissionId,
    vietnamese,
};
use leptos::prelude::*;

use super::{
    field_id,
    list::{TickBox, refusals},
    signing::{SigningView, agreement, signing_part},
};
use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    review_standing::checked_by,
    ui::{Hidden, HiddenField, Look, Notice, NoticeKind, SelectField, Status, option, refused_fields},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct DrawView {
    /// What is chosen, or offered.
    pub form: DrawForm,
    /// Id and name.
    pub departments: Vec<(String, String)>,
    /// Number and words, the newest first.
    pub weeks: Vec<(String, String)>,
    /// The draw and what it brings; `None` before anybody has drawn.
    pub drawn: Option<(Draw, Drawn)>,
    /// Those that the viewer has opened, file by file: they may be signed for together.
    pub ticks: Vec<CheckTick>,
    /// Those that the viewer has begun to look at, with the names of the files that they were not shown yet.
    pub unseen: Vec<(SubmissionId, Vec<String>)>,
    /// What signing asks for.
    pub signing: SigningView,
    /// What was ticked in the form that comes back to be corrected, whether its sender agreed, and what was wrong.
    pub ticked: Vec<CheckTick>,
    pub agrees: bool,
    pub errors: FormErrors,
    /// How many were signed for just now.
    pub signed: usize,
    /// Title and reason of each that was ticked and not signed for.
    pub refused: Vec<(String, Words)>,
    /// Somebody pressed the button and had ticked nothing.
    pub nothing_ticked: bool,
    pub now: Timestamp,
}

/// The draw that stands beside an open record.
#[derive(Clone, Debug)]
pub struct DrawBeside {
    pub draw: Draw,
    pub lines: Vec<CheckLine>,
}

impl DrawBeside {
    /// The record before this one in the draw.
    pub fn before(&self, here: ObligationId) -> Option<String> {
        let place = self.lines.iter().position(|line| line.obligation == here)?;
        self.address(place.checked_sub(1)?)
    }

    /// The record behind it; of one that is not in the draw the first one.
    pub fn after(&self, here: ObligationId) -> Option<String> {
        self.address(self.lines.iter().position(|line| line.obligation == here).map_or(0, |place| place + 1))
    }

    fn address(&self, place: usize) -> Option<String> {
        self.lines.get(place).map(|line| paths::review_drawn(line.obligation, self.draw))
    }
}

/// What the form on the desk says.
#[derive(Clone, Debug)]
pub struct CheckForm {
    pub tick: CheckTick,
    /// Where the form leads back to.
    pub draw: Option<Draw>,
    pub agrees: bool,
    pub signing: SigningView,
}

#[component]
pub fn DrawPage(viewer: Viewer, page: DrawView) -> impl IntoView {
    let DrawView { form, departments, weeks, drawn, ticks, unseen, signing, ticked, agrees, errors, signed, refused, .. } = page;
    let (is_again, is_refused) = (drawn.is_some(), page.nothing_ticked || !refused.is_empty());
    let box_of = |line: &CheckLine| {
        if line.checked.is_some() {
            return None;
        }
        if let Some(tick) = ticks.iter().find(|tick| tick.submission == line.submission) {
            let is_ticked = ticked.iter().any(|one| one.submission == tick.submission);
            let tick_box = TickBox { name: "check", value: tick.to_string(), form: TOGETHER, is_signed: true, is_ticked };
            return Some(tick_box.view("Chọn để ký cùng", &line.title).into_any());
        }
        let (_, files) = unseen.iter().find(|(submission, _)| *submission == line.submission)?;
        let words = format!("Chưa mở xem: {}.", files.join(", "));
        Some(view! { <p class="then">{words}</p> }.into_any())
    };
    let result = drawn.map(|(draw, drawn)| {
        if drawn.lines.is_empty() {
            return empty().into_any();
        }
        let words = counted(&drawn);
        let rows = drawn.lines.iter().map(|line| row(line, &draw, box_of(line))).collect_view();
        let has_ticks = !ticks.is_empty();
        let is_open = drawn.lines.iter().any(|line| line.checked.is_none());
        let together = is_open.then(|| together(&draw, has_ticks.then_some(signing), agrees, &errors));
        view! {
            <section class="group" aria-labelledby="g-boc">
                <h2 id="g-boc">"Hồ sơ được bốc"" "<small>{words}</small></h2>
                <ul class="jobs">{rows}</ul>
            </section>
            {together}
        }
        .into_any()
    });
    let wrong = refused_fields(&errors, field_id);
    let done = (signed > 0).then(|| {
        let fact = format!("Đã ký xác nhận đã kiểm tra {signed} hồ sơ");
        let advice = "Người nộp được báo. Phiếu kiểm tra in được từ biên nhận của từng hồ sơ.";
        view! { <div class="notices"><Notice kind=NoticeKind::Good fact advice/></div> }
    });
    view! {
        <Page viewer=Some(viewer) here=NavItem::Reviews>
            <main id="noi-dung" class="sheet queue-page" tabindex="-1">
                <header class="head cols">
                    <p class="when"><span>"Hôm nay"</span>" "<b>{vietnamese::weekday_and_date(day_of(page.now))}</b></p>
                    <div>
                        <a class="back" href=paths::REVIEW_QUEUE>"Chờ tôi duyệt"</a>
                        <h1>"Kiểm tra ngẫu nhiên"</h1>
                        <p class="sub">
                            "Bốc ngẫu nhiên trong những hồ sơ tổ đã duyệt mà ban giám hiệu chưa xem. "
                            "Ký ở đây là xác nhận đã kiểm tra, không phải ký duyệt; hồ sơ vẫn như tổ đã duyệt."
                        </p>
                        {done}
                        {wrong}
                        {is_refused.then(|| view! { <div class="notices">{refusals(page.nothing_ticked, refused)}</div> })}
                        {choice(form, departments, weeks, is_again)}
                    </div>
                </header>
                {result}
            </main>
        </Page>
    }
}

/// What to draw from, and how many.
fn choice(chosen: DrawForm, departments: Vec<(String, String)>, weeks: Vec<(String, String)>, is_again: bool) -> impl IntoView {
    let DrawForm { department, week, count } = chosen;
    let errors = FormErrors::default();
    let departments: Vec<AnyView> = std::iter::once((String::new(), "Mọi tổ".to_owned()))
        .chain(departments)
        .map(|(id, name)| option(id, name, &department))
        .collect();
    let year = (DrawForm::YEAR.to_owned(), "Cả năm học".to_owned());
    let weeks: Vec<AnyView> = weeks.into_iter().chain([year]).map(|(number, words)| option(number, words, &week)).collect();
    let counts: Vec<AnyView> =
        Draw::COUNTS.iter().map(|number| option(number.to_string(), format!("{number} hồ sơ"), &count)).collect();
    let (class, words) = if is_again { ("btn", "Bốc lượt khác") } else { ("btn main", "Bốc ngẫu nhiên") };
    view! {
        <form method="get" action=paths::SPOT_CHECKS class="draw">
            <SelectField id="to" label="Tổ" errors=&errors>{departments}</SelectField>
            <SelectField id="tuan" label="Tuần" errors=&errors>{weeks}</SelectField>
            <SelectField id="so" label="Số hồ sơ" errors=&errors>{counts}</SelectField>
            <button class=class>{words}</button>
        </form>
    }
}

/// "5 trong 14 hồ sơ, đã kiểm tra 2".
fn counted(drawn: &Drawn) -> String {
    let checked = drawn.lines.iter().filter(|line| line.checked.is_some()).count();
    let words = match (drawn.lines.len(), drawn.of) {
        (all, of) if all == of => format!("Cả {all} hồ sơ trong phạm vi đã chọn"),
        (all, of) => format!("{all} trong {of} hồ sơ"),
    };
    if checked == 0 { words } else { format!("{words}, đã kiểm tra {checked}") }
}

fn empty() -> impl IntoView {
    view! {
        <div class="cols"><p class="when"></p><div class="empty">
            <h2>"Không có hồ sơ nào để bốc"</h2>
            <p>
                "Trong phạm vi đã chọn, tổ chưa duyệt hồ sơ nào, hoặc hồ sơ nào cũng đã có người trong ban giám hiệu xem. "
                "Hồ sơ tổ vừa duyệt bốc được sau 10 phút. Chọn tuần khác, mọi tổ hoặc cả năm học."
            </p>
        </div></div>
    }
}

fn row(line: &CheckLine, draw: &Draw, ticked: Option<AnyView>) -> impl IntoView + use<> {
    let (look, word) = check_look(line);
    let (title, address) = (line.title.clone(), paths::review_drawn(line.obligation, draw));
    let at = local(line.approved.at);
    let checked = line.checked.as_ref().map(|check| view! { <p class="note">{checked_by(check)}</p> });
    let sheet = line.checked.as_ref().map(|_| {
        view! { <p class="then"><a href=paths::check_sheet(line.submission)>"Phiếu kiểm tra"<Hidden words=format!(" {title}")/></a></p> }
    });
    view! {
        <li class="job cols">
            <p class="when">
                <span>"tổ duyệt "{vietnamese::weekday(at.date())}</span>" "<b>{vietnamese::date(at.date())}</b>" "
                <span>{vietnamese::hour(at.time())}</span>
            </p>
            <div class="what">
                <h3><a href=address.clone()>{title.clone()}</a></h3>
                <Status look word/>
                <p class="then">{line.who.clone()}" nộp phiên bản "{line.version}". "{line.approved.who.clone()}" duyệt."</p>
                {checked}
                {sheet}
                {ticked}
            </div>
            <a class="btn do" href=address>"Xem"<Hidden words=format!(" {title}")/></a>
        </li>
    }
}

fn check_look(line: &CheckLine) -> (Look, String) {
    match line.checked {
        Some(_) => (Look::Approved, "Đã kiểm tra".to_owned()),
        None => (Look::NoDue, "Chưa kiểm tra".to_owned()),
    }
}

/// Signs for those that are ticked; the boxes stand in their rows and name this form.
fn together(draw: &Draw, signing: Option<SigningView>, agrees: bool, errors: &FormErrors) -> impl IntoView + use<> {
    let words = "Mở xem đủ các tệp của hồ sơ thì đánh dấu và ký chung được.";
    let parts = signing.map(|signing| {
        view! {
            <div class="stack signing">{agreement(signing, agrees, errors)}</div>
            <button class="btn">"Ký xác nhận đã kiểm tra các hồ sơ đã đánh dấu"</button>
        }
    });
    view! {
        <div class="cols"><p class="when"></p>
            <form id=TOGETHER method="post" action=paths::SPOT_CHECKS class="btns together" novalidate>
                <HiddenField name="draw" value=draw.to_string()/>
                {parts}
                <p class="quiet">{words}</p>
            </form>
        </div>
    }
}

/// The id of the form that signs for several at once.
const TOGETHER: &str = "kiem-tra-chung";

/// The form on the desk.
pub(super) fn check_form(record: &ReviewPage, form: CheckForm, errors: &FormErrors) -> impl IntoView + use<> {
    let CheckForm { tick, draw, agrees, signing } = form;
    let draw = draw.map(|draw| draw.to_string()).unwrap_or_default();
    view! {
        <form method="post" action=paths::spot_check(record.obligation) class="stack decide">
            <HiddenField name="check" value=tick.to_string()/>
            <HiddenField name="draw" value=draw/>
            {signing_part(record, signing, agrees, errors)}
            <p class="hint">"Hồ sơ vẫn như tổ đã duyệt. Thấy chỗ cần sửa thì góp ý bên dưới; chữ ký đã kiểm tra không hoàn tác được."</p>
        </form>
    }
}

/// What was drawn, beside the open record; the one that is open is marked.
pub(super) fn beside(beside: DrawBeside, here: ObligationId) -> impl IntoView {
    let DrawBeside { draw, lines } = beside;
    let checked = lines.iter().filter(|line| line.checked.is_some()).count();
    let words = format!("{} hồ sơ được bốc, đã kiểm tra {checked}", lines.len());
    let lines = lines.into_iter().map(|line| {
        let ((look, word), open) = (check_look(&line), (line.obligation == here).then_some("page"));
        view! {
            <li>
                <a href=paths::review_drawn(line.obligation, draw) aria-current=open>
                    <b>{line.title}</b>
                    <span>{line.who}</span>
                    <Status look word/>
                </a>
            </li>
        }
    });
    view! {
        <nav class="waiting" aria-label="Hồ sơ được bốc để kiểm tra">
            <header><h2><a href=paths::drawn(draw, 0)>"Kiểm tra ngẫu nhiên"</a></h2><p>{words}</p></header>
            <ol>{lines.collect_view()}</ol>
        </nav>
    }
}
