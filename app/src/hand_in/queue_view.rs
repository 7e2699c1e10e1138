//! The island of the hand-in page: without script the plain form, with script the list of files with their progress.

use domain::{files::ACCEPTED_ENDINGS, files::LONGEST_NOTE, vietnamese};
use leptos::{ev, html, prelude::*, task::spawn_local};

use super::{
    Waiting,
    queue::{Item, Obstacle, Progress, Queue},
};
use crate::ui::{ErrorLine, Icon, Notice, NoticeKind, SafeTextArea, Shape};

/// `action` is the form's address, `name` and `username` are the person's, `address` is "cô" or "thầy".
#[island]
pub fn UploadQueue(
    action: String,
    key: String,
    note: String,
    limit: u64,
    waiting: Vec<Waiting>,
    name: String,
    username: String,
    address: String,
    /// Words under the file field of the plain form, after a refusal.
    file_error: Option<String>,
) -> impl IntoView {
    let queue = Queue::new(action.clone(), key.clone(), note.clone(), limit, waiting.clone());
    // The first picture must be the server's: the plain form turns into the list after that.
    let live = RwSignal::new(false);
    Effect::new(move |_| live.set(true));
    let press = move |event: ev::SubmitEvent| {
        if live.get_untracked() {
            event.prevent_default();
            queue.press();
        }
    };
    let hint = format!(
        "Word, PDF, Excel, PowerPoint, ảnh, âm thanh, phim. Mỗi tệp không quá {}.",
        vietnamese::file_size(limit)
    );
    view! {
        {move || obstacle_notice(queue)}
        <form method="post" action=action enctype="multipart/form-data" on:submit=press>
            <input type="hidden" name="key" value=key/>
            <div class="two">
                {
                    let hint = hint.clone();
                    let file_error = file_error.clone();
                    let waiting = waiting.clone();
                    move || if live.get() {
                        drop_zone(queue, hint.clone()).into_any()
                    } else {
                        plain_field(hint.clone(), file_error.clone(), &waiting).into_any()
                    }
                }
                <div class="field">
                    <label for="loi-nhan">"Lời nhắn cho người xem hồ sơ"</label>
                    <p class="hint" id="loi-nhan-goi-y">"Không bắt buộc. Nộp muộn vì lý do gì thì ghi ở đây."</p>
                    <SafeTextArea id="loi-nhan" name="note" value=note longest=LONGEST_NOTE described_by="loi-nhan-goi-y"
                        typed=Callback::new(move |text| queue.note.set(text))/>
                </div>
            </div>
            <div class="foot">
                <button class="btn main big" aria-disabled=move || queue.pressed.get().then_some("true")>
                    {move || label(queue, live.get())}
                </button>
                <a class="btn text" href="/viec-cua-toi">"Để sau"</a>
                <p class="say" role="status">{move || saying(queue, live.get())}</p>
            </div>
        </form>
        <SignInOver queue name username address/>
    }
}

fn plain_field(hint: String, error: Option<String>, waiting: &[Waiting]) -> impl IntoView + use<> {
    let invalid = error.is_some();
    // Good files of a refused attempt lie with the server: only the others must be chosen again.
    let kept = waiting
        .iter()
        .map(|one| view! {
            <li class="file">
                <Icon name="file"/>
                <p class="name"><b>{one.name.clone()}</b>" "<span>{vietnamese::file_size(one.size)}</span></p>
                <p class="st on-time"><Shape name="on-time"/>"Đã tải xong"</p>
                <label class="check"><input type="checkbox" name="upload" value=one.id.clone() checked/>"Nộp tệp này"</label>
            </li>
        })
        .collect_view();
    view! {
        <div class="field">
            <label for="tep">"Tệp, chọn một hay nhiều tệp"</label>
            <div class="drop">
                <Icon name="upload"/>
                <div>
                    <input class="input" id="tep" type="file" name="files" multiple required=waiting.is_empty() accept=ACCEPTED_ENDINGS
                        aria-describedby=if invalid { "tep-goi-y tep-loi" } else { "tep-goi-y" }
                        aria-invalid=invalid.then_some("true")/>
                    <p id="tep-goi-y">{hint}</p>
                </div>
            </div>
            {error.map(|words| view! { <ErrorLine id="tep-loi" words/> })}
            {(!waiting.is_empty()).then(|| view! { <ul class="files" aria-label="Tệp đã tải lên">{kept}</ul> })}
        </div>
    }
}

fn drop_zone(queue: Queue, hint: String) -> impl IntoView {
    let over = RwSignal::new(false);
    let field = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        if let Some(field) = field.get_untracked() {
            if let Some(files) = field.files() {
                queue.add(&files);
            }
            // The same file may be chosen again after it was mended.
            field.set_value("");
        }
    };
    let photo = NodeRef::<html::Input>::new();
    let taken = move |_| {
        if let Some(field) = photo.get_untracked() {
            if let Some(files) = field.files() {
                queue.add(&files);
            }
            field.set_value("");
        }
    };
    let dropped = move |event: ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(files) = event.data_transfer().and_then(|data| data.files()) {
            queue.add(&files);
        }
    };
    view! {
        <div>
            <div class="drop" class:over=move || over.get() on:drop=dropped
                on:dragover=move |event| { event.prevent_default(); over.set(true) } on:dragleave=move |_| over.set(false)>
                <Icon name="upload"/>
                <div><b>"Kéo tệp vào đây"</b><p id="tep-goi-y">{hint}</p></div>
                <label class="btn"><Icon name="plus"/>"Chọn tệp"
                    <input class="vh" type="file" name="files" multiple accept=ACCEPTED_ENDINGS
                        aria-describedby="tep-goi-y" node_ref=field on:change=chosen/>
                </label>
                <label class="btn touch"><Icon name="camera"/>"Chụp ảnh"
                    <input class="vh" type="file" accept="image/*" capture="environment" node_ref=photo on:change=taken/>
                </label>
            </div>
            <ul class="files" aria-label="Tệp sẽ nộp">
                <For each=move || queue.items.get() key=|item| item.number let:item>
                    {row(queue, item)}
                </For>
            </ul>
        </div>
    }
}

fn row(queue: Queue, item: Item) -> impl IntoView {
    let progress = item.progress;
    let number = item.number;
    let name = item.name.clone();
    let remove = format!("Bỏ {}", item.name);
    view! {
        <li class="file" class:aside=move || progress.get() == Progress::Aside>
            <Icon name="file"/>
            <p class="name"><b>{item.name}</b>" "<span>{vietnamese::file_size(item.size)}</span></p>
            {move || state(progress.get(), &name)}
            <button type="button" class="btn icon" aria-label=remove on:click=move |_| queue.remove(number)><Icon name="close"/></button>
            {move || match progress.get() {
                Progress::Refused(words) => Some(view! { <Notice kind=NoticeKind::Bad fact=words.fact advice=words.advice/> }),
                _ => None,
            }}
        </li>
    }
}

fn state(progress: Progress, name: &str) -> AnyView {
    match progress {
        Progress::Arrived(_) => view! { <p class="st on-time"><Shape name="on-time"/>"Đã tải xong"</p> }.into_any(),
        Progress::Refused(_) => view! { <p class="st overdue"><Shape name="overdue"/>"Không nhận được"</p> }.into_any(),
        Progress::Aside => view! { <p class="st exempt"><Shape name="exempt"/>"Không nộp: tệp tạm"</p> }.into_any(),
        Progress::Waiting => view! {
            <div class="go"><p>"Chờ tới lượt"</p><progress value="0" max="100" aria-label=format!("Chờ tải {name}")></progress></div>
        }.into_any(),
        Progress::Sending { percent, seconds_left } => view! {
            <div class="go">
                <p><span>"Đang tải "<b>{percent}"%"</b></span><span>{seconds_left.map(|seconds| format!("còn {}", left(seconds)))}</span></p>
                <progress value=percent.to_string() max="100" aria-label=format!("Đang tải {name}")></progress>
            </div>
        }.into_any(),
    }
}

fn left(seconds: u32) -> String {
    if seconds < 60 { format!("{seconds} giây") } else { format!("{} phút", seconds.div_ceil(60)) }
}

fn label(queue: Queue, live: bool) -> String {
    let files = queue.going();
    match (live, queue.pressed.get(), files, queue.on_their_way()) {
        (false, ..) | (_, false, 0, _) => "Nộp".to_owned(),
        (_, true, _, 0) => "Đang nộp…".to_owned(),
        (_, true, ..) => "Tải xong sẽ nộp ngay".to_owned(),
        (_, false, _, 0) => format!("Nộp {files} tệp"),
        (_, false, ..) => format!("Nộp {files} tệp khi tải xong"),
    }
}

fn saying(queue: Queue, live: bool) -> String {
    if !live {
        return "Nộp xong có biên nhận ngay. Tệp lớn thì chờ một lúc, đừng đóng trang.".to_owned();
    }
    match queue.on_their_way() {
        0 => "Nộp xong có biên nhận ngay.".to_owned(),
        way => format!(
            "Đã tải {} trong {} tệp. Tệp nào đã tải xong thì không phải tải lại.",
            queue.going() - way,
            queue.going()
        ),
    }
}

fn obstacle_notice(queue: Queue) -> Option<AnyView> {
    match queue.obstacle.get()? {
        Obstacle::SessionOver => None,
        Obstacle::Offline => Some(
            view! {
                <div class="notices"><Notice kind=NoticeKind::Warning fact="Máy chủ của trường chưa trả lời"
                    advice="Đang tự thử lại mỗi 5 giây. Giữ trang này mở; tệp đã tải xong không mất."/></div>
            }
            .into_any(),
        ),
        Obstacle::Refused(words) => Some(
            view! {
                <div class="notices"><Notice kind=NoticeKind::Bad fact=words.fact advice=words.advice/></div>
            }
            .into_any(),
        ),
    }
}

/// The dialog on top of the page when the session is over: files and words stay where they are.
#[component]
fn SignInOver(queue: Queue, name: String, username: String, address: String) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let password = NodeRef::<html::Input>::new();
    let refused = RwSignal::new(None::<String>);
    let working = RwSignal::new(false);
    let over = move || queue.obstacle.get() == Some(Obstacle::SessionOver);
    Effect::new(move |_| {
        let over = over();
        if let Some(dialog) = dialog.get() {
            match (over, dialog.open()) {
                (true, false) => drop(dialog.show_modal()),
                (false, true) => dialog.close(),
                _ => {}
            }
        }
    });
    let user = username.clone();
    let enter = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(field) = password.get_untracked() else { return };
        if working.get_untracked() {
            return;
        }
        working.set(true);
        let user = user.clone();
        spawn_local(async move {
            let words = queue.sign_in(user, field.value()).await;
            field.set_value("");
            refused.set(words.map(|words| format!("{}. {}", words.fact, words.advice)));
            working.set(false);
        });
    };
    view! {
        <dialog class="dialog" aria-labelledby="dang-nhap-lai" node_ref=dialog>
            <h2 id="dang-nhap-lai">{format!("Mời {address} đăng nhập lại")}</h2>
            <p>"Phiên đã hết vì lâu không dùng. Lời nhắn và các tệp đang làm vẫn còn nguyên."</p>
            <form method="dialog" class="stack" on:submit=enter>
                <input type="hidden" name="username" autocomplete="username" value=username/>
                <div class="field">
                    <label for="mat-khau-lai">{format!("Mật khẩu của {name}")}</label>
                    <input class="input" id="mat-khau-lai" type="password" name="password" autocomplete="current-password"
                        required autofocus node_ref=password aria-describedby="mat-khau-lai-loi"/>
                    {move || refused.get().map(|words| view! { <ErrorLine id="mat-khau-lai-loi" words/> })}
                </div>
                <div class="btns">
                    <button class="btn main">{move || if working.get() { "Đang vào…" } else { "Vào lại" }}</button>
                    <a class="btn text" href="/dang-nhap">"Tôi là người khác"</a>
                </div>
            </form>
        </dialog>
    }
}
