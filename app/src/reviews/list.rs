//! The list: the one that has waited longest stands first, and in its margin the reviewer's own day.

use domain::{
    days::{Timestamp, day_of, local},
    decisions::Outcome,
    forms::FormErrors,
    inspection::Kept,
    people::Honorific,
    record_types::Step,
    refusal::{Shut, Words},
    reviews::{JustDecided, QueueLine, Tick, Urgency},
    submissions::SubmissionId,
    updates::MARK,
    vietnamese,
};
use leptos::prelude::*;

use super::{
    Decided, decided, field_id, length_words, line_look,
    signing::{SigningView, agreement},
};
use crate::{
    layout::{NavItem, Page, Viewer},
    locked::shut_line,
    paths,
    review_standing::APPLIED,
    ui::{Hidden, Look, Notice, NoticeKind, Pages, Status, pager, refused_fields, standing_words},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct QueueView {
    pub lines: Vec<QueueLine>,
    /// Those of them that the viewer has opened: they may be approved together.
    pub ticks: Vec<Tick>,
    /// Those that the viewer has begun to look at, with the names of the files that they were not shown yet.
    pub unseen: Vec<(SubmissionId, Vec<String>)>,
    /// Those of which a file is held, and by what.
    pub kept: Vec<(SubmissionId, Kept)>,
    /// Those that an order shuts, and by which one: nobody decides about them now.
    pub shut: Vec<(SubmissionId, Shut)>,
    pub pages: Pages,
    pub done: Option<Decided>,
    /// What the viewer decided a moment ago, with where the form goes that takes it back.
    pub lately: Vec<(JustDecided, String)>,
    /// How many were approved together just now.
    pub approved: usize,
    /// Title and reason of each that was ticked and not approved.
    pub refused: Vec<(String, Words)>,
    /// Somebody pressed the button and had ticked nothing.
    pub nothing_ticked: bool,
    /// What signing asks for, where some of the ticks are the leadership's.
    pub signing: Option<SigningView>,
    /// What was ticked in the form that comes back to be corrected, whether its sender agreed, and what was wrong.
    pub ticked: Vec<Tick>,
    pub agrees: bool,
    pub errors: FormErrors,
    /// How the viewer is addressed.
    pub honorific: Honorific,
    /// The viewer draws what departments have approved.
    pub draws: bool,
    pub now: Timestamp,
}

#[component]
pub fn QueuePage(viewer: Viewer, page: QueueView) -> impl IntoView {
    let QueueView {
        lines,
        ticks,
        shut,
        unseen,
        kept,
        pages,
        done,
        lately,
        approved,
        refused,
        nothing_ticked,
        signing,
        ticked,
        agrees,
        errors,
        ..
    } = page;
    let (honorific, now, draws) = (page.honorific, page.now, page.draws);
    let looked_at = |line: &QueueLine| {
        if let Some((_, shut)) = shut.iter().find(|(submission, _)| *submission == line.submission) {
            return LookedAt::Shut(shut.clone());
        }
        if let Some((_, kept)) = kept.iter().find(|(submission, _)| *submission == line.submission) {
            return LookedAt::Kept(*kept);
        }
        if let Some((_, files)) = unseen.iter().find(|(submission, _)| *submission == line.submission) {
            return LookedAt::InPart(files.clone());
        }
        match ticks.iter().find(|tick| tick.submission == line.submission).copied() {
            None => LookedAt::NotYet,
            Some(tick) => {
                let is_ticked = ticked.iter().any(|one| (one.submission, one.step) == (tick.submission, tick.step));
                LookedAt::Whole { tick, is_ticked }
            }
        }
    };
    let first = lines.first().map(|line| line.obligation).filter(|_| pages.page == 0);
    let groups = [Urgency::Due, Urgency::Early, Urgency::Later].map(|urgency| {
        let of_group = lines.iter().filter(|line| line.urgency == urgency);
        let rows: Vec<_> = of_group.map(|line| row(line, first == Some(line.obligation), looked_at(line))).collect();
        (!rows.is_empty()).then(|| view! { <section class="group">{heading(urgency)}<ul class="jobs">{rows}</ul></section> })
    });
    let groups = groups.into_iter().collect_view();
    let wrong = refused_fields(&errors, field_id);
    let signed = signed_of(approved, &lately);
    let together = (!lines.is_empty()).then(|| together(&ticks, signing, agrees, &errors));
    // What is ticked would be lost where the list is drawn anew.
    let renew = ticks.is_empty().then_some("60");
    view! {
        <Page viewer=Some(viewer) here=NavItem::Reviews>
            <main id="noi-dung" class="sheet queue-page" tabindex="-1" data-renew=renew>
                <header class="head cols">
                    <p class="when"><span>"Hôm nay"</span>" "<b>{vietnamese::weekday_and_date(day_of(now))}</b></p>
                    <div>
                        <div class="lead">
                            <h1>"Chờ tôi duyệt"</h1>
                            // An empty list says so below.
                            {(!lines.is_empty()).then(|| view! { <p>{length_words(pages.lines)}</p> })}
                        </div>
                        {draws.then(|| view! { <p class="sub"><a href=paths::SPOT_CHECKS>"Kiểm tra ngẫu nhiên hồ sơ tổ đã duyệt"</a></p> })}
                        {done.map(decided)}
                        {wrong}
                        {batch((approved, signed), refused, nothing_ticked)}
                    </div>
                </header>
                {if lines.is_empty() {
                    empty(honorific).into_any()
                } else {
                    view! {
                        {groups}
                        {together}
                        {(!pages.is_whole()).then(|| view! {
                            <div class="cols"><p class="when"></p>{pager(pages, "hồ sơ", paths::reviews_page)}</div>
                        })}
                    }.into_any()
                }}
                {recent(&lately)}
            </main>
        </Page>
    }
}

/// Of a group of the list; what came early stands below what is due.
fn heading(urgency: Urgency) -> impl IntoView {
    match urgency {
        Urgency::Due => view! { <h2 class="vh">"Nộp trước đứng trước"</h2> }.into_any(),
        Urgency::Early => {
            view! { <h2>"Nộp sớm cho tuần sau"" "<small>"Duyệt trước được, hạn duyệt còn ở sau."</small></h2> }.into_any()
        }
        Urgency::Later => {
            view! { <h2>"Nộp sớm hơn nữa"" "<small>"Chưa cần xem; thứ Tư tuần trước khi dạy mới nhắc."</small></h2> }.into_any()
        }
    }
}

fn empty(honorific: Honorific) -> impl IntoView {
    view! {
        <div class="cols"><p class="when"></p><div class="empty">
            <h2>"Không còn hồ sơ nào chờ "{honorific.word()}" duyệt"</h2>
            <p>"Hồ sơ vừa nộp hiện ở đây ngay, cũ nhất ở trên. Duyệt trước khi lớp dùng; trả lại thì ghi rõ chỗ cần sửa."</p>
            <div class="btns"><a class="btn" href=paths::DASHBOARD>"Bảng theo dõi"</a></div>
        </div></div>
    }
}

/// How many of the last `approved` approvals are signatures.
fn signed_of(approved: usize, lately: &[(JustDecided, String)]) -> usize {
    let approvals = lately.iter().filter(|(one, _)| one.outcome == Outcome::Approved).take(approved);
    approvals.filter(|(one, _)| one.signed.is_some()).count()
}

/// What became of those that were ticked: how many are approved, how many of them by a signature, and what is not.
fn batch((approved, signed): (usize, usize), refused: Vec<(String, Words)>, nothing_ticked: bool) -> Option<impl IntoView> {
    let fact = match (approved - signed, signed) {
        (0, signed) => format!("Đã ký duyệt {signed} hồ sơ"),
        (approved, 0) => format!("Đã duyệt {approved} hồ sơ"),
        (approved, signed) => format!("Đã duyệt {approved} hồ sơ, ký duyệt {signed} hồ sơ"),
    };
    (approved > 0 || nothing_ticked || !refused.is_empty()).then(|| {
        view! {
            <div class="notices">
                {(approved > 0).then(|| view! {
                    <Notice kind=NoticeKind::Good fact advice="Từng hồ sơ hoàn tác được ở dưới, trong 10 phút."/>
                })}
                {refusals(nothing_ticked, refused)}
            </div>
        }
    })
}

/// Why nothing was done with all or some of those that were ticked.
pub(super) fn refusals(nothing_ticked: bool, refused: Vec<(String, Words)>) -> impl IntoView {
    view! {
        {nothing_ticked.then(|| view! {
            <Notice kind=NoticeKind::Bad fact="Chưa chọn hồ sơ nào" advice="Đánh dấu những hồ sơ đã mở xem, rồi bấm lại."/>
        })}
        {refused.into_iter().map(|(title, Words { fact, advice })| view! {
            <Notice kind=NoticeKind::Bad fact=format!("{title}: {fact}") advice/>
        }).collect_view()}
    }
}

/// Approves those that are ticked; the boxes stand in their rows and name this form. What signing asks for is seen while something
/// is ticked that is signed, and the server asks whether it is needed (`novalidate`): the browser cannot know.
fn together(ticks: &[Tick], signing: Option<SigningView>, agrees: bool, errors: &FormErrors) -> impl IntoView + use<> {
    let mixed = ticks.iter().any(Tick::is_signed) && !ticks.iter().all(Tick::is_signed);
    let words = "Hồ sơ còn tệp chưa mở thì không duyệt chung được.";
    let which = mixed.then(|| format!(" Hồ sơ ghi “{TO_SIGN}” thì ký duyệt, còn lại thì duyệt."));
    let button = match (ticks.iter().any(Tick::is_signed), ticks.iter().all(Tick::is_signed)) {
        (false, _) => "Duyệt các hồ sơ đã đánh dấu",
        (true, true) => "Ký duyệt các hồ sơ đã đánh dấu",
        (true, false) => "Duyệt hoặc ký duyệt các hồ sơ đã đánh dấu",
    };
    let agreement = signing.map(|signing| view! { <div class="stack signing">{agreement(signing, agrees, errors)}</div> });
    view! {
        <div class="cols"><p class="when"></p>
            <form id=TOGETHER method="post" action=paths::REVIEW_QUEUE class="btns together" novalidate>
                {agreement}
                {(!ticks.is_empty()).then(|| view! { <button class="btn">{button}</button> })}
                <p class="quiet">{words}{which}</p>
            </form>
        </div>
    }
}

/// The words of the boxes.
const TO_APPROVE: &str = "Chọn để duyệt cùng";
const TO_SIGN: &str = "Chọn để ký duyệt cùng";

/// The id of the form that approves several at once.
const TOGETHER: &str = "duyet-chung";

/// What was decided within the last minutes, each with the button that takes it back.
fn recent(lately: &[(JustDecided, String)]) -> Option<impl IntoView + use<>> {
    let rows = lately.iter().map(|(one, undo)| recent_row(one, undo.clone())).collect_view();
    (!lately.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby="g-vua">
                <h2 id="g-vua">"Vừa quyết định"" "<small>"Hoàn tác được trong 10 phút."</small></h2>
                <ul class="jobs">{rows}</ul>
            </section>
        }
    })
}

fn recent_row(one: &JustDecided, undo: String) -> impl IntoView + use<> {
    let (look, word) = match (&one.outcome, one.open) {
        (Outcome::Approved, Some(Step::Department)) => (Look::Signed, "Ban giám hiệu đã ký, chờ tổ".to_owned()),
        (Outcome::Approved, Some(Step::Leadership)) => (Look::Approved, "Tổ đã duyệt, chờ ban giám hiệu".to_owned()),
        (Outcome::Approved, None) if one.signed.is_some() => (Look::Signed, "Đã ký duyệt".to_owned()),
        (Outcome::Approved, None) => (Look::Approved, "Đã duyệt".to_owned()),
        (Outcome::Returned(_), _) => (Look::Returned, format!("Đã trả lại cho {}", one.mention)),
    };
    let at = local(one.at);
    let title = one.title.clone();
    let sheet = one.signed.map(|version| {
        let words = format!(" {title}");
        view! { <p class="then"><a href=paths::approval_sheet(version)>"Xem phiếu duyệt"<Hidden words/></a></p> }
    });
    view! {
        <li class="job cols">
            <p class="when">
                <span>{vietnamese::weekday(at.date())}</span>" "<b>{vietnamese::date(at.date())}</b>" "
                <span>{vietnamese::hour(at.time())}</span>
            </p>
            <div class="what">
                <h3><a href=paths::record(one.obligation)>{title.clone()}</a></h3>
                <Status look word/>
                {sheet}
            </div>
            <form method="post" action=undo class="do-form"><button class="btn do">"Hoàn tác"<Hidden words=format!(" {title}")/></button></form>
        </li>
    }
}

/// What the viewer was shown of a version.
enum LookedAt {
    NotYet,
    /// A file of it is held: nobody approves it now.
    Kept(Kept),
    /// An order shuts its record.
    Shut(Shut),
    /// All but these files.
    InPart(Vec<String>),
    Whole {
        tick: Tick,
        is_ticked: bool,
    },
}

/// The box, where it can be ticked; else what is missing.
fn box_of(line: &QueueLine, looked_at: LookedAt) -> AnyView {
    match looked_at {
        LookedAt::NotYet => ().into_any(),
        LookedAt::Shut(shut) => shut_line(&shut).into_any(),
        LookedAt::Kept(kept) => {
            view! { <p class="then kept"><b>{kept.state()}"."</b>" Chưa duyệt được; trả lại thì được."</p> }.into_any()
        }
        LookedAt::InPart(files) => {
            let words = format!("Chưa mở xem: {}. Mở đủ các tệp thì duyệt chung được.", files.join(", "));
            view! { <p class="then">{words}</p> }.into_any()
        }
        LookedAt::Whole { tick, is_ticked } => {
            let tick_box =
                TickBox { name: "approve", value: tick.to_string(), form: TOGETHER, is_signed: tick.is_signed(), is_ticked };
            tick_box.view(if tick.is_signed() { TO_SIGN } else { TO_APPROVE }, &line.title).into_any()
        }
    }
}

/// The box by which one version is chosen together with others, outside of the form that it belongs to.
pub(super) struct TickBox {
    pub name: &'static str,
    pub value: String,
    pub form: &'static str,
    pub is_signed: bool,
    pub is_ticked: bool,
}

impl TickBox {
    /// `words` say what the box does, and to whoever does not see the row the `title` of what it chooses; beside it stands why
    /// there is one.
    pub fn view(self, words: &'static str, title: &str) -> impl IntoView + use<> {
        let Self { name, value, form, is_signed, is_ticked } = self;
        let title = format!(": {title}");
        view! {
            <div class="tick">
                <label class="check">
                    <input type="checkbox" name=name value=value form=form checked=is_ticked data-signs=is_signed.then_some("")/>
                    <span>{words}<Hidden words=title/></span>
                </label>
                <Status look=Look::Opened word="Đã mở xem"/>
            </div>
        }
    }
}

/// Filled only the one that has waited longest: there the reviewer begins.
fn row(line: &QueueLine, first: bool, looked_at: LookedAt) -> impl IntoView + use<> {
    let (look, word) = line_look(line);
    let ticked = box_of(line, looked_at);
    let address = paths::review(line.obligation);
    let title = line.title.clone();
    view! {
        <li class="job cols">
            {margin(line)}
            <div class="what">
                <h3><a href=address.clone()>{title.clone()}</a></h3>
                <div class="waits">
                    <Status look word tint=line.overdue.is_some()/>
                    {line.is_applied.then(|| view! { <Status look=Look::Applied word=APPLIED/> })}
                    {line.is_update.then(|| view! { <Status look=Look::Amended word=MARK/> })}
                </div>
                <p class="then">{sentence(line)}</p>
                {line.corrects.as_ref().map(|given| {
                    let asked = asked_for(&given.back.reasons, &given.back.words);
                    view! { <p class="note">"Đã trả lại vì: "{asked}</p> }
                })}
                {ticked}
            </div>
            <a class=if first { "btn do main" } else { "btn do" } href=address>"Xem"<Hidden words=format!(" {title}")/></a>
        </li>
    }
}

/// The reviewer's own day, whose delay the row tells; a record that came late is no delay of theirs.
fn margin(line: &QueueLine) -> impl IntoView + use<> {
    view! {
        <p class="when">
            <span>{vietnamese::weekday(line.review_by)}</span>" "<b>{vietnamese::date(line.review_by)}</b>" "
            <span class=if line.overdue.is_some() { "late" } else { "" }>"hạn duyệt"</span>
        </p>
    }
}

fn sentence(line: &QueueLine) -> String {
    let what = if line.is_again { format!("nộp phiên bản {}", line.version) } else { "nộp".to_owned() };
    let standing = standing_words(line.standing);
    format!("{} {what} lúc {}. {standing}.", line.who, vietnamese::moment(line.handed_in_at))
}

/// What was asked for, in one line.
fn asked_for(reasons: &[String], words: &str) -> String {
    let said = Some(words).filter(|words| !words.is_empty()).map(|words| format!("“{words}”"));
    reasons.iter().cloned().chain(said).collect::<Vec<_>>().join("; ")
}
