//! The comments of a record, wherever they are read: thread by thread with their places, an answer under each, and the form for
//! a new one.

use domain::{
    comments::{CommentForm, CommentId, Settled, Spot},
    days::Timestamp,
    files::FileName,
    forms::FormErrors,
    obligations::ObligationId,
    refusal::Shut,
    reviews::{CommentAnswer, Pinned, Said, SettledBy, Thread, Whereabouts},
    spot_checks::Draw,
    submissions::SubmissionId,
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    locked::shut_line,
    paths,
    ui::{ErrorLine, Extra, Hidden, HiddenField, Notice, NoticeKind, SafeTextArea, SelectField, TextField, option, refused_fields},
};

/// The name of the frame beside the comments in which a file is read: their places open there.
pub const FILE_FRAME: &str = "tep";

/// On which page the comments stand, and where a form leads back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentsOn {
    /// Beside a frame that shows the files.
    Desk,
    Record,
}

impl CommentsOn {
    /// As a form says it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Record => "record",
        }
    }

    /// Reads back what `code` wrote; anything else is the page of the record.
    pub fn from_code(code: &str) -> Self {
        if code == Self::Desk.code() { Self::Desk } else { Self::Record }
    }
}

/// All that is shown.
#[derive(Clone, Debug)]
pub struct CommentsView {
    pub on: CommentsOn,
    /// The draw beside them, to which a form leads back as well.
    pub draw: Option<Draw>,
    pub obligation: ObligationId,
    /// The open ones first.
    pub threads: Vec<Thread>,
    /// The last version, and its files in their order.
    pub receipt: SubmissionId,
    pub version: u32,
    pub files: Vec<FileName>,
    /// Of the forms, each to be sent once: that of a new comment first, then of the answers by the number of their thread.
    pub keys: Vec<CommentId>,
    /// What the reader sent a moment ago.
    pub said: Option<Said>,
    /// A form as it was typed: a new comment or an answer, as it says itself.
    pub typed: CommentForm,
    pub errors: FormErrors,
    /// The order that shuts the record: nothing can be written then.
    pub shut: Option<Shut>,
    /// The record is of a school year that is over: nothing can be written either.
    pub is_over: bool,
}

/// The list and the form.
pub fn comments(view: CommentsView) -> impl IntoView {
    let (open, settled): (Vec<&Thread>, Vec<&Thread>) = view.threads.iter().partition(|thread| thread.settled_at.is_none());
    let (has_open, count) = (!open.is_empty(), settled.len());
    let has_refused = settled.iter().any(|thread| answers(&view, thread));
    let rows = |threads: Vec<&Thread>| threads.into_iter().map(|one| thread(&view, one)).collect_view();
    let (open, settled) = (rows(open), rows(settled));
    let said = view.said.map(|said| match said {
        Said::Comment => "Đã gửi góp ý",
        Said::Answer => "Đã gửi trả lời",
    });
    view! {
        <div class="comments">
            {said.map(|fact| view! { <div class="notices"><Notice kind=NoticeKind::Good fact/></div> })}
            {has_open.then(|| view! { <ol class="threads">{open}</ol> })}
            {(count > 0).then(|| view! {
                <details class="unfolds settled" open=has_refused>
                    <summary>"Đã xong ("{count}")"</summary>
                    <ol class="threads">{settled}</ol>
                </details>
            })}
            {match &view.shut {
                Some(shut) => shut_line(shut).into_any(),
                None if view.is_over => ().into_any(),
                None => new_comment(&view).into_any(),
            }}
        </div>
    }
}

/// How many threads nobody has settled.
pub fn open_threads(view: &CommentsView) -> usize {
    view.threads.iter().filter(|thread| thread.settled_at.is_none()).count()
}

/// What was wrong with the comment that came back, for the top of its page, with the way to its field.
pub fn refused_comment(view: &CommentsView) -> Option<AnyView> {
    let answered = view.threads.iter().find(|thread| answers(view, thread));
    refused_fields(&view.errors, |field| match (field, answered) {
        ("comment", Some(thread)) => reply_id(thread),
        ("comment", None) => NEW_COMMENT.to_owned(),
        (other, _) => other.to_owned(),
    })
}

/// Beside the form of a comment a file says that its places can be pressed (`shell/pins.js`).
pub fn pin_hint() -> impl IntoView {
    view! {
        <p class="hint pin-hint onlyjs">
            "Bấm vào một ô hoặc một đoạn trong tệp là góp ý được đúng chỗ đó; bôi đen chữ thì trích cả chữ."
        </p>
    }
}

/// ", 2 chưa xong": for the heading.
pub fn count_open(view: &CommentsView) -> String {
    match open_threads(view) {
        0 => String::new(),
        open => format!(", {open} chưa xong"),
    }
}

/// Whether the form that came back answers this thread.
fn answers(view: &CommentsView, thread: &Thread) -> bool {
    view.typed.answers == thread.id.to_string()
}

fn thread(view: &CommentsView, thread: &Thread) -> impl IntoView + use<> {
    let number = thread.number;
    let is_old = thread.version != view.version;
    let version = is_old.then(|| format!(", về phiên bản {}", thread.version));
    let settled = thread.settled_at.map(|at| view! { <p class="sub">{settled_words(at, thread.settled_by.as_ref())}</p> });
    view! {
        <li id=format!("gop-y-{number}")>
            <p class="from">
                <span class="pin">{number}</span>
                <span><b>{thread.who.clone()}</b>" "<small>{vietnamese::moment(thread.at)}{version}</small></span>
            </p>
            {thread.pinned.as_ref().map(|pinned| place(view, pinned, number))}
            <p class="words">{thread.words.clone()}</p>
            {thread.answers.iter().map(answer).collect_view()}
            {settled}
            {(view.shut.is_none() && !view.is_over).then(|| view! {
                <div class="btns">
                    {reply(view, thread)}
                    {thread.may_settle.then(|| settle(view, thread))}
                </div>
            })}
        </li>
    }
}

/// "Đã xong lúc …", and by whom where that was not whoever began it.
fn settled_words(at: Timestamp, by: Option<&SettledBy>) -> String {
    let at = vietnamese::moment(at);
    match by {
        None => format!("Đã xong lúc {at}."),
        Some(SettledBy { who, instead_of: None }) => format!("{who} đánh dấu đã xong lúc {at}."),
        Some(SettledBy { who, instead_of: Some(of) }) => format!("{who} đánh dấu đã xong thay {of} lúc {at}."),
    }
}

fn answer(one: &CommentAnswer) -> impl IntoView + use<> {
    view! {
        <div class="answer">
            <p class="from"><span><b>{one.who.clone()}</b>" "<small>{vietnamese::moment(one.at)}</small></span></p>
            <p class="words">{one.words.clone()}</p>
        </div>
    }
}

/// Where a place of a file opens: beside the comments, or on a page of its own.
fn address(view: &CommentsView, receipt: SubmissionId, file: usize, spot: Option<Spot>) -> String {
    let page = paths::preview(receipt, file);
    let page = if view.on == CommentsOn::Desk { paths::with_draw(&paths::framed(&page), view.draw) } else { page };
    match spot {
        None => page,
        Some(Spot::Text(place)) => format!("{page}#{place}"),
        Some(Spot::Page(number)) => paths::at_page(&page, number),
    }
}

fn place(view: &CommentsView, pinned: &Pinned, number: usize) -> impl IntoView + use<> {
    let Pinned { file, spot, quote, now } = pinned;
    let words = |spot: Option<Spot>| spot.map_or_else(|| "Cả tệp".to_owned(), |spot| vietnamese::capitalised(&spot.words()));
    let file = (view.files.len() > 1).then(|| format!(", {file}"));
    let frame = (view.on == CommentsOn::Desk).then_some(FILE_FRAME);
    let quote = (!quote.is_empty()).then(|| view! { <q>{quote.clone()}</q> });
    view! {
        <p class="where">
            {match *now {
                Whereabouts::At { receipt, file: at, spot } => view! {
                    <a href=address(view, receipt, at, spot) target=frame>
                        {words(spot)}{file}<Hidden words=format!(", chỗ của góp ý {number}")/>
                    </a>
                }.into_any(),
                Whereabouts::Gone => view! {
                    <span>{words(*spot)}{file}". "<b>"Chỗ này không còn trong bản mới."</b></span>
                }.into_any(),
            }}
            {quote}
        </p>
    }
}

/// The key of the form at this place of `CommentsView::keys`.
fn key(view: &CommentsView, at: usize) -> impl IntoView + use<> {
    view.keys.get(at).map(|key| view! { <HiddenField name="key" value=key.to_string()/> })
}

fn hidden(view: &CommentsView) -> impl IntoView + use<> {
    view! {
        <HiddenField name="version" value=view.receipt.to_string()/>
        <HiddenField name="back" value=view.on.code()/>
        {view.draw.map(|draw| view! { <HiddenField name="draw" value=draw.to_string()/> })}
    }
}

/// The id of the field of a new comment.
const NEW_COMMENT: &str = "gop-y-moi";

/// The id of the field in which a thread is answered.
fn reply_id(thread: &Thread) -> String {
    format!("tra-loi-{}", thread.number)
}

fn reply(view: &CommentsView, thread: &Thread) -> impl IntoView + use<> {
    let is_typed = answers(view, thread);
    let id = reply_id(thread);
    let value = if is_typed { view.typed.words.clone() } else { String::new() };
    let error = view.errors.of("comment").filter(|_| is_typed).map(str::to_owned);
    let described_by = if error.is_some() { format!("{id}-e") } else { String::new() };
    view! {
        <details class="reply" open=is_typed>
            <summary class="btn text">"Trả lời"<Hidden words=format!(" góp ý {}", thread.number)/></summary>
            <form method="post" action=paths::comment(view.obligation) class="stack">
                {hidden(view)}
                {key(view, thread.number)}
                <HiddenField name="answers" value=thread.id.to_string()/>
                <div class="field">
                    <label for=id.clone()>"Trả lời góp ý "{thread.number}</label>
                    <SafeTextArea id=id.clone() name="comment" value rows=3 longest=CommentForm::MAX_WORDS described_by
                        focused=error.is_some() invalid=error.is_some()/>
                    {error.map(|words| view! { <ErrorLine id=format!("{id}-e") words/> })}
                </div>
                <button class="btn">"Gửi trả lời"</button>
            </form>
        </details>
    }
}

fn settle(view: &CommentsView, thread: &Thread) -> impl IntoView + use<> {
    let (is, word) = match (thread.settled_at, thread.is_own) {
        (None, true) => (Settled::Done, "Đã xong"),
        (None, false) => (Settled::Done, "Đánh dấu đã xong thay"),
        (Some(_), _) => (Settled::Reopened, "Mở lại"),
    };
    view! {
        <form method="post" action=paths::settle_comment(view.obligation, thread.id)>
            {hidden(view)}
            <button class="btn text" name="is" value=is.code()>{word}<Hidden words=format!(", góp ý {}", thread.number)/></button>
        </form>
    }
}

/// Folded away until somebody wants it, or a place was chosen.
fn new_comment(view: &CommentsView) -> impl IntoView + use<> {
    // An answer to a thread that is not there stands here, so that its words are not lost.
    let is_new = !view.threads.iter().any(|thread| answers(view, thread));
    let typed = if is_new { view.typed.clone() } else { CommentForm::default() };
    let errors = if is_new { view.errors.clone() } else { FormErrors::default() };
    let is_open = !typed.is_untouched() || !errors.is_empty();
    let CommentForm { file, place, quote, words, .. } = typed;
    // Where a place was just chosen, the words come next.
    let first_wrong = errors.iter().next().map_or("comment", |(field, _)| field).to_owned();
    let focuses = |field: &str| is_open && first_wrong == field;
    let (focuses_words, focuses_spot, focuses_quote) = (focuses("comment"), focuses("spot"), focuses("quote"));
    let files = (0..).zip(&view.files).map(|(at, name): (usize, _)| option(at.to_string(), name.to_string(), &file)).collect_view();
    let hint = match view.on {
        CommentsOn::Desk => {
            "Bấm vào đoạn hoặc ô trong tệp, hoặc ghi: đoạn 5; bảng 1, dòng 3, cột 2; trang 2. Bỏ trống là góp ý chung."
        }
        CommentsOn::Record => "Ghi: đoạn 5; bảng 1, dòng 3, cột 2; trang 2. Bỏ trống là góp ý chung.",
    };
    let error = errors.of("comment").map(str::to_owned);
    let described_by = if error.is_some() { "gop-y-moi-h gop-y-moi-e" } else { "gop-y-moi-h" };
    view! {
        <details class="new-comment" open=is_open>
            <summary class="btn">"Góp ý"</summary>
            <form method="post" action=paths::comment(view.obligation) class="stack" data-pins=view.receipt.to_string()>
                {hidden(view)}
                {key(view, 0)}
                <div class="field">
                    <label for=NEW_COMMENT>"Lời góp ý"</label>
                    <p class="hint" id="gop-y-moi-h">"Người nộp và những người duyệt đọc được nguyên văn."</p>
                    <SafeTextArea id=NEW_COMMENT name="comment" value=words rows=3 longest=CommentForm::MAX_WORDS described_by
                        focused=focuses_words invalid=error.is_some()/>
                    {error.map(|words| view! { <ErrorLine id="gop-y-moi-e" words/> })}
                </div>
                <SelectField id="file" label="Ở tệp" errors=&errors>
                    {option("", "Cả hồ sơ", &file)}
                    {files}
                </SelectField>
                <TextField id="spot" label="Chỗ" value=place errors=errors.clone()
                    extra=Extra { hint: Some(hint), focused: focuses_spot, ..Extra::default() }/>
                <TextField id="quote" label="Chữ ở chỗ đó" value=quote errors
                    extra=Extra { hint: Some("Không bắt buộc."), focused: focuses_quote, ..Extra::default() }/>
                <button class="btn">"Gửi góp ý"</button>
            </form>
        </details>
    }
}
