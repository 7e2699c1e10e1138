//! Step 1: the school's name, and the account of whoever is setting it up.

use crate::paths;
use domain::{
    forms::FormErrors,
    people::Honorific,
    schools::{Contacts, SchoolForm},
    setup::{FOUNDING_POSTS, FounderForm, Step},
};
use leptos::prelude::*;

use super::{Around, StepPage, foot};
use crate::ui::{CheckField, Extra, SelectField, TextAreaField, TextField, option, refused};

const ADDRESS_HINT: &str = "In trên phiếu duyệt và trong mã QR. Ghi như khi gõ vào trình duyệt, ví dụ https://mnhoasen.edu.vn. \
     Để trống thì phiếu chỉ in mã kiểm tra.";
const CONTACTS_HINT: &str = "Tên và số điện thoại, mỗi người một dòng, nhiều nhất ba người. Hiện ở trang đăng nhập và ở mọi trang báo \
     lỗi, ai mở hệ thống cũng đọc được.";
const LIMIT_HINT: &str = "Phim quay tiết dạy thường nặng vài trăm MB. Mức càng lớn thì càng lâu tải và càng tốn chỗ trên máy chủ.";

/// `known`: name and user name of whoever is setting the school up, once they have an account.
#[component]
pub fn SchoolPage(
    around: Around,
    form: SchoolForm,
    founder: FounderForm,
    known: Option<(String, String)>,
    errors: FormErrors,
    least: usize,
) -> impl IntoView {
    let first = around.is_first();
    let asks = first && known.is_none();
    let wrong = (!first && !errors.is_empty()).then(|| "Chưa lưu được".to_owned());
    view! {
        <StepPage around step=Step::School>
            <form method="post" action=paths::SCHOOL>
                <h1>"Trường"</h1>
                <p class="sub">"Tên này in trên biên nhận và danh sách."</p>
                {refused(wrong, "Sửa ô có viền đỏ rồi gửi lại, các ô khác vẫn còn nguyên.")}
                <div class="stack narrow">
                    <TextField id="name" label="Tên trường" value=form.name.clone() errors=errors.clone()
                        extra=Extra { required: true, autocomplete: Some("organization"), ..Extra::default() }/>
                    {(!first).then(|| view! {
                        <TextField id="limit" label="Mỗi tệp lớn nhất (MB)" value=form.limit.clone() errors=errors.clone()
                            extra=Extra { hint: Some(LIMIT_HINT), inputmode: Some("numeric"), required: true, ..Extra::default() }/>
                        <TextField id="address" label="Địa chỉ của hệ thống" value=form.address.clone().unwrap_or_default() errors=errors.clone()
                            extra=Extra { hint: Some(ADDRESS_HINT), inputmode: Some("url"), ..Extra::default() }/>
                        <TextAreaField id="contacts" label="Gặp khó thì gọi ai" hint=CONTACTS_HINT rows=3
                            max_length=Contacts::MAX_TEXT
                            value=form.contacts.clone().unwrap_or_default() errors=&errors/>
                        <CheckField name="own_lock" value="1" checked=form.own_lock>
                            "Máy riêng cũng tự khóa sau 10 phút không ai dùng"
                            <small class="quiet">
                                "Chữ đang gõ vẫn còn, gõ mật khẩu rồi làm tiếp. Máy dùng chung luôn tự khóa sau 2 phút."
                            </small>
                        </CheckField>
                    })}
                    {asks.then(|| installer(&founder, &errors, least))}
                    {known.filter(|_| first).map(|(who, username)| view! {
                        <p class="quiet">
                            "Người đang cài đặt: "<b>{who}</b>", tên đăng nhập "<b>{username}</b>". Sửa ở bước Cán bộ."
                        </p>
                    })}
                </div>
                {foot(first, Step::School, "Lưu")}
            </form>
        </StepPage>
    }
}

fn installer(form: &FounderForm, errors: &FormErrors, least: usize) -> impl IntoView + use<> {
    let calls = [Honorific::Co, Honorific::Thay].map(|one| option(one.code(), one.word(), &form.call)).collect_view();
    let posts = FOUNDING_POSTS.map(|post| option(post.code(), post.words(), &form.post)).collect_view();
    view! {
        <fieldset class="stack">
            <legend class="label">"Người đang cài đặt"</legend>
            <div class="fields">
                <TextField id="who" label="Họ và tên" value=form.who.clone() errors=errors.clone()
                    extra=Extra { required: true, autocomplete: Some("name"), ..Extra::default() }/>
                <SelectField id="call" label="Xưng hô" errors>{calls}</SelectField>
            </div>
            <div class="fields">
                <SelectField id="post" label="Chức vụ" errors>{posts}</SelectField>
                <TextField id="username" label="Tên đăng nhập" value=form.username.clone() errors=errors.clone()
                    extra=Extra { required: true, autocomplete: Some("username"), small: true, ..Extra::default() }/>
            </div>
            <div class="fields">
                <TextField id="password" label=format!("Mật khẩu, ít nhất {least} ký tự") value="" errors=errors.clone()
                    extra=Extra { required: true, autocomplete: Some("new-password"), secret: true, ..Extra::default() }/>
                <TextField id="again" label="Gõ lại mật khẩu" value="" errors=errors.clone()
                    extra=Extra { required: true, autocomplete: Some("new-password"), secret: true, ..Extra::default() }/>
            </div>
            <p class="hint">"Một câu ngắn dễ nhớ là tốt nhất. Mật khẩu này của riêng người cài đặt, không in ra."</p>
        </fieldset>
    }
}
