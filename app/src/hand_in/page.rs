//! The page around the island: what is handed in, until when, in whose name.

use domain::{
    days::{Timestamp, local},
    deadlines::{Due, Hours},
    obligations::Standing,
    people::Honorific,
    refusal::Words,
    reviews::ReviewTold,
    vietnamese,
};
use leptos::prelude::*;

use super::{PendingUpload, QueueStart, UploadQueue};
use crate::{
    given::give,
    layout::{NavItem, Page, Viewer},
    paths,
    review_standing::{review_block, review_look, standing_margin},
    template_line::{TemplateLine, template_line},
    ui::{Icon, Notice, NoticeKind},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct HandInView {
    pub obligation: String,
    pub title: String,
    /// "Tuần 12 dạy từ 23/11 đến 27/11/2026", where it is of a week.
    pub about: String,
    /// "cô Thảo", where it is somebody else's turn.
    pub turn_of: Option<String>,
    pub due: Option<Due>,
    pub hours: Hours,
    pub standing: Standing,
    pub now: Timestamp,
    pub name: String,
    pub username: String,
    pub honorific: Honorific,
    /// The id of the person for whom the page was made: words that outlive the session are given to nobody else.
    pub person: String,
    /// UUID made with this page.
    pub key: String,
    pub note: String,
    pub limit: u64,
    pub waiting: Vec<PendingUpload>,
    /// The template to use.
    pub template: Option<TemplateLine>,
    /// The last version that counts.
    pub last: Option<LastVersion>,
    /// Names of files that the last attempt could not take.
    pub left_out: Vec<String>,
    /// How the last version stands with its reviewers; `None` where nobody is asked, or nothing is handed in.
    pub review: Option<ReviewTold>,
    /// How many comments nobody has settled yet.
    pub open_comments: usize,
    /// The last attempt, where it brought no receipt.
    pub attempt: Option<HandInAttempt>,
    /// The words were typed before this page was opened.
    pub words_kept: bool,
    /// What shuts the record, where an order does.
    pub shut: Option<ShutView>,
    /// Until when the record is open to the person after a lock, and the address of what opens it.
    pub open_until: Option<(Timestamp, String)>,
}

/// The last version, of which files may stay.
#[derive(Clone, Debug)]
pub struct LastVersion {
    pub id: String,
    /// Counted from 1.
    pub number: u32,
    /// "cô Thảo", where somebody else handed it in.
    pub by: Option<String>,
    pub at: Timestamp,
    /// The address of its receipt.
    pub receipt: String,
    pub files: Vec<PendingUpload>,
}

/// What shuts the record.
#[derive(Clone, Debug)]
pub struct ShutView {
    /// The words of the refusal.
    pub words: Words,
    /// The address of the order.
    pub order: String,
    /// What began to arrive before may be finished: the form stays.
    pub may_finish: bool,
    /// Address and words of the way on: to ask that it be opened, or to what was asked for already.
    pub way_on: Option<(String, &'static str)>,
}

impl HandInView {
    /// There is no form to send: the order that shuts the record lets nothing be finished.
    fn only_shows(&self) -> bool {
        self.shut.as_ref().is_some_and(|shut| !shut.may_finish)
    }
}

/// What became of one part of a form that was not handed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// There was nothing of the kind in it.
    #[default]
    Empty,
    /// It is on the page again.
    Kept,
    /// It did not arrive, or could not be kept.
    Lost,
}

/// An attempt that brought no receipt: why, and what is left of it.
#[derive(Clone, Debug)]
pub struct HandInAttempt {
    /// What may pass by itself: a database or a disk that is away.
    pub fault: Option<Words>,
    /// What is to be mended, each with its words.
    pub refused: Vec<Words>,
    pub note: Part,
    pub files: Part,
}

impl HandInAttempt {
    /// What the person need not do again, and what they must.
    const fn left(&self) -> &'static str {
        match (self.note, self.files) {
            (Part::Empty, Part::Empty) => "",
            (Part::Empty, Part::Kept) => "Những tệp ghi “Đã tải lên, chưa nộp” vẫn còn; chỉ chọn lại tệp khác.",
            (Part::Empty, Part::Lost) => "Tệp vừa gửi chưa giữ được, cần chọn lại.",
            (Part::Kept, Part::Empty) => "Lời nhắn vẫn còn.",
            (Part::Kept, Part::Kept) => "Lời nhắn và những tệp ghi “Đã tải lên, chưa nộp” vẫn còn; chỉ chọn lại tệp khác.",
            (Part::Kept, Part::Lost) => "Lời nhắn vẫn còn. Tệp vừa gửi chưa giữ được, cần chọn lại.",
            (Part::Lost, Part::Empty) => "Lời nhắn chưa nhận được, cần gõ lại.",
            (Part::Lost, Part::Kept) => "Những tệp ghi “Đã tải lên, chưa nộp” vẫn còn. Lời nhắn chưa nhận được, cần gõ lại.",
            (Part::Lost, Part::Lost) => "Lời nhắn và tệp đều chưa nhận được, cần gõ và chọn lại.",
        }
    }

    fn notice(&self) -> impl IntoView + use<> {
        let (fact, advice) = match &self.fault {
            Some(words) => (words.fact.clone(), format!("{} {}", words.advice, self.left())),
            None => (format!("Chưa nộp gì cả: {} chỗ cần sửa", self.refused.len()), self.left().to_owned()),
        };
        view! { <Notice kind=NoticeKind::Bad fact advice/> }
    }
}

#[component]
pub fn HandInPage(viewer: Viewer, page: HandInView) -> impl IntoView {
    let now = local(page.now);
    let what = lower_first(&page.title);
    let honorific = page.honorific;
    let first = page.attempt.as_ref().and_then(|attempt| attempt.refused.first());
    // Those of an attempt are spoken of with it.
    let earlier = page.attempt.is_none() && !page.waiting.is_empty();
    let version = page.last.as_ref().map_or_else(String::new, |last| last.id.clone());
    let kept_files = page.last.iter().flat_map(|last| &last.files).chain(&page.waiting).cloned().collect::<Vec<_>>();
    let on_time = on_time(&page);
    let file_error = first.map(|words| format!("{}. {}", words.fact, words.advice)).unwrap_or_default();
    let start = (!page.only_shows()).then(|| QueueStart {
        obligation: page.obligation.clone(),
        person: page.person.clone(),
        key: page.key.clone(),
        note: page.note.clone(),
        limit: page.limit,
        files: kept_files,
        version,
        left_out: page.left_out.clone(),
        name: page.name.clone(),
        username: page.username.clone(),
        honorific: honorific.word().to_owned(),
        file_error,
        earlier,
        on_time,
    });
    view! {
        <Page viewer=Some(viewer) here=NavItem::MyWork>
            <main id="noi-dung" class="sheet" tabindex="-1">
                <div class="cols form">
                    <div data-renew="60">
                        {standing_margin(page.review.as_ref(), page.due.as_ref(), &page.hours, page.standing, page.now)}
                        <p class="when">
                            <span>"Giờ của trường"</span>" "<b>{vietnamese::weekday_and_date(now.date())}</b>" "
                            <time class="num" data-clock="" datetime=now.format("%Y-%m-%dT%H:%M:%S+07:00").to_string()>
                                {vietnamese::hour_with_seconds(now.time())}
                            </time>
                        </p>
                    </div>
                    <div>
                        <a class="back" href=paths::MY_WORK>"Việc của tôi"</a>
                        <h1>"Nộp "{what}</h1>
                        <p class="sub">
                            {(!page.about.is_empty()).then(|| format!("{}. ", page.about))}
                            {honorific.capital()}" đang nộp với tên "<b>{page.name.clone()}</b>"."
                        </p>
                        {template_line("Tải mẫu", page.template.clone())}
                        {(!page.only_shows()).then(|| view! {
                            <p class="sub"><a href=paths::earlier_records(&page.obligation)>"Lấy bài cũ làm nền"</a></p>
                        })}
                        {returned(&page)}
                        {open_until(&page)}
                        {page.shut.as_ref().map(|shut| shut_notice(shut, page.attempt.as_ref()))}
                        {match start {
                            None => kept(&page).into_any(),
                            Some(start) => view! {
                                {notices(&page)}
                                {give(start)}
                                <UploadQueue/>
                            }.into_any(),
                        }}
                    </div>
                </div>
            </main>
        </Page>
    }
}

/// The seconds that are left until the hour after which a hand-in is late, and that hour, where the record is judged by it.
fn on_time(page: &HandInView) -> Option<(u32, String)> {
    let due = page.due.as_ref().filter(|_| page.standing == Standing::NotYetDue)?;
    let until = page.hours.counted_until(due.day);
    let seconds = u32::try_from((until - page.now).num_seconds()).ok()?;
    Some((seconds, vietnamese::hour(page.hours.counted_until)))
}

/// What the correction is for: why the last version was given back, and what is still open about it.
fn returned(page: &HandInView) -> Option<impl IntoView + use<>> {
    let told = page.review.as_ref().filter(|told| matches!(told, ReviewTold::Returned(_)))?;
    let (open, comments) = (page.open_comments, paths::record_comments(&page.obligation));
    Some(view! {
        <div class="review">
            {review_block(told)}
            {(open > 0).then(|| view! { <p class="then"><a href=comments>{open}" góp ý chưa xong"</a></p> })}
        </div>
    })
}

/// That the record is open to this person for a while, though it is shut to others.
fn open_until(page: &HandInView) -> Option<impl IntoView + use<>> {
    let (until, address) = page.open_until.clone()?;
    let fact = format!("Hồ sơ này đang mở để bổ sung đến {}", vietnamese::moment(until));
    Some(view! {
        <div class="notices">
            <Notice kind=NoticeKind::Info fact advice="Phiên bản mới nằm bên cạnh phiên bản cũ; đúng hạn hay muộn không đổi.">
                <a href=address>"Xem đề nghị bổ sung"</a>
            </Notice>
        </div>
    })
}

/// Why nothing can be sent, or what alone can be; and what else became of the last attempt, which has no form to stand in.
fn shut_notice(shut: &ShutView, attempt: Option<&HandInAttempt>) -> impl IntoView + use<> {
    let ShutView { words: Words { fact, advice }, order, may_finish, way_on } = shut.clone();
    let (kind, advice) = if may_finish {
        (NoticeKind::Warning, "Tệp bắt đầu tải lên trước giờ khóa còn được nộp nốt trong một giờ; tệp mới thì không.".to_owned())
    } else {
        (NoticeKind::Bad, advice)
    };
    let attempt = attempt.filter(|_| !may_finish);
    let others = attempt.into_iter().flat_map(|attempt| attempt.fault.iter().chain(&attempt.refused));
    let others = others.filter(|words| words.fact != fact).cloned();
    let others = others.map(|Words { fact, advice }| view! { <Notice kind=NoticeKind::Bad fact advice/> }).collect_view();
    let is_lost = attempt.is_some_and(|attempt| attempt.files == Part::Lost);
    view! {
        <div class="notices">
            <Notice kind fact advice>
                {way_on.map(|(address, words)| view! { <a class="btn" href=address>{words}</a>" " })}
                <a href=order>"Xem lệnh khóa"</a>
            </Notice>
            {others}
            {is_lost.then(|| view! {
                <Notice kind=NoticeKind::Bad fact="Tệp vừa gửi chưa giữ được" advice="Khi hồ sơ mở lại thì chọn lại tệp rồi nộp."/>
            })}
        </div>
    }
}

/// What waits while the record is shut: the words, and the files that lie with the server.
fn kept(page: &HandInView) -> impl IntoView + use<> {
    let note = page.note.clone();
    let files = page.waiting.iter().map(|one| {
        view! {
            <li class="file">
                <Icon name="file"/>
                <p class="name"><b>{one.name.clone()}</b>" "<span>{vietnamese::file_size(one.size)}</span></p>
            </li>
        }
    });
    let files = files.collect_view();
    view! {
        {(!note.trim().is_empty()).then(|| view! {
            <h2 id="loi-nhan-con-giu">"Lời nhắn đã gõ, còn giữ"</h2>
            <blockquote class="typed" aria-labelledby="loi-nhan-con-giu">{note}</blockquote>
        })}
        {(!page.waiting.is_empty()).then(|| view! {
            <h2 id="tep-con-giu">"Tệp đã tải lên, chưa nộp"</h2>
            <ul class="files" aria-labelledby="tep-con-giu">{files}</ul>
        })}
    }
}

/// That somebody approved what is handed in, and that the approval does not go over to another version.
fn approved(told: &ReviewTold) -> Option<String> {
    let is_approved = match told {
        ReviewTold::Approved(_) => true,
        ReviewTold::Waiting(waiting) => !waiting.approvals.is_empty(),
        ReviewTold::Returned(_) | ReviewTold::SelfIssued { .. } => false,
    };
    is_approved.then(|| review_look(told).1)
}

fn notices(page: &HandInView) -> impl IntoView + use<> {
    let kept = page.words_kept;
    let discard_draft = paths::discard_draft(&page.obligation);
    let again = page.last.clone();
    let attempt = page.attempt.clone();
    let turn_of = page.turn_of.clone().filter(|_| again.is_none());
    let honorific = page.honorific;
    let approved = page.review.as_ref().and_then(approved);
    (kept || attempt.is_some() || again.is_some() || turn_of.is_some()).then(|| view! {
        <div class="notices">
            {attempt.as_ref().map(HandInAttempt::notice)}
            // The first one stands under the field.
            {attempt.map(|attempt| attempt.refused.into_iter().skip(1).map(|words| view! {
                <Notice kind=NoticeKind::Bad fact=words.fact advice=words.advice/>
            }).collect_view())}
            {kept.then(|| view! {
                <Notice kind=NoticeKind::Info fact="Lời nhắn gõ trước đó còn nguyên"
                    advice=if page.waiting.is_empty() {
                        "Trình duyệt không giữ được tệp đang chọn, cần chọn lại tệp rồi nộp. Lời nhắn không dùng nữa thì bỏ."
                    } else {
                        "Tệp đã tải lên còn trong danh sách bên dưới; tệp khác cần chọn lại. Lời nhắn không dùng nữa thì bỏ."
                    }>
                    <button class="btn" form="bo-loi-nhan">"Bỏ lời nhắn"</button>
                </Notice>
                <form id="bo-loi-nhan" method="post" action=discard_draft.clone() hidden></form>
            })}
            {turn_of.map(|who| view! {
                <Notice kind=NoticeKind::Info fact=format!("Hồ sơ này là lượt {who}")
                    advice=format!("{} nộp giúp cũng được, biên nhận ghi tên {}.", honorific.capital(), honorific.word())/>
            })}
            {approved.map(|fact| view! {
                <Notice kind=NoticeKind::Warning fact advice="Phiên bản mới phải được duyệt lại từ đầu; phiên bản đã duyệt vẫn giữ bên cạnh."/>
            })}
            {again.map(|last| view! {
                <Notice kind=NoticeKind::Info fact=last.told()
                    advice="Nộp nữa là thêm phiên bản mới bên cạnh, phiên bản cũ vẫn giữ. Đúng hạn hay muộn xét theo lần nộp đầu.">
                    <a href=last.receipt>"Xem biên nhận gần nhất"</a>
                </Notice>
            })}
        </div>
    })
}

impl LastVersion {
    /// Which it is, who handed it in, and when.
    fn told(&self) -> String {
        let by = self.by.as_ref().map_or_else(|| "nộp".to_owned(), |who| format!("{who} nộp"));
        format!("Hồ sơ này đã nộp, đang có phiên bản {}, {by} lúc {}", self.number, vietnamese::moment(self.at))
    }
}

/// Small first letter, for the middle of a sentence.
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
