//! The page around the island: what is handed in, until when, in whose name.

use domain::{
    days::{Instant, local},
    deadlines::{Due, Hours},
    obligations::Standing,
    people::Address,
    refusal::Words,
    vietnamese,
};
use leptos::prelude::*;

use super::{UploadQueue, Waiting};
use crate::{
    deadlines::due_margin,
    frame::{Page, Place, Reader},
    ui::{Notice, NoticeKind},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct HandInView {
    pub obligation: String,
    pub title: String,
    /// "Tuần 12 dạy từ 23/11 đến 27/11/2026", where it is of a week.
    pub about: String,
    pub due: Option<Due>,
    pub hours: Hours,
    pub standing: Standing,
    pub now: Instant,
    pub name: String,
    pub username: String,
    pub address: Address,
    /// UUID made with this page.
    pub key: String,
    pub note: String,
    pub limit: u64,
    pub waiting: Vec<Waiting>,
    /// The address of the last receipt, where there is one.
    pub receipt: Option<(u32, String)>,
    /// Why the last attempt was refused, each with its words.
    pub refused: Vec<Words>,
    /// The words were kept over a session that had ended.
    pub words_kept: bool,
}

#[component]
pub fn HandInPage(reader: Reader, page: HandInView) -> impl IntoView {
    let now = local(page.now);
    let what = lower_first(&page.title);
    let address = page.address;
    view! {
        <Page reader=Some(reader) here=Place::MyWork>
            <main id="noi-dung" class="sheet" tabindex="-1">
                <div class="cols form">
                    <div>
                        {due_margin(page.due.as_ref(), &page.hours, page.standing, page.now)}
                        <p class="when">
                            <span>"Giờ của trường"</span>" "<b>{vietnamese::weekday_and_date(now.date())}</b>" "
                            <time class="num" datetime=now.format("%Y-%m-%dT%H:%M:%S+07:00").to_string()>{vietnamese::hour_with_seconds(now.time())}</time>
                        </p>
                    </div>
                    <div>
                        <a class="back" href="/viec-cua-toi">"Việc của tôi"</a>
                        <h1>"Nộp "{what}</h1>
                        <p class="sub">
                            {(!page.about.is_empty()).then(|| format!("{}. ", page.about))}
                            {address.capital()}" đang nộp với tên "<b>{page.name.clone()}</b>"."
                        </p>
                        {told(&page)}
                        <UploadQueue action=format!("/nop/{}", page.obligation) key=page.key note=page.note limit=page.limit
                            waiting=page.waiting name=page.name username=page.username address=address.word().to_owned()
                            file_error=page.refused.first().map(|words| format!("{}. {}", words.fact, words.advice)).unwrap_or_default()/>
                    </div>
                </div>
            </main>
        </Page>
    }
}

fn told(page: &HandInView) -> impl IntoView + use<> {
    let refused: Vec<Words> = page.refused.clone();
    let kept = page.words_kept;
    let again = page.receipt.clone();
    (kept || !refused.is_empty() || again.is_some()).then(|| view! {
        <div class="notices">
            {(!refused.is_empty()).then(|| view! {
                <Notice kind=NoticeKind::Bad fact=format!("Chưa nộp gì cả: {} chỗ cần sửa", refused.len())
                    advice="Lời nhắn và những tệp tốt vẫn còn; chỉ chọn lại tệp bị lỗi."/>
            })}
            {refused.into_iter().skip(1).map(|words| view! {
                <Notice kind=NoticeKind::Bad fact=words.fact advice=words.advice/>
            }).collect_view()}
            {kept.then(|| view! {
                <Notice kind=NoticeKind::Info fact="Đã đăng nhập lại, lời nhắn còn nguyên"
                    advice="Trình duyệt không giữ được tệp, cần chọn lại tệp rồi nộp."/>
            })}
            {again.map(|(versions, receipt)| view! {
                <Notice kind=NoticeKind::Info fact=format!("Hồ sơ này đã nộp, đang có {versions} phiên bản")
                    advice="Nộp nữa là thêm phiên bản mới bên cạnh, phiên bản cũ vẫn giữ. Đúng hạn hay muộn xét theo lần nộp đầu.">
                    <a href=receipt>"Xem biên nhận gần nhất"</a>
                </Notice>
            })}
        </div>
    })
}

/// Small first letter, for the middle of a sentence.
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
