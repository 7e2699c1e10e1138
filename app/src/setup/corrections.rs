//! "/cai-dat/dinh-chinh/…": the number of a decision as it should be.

use domain::{
    corrections::{CorrectionForm, CorrectionTold, Numbered},
    forms::FormErrors,
};
use leptos::prelude::*;

use super::{SettingPage, setting_foot};
use crate::{
    corrected::corrected,
    layout::Viewer,
    paths,
    ui::{Extra, TextField, refused},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct CorrectionView {
    pub of: Numbered,
    /// "Lệnh khóa số 07".
    pub name: String,
    /// The number that stands there today; may be empty.
    pub now: String,
    /// The first one first.
    pub made: Vec<CorrectionTold>,
    pub form: CorrectionForm,
    pub errors: FormErrors,
    pub saved: bool,
}

#[component]
pub fn CorrectionPage(viewer: Viewer, page: CorrectionView) -> impl IntoView {
    let CorrectionView { of, name, now, made, form, errors, saved } = page;
    let wrong = (!errors.is_empty()).then(|| "Chưa đính chính được".to_owned());
    let saved = saved.then(|| "Số đúng hiện ở mọi nơi, số cũ gạch ngang ở danh sách.".to_owned());
    let back = match of {
        Numbered::Rules(_) => (paths::RULES.to_owned(), "Các bản quy định"),
        Numbered::LockOrder(id) => (paths::lock_order(id), "Lệnh khóa, mở"),
        Numbered::Absence(_) => (paths::ABSENCES.to_owned(), "Nghỉ và người làm thay"),
        Numbered::Extension(_) => (paths::EXTENSIONS.to_owned(), "Gia hạn"),
        Numbered::Mandate(id) => (paths::mandate(id), "Quyết định"),
    };
    let kept = "Đính chính chỉ đổi số ghi sai, không đổi ngày áp dụng hay nội dung";
    let about = if now.is_empty() {
        format!("Hiện không ghi số quyết định. {kept}.")
    } else {
        format!("Số đang ghi: {now}. {kept}; số cũ vẫn xem được.")
    };
    let hint = Extra { hint: Some("Ví dụ: 25/QĐ-MNNT."), max_length: Some(60), ..Extra::default() };
    view! {
        <SettingPage viewer saved up=back.clone()>
            <form method="post" action=paths::correction(of.about(), of.uuid())>
                <h1>{format!("Đính chính số quyết định: {name}")}</h1>
                <p class="sub">{about}</p>
                {refused(wrong, "Sửa ô có viền đỏ rồi gửi lại.")}
                <div class="fields narrow">
                    <TextField id="decision" label="Số quyết định đúng" value=form.decision errors extra=hint/>
                </div>
                {setting_foot("Đính chính", back.0)}
            </form>
            {corrected(&made)}
        </SettingPage>
    }
}
