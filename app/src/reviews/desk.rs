//! The desk: at the left what waits, in the middle the files, at the right what is known and the decision. Each pane scrolls
//! alone; on a tablet they stand one below the other.

use domain::{
    decisions::Outcome,
    forms::FormErrors,
    refusal::Words,
    reviews::{DecisionForm, DecisionLine, OlderVersion, QueueLine, ReviewPage, ReviewTold, Turn},
    spot_checks::Draw,
    submissions::{Submission, SubmissionId},
    vietnamese,
};
use leptos::prelude::*;

use super::{
    CheckForm, Decided, DrawBeside, SigningView, Undone, Unseen, decided,
    decision::{Beforehand, decision_form},
    field_id, handed_in, length_words, line_look,
    spot_checks::{beside, check_form},
    to_list, undone,
};
use crate::{
    comments::{CommentsView, FILE_FRAME, comments, count_open, open_threads, refused_comment},
    layout::{NavItem, Page, Viewer},
    paths,
    review_standing::{APPLIED, applied, decided_in, reasons_and_words, review_look, review_sentence, stands_in, why_returned},
    ui::{Hidden, Icon, Look, Notice, NoticeKind, Status, refused_fields, standing_words},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct DeskView {
    pub record: ReviewPage,
    /// What waits around it, in its order.
    pub queue: Vec<QueueLine>,
    /// How many wait in all.
    pub length: usize,
    /// Where the keys K and J lead.
    pub before: Option<String>,
    pub after: Option<String>,
    /// Which file is open, from 0.
    pub file: usize,
    /// The form as it was typed, or as it begins.
    pub form: DecisionForm,
    /// The reasons to tick of a return.
    pub reasons: Vec<String>,
    pub errors: FormErrors,
    /// What signing asks for, where it is the leadership's turn.
    pub signing: Option<SigningView>,
    /// Where the viewer may sign that they have checked the record.
    pub check: Option<CheckForm>,
    /// The draw from which the record was opened: it stands in the place of the queue.
    pub draw: Option<DrawBeside>,
    /// Why the last form was refused as a whole.
    pub refused: Option<Words>,
    pub done: Option<Decided>,
    /// What was taken back a moment ago.
    pub undone: Option<Undone>,
    /// How the version stands while it cannot be approved because a file of it is held; why, and whose turn it is.
    pub kept: Option<(&'static str, Words)>,
    pub unseen: Unseen,
    /// What was written about the versions.
    pub comments: Option<CommentsView>,
    /// The end of the address of the file: the place that somebody looks up.
    pub place: Option<String>,
    /// The version that was given back, where this one corrects it.
    pub corrects: Option<SubmissionId>,
    /// Everything is shown, and not only what has changed since.
    pub in_full: bool,
}

#[component]
pub fn DeskPage(viewer: Viewer, page: DeskView) -> impl IntoView {
    let DeskView {
        record,
        queue,
        length,
        before,
        after,
        file,
        form,
        reasons,
        errors,
        signing,
        check,
        draw,
        refused,
        done,
        undone: taken_back,
        kept,
        unseen,
        comments: written,
        place,
        corrects,
        in_full,
    } = page;
    let here = record.obligation;
    let lines = queue.iter().map(|line| queue_line(line, line.obligation == here)).collect_view();
    let may = match &record.turn {
        Turn::Decide { .. } | Turn::SpotCheck => None,
        Turn::None(refusal) => Some(refusal.words()),
    };
    let live = match &record.turn {
        Turn::Decide { step, .. } => Some((paths::review_news(here, record.submission.id, step.code()), paths::review(here))),
        Turn::SpotCheck | Turn::None(_) => None,
    };
    let wrong = refused_fields(&errors, field_id).filter(|_| live.is_some() || check.is_some());
    let wrong_comment = written.as_ref().and_then(refused_comment);
    let is_signing = signing.is_some();
    let (state, kept) = kept.unzip();
    let fold = (refused.is_none() && errors.is_empty()).then(|| match (live.is_some(), check.is_some()) {
        (true, _) if kept.is_some() => Some("Trả lại"),
        (true, _) if is_signing => Some("Ký duyệt hoặc trả lại"),
        (true, _) => Some("Duyệt hoặc trả lại"),
        (false, true) if kept.is_none() => Some("Ký xác nhận đã kiểm tra"),
        (false, _) => None,
    });
    let beforehand =
        Beforehand { kept: kept.clone(), unseen, open_comments: written.as_ref().map(open_threads).unwrap_or_default() };
    let form = live.is_some().then(|| decision_form(&record, form, &errors, signing, &reasons, beforehand));
    let check = check.map(|check| match kept {
        Some(Words { fact, advice }) => {
            view! { <div class="notices"><Notice kind=NoticeKind::Warning fact advice/></div> }.into_any()
        }
        None => check_form(&record, check, &errors).into_any(),
    });
    let drawn = draw.as_ref().map(|beside| beside.draw);
    let back = match &draw {
        Some(DrawBeside { draw, .. }) => view! { <a class="back" href=paths::drawn(draw, 0)>"Kiểm tra ngẫu nhiên"</a> }.into_any(),
        None => to_list(length).into_any(),
    };
    let around = match draw {
        Some(draw) => beside(draw, here).into_any(),
        None => view! {
            <nav class="waiting" aria-label="Hồ sơ chờ duyệt">
                <header><h2><a href=paths::REVIEW_QUEUE>"Chờ tôi duyệt"</a></h2><p>{length_words(length)}</p></header>
                <ol>{lines}</ol>
            </nav>
        }
        .into_any(),
    };
    view! {
        <Page viewer=Some(viewer) here=NavItem::Reviews>
            <main id="noi-dung" class="desk" tabindex="-1">
                {around}
                <div class="side">
                    <section class="about" aria-labelledby="ten">
                        {back}
                        {done.map(decided)}
                        {taken_back.map(undone)}
                        {refused.map(|Words { fact, advice }| view! {
                            <div class="notices"><Notice kind=NoticeKind::Bad fact advice/></div>
                        })}
                        {wrong}
                        {wrong_comment}
                        <h1 id="ten">{record.title.clone()}</h1>
                        {about(&record)}
                        {live.map(live_band)}
                        {asked_before(record.told.as_ref())}
                    </section>
                    <section class="decision" aria-labelledby="quyet-dinh">
                        <h2 id="quyet-dinh" class="vh">"Quyết định"</h2>
                        {fold.flatten().map(|words| fold_bar(words, state))}
                        <div class="folded">
                            {form}
                            {check}
                            {may.map(|Words { fact, advice }| {
                                let address = paths::record(here);
                                view! {
                                    <div class="notices">
                                        <Notice kind=NoticeKind::Info fact advice>
                                            <a class="btn" href=address>"Trang của hồ sơ"</a>
                                        </Notice>
                                    </div>
                                }
                            })}
                        </div>
                    </section>
                    <div class="further">{steps(before, after)}{history(&record.decisions)}</div>
                    {written.map(|written| view! {
                        <section id="gop-y" class="comments-beside" aria-labelledby="g-gop-y">
                            <h2 id="g-gop-y">"Góp ý"{count_open(&written)}</h2>
                            {comments(written)}
                        </section>
                    })}
                </div>
                {preview(&record, file, place, corrects, in_full, drawn)}
            </main>
        </Page>
    }
}

/// On a phone the form lies over the file: it is folded away there until this is pressed, also without scripts. `state`: why not
/// everything can be done.
fn fold_bar(words: &'static str, state: Option<&'static str>) -> impl IntoView {
    let state = state.map(|state| view! { " "<small>{state}</small> });
    view! {
        <input type="checkbox" id="mo-quyet-dinh" class="fold"/>
        <label for="mo-quyet-dinh" class="fold-bar"><span>{words}{state}</span><Icon name="chevron-down"/></label>
    }
}

/// What becomes of the record while the page lies open (`shell/live.js`); nothing as long as it stands as it is shown.
fn live_band((news, again): (String, String)) -> impl IntoView {
    view! {
        <div class="notices live" data-live=news role="status" hidden="">
            <div class="notice info">
                <Icon name="info"/>
                <div>
                    <p><b></b>" "<span></span></p>
                    <p class="btns"><a class="btn" href=again>"Xem hồ sơ lúc này"</a></p>
                </div>
            </div>
        </div>
    }
}

/// One that waits; the one that is open is marked.
fn queue_line(line: &QueueLine, is_open: bool) -> impl IntoView + use<> {
    let (look, word) = line_look(line);
    let (open, is_applied) = (is_open.then_some("page"), line.is_applied);
    view! {
        <li>
            <a href=paths::review(line.obligation) aria-current=open>
                <b>{line.title.clone()}</b>
                <span>{line.who.clone()}</span>" "<span>{handed_in(line)}</span>
                <Status look word/>
                {is_applied.then(|| view! { <Status look=Look::Applied word=APPLIED/> })}
            </a>
        </li>
    }
}

/// Who handed in what and when, and how that stands.
fn about(record: &ReviewPage) -> impl IntoView + use<> {
    let Submission { version, received_at, note, receipt, id, .. } = &record.submission;
    let (note, number, receipt) = (note.clone(), receipt.number.to_string(), paths::receipt(id));
    let status = record.told.as_ref().map(review_look);
    let span = record.about.map(|span| vietnamese::capitalised(&vietnamese::from_to(span)));
    view! {
        <p class="sub">{record.who.clone()}", phiên bản "{*version}", nộp lúc "{vietnamese::moment(*received_at)}</p>
        {span.map(|words| view! { <p class="sub">{words}</p> })}
        <div class="standings">
            <Status look=record.standing word=standing_words(record.standing)/>
            {status.map(|(look, word)| view! { <Status look word/> })}
            {record.told.as_ref().map(applied)}
            {record.mark.map(|word| view! { <Status look=Look::Amended word/> })}
        </div>
        {record.told.as_ref().map(|told| view! { <p class="then">{whose_turn(record, told)}</p> })}
        {(!note.is_empty()).then(|| view! { <p class="note">"Lời nhắn khi nộp: “"{note}"”"</p> })}
        {originals(&record.submission)}
        <p class="then links">
            <a href=receipt>"Biên nhận "{number}</a>
            <a href=paths::record(record.obligation)>"Trang của hồ sơ"</a>
            {record.older.iter().filter_map(older).collect_view()}
        </p>
    }
}

/// To whoever decides nobody says whose turn it is, only until when, and for whom where it would be somebody else's.
fn whose_turn(record: &ReviewPage, told: &ReviewTold) -> String {
    match (&record.turn, told) {
        (Turn::Decide { .. }, ReviewTold::Waiting(waiting)) => {
            let instead = stands_in(waiting).unwrap_or_default();
            format!("Cần duyệt xong trong {}.{instead}", vietnamese::weekday_and_date(waiting.review_by))
        }
        (
            Turn::Decide { .. } | Turn::SpotCheck | Turn::None(_),
            ReviewTold::Waiting(_) | ReviewTold::Returned(_) | ReviewTold::Approved(_) | ReviewTold::SelfIssued { .. },
        ) => review_sentence(told),
    }
}

fn older(version: &OlderVersion) -> Option<impl IntoView + use<>> {
    let receipt: SubmissionId = version.receipt?;
    let (number, at) = (version.version, vietnamese::moment(version.at));
    let mark = version.mark.map(|mark| format!(" ({})", vietnamese::with_small_beginning(mark)));
    Some(view! { <a href=paths::receipt(receipt)>"Phiên bản "{number}{mark}<Hidden words=format!(", nộp lúc {at}")/></a> })
}

/// Why the version before was given back: what the reviewer looks for first in this one.
fn asked_before(told: Option<&ReviewTold>) -> Option<impl IntoView + use<>> {
    let back = match told? {
        ReviewTold::Waiting(waiting) => waiting.corrects.as_ref()?,
        ReviewTold::Returned(back) => back,
        ReviewTold::Approved(_) | ReviewTold::SelfIssued { .. } => return None,
    };
    let heading = format!("{} đã trả lại vì", back.who);
    Some(view! { <div class="asked"><h2>{heading}</h2>{why_returned(back)}</div> })
}

/// The ways to the records before and after, which have keys as well.
fn steps(before: Option<String>, after: Option<String>) -> impl IntoView {
    view! {
        <p class="btns go-on">
            {before.map(|href| view! { <a class="btn text" href=href data-key="k">"Hồ sơ trước"</a> })}
            {after.map(|href| view! { <a class="btn text" href=href data-key="j">"Hồ sơ sau"</a> })}
        </p>
    }
}

fn history(decisions: &[DecisionLine]) -> Option<impl IntoView + use<>> {
    let rows = decisions.iter().map(decision_line).collect_view();
    (!decisions.is_empty()).then(|| view! { <div class="history"><h2>"Đã quyết định"</h2><ul>{rows}</ul></div> })
}

fn decision_line(line: &DecisionLine) -> impl IntoView + use<> {
    let (what, back) = match &line.outcome {
        Outcome::Approved => ("duyệt", None),
        Outcome::Returned(back) => ("trả lại", Some(back.clone())),
    };
    let undone = line.undone_at.map(|at| format!(" Đã hoàn tác lúc {}.", vietnamese::moment(at)));
    view! {
        <li>
            <p>
                <b>{decided_in(line)}</b>": "{line.who.clone()}" "{what}" phiên bản "{line.version}" lúc "
                {vietnamese::moment(line.at)}"."{undone}
            </p>
            {back.map(|back| reasons_and_words(&back.reasons, &back.words))}
        </li>
    }
}

/// The originals, for whoever reads them with a program of their own.
fn originals(submission: &Submission) -> impl IntoView + use<> {
    let receipt = submission.id;
    let files = submission.files.iter().enumerate().map(|(at, file)| {
        let size = vietnamese::file_size(file.size);
        view! { <li><a href=paths::file(receipt, at)>{file.name.to_string()}</a>" "<small>{size}</small></li> }
    });
    view! { <ul class="files-of">{files.collect_view()}</ul> }
}

/// What stands in the files, this one first; the page inside leads from one to the next. Of a correction only what has changed.
fn preview(
    record: &ReviewPage,
    open: usize,
    place: Option<String>,
    corrects: Option<SubmissionId>,
    in_full: bool,
    draw: Option<Draw>,
) -> impl IntoView + use<> {
    let receipt = record.submission.id;
    let open = open.min(record.submission.files.len().saturating_sub(1));
    let compares = corrects.filter(|_| !in_full && place.is_none());
    let place = place.map(|place| format!("#{place}")).unwrap_or_default();
    let address = match compares {
        Some(old) => paths::with_draw(&paths::framed(&paths::compared(receipt, open, old)), draw),
        None => paths::with_draw(&paths::framed(&format!("{}{place}", paths::preview(receipt, open))), draw),
    };
    let (here, in_full) = (record.obligation, paths::with_draw(&paths::review_in_full(record.obligation), draw));
    let (of_changes, of_all) = (compares.is_some().then_some("page"), compares.is_none().then_some("page"));
    view! {
        <section class="reading" aria-label="Nội dung đã nộp">
            {corrects.map(|_| view! {
                <nav class="view-choice" aria-label="Cách xem">
                    <a href=paths::with_draw(&paths::review(here), draw) aria-current=of_changes>"Chỉ phần thay đổi"</a>
                    <a href=in_full aria-current=of_all>"Toàn văn"</a>
                </nav>
            })}
            <iframe name=FILE_FRAME src=address title="Nội dung các tệp đã nộp"></iframe>
        </section>
    }
}
