//! "/bien-nhan/…": the receipt; the verdict first, then what was handed in, with the fingerprint of every file.

use domain::{
    calendar::Semester,
    days::{Span, Timestamp, local},
    deadlines::{Hours, time_left},
    files::StoredFile,
    log::AnchorCode,
    obligations::{Standing, Verdict},
    people::Honorific,
    record_list::StandingGroup,
    refusal::{Shut, Words},
    reviews::{ReviewTold, WithdrawalOffer},
    submissions::{ClockMark, Submission},
    updates::UpdateWay,
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    locked::shut_for_me,
    log_code::anchor_line,
    paths,
    review_standing::{applied, applied_sentence, review_look, review_sentence, why_given_back},
    ui::{Caption, Column, FileNotices, Hidden, Look, Notice, NoticeKind, PrintButton, Shape, Status, Table},
    withdrawals::{withdrawal, withdrawn_words},
};

/// What a hand-in is in a sentence that was none too late.
const ON_TIME: &str = StandingGroup::OnTime.in_sentence();

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct ReceiptView {
    /// For paper, which has no bar that says where it comes from.
    pub school: String,
    pub submission: Submission,
    pub title: String,
    /// The week and its days, semester and school year, where it is of a week.
    pub week: Option<(u8, Span, Semester)>,
    pub school_year: String,
    /// By the name of that day.
    pub person: String,
    pub titles: String,
    pub hours: Hours,
    /// How the obligation stands now: by the first hand-in and all that improved its judgement.
    pub standing: Standing,
    /// The first version that counts: its number, that of its receipt, and when.
    pub first: Option<(u32, String, Timestamp)>,
    pub others: Vec<OtherVersion>,
    /// How the viewer is addressed.
    pub honorific: Honorific,
    /// The viewer may hand in another version.
    pub may_hand_in: bool,
    /// The viewer may open the page of the record.
    pub sees_record: bool,
    /// The order that shuts the record to the viewer now.
    pub shut: Option<Shut>,
    /// Where the viewer goes on about it while an order shuts it.
    pub way: Option<UpdateWay>,
    /// How the version stands with its reviewers; `None` where nobody is asked, and of older versions.
    pub review: Option<ReviewTold>,
    /// "cô Lê Thị Ấm": who sees it next.
    pub heads: Vec<String>,
    /// Title and address of what is left this week.
    pub left: Vec<(String, String)>,
    pub practice: bool,
    /// The leadership has signed this version: there is a sheet of it.
    pub is_signed: bool,
    /// The leadership has checked this version: there is a sheet of that.
    pub is_spot_checked: bool,
    /// What should be known of the files.
    pub notices: Vec<Words>,
    /// The virus scanner has called each of the files clean.
    pub is_scanned: bool,
    /// The places of files that were taken over, each with the number of the version with which it came.
    pub kept: Vec<(usize, u32)>,
    /// This version alone is judged, or was when it came: the first one that counts.
    pub is_first: bool,
    /// "Bổ sung sau khóa", where the record was shut and open for whoever handed it in.
    pub mark: Option<&'static str>,
    /// The viewer may take the version back.
    pub withdrawal: Option<WithdrawalOffer>,
    /// Why the last form was refused.
    pub refused: Option<Words>,
    /// Of the end of the log as the page is read: on paper it bears witness to all that the log had by then.
    pub anchor: Option<AnchorCode>,
}

/// Another version of the record.
#[derive(Clone, Debug)]
pub struct OtherVersion {
    /// Of its receipt.
    pub number: String,
    /// Counted from 1.
    pub version: u32,
    /// How many.
    pub files: usize,
    pub at: Timestamp,
    pub withdrawn_at: Option<Timestamp>,
    /// "Bổ sung sau khóa", where it was handed in so.
    pub mark: Option<&'static str>,
    pub address: String,
}

#[component]
pub fn ReceiptPage(viewer: Viewer, page: ReceiptView) -> impl IntoView {
    let at = local(page.submission.received_at);
    let (look, verdict) = verdict(&page);
    let shape = look.shape();
    let (again, sheet) = (paths::hand_in(page.submission.obligation), paths::approval_sheet(page.submission.id));
    let check_sheet = paths::check_sheet(page.submission.id);
    view! {
        <Page viewer=Some(viewer) here=NavItem::Done>
            <main id="noi-dung" class="sheet" tabindex="-1">
                <div class="cols receipt-page">
                    <p class="when">
                        <span>"Đã nộp lúc"</span>" "<b>{vietnamese::weekday_and_date(at.date())}</b>" "
                        <time class="num" datetime=at.format("%Y-%m-%dT%H:%M:%S+07:00").to_string()>
                            {vietnamese::hour_with_seconds(at.time())}
                        </time>
                    </p>
                    <div class="two">
                        <article class="receipt">
                            <p class="prt">{page.school.clone()}</p>
                            <p class="prt receipt-name">"Biên nhận nộp hồ sơ"</p>
                            <header class="verdict">
                                <div><h1 class=shape><Shape name=shape/><span>{verdict}</span></h1><p>{explained(&page)}</p></div>
                                <p class="no">"Biên nhận số "<b>{page.submission.receipt.number.to_string()}</b></p>
                            </header>
                            {page.refused.clone().map(|Words { fact, advice }| view! {
                                <div class="notices"><Notice kind=NoticeKind::Bad fact advice/></div>
                            })}
                            {page.mark.map(|word| view! { <div class="standings"><Status look=Look::Amended word/></div> })}
                            {improved(&page)}
                            {doubted(&page)}
                            <FileNotices notices=page.notices.clone()/>
                            {facts(&page)}
                            {files(&page)}
                            {versions(&page)}
                            {page.anchor.map(anchor_line)}
                            {hands()}
                            <div class="btns">
                                <a class="btn main" href=paths::MY_WORK>"Về Việc của tôi"</a>
                                {page.may_hand_in.then(|| view! { <a class="btn" href=again>"Nộp phiên bản mới"</a> })}
                                {page.is_signed.then(|| view! { <a class="btn" href=sheet>"Phiếu duyệt"</a> })}
                                {page.is_spot_checked.then(|| view! { <a class="btn" href=check_sheet>"Phiếu kiểm tra"</a> })}
                                <PrintButton class="btn text"/>
                            </div>
                        </article>
                        {next(&page)}
                    </div>
                </div>
            </main>
        </Page>
    }
}

/// On paper: where whoever handed in signs, and whoever takes the paper.
fn hands() -> impl IntoView {
    let hand = |who: &'static str| view! { <p><b>{who}</b>" (ký, ghi rõ họ tên)"</p> };
    view! { <div class="prt receipt-hands">{hand("Người nộp")}{hand("Người nhận")}</div> }
}

fn verdict(page: &ReceiptView) -> (Look, String) {
    if let Some(at) = page.submission.withdrawn_at {
        return (Look::Archived, withdrawn_words(at));
    }
    if page.practice {
        return (Look::Practice, "Đã nộp thử, không tính".to_owned());
    }
    match (page.submission.version, page.submission.receipt.verdict) {
        (_, verdict @ Verdict::OnTime) if page.is_first => (verdict.into(), format!("Đã nộp, {ON_TIME}")),
        (_, verdict @ Verdict::Late(by)) if page.is_first => (verdict.into(), format!("Đã nộp, {}", time_left::late(by))),
        (_, verdict @ Verdict::NotJudged) if page.is_first => (verdict.into(), "Đã nộp".to_owned()),
        (2, _) => (Look::Resubmitted, "Đã nộp phiên bản 2".to_owned()),
        (version, _) => (Look::HandedIn, format!("Đã nộp phiên bản {version}")),
    }
}

fn explained(page: &ReceiptView) -> String {
    let keep = "Biên nhận này lưu trong hệ thống.";
    if page.submission.withdrawn_at.is_some() {
        return format!("Phiên bản này không còn tính là đã nộp. {keep}");
    }
    match (page.submission.receipt.verdict, page.submission.receipt.due) {
        (Verdict::OnTime, Some(due)) if page.is_first => {
            let early = domain::days::at(due, page.hours.shown) - page.submission.received_at;
            if page.submission.clock != ClockMark::Believed && early.num_minutes() <= 0 {
                keep.to_owned()
            } else if early.num_minutes() > 0 {
                format!("Sớm hơn hạn {}. {keep}", vietnamese::duration(early))
            } else {
                let (shown, until) = (vietnamese::hour(page.hours.shown), vietnamese::hour(page.hours.counted_until));
                format!("Sau {shown} nhưng chưa quá {until} nên vẫn tính đúng hạn. {keep}")
            }
        }
        (Verdict::Late(_), Some(due)) => {
            format!("Hồ sơ đã nhận đủ. Hạn là {}. {keep}", vietnamese::weekday_and_date(due))
        }
        (Verdict::OnTime | Verdict::Late(_) | Verdict::NotJudged, _) => match &page.first {
            Some((version, number, at)) if !page.is_first => {
                let at = local(*at);
                format!(
                    "Đúng hạn hay muộn xét theo phiên bản {version}, biên nhận {number}, nộp {} {}.",
                    vietnamese::hour(at.time()),
                    vietnamese::weekday_and_date(at.date())
                )
            }
            _ => keep.to_owned(),
        },
    }
}

/// A closure or a decision made the first judgement kinder: both are shown.
fn improved(page: &ReceiptView) -> Option<impl IntoView + use<>> {
    let Verdict::Late(first) = page.submission.receipt.verdict else { return None };
    if page.submission.withdrawn_at.is_some() {
        return None;
    }
    let now = match page.standing {
        Standing::OnTime => ON_TIME.to_owned(),
        Standing::Excused(by) => format!("{}, có lý do", time_left::late(by)),
        Standing::Late(by) if by < first && time_left::late(by) != time_left::late(first) => time_left::late(by),
        Standing::Exempt => "được miễn".to_owned(),
        Standing::Late(_) | Standing::NotYetDue | Standing::Overdue(_) | Standing::Missed => return None,
        Standing::Practice { .. } | Standing::Untimed { .. } => return None,
    };
    Some(view! {
        <div class="notices">
            <Notice kind=NoticeKind::Good fact=format!("Nay tính là {now}")
                advice=format!(
                    "Lúc nộp ghi {}; sau đó trường nghỉ đột xuất hoặc có quyết định dời hạn. Cả hai đều được lưu.",
                    time_left::late(first),
                )/>
        </div>
    })
}

/// What is known of the server's clock at that time, where it was doubted.
fn doubted(page: &ReceiptView) -> Option<impl IntoView + use<>> {
    let is_late = matches!(page.submission.receipt.verdict, Verdict::Late(_));
    let sentence = match page.submission.clock {
        ClockMark::Believed => return None,
        ClockMark::Doubted if is_late => "Nộp lúc giờ máy chủ đang chờ xác nhận; nộp lúc này không bị tính muộn thêm.".to_owned(),
        ClockMark::Doubted => "Nộp lúc giờ máy chủ đang chờ xác nhận; nộp lúc này không bị tính muộn.".to_owned(),
        ClockMark::FoundRight => "Nộp lúc giờ máy chủ đang chờ xác nhận; sau đó nhà trường đã xác nhận là đúng.".to_owned(),
        ClockMark::SetRight { noted } => {
            let noted = local(noted);
            format!(
                "Nộp lúc giờ máy chủ đang chờ xác nhận. Giờ nộp đã được chỉnh lại cho đúng; lúc nộp máy chủ ghi {} {}.",
                vietnamese::hour(noted.time()),
                vietnamese::weekday_and_date(noted.date())
            )
        }
    };
    Some(view! { <p class="doubted">{sentence}</p> })
}

fn facts(page: &ReceiptView) -> impl IntoView + use<> {
    let submission = &page.submission;
    let at = local(submission.received_at);
    let week = page.week.map(|(number, span, semester)| {
        format!(
            "Tuần {number}: {}, {}, năm học {}",
            vietnamese::days(span),
            semester.shown(),
            vietnamese::school_year(&page.school_year)
        )
    });
    let due = submission
        .receipt
        .due
        .map_or_else(|| "chưa quy định hạn, không tính muộn".to_owned(), |due| vietnamese::due(due, page.hours.shown));
    let note = submission.note.clone();
    let left_out = submission.composition.left_out.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let title = if page.sees_record {
        view! { <a href=paths::record(submission.obligation)>{page.title.clone()}</a> }.into_any()
    } else {
        page.title.clone().into_any()
    };
    view! {
        <dl class="facts">
            <div>
                <dt>"Hồ sơ"</dt>
                <dd>
                    <b>{title}</b>", phiên bản "{submission.version}{week.map(|week| view! { <small>{week}</small> })}
                </dd>
            </div>
            <div><dt>"Người nộp"</dt><dd>{page.person.clone()}", "{page.titles.clone()}</dd></div>
            <div>
                <dt>"Giờ máy chủ"</dt>
                <dd><b>{vietnamese::hour_with_seconds(at.time())}</b>" "{vietnamese::weekday_and_date(at.date())}</dd>
            </div>
            <div><dt>"Hạn"</dt><dd>{due}</dd></div>
            {(!note.is_empty()).then(|| view! { <div><dt>"Lời nhắn"</dt><dd>{note}</dd></div> })}
            {(!left_out.is_empty()).then(|| view! {
                <div>
                    <dt>"Không nhận được"</dt>
                    <dd>{left_out}<small>"Người nộp đã biết và nộp mà không có tệp này."</small></dd>
                </div>
            })}
        </dl>
    }
}

fn files(page: &ReceiptView) -> impl IntoView + use<> {
    let submission = &page.submission;
    let id = submission.id;
    let count = format!("{} tệp", submission.files.len());
    let columns = [Column::new(&count), Column::number("Cỡ tệp"), Column::new("Mã kiểm tra SHA-256")];
    let origin = |at: usize| page.kept.iter().find(|(place, _)| *place == at).map(|(_, version)| *version);
    let rows = submission.files.iter().enumerate().map(|(at, file)| file_row(id.to_string(), at, file, origin(at))).collect_view();
    view! {
        <Table class="table hashes" columns=&columns caption=Caption::Spoken("Tệp đã nộp".to_owned())>
            <tbody>{rows}</tbody>
        </Table>
        <p class="quiet">
            "Mã kiểm tra là dấu vân tay của tệp: sửa một chữ thì mã khác đi, nên sau này đối chiếu được đúng tệp đã nộp."
        </p>
        {page.is_scanned.then(|| view! { <p class="quiet scr">"Đã quét virus: sạch."</p> })}
    }
}

fn file_row(receipt: String, at: usize, file: &StoredFile, origin: Option<u32>) -> impl IntoView + use<> {
    let hash = file.sha256.to_string();
    let whole: Vec<&str> = (0..hash.len()).step_by(4).filter_map(|from| hash.get(from..from + 4)).collect();
    view! {
        <tr>
            <td>
                <a href=paths::file(&receipt, at)>{file.name.to_string()}</a>" "
                <a class="scr" href=paths::preview(receipt, at)>"Xem"<Hidden words=format!(" tệp {}", at + 1)/></a>
                {origin.map(|version| view! { <small>" giữ từ phiên bản "{version}</small> })}
            </td>
            <td class="n" data-head="Cỡ tệp">{vietnamese::file_size(file.size)}</td>
            <td data-head="Mã kiểm tra">
                <code class="sha"><span class="scr">{file.sha256.abridged()}</span><span class="prt">{whole.join(" ")}</span></code>
            </td>
        </tr>
    }
}

fn versions(page: &ReceiptView) -> Option<impl IntoView + use<>> {
    (!page.others.is_empty()).then(|| {
        let rows = page
            .others
            .iter()
            .map(|OtherVersion { number, version, files, at, withdrawn_at, mark, address }| {
                let at = local(*at);
                let words = format!(
                    "Phiên bản {version}, {files} tệp, nộp {} {}",
                    vietnamese::hour_with_seconds(at.time()),
                    vietnamese::weekday_and_date(at.date())
                );
                let withdrawn = withdrawn_at.map(|at| format!(". {}.", withdrawn_words(at)));
                let mark = mark.map(|mark| format!(". {mark}"));
                view! { <li><span>{words}{mark}{withdrawn}</span>" "<a href=address.clone()>"Biên nhận "{number.clone()}</a></li> }
            })
            .collect_view();
        view! { <section class="versions" aria-labelledby="pb"><h2 id="pb">"Các phiên bản khác"</h2><ul>{rows}</ul></section> }
    })
}

fn review(told: &ReviewTold) -> impl IntoView + use<> {
    let (look, word) = review_look(told);
    view! {
        <div class="review">
            <Status look word/>{applied(told)}<p>{review_sentence(told)}</p>{applied_sentence(told)}{why_given_back(told)}
        </div>
    }
}

fn next(page: &ReceiptView) -> impl IntoView + use<> {
    let heads = (!page.heads.is_empty() && page.submission.withdrawn_at.is_none())
        .then(|| format!("{} thấy hồ sơ này trên bảng theo dõi của tổ.", vietnamese::capitalised(&page.heads.join(" và "))));
    let again = page
        .may_hand_in
        .then(|| format!("{} vẫn nộp được phiên bản mới; phiên bản cũ được giữ bên cạnh.", page.honorific.capital()));
    let left = page.left.clone();
    view! {
        <aside class="next" aria-labelledby="tt">
            <h2 id="tt">"Tiếp theo"</h2>
            {heads.map(|words| view! { <p>{words}</p> })}
            {page.review.as_ref().map(review)}
            {shut_for_me(page.submission.obligation, &page.title, page.shut.as_ref(), page.way)}
            {again.map(|words| view! { <p>{words}</p> })}
            {page.withdrawal.as_ref().map(withdrawal)}
            {(!left.is_empty()).then(|| view! {
                <p>
                    {format!("Tuần này còn {} việc: ", left.len())}
                    {left.into_iter().enumerate().map(|(at, (title, address))| view! {
                        {(at > 0).then_some(", ")}<a href=address>{title}</a>
                    }).collect_view()}"."
                </p>
            })}
        </aside>
    }
}
