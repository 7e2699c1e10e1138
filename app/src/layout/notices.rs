//! What stands between the bar and the page: notices about the account, the server, the clock and what waits.

use domain::{devices::PageLock, forms::FormErrors, refusal::Words, staff::ToConfirm, vietnamese};
use leptos::prelude::*;

use super::{ClockNotice, ResetNotice, ResetTold, Viewed, Viewer};
use crate::{
    paths,
    ui::{Extra, Hidden, HiddenField, Notice, NoticeKind, PasswordInput, TextField},
};

/// Whoever did not ask for a new password has to learn that somebody made one.
pub(super) fn reset_notice(reset: ResetNotice) -> impl IntoView {
    let waits = if reset.waits {
        " Nộp hồ sơ vẫn như thường; mở hồ sơ hạn chế và quyết định thì chờ ban giám hiệu xác nhận."
    } else {
        ""
    };
    view! {
        <aside class="told" aria-label="Mật khẩu được đặt lại">
            <div class="notices">
                <Notice kind=NoticeKind::Warning fact=format!("Mật khẩu này do {} đặt lại lúc {}", reset.by, reset.at)
                    advice=format!("Không nhờ ai đặt lại thì báo hiệu trưởng ngay.{waits}")>
                    <button class="btn" form="da-biet">"Tôi đã biết"</button>
                </Notice>
            </div>
            // A paragraph holds no form: the button in it names its form.
            <form id="da-biet" method="post" action=paths::RESET_SEEN></form>
        </aside>
    }
}

/// Whoever has signed in on a machine that is new is told elsewhere, on the pages where one begins, until they say that they know.
pub(super) fn new_browsers_notice(count: i64) -> impl IntoView {
    let fact = match count {
        1 => "Có một trình duyệt mới vừa đăng nhập bằng tài khoản này".to_owned(),
        more => format!("Có {more} trình duyệt mới vừa đăng nhập bằng tài khoản này"),
    };
    view! {
        <aside class="told" aria-label="Trình duyệt mới">
            <div class="notices">
                <Notice kind=NoticeKind::Warning fact advice="Không phải mình thì đăng xuất nơi đó và đổi mật khẩu ngay.">
                    <a class="btn" href=paths::ACCOUNT>"Xem ở đâu"</a>
                    <button class="btn" form="biet-may-moi">"Là tôi"</button>
                </Notice>
            </div>
            <form id="biet-may-moi" method="post" action=paths::BROWSERS_TOLD></form>
        </aside>
    }
}

/// Whoever has still to promise to keep the regulation is asked where they begin; nothing waits for it.
pub(super) fn regulation_notice(version: &str) -> impl IntoView + use<> {
    let fact = format!("Quy chế có {} chờ đọc và cam kết", vietnamese::with_small_beginning(version));
    view! {
        <aside class="told" aria-label="Quy chế">
            <div class="notices">
                <Notice kind=NoticeKind::Info fact advice="">
                    <a class="btn" href=paths::REGULATION>"Đọc và cam kết"</a>
                </Notice>
            </div>
        </aside>
    }
}

/// Whoever has to set a second factor up is told until when, on every page.
pub(super) fn factor_due_notice(until: &str) -> impl IntoView + use<> {
    view! {
        <aside class="told" aria-label="Mã xác nhận">
            <div class="notices">
                <Notice kind=NoticeKind::Info fact=format!("Cần bật mã xác nhận trước {until}")
                    advice="Trường yêu cầu ban giám hiệu và tổ quản lý phần mềm dùng mã xác nhận khi đăng nhập.">
                    <a class="btn" href=paths::SECOND_FACTOR>"Bật ngay"</a>
                </Notice>
            </div>
        </aside>
    }
}

/// The sheet over a page that was left alone for so many seconds (`shell/idle.js`): what was typed stays under it, and whoever
/// typed it goes on with their password. Without scripts it is never seen.
pub(super) fn idle_lock(viewer: &Viewer, seconds: u32) -> impl IntoView + use<> {
    let name = viewer.name.clone();
    let is_shared = viewer.lock == PageLock::Shared;
    // Whoever goes on at their own machine does not make it one that others use.
    let shared = is_shared.then(|| view! { <HiddenField name="shared" value="1"/> });
    view! {
        <dialog class="dialog idle" data-idle=seconds aria-labelledby="tu-khoa">
            <h2 id="tu-khoa">{if is_shared { "Máy dùng chung đã tự khóa" } else { "Trang đã tự khóa" }}</h2>
            <p>"Chữ đang gõ trên trang này vẫn còn nguyên."</p>
            <form method="post" action=paths::SIGN_IN class="stack">
                <HiddenField name="who" value=viewer.person.clone()/>
                {shared}
                <div class="field">
                    <label for="mk-mo-khoa">{format!("Mật khẩu của {name}")}</label>
                    <PasswordInput id="mk-mo-khoa" name="password" named="mật khẩu" autocomplete="current-password"
                        described=vec!["loi-mo-khoa".to_owned()] invalid=false/>
                </div>
                <div data-code="" hidden>
                    <TextField id="ma-mo-khoa" name="code" label="Mã xác nhận" value="" errors=FormErrors::default()
                        extra=Extra { inputmode: Some("numeric"), autocomplete: Some("one-time-code"), ..Extra::default() }/>
                </div>
                <p class="err" id="loi-mo-khoa" role="alert" hidden></p>
                <div class="btns">
                    <button class="btn main">"Mở khóa"</button>
                    <a class="btn text" href=paths::SIGNED_OUT>"Người khác dùng máy"</a>
                </div>
            </form>
        </dialog>
    }
}

/// Whoever looks at somebody else's screen sees whose it is, and the way out; behind this nothing can be pressed
/// (`only_shown`).
pub(super) fn viewed_notice(viewed: &Viewed) -> impl IntoView + use<> {
    let id = &viewed.person;
    let (own, work, done) = (paths::person(id), paths::view_as(id), paths::view_as_done(id));
    let dashboard = viewed.sees_dashboard.then(|| paths::view_as_dashboard(id));
    let dashboard = dashboard.map(|address| view! { <a class="btn" href=address>"Bảng theo dõi"</a> });
    view! {
        <aside class="told" aria-label="Đang xem như người khác">
            <div class="notices">
                <Notice kind=NoticeKind::Warning fact=format!("Đang xem như {}", viewed.mention)
                    advice="Chỉ xem, không bấm được gì. Việc xem này được ghi vào nhật ký.">
                    <a class="btn main" href=own>"Thôi"</a>
                    <a class="btn" href=work>"Việc của tôi"</a>
                    <a class="btn" href=done>"Đã nộp"</a>
                    {dashboard}
                </Notice>
            </div>
        </aside>
    }
}

/// The principal is told on every page of passwords that others handed out, until they have read of it.
pub(super) fn resets_told_notice(told: Vec<ResetTold>) -> impl IntoView {
    let lines = told.into_iter().enumerate().map(|(at, one)| {
        let (form, its_form) = (format!("biet-{at}"), format!("biet-{at}"));
        view! {
            <Notice kind=NoticeKind::Info fact=format!("Mật khẩu của {} do {} đặt lại lúc {}", one.whose, one.by, one.at)
                advice="Không rõ vì sao thì hỏi lại người đã đặt; cần thì tạm khóa tài khoản ở trang Cán bộ.">
                <button class="btn" form=its_form>"Tôi đã biết"<Hidden words=format!(" về mật khẩu của {}", one.whose)/></button>
            </Notice>
            <form id=form method="post" action=paths::RESETS_TOLD><HiddenField name="reset" value=one.key/></form>
        }
    });
    view! { <aside class="told" aria-label="Mật khẩu đã được đặt lại"><div class="notices">{lines.collect_view()}</div></aside> }
}

/// What waits for the viewer, on the page where the leadership begins.
pub(super) fn to_confirm_notice(waits: ToConfirm) -> impl IntoView {
    let ToConfirm { appointments, passwords } = waits;
    let parts = [(appointments, "việc phân công"), (passwords, "mật khẩu mới phát")];
    let parts: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    let address = if appointments > 0 { paths::WAITING_APPOINTMENTS } else { paths::STAFF };
    view! {
        <aside class="told" aria-label="Chờ xác nhận">
            <div class="notices">
                <Notice kind=NoticeKind::Info fact=format!("{} đang chờ xác nhận", parts.join(", "))
                    advice="Xem lại rồi xác nhận.">
                    <a class="btn" href=address>"Xem và xác nhận"</a>
                </Notice>
            </div>
        </aside>
    }
}

/// Whoever may decide about the server's clock is told on every page until somebody has, and everybody else why the day
/// may look odd.
pub(super) fn clock_notice(notice: ClockNotice) -> impl IntoView {
    let to_decide = |advice: String| {
        view! {
            <Notice kind=NoticeKind::Warning fact="Giờ máy chủ đang chờ xác nhận" advice>
                <a class="btn" href=paths::CLOCK>"Xem và xác nhận"</a>
            </Notice>
        }
        .into_any()
    };
    let notice = match notice {
        ClockNotice::Doubted { since, certain } => to_decide(format!(
            "Từ {since} chưa ai bị tính muộn thêm; lúc gần nhất chắc chắn đúng giờ là {certain}. Xem giờ đang hiện có đúng không \
             rồi xác nhận."
        )),
        ClockNotice::AgreesAgain => {
            to_decide("Đồng hồ của máy nay đã khớp lại, không ai bị tính muộn vì việc này. Xem lại rồi xác nhận.".to_owned())
        }
        ClockNotice::Told => view! {
            <Notice kind=NoticeKind::Info fact="Giờ máy chủ đang được kiểm tra"
                advice="Ngày giờ đang hiện có thể chưa đúng, nên “hôm nay” và các hạn nộp có thể trông lạ. Nộp hồ sơ vẫn như \
                    thường; trong lúc chờ nhà trường xác nhận, không ai bị tính muộn thêm."/>
        }
        .into_any(),
    };
    view! { <aside class="told" aria-label="Giờ máy chủ"><div class="notices">{notice}</div></aside> }
}

/// Whoever looks after the data is told on every page, until the files are there again.
pub(super) fn lost_files_notice(files: usize) -> impl IntoView {
    view! {
        <aside class="told" aria-label="Kho tệp">
            <div class="notices">
                <Notice kind=NoticeKind::Bad fact=format!("{files} tệp đã gửi lên không còn trong kho hoặc đã hỏng")
                    advice="Báo ngay người giữ máy chủ lấy lại từ bản sao lưu; tên các tệp có trong nhật ký của chương trình. Lần nộp và giờ nộp vẫn còn nguyên."/>
            </div>
        </aside>
    }
}

/// Whoever looks after the data is told on every page, until the server can work again.
pub(super) fn faults_notice(faults: Vec<Words>) -> impl IntoView {
    view! {
        <aside class="told" aria-label="Máy chủ">
            <div class="notices">
                {faults.into_iter().map(|Words { fact, advice }| view! { <Notice kind=NoticeKind::Bad fact advice/> }).collect_view()}
            </div>
        </aside>
    }
}
