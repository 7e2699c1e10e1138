//! "/ho-so/…": one record; how it stands and why, what was handed in, an exemption, and how it was judged.

mod notices;

use domain::{
    days::{Timestamp, local},
    decisions::Outcome,
    forms::FormErrors,
    lateness::LatenessCard,
    obligations::{Reason, Standing},
    record::{ExemptionChoice, JudgementLine, Named, Opened, RecordPage as Record, VersionLine},
    record_types::Step,
    refusal::Words,
    reviews::{DecisionLine, JustDecided, ReviewTold, WithdrawalOffer},
    submissions::ClockMark,
    vietnamese::{self, capitalised},
};
use leptos::prelude::*;
use notices::notices;

use crate::{
    comments::{CommentsView, comments, count_open, refused_comment},
    deadlines::WhyPanel,
    lateness::{LateTyped, lateness_card},
    layout::{NavItem, Page, Viewer},
    messages::message_to_paste,
    more_time::more_time_line,
    paths,
    review_standing::{decided_in, reasons_and_words, review_block, standing_margin},
    swap_line::swap_line,
    template_line::{TemplateLine, template_line},
    ui::{
        FileNotices, Hidden, HiddenField, Icon, Look, Notice, NoticeKind, Status, TextAreaField, quiet_line, standing_words,
        verdict_words,
    },
    withdrawals::{withdrawal, withdrawn_words},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct RecordView {
    pub record: Record,
    /// Address and words of where the viewer came from.
    pub back: (String, String),
    /// A reason that was refused, as typed.
    pub typed: String,
    pub errors: FormErrors,
    /// Why the last form was refused as a whole.
    pub refused: Option<Words>,
    /// What should be known of the files of the newest version.
    pub file_notices: Vec<Words>,
    /// What reviewers and authors wrote to each other, for those who may read it.
    pub comments: Option<CommentsView>,
    /// The viewer may take the last version back.
    pub withdrawal: Option<WithdrawalOffer>,
    /// What the viewer decided a moment ago and may take back: also in a place that was lent to them and is theirs no longer.
    pub undo: Option<JustDecided>,
    /// Why it is late, where it is and the viewer may read that.
    pub lateness: Option<LatenessCard>,
    /// What was typed on that card and refused.
    pub late_typed: LateTyped,
    /// How often those who owe it were reminded, as its page has shown it.
    pub reminders: usize,
    /// Who has reminded them and when, for whoever leads them.
    pub reminded: Option<String>,
    /// The template of the day on which it was handed in first; of today where it was not.
    pub template: Option<TemplateLine>,
}

#[component]
pub fn RecordPage(viewer: Viewer, page: RecordView) -> impl IntoView {
    let here = if viewer.sees_dashboard { NavItem::Records } else { NavItem::MyWork };
    let RecordView {
        record,
        back,
        typed,
        errors,
        refused,
        file_notices,
        comments: written,
        withdrawal: offer,
        undo,
        lateness,
        late_typed,
        reminders,
        reminded,
        template,
    } = page;
    let word = standing_words(record.standing);
    let wrong_comment = written.as_ref().and_then(refused_comment);
    view! {
        <Page viewer=Some(viewer) here>
            <main id="noi-dung" class="sheet record" tabindex="-1">
                <header class="head cols">
                    {standing_margin(record.review.as_ref(), record.due.as_ref(), &record.hours, record.standing, record.now)}
                    <div>
                        <a class="back" href=back.0>{back.1}</a>
                        <div class="lead"><h1>{record.title.clone()}</h1>{button(&record)}</div>
                        {match record.closing {
                            Some(_) => view! { <Status look=Look::Archived word="Không phải nộp nữa"/> }.into_any(),
                            None => view! { <Status look=record.standing word/> }.into_any(),
                        }}
                        {wrong_comment}
                        {review(record.review.as_ref())}
                        {offer.as_ref().map(withdrawal)}
                        {undo.as_ref().map(undo_form)}
                        {notices(&record, refused)}
                        <FileNotices notices=file_notices/>
                        {facts(&record)}
                        {reminder(&record, reminders, reminded)}
                        <p class="quiet">{record.purpose.clone()}</p>
                        {template_line("Mẫu của hồ sơ này", template)}
                        {more_time_line(record.obligation, &record.title, record.more_time.clone())}
                        {swap_line(record.obligation, &record.title, record.swap.clone())}
                        {record.why.clone().map(|why| view! { <WhyPanel why/> })}
                    </div>
                </header>
                {lateness.map(|card| lateness_card(&card, &late_typed, &errors, record.now))}
                {written.map(|written| view! {
                    <section id="gop-y" class="group" aria-labelledby="g-gop-y">
                        <h2 id="g-gop-y">"Góp ý"{count_open(&written)}</h2>
                        <div class="cols"><p class="when"></p>{comments(written)}</div>
                    </section>
                })}
                {updates(&record)}
                {versions(&record)}
                {decisions(&record)}
                {judgements(&record)}
                {exemption(&record, typed, &errors)}
                <div class="cols">
                    <p class="when"></p>
                    <p class="btns"><a class="btn" href=paths::record_log(record.obligation)>"Nhật ký của hồ sơ này"</a></p>
                </div>
            </main>
        </Page>
    }
}

/// Filled only where it is overdue or given back, as on one's own page.
fn button(record: &Record) -> Option<impl IntoView + use<>> {
    let is_returned = matches!(record.review, Some(ReviewTold::Returned(_)));
    let class = if is_returned || matches!(record.standing, Standing::Overdue(_)) { "btn main" } else { "btn" };
    let label = if record.versions.iter().all(|version| version.withdrawn_at.is_some()) {
        "Nộp"
    } else if is_returned {
        "Nộp bản sửa"
    } else {
        "Nộp lại"
    };
    let words = format!(" {}", record.title);
    let address = paths::hand_in(record.obligation);
    record.may_hand_in.then(|| view! { <a class=class href=address>{label}<Hidden words/></a> })
}

/// How it stands with its reviewers: whom it waits for, who approved it, or why it was given back.
fn review(told: Option<&ReviewTold>) -> Option<impl IntoView + use<>> {
    told.map(|told| view! { <div class="review">{review_block(told)}</div> })
}

/// Says what the viewer decided, with the button that takes it back.
fn undo_form(done: &JustDecided) -> impl IntoView + use<> {
    let what = match &done.outcome {
        Outcome::Approved if done.signed.is_some() => "ký duyệt",
        Outcome::Approved => "duyệt",
        Outcome::Returned(_) => "trả lại",
    };
    let fact = format!("Vừa {what} hồ sơ này lúc {}", vietnamese::moment(done.at));
    view! {
        <div class="notices">
            <Notice kind=NoticeKind::Info fact advice="Hoàn tác được trong 10 phút.">
                <button class="btn" form="rut-lai">"Hoàn tác"</button>
            </Notice>
            // A paragraph holds no form: the button in it names its form.
            <form id="rut-lai" method="post" action=paths::undo_review(done.obligation, done.decision)></form>
        </div>
    }
}

/// Who was reminded and by whom, and the words to remind them with.
fn reminder(record: &Record, known: usize, reminded: Option<String>) -> impl IntoView + use<> {
    let note = paths::remind(record.obligation);
    let words = record.reminder.as_ref().map(|words| {
        view! {
            <details class="why">
                <summary><span>"Nhắc nộp"</span><Icon name="chevron-down"/></summary>
                {message_to_paste(
                    "nhac".to_owned(),
                    "Tin nhắn cho người nộp".to_owned(),
                    "Chép rồi dán vào Zalo. Số điện thoại ở mục người phụ trách.",
                    words,
                )}
                <form method="post" action=note class="btns">
                    <HiddenField name="seen" value=known.to_string()/>
                    <button class="btn">"Ghi là đã nhắc"</button>
                </form>
                <p class="hint">"Chỉ tổ trưởng, tổ phó và ban giám hiệu thấy ai đã nhắc, lúc nào."</p>
            </details>
        }
    });
    view! { {reminded.map(|words| view! { <p class="quiet">{words}"."</p> })}{words} }
}

fn decisions(record: &Record) -> Option<impl IntoView + use<>> {
    let rows = record.decisions.iter().map(|one| decision(one, sheet_of(record, one))).collect_view();
    (!record.decisions.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby="g-duyet">
                <h2 id="g-duyet">"Các lần duyệt"</h2>
                <ul class="jobs">{rows}</ul>
            </section>
        }
    })
}

/// The sheet of what the leadership signed, for whoever may open that version.
fn sheet_of(record: &Record, one: &DecisionLine) -> Option<String> {
    let is_signed = one.step == Step::Leadership && one.outcome == Outcome::Approved && one.undone_at.is_none();
    let version = record.versions.iter().find(|version| is_signed && version.version == one.version)?;
    version.opened.as_ref().map(|opened| paths::approval_sheet(opened.receipt))
}

fn decision(one: &DecisionLine, sheet: Option<String>) -> impl IntoView + use<> {
    let (when, look, word, back) = match &one.outcome {
        Outcome::Approved if one.step == Step::Leadership => ("ký", Look::Signed, "Đã ký", None),
        Outcome::Approved => ("duyệt", Look::Approved, "Đã duyệt", None),
        Outcome::Returned(back) => ("trả lại", Look::Returned, "Trả lại để sửa", Some(back)),
    };
    let by_when = back.map(|back| format!(" Sửa xong trước khi hết {}.", vietnamese::weekday_and_date(back.correct_by)));
    let undone = one.undone_at.map(|at| format!(" Đã hoàn tác lúc {}.", vietnamese::moment(at)));
    view! {
        <li class="job cols">
            {moment(when, one.at)}
            <div class="what">
                <h3>{decided_in(one)}": phiên bản "{one.version}</h3>
                <Status look word/>
                <p class="then">{one.who.clone()}"."{by_when}{undone}{sheet.map(|address| view! { " "<a href=address>"Phiếu duyệt"</a> })}</p>
                {back.map(|back| reasons_and_words(&back.reasons, &back.words))}
            </div>
        </li>
    }
}

fn facts(record: &Record) -> impl IntoView + use<> {
    let due = match &record.due {
        Some(due) => vietnamese::due(due.day, record.hours.shown),
        None => "chưa quy định hạn, không tính muộn".to_owned(),
    };
    let about = match (record.taught, record.span) {
        (Some(taught), _) => Some(format!("dạy {}", vietnamese::from_to(taught))),
        (None, Some(span)) => Some(vietnamese::from_to(span)),
        (None, None) => None,
    };
    let duty = if record.duty.is_empty() { "chưa phân công".to_owned() } else { record.duty.join(", ") };
    let turn = record.turn.as_ref().map(|one| format!("Lượt {}", with_mark(one)));
    let since = record.given_since.iter().map(|one| view! { <small>{with_mark(one)}</small> }).collect_view();
    view! {
        <dl class="facts">
            <div>
                <dt>"Của"</dt>
                <dd>{record.owner.clone()}{about.map(|about| view! { <small>{capitalised(&about)}</small> })}</dd>
            </div>
            <div><dt>"Người phụ trách"</dt><dd>{duty}{turn.map(|turn| view! { <small>{turn}</small> })}{since}</dd></div>
            <div><dt>"Hạn"</dt><dd>{due}</dd></div>
        </dl>
    }
}

/// The name, and that the duty was entered after its day: who had it then is not rewritten.
fn with_mark(one: &Named) -> String {
    match one.entered_late {
        Some(day) => format!("{}, phân công ghi sau, ngày {}", one.name, vietnamese::date(day)),
        None => one.name.clone(),
    }
}

/// The margin of what happened at an instant, to the second.
fn moment(what: &'static str, at: Timestamp) -> impl IntoView {
    let at = local(at);
    view! {
        <p class="when">
            <span>{what}" "{vietnamese::weekday(at.date())}</span>" "<b>{vietnamese::date(at.date())}</b>" "
            <time class="num" datetime=at.format("%Y-%m-%dT%H:%M:%S+07:00").to_string()>
                {vietnamese::hour_with_seconds(at.time())}
            </time>
        </p>
    }
}

/// What was asked for after a lock, for those who may read it.
fn updates(record: &Record) -> Option<impl IntoView + use<>> {
    let rows = record.updates.iter().map(|one| {
        let until = one.open_until.map(|until| format!(" Đang mở đến {}.", vietnamese::moment(until)));
        view! {
            <li class="job cols">
                <p class="when"></p>
                <div class="what">
                    <h3><a href=paths::update(one.update)>{one.name.clone()}</a></h3>
                    <Status look=Look::Amended word=one.state.words()/>
                    <p class="then">{one.who.clone()}" xin."{until}</p>
                </div>
            </li>
        }
    });
    let rows = rows.collect_view();
    (!record.updates.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby="g-bo-sung">
                <h2 id="g-bo-sung">"Bổ sung sau khóa"</h2>
                <ul class="jobs">{rows}</ul>
            </section>
        }
    })
}

fn versions(record: &Record) -> impl IntoView + use<> {
    let rows = record.versions.iter().map(version).collect_view();
    let none = record.versions.is_empty().then(|| quiet_line("Chưa nộp phiên bản nào."));
    view! {
        <section class="group" aria-labelledby="g-nop">
            <h2 id="g-nop">"Các phiên bản"</h2>
            {none}
            <ul class="jobs">{rows}</ul>
        </section>
    }
}

fn version(version: &VersionLine) -> impl IntoView + use<> {
    let (look, word) = match (version.withdrawn_at, version.verdict) {
        (Some(at), _) => (Look::Archived, withdrawn_words(at)),
        (None, Some(verdict)) => (Look::from(verdict), verdict_words(verdict)),
        (None, None) => (Look::Resubmitted, "Nộp lại, không xét hạn".to_owned()),
    };
    let number = version.version;
    let late = version.who.entered_late.map(|day| format!(" Phân công ghi sau hạn, ngày {}.", vietnamese::date(day)));
    view! {
        <li class="job cols">
            {moment("nộp", version.at)}
            <div class="what">
                <h3>"Phiên bản "{number}</h3>
                <Status look word/>
                <p class="then">{version.who.name.clone()}" nộp "{version.files}" tệp."{late}</p>
                {version.mark.map(|word| view! { <div class="standings"><Status look=Look::Amended word/></div> })}
                {in_doubt(version.clock).map(|words| view! { <p class="note">{words}</p> })}
                {version.opened.clone().map(|opened| view! { {opened_version(opened, number)} })}
            </div>
        </li>
    }
}

/// The mark of a version that was handed in while the server's clock was doubted: it stays, whatever is decided.
fn in_doubt(clock: ClockMark) -> Option<String> {
    let what = match clock {
        ClockMark::Believed => return None,
        ClockMark::Doubted => String::new(),
        ClockMark::FoundRight => "; sau đó nhà trường đã xác nhận giờ ấy là đúng".to_owned(),
        ClockMark::SetRight { noted } => format!("; giờ nộp đã được chỉnh lại, lúc nộp máy chủ ghi {}", vietnamese::moment(noted)),
    };
    Some(format!("Nộp lúc giờ máy chủ đang chờ xác nhận{what}."))
}

fn opened_version(opened: Opened, version: u32) -> impl IntoView {
    let receipt = opened.receipt;
    let files = opened.files.iter().enumerate().map(|(at, file)| view! {
        <li><a href=paths::file(receipt, at)>{file.name.to_string()}</a>" "<small>{vietnamese::file_size(file.size)}</small></li>
    }).collect_view();
    let note = Some(opened.note).filter(|note| !note.is_empty());
    view! {
        <p class="then">
            <a href=paths::receipt(receipt)>"Biên nhận "{opened.number}<Hidden words=format!(" của phiên bản {version}")/></a>
        </p>
        {note.map(|note| view! { <p class="note">"Lời nhắn: "{note}</p> })}
        <ul class="files-of">{files}</ul>
    }
}

fn judgements(record: &Record) -> Option<impl IntoView + use<>> {
    let rows = record.judgements.iter().map(judgement).collect_view();
    (!record.judgements.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby="g-xet">
                <h2 id="g-xet">"Các lần xét hạn"" "<small>"Lần sau chỉ có thể nhẹ hơn lần trước, mọi lần đều được lưu."</small></h2>
                <ul class="jobs">{rows}</ul>
            </section>
        }
    })
}

fn judgement(one: &JudgementLine) -> impl IntoView + use<> {
    let due = one.due.map_or_else(|| "chưa quy định hạn".to_owned(), |due| format!("hạn {}", vietnamese::weekday_and_date(due)));
    let cause = match &one.cause {
        Some(cause) => format!("Xét lại: {}.", vietnamese::without_stop(cause)),
        None => "Xét lúc nộp lần đầu.".to_owned(),
    };
    view! {
        <li class="job cols">
            {moment("xét", one.at)}
            <div class="what">
                <h3>{capitalised(&due)}</h3>
                <Status look=one.verdict word=verdict_words(one.verdict)/>
                <p class="then">{cause}</p>
            </div>
        </li>
    }
}

fn exemption(record: &Record, typed: String, errors: &FormErrors) -> Option<impl IntoView + use<>> {
    let line = record.exemption.as_ref().map(|one| {
        view! {
            <ul class="jobs"><li class="job cols">
                {moment("miễn", one.at)}
                <div class="what">
                    <h3>{one.who.clone()}" miễn hồ sơ này"</h3>
                    <Status look=Standing::Exempt word=standing_words(Standing::Exempt)/>
                    <p class="then">"Lý do: "{vietnamese::without_stop(&one.reason).to_owned()}"."</p>
                </div>
            </li></ul>
        }
    });
    let about = record.obligation;
    let form = match &record.choice {
        ExemptionChoice::None => None,
        ExemptionChoice::ExemptForGood => Some(reason_form(&MIEN_FOR_GOOD, paths::exempt(about), typed, errors).into_any()),
        ExemptionChoice::Exempt => Some(reason_form(&MIEN, paths::exempt(about), typed, errors).into_any()),
        ExemptionChoice::End => Some(reason_form(&BO_MIEN, paths::end_exemption(about), typed, errors).into_any()),
        ExemptionChoice::Stands(refusal) => {
            let Words { fact, advice } = refusal.words();
            Some(view! {
                <div class="cols"><p class="when"></p><div class="notices"><Notice kind=NoticeKind::Info fact advice/></div></div>
            }.into_any())
        }
    };
    (line.is_some() || form.is_some()).then(|| {
        view! {
            <section class="group" aria-labelledby="g-mien">
                <h2 id="g-mien">{if record.exemption.is_some() { "Được miễn" } else { "Miễn hồ sơ này" }}</h2>
                {line}
                {form}
            </section>
        }
    })
}

/// What a form that asks for a reason says.
struct Asked {
    label: &'static str,
    hint: &'static str,
    button: &'static str,
}

const MIEN: Asked = Asked {
    label: "Lý do miễn",
    hint: "Người phải nộp đọc được lý do này. Hồ sơ được miễn ra khỏi số phải nộp, vẫn hiện trên bảng.",
    button: "Miễn hồ sơ này",
};

/// Once the day of the record has come: whoever owed it again would not have a day for it.
const MIEN_FOR_GOOD: Asked = Asked {
    label: "Lý do miễn",
    hint: "Ngày hạn đã đến, miễn rồi thì không bỏ miễn lại được. Người phải nộp đọc được lý do này; hồ sơ ra khỏi số \
           phải nộp, vẫn hiện trên bảng.",
    button: "Miễn hồ sơ này",
};

const BO_MIEN: Asked = Asked {
    label: "Lý do bỏ miễn",
    hint: "Bỏ miễn thì hồ sơ lại phải nộp trước hạn ở trên. Từ 07:00 ngày hạn thì không bỏ miễn được nữa.",
    button: "Bỏ miễn",
};

fn reason_form(asked: &Asked, action: String, typed: String, errors: &FormErrors) -> impl IntoView + use<> {
    view! {
        <div class="cols"><p class="when"></p>
            <form method="post" action=action class="stack narrow">
                <TextAreaField id="reason" label=asked.label hint=asked.hint value=typed rows=3 max_length=Reason::MAX_LENGTH
                    errors/>
                <div class="btns"><button class="btn">{asked.button}</button></div>
            </form>
        </div>
    }
}
