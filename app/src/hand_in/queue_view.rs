//! The island of the hand-in page: without script the plain form, with script the list of files with their progress.
//!
//! Both stand in the page and the style sheet shows one (`nojs`, `onlyjs`): if the WASM cannot be loaded, the plain
//! form is there. Inside the island views change their words and attributes, not their shape: every view that is
//! chosen at run time costs kilobytes of download.

use domain::{
    files::{ACCEPTED_ENDINGS, MAX_NOTE},
    vietnamese::{file_limit, file_size},
};
use leptos::{ev, html, prelude::*};
use serde::{Deserialize, Serialize};

use super::{
    PendingUpload,
    queue::{Item, Obstacle, Progress, Queue},
    sign_in_over::SignInOver,
};
use crate::{
    given::given,
    paths,
    requests::milliseconds,
    ui::{Hidden, Icon, SafeTextArea, Shape},
};

/// What the page gives to the island. `person`, `name` and `username` are of the person who is signed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct QueueStart {
    pub obligation: String,
    pub person: String,
    pub key: String,
    pub note: String,
    pub limit: u64,
    /// Those of the last version, and those that wait.
    pub files: Vec<PendingUpload>,
    /// The id of the last version that the page shows, empty where there is none.
    pub version: String,
    /// Names of files that an attempt before could not take.
    pub left_out: Vec<String>,
    pub name: String,
    pub username: String,
    /// "cô" or "thầy".
    pub honorific: String,
    /// Words under the file field of the plain form, after a refusal.
    pub file_error: String,
    /// What waits came before this page was opened, and is asked about.
    pub earlier: bool,
    /// How many seconds are left in which a hand-in counts as on time, and the hour at which they end; `None` where it makes no
    /// difference.
    pub on_time: Option<(u32, String)>,
}

/// The form of the hand-in, from the `QueueStart` that the page gives.
#[island]
pub fn UploadQueue() -> impl IntoView {
    let start: QueueStart = given();
    let QueueStart { obligation, person, key, note, limit, files, version, left_out, .. } = start;
    let QueueStart { name, username, honorific, file_error, earlier, on_time, .. } = start;
    let queue = Queue::new(obligation.clone(), person.clone(), key.clone(), note.clone(), limit, files.clone())
        .shows(Some(version.clone()), left_out.clone());
    let has_last = files.iter().any(|one| one.kept.is_some());
    let action = paths::hand_in(&obligation);
    let notice = NodeRef::<html::Div>::new();
    // A refusal that came while somebody looks at the foot of the page is brought before them, but never out of the
    // middle of a sentence.
    Effect::new(move |_| {
        if is_refusal(queue)
            && document().active_element().is_none_or(|element| element.tag_name() != "TEXTAREA")
            && let Some(notice) = notice.get()
        {
            // Once it is shown: what is hidden takes no focus.
            request_animation_frame(move || drop(notice.focus()));
        }
    });
    // By the clock of the browser's page, which runs from here on.
    let until = StoredValue::new(None);
    Effect::new(move |_| {
        until.set_value(on_time.clone().map(|(seconds, hour)| (milliseconds() + f64::from(seconds) * 1000.0, hour)));
        drop(window_event_listener(ev::pagehide, move |_| queue.leave()));
        drop(window_event_listener(ev::beforeunload, move |event| {
            if queue.leaves_something() {
                event.prevent_default();
                // What older browsers look at.
                event.set_return_value("1");
            }
        }));
        // A file that is dropped beside the field is meant for it: else the browser opens it and leaves the page.
        drop(window_event_listener(ev::dragover, |event| event.prevent_default()));
        drop(window_event_listener(ev::drop, move |event| {
            event.prevent_default();
            if let Some(files) = event.data_transfer().and_then(|data| data.files()) {
                queue.add(files);
            }
        }));
    });
    let press = move |event: ev::SubmitEvent| {
        event.prevent_default();
        queue.press();
    };
    let hint = format!("Word, PDF, Excel, PowerPoint, ảnh, âm thanh, phim. Mỗi tệp không quá {}.", file_limit(limit));
    view! {
        <div class="notices" tabindex="-1" node_ref=notice hidden=move || words_of(queue).is_none()>
            <div class=move || if is_refusal(queue) { "notice bad" } else { "notice warn" } role="alert">
                <Icon name="warning"/>
                <div>
                    <p>
                        <b>{move || words_of(queue).map(|(fact, _)| fact)}"."</b>" "
                        {move || words_of(queue).map(|(_, advice)| advice)}
                    </p>
                    <p class="btns" hidden=move || queue.obstacle.with(|obstacle| *obstacle != Some(Obstacle::SignedOut))>
                        <button type="button" class="btn" on:click=move |_| queue.obstacle.set(Some(Obstacle::SessionOver))>
                            "Đăng nhập lại"
                        </button>
                    </p>
                </div>
            </div>
        </div>
        <div class="notices" hidden=move || !(earlier && queue.holds_an_earlier_one())>
            <div class="notice info" role="note">
                <Icon name="info"/>
                <div>
                    <p>
                        <b>"Trong danh sách có tệp tải lên từ lần trước, chưa nộp."</b>
                        " Bấm Nộp thì những tệp ấy được nộp cùng. Tệp nào không nộp nữa thì bỏ khỏi danh sách."
                    </p>
                </div>
            </div>
        </div>
        <form method="post" action=action enctype="multipart/form-data" on:submit=press>
            // What Enter presses: the first button of a form, and that must not be one that takes a file off.
            <button class="vh nojs" tabindex="-1" aria-hidden="true">"Nộp"</button>
            <input type="hidden" name="key" value=key/>
            <input type="hidden" name="person" value=person/>
            <input type="hidden" name="version" value=version/>
            <div class="two">
                {drop_zone(queue, hint.clone(), has_last)}
                // Before the plain file field: a browser sends the fields in the order of the page, and the words must
                // have arrived before the films, of which not everything is read where the session is over.
                <div class="field">
                    <label for="loi-nhan">"Lời nhắn cho người xem hồ sơ"</label>
                    <p class="hint" id="loi-nhan-goi-y">"Không bắt buộc. Nộp muộn vì lý do gì thì ghi ở đây, ban giám hiệu đọc khi xem xét."</p>
                    <SafeTextArea id="loi-nhan" name="note" value=note longest=MAX_NOTE described_by="loi-nhan-goi-y"
                        typed=Callback::new(move |text| queue.type_words(text))/>
                </div>
                {plain_field(&obligation, (hint, file_error), &files, &left_out)}
            </div>
            <div class="foot">
                <button class="btn main big nojs">"Nộp"</button>
                <button class="btn main big onlyjs" aria-disabled=move || queue.pressed.get().then_some("true")>
                    {move || label(queue)}
                </button>
                <a class="btn text" href=paths::MY_WORK>"Để sau"</a>
                <p class="say nojs">"Nộp xong có biên nhận ngay. Tệp lớn thì chờ một lúc, đừng đóng trang."</p>
                <p class="say onlyjs" role="status">{move || saying(queue, until)}</p>
            </div>
        </form>
        <SignInOver queue name username honorific/>
    }
}

/// What a person reads above the files of the last version.
const WHOLE_SET: &str = "Phiên bản mới là cả bộ tệp. Tệp nào của phiên bản trước không nộp nữa thì bỏ dấu tích; tài liệu mới cùng \
     tên thì thay tệp cũ.";

fn plain_field(
    obligation: &str,
    (hint, error): (String, String),
    files: &[PendingUpload],
    left_out: &[String],
) -> impl IntoView + use<> {
    let invalid = !error.is_empty();
    let (names, without) = (left_out.to_vec(), left_out.join(", "));
    // Good files of a refused attempt lie with the server: only the others must be chosen again.
    let listed = files
        .iter()
        .map(|one| {
            view! {
                <li class="file">
                    <Icon name="file"/>
                    <p class="name"><b>{one.name.clone()}</b>" "<span>{file_size(one.size)}</span></p>
                    <p class="warnings" hidden=one.warnings.is_empty()>{one.warnings.join("\n")}</p>
                    <label class="check">
                        <input type="checkbox" name=if one.kept.is_some() { "keep" } else { "upload" } value=one.id.clone()
                            checked=one.kept != Some(false)/>
                        {if one.kept.is_some() { "Giữ tệp này của phiên bản trước" } else { "Đã tải lên, nộp tệp này" }}
                    </label>
                    // With the words typed so far, and without the files chosen so far: their bytes would travel for nothing.
                    <button class="btn icon" hidden=one.kept.is_some() aria-label=format!("Bỏ {}", one.name)
                        formaction=paths::remove_upload(obligation, &one.id)
                        formenctype="application/x-www-form-urlencoded" formnovalidate><Icon name="close"/></button>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="field nojs">
            <label for="tep">"Tệp, chọn một hay nhiều tệp"</label>
            <div class="drop">
                <Icon name="upload"/>
                <div>
                    <input class="input" id="tep" type="file" name="files" multiple accept=ACCEPTED_ENDINGS
                        aria-describedby="tep-cach tep-loi" aria-invalid=invalid.then_some("true")/>
                    <p id="tep-cach">{hint}</p>
                </div>
            </div>
            <p class="err" id="tep-loi" hidden=!invalid><Shape name="overdue"/><span>{error}</span></p>
            <p class="hint" hidden=files.iter().all(|one| one.kept.is_none())>{WHOLE_SET}</p>
            <ul class="files" aria-label="Tệp đã có" hidden=files.is_empty()>{listed}</ul>
            {names.into_iter().map(|name| view! { <input type="hidden" name="left_out" value=name/> }).collect_view()}
            <p class="hint" hidden=left_out.is_empty()>
                "Bấm Nộp lần nữa là nộp mà không có "{without}". Biên nhận ghi lại điều đó."
            </p>
        </div>
    }
}

fn drop_zone(queue: Queue, hint: String, has_last: bool) -> impl IntoView {
    let over = RwSignal::new(false);
    let field = NodeRef::<html::Input>::new();
    let photo = NodeRef::<html::Input>::new();
    let chosen = move |from: NodeRef<html::Input>| {
        if let Some(field) = from.get_untracked() {
            if let Some(files) = field.files() {
                queue.add(files);
            }
            // The same file may be chosen again after it was mended.
            field.set_value("");
        }
    };
    view! {
        <div class="onlyjs">
            <div class="drop" class:over=move || over.get() on:drop=move |_| over.set(false)
                on:dragover=move |_| over.set(true) on:dragleave=move |_| over.set(false)>
                <Icon name="upload"/>
                <div>
                    <b class="mouse">"Kéo tệp vào đây"</b>
                    <b class="touch">"Chọn tệp trong máy, hoặc chụp ảnh bản giấy"</b>
                    <p id="tep-goi-y">{hint}</p>
                </div>
                <label class="btn"><Icon name="plus"/>"Chọn tệp"
                    <input class="vh" id="chon-tep" type="file" multiple accept=ACCEPTED_ENDINGS
                        aria-describedby="tep-goi-y" node_ref=field on:change=move |_| chosen(field)/>
                </label>
                <label class="btn touch"><Icon name="camera"/>"Chụp ảnh"
                    <input class="vh" type="file" accept="image/*" capture="environment" node_ref=photo
                        on:change=move |_| chosen(photo)/>
                </label>
            </div>
            <p class="hint" hidden=!has_last>{WHOLE_SET}</p>
            <ul class="files" aria-label="Tệp sẽ nộp" hidden=move || queue.items.with(Vec::is_empty)>
                <For each=move || queue.items.get() key=|item| item.number let:item>
                    {row(queue, item)}
                </For>
            </ul>
        </div>
    }
}

fn row(queue: Queue, item: Item) -> impl IntoView {
    let progress = item.progress;
    let (number, warnings, kept) = (item.number, item.warnings, item.kept.is_some());
    let stays = move || progress.get() != Progress::Aside;
    let keep = format!("Giữ {}", item.name);
    let remove = format!("Bỏ {}", item.name);
    let label = format!("Tải {}", item.name);
    let again = item.name.clone();
    let words_in = move |part: fn(domain::refusal::Words) -> String| match progress.get() {
        Progress::Refused(words) | Progress::Held(words) => part(words),
        Progress::Waiting | Progress::Sending { .. } | Progress::Arrived(_) | Progress::Aside => String::new(),
    };
    let is_held = move || matches!(progress.get(), Progress::Held(_));
    view! {
        <li class="file" class:aside=move || progress.get() == Progress::Aside>
            <Icon name="file"/>
            <p class="name"><b>{item.name}</b>" "<span>{file_size(item.size)}</span></p>
            <p class=move || format!("st {}", state(&progress.get()).0) hidden=move || is_going(&progress.get())>
                <svg class="s" aria-hidden="true"><use href=move || format!("#s-{}", state(&progress.get()).0)></use></svg>
                {move || if kept { of_last(&progress.get()) } else { state(&progress.get()).1 }}
            </p>
            <div class="go" hidden=move || !is_going(&progress.get())>
                <p><span>{move || sending(&progress.get()).0}</span><span>{move || sending(&progress.get()).1}</span></p>
                <progress max="100" aria-label=label value=move || sending(&progress.get()).2></progress>
            </div>
            <label class="keep" hidden=!kept>
                <input type="checkbox" aria-label=keep prop:checked=stays on:change=move |_| queue.tick(number)/>
            </label>
            <button type="button" class="btn icon" hidden=kept aria-label=remove on:click=move |_| queue.remove(number)>
                <Icon name="close"/>
            </button>
            <p class="warnings" role="status" hidden=move || warnings.with(String::is_empty)>{move || warnings.get()}</p>
            <div class="notice bad" role="alert"
                hidden=move || !matches!(progress.get(), Progress::Refused(_) | Progress::Held(_))>
                <Icon name="error"/>
                <div>
                    <p><b>{move || words_in(|words| words.fact)}"."</b>" "{move || words_in(|words| words.advice)}</p>
                    <p class="btns" hidden=move || !is_held()>
                        <button type="button" class="btn" on:click=move |_| queue.send_again(number)>
                            "Gửi lại"<Hidden words=format!(" {again}")/>
                        </button>
                    </p>
                </div>
            </div>
        </li>
    }
}

const fn is_going(progress: &Progress) -> bool {
    matches!(progress, Progress::Waiting | Progress::Sending { .. })
}

/// Shape and words of a file that is not on its way.
const fn state(progress: &Progress) -> (&'static str, &'static str) {
    match progress {
        Progress::Arrived(_) => ("handed-in", "Đã tải lên, chưa nộp"),
        Progress::Refused(_) => ("overdue", "Không nhận được"),
        Progress::Held(_) => ("overdue", "Chưa gửi được"),
        Progress::Aside | Progress::Waiting | Progress::Sending { .. } => ("exempt", "Không nộp: tệp tạm"),
    }
}

/// Words of a file of the last version.
const fn of_last(progress: &Progress) -> &'static str {
    if matches!(progress, Progress::Aside) { "Không nộp lại" } else { "Giữ từ phiên bản trước" }
}

/// What has left, what remains, and both as per cent.
fn sending(progress: &Progress) -> (String, String, String) {
    match progress {
        Progress::Sending { percent, seconds_left } => (
            format!("Đang tải {percent}%"),
            seconds_left.map_or_else(String::new, |seconds| format!("còn {}", left(seconds))),
            percent.to_string(),
        ),
        Progress::Waiting | Progress::Arrived(_) | Progress::Refused(_) | Progress::Held(_) | Progress::Aside => {
            ("Chờ tới lượt".to_owned(), String::new(), "0".to_owned())
        }
    }
}

fn left(seconds: u32) -> String {
    if seconds < 60 { format!("{seconds} giây") } else { format!("{} phút", seconds.div_ceil(60)) }
}

fn label(queue: Queue) -> String {
    let files = queue.going();
    match (queue.pressed.get(), files, queue.on_their_way()) {
        (false, 0, _) => "Nộp".to_owned(),
        (true, _, 0) => "Đang nộp…".to_owned(),
        (true, ..) => "Tải xong sẽ nộp ngay".to_owned(),
        (false, _, 0) => format!("Nộp {files} tệp"),
        (false, ..) => format!("Nộp {files} tệp khi tải xong"),
    }
}

/// What stands beside the button: what is wrong with the line, whether the hour passes before all has arrived, or how far it is.
fn saying(queue: Queue, until: StoredValue<Option<(f64, String)>>) -> String {
    if queue.obstacle.with(|obstacle| *obstacle == Some(Obstacle::Offline)) {
        return "Đang mất liên lạc với máy chủ, máy tự thử lại. Giữ trang này mở.".to_owned();
    }
    let way = queue.on_their_way();
    let passes = until.with_value(|until| queue.passes(until.as_ref(), milliseconds));
    match (way, passes) {
        (0, _) => "Nộp xong có biên nhận ngay.".to_owned(),
        (_, Some(hour)) => format!(
            "Tải xong thì đã quá {hour}, khi đó nộp sẽ ghi là nộp muộn. Để đúng hạn: bỏ tệp đang tải ra, nộp ngay những tệp đã tải \
             lên, rồi nộp thêm sau."
        ),
        (way, None) => {
            format!("Đã tải {} trong {} tệp. Tệp nào đã tải lên thì không phải tải lại.", queue.going() - way, queue.going())
        }
    }
}

fn is_refusal(queue: Queue) -> bool {
    queue.obstacle.with(|obstacle| matches!(obstacle, Some(Obstacle::Refused(_))))
}

fn words_of(queue: Queue) -> Option<(String, String)> {
    queue.obstacle.with(|obstacle| match obstacle {
        Some(Obstacle::Offline) => Some((
            "Chưa liên lạc được với máy chủ của trường".to_owned(),
            "Có thể mạng của máy này đang mất, hoặc máy chủ đang bận. Máy tự thử lại mỗi 5 giây. Giữ \
             trang này mở; tệp đã tải lên không mất."
                .to_owned(),
        )),
        Some(Obstacle::SignedOut) => Some((
            "Phiên làm việc đã hết, chưa nộp gì cả".to_owned(),
            "Tệp và lời nhắn vẫn còn trên trang này. Đăng nhập lại rồi bấm Nộp.".to_owned(),
        )),
        Some(Obstacle::Refused(words)) => Some((words.fact.clone(), words.advice.clone())),
        Some(Obstacle::SessionOver) | None => None,
    })
}
